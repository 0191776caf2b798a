"""`hubspoke bench`: what is new, the floor, the queries, the page, the order of steps.

No figure is held against its target.
"""

from __future__ import annotations

import csv
import re
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

import duckdb
import psycopg
import pytest

from hubspoke.bench import (
    arrivals,
    builds,
    contracts,
    delta,
    events,
    floor,
    people,
    queries,
    report,
    suite,
)
from hubspoke.bench.builds import RawFiles
from hubspoke.bench.contracts import AUDIT_MODELS
from hubspoke.bench.models import Step, models_sections
from hubspoke.bench.queries import QUERIES, Latency, Query
from hubspoke.bench.suite import Options
from hubspoke.bench.warehouse import Result, Run, Warehouse, timed
from hubspoke.cli import build_parser, main
from hubspoke.generate import generate
from hubspoke.postgres import connect
from hubspoke.project import HubspokeError

pytestmark = pytest.mark.platform

ROOT = Path(__file__).resolve().parents[2]
ALL = (*delta.FORMS, *delta.SCHEDULES)
BEGIN, END = report.markers("builds")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The DOL files at scale 0.02."""
    folder = tmp_path_factory.mktemp("raw")
    generate(folder, 0.02, seed=1, systems=("dol",))
    return folder


@pytest.fixture(scope="module")
def made(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, int]]:
    """A delta of 1 %: the folder of new files, that of files delivered again, the counts."""
    work = tmp_path_factory.mktemp("delta")
    counts = delta.make_delta(raw / "dol", work / "added", work / "again", rate=0.01)
    return work / "added", work / "again", counts


def rows(folder: Path, name: str, year: int) -> list[dict[str, str]]:
    """The rows of a form's or schedule's file."""
    with (folder / f"{name}_{year}_latest.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def keys(folder: Path, name: str, year: int) -> list[str]:
    return [row["ACK_ID"] for row in rows(folder, name, year)]


# ---- new filings


def test_new_filings_are_one_percent_of_all_years(raw, made):
    added, _, counts = made
    for form in delta.FORMS:
        total = sum(len(keys(raw / "dol", form, year)) for year in (2023, 2024))
        assert counts[form] == len(keys(added, form, 2025)) == round(total * 0.01)
    for schedule in delta.SCHEDULES:
        assert counts[schedule] == len(keys(added, schedule, 2025)) > 0


def test_new_keys_are_nobodys_and_repeat_in_no_form(raw, made):
    added, _, _ = made
    new = [key for form in delta.FORMS for key in keys(added, form, 2025)]
    assert len(new) == len(set(new))
    old = {key for name in ALL for year in (2023, 2024) for key in keys(raw / "dol", name, year)}
    assert not old & set(new)
    assert all(re.fullmatch(r"\d{14}NAL\d{13}", key) for key in new)


def test_new_schedules_are_those_of_the_new_forms(raw, made):
    added, _, _ = made
    new = set(keys(added, "F_5500", 2025))
    for schedule in delta.SCHEDULES:
        assert set(keys(added, schedule, 2025)) <= new
        # All of a filing's schedules come with it.
        expected = [delta.new_key(key) for key in keys(raw / "dol", schedule, 2024)]
        assert keys(added, schedule, 2025) == [key for key in expected if key in new]


def test_new_filings_are_the_old_ones_a_year_later(raw, made):
    added, _, _ = made
    old = {delta.new_key(row["ACK_ID"]): row for row in rows(raw / "dol", "F_5500", 2024)}
    moved = set()
    for row in rows(added, "F_5500", 2025):
        before = old[row["ACK_ID"]]
        moved |= {name for name in row if row[name] != before[name]}
        assert int(row["DATE_RECEIVED"][:4]) == int(before["DATE_RECEIVED"][:4]) + 1
    assert {"FORM_PLAN_YEAR_BEGIN_DATE", "FORM_TAX_PRD", "DATE_RECEIVED", "ACK_ID"} <= moved
    assert not moved & {"PLAN_EFF_DATE", "PLAN_NAME", "SPONS_DFE_EIN"}


def test_redelivered_files_are_the_old_ones_and_the_new_rows(raw, made):
    added, again, _ = made
    for name in ALL:
        old = (raw / "dol" / f"{name}_2024_latest.csv").read_bytes()
        whole = (again / f"{name}_2024_latest.csv").read_bytes()
        assert whole.startswith(old)
        new = rows(added, name, 2025)
        assert rows(again, name, 2024) == rows(raw / "dol", name, 2024) + new


def test_a_last_line_without_its_end_is_ended(raw, tmp_path):
    shutil.copytree(raw / "dol", tmp_path / "dol")
    path = tmp_path / "dol" / "F_5500_2024_latest.csv"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    counts = delta.make_delta(tmp_path / "dol", tmp_path / "a", tmp_path / "b", rate=0.01)
    old = len(rows(raw / "dol", "F_5500", 2024))
    assert len(rows(tmp_path / "b", "F_5500", 2024)) == old + counts["F_5500"]


def test_a_missing_schedule_is_named(raw, tmp_path):
    shutil.copytree(raw / "dol", tmp_path / "dol")
    (tmp_path / "dol" / "F_SCH_A_2024_latest.csv").unlink()
    with pytest.raises(HubspokeError, match=r"no file of 2024 for F_SCH_A: generate"):
        delta.make_delta(tmp_path / "dol", tmp_path / "a", tmp_path / "b", rate=0.01)
    with pytest.raises(HubspokeError, match="has no filings"):
        delta.make_delta(tmp_path / "none", tmp_path / "a", tmp_path / "b", rate=0.01)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-01", "2025-05-01"),
        ("2024-02-29", "2025-02-28"),
        ("2025-01-30T09:24:22-0600", "2026-01-30T09:24:22-0600"),
        ("", ""),
        ("05/01/2024", "05/01/2024"),
    ],
)
def test_next_year(text, expected):
    assert delta.next_year(text) == expected


# ---- new audit events


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contract files at scale 0.001."""
    folder = tmp_path_factory.mktemp("audit")
    generate(folder, 0.001, seed=1, systems=("contracts",))
    return folder


def audit_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_new_events_are_one_percent_of_all_in_a_file_of_the_next_month(audit, tmp_path):
    count = events.make_events(audit / "contracts", tmp_path, 0.01)
    (path,) = tmp_path.iterdir()
    assert path.name == "audit_events_2026_11.csv"
    new = audit_rows(path)
    files = sorted((audit / "contracts").glob("audit_events_*.csv"))
    old = [row for file in files for row in audit_rows(file)]
    assert count == len(new) == round(len(old) * 0.01) > 10
    keys = {row["event_id"] for row in new}
    assert len(keys) == count
    assert not keys & {row["event_id"] for row in old}
    assert all(uuid.UUID(key) for key in keys)
    # Of the whole month, and otherwise as they were: a day of October is not added to.
    assert {row["timestamp"][:7] for row in new} == {"2026-11"}
    days = sorted(row["timestamp"][8:10] for row in new)
    assert days[0] < "10" < "25" < days[-1]
    known = {tuple(list(row.values())[1:6]) for row in old}
    assert all(tuple(list(row.values())[1:6]) in known for row in new)


def test_new_events_are_no_more_than_the_newest_month_has(audit, tmp_path):
    newest = audit_rows(audit / "contracts" / "audit_events_2026_10.csv")
    of_month = [row for row in newest if row["timestamp"].startswith("2026-10")]
    assert events.make_events(audit / "contracts", tmp_path, 1) == len(of_month) <= len(newest)
    with pytest.raises(HubspokeError, match="has no events to take new ones from"):
        events.make_events(tmp_path / "none", tmp_path, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-31 23:55:03.51301+00", "2026-11-30 23:55:03.51301+00"),
        ("2026-12-05", "2027-01-05"),
        ("2027-01-31T01:00:00Z", "2027-02-28T01:00:00Z"),
        ("", ""),
        ("not recorded", "not recorded"),
    ],
)
def test_next_month(text, expected):
    assert events.next_month(text) == expected


def test_new_people_are_rows_a_year_later_half_about_somebody_new(tmp_path):
    generate(tmp_path / "raw", 0.005, 1, ("intake",))
    raw, added = tmp_path / "raw" / "intake", tmp_path / "added"
    assert arrivals.make_people(raw, added, 0.05) == 49  # of 978
    (path,) = added.iterdir()
    old, new = audit_rows(raw / "people_raw_intake.csv"), audit_rows(path)
    assert path.name == "people_raw_intake_new.csv"
    assert list(new[0]) == list(old[0])
    known = {row["id"]: row for row in old}
    for number, row in enumerate(new):
        before = known[row["id"]]
        assert row["created_at"] == delta.next_year(before["created_at"])
        assert row["company_name"] == before["company_name"]
        if number % 2:
            assert re.fullmatch("Newcomer[a-j]+", row["last_name"])
            assert row["email"] not in {old_row["email"] for old_row in old}
        else:
            assert row["email"] == before["email"]
    assert len({row["email"] for row in new[1::2]}) == len(new[1::2])
    with pytest.raises(HubspokeError, match="has no people to take new ones from"):
        arrivals.make_people(tmp_path / "none", added, 1)


# ---- the raw folder


def test_what_was_delivered_is_taken_back(raw, tmp_path):
    shutil.copytree(raw, tmp_path / "generated")
    files = RawFiles(tmp_path / "generated", tmp_path)

    def content() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in files.folder.rglob("*.csv")}

    files.reset()
    before = content()
    assert set(before) == {path.name for path in (raw / "dol").iterdir()}
    files.add_new()
    assert set(content()) - set(before) == {f"{name}_2025_latest.csv" for name in ALL}
    assert before.items() <= content().items()
    files.withdraw()
    assert content() == before
    files.redeliver()
    changed = {name for name, data in content().items() if data != before[name]}
    assert changed == {f"{name}_2024_latest.csv" for name in ALL}
    files.withdraw()
    assert content() == before
    generated = tmp_path / "generated" / "dol" / "F_5500_2024_latest.csv"
    assert generated.read_bytes() == before[generated.name]


# ---- the floor


def test_origins_follow_names_through_common_table_expressions():
    query = """
        with source as (select *, md5(a || b) as hash from "w"."raw_x"."t"),
        named as (select s.*, try_cast(trim(a) as int) as a_value from source as s),
        final as (
            select
                cast(a_value as integer) as number, named.b, named.c as renamed, hash,
                case when a = '1' then c end as mixed, _source_file as source_file, 1 as one
            from named
        )
        select * from final
        union all
        select 1, b, c, b, b, b, 1 from (select * from raw_x.t) as u
    """
    found = floor.column_origins(query)
    names = {name: {column for _, _, column in origin} for name, origin in found.items()}
    assert names["b"] == {"b"}
    assert names["renamed"] == {"c"}
    assert names["hash"] == {"a", "b"}
    assert list(found) == ["number", "b", "renamed", "hash", "mixed", "source_file", "one"]
    (single,) = floor.column_origins(query.partition("union all")[0])["number"]
    assert single == ("raw_x", "t", "a")
    single_side = floor.column_origins(query.partition("union all")[0])
    assert single_side["mixed"] == {("raw_x", "t", "a"), ("raw_x", "t", "c")}
    assert single_side["source_file"] == single_side["one"] == frozenset()


@pytest.mark.parametrize(
    "query", ["", "selec 1", f"select {' || '.join(['a'] * 900)} as x from raw_x.t"]
)
def test_sql_that_cannot_be_looked_into_is_said_to_be(query):
    with pytest.raises(ValueError, match="not to be read"):
        floor.column_origins(query)


def test_the_floor_reads_the_raw_columns_that_staging_keeps(tmp_path):
    database = tmp_path / "w.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table stg (clay_id text, founded integer, again text, made int)")
    query = (
        "select id as clay_id, try_cast(founded_year as integer) as founded, "
        "list_transform([id], lambda value: upper(value))[1] as again, to_json(t) as made "
        "from raw_clay.company_raw as t"
    )
    models = [Result("model", "stg", 1.0, "stg", text) for text in (query, "no query")]
    plan = floor.plan_floor(database, ROOT / "sample", models)
    assert (plan.read, plan.made, plan.unread) == (2, 2, ["stg"])
    (statement,) = plan.statements
    with duckdb.connect() as connection:
        connection.execute(statement)
        (table,) = connection.execute("select table_name from duckdb_tables()").fetchone()
        columns = connection.execute(f"describe {table}").fetchall()
        assert [column[:2] for column in columns] == [
            ("clay_id", "VARCHAR"),
            ("founded", "INTEGER"),
        ]
        counted = connection.execute(f"select count(*), count(clay_id) from {table}").fetchone()
    assert counted[0] > counted[1] > 0  # one of the sample's files has ids, the other has none
    assert floor.time_floor(plan.statements, tmp_path / "floor.duckdb") > 0
    with pytest.raises(HubspokeError, match="generated anew"):
        floor.time_floor(["create table t as from 'none.csv'"], tmp_path / "floor.duckdb")


# ---- the page


def test_medians_shares_and_verdicts():
    full = report.median_seconds("full | build", [61.04, 50, 70], target=60)
    again = report.median_seconds("again", [10, 30.5, 20, 40])
    figures = [full, again, report.share("again, of the full build", again, full, 50)]
    figures.append(report.Figure("peak", 2.5, "GiB", target=6))
    text = report.render([report.figures_section("Title", figures, "Before.")])
    assert text.split("\n") == [
        "### Title",
        "",
        "Before.",
        "",
        "| figure | value | runs | target |  |",
        "| --- | --- | --- | --- | --- |",
        "| full \\| build | 61.0 s | 61.0, 50.0, 70.0 | ≤ 60 s | **not met** |",
        "| again | 25.2 s | 10.0, 30.5, 20.0, 40.0 |  |  |",
        "| again, of the full build | 41 % |  | ≤ 50 % | met |",
        "| peak | 2.50 GiB |  | ≤ 6 GiB | met |",
    ]


def test_a_target_is_met_at_its_value_and_not_above():
    assert report.Figure("f", 2.0, "x", target=2).verdict == "met"
    assert report.Figure("f", 2.001, "x", target=2).verdict == "**not met**"
    assert report.Figure("f", 2.0, "x").verdict == ""


def test_where_the_time_goes():
    results = [Result("model", f"m{number}", number, "", "") for number in range(12)]
    results += [Result("unit test", "u", 34.0, "", ""), Result("exposure", "e", 0.0, "", "")]
    kinds, slowest = builds._where_time_goes(results, 50)
    assert kinds.rows == [("model", "12", "66.0", "66 %"), ("unit test", "1", "34.0", "34 %")]
    assert [row[0] for row in slowest.rows] == ["`u`", *(f"`m{n}`" for n in range(11, 2, -1))]


def test_only_what_is_between_the_markers_is_replaced(tmp_path):
    page = tmp_path / "page.md"
    page.write_bytes(f"# Prose ä\r\n\n{BEGIN}\nold\n{END}\n\nmore {BEGIN[:9]}\n".encode())
    report.replace_figures(page, "builds", "new 1")
    report.replace_figures(page, "builds", "\nnew 2\n")
    expected = f"# Prose ä\r\n\n{BEGIN}\n\nnew 2\n\n{END}\n\nmore {BEGIN[:9]}\n"
    assert page.read_bytes().decode() == expected
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_a_page_that_is_not_there_is_made(tmp_path):
    page = tmp_path / "new" / "page.md"
    suites = ("builds", "contracts")
    report.prepare_page(page, suites)
    report.replace_figures(page, "contracts", "figures")
    report.replace_figures(page, "contracts", "later")
    report.prepare_page(page, suites)
    begin, end = report.markers("contracts")
    expected = f"# Benchmark\n\n{BEGIN}\n\n{END}\n\n{begin}\n\nlater\n\n{end}\n"
    assert page.read_text("utf-8") == expected


@pytest.mark.parametrize("text", ["", BEGIN, f"{END}\n{BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"])
def test_a_page_without_its_place_stays_as_it_is(tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    with pytest.raises(HubspokeError, match="has no place for the figures: put the lines"):
        report.replace_figures(page, "builds", "new")
    with pytest.raises(HubspokeError, match="has no place for the figures: put the lines"):
        report.prepare_page(page, ["builds"])
    assert page.read_text("utf-8") == text


def test_the_project_has_its_page():
    page = ROOT / "docs" / "benchmark.md"
    assert page.is_file()
    report.prepare_page(page, [builds.SUITE, contracts.SUITE, people.SUITE])


# ---- the command line


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--repeat", "0"], "no number of runs: 1 or more"),
        (["--repeat", "x"], "no number of runs"),
        (["--scale", "0"], "is no scale"),
        (["--growth", "1"], "no factor to grow by: a number above 1"),
        (["--growth", "nan"], "no factor"),
        (["--engine", "sqlite"], "invalid choice"),
        (["--suite", "none"], "invalid choice"),
        (["--query-runs", "0"], "no number of runs: 1 or more"),
    ],
)
def test_bad_arguments_are_refused(arguments, message, capsys):
    with pytest.raises(SystemExit) as stopped:
        build_parser().parse_args(["bench", *arguments])
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_what_cannot_work_is_refused_before_the_long_part(tmp_path, capsys, monkeypatch):
    for module in (builds, contracts, people):
        monkeypatch.setattr(module, "measure", lambda options: pytest.fail("measured"))
    file = tmp_path / "file.md"
    file.write_text("no markers", "utf-8")
    for arguments, message in (
        (["--growth", "2", "--engine", "postgres"], "leave out --engine postgres"),
        (["--growth", "2", "--suite", "contracts"], "leave out --suite contracts"),
        (["--growth", "4", "--scale", "3"], "is more than 10"),
        (["--output", str(file)], "has no place for the figures"),
        (["--work", str(file)], "name another with --work"),
    ):
        assert main(["bench", *arguments]) == 2
        assert message in capsys.readouterr().err


@pytest.mark.parametrize("chosen", ["builds", "contracts", "people", "all"])
def test_each_suite_writes_its_own_figures(chosen, tmp_path, monkeypatch, capsys):
    asked = {}
    for module in (builds, contracts, people):

        def measure(options: Options, module=module) -> list[report.Section]:
            asked[module.SUITE] = options
            return [report.Section(f"Figures of {module.SUITE}")]

        monkeypatch.setattr(module, "measure", measure)
    page, work = tmp_path / "page.md", tmp_path / "work"
    arguments = ["--suite", chosen, "--output", str(page), "--work", str(work)]
    assert main(["bench", *arguments, "--engine", "duckdb", "--query-runs", "7"]) == 0
    names = ["builds", "contracts", "people"] if chosen == "all" else [chosen]
    assert list(asked) == names
    assert re.findall("Figures of .*", page.read_text("utf-8")) == [
        f"Figures of {n}" for n in names
    ]
    for name, options in asked.items():
        assert options == Options(work / name, postgres=False, query_runs=7)
        assert options.work.is_dir()


def test_a_failed_step_shows_the_end_of_its_output(tmp_path):
    command = ["-c", "print('row 1'); raise SystemExit(3)"]
    with pytest.raises(HubspokeError, match=r"a step failed(.|\n)*row 1"):
        timed("a step", command, {}, tmp_path / "log.txt")
    run = timed("a step", ["-c", "x = b'x' * 600_000_000"], {}, tmp_path / "log.txt")
    assert run.seconds > 0
    assert 600_000_000 < run.peak_bytes < 2_000_000_000


# ---- the suite, with dbt replaced


class Recorder:
    """Stands in for dbt and load: notes each step with the raw files and the state it met."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, system: str = "dol") -> None:
        self.steps: list[tuple[str, int, int, str]] = []
        self.state = ""
        self.files = {
            "dol": "dol/F_*",
            "contracts": "contracts/audit_events_*",
            "intake": "intake/people_raw_intake*",
        }[system]
        for name in ("clear", "keep", "restore", "remove"):
            monkeypatch.setattr(Warehouse, name, self._become(name, getattr(Warehouse, name)))
        monkeypatch.setattr(Warehouse, "dbt", lambda *args: self._dbt(*args))
        monkeypatch.setattr(Warehouse, "load", lambda warehouse, step: Run(5.0, 1))
        monkeypatch.setattr(Warehouse, "server_version", lambda _: "18.0")
        monkeypatch.setattr(Warehouse, "raw_counts", lambda _: {"dol.f_5500": 100})
        names = ["m", *builds.filing_models().models]
        results = [Result("model", name, 1.0, name, "select 1") for name in names]
        monkeypatch.setattr(Warehouse, "results", lambda _: results)
        monkeypatch.setattr(builds, "_STAGING", "models/staging/none")

    def _become(self, name: str, original: Callable[[Warehouse], None]):
        def become(warehouse: Warehouse) -> None:
            original(warehouse)
            self.state = name

        return become

    def _dbt(self, warehouse: Warehouse, step: str, *args: str) -> Run:
        warehouse.database.touch()
        files = len(list(warehouse.raw.glob(self.files)))
        self.steps.append((step, warehouse.day, files, self.state))
        return Run(30.0 if "full" in step or "nothing" in step else 6.0, 2 * 1024**3)


def test_each_run_meets_the_state_it_is_to_measure(tmp_path, monkeypatch):
    recorder = Recorder(monkeypatch)
    work = tmp_path / "w"
    work.mkdir()
    sections = builds.measure(Options(work, 0.001, repeat=2, postgres=False, growth=2))
    new = "1 % new filings, in files of their own"
    again = "1 % new filings, newest year delivered again"
    expected = [("parse", 0, 8, "")]
    growth = [(f"full build at scale 0.002, run {n} of 2", 0, 8, "clear") for n in (1, 2)]
    for name in ("all tests", "production run", "DOL models"):
        # Each run: its step, the day, the number of filing files, what was done to the warehouse.
        expected += growth if name == "DOL models" else []
        expected += [(f"full build, {name}, run {n} of 2", 0, 8, "clear") for n in (1, 2)]
        expected += [(f"nothing new, {name}, run {n} of 2", n, 8, "keep") for n in (1, 2)]
        expected += [(f"{new}, {name}, run {n} of 2", 1, 12, "restore") for n in (1, 2)]
        expected += [(f"{again}, {name}, run {n} of 2", 1, 8, "restore") for n in (1, 2)]
    assert recorder.steps == expected
    text = report.render(sections)
    assert "| full build, all tests | 30.0 s | 30.0, 30.0 | ≤ 60 s | met |" in text
    assert "| nothing new, all tests, of the full build | 100 % |  | ≤ 50 % | **not met** |" in text
    assert f"| {new}, production run, of the full build | 20 % |  | ≤ 40 % | met |" in text
    count = len(builds.filing_models().models)
    assert f"| full build, DOL models | {count}.0 s | {count}.0, {count}.0 |  |  |" in text
    assert f"| {new}, DOL models, of the full build | 100 % |  | ≤ 40 % | **not met** |" in text
    assert "| time against rows | 1.00x |  | ≤ 1x | met |" in text
    assert "Not measured: there are no models in models/staging/none." in text
    assert "Postgres" not in text.replace("dbt-postgres", "")
    assert str(tmp_path) not in text
    # The files are kept for the next run, the warehouses are not.
    assert (work / "files-0.001-1" / "complete.json").is_file()
    assert not list(work.glob("*.duckdb"))


def test_files_are_used_again_until_the_generator_changes(tmp_path, capsys):
    folder = suite.generated_files(tmp_path, 0.001, 1, builds.SYSTEMS)
    # Those of the lead engine alone, which the suite's targets are about.
    assert {path.parent.name for path in folder.glob("*/*")} == {*builds.SYSTEMS, "truth"}
    (folder / "mark").touch()
    assert suite.generated_files(tmp_path, 0.001, 1, builds.SYSTEMS) == folder
    assert "are there already" in capsys.readouterr().err
    assert (folder / "mark").exists()
    (folder / "complete.json").write_text("another generator", "utf-8")
    suite.generated_files(tmp_path, 0.001, 1, builds.SYSTEMS)
    assert not (folder / "mark").exists()


# ---- the contract refund system


def test_a_percentile_is_the_least_value_that_so_many_runs_do_not_exceed():
    latency = Latency(QUERIES[0], tuple(float(number) for number in range(200, 0, -1)), 1, ())
    assert (latency.p50, latency.p95) == (100.5, 190)
    single = Latency(QUERIES[0], (3.0,), 1, ())
    assert (single.p50, single.p95) == (3, 3)


def test_queries_are_rendered_with_their_verdicts():
    query = Query("a | b", "", "")
    section = contracts.queries_section(
        [
            Latency(query, (1.0, 100.0), 2.5, ("t (a, b)", "u (c)")),
            Latency(query, (100.001,), 0, ()),
        ]
    )
    assert report.render([section]).split("\n")[2:] == [
        "| query | p50 | p95 | target of p95 |  | rows | index |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| a \\| b | 50.50 ms | 100.00 ms | ≤ 100 ms | met | 2.5 | `t (a, b)`, `u (c)` |",
        "| a \\| b | 100.00 ms | 100.00 ms | ≤ 100 ms | **not met** | 0.0 | none |",
    ]


def test_audit_models_are_summed_and_compared_with_the_full_build():
    def run(seconds: float) -> dict[str, float]:
        return dict.fromkeys(AUDIT_MODELS.models, seconds)

    steps = [
        Step(AUDIT_MODELS, "full build", None, [10, 20], [run(10), run(30)]),
        Step(AUDIT_MODELS, "1 % new", 20, [1, 2], [run(4), run(4)]),
        Step(AUDIT_MODELS, "nothing", 20, [], [run(4.5)]),
    ]
    text = report.render(models_sections("Postgres", steps))
    for line in (
        "| full build, load | 15.0 s | 10.0, 20.0 |  |  |",
        "| full build, audit models | 160.0 s | 80.0, 240.0 |  |  |",
        "| 1 % new, audit models, of the full build | 20 % |  | ≤ 20 % | met |",
        "| nothing, audit models, of the full build | 22 % |  | ≤ 20 % | **not met** |",
        "| model | full build, seconds | 1 % new, seconds | nothing, seconds |",
        "| `audit_trail` | 20.0 | 4.0 | 4.5 |",
    ):
        assert line in text.split("\n")
    assert "nothing, load" not in text


def test_index_names_are_found_anywhere_in_a_plan():
    bitmap = {"Node Type": "Bitmap Heap Scan", "Plans": [{"Index Name": "a"}]}
    plan = [{"Plan": {"Node Type": "Limit", "Plans": [bitmap, {"Index Name": "b", "Plans": []}]}}]
    assert list(queries.index_names(plan)) == ["a", "b"]


def test_each_audit_build_meets_the_state_it_is_to_measure(tmp_path, monkeypatch):
    recorder = Recorder(monkeypatch, "contracts")
    results = [Result("model", name, 1.0, "m", "") for name in AUDIT_MODELS.models]
    other = Result("model", "chat_messages", 50.0, "m", "")
    monkeypatch.setattr(Warehouse, "results", lambda _: [*results, other])
    sections = contracts.measure(Options(tmp_path, 0.0001, repeat=2, postgres=False))
    months = 19
    assert recorder.steps == [
        ("parse", 0, months, "clear"),
        *((f"full build, audit models, run {n} of 2", 0, months, "clear") for n in (1, 2)),
        *((f"nothing new, audit models, run {n} of 2", n, months, "keep") for n in (1, 2)),
        *(
            (f"1 % new events, audit models, run {n} of 2", 1, months + 1, "restore")
            for n in (1, 2)
        ),
    ]
    text = report.render(sections)
    assert "| full build, audit models | 8.0 s | 8.0, 8.0 |  |  |" in text
    assert "| 1 % new events, audit models, of the full build | 100 % |" in text
    assert "common queries" not in text
    assert str(tmp_path) not in text


# ---- the people


def test_the_models_of_people_are_those_of_their_folders():
    group = people.people_models()
    assert "+path:models/intermediate/people" in group.selection
    assert {"int_people__titles", "int_people__identified"} <= set(group.models)
    assert len(group.models) == len(set(group.models))
    assert not [name for name in group.models if name.startswith("stg_intake__company")]


def test_each_people_build_meets_the_state_it_is_to_measure(tmp_path, monkeypatch):
    recorder = Recorder(monkeypatch, "intake")
    names = people.people_models().models
    results = [Result("model", name, 1.0, "m", "") for name in (*names, "company_master")]
    monkeypatch.setattr(Warehouse, "results", lambda _: results)
    sections = people.measure(Options(tmp_path, 0.001, repeat=2, postgres=False))
    assert recorder.steps == [
        ("parse", 0, 1, "clear"),
        *((f"full build, people models, run {n} of 2", 0, 1, "clear") for n in (1, 2)),
        *((f"nothing new, people models, run {n} of 2", n, 1, "keep") for n in (1, 2)),
        *((f"1 % new people, people models, run {n} of 2", 1, 2, "restore") for n in (1, 2)),
    ]
    text = report.render(sections)
    count = len(names)
    assert f"| full build, people models | {count}.0 s | {count}.0, {count}.0 |  |  |" in text
    assert "| 1 % new people, people models, of the full build | 100 % |  |  |" in text
    assert str(tmp_path) not in text


@pytest.mark.contracts
@pytest.mark.whole
def test_the_queries_find_rows_and_an_index(pg, audit):
    pg.raw = audit
    pg.load()
    pg.dbt(*AUDIT_MODELS.command, as_of="2027-01-31 06:00:00")
    with connect(pg.environ, autocommit=True) as connection:
        # So few rows are read as fast without: what is asked is whether an index can serve.
        connection.execute("set enable_seqscan = off")
        found = [queries.time_query(connection, query, 3) for query in QUERIES]
        again = [queries.time_query(connection, query, 3) for query in QUERIES]
        nothing = Query("nothing", "select 1 as one where false", "select 1")
        with pytest.raises(psycopg.Error, match="no data to ask about"):
            queries.time_query(connection, nothing, 3)
    for latency in found:
        assert latency.rows > 0, latency.query.asks
        assert latency.indexes, latency.query.asks
        assert len(latency.milliseconds) == 3
    assert [latency.rows for latency in again] == [latency.rows for latency in found]
    indexes = {latency.query.asks: latency.indexes for latency in found}
    assert indexes["a user's last 100 events"] == ("audit_events (user_id, timestamp)",)
    assert indexes["a contract's chat"] == ("chat_messages (contract_id, created_at)",)
