"""`hubspoke generate`: the same bytes every time, the genuine headers, the flaws at their rates."""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from hubspoke import generate as command
from hubspoke.generate import generate
from hubspoke.generate.companies import Population
from hubspoke.generate.files import RawFile
from hubspoke.project import HubspokeError

pytestmark = pytest.mark.platform

ROOT = Path(__file__).resolve().parents[2]
SCALE = 0.02
# The files about people and the lead engine's own tables.
PEOPLE_FILES = re.compile(r"people|contacts|^ple\b")
DOL_FORMS = {
    "F_5500": "f_5500_2024_latest",
    "F_5500_SF": "f_5500_sf_2024_latest",
    "F_SCH_A": "F_SCH_A_2024_latest",
    "F_SCH_A_PART1": "F_SCH_A_PART1_2024_latest",
}


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a folder, by its path in the folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def header(path: Path) -> str:
    """The first line of a file, without its line end."""
    with path.open(encoding="utf-8") as file:
        return file.readline().rstrip("\n")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files at scale 0.02."""
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, SCALE, seed=1)
    return folder


@pytest.fixture(scope="module")
def tables(raw: Path) -> duckdb.DuckDBPyConnection:
    """The files as tables of text; the years of a DOL form are one table with a `file_year`."""
    connection = duckdb.connect()
    files = {
        "intake": "intake/company_raw_intake.csv",
        "apollo": "intake/apollo_accounts_export.csv",
        "wv": "intake/company_raw_wv.csv",
        "found": "clay/clay_find_companies_export.csv",
        "clay": "clay/company_raw.csv",
        "ebsa": "dol/ebsa_ocats.csv",
        "violations": "dol/violations.csv",
        "truth": "truth/company_ein.csv",
        "truth_rows": "truth/*_rows.csv",
        "f5500": "dol/F_5500_20??_latest.csv",
        "short": "dol/F_5500_SF_20??_latest.csv",
        "sch_a": "dol/F_SCH_A_20??_latest.csv",
        "brokers": "dol/F_SCH_A_PART1_20??_latest.csv",
    }
    for name, path in files.items():
        connection.execute(
            f"create table {name} as select *, regexp_extract(filename, '_(20[0-9]{{2}})_', 1) "
            f"as file_year from read_csv('{raw / path}', all_varchar = true, header = true, "
            "quote = '\"', escape = '\"', filename = true)"
        )
    return connection


def test_same_scale_and_seed_give_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    """In a process of its own, whose sets are ordered otherwise."""
    code = (
        f"from hubspoke.generate import generate; from pathlib import Path; "
        f"generate(Path(r'{tmp_path}'), {SCALE}, 1)"
    )
    environ = {**os.environ, "PYTHONHASHSEED": "12345"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, check=True)
    assert digests(tmp_path) == digests(raw)


def test_every_python_gives_these_bytes(tmp_path: Path) -> None:
    """Pinned, so that a run on another Python proves it. Changing the generator changes it."""
    generate(tmp_path, 0.002, seed=7)
    parts: dict[bool, list[tuple[str, str]]] = {False: [], True: []}
    for name, digest in sorted(digests(tmp_path).items()):
        parts[bool(PEOPLE_FILES.search(name))].append((name, digest))
    whole = {
        part: hashlib.sha256(repr(files).encode()).hexdigest() for part, files in parts.items()
    }
    assert whole[False] == "d2bcb1facad38bd6056e1ac5c669f57ab67db7198a9409e82c7ae858a30a8a47"
    assert whole[True] == "72474ffa8306422be283f6656334f36ec1a1e5ca0bb534bea233f2cadd5eea86"


@pytest.mark.parametrize(
    ("system", "scale"),
    [("intake", 0.005), ("clay", 0.005), ("dol", 0.005), ("contracts", 0.0025), ("ple", 0.005)],
)
def test_the_sample_is_what_is_generated(tmp_path: Path, system: str, scale: float) -> None:
    """But for the cases written by hand. To renew it: hubspoke generate, then gzip -9n."""
    generate(tmp_path, scale, 1, (system,))
    made = {path.name: path.read_bytes() for path in (tmp_path / system).iterdir()}
    kept = {
        path.name.removesuffix(".gz"): (gzip.open if path.suffix == ".gz" else open)(path, "rb")
        for path in (ROOT / "sample" / system).iterdir()
        if not path.stem.endswith(("_edge_cases", "_redelivered", "_drawn_names"))
    }
    assert sorted(made) == sorted(kept)
    for name, file in kept.items():
        with file:
            assert file.read() == made[name], name


def test_another_seed_gives_other_companies(tmp_path: Path) -> None:
    generate(tmp_path / "a", 0.002, 1, ("intake",))
    generate(tmp_path / "b", 0.002, 2, ("intake",))
    a, b = digests(tmp_path / "a"), digests(tmp_path / "b")
    assert a.keys() == b.keys()
    assert not set(a.values()) & set(b.values())


@pytest.mark.parametrize("system", list(command.SYSTEMS))
def test_one_system_alone_is_the_same(raw: Path, tmp_path: Path, system: str) -> None:
    generate(tmp_path, SCALE, 1, (system,))
    alone = digests(tmp_path)
    assert any(name.startswith(f"{system}{os.sep}") for name in alone)
    assert alone.items() <= digests(raw).items()


@pytest.mark.parametrize(
    ("sql", "volume"),
    [
        ("select count(*) from f5500", 230_009),
        ("select count(*) from short", 759_569),
        ("select count(*) from sch_a", 336_817),
        ("select count(*) from ebsa", 7_000),
        (
            "select (select count(*) from intake) + (select count(*) from apollo)"
            " + (select count(*) from wv) + (select count(*) from found)"
            " + (select count(*) from clay)",
            62_000,
        ),
    ],
)
def test_rows_are_the_volume_times_the_scale(tables, sql: str, volume: int) -> None:
    assert tables.execute(sql).fetchone()[0] == round(volume * SCALE)


def test_what_is_reported_is_what_is_there(tmp_path: Path) -> None:
    for file in generate(tmp_path, 0.002, seed=1):
        assert file.bytes == file.path.stat().st_size
        with file.path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines, strict=True))
        assert file.rows == len(rows) - 1
        assert {len(row) for row in rows} == {len(rows[0])}


def test_small_and_large_scales_work(tmp_path: Path) -> None:
    """Next to nothing; and the counts of scale 1 without writing it."""
    written = {file.path.name: file.rows for file in generate(tmp_path, 0.00001, seed=1)}
    assert written["F_5500_2023_latest.csv"] + written["F_5500_2024_latest.csv"] == 2
    assert written["F_SCH_A_2023_latest.csv"] + written["F_SCH_A_2024_latest.csv"] == 3
    assert written["ebsa_ocats.csv"] == written["company_raw.csv"] + 1 == 1
    population = Population(1, 1.0)
    assert sum(file.rows for file in population.files.values()) == 62_000
    assert sum(system.rows(population) for system in command.SYSTEMS.values()) == (
        62_000 + 230_009 + 759_569 + 336_817 + 7_000 + 2_500
        + 2 * 100_000 + 60_000 + 3_000_000 + 300_000 + 50 + 2_000 + 40
        + 230_000 + 90_000 + 63_000 + 21_868 + 4 * 54_669 + 1_093 + 16_401 + 8_120 + 8
    )  # fmt: skip


@pytest.mark.parametrize("form", DOL_FORMS)
@pytest.mark.parametrize("year", [2023, 2024])
def test_dol_headers_are_genuine(raw: Path, real_data: Path, form: str, year: int) -> None:
    genuine = real_data / "dol" / "headers" / f"{DOL_FORMS[form]}.header.csv"
    assert header(raw / "dol" / f"{form}_{year}_latest.csv") == header(genuine)


def test_clay_export_header_is_genuine(raw: Path, real_data: Path) -> None:
    genuine = real_data / "clay" / "clay_find_companies.synthetic.csv"
    assert header(raw / "clay" / "clay_find_companies_export.csv") == header(genuine)


def test_ebsa_header_is_genuine(raw: Path, real_data: Path) -> None:
    text = (real_data / "enforcement" / "ebsa_ocats.header_and_profile.md").read_text()
    assert f"\n    {header(raw / 'dol' / 'ebsa_ocats.csv')}\n" in text


@pytest.mark.parametrize(
    ("path", "table", "extra", "without"),
    [
        ("intake/company_raw_intake.csv", "company_raw_intake", ["ein"], []),
        ("intake/company_raw_wv.csv", "company_raw_wv", [], []),
        ("clay/company_raw.csv", "company_raw_from_clay", [], []),
        ("dol/violations.csv", "dol_violations", [], ["id"]),
    ],
)
def test_table_exports_have_the_live_columns(
    raw: Path, real_data: Path, path: str, table: str, extra: list[str], without: list[str]
) -> None:
    with (real_data / "schemas" / "live_columns_2025-11-27.csv").open() as file:
        live = [row["column"] for row in csv.DictReader(file) if row["table"] == table]
    assert header(raw / path).split(",") == [c for c in live if c not in without] + extra


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("F_5500", "f5500"),
        ("F_5500_SF", "short"),
        ("F_SCH_A", "sch_a"),
        ("F_SCH_A_PART1", "brokers"),
    ],
)
def test_dol_values_fit_the_official_layout(tables, real_data: Path, form: str, table: str) -> None:
    layout = real_data / "dol" / "layouts" / f"{DOL_FORMS[form]}_layout.txt"
    for line in layout.read_text().splitlines()[2:]:
        _, name, kind, *size = line.split(",")
        wrong = f"length({name}) > {size[0]}" if size else f"try_cast({name} as bigint) is null"
        sql = f"select count(*) from {table} where {name} is not null and {wrong}"
        assert tables.execute(sql).fetchone()[0] == 0, f"{name}: {kind}"


def test_dol_quotes_text_leaves_numbers_bare_and_null_empty(raw: Path, real_data: Path) -> None:
    layout = (real_data / "dol" / "layouts" / "f_5500_2024_latest_layout.txt").read_text()
    is_text = [",TEXT," in line for line in layout.splitlines()[2:]]
    with (raw / "dol" / "F_5500_2024_latest.csv").open(encoding="utf-8") as file:
        next(file)
        for line in file:
            for cell, text in zip(_split(line.rstrip("\n")), is_text, strict=True):
                assert cell == "" or cell.startswith('"') == text
                assert cell != '""'


def _split(line: str) -> list[str]:
    """The cells of a CSV line with their quotes."""
    cells, start, quoted = [], 0, False
    for position, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            cells.append(line[start:position])
            start = position + 1
    return [*cells, line[start:]]


SIX = """('Pennsylvania', 'Virginia', 'Maryland', 'Ohio', 'West Virginia', 'Kentucky',
    'PA', 'VA', 'MD', 'OH', 'WV', 'KY')"""

# What is claimed, the share of rows that show it, the least and the most it may be.
RATES = [
    ("companies in several rows", """
        with counted as (select company_key, count(*) as n from truth_rows group by all)
        select avg((n > 1)::int) from counted""", 0.10, 0.15),
    ("missing websites", "select avg((website is null)::int) from intake", 0.19, 0.31),
    ("fewer than 50 employees",
        "select avg((try_cast(num_employees as int) < 50)::int) from intake", 0.03, 0.10),
    ("employees of zero or less",
        "select avg((try_cast(num_employees as int) <= 0)::int) from intake", 0.002, 0.03),
    ("blank industry", "select avg((industry is null)::int) from intake", 0.02, 0.09),
    ("target states", f"select avg((company_state in {SIX})::int) from intake", 0.90, 0.99),
    ("states in the bulk table", "select count(distinct state) from wv", 40, 120),
    ("EINs in intake", "select avg((ein is not null)::int) from intake", 0.10, 0.22),
    ("EINs with a dash", "select avg((ein like '__-_______')::int) from intake", 0.15, 0.40),
    ("EINs that lost a zero",
        "select avg((length(ein) = 8)::int) from intake where ein is not null", 0.005, 0.15),
    ("EINs of zeros", "select avg((ein = '000000000')::int) from intake where ein is not null",
        0.002, 0.08),
    ("school pages", "select avg((company_linkedin_url like '%/school/%')::int) from intake",
        0.01, 0.06),
    ("social websites", """select avg((website like '%facebook.com/%' or website like
        '%linkedin.com/%')::int) from intake""", 0.001, 0.04),
    ("casts that fail", """select avg((try_cast(created_at as timestamptz) is null
        or (founded_year is not null and try_cast(founded_year as int) is null)
        or (num_employees is not null and try_cast(num_employees as int) is null))::int)
        from intake""", 0.003, 0.03),
    ("placeholder names", """select avg((lower(company) in ('n/a', 'test', 'unknown', 'tbd', '-',
        'none', 'test company', 'example inc', 'co'))::int) from intake""", 0.002, 0.03),
    ("exact duplicate rows", """select 1 - (select count(*) from (select distinct * from intake))
        / count(*) from intake""", 0.001, 0.01),
    ("names beyond ASCII",
        "select avg((not regexp_full_match(company, '[ -~]*'))::int) from intake", 0.001, 0.02),
    ("LinkedIn pages as website in the bulk table",
        "select avg((website like '%linkedin.com/%')::int) from wv", 0.6, 0.85),
    ("Clay ids in the bulk table", r"""select avg(regexp_full_match(company_unique_id,
        'CLAY-[A-Z]{2}-[0-9a-f]{8}')::int) from wv""", 0.97, 0.999),
    ("Barton ids in Clay", r"""select avg(regexp_full_match(company_unique_id,
        '04\.04\.0[12]\.\d{2}\.\d{5}\.\d{3,}')::int) from clay""", 0.1, 0.4),
    ("Clay JSON that is broken", """select avg((tech_stack is not null
        and try_cast(tech_stack as json) is null)::int) from clay""", 0.001, 0.05),
    ("Clay sizes as text", "select avg((Size like '% employees')::int) from found", 0.9, 1.0),
    ("LinkedIn pages as Clay domain", "select avg((Domain like '%linkedin.com/%')::int) from found",
        0.01, 0.10),
    ("Apollo phones with an apostrophe",
        """select avg((starts_with("Company Phone", ''''))::int) from apollo""", 1, 1),
    ("Apollo descriptions with line ends",
        r"""select avg(("Short Description" like e'%\n%')::int) from apollo""", 0.3, 0.55),
    ("amended filings", "select avg((AMENDED_IND = '1')::int) from f5500", 0.03, 0.10),
    ("superseded filings", """with grouped as (select count(*) as n from f5500 group by
        SPONS_DFE_EIN, SPONS_DFE_PN, FORM_PLAN_YEAR_BEGIN_DATE)
        select sum(n - 1) / sum(n) from grouped""", 0.02, 0.12),
    ("plan years of another year", """select avg((left(FORM_PLAN_YEAR_BEGIN_DATE, 4)
        <> file_year)::int) from f5500""", 0.05, 0.22),
    ("plan years that are calendar years",
        "select avg((FORM_TAX_PRD like '%-12-31')::int) from f5500", 0.55, 0.80),
    ("short plan years", "select avg(coalesce(SHORT_PLAN_YR_IND = '1', false)::int) from f5500",
        0.02, 0.12),
    ("final filings", "select avg(coalesce(FINAL_FILING_IND = '1', false)::int) from f5500",
        0.02, 0.12),
    ("EINs with a leading zero", "select avg((SPONS_DFE_EIN like '0%')::int) from f5500",
        0.04, 0.075),
    ("plans that file in both years", """with plans as (select count(distinct file_year) as n
        from f5500 group by SPONS_DFE_EIN, SPONS_DFE_PN) select avg((n = 2)::int) from plans""",
        0.7, 0.9),
    ("foreign sponsors", "select avg((SPONS_DFE_MAIL_US_STATE is null)::int) from f5500",
        0.001, 0.02),
    ("direct filing entities", "select avg((TYPE_PLAN_ENTITY_CD = '4')::int) from f5500",
        0.015, 0.05),
    ("counts of direct filing entities",
        "select count(TOT_PARTCP_BOY_CNT) from f5500 where TYPE_PLAN_ENTITY_CD = '4'", 0, 0),
    ("DBA names", "select avg((SPONS_DFE_DBA_NAME is not null)::int) from f5500", 0.04, 0.10),
    ("filings under a former EIN", "select avg((LAST_RPT_SPONS_EIN is not null)::int) from f5500",
        0.003, 0.03),
    ("blank commissions", "select avg((INS_BROKER_COMM_TOT_AMT is null)::int) from sch_a",
        0.12, 0.17),
    ("negative commissions",
        "select avg((INS_BROKER_COMM_TOT_AMT like '-%')::int) from sch_a", 0.001, 0.01),
    ("the largest amount in dollars", """select max(greatest(INS_BROKER_COMM_TOT_AMT::bigint,
        WLFR_TOT_CHARGES_PAID_AMT::bigint)) from sch_a""", 5e14, 5e14),
    ("NAIC 00000", "select avg((INS_CARRIER_NAIC_CODE = '00000')::int) from sch_a", 0.01, 0.03),
    ("covered lives above a million", """select count(*) from sch_a
        where INS_PRSN_COVERED_EOY_CNT::int > 1000000""", 1, 30),
    ("covered lives of zero",
        "select avg((INS_PRSN_COVERED_EOY_CNT = '0')::int) from sch_a", 0.01, 0.05),
    ("policies to 31 December",
        "select avg((INS_POLICY_TO_DATE like '%-12-31')::int) from sch_a", 0.5, 0.7),
    ("policies to a leap day",
        "select avg((INS_POLICY_TO_DATE like '%-02-29')::int) from sch_a", 0.005, 0.04),
    ("schedules whose filing is elsewhere", """select avg((ACK_ID not in (select ACK_ID from f5500)
        )::int) from sch_a""", 0.0002, 0.005),
    ("spellings of one carrier", """with carriers as (select count(distinct INS_CARRIER_NAME) as n
        from sch_a where INS_CARRIER_EIN is not null group by INS_CARRIER_EIN)
        select avg(n) from carriers""", 3, 6.5),
    ("plans that change carriers", """with years as (select SCH_A_EIN, SCH_A_PLAN_NUM, file_year,
        list_sort(list(distinct INS_CARRIER_EIN)) as carriers from sch_a group by all)
        select avg((a.carriers <> b.carriers)::int) from years as a join years as b
        using (SCH_A_EIN, SCH_A_PLAN_NUM) where a.file_year = '2023' and b.file_year = '2024'""",
        0.12, 0.40),
    ("broker rows per schedule",
        "select count(*) / (select count(*) from sch_a) from brokers", 1.0, 1.25),
    ("EBSA states missing", "select avg((plan_admin_state is null)::int) from ebsa", 0.08, 0.25),
    ("EBSA EINs with a dash", "select avg((ein like '__-_______')::int) from ebsa", 1, 1),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "sql", "least", "most"), RATES, ids=[rate[0] for rate in RATES])
def test_flaws_are_there_at_their_rates(tables, claim, sql: str, least: float, most: float) -> None:
    share = float(tables.execute(sql).fetchone()[0])
    assert least <= share <= most, f"{claim}: {share:.4f}"


@pytest.mark.parametrize(
    ("claim", "sql"),
    [
        ("one filing, one key", """select ACK_ID from (select ACK_ID from f5500 union all
            select ACK_ID from short) group by 1 having count(*) > 1"""),
        ("one contract, one key",
            "select ACK_ID from sch_a group by ACK_ID, FORM_ID having count(*) > 1"),
        ("one broker row, one key",
            "select ACK_ID from brokers group by ACK_ID, FORM_ID, ROW_ORDER having count(*) > 1"),
        ("every broker row belongs to a contract",
            "select ACK_ID from brokers anti join sch_a using (ACK_ID, FORM_ID)"),
        ("a plan year ends after it begins",
            "select ACK_ID from f5500 where FORM_TAX_PRD <= FORM_PLAN_YEAR_BEGIN_DATE"),
        ("a filing arrives after its plan year, and before the tests' business date",
            """select ACK_ID from f5500 where DATE_RECEIVED <= FORM_TAX_PRD
            or DATE_RECEIVED > '2026-01-20'"""),
        ("a company files when the truth says so", """select ein from truth where
            (files_5500 = '1') <> (ein in (select SPONS_DFE_EIN from f5500))
            or (files_5500_sf = '1') <> (ein in (select SF_SPONS_EIN from short))"""),
        ("an EIN has one company", "select ein from truth group by 1 having count(*) > 1"),
        ("a company has a name of its own in its state",
            "select 1 from truth where ein_rank = '1' group by company_name, state "
            "having count(*) > 1"),
        ("every EIN begins as the IRS gives them", f"""select ein from truth where left(ein, 2)
            not in (select prefix from read_csv('{ROOT}/seeds/ein_prefixes.csv',
            all_varchar=true))"""),
        ("every domain is invented", "select domain from truth where domain not like '%.example'"),
        ("every phone is fiction", r"""select company_phone from intake where
            not regexp_matches(replace(company_phone, '.', '-'), '555-?01\d\d')"""),
        ("every signer is a number", r"""select ADMIN_SIGNED_NAME from f5500 where
            not regexp_full_match(ADMIN_SIGNED_NAME, 'SIGNER \d{6}')"""),
        ("every raw row has its truth", """select file_year from truth_rows
            anti join truth using (company_key)"""),
    ],
)  # fmt: skip
def test_what_must_hold_for_every_row(tables, claim: str, sql: str) -> None:
    assert tables.execute(sql).fetchall() == [], claim


def test_one_domain_can_have_two_eins(tables) -> None:
    sql = r"""
        select regexp_extract(lower(website), '([a-z0-9-]+)\.example', 1) as domain from intake
        where ein is not null and ein <> '000000000' group by 1
        having domain <> '' and count(distinct lpad(replace(ein, '-', ''), 9, '0')) > 1"""
    assert tables.execute(sql).fetchall()


def test_one_name_can_have_two_states_and_many_eins(tables) -> None:
    states = "select 1 from truth group by company_name having count(distinct state) > 1"
    eins = "select 1 from f5500 group by SPONSOR_DFE_NAME having count(distinct SPONS_DFE_EIN) > 5"
    assert tables.execute(states).fetchall()
    assert tables.execute(eins).fetchall()


def test_apollo_writes_every_empty_cell_as_quotes(raw: Path) -> None:
    path = raw / "intake" / "apollo_accounts_export.csv"
    text = path.read_text(encoding="utf-8")
    with path.open(encoding="utf-8", newline="") as file:
        empty = sum(cell == "" for row in csv.reader(file) for cell in row)
    assert empty
    assert text.count(',"",') + text.count(',""\n') + text.count('\n"",') >= empty / 2
    assert ",," not in text.replace('""', "x")


def run(*arguments: str) -> int:
    """Run the command as the command line does; returns its exit code."""
    parser = argparse.ArgumentParser(prog="hubspoke")
    command.add_command(parser.add_subparsers(required=True))
    parsed = parser.parse_args(["generate", *arguments])
    return parsed.run(parsed)


def test_the_command_prints_a_line_per_file(tmp_path: Path, capsys) -> None:
    assert run("--scale", "0.001", "--out", str(tmp_path), "--system", "clay") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "truth/company_ein.csv",
        "clay/clay_find_companies_export.csv",
        "clay/company_raw.csv",
        "truth/clay_rows.csv",
        "clay/people_raw.csv",
        "truth/clay_people.csv",
    ]
    assert all(" rows " in line and line.endswith(" bytes") for line in lines)


def test_a_folder_that_holds_files_is_refused(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("keep me")
    with pytest.raises(HubspokeError, match=r"is not empty.*--force"):
        generate(tmp_path, 0.001, 1, ("clay",))
    assert list(tmp_path.iterdir()) == [mine]
    generate(tmp_path, 0.001, 1, ("clay",), force=True)
    assert mine.read_text() == "keep me"
    assert (tmp_path / "clay" / "company_raw.csv").is_file()


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(HubspokeError, match="is a file"):
        generate(tmp_path / "out", 0.001, 1)


@pytest.mark.parametrize(
    "arguments",
    [["--scale", "0"], ["--scale", "-1"], ["--scale", "nan"], ["--scale", "11"],
     ["--scale", "much"], ["--system", "intake,bitt"], ["--system", ""], ["--seed", "x"]],
)  # fmt: skip
def test_nonsense_is_bad_usage(tmp_path: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("--out", str(tmp_path / "out"), *arguments)
    assert stopped.value.code == 2
    assert not (tmp_path / "out").exists()


def test_a_run_that_is_stopped_leaves_no_half_file(tmp_path: Path, monkeypatch) -> None:
    write = RawFile.row

    def stop_late(file: RawFile, line: str) -> None:
        if file.path.name == "F_SCH_A_2024_latest.csv" and file._pending > 20:
            raise KeyboardInterrupt
        write(file, line)

    monkeypatch.setattr(RawFile, "row", stop_late)
    with pytest.raises(KeyboardInterrupt):
        generate(tmp_path, 0.001, 1, ("dol",))
    assert list((tmp_path / "dol").iterdir()) == []
