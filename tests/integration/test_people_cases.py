"""People as lists bring them, from raw files to marts: who is kept, who is one, who sits where.

One warehouse per engine holds all cases. A case's rows are told by the beginning of their id.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest
from conftest import ONLY_ROWS, REAL_DATA, Warehouse, empty_warehouse

pytestmark = [pytest.mark.company, pytest.mark.whole]

PEOPLE = ("--select", "source:intake+ source:clay+ source:ple+", *ONLY_ROWS)

COMPANY_HEADER = [
    *("id", "company", "website", "num_employees", "industry", "company_city", "company_state"),
    *("created_at", "promoted_to_unique_id"),
]
# key -> name, website, state, id
COMPANIES = {
    "acme": ("Acme Toolworks Inc", "https://www.acme-toolworks.example", "OH", ""),
    "beta": ("Betamax Foundry LLC", "https://betamax-foundry.example", "PA", ""),
    "gamma": ("Gamma Dairy", "https://gammadairy.example", "WV", "04.04.02.04.30000.901"),
    "twin_oh": ("Twin Rivers Freight", "https://twinrivers-oh.example", "OH", ""),
    "twin_pa": ("Twin Rivers Freight", "https://twinrivers-pa.example", "PA", ""),
    # Turned away, so that its people have no company.
    "small": ("Tiny Quarry", "https://tinyquarry.example", "OH", ""),
}
HEADER = [
    *("id", "first_name", "last_name", "full_name", "title", "email", "work_phone"),
    *("company_name", "company_unique_id", "company_website", "state", "linkedin_url"),
    *("seniority", "department", "created_at", "unique_id"),
]
IN = "https://www.linkedin.com/in/"
# case -> rows, each the cells that are filled
CASES: dict[str, list[dict[str, str]]] = {}


def case(name: str, *rows: dict[str, str]) -> None:
    CASES[name] = list(rows)


def person(first: str = "", last: str = "", **cells: str) -> dict[str, str]:
    return {"first_name": first, "last_name": last, **cells}


def at_acme(first: str, last: str, local: str = "", **cells: str) -> dict[str, str]:
    mail = {"email": f"{local}@acme-toolworks.example"} if local else {}
    return person(first, last, company_name="Acme Toolworks", state="OH", **{**mail, **cells})


# How names are written -> first, last, generation.
NAMES = {
    "Smith, John A. Jr., CPA": ("John", "Smith", "Jr"),
    "DR. MARY-ANN O'NEIL": ("Mary-Ann", "O'Neil", None),
    "josé garcía": ("José", "García", None),
    "van der Berg, Anna": ("Anna", "van der Berg", None),
    "LAURA MCDONALD": ("Laura", "McDonald", None),
    "Ms. Kim Doyle, SHRM-CP": ("Kim", "Doyle", None),
    "Robert (Bob) Sample": ("Robert", "Sample", None),
    "John Q. Publican III": ("John", "Publican", "III"),
    "  Ann   Extra  Spaces ": ("Ann", "Spaces", None),
}
for number, full in enumerate(NAMES):
    case(
        f"name{number}",
        {
            "full_name": full,
            "title": "Engineer",
            "email": f"full.spelling{number}@acme-toolworks.example",
        },
    )

# What is turned away, with its reason.
INVALID = {
    "noname": (person(email="x1@acme-toolworks.example"), "person_name_missing"),
    "placeholder": (
        {"full_name": "Test Person", "email": "x2@acme-toolworks.example"},
        "person_name_placeholder",
    ),
    "single": (
        {"full_name": "Madonna", "email": "x3@acme-toolworks.example"},
        "person_single_name",
    ),
    "titlename": (
        {"full_name": "Human Resources Department", "email": "x4@acme-toolworks.example"},
        "person_name_is_title",
    ),
    "unreachable": (person("Una", "Reachable", title="CEO"), "contact_channel_missing"),
    "undefined": (
        person("Und", "Efined", email="undefined@acme-toolworks.example"),
        "contact_channel_missing",
    ),
    "badmail": (person("Bad", "Mail", email="bad.mail@"), "contact_channel_missing"),
    "noreply": (person("No", "Reply", email="noreply@example.com"), "contact_channel_missing"),
}
for name, (row, _) in INVALID.items():
    case(name, row)

# A channel is enough: kept, with a warning.
case("kept", person("Kit", "Kept", email="bad.mail@", linkedin_url=f"{IN}kit-kept", title="CFO"))

# How an e-mail or a LinkedIn page is written.
case("mailto", at_acme("Mia", "Mailto", email="mailto:Mia.Mailto@Acme-Toolworks.Example"))
case("bracket", at_acme("Bea", "Bracket", email="Bea Bracket <bea.b@acme-toolworks.example>"))
case("dot", at_acme("Dot", "Dotson", email=" dot.d@acme-toolworks.example. "))
case("mobile", at_acme("Mo", "Bile", linkedin_url="http://de.linkedin.com/in/Mo-Bile/?trk=x"))
case("pub", at_acme("Pu", "Blic", "pu.blic", linkedin_url="linkedin.com/pub/pu-blic/1/2/3"))
case("page", at_acme("Pa", "Ge", "pa.ge", linkedin_url="https://www.linkedin.com/company/acme"))

# To which company: key of COMPANIES or None, and how.
ATTACHED = {
    "byid": (
        person(
            "Ida",
            "Byid",
            email="ida@elsewhere.example",
            company_unique_id="04.04.02.04.30000.901",
            company_name="Gamma Dairy",
        ),
        "gamma",
        "company_unique_id",
    ),
    "bymail": (
        person("Max", "Bymail", email="max@betamax-foundry.example"),
        "beta",
        "email_domain",
    ),
    "bysite": (
        person(
            "Sue",
            "Bysite",
            email="sue@gmail.com",
            company_website="http://betamax-foundry.example/about",
        ),
        "beta",
        "website_domain",
    ),
    "byname": (
        person(
            "Ned",
            "Byname",
            email="ned@gmail.com",
            company_name="The Betamax Foundry, L.L.C.",
            state="Pennsylvania",
        ),
        "beta",
        "name_state",
    ),
    "nameonly": (
        person("Nan", "Nameonly", email="nan@gmail.com", company_name="Betamax Foundry LLC"),
        None,
        None,
    ),
    "otherstate": (
        person(
            "Oto",
            "Otherstate",
            email="oto@gmail.com",
            company_name="Betamax Foundry LLC",
            state="OH",
        ),
        None,
        None,
    ),
    "freemail": (person("Fay", "Freemail", email="fay@gmail.com"), None, None),
    "twinpa": (
        person(
            "Tia", "Twin", email="tia@gmail.com", company_name="Twin Rivers Freight", state="PA"
        ),
        "twin_pa",
        "name_state",
    ),
    "tiny": (
        person("Tim", "Tiny", email="tim@tinyquarry.example", company_name="Tiny Quarry"),
        None,
        None,
    ),
    "unknown": (person("Uma", "Strange", email="uma@nobody-knows.example"), None, None),
}
for name, (row, _, _) in ATTACHED.items():
    case(name, row)
case(
    "mismatch",
    person(
        "Mia",
        "Mismatch",
        email="mia.m@gmail.com",
        company_unique_id="04.04.02.04.30000.901",
        company_name="Wholly Other Bakery",
    ),
)

# One person each.
ONE = {
    "samepage": [
        at_acme("Liz", "Page", "liz.page", linkedin_url=f"{IN}liz-page"),
        person(
            "Elizabeth", "Page", email="liz@gmail.com", linkedin_url="linkedin.com/in/liz-page/"
        ),
    ],
    "samemail": [
        at_acme("Bob", "Mailer", "bob.mailer"),
        at_acme("Robert", "Mailer", email="BOB.MAILER@acme-toolworks.example"),
    ],
    "married": [at_acme("Mary", "Maiden", "mary.m"), at_acme("Mary", "Wedding", "mary.m")],
    "samename": [
        at_acme("Nora", "Namely", "nora.n"),
        at_acme("Nora", "Namely", linkedin_url=f"{IN}nora-namely"),
    ],
    "repeated": [at_acme("Rex", "Peat", "rex.peat"), at_acme("Rex", "Peat", "rex.peat")],
}
# As many as there are rows.
APART = {
    "family": [at_acme("Hal", "Homer", "homer.family"), at_acme("Ina", "Homer", "homer.family")],
    "mailbox": [at_acme("Ann", "Office", "info"), at_acme("Ann", "Officer", "info")],
    "fatherson": [
        at_acme("Karl", "Keen Sr.", "karl.keen"),
        at_acme("Karl", "Keen Jr.", "karl.keen.jr"),
    ],
    "fathersonmail": [at_acme("Leo", "Lamb", "leo.lamb"), at_acme("Leo", "Lamb", "leo.lamb2")],
    "twopages": [
        at_acme("Pia", "Pages", linkedin_url=f"{IN}pia-pages"),
        at_acme("Pia", "Pages", linkedin_url=f"{IN}pia-pages-77"),
    ],
    "copied": [
        at_acme("Quin", "Quick", "quin.quick", linkedin_url=f"{IN}copied-page"),
        at_acme("Rosa", "Rapid", "rosa.rapid", linkedin_url=f"{IN}copied-page"),
    ],
    "othercompany": [
        at_acme("Sam", "Same", "sam.same"),
        person("Sam", "Same", email="sam.same@betamax-foundry.example"),
    ],
}
CASES.update(ONE)
CASES.update(APART)

# Who sits where at Gamma Dairy.
GAMMA = {
    "Vice President": None,
    "Assistant to the CEO": None,
    "former CFO": None,
    "President & CEO": "CEO",
    "Owner": None,
    "Director of Finance": "CFO",
    "HR Generalist": None,
    "VP Human Resources": "HR",
}
for number, title in enumerate(GAMMA):
    case(
        f"seat{number}",
        person(
            "Seat",
            f"Holder{'abcdefgh'[number]}",
            title=title,
            email=f"seat{number}@gammadairy.example",
        ),
    )


def write(raw: Path) -> None:
    (raw / "intake").mkdir(parents=True)
    with (raw / "intake" / "company_raw_intake.csv").open(
        "w", encoding="utf-8", newline=""
    ) as file:
        writer = csv.writer(file)
        writer.writerow(COMPANY_HEADER)
        for key, (name, website, state, brought) in COMPANIES.items():
            size = 12 if key == "small" else 120
            city = {"OH": "Columbus", "PA": "Erie", "WV": "Charleston"}[state]
            writer.writerow(
                [key, name, website, size, "logistics", city, state, "2026-01-01", brought]
            )
    with (raw / "intake" / "people_raw_intake.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, restval="")
        writer.writeheader()
        for name, rows in CASES.items():
            for number, cells in enumerate(rows):
                day = f"2026-01-02 00:00:{number:02d}+00"
                writer.writerow({"id": f"{name}.{number}", "created_at": day, **cells})


class Result:
    """What a build made of the cases."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.outcomes: dict[str, tuple] = {}
        self.people: dict[str, list[str]] = defaultdict(list)
        for record, outcome, reasons, warnings, person_id in warehouse.query(
            "select source_record_id, outcome, reason_codes, warning_codes, person_unique_id"
            " from people.promotion where source_table = 'intake.people_raw_intake'"
        ):
            self.outcomes[record] = (outcome, reasons, set((warnings or "").split(",")))
            if person_id:
                self.people[record.split(".")[0]].append(person_id)
        names = (
            "unique_id, company_unique_id, first_name, last_name, name_suffix, full_name, email,"
            " linkedin_url, attached_by, warning_codes"
        )
        self.masters = {
            row[0]: dict(zip(names.split(", "), row, strict=True))
            for row in warehouse.query(f"select {names} from people.people_master")
        }
        self.companies = dict(
            warehouse.query(
                "select source_record_id, company_unique_id from company.company_source_map"
            )
        )

    def one(self, name: str) -> dict:
        """The person of a case with one."""
        (person_id,) = set(self.people[name])
        return self.masters[person_id]


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def result(request, work, shared, processes, tmp_path_factory) -> Result:
    """All cases, built once on each engine."""
    server = request.getfixturevalue("pg_server") if request.param == "postgres" else None
    made = empty_warehouse(request.param, work, shared, processes, request, server)
    made.whole = True
    made.begin_with("nothing")
    made.raw = tmp_path_factory.mktemp("people")
    write(made.raw)
    made.build(*PEOPLE, as_of="2026-02-01")
    return Result(made)


@pytest.mark.parametrize(("number", "full"), list(enumerate(NAMES)), ids=lambda value: str(value))
def test_a_name_is_taken_apart(result, number, full) -> None:
    found = result.one(f"name{number}")
    assert (found["first_name"], found["last_name"], found["name_suffix"]) == NAMES[full]


@pytest.mark.parametrize("name", INVALID)
def test_who_cannot_be_used_is_turned_away_with_its_reason(result, name) -> None:
    outcome, reasons, _ = result.outcomes[f"{name}.0"]
    assert outcome == "quarantined"
    assert INVALID[name][1] in reasons.split(",")
    assert result.people[name] == []


def test_nobody_is_in_the_master_and_turned_away(result) -> None:
    invalid = result.warehouse.query(
        "select reason_code, validation_errors from people.people_invalid"
    )
    assert len(invalid) == len(INVALID)
    for reason, errors in invalid:
        listed = json.loads(errors) if isinstance(errors, str) else errors
        assert reason in listed
    assert result.warehouse.query(
        "select count(*) from people.person_source_map as m join people.people_invalid as i"
        " on m.raw_row_id = i.id"
    ) == [(0,)]


def test_one_channel_is_enough(result) -> None:
    kept = result.one("kept")
    assert kept["email"] is None
    assert kept["linkedin_url"] == f"{IN}kit-kept"
    assert "email_invalid_format" in result.outcomes["kept.0"][2]


def test_channels_are_read_however_they_are_written(result) -> None:
    assert result.one("mailto")["email"] == "mia.mailto@acme-toolworks.example"
    assert result.one("bracket")["email"] == "bea.b@acme-toolworks.example"
    assert result.one("dot")["email"] == "dot.d@acme-toolworks.example"
    assert result.one("mobile")["linkedin_url"] == f"{IN}mo-bile"
    for name in ("pub", "page"):
        assert result.one(name)["linkedin_url"] is None
        assert "person_linkedin_invalid" in result.outcomes[f"{name}.0"][2]


@pytest.mark.parametrize("name", ATTACHED)
def test_a_person_is_with_the_right_company_or_none(result, name) -> None:
    _, key, how = ATTACHED[name]
    found = result.one(name)
    assert found["company_unique_id"] == (result.companies[key] if key else None)
    assert found["attached_by"] == how
    listed = result.warehouse.query(
        "select count(*) from people.unattached_person"
        f" where person_unique_id = '{found['unique_id']}'"
    )
    assert listed == [(0 if key else 1,)]


def test_a_name_that_is_not_the_companys_is_flagged(result) -> None:
    assert result.one("mismatch")["company_unique_id"] == result.companies["gamma"]
    assert "company_name_mismatch" in result.outcomes["mismatch.0"][2]
    assert "company_name_mismatch" not in result.outcomes["byid.0"][2]


@pytest.mark.parametrize("name", ONE)
def test_one_person_is_one(result, name) -> None:
    assert len(result.people[name]) == len(ONE[name])
    assert len(set(result.people[name])) == 1


@pytest.mark.parametrize("name", APART)
def test_two_people_stay_two(result, name) -> None:
    assert len(set(result.people[name])) == len(APART[name])


def test_doubtful_pairs_are_in_the_queue(result) -> None:
    pairs = {
        frozenset(row[:2]): row[2]
        for row in result.warehouse.query(
            "select person_unique_id_primary, person_unique_id_duplicate, conflict_type"
            " from people.people_resolution_queue where resolution_status = 'pending'"
        )
    }
    for name, conflict in {
        "family": "same_email",
        "copied": "same_linkedin",
        "twopages": "same_name_company",
        "fathersonmail": "same_name_company",
    }.items():
        assert pairs[frozenset(result.people[name])] == conflict, name


def test_each_seat_has_the_right_person(result) -> None:
    rows = dict(
        result.warehouse.query(
            "select p.title, s.slot_type from people.company_slot as s"
            " join people.people_master as p on s.person_unique_id = p.unique_id"
            " where s.is_filled and s.status = 'filled'"
            f" and s.company_unique_id = '{result.companies['gamma']}'"
        )
    )
    assert rows == {title: slot for title, slot in GAMMA.items() if slot}
    collisions = {
        (row[0], row[1])
        for row in result.warehouse.query(
            "select p.title, q.slot_type from people.people_resolution_queue as q"
            " join people.people_master as p on q.person_unique_id_duplicate = p.unique_id"
            f" where q.conflict_type = 'slot_collision'"
            f" and q.company_unique_id = '{result.companies['gamma']}'"
        )
    }
    assert collisions == {("Owner", "CEO"), ("HR Generalist", "HR")}


def test_empty_slots_are_in_the_gap_queue_and_nowhere_else(result) -> None:
    assert result.warehouse.query(
        "select count(*) from people.company_slot as s full join people.slot_gap_queue as q"
        " on s.company_slot_unique_id = q.company_slot_unique_id"
        " where (not s.is_filled) is distinct from (q.company_slot_unique_id is not null)"
    ) == [(0,)]


def test_the_documented_list_of_west_virginia(duck, tmp_path) -> None:
    """The ten rows of the real bulk table: five that a rule turns away, five that are kept."""
    source = REAL_DATA / "intake" / "people_raw_wv.csv"
    if not source.is_file():
        pytest.skip(f"{source} is not here: the real files are not part of the project")
    duck.begin_with("nothing")
    duck.raw = tmp_path
    (tmp_path / "intake").mkdir()
    for name in ("people_raw_wv.csv", "company_raw_wv.csv"):
        (tmp_path / "intake" / name).write_bytes((REAL_DATA / "intake" / name).read_bytes())
    duck.build(*PEOPLE, as_of="2026-02-01")
    assert duck.query(
        "select source_record_id, outcome from people.promotion order by source_record_id"
    ) == [
        (f"04.04.02.04.20000.{number:03d}", "promoted" if number <= 5 else "quarantined")
        for number in range(1, 11)
    ]
