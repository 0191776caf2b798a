"""The Clay files: a "Find companies" export and the enrichment table."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from tqdm import tqdm

from hubspoke.generate.companies import CLAY_FIND, CLAY_RAW, Population
from hubspoke.generate.files import Draw, RawFile, Written, chance, csv_line
from hubspoke.generate.intake import ROWS_HEADER, enriched_id
from hubspoke.generate.listings import Lister, Listing

FIND_HEADER = (
    "Find companies,Name,Description,Primary Industry,Size,Type,Location,Country,Domain,"
    "LinkedIn URL"
)
RAW_HEADER = (
    "id,company_unique_id,company_name,website_original,city,state,website_enriched,"
    "employee_count_enriched,industry_enriched,linkedin_company_url,founded_year,company_type,"
    "revenue_range,tech_stack,funding_total,funding_stage,headquarters_address,clay_table_id,"
    "clay_row_id,clay_enriched_at,clay_credits_used,clay_providers_used,enrichment_status,"
    "promoted_to_master_at,error_message,created_at,updated_at"
)

# LinkedIn's size ranges: up to so many employees, the text.
_SIZES = (
    (1, "Self-employed"),
    (10, "2-10 employees"),
    (50, "11-50 employees"),
    (200, "51-200 employees"),
    (500, "201-500 employees"),
    (1000, "501-1,000 employees"),
    (5000, "1,001-5,000 employees"),
    (10000, "5,001-10,000 employees"),
    (1 << 31, "10,001+ employees"),
)
_TYPES = (
    "Privately Held", "Privately Held", "Privately Held", "Public Company", "Nonprofit",
    "Partnership", "Educational", "Self-Owned", "Government Agency",
)  # fmt: skip
_FAR_COUNTRIES = (
    "United Kingdom of Great Britain and Northern Ireland",
    "Bolivia (Plurinational State of)",
    "Korea (Republic of)",
    "United States of America",
)
_STACK = ("Microsoft 365", "WordPress", "Salesforce", "AWS", "ADP", "Workday", "HubSpot")
_PROVIDERS = ("clearbit", "apollo", "hunter", "peopledatalabs", "google")
_REVENUES = ("$1M-$10M", "$10M-$50M", "$50M-$100M", "$100M-$500M", "$500M-$1B", "")
_STATUSES = ("received",) * 6 + ("processing", "promoted", "promoted", "failed", "duplicate")


def clay_rows(population: Population) -> int:
    """How many rows `write_clay` writes."""
    return population.files[CLAY_FIND].rows + population.files[CLAY_RAW].rows


def write_clay(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write clay/*.csv and truth/clay_rows.csv, which says what company each row is about."""
    with RawFile(out / "truth" / "clay_rows.csv", ROWS_HEADER) as truth:
        files = [
            _write_find(out, population, bar, truth),
            _write_raw(out, population, bar, truth),
        ]
    return [*files, truth.written]


def size_text(employees: int) -> str:
    """The LinkedIn size range a headcount falls in."""
    return next(text for upto, text in _SIZES if employees <= upto)


def _write_find(out: Path, population: Population, bar: tqdm, truth: RawFile) -> Written:
    plan = population.files[CLAY_FIND]
    random = chance(population.seed, CLAY_FIND)
    rates = {
        "website_missing": 0.14,
        "linkedin_in_domain": 0.03,
        "country_far": 0.02,
        "country_missing": 0.03,
        "location_odd": 0.04,
        "created_impossible": 0.0,
    }
    lister = Lister(plan.rows, random, rates)
    line = key = ""
    with RawFile(out / f"{CLAY_FIND}.csv", FIND_HEADER, bar) as file:
        for row, (number, kind) in enumerate(population.deal(CLAY_FIND, random)):
            if kind != "repeated":
                company = population.company(number)
                item = lister.listing(company, row, kind == "overlap")
                line = csv_line(_find_cells(item, lister, random.random))
                key = company.key
            file.row(line)
            truth.row(f"{CLAY_FIND}.csv,{row + 1},,{key}")
    return file.written


def _find_cells(item: Listing, lister: Lister, u: Draw) -> list[object]:
    """The 10 cells of a row of a "Find companies" export."""
    company, row, quirks = item.company, item.row, lister.quirks
    words = company.trade.words
    about = f"{company.stem}: {words.lower()} since {company.founded or 'always'}."
    if u() < 0.35:
        about += f'\nWe put "people" first, and {words.lower()} second.\n\nCall us!'
    digits = item.employees.isdigit()
    size = size_text(int(item.employees)) if digits and item.employees != "0" else ""
    location = f"{item.city}, {item.state_name}" if item.state else item.city
    if quirks("location_odd", row):
        location = (f"Greater {item.city} Area", f"{item.city}, {item.state}", "")[int(u() * 3)]
    country = item.country
    if quirks("country_far", row):
        country = _FAR_COUNTRIES[int(u() * len(_FAR_COUNTRIES))]
    elif quirks("country_missing", row):
        country = ""
    domain = item.website
    if item.website.lower().endswith(".example") and u() < 0.75:
        domain = company.domain
    if quirks("linkedin_in_domain", row):
        domain = item.linkedin
    return [
        "✅ 1 company found" if u() < 0.6 else "",
        item.name,
        about if u() < 0.8 else "",
        item.industry.title() if u() < 0.8 else item.industry,
        size,
        _TYPES[int(u() * len(_TYPES))] if u() < 0.95 else "",
        location,
        country,
        domain,
        item.linkedin.replace("http://", "https://"),
    ]


def _write_raw(out: Path, population: Population, bar: tqdm, truth: RawFile) -> Written:
    plan = population.files[CLAY_RAW]
    random = chance(population.seed, CLAY_RAW)
    rates = {"website_missing": 0.30, "bad_json": 0.003, "employees_zero": 0.002}
    lister = Lister(plan.rows, random, rates)
    line = key = ""
    record = 0
    with RawFile(out / f"{CLAY_RAW}.csv", RAW_HEADER, bar) as file:
        for row, (number, kind) in enumerate(population.deal(CLAY_RAW, random)):
            if kind != "repeated":
                company = population.company(number)
                item = lister.listing(company, row, kind == "overlap")
                # A name is NOT NULL here: an enrichment is asked for by name.
                item.name = item.name or company.name
                cells = _raw_cells(item, enriched_id(population, number), lister, random.random)
                line = csv_line(cells)
                key, record = company.key, row + 1
            file.row(line)
            truth.row(f"{CLAY_RAW}.csv,{row + 1},{record},{key}")
    return file.written


def _raw_cells(item: Listing, record: str, lister: Lister, u: Draw) -> list[object]:
    """The 27 cells of a row of clay.company_raw."""
    row = item.row
    status = _STATUSES[int(u() * len(_STATUSES))]
    failed = status == "failed"
    stack = [name for name in _STACK if u() < 0.4]
    tech = json.dumps(stack) if u() < 0.7 else ""
    if lister.quirks("bad_json", row):
        tech = '["Microsoft 365", '
    used = [name for name in _PROVIDERS if u() < 0.35]
    enriched = item.created + timedelta(seconds=int(u() * 90_000))
    updated = f"{enriched:%Y-%m-%d %H:%M:%S}.000000+00:00"
    employees = "" if failed else item.employees
    if employees.isdigit() and u() < 0.15:
        employees = size_text(int(employees))
    address = f"{item.street}, {item.city}, {item.state} {item.zip}"
    return [
        row + 1,
        record,
        item.name,
        item.website if u() < 0.6 else "",
        item.city,
        item.state if u() < 0.6 else item.state_name,
        "" if failed else item.website if u() < 0.85 else item.linkedin,
        employees,
        "" if failed else item.industry,
        "" if failed else item.linkedin,
        item.founded,
        _TYPES[int(u() * len(_TYPES))],
        _REVENUES[int(u() * len(_REVENUES))],
        tech,
        "$2.5M" if u() < 0.05 else "",
        "Seed" if u() < 0.05 else "",
        address if u() < 0.7 else "",
        f"t_hubspoke{row // 5000:03d}",
        f"r_{row:06d}",
        updated if not failed else "",
        1 + int(u() * 6),
        json.dumps(dict.fromkeys(used, 1)) if u() < 0.8 else "",
        status,
        updated if status == "promoted" else "",
        "No match for the domain" if failed else "",
        f"{item.created_text}+00:00",
        updated,
    ]
