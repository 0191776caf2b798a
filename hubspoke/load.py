"""`hubspoke load`: raw files into Postgres, by the same contract and the same reader as DuckDB."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psycopg
from psycopg import sql
from tqdm import tqdm

from hubspoke import load_log
from hubspoke.postgres import connect
from hubspoke.project import HubspokeError, is_sample, project_root, raw_dir
from hubspoke.raw import (
    SOURCE_FILE,
    LeftOut,
    RawFile,
    RawTable,
    check_unchanged,
    find_files,
    inspect_all,
    read_contract,
    select_sql,
    session,
)

_CHUNK = 1024 * 1024


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add `load` to the command line."""
    parser = commands.add_parser(
        "load",
        help="raw files into Postgres, raw_<system>.<table>",
        description="Copies the files of HUBSPOKE_RAW_DIR into the Postgres that PGHOST, PGPORT, "
        "PGUSER, PGPASSWORD and PGDATABASE name. A file whose content is in already is skipped. "
        "Exit code 0: everything is in; 1: a table was not loaded and keeps its old rows.",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    parser.add_argument(
        "--select", nargs="+", metavar="TABLE", help="only these, as system.table or system"
    )
    parser.set_defaults(run=run)


@dataclass
class Plan:
    """What has to be done for one table."""

    table: RawTable
    # as Postgres has it now; None when the table is not there
    columns: list[str] | None
    files: list[RawFile]
    changed: list[RawFile]
    removed: list[str]


def run(arguments: argparse.Namespace) -> int:
    """Load every declared table; returns 1 when one of them failed.

    Raises HubspokeError when nothing can be loaded: a bad selection, no raw folder, no Postgres.
    """
    root = project_root()
    tables = read_contract(root, raw_dir())
    selected = _select(tables, arguments.select or [])
    found, left_out = find_files(raw_dir(), tables)
    _warn([str(file) for file in left_out])
    try:
        with connect(autocommit=True) as connection, _lock(connection):
            if not arguments.dry_run:
                # Apart, as a role that may not make schemas may yet own the log.
                prepare = load_log.add_columns if _has_log(connection) else load_log.create
                prepare(connection, root)
            known = load_log.known_files(connection) if _has_log(connection) else {}
            results = [
                _load_table(connection, table, found[table], known, left_out, arguments.dry_run)
                for table in selected
            ]
            if not arguments.dry_run:
                others = [table for table in tables if table not in selected]
                unseen = {f"{t.system}/{path.name}" for t in others for path in found[t]}
                load_log.note_left_out(connection, left_out, "%s", unseen)
                load_log.sweep_copies(load_log.known_files(connection), tables)
    except psycopg.Error as error:
        raise HubspokeError(f"Postgres refused: {error}") from error
    return 0 if all(results) else 1


class _UnreadableError(HubspokeError):
    """Files of a table cannot be read; `files` says which, and why.

    inspected: every file of the table -> what it holds, or the error.
    """

    def __init__(self, table: RawTable, inspected: dict[Path, RawFile | HubspokeError]) -> None:
        errors = {p: str(r) for p, r in inspected.items() if isinstance(r, HubspokeError)}
        super().__init__("\n  ".join(errors.values()))
        self.files = [
            LeftOut(
                table.system,
                f"{table.system}/{path.name}",
                f"{table.qualified} keeps its old rows: "
                + text.removeprefix(str(path)).lstrip(":, "),
            )
            for path, text in errors.items()
        ]


def _select(tables: list[RawTable], names: list[str]) -> list[RawTable]:
    unknown = {*names} - {name for table in tables for name in (table.qualified, table.system)}
    if unknown:
        raise HubspokeError(
            f"no declared table or system is called {', '.join(sorted(unknown))}; there are "
            f"{', '.join(table.qualified for table in tables)}"
        )
    return [table for table in tables if not names or {table.qualified, table.system} & {*names}]


def _warn(messages: list[str]) -> None:
    for message in messages:
        print(f"warning: {message}", file=sys.stderr)


@contextmanager
def _lock(connection: psycopg.Connection) -> Iterator[None]:
    """Keep a second load out, which would add the same files' rows again."""
    key = "hashtext('hubspoke load')"
    if connection.execute(f"select pg_try_advisory_lock({key})").fetchone() != (True,):
        raise HubspokeError("another hubspoke load is at work on this database; wait for it")
    try:
        yield
    finally:
        # A closed session gives it up too, but a moment later.
        if not connection.closed:
            connection.execute(f"select pg_advisory_unlock({key})")


def _has_log(connection: psycopg.Connection) -> bool:
    found = connection.execute("select to_regclass('ops.load_log') is not null").fetchone()
    return found == (True,)


def _load_table(
    connection: psycopg.Connection,
    table: RawTable,
    paths: list[Path],
    known: dict,
    left_out: list[LeftOut],
    dry_run: bool,
) -> bool:
    """Bring one table up to date in a transaction of its own; returns whether it worked.

    left_out: gets the files that cannot be read.
    """
    try:
        plan = _plan(connection, table, paths, known)
        if not dry_run:
            with connection.transaction():
                _load(connection, plan)
    except (HubspokeError, psycopg.Error, duckdb.Error) as error:
        if connection.broken:
            raise HubspokeError(
                f"the connection to Postgres broke at {table.qualified}: {error}; start again, "
                "what was reported as loaded is in"
            ) from error
        print(f"error: {table.qualified} keeps its old rows: {error}", file=sys.stderr)
        left_out += error.files if isinstance(error, _UnreadableError) else []
        return False
    print(_summary(plan, dry_run))
    return True


def _plan(connection: psycopg.Connection, table: RawTable, paths: list[Path], known: dict) -> Plan:
    columns = _present_columns(connection, table)
    in_place = known if columns and not _was_emptied(connection, table, known) else {}
    inspected = inspect_all([(table, path) for path in paths], in_place)
    if any(isinstance(result, HubspokeError) for result in inspected):
        raise _UnreadableError(table, dict(zip(paths, inspected, strict=True)))
    files = [result for result in inspected if isinstance(result, RawFile)]
    if not is_sample(raw_dir()):
        _warn([text for file in files for text in file.warnings])
    changed = [file for file in files if file.key not in in_place]
    removed = load_log.file_names(in_place, table) - {file.name for file in files}
    return Plan(table, columns, files, changed, sorted(removed))


def _present_columns(connection: psycopg.Connection, table: RawTable) -> list[str] | None:
    """The columns of the table as it is in Postgres, None when it is not there."""
    row = connection.execute(
        "select c.relkind::text, array(select attname::text from pg_attribute"
        "  where attrelid = c.oid and attnum > 0 and not attisdropped)"
        " from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
        " where n.nspname = %s and c.relname = %s",
        [table.schema, table.name],
    ).fetchone()
    if row and row[0] not in ("r", "p"):
        raise HubspokeError(
            f"{table.schema}.{table.name} is a view, made for the dbt variable source_schemas, so "
            f"no files go into it; to load files take {table.system} out of source_schemas and "
            f"drop view {table.schema}.{table.name}"
        )
    return row[1] if row else None


def _was_emptied(connection: psycopg.Connection, table: RawTable, known: dict) -> bool:
    """Whether no row of the logged files is left: a table that was dropped and made anew, say."""
    if not any(rows for key, (_, rows) in known.items() if key[0] == table.qualified):
        return False
    any_row = sql.SQL("select 1 from {} limit 1").format(sql.Identifier(table.schema, table.name))
    return connection.execute(any_row).fetchone() is None


def _summary(plan: Plan, dry_run: bool) -> str:
    load, remove = ("would load", "would remove") if dry_run else ("loaded", "removed")
    count = len(plan.changed)
    rows = sum(file.rows for file in plan.changed)
    parts = [f"{load} {count} file{'s' * (count != 1)}, {rows:,} rows"] if count else []
    if plan.removed:
        parts.append(f"{remove} {', '.join(plan.removed)}")
    if len(plan.files) > count:
        parts.append(f"{len(plan.files) - count} unchanged")
    return f"{plan.table.qualified}: {'; '.join(parts) or 'no file'}"


def _load(connection: psycopg.Connection, plan: Plan) -> None:
    """Bring one table up to date inside the connection's open transaction."""
    table = plan.table
    target = sql.Identifier(table.schema, table.name)
    names = [*(column.name for column in table.columns), SOURCE_FILE]
    if plan.columns is None:
        schema = sql.Identifier(table.schema)
        connection.execute(sql.SQL("create schema if not exists {}").format(schema))
        connection.execute(sql.SQL("create table {} ()").format(target))
    missing = [name for name in names if name not in (plan.columns or [])]
    if missing:
        add = [sql.SQL("add column {} text").format(sql.Identifier(name)) for name in missing]
        connection.execute(sql.SQL("alter table {} {}").format(target, sql.SQL(", ").join(add)))
    changed = {file.key for file in plan.changed}
    unchanged = [file for file in plan.files if file.key not in changed]
    load_log.renew_notes(connection, unchanged, mark="%s")
    if not plan.changed and not plan.removed:
        return
    if len(plan.changed) == len(plan.files):
        # Nothing is kept, and emptying is faster than deleting; it is undone on failure too.
        connection.execute(sql.SQL("truncate {}").format(target))
    else:
        gone = [file.name for file in plan.changed] + plan.removed
        connection.execute(
            sql.SQL("delete from {} where {} = any(%s)").format(
                target, sql.Identifier(SOURCE_FILE)
            ),
            [gone],
        )
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    copy = sql.SQL("copy {} ({}) from stdin (format csv, encoding 'utf8')").format(target, columns)
    for file in plan.changed:
        _copy(connection, file, copy)
    load_log.append(connection, plan.changed, mark="%s")
    load_log.append_removed(connection, table, plan.removed, mark="%s")
    connection.execute(sql.SQL("analyze {}").format(target))


def _copy(connection: psycopg.Connection, file: RawFile, statement: sql.Composed) -> None:
    """Stream one file's rows into Postgres, a chunk at a time."""
    with (
        # disable=None: no bar where nobody watches.
        tqdm(
            total=file.rows,
            desc=file.name,
            unit=" rows",
            unit_scale=True,
            leave=False,
            disable=None,
        ) as bar,
        connection.cursor() as cursor,
    ):
        with cursor.copy(statement) as copy, _csv_stream(file) as chunks:
            for chunk in chunks:
                copy.write(chunk)
                # A quoted line break counts too, so the bar never overshoots but may run ahead.
                bar.update(min(chunk.count(b"\n"), file.rows - bar.n))
        check_unchanged(file)
        if cursor.rowcount != file.rows:
            raise HubspokeError(
                f"{file.path}: {cursor.rowcount} rows arrived in Postgres of {file.rows} that were "
                "counted; please report this"
            )


@contextmanager
def _csv_stream(file: RawFile) -> Iterator[Iterator[bytes]]:
    """A file's rows as DuckDB reads them, as CSV, through a pipe: never whole in memory."""
    reading, writing = os.pipe()
    problems: list[Exception] = []

    def produce() -> None:
        try:
            # More than one thread would run ahead of Postgres and keep its rows in memory.
            with session(threads=1) as source:
                source.execute(
                    f"copy ({select_sql(file.table, [file])}) to '/dev/fd/{writing}' "
                    "(format csv, header false, use_tmp_file false)"
                )
        except Exception as error:
            problems.append(error)
        finally:
            os.close(writing)

    def consume() -> Iterator[bytes]:
        while chunk := os.read(reading, _CHUNK):
            yield chunk
        producer.join()
        if problems:
            check_unchanged(file)
            raise HubspokeError(f"{file.path}: reading stopped: {problems[0]}")

    producer = threading.Thread(target=produce, daemon=True)
    producer.start()
    try:
        yield consume()
    finally:
        os.close(reading)
        producer.join()
