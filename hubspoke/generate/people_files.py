"""The lists of people: the operational table, two Apollo exports, the bulk table, Clay's."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path

from tqdm import tqdm

from hubspoke.generate.companies import Population
from hubspoke.generate.files import Draw, RawFile, Written, chance, csv_line
from hubspoke.generate.people import (
    APOLLO_FIRST,
    APOLLO_SECOND,
    DAYS,
    PEOPLE_CLAY,
    PEOPLE_INTAKE,
    PEOPLE_WV,
    People,
    at_time,
)
from hubspoke.generate.people_lists import PeopleLister, PersonListing
from hubspoke.generate.people_words import SCHOOLS, SKILLS

PEOPLE_INTAKE_HEADER = (
    "id,first_name,last_name,full_name,email,work_phone,personal_phone,title,seniority,department,"
    "company_name,company_unique_id,linkedin_url,twitter_url,facebook_url,bio,skills,education,"
    "certifications,city,state,state_abbrev,country,source_system,source_record_id,"
    "import_batch_id,validated,validation_notes,validated_at,validated_by,enrichment_attempt,"
    "chronic_bad,last_enriched_at,enriched_by,b2_file_path,b2_uploaded_at,created_at,updated_at,"
    "slot_type,backfill_source"
)
APOLLO_PEOPLE_HEADER = (
    "First Name,Last Name,Title,Company,Company Name for Emails,Email,Email Status,"
    "Primary Email Source,Email Confidence,Primary Email Last Verified At,Seniority,Departments,"
    "Contact Owner,Work Direct Phone,Home Phone,Mobile Phone,Corporate Phone,Other Phone,Stage,"
    "Lists,Last Contacted,Account Owner,# Employees,Industry,Keywords,Person Linkedin Url,Website,"
    "Company Linkedin Url,Facebook Url,Twitter Url,City,State,Country,Company Address,"
    "Company City,Company State,Company Country,Company Phone,Technologies,Annual Revenue,"
    "Total Funding,Latest Funding,Latest Funding Amount,Last Raised At,Subsidiary of,Email Sent,"
    "Email Open,Email Bounced,Replied,Demoed,Number of Retail Locations,Apollo Contact Id,"
    "Apollo Account Id,Secondary Email,Created At,Updated At"
)
PEOPLE_WV_HEADER = (
    "unique_id,full_name,first_name,last_name,email,phone,title,company_name,company_unique_id,"
    "linkedin_url,city,state,created_at"
)
PEOPLE_CLAY_HEADER = (
    "id,person_unique_id,company_unique_id,slot_type,full_name_original,title_original,"
    "linkedin_url_original,email_original,full_name_enriched,first_name,last_name,title_enriched,"
    "title_normalized,work_email,work_email_verified,work_email_verification_date,personal_email,"
    "linkedin_url_enriched,phone_direct,phone_mobile,phone_verified,linkedin_headline,"
    "linkedin_summary,years_in_role,years_at_company,previous_companies,education,skills,"
    "clay_table_id,clay_row_id,clay_enriched_at,clay_credits_used,clay_providers_used,"
    "enrichment_status,promoted_to_master_at,error_message,created_at,updated_at"
)
PEOPLE_TRUTH_HEADER = "file,row,record_id,person_key,company_key,is_doubtful"

# The days of the lists, counted from the first day: those of the Apollo exports are in their names.
_APOLLO_DAYS = {APOLLO_FIRST: 42, APOLLO_SECOND: 87}
_WV_DAYS = (5, 40)
_CLAY_DAYS = (30, 84)
_BATCH_ROWS = 453
_ID_SHARE = 0.35
_EMAIL_STATUSES = ("Verified",) * 6 + ("Extrapolated", "Unavailable", "Guessed", "")
_STAGES = ("Cold", "Approaching", "Replied", "Do Not Contact", "")
_STATUSES = ("received",) * 6 + ("processing", "promoted", "promoted", "failed", "no_match")


def people_intake_rows(population: Population) -> int:
    """How many rows `write_people_intake` writes."""
    files = People(population).files
    return sum(files[name].rows for name in (PEOPLE_INTAKE, APOLLO_FIRST, APOLLO_SECOND, PEOPLE_WV))


def people_clay_rows(population: Population) -> int:
    """How many rows `write_people_clay` writes."""
    return People(population).files[PEOPLE_CLAY].rows


def write_people_intake(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write the lists of people of intake, and truth/intake_people.csv: who each row is."""
    people = People(population)
    with RawFile(out / "truth" / "intake_people.csv", PEOPLE_TRUTH_HEADER) as truth:
        files = [
            _write_raw_intake(out, people, bar, truth),
            *(_write_apollo(out, people, bar, truth, name) for name in _APOLLO_DAYS),
            _write_raw_wv(out, people, bar, truth),
        ]
    return [*files, truth.written]


def write_people_clay(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write clay/people_raw.csv, and truth/clay_people.csv: who each row is."""
    people = People(population)
    with RawFile(out / "truth" / "clay_people.csv", PEOPLE_TRUTH_HEADER) as truth:
        files = [_write_clay(out, people, bar, truth)]
    return [*files, truth.written]


# ---- intake


def _write_raw_intake(out: Path, people: People, bar: tqdm, truth: RawFile) -> Written:
    plan = people.files[PEOPLE_INTAKE]
    random = chance(people.population.seed, PEOPLE_INTAKE)
    lister = PeopleLister(people, plan.rows, random)
    u = random.random
    line = record = who = ""
    with RawFile(out / f"{PEOPLE_INTAKE}.csv", PEOPLE_INTAKE_HEADER, bar) as file:
        for row, (number, kind) in enumerate(people.deal(PEOPLE_INTAKE, random)):
            if kind != "repeated":
                day = DAYS * (row + u()) / plan.rows
                item = lister.listing(number, row, day)
                line = csv_line(_intake_cells(item, row, day, lister, u))
                record, who = str(row + 1), item.truth
            file.row(line)
            truth.row(f"{PEOPLE_INTAKE}.csv,{row + 1},{record},{who}")
    return file.written


def _intake_cells(
    item: PersonListing, row: int, day: float, lister: PeopleLister, u: Draw
) -> list[object]:
    """The 40 cells of a row of people_raw_intake."""
    created = at_time(day)
    date = f"{created:%Y-%m-%d}"
    seat = item.job.rank.seat
    checked, enriched = u() < 0.7, u() < 0.3
    has_parts, has_name = u() < 0.85, u() < 0.8
    if not item.first and not item.last:
        has_name = True
    skills = [skill for skill in SKILLS if u() < 0.3] if u() < 0.3 else []
    moment = lister.moment(f"{created:%Y-%m-%d %H:%M:%S}", row)
    source = ("apollo", "manual", "clay")[int(u() * 3)]
    return [
        row + 1,
        item.first if has_parts or not has_name else "",
        item.last if has_parts or not has_name else "",
        item.name if has_name else "",
        item.email,
        item.work_phone,
        item.mobile,
        item.title,
        item.seniority.lower() if u() < 0.7 else "",
        item.department if u() < 0.7 else "",
        item.company,
        item.company_id if u() < _ID_SHARE else "",
        item.linkedin,
        "https://twitter.com/made_up" + f"{item.person.number:x}" if u() < 0.1 else "",
        "https://www.facebook.com/made.up." + f"{item.person.number:x}" if u() < 0.1 else "",
        f'Known for "{item.title}",\nsince years.' if item.title and u() < 0.05 else "",
        "{" + ",".join(skills) + "}" if skills else "",
        SCHOOLS[int(u() * len(SCHOOLS))] if u() < 0.15 else "",
        "CPA" if u() < 0.03 else "",
        item.city,
        item.state_name if u() < 0.6 else "",
        item.state if u() < 0.85 else "",
        "United States" if u() < 0.9 else "",
        source,
        f"{source}-{row + 1}" if u() < 0.8 else "",
        f"PEOPLE-{date.replace('-', '')}-{row // _BATCH_ROWS:04d}",
        "true" if checked and item.email else "false",
        "Email is empty" if checked and not item.email else "",
        f"{date} 23:30:00" if checked else "",
        "intake_validator" if checked else "",
        1 + int(u() * 3) if enriched else 0,
        "true" if enriched and not item.email and u() < 0.3 else "false",
        f"{date} 23:45:10" if enriched else "",
        ("apify", "abacus", "firecrawl")[int(u() * 3)] if enriched else "",
        f"people/{date}/batch_{row // _BATCH_ROWS:04d}.json" if u() < 0.2 else "",
        f"{date} 23:50:00" if u() < 0.2 else "",
        moment,
        moment if u() < 0.5 else "",
        seat if seat != "NONE" and u() < 0.2 else "",
        "backfill" if u() < 0.02 else "",
    ]


def _write_apollo(out: Path, people: People, bar: tqdm, truth: RawFile, name: str) -> Written:
    plan = people.files[name]
    random = chance(people.population.seed, name)
    lister = PeopleLister(people, plan.rows, random, splits_names=True)
    line = record = who = ""
    day = _APOLLO_DAYS[name]
    with RawFile(out / f"{name}.csv", APOLLO_PEOPLE_HEADER, bar) as file:
        for row, (number, kind) in enumerate(people.deal(name, random)):
            if kind != "repeated":
                item = lister.listing(number, row, day)
                record = _apollo_id(people.population.seed, "contact", number)
                account = _apollo_id(people.population.seed, "account", item.job.company.number)
                cells = _apollo_cells(item, day, record, account, row, lister, random.random)
                line, who = csv_line(cells, empty='""'), item.truth
            file.row(line)
            truth.row(f"{name}.csv,{row + 1},{record},{who}")
    return file.written


def _apollo_id(seed: int, kind: str, number: int) -> str:
    """Apollo's own id of a contact or an account, the same in each export."""
    return hashlib.sha256(f"{seed}:apollo {kind}:{number}".encode()).hexdigest()[:24]


def _apollo_cells(
    item: PersonListing, day: int, record: str, account: str, row: int, lister: PeopleLister,
    u: Draw,
) -> list[object]:  # fmt: skip
    """The 56 cells of a row of an Apollo contacts export."""
    company = item.job.company
    updated = at_time(day - 3 * u())
    # Not before the job that the row shows.
    created = at_time(max(item.job.since, day - 40 * u()) - 1)
    words = company.trade.words.lower()
    return [
        item.first,
        item.last,
        item.title,
        item.company,
        company.stem if u() < 0.97 else "",
        item.email,
        _EMAIL_STATUSES[int(u() * len(_EMAIL_STATUSES))] if item.email else "Unavailable",
        "Apollo" if u() < 0.9 else "",
        f"0.{70 + int(u() * 30)}" if u() < 0.4 else "",
        f"{updated - timedelta(days=2):%Y-%m-%dT%H:%M:%S}+00:00" if item.email else "",
        item.seniority,
        item.department,
        f"owner{int(u() * 9) + 1:02d}@agency.example",
        f"'{item.work_phone}" if item.work_phone and u() < 0.5 else "",
        "",
        f"'{item.mobile}" if item.mobile else "",
        f"'{item.work_phone}" if item.work_phone else "",
        "",
        _STAGES[int(u() * len(_STAGES))],
        f"{company.state} executives" if u() < 0.7 else "",
        "",
        f"owner{int(u() * 9) + 1:02d}@agency.example",
        company.employees,
        company.trade.industry,
        f"{words}, b2b, services" if u() < 0.6 else "",
        item.linkedin,
        item.website,
        item.company_linkedin,
        f"https://facebook.com/{company.slug}" if u() < 0.3 else "",
        f"https://twitter.com/{company.slug[:15]}" if u() < 0.2 else "",
        item.city,
        item.state_name,
        "United States",
        f"{company.street}, {company.place.city}, {company.state_name}, United States, "
        f"{company.zip5}",
        company.place.city,
        company.state_name,
        "United States",
        f"'+1 {company.phone}",
        "Outlook, Gmail" if u() < 0.5 else "",
        company.employees * 150_000 if u() < 0.4 else "",
        "",
        "",
        "",
        "",
        "",
        "true" if u() < 0.1 else "false",
        "false",
        "false",
        "false",
        "false",
        "",
        record,
        account,
        item.free_email if u() < 0.04 else "",
        f"{created:%Y-%m-%dT%H:%M:%S}+00:00",
        lister.moment(f"{updated:%Y-%m-%dT%H:%M:%S}+00:00", row),
    ]


def _write_raw_wv(out: Path, people: People, bar: tqdm, truth: RawFile) -> Written:
    plan = people.files[PEOPLE_WV]
    random = chance(people.population.seed, PEOPLE_WV)
    lister = PeopleLister(people, plan.rows, random, {"company_of_another": 0.03})
    u = random.random
    line = record = who = ""
    first_day, last_day = _WV_DAYS
    others = plan.own
    with RawFile(out / f"{PEOPLE_WV}.csv", PEOPLE_WV_HEADER, bar) as file:
        for row, (number, kind) in enumerate(people.deal(PEOPLE_WV, random)):
            if kind != "repeated":
                day = first_day + (last_day - first_day) * (row + u()) / plan.rows
                item = lister.listing(number, row, day)
                record = people.brought_id(number)
                if kind == "overlap":
                    # The bulk load numbered everybody anew.
                    others += 1
                    record = f"04.04.02.04.20000.{others:03d}"
                cells = (
                    record,
                    item.name,
                    item.first,
                    item.last,
                    item.email,
                    item.work_phone,
                    item.title,
                    item.company,
                    item.company_id,
                    item.linkedin,
                    item.city,
                    item.state if u() < 0.9 else item.state_name,
                    lister.moment(f"{at_time(day):%Y-%m-%d %H:%M:%S}", row),
                )
                line, who = csv_line(cells), item.truth
            file.row(line)
            truth.row(f"{PEOPLE_WV}.csv,{row + 1},{record},{who}")
    return file.written


# ---- clay


def _write_clay(out: Path, people: People, bar: tqdm, truth: RawFile) -> Written:
    plan = people.files[PEOPLE_CLAY]
    random = chance(people.population.seed, PEOPLE_CLAY)
    lister = PeopleLister(people, plan.rows, random)
    u = random.random
    line = record = who = ""
    first_day, last_day = _CLAY_DAYS
    with RawFile(out / f"{PEOPLE_CLAY}.csv", PEOPLE_CLAY_HEADER, bar) as file:
        for row, (number, kind) in enumerate(people.deal(PEOPLE_CLAY, random)):
            if kind != "repeated":
                day = first_day + (last_day - first_day) * (row + u()) / plan.rows
                item = lister.listing(number, row, day)
                brought = people.brought_id(number)
                line = csv_line(_clay_cells(item, brought, row, day, lister, u))
                record, who = str(row + 1), item.truth
            file.row(line)
            truth.row(f"{PEOPLE_CLAY}.csv,{row + 1},{record},{who}")
    return file.written


def _clay_cells(
    item: PersonListing, brought: str, row: int, day: float, lister: PeopleLister, u: Draw
) -> list[object]:
    """The 38 cells of a row of clay.people_raw."""
    status = _STATUSES[int(u() * len(_STATUSES))]
    empty = status in ("failed", "no_match")
    created = at_time(day)
    enriched = at_time(day + 3 * u())
    updated = f"{enriched:%Y-%m-%d %H:%M:%S}+00:00"
    seat = item.job.rank.seat
    verified = bool(item.email) and u() < 0.7
    skills = [skill for skill in SKILLS if u() < 0.3]
    # What was known before is what others wrote; what was found is as the person has it.
    return [
        row + 1,
        brought,
        item.company_id,
        seat if seat != "NONE" and u() < 0.8 else "",
        item.name,
        item.title,
        item.linkedin if empty or u() < 0.5 else "",
        item.email if empty or u() < 0.3 else "",
        "" if empty else item.name,
        "" if empty else item.first,
        "" if empty else item.last,
        "" if empty else item.title,
        "" if empty else item.title.title() if u() < 0.5 else "",
        "" if empty else item.email,
        "" if empty or not item.email else str(verified).lower(),
        updated if verified and not empty else "",
        item.free_email if not empty and u() < 0.06 else "",
        "" if empty else item.linkedin,
        "" if empty else item.work_phone,
        "" if empty else item.mobile,
        "true" if u() < 0.2 else "false",
        f"{item.title} at {item.company}" if item.title and item.company and u() < 0.6 else "",
        f'I lead "people",\nand {item.title}.' if item.title and u() < 0.1 else "",
        int(u() * 12) if u() < 0.5 else "",
        int(u() * 25) if u() < 0.5 else "",
        json.dumps([f"{item.job.company.stem.split()[0]} Holdings"]) if u() < 0.2 else "",
        json.dumps([{"school": SCHOOLS[int(u() * len(SCHOOLS))]}]) if u() < 0.3 else "",
        json.dumps(skills) if skills and u() < 0.5 else "",
        f"t_people{row // 5000:03d}",
        f"r_{row:06d}",
        "" if empty else updated,
        1 + int(u() * 6),
        json.dumps({"apollo": 1, "hunter": 1}) if u() < 0.6 else "",
        status,
        updated if status == "promoted" else "",
        "No person found" if status == "no_match" else "Timeout" if status == "failed" else "",
        f"{created:%Y-%m-%d %H:%M:%S}+00:00",
        lister.moment(updated, row),
    ]
