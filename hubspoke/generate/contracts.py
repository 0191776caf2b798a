"""The contract refund files: people, contracts, extractions, their review, the audit trail."""

from __future__ import annotations

from pathlib import Path

from tqdm import tqdm

from hubspoke.generate.companies import Population
from hubspoke.generate.contracts_audit import CONTRACT_ROWS, EVENT_ROWS, MESSAGE_ROWS, Trail
from hubspoke.generate.contracts_common import months, volume
from hubspoke.generate.contracts_config import SETTING_ROWS, write_config
from hubspoke.generate.contracts_people import People, people_rows, write_people
from hubspoke.generate.contracts_review import CORRECTION_ROWS, Review
from hubspoke.generate.files import Written


def contracts_rows(population: Population) -> int:
    """How many rows `write_contracts` writes, without those of extraction_metrics."""
    # Contracts, and as many extractions.
    tables = (CONTRACT_ROWS, CONTRACT_ROWS, CORRECTION_ROWS, EVENT_ROWS, MESSAGE_ROWS)
    rows = sum(volume(population, table) for table in tables)
    return rows + people_rows(population) + SETTING_ROWS


def write_contracts(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write contracts/*.csv."""
    people = People(population)
    with Trail(out, population, people.staff, bar) as trail:
        written = write_people(out, population, people, trail, bar)
        written.append(write_config(out, people.staff, bar))
        trail.write_legacy()
        with Review(out, population, people.staff, trail, bar) as review:
            for month, days in months():
                review.write_month(days)
                trail.write_month(month, days)
    return [*written, *review.written, *trail.written]
