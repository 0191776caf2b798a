"""Whole builds: both engines give the same marts, every raw row is accounted for, and building
again changes nothing, whatever the raw folder holds."""

from __future__ import annotations

import csv
import gzip
import random
import shutil
from pathlib import Path

import duckdb
import pytest
from comments import assert_marts_are_commented
from conftest import (
    AS_OF,
    NO_UNIT_TESTS,
    ONLY_ROWS,
    ROOT,
    SAMPLE,
    Warehouse,
    begin_all,
    build_all,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubspoke.postgres import embedded_postgres
from hubspoke.project import HubspokeError
from hubspoke.raw import find_files, inspect, read_contract

pytestmark = [pytest.mark.platform, pytest.mark.whole]

MARTS = (
    "select table_schema || '.' || table_name from information_schema.tables"
    " where table_schema in"
    " ('company', 'people', 'intake', 'dol', 'contracts', 'ple', 'reference', 'history')"
    " order by 1"
)


def real_files(folder: Path, target: Path) -> None:
    """The real company lists and filings, put into a raw folder as they are."""
    for system in ("intake", "clay", "dol"):
        shutil.copytree(folder / system, target / system)


def content(warehouse: Warehouse) -> dict[str, list[str]]:
    """Every row of every mart, seed and snapshot, as text in a stable order."""
    tables = [name for (name,) in warehouse.query(MARTS)]
    assert len(tables) > 15
    return {name: sorted(map(str, warehouse.query(f"select * from {name}"))) for name in tables}


def assert_accounted(warehouse: Warehouse, rows: int) -> None:
    """ops.row_accounting has every raw row in exactly one place."""
    accounts = warehouse.query(
        "select source_table, raw_rows, promoted_rows + merged_rows + quarantined_rows, difference"
        " from ops.row_accounting"
    )
    assert len(accounts) == 30
    assert sum(account[1] for account in accounts) == rows
    assert all(account[1] == account[2] and account[3] == 0 for account in accounts), accounts


def count_rows(raw: Path) -> int:
    """Rows of all raw files, counted by a reader that shares nothing with the project's own."""
    total = 0
    for path in raw.glob("*/*"):
        if path.parent.name == "truth" or path.name.startswith("company_failures"):
            continue
        if path.name.endswith((".csv", ".csv.gz")):
            opened = gzip.open if path.suffix == ".gz" else open
            with opened(path, "rt", newline="", encoding="utf-8-sig") as stream:
                total += sum(1 for row in csv.reader(stream) if row) - 1
        elif path.suffix == ".ndjson":
            total += sum(1 for line in path.read_text().splitlines() if line)
    return total


def assert_same(duck: Warehouse, pg: Warehouse) -> None:
    """`hubspoke compare` finds no mart that differs."""
    # Says what the marts are.
    duck.run("manifest", str(duck.target / "manifest.json"))
    duck.extra = pg.environ
    compared = duck.hubspoke("compare", check=False)
    assert compared.returncode == 0, compared.stdout[-3000:] + compared.stderr[-2000:]


def build_and_compare(duck: Warehouse, pg: Warehouse, raw: Path) -> None:
    """Build both with all their data tests, and compare every mart."""
    duck.raw = pg.raw = raw
    build_all([duck, pg], *NO_UNIT_TESTS, as_of=AS_OF)
    assert_same(duck, pg)


@pytest.mark.parametrize("kind", ["sample", "nothing", "real", "generated"])
def test_both_engines_agree_and_every_row_is_accounted_for(kind, duck, pg, tmp_path, request):
    raw = tmp_path / "raw"
    raw.mkdir()
    if kind in ("sample", "nothing"):
        begin_all((duck, pg), kind)
        assert_same(duck, pg)
        raw = SAMPLE if kind == "sample" else raw
    else:
        if kind == "real":
            real_files(request.getfixturevalue("real_data"), raw)
        else:
            duck.hubspoke("generate", "--scale", "0.02", "--seed", "7", "--out", str(raw))
        build_and_compare(duck, pg, raw)
    expected = count_rows(raw)
    assert (expected == 0) == (kind == "nothing")
    for warehouse in (duck, pg):
        assert_accounted(warehouse, expected)
        assert not warehouse.query("select * from ops.migration_log where status = 'error'")


def test_building_again_changes_nothing(duck, pg):
    both = (duck, pg)
    begin_all(both, "sample")
    for warehouse in both:
        assert_marts_are_commented(warehouse)
    first = {warehouse.engine: content(warehouse) for warehouse in both}
    for flags in ((), ("--full-refresh",)):
        build_all(both, *ONLY_ROWS, *flags, as_of=AS_OF)
        for warehouse in both:
            tables, again = first[warehouse.engine], content(warehouse)
            assert again.keys() == tables.keys()
            assert [name for name in tables if tables[name] != again[name]] == []
            assert_marts_are_commented(warehouse)
    for warehouse in both:
        assert warehouse.scalar("select count(distinct run_id) from ops.migration_log") == 3


def test_the_oldest_supported_postgres_builds_the_sample(duck, work, processes):
    pytest.importorskip("pgserver", reason="the embedded PostgreSQL 16 has no wheel here")
    duck.begin_with("sample")
    with embedded_postgres(version=16) as server:
        old = Warehouse("postgres", work, SAMPLE, server, process=processes["postgres"], whole=True)
        old.clear()
        assert old.scalar("show server_version").startswith("16")
        old.build(*NO_UNIT_TESTS)
        assert_same(duck, old)


INDEXES = {
    ("company", "company_master", "btree (company_unique_id)"),
    ("company", "company_master", "btree (ein)"),
    ("company", "company_master", "btree (company_domain)"),
    ("company", "company_id_registry", "btree (company_unique_id)"),
    ("people", "company_slot", "btree (company_unique_id, slot_type)"),
    ("intake", "quarantine", "btree (reason_code)"),
    ("dol", "form_5500", "btree (ack_id)"),
    ("dol", "form_5500", "btree (sponsor_dfe_ein)"),
    ("dol", "schedule_a", "btree (ack_id, form_id)"),
    ("dol", "renewal", "btree (renewal_date)"),
}


def test_indexes_declared_are_there_on_postgres_and_still_when_it_is_built_again(pg):
    pg.begin_with("sample")
    declared = "select schemaname, tablename, split_part(indexdef, ' USING ', 2) from pg_indexes"
    assert set(pg.query(declared)) >= INDEXES
    pg.dbt("run", "--select", *sorted({table for _, table, _ in INDEXES}), as_of=AS_OF)
    assert set(pg.query(declared)) >= INDEXES


def corrupt(data: bytes, chance: random.Random) -> bytes:
    """Do to a file what transfers and hands do: cut it, flip, drop, insert or repeat bytes."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(data) + 1)
        width = chance.randint(1, 40)
        piece = chance.choice([b'"', b",", b"\n", b"x", b"\xe9", b"\x00", chance.randbytes(3)])
        data = chance.choice(
            [
                data[:at],
                data[:at] + piece + data[at:],
                data[:at] + piece + data[at + len(piece) :],
                data[:at] + data[at + width :],
                data[:at] + data[at : at + 200] + data[at:],
            ]
        )
    return data


def test_corrupted_files_are_refused_by_name_or_accounted_for(duck, pg, tmp_path):
    """Each corrupted file is refused with an error that names it, or every row of it ends
    somewhere, the same on both engines."""
    tables = read_contract(ROOT)
    originals = sorted((ROOT / "sample").glob("*/*.csv"))
    raw, trial = tmp_path / "raw", tmp_path / "trial"
    kept, refused = [], []

    @settings(
        max_examples=150,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(originals), st.integers(0, 2**32))
    def corrupt_one(original, seed):
        system = original.parent.name
        name = f"{original.stem}_{len(kept) + len(refused)}.csv"
        path = trial / system / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(corrupt(original.read_bytes(), random.Random(seed)))
        table = next(t for t, paths in find_files(trial, tables)[0].items() if path in paths)
        try:
            inspected = inspect(table, path, {})
        except HubspokeError as error:
            refused.append((str(path), str(error)))
        else:
            (raw / system).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, raw / system / name)
            kept.append(inspected.rows)
        path.unlink()

    corrupt_one()
    assert sum(kept) > 500, "nothing was left to build"
    assert len(refused) > 20, "nothing was bad enough"
    assert [message for path, message in refused if path not in message] == []
    build_and_compare(duck, pg, raw)
    for warehouse in (duck, pg):
        assert_accounted(warehouse, sum(kept))


def test_the_warehouse_can_be_read_while_it_is_handed_on(duck):
    """Marts and history are tables: a copy of the file has them without the raw files."""
    duck.begin_with("sample")
    copy = duck.database.with_name("handed_on.duckdb")
    shutil.copy(duck.database, copy)
    with duckdb.connect(str(copy), read_only=True) as connection:
        views = connection.execute(
            "select table_schema from information_schema.tables where table_type = 'VIEW'"
        ).fetchall()
        # Intermediates nobody else reads; what only puts sources side by side is a view.
        others = {"raw_intake", "raw_clay", "raw_dol", "raw_contracts", "raw_ple", "intermediate"}
        assert {schema for (schema,) in views} == others
        assert connection.execute("select count(*) from company.company_master").fetchone()[0]
