"""The intake files: the operational intake table, an Apollo export, the bulk table."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tqdm import tqdm

from hubspoke.generate.companies import APOLLO, INTAKE, WV, Population
from hubspoke.generate.files import Draw, RawFile, Written, chance, csv_line
from hubspoke.generate.listings import Lister, Listing

# The operational table, plus the optional `ein` that a hand-made upload brings.
INTAKE_HEADER = (
    "id,company,company_name_for_emails,num_employees,industry,website,company_linkedin_url,"
    "facebook_url,twitter_url,company_street,company_city,company_state,company_country,"
    "company_postal_code,company_address,company_phone,sic_codes,founded_year,created_at,"
    "state_abbrev,import_batch_id,validated,validation_notes,validated_at,validated_by,"
    "enrichment_attempt,chronic_bad,last_enriched_at,enriched_by,b2_file_path,b2_uploaded_at,"
    "apollo_id,last_hash,garage_bay,validation_reasons,ein"
)
# The last five are a workspace's own columns.
APOLLO_HEADER = (
    "Company,Company Name for Emails,Account Stage,Lists,# Employees,Industry,Account Owner,"
    "Website,Company Linkedin Url,Facebook Url,Twitter Url,Company Street,Company City,"
    "Company State,Company Country,Company Postal Code,Company Address,Keywords,Company Phone,"
    "SEO Description,Technologies,Total Funding,Latest Funding,Latest Funding Amount,"
    "Last Raised At,Annual Revenue,Number of Retail Locations,Apollo Account Id,SIC Codes,"
    "Short Description,Founded Year,Logo Url,Subsidiary of,"
    "Renewal Month,Broker Of Record,Lead Tier,Import Tag,Spoke Notes"
)
WV_HEADER = (
    "company_unique_id,company_name,domain,website,industry,employee_count,phone,address,city,"
    "state,zip,created_at"
)
ROWS_HEADER = "file,row,record_id,company_key"

# EINs that begin with 0 are shown more often, so that small files have some that lost it.
_EIN_SHARE = 0.105
_EIN_ZERO_SHARE = 0.6
_BATCH_ROWS = 453
_BARTON_EVERY = 100
_STAGES = ("Cold", "Current Client", "Active Opportunity", "Do Not Prospect", "")
_TECHNOLOGIES = (
    "Outlook", "Microsoft Office 365", "Google Analytics", "WordPress.org", "Gmail", "Salesforce",
    "Mobile Friendly", "Nginx", "Apache", "reCAPTCHA",
)  # fmt: skip
_TIERS = ("A", "B", "C", "")


def intake_rows(population: Population) -> int:
    """How many rows `write_intake` writes."""
    return sum(population.files[file].rows for file in (INTAKE, APOLLO, WV))


def write_intake(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write intake/*.csv and truth/intake_rows.csv, which says what company each row is about."""
    with RawFile(out / "truth" / "intake_rows.csv", ROWS_HEADER) as truth:
        files = [
            _write_company_raw_intake(out, population, bar, truth),
            _write_apollo(out, population, bar, truth),
            _write_company_raw_wv(out, population, bar, truth),
        ]
    return [*files, truth.written]


def wv_id(population: Population, number: int) -> str:
    """The id company_raw_wv gives the first row of a company that it brings itself.

    One in a hundred is a Barton id, as the ten oldest rows of the real table have.
    """
    local = number - population.files[WV].start
    if local % _BARTON_EVERY == 7:
        return f"04.04.02.04.30000.{local // _BARTON_EVERY + 1:03d}"
    return clay_id(population, number, population.company(number).state)


def clay_id(population: Population, number: int, state: str) -> str:
    """The id Clay's bulk load gives row or company `number`: its state and 8 hex digits."""
    return f"CLAY-{state}-{(number * 2_654_435_761 + population.seed * 40_503) % (1 << 32):08x}"


def enriched_id(population: Population, number: int) -> str:
    """The id an enrichment is keyed by: that of the row it was asked for.

    Companies of the intake table were promoted, so they come with the Barton id of the live
    family; its last parts only hold companies below 100,000.
    """
    wv, intake = population.files[WV], population.files[INTAKE]
    if wv.start <= number < wv.start + wv.own:
        return wv_id(population, number)
    if number < min(intake.own, 99_999):
        n = number + 1
        return f"04.04.01.{n % 100:02d}.{n:05d}.{n % 1000:03d}"
    return clay_id(population, number, population.company(number).state)


def _write_company_raw_intake(
    out: Path, population: Population, bar: tqdm, truth: RawFile
) -> Written:
    plan = population.files[INTAKE]
    random = chance(population.seed, INTAKE)
    # A few gaps are filled below: a quarter is left without a website, as in the real table.
    rates = {"website_missing": 0.265, "ein_zero": 0.002, "padding": 0.01}
    lister = Lister(plan.rows, random, rates)
    u = random.random
    line = ""
    with RawFile(out / f"{INTAKE}.csv", INTAKE_HEADER, bar) as file:
        key = ""
        for row, (number, kind) in enumerate(population.deal(INTAKE, random)):
            if kind != "repeated":
                company = population.company(number)
                key = company.key
                item = lister.listing(company, row, kind == "overlap")
                shared = population.is_subsidiary(number) or population.is_subsidiary(number + 1)
                if shared:
                    # One domain, two EINs: both rows must show both.
                    item.website = item.website or f"http://www.{company.domain}"
                share = _EIN_ZERO_SHARE if company.ein.startswith("0") else _EIN_SHARE
                ein = _written_ein(company.ein, u()) if shared or u() < share else ""
                if lister.quirks("ein_zero", row):
                    ein = "000000000"
                if lister.quirks("padding", row):
                    item.name, item.city = f"  {item.name}", f"{item.city} "
                line = csv_line(_intake_cells(item, population.seed, ein, u))
                record = row + 1
            file.row(line)
            truth.row(f"{INTAKE}.csv,{row + 1},{record},{key}")
    return file.written


def _written_ein(ein: str, pick: float) -> str:
    """An EIN as hand-made lists write it; a spreadsheet drops the leading zero of half of them."""
    if ein.startswith("0") and pick < 0.5:
        return ein[1:]
    return ein if pick < 0.75 else f"{ein[:2]}-{ein[2:]}"


def _intake_cells(item: Listing, seed: int, ein: str, u: Draw) -> list[object]:
    """The 36 cells of a row of company_raw_intake."""
    company, row = item.company, item.row
    day = f"{item.created:%Y-%m-%d}"
    checked = u() < 0.75
    fails = [
        code
        for code, wrong in (
            ("website_missing", not item.website),
            ("employee_count_missing", not item.employees),
            ("industry_missing", not item.industry),
            ("phone_missing", not item.phone),
        )
        if wrong
    ]
    valid = checked and "website_missing" not in fails
    enriched = u() < 0.3
    digest = hashlib.sha256(f"{seed}:{row}:{item.created_text}".encode()).hexdigest()
    whole = f"{item.street}, {item.city}, {item.state_name}, {item.country}, {item.zip}"
    return [
        row + 1,
        item.name,
        company.stem,
        item.employees,
        item.industry,
        item.website,
        item.linkedin,
        f"https://www.facebook.com/{company.slug}" if u() < 0.4 else "",
        f"https://twitter.com/{company.slug[:15]}" if u() < 0.25 else "",
        item.street if u() < 0.9 else "",
        item.city,
        item.state_name if u() < 0.9 else item.state,
        item.country,
        item.zip if u() < 0.93 else "",
        whole if u() < 0.9 else "",
        item.phone,
        f"{int(company.trade.code) % 8999 + 1000}" if u() < 0.5 else "",
        item.founded,
        f"{item.created_text}+00:00",
        item.state if u() < 0.7 else "",
        f"INTAKE-{day.replace('-', '')}-{row // _BATCH_ROWS:04d}",
        "true" if valid else "false",
        "Website URL is empty" if checked and not valid else "",
        f"{day} 23:30:00.000000+00:00" if checked else "",
        "validate_intake_final" if checked else "",
        1 + int(u() * 3) if enriched else 0,
        "true" if enriched and not valid and u() < 0.3 else "false",
        f"{day} 23:45:10.250000" if enriched else "",
        ("apify", "abacus", "firecrawl")[int(u() * 3)] if enriched else "",
        f"intake/{day}/batch_{row // _BATCH_ROWS:04d}.json" if u() < 0.2 else "",
        f"{day} 23:50:00.000000" if u() < 0.2 else "",
        f"{digest[:24]}" if u() < 0.6 else "",
        digest if checked else "",
        "bay_a" if checked and not valid else "",
        ",".join(fails) if checked and not valid else "",
        ein,
    ]


def _write_apollo(out: Path, population: Population, bar: tqdm, truth: RawFile) -> Written:
    plan = population.files[APOLLO]
    random = chance(population.seed, APOLLO)
    lister = Lister(plan.rows, random, {"created_impossible": 0.0})
    line = key = record = ""
    with RawFile(out / f"{APOLLO}.csv", APOLLO_HEADER, bar) as file:
        for row, (number, kind) in enumerate(population.deal(APOLLO, random)):
            if kind != "repeated":
                company = population.company(number)
                item = lister.listing(company, row, kind == "overlap")
                record = hashlib.sha256(f"{population.seed}:apollo:{row}".encode()).hexdigest()[:24]
                line = csv_line(_apollo_cells(item, record, random.random), empty='""')
                key = company.key
            file.row(line)
            truth.row(f"{APOLLO}.csv,{row + 1},{record},{key}")
    return file.written


def _apollo_cells(item: Listing, record: str, u: Draw) -> list[object]:
    """The 38 cells of a row of an Apollo accounts export."""
    company = item.company
    place = f"{item.city}, {item.state_name}"
    words = company.trade.words.lower()
    about = f"{company.stem} is a {words} company in {place}."
    if u() < 0.4:
        about += f'\n\nFounded by locals, we serve "every" customer:\n- {words}\n- support, 24/7'
    funded = u() < 0.06
    picks = [name for name in _TECHNOLOGIES if u() < 0.35]
    return [
        item.name,
        company.stem if u() < 0.97 else "",
        _STAGES[int(u() * len(_STAGES))],
        f"{item.state} {50 + int(u() * 4) * 50}+" if u() < 0.8 else "",
        item.employees,
        item.industry,
        f"owner{int(u() * 9) + 1:02d}@agency.example",
        item.website,
        item.linkedin,
        f"https://facebook.com/{company.slug}" if u() < 0.4 else "",
        f"https://twitter.com/{company.slug[:15]}" if u() < 0.25 else "",
        item.street if u() < 0.9 else "",
        item.city,
        item.state_name,
        item.country,
        item.zip if u() < 0.93 else "",
        f"{item.street}, {item.city}, {item.state_name}, {item.country}, {item.zip}",
        f"{words}, {company.trade.industry}, b2b, services" if u() < 0.8 else "",
        f"'{item.phone}" if item.phone else "",
        f"{company.stem} | {words} in {item.city}" if u() < 0.6 else "",
        ", ".join(picks),
        int(u() * 90 + 1) * 250_000 if funded else "",
        ("Venture (Round not Specified)", "Seed", "Debt Financing")[int(u() * 3)] if funded else "",
        int(u() * 40 + 1) * 250_000 if funded else "",
        f"20{12 + int(u() * 13)}-0{1 + int(u() * 9)}-01" if funded else "",
        company.employees * (80_000 + int(u() * 200_000)) if u() < 0.55 else "",
        int(u() * 40) + 1 if u() < 0.05 else "",
        record,
        f"{int(company.trade.code) % 8999 + 1000}" if u() < 0.6 else "",
        about if u() < 0.85 else "",
        item.founded,
        f"https://logos.example/{record}.png" if u() < 0.8 else "",
        f"{company.stem.split()[0]} Holdings" if u() < 0.03 else "",
        ("January", "July", "October", "")[int(u() * 4)] if u() < 0.3 else "",
        "yes" if u() < 0.1 else "",
        _TIERS[int(u() * len(_TIERS))],
        "apollo-2025-11" if u() < 0.5 else "",
        "called twice,\nno answer" if u() < 0.05 else "",
    ]


def _write_company_raw_wv(out: Path, population: Population, bar: tqdm, truth: RawFile) -> Written:
    plan = population.files[WV]
    random = chance(population.seed, WV)
    rates = {"website_missing": 0.20, "linkedin_missing": 0.05, "no_domain": 0.15}
    lister = Lister(plan.rows, random, rates)
    u = random.random
    line = key = record = ""
    with RawFile(out / f"{WV}.csv", WV_HEADER, bar) as file:
        for row, (number, kind) in enumerate(population.deal(WV, random)):
            if kind != "repeated":
                company = population.company(number)
                key = company.key
                item = lister.listing(company, row, kind == "overlap")
                if kind == "own":
                    record = wv_id(population, number)
                else:
                    record = clay_id(population, population.size + row, company.state)
                # Clay's bulk load put the LinkedIn page where the website belongs.
                website = item.linkedin if u() < 0.7 else item.website
                domain = company.domain if u() < 0.9 else f"www.{company.domain}"
                if lister.quirks("no_domain", row):
                    domain = ""
                elif item.website and ".example" not in item.website.lower():
                    domain = item.website
                cells = (
                    record,
                    item.name,
                    domain,
                    website,
                    item.industry,
                    item.employees,
                    item.phone,
                    item.street if u() < 0.6 else "",
                    item.city,
                    item.state if u() < 0.95 else item.state_name,
                    item.zip if u() < 0.6 else "",
                    item.created_text,
                )
                line = csv_line(cells)
            file.row(line)
            truth.row(f"{WV}.csv,{row + 1},{record},{key}")
    return file.written
