"""`hubspoke compare`: every mart on DuckDB against the same mart on Postgres, row for row.

DuckDB does the work: each Postgres mart is copied into a scratch DuckDB file with the types of its
DuckDB twin, then the two are joined on the primary key. Values are compared typed, not as text.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timezone
from decimal import Context, Decimal
from functools import lru_cache
from pathlib import Path

import duckdb
import psycopg

from hubspoke.postgres import connect, postgres
from hubspoke.project import HubspokeError, duckdb_path, project_root, raw_dir, run_dbt

Columns = dict[str, str]  # column name -> type name, in the table's order

_SHOWN_CHARACTERS = 200
_FAILED_LINES = 60
# The longest row DuckDB's reader takes; its default of 2 MB is too little for large JSON.
_ROW_BYTES = 64 * 1024 * 1024
# Type names of both engines -> one name. What is not here must have the same name on both.
_TYPE_NAMES = {
    "bool": "boolean",
    "character varying": "text",
    "decimal": "numeric",
    "double": "double precision",
    "float": "real",
    "jsonb": "json",
    "time without time zone": "time",
    "timestamp with time zone": "timestamptz",
    "timestamp without time zone": "timestamp",
    "varchar": "text",
}


@dataclass
class Mart:
    """One mart of dbt's manifest; an empty key means that whole rows are compared."""

    model: str
    schema: str
    alias: str
    key: list[str] = field(default_factory=list)
    left_out: str | None = None  # the reason
    left_out_columns: dict[str, str] = field(default_factory=dict)  # column -> reason

    @property
    def name(self) -> str:
        return f"{self.schema}.{self.alias}"

    @property
    def relation(self) -> str:
        return f"{quote(self.schema)}.{quote(self.alias)}"


@dataclass
class Result:
    """What comparing one mart found: nothing but its row count when both sides agree."""

    rows: int = 0
    structure: list[str] = field(default_factory=list)  # a line per difference
    counts: dict[str, int] = field(default_factory=dict)  # a column, or what is wrong -> how often
    lines: list[str] = field(default_factory=list)  # the first differences of rows and cells

    @property
    def agrees(self) -> bool:
        return not self.structure and not self.counts

    def report(self, name: str) -> list[str]:
        """The result as lines to print."""
        if self.agrees:
            return [f"ok    {name}: {self.rows:,} rows"]
        summary = ", ".join(f"{what} {count:,}" for what, count in self.counts.items())
        more = sum(self.counts.values()) - len(self.lines)
        return [
            f"DIFF  {name}" + f" ({summary})" * bool(summary),
            *(f"      {line}" for line in self.structure + self.lines),
            *([f"      ... and {more:,} more"] if more else []),
        ]


def quote(name: str, mark: str = '"') -> str:
    """An identifier as SQL, for both engines; with mark "'" a text literal."""
    return mark + name.replace(mark, mark * 2) + mark


# ---- what to compare: dbt's manifest


def read_marts(manifest: dict) -> list[Mart]:
    """The marts of a dbt manifest, by name: models under models/marts/ that are relations.

    The key is the primary_key constraint of the model or of a column.
    Raises HubspokeError when there is no mart, or when a key column is to be left out.
    """
    marts = []
    for node in manifest["nodes"].values():
        path = node.get("original_file_path", "").replace("\\", "/")
        if node.get("resource_type") != "model" or not path.startswith("models/marts/"):
            continue
        if node["config"].get("materialized") == "ephemeral":
            continue
        mart = Mart(node["name"], node["schema"], node["alias"], left_out=_left_out(node))
        for column in node.get("columns", {}).values():
            if (reason := _left_out(column)) is not None:
                mart.left_out_columns[column["name"]] = reason
            if any(c["type"] == "primary_key" for c in column.get("constraints") or []):
                mart.key = [column["name"]]
        for constraint in node.get("constraints") or []:
            if constraint["type"] == "primary_key":
                mart.key = list(constraint["columns"])
        if unusable := set(mart.key) & set(mart.left_out_columns):
            raise HubspokeError(
                f"{mart.name}: {', '.join(sorted(unusable))} is in the primary key, so "
                "meta.compare: false cannot leave it out; leave out the whole mart"
            )
        marts.append(mart)
    if not marts:
        raise HubspokeError("dbt's manifest has no model under models/marts/: nothing to compare")
    return sorted(marts, key=lambda mart: mart.name)


def _left_out(node: dict) -> str | None:
    """The reason when meta says `compare: false`, else None."""
    meta = {**(node.get("meta") or {}), **((node.get("config") or {}).get("meta") or {})}
    return meta.get("compare_reason", "no reason given") if meta.get("compare") is False else None


def select_marts(marts: list[Mart], names: list[str]) -> list[Mart]:
    """The marts of these names (a model's name or schema.table); all when there are no names.

    Raises HubspokeError for a name that is no mart, because it would compare nothing.
    """
    if unknown := set(names) - {name for mart in marts for name in (mart.model, mart.name)}:
        known = ", ".join(mart.name for mart in marts)
        raise HubspokeError(f"no such mart: {', '.join(sorted(unknown))}; there are: {known}")
    return [mart for mart in marts if not names or {mart.model, mart.name} & set(names)]


# ---- how to compare: types, JSON, what is shown


def common_type(name: str) -> str:
    """One name for a type that DuckDB and Postgres name differently; numeric keeps its scale."""
    name = re.sub(r"\s*,\s*", ",", name.strip().lower())
    if name.endswith("]"):
        return common_type(name[: name.rindex("[")]) + "[]"
    base = " ".join(re.sub(r"\([^)]*\)", " ", name).split())
    base = _TYPE_NAMES.get(base, base)
    return base + name[name.index("(") :] if base == "numeric" and "(" in name else base


def structure_differences(duck: Columns, pg: Columns) -> list[str]:
    """What differs between two tables' columns: names, order, types; one line each."""
    lines = [f"column {name}: only on DuckDB" for name in duck if name not in pg]
    lines += [f"column {name}: only on Postgres" for name in pg if name not in duck]
    shared = [name for name in duck if name in pg], [name for name in pg if name in duck]
    if shared[0] != shared[1]:
        orders = [", ".join(names) for names in shared]
        lines.append(f"column order: DuckDB {orders[0]}; Postgres {orders[1]}")
    for name in shared[0]:
        if common_type(duck[name]) != common_type(pg[name]):
            lines.append(f"column {name}: type {duck[name]} on DuckDB, {pg[name]} on Postgres")
    return lines


@lru_cache(maxsize=100_000)
def _number(text: str) -> int | str:
    # json cannot write an exact decimal: it goes out as a marked string, which canonical_json
    # unquotes. Postgres has no text with a NUL, so the mark is unambiguous.
    number = Decimal(text)
    if number.adjusted() < 100 and number == number.to_integral_value():
        return int(number)
    return f"\0{number.normalize(Context(prec=max(28, len(text))))}"


# Made once: json.loads and json.dumps with arguments would make them anew for every text.
_decode = json.JSONDecoder(parse_float=_number).decode
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_MARKED = re.compile(r'"\\u0000([^"]+)"')


def canonical_json(text: str) -> str:
    """One text for all spellings of a JSON value: key order, spacing, 1.50 = 1.5.

    Numbers are exact, not doubles. A text that is no JSON is returned as it is.
    """
    try:
        written = _encode(_decode(text))
    except (ValueError, ArithmeticError):
        return text
    return _MARKED.sub(r"\1", written) if "\\u0000" in written else written


def show(value: str | None, kind: str, other: str | None = None) -> str:
    """A value for the terminal: texts quoted, NULL bare, long ones from where `other` differs."""
    if value is None:
        return "NULL"
    start = 0
    if len(value) > _SHOWN_CHARACTERS:
        pairs = enumerate(zip(value, other or "", strict=False))
        start = max(0, next((i for i, (a, b) in pairs if a != b), len(other or "")) - 20)
    part = value[start : start + _SHOWN_CHARACTERS]
    part = repr(part) if common_type(kind) == "text" else part
    return "…" * (start > 0) + part + "…" * (start + _SHOWN_CHARACTERS < len(value))


# ---- the comparison


def _is_json(kind: str) -> bool:
    return common_type(kind).startswith("json")


def _is_array(kind: str) -> bool:
    return kind.endswith("]") and not _is_json(kind)


def _compared(column: str, kind: str) -> str:
    """A column as it is compared, on both engines: JSON as text, an array of it as one document."""
    if not _is_json(kind):
        return column
    return f"cast({f'to_json({column})' if kind.endswith(']') else column} as varchar)"


def _sent(column: str, kind: str) -> str:
    """A column as Postgres sends it."""
    if _is_array(kind):
        return f"array_to_json({column}::text[])"
    if common_type(kind) == "date":
        # DuckDB takes a year BC only in brackets; otherwise it drops the BC without an error.
        return f"replace({column}::text, 'BC', '(BC)')"
    return _compared(column, kind)


def _received(column: str, kind: str) -> str:
    """What Postgres sent, in the type of the DuckDB column."""
    if _is_json(kind):
        return column
    text = f"cast(cast({column} as json) as varchar[])" if _is_array(kind) else column
    return f"cast({text} as {kind})"


def _read_csv(file: Path, names: list[str]) -> str:
    r"""A DuckDB table function that reads a CSV file as texts; NULL is an unquoted \N.

    Casts are left to the query: the reader itself makes NULL of a timestamptz it cannot read.
    """
    types = ", ".join(f"{quote(name, chr(39))}: 'VARCHAR'" for name in names)
    # Not parallel: a thread that starts inside a quoted line break would misread the rest.
    return (
        f"read_csv({quote(str(file), chr(39))}, columns = {{{types}}}, auto_detect = false, "
        "header = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', "
        "nullstr = '\\N', allow_quoted_nulls = false, parallel = false, "
        f"max_line_size = {_ROW_BYTES}, buffer_size = {2 * _ROW_BYTES})"
    )


class Comparison:
    """Compares marts of a DuckDB file with those of a Postgres server.

    path: the DuckDB warehouse, opened read-only. env: the PG* variables of the server.
    scratch: a folder for the copies. max_rows: how many differences to list per mart.
    Raises HubspokeError when either warehouse cannot be opened.
    """

    def __init__(self, path: Path, env: dict[str, str], scratch: Path, max_rows: int = 10) -> None:
        if not path.is_file():
            raise HubspokeError(
                f"no DuckDB file at {path}: run dbt build, set HUBSPOKE_DUCKDB_PATH or use --build"
            )
        self.max_rows = max_rows
        self.csv = scratch / "rows.csv"
        # The catalog keeps the file's own name, which dbt's views refer to.
        self.catalog = path.stem
        self.pg = connect(env, autocommit=True, client_encoding="utf8")
        # A database or a role may print values in another way.
        self.pg.execute("set datestyle = 'ISO'; set extra_float_digits = 1")
        self.duck = duckdb.connect(str(scratch / "_hubspoke_compare.duckdb"))
        try:
            self.duck.execute("set TimeZone = 'UTC'; set preserve_insertion_order = false")
            name = quote(self.catalog)
            self.duck.execute(f"attach {quote(str(path), chr(39))} as {name} (read_only)")
        except duckdb.Error as error:
            self.close()
            raise HubspokeError(f"cannot read the DuckDB file {path}: {error}") from error

    def close(self) -> None:
        """Release the DuckDB file and the server."""
        self.duck.close()
        self.pg.close()

    def compare(self, mart: Mart) -> Result:
        """Compare one mart; one that cannot be compared differs, and the others still can be."""
        try:
            return self._compare(mart)
        except (duckdb.Error, psycopg.Error) as error:
            return Result(structure=[f"cannot be compared: {str(error).strip()}"])

    def _compare(self, mart: Mart) -> Result:
        duck, pg = self._duck_columns(mart), self._pg_columns(mart)
        if not duck or not pg:
            targets = [name for name, side in (("duckdb", duck), ("postgres", pg)) if not side]
            remedy = "no such table: dbt build --target {} has not built it"
            return Result(structure=[remedy.format(target) for target in targets])
        for left_out in mart.left_out_columns:
            duck.pop(left_out, None)
            pg.pop(left_out, None)
        result = Result(structure=structure_differences(duck, pg))
        columns = {
            name: kind
            for name, kind in duck.items()
            if name in pg and common_type(kind) == common_type(pg[name])
        }
        if not columns or not set(mart.key) <= set(columns):
            key = ", ".join(mart.key) or "no column"
            result.structure.append(f"rows not compared: both sides must have the key ({key})")
            return result
        self._copy(mart, columns)
        result.rows = self.duck.execute("select count(*) from duck").fetchone()[0]
        if names := [name for name, kind in columns.items() if _is_json(kind)]:
            self._map_json(names)
        self._define_sides(columns)
        self._find_uneven(result, mart.key, columns)
        if mart.key:
            if result.counts:
                # Repeated keys would pair up many to many.
                self._define_sides(columns, without=mart.key)
            self._find_cells(result, mart.key, columns)
        return result

    def _duck_columns(self, mart: Mart) -> Columns:
        rows = self.duck.execute(
            "select column_name, data_type from information_schema.columns where table_catalog = ? "
            "and table_schema = ? and table_name = ? order by ordinal_position",
            [self.catalog, mart.schema, mart.alias],
        ).fetchall()
        return dict(rows)

    def _pg_columns(self, mart: Mart) -> Columns:
        rows = self.pg.execute(
            "select attname, format_type(atttypid, atttypmod) from pg_attribute "
            "where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum",
            [mart.relation],
        ).fetchall()
        return dict(rows)

    def _copy(self, mart: Mart, columns: Columns) -> None:
        """Make `pg`, a copy of the Postgres mart, and `duck`, a view of the DuckDB one.

        The column __here is true in every row: it tells the sides of a join apart, and keeps a
        lone empty text from being written as an empty line, which the reader would skip.
        """
        sent, received, own = (
            ", ".join(
                f"{send(quote(name), kind)} as {quote(name)}" for name, kind in columns.items()
            )
            for send in (_sent, _received, _compared)
        )
        copy = f"copy (select true, {sent} from {mart.relation}) to stdout (format csv, null '\\N')"
        with self.pg.cursor().copy(copy) as blocks, self.csv.open("wb") as sink:
            for block in blocks:
                sink.write(block)
        self.duck.execute(
            f"create or replace table pg as select true as __here, {received} "
            f"from {_read_csv(self.csv, ['__here', *columns])}"
        )
        self.duck.execute(
            f"create or replace temp view duck as select true as __here, {own} "
            f"from {quote(self.catalog)}.{mart.relation}"
        )

    def _map_json(self, names: list[str]) -> None:
        """Make `json_map`, from every JSON text of both sides to its canonical spelling."""
        texts = " union ".join(
            f"select {quote(name)} from {side}" for name in names for side in ("duck", "pg")
        )
        rows = self.duck.execute(texts)
        with self.csv.open("w", newline="", encoding="utf-8") as sink:
            writer = csv.writer(sink, quoting=csv.QUOTE_ALL, lineterminator="\n")
            while batch := rows.fetchmany(10_000):
                writer.writerows((raw, canonical_json(raw)) for (raw,) in batch if raw is not None)
        reader = _read_csv(self.csv, ["raw", "canonical"])
        self.duck.execute(f"create or replace temp table json_map as from {reader}")

    def _define_sides(self, columns: Columns, without: list[str] | None = None) -> None:
        """Make the views `d` and `p`: both sides with canonical JSON, `without` uneven keys."""
        select = ", ".join(
            f"(select canonical from json_map where raw = t.{quote(name)}) as {quote(name)}"
            if _is_json(kind)
            else quote(name)
            for name, kind in columns.items()
        )
        where = f"where not exists (from uneven as u where {_same('u', 't', without)})"
        for view, side in (("d", "duck"), ("p", "pg")):
            self.duck.execute(
                f"create or replace temp view {view} as "
                f"select __here, {select} from {side} as t {where if without else ''}"
            )

    def _find_uneven(self, result: Result, key: list[str], columns: Columns) -> None:
        """Find keys that repeat or, without a key, rows that one side has more often.

        Leaves them in the table `uneven`.
        """
        names = key or list(columns)
        listed = ", ".join(map(quote, names))
        wrong = "sum(__d) > 1 or sum(__p) > 1" if key else "sum(__d) <> sum(__p)"
        self.duck.execute(
            f"create or replace temp table uneven as "
            f"select {listed}, sum(__d) as __d, sum(__p) as __p from ("
            f"select {listed}, 1 as __d, 0 as __p from d union all "
            f"select {listed}, 0 as __d, 1 as __p from p) group by {listed} having {wrong}"
        )
        if total := self.duck.execute("select count(*) from uneven").fetchone()[0]:
            result.counts["repeated keys" if key else "rows"] = total
            found = self.duck.execute(
                f"select {_texts(names, columns)}, __d, __p from uneven "
                f"order by {listed} limit {self.max_rows}"
            )
            result.lines += [
                f"{'key' if key else 'row'} {_named(names, values, columns)}: "
                f"{d} on DuckDB, {p} on Postgres"
                for values, d, p in found.fetchall()
            ]

    def _find_cells(self, result: Result, key: list[str], columns: Columns) -> None:
        """Join the sides on the key, find rows of one side only and cells that differ."""
        names = [name for name in columns if name not in key]
        differs = [f"d.{quote(name)} is distinct from p.{quote(name)}" for name in names]
        lone = "d.__here is null or p.__here is null"
        joined = f"from d full join p on {_same('d', 'p', key)}"
        tests = [lone, *(f"d.__here and p.__here and {test}" for test in differs)]
        counts = self.duck.execute(
            f"select {', '.join(f'count(*) filter ({test})' for test in tests)} {joined}"
        ).fetchone()
        what = ("rows on one side only", *names)
        result.counts |= {name: count for name, count in zip(what, counts, strict=True) if count}
        limit = self.max_rows - len(result.lines)
        if not any(counts) or limit <= 0:
            return
        keys = ", ".join(f"coalesce(d.{quote(k)}, p.{quote(k)}) as {quote(k)}" for k in key)
        found = self.duck.execute(
            f"select {_texts(key, columns)}, d_here, p_here, differs, d_texts, p_texts from ("
            f"select {keys}, d.__here as d_here, p.__here as p_here, "
            f"[{', '.join(differs)}]::boolean[] as differs, "
            f"{_texts(names, columns, 'd.')} as d_texts, {_texts(names, columns, 'p.')} as p_texts "
            f"{joined} where {lone} or {' or '.join(differs or ['false'])} "
            f"order by {', '.join(map(quote, key))} limit {limit})"
        )
        lines = []
        for values, d_here, p_here, flags, d_texts, p_texts in found.fetchall():
            row = f"key {_named(key, values, columns)}"
            if not (d_here and p_here):
                lines.append(f"{row}: only on {'DuckDB' if d_here else 'Postgres'}")
                continue
            for name, flag, d, p in zip(names, flags, d_texts, p_texts, strict=True):
                if flag:
                    kind = columns[name]
                    pair = f"DuckDB {show(d, kind, p)}, Postgres {show(p, kind, d)}"
                    lines.append(f"{row}, column {name}: {pair}")
        result.lines += lines[:limit]


def _same(left: str, right: str, names: list[str] | None) -> str:
    return " and ".join(
        f"{left}.{quote(name)} is not distinct from {right}.{quote(name)}" for name in names or []
    )


def _texts(names: list[str], columns: Columns, prefix: str = "") -> str:
    """An SQL list of these columns as texts for `show`."""
    texts = (
        f"to_json({prefix}{quote(name)})" if _is_array(columns[name]) else f"{prefix}{quote(name)}"
        for name in names
    )
    return f"[{', '.join(f'cast({text} as varchar)' for text in texts)}]::varchar[]"


def _named(names: list[str], values: list[str | None], columns: Columns) -> str:
    pairs = zip(names, values, strict=True)
    return ", ".join(f"{name}={show(value, columns[name])}" for name, value in pairs)


# ---- building both sides


def as_of_moment(text: str) -> str:
    """A date or UTC timestamp as `YYYY-MM-DD HH:MM:SS`, the form of dbt's var as_of.

    Raises argparse.ArgumentTypeError for anything else.
    """
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write 2026-01-31") from None
    if moment.tzinfo:
        moment = moment.astimezone(timezone.utc)
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _step(name: str, command: list[str], env: dict[str, str]) -> None:
    """Run one step of the build and print how long it took; its output only when it fails."""
    start = time.monotonic()
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "errors": "replace"}
    command = [sys.executable, "-m", *command]
    result = subprocess.run(command, cwd=project_root(), env=env, check=False, **output)
    print(f"{name}: {time.monotonic() - start:.1f} s", flush=True)
    if result.returncode != 0:
        print("\n".join(result.stdout.splitlines()[-_FAILED_LINES:]))
        raise HubspokeError(f"{name} failed, so there is nothing to compare; its output is above")


def build_both(env: dict[str, str], duck: Path, work: Path, as_of: str) -> Path:
    """Build both warehouses from the same raw files, as of the same moment.

    env: the PG* variables of the server. duck: the DuckDB file. work: a folder for dbt's files.
    Returns the path of the DuckDB target's manifest. Raises HubspokeError when a build fails.
    """
    env = {
        **os.environ,
        **env,
        "HUBSPOKE_RAW_DIR": str(raw_dir()),
        "HUBSPOKE_DUCKDB_PATH": str(duck),
        "DBT_PROFILES_DIR": str(profiles_dir(work)),
        "DBT_LOG_PATH": str(work / "logs"),
    }
    _step("hubspoke load", ["hubspoke", "load"], env)
    variables = json.dumps({"as_of": as_of})
    for target in ("postgres", "duckdb"):
        # One manifest per target: each would read as modified to the other.
        env["DBT_TARGET_PATH"] = str(work / f"target-{target}")
        dbt = ["dbt.cli.main", "--no-use-colors", "build", "--target", target]
        _step(f"dbt build --target {target}", [*dbt, "--vars", variables], env)
    return work / "target-duckdb" / "manifest.json"


def profiles_dir(work: Path) -> Path:
    """The folder of profiles.yml: DBT_PROFILES_DIR, the project, else a copy of the example."""
    if given := os.environ.get("DBT_PROFILES_DIR"):
        return Path(given).resolve()
    root = project_root()
    if (root / "profiles.yml").is_file():
        return root
    shutil.copy(root / "profiles.yml.example", work / "profiles.yml")
    return work


# ---- the command


def manifest_path(work: Path) -> Path:
    """dbt's manifest in DBT_TARGET_PATH, else `target` in the project; parses it when missing.

    Raises HubspokeError when dbt cannot parse the project.
    """
    path = project_root() / (os.environ.get("DBT_TARGET_PATH") or "target") / "manifest.json"
    if not path.is_file():
        env = {"DBT_PROFILES_DIR": str(profiles_dir(work))}
        if run_dbt(["parse"], env=env) != 0 or not path.is_file():
            raise HubspokeError(f"dbt parse left no manifest at {path}: its output is above")
    return path


def compare_all(comparison: Comparison, marts: list[Mart]) -> int:
    """Compare these marts and print what is found; returns 1 on any difference, else 0."""
    differing = compared = 0
    for mart in marts:
        if mart.left_out is not None:
            print(f"left out  {mart.name}: {mart.left_out}")
            continue
        result = comparison.compare(mart)
        compared += 1
        differing += not result.agrees
        print("\n".join(result.report(mart.name)), flush=True)
        for column, reason in mart.left_out_columns.items():
            print(f"      column {column} left out: {reason}")
    print(f"{compared - differing} of {compared} marts agree, {len(marts) - compared} left out")
    return 1 if differing else 0


def run(arguments: argparse.Namespace) -> int:
    """The command: 0 when all marts agree, 1 on any difference.

    Raises HubspokeError when a build fails or a warehouse cannot be reached.
    """
    if not arguments.build and not os.environ.get("PGHOST"):
        raise HubspokeError(
            "no Postgres to compare with: set PGHOST (and PGPORT, PGUSER, PGPASSWORD, PGDATABASE) "
            "or use --build, which builds both warehouses, Postgres on an embedded server"
        )
    if arguments.as_of and not arguments.build:
        raise HubspokeError("--as-of is the moment of a build: use it with --build")
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hubspoke-compare-")))
        env = stack.enter_context(postgres(arguments.postgres_version))
        duck = duckdb_path()
        if arguments.build:
            if not os.environ.get("HUBSPOKE_DUCKDB_PATH"):
                duck = work / "hubspoke.duckdb"
            as_of = arguments.as_of or as_of_moment(datetime.now(timezone.utc).isoformat())
            manifest = build_both(env, duck, work, as_of)
        else:
            manifest = manifest_path(work)
        marts = read_marts(json.loads(manifest.read_text(encoding="utf-8")))
        marts = select_marts(marts, arguments.select)
        comparison = Comparison(duck, env, work, max(arguments.max_rows, 0))
        stack.callback(comparison.close)
        return compare_all(comparison, marts)


def add_command(subparsers: argparse._SubParsersAction) -> None:
    """Add `compare` to the command line."""
    parser = subparsers.add_parser(
        "compare",
        help="compare every mart on DuckDB with the same mart on Postgres, row for row",
        description="Compare every mart on DuckDB with the same mart on Postgres: columns, types, "
        "then row for row on the primary key (whole rows where a mart has none). "
        "Exit code 0: all agree; 1: something differs; 2: it could not be compared. "
        "A mart or column with meta `compare: false` is left out.",
        epilog="DuckDB is the file HUBSPOKE_DUCKDB_PATH (default hubspoke.duckdb), Postgres the "
        "server of PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.",
    )
    build = (
        "first build both from the raw files of HUBSPOKE_RAW_DIR: Postgres on the server of "
        "PGHOST, else on an embedded one; DuckDB in HUBSPOKE_DUCKDB_PATH, else in a temporary file"
    )
    select = "compare only these marts: a model's name or schema.table"
    as_of = "business date of the builds, a date or a UTC timestamp (default: now; needs --build)"
    max_rows = "differences to list per mart (default: 10)"
    version = "version of the embedded server of --build (default: 18)"
    add = parser.add_argument
    add("--build", action="store_true", help=build)
    add("--select", nargs="+", default=[], metavar="NAME", help=select)
    add("--as-of", type=as_of_moment, metavar="DATE", help=as_of)
    add("--max-rows", type=int, default=10, metavar="N", help=max_rows)
    add("--postgres-version", type=int, choices=(16, 18), default=18, help=version)
    parser.set_defaults(run=run)
