"""ops.load_log: which file was read when, with what hash and how many rows.

The table's shape is the contract in models/marts/ops/load_log.yml, written there once; it is
made here because files are read before dbt runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Protocol

import yaml

from hubspoke import copies
from hubspoke.project import raw_dir
from hubspoke.raw import FileKey, RawFile, RawTable

_YAML = Path("models/marts/ops/load_log.yml")
_COLUMNS = (
    "source_table",
    "file_name",
    "sha256",
    "contract_hash",
    "encoding",
    "row_count",
    "byte_count",
    "action",
    "logged_at",
)


class Connection(Protocol):
    """What DuckDB's and psycopg's connections have in common."""

    def execute(self, query: Any, params: Any = ...) -> Any: ...


def create(conn: Connection, root: Path) -> None:
    """Create ops.load_log when it is not there, with the columns of its contract."""
    model = yaml.safe_load((root / _YAML).read_text(encoding="utf-8"))["models"][0]
    columns = ", ".join(
        f"{column['name']} {column['data_type']} not null" for column in model["columns"]
    )
    conn.execute("create schema if not exists ops")
    conn.execute(f"create table if not exists ops.load_log ({columns})")


def known_files(conn: Connection) -> dict[FileKey, tuple[str, int]]:
    """The files that are in: the newest entry of each file, unless it was removed.

    Returns RawFile.key -> (encoding, rows).
    """
    rows = conn.execute(
        "select source_table, file_name, sha256, contract_hash, encoding, row_count from ("
        "  select *, row_number() over (partition by source_table, file_name"
        "    order by logged_at desc, action desc) as recency from ops.load_log"
        ") as entries where recency = 1 and action = 'read'"
    ).fetchall()
    return {tuple(row[:4]): (row[4], row[5]) for row in rows}


def file_names(known: dict[FileKey, tuple[str, int]], table: RawTable) -> set[str]:
    """The names of a table's files that are in."""
    return {name for qualified, name, _, _ in known if qualified == table.qualified}


def copies_of(known: dict[FileKey, tuple[str, int]], table: RawTable) -> list[Path]:
    """Where the copies lie that a table's files are read from."""
    sheets = dict(table.sheets)
    return [
        copies.path_of(raw_dir(), sha256, sheets.get(name, ""))
        for (qualified, name, sha256, _), (encoding, _) in known.items()
        if qualified == table.qualified and copies.is_needed(encoding)
    ]


def sweep_copies(known: dict[FileKey, tuple[str, int]], tables: Iterable[RawTable]) -> None:
    """Delete the copies that none of the files needs any more."""
    copies.sweep(raw_dir(), [path for table in tables for path in copies_of(known, table)])


def append(conn: Connection, files: list[RawFile], action: str = "read", mark: str = "?") -> None:
    """Add one entry per file.

    action: `read` or `removed`. mark: the driver's parameter mark.
    """
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    statement = (
        f"insert into ops.load_log ({', '.join(_COLUMNS)}) "
        f"values ({', '.join([mark] * len(_COLUMNS))})"
    )
    for file in files:
        values = (*file.key, file.encoding, file.rows, file.size, action, now)
        conn.execute(statement, values)


def append_removed(conn: Connection, table: RawTable, names: list[str], mark: str = "?") -> None:
    """Add one entry for each file, by its name, that is gone."""
    gone = [RawFile(table, Path(name), name) for name in names]
    append(conn, gone, action="removed", mark=mark)
