"""Days of the contract refund system on both engines: what people decide leaves a history."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import NO_UNIT_TESTS, begin_all, build_all

pytestmark = [pytest.mark.contracts, pytest.mark.whole]

ANNA, BEN = ("00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b")
READ = "00000000-0000-4000-8000-000000000001"
# What lies between the system's files and these histories.
HISTORY_MARTS = ("contract_history", "extraction_status_history", "user_history")
MODELS = ("--select", *(f"source:contracts+,+{mart}" for mart in HISTORY_MARTS), *NO_UNIT_TESTS)


def user(key: str, name: str, role: str = "user", is_active: str = "t") -> dict[str, str]:
    return {
        "user_id": key,
        "username": name,
        "email": f"{name}@refunds.example",
        "role": role,
        "is_active": is_active,
    }


def contract(key: str, kind: str = "GAP") -> dict[str, str]:
    return {
        "contract_id": key,
        "account_number": "A-1",
        "pdf_url": "https://files.example/1.pdf",
        "contract_type": kind,
    }


def extraction(status: str, **decided: str) -> dict[str, str]:
    return {
        "extraction_id": READ,
        "contract_id": "GAP-1",
        "llm_model_version": "m-1",
        "llm_provider": "openai",
        "status": status,
        "extracted_at": "2026-03-01 09:00:00+00",
        **decided,
    }


APPROVED = {"approved_at": "2026-03-02 09:00:00+00", "approved_by": ANNA}
DAYS = {
    "2026-03-01": {
        "users": [user(ANNA, "anna"), user(BEN, "ben")],
        "contracts": [contract("GAP-1"), contract("GAP-2")],
        "extractions": [extraction("pending")],
    },
    "2026-03-02": {
        "users": [user(ANNA, "anna", "admin"), user(BEN, "ben", is_active="f")],
        "contracts": [contract("GAP-1", "VSC")],
        "extractions": [extraction("approved", **APPROVED)],
    },
    "2026-03-03": {
        "users": [user(ANNA, "anna", "admin"), user(BEN, "ben", is_active="f")],
        "contracts": [contract("GAP-1", "VSC")],
        # A decision in a state nobody knows goes into quarantine, and with it the extraction.
        "extractions": [extraction("escalated", **APPROVED)],
    },
}
VERSION = "cast(valid_from as date), cast(valid_to as date), is_deleted"
HISTORIES = {
    "contract_history": (
        f"select contract_id, contract_type, {VERSION} from contracts.contract_history",
        [
            "GAP-1 GAP 2026-03-01 2026-03-02 False",
            "GAP-1 VSC 2026-03-02 None False",
            "GAP-2 GAP 2026-03-01 2026-03-02 False",
            "GAP-2 GAP 2026-03-02 None True",
        ],
    ),
    "extraction_status_history": (
        f"select status, approved_by, {VERSION} from contracts.extraction_status_history",
        [
            f"approved {ANNA} 2026-03-02 2026-03-03 False",
            f"approved {ANNA} 2026-03-03 None True",
            "pending None 2026-03-01 2026-03-02 False",
        ],
    ),
    "user_history": (
        f"select user_id, role, is_active, {VERSION} from contracts.user_history",
        [
            f"{ANNA} admin True 2026-03-02 None False",
            f"{ANNA} user True 2026-03-01 2026-03-02 False",
            f"{BEN} user False 2026-03-02 None False",
            f"{BEN} user True 2026-03-01 2026-03-02 False",
        ],
    ),
}


def write(raw: Path, tables: dict[str, list[dict[str, str]]]) -> None:
    (raw / "contracts").mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        header = list(dict.fromkeys(column for row in rows for column in row))
        with (raw / "contracts" / f"{name}.csv").open("w", newline="") as stream:
            writer = csv.DictWriter(stream, header)
            writer.writeheader()
            writer.writerows(rows)


@pytest.fixture
def both(duck, pg, tmp_path):
    """The two warehouses after three days."""
    duck.raw = pg.raw = tmp_path
    begin_all((duck, pg), "nothing")
    for day, tables in DAYS.items():
        write(tmp_path, tables)
        build_all((duck, pg), *MODELS, as_of=f"{day} 06:00:00")
    return duck, pg


def test_contracts_decisions_and_roles_keep_their_history(both):
    for warehouse in both:
        for name, (query, expected) in HISTORIES.items():
            rows = sorted(" ".join(map(str, row)) for row in warehouse.query(query))
            assert rows == expected, (warehouse.engine, name)
        # The same moment again: nothing new.
        warehouse.build(*MODELS, as_of="2026-03-03 06:00:00")
        for query, expected in HISTORIES.values():
            assert len(warehouse.query(query)) == len(expected)
