"""The summary at the end of a build, and `hubspoke status`: what became of each source's rows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest
from conftest import AS_OF, Warehouse
from raw_project import RawProject

from hubspoke import load_log, raw, register
from hubspoke.cli import main

pytestmark = pytest.mark.platform

NEXT_DAY = "2026-02-01 06:00:00"
# A list as somebody typed it: none of its headers but the first is known.
TYPED = "Company Name,Find Them Online,Heads Counted,Where They Sit\n" + "".join(
    f"{name} Works,{name.lower()}.example,{80 + place},Erie PA\n"
    for place, name in enumerate(("Acme", "Bolt", "Cog", "Dial", "Edge", "Fan"))
)
# What lies between a company list and the marts looked at.
OPS = (
    *("--select", "source:intake+,+source_status"),
    "assert_no_source_is_loud",
    "assert_no_raw_file_is_left_out",
    *("--exclude-resource-type", "unit_test", "exposure"),
)


def status_of(warehouse: Warehouse, *arguments: str) -> dict:
    """What `hubspoke status --json` says."""
    done = warehouse.hubspoke("status", "--target", warehouse.engine, "--json", *arguments)
    return json.loads(done.stdout)


def table_of(status: dict, name: str) -> dict:
    return next(table for table in status["tables"] if table["source_table"] == name)


@pytest.mark.whole
class TestOverTheSample:
    def test_the_figures_are_those_of_the_accounting_and_nothing_is_loud(self, warehouse):
        warehouse.begin_with("sample")
        status = status_of(warehouse)
        assert status["run"]["as_of"] == AS_OF
        assert (status["is_loud"], status["left_out"]) == (False, [])
        # What is wrong with the sample is meant.
        warned = "select node_id from ops.migration_log where status = 'warn'"
        assert warehouse.query(warned) == []
        names = ("source_table", "raw_rows", "promoted_rows", "merged_rows", "quarantined_rows")
        said = {tuple(table[name] for name in names) for table in status["tables"]}
        assert said == {
            *warehouse.query(f"select {', '.join(names)} from ops.row_accounting"),
        }
        failures = dict(
            warehouse.query(
                "select source_table, cast(sum(failure_count) as bigint) from ops.cast_failures"
                " group by source_table"
            )
        )
        for table in status["tables"]:
            assert table["cast_failure_count"] == failures.get(table["source_table"], 0)
            assert sum(f["quarantined_rows"] for f in table["files"]) == table["quarantined_rows"]
            assert len(warehouse.query(table["look_further"])) == table["quarantined_rows"]

    def test_a_table_is_shown_with_its_files_its_notes_and_its_query(self, warehouse):
        warehouse.begin_with("sample")
        asked = ("status", "--target", warehouse.engine, "intake.company_raw_intake", "--fail-loud")
        said = warehouse.hubspoke(*asked).stdout
        assert "intake/apollo_accounts_export.csv: 37 rows" in said
        assert "Broker Of Record" in said
        assert "from company.promotion where source_table = 'intake.company_raw_intake'" in said
        assert "WARNING" not in said
        assert "clay" not in said

    def test_an_unknown_table_is_an_error_that_names_those_there_are(self, duck):
        duck.begin_with("sample")
        done = duck.hubspoke("status", "intake.visitors", check=False)
        assert done.returncode == 2
        named = "intake.visitors; there are clay.company_raw, clay.people_raw, contracts."
        assert named in done.stderr


@pytest.mark.whole
def test_a_typed_list_that_is_turned_away_whole_is_loud_and_its_repair_is_new(warehouse, tmp_path):
    warehouse.begin_with("nothing")
    warehouse.raw = tmp_path / "raw"
    folder = warehouse.raw / "intake"
    folder.mkdir(parents=True)
    (folder / "companies.csv").write_text(TYPED)
    (folder / "visitors.csv").write_text("name\nAnn\n")
    built = warehouse.build(*OPS)
    assert "WARNING: all 6 rows of intake/companies.csv turned away: " in built.stdout
    assert "Find Them Online" in built.stdout
    assert "and source_file = 'intake/companies.csv';" in built.stdout
    assert "WARNING: intake/visitors.csv was left out: no declared table of intake" in built.stdout
    assert " WARN=2 " in built.stdout

    status = status_of(warehouse)
    table = table_of(status, "intake.company_raw_intake")
    (file,) = table["files"]
    assert (status["is_loud"], table["is_loud"], file["is_loud"]) == (True, True, True)
    assert (table["worst_file"], table["worst_file_raw_rows"]) == ("intake/companies.csv", 6)
    assert (table["previous_raw_rows"], table["new_file_count"]) == (0, 1)
    assert any("Find Them Online" in note for note in file["notes"])
    (left,) = status["left_out"]
    assert (left["folder"], left["file_name"]) == ("intake", "intake/visitors.csv")
    asked = ("status", "--target", warehouse.engine, "--fail-loud")
    assert warehouse.hubspoke(*asked, check=False).returncode == 1

    again = warehouse.dbt("run", "--select", "row_accounting_log", "source_status", as_of=AS_OF)
    assert re.search(r"intake.company_raw_intake +6 +0 +0 +6 +- +-", again.stdout)
    (folder / "companies.csv").write_text(
        TYPED.replace("Find Them Online", "website")
        .replace("Heads Counted", "num_employees")
        .replace("Where They Sit", "company_state")
        .replace("Erie PA", "PA")
    )
    (folder / "companies_2.csv").write_text("company,website,num_employees,company_state\n")
    (folder / "visitors.csv").unlink()
    built = warehouse.build(*OPS, as_of=NEXT_DAY)
    assert "WARNING" not in built.stdout
    assert "In quarantine" not in built.stdout
    status = status_of(warehouse)
    table = table_of(status, "intake.company_raw_intake")
    assert (status["is_loud"], status["left_out"]) == (False, [])
    assert status["run"]["as_of"] == NEXT_DAY
    assert table["previous_quarantined_rows"] == 6
    assert (table["raw_rows"], table["quarantined_rows"]) == (6, 0)
    assert (table["file_count"], table["new_file_count"]) == (2, 2)


@pytest.mark.whole
def test_a_run_that_builds_no_status_says_nothing_of_the_sources(duck):
    duck.begin_with("nothing")
    said = duck.dbt("build", "--select", "row_accounting").stdout
    assert "rows in" not in said
    said = duck.dbt(
        "test", "--select", "source_status", "--exclude-resource-type", "unit_test"
    ).stdout
    assert "rows in" not in said
    said = duck.dbt("run", "--select", "source_status").stdout
    assert "no source has rows" in said


@pytest.mark.whole
def test_the_summary_fits_a_narrow_window(duck):
    duck.begin_with("sample")
    said = duck.dbt("run", "--select", "source_status", as_of=AS_OF).stdout
    lines = said.split("rows in")[1].split("The query for each")[0].splitlines()
    assert len(lines) > 30
    assert max(len(line.replace("\x1b[0m", "")) for line in lines) <= 100


class TestWithoutAWarehouse:
    def test_no_file_says_what_to_build(self, tmp_path, monkeypatch, capsys):
        monkeypatch.setenv("HUBSPOKE_DUCKDB_PATH", str(tmp_path / "none.duckdb"))
        assert main(["status"]) == 2
        assert "there is no warehouse" in capsys.readouterr().err
        assert not (tmp_path / "none.duckdb").exists()

    def test_no_mart_says_what_to_build(self, duck, capsys, monkeypatch):
        duckdb.connect(str(duck.database)).close()
        monkeypatch.setenv("HUBSPOKE_DUCKDB_PATH", str(duck.database))
        assert main(["status"]) == 2
        assert "is not in this warehouse: build first" in capsys.readouterr().err

    def test_no_mart_on_postgres_says_what_to_build(self, pg, capsys, monkeypatch):
        for name, value in pg.environ.items():
            monkeypatch.setenv(name, value)
        assert main(["status", "--target", "postgres"]) == 2
        assert "is not in this warehouse: build first" in capsys.readouterr().err

    def test_no_server_is_a_clear_error(self, tmp_path, capsys, monkeypatch):
        monkeypatch.setenv("PGHOST", str(tmp_path))
        assert main(["status", "--target", "postgres"]) == 2
        assert "cannot reach Postgres" in capsys.readouterr().err


class TestLeftOut:
    """What ops.load_log says of files that are not read."""

    @pytest.fixture
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RawProject:
        monkeypatch.setattr(register, "_SETTLED", 0)
        project = RawProject(tmp_path, monkeypatch)
        project.declare("shop.items", {"id": {}, "name": {}})
        project.write("shop/items.csv", "id,name\n1,a\n")
        return project

    @pytest.fixture
    def conn(self, tmp_path: Path):
        with duckdb.connect(str(tmp_path / "house.duckdb")) as connection:
            yield connection

    def entries(self, conn: duckdb.DuckDBPyConnection) -> list[tuple]:
        return conn.execute(
            "select source_table, file_name, action from ops.load_log"
            " where source_table not like '%_.%' order by logged_at, file_name"
        ).fetchall()

    def test_is_said_once_and_again_when_the_reason_changes(self, project, conn):
        path = project.write("shop/people.csv", "id\n1\n")
        project.write("lost.csv", "id\n1\n")
        register.register(conn)
        register.register(conn)
        expected = [
            (".", "lost.csv", "left_out"),
            ("shop", "shop/people.csv", "left_out"),
        ]
        assert sorted(self.entries(conn)) == expected
        path.unlink()
        path.mkdir()
        register.register(conn)
        assert self.entries(conn)[-1] == ("shop", "shop/people.csv", "left_out")
        assert load_log.left_out(conn)[("shop", "shop/people.csv")] == "it is not a file"

    def test_ends_when_the_file_is_read_or_gone(self, project, conn):
        path = project.write("shop/people.csv", "id\n1\n")
        register.register(conn)
        path.rename(path.with_name("items_2.csv"))
        register.register(conn)
        assert load_log.left_out(conn) == {}
        assert self.entries(conn)[-1] == ("shop", "shop/people.csv", "removed")
        names = {name for _, name, _, _ in load_log.known_files(conn)}
        assert names == {"shop/items.csv", "shop/items_2.csv"}

    def test_ends_when_a_table_claims_the_file(self, project, conn):
        project.write("shop/people.csv", "id\n1\n")
        register.register(conn)
        project.declare("shop.people", {"id": {}})
        register.register(conn)
        assert load_log.left_out(conn) == {}
        assert {table for table, *_ in load_log.known_files(conn)} == {"shop.items", "shop.people"}

    def test_the_notes_of_a_file_that_is_in_are_kept_up_to_date(self, project, conn):
        project.write("shop/items.csv", "id,colour\n1,r\xe9d\n".encode("latin-1"))
        register.register(conn)
        (note,) = conn.execute("select note from ops.load_log where action = 'read'").fetchone()
        encoding, *headers = note.splitlines()
        assert "Latin-1" in encoding
        assert headers == [
            "read as NULL, not in the file: name",
            "left out, not declared or a second header of one column: colour",
        ]
        count = conn.execute("select count(*) from ops.load_log").fetchone()
        # What is ignored is no part of what a file is recognised by.
        table = raw.read_contract(project.root)[0]
        (file,) = raw.inspect_all(
            [(table, project.raw / "shop" / "items.csv")], load_log.known_files(conn)
        )
        file.warnings = []
        load_log.renew_notes(conn, [file])
        # What is in the file is as it was: that is looked for once.
        assert conn.execute("select note from ops.load_log").fetchall() == [(encoding,)]
        assert conn.execute("select count(*) from ops.load_log").fetchone() == count

    def test_a_log_of_before_gets_the_column(self, project, conn):
        register.register(conn)
        conn.execute("alter table ops.load_log drop column note")
        project.write("shop/people.csv", "id\n1\n")
        register.register(conn)
        assert list(load_log.left_out(conn)) == [("shop", "shop/people.csv")]
        assert len(load_log.known_files(conn)) == 1


@pytest.mark.whole
def test_a_log_of_before_gets_the_column_where_only_dbt_runs(pg):
    pg.begin_with("nothing")
    with pg.connect() as connection:
        connection.execute("alter table ops.load_log drop column note")
    pg.dbt("run", "--select", "load_log")
    assert pg.query("select note from ops.load_log") == []


class TestOnPostgres:
    """A file that cannot be read leaves its table as it was, and says so."""

    def test_an_unreadable_file_is_left_out_until_it_is_mended(self, pg, tmp_path):
        pg.raw = tmp_path / "raw"
        folder = pg.raw / "clay"
        folder.mkdir(parents=True)
        good, bad = "id,company_name\n1,Acme\n", "id,company_name\n1\n"
        (folder / "company_raw.csv").write_text(good)
        (folder / "people.csv").write_text(good)
        pg.load()
        assert self.left_out(pg) == [("clay/people.csv", "no declared table of clay claims it")]
        (folder / "company_raw.csv").write_text(bad)
        (folder / "people.csv").unlink()
        assert pg.load(check=False).returncode == 1
        why = "clay.company_raw keeps its old rows: line 2"
        assert self.left_out(pg) == [("clay/company_raw.csv", why)]
        # Another system's load has not looked at it.
        pg.hubspoke("load", "--select", "dol")
        assert self.left_out(pg) == [("clay/company_raw.csv", why)]
        (folder / "company_raw.csv").write_text(good)
        pg.load()
        assert self.left_out(pg) == []
        assert pg.query("select id from raw_clay.company_raw") == [("1",)]

    def left_out(self, pg: Warehouse) -> list[tuple]:
        with pg.connect() as connection:
            found = load_log.left_out(connection)
        return [(name, why.split(" (")[0].split(": 1 col")[0]) for (_, name), why in found.items()]
