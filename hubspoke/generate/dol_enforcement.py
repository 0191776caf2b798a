"""Enforcement: EBSA's closed cases, and violations as the lead engine keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tqdm import tqdm

from hubspoke.generate.companies import Company, Population
from hubspoke.generate.dol_headers import EBSA_HEADER, VIOLATIONS_HEADER
from hubspoke.generate.files import Quirks, RawFile, Written, chance, csv_line

# At scale 1.
EBSA_ROWS = 7_000
VIOLATION_ROWS = 2_500

_FIRST_DAY = date(2005, 1, 3)
_CASE_TYPES = ("Deficient Filer", "Non Filer", "Later Filer", "DFVC Underpay")
_REASONS = (
    "Closed after Correspondence",
    "Closed after Correspondence",
    "No Enforcement Action Taken",
    "Closed after ALJ",
    "Referred for Further Action",
)
_PENALTIES = (
    "$0-$10,000", "$0-$10,000", "$10,001 - $50,000", "$50,001 - $100,000", "Over $100,000", "",
)  # fmt: skip
_VIOLATIONS = (
    ("Deficient Filer", "Form 5500 was filed without a required schedule."),
    ("Non Filer", "No Form 5500 was filed for the plan year."),
    ("Late Deposit", "Employee contributions were not sent to the plan in time."),
    ("Overtime", "Overtime pay was below the rate of the law."),
    ("Serious", "A walking surface had no guard rail."),
)


def enforcement_rows(population: Population) -> int:
    """How many rows `write_enforcement` writes."""
    return max(1, round(EBSA_ROWS * population.scale)) + max(
        1, round(VIOLATION_ROWS * population.scale)
    )


def write_enforcement(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write dol/ebsa_ocats.csv and dol/violations.csv."""
    return [_write_ebsa(out, population, bar), _write_violations(out, population, bar)]


def _subjects(population: Population, rows: int, random: Random) -> Iterator[Company]:
    """Who the cases are about: for 45 % a company of the lists, else an outsider that files."""
    u = random.random
    for _ in range(rows):
        if u() < 0.45:
            yield population.company(int(u() * population.size))
        else:
            yield population.company(population.size + int(u() * 60_000 * population.scale))


def _write_ebsa(out: Path, population: Population, bar: tqdm) -> Written:
    rows = max(1, round(EBSA_ROWS * population.scale))
    random = chance(population.seed, "dol/ebsa")
    u = random.random
    rates = {"state_missing": 0.155, "zip_blank": 0.06, "zip_zero": 0.02, "year_zero": 0.03}
    quirks = Quirks({**rates, "year_range": 0.25, "same_case": 0.03}, random, rows)
    line = ""
    with RawFile(out / "dol" / "ebsa_ocats.csv", EBSA_HEADER, bar) as file:
        for row, company in enumerate(_subjects(population, rows, random)):
            if line and quirks("same_case", row):
                file.row(line)
                continue
            year = 2004 + int(u() * 20)
            plan_year = str(year)
            if quirks("year_range", row):
                plan_year = f"{year - 3}-{year}"
            elif quirks("year_zero", row):
                plan_year = "0"
            zip_code = f"{company.zip5}-"
            if quirks("zip_blank", row):
                zip_code = " - "
            elif quirks("zip_zero", row):
                zip_code = "00000-0000"
            elif u() < 0.4:
                zip_code += f"{1000 + int(u() * 9000)}"
            closed = _FIRST_DAY + timedelta(days=int(u() * 6500))
            name = company.name if u() < 0.6 else company.name.upper()
            cells = (
                _CASE_TYPES[int(u() * len(_CASE_TYPES))],
                f"{company.ein[:2]}-{company.ein[2:]}",
                1 + int(u() * 3) if u() < 0.8 else 501 if u() < 0.7 else 333,
                plan_year,
                f"{name} Employee Benefit Plan"[:30],
                name,
                "" if quirks("state_missing", row) else company.state_name,
                zip_code,
                _REASONS[int(u() * len(_REASONS))],
                closed.isoformat(),
                _PENALTIES[int(u() * len(_PENALTIES))],
                "2025-11-03",
            )
            line = csv_line(cells)
            file.row(line)
    return file.written


def _write_violations(out: Path, population: Population, bar: tqdm) -> Written:
    rows = max(1, round(VIOLATION_ROWS * population.scale))
    random = chance(population.seed, "dol/violations")
    u = random.random
    rates = {"ein_dashed": 0.10, "ein_zero": 0.01, "date_bad": 0.005, "no_penalty": 0.2}
    quirks = Quirks(rates, random, rows)
    with RawFile(out / "dol" / "violations.csv", VIOLATIONS_HEADER, bar) as file:
        for row, company in enumerate(_subjects(population, rows, random)):
            ein = company.ein
            if quirks("ein_zero", row):
                ein = "000000000"
            elif quirks("ein_dashed", row):
                ein = f"{ein[:2]}-{ein[2:]}"
            kind, text = _VIOLATIONS[int(u() * len(_VIOLATIONS))]
            found = date(2021, 1, 4) + timedelta(days=int(u() * 1760))
            solved = found + timedelta(days=20 + int(u() * 400))
            penalty = "" if quirks("no_penalty", row) else f"{int(u() * 9_000_000) / 100:.2f}"
            payload = {"case": f"V{row:06d}", "state": company.state, "penalty": penalty or None}
            cells = (
                "",
                ein,
                kind,
                "2024-02-30" if quirks("date_bad", row) else found.isoformat(),
                solved.isoformat() if u() < 0.7 and solved < date(2026, 1, 10) else "",
                penalty,
                text,
                f"https://enforcement.example/case/V{row:06d}",
                json.dumps(payload, separators=(",", ":")),
                f"{min(found + timedelta(days=9), date(2026, 1, 10)).isoformat()} 04:00:00",
            )
            file.row(csv_line(cells))
    return file.written
