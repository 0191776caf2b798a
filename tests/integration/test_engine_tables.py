"""The lead engine's own tables on both engines: what it deletes stays, what it learns counts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import AS_OF, NO_UNIT_TESTS, begin_all, build_all

from hubspoke.postgres import connect

pytestmark = [pytest.mark.company, pytest.mark.whole]

MODELS = ("--select", "source:ple+,+int_ple__row_outcomes", *NO_UNIT_TESTS)
ADDRESS = "ann@acme.example"


def event(key: str, status: str, processed_at: str = "") -> dict[str, str]:
    return {
        "id": key,
        "event_type": "company_created",
        "payload": '{"company_unique_id": "id 1"}',
        "status": status,
        "created_at": "2026-02-28 09:00:00",
        "processed_at": processed_at,
    }


def verification(key: str, status: str, verified_at: str) -> dict[str, str]:
    return {
        "id": key,
        "enrichment_id": "",
        "email": ADDRESS,
        "verification_status": status,
        "verification_service": "MillionVerifier",
        "verified_at": verified_at,
    }


FIRST = verification("1", "ok", "2026-02-28 10:00:00")
SECOND = verification("2", "invalid", "2026-03-02 05:00:00")
DAYS = {
    "2026-03-01": {
        "pipeline_events": [event("1", "pending"), event("2", "processed", "2026-02-28 09:01:00")],
        "email_verification": [FIRST],
    },
    # Event 2 was purged, 1 worked off.
    "2026-03-02": {
        "pipeline_events": [event("1", "processed", "2026-03-01 09:00:00"), event("3", "pending")],
        "email_verification": [FIRST, SECOND],
    },
    # The queue is not delivered at all, and another verification is asked for.
    "2026-03-03": {"email_verification": [FIRST, SECOND, verification("3", "pending", "")]},
}
SEEN = (
    "select event_id, status, is_in_source, cast(first_seen_at as date),"
    " cast(last_changed_at as date) from company.pipeline_events order by 1"
)
SAID = (
    "select email_status, is_verified, is_sendable from company.email_verification"
    f" where email = '{ADDRESS}' and is_newest"
)
LOST = (
    "select source_table from intermediate.int_ple__row_outcomes"
    " where raw_rows <> promoted_rows + merged_rows + quarantined_rows"
)
AFTER = {
    "2026-03-01": [
        "1 pending True 2026-03-01 2026-03-01",
        "2 processed True 2026-03-01 2026-03-01",
    ],
    "2026-03-02": [
        "1 processed True 2026-03-01 2026-03-02",
        "2 processed False 2026-03-01 2026-03-01",
        "3 pending True 2026-03-02 2026-03-02",
    ],
    "2026-03-03": [
        "1 processed False 2026-03-01 2026-03-02",
        "2 processed False 2026-03-01 2026-03-01",
        "3 pending False 2026-03-02 2026-03-02",
    ],
}
RESULT = {
    "2026-03-01": [("valid", True, True)],
    "2026-03-02": [("invalid", False, False)],
    "2026-03-03": [("invalid", False, False)],
}


def write(raw: Path, tables: dict[str, list[dict[str, str]]]) -> None:
    folder = raw / "ple"
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def test_what_the_engine_lets_go_stays_and_the_newest_answer_counts(duck, pg, tmp_path):
    duck.raw = pg.raw = tmp_path
    begin_all((duck, pg), "nothing")
    for day, tables in DAYS.items():
        write(tmp_path, tables)
        build_all((duck, pg), *MODELS, as_of=f"{day} 06:00:00")
        for warehouse in (duck, pg):
            where = (warehouse.engine, day)
            assert [" ".join(map(str, row)) for row in warehouse.query(SEEN)] == AFTER[day], where
            assert warehouse.query(SAID) == RESULT[day], where
            assert warehouse.query(LOST) == [], where
    # Nothing can be made again that is not there any more, so nothing is.
    build_all((duck, pg), *MODELS, "--full-refresh", as_of="2026-03-03 07:00:00")
    for warehouse in (duck, pg):
        assert [" ".join(map(str, row)) for row in warehouse.query(SEEN)] == AFTER["2026-03-03"]


def test_the_engines_tables_are_read_where_they_are_unless_the_warehouse_writes_there(pg):
    pg.begin_with("nothing")
    with connect(pg.environ) as connection:
        connection.execute("drop schema raw_ple cascade")
        connection.execute("create schema engine")
        connection.execute(
            "create table engine.pipeline_events (id int, event_type text, payload jsonb,"
            " status text, retry_count int, created_at timestamptz)"
        )
        connection.execute(
            "insert into engine.pipeline_events values (7, 'company_created',"
            """ '{"company_unique_id": "id 1"}', 'pending', 0, '2026-01-01 07:00:00+01')"""
        )
    staged = ("run", "--select", "stg_ple__pipeline_events", "stg_ple__people_sidecar")
    pg.dbt(*staged, "--vars", "{source_schemas: {ple: engine}}", as_of=AS_OF)
    assert pg.query(
        "select event_id, company_unique_id, cast(created_at as text), source_file"
        " from staging.stg_ple__pipeline_events"
    ) == [("7", "id 1", "2026-01-01 06:00:00", "engine.pipeline_events")]
    assert pg.query("select count(*) from staging.stg_ple__people_sidecar") == [(0,)]

    own = ("--vars", "{source_schemas: {ple: company}}")
    done = pg.dbt(*staged, *own, as_of=AS_OF, check=False)
    assert done.returncode != 0
    assert "which the warehouse itself writes" in done.stdout + done.stderr
