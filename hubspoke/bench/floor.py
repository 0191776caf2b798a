"""The least that staging could cost: reading the same columns into the same types, nothing else.

Which raw column a staging column comes from is read off the compiled SQL of the staging models,
its type off the built tables, its header in a file off the sources' YAML. Nothing is listed here.
"""

from __future__ import annotations

import csv
import json
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from hubspoke.bench.warehouse import Result
from hubspoke.compare import quote
from hubspoke.project import HubspokeError, project_root
from hubspoke.raw import (
    SOURCE_FILE,
    RawColumn,
    RawTable,
    find_files,
    literal,
    normalise_header,
    read_contract,
)

Relation = tuple[str, str]  # schema, name
RawColumnOf = tuple[str, str, str]  # schema, table, column

# Begins the name of a column that has none.
_UNNAMED = "?"


@dataclass
class Floor:
    """The statements that read raw files into typed tables, and how much of staging they cover."""

    statements: list[str] = field(default_factory=list)
    read: int = 0  # raw columns that staging keeps, and the floor reads
    made: int = 0  # further columns of staging: ids, hashes, failures
    unread: list[str] = field(default_factory=list)  # models whose SQL cannot be looked into


def plan_floor(database: Path, raw: Path, staging: Iterable[Result]) -> Floor:
    """What to read for these staging models.

    database: the DuckDB file they were built in. raw: the raw files, of which CSV files are read.
    """
    tables = read_contract(project_root(), raw)
    files, _ = find_files(raw, tables)
    by_relation = {(table.schema, table.name): table for table in tables}
    declared = {
        key: {column.name for column in table.columns} for key, table in by_relation.items()
    }
    floor = Floor()
    with duckdb.connect(str(database), read_only=True) as connection:
        for number, model in enumerate(staging):
            described = f"select column_name, column_type from (describe {model.relation})"
            types = dict(connection.execute(described).fetchall())
            by_source: dict[Relation, dict[str, tuple[str, str]]] = {}
            try:
                found = column_origins(model.compiled)
            except ValueError:
                floor.unread.append(model.name)
                continue
            for column, origins in found.items():
                # A lambda's own variable, or a whole row, passes for a column too.
                real = [origin for origin in origins if origin[2] in declared.get(origin[:2], ())]
                if column in types and len(real) == 1:
                    schema, name, raw_column = real[0]
                    # Its first column is its value, further ones are made from it.
                    columns = by_source.setdefault((schema, name), {})
                    columns.setdefault(raw_column, (column, types[column]))
            floor.made += len(types)
            for source, columns in sorted(by_source.items()):
                table = by_relation[source]
                paths = [path for path in files[table] if path.name.lower().endswith(".csv")]
                if paths:
                    name = f"floor_{number}_{table.name}"
                    floor.statements.append(_statement(name, table, columns, paths))
                    floor.read += len(columns)
                    floor.made -= len(columns)
    return floor


def _statement(
    name: str, table: RawTable, columns: dict[str, tuple[str, str]], paths: list[Path]
) -> str:
    """A table made from files; columns: raw column -> (name, type) in the table."""
    declared = {column.name: column for column in table.columns}
    parts = []
    for path in paths:
        header = _header(path)
        selected = ", ".join(
            f"try_cast({_field(declared[origin], header)} as {kind}) as {quote(column)}"
            for origin, (column, kind) in columns.items()
        )
        parts.append(f"select {selected} from {_reader(path, list(header.values()))}")
    return f"create table {quote(name)} as {' union all '.join(parts)}"


def _reader(path: Path, names: list[str]) -> str:
    """A bare read of a generated file as text; told what it is, so that no time goes into guesses.

    names: the header's.
    """
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = true, delim = ',', "
        f"quote = '\"', escape = '\"', new_line = '\\n', columns = {{{columns}}})"
    )


def _header(path: Path) -> dict[str, str]:
    """Normalised header -> the header as the file has it, in the file's order."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {normalise_header(name): name for name in next(csv.reader(stream), [])}


def _field(column: RawColumn, header: dict[str, str]) -> str:
    """The file's field for a declared column; NULL where the file lacks it."""
    for name in (column.name, *column.aliases):
        if (found := header.get(normalise_header(name))) is not None:
            return quote(found)
    return "null"


def time_floor(statements: list[str], database: Path) -> float:
    """Seconds to run the statements in a new DuckDB file, in a process of its own.

    DuckDB uses as many threads as it does under dbt: its default, all cores.
    Raises HubspokeError when DuckDB cannot read a file.
    """
    # A process of its own, as dbt's is; what it took from the system goes with it.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        try:
            return pool.submit(_execute, statements, database).result()
        except duckdb.Error as error:
            raise HubspokeError(
                f"the bare read of the raw files failed: {error}; remove the files from the work "
                "folder, so that they are generated anew"
            ) from error


def _execute(statements: list[str], database: Path) -> float:
    database.unlink(missing_ok=True)
    profiles = yaml.safe_load((project_root() / "profiles.yml.example").read_text("utf-8"))
    # A file of the same format, which decides how long text takes to be packed.
    options = profiles["hubspoke"]["outputs"]["duckdb"]["config_options"]
    with duckdb.connect(str(database), config=options) as connection:
        connection.execute("set TimeZone = 'UTC'; set enable_progress_bar = false")
        start = time.monotonic()
        for statement in statements:
            connection.execute(statement)
        seconds = time.monotonic() - start
    database.unlink(missing_ok=True)
    return seconds


# ---- which raw column a column comes from


def column_origins(query: str) -> dict[str, frozenset[RawColumnOf]]:
    """The raw columns behind each column of a query: name -> (schema, table, raw column).

    Raw columns are those of tables named with a schema that begins with `raw_`. The raw file's
    name does not count. `select *` is followed into common table expressions and subqueries only.
    Raises ValueError when DuckDB cannot parse the query, or it nests too deep to be looked at.
    """
    try:
        with duckdb.connect() as connection:
            text = connection.execute("select json_serialize_sql(?)", [query]).fetchone()[0]
        tree = json.loads(text)
    except (duckdb.Error, RecursionError) as error:
        raise ValueError(f"not to be read: {error}") from error
    if tree["error"]:
        raise ValueError(f"not to be read: {tree['error_message']}")
    if not tree["statements"]:
        raise ValueError("not to be read: it is empty")
    names, origin = _scope(tree["statements"][0]["node"], {})
    return {name: origin(name) for name in names if not name.startswith(_UNNAMED)}


Origin = Callable[[str], frozenset[RawColumnOf]]
Scope = tuple[list[str], Origin]


def _scope(node: dict[str, Any], known: dict[str, Scope]) -> Scope:
    """A query's columns, as far as they have names, and where each comes from."""
    known = dict(known)
    for entry in (node.get("cte_map") or {}).get("map") or []:
        known[entry["key"]] = _scope(entry["value"]["query"]["node"], known)
    if node["type"] == "SET_OPERATION_NODE":
        return _united([_scope(side, known) for side in _sides(node)])
    if node["type"] != "SELECT_NODE":
        return [], lambda name: frozenset()
    tables = list(_tables(node.get("from_table") or {}, known))
    own: dict[str, dict[str, Any]] = {}
    names: list[str] = []
    for item in node["select_list"]:
        if item["class"] == "STAR":
            names += [name for _, (table_names, _) in tables for name in table_names]
        else:
            path = item.get("column_names") or [f"{_UNNAMED}{len(names)}"]
            names.append(item.get("alias") or path[-1])
            own[names[-1]] = item

    def below(path: list[str]) -> frozenset[RawColumnOf]:
        wanted = [scope for alias, scope in tables if len(path) == 1 or alias == path[-2]]
        # Only raw tables, of which no list of columns is known, take every name.
        holding = [scope for scope in wanted if path[-1] in scope[0]] or wanted
        return frozenset().union(*(scope[1](path[-1]) for scope in holding))

    @cache
    def origin(name: str) -> frozenset[RawColumnOf]:
        if name not in own:
            return below([name])
        return frozenset().union(*(below(path) for path in _references(own[name])))

    return names, origin


def _united(sides: list[Scope]) -> Scope:
    """What a union holds: the first query's names, each from the same position of all."""
    names = sides[0][0]

    def origin(name: str) -> frozenset[RawColumnOf]:
        position = names.index(name) if name in names else None
        # Where a list of columns is not known, positions are not either.
        same = [
            side_names[position] if position is not None and len(side_names) == len(names) else name
            for side_names, _ in sides
        ]
        found = (side(other) for (_, side), other in zip(sides, same, strict=True))
        return frozenset().union(*found)

    return names, origin


def _sides(node: dict[str, Any]) -> list[dict[str, Any]]:
    return node.get("children") or [node["left"], node["right"]]


def _tables(source: dict[str, Any], known: dict[str, Scope]) -> Iterator[tuple[str, Scope]]:
    """The tables that a query selects from, each as its alias and what it holds."""
    kind = source.get("type")
    if kind == "JOIN":
        yield from _tables(source["left"], known)
        yield from _tables(source["right"], known)
    elif kind == "SUBQUERY":
        yield source.get("alias", ""), _scope(source["subquery"]["node"], known)
    elif kind == "BASE_TABLE":
        schema, table = source.get("schema_name", ""), source["table_name"]
        alias = source.get("alias") or table
        if not schema and table in known:
            yield alias, known[table]
        elif schema.startswith("raw_"):
            yield alias, ([], lambda name: _raw_column(schema, table, name))


def _raw_column(schema: str, table: str, name: str) -> frozenset[RawColumnOf]:
    return frozenset() if name == SOURCE_FILE else frozenset({(schema, table, name)})


def _references(expression: Any) -> Iterator[list[str]]:
    """The columns that an expression names, each as its path: table alias, column."""
    parts = [expression]  # no recursion: a long sum is nested as deep as it is long
    while parts:
        part = parts.pop()
        if isinstance(part, list):
            parts += part
        elif isinstance(part, dict):
            if part.get("class") == "COLUMN_REF":
                yield part["column_names"]
            else:
                parts += part.values()
