"""ops.load_log: which file was read when, with what hash and how many rows, or why it was not.

The table's shape is the contract in models/marts/ops/load_log.yml, written there once; it is
made here because files are read before dbt runs.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Protocol

import yaml

from hubspoke import copies
from hubspoke.project import raw_dir
from hubspoke.raw import FileKey, LeftOut, RawFile, RawTable

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
    "note",
)
# How notes about headers begin, which depend on the contract; the others are about the content, and
# are only found when a file is read for the first time.
_OF_HEADERS = ("read as NULL, not in the file", "left out, not declared")
# The newest entry of each file; of a file that is left out the folder stands for its table.
_NEWEST = (
    "(select * from (select *, row_number() over (partition by source_table, file_name"
    " order by logged_at desc, action desc) as recency from ops.load_log) as entries"
    " where recency = 1) as newest"
)


class Connection(Protocol):
    """What DuckDB's and psycopg's connections have in common."""

    def execute(self, query: Any, params: Any = ...) -> Any: ...


def create(conn: Connection, root: Path) -> None:
    """Create ops.load_log when it is not there, with the columns of its contract."""
    columns = ", ".join(
        text + " not null" * needed for text, needed in _declared_columns(root).values()
    )
    conn.execute("create schema if not exists ops")
    conn.execute(f"create table if not exists ops.load_log ({columns})")
    add_columns(conn, root)


def add_columns(conn: Connection, root: Path) -> None:
    """Give a log of before the columns that it lacks; all of those may be NULL."""
    present = {
        name for (name, *_) in conn.execute("select * from ops.load_log limit 0").description
    }
    for name, (text, _) in _declared_columns(root).items():
        if name not in present:
            conn.execute(f"alter table ops.load_log add column if not exists {text}")


def _declared_columns(root: Path) -> dict[str, tuple[str, bool]]:
    """Column -> it with its type, and whether it may not be NULL."""
    model = yaml.safe_load((root / _YAML).read_text(encoding="utf-8"))["models"][0]
    columns = {}
    for column in model["columns"]:
        kinds = [constraint["type"] for constraint in column.get("constraints", [])]
        columns[column["name"]] = (f"{column['name']} {column['data_type']}", "not_null" in kinds)
    return columns


def known_files(conn: Connection) -> dict[FileKey, tuple[str, int]]:
    """The files that are in: the newest entry of each file, unless it was removed.

    Returns RawFile.key -> (encoding, rows).
    """
    rows = conn.execute(
        "select source_table, file_name, sha256, contract_hash, encoding, row_count "
        f"from {_NEWEST} where action = 'read'"
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
    for file in files:
        _insert(conn, (*file.key, file.encoding, file.rows, file.size, action), file.note, mark)


def append_removed(conn: Connection, table: RawTable, names: list[str], mark: str = "?") -> None:
    """Add one entry for each file, by its name, that is gone."""
    gone = [RawFile(table, Path(name), name) for name in names]
    append(conn, gone, action="removed", mark=mark)


def renew_notes(conn: Connection, files: list[RawFile], mark: str = "?") -> None:
    """Say of files that are in what there is to know of their headers now.

    A contract may ignore more than it did. mark: the driver's parameter mark.
    """
    known = {
        (table, name): note
        for table, name, note in conn.execute(
            f"select source_table, file_name, note from {_NEWEST} where action = 'read'"
        ).fetchall()
    }
    for file in files:
        place = (file.table.qualified, file.name)
        if place not in known:
            continue
        note = _renewed(known[place], file.note)
        if note != known[place]:
            conn.execute(
                f"update ops.load_log set note = {mark} where source_table = {mark} and "
                f"file_name = {mark} and action = 'read' and logged_at = (select max(logged_at) "
                f"from ops.load_log where source_table = {mark} and file_name = {mark} "
                "and action = 'read')",
                [note, *place, *place],
            )


def _renewed(before: str | None, now: str | None) -> str | None:
    """A note with what is said now of the headers, and what was said before of all else."""
    if not before:
        return now
    kept = [line for line in before.split("\n") if not line.startswith(_OF_HEADERS)]
    new = [line for line in (now or "").split("\n") if line.startswith(_OF_HEADERS)]
    return "\n".join(kept + new) or None


def left_out(conn: Connection) -> dict[tuple[str, str], str]:
    """What was left out when it was last looked for: (folder, name) -> why."""
    rows = conn.execute(
        f"select source_table, file_name, note from {_NEWEST} where action = 'left_out'"
    ).fetchall()
    return {(folder, name): note for folder, name, note in rows}


def note_left_out(
    conn: Connection, found: list[LeftOut], mark: str = "?", unseen: Container[str] = ()
) -> None:
    """Add what is left out now and was not, or for another reason, and what is so no more.

    found: all that is left out. mark: the driver's parameter mark. unseen: names of files that were
    not looked at, of which nothing is said.
    """
    before = left_out(conn)
    now = {(file.folder, file.name): file for file in found}
    for place, file in now.items():
        if before.get(place) != file.problem:
            entry = (*place, "", "", "", 0, file.size, "left_out")
            _insert(conn, entry, file.problem, mark)
    for place in sorted(before.keys() - now.keys()):
        if place[1] not in unseen:
            _insert(conn, (*place, "", "", "", 0, 0, "removed"), None, mark)


def _insert(conn: Connection, entry: tuple, note: str | None, mark: str) -> None:
    """Add an entry, all but its time and its note."""
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    conn.execute(
        f"insert into ops.load_log ({', '.join(_COLUMNS)}) "
        f"values ({', '.join([mark] * len(_COLUMNS))})",
        (*entry, now, note),
    )
