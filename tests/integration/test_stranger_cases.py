"""Strangers that must not become one company, and namesakes that must, from raw files to marts.

One warehouse per engine holds all the cases, each with names and places of its own. A case's rows
are told by the beginning of their id.
"""

from __future__ import annotations

import csv
import itertools
import json
from collections import defaultdict
from pathlib import Path

import pytest
from conftest import ONLY_ROWS, Warehouse, empty_warehouse

pytestmark = [pytest.mark.company, pytest.mark.whole]

HEADER = [
    "id",
    "company",
    "website",
    "num_employees",
    "industry",
    "company_city",
    "company_state",
    "company_postal_code",
    "created_at",
    "ein",
]
PLACES = [
    ("Columbus", "OH"),
    ("Pittsburgh", "PA"),
    ("Richmond", "VA"),
    ("Baltimore", "MD"),
    ("Charleston", "WV"),
    ("Louisville", "KY"),
]
# Names of which no two share a word.
FIRST = [
    "Amber",
    "Birch",
    "Cobalt",
    "Dapple",
    "Ember",
    "Fjord",
    "Garnet",
    "Hazel",
    "Indigo",
    "Jasper",
    "Kestrel",
    "Larch",
]
LAST = [
    "Bakery",
    "Dairy",
    "Foundry",
    "Kennels",
    "Laundry",
    "Orchard",
    "Quarry",
    "Sawmill",
    "Tannery",
    "Vineyard",
    "Weavers",
]
INTAKE = ("--select", "source:intake+", *ONLY_ROWS)

# Case -> rows of (company, website, city, state, ein).
Row = tuple[str, str, str, str, str]
CASES: dict[str, list[Row]] = {}


def strangers(case: str, websites: list[str], eins: list[str] | None = None, names=None) -> None:
    """A case of companies in as many states, with names that have nothing in common."""
    serial = len(CASES)
    rows = []
    for number, website in enumerate(websites):
        name = (
            names[number]
            if names
            else (
                f"{FIRST[(number + serial) % len(FIRST)]} {LAST[(number * 3 + serial) % len(LAST)]}"
                f" {case.replace('_', '')}{'abcdef'[number]}"
            )
        )
        ein = eins[number] if eins else ""
        rows.append((name, website, *PLACES[number % len(PLACES)], ein))
    CASES[case] = rows


def paths(host: str, count: int = 6) -> list[str]:
    return [f"https://{host}/{'abcdef'[number]}" for number in range(count)]


# Hosts of somebody else's, with a path that tells companies apart.
NOT_OWN = [
    *("www.google.com/maps/place", "maps.google.com", "goo.gl/maps", "maps.app.goo.gl", "g.page"),
    *("sites.google.com/view", "docs.google.com/forms", "web.archive.org/web/2020", "github.com"),
    *(
        "www.indeed.com/cmp",
        "www.zoominfo.com/c",
        "linktr.ee",
        "www.yelp.com/biz",
        "m.yelp.com/biz",
    ),
    *("www.glassdoor.com/Overview", "www.crunchbase.com/organization", "www.bizapedia.com/oh"),
    *(
        "www.manta.com/c",
        "www.dnb.com/business-directory",
        "www.bbb.org/us/oh",
        "www.mapquest.com/us",
    ),
    *("opencorporates.com/companies/us_oh", "www.etsy.com/shop", "www.amazon.com/stores"),
    *("www.ebay.com/str", "www.facebook.com", "m.facebook.com", "uk.linkedin.com/company"),
    *("www.co.uk", "k12.oh.us", "wixsite.com", "godaddysites.com", "bit.ly"),
]
MAIL = [
    *("att.net", "sbcglobal.net", "comcast.net", "verizon.net", "bellsouth.net", "cox.net"),
    *("charter.net", "frontier.com", "yahoo.co.uk", "gmail.com", "hotmail.co.uk", "catholic.org"),
    *("usa.com", "cityoflondon.org", "columbus.rr.com", "mail.yahoo.com", "protonmail.com"),
]
for number, host in enumerate(NOT_OWN):
    strangers(f"own{number}", paths(host, 3))
for number, host in enumerate(MAIL):
    strangers(f"mail{number}", [f"{name}@{host}" for name in ("ann", "bob", "cyd")])
strangers("mailhost", ["yahoo.co.uk", "www.yahoo.co.uk", "http://mail.yahoo.co.uk/"])
strangers("maps", paths("www.google.com/maps/place"))

# A host that no list knows.
strangers("unknown", paths("directory-nobody-knows.example", 3))
strangers(
    "unknownsub", [f"https://{s}.regional-directory.example/x" for s in ("oh", "oh", "va", "oh")]
)
strangers("unknownuk", paths("www.trade-list.co.uk", 4))
strangers(
    "unknownform",
    paths("forms-directory.example", 3),
    names=["Amberly Services LLC", "Birchall Services LLC", "The Cobalton Services LLC"],
)
# Their own below what belongs to somebody else.
OWN_BELOW = {
    "tenants": ["acme-c.wixsite.com", "https://beta.wixsite.com/home", "gamma.wixsite.com"],
    "pages": ["x.github.io", "y.github.io", "z.github.io"],
    "blogs": ["a-acme.blogspot.com", "b-acme.blogspot.com", "c-acme.blogspot.com"],
    "builder": ["a-acme.weebly.com", "b-acme.weebly.com", "c-acme.weebly.com"],
    "britain": ["a-acme.co.uk", "b-acme.co.uk", "www.c-acme.co.uk"],
    "schools": ["a.k12.oh.us", "b.k12.oh.us", "www.c.k12.pa.us"],
}
for case, websites in OWN_BELOW.items():
    strangers(case, websites)

# EIN as it came -> what is said of it.
BAD_EINS = {
    "12-3456789": "ein_placeholder",
    "123456789": "ein_placeholder",
    "98-7654321": "ein_placeholder",
    "01-2345678": "ein_placeholder",
    "00-0000000": "ein_placeholder",
    "999999999": "ein_placeholder",
    "11-1111111": "ein_placeholder",
    "12-1212121": "ein_placeholder",
    "00-1234567": "ein_invalid_prefix",
    "07-1234560": "ein_invalid_prefix",
    "89-1234560": "ein_invalid_prefix",
    "961234560": "ein_invalid_prefix",
    "12-34567": "ein_invalid_format",
    "12-345678": "ein_invalid_format",
    "1234567": "ein_invalid_format",
    "none yet": "ein_invalid_format",
    "123-45-6780": "ein_looks_like_ssn",
    "234 56 7801": "ein_looks_like_ssn",
    "345–67–8012": "ein_looks_like_ssn",
    "SSN: 456-78-9013": "ein_looks_like_ssn",
}
SSN_DIGITS = [
    ("123", "45", "6780"),
    ("234", "56", "7801"),
    ("345", "67", "8012"),
    ("456", "78", "9013"),
]
for number, ein in enumerate(BAD_EINS):
    sites = [f"https://ein{number}{letter}.example" for letter in "abcdef"]
    strangers(f"ein{number}", sites, [ein] * 6)
GOOD_EINS = {
    "12-3456787": "123456787",
    "251111111": "251111111",
    "52-1234567": "521234567",
    "12345670": "012345670",
    "1-2345671": "012345671",
}
for number, ein in enumerate(GOOD_EINS):
    CASES[f"goodein{number}"] = [
        (f"Good Number {number}", f"https://good{number}.example", "Columbus", "OH", ein)
    ]

# Names that say nothing, or say it in another script.
SAME_PLACE = {
    "script": ["日本 LLC", "中国 LLC", "🍕 LLC", "🍔 LLC", "Ελλάς LLC"],
    "cyrillic": ["Кафе 24", "Банк 24", "24 LLC", "The 24 Inc"],
    "arabic": ["شركة Inc", "مطعم Inc", "Inc.", "The Inc"],
    "marks": ["?? LLC", "???? Inc", "🍕🍕 Co"],
}
for case, names in SAME_PLACE.items():
    CASES[case] = [
        (name, f"https://{case}-{number}.example", "Erie", "PA", "")
        for number, name in enumerate(names)
    ]
# A company of which nothing is known but a name that says nothing.
CASES["nothing"] = [("🍕 LLC", f"facebook.com/pizza{n}", "Erie", "PA", "") for n in range(2)]

NAME = "Syn Control Systems"
CASES["namesakes"] = [
    (f"{NAME} Inc", "syncontrol-a.com", "Pittsburgh", "PA", ""),
    (f"{NAME}, Inc.", "syncontrol-b.com", "Bethlehem", "PA", ""),
]

# One company each, as it should be.
ONE = {
    "smith": [
        ("Smith & Sons Casefile", "smith-sons.example", "Dayton", "OH", ""),
        ("The Smith and Sons Casefile, L.L.C.", "", "Dayton", "OH", ""),
    ],
    "nowebsite": [
        ("Onesite Casefile", "onesite.example", "Dayton", "OH", ""),
        ("Onesite Casefile LLC", "https://www.facebook.com/onesite", "Akron", "OH", ""),
        ("The Onesite Casefile", "onesite@gmail.com", "Toledo", "OH", ""),
    ],
    "samecity": [
        ("Twosite Casefile", "twosite.com", "Dayton", "OH", ""),
        ("Twosite Casefile Inc", "twosite.net", "DAYTON", "OH", ""),
    ],
    "subdomain": [
        ("Subsite Casefile", "subsite.com", "Dayton", "OH", ""),
        ("Subsite Casefile Inc", "shop.subsite.com", "Akron", "OH", ""),
    ],
    "university": [
        ("Casefile University", "https://www.casefile-university.example", "Dayton", "OH", ""),
        ("Parent Education Holding", "casefile-university.example/about", "Erie", "PA", ""),
    ],
    "branches": [
        ("Manybranch Casefile", "manybranch.example/oh", "Dayton", "OH", ""),
        ("Manybranch Freight", "manybranch.example/pa", "Erie", "PA", ""),
        ("Manybranch Services", "manybranch.example/va", "Roanoke", "VA", ""),
    ],
    "oneein": [
        ("Threename Casefile", "threename-a.example", "Dayton", "OH", "12-3456781"),
        ("Othername", "threename-b.example", "Dayton", "OH", "123456781"),
    ],
}
CASES.update(ONE)


def write(folder: Path) -> None:
    """The intake file of all cases."""
    folder.mkdir(parents=True)
    with (folder / "companies.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for case, rows in CASES.items():
            for number, (name, website, city, state, ein) in enumerate(rows):
                day = f"2026-01-01 00:00:{number:02d}+00"
                writer.writerow(
                    [f"{case}.{number}", name, website, 120, "logistics", city, state, "", day, ein]
                )


class Result:
    """What a build made of the cases."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.companies: dict[str, dict[str, dict]] = defaultdict(dict)
        self.rows: dict[str, dict[str, tuple]] = defaultdict(dict)
        names = ["company_unique_id", "company_domain", "website_url", "ein", "warning_codes"]
        masters = {
            row[0]: dict(zip(names, row, strict=True))
            for row in warehouse.query(f"select {', '.join(names)} from company.company_master")
        }
        for record, outcome, reasons, warnings, company in warehouse.query(
            "select source_record_id, outcome, reason_codes, warning_codes, company_unique_id"
            " from company.promotion where source_table = 'intake.company_raw_intake'"
        ):
            case = record.split(".")[0]
            self.rows[case][record] = (outcome, reasons, set((warnings or "").split(",")))
            if company:
                self.companies[case][record] = masters[company]

    def ids(self, case: str) -> set[str]:
        return {company["company_unique_id"] for company in self.companies[case].values()}


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def result(request, work, shared, processes, tmp_path_factory) -> Result:
    """All cases, built once on each engine."""
    server = request.getfixturevalue("pg_server") if request.param == "postgres" else None
    made = empty_warehouse(request.param, work, shared, processes, request, server)
    made.whole = True
    made.begin_with("nothing")
    made.raw = tmp_path_factory.mktemp("strangers")
    write(made.raw / "intake")
    made.build(*INTAKE, as_of="2026-02-01")
    return Result(made)


def separate(result: Result, case: str) -> None:
    """Every row of the case is a company of its own."""
    wrong = {k: v for k, v in result.rows[case].items() if v[0] != "promoted"}
    assert wrong == {}, case
    assert len(result.ids(case)) == len(CASES[case]), case


@pytest.mark.parametrize("group", ["own", "mail", "maps"])
def test_a_host_of_somebody_elses_is_no_evidence(result, group) -> None:
    for case in [name for name in CASES if name.startswith(group)]:
        separate(result, case)
        for record, company in result.companies[case].items():
            assert company["company_domain"] is None, (record, company)
            assert "website_not_own" in result.rows[case][record][2], record


@pytest.mark.parametrize("case", ["unknown", "unknownsub", "unknownuk", "unknownform"])
def test_a_domain_that_strangers_share_is_found_in_the_data(result, case) -> None:
    separate(result, case)
    for record, company in result.companies[case].items():
        assert company["company_domain"] is None
        assert company["website_url"] == CASES[case][int(record.split(".")[1])][1]
        assert "website_shared" in result.rows[case][record][2]


def test_shared_domains_are_listed_with_their_names(result) -> None:
    rows = result.warehouse.query(
        "select domain, company_name_count, state_count, row_count, name_examples, state_codes, why"
        " from company.shared_domain order by domain"
    )
    assert [row[:4] for row in rows] == [
        ("directory-nobody-knows.example", 3, 3, 3),
        ("forms-directory.example", 3, 3, 3),
        ("regional-directory.example", 4, 4, 4),
        ("trade-list.co.uk", 4, 4, 4),
    ]
    assert sorted(rows[1][4].split(", ")) == sorted(name for name, *_ in CASES["unknownform"])
    assert rows[0][5] == "OH,PA,VA"
    assert all("without a word in common" in row[6] for row in rows)


@pytest.mark.parametrize("case", OWN_BELOW)
def test_a_name_below_a_public_suffix_is_a_domain_of_its_own(result, case) -> None:
    separate(result, case)
    assert None not in {company["company_domain"] for company in result.companies[case].values()}


@pytest.mark.parametrize(("number", "ein"), list(enumerate(BAD_EINS)), ids=lambda value: str(value))
def test_an_ein_that_cannot_be_one_ties_nobody_together(result, number, ein) -> None:
    case = f"ein{number}"
    separate(result, case)
    assert {company["ein"] for company in result.companies[case].values()} == {None}
    for record, (_, _, warnings) in result.rows[case].items():
        assert [code for code in sorted(warnings) if code.startswith("ein")] == [BAD_EINS[ein]], (
            record
        )


def test_a_good_ein_counts(result) -> None:
    for number, ein in enumerate(GOOD_EINS.values()):
        assert [company["ein"] for company in result.companies[f"goodein{number}"].values()] == [
            ein
        ]


def test_a_social_security_number_goes_no_further_than_the_raw_layer(result) -> None:
    """Every column of every table but the raw ones is searched, by the digits in any writing."""
    warehouse = result.warehouse
    columns = defaultdict(list)
    for schema, table, column in warehouse.query(
        "select table_schema, table_name, column_name from information_schema.columns"
        " where table_schema not like 'raw%' and table_schema not in ('pg_catalog',"
        " 'information_schema') order by 1, 2, ordinal_position"
    ):
        columns[f"{schema}.{table}"].append(column)
    assert len(columns) > 100
    patterns = ["[^0-9]*".join(parts) for parts in SSN_DIGITS]
    like = "~" if warehouse.engine == "postgres" else None
    found = []
    for table, names in columns.items():
        text = " || chr(10) || ".join(f"coalesce(cast({name} as text), '')" for name in names)
        test = " or ".join(
            f"row_text {like} '{pattern}'" if like else f"regexp_matches(row_text, '{pattern}')"
            for pattern in patterns
        )
        query = (
            f"select count(*) from (select {text} as row_text from {table}) as texts where {test}"
        )
        if warehouse.query(query) != [(0,)]:
            found.append(table)
    assert found == []
    counted = warehouse.query(
        "select count(*), min(failed_value), max(failed_value) from company.validation_failures_log"
        " where reason_code = 'ein_looks_like_ssn'"
    )
    withheld = "[withheld: looks like a Social Security number]"
    assert counted == [(24, withheld, withheld)]


@pytest.mark.parametrize("case", [*SAME_PLACE, "nothing"])
def test_a_name_that_says_nothing_matches_nothing(result, case) -> None:
    separate(result, case)


def test_namesakes_with_two_domains_in_two_cities_are_two_and_listed(result) -> None:
    separate(result, "namesakes")
    pairs = result.warehouse.query(
        "select company_unique_id, other_company_unique_id, name_key, address_state, why_apart"
        " from company.possible_duplicate where name_key like 'syn%'"
    )
    assert pairs == [
        (*sorted(result.ids("namesakes")), "syn control systems", "PA", "other_domain")
    ]
    domains = {company["company_domain"] for company in result.companies["namesakes"].values()}
    assert domains == {"syncontrol-a.com", "syncontrol-b.com"}


@pytest.mark.parametrize("case", ONE)
def test_what_is_one_company_stays_one(result, case) -> None:
    assert len(result.ids(case)) == 1
    (company,) = {json.dumps(company) for company in result.companies[case].values()}
    assert json.loads(company)["company_domain"] is not None


def test_nothing_is_lost(result) -> None:
    (row,) = result.warehouse.query(
        "select raw_rows, promoted_rows + merged_rows + quarantined_rows, difference"
        " from ops.row_accounting where source_table = 'intake.company_raw_intake'"
    )
    count = sum(map(len, CASES.values()))
    assert row == (count, count, 0)


def test_cases_have_nothing_in_common() -> None:
    """Or one case would be judged by the rows of another."""
    names = [row[0] for rows in CASES.values() for row in rows]
    alike = [name for name, count in _counts(names).items() if count > 1]
    assert alike == ["🍕 LLC"]


def _counts(values: list[str]) -> dict[str, int]:
    return {value: len(list(group)) for value, group in itertools.groupby(sorted(values))}


def test_ids_do_not_depend_on_the_run(result) -> None:
    """Companies without a domain and without a key keep their ids when they are built again."""
    before = {case: result.ids(case) for case in ("maps", "unknown", "nothing", "script")}
    result.warehouse.dbt("build", *INTAKE, as_of="2026-02-02")
    again = Result(result.warehouse)
    assert {case: again.ids(case) for case in before} == before
