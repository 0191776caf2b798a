"""The contract refund system: no secret gets in, either shape and the system's own tables are read,
its functions do what they did there."""

from __future__ import annotations

import shutil
from datetime import datetime

import pytest
import yaml
from conftest import AS_OF, IN_PLACE, NO_UNIT_TESTS, ONLY_ROWS, ROOT, Warehouse
from contract_files import (
    SECRET,
    SECRET_COLUMNS,
    contract_tables,
    create_system_tables,
    key,
    write_contract_files,
)

from hubspoke.postgres import connect

pytestmark = [pytest.mark.contracts, pytest.mark.whole]

# All that the system leads to, over a warehouse in which the others have no files.
CONTRACTS = ("--select", "source:contracts+", *NO_UNIT_TESTS)
# The same in a warehouse that has nothing yet. Tests that read the marts of other systems, too,
# have nothing to read.
ALONE = (
    *("--select", "+path:models/marts/contracts", *NO_UNIT_TESTS),
    *("--indirect-selection", "cautious"),
)
SESSIONS = ("--select", "+expired_sessions", *ONLY_ROWS)
# What stays in the raw layer: the text of chats, and the details of events, cleaned in staging.
RAW_ONLY = {("chat_messages", "content"), ("audit_events", "event_data")}


def columns(warehouse: Warehouse) -> dict[tuple[str, str], list[str]]:
    """(schema, relation) -> its columns, for every relation but the engine's own."""
    found: dict[tuple[str, str], list[str]] = {}
    for schema, relation, column in warehouse.query(
        "select table_schema, table_name, column_name from information_schema.columns"
        " where table_schema not in ('information_schema', 'pg_catalog', 'public')"
    ):
        found.setdefault((schema, relation), []).append(column)
    return found


def assert_no_secret(warehouse: Warehouse) -> None:
    """No secret in any column of any relation, nor in any SQL that dbt made."""
    relations = columns(warehouse)
    assert {"raw_contracts", "staging", "intermediate", "contracts"} <= {
        schema for schema, _ in relations
    }
    searches = []
    for (schema, relation), names in relations.items():
        assert not set(names) & set(SECRET_COLUMNS), (schema, relation)
        if schema == "reference":  # what is shipped, and ids of the sample among it
            continue
        for name in names:
            if schema != "raw_contracts" or (relation, name) not in RAW_ONLY:
                value = f'cast("{name}" as text)'
                searches.append(
                    f'select \'{schema}.{relation}.{name}\' from "{schema}"."{relation}"'
                    f" where {value} like '%{SECRET}%' or {value} like '%{key(99, 0)[:8]}%'"
                )
    assert warehouse.query(" union ".join(searches)) == []

    keys = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]["secret_keys"]
    compiled, executed = (warehouse.target / folder for folder in ("compiled", "run"))
    files = [*compiled.rglob("*.sql"), *executed.rglob("*.sql")]
    assert len(files) > 100
    for path in files:
        # The keys under which values are withheld are named once, in the pattern that does it.
        sql = path.read_text().replace("|".join(keys), "")
        assert [word for word in (SECRET, *SECRET_COLUMNS) if word in sql] == [], path


def marts(warehouse: Warehouse) -> dict[str, list[str]]:
    """Rows of the marts of contracts as text, without what says where they came from."""
    return {
        relation: sorted(
            map(str, warehouse.query(f"select {', '.join(kept)} from contracts.{relation}"))
        )
        for (schema, relation), names in columns(warehouse).items()
        if schema == "contracts"
        and (kept := [f'"{n}"' for n in sorted(names) if n not in ("source_file", "raw_row_id")])
    }


@pytest.mark.parametrize("shape", ["first", "later"])
def test_no_secret_reaches_a_relation_or_a_compiled_statement(shape, warehouse, tmp_path):
    warehouse.begin_with("nothing")
    warehouse.raw = write_contract_files(tmp_path, contract_tables(shape))
    for written in ("compiled", "run"):
        shutil.rmtree(warehouse.target / written, ignore_errors=True)
    # An incremental model is another statement when it is made anew.
    warehouse.build(*CONTRACTS, *(("--full-refresh",) if shape == "later" else ()))
    assert_no_secret(warehouse)
    assert warehouse.scalar("select count(*) from contracts.extractions") == 5
    assert warehouse.scalar("select count(*) from contracts.audit_events") == 8
    assert warehouse.query(
        "select config_key, config_value, is_secret from contracts.system_config order by 1"
    ) == [("llm_key", None, True), ("llm_timeout", "30", False), ("perhaps_secret", None, True)]
    # Later contracts are templates: they need no account, and lie in a bucket.
    documents = "select count(s3_key), count(account_number) from contracts.contracts"
    assert warehouse.query(documents) == ([(0, 6)] if shape == "first" else [(7, 0)])
    providers = "select count(auth_provider) from contracts.users"
    assert warehouse.scalar(providers) == (0 if shape == "first" else 4)


def test_the_systems_own_tables_are_read_as_its_exports_are(duck, pg, tmp_path):
    tables = contract_tables()
    duck.begin_with("nothing")
    duck.raw = write_contract_files(tmp_path / "files", tables)
    duck.build(*CONTRACTS)
    pg.raw = tmp_path / "none"
    pg.raw.mkdir()
    with connect(pg.environ) as connection:
        create_system_tables(connection, "public", tables)
    # The other systems are read from files, of which none was loaded.
    pg.dbt("build", *ALONE, *IN_PLACE, as_of=AS_OF)
    assert_no_secret(pg)
    own, exported = marts(pg), marts(duck)
    assert own.keys() == exported.keys()
    # jsonb is printed otherwise, so that the hash of an event is another; rows in quarantine have
    # theirs as a whole.
    printed = (
        "contracts",
        "extractions",
        "audit_events",
        "audit_trail",
        "audit_seal",
        "quarantine",
    )
    for relation in printed:
        assert len(own.pop(relation)) == len(exported.pop(relation))
    assert own == exported

    with connect(pg.environ) as connection:
        connection.execute(f"delete from public.audit_events where event_id = '{key(5, 1)}'")
        connection.execute(
            f"update public.audit_events set duration_ms = 9 where event_id = '{key(5, 2)}'"
        )
    events = ("--select", "source:contracts+,+audit_events", *ONLY_ROWS)
    pg.dbt("build", *events, *IN_PLACE, as_of=AS_OF)
    assert pg.query(
        "select right(cast(event_id as text), 1), duration_ms from contracts.audit_events"
        f" where event_id in ('{key(5, 1)}', '{key(5, 2)}', '{key(5, 3)}') order by 1"
    ) == [("2", 9), ("3", 5)]


def accuracy(warehouse: Warehouse, extraction: str) -> list[tuple]:
    return warehouse.query(
        f"select * from contracts.calculate_extraction_accuracy('{extraction}'::uuid)"
    )


def test_the_accuracy_function_outlives_the_table_it_reads(warehouse, tmp_path):
    tables = contract_tables()
    warehouse.begin_with("nothing")
    warehouse.raw = write_contract_files(tmp_path, tables)
    only = ("--select", "source:contracts+,+extraction_field", *ONLY_ROWS)
    expected = [
        ("cancellation_fee", False, "50.00", None),
        ("gap_insurance_premium", True, "12.50", "14.00"),
        ("refund_calculation_method", False, "pro rata", None),
    ]
    for flags in ((), (), ("--full-refresh",)):
        warehouse.build(*only, *flags)
        assert accuracy(warehouse, key(3, 1)) == expected
        assert accuracy(warehouse, key(3, 99)) == []
    # It reads the table as it is now.
    tables["corrections"] = tables["corrections"][3:]
    write_contract_files(tmp_path, tables)
    warehouse.build(*only)
    assert [corrected for _, corrected, _, _ in accuracy(warehouse, key(3, 1))] == [False] * 3


def cleanup(warehouse: Warehouse, *args: str, check: bool = True, as_of: str = AS_OF):
    return warehouse.dbt(
        "run-operation", "cleanup_expired_sessions", *args, as_of=as_of, check=check
    )


def test_expired_sessions_are_counted_then_deleted_from_the_copy(warehouse, tmp_path):
    warehouse.raw = write_contract_files(tmp_path, contract_tables())
    missing = cleanup(warehouse, check=False)
    assert missing.returncode == 1
    assert "there is no table contracts.sessions: run dbt build first" in missing.stdout

    warehouse.build(*SESSIONS)
    sessions = "select cast(session_id as text) from contracts.sessions order by 1"
    before = warehouse.query(sessions)
    listed = "select cast(session_id as text) from contracts.expired_sessions order by 1"
    expired = warehouse.query(listed)
    assert expired == [(key(2, 2),), (key(2, 3),)]

    said = cleanup(warehouse).stdout
    assert "contracts.sessions: 2 expired sessions would be deleted" in said
    assert warehouse.query(sessions) == before

    ahead = cleanup(warehouse, "--args", "{dry_run: false}", check=False, as_of="2199-01-01")
    assert ahead.returncode == 1
    assert "which lies ahead" in ahead.stdout
    assert warehouse.query(sessions) == before

    said = cleanup(warehouse, "--args", "{dry_run: false}").stdout
    assert "contracts.sessions: 2 expired sessions deleted from the copy" in said
    assert "the next build brings them back" in said
    assert warehouse.query(sessions) == [row for row in before if row not in expired]

    assert ": 0 expired sessions deleted" in cleanup(warehouse, "--args", "{dry_run: false}").stdout
    warehouse.build(*SESSIONS)
    assert warehouse.query(sessions) == before


def test_expired_sessions_are_deleted_from_the_systems_own_table(pg, tmp_path):
    pg.raw = tmp_path
    tables = contract_tables()
    missing = cleanup(pg, *IN_PLACE, check=False)
    assert missing.returncode == 1
    assert "there is no table public.sessions: see var source_schemas" in missing.stdout

    with connect(pg.environ) as connection:
        create_system_tables(connection, "public", tables)
    pg.dbt("build", *SESSIONS, *IN_PLACE, as_of=AS_OF)
    count = "select count(*) from {}.sessions"
    # An operation runs none of the checks at the start of a run: the zone may be another.
    pg.extra["PGTZ"] = "Asia/Kolkata"
    # A session of a user who is not known is in quarantine here, and expired there.
    assert "public.sessions: 3 expired sessions would be" in cleanup(pg, *IN_PLACE).stdout
    assert pg.scalar(count.format("public")) == 6
    deleted = cleanup(pg, *IN_PLACE, "--args", "{dry_run: false}").stdout
    assert "public.sessions: 3 expired sessions deleted" in deleted
    assert "copy" not in deleted
    assert pg.scalar(count.format("public")) == 3
    assert pg.scalar(count.format("contracts")) == 5


def test_a_day_is_the_day_in_utc(warehouse, tmp_path):
    warehouse.begin_with("nothing")
    warehouse.raw = write_contract_files(tmp_path, contract_tables())
    warehouse.build("--select", "source:contracts+,+extractions", *ONLY_ROWS)
    late = f"select extracted_at from contracts.extractions where extraction_id = '{key(3, 2)}'"
    assert warehouse.scalar(late) == datetime(2026, 1, 21, 4, 30)
