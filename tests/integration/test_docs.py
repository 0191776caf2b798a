"""The documentation is true: its queries run, its links lead somewhere, its names exist."""

from __future__ import annotations

import importlib.util
import itertools
import re
import shlex
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from hubspoke.cli import build_parser
from hubspoke.raw import read_contract

DOCS = ROOT / "docs"
pytestmark = pytest.mark.platform

README = ROOT / "README.md"
# What the pages that dbt makes open with.
OVERVIEW = ROOT / "models" / "_overview__docs.md"
PAGES = [
    README,
    OVERVIEW,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
# What belongs to one machine or to one day's work, not to a reader.
FORBIDDEN = [r"/work\b", r"(?i)\bissue #", r"(?i)\b(this|last|next) session", r"\.\./shared"]


def fenced(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language on a page, those in a list item included."""
    pattern = rf"^( *)```{language}\n(.*?)^\1```"
    return [body for _, body in re.findall(pattern, page.read_text("utf-8"), re.M | re.S)]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))


def doc_lists():
    """The module lint/doc_lists.py, which is in no package."""
    spec = importlib.util.spec_from_file_location("doc_lists", ROOT / "lint" / "doc_lists.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of_table(page: Path, first: str) -> list[list[str]]:
    """The cells of the tables whose first header is given, line by line."""
    tables = re.findall(
        rf"^\| {re.escape(first)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", page.read_text("utf-8"), re.M
    )
    lines = "".join(tables).splitlines()
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def words_of(page: Path) -> str:
    """A page's text without its blocks, and without regard to where its lines end."""
    return " ".join(re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.S).split())


@pytest.mark.whole
def test_queries_run_and_named_relations_exist(duck):
    """As a newcomer meets them: on what `make build` leaves."""
    duck.begin_with("sample")
    # Built today: when contracts renew is counted from the day of the build.
    duck.dbt("run", "--select", "renewal", "dol_profile", as_of=None)
    queries = fenced(README, "sql")
    assert len(queries) >= 4
    for query in queries:
        assert duck.query(query), f"no rows:\n{query}"
    for page in PAGES:
        for query in fenced(page, "sql"):
            duck.query(query)
    rows = duck.query("select table_schema, table_name from information_schema.tables")
    relations = {f"{schema}.{table}" for schema, table in rows}
    # Source tables go by <system>.<table>.
    relations |= {table.qualified for table in read_contract(ROOT)}
    schemas = {schema for schema, _ in rows if schema not in ("main", "staging", "intermediate")}
    named = re.compile(rf"`((?:{'|'.join(sorted(schemas))})\.[a-z_][a-z0-9_]+)`")
    unknown = {
        f"{page.name}: {name}"
        for page in PAGES
        for name in named.findall(page.read_text("utf-8"))
        if name not in relations
    }
    assert not unknown


def test_quick_start_is_two_make_targets():
    section = README.read_text("utf-8").split("## Quick start", 1)[1].split("\n## ", 1)[0]
    (block,) = re.findall(r"```sh\n(.*?)```", section, re.S)
    assert block.split("\n") == ["make build", "make test", ""]
    assert {"build", "test"} <= make_targets()


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_page_is_sound(page):
    text = page.read_text("utf-8")
    # Code may look like a link.
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.S)
    for target in re.findall(r"\]\(([^)]+)\)", prose):
        if not re.match(r"[a-z]+:", target):
            path = target.partition("#")[0]
            assert not path or (page.parent / path).exists(), f"dead link: {target}"
    models = {path.stem for path in (ROOT / "models").rglob("*.sql")}
    assert set(re.findall(r"#!/model/model\.hubspoke\.(\w+)", text)) <= models
    unknown = set(re.findall(r"`make ([a-z-]+)`", text)) - make_targets()
    assert not unknown
    for word in FORBIDDEN:
        assert not re.search(word, text), f"{word} in {page.name}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_lists_are_made_anew(page, manifest):
    text = page.read_text("utf-8")
    assert text == doc_lists().filled(text, manifest), "run: make docs"


def test_every_list_is_on_a_page():
    named = re.findall(r"<!-- make docs: (\w+) -->", "".join(p.read_text("utf-8") for p in PAGES))
    assert sorted(named) == sorted(doc_lists().LISTS)


def test_nodes_that_pages_name_are_there(manifest):
    """Models that are no marts, snapshots, tests and seeds: the marts are asked of a warehouse."""
    nodes = manifest["nodes"].values()
    names = {node["name"] for node in nodes}
    names |= {f"{node['schema']}.{node['name']}" for node in nodes}
    prefixes = r"(?:(?:staging|intermediate|history|reference)\.|stg_|int_|snap_|assert_)[a-z]"
    for page in PAGES:
        # Both speak of what was, too.
        if page.name in ("CHANGELOG.md", "benchmark.md"):
            continue
        text = words_of(page)
        # Not those with a part that differs: stg_<system>__<table>, history.snap_*.
        named = {name for name in quoted(text) if re.fullmatch(prefixes + r"[\w.]*\w", name)}
        assert not named - names, page.name
        seeds = {node["name"] for node in nodes if node["resource_type"] == "seed"}
        assert set(re.findall(r"\bseed `(\w+)`", text)) <= seeds, page.name


def test_vars_are_explained_and_have_the_values_that_are_said():
    variables = yaml.safe_load((ROOT / "dbt_project.yml").read_text("utf-8"))["vars"]
    explained, checked = set(), set()
    for page in PAGES:
        text = words_of(page)
        explained |= quoted(text)
        assert set(re.findall(r"\bvars? `(\w+)`", text)) <= set(variables), page.name
        # `name` (4), `name` (var, 4), 0.7 or more (var `name`)
        said = re.findall(r"`(\w+)` \((?:var, )?([\d.,]*\d)\b", text)
        said += [(n, v) for v, n in re.findall(r"([\d.,]*\d) [\w ]*\(var `(\w+)`\)", text)]
        for name, value in said:
            if name in variables:
                assert float(value.replace(",", "")) == variables[name], f"{page.name}: {name}"
                checked.add(name)
    assert set(variables) <= explained
    assert len(checked) > 5


def test_source_tables_are_listed_with_files_ids_and_days(manifest):
    listed = {}
    for table, files, own_id, late in rows_of_table(DOCS / "raw_files.md", "table"):
        listed[table.strip("`")] = (quoted(files), own_id.split(":")[0].strip("`"), late)
    patterns = {table.qualified: set(table.patterns) for table in read_contract(ROOT)}
    declared = {}
    for source in manifest["sources"].values():
        name = f"{source['source_name']}.{source['name']}"
        after = source["freshness"]["warn_after"]
        own_id = source["config"]["meta"].get("own_id", "none")
        declared[name] = (patterns[name], own_id, f"{after['count']} {after['period']}s")
    assert listed == declared


def test_keys_of_the_raw_contract_are_listed(manifest):
    used = set()
    for source in manifest["sources"].values():
        used |= {f"tables[].config.meta.{key}" for key in source["config"]["meta"]}
        for column in source["columns"].values():
            used |= {f"columns[].config.meta.{key}" for key in column["config"]["meta"]}
    assert {row[0].strip("`") for row in rows_of_table(DOCS / "raw_files.md", "key")} == used


def test_selectors_schemas_and_macros_are_listed(manifest):
    selectors = {row[0].strip("`") for row in rows_of_table(DOCS / "operations.md", "selector")}
    assert selectors == set(manifest["selectors"])

    schemas = {mart["schema"] for mart in doc_lists().marts(manifest)}
    (layer,) = [r for r in rows_of_table(DOCS / "architecture.md", "layer") if r[0] == "marts"]
    assert quoted(layer[2]) == schemas
    operations = words_of(DOCS / "operations.md")
    (granted,) = re.findall(r"`grant usage on schema ([\w, ]+) to", operations)
    assert set(granted.split(", ")) == schemas

    engines = (DOCS / "engines.md").read_text("utf-8")
    concepts = {path.stem for path in (ROOT / "macros" / "engine").glob("*.sql")}
    assert concepts <= quoted(engines)


def test_what_differs_from_the_rule_is_named(manifest):
    """Models that are views, marts that are not compared."""
    models = [n for n in manifest["nodes"].values() if n["resource_type"] == "model"]
    views = {model["name"] for model in models if model["config"]["materialized"] == "view"}
    (said,) = re.findall(r"Three are views: (.*?\.) -", words_of(DOCS / "architecture.md"))
    assert views <= quoted(said)
    assert len(views) == 3

    apart = {
        f"{model['schema']}.{model['alias']}"
        for model in models
        if model["config"]["meta"].get("compare") is False
    }
    pattern = r"((?:`[\w.]+`(?:, | and )?)+) say when each engine ran and are left out"
    (said,) = re.findall(pattern, words_of(DOCS / "engines.md"))
    assert quoted(said) == apart


def commands(lines: list[str]) -> list[list[str]]:
    """Calls of programs as lists of words, the program without its folder."""
    calls = [shlex.split(line, comments=True) for line in lines if re.match(r"[\w./]+ ", line)]
    return [[Path(call[0]).name, *call[1:]] for call in calls if call]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_that_a_page_names_are_understood(page, capsys):
    parser = build_parser()
    blocks = "".join(fenced(page, "sh")).replace("\\\n", " ")
    for name, *arguments in commands(blocks.splitlines()):
        if name == "hubspoke":
            assert parser.parse_args(arguments)
    # In a sentence a call may lack what it needs to run.
    for name, *arguments in commands(sorted(quoted(words_of(page)))):
        if name == "hubspoke":
            words = itertools.takewhile(re.compile("[a-z]+").fullmatch, arguments)
            with pytest.raises(SystemExit, match="0"):
                parser.parse_args([*words, "--help"])
            options = {word for word in arguments if word.startswith("--")}
            assert options <= set(re.findall(r"--[\w-]+", capsys.readouterr().out))
        if name == "python" and arguments[:3] == ["-m", "pytest", "-m"]:
            named = set(re.findall("[a-z]+", arguments[3])) - {"and", "not", "or"}
            markers = re.findall(
                r'^    "(\w+): ', (ROOT / "pyproject.toml").read_text("utf-8"), re.M
            )
            assert named <= set(markers)
        elif name == "python" and arguments[:2] == ["-m", "pytest"]:
            file, *selection = arguments[2:]
            assert (ROOT / file).is_file()
            if selection:
                values = [*(ROOT / "tests").rglob("macro_values/*.yml"), ROOT / file]
                assert any(selection[1] in path.read_text("utf-8") for path in values)


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))
