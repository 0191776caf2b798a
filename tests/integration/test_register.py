"""The dbt-duckdb plugin: raw files become views on the connection dbt is about to use."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from dbt_common.exceptions import DbtRuntimeError
from raw_project import RawProject

from hubspoke import raw, register
from hubspoke.project import HubspokeError

pytestmark = pytest.mark.platform

COLUMNS = {"id": {}, "name": {"aliases": ["title"]}, "note": {"optional": True}}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RawProject:
    """Two declared tables and no file; files count as finished as soon as they are written."""
    monkeypatch.setattr(register, "_SETTLED", 0)
    project = RawProject(tmp_path, monkeypatch)
    project.declare("shop.items", COLUMNS)
    project.declare("shop.orders", {"id": {}})
    return project


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(tmp_path / "house.duckdb")) as connection:
        yield connection


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was said to dbt's log."""
    said: list[str] = []
    monkeypatch.setattr(register.logger, "warning", said.append)
    return said


@pytest.fixture
def inspected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were looked into."""
    names: list[str] = []
    inspect = raw.inspect

    def note(table, path, known):
        names.append(path.name)
        return inspect(table, path, known)

    monkeypatch.setattr(raw, "inspect", note)
    return names


def items(conn: duckdb.DuckDBPyConnection) -> list[tuple]:
    return conn.execute("select * from raw_shop.items order by all").fetchall()


def log(conn: duckdb.DuckDBPyConnection) -> list[tuple]:
    """The entries of files of declared tables."""
    return conn.execute(
        "select source_table, file_name, row_count, action from ops.load_log"
        " where source_table like '%.%' order by logged_at"
    ).fetchall()


def test_every_declared_table_is_a_view_over_its_files(project, conn):
    project.write("shop/items_1.csv", "note,id,title\nn,1,a\n")
    project.write("shop/items_2.csv", "id,name\n2,b\n")
    register.register(conn)
    assert items(conn) == [
        ("1", "a", "n", "shop/items_1.csv"),
        ("2", "b", None, "shop/items_2.csv"),
    ]
    columns = conn.execute("describe raw_shop.orders").fetchall()
    assert [column[:2] for column in columns] == [("id", "VARCHAR"), ("_source_file", "VARCHAR")]
    assert conn.execute("select count(*) from raw_shop.orders").fetchone() == (0,)
    assert log(conn) == [
        ("shop.items", "shop/items_1.csv", 1, "read"),
        ("shop.items", "shop/items_2.csv", 1, "read"),
    ]


def test_words_of_sql_may_be_names(project, conn):
    project.declare("shop.order", {"order": {}, "user": {}, "end": {}})
    project.write("shop/order.csv", "end,order,user\n1,2,3\n")
    register.register(conn)
    assert conn.execute('select * from raw_shop."order"').fetchall() == [
        ("2", "3", "1", "shop/order.csv")
    ]


def test_all_bad_files_are_in_one_error_and_nothing_is_changed(project, conn):
    project.write("shop/items.csv", "id,name\n1,a\n")
    register.register(conn)
    bad = [
        project.write("shop/items_bad.csv", "id,name\n1\n"),
        project.write("shop/orders.csv", "<html></html>"),
    ]
    project.write("shop/items_good.csv", "id,name\n2,b\n")
    with pytest.raises(HubspokeError) as error:
        register.register(conn)
    first, *lines = str(error.value).splitlines()
    assert first == "raw files cannot be read:"
    assert [line.split(", line ")[0].strip() for line in lines] == [str(path) for path in bad]
    assert items(conn) == [("1", "a", None, "shop/items.csv")]
    assert len(log(conn)) == 1


def test_dbt_gets_an_error_it_can_show(project, conn):
    path = project.write("shop/items.csv", "")
    with pytest.raises(DbtRuntimeError, match=re.escape(f"{path}: is empty")):
        register.Plugin("hubspoke", {}).configure_connection(conn)


def test_a_table_in_the_place_of_a_view_is_a_clear_error(project, conn):
    conn.execute("create schema raw_shop; create table raw_shop.items as select 1 as id")
    with pytest.raises(HubspokeError, match=r"raw views cannot be made: .* items is of type Table"):
        register.register(conn)
    conn.begin()
    assert conn.execute("select id from raw_shop.items").fetchone() == (1,)


def test_warnings_are_said_each_time(project, conn, warnings):
    project.write("shop/items.csv", b'id,"colour\nof it"\n\xe9,red\n')
    project.write("shop/people.csv", "id\n1\n")
    expected = [
        "raw: shop/people.csv: not read, no declared table of shop claims it (its name must begin "
        "with the table's, or match its file_patterns)",
        "raw: shop/items.csv: is not UTF-8, the file is read as Latin-1",
        "raw: shop/items.csv: read as NULL, not in the file: name",
        "raw: shop/items.csv: left out, not declared or a second header of one column: "
        "colour of it",
    ]
    register.register(conn)
    assert warnings == expected
    register.register(conn)
    assert warnings == expected * 2


class TestSecondTime:
    @pytest.fixture(autouse=True)
    def _registered(self, project, conn):
        project.write("shop/items.csv", "id,name\n1,a\n")
        project.write("shop/orders.csv", "id\n1\n")
        register.register(conn)

    def test_nothing_is_done_when_nothing_changed(self, conn, inspected):
        conn.execute("create schema other; create table other.oids as select view_oid, sql from "
                     "duckdb_views() where schema_name = 'raw_shop'")  # fmt: skip
        register.register(conn)
        assert inspected == []
        assert conn.execute(
            "select count(*) from duckdb_views() join other.oids using (view_oid, sql)"
        ).fetchone() == (2,)
        assert len(log(conn)) == 2

    def test_it_holds_in_another_process(self, project, conn, tmp_path, inspected):
        conn.close()
        with duckdb.connect(str(tmp_path / "house.duckdb")) as again:
            register.register(again)
            assert items(again) == [("1", "a", None, "shop/items.csv")]
        assert inspected == []

    def test_a_changed_file_is_read_again(self, project, conn, inspected):
        project.write("shop/items.csv", "id,name\n1,b\n")
        register.register(conn)
        assert inspected == ["items.csv"]
        assert items(conn) == [("1", "b", None, "shop/items.csv")]
        assert len(log(conn)) == 3

    def test_the_same_content_at_another_time_is_not_counted_again(
        self, project, conn, inspected, monkeypatch
    ):
        monkeypatch.setattr(raw, "_count_rows", lambda file: pytest.fail("counted again"))
        project.write("shop/items.csv", "id,name\n1,a\n")
        register.register(conn)
        assert inspected == ["items.csv"]
        assert len(log(conn)) == 2

    def test_a_young_file_may_yet_change_in_the_same_tick(self, conn, inspected, monkeypatch):
        monkeypatch.setattr(register, "_SETTLED", 3600)
        register.register(conn)
        register.register(conn)
        assert inspected == ["items.csv", "orders.csv"] * 2

    def test_a_new_column_of_the_contract_is_in_the_view(self, project, conn, inspected):
        project.declare("shop.items", {**COLUMNS, "colour": {"optional": True}})
        register.register(conn)
        assert inspected == ["items.csv"]
        assert conn.execute("select colour from raw_shop.items").fetchall() == [(None,)]

    def test_another_raw_folder_is_read(self, project, conn, monkeypatch):
        other = project.root / "other"
        (other / "shop").mkdir(parents=True)
        (other / "shop" / "items.csv").write_text("id,name\n1,c\n")
        monkeypatch.setenv("HUBSPOKE_RAW_DIR", str(other))
        register.register(conn)
        assert items(conn) == [("1", "c", None, "shop/items.csv")]
        assert conn.execute("select count(*) from raw_shop.orders").fetchone() == (0,)

    def test_a_file_that_is_gone_is_logged_and_checked_when_it_returns(
        self, project, conn, inspected
    ):
        path = project.raw / "shop" / "items.csv"
        path.rename(path.with_name("away"))
        register.register(conn)
        assert items(conn) == []
        assert log(conn)[-1] == ("shop.items", "shop/items.csv", 0, "removed")
        path.with_name("away").rename(path)
        register.register(conn)
        assert inspected == ["items.csv"]
        assert log(conn)[-1] == ("shop.items", "shop/items.csv", 1, "read")

    def test_a_log_that_was_emptied_is_filled_again(self, conn):
        before = log(conn)
        conn.execute("delete from ops.load_log")
        register.register(conn)
        assert log(conn) == before

    def test_a_view_that_was_dropped_is_made_again(self, conn):
        conn.execute("drop view raw_shop.items")
        register.register(conn)
        assert len(items(conn)) == 1

    def test_a_reader_keeps_its_view_while_another_is_made(self, project, conn):
        with conn.cursor() as reader:
            reader.begin()
            assert reader.execute("select name from raw_shop.items").fetchall() == [("a",)]
            project.write("shop/items_2.csv", "id,name\n2,b\n")
            project.declare("shop.items", {"name": {}})
            register.register(conn)
            assert reader.execute("select id, name from raw_shop.items").fetchall() == [("1", "a")]
            reader.commit()
            assert len(reader.execute("select * from raw_shop.items").fetchall()) == 2

    def test_it_is_quick(self, project, conn, inspected):
        # Every dbt command that opens the database pays this: compile, show, docs generate.
        columns = {f"column_{number}": {"optional": True} for number in range(150)}
        for number in range(30):
            project.declare(f"shop_{number}.items", columns)
            project.write(f"shop_{number}/items.csv", "column_1\nx\n")
        register.register(conn)
        inspected.clear()
        start = time.process_time()
        register.register(conn)
        assert inspected == []
        assert time.process_time() - start < 1
