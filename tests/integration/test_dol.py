"""The DOL files over time: what is delivered again, amended or taken back changes what it changes
and no more, and an accumulated warehouse equals one that is built anew."""

from __future__ import annotations

import csv
import gzip
import re
import shutil
from pathlib import Path

import duckdb
import pytest
from conftest import AS_OF, ONLY_ROWS, ROOT, Warehouse

pytestmark = pytest.mark.dol

# All that the files lead to, seeds left as they are.
SELECT = ("--select", "source:dol+,+path:models/marts/dol", "int_dol__sponsor_names", *ONLY_ROWS)
LATER = "2026-10-31 06:00:00"
# What is made anew only of sponsors that something changed of.
BY_SPONSOR = (
    "dol.plan_year",
    "dol.plan_benefit",
    "dol.sponsor",
    "intermediate.int_dol__sponsor_names",
)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with the sample's DOL files, to be changed."""
    shutil.copytree(ROOT / "sample" / "dol", tmp_path / "raw" / "dol")
    return tmp_path / "raw"


def read(path: Path) -> list[list[str]]:
    """Header and rows of a CSV file, packed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", newline="", encoding="utf-8") as stream:
        return list(csv.reader(stream))


def write(path: Path, rows: list[list[str]]) -> None:
    """Write header and rows, packed when the name says so."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", newline="", encoding="utf-8") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def content(warehouse: Warehouse) -> dict[str, list[str]]:
    """Every row of every DOL mart and incremental table as text in a stable order."""
    tables = warehouse.query(
        "select table_name from information_schema.tables where table_schema = 'dol' order by 1"
    )
    assert len(tables) > 12
    names = {f"dol.{name}" for (name,) in tables} | set(BY_SPONSOR)
    return {name: sorted(map(str, warehouse.query(f"select * from {name}"))) for name in names}


def keys(warehouse: Warehouse, table: str) -> dict[str, str]:
    """Key of the filing -> its row, of a fact."""
    return {str(row[0]): str(row) for row in warehouse.query(f"select * from dol.{table}")}


def stamps(warehouse: Warehouse, table: str, key: str) -> dict[str, set[str]]:
    """Key -> the Postgres transactions that wrote its rows."""
    written: dict[str, set[str]] = {}
    for name, transaction in warehouse.query(f"select {key}, xmin::text from {table}"):
        written.setdefault(name, set()).add(transaction)
    return written


def sponsor_versions(warehouse: Warehouse) -> dict[str, int]:
    """EIN -> the version of its raw rows."""
    query = "select sponsor_dfe_ein, sponsor_version from intermediate.int_dol__sponsor_versions"
    return dict(warehouse.query(query))


def stale_sponsors(warehouse: Warehouse) -> set[str]:
    """The sponsors marked stale."""
    query = "select sponsor_dfe_ein from dol.sponsor where is_stale"
    return {ein for (ein,) in warehouse.query(query)}


def change_files(raw: Path) -> dict[str, set[str]]:
    """Amend, withdraw and add filings in the long form's files; returns the ack ids by what
    happened to them."""
    path = raw / "dol" / "F_5500_2024_latest.csv.gz"
    header, *rows = read(path)
    ack, name, ein = (header.index(c) for c in ("ACK_ID", "PLAN_NAME", "SPONS_DFE_EIN"))
    usable = [index for index, row in enumerate(rows) if len(row[ein]) == 9]
    amended, withdrawn = rows[usable[0]], rows[usable[1]]
    amended[name] = "RENAMED BY AN AMENDMENT"
    added = [*rows[usable[2]]]
    added[ack] = "20260120000000NAL9999999999001"
    write(path, [header, *(row for row in rows if row is not withdrawn), added])
    # The whole of another year is delivered once more under a name that sorts behind: not a word
    # of it is new.
    shutil.copy(raw / "dol" / "F_5500_2023_latest.csv.gz", raw / "dol" / "F_5500_2023_z.csv.gz")
    (raw / "dol" / "F_SCH_A_2025_edge_cases.csv").unlink()
    return {"amended": {amended[ack]}, "withdrawn": {withdrawn[ack]}, "added": {added[ack]}}


def asked_for(warehouse: Warehouse, model: str) -> str:
    """The condition by which a staging model last read its source."""
    folder = warehouse.target / "compiled/hubspoke/models/staging/dol"
    sql = (folder / f"{model}.sql").read_text()
    return re.search(r"from \S*raw_dol\S*\s+where (.*)", sql).group(1)


@pytest.mark.whole
def test_what_changes_in_the_files_changes_alone_and_equals_a_build_from_scratch(warehouse, raw):
    warehouse.begin_with("sample")
    warehouse.raw = raw
    before = keys(warehouse, "form_5500")
    stale = stale_sponsors(warehouse)
    if warehouse.engine == "postgres":
        written = stamps(warehouse, "dol.form_5500", "ack_id")
        made = {table: stamps(warehouse, table, "sponsor_dfe_ein") for table in BY_SPONSOR}
    versions = sponsor_versions(warehouse)
    changed = change_files(raw)
    warehouse.build(*SELECT, as_of=LATER)
    # Files that did not change are not read again: staging asks for the others by name.
    assert asked_for(warehouse, "stg_dol__f_5500") == (
        "_source_file in ('dol/F_5500_2023_z.csv.gz', 'dol/F_5500_2024_latest.csv.gz')"
    )
    assert asked_for(warehouse, "stg_dol__f_5500_sf") == "false"
    after = keys(warehouse, "form_5500")
    assert before.keys() - after.keys() == changed["withdrawn"]
    assert after.keys() - before.keys() == changed["added"]
    redelivered = {
        ack
        for (ack,) in warehouse.query(
            "select ack_id from dol.form_5500 where source_file = 'dol/F_5500_2023_z.csv.gz'"
        )
    }
    assert redelivered, "nothing was delivered again"
    differing = {ack for ack in before.keys() & after.keys() if before[ack] != after[ack]}
    assert differing == changed["amended"] | redelivered
    if warehouse.engine == "postgres":
        rewritten = stamps(warehouse, "dol.form_5500", "ack_id")
        untouched = before.keys() & after.keys() - differing
        assert untouched
        assert [ack for ack in untouched if written[ack] != rewritten[ack]] == []
    # Nor are sponsors made anew that nothing changed of, but for those that are stale by now.
    new_versions = sponsor_versions(warehouse)
    same = {ein for ein in versions if versions[ein] == new_versions.get(ein)}
    assert same
    assert same != versions.keys()
    aged = stale ^ stale_sponsors(warehouse)
    assert aged & same
    if warehouse.engine == "postgres":
        for table in BY_SPONSOR:
            rewritten = stamps(warehouse, table, "sponsor_dfe_ein")
            kept = same & made[table].keys() - (aged if table == "dol.sponsor" else set())
            assert kept, table
            assert [ein for ein in kept if made[table][ein] != rewritten[ein]] == [], table
    accumulated = content(warehouse)
    warehouse.build(*SELECT, "--full-refresh", as_of=LATER)
    assert asked_for(warehouse, "stg_dol__f_5500") == "true"
    anew = content(warehouse)
    assert [table for table in anew if anew[table] != accumulated[table]] == []


@pytest.mark.whole
def test_copies_of_a_row_have_ids_of_their_own_that_stay(warehouse, raw):
    for form in ("F_5500", "F_SCH_A"):
        header, *rows = read(raw / "dol" / f"{form}_2025_edge_cases.csv")
        copied = [header, rows[0], rows[1], rows[0], rows[0]]
        write(raw / "dol" / f"{form}_2025_copies.csv", copied)
    warehouse.raw = raw
    warehouse.load()
    models = ("stg_dol__f_5500", "stg_dol__f_sch_a")
    ids = {}
    for step, *flags in (("first",), ("again",), ("anew", "--full-refresh")):
        warehouse.dbt("run", "--select", *models, *flags, as_of=AS_OF)
        ids[step] = [
            sorted(
                warehouse.query(
                    f"select raw_row_id, ack_id from staging.{model}"
                    " where source_file like '%copies%'"
                )
            )
            for model in models
        ]
        for rows in ids[step]:
            assert len({raw_row_id for raw_row_id, _ in rows}) == len(rows) == 4
    assert ids["first"] == ids["again"] == ids["anew"]


@pytest.mark.whole
def test_rules_that_change_are_applied_to_old_filings_too(duck, raw):
    duck.begin_with("sample")
    duck.raw = raw
    named = "select count(*) from dol.plan_benefit where benefit_name = 'Renamed'"
    assert duck.scalar(named) == 0
    with duckdb.connect(str(duck.database)) as connection:
        connection.execute(
            "update reference.benefit_codes set benefit_name = 'Renamed' where benefit_code = '4A'"
        )
    duck.dbt("run", "--select", "int_dol__sponsor_versions", "plan_benefit", as_of=AS_OF)
    count = "select count(*) from dol.plan_benefit where benefit_code = '4A'"
    assert duck.scalar(named) == duck.scalar(count) > 0


@pytest.mark.whole
def test_limits_that_change_flag_old_rows_too(duck, raw):
    duck.begin_with("sample")
    duck.raw = raw
    count = "select count(*) from dol.schedule_a where is_premium_implausible"
    with duckdb.connect(str(duck.database)) as connection:
        connection.execute(
            "update reference.amount_limits set maximum_value = 200000 where measure = 'premium'"
        )
        expected = connection.execute(
            "select count(*) from dol.schedule_a where total_premiums_paid > 200000"
        ).fetchone()[0]
    assert 0 < duck.scalar(count) < expected
    duck.dbt("run", "--select", "schedule_a", as_of=AS_OF)
    assert duck.scalar(count) == expected
    assert (
        duck.scalar(
            "select count(*) from dol.schedule_a where is_premium_implausible"
            " and counted_premiums_usd is not null"
        )
        == 0
    )


@pytest.mark.whole
def test_the_documented_joins_run_as_they_stand(warehouse):
    warehouse.begin_with("sample")
    text = (ROOT / "analyses" / "seed_queries.sql").read_text()
    first, second, third = (query for query in text.split(";") if query.strip())
    assert warehouse.query(first), "no company was joined to a filing"
    assert warehouse.query(second), "no person was joined to a slot"
    assert warehouse.query(third), "no contract was joined to a filing"


def test_other_schedules_of_the_department_are_left_alone(duck, raw):
    """A file of a schedule that is not declared is not taken for the form it is named like."""
    (raw / "dol" / "F_5500_SF_PART7_2024_latest.csv").write_text("ACK_ID,ROW_ORDER\n1,1\n")
    (raw / "dol" / "F_SCH_C_2024_latest.csv").write_text("ACK_ID,ROW_ORDER\n1,1\n")
    duck.raw = raw
    said = duck.dbt("run", "--select", "stg_dol__row_counts", as_of=AS_OF).stdout
    for name in ("F_5500_SF_PART7_2024_latest.csv", "F_SCH_C_2024_latest.csv"):
        assert f"dol/{name}: not read, no declared table of dol claims it" in said


def test_genuine_headers_are_read_without_a_warning(duck, tmp_path, real_data):
    """Columns of the published forms are either declared or left out by name."""
    (tmp_path / "dol").mkdir()
    for path in (real_data / "dol" / "headers").glob("*.csv"):
        if "PART7" not in path.name:
            shutil.copy(path, tmp_path / "dol" / path.name)
    duck.raw = tmp_path
    said = duck.dbt("run", "--select", "stg_dol__row_counts", as_of=AS_OF).stdout
    assert "left out" not in said
    assert re.findall(r"dol/\S+: read as NULL, .*", said) == []
