"""`hubspoke status`: what the last run made of each source's rows, without dbt.

The figures are those of ops.source_status, ops.file_status and ops.load_log; nothing is computed
here that they do not say.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from decimal import Decimal

import duckdb
import psycopg

from hubspoke.postgres import connect
from hubspoke.project import HubspokeError, duckdb_path

Row = dict[str, object]
Query = Callable[[str], list[Row]]

# Characters that a line has, except queries, which are copied, and what is noted of a file.
_WIDTH = 100
# Characters of a note under a warning.
_NOTE = 180
_BUILD = "build first: make build, or dbt build --selector daily --target postgres"
# The newest entry of each file; of a file that is left out the folder stands for its table.
_ENTRIES = (
    "select source_table, file_name, action, note from (select *, row_number() over ("
    "partition by source_table, file_name order by logged_at desc, action desc) as recency"
    " from ops.load_log) as entries where recency = 1 and action <> 'removed'"
    " and note is not null order by source_table, file_name"
)


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add `status` to the command line."""
    parser = commands.add_parser(
        "status",
        help="what the last build made of each source: rows, reasons, files left out",
        description="Says per source table how many rows came in, were promoted, merged or put "
        "into quarantine and why, what is new since the run before, which files were left out, "
        "and the query to look further. It reads what the last build left and changes nothing. "
        "Exit code 0: it could be said, whatever it is; 1: with --fail-loud, when something is "
        "worth a warning (a file all of whose rows were turned away, a share over var "
        "quarantine_warn_rate, a file that was left out); 2: there is no warehouse, or nothing "
        "was built in it.",
        epilog="DuckDB is the file HUBSPOKE_DUCKDB_PATH (default hubspoke.duckdb), Postgres the "
        "server of PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.",
    )
    add = parser.add_argument
    add("tables", nargs="*", metavar="TABLE", help="only these, as system.table or system; in full")
    add("--target", choices=("duckdb", "postgres"), default="duckdb", help="default: duckdb")
    add("--json", action="store_true", help="as JSON, for programs")
    add("--fail-loud", action="store_true", help="exit with 1 when something is worth a warning")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """The command: 0, or with --fail-loud 1 when something is worth a warning.

    Raises HubspokeError when there is no warehouse, nothing is built, or a table is not known.
    """
    status = read_status(arguments.target, arguments.tables)
    if arguments.json:
        print(json.dumps(status, indent=2, default=_plain, ensure_ascii=False))
    else:
        print("\n".join(_report(status, in_full=bool(arguments.tables))))
    return 1 if arguments.fail_loud and status["is_loud"] else 0


def read_status(target: str, names: list[str]) -> dict:
    """What the warehouse says: the run, its tables with their files, the files left out.

    target: `duckdb` or `postgres`. names: tables or systems, all when empty.
    """
    if target == "duckdb":
        status = _read_duckdb()
    else:
        with connect(autocommit=True) as connection:
            status = _read(lambda statement: _rows(connection.execute(statement)))
    return _only(status, names) if names else status


def _read_duckdb() -> dict:
    path = duckdb_path()
    if not path.is_file():
        raise HubspokeError(f"there is no warehouse {path}: {_BUILD}, or set HUBSPOKE_DUCKDB_PATH")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise HubspokeError(
            f"{path} cannot be opened ({error}); wait for the build that has it open"
        ) from error
    with closing(connection):
        return _read(lambda statement: _rows(connection.execute(statement)))


def _rows(cursor: duckdb.DuckDBPyConnection | psycopg.Cursor) -> list[Row]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _read(query: Query) -> dict:
    try:
        tables = query("select * from ops.source_status order by source_table")
        files = query("select * from ops.file_status order by source_table, file_name")
        entries = query(_ENTRIES)
    except (duckdb.CatalogException, psycopg.errors.UndefinedTable) as error:
        raise HubspokeError(f"ops.source_status is not in this warehouse: {_BUILD}") from error
    except (duckdb.BinderException, psycopg.errors.UndefinedColumn) as error:
        raise HubspokeError(f"ops is of an earlier version ({error}): {_BUILD}") from error
    except (duckdb.Error, psycopg.Error) as error:
        raise HubspokeError(f"ops.source_status cannot be read: {error}") from error
    if not tables:
        raise HubspokeError(f"ops.source_status is empty: {_BUILD}")
    run = {name: tables[0][name] for name in ("run_at", "as_of", "previous_run_at")}
    run["previous_run_at"] = max(
        (row["previous_run_at"] for row in tables if row["previous_run_at"]), default=None
    )
    notes = {
        (entry["source_table"], entry["file_name"]): str(entry["note"]).splitlines()
        for entry in entries
        if entry["action"] == "read"
    }
    for table in tables:
        for name in run:
            del table[name]
        table["reasons"] = _take_reasons(table)
        table["files"] = [
            _of_file(row, notes) for row in files if row["source_table"] == table["source_table"]
        ]
    left_out = [
        {"folder": entry["source_table"], "file_name": entry["file_name"], "why": entry["note"]}
        for entry in entries
        if entry["action"] == "left_out"
    ]
    return _judged({"run": run, "tables": tables, "left_out": left_out})


def _of_file(row: Row, notes: dict[tuple, list[str]]) -> Row:
    file = {name: value for name, value in row.items() if name != "source_table"}
    file["reasons"] = _take_reasons(file)
    file["notes"] = notes.get((row["source_table"], row["file_name"]), [])
    return file


def _take_reasons(row: Row) -> dict[str, int]:
    """The three reasons of a row and how many rows have them, taken out of it."""
    pairs = [(row.pop(f"reason_{n}"), row.pop(f"reason_{n}_rows")) for n in (1, 2, 3)]
    return {str(reason): count for reason, count in pairs if reason}


def _judged(status: dict) -> dict:
    loud = any(table["is_loud"] for table in status["tables"]) or bool(status["left_out"])
    return {"is_loud": loud, **status}


def _only(status: dict, names: list[str]) -> dict:
    """The status of some tables, or of all tables of some systems."""
    tables = [str(table["source_table"]) for table in status["tables"]]
    known = {*tables, *(table.split(".")[0] for table in tables)}
    if unknown := set(names) - known:
        raise HubspokeError(
            f"no source table or system is called {', '.join(sorted(unknown))}; there are "
            f"{', '.join(tables)}"
        )
    systems = {name.split(".")[0] for name in names}
    return _judged(
        {
            "run": status["run"],
            "tables": [
                table
                for table in status["tables"]
                if {table["source_table"], str(table["source_table"]).split(".")[0]} & {*names}
            ],
            "left_out": [file for file in status["left_out"] if file["folder"] in systems],
        }
    )


def _plain(value: object) -> object:
    """What JSON has no type for."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"no JSON for {value!r}")


# ---- for people


def _report(status: dict, in_full: bool) -> list[str]:
    """The status as lines of at most 100 characters, queries and notes apart.

    in_full: with the files and the query of every table.
    """
    run = status["run"]
    before = f"; the run before: {_minute(run['previous_run_at'])}" * bool(run["previous_run_at"])
    lines = [f"run of {_minute(run['run_at'])} UTC, as of {_minute(run['as_of'])}{before}", ""]
    shown = [row for row in status["tables"] if row["raw_rows"] or row["previous_raw_rows"]]
    lines.append(
        f"{'source':<32}{'rows in':>11}{'promoted':>11}{'merged':>9}{'quarantined':>13}"
        f"{'new':>10}{'casts':>7}"
    )
    lines += [_line(row) for row in shown] or ["no source has rows: see HUBSPOKE_RAW_DIR"]
    turned_away = [row for row in shown if row["quarantined_rows"]]
    if in_full:
        for row in shown:
            lines += _in_full(row)
    elif turned_away:
        lines += ["", "in quarantine, by their most frequent reasons:"]
        for row in turned_away:
            before = row["previous_quarantined_rows"]
            more = 0 if before is None else int(row["quarantined_rows"]) - int(before)
            name = f"  {row['source_table']}" + f" ({more:+,})" * bool(more)
            line = f"{name}: {_reasons(row)}"
            lines += [line] if len(line) <= _WIDTH else [f"{name}:", f"      {_reasons(row)}"]
        lines += ["", "files and query of a table: hubspoke status TABLE"]
    return lines + _warnings(status, in_full)


def _minute(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else "-"


def _line(row: Row) -> str:
    before = row["previous_raw_rows"]
    change = None if before is None else int(row["raw_rows"]) - int(before)
    new = "all" if change is None else f"{change:+,}" if change else "-"
    casts = f"{row['cast_failure_count']:,}" if row["cast_failure_count"] else "-"
    return (
        f"{row['source_table']:<32}{row['raw_rows']:>11,}{row['promoted_rows']:>11,}"
        f"{row['merged_rows']:>9,}{row['quarantined_rows']:>13,}{new:>10}{casts:>7}"
    )


def _reasons(row: Row) -> str:
    return ", ".join(f"{reason} {count:,}" for reason, count in row["reasons"].items())


def _in_full(row: Row) -> list[str]:
    count, new = row["file_count"], row["new_file_count"]
    since = f", {new:,} read since the run before" * (row["previous_raw_rows"] is not None)
    lines = ["", f"{row['source_table']}: {count:,} file{'s' * (count != 1)}{since}"]
    for file in row["files"]:
        turned_away = f", {file['quarantined_rows']:,} in quarantine: {_reasons(file)}"
        lines.append(
            f"  {file['file_name']}: {file['raw_rows']:,} rows"
            + turned_away * bool(file["quarantined_rows"])
        )
        lines += [f"    {note}" for note in file["notes"]]
    if row["quarantined_rows"]:
        lines.append(f"  {row['look_further']};")
    return lines


def _warnings(status: dict, in_full: bool) -> list[str]:
    lines = [
        f"WARNING: {file['file_name']} was left out: {file['why']}" for file in status["left_out"]
    ]
    for row in status["tables"]:
        if row["is_loud"]:
            loud = [file for file in row["files"] if file["is_loud"]]
            for place in loud or [row]:
                name = place.get("file_name", row["source_table"])
                total, count = int(place["raw_rows"]), int(place["quarantined_rows"])
                lines.append(
                    f"WARNING: {'all' if count == total else f'{count:,} of'} {total:,} "
                    f"row{'s' * (total != 1)} of {name} turned away: {_reasons(place)}"
                )
                if not in_full:
                    notes = place.get("notes", [])
                    lines += [f"  {_cut(note)}" for note in notes]
                    lines += ["  which header feeds which column: hubspoke check"] * bool(notes)
            if not in_full:
                lines.append(f"  {row['look_further']};")
    return ["", *lines] if lines else []


def _cut(text: str) -> str:
    return text if len(text) <= _NOTE else f"{text[:_NOTE]} ..."
