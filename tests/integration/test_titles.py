"""How well titles are told apart: precision and recall per slot on titles whose slot is known.

titles.csv was labelled by the policy in docs/people.md, part by part: each part after the first was
written and judged before a rule was changed for it, and none was changed for the last, `held out`.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, Warehouse, on_all

pytestmark = [pytest.mark.company, pytest.mark.whole]

SLOTS = ("CEO", "CFO", "HR")
SEEDS = ("title_rules", "title_traits", "slot_types")
MODELS = (
    "int_people__title_keys",
    "int_people__title_seats",
    "int_people__seat_rules",
    "int_people__title_traits",
    "int_people__titles",
)
COLUMNS = (
    "title_text, title_key, slot_type, cast(confidence as text), is_ambiguous, title_rule_id,"
    " seniority, department"
)
# On titles that are clear, of each slot.
PRECISION = 0.98
RECALL = 0.95
# Of the held out titles some fifty are of one slot: three missed are 0.06.
RECALL_HELD_OUT = 0.94
# Rank and trade of a few: title -> seniority, department.
TRAITS = {
    "CEO": ("c_suite", "executive"),
    "Chief People Officer": ("c_suite", "human_resources"),
    "Owner/Operator": ("owner", "executive"),
    "VP of Finance and Administration": ("vp", "finance"),
    "Head of People": ("head", "human_resources"),
    "Director of Human Resources": ("director", "human_resources"),
    "HR Manager": ("manager", "human_resources"),
    "Senior Software Engineer": ("senior", "information_technology"),
    "HR Assistant": ("entry", "human_resources"),
    "HR Intern": ("intern", "human_resources"),
    "Assistant to the CEO": ("entry", None),
    "Product Owner": (None, None),
    "City Manager": ("manager", "executive"),
}


@dataclass(frozen=True)
class Labelled:
    """A title and what the policy makes of it; the slot is NONE where it fills none."""

    title: str
    slot: str
    is_ambiguous: bool
    part: str


def labelled() -> list[Labelled]:
    with (Path(__file__).parent / "titles.csv").open(newline="", encoding="utf-8") as stream:
        return [
            Labelled(row["title"], row["slot_type"], row["is_ambiguous"] == "yes", row["part"])
            for row in csv.DictReader(stream)
        ]


TITLES = labelled()


def execute(warehouse: Warehouse, statements: list[str]) -> None:
    if warehouse.engine == "duckdb":
        with duckdb.connect(str(warehouse.database)) as connection:
            for statement in statements:
                connection.execute(statement)
    else:
        with warehouse.connect() as connection:
            for statement in statements:
                connection.execute(statement)


def judge(warehouse: Warehouse) -> None:
    """Build what judges titles over the labelled ones, in place of those of the sources."""
    warehouse.dbt("seed", "--select", *SEEDS)
    values = ", ".join("('{}')".format(row.title.replace("'", "''")) for row in TITLES)
    table = "intermediate.int_people__title_texts"
    execute(
        warehouse,
        [
            "create schema if not exists intermediate",
            f"create table {table} (title_text text)",
            f"insert into {table} values {values}",
        ],
    )
    warehouse.dbt("run", "--select", *MODELS)


@pytest.fixture(scope="module")
def kept() -> dict[str, list[tuple]]:
    return {}


@pytest.fixture
def answers(request: pytest.FixtureRequest, kept: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """Engine -> the rows of int_people__titles; built by the first test that asks."""
    if not kept:
        warehouses = [request.getfixturevalue(name) for name in ("duck", "pg")]
        on_all(warehouses, judge)
        for warehouse in warehouses:
            rows = warehouse.query(f"select {COLUMNS} from intermediate.int_people__titles")
            kept[warehouse.engine] = sorted(rows, key=str)
    return kept


def slots(rows: list[tuple]) -> dict[str, str]:
    return {row[0]: row[2] or "NONE" for row in rows}


def figures(chosen: dict[str, str], titles: list[Labelled], slot: str) -> tuple[float, float]:
    """Precision and recall of a slot, from 0 to 1."""
    right = sum(row.slot == slot == chosen[row.title] for row in titles)
    filled = sum(chosen[row.title] == slot for row in titles)
    meant = sum(row.slot == slot for row in titles)
    return right / max(1, filled), right / max(1, meant)


def line(name: str, chosen: dict[str, str], titles: list[Labelled]) -> list[str]:
    """A row of the table in docs/people.md."""
    clear = [row for row in titles if not row.is_ambiguous]
    right = sum(chosen[row.title] == row.slot for row in clear)
    cells = [name, f"{len(clear):,}", f"{right / len(clear):.3f}"]
    for slot in SLOTS:
        cells += [f"{value:.3f}" for value in figures(chosen, clear, slot)]
    return cells


def test_clear_titles_get_their_slot(answers: dict[str, list[tuple]]) -> None:
    """Precision and recall hold for each slot, and docs/people.md has the figures."""
    chosen = slots(answers["duckdb"])
    clear = [row for row in TITLES if not row.is_ambiguous]
    wrong = [
        f"{row.title!r}: {chosen[row.title]}, not {row.slot}"
        for row in clear
        if chosen[row.title] != row.slot
    ]
    for slot in SLOTS:
        precision, recall = figures(chosen, clear, slot)
        assert precision >= PRECISION, (slot, wrong)
        assert recall >= RECALL, (slot, wrong)
    parts = [*dict.fromkeys(row.part for row in TITLES)]
    table = [line(part, chosen, [row for row in TITLES if row.part == part]) for part in parts]
    table.append(line("all", chosen, TITLES))
    page = (ROOT / "docs" / "people.md").read_text("utf-8")
    missing = [f"| {' | '.join(cells)} |" for cells in table]
    missing = [cells for cells in missing if cells not in page]
    assert not missing, "docs/people.md has other figures than:\n" + "\n".join(missing)


def test_held_out_titles_get_their_slot(answers: dict[str, list[tuple]]) -> None:
    """The same holds for the titles that no rule was made for."""
    chosen = slots(answers["duckdb"])
    held_out = [row for row in TITLES if row.part == "held out" and not row.is_ambiguous]
    for slot in SLOTS:
        precision, recall = figures(chosen, held_out, slot)
        wrong = [row.title for row in held_out if chosen[row.title] != row.slot]
        assert precision >= PRECISION, (slot, wrong)
        assert recall >= RECALL_HELD_OUT, (slot, wrong)


def test_engines_agree_on_titles(answers: dict[str, list[tuple]]) -> None:
    """Each column of each title is the same on both engines."""
    pairs = zip(answers["duckdb"], answers["postgres"], strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_titles_say_rank_and_trade(answers: dict[str, list[tuple]]) -> None:
    """The highest rank and the trade are read from the title."""
    found = {row[0]: row[6:8] for row in answers["duckdb"] if row[0] in TRAITS}
    assert found == TRAITS


def test_no_title_is_lost_or_doubled(answers: dict[str, list[tuple]]) -> None:
    """There is one row for each title that was given."""
    assert Counter(row[0] for row in answers["duckdb"]) == Counter(row.title for row in TITLES)
