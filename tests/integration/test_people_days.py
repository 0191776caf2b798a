"""Days of people on both engines: who moves, who is gone, what is decided, which e-mail holds."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import NO_UNIT_TESTS, ONLY_ROWS, begin_all, build_all

pytestmark = [pytest.mark.company, pytest.mark.whole]

PEOPLE = (
    "--select",
    *(
        f"source:{system}+,+{mart}"
        for system in ("intake", "clay", "ple")
        for mart in ("person_movement_history", "company_slot_history", "people_resolution_queue")
    ),
)
DAY = (*PEOPLE, *ONLY_ROWS)
TESTS = ("test", *PEOPLE, "--indirect-selection", "cautious", *NO_UNIT_TESTS)

COMPANIES = "id,company,website,num_employees,company_state,company_city,industry,created_at"
LIST = "id,first_name,last_name,title,email,company_name,linkedin_url,created_at"
CLAY = (
    "id,company_unique_id,full_name_original,title_original,work_email,linkedin_url_original,"
    "updated_at"
)
VERIFICATION = (
    "id,enrichment_id,email,verification_status,verification_service,verified_at,created_at"
)
DECISION = (
    "id,person_unique_id_primary,person_unique_id_duplicate,verdict,decided_by,decided_at,reason"
)


def write(raw: Path, table: str, header: str, rows: list[list[str]] | None) -> None:
    """The file of a table; None takes it away."""
    path = raw / f"{table}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    if rows is None:
        path.unlink(missing_ok=True)
        return
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(header.split(","))
        writer.writerows(rows)


def listed(number: int, first: str, last: str, title: str, company: str, day: int = 1) -> list[str]:
    mail = f"{first}.{last}@{company}.example".lower()
    page = f"https://www.linkedin.com/in/{first}-{last}".lower()
    return [
        *(str(number), first, last, title, mail, f"{company.title()} Works", page),
        f"2026-02-0{day} 01:00:00+00",
    ]


def company(number: int, name: str) -> list[str]:
    return [
        *(str(number), f"{name.title()} Works", f"https://{name}.example", "100", "OH"),
        *("Columbus", "mining", f"2026-01-0{number} 08:00:00+00"),
    ]


ANN = listed(1, "Ann", "Ames", "CFO", "alpha")
ANN_MOVED = [
    *listed(1, "Ann", "Ames", "CFO", "beta", 2)[:6],
    *listed(1, "Ann", "Ames", "CFO", "alpha", 2)[6:],
]
BOB = listed(2, "Bob", "Boyd", "HR Manager", "alpha")
BOB_UP = listed(2, "Bob", "Boyd", "VP Human Resources", "alpha", 3)
CARL = listed(3, "Carl", "Cole", "CEO", "beta")
# Two who may be one: another first name, another address, nothing else.
ROB = [*listed(4, "Robert", "Frye", "Engineer", "beta")[:6], "", "2026-02-01 01:00:00+00"]
ROB[4] = "robert.frye@beta.example"
BOBBY = [*listed(5, "Bob", "Frye", "Engineer", "beta")[:6], "", "2026-02-01 01:00:00+00"]
BOBBY[4] = "bob.frye@beta.example"
DORA = ["c1", "", "Dora Dunn", "CEO", "dora.dunn@alpha.example",
        "https://www.linkedin.com/in/dora-dunn", "2026-02-01 01:00:00"]  # fmt: skip
EVE = listed(6, "Eve", "Ellis", "Controller", "alpha", 4)

# day -> the list, whether Clay delivers
DAYS = {
    1: ([ANN, BOB, CARL, ROB, BOBBY], True),
    2: ([ANN_MOVED, BOB, CARL, ROB, BOBBY], True),
    3: ([ANN_MOVED, BOB_UP, CARL, ROB, BOBBY], False),
    4: ([ANN_MOVED, BOB_UP, ROB, BOBBY, EVE], True),
    5: ([ANN_MOVED, BOB_UP, ROB, BOBBY, EVE], True),
    6: ([ANN_MOVED, BOB_UP, CARL, ROB, BOBBY, EVE], True),
}
VALID = [
    "v1",
    "e1",
    "bob.boyd@alpha.example",
    "VALID",
    "MillionVerifier",
    "2026-02-01 03:00:00",
    "",
]
INVALID = [
    "v2",
    "e1",
    "bob.boyd@alpha.example",
    "INVALID",
    "MillionVerifier",
    "2026-02-03 03:00:00",
    "",
]

MOVEMENTS = (
    "select p.full_name, m.movement_type, m.movement_subtype, cast(m.detected_at as date),"
    " f.company_name, t.company_name, m.title_from, m.title_to"
    " from people.person_movement_history as m"
    " join (select distinct unique_id, first_name || ' ' || last_name as full_name"
    " from people.people_master_history) as p"
    " on p.unique_id = m.person_unique_id"
    " left join company.company_master as f on m.company_from_id = f.company_unique_id"
    " left join company.company_master as t on m.company_to_id = t.company_unique_id"
    " order by m.detected_at, p.full_name, m.movement_type"
)
SLOTS = (
    "select c.company_name, s.slot_type, s.status, p.full_name, cast(s.filled_at as date),"
    " cast(s.vacated_at as date) from people.company_slot as s"
    " join company.company_master as c on s.company_unique_id = c.company_unique_id"
    " left join people.people_master as p on s.person_unique_id = p.unique_id"
    " order by c.company_name, s.slot_type"
)
EMAIL = (
    "select email_status, email_verified, email_is_sendable from people.people_master"
    " where full_name = 'Bob Boyd'"
)
FRYES = (
    "select unique_id, full_name from people.people_master where last_name = 'Frye'"
    " order by full_name"
)
QUEUE = (
    "select person_unique_id_primary, person_unique_id_duplicate, conflict_type,"
    " resolution_status, cast(created_at as date) from people.people_resolution_queue"
    " where conflict_type <> 'slot_collision'"
)
AS_OF = (
    "select title from people.people_master_history where last_name = 'Boyd' and not is_deleted"
    " and valid_from <= timestamp '2026-02-02 12:00:00'"
    " and (valid_to > timestamp '2026-02-02 12:00:00' or valid_to is null)"
)


@pytest.fixture
def both(duck, pg, tmp_path):
    """The two warehouses, reading the same raw folder."""
    duck.raw = pg.raw = tmp_path
    begin_all((duck, pg), "nothing")
    return duck, pg


def deliver(raw: Path, day: int, decisions: list[list[str]]) -> None:
    people, clay = DAYS[day]
    write(raw, "intake/company_raw_intake", COMPANIES, [company(1, "alpha"), company(2, "beta")])
    write(raw, "intake/people_raw_intake", LIST, people)
    write(raw, "clay/people_raw", CLAY, [DORA] if clay else None)
    write(raw, "ple/email_verification", VERIFICATION, [VALID] if day < 3 else [VALID, INVALID])
    write(raw, "ple/resolution_decision", DECISION, decisions)


def as_text(rows) -> list[list[str]]:
    return [[str(value) for value in row] for row in rows]


def test_days_of_people(both, tmp_path):
    results: dict[str, dict[str, list]] = {warehouse.engine: {} for warehouse in both}
    decisions: list[list[str]] = []
    for day in DAYS:
        if day == 2:
            (rob,) = both[0].query(FRYES.replace("order", "and first_name = 'Robert' order"))
            (bob,) = both[0].query(FRYES.replace("order", "and first_name = 'Bob' order"))
            decisions = [["d1", rob[0], bob[0], "merge", "jo", "2026-02-02 02:00:00", "same desk"]]
        elif day == 3:
            decisions = []
        elif day == 5:
            decisions = [["d2", bob[0], rob[0], "dismiss", "jo", "2026-02-05 02:00:00", "cousins"]]
        deliver(tmp_path, day, decisions)
        build_all(both, *DAY, as_of=f"2026-02-0{day} 06:00:00")
        for warehouse in both:
            results[warehouse.engine][f"fryes {day}"] = warehouse.query(FRYES)
            results[warehouse.engine][f"queue {day}"] = as_text(warehouse.query(QUEUE))
            results[warehouse.engine][f"email {day}"] = warehouse.query(EMAIL)
            results[warehouse.engine][f"slots {day}"] = as_text(warehouse.query(SLOTS))
    for warehouse in both:
        warehouse.dbt(*TESTS, as_of="2026-02-06 06:00:00")
        results[warehouse.engine]["movements"] = as_text(warehouse.query(MOVEMENTS))
        results[warehouse.engine]["as of"] = warehouse.query(AS_OF)
    assert results["duckdb"] == results["postgres"]
    found = results["duckdb"]
    # Whoever moves, moves once; Clay's pause on the third day moves nobody.
    alpha, beta = "Alpha Works", "Beta Works"
    assert found["movements"] == [
        ["Ann Ames", "company_change", "hire", "2026-02-02", alpha, beta, "CFO", "CFO"],
        [
            *("Bob Boyd", "title_change", "promotion", "2026-02-03", alpha, alpha),
            *("HR Manager", "VP Human Resources"),
        ],
        ["Carl Cole", "contact_lost", "exit", "2026-02-04", beta, "None", "CEO", "None"],
        ["Carl Cole", "company_change", "return", "2026-02-06", beta, beta, "CEO", "CEO"],
    ]
    assert found["as of"] == [("HR Manager",)]
    # Verified, then not any more.
    assert [found[f"email {day}"] for day in (1, 3)] == [
        [("valid", True, True)],
        [("invalid", False, False)],
    ]
    # Doubtful, decided, taken back, decided otherwise.
    pair = {rob[0], bob[0]}
    for day in (1, 3, 4):
        assert {row[0] for row in found[f"fryes {day}"]} == pair
        ((first, second, *rest),) = found[f"queue {day}"]
        assert {first, second} == pair
        assert rest == ["same_name_company", "pending", "2026-02-01"]
    assert [row[0] for row in found["fryes 2"]] == [rob[0]]
    assert found["queue 2"] == []
    for day in (5, 6):
        ((first, second, *rest),) = found[f"queue {day}"]
        assert {first, second} == pair
        assert rest == ["same_name_company", "dismissed", "2026-02-01"]
    # Slots say since when.
    last = {(row[0], row[1]): row[2:] for row in found["slots 6"]}
    assert last == {
        ("Alpha Works", "CEO"): ["filled", "Dora Dunn", "2026-02-01", "None"],
        ("Alpha Works", "CFO"): ["filled", "Eve Ellis", "2026-02-04", "None"],
        ("Alpha Works", "HR"): ["filled", "Bob Boyd", "2026-02-01", "None"],
        ("Beta Works", "CEO"): ["filled", "Carl Cole", "2026-02-06", "None"],
        ("Beta Works", "CFO"): ["filled", "Ann Ames", "2026-02-02", "None"],
        ("Beta Works", "HR"): ["open", "None", "None", "None"],
    }
    vacated = {(row[0], row[1]): row[2:] for row in found["slots 4"]}[("Beta Works", "CEO")]
    assert vacated == ["vacated", "None", "2026-02-01", "2026-02-04"]


def test_the_same_day_twice_adds_nothing(duck, tmp_path):
    """A second build of one day writes the same rows, and its logs nothing more."""
    duck.raw = tmp_path
    duck.begin_with("nothing")
    logs = (
        "select * from people.company_slot order by 1",
        "select * from people.person_movement_history order by 1",
        "select * from people.people_resolution_queue order by 1",
        "select * from people.people_master order by 1",
        "select count(*) from people.person_id_registry",
        "select count(*) from people.people_master_history",
    )
    before = None
    for day in (1, 2, 2):
        deliver(tmp_path, day, [])
        duck.build(*DAY, as_of=f"2026-02-0{day} 06:00:00")
        after = [duck.query(query) for query in logs]
        if day == 2 and before:
            assert after == before
        before = after if day == 2 else None
