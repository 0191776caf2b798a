"""The DOL files: filings of two plan years with their contracts and brokers, and enforcement."""

from __future__ import annotations

from pathlib import Path

from tqdm import tqdm

from hubspoke.generate.companies import Population
from hubspoke.generate.dol_common import LONG_ROWS, SCHEDULE_ROWS, SHORT_ROWS
from hubspoke.generate.dol_enforcement import enforcement_rows, write_enforcement
from hubspoke.generate.dol_long import write_long
from hubspoke.generate.dol_short import write_short
from hubspoke.generate.files import Written


def dol_rows(population: Population) -> int:
    """How many rows `write_dol` writes, without the brokers of F_SCH_A_PART1."""
    filings = (LONG_ROWS, SHORT_ROWS, SCHEDULE_ROWS)
    rows = sum(max(1, round(volume * population.scale)) for volume in filings)
    return rows + enforcement_rows(population)


def write_dol(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write dol/*.csv."""
    return [
        *write_long(out, population, bar),
        *write_short(out, population, bar),
        *write_enforcement(out, population, bar),
    ]
