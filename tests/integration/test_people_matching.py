"""How well people are told apart, and how well they are attached to their companies.

Generated lists come with the truth: which person each row is about, and where that person works.
Two rows of one person that get one id are a pair that is found; two rows of two people that do are
a pair that is wrong. docs/people.md has the figures.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ONLY_ROWS, Warehouse

pytestmark = [pytest.mark.company, pytest.mark.whole]

MODELS = ("+person_source_map", "+int_people__attached", "+company_source_map", "+company_master")
# After the newest of the generated lists.
AS_OF = "2026-01-31 06:00:00"

# What became of each row that is a person's.
PERSONS = (
    "select source_file, source_record_id, raw_row_id, person_unique_id"
    " from people.person_source_map"
)
# Where each row was attached, and by what.
ATTACHED = (
    "select c.source_file, c.source_record_id, a.company_unique_id, a.attached_by"
    " from intermediate.int_people__attached as a"
    " join intermediate.int_people__cleaned as c on a.raw_row_id = c.raw_row_id"
)
# Which rows each company was made of.
COMPANIES = (
    "select company_unique_id, source_file, source_record_id from company.company_source_map"
)
MASTER = "select company_unique_id, company_domain from company.company_master"
# Measured, less a margin.
PRECISION = 0.99
RECALL_DUPLICATES = 0.94
RECALL_ATTACHMENT = 0.93


@dataclass(frozen=True)
class Truth:
    """What a row is really about; person is '' where it names nobody."""

    person: str
    company: str
    is_doubtful: bool


@dataclass
class Figures:
    """Pairs or rows: how many there are to find, how many were made, how many are right."""

    wanted: int = 0
    made: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    def __str__(self) -> str:
        return (
            f"wanted {self.wanted}, made {self.made}, right {self.right},"
            f" precision {self.precision:.4f}, recall {self.recall:.4f}"
        )


def read_rows(folder: Path, pattern: str) -> Iterable[dict[str, str]]:
    for path in sorted((folder / "truth").glob(pattern)):
        with path.open(newline="", encoding="utf-8") as stream:
            yield from csv.DictReader(stream)


def truths(folder: Path) -> dict[tuple[str, str], Truth]:
    """(File, record) -> what the row is about."""
    return {
        (row["file"], row["record_id"]): Truth(
            row["person_key"], row["company_key"], row["is_doubtful"] == "1"
        )
        for row in read_rows(folder, "*_people.csv")
    }


def company_keys(
    folder: Path, rows: Iterable[tuple[str, str, str | None]], domains: dict[str, str | None]
) -> dict[str, set[str]]:
    """Company id -> what its rows are about, else, where they have no number, its domain.

    rows: id, file and record of each row of a company. domains: id -> domain.
    """
    about = {
        (row["file"], row["record_id"]): row["company_key"]
        for row in read_rows(folder, "*_rows.csv")
        if row["record_id"]
    }
    by_domain = defaultdict(set)
    for row in read_rows(folder, "company_ein.csv"):
        by_domain[row["domain"]].add(row["company_key"])
    keys: dict[str, set[str]] = defaultdict(set)
    for company, file, record in rows:
        if (file, record) in about:
            keys[company].add(about[file, record])
    for company, domain in domains.items():
        if not keys[company] and domain:
            keys[company] |= by_domain[domain]
    return keys


def pairs_of(counts: Iterable[int]) -> int:
    """In how many ways two can be taken of each."""
    return sum(count * (count - 1) // 2 for count in counts)


def measure_duplicates(
    rows: Iterable[tuple[str, str, str, str]], known: dict[tuple[str, str], Truth]
) -> dict[str, Figures]:
    """Pairs of rows by whether all that are in it can be told: 'clear', and 'all'.

    A row is doubtful that has neither an address nor a page of the person's own: whose it is, the
    son's or the father's with the same name, say, nobody can tell from it.
    """
    found: dict[str, list[tuple[str, str]]] = {"clear": [], "all": []}
    for file, record, _, person_id in rows:
        truth = known[file, record]
        if truth.person:
            found["all"].append((truth.person, person_id))
            if not truth.is_doubtful:
                found["clear"].append((truth.person, person_id))
    figures = {}
    for part, cases in found.items():
        figures[part] = Figures(
            pairs_of(Counter(person for person, _ in cases).values()),
            pairs_of(Counter(person_id for _, person_id in cases).values()),
            pairs_of(Counter(cases).values()),
        )
    return figures


def measure_attachment(
    rows: Iterable[tuple[str, str, str | None, str | None]],
    known: dict[tuple[str, str], Truth],
    keys: dict[str, set[str]],
    master: set[str],
) -> dict[str, Figures]:
    """Rows by what they were attached by, and 'all'.

    keys: company id -> what its rows are about. master: the ids in the master. What can be found
    is a row whose company is in the master.
    """
    findable = {key for company in master for key in keys[company]}
    figures: dict[str, Figures] = defaultdict(Figures)
    for file, record, company, attached_by in rows:
        if company and not keys[company]:
            # A company of unnumbered rows without a domain: which it is, nobody can say.
            continue
        truth = known[file, record]
        for part in ("all", *([attached_by] if attached_by else [])):
            figures[part].wanted += truth.company in findable
            figures[part].made += company is not None
            figures[part].right += company is not None and truth.company in keys[company]
    return figures


def measured(warehouse: Warehouse, raw: Path) -> tuple[dict[str, Figures], dict[str, Figures]]:
    """Build over the files of a folder and measure both, shown with pytest -s."""
    warehouse.raw = raw
    warehouse.build("--select", *MODELS, *ONLY_ROWS, as_of=AS_OF)
    known = truths(raw)
    domains = dict(warehouse.query(MASTER))
    keys = company_keys(raw, warehouse.query(COMPANIES), domains)
    duplicates = measure_duplicates(warehouse.query(PERSONS), known)
    attachment = measure_attachment(warehouse.query(ATTACHED), known, keys, set(domains))
    for kind, figures in (("duplicates", duplicates), ("attachment", attachment)):
        for part, part_figures in sorted(figures.items()):
            print(f"{warehouse.engine}, {kind}, {part}: {part_figures}")
    return duplicates, attachment


def generated(warehouse: Warehouse, raw: Path, scale: str, seed: str) -> Path:
    options = ("--scale", scale, "--seed", seed, "--system", "intake,clay")
    warehouse.hubspoke("generate", *options, "--out", str(raw))
    return raw


def check(duplicates: dict[str, Figures], attachment: dict[str, Figures]) -> None:
    assert duplicates["all"].made > 0
    assert duplicates["all"].precision >= PRECISION
    assert duplicates["clear"].precision >= PRECISION
    assert duplicates["clear"].recall >= RECALL_DUPLICATES
    assert attachment["all"].made > 0
    assert attachment["all"].precision >= PRECISION
    assert attachment["all"].recall >= RECALL_ATTACHMENT


def test_generated_people_are_told_apart_and_attached(duck, tmp_path):
    raw = generated(duck, tmp_path / "raw", "0.05", "7")
    duplicates, attachment = measured(duck, raw)
    check(duplicates, attachment)
    for way in ("company_unique_id", "website_domain", "email_domain"):
        assert attachment[way].made > 100, way
        assert attachment[way].precision >= PRECISION, way
    # Few, and by nothing but a name.
    assert attachment["name_state"].made > 10
    assert attachment["name_state"].precision >= 0.95


def test_both_engines_find_the_same_people(warehouse, tmp_path):
    raw = generated(warehouse, tmp_path / "raw", "0.01", "3")
    check(*measured(warehouse, raw))


# ---- the measuring itself


def test_pairs_are_counted_by_person_and_by_id():
    """Three rows of P1 of which two are found, and one row of P2 that went to P1's id."""
    known = {
        ("f", number): Truth(person, "C1", doubtful)
        for number, person, doubtful in (
            ("1", "P1", False),
            ("2", "P1", False),
            ("3", "P1", False),
            ("4", "P2", True),
            ("5", "", True),
        )
    }
    rows = [("f", str(n), str(n), "b" if n == 3 else "a") for n in range(1, 6)]
    figures = measure_duplicates(rows, known)
    assert (figures["all"].wanted, figures["all"].made, figures["all"].right) == (3, 3, 1)
    assert (figures["clear"].wanted, figures["clear"].made, figures["clear"].right) == (3, 1, 1)


def test_rows_are_attached_rightly_wrongly_or_not_at_all():
    known = {("f", str(n)): Truth("P", f"C{n}", False) for n in range(4)}
    rows = [
        ("f", "0", "x", "email_domain"),
        ("f", "1", "x", "name_state"),
        ("f", "2", None, None),
        ("f", "3", None, None),
    ]
    keys = defaultdict(set, {"x": {"C0"}, "y": {"C2"}})
    known["f", "4"] = Truth("P", "C4", False)
    rows.append(("f", "4", "nobody knows which", "name_state"))
    figures = measure_attachment(rows, known, keys, {"x", "y"})
    assert (figures["all"].wanted, figures["all"].made, figures["all"].right) == (2, 2, 1)
    assert figures["email_domain"].precision == 1
    assert figures["name_state"].precision == 0
