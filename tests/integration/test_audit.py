"""The audit trail on both engines: what was seen stays, days stay sealed, tampering shows."""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date
from pathlib import Path

import duckdb
import psycopg
import pytest
from conftest import NO_UNIT_TESTS, build_all

from hubspoke.postgres import connect

pytestmark = [pytest.mark.contracts, pytest.mark.whole]

HEADER = [
    "event_id",
    "event_type",
    "contract_id",
    "extraction_id",
    "user_id",
    "event_data",
    "timestamp",
    "ip_address",
    "user_agent",
    "session_id",
    "duration_ms",
    "cost_usd",
]
MODELS = (
    "--select",
    "stg_contracts__audit_events",
    "int_contracts__audit_events_set_aside",
    "contract_values",
    "audit_acknowledgements",
    "audit_events",
    "audit_trail",
    "audit_seal",
    "audit_tampering",
    "audit_retention",
    "--indirect-selection",
    "cautious",
    *NO_UNIT_TESTS,
)
TRAIL = f"select {', '.join(HEADER)}, row_hash, batch_number from contracts.audit_trail"
SEALS = "select * from contracts.audit_seal order by seal_number"
FINDINGS = (
    "select finding, cast(event_id as text), cast(timestamp as text) from contracts.audit_tampering"
    " order by 1, 2"
)


def event(number: int, time: str, kind: str = "view", **columns: str) -> dict[str, str]:
    return {
        "event_id": f"00000000-0000-4000-8000-{number:012d}",
        "event_type": kind,
        "contract_id": "GAP-2026-000001",
        "event_data": '{"page": 1, "note": "größer"}',
        "timestamp": time,
        "ip_address": "203.0.113.7",
        "duration_ms": "12",
        "cost_usd": "0.001500",
        **columns,
    }


INDEXES = {
    ("audit_trail", "btree (event_id)"),
    ("audit_trail", "btree (event_date)"),
    ("audit_events", "btree (event_id)"),
    ("audit_events", 'btree (contract_id, "timestamp")'),
    ("audit_events", 'btree (user_id, "timestamp")'),
    ("audit_events", 'btree (event_type, "timestamp")'),
    ("audit_events", 'brin ("timestamp")'),
}
OLD = event(1, "2018-03-05 10:00:00+00")
FIRST = event(2, "2026-03-01 23:30:00-05", "extract")  # the second of March in UTC
SECOND = event(3, "2026-03-04 09:00:00+00", "edit", event_data="")
THIRD = event(4, "2026-03-04 08:00:00.25+00", "chat", duration_ms="")
UNRIPE = event(5, "2026-03-09 12:00:00+00", "login")
NEXT = event(6, "2026-03-11 12:00:00+00", "logout")
EVENTS = [OLD, FIRST, SECOND, THIRD, UNRIPE]


def write(raw: Path, name: str, events: list[dict[str, str]]) -> None:
    (raw / "contracts").mkdir(parents=True, exist_ok=True)
    with (raw / "contracts" / f"audit_events_{name}.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, HEADER)
        writer.writeheader()
        writer.writerows(events)


@pytest.fixture
def both(duck, pg, tmp_path):
    """The two warehouses, with five events seen and the days up to the 8th of March sealed."""
    duck.raw = pg.raw = tmp_path
    write(tmp_path, "1", EVENTS)
    build_all((duck, pg), *MODELS, as_of="2026-03-10 06:00:00")
    return duck, pg


def agreed(both, sql: str) -> list[tuple]:
    """The rows of a query, the same on both engines."""
    rows = [sorted(warehouse.query(sql), key=str) for warehouse in both]
    assert rows[0] == rows[1]
    return rows[0]


def build_and_fail(both, as_of: str) -> None:
    """Build both; on both the test on tampering turns red, and nothing else does."""
    for warehouse in both:
        result = warehouse.build(*MODELS, as_of=as_of, check=False)
        assert result.returncode == 1
        failures = [line for line in result.stdout.splitlines() if "Failure in" in line]
        assert len(failures) == 1, result.stdout
        assert "assert_the_audit_trail_is_untouched" in failures[0]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of_row(row: tuple) -> str:
    def piece(value) -> str:
        text = None if value is None else str(value)
        return "-" if text is None else f"{len(text)}:{text}"

    return sha256("".join(piece(value) for value in row))


def test_hashes_roots_and_links_can_be_computed_by_anybody(both):
    as_text = ", ".join(f"cast({column} as text)" for column in HEADER)
    events = agreed(
        both, f"select {as_text}, row_hash, cast(event_date as text) from contracts.audit_trail"
    )
    assert len(events) == 5
    assert [row[-2] for row in events] == [hash_of_row(row[:12]) for row in events]
    seals = agreed(both, SEALS)
    assert [(seal[0], str(seal[1]), seal[2], seal[3]) for seal in seals] == [
        (1, "2018-03-05", 0, 1),
        (2, "2026-03-02", 0, 1),
        (3, "2026-03-04", 0, 2),
    ]
    link = "0" * 64
    for number, day, supplement, count, root, previous, own, *_ in seals:
        assert previous == link, number
        of_day = sorted((row[6], row[0], row[12]) for row in events if row[13] == str(day))
        assert root == sha256("".join(row_hash for _, _, row_hash in of_day))
        link = sha256(f"{previous}|{day}|{supplement}|{count}|{root}")
        assert own == link
    assert agreed(both, FINDINGS) == []
    retention = agreed(
        both, "select event_month, event_count, is_past_retention from contracts.audit_retention"
    )
    assert retention == [(date(2018, 3, 1), 1, True), (date(2026, 3, 1), 4, False)]


def test_a_later_day_is_added_and_nothing_else_changes_not_even_by_full_refresh(both, tmp_path):
    trail, seals = agreed(both, TRAIL), agreed(both, SEALS)
    write(tmp_path, "2", [NEXT])
    build_all(both, *MODELS, "--full-refresh", as_of="2026-03-12 06:00:00")
    assert [row for row in agreed(both, TRAIL) if row not in trail] == [
        row for row in agreed(both, TRAIL) if row[-1] == 2
    ]
    assert len(agreed(both, TRAIL)) == 6
    later = agreed(both, SEALS)
    assert later[:3] == seals
    assert [(str(seal[1]), seal[2]) for seal in later[3:]] == [("2026-03-09", 0)]
    # The same day again, and a day on which nothing came.
    build_all(both, *MODELS, as_of="2026-03-12 06:00:00")
    assert agreed(both, SEALS) == later
    build_all(both, *MODELS, as_of="2026-03-20 06:00:00")
    assert [(str(seal[1]), seal[2]) for seal in agreed(both, SEALS)[4:]] == [("2026-03-11", 0)]
    assert agreed(both, FINDINGS) == []
    # dbt makes the indexes of such a table once: they are still there.
    indexes = both[1].query(
        "select indexdef from pg_indexes where schemaname = 'contracts'"
        " and tablename in ('audit_events', 'audit_trail')"
    )
    present = {re.search(r"(audit_\w+) USING (.*)", row[0]).groups() for row in indexes}
    assert present >= INDEXES


def test_events_changed_removed_or_inserted_upstream_turn_the_build_red(both, tmp_path):
    trail, seals = agreed(both, TRAIL), agreed(both, SEALS)
    edited = {**SECOND, "event_data": '{"corrected_value": "99.00"}'}
    # The oldest is past its years, so that the system may let it go. The 3rd had no events: what
    # comes now is a supplement all the same. A day that is not over is not sealed.
    write(tmp_path, "1", [FIRST, edited, UNRIPE, event(10, "2026-03-09 13:00:00+00")])
    write(tmp_path, "2", [event(7, "2026-03-04 08:30:00+00"), event(8, "2026-03-03 08:30:00+00")])
    build_and_fail(both, "2026-03-10 08:00:00")
    assert agreed(both, FINDINGS) == [
        ("changed", SECOND["event_id"], "2026-03-04 09:00:00"),
        ("inserted", event(7, "")["event_id"], "2026-03-04 08:30:00"),
        ("inserted", event(8, "")["event_id"], "2026-03-03 08:30:00"),
        ("removed", THIRD["event_id"], "2026-03-04 08:00:00.25"),
    ]
    # What was seen and sealed is as it was; the current table shows what the system says now.
    assert [row for row in agreed(both, TRAIL) if row[-1] == 1] == trail
    later = agreed(both, SEALS)
    assert later[:3] == seals
    assert [(str(seal[1]), seal[2], seal[3]) for seal in later[3:]] == [
        ("2026-03-03", 1, 1),
        ("2026-03-04", 1, 1),
    ]
    current = "select event_data ->> 'corrected_value' from contracts.audit_events where event_id ="
    assert agreed(both, f"{current} '{SECOND['event_id']}'") == [("99.00",)]
    assert agreed(both, f"{current} '{THIRD['event_id']}'") == []
    # A second supplement of the same day; made good, the change is none any more.
    write(tmp_path, "1", [FIRST, SECOND, UNRIPE, event(10, "2026-03-09 13:00:00+00")])
    write(tmp_path, "3", [event(9, "2026-03-04 08:45:00+00")])
    build_and_fail(both, "2026-03-10 09:00:00")
    assert [(str(seal[1]), seal[2]) for seal in agreed(both, SEALS)[5:]] == [("2026-03-04", 2)]
    assert [row[0] for row in agreed(both, FINDINGS)] == ["inserted"] * 3 + ["removed"]


def test_the_trail_cannot_be_changed_in_the_warehouse_unseen(both):
    statements = (
        "update contracts.audit_trail set user_agent = 'other' where event_type = 'extract'",
        "delete from contracts.audit_trail where event_type = 'chat'",
    )
    duck, pg = both
    with duckdb.connect(str(duck.database)) as connection:
        for statement in statements:
            connection.execute(statement)
    with connect(pg.environ) as connection:
        for statement in (*statements, "truncate contracts.audit_seal"):
            with pytest.raises(psycopg.Error, match="append-only"):
                connection.execute(statement)
            connection.rollback()
        # Who owns the table can take its guard away.
        connection.execute("alter table contracts.audit_trail disable trigger user")
        for statement in statements:
            connection.execute(statement)
    for warehouse in both:
        result = warehouse.dbt("test", "--select", "assert_every_seal_holds", check=False)
        assert result.returncode == 1
        assert "Got 2 results" in result.stdout, result.stdout
