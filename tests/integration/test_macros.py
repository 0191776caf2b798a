"""Every macro of macros/engine, macros/cast and macros/clean, with values, on both engines.

The values are in macro_values/*.yml: a list of

    - macro: to_integer
      call: to_integer('x')        # the text arguments of a case are the columns x and y
      returns: integer             # the result's type, under its Postgres name
      any_text: false              # only where the call may fail on arbitrary text
      cases:
        - ['1,234', 1234]          # the arguments, then the result

dbt renders all calls once per engine, in a throw-away project that has nothing but these macros.
"""

from __future__ import annotations

import decimal
import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from hubspoke.postgres import connect

pytestmark = pytest.mark.platform

FOLDERS = ("engine", "cast", "clean")
ENGINES = ("duckdb", "postgres")
VALUES = Path(__file__).parent / "macro_values"
# Stands between the calls that dbt renders as one text.
MARK = "\n----\n"
# Without values of their own: what other macros are made of, and what runs statements.
PIECES = {
    "white_space",
    "ein_without_label",
    "is_united_states",
    "hash_bigint",
    "plain_words",
    "ssn_withheld",
    "title_slips",
    "title_stumps",
    "word_separators",
}
STATEMENTS = {
    "create_indexes",
    "create_table_function",
    "delete_counted",
    "existing_relations",
    "get_table_columns_and_constraints",
    "number_copies",
    "persist_docs",
    "prepare_raw",
    "refuse_changes",
    "row_address",
    "snapshot_get_time",
    "system_schema",
}

# A call that must not compile, and what its error says.
REFUSED = {
    "format_date('x', 'MM')": "the format must be one of YYYY, YYYY-MM, YYYY-MM-DD; got MM",
    "date_part_int('week', 'x')": "the part must be one of year, quarter, month, day, dow",
    "hash_digits('x', 18)": "digits must be 1 to 17",
    "json_text('x', '$.a')": "reads the key '$.a' as a path",
}


@dataclass
class Call:
    """One call of a macro and what it gives for which arguments."""

    macro: str
    call: str
    returns: str
    cases: list[list[Any]]
    any_text: bool = True


def long_text(value: Any) -> Any:
    """A value of the YAML; {repeat: ab, times: 3} stands for ababab."""
    is_long = isinstance(value, dict) and value.keys() == {"repeat", "times"}
    return value["repeat"] * value["times"] if is_long else value


def load_calls() -> list[Call]:
    calls = []
    for path in sorted(VALUES.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            call = Call(**entry)
            call.cases = [[long_text(value) for value in case] for case in call.cases]
            calls.append(call)
    return calls


CALLS = load_calls()
MACROS = sorted({call.macro for call in CALLS})
PROJECT = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
PROFILE = yaml.safe_load((ROOT / "profiles.yml.example").read_text(encoding="utf-8"))
DUCKDB_SETTINGS = PROFILE["hubspoke"]["outputs"]["duckdb"]["settings"]


@dataclass
class Engine:
    """A connection to one engine and what dbt made of CALLS and REFUSED on it, in their order."""

    name: str
    connection: Any
    rendered: list[str]
    refusals: list[str]

    def query(self, sql: str) -> list[tuple]:
        return self.connection.execute(sql).fetchall()

    def fill(self, rows: list[tuple[Any, Any]]) -> None:
        """Put these arguments, numbered, in the table `given`."""
        self.connection.execute("truncate given")
        numbered = [(number, *row) for number, row in enumerate(rows)]
        if self.name == "duckdb":
            columns = [list(column) for column in zip(*numbered, strict=True)]
            self.connection.execute(
                "insert into given select unnest(?), unnest(?::text[]), unnest(?::text[])", columns
            )
        else:
            with self.connection.cursor().copy("copy given from stdin") as copy:
                for row in numbered:
                    copy.write_row(row)


def make_project(folder: Path) -> None:
    """A dbt project of nothing but the macros."""
    for name in FOLDERS:
        shutil.copytree(ROOT / "macros" / name, folder / "macros" / name)
    (folder / "dbt_project.yml").write_text(
        "{name: hubspoke, profile: hubspoke, flags:"
        " {send_anonymous_usage_stats: false, validate_macro_args: true},"
        f" vars: {json.dumps(PROJECT['vars'])}}}"
    )
    profile = yaml.safe_load((ROOT / "profiles.yml.example").read_text(encoding="utf-8"))
    # The plugin makes views of the sources, and there are none here.
    profile["hubspoke"]["outputs"]["duckdb"].pop("plugins")
    (folder / "profiles.yml").write_text(yaml.safe_dump(profile))


def start_rendering(folder: Path, engine: str, environ: dict[str, str]) -> subprocess.Popen[str]:
    paths = {
        "HUBSPOKE_DUCKDB_PATH": ":memory:",
        "DBT_PROFILES_DIR": str(folder),
        "DBT_TARGET_PATH": f"target-{engine}",
        "DBT_LOG_PATH": f"logs-{engine}",
    }
    return subprocess.Popen(
        [sys.executable, str(VALUES / "render.py"), engine],
        cwd=folder,
        env={**os.environ, **environ, **paths},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def engines(
    tmp_path_factory: pytest.TempPathFactory, pg_server: dict[str, str]
) -> Iterator[dict[str, Engine]]:
    """Both engines by name, ready to query."""
    folder = tmp_path_factory.mktemp("macros")
    make_project(folder)
    # Both at a time, as nearly all of it is dbt starting; all calls in one text, as each costs.
    runs = {name: start_rendering(folder, name, pg_server) for name in ENGINES}
    texts = [MARK.join(f"{{{{ {call.call} }}}}" for call in CALLS)]
    # dbt renders a text when it parses too, where an error would hide its message.
    texts += [f"{{% if execute %}}{{{{ {call} }}}}{{% endif %}}" for call in REFUSED]
    connections = {"duckdb": duckdb.connect(), "postgres": connect(pg_server, autocommit=True)}
    for setting, value in DUCKDB_SETTINGS.items():
        connections["duckdb"].execute(f"set {setting} = '{value}'")
    result = {}
    for name, run in runs.items():
        output, errors = run.communicate(json.dumps(texts), timeout=300)
        if run.returncode != 0:
            pytest.fail(f"dbt could not read the macros on {name}:\n{output}{errors}")
        rendered, *refusals = json.loads(output.splitlines()[-1])
        if rendered.startswith("error: "):
            pytest.fail(f"dbt could not render the macros on {name}:\n{rendered}")
        connections[name].execute("create temp table given (id integer, x text, y text)")
        result[name] = Engine(name, connections[name], rendered.split(MARK.strip()), refusals)
    yield result
    for connection in connections.values():
        connection.close()


def plain(value: Any, returns: str) -> Any:
    """A value as both drivers would give it: exact numbers and ids as text, JSON parsed."""
    if returns == "jsonb" and isinstance(value, str):
        return json.loads(value)
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    return value


def short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:100]}... ({len(text)} characters)"


def literal(value: str | None) -> str:
    quoted = "null" if value is None else "'" + value.replace("'", "''") + "'"
    return f"cast({quoted} as text)"


def type_name(name: str) -> str:
    """A type as both engines would print it."""
    name = re.sub(r"^decimal\(.*\)$", "numeric", name.lower())
    return {
        "varchar": "text",
        "varchar[]": "text[]",
        "json": "jsonb",
        "timestamp without time zone": "timestamp",
    }.get(name, name)


@pytest.mark.parametrize("engine_name", ENGINES)
@pytest.mark.parametrize("macro", MACROS)
def test_values(macro: str, engine_name: str, engines: dict[str, Engine]) -> None:
    """A macro gives the listed results, of the listed type, from a column and from a literal."""
    engine = engines[engine_name]
    wrong = []
    for call, sql in zip(CALLS, engine.rendered, strict=True):
        if call.macro != macro:
            continue
        arguments = [(*case[:-1], None, None)[:2] for case in call.cases]
        engine.fill(arguments)
        typeof = "pg_typeof" if engine_name == "postgres" else "typeof"
        rows = engine.query(f"select {sql}, cast({typeof}({sql}) as text) from given order by id")
        for (x, y), case, (from_column, type_) in zip(arguments, call.cases, rows, strict=True):
            # The planner evaluates an expression of literals ahead of any row, guards or not.
            source = f"(select {literal(x)} as x, {literal(y)} as y) as given"
            ((from_literal,),) = engine.query(f"select {sql} from {source}")
            for kind, value in (("column", from_column), ("literal", from_literal)):
                got, expected = plain(value, call.returns), case[-1]
                if got != expected or type(got) is not type(expected):
                    wrong.append(
                        f"{call.call} of a {kind}, x={short(x)}, y={short(y)}: "
                        f"got {short(got)}, expected {short(expected)}"
                    )
            if type_name(type_) != call.returns:
                wrong.append(f"{call.call} is of type {type_}, expected {call.returns}")
                break
    assert not wrong, f"{macro} on {engine_name}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("engine_name", ENGINES)
@pytest.mark.parametrize("call", REFUSED)
def test_refused_call(call: str, engine_name: str, engines: dict[str, Engine]) -> None:
    """A call that makes no sense fails to compile, with an error that says what would."""
    message = engines[engine_name].refusals[[*REFUSED].index(call)]
    assert message.startswith("error: ")
    assert REFUSED[call] in message


def test_every_macro_has_values() -> None:
    """No macro is without a value table."""
    files = {path.stem for name in FOLDERS for path in (ROOT / "macros" / name).glob("*.sql")}
    assert sorted(files - PIECES - STATEMENTS) == MACROS, "add its values to macro_values/"


# Text that comes near what the macros look for, so that it gets past their first test.
TOKENS = [
    *"0159aZéß İſK,.-–+/:@#?%$()&'`\"\\_ \t\n\r\x0b\x85\xa0\u2007\u200b\u2028\u3000\ufeff\u0301٣😀",
    *("2024", "02-29", "02-30", "1599", "2200", "T", "Z", "10:15", ":59", "+05:30", "-0600", "24:"),
    *("1,234", "000", ".0", ".995", "1e5", "NaN", "infinity", "today", "epoch", "null", "9" * 20),
    *("http://", "HTTPS:", "//", "www.", "WWW2.", "user:pw@", ".com", "linkedin.com", "/company/"),
    *("the ", " inc", " LLC", "& Co", " ext", "x12", "employees", "self-employed", "United States"),
    *("304", "555-0101", "12345", "-6789", "true", "yes", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
]
KNOWN = sorted({case[0] for call in CALLS for case in call.cases if len(case) > 1 and case[0]})
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
near_text = st.lists(st.sampled_from(TOKENS), max_size=8).map("".join)
known_text = st.sampled_from([text for text in KNOWN if len(text) < 200])
damaged_text = st.builds(
    lambda text, at, token, cut: text[:at] + token + text[at + cut :],
    known_text,
    st.integers(0, 30),
    st.sampled_from(TOKENS),
    st.integers(0, 2),
)
texts = any_text | near_text | damaged_text


@pytest.mark.whole
def test_any_text_gives_the_same_on_both_engines(engines: dict[str, Engine]) -> None:
    """No text makes a macro fail or makes the engines differ."""
    chosen = [number for number, call in enumerate(CALLS) if call.any_text]

    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(rows=st.lists(st.tuples(texts, texts), min_size=1, max_size=60))
    def check(rows: list[tuple[str, str]]) -> None:
        answers = {}
        for engine in engines.values():
            engine.fill(rows)
            columns = ",\n".join(engine.rendered[number] for number in chosen)
            answers[engine.name] = engine.query(f"select {columns} from given order by id")
        for row, on_duckdb, on_postgres in zip(rows, *answers.values(), strict=True):
            for number, left, right in zip(chosen, on_duckdb, on_postgres, strict=True):
                call = CALLS[number]
                left, right = plain(left, call.returns), plain(right, call.returns)
                assert left == right, f"{call.call} of {row!r}: DuckDB {left!r}, Postgres {right!r}"

    check()
