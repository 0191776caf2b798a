"""Several days of business on both engines: history, events, quarantine and ids."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import NO_UNIT_TESTS, ONLY_ROWS, begin_all, build_all

pytestmark = [pytest.mark.company, pytest.mark.whole]

HEADER = "id,company,website,num_employees,company_state,company_city,industry,created_at,ein"


def company(number: int, name: str, domain: str, employees: int = 100, ein: str = "") -> list[str]:
    day = f"2026-01-0{number} 08:00:00+00"
    return [str(number), name, domain, str(employees), "OH", "Columbus", "mining", day, ein]


ALPHA = company(1, "Alpha Works", "https://alpha.example")
BETA = company(2, "Beta Works", "https://beta.example")
GAMMA = company(3, "Gamma Works", "https://gamma.example")
DELTA = company(4, "Delta Works", "https://delta.example")
BAD = company(5, "Epsilon Works", "")
REPAIRED = company(5, "Epsilon Works", "https://epsilon.example")
ALPHA_GROWN = company(1, "Alpha Works", "https://alpha.example", 250)

# What the intake file holds on each day; an idle day after the change and two days without a run,
# then a row is gone for two days and comes back.
DAYS = {
    "2026-02-01": [ALPHA, BETA, GAMMA, BAD],
    "2026-02-02": [ALPHA, BETA, GAMMA, BAD, DELTA],
    "2026-02-03": [ALPHA_GROWN, BETA, GAMMA, REPAIRED, DELTA],
    "2026-02-04": [ALPHA_GROWN, BETA, GAMMA, REPAIRED, DELTA],
    "2026-02-07": [ALPHA_GROWN, GAMMA, REPAIRED, DELTA],
    "2026-02-08": [ALPHA_GROWN, GAMMA, REPAIRED, DELTA],
    "2026-02-09": [ALPHA_GROWN, BETA, GAMMA, REPAIRED, DELTA],
}
# The history of companies, over a warehouse in which the other systems have no files. The contract
# refund system has days of its own (test_contract_days, test_audit).
INTAKE = (
    "--select",
    *(
        f"source:intake+,+{mart}"
        for mart in ("company_events", "company_source_map", "quarantine_history")
    ),
)
DAY = (*INTAKE, *ONLY_ROWS)
TESTS = ("test", *INTAKE, "--indirect-selection", "cautious", *NO_UNIT_TESTS)

HISTORY = (
    "select company_name, employee_count, cast(valid_from as date), cast(valid_to as date),"
    " is_current, is_deleted from company.company_master_history order by company_name, valid_from"
)
EVENTS = (
    "select m.company_name, e.event_date, e.event_type, e.attribute_name, e.old_value, e.new_value"
    " from company.company_events as e join (select distinct company_unique_id, company_name"
    " from company.company_master_history) as m on m.company_unique_id = e.company_unique_id"
    " order by m.company_name, e.event_date, e.event_type"
)
QUARANTINE = (
    "select company_name, reason_codes, cast(valid_from as date), cast(valid_to as date),"
    " resolution_status from intake.quarantine_history"
)
IDS = "select company_name, company_unique_id from company.company_master order by company_name"


def write(raw: Path, rows: list[list[str]], name: str = "company_raw_intake.csv") -> None:
    (raw / "intake").mkdir(parents=True, exist_ok=True)
    with (raw / "intake" / name).open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER.split(","))
        writer.writerows(rows)


@pytest.fixture
def both(duck, pg, tmp_path):
    """The two warehouses, reading the same raw folder."""
    duck.raw = pg.raw = tmp_path
    begin_all((duck, pg), "nothing")
    return duck, pg


def test_days_leave_the_same_contiguous_history_on_both_engines(both, tmp_path):
    for day, rows in DAYS.items():
        write(tmp_path, rows)
        build_all(both, *DAY, as_of=f"{day} 06:00:00")
        if day == "2026-02-03":
            as_of_days = {warehouse.engine: warehouse.query(IDS) for warehouse in both}
    results = {}
    for warehouse in both:
        warehouse.dbt(*TESTS, as_of="2026-02-09 06:00:00")
        results[warehouse.engine] = [
            [[str(value) for value in row] for row in warehouse.query(query)]
            for query in (HISTORY, EVENTS, QUARANTINE, IDS)
        ]
        # Ids given once are kept, whatever comes and goes; Beta has its own back.
        assert warehouse.query(IDS) == as_of_days[warehouse.engine]
        assert not warehouse.query(
            "select company_unique_id from company.company_master_history"
            " group by company_unique_id having sum(case when is_current then 1 else 0 end) <> 1"
        )
        # As of 4 February, in the words of the mart's description.
        assert warehouse.query(
            "select employee_count from company.company_master_history"
            " where company_name = 'Alpha Works' and not is_deleted"
            " and valid_from <= timestamp '2026-02-02 12:00:00'"
            " and (valid_to > timestamp '2026-02-02 12:00:00' or valid_to is null)"
        ) == [(100,)]
    assert results["duckdb"] == results["postgres"]
    history, events, quarantine, _ = results["duckdb"]
    assert history == [
        ["Alpha Works", "100", "2026-02-01", "2026-02-03", "False", "False"],
        ["Alpha Works", "250", "2026-02-03", "None", "True", "False"],
        ["Beta Works", "100", "2026-02-01", "2026-02-07", "False", "False"],
        ["Beta Works", "100", "2026-02-07", "2026-02-09", "False", "True"],
        ["Beta Works", "100", "2026-02-09", "None", "True", "False"],
        ["Delta Works", "100", "2026-02-02", "None", "True", "False"],
        ["Epsilon Works", "100", "2026-02-03", "None", "True", "False"],
        ["Gamma Works", "100", "2026-02-01", "None", "True", "False"],
    ]
    assert events == [
        ["Alpha Works", "2026-02-01", "created", "None", "None", "None"],
        ["Alpha Works", "2026-02-03", "changed", "employee_count", "100", "250"],
        ["Beta Works", "2026-02-01", "created", "None", "None", "None"],
        ["Beta Works", "2026-02-07", "vanished", "None", "None", "None"],
        ["Beta Works", "2026-02-09", "returned", "None", "None", "None"],
        ["Delta Works", "2026-02-02", "created", "None", "None", "None"],
        ["Epsilon Works", "2026-02-03", "created", "None", "None", "None"],
        ["Gamma Works", "2026-02-01", "created", "None", "None", "None"],
    ]
    assert quarantine == [
        ["Epsilon Works", "website_missing", "2026-02-01", "2026-02-03", "promoted"]
    ]


def test_ids_are_the_same_after_a_full_refresh_and_when_history_is_rebuilt(duck, tmp_path):
    """Accumulated over days, rebuilt with --full-refresh, or all at once from nothing."""
    duck.raw = tmp_path
    duck.begin_with("nothing")
    moved = company(1, "Alpha Works", "https://alpha-new.example")
    twin = ["9", "Alpha Works Inc", "https://www.alpha.example/home", *BETA[3:]]
    days = {
        "2026-02-01": {"company_raw_intake_1.csv": [ALPHA, BETA]},
        "2026-02-02": {"company_raw_intake_2.csv": [GAMMA, twin]},
        "2026-02-03": {"company_raw_intake_3.csv": [DELTA, REPAIRED]},
    }
    for day, files in days.items():
        for name, rows in files.items():
            write(tmp_path, rows, name)
        duck.build(*DAY, as_of=f"{day} 06:00:00")
    accumulated = duck.query(IDS)
    assert len(accumulated) == 5
    duck.build(*DAY, "--full-refresh", as_of="2026-02-03 07:00:00")
    assert duck.query(IDS) == accumulated
    duck.begin_with("nothing")
    duck.build(*DAY, as_of="2026-02-04 06:00:00")
    assert duck.query(IDS) == accumulated
    # A company that moves to another domain is still itself: Alpha, under its twin's newer name.
    alpha = dict(accumulated)["Alpha Works Inc"]
    write(tmp_path, [moved, BETA], "company_raw_intake_1.csv")
    (tmp_path / "intake" / "company_raw_intake_2.csv").unlink()
    duck.build(*DAY, as_of="2026-02-05 06:00:00")
    assert dict(duck.query(IDS))["Alpha Works"] == alpha


def test_a_day_run_again_with_corrected_data_keeps_history_whole(warehouse, tmp_path):
    """The same moment twice, with other data; then a day that history has already passed."""
    warehouse.raw = tmp_path
    warehouse.begin_with("nothing")
    write(tmp_path, [ALPHA, BETA])
    warehouse.build(*DAY, as_of="2026-02-01 06:00:00")
    write(tmp_path, [ALPHA_GROWN, BETA])
    warehouse.build(*DAY, as_of="2026-02-01 06:00:00")
    warehouse.dbt(*TESTS, as_of="2026-02-01 06:00:00")
    assert warehouse.query(
        "select employee_count, cast(valid_from as text), is_current"
        " from company.company_master_history where company_name = 'Alpha Works' order by 2"
    ) == [(100, "2026-02-01 06:00:00", False), (250, "2026-02-01 06:00:01", True)]
    refused = warehouse.build(*DAY, as_of="2026-01-31 06:00:00", check=False)
    assert refused.returncode != 0
    assert "history already reaches 2026-02-01 06:00:01" in refused.stdout


def test_an_id_that_a_source_brings_stays_when_the_source_leaves(warehouse, tmp_path):
    """A company minted on day one, brought an id on day two, whose bringer is gone on day three."""
    warehouse.raw = tmp_path
    warehouse.begin_with("nothing")
    write(tmp_path, [ALPHA, BETA])
    warehouse.build(*DAY, as_of="2026-02-01 06:00:00")
    minted = dict(warehouse.query(IDS))
    bringer = tmp_path / "intake" / "company_raw_wv.csv"
    bringer.write_text(
        "company_unique_id,company_name,domain,employee_count,state\n"
        "04.04.02.04.30000.077,Alpha Works,alpha.example,100,OH\n"
    )
    warehouse.build(*DAY, as_of="2026-02-02 06:00:00")
    brought = dict(warehouse.query(IDS))
    assert brought == {**minted, "Alpha Works": "04.04.02.04.30000.077"}
    bringer.unlink()
    warehouse.build(*DAY, as_of="2026-02-03 06:00:00")
    assert dict(warehouse.query(IDS)) == brought
    assert warehouse.query(
        "select company_unique_id from company.company_id_registry"
        f" where key_type = 'company_unique_id' and key_value = '{minted['Alpha Works']}'"
    ) == [("04.04.02.04.30000.077",)]


def test_a_half_copied_raw_folder_does_not_become_history(duck, tmp_path):
    """Most companies gone at once: the build fails before a snapshot says that they vanished."""
    duck.raw = tmp_path
    duck.begin_with("nothing")
    many = [[str(n), f"Firm {n}", f"https://firm-{n}.example", *ALPHA[3:]] for n in range(100, 130)]
    write(tmp_path, many)
    duck.build(*TESTS[1:], as_of="2026-02-01 06:00:00")
    write(tmp_path, many[:10])
    stopped = duck.build(*TESTS[1:], as_of="2026-02-02 06:00:00", check=False)
    assert stopped.returncode != 0
    assert "FAIL 1 not_mostly_gone" in stopped.stdout
    assert duck.scalar("select count(*) from history.snap_company_master") == 30
