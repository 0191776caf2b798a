"""The lint for texts of columns: what it finds, and what it lets be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

sys.path.insert(0, str(ROOT / "lint"))
import column_texts

pytestmark = pytest.mark.platform

NUMBER = "Number of the plan, three digits."
BLOCK = "{% docs plan_number %}" + NUMBER + "{% enddocs %}"
DOC = "{{ doc('plan_number') }}"
OTHER = "{% docs case_plan_number %}Plan of a case.{% enddocs %}"


def table(name: str, description: str, kind: str = "models") -> dict[str, Any]:
    """A YAML file with one table and one described column."""
    return {kind: [{"name": name, "columns": [column("plan_number", description)]}]}


def column(name: str, description: str) -> dict[str, str]:
    return {"name": name, "description": description}


def source(description: str) -> dict[str, Any]:
    return {"sources": [{"name": "dol", "tables": table("cases", description, "tables")["tables"]}]}


def other(**meanings: str) -> dict[str, Any]:
    return {"meanings": {"plan_number": meanings}}


CASES = [
    ("one table", [table("a", NUMBER)], "", {}, None),
    ("one block for both", [table("a", DOC), table("b", DOC)], BLOCK, {}, None),
    ("one text twice", [table("a", NUMBER), table("b", NUMBER)], "", {}, "let one docs block"),
    ("two texts", [table("a", NUMBER), table("b", "Which.")], "", {}, "let one docs block"),
    ("a text and a block", [table("a", "Which."), table("b", DOC)], BLOCK, {}, "plan_number of a,"),
    ("a seed", [table("a", DOC), table("b", "Which.", "seeds")], BLOCK, {}, "plan_number of b,"),
    ("a snapshot", [table("a", DOC), table("b", "?", "snapshots")], BLOCK, {}, "plan_number of b,"),
    ("a source", [table("a", DOC), source("Which.")], BLOCK, {}, "plan_number of dol.cases,"),
    ("another meaning", [table("a", DOC), table("b", "Which.")], BLOCK, other(b="a case"), None),
    ("nearly the same", [table("a", DOC), table("b", NUMBER.replace("three", "3"))], BLOCK,
        other(b="a case"), "is nearly that of a"),
    ("an exception with a block", [table("a", DOC), table("b", "{{ doc('case_plan_number') }}")],
        BLOCK + OTHER, other(b="a case"), "no exception any more"),
    ("an exception by itself", [table("a", NUMBER)], "", other(a="a case"),
        "no exception any more"),
    ("an exception for nothing", [table("a", NUMBER)], "", other(c="a case"),
        "there is no column plan_number of c"),
    ("two blocks", [table("a", DOC), table("b", "{{ doc('case_plan_number') }}")], BLOCK + OTHER,
        {}, None),
    ("two blocks with one text", [table("a", DOC), table("b", '{{ doc("same") }}')],
        BLOCK + BLOCK.replace("plan_number", "same"), {}, "in another docs block"),
    ("a block for nothing", [table("a", NUMBER)], OTHER, {},
        "docs block case_plan_number describes no column"),
    ("a page of its own", [table("a", NUMBER)], OTHER.replace("case_plan_number", "__overview__"),
        {}, None),
    ("a folder for later", [table("a", NUMBER), table("b", NUMBER)], "",
        {"later": ["models/1"]}, None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_each_column_is_described_once(case, tmp_path: Path, monkeypatch, capsys) -> None:
    _, files, docs, exceptions, expected = case
    for number, content in enumerate(files):
        (kind,) = content
        (folder := tmp_path / kind.replace("sources", "models") / str(number)).mkdir(parents=True)
        (folder / "any.yml").write_text(yaml.safe_dump(content))
    (tmp_path / "models" / "docs.md").write_text(docs)
    (tmp_path / "lint").mkdir()
    (tmp_path / column_texts.EXCEPTIONS).write_text(yaml.safe_dump(exceptions))
    monkeypatch.chdir(tmp_path)
    assert column_texts.main() == (1 if expected else 0)
    found = capsys.readouterr().out.split("\n")[:-1]
    assert all(expected and expected in finding for finding in found), found
