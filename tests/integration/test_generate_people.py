"""The generated people and the lead engine's own tables: every flaw is there, all else agrees."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest

from hubspoke.generate import generate
from hubspoke.generate.companies import Population
from hubspoke.generate.people import PEOPLE_FILES, People

pytestmark = pytest.mark.company

ROOT = Path(__file__).resolve().parents[2]
# The scale of sample/, and one where rates show.
SMALL, LARGE = 0.005, 0.02
SYSTEMS = ("intake", "clay", "ple")
TABLES = {
    "intake": "intake/people_raw_intake.csv",
    "apollo": "intake/apollo_contacts_*.csv",
    "wv": "intake/people_raw_wv.csv",
    "clay": "clay/people_raw.csv",
    "enrichment": "ple/contact_enrichment.csv",
    "verification": "ple/email_verification.csv",
    "news": "ple/company_events.csv",
    "events": "ple/pipeline_events.csv",
    "errors": "ple/pipeline_errors.csv",
    "company_sidecar": "ple/company_sidecar.csv",
    "people_sidecar": "ple/people_sidecar.csv",
    "messages": "ple/message_key_reference.csv",
    "truth": "truth/*_people.csv",
    "companies": "truth/company_ein.csv",
    "hosts": "../../seeds/mail_hosts.csv",
}
# All lists as one, by what they have in common.
LISTED = """
    select 'intake/people_raw_intake.csv' as file, id as record_id,
        coalesce(full_name, concat_ws(' ', first_name, last_name)) as name, first_name, last_name,
        email, work_phone as phone, title, company_name, company_unique_id, linkedin_url,
        created_at
    from intake
    union all by name
    select 'intake/' || parse_filename(filename) as file, "Apollo Contact Id" as record_id,
        concat_ws(' ', "First Name", "Last Name") as name, "First Name" as first_name,
        "Last Name" as last_name, "Email" as email,
        "Corporate Phone" as phone, "Title" as title, "Company" as company_name,
        "Person Linkedin Url" as linkedin_url, "Updated At" as created_at
    from apollo
    union all by name
    select 'intake/people_raw_wv.csv' as file, unique_id as record_id, full_name as name,
        first_name, last_name, email, phone, title, company_name, company_unique_id, linkedin_url,
        created_at
    from wv
    union all by name
    select 'clay/people_raw.csv' as file, id as record_id, full_name_original as name, first_name,
        last_name, coalesce(work_email, email_original) as email, phone_direct as phone,
        title_original as title, company_unique_id,
        coalesce(linkedin_url_enriched, linkedin_url_original) as linkedin_url,
        updated_at as created_at
    from clay"""


def load(folder: Path) -> duckdb.DuckDBPyConnection:
    """The files as tables of text, `listed` all lists of people as one."""
    connection = duckdb.connect()
    for name, path in TABLES.items():
        place = ROOT / "seeds" / "mail_hosts.csv" if name == "hosts" else folder / path
        connection.execute(
            f"create table {name} as select * from read_csv('{place}', all_varchar = true, "
            "header = true, quote = '\"', escape = '\"', filename = true, union_by_name = true)"
        )
    connection.execute(f"create table listed as {LISTED}")
    return connection


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    generate(folder, LARGE, 1, SYSTEMS)
    return folder


@pytest.fixture(scope="module")
def large(raw: Path) -> duckdb.DuckDBPyConnection:
    return load(raw)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("sample")
    generate(folder, SMALL, 1, SYSTEMS)
    return load(folder)


def count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return connection.execute(f"select count(*) from ({sql})").fetchone()[0]


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("intake/people_raw_intake.csv", "people_raw_intake"),
        ("intake/people_raw_wv.csv", "people_raw_wv"),
        ("clay/people_raw.csv", "people_raw_from_clay"),
        ("ple/contact_enrichment.csv", "contact_enrichment"),
        ("ple/email_verification.csv", "email_verification"),
        ("ple/company_events.csv", "company_events"),
        ("ple/pipeline_events.csv", "pipeline_events"),
        ("ple/pipeline_errors.csv", "pipeline_errors"),
        ("ple/company_sidecar.csv", "company_sidecar"),
        ("ple/people_sidecar.csv", "people_sidecar"),
    ],
)
def test_tables_have_the_live_columns(raw, real_data, path: str, table: str) -> None:
    with (real_data / "schemas" / "live_columns_2025-11-27.csv").open() as file:
        live = [row["column"] for row in csv.DictReader(file) if row["table"] == table]
    assert (raw / path).read_text("utf-8").splitlines()[0].split(",") == live


def test_messages_are_the_engines_own(raw, real_data) -> None:
    kept = (real_data / "reference" / "message_key_reference.csv").read_text("utf-8")
    made = (raw / "ple" / "message_key_reference.csv").read_text("utf-8")
    assert made.splitlines() == kept.splitlines()


def test_volumes_are_those_of_the_seed_documents() -> None:
    people = People(Population(1, 1.0))
    assert people.size == 170_000
    assert sum(file.rows for file in people.files.values()) == 230_000
    assert [file.rows for file in people.files.values()] == [
        rows for _, rows in PEOPLE_FILES.values()
    ]


@pytest.mark.parametrize("scale", [0.00001, 0.0001, 0.001, SMALL, 3.0])
def test_every_person_has_a_row_of_their_own(scale: float) -> None:
    people = People(Population(1, scale))
    start = 0
    for file in people.files.values():
        assert file.start == start
        assert file.rows == file.own + file.overlap + file.repeated
        assert min(file.own, file.overlap, file.repeated) >= 0
        start += file.own
    assert start == people.size >= 1


# What every list has, even a small one: the claim, and rows that show it.
QUIRKS = {
    "a name with a comma, the last first": r"""select 1 from intake
        where full_name like '%, %' and first_name is null""",
    "a name in capitals": "select 1 from listed where name = upper(name) and name like '% %'",
    "a name in small letters": "select 1 from listed where name = lower(name) and name like '% %'",
    "a prefix": "select 1 from listed where name like 'Dr. %' or name like 'Ms. %'",
    "a credential": "select 1 from listed where name like '%, CPA' or name like '%, PhD'",
    "a name in brackets": "select 1 from listed where name like '% (%) %'",
    "an emoji": "select 1 from listed where name like '%🚀%'",
    "an accent": "select 1 from listed where not regexp_full_match(name, '[ -~🚀]*')",
    "a particle": "select 1 from listed where name like '% van %' or name like '% de la %'",
    "an initial for a name": r"select 1 from listed where regexp_full_match(name, '[A-Z]\. .*')",
    "no name": "select 1 from listed where coalesce(trim(name), '') = ''",
    "a placeholder for a name": """select 1 from listed where lower(name) in
        ('n/a n/a', 'test test', 'unknown', 'firstname lastname', '- -', 'tbd tbd', 'test user',
        'none none')""",
    "a department for a name": """select 1 from listed where name in
        ('HR Department', 'Accounts Payable', 'Office Manager', 'Human Resources', 'Front Desk',
        'Hiring Manager', 'Chief Executive Officer')""",
    "a single name": "select 1 from listed where name not like '% %' and length(name) > 2",
    "a junior": "select 1 from listed where lower(name) similar to '.*[ ,]jr[.]?(,.*)?'",
    "a senior": "select 1 from listed where lower(name) similar to '.*[ ,]sr[.]?(,.*)?'",
    "a free mail address": """select 1 from listed
        where split_part(lower(email), '@', 2) in (select host from hosts)""",
    "a shared mailbox": "select 1 from listed where email like 'info@%' or email like 'hr@%'",
    "a family's mailbox": "select 1 from listed where email like 'made.up.%.family.%'",
    "an address that nobody reads": "select 1 from listed where lower(email) like 'no%reply@%'",
    "undefined as address": "select 1 from listed where email like 'undefined%'",
    "an address without @": "select 1 from listed where email like '%(at)%'",
    "an address with mailto": "select 1 from listed where email like 'mailto:%'",
    "an address in angle brackets": "select 1 from listed where email like '%<%>'",
    "two addresses in a cell": "select 1 from listed where email like '%; %'",
    "no address": "select 1 from listed where email is null",
    "no page": "select 1 from listed where linkedin_url is null",
    "a page below /pub/": "select 1 from listed where linkedin_url like '%/pub/%'",
    "a company's page": "select 1 from listed where linkedin_url like '%/company/%'",
    "a page in capitals": "select 1 from listed where linkedin_url like 'HTTPS://%'",
    "a page of another country": "select 1 from listed where linkedin_url like '%//de.%'",
    "neither page nor address":
        "select 1 from intake where email is null and linkedin_url is null",
    "a phone with an extension":
        "select 1 from listed where phone like '% x%' or phone like '%ext%'",
    "a phone that is none": "select 1 from listed where phone in ('n/a', '123', '555-0100')",
    "a vice president": "select 1 from listed where title ilike '%vice president%'",
    "an assistant to the CEO": "select 1 from listed where title = 'Assistant to the CEO'",
    "no title": "select 1 from listed where title is null",
    "a time that cannot be": "select 1 from listed where try_cast(created_at as timestamp) is null",
    "a time to come": "select 1 from listed where created_at like '2099%'",
    "rows repeated letter for letter":
        "select 1 from intake group by all having count(*) > 1",
    "a company of no list": """select 1 from truth
        where company_key not in (select company_key from companies)""",
    "a verification of another outcome": """select 1 from verification
        where verification_status in ('valid', 'risky', 'invalid')
        group by lower(email) having count(distinct verification_status) > 1""",
    "a verification to come": "select 1 from verification where verification_status = 'pending'",
    "a verdict that says nothing":
        "select 1 from verification where verification_status = 'unknown'",
    "a provider's own word": """select 1 from verification
        where verification_status in ('ok', 'catch_all', 'mailbox_not_found')""",
    "an unknown slot":
        "select 1 from enrichment where company_slot_unique_id like '04.04.05.%'",
    "news of an unknown kind": "select 1 from news where event_type = 'bankruptcy' or "
        "event_type in ('merger', 'expansion', 'partnership', 'Hiring')",
    "news that do not count": "select 1 from news where impacts_bit = 'false'",
    "a pipeline event that failed": "select 1 from events where status = 'failed'",
    "a pipeline event about nobody":
        "select 1 from events where payload not like '%company_unique_id%'",
    "an EIN with a dash": "select 1 from company_sidecar where ein_number like '__-_______'",
    "an EIN that is none": "select 1 from company_sidecar where ein_number = 'pending'",
}  # fmt: skip


@pytest.mark.parametrize("claim", QUIRKS)
def test_every_quirk_is_in_the_sample(small, claim: str) -> None:
    assert count(small, QUIRKS[claim]) > 0


# The claim, the share of rows that show it, the least and the most it may be.
RATES = [
    ("people in several rows", """with n as (select count(*) as n from truth
        where person_key is not null group by person_key) select avg((n > 1)::int) from n""",
        0.2, 0.4),
    ("people who changed employer", """with n as (select count(distinct company_key) as n,
        count(*) as r from truth where person_key is not null group by person_key)
        select avg((n > 1)::int) from n where r > 1""", 0.01, 0.08),
    ("rows that nothing ties to a person",
        "select avg((is_doubtful = '1')::int) from truth", 0.02, 0.12),
    ("missing addresses", "select avg((email is null)::int) from intake", 0.10, 0.25),
    ("missing pages", "select avg((linkedin_url is null)::int) from intake", 0.10, 0.30),
    ("ids of companies", "select avg((company_unique_id is not null)::int) from intake",
        0.25, 0.45),
    ("valid", """select avg((verification_status in ('valid', 'ok'))::int) from verification""",
        0.67, 0.76),
    ("risky", """select avg((verification_status in ('risky', 'catch_all'))::int)
        from verification""", 0.12, 0.19),
    ("invalid", """select avg((verification_status in ('invalid', 'mailbox_not_found'))::int)
        from verification""", 0.10, 0.17),
    ("addresses verified again", """with n as (select count(*) as n from verification
        group by lower(email)) select avg((n > 1)::int) from n""", 0.01, 0.15),
    ("events per company", "select count(*) / (select count(distinct company_key) from companies)"
        " from events", 4, 4),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "sql", "least", "most"), RATES, ids=[rate[0] for rate in RATES])
def test_flaws_are_there_at_their_rates(large, claim, sql: str, least: float, most: float) -> None:
    share = float(large.execute(sql).fetchone()[0])
    assert least <= share <= most, f"{claim}: {share:.4f}"


@pytest.mark.parametrize(
    ("claim", "sql"),
    [
        ("every row has its truth", "select 1 from listed anti join truth using (file, record_id)"),
        ("every truth has its row", "select 1 from truth anti join listed using (file, record_id)"),
        ("a record has one truth", """select 1 from truth group by file, record_id
            having count(distinct concat_ws('|', person_key, company_key, is_doubtful)) > 1"""),
        ("every domain of an address is invented, a free host or said to be nobody's", """
            select email from (select split_part(lower(rtrim(trim(email), '.>')), '@', -1) as host,
                email from listed where email like '%@%.%')
            where host not like '%.example' and host not in (select host from hosts)
                and host not in ('example.com', 'test.com')"""),
        ("addresses at free hosts say that they are made up", r"""
            select address from (select unnest(regexp_extract_all(lower(email),
                '[a-z0-9._-]+@[a-z.]+[a-z]')) as address from listed)
            where split_part(address, '@', 2) in (select host from hosts)
                and address not like 'made.up.%' and address <> 'a@test.com'"""),
        ("every phone is fiction or none", r"""select phone from listed
            where regexp_matches(phone, '\d{3}.*\d{4}') and phone not like '%+44 20 7946 0100'
                and phone not like '%000-000-0000'
                and not regexp_matches(phone, '555[-. )]?01\d\d')"""),
        ("a page has one person, but for a colleague's", """
            select page from (select regexp_extract(lower(linkedin_url), '/in/([a-z0-9-]+)', 1)
                as page, person_key from listed join truth using (file, record_id)
                where is_doubtful = '0')
            where page <> '' group by page having count(distinct person_key) > 2"""),
        ("an enrichment that is verified has an address", """select 1 from verification as v
            left join enrichment as e on v.enrichment_id = e.id
            where lower(v.email) is distinct from lower(e.email)"""),
        ("a verification comes after what it verifies", """select 1 from verification as v
            join enrichment as e on v.enrichment_id = e.id
            where v.verified_at::timestamp <= e.created_at::timestamp"""),
        ("a sidecar's person is in the bulk table",
            "select 1 from people_sidecar anti join wv on person_unique_id = unique_id"),
        ("a person of the bulk table is the same to Clay", """
            select 1 from clay join wv on clay.person_unique_id = wv.unique_id
            join truth as a on a.file = 'clay/people_raw.csv' and a.record_id = clay.id
            join truth as b on b.file = 'intake/people_raw_wv.csv' and b.record_id = wv.unique_id
            where a.person_key <> b.person_key"""),
        ("an Apollo contact is one person", """select 1 from truth where file like '%apollo%'
            group by record_id having count(distinct person_key) > 1"""),
        ("an own address has one person", """
            select email from (select lower(rtrim(trim(email), '.')) as email, person_key
                from listed join truth using (file, record_id)
                where is_doubtful = '0' and email not like '%;%' and email not like '%<%'
                    and not regexp_matches(email, '^(info|office|hr|contact|admin|sales|test)@')
                    and email not like '%reply@%' and email not like 'undefined@%'
                    and email not like '%.family.%' and email like '%@%.example')
            group by email having count(distinct person_key) > 1"""),
    ],
)  # fmt: skip
def test_what_must_hold_for_every_row(large, claim: str, sql: str) -> None:
    assert large.execute(sql).fetchall() == [], claim


def test_a_person_moves_and_returns(large) -> None:
    """In rows of different dates, one after the other."""
    moves = """
        select person_key, list(company_key order by created_at) as companies
        from listed join truth using (file, record_id)
        where try_cast(created_at as timestamp) is not null and created_at < '2099'
        group by person_key having count(distinct company_key) > 1"""
    assert count(large, moves) > 10


def test_people_vanish_from_apollo_and_return(large) -> None:
    """Of the first export some are not in the second; of the older list some are only there."""
    first, second = (
        f"select person_key from truth where file = 'intake/apollo_contacts_{day}.csv'"
        for day in ("2025-12-01", "2026-01-15")
    )
    older = "select person_key from truth where file = 'intake/people_raw_intake.csv'"
    assert count(large, f"{first} except {second}") > 0
    assert count(large, f"{first} intersect {second}") > 0
    assert count(large, f"({older} intersect {second}) except {first}") > 0


def test_a_company_and_its_slots_are_named_as_the_warehouse_does(large) -> None:
    """By the hash of its domain, and of that id and the slot's type (macro hash_digits)."""
    ids = {row[0] for row in large.execute("select company_unique_id from news").fetchall()}
    minted = large.execute(
        "select '04.04.02.04.30000.' || lpad((('0x' || left(md5(domain), 15))::bigint "
        "% 1000000000000000)::text, 15, '0') from companies"
    ).fetchall()
    assert len(ids & {row[0] for row in minted}) > 0.9 * len(ids)
    assert all(re.fullmatch(r"04\.04\.0[12]\.[\d.]+", name) for name in ids)
