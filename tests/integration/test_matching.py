"""How well EINs are found: precision and recall on filings whose EIN is known.

Real filings are split in two: some stay filings, the others become a company list without EINs,
under invented web addresses. What the models then choose is compared with the EIN that was taken
away. The same on generated files, which come with the truth. docs/matching.md has the figures.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ONLY_ROWS, Warehouse

pytestmark = [pytest.mark.company, pytest.mark.dol, pytest.mark.whole]

MODELS = ("+ein_candidate", "+company_ein", "+ein_resolution_queue", "company_source_map")
HEADER = ("id", "company", "website", "num_employees", "company_state", "company_city", "industry")

# Every state that a filing can name, two letters each.
STATES = re.findall(
    "..",
    "ALAKAZARCACOCTDEDCFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTX"
    "UTVTVAWAWVWIWYPR",
)

# What each row of the company list got.
PER_ROW = (
    "select m.source_record_id, q.best_method, q.ein, q.status"
    " from company.ein_resolution_queue as q"
    " join company.company_source_map as m on q.company_unique_id = m.company_unique_id"
)
PER_COMPANY = (
    "select s.company_unique_id, s.company_domain, s.company_name, s.ein, q.best_method, q.ein"
    " from company.ein_resolution_queue as q"
    " join intermediate.int_company__survivors as s on q.company_unique_id = s.company_unique_id"
)
FILES_2023 = ("f_5500_2023_latest.dbplans.csv", "f_5500_2024_latest.sample9.csv")
FILES_2017 = ("f_5500_2017_latest.sample1000.csv",)
# Recall that was measured, less a margin.
RECALL_REAL = {
    "another filing": 0.92,
    # Rows of one name with two domains in a state are one company in one city only, so two of them
    # without a city are two companies, of which neither gets the EIN.
    "no city": 0.92,
    "another city": 0.93,
    "slip of the pen": 0.57,
}
# Known to mislead: name in a filing, then companies with it and the EIN that is right, if any is.
TRAPS = {
    "INTERMED, LTD.": [
        ("InterMed", "Portland", "ME", None),
        ("Intermed Ltd", "La Grange", "IL", 1),
    ],
    "ST. MARYS MEDICAL CENTER": [
        ("ST. MARY'S MEDICAL CENTER", "Blue Springs", "MO", None),
        ("St. Mary's Medical Center", "Huntington", "WV", 1),
    ],
    # Eleven EINs at one address.
    "JPMORGAN CHASE BANK, N.A.": [("JPMorgan Chase Bank", "New York", "NY", None)],
}


@dataclass(frozen=True)
class Held:
    """A company that was made of a filing, and the EIN that was taken away from it."""

    part: str
    name: str
    city: str
    state: str
    ein: str


@dataclass
class Figures:
    """What was chosen for a part of the companies; shares are from 0 to 1."""

    companies: int = 0
    findable: int = 0
    chosen: int = 0
    right: int = 0
    found: int = 0

    def count(self, chosen: str | None, eins: set[str], findable: bool) -> None:
        self.companies += 1
        self.findable += findable
        self.chosen += chosen is not None
        self.right += chosen in eins
        self.found += chosen in eins and findable

    @property
    def precision(self) -> float:
        return self.right / self.chosen if self.chosen else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.findable if self.findable else 1.0

    def __str__(self) -> str:
        return (
            f"companies {self.companies}, findable {self.findable}, chosen {self.chosen},"
            f" right {self.right}, precision {self.precision:.4f}, recall {self.recall:.4f}"
        )


def draw(text: str, sides: int) -> int:
    """A number from 0 to sides - 1 that hangs on the text alone."""
    return int(hashlib.md5(text.encode()).hexdigest(), 16) % sides


def slip(name: str) -> str:
    """The name with one letter lost, doubled, changed or swapped in its longest word."""
    words = name.split(" ")
    longest = max(range(len(words)), key=lambda number: len(words[number]))
    word = words[longest]
    at = 1 + draw(name, max(1, len(word) - 2))
    end = word[at + 1 :]
    words[longest] = (
        word[:at]
        + (
            end,
            2 * word[at] + end,
            ("E" if word[at] != "E" else "A") + end,
            word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        )[draw(word, 4)]
    )
    return " ".join(words)


def read_filings(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def held_as(part: str, row: dict[str, str], name: str | None = None, **place: str) -> Held:
    return Held(
        part,
        name or row["SPONSOR_DFE_NAME"],
        place.get("city", row["SPONS_DFE_MAIL_US_CITY"]),
        place.get("state", row["SPONS_DFE_MAIL_US_STATE"]),
        row["SPONS_DFE_EIN"],
    )


def split_filings(folder: Path) -> tuple[list[dict[str, str]], list[Held]]:
    """The filings that stay, and the companies made of those that do not, or of other names."""
    filings, held = [], []
    by_ein = defaultdict(list)
    for row in [row for name in FILES_2023 for row in read_filings(folder / name)]:
        by_ein[row["SPONS_DFE_EIN"]].append(row)
    for ein, rows in by_ein.items():
        if rows[0]["SPONSOR_DFE_NAME"] in TRAPS:
            filings += rows
        elif len(rows) > 1:
            held.append(held_as("another filing", rows[0]))
            filings += rows[1:]
        elif draw(ein, 2):
            # Nothing should be chosen: the EIN files nothing else.
            held.append(held_as("no filing", rows[0]))
        else:
            filings += rows
            kind = draw(ein + "kind", 4)
            if kind == 0:
                held.append(held_as("slip of the pen", rows[0], slip(rows[0]["SPONSOR_DFE_NAME"])))
            elif kind == 1:
                held.append(held_as("no city", rows[0], city=""))
            elif kind == 2:
                held.append(held_as("another city", rows[0], city="Elsewhere"))
    for row in filings:
        name, old_name = row["ADMIN_NAME"], row["LAST_RPT_SPONS_NAME"]
        if name and row["ADMIN_EIN"] == row["SPONS_DFE_EIN"]:
            place = {"city": row["ADMIN_US_CITY"], "state": row["ADMIN_US_STATE"]}
            held.append(held_as("administrator", row, name, **place))
        if old_name and row["LAST_RPT_SPONS_EIN"] == row["SPONS_DFE_EIN"]:
            held.append(held_as("former name", row, old_name))
            # The filing says the old name itself: what is measured is to find it without.
            row["LAST_RPT_SPONS_NAME"] = ""
    for row in [row for name in FILES_2017 for row in read_filings(folder / name)]:
        if row["SPONSOR_DFE_NAME"] in TRAPS:
            filings.append(row)
        else:
            held.append(held_as("six years before", row))
    for filed_as, companies in TRAPS.items():
        eins = [row["SPONS_DFE_EIN"] for row in filings if row["SPONSOR_DFE_NAME"] == filed_as]
        assert eins, f"{filed_as} is in no file"
        for name, city, state, is_filer in companies:
            held.append(Held("trap", name, city, state, eins[0] if is_filer else ""))
    # Foreign sponsors have no state and would be no companies.
    return filings, sorted({company for company in held if company.state}, key=repr)


def write_raw(raw: Path, filings: list[dict[str, str]], companies: Iterable[Held]) -> None:
    for system in ("dol", "intake"):
        (raw / system).mkdir(parents=True)
    with (raw / "dol" / "f_5500.csv").open("w", newline="", encoding="utf-8") as stream:
        table = csv.DictWriter(stream, filings[0].keys(), extrasaction="ignore")
        table.writeheader()
        table.writerows(filings)
    with (raw / "intake" / "company_raw_intake.csv").open("w", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(HEADER)
        for number, company in enumerate(companies):
            web = f"https://held-{number}.example"
            place = (company.state, company.city)
            rows.writerow((number, company.name, web, 100, *place, "mining"))


def build(warehouse: Warehouse, raw: Path) -> None:
    warehouse.raw = raw
    states = json.dumps({"target_states": STATES})
    warehouse.build("--select", *MODELS, *ONLY_ROWS, "--vars", states)


def measured(cases: Iterable[tuple[str, str | None, str | None, set[str], bool]]):
    """Figures by part, by method and of all.

    cases: part, method and EIN that was chosen, the company's EINs, whether one of them files.
    """
    figures: dict[str, Figures] = defaultdict(Figures)
    for part, method, ein, eins, findable in cases:
        for name in (part, "all", *([method] if ein and method else [])):
            figures[name].count(ein, eins, findable)
    # Shown with pytest -s; this is where the tables of docs/matching.md come from.
    for name, part_figures in sorted(figures.items()):
        print(f"{name}: {part_figures}")
    return figures


def test_real_filings_lead_back_to_their_eins(duck, real_data, tmp_path):
    filings, companies = split_filings(real_data / "dol")
    write_raw(tmp_path, filings, companies)
    build(duck, tmp_path)
    filing_eins = {row["SPONS_DFE_EIN"] for row in filings}
    decided = {record: answer for record, *answer in duck.query(PER_ROW)}
    cases = []
    for number, company in enumerate(companies):
        # Names that no rule lets in, "N/A" say, are no companies.
        method, ein, _ = decided.get(str(number), (None, None, None))
        cases.append((company.part, method, ein, {company.ein}, company.ein in filing_eins))
        if company.part == "trap":
            assert (ein or "") == company.ein, company
    figures = measured(cases)
    assert figures["all"].precision >= 0.99
    for part, recall in RECALL_REAL.items():
        assert figures[part].recall >= recall, part
        assert figures[part].precision >= 0.99, part
    assert figures["fuzzy_state_city"].precision >= 0.99
    # What is chosen for companies that file nothing are second EINs of the same employer.
    assert figures["no filing"].chosen <= 0.005 * figures["no filing"].companies
    banks = next(n for n, c in enumerate(companies) if c.name == "JPMorgan Chase Bank")
    assert decided[str(banks)][2] == "ambiguous"


def test_generated_companies_lead_back_to_their_eins(duck, tmp_path):
    options = ("--scale", "0.05", "--seed", "7", "--system", "intake,clay,dol")
    duck.hubspoke("generate", *options, "--out", str(tmp_path))
    build(duck, tmp_path)
    by_domain, by_key = defaultdict(list), defaultdict(list)
    for row in read_filings(tmp_path / "truth" / "company_ein.csv"):
        by_domain[row["domain"]].append(row)
        by_key[row["company_key"]].append(row)
    # A company without a domain of its own is known by the rows that it was made of.
    keys = {
        (row["file"], row["record_id"]): row["company_key"]
        for name in ("intake_rows.csv", "clay_rows.csv")
        for row in read_filings(tmp_path / "truth" / name)
        if row["record_id"]
    }
    by_company = defaultdict(list)
    for company, *record in duck.query(
        "select i.company_unique_id, c.source_file, c.source_record_id"
        " from intermediate.int_company__identified as i"
        " join intermediate.int_company__cleaned as c on i.raw_row_id = c.raw_row_id"
    ):
        by_company[company] += by_key[keys.get(tuple(record), "")]
    cases = []
    for company, domain, name, stored, method, ein in duck.query(PER_COMPANY):
        rows = by_domain[domain] or by_company[company]
        # Parent and subsidiary share a domain: the name says which of them it is.
        named = [row for row in rows if row["company_name"].lower() == name.lower()] or rows
        eins = {row["ein"] for row in named}
        files = any("1" in (row["files_5500"], row["files_5500_sf"]) for row in named)
        cases.append(("stored" if stored else "not stored", method, ein, eins, files))
        assert not stored or ein == stored
    figures = measured(cases)
    assert figures["not stored"].precision >= 0.99
    assert figures["not stored"].recall >= 0.92
