"""The lint for SQL that a third engine can read: each rule refuses what it should and no more, and
what it looks at is all that the project says outside the dispatched macros of macros/engine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

sys.path.insert(0, str(ROOT / "lint"))

from sql_rules import RULES, Rules, Unreadable, check

pytestmark = pytest.mark.platform

DATA = yaml.safe_load((ROOT / "lint" / "portable_sql.yml").read_text(encoding="utf-8"))

# Of each rule, what it refuses and what comes near and is allowed.
SNIPPETS: dict[str, tuple[list[str], list[str]]] = {
    "function": (
        [
            "select unnest(x)",
            "select jaro_winkler_similarity(a, b)",
            "select pg_catalog.left_join(y) from t",
            "insert into a.logs (x) select strpos(a, b)",
        ],
        [
            "select engine__rows_of_list(x)",
            "with walk (root, node) as (select 1, 2) select * from walk",
            "select 'unnest(x)' -- unnest(x)\n/* strpos(a, b) */",
            "select * from (values (1)) as numbers (n)",
            "select left(x, 1), x in (1), cast(x as numeric(5, 2)) from a left join (b) on (true)",
            "insert into a.logs (x) values (1)",
        ],
    ),
    "word": (
        [
            "select 1 from information_schema.tables",
            "delete from t returning x",
            "select current_date",
            "with a as materialized (select 1) select * from a",
            "with a as not materialized (select 1) select * from a",
        ],
        ["select t.returning, 1 as current_date", "select 'information_schema'"],
    ),
    "operator": (
        ["select a ~ 'b'", "select a::text", "select j ->> 'k'", "select a && b"],
        ["select a || b, a <> b, a >= b, a - b, a * -1", "select '~', 'a->b', 'x::y'"],
    ),
    "trim-of-characters": (
        ["select trim(x, ' ')", "select trim(lower(x), '.')"],
        ["select trim(both ' ' from x), trim(x), trim(trailing '.' from left(x, 2))"],
    ),
    "regexp-replace": (
        [
            "select regexp_replace(x, 'a', '', 'g')",
            "select regexp_replace(x, 'a+', '')",
            "select regexp_replace(x, '^a|b', '')",
            "select regexp_replace(x, y, '')",
            "select regexp_replace(x, '^' || y, '')",
            "select regexp_replace(x, '^(a)b', '\\1')",
            "select regexp_replace(x, 'a[$]', '')",
        ],
        [
            "select regexp_replace(x, '^the ', '')",
            "select regexp_replace(regexp_replace(x, '(,|[ |])+$', ''), '^(a|b(c|d))', chr(31))",
        ],
    ),
    "array": (
        [
            "select array[1, 2]",
            "select words[1]",
            "select words[2:3]",
            "select (f(x))[1]",
            "select array(select 1)",
        ],
        ["select cast(x as text[])", "select '[1]', 'array[1]'"],
    ),
    "any-of-list": (
        ["select a = any(b)", "select a <> all(select b from c)"],
        ["select a in (select b from c)", "select union_all from t union all (select 1)"],
    ),
    "ordered-aggregate": (
        ["select string_agg(x, ',' order by y)", "select max(x order by y)"],
        [
            "select row_number() over (partition by a order by b), percentile_cont(0.5)"
            " within group (order by x), max((select x from t order by y limit 1))",
            "engine__create_table_function(f, select x from t order by x)",
        ],
    ),
    "date-minus-date": (
        [
            "select a.end_date - a.begin_date",
            "select x - cast(y as date)",
            "select cast(a as date) - date '2026-01-31'",
            "select x - coalesce(form_tax_prd, y)",
            "select x - (b_date)",
            "select x - engine__try_cast(y, date)",
            "select x - max(b_date) over (partition by c)",
        ],
        [
            "select end_date - 366, end_date - interval '3 years', count - 1",
            "select a - cast(b as integer), -1, a - update_count, a - length(b_date)",
            "select 'x_date' - 1, a - engine__days_between(b_date, c_date)",
            "select a - cast(coalesce(b_date, c) as text)",
        ],
    ),
    "interval": (
        ["select a - cast(x || ':00' as interval)"],
        ["select a - interval '1 day', a + 3 * interval '1 year'"],
    ),
    "slash": (
        [
            "select a / b",
            "select count(*) / 2",
            "select cast(a as integer) / b",
            "select (a + b) / (c + d)",
            "select a / length(cast(b as numeric(5, 2)))",
        ],
        [
            "select cast(a as numeric(18, 2)) / b, a / cast(b as double precision), avg(a) / 3",
            "select (a + cast(b as numeric(5, 2))) / (c + d), a / 2.0, 'a/b'",
        ],
    ),
    "recursion": (
        ["with recursive a as (select 1 union select 2) select * from a"],
        ["with a as (select 1) select recursive from a"],
    ),
    "distinct-on": (
        ["select distinct on (a) a, b from t order by a, b"],
        ["select distinct a from t inner join u on (a = b)", "select count(distinct a) from t"],
    ),
    "update-from": (
        ["update t set x = 1 from u where t.a = u.a", "delete from t using u where t.a = u.a"],
        [
            "update t set x = (select max(y) from u)",
            "delete from t where x in (select y from u)",
            "select x from update_log",
        ],
    ),
    "window-without-partition": (
        ["select row_number() over (order by x)", "select sum(x) over ()"],
        ["select row_number() over (partition by a order by b)", "select over from t"],
    ),
    "subquery-in-rows": (
        ["select engine__rows_of_list(engine__list_of(case when x in (select 1) then 1 end))"],
        ["select engine__rows_of_list(engine__list_of(a, b)) from (select 1 as a, 2 as b) as t"],
    ),
    "literal": (
        ["select 'read as text) of it'", "select 'AS JSON )'"],
        ["select cast(x as text), 'as text', 'as textile)'"],
    ),
}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(set(DATA["functions"]), DATA["instead"], {"form_tax_prd"})


def broken(sql: str, rules: Rules) -> set[str]:
    return {finding.rule for finding in check(sql, rules)}


def test_every_rule_has_snippets() -> None:
    assert sorted(SNIPPETS) == sorted(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_refuses_and_accepts(name: str, rules: Rules) -> None:
    refused, accepted = SNIPPETS[name]
    assert refused
    assert accepted
    assert [sql for sql in refused if name not in broken(sql, rules)] == []
    assert [sql for sql in accepted if name in broken(sql, rules)] == []


@pytest.mark.parametrize("name", sorted(DATA["instead"]))
def test_what_has_a_substitute_is_refused_with_it(name: str, rules: Rules) -> None:
    """Each name of portable_sql.yml is refused, and what to write in its place is there."""
    bare = name.removesuffix(" ...")
    written = {
        True: f"select {bare}(x) from t",
        name != bare: f"select {bare} from t",
        not name[0].isalpha(): f"select a {name} b",
    }
    by_name = ("function", "word", "operator")
    found = [finding.remedy for finding in check(written[True], rules) if finding.rule in by_name]
    assert found == [DATA["instead"][name]]


def test_no_function_is_both_allowed_and_not() -> None:
    assert set(DATA["functions"]) & set(DATA["instead"]) == set()
    assert DATA["functions"] == sorted(DATA["functions"])


def test_every_remedy_is_there() -> None:
    """A macro that a remedy names is one of macros/engine or macros/project."""
    source = (ROOT / "lint" / "sql_rules.py").read_text(encoding="utf-8")
    remedies = [*DATA["instead"].values(), *re.findall(r'yield .*?"(.*macro .*)"', source)]
    names = {
        name
        for remedy in remedies
        for listed in re.findall(r"macros? ((?:[a-z_]+(?:, or |, | or )?)+)", remedy)
        for name in re.findall(r"[a-z]+_[a-z_]+|share|pieces|joined|components", listed)
    }
    assert len(names) > 20
    macros = {path.stem for path in (ROOT / "macros").glob("*/*.sql")}
    assert names - macros == set()


@pytest.mark.parametrize("sql", ["select 'a", "select (1", "select 1)", 'select "a', "select a[1"])
def test_text_that_is_not_closed_is_an_error(sql: str, rules: Rules) -> None:
    with pytest.raises(Unreadable):
        check(sql, rules)


def test_a_finding_names_its_line(rules: Rules) -> None:
    sql = "select\n    'a\nb', -- x ~ y\n    /* \n */ strpos(a, b)\nfrom t"
    assert [(found.rule, found.line) for found in check(sql, rules)] == [("function", 5)]


# A project in which everything that holds SQL holds something that is refused.
FILES = {
    "macros/engine/pieces.sql": """
        {% macro pieces(text) %}
        {{ return(adapter.dispatch('pieces', 'hubspoke')(text)) }}
        {% endmacro %}
        {% macro default__pieces(text) %}unnest(string_to_array({{ text }}, ',')){% endmacro %}
        """,
    "macros/engine/undispatched.sql": "{% macro undispatched(x) %}len({{ x }}){% endmacro %}",
    "macros/engine/schema_of.sql": """
        {% macro schema_of() %}
        {{ return(adapter.dispatch('schema_of', 'hubspoke')()) }}
        {% endmacro %}
        {% macro default__schema_of() %}
        {% if execute %}{{ return(run_query('select now()').rows[0][0]) }}{% endif %}
        {% endmacro %}
        """,
    "macros/project/shared.sql": "{% macro shared(x) %}regexp_matches({{ x }}, 'a'){% endmacro %}",
    "macros/project/cleanup.sql": """
        {% macro cleanup() %}{% do run_query('delete from t returning x') %}{% endmacro %}
        """,
    "macros/project/tidy.sql": """
        {% macro tidy() %}
        {% if execute %}{% do run_query('update t set x = u.x from u') %}{% endif %}
        {% endmacro %}
        """,
    "models/of_engine.sql": """
        select {{ pieces("'a,b'") }} as piece {% if schema_of() %}, len('a') as n{% endif %}
        """,
    "models/own.sql": "select 1 as one,\n    strpos('a', 'b') as place",
    "models/of_argument.sql": "select {{ pieces('initcap(x)') }} from {{ ref('own') }}",
    "models/of_undispatched.sql": "select {{ undispatched('x') }} as x from {{ ref('own') }}",
    "models/of_macro.sql": "select {{ shared(\"'a'\") }} as is_a",
    "models/incremental.sql": """
        {{ config(materialized='incremental', post_hook="delete from {{ this }} using own") }}
        {% if is_incremental() %}
        select words[1] as x from {{ this }}
        {% else %}
        select greatest_of(1) as x
        {% endif %}
        """,
    "models/asking.sql": """
        {% set row = run_query('select max(x order by x) from t').rows[0] if execute else [] %}
        select 1 as one
        """,
    "models/excepted.sql": "select row_number() over (order by one) as n from {{ ref('own') }}",
    "models/own.yml": """
        models:
          - name: own
            config: {materialized: table, contract: {enforced: true}}
            columns:
              - {name: one, data_type: integer}
              - name: place
                data_type: integer
                constraints: [{type: check, expression: "place::text <> ''"}]
                data_tests: [small]
        """,
    "tests/generic/small.sql": """
        {% test small(model, column_name) %}
        select 1 as one from {{ model }} where {{ column_name }} / 2 > 1
        {% endtest %}
        """,
    "tests/alone.sql": "with recursive a as (select 1 as n) select n from a",
}
FOUND = {
    "function": ["strpos", "initcap", "len(", "regexp_matches", "greatest_of"],
    "array": ["words[1]"],
    "ordered-aggregate": ["max(x order by x)"],
    "operator": ["place::text"],
    "slash": ["place / 2"],
    "recursion": ["with recursive"],
    "update-from": ["delete from", "update t"],
    "word": ["delete from t returning x"],
}


def write(folder: Path, files: dict[str, str], data: dict) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        margin = re.match(r"\n( *)", text)
        path.write_text(text.replace(f"\n{margin.group(1)}", "\n").lstrip() if margin else text)
    (folder / "dbt_project.yml").write_text(
        "{name: hubspoke, profile: hubspoke, config-version: 2, on-run-start: ['{{ tidy() }}'],"
        " flags: {send_anonymous_usage_stats: false}}"
    )
    (folder / "profiles.yml").write_text(
        "hubspoke: {outputs: {duckdb: {type: duckdb, path: ':memory:', schema: main}}}"
    )
    (folder / "lint").mkdir(exist_ok=True)
    (folder / "lint" / "portable_sql.yml").write_text(yaml.safe_dump(data))


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "lint" / "portable_sql.py")],
        cwd=folder,
        env={**os.environ, "DBT_PROFILES_DIR": str(folder), "DBT_LOG_PATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.whole
def test_all_that_holds_sql_is_looked_at(tmp_path: Path) -> None:
    """Models, their hooks and constraints, tests, hooks of a run, queries, operations; both
    branches of what is incremental; not what a dispatched macro of macros/engine is made of."""
    exceptions = [
        {"node": "excepted", "rule": "window-without-partition", "reason": "for this test"},
        {"node": "excepted", "rule": "slash", "reason": "not needed"},
    ]
    data = {
        **DATA,
        "values": {"schema_of": None},
        "operations": ["cleanup()"],
        "exceptions": exceptions,
    }
    write(tmp_path, FILES, data)
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    found: dict[str, list[str]] = {}
    name = ""
    for line in result.stdout.splitlines():
        if heading := re.fullmatch(r"([a-z-]+): write .+", line):
            name = heading.group(1)
        elif line.startswith("    "):
            found.setdefault(name, []).append(line)
    assert sorted(found) == sorted(FOUND), result.stdout
    for name, marks in FOUND.items():
        assert len(found[name]) == len(marks), found[name]
        for mark in marks:
            assert [line for line in found[name] if mark in line], (mark, found[name])
    assert f"models{os.sep}own.sql: own, line 2: strpos('a', 'b') as place" in result.stdout
    assert "excepted does not break rule slash any more: delete the exception" in result.stdout
    assert "over (order by" not in result.stdout
    assert "window-without-partition" not in result.stdout


@pytest.mark.whole
def test_a_project_that_breaks_nothing_passes(tmp_path: Path) -> None:
    names = ("pieces", "schema_of", "of_engine")
    files = {name: text for name, text in FILES.items() if Path(name).stem in names}
    files["macros/project/tidy.sql"] = "{% macro tidy() %}{% endmacro %}"
    data = {**DATA, "values": {"schema_of": None}, "operations": [], "exceptions": []}
    write(tmp_path, files, data)
    result = lint(tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "write" not in result.stdout


@pytest.mark.whole
def test_an_exception_without_a_reason_is_refused(tmp_path: Path) -> None:
    exceptions = [{"node": "of_engine", "rule": "slash", "reason": " "}]
    data = {**DATA, "operations": [], "exceptions": exceptions}
    files = {"macros/project/tidy.sql": "{% macro tidy() %}{% endmacro %}"}
    write(tmp_path, files, data)
    result = lint(tmp_path)
    assert result.returncode == 1
    assert "an exception has node, rule and reason" in result.stdout
