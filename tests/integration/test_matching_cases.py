"""How companies, sponsors and violations find each other: one warehouse per engine with a company,
a filing or a violation for each way, and the right answers from the marts.

A case's names and EINs are its own; what is asked for is asked by name.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import NO_UNIT_TESTS, Warehouse, empty_warehouse

pytestmark = [pytest.mark.company, pytest.mark.dol, pytest.mark.whole]

TODAY = "2026-11-27 06:00:00"
SELECT = (
    *("--select", "source:intake+,+path:models/marts/company", "source:dol+"),
    *("stg_intake__row_counts", "int_intake__row_outcomes", "snap_company_slot"),
    *("row_accounting", "quarantine_reasons", "file_status"),
    *NO_UNIT_TESTS,
)
COLUMBUS = ("Columbus", "OH")

STEEL = "SYN STEEL CORPORATION AND AFFILIATED COMPANIES"

# A company's name, and the name on the only filing in its city: each is the employer that files.
SAME = {
    "SYN CLINICS, INC. DBA SYN HEALTH": "SYN CLINICS, INC. DBA SYN HEALTH",
    "Syn Dental PLLC d/b/a Syn Smiles": "SYN DENTAL PLLC D/B/A SYN SMILES",
    "Syn Bakery": "SYN FLOUR MILLS, INC. DBA SYN BAKERY",
    "Syn Orchards LLC DBA Syn Fruit": "SYN ORCHARDS LLC",
    "Syn Paper LLC dba Syn Print": "SYN PRINT",
    "Syn Foundry Inc doing business as Syn Cast": "SYN FOUNDRY INC",
    "Syn Quarry Inc (formerly Syn Pit Corp)": "SYN PIT CORP",
    "Syn Tannery, Inc. F/K/A Syn Hides": "SYN TANNERY, INC.",
    "Syn Weavers A/K/A Syn Cloth": "SYN WEAVERS",
    "Syn Sawmill": "SYN SAWMILL FKA SYN LUMBER",
    "Syn Vineyard C/O Human Resources": "SYN VINEYARD",
    STEEL: STEEL,
    "Syn Tube Company and Subsidiaries": "SYN TUBE COMPANY",
    "Syn Brass": "SYN BRASS, INC. & ITS SUBSIDIARIES AND AFFILIATES",
    "Syn Copper Corp & Affiliates": "SYN COPPER CORPORATION",
    "Syn Zinc Inc., et al.": "SYN ZINC INC",
    "Trustees of Syn College": "SYN COLLEGE",
    "Syn University": "THE BOARD OF TRUSTEES OF SYN UNIVERSITY",
    "Board of Trustees of the Syn Fund": "TRUSTEES OF THE SYN FUND",
    "Syn Motors, a Division of Syn Holding": "SYN MOTORS",
}

# Company -> what it is told, of the names on filings in its city.
FORMS = {
    # The same form, and one that is not said.
    "Syn Gear, LLC": ["SYN GEAR, L.L.C."],
    "Syn Shaft": ["SYN SHAFT, INC."],
    "Syn Wheel Corporation": ["SYN WHEEL"],
    "Syn Axle Corp": ["SYN AXLE INCORPORATED"],
    # Another form alone, and beside the same.
    "SYN ROTOR, LLC": ["SYN ROTOR, INC."],
    "Syn Piston Inc": ["SYN PISTON LLP"],
    "Syn Bank, N.A.": ["SYN BANK CORPORATION"],
    "Syn Valve, LLC": ["SYN VALVE, INC.", "SYN VALVE, LLC"],
    # Two of the same form, or of none.
    "Syn Crank": ["SYN CRANK INC", "SYN CRANK LLC"],
}


class Files:
    """Raw files, made row by row; EINs are given in order."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {}
        self.eins: dict[str, str] = {}

    def ein(self, of: str) -> str:
        """The EIN of somebody: the same each time."""
        return self.eins.setdefault(of, f"{250_100_001 + 7 * len(self.eins):09d}")

    def add(self, name: str, row: dict[str, str]) -> None:
        self.rows.setdefault(name, []).append(row)

    def company(self, name: str, place: tuple[str, str] = COLUMBUS, ein: str = "") -> None:
        """A company of the intake list, with a website of its own."""
        number = len(self.rows.get("intake/company_raw_intake.csv", []))
        row = {"id": str(number), "company": name, "website": f"https://syn-{number}.example"}
        row |= {"num_employees": "120", "industry": "mining", "ein": ein}
        city, state = place
        row |= {"company_city": city, "company_state": state}
        self.add("intake/company_raw_intake.csv", row)

    def filing(
        self, ein: str, name: str, year: int = 2024, plan: str = "501", **columns: str
    ) -> None:
        """A Form 5500 with its Schedule A; columns in lower case."""
        row = {
            "ack_id": f"{ein}-{plan}-{year}-{len(self.rows)}-{columns.get('ack', '')}",
            "spons_dfe_ein": ein,
            "spons_dfe_pn": plan,
            "form_plan_year_begin_date": f"{year}-01-01",
            "form_tax_prd": f"{year}-12-31",
            "date_received": f"{year + 1}-07-31",
            "sponsor_dfe_name": name,
            "spons_dfe_mail_us_city": COLUMBUS[0].upper(),
            "spons_dfe_mail_us_state": COLUMBUS[1],
            "type_welfare_bnft_code": "4A",
            "tot_partcp_boy_cnt": "120",
        }
        columns.pop("ack", None)
        row |= columns
        self.add(f"dol/F_5500_{year}_latest.csv", row)
        contract = {"ack_id": row["ack_id"], "form_id": "1", "wlfr_bnft_health_ind": "1"}
        contract |= {"ins_carrier_name": "SYN MUTUAL", "ins_carrier_naic_code": "12345"}
        self.add(f"dol/F_SCH_A_{year}_latest.csv", contract)

    def violation(self, case: str, **columns: str) -> None:
        row = {"case_number": case, "violation_type": "Overtime", "violation_date": "2025-03-01"}
        row |= {"source_agency": "WHD", "penalty_amount": "1000"}
        self.add("dol/violations.csv", row | columns)

    def write(self, raw: Path) -> None:
        """Write all of it; what a row does not name is blank."""
        for name, rows in self.rows.items():
            path = raw / name
            path.parent.mkdir(parents=True, exist_ok=True)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with path.open("w", newline="", encoding="utf-8") as stream:
                writer = csv.DictWriter(stream, columns, restval="")
                writer.writeheader()
                writer.writerows(rows)


def moved(files: Files) -> None:
    """Plans that went on under another EIN or number."""
    ein = files.ein
    # One plan, another EIN.
    files.filing(ein("old mill"), "SYN OLD MILL INC", 2023)
    last = {"last_rpt_spons_ein": ein("old mill"), "last_rpt_plan_num": "501"}
    files.filing(ein("new mill"), "SYN NEW MILL INC", 2024, **last)
    files.company("Syn Old Mill")
    files.company("Syn New Mill Incorporated", ("Dayton", "OH"))
    # A chain of three, with new numbers, and to another state.
    files.filing(ein("chain a"), "SYN CHAIN A", 2022)
    files.filing(
        ein("chain b"),
        "SYN CHAIN B",
        2023,
        "502",
        last_rpt_spons_ein=ein("chain a"),
        last_rpt_plan_num="501",
    )
    files.filing(
        ein("chain c"),
        "SYN CHAIN C",
        2024,
        "503",
        last_rpt_spons_ein=ein("chain b"),
        last_rpt_plan_num="502",
        spons_dfe_mail_us_city="ERIE",
        spons_dfe_mail_us_state="PA",
    )
    files.company("Syn Chain A")
    # The company's own EIN is known, and its plans went over.
    files.filing(ein("stored old"), "SYN STORED", 2023)
    files.filing(
        ein("stored new"),
        "SYN STORED",
        2024,
        last_rpt_spons_ein=ein("stored old"),
        last_rpt_plan_num="501",
    )
    files.company("Syn Stored", ein=ein("stored old"))
    # The same name under both EINs: one employer, and not two candidates.
    files.filing(ein("both old"), "SYN BOTH", 2023)
    files.filing(
        ein("both new"),
        "SYN BOTH",
        2024,
        last_rpt_spons_ein=ein("both old"),
        last_rpt_plan_num="501",
    )
    files.company("Syn Both")
    # Another number under the same EIN, and the year before filed by the old and the new one.
    files.filing(ein("number"), "SYN NUMBER", 2023, "501")
    files.filing(ein("number"), "SYN NUMBER", 2024, "502", last_rpt_plan_num="501")
    files.filing(ein("twice old"), "SYN TWICE OLD", 2024)
    files.filing(
        ein("twice new"),
        "SYN TWICE NEW",
        2024,
        last_rpt_spons_ein=ein("twice old"),
        last_rpt_plan_num="501",
    )
    # Nothing moved: the own EIN and number, an EIN of nobody, the old plan files on, a circle.
    files.filing(
        ein("own"), "SYN OWN", 2024, last_rpt_spons_ein=ein("own"), last_rpt_plan_num="501"
    )
    files.filing(
        ein("unknown"), "SYN UNKNOWN", 2024, last_rpt_spons_ein="000000000", last_rpt_plan_num="502"
    )
    files.filing(ein("unknown"), "SYN UNKNOWN", 2023, "502")
    files.filing(ein("parent"), "SYN PARENT", 2025)
    files.filing(
        ein("spun off"),
        "SYN SPUN OFF",
        2024,
        last_rpt_spons_ein=ein("parent"),
        last_rpt_plan_num="501",
    )
    files.company("Syn Parent")
    for year in (2023, 2024):
        for one, other in (("circle a", "circle b"), ("circle b", "circle a")):
            files.filing(
                ein(one),
                f"SYN {one.upper()}",
                year,
                last_rpt_spons_ein=ein(other),
                last_rpt_plan_num="501",
            )
    # Only one of two plans moved: the old EIN is an employer still.
    files.filing(ein("part"), "SYN PART", 2023, "501")
    files.filing(
        ein("part"), "SYN PART", 2024, "001", type_welfare_bnft_code="", type_pension_bnft_code="2E"
    )
    files.filing(
        ein("part buyer"),
        "SYN PART BUYER",
        2024,
        last_rpt_spons_ein=ein("part"),
        last_rpt_plan_num="501",
    )
    files.company("Syn Part")
    # A name the same EIN had before.
    files.filing(
        ein("renamed"),
        "SYN RENAMED",
        2024,
        last_rpt_spons_name="SYN BEFORE LLC",
        last_rpt_spons_ein=ein("renamed"),
    )
    files.company("Syn Before")


def violated(files: Files) -> None:
    """Violations of which the agency knows no EIN."""
    files.company("Syn Diner LLC")
    for city in ("Akron", "Dayton"):
        files.company("Syn Twin", (city, "OH"), ein=files.ein(city))
    files.company("Syn Grill", ("Columbus", "OH"), ein=files.ein("grill"))
    files.filing(files.ein("sponsor alone"), "SYN SPONSOR ALONE")
    here = {"employer_city": "Columbus", "employer_state": "OH"}
    files.violation("city", employer_name="SYN DINER, LLC", **here)
    files.violation(
        "state name", employer_name="Syn Diner", employer_city="COLUMBUS", employer_state="Ohio"
    )
    files.violation(
        "other city", employer_name="Syn Diner", employer_city="Toledo", employer_state="OH"
    )
    files.violation(
        "other state", employer_name="Syn Diner", employer_city="Columbus", employer_state="GA"
    )
    files.violation("form", employer_name="Syn Diner, Inc.", **here)
    files.violation(
        "trade name", employer_name="Datt Foods, Inc.", employer_trade_name="Syn Diner", **here
    )
    files.violation("in one text", employer_name="Datt Foods Inc dba Syn Diner", **here)
    files.violation(
        "trade elsewhere",
        employer_name="Datt Inc",
        employer_trade_name="Syn Diner",
        employer_city="Toledo",
        employer_state="OH",
    )
    files.violation(
        "payload", raw_payload='{"legal_name": "Syn Diner", "cty_nm": "Columbus", "st_cd": "OH"}'
    )
    files.violation(
        "osha payload",
        source_agency="OSHA",
        raw_payload='{"ESTAB_NAME": "SYN DINER", "SITE_CITY": "COLUMBUS", "SITE_STATE": "OH"}',
    )
    files.violation("twins", employer_name="Syn Twin", employer_city="Toledo", employer_state="OH")
    files.violation("twin", employer_name="Syn Twin", employer_city="Akron", employer_state="OH")
    files.violation("grill", employer_name="Syn Grill", **here)
    files.violation("grill ein", ein=files.ein("grill"))
    files.violation("sponsor", employer_name="Syn Sponsor Alone Inc", **here)
    files.violation("nobody known", employer_name="Syn Nobody", **here)
    files.violation("says nobody")
    files.violation("bad ein", ein="000000000", employer_name="Syn Diner", **here)
    files.violation("moved", ein=files.ein("stored new"))
    # The same but for the employer: two violations.
    for name in ("Syn Diner", "Syn Grill"):
        files.violation("", employer_name=name, **here, violation_type="Wages")


# An EIN -> the companies in a list that have it, and how many they are.
SHARED_EINS = {
    "strangers": ({"Quillon Bakery": "OH", "Marrow Tannery LLC": "PA"}, 2),
    "strangers and kin": ({"Ember Foundry": "OH", "Ember Works": "PA", "Larch Dairy": "WV"}, 3),
    "words of everybody": ({"Dapple Services Inc": "OH", "Jasper Services Inc": "PA"}, 2),
    "kin": ({"Birch Steel": "OH", "Birch Orchards Inc": "PA"}, 1),
    "over a third": ({"Fjord Quarry": "OH", "Fjord Kennels": "PA", "Kennels of Hazel": "WV"}, 1),
    "one state": ({"Garnet Laundry": "OH", "Indigo Weavers": "OH"}, 1),
}


def filed() -> Files:
    files = Files()
    for company, sponsor in SAME.items():
        files.company(company)
        files.filing(files.ein(company), sponsor)
    for company, sponsors in FORMS.items():
        files.company(company)
        for sponsor in sponsors:
            files.filing(files.ein(sponsor), sponsor)
    # What must not meet: a trade name in another city, or one on both sides.
    files.filing(files.ein("franchise"), "SYN HOLDER ONE LLC DBA SYN FRANCHISE")
    files.company("Syn Franchise", ("Dayton", "OH"))
    files.company("Syn Holder Two LLC DBA Syn Franchise")
    for of, (companies, _) in SHARED_EINS.items():
        for company, state in companies.items():
            files.company(company, ("Franklin", state), ein=files.ein(of))
    moved(files)
    violated(files)
    return files


class Answers:
    """What the marts of one warehouse say."""

    def __init__(self, warehouse: Warehouse, files: Files) -> None:
        self.files = files
        self.warehouse = warehouse
        queue = (
            "select s.company_name, q.ein, q.current_ein, q.former_ein, q.status, q.best_score,"
            " q.doubt, q.next_action, q.company_unique_id"
            " from company.ein_resolution_queue as q"
            " join company.company_master as s on q.company_unique_id = s.company_unique_id"
        )
        self.queue: dict[str, tuple] = {name: row for name, *row in warehouse.query(queue)}
        plans = (
            "select sponsor_dfe_ein, plan_number, plan_year, is_latest_plan_year, moved_to_ein"
            " from dol.plan_year"
        )
        self.plans = {
            tuple(map(str, key)): rest
            for *key, rest in [
                (ein, plan, year, (latest, to))
                for ein, plan, year, latest, to in warehouse.query(plans)
            ]
        }
        violations = (
            "select v.case_number, v.match_status, v.match_method, v.match_score, v.match_doubt,"
            " m.company_name, v.employer_ein, v.violation_type"
            " from dol.violations as v left join company.company_master as m"
            " on v.company_unique_id = m.company_unique_id"
        )
        self.violations = {case: row for case, *row in warehouse.query(violations)}

    def latest(self, of: str, plan: str, year: int) -> tuple:
        """Whether a plan year is its plan's newest, and the EIN it went on under."""
        return self.plans[(self.files.ein(of), plan, str(year))]


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def answers(request, work, shared, processes, tmp_path_factory) -> Answers:
    """One warehouse, built from the raw files of all cases."""
    server = request.getfixturevalue("pg_server") if request.param == "postgres" else None
    warehouse = empty_warehouse(request.param, work, shared, processes, request, server)
    warehouse.whole = True
    warehouse.begin_with("nothing")
    warehouse.raw = tmp_path_factory.mktemp("cases")
    files = filed()
    files.write(warehouse.raw)
    warehouse.build(*SELECT, as_of=TODAY)
    return Answers(warehouse, files)


def test_names_meet_whatever_stands_around_them(answers):
    wrong = {
        company: answers.queue[company]
        for company in SAME
        if answers.queue[company][0] != answers.files.ein(company)
    }
    assert not wrong
    assert answers.queue["SYN CLINICS, INC. DBA SYN HEALTH"][3] == "matched"


def test_trade_names_of_two_employers_do_not_meet(answers):
    for company in ("Syn Franchise", "Syn Holder Two LLC DBA Syn Franchise"):
        assert answers.queue[company][3] == "not_found", company


def test_another_legal_form_is_a_doubt(answers):
    told = {
        company: (row[0], row[3], float(row[4]), row[5])
        for company, row in answers.queue.items()
        if company in FORMS
    }
    ein = answers.files.ein
    assert told == {
        "Syn Gear, LLC": (ein("SYN GEAR, L.L.C."), "matched", 0.95, None),
        "Syn Shaft": (ein("SYN SHAFT, INC."), "matched", 0.95, None),
        "Syn Wheel Corporation": (ein("SYN WHEEL"), "matched", 0.95, None),
        "Syn Axle Corp": (ein("SYN AXLE INCORPORATED"), "matched", 0.95, None),
        "SYN ROTOR, LLC": (ein("SYN ROTOR, INC."), "matched", 0.88, "legal_form_differs"),
        "Syn Piston Inc": (ein("SYN PISTON LLP"), "matched", 0.88, "legal_form_differs"),
        "Syn Bank, N.A.": (ein("SYN BANK CORPORATION"), "matched", 0.88, "legal_form_differs"),
        "Syn Valve, LLC": (ein("SYN VALVE, LLC"), "matched", 0.95, None),
        "Syn Crank": (None, "ambiguous", 0.95, None),
    }
    assert answers.queue["SYN ROTOR, LLC"][6] == "check_legal_form"


def test_a_moved_plan_is_one_plan(answers):
    ein = answers.files.ein
    assert {
        (of, plan, year): answers.latest(of, plan, year)
        for of, plan, year in [
            ("old mill", "501", 2023),
            ("new mill", "501", 2024),
            ("chain a", "501", 2022),
            ("chain b", "502", 2023),
            ("chain c", "503", 2024),
            ("number", "501", 2023),
            ("number", "502", 2024),
            ("twice old", "501", 2024),
            ("twice new", "501", 2024),
            ("own", "501", 2024),
            ("unknown", "502", 2023),
            ("parent", "501", 2025),
            ("spun off", "501", 2024),
            ("circle a", "501", 2024),
            ("circle b", "501", 2024),
            ("part", "501", 2023),
            ("part", "001", 2024),
        ]
    } == {
        ("old mill", "501", 2023): (False, ein("new mill")),
        ("new mill", "501", 2024): (True, None),
        ("chain a", "501", 2022): (False, ein("chain b")),
        ("chain b", "502", 2023): (False, ein("chain c")),
        ("chain c", "503", 2024): (True, None),
        ("number", "501", 2023): (False, ein("number")),
        ("number", "502", 2024): (True, None),
        ("twice old", "501", 2024): (False, ein("twice new")),
        ("twice new", "501", 2024): (True, None),
        ("own", "501", 2024): (True, None),
        ("unknown", "502", 2023): (True, None),
        ("parent", "501", 2025): (True, None),
        ("spun off", "501", 2024): (True, None),
        ("circle a", "501", 2024): (True, None),
        ("circle b", "501", 2024): (True, None),
        ("part", "501", 2023): (False, ein("part buyer")),
        ("part", "001", 2024): (True, None),
    }
    renewals = dict(
        answers.warehouse.query(
            "select sponsor_dfe_ein, count(*) from dol.renewal group by sponsor_dfe_ein"
        )
    )
    for old, new in (("old mill", "new mill"), ("chain a", "chain c"), ("twice old", "twice new")):
        assert (renewals.get(ein(old)), renewals.get(ein(new))) == (None, 1)
    plans = dict(answers.warehouse.query("select sponsor_dfe_ein, plan_count from dol.sponsor"))
    assert (plans[ein("old mill")], plans[ein("new mill")], plans[ein("number")]) == (0, 1, 1)


def test_an_old_sponsor_leads_to_the_new_one(answers):
    ein = answers.files.ein
    found = {
        company: answers.queue[company][:4]
        for company in (
            "Syn Chain A",
            "Syn Stored",
            "Syn Both",
            "Syn Parent",
            "Syn Part",
            "Syn Before",
        )
    }
    both = ein("both new")
    assert found == {
        "Syn Chain A": [ein("chain c"), ein("chain c"), ein("chain a"), "matched"],
        "Syn Stored": [ein("stored old"), ein("stored new"), None, "matched"],
        "Syn Both": [both, both, None, "matched"],
        "Syn Parent": [ein("parent"), ein("parent"), None, "matched"],
        "Syn Part": [ein("part"), ein("part"), None, "matched"],
        "Syn Before": [ein("renamed"), ein("renamed"), None, "matched"],
    }
    # Two companies would have the EIN that both names lead to: the one in its city has it.
    assert answers.queue["Syn Old Mill"][2:4] == [ein("old mill"), "matched"]
    assert answers.queue["Syn New Mill Incorporated"][3] == "ambiguous"
    profile = dict(
        answers.warehouse.query("select company_unique_id, plan_count from company.dol_profile")
    )
    assert profile[answers.queue["Syn Stored"][7]] == 1


def test_a_violation_without_an_ein_finds_its_employer(answers):
    ein = answers.files.ein
    told = {
        case: (status, method, score and float(score), doubt, company, number)
        for case, (status, method, score, doubt, company, number, _) in answers.violations.items()
        if case
    }
    city, state = "exact_name_state_city", "exact_name_state"
    diner = "Syn Diner LLC"
    assert told == {
        "city": ("matched", city, 0.95, None, diner, None),
        "state name": ("matched", city, 0.95, None, diner, None),
        "other city": ("matched", state, 0.9, None, diner, None),
        "other state": ("not_found", None, None, None, None, None),
        "form": ("matched", city, 0.88, "legal_form_differs", diner, None),
        "trade name": ("matched", city, 0.95, None, diner, None),
        "in one text": ("matched", city, 0.95, None, diner, None),
        "trade elsewhere": ("not_found", None, None, None, None, None),
        "payload": ("matched", city, 0.95, None, diner, None),
        "osha payload": ("matched", city, 0.95, None, diner, None),
        "twins": ("ambiguous", None, 0.9, None, None, None),
        "twin": ("matched", city, 0.95, None, "Syn Twin", ein("Akron")),
        "grill": ("matched", city, 0.95, None, "Syn Grill", ein("grill")),
        "grill ein": ("matched", "ein", 1.0, None, "Syn Grill", ein("grill")),
        "sponsor": ("matched", city, 0.95, None, None, ein("sponsor alone")),
        "nobody known": ("not_found", None, None, None, None, None),
        "says nobody": ("not_found", None, None, None, None, None),
        "bad ein": ("matched", city, 0.95, None, diner, None),
        "moved": ("matched", "ein", 1.0, None, "Syn Stored", ein("stored new")),
    }


def test_no_violation_is_lost_and_what_is_unclear_is_in_the_queue(answers):
    rows = answers.files.rows["dol/violations.csv"]
    ((kept,),) = answers.warehouse.query("select count(*) from dol.violations")
    assert kept == len(rows)
    queue = dict(
        answers.warehouse.query("select case_number, next_action from dol.violation_queue")
    )
    assert queue == {
        "other state": "look_up_employer",
        "form": "check_legal_form",
        "trade elsewhere": "look_up_employer",
        "twins": "choose_employer",
        "nobody known": "look_up_employer",
        "says nobody": "look_up_case",
    }
    profile = {
        name: counts
        for name, *counts in answers.warehouse.query(
            "select m.company_name, p.violation_count, p.penalty_low_usd"
            " from company.dol_profile as p join company.company_master as m"
            " on p.company_unique_id = m.company_unique_id where p.violation_count > 0"
        )
    }
    assert {name: count for name, (count, _) in profile.items()} == {
        "Syn Diner LLC": 10,
        "Syn Grill": 3,
        "Syn Twin": 1,
        "Syn Stored": 1,
    }


def test_an_ein_of_unlike_companies_merges_nothing_and_is_told(answers):
    listed = (
        "select m.source_record_id, m.company_unique_id, s.ein from company.company_source_map as m"
        " join company.company_master as s on m.company_unique_id = s.company_unique_id"
    )
    rows = {record: row for record, *row in answers.warehouse.query(listed)}
    raw = answers.files.rows["intake/company_raw_intake.csv"]
    numbers = {row["company"]: row["id"] for row in raw}
    warned = {
        value
        for (value,) in answers.warehouse.query(
            "select distinct failed_value from company.validation_failures_log"
            " where reason_code = 'ein_of_unlike_companies'"
        )
    }
    for of, (companies, count) in SHARED_EINS.items():
        of_ein = [rows[numbers[company]] for company in companies]
        ein = answers.files.ein(of)
        assert len({company for company, _ in of_ein}) == count, of
        assert {stored for _, stored in of_ein} == {ein if count == 1 else None}, of
        assert (ein in warned) == (count > 1), of


def test_nothing_is_lost(answers):
    lost = answers.warehouse.query(
        "select source_table, difference from ops.row_accounting where difference <> 0"
    )
    assert not lost
