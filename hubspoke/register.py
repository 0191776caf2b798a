"""The dbt-duckdb plugin that turns raw files into views.

profiles.yml names it; dbt-duckdb calls it when it opens the database, which is before any node
runs. Every declared source becomes a view over the files found for it, an absent feed an empty
one. What a file held when it was first read goes to ops.load_log, and spares reading it again.
"""

from __future__ import annotations

import gc
import hashlib
import time
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.events.logging import AdapterLogger
from dbt_common.exceptions import DbtRuntimeError

from hubspoke import load_log, raw
from hubspoke.project import HubspokeError, is_sample, project_root, raw_dir
from hubspoke.raw import RawFile, RawTable

logger = AdapterLogger("hubspoke")

# A changed reader makes its views anew.
_READER = hashlib.sha256(Path(raw.__file__).read_bytes()).hexdigest()
# Seconds after which a file counts as finished. A younger one may yet be written to within the
# same tick of the file system's clock, which its times would not show.
_SETTLED = 2


class Plugin(BasePlugin):
    """Registers the raw files on the connection dbt is about to use."""

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Create the raw views; raises DbtRuntimeError with all bad files, one a line."""
        try:
            register(conn)
        except HubspokeError as error:
            raise DbtRuntimeError(str(error)) from error
        # dbt has read the whole project by now and keeps it to the end. Searching it for garbage
        # again and again would cost the run an eighth of dbt's own time.
        gc.freeze()


def register(conn: duckdb.DuckDBPyConnection) -> None:
    """Make a view `raw_<system>.<table>` of every declared source on this connection.

    All views change in one transaction, and only those whose files or contract changed.
    Raises HubspokeError, with nothing changed, naming every file that cannot be read.
    """
    root = project_root()
    folder = raw_dir()
    tables = raw.read_contract(root, folder)
    found, left_out = raw.find_files(folder, tables)
    conn.execute("set TimeZone = 'UTC'")
    conn.begin()
    try:
        load_log.create(conn, root)
        of_files = _register(conn, found)
        load_log.note_left_out(conn, left_out)
        conn.commit()
    except duckdb.Error as error:
        conn.rollback()
        raise HubspokeError(f"the raw views cannot be made: {error}") from error
    except BaseException:
        conn.rollback()
        raise
    for message in [*map(str, left_out), *([] if is_sample(folder) else of_files)]:
        logger.warning(f"raw: {message}")
    load_log.sweep_copies(load_log.known_files(conn), found)


def _register(conn: duckdb.DuckDBPyConnection, found: dict[RawTable, list[Path]]) -> list[str]:
    """Bring the views and the log up to date; returns the warnings about all files."""
    known = load_log.known_files(conn)
    comments = _view_comments(conn)
    changed: list[tuple[RawTable, str]] = []
    warnings: list[str] = []
    for table, paths in found.items():
        stamp = _stamp(table, paths)
        seen, *seen_warnings = comments.get((table.schema, table.name), "").split("\n")
        names = {f"{table.system}/{path.name}" for path in paths}
        is_same = stamp and stamp == seen and names == load_log.file_names(known, table)
        if is_same and all(path.is_file() for path in load_log.copies_of(known, table)):
            warnings += seen_warnings
            continue
        changed.append((table, stamp))
    inspected = raw.inspect_all(
        [(table, path) for table, _ in changed for path in found[table]], known
    )
    errors = [str(result) for result in inspected if isinstance(result, HubspokeError)]
    if errors:
        raise HubspokeError("raw files cannot be read:\n  " + "\n  ".join(errors))
    for table, stamp in changed:
        files = [file for file in inspected if isinstance(file, RawFile) and file.table == table]
        own = [text for file in files for text in file.warnings]
        warnings += own
        view = f'{table.schema}."{table.name}"'
        conn.execute(f"create schema if not exists {table.schema}")
        conn.execute(f"create or replace view {view} as {raw.select_sql(table, files)}")
        conn.execute(f"comment on view {view} is {raw.literal(chr(10).join([stamp, *own]))}")
        load_log.append(conn, [file for file in files if file.key not in known])
        load_log.renew_notes(conn, [file for file in files if file.key in known])
        gone = load_log.file_names(known, table) - {file.name for file in files}
        load_log.append_removed(conn, table, sorted(gone))
    return warnings


def _view_comments(conn: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """(schema, view) -> its comment: the stamp it was made at, then the warnings of its files."""
    rows = conn.execute(
        "select schema_name, view_name, comment from duckdb_views() "
        "where database_name = current_database() and comment is not null"
    ).fetchall()
    return {(schema, view): comment for schema, view, comment in rows}


def _stamp(table: RawTable, paths: list[Path]) -> str:
    """What a view was made from: its contract, this reader and the files' states.

    Empty, and so equal to no other, while a file is too young to tell a change by its times.
    """
    try:
        youngest = max((path.stat().st_ctime for path in paths), default=0)
        states = [raw.file_state(path) for path in paths]
    except OSError:
        return ""
    if youngest > time.time() - _SETTLED:
        return ""
    return hashlib.sha256(repr((table, _READER, states)).encode()).hexdigest()
