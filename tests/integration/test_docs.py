"""The documentation is true: its queries run, its links lead somewhere, its names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from hubspoke.raw import read_contract

ROOT = Path(__file__).resolve().parents[2]
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


def marts() -> dict[str, tuple[str, Path]]:
    """Model name -> (public name, its SQL file)."""
    found = {}
    for path in sorted((ROOT / "models" / "marts").rglob("*.sql")):
        alias = re.search(r"alias='(\w+)'", path.read_text("utf-8"))
        name = alias.group(1) if alias else path.stem
        found[path.stem] = (f"{path.parent.name}.{name}", path)
    return found


def test_queries_run_and_named_relations_exist(duck):
    """As a newcomer meets them: on what `make build` leaves."""
    duck.build("--exclude-resource-type", "test", "unit_test", as_of=None)
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


def test_every_mart_is_described():
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    for model, (name, path) in marts().items():
        yaml_file = path.with_suffix(".yml")
        text_of = yaml_file.read_text("utf-8") if yaml_file.exists() else "models: []"
        models = yaml.safe_load(text_of)["models"]
        described = any(m["name"] == model and m.get("description") for m in models)
        assert described or f"`{name}`" in text, f"{name} is on no page and has no description"


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))
