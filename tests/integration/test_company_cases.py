"""Rows as real lists have them, and what becomes of each: one build per engine of them all."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest
from conftest import ONLY_ROWS, begin_all, build_all

pytestmark = [pytest.mark.company, pytest.mark.whole]

AS_OF = "2026-11-30 06:00:00"
# What a row says unless a case says otherwise. Name and website are made from its id.
GOOD = {
    "num_employees": "120",
    "industry": "logistics",
    "company_city": "Columbus",
    "company_state": "OH",
    "company_postal_code": "43004",
    "created_at": "2026-01-01",
    "ein": "",
    "company_phone": "",
}
COLUMNS = ["id", "company", "website", *GOOD]

# Id of a row -> how it differs from a good one, and what its company or its quarantine must say.
CASES: dict[str, tuple[dict[str, str], dict[str, object]]] = {}


def case(name: str, row: dict[str, str] | None = None, **expected: object) -> None:
    assert name not in CASES
    CASES[name] = (row or {}, expected)


def promoted(name: str, row: dict[str, str], warning: str | None = None, **values: object) -> None:
    case(name, row, warning=warning, **values)


def turned_away(name: str, row: dict[str, str], reason: str) -> None:
    case(name, row, reason=reason)


promoted("good", {}, address_state="OH", address_zip="43004", employee_count=120)

# What says nothing about the number of employees warns, and what is wrong turns away.
for number, text in enumerate(["", " ", "nan", "NaN", "N/A", "#N/A", "<NA>", "#REF!", "None", "-"]):
    promoted(
        f"count_{number}", {"num_employees": text}, "employee_count_missing", employee_count=None
    )
turned_away("count_below", {"num_employees": "49"}, "employee_count_below_minimum")
turned_away("count_zero", {"num_employees": "0"}, "employee_count_placeholder")
turned_away("count_words", {"num_employees": "lots"}, "employee_count_invalid_format")

# Numbers as somebody typed them.
for number, (text, count) in enumerate(
    {
        "5K": 5000,
        "1.2k": 1200,
        "5k employees": 5000,
        "5K+": 7500,
        "~200": 200,
        "approx. 200": 200,
        "200 (est.)": 200,
        "51 to 200": 125,
        "51-200": 125,
        "51–200": 125,
        "51 - 200 employees": 125,
        "between 51 and 200": 125,
        '="120"': 120,
        "'120": 120,
        "120.0": 120,
        "1,200.0": 1200,
        "more than 100": 150,
        "10,001+": 15001,
    }.items()
):
    promoted(f"size_{number}", {"num_employees": text}, employee_count=count)

# Names.
for name in ("3M", "HP", "GE", "EY", "84 Lumber", "Wawa Inc", "A&P"):
    promoted(f"name_{name}", {"company": name}, company_name=name)
for number, name in enumerate(
    ["nan", "NaN", "<NA>", "#N/A", "#REF!", "#VALUE!", "NULL", "None", "-", ""]
):
    turned_away(f"noname_{number}", {"company": name}, "company_name_missing")
turned_away("name_test", {"company": "Test Company"}, "company_name_placeholder")
turned_away("name_letter", {"company": "Q"}, "company_name_too_short")
turned_away("name_digits", {"company": "12345"}, "company_name_without_letters")
turned_away("name_signs", {"company": "*** ***"}, "company_name_without_letters")
turned_away(
    "name_long",
    {"company": "".join(chr(97 + i * i % 23) for i in range(2700))},
    "company_name_too_long",
)
turned_away("name_301", {"company": "a" * 301}, "company_name_too_long")
promoted("name_300", {"company": "a" * 300})
turned_away("name_broken", {"company": "Broken\nName Works"}, "company_name_has_line_break")
turned_away("name_returned", {"company": "Returned\r\nName Works"}, "company_name_has_line_break")
promoted("name_ended", {"company": "Ended Works\n"}, company_name="Ended Works")
promoted("name_formula", {"company": '="Formula Works"'}, company_name="Formula Works")

# States.
for text, code, city, zip_code in (
    ("W. Va.", "WV", "Charleston", "25301"),
    ("w va", "WV", "Charleston", "25301"),
    ("West Virginia, USA", "WV", "Charleston", "25301"),
    ("Pa.", "PA", "Erie", "16501"),
    ("Penna.", "PA", "Erie", "16501"),
    ("Commonwealth of Pennsylvania", "PA", "Erie", "16501"),
    ("OH, USA", "OH", "Columbus", "43004"),
    ("US-OH", "OH", "Columbus", "43004"),
    ("Ohio, United States", "OH", "Columbus", "43004"),
    ("OH - Ohio", "OH", "Columbus", "43004"),
    ("Oh.", "OH", "Columbus", "43004"),
    ('="OH"', "OH", "Columbus", "43004"),
    ("Md.", "MD", "Baltimore", "21201"),
    ("Ky.", "KY", "Paducah", "42001"),
    ("Va.", "VA", "Roanoke", "24011"),
):
    promoted(
        f"state_{text}",
        {"company_state": text, "company_city": city, "company_postal_code": zip_code},
        address_state=code,
        address_zip=zip_code,
    )
for text in (
    "D.C.",
    "DC",
    "Washington, D.C.",
    "District of Columbia",
    "Ontario",
    "USA",
    "Ohiostan",
):
    turned_away(f"state_{text}", {"company_state": text}, "state_not_allowed")
turned_away("state_nan", {"company_state": "nan"}, "state_missing")

# ZIP codes.
for number, (text, zip_code, state) in enumerate(
    (
        ('="43004"', "43004", "OH"),
        ("'43004", "43004", "OH"),
        ("43004.0", "43004", "OH"),
        ("15222–1234", "15222-1234", "PA"),
        ("15222-1234", "15222-1234", "PA"),
        ("152221234.0", "15222-1234", "PA"),
        ("20135", "20135", "VA"),
        ("26705", "26705", "WV"),
        ("42223", "42223", "KY"),
        ("20598", "20598", "VA"),
    )
):
    promoted(
        f"zip_{number}", {"company_postal_code": text, "company_state": state}, address_zip=zip_code
    )
for text, state in (
    ("20175", "MD"),
    ('="02139"', "OH"),
    ("2139.0", "OH"),
    ("20814", "VA"),
    ("20001", "MD"),
    ("22202-1234", "MD"),
    ("09001", "PA"),
    ("00901", "WV"),
):
    promoted(
        f"zip_{text}_{state}",
        {"company_postal_code": text, "company_state": state},
        "zip_not_in_state",
    )
promoted("zip_none", {"company_postal_code": "#N/A"}, address_zip=None)

# Countries' domains.
for domain in ("com.au", "de", "co.uk", "ca"):
    promoted(
        f"abroad_{domain}",
        {"website": f"https://www.synforeign-{domain[:2]}.{domain}", "company_city": "Perth"},
        "domain_of_other_country",
    )
for domain in ("co", "io", "ai", "me", "tv", "us", "com", "tech"):
    promoted(f"anywhere_{domain}", {"website": f"https://synplace-{domain}.{domain}"})

# Cities and phones that say nothing.
for number, text in enumerate(["nan", "NaN", "<NA>", "#VALUE!", "NULL"]):
    promoted(f"city_{number}", {"company_city": text}, "location_missing", address_city=None)
    promoted(f"phoneless_{number}", {"company_phone": text}, "phone_missing", company_phone=None)
for number, text in enumerate(
    [
        "(614) 555-0101",
        "(614) 555-0101;ext=5",
        "614-555-0101 x5",
        "614.555.0101 ext. 5",
        "+1 614 555 0101",
        "'+16145550101",
        '="6145550101"',
        "6145550101.0",
        "614–555–0101",
        "Phone: 614-555-0101",
    ]
):
    promoted(f"phone_{number}", {"company_phone": text}, company_phone="+16145550101")
for text in (
    "999-999-9999",
    "222-222-2222",
    "000-000-0000",
    "911-555-0101",
    "614-911-0101",
    "123-456-7890",
):
    promoted(f"phone_{text}", {"company_phone": text}, "phone_invalid_format", company_phone=None)

# EINs: each has another, because one that two rows share makes them one company.
for text, ein in (
    ("EIN: 31-3456787", "313456787"),
    ("'31-3456782", "313456782"),
    ("313456783.0", "313456783"),
    ('="31-3456784"', "313456784"),
    ("31–3456785", "313456785"),
    ("FEIN 31-3456786", "313456786"),
    (" 31 3456781 ", "313456781"),
):
    promoted(f"ein_{ein}", {"ein": text}, ein=ein)
promoted("ein_nan", {"ein": "nan"}, ein=None)

# Industries.
for text, label in (
    ("oil and energy", "Oil & Energy"),
    ("OIL & ENERGY", "Oil & Energy"),
    ("Hospital and Health Care", "Hospital & Health Care"),
    ("non-profit organization management", "Nonprofit Organization Management"),
    ("Sprocket Polishing", "Sprocket Polishing"),
):
    promoted(f"industry_{text}", {"industry": text}, industry_label=label, industry=text)
promoted("industry_unknown", {"industry": "Unknown"}, "industry_placeholder", industry_label=None)

# What Parquet files say in numbers: doubles.
DOUBLES = {
    "id": 9001.0,
    "ein": 251111111.0,
    "zip": 16501.0,
    "employees": 120.0,
    "phone": 8145550101.0,
}

# One company in several rows: of those that are dated up to the day of the run the newest counts.
SEVERAL = {
    "ahead": [("100", "2062-01-01"), ("300", "2026-06-01"), ("310", "2026-09-01")],
    "typed": [("100", "2025-01-01 09:00:00"), ("300", "6/1/2026 9:00")],
    "evening": [("100", "6/1/2026 9:00 AM"), ("300", "6/1/2026 1:00 PM")],
    "named": [("100", "01-JAN-2025"), ("300", "01-JUN-2026")],
    "worded": [("100", "January 5, 2025"), ("300", "June 5, 2026")],
    "tomorrow": [("100", "2026-12-02"), ("300", "2026-11-30 20:00:00")],
    "only ahead": [("300", "2062-01-01")],
}


def write(folder: Path) -> None:
    """The raw files with all cases."""
    (folder / "intake").mkdir()
    with (folder / "intake" / "companies.csv").open("w", newline="", encoding="utf-8") as stream:
        rows = csv.DictWriter(stream, COLUMNS)
        rows.writeheader()
        for number, (name, (row, _)) in enumerate(CASES.items()):
            word = "".join(chr(97 + int(digit)) for digit in str(number))
            given = {"company": f"Syn {word} Works", "website": f"https://syn-{word}.example"}
            rows.writerow({**GOOD, **given, **row, "id": name})
        for name, deliveries in SEVERAL.items():
            for number, (employees, created_at) in enumerate(deliveries):
                given = {
                    "id": f"{name} {number}",
                    "company": f"Several {name}",
                    "website": f"https://several-{name.replace(' ', '-')}.example",
                    "num_employees": employees,
                    "created_at": created_at,
                }
                rows.writerow({**GOOD, **given})
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select {DOUBLES['id']}::double as id, 'Doubled Works' as company,"
            " 'https://doubled.example' as website, 'Erie' as city, 'PA' as state,"
            f" {DOUBLES['ein']}::double as ein, {DOUBLES['zip']}::double as zip,"
            f" {DOUBLES['phone']}::double as phone, {DOUBLES['employees']}::double as employees,"
            " 'https://www.linkedin.com/company/doubled' as company_linkedin)"
            f" to '{folder / 'intake' / 'companies_doubles.parquet'}' (format parquet)"
        )
    # The headers of other vendors.
    with (folder / "intake" / "companies_headers.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows(
            [
                [
                    "Id",
                    "Company Name",
                    "Company Website",
                    "Number of Employees",
                    "Company LinkedIn Url",
                    "City",
                    "State",
                ],
                [
                    "headers",
                    "Headers Works",
                    "headers.example",
                    "120",
                    "linkedin.com/company/headers",
                    "Erie",
                    "PA",
                ],
            ]
        )


MASTER = (
    "company_name, employee_count, company_phone, address_city, address_state, address_zip, ein,"
    " industry, industry_label, linkedin_url, warning_codes"
)


@pytest.fixture
def both(duck, pg, tmp_path):
    """Both warehouses, built from the raw files with all cases."""
    raw = tmp_path / "raw"
    raw.mkdir()
    write(raw)
    duck.raw = pg.raw = raw
    begin_all((duck, pg), "nothing")
    build_all((duck, pg), "--select", "source:intake+", *ONLY_ROWS, as_of=AS_OF)
    return duck, pg


def problems(warehouse) -> list[str]:
    """What is otherwise than a case says."""
    names = MASTER.replace(" ", "").split(",")
    companies = {
        row[0]: dict(zip(names, row[1:], strict=True))
        for row in warehouse.query(
            f"select p.source_record_id, {', '.join('m.' + name for name in names)}"
            " from company.promotion as p join company.company_master as m"
            " on p.company_unique_id = m.company_unique_id where p.outcome = 'promoted'"
        )
    }
    quarantine = dict(
        warehouse.query("select source_record_id, reason_codes from intake.quarantine")
    )
    wrong = []
    for name, (_, expected) in CASES.items():
        if "reason" in expected:
            if quarantine.get(name) != expected["reason"]:
                wrong.append(f"{name}: {quarantine.get(name)}, not {expected['reason']}")
            continue
        company = companies.get(name)
        if company is None:
            wrong.append(f"{name}: not promoted ({quarantine.get(name)})")
            continue
        warnings = set((company["warning_codes"] or "").split(","))
        ordinary = {"linkedin_missing", "phone_missing", "apollo_id_missing", ""}
        if warnings - ordinary != {expected["warning"]} - ordinary - {None}:
            wrong.append(f"{name}: warns {warnings}, not {expected['warning']}")
        elif expected["warning"] and expected["warning"] not in warnings:
            wrong.append(f"{name}: does not warn {expected['warning']}")
        for column, value in expected.items():
            if column != "warning" and company[column] != value:
                wrong.append(f"{name}: {column} is {company[column]!r}, not {value!r}")
    return wrong


def test_each_row_is_what_its_case_says(both):
    for warehouse in both:
        assert problems(warehouse) == [], warehouse.engine
        assert warehouse.query(
            "select company_name, employee_count from company.company_master"
            " where company_name like 'Several %' order by company_name"
        ) == sorted((f"Several {name}", 310 if name == "ahead" else 300) for name in SEVERAL), (
            warehouse.engine
        )
        assert warehouse.query(
            "select p.source_record_id, l.failed_value from company.validation_failures_log as l"
            " join company.promotion as p on l.raw_row_id = p.raw_row_id"
            " where l.reason_code = 'date_in_future' order by p.source_record_id"
        ) == [
            ("ahead 0", "2062-01-01 00:00:00"),
            ("only ahead 0", "2062-01-01 00:00:00"),
            ("tomorrow 0", "2026-12-02 00:00:00"),
        ], warehouse.engine
        # Nor is it when a company was last heard of.
        assert warehouse.query(
            "select max(updated_at) < timestamp '2027-01-01 00:00:00' from company.company_master"
        ) == [(True,)]
        assert warehouse.query(
            "select ein, address_zip, employee_count, company_phone, linkedin_url"
            " from company.company_master where company_name = 'Doubled Works'"
        ) == [
            (
                "251111111",
                "16501",
                120,
                "+18145550101",
                "https://www.linkedin.com/company/doubled",
            )
        ], warehouse.engine
        assert warehouse.query(
            "select company_domain, employee_count, address_city, linkedin_url"
            " from company.company_master where company_name = 'Headers Works'"
        ) == [("headers.example", 120, "Erie", "https://www.linkedin.com/company/headers")]
        # Nothing is lost: each row is in a company or in quarantine.
        assert warehouse.query(
            "select raw_rows, difference from ops.row_accounting"
            " where source_table = 'intake.company_raw_intake'"
        ) == [(len(CASES) + sum(len(rows) for rows in SEVERAL.values()) + 2, 0)]


def test_a_severity_for_a_rule_that_is_not_there_is_refused(duck):
    duck.begin_with("nothing")
    result = duck.dbt(
        *("run", "--select", "int_company__validated"),
        *("--vars", "{rule_severity: {employee_count_missed: warning}}"),
        check=False,
    )
    assert result.returncode != 0
    assert "there is no rule employee_count_missed in seed validation_rules" in result.stdout
    assert "employee_count_missing" in result.stdout
