"""hubspoke compare: what is equal on both engines passes, and every kind of difference is named.

Tables are made by hand on both sides, with a manifest by hand, and the command is run on them.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psycopg
import pytest
from conftest import fresh_database

from hubspoke import compare
from hubspoke.postgres import connect
from hubspoke.project import HubspokeError

pytestmark = pytest.mark.platform


def run_compare(*arguments: str) -> int:
    """The command as the command line runs it; returns its exit code."""
    parser = argparse.ArgumentParser()
    compare.add_command(parser.add_subparsers())
    parsed = parser.parse_args(["compare", *arguments])
    return parsed.run(parsed)


def node(table: str, key: list[str] | None = None, **changes) -> dict:
    """A mart as dbt's manifest has it."""
    constraints = [{"type": "primary_key", "columns": key}] if key else []
    return {
        "name": table,
        "resource_type": "model",
        "original_file_path": f"models/marts/m/{table}.sql",
        "schema": "m",
        "alias": table,
        "config": {"materialized": "table", "meta": {}},
        "columns": {},
        "constraints": constraints,
        **changes,
    }


@dataclass
class Sides:
    """Both warehouses, with a schema `m` each, and the manifest of their marts."""

    duck: duckdb.DuckDBPyConnection
    pg: psycopg.Connection
    target: Path
    capsys: pytest.CaptureFixture[str]

    def both(self, duck: str, pg: str | None = None) -> None:
        """Run SQL on both sides, the same or each its own."""
        self.duck.execute(duck)
        self.pg.execute(duck if pg is None else pg)

    def compare(self, *nodes: dict, arguments: tuple[str, ...] = ()) -> tuple[int, str]:
        """Compare these marts; returns the exit code and what was printed."""
        manifest = {"nodes": {f"model.hubspoke.{n['name']}": n for n in nodes}}
        (self.target / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        self.duck.close()
        code = run_compare(*arguments)
        return code, self.capsys.readouterr().out


@pytest.fixture(scope="module")
def database(pg_server: dict[str, str]) -> dict[str, str]:
    """A database of this module's own."""
    return fresh_database(pg_server, "hubspoke_compare")


@pytest.fixture
def sides(database, tmp_path, monkeypatch, capsys):
    """Two empty warehouses that the environment points to."""
    for name, value in database.items():
        monkeypatch.setenv(name, value)
    path = tmp_path / "warehouse.duckdb"
    monkeypatch.setenv("HUBSPOKE_DUCKDB_PATH", str(path))
    monkeypatch.setenv("DBT_TARGET_PATH", str(tmp_path))
    with duckdb.connect(str(path)) as duck, connect(database, autocommit=True) as pg:
        duck.execute("create schema m")
        pg.execute("drop schema if exists m cascade; create schema m")
        yield Sides(duck, pg, tmp_path, capsys)


# ---- values

EQUAL = [
    ("numeric, written with fewer digits", "decimal(10,2)", "1.50", "1.5"),
    ("timestamp", "timestamp", "'2026-01-31 06:00:00.123456'", "'2026-01-31 06:00:00.123456'"),
    ("timestamptz, other offset", "timestamptz", "'2026-01-31 06:00:00+00'",
     "'2026-01-31 01:30:00-04:30'"),
    ("double", "double precision", "0.1", "0.1"),
    ("double, all digits", "double precision", "0.30000000000000004", "0.1::float8 + 0.2::float8"),
    ("boolean", "boolean", "true", "true"),
    ("date", "date", "'2024-02-29'", "'2024-02-29'"),
    ("uuid", "uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
     "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"),
    ("bigint", "bigint", "9223372036854775807", "9223372036854775807"),
    ("large numeric", "decimal(38,4)", "1234567890123456789012345678901234.5678",
     "1234567890123456789012345678901234.5678"),
    ("null", "text", "null", "null"),
    ("text array", "text[]", "['a', 'x,\"y\"', '', 'NULL', null, 'é\n']",
     "array['a', 'x,\"y\"', '', 'NULL', null, e'é\\n']"),
    ("empty array", "text[]", "[]", "'{}'"),
    ("null array", "text[]", "null", "null"),
    ("numeric array", "decimal(10,2)[]", "[1.50, null]", "array[1.5, null]"),
    ("timestamp array", "timestamp[]", "['2026-01-31 06:00:00']", "'{2026-01-31 06:00:00}'"),
]  # fmt: skip

JSON_EQUAL = [
    ('{"b": 1, "a": [1, 2]}', '{"a":[1,2],"b":1}'),
    ('{"deep": {"y": null, "x": {"z": true, "w": "é"}}}',
     '{"deep":{"x":{"w":"\\u00e9","z":true},"y":null}}'),
    ('{"a": 1.50}', '{"a": 1.5}'),
    ('{"a": 2.0, "b": 1e2}', '{"a": 2, "b": 100}'),
    ('"1.50"', '"1.50"'),
    ("null", "null"),
]  # fmt: skip

DIFFERENT = [
    ("text", "text", "'old'", "'new'", "DuckDB 'old', Postgres 'new'"),
    ("null or empty text", "text", "null", "''", "DuckDB NULL, Postgres ''"),
    ("empty text or null", "text", "''", "null", "DuckDB '', Postgres NULL"),
    ("text NULL or null", "text", "'NULL'", "null", "DuckDB 'NULL', Postgres NULL"),
    ("text \\N or null", "text", "null", r"'\N'", r"DuckDB NULL, Postgres '\\N'"),
    ("null or value", "integer", "null", "0", "DuckDB NULL, Postgres 0"),
    ("value or null", "integer", "7", "null", "DuckDB 7, Postgres NULL"),
    ("trailing space", "text", "'a'", "'a '", "DuckDB 'a', Postgres 'a '"),
    ("kind of line break", "text", "chr(13) || chr(10)", "chr(10)",
     r"DuckDB '\r\n', Postgres '\n'"),
    ("text that looks like a number", "text", "'1.50'", "'1.5'", "DuckDB '1.50', Postgres '1.5'"),
    ("case", "text", "'a'", "'A'", "DuckDB 'a', Postgres 'A'"),
    ("numeric", "decimal(10,2)", "1.50", "1.51", "DuckDB 1.50, Postgres 1.51"),
    ("large numeric", "decimal(38,4)", "1234567890123456789012345678901234.5678",
     "1234567890123456789012345678901234.5679", "34.5678, Postgres"),
    ("double in the last digit", "double precision", "0.3", "0.1::float8 + 0.2::float8",
     "DuckDB 0.3, Postgres 0.30000000000000004"),
    ("timestamp in microseconds", "timestamp", "'2026-01-31 06:00:00.000001'",
     "'2026-01-31 06:00:00.000002'", "00.000001, Postgres"),
    ("timestamptz, same clock in another zone", "timestamptz", "'2026-01-31 06:00:00+00'",
     "'2026-01-31 06:00:00-05'", "Postgres 2026-01-31 11:00:00+00"),
    ("boolean", "boolean", "true", "false", "DuckDB true, Postgres false"),
    ("date", "date", "'2024-02-29'", "'2024-03-01'", "DuckDB 2024-02-29, Postgres 2024-03-01"),
    ("date before Christ", "date", "'0044-03-15'", "'0044-03-15 BC'", "Postgres 0044-03-15 (BC)"),
    ("array order", "text[]", "['a', 'b']", "array['b', 'a']",
     'DuckDB ["a","b"], Postgres ["b","a"]'),
    ("array element null or text", "text[]", "[null]", "array['null']",
     'DuckDB [null], Postgres ["null"]'),
    ("empty or null array", "text[]", "[]", "null", "DuckDB [], Postgres NULL"),
    ("numeric array", "decimal(10,2)[]", "[1.50]", "array[1.51]", "DuckDB [1.5"),
    ("json value", "json", """'{"a": 1}'""", """'{"a": 2}'""",
     'DuckDB {"a":1}, Postgres {"a":2}'),
    ("json number or text", "json", """'{"a": 1}'""", """'{"a": "1"}'""",
     'DuckDB {"a":1}, Postgres {"a":"1"}'),
    ("json number or boolean", "json", "'[1]'", "'[true]'", "DuckDB [1], Postgres [true]"),
    ("json missing or null member", "json", "'{}'", """'{"a": null}'""",
     'DuckDB {}, Postgres {"a":null}'),
    ("json array order", "json", "'[1, 2]'", "'[2, 1]'", "DuckDB [1,2], Postgres [2,1]"),
    ("json null or null", "json", "'null'", "null", "DuckDB null, Postgres NULL"),
    ("json digits beyond a double", "json", "'[0.1234567890123456789]'",
     "'[0.1234567890123456788]'", "6789], Postgres [0.1234567890123456788]"),
]  # fmt: skip


def fill(sides: Sides, kind: str, duck_value: str, pg_value: str) -> None:
    """A table `t` of two rows on both sides; row 7 holds the value."""
    pg_kind = "jsonb" if kind == "json" else kind
    sides.both(
        f"create table m.t (id integer, v {kind})", f"create table m.t (id integer, v {pg_kind})"
    )
    sides.both("insert into m.t values (1, null)")
    sides.both(
        f"insert into m.t values (7, {duck_value})", f"insert into m.t values (7, {pg_value})"
    )


@pytest.mark.parametrize(("kind", "duck", "pg"), [c[1:] for c in EQUAL], ids=[c[0] for c in EQUAL])
@pytest.mark.parametrize("key", [["id"], None], ids=["by key", "whole rows"])
def test_equal_values_agree(sides, kind, duck, pg, key):
    fill(sides, kind, duck, pg)
    code, out = sides.compare(node("t", key))
    assert (code, out) == (0, "ok    m.t: 2 rows\n1 of 1 marts agree, 0 left out\n")


@pytest.mark.parametrize(("left", "right"), JSON_EQUAL)
@pytest.mark.parametrize("key", [["id"], None], ids=["by key", "whole rows"])
@pytest.mark.parametrize("kind", ["json", "jsonb"])
def test_json_is_equal_in_any_spelling(sides, left, right, key, kind):
    sides.both("create table m.t (id integer, v json)", f"create table m.t (id integer, v {kind})")
    for number, (duck, pg) in enumerate([(left, right), (right, left)]):
        sides.duck.execute("insert into m.t values (?, ?)", [number, duck])
        sides.pg.execute("insert into m.t values (%s, %s)", [number, pg])
    assert sides.compare(node("t", key))[0] == 0


@pytest.mark.parametrize(
    ("kind", "duck", "pg", "shown"), [c[1:] for c in DIFFERENT], ids=[c[0] for c in DIFFERENT]
)
@pytest.mark.parametrize("key", [["id"], None], ids=["by key", "whole rows"])
def test_a_differing_value_is_named(sides, kind, duck, pg, shown, key):
    fill(sides, kind, duck, pg)
    code, out = sides.compare(node("t", key))
    assert code == 1
    if key:
        assert "DIFF  m.t (v 1)" in out
        assert "key id=7, column v: DuckDB " in out
        assert shown in out
        assert "id=1" not in out
    else:
        assert "DIFF  m.t (rows 2)" in out
        assert out.count("row id=7, v=") == 2
        assert "1 on DuckDB, 0 on Postgres" in out
        assert "0 on DuckDB, 1 on Postgres" in out
    assert "0 of 1 marts agree" in out


HOSTILE = [
    "", "\\N", "\\.", "\\", "\\\\", '"', '""', '"a', ",", "'", "\n", "\r", "\r\n", "\n\n", "\t",
    " ", " a ", ' "a" ', "NULL", "null", "a\n\\.\nb", "\\n", "é", "e\u0301", "日本語", "🎉",
    "\ufeffa", "\u00a0", "\u2028", "\x01", "#a", ";", "|", "{}", "x" * 100_000,
    'long, "quoted"\n' * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("key", [True, False], ids=["by key", "whole rows"])
def test_hostile_text_is_read_as_it_is(sides, columns, key):
    names = ["a", "b"][:columns]
    short = [*[text for text in HOSTILE if len(text) < 100], None]
    rows = list(itertools.product(short, repeat=columns)) + [(text,) * columns for text in HOSTILE]
    rows = list(dict.fromkeys(rows))
    sides.both(f"create table m.t ({', '.join(f'{name} text' for name in names)})")
    sides.duck.execute("begin")
    sides.duck.executemany(f"insert into m.t values ({', '.join('?' * columns)})", rows)
    sides.duck.execute("commit")
    with sides.pg.cursor() as cursor:
        cursor.executemany(f"insert into m.t values ({', '.join(['%s'] * columns)})", rows)
    code, out = sides.compare(node("t", names if key else None))
    assert (code, out.splitlines()[0]) == (0, f"ok    m.t: {len(rows):,} rows")


def test_line_breaks_at_the_edge_of_the_readers_buffer(sides, monkeypatch):
    monkeypatch.setattr(compare, "_ROW_BYTES", 4000)
    sides.both("create table m.t (v text)")
    # Lines that look like rows: a reader that starts in the middle would take them for such.
    rows = "select repeat('true,x' || chr(10), 500) from generate_series(1, 100)"
    sides.both(f"insert into m.t {rows}")
    code, out = sides.compare(node("t"))
    assert (code, out.splitlines()[0]) == (0, "ok    m.t: 100 rows")


# ---- rows


@pytest.mark.parametrize("rows", ["", "(1, 'a')"], ids=["empty", "one row"])
@pytest.mark.parametrize("key", [["id"], None], ids=["by key", "whole rows"])
def test_equal_tables_agree(sides, rows, key):
    sides.both("create table m.t (id integer, v text)")
    if rows:
        sides.both(f"insert into m.t values {rows}")
    code, out = sides.compare(node("t", key))
    assert (code, out.splitlines()[0]) == (0, f"ok    m.t: {int(bool(rows))} rows")


@pytest.mark.parametrize("side", ["DuckDB", "Postgres"])
@pytest.mark.parametrize("key", [["id"], None], ids=["by key", "whole rows"])
def test_a_row_on_one_side_only_is_named(sides, side, key):
    sides.both("create table m.t (id integer, v text)")
    sides.both("insert into m.t values (1, 'a'), (2, null)")
    one = sides.duck if side == "DuckDB" else sides.pg
    one.execute("insert into m.t values (3, 'c')")
    code, out = sides.compare(node("t", key))
    assert code == 1
    counts = {"DuckDB": "1 on DuckDB, 0 on Postgres", "Postgres": "0 on DuckDB, 1 on Postgres"}
    assert (f"key id=3: only on {side}\n" if key else f"row id=3, v='c': {counts[side]}\n") in out
    assert "id=1" not in out
    assert "id=2" not in out


def test_a_key_of_several_columns_and_of_null(sides):
    sides.both("create table m.t (a text, b integer, v text)")
    sides.both("insert into m.t values ('x', 1, 'p'), ('x', null, 'q'), ('x', 2, 'r')")
    sides.pg.execute("update m.t set v = 'Q' where b is null")
    code, out = sides.compare(node("t", ["a", "b"]))
    assert code == 1
    assert "DIFF  m.t (v 1)" in out
    assert "key a='x', b=NULL, column v: DuckDB 'q', Postgres 'Q'" in out


def test_a_table_of_key_columns_only(sides):
    sides.both("create table m.t (id integer)")
    sides.both("insert into m.t values (1), (2)", "insert into m.t values (1)")
    code, out = sides.compare(node("t", ["id"]))
    assert code == 1
    assert "key id=2: only on DuckDB" in out


@pytest.mark.parametrize("side", ["duck", "pg"])
def test_a_repeated_key_is_named_and_the_other_rows_still_compared(sides, side):
    sides.both("create table m.t (id integer, v text)")
    sides.both("insert into m.t values (1, 'a'), (2, 'b')")
    getattr(sides, side).execute("insert into m.t values (1, 'z')")
    sides.pg.execute("update m.t set v = 'B' where id = 2")
    code, out = sides.compare(node("t", ["id"]))
    assert code == 1
    assert "DIFF  m.t (repeated keys 1, v 1)" in out
    on_duck, on_pg = (2, 1) if side == "duck" else (1, 2)
    assert f"key id=1: {on_duck} on DuckDB, {on_pg} on Postgres\n" in out
    assert "key id=2, column v: DuckDB 'b', Postgres 'B'" in out


def test_a_key_repeated_alike_on_both_sides_is_still_no_key(sides):
    sides.both("create table m.t (id integer, v text)")
    sides.both("insert into m.t values (1, 'a'), (1, 'a')")
    code, out = sides.compare(node("t", ["id"]))
    assert code == 1
    assert "key id=1: 2 on DuckDB, 2 on Postgres\n" in out


def test_without_a_key_repeated_rows_are_counted(sides):
    sides.both("create table m.t (v text, n integer)")
    sides.both("insert into m.t values ('a', 1), ('a', 1), ('b', null), ('b', null), ('c', 3)")
    assert sides.compare(node("t"))[0] == 0


def test_without_a_key_an_uneven_count_is_named(sides):
    sides.both("create table m.t (v text, n integer)")
    sides.both("insert into m.t values ('a', 1), ('a', 1), ('b', null), ('c', 3)")
    sides.duck.execute("insert into m.t values ('b', null)")
    sides.pg.execute("insert into m.t values ('a', 1)")
    code, out = sides.compare(node("t"))
    assert code == 1
    assert "row v='a', n=1: 2 on DuckDB, 3 on Postgres\n" in out
    assert "row v='b', n=NULL: 2 on DuckDB, 1 on Postgres\n" in out
    assert "v='c'" not in out


def test_max_rows_limits_what_is_listed_but_not_what_is_counted(sides):
    sides.both("create table m.t (id integer, v integer, w integer)")
    sides.both("insert into m.t select i, i, i from generate_series(1, 50) as s(i)")
    sides.pg.execute("update m.t set v = -v, w = -w where id > 10")
    sides.pg.execute("delete from m.t where id = 5")
    sides.duck.execute("insert into m.t values (7, 7, 7), (8, 8, 8)")
    code, out = sides.compare(node("t", ["id"]), arguments=("--max-rows", "5"))
    assert code == 1
    assert out.splitlines()[:-1] == [
        "DIFF  m.t (repeated keys 2, rows on one side only 1, v 40, w 40)",
        "      key id=7: 2 on DuckDB, 1 on Postgres",
        "      key id=8: 2 on DuckDB, 1 on Postgres",
        "      key id=5: only on DuckDB",
        "      key id=11, column v: DuckDB 11, Postgres -11",
        "      key id=11, column w: DuckDB 11, Postgres -11",
        "      ... and 78 more",
    ]


def test_long_values_are_shown_where_they_differ(sides):
    text = "x" * 5000
    fill(sides, "text", f"'{text}old{text}'", f"'{text}new{text}'")
    code, out = sides.compare(node("t", ["id"]))
    assert code == 1
    assert "DuckDB …'xxxxxxxxxxxxxxxxxxxxold" in out
    assert "Postgres …'xxxxxxxxxxxxxxxxxxxxnew" in out
    assert len(out) < 1000


# ---- structure


@pytest.mark.parametrize("side", ["duckdb", "postgres"])
def test_a_missing_table_is_named_with_a_remedy_and_the_others_are_compared(sides, side):
    sides.both("create table m.a (id integer)")
    (sides.pg if side == "duckdb" else sides.duck).execute("create table m.t (id integer)")
    code, out = sides.compare(node("t", ["id"]), node("a", ["id"]))
    assert code == 1
    assert f"DIFF  m.t\n      no such table: dbt build --target {side} has not built it" in out
    assert "ok    m.a: 0 rows" in out
    assert "1 of 2 marts agree" in out


@pytest.mark.parametrize("side", ["DuckDB", "Postgres"])
def test_a_missing_column_is_named_and_the_others_are_compared(sides, side):
    sides.both("create table m.t (id integer, v text)")
    sides.both("insert into m.t values (1, 'a')", "insert into m.t values (1, 'A')")
    one = sides.duck if side == "DuckDB" else sides.pg
    one.execute("alter table m.t add column extra text")
    code, out = sides.compare(node("t", ["id"]))
    assert code == 1
    assert f"column extra: only on {side}" in out
    assert "key id=1, column v: DuckDB 'a', Postgres 'A'" in out


def test_another_column_order_is_a_difference(sides):
    sides.both("create table m.t (id integer, v text)", "create table m.t (v text, id integer)")
    sides.both("insert into m.t (id, v) values (1, 'a')")
    code, out = sides.compare(node("t", ["id"]))
    assert code == 1
    assert "column order: DuckDB id, v; Postgres v, id" in out
    assert "key id=1" not in out


@pytest.mark.parametrize(
    ("duck", "pg"),
    [
        ("DECIMAL(10,2)", "numeric(10,3)"),
        ("DECIMAL(10,2)", "numeric"),
        ("INTEGER", "bigint"),
        ("VARCHAR", "integer"),
        ("TIMESTAMP", "timestamp with time zone"),
        ("DOUBLE", "numeric(10,2)"),
        ("VARCHAR", "jsonb"),
        ("VARCHAR[]", "text"),
        ("DECIMAL(10,2)[]", "numeric(10,3)[]"),
    ],
)
def test_another_type_is_a_difference(sides, duck, pg):
    sides.both(f"create table m.t (id integer, v {duck})", f"create table m.t (id integer, v {pg})")
    code, out = sides.compare(node("t", ["id"]))
    assert code == 1
    assert f"column v: type {duck} on DuckDB, {pg} on Postgres" in out


def test_a_key_that_differs_in_type_is_not_joined_on(sides):
    sides.both("create table m.t (id integer, v text)", "create table m.t (id text, v text)")
    sides.both("insert into m.t values (1, 'a')", "insert into m.t values ('1', 'b')")
    code, out = sides.compare(node("t", ["id"]))
    assert code == 1
    assert "column id: type INTEGER on DuckDB, text on Postgres" in out
    assert "rows not compared: both sides must have the key (id)" in out


@pytest.mark.parametrize(
    ("duck", "pg"),
    [
        ("DECIMAL(18,2)", "numeric(18,2)"), ("INTEGER", "integer"), ("BIGINT", "bigint"),
        ("SMALLINT", "smallint"), ("VARCHAR", "text"), ("VARCHAR", "character varying(20)"),
        ("JSON", "jsonb"), ("JSON", "json"), ("TIMESTAMP", "timestamp without time zone"),
        ("TIMESTAMP", "timestamp(3) without time zone"), ("BOOLEAN", "boolean"), ("UUID", "uuid"),
        ("TIMESTAMP WITH TIME ZONE", "timestamp with time zone"), ("DATE", "date"),
        ("DOUBLE", "double precision"), ("FLOAT", "real"), ("TIME", "time without time zone"),
        ("VARCHAR[]", "text[]"), ("INTEGER[]", "integer[]"), ("DECIMAL(9,2)[]", "numeric(9,2)[]"),
    ],
)  # fmt: skip
def test_types_that_are_the_same_by_another_name(duck, pg):
    assert compare.common_type(duck) == compare.common_type(pg)


@pytest.mark.parametrize("kind", ["timestamp", "timestamptz", "timestamp[]"])
def test_a_value_that_duckdb_cannot_read_differs_and_the_others_are_compared(sides, kind):
    # Not even from a NULL: DuckDB's CSV reader would make a NULL of the timestamptz.
    sides.both("create table m.a (id integer); create table m.z (id integer)")
    sides.both(f"create table m.t (id integer, v {kind})")
    value = "{294276-01-01}" if kind.endswith("]") else "294276-01-01"
    sides.both("insert into m.t values (1, null)", f"insert into m.t values (1, '{value}')")
    code, out = sides.compare(node("a", ["id"]), node("t", ["id"]), node("z", ["id"]))
    assert code == 1
    assert "DIFF  m.t\n      cannot be compared: " in out
    assert "294276-01-01 00:00:00" in out
    assert "2 of 3 marts agree" in out


def test_views_and_names_that_need_quotes(sides):
    table = 'create table m."Odd ""name" (id integer, "select" text, p text, d text)'
    sides.both(table)
    sides.both("""insert into m."Odd ""name" values (1, 'a', 'b', 'c')""")
    sides.both('create view m.t as select * from m."Odd ""name"')
    sides.pg.execute("""update m."Odd ""name" set "select" = 'A'""")
    code, out = sides.compare(node("t", ["id"]), node("odd", ["id"], alias='Odd "name'))
    assert code == 1
    assert out.count("key id=1, column select: DuckDB 'a', Postgres 'A'") == 2


# ---- which marts


def test_left_out_marts_and_columns_are_not_compared_but_printed(sides):
    sides.both("create table m.t (id integer, v text, w text)")
    sides.both("insert into m.t values (1, 'a', 'x')", "insert into m.t values (1, 'a', 'y')")
    out_of_it = {"meta": {"compare": False, "compare_reason": "times differ"}}
    columns = {"w": {"name": "w", "config": out_of_it}}
    log = node("log", config={"materialized": "table", **out_of_it})
    code, out = sides.compare(node("t", ["id"], columns=columns), log)
    assert code == 0
    assert "ok    m.t: 1 rows\n      column w left out: times differ\n" in out
    assert "left out  m.log: times differ\n" in out
    assert "1 of 1 marts agree, 1 left out" in out


def test_compare_true_leaves_nothing_out(sides):
    sides.both("create table m.t (id integer, v text)")
    sides.both("insert into m.t values (1, 'a')", "insert into m.t values (1, 'b')")
    columns = {"v": {"name": "v", "config": {"meta": {"compare": True}}}}
    assert sides.compare(node("t", ["id"], columns=columns))[0] == 1


def test_a_key_column_cannot_be_left_out():
    columns = {"id": {"name": "id", "config": {"meta": {"compare": False}}}}
    with pytest.raises(HubspokeError, match=r"m\.t: id is in the primary key"):
        compare.read_marts({"nodes": {"x": node("t", ["id"], columns=columns)}})


def test_only_relations_under_models_marts_are_marts():
    nodes = {
        "mart": node("mart"),
        "windows": node("win", original_file_path="models\\marts\\m\\win.sql"),
        "staging": node("stg", original_file_path="models/staging/x/stg.sql"),
        "ephemeral": node("eph", config={"materialized": "ephemeral"}),
        "test": node("test", resource_type="test"),
    }
    assert [mart.model for mart in compare.read_marts({"nodes": nodes})] == ["mart", "win"]


def test_no_mart_at_all_is_an_error():
    with pytest.raises(HubspokeError, match="no model under models/marts/"):
        compare.read_marts({"nodes": {}})


def test_the_key_comes_from_the_models_or_a_columns_constraint():
    of_column = {
        "id": {"name": "id", "constraints": [{"type": "not_null"}, {"type": "primary_key"}]}
    }
    other = [{"type": "check", "columns": ["v"]}, {"type": "primary_key", "columns": ["a", "b"]}]
    nodes = {
        "a": node("a", columns=of_column),
        "b": node("b", constraints=other),
        "c": node("c", columns={"id": {"name": "id", "constraints": [{"type": "not_null"}]}}),
    }
    assert [mart.key for mart in compare.read_marts({"nodes": nodes})] == [["id"], ["a", "b"], []]


def test_select_takes_a_models_name_or_its_table(sides):
    sides.both("create table m.a (id integer); create table m.b (id integer)")
    sides.both("create table m.c (id integer)")
    nodes = node("a"), node("long_b", alias="b"), node("c")
    _, out = sides.compare(*nodes, arguments=("--select", "long_b", "m.c"))
    assert [line.split(":")[0] for line in out.splitlines()[:-1]] == ["ok    m.b", "ok    m.c"]


def test_selecting_no_mart_is_an_error(sides):
    with pytest.raises(HubspokeError, match=r"no such mart: nope; there are: m\.t"):
        sides.compare(node("t"), arguments=("--select", "nope", "t"))


# ---- the command


def test_without_a_server_the_error_names_both_ways_out(monkeypatch):
    monkeypatch.delenv("PGHOST", raising=False)
    with pytest.raises(HubspokeError, match=r"set PGHOST .* or use --build"):
        run_compare()


def test_a_missing_duckdb_file_is_named(sides, monkeypatch, tmp_path):
    monkeypatch.setenv("HUBSPOKE_DUCKDB_PATH", str(tmp_path / "none.duckdb"))
    with pytest.raises(HubspokeError, match=r"no DuckDB file at .*none\.duckdb: run dbt build"):
        sides.compare(node("t"))


def test_as_of_needs_build(sides):
    with pytest.raises(HubspokeError, match="use it with --build"):
        sides.compare(node("t"), arguments=("--as-of", "2026-01-31"))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-31", "2026-01-31 00:00:00"),
        ("2026-01-31 06:07:08", "2026-01-31 06:07:08"),
        ("2026-01-31T06:07:08.999999", "2026-01-31 06:07:08"),
        ("2026-01-31T06:00:00Z", "2026-01-31 06:00:00"),
        ("2026-01-31T23:00:00-05:00", "2026-02-01 04:00:00"),
    ],
)
def test_as_of_is_utc_to_the_second(text, moment):
    assert compare.as_of_moment(text) == moment


@pytest.mark.parametrize("text", ["", "yesterday", "31/01/2026", "2026-02-30"])
def test_as_of_that_is_no_date_is_refused(text):
    with pytest.raises(argparse.ArgumentTypeError, match="is no date"):
        compare.as_of_moment(text)


def test_a_missing_manifest_is_parsed(sides, monkeypatch):
    sides.both("create table m.t (id integer)")
    sides.duck.close()

    def parse(args, env):
        assert args == ["parse"]
        assert (Path(env["DBT_PROFILES_DIR"]) / "profiles.yml").is_file()
        text = json.dumps({"nodes": {"t": node("t")}})
        (sides.target / "manifest.json").write_text(text, encoding="utf-8")
        return 0

    monkeypatch.delenv("DBT_PROFILES_DIR", raising=False)
    monkeypatch.setattr(compare, "run_dbt", parse)
    assert run_compare() == 0
    assert "ok    m.t: 0 rows" in sides.capsys.readouterr().out


def test_a_manifest_that_cannot_be_parsed_is_an_error(sides, monkeypatch):
    sides.duck.close()
    monkeypatch.setattr(compare, "run_dbt", lambda args, env: 2)
    with pytest.raises(HubspokeError, match="dbt parse left no manifest"):
        run_compare()


# ---- --build, on a project of one seed and two marts with a loader of its own

PROJECT = {
    "dbt_project.yml": """
name: hubspoke
profile: hubspoke
flags: {send_anonymous_usage_stats: false}
seeds: {+schema: reference}
models: {hubspoke: {marts: {+schema: m, +materialized: table}}}
""",
    "profiles.yml.example": """
hubspoke:
  target: duckdb
  outputs:
    duckdb: {type: duckdb, path: "{{ env_var('HUBSPOKE_DUCKDB_PATH') }}", schema: main}
    postgres:
      type: postgres
      host: "{{ env_var('PGHOST') }}"
      port: "{{ env_var('PGPORT') | as_number }}"
      user: "{{ env_var('PGUSER') }}"
      password: "{{ env_var('PGPASSWORD', '') }}"
      dbname: "{{ env_var('PGDATABASE') }}"
      schema: main
      threads: 1
""",
    "macros/generate_schema_name.sql": """
{% macro generate_schema_name(name, node) %}{{ name or target.schema }}{% endmacro %}
""",
    "seeds/things.csv": "id,name\n1,a\n2,\n",
    "models/marts/m/things_seen.sql": """
select id, name, cast('{{ var("as_of") }}' as timestamp) as seen_at from {{ ref('things') }}
""",
    "models/marts/m/engine.sql": """
select 1 as id, cast('{{ target.type if var("as_of") == "2026-01-31 06:00:00" else "" }}' as text)
    as name
""",
    "hubspoke/__init__.py": "",
    "hubspoke/__main__.py": """
import os, sys
assert sys.argv[1:] == ["load"] and os.environ["PGHOST"], "not as asked"
assert os.path.isdir(os.environ["HUBSPOKE_RAW_DIR"])
sys.exit(f"loader says no\\n{'.' * 9}" if os.path.exists("fail") else 0)
""",
    "sample/.keep": "",
}


@pytest.fixture
def project(database, tmp_path, monkeypatch, capsys):
    """A small project as the working directory, and a server without its schemas."""
    for name in ("HUBSPOKE_DUCKDB_PATH", "HUBSPOKE_RAW_DIR", "DBT_TARGET_PATH", "DBT_PROFILES_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in database.items():
        monkeypatch.setenv(name, value)
    with connect(database, autocommit=True) as pg:
        pg.execute("drop schema if exists m cascade; drop schema if exists reference cascade")
    for name, text in PROJECT.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.whole
def test_build_builds_both_sides_as_of_one_moment(project, capsys):
    # One mart agrees only if both builds had the same as_of, the other differs by design.
    code = run_compare("--build", "--as-of", "2026-01-31 06:00:00")
    out = capsys.readouterr().out
    assert "hubspoke load: " in out
    assert "dbt build --target postgres: " in out
    assert "dbt build --target duckdb: " in out
    assert "ok    m.things_seen: 2 rows" in out
    assert "row id=1, name='duckdb': 1 on DuckDB, 0 on Postgres" in out
    assert "Completed" not in out, "dbt's own output belongs to failures"
    assert code == 1
    # Nothing is left behind: profile, manifests and DuckDB file are in a temporary folder.
    assert not {"target", "profiles.yml", "hubspoke.duckdb"} & set(os.listdir(project))


@pytest.mark.whole
def test_build_without_as_of_takes_one_moment_for_both(project, capsys, monkeypatch):
    monkeypatch.setenv("HUBSPOKE_DUCKDB_PATH", str(project / "kept.duckdb"))
    assert run_compare("--build", "--select", "things_seen") == 0
    assert "ok    m.things_seen: 2 rows" in capsys.readouterr().out
    assert (project / "kept.duckdb").is_file()


def test_a_failed_load_shows_the_end_of_its_output_and_stops(project, capsys):
    (project / "fail").touch()
    with pytest.raises(HubspokeError, match="hubspoke load failed"):
        run_compare("--build")
    out = capsys.readouterr().out
    assert "loader says no" in out
    assert "dbt build" not in out


@pytest.mark.whole
def test_a_failed_dbt_build_shows_the_end_of_its_output(project, capsys):
    (project / "models/marts/m/engine.sql").write_text("select no_such_column")
    with pytest.raises(HubspokeError, match="dbt build --target postgres failed"):
        run_compare("--build")
    assert "no_such_column" in capsys.readouterr().out
