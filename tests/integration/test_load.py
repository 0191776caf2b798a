"""`hubspoke load`: raw files into Postgres; and the raw relations dbt prepares there."""

from __future__ import annotations

import argparse
import contextlib
import csv
import gzip
import io
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pytest
from conftest import IN_PLACE, ROOT, Warehouse, fresh_database
from dbt.cli.main import dbtRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raw_project import RawProject
from tqdm import tqdm

from hubspoke import load, raw, register
from hubspoke.postgres import connect
from hubspoke.project import HubspokeError

pytestmark = pytest.mark.platform

COLUMNS = {"id": {}, "name": {"aliases": ["title"]}, "note": {"optional": True}}
HYPOTHESIS = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


def run_load(*arguments: str) -> int:
    """The command as the command line runs it; returns its exit code."""
    parser = argparse.ArgumentParser()
    load.add_command(parser.add_subparsers())
    parsed = parser.parse_args(["load", *arguments])
    return parsed.run(parsed)


def looked_at(table: raw.RawTable, path: Path) -> tuple[raw.RawFile | None, str]:
    """A file as it was read, or why it was not."""
    try:
        return raw.inspect(table, path, {}), ""
    except HubspokeError as error:
        return None, str(error)


class Database:
    """The Postgres that is loaded into, seen from another session."""

    def __init__(self, env: dict[str, str]) -> None:
        self.connection = connect(env, autocommit=True)

    def query(self, sql: str) -> list[tuple]:
        return self.connection.execute(sql).fetchall()

    def rows(self, table: str = "raw_shop.items") -> list[tuple]:
        rows = self.query(f"select * from {table}")
        return sorted(rows, key=lambda row: [value or "" for value in row])

    def log(self) -> list[tuple]:
        """The entries of files of declared tables."""
        return self.query(
            "select file_name, row_count, action from ops.load_log"
            " where source_table like '%.%' order by logged_at, file_name"
        )

    def place(self, table: str) -> list[tuple]:
        """The file a table is in: another one after a truncate."""
        return self.query(f"select pg_relation_filenode('{table}')")

    def places(self, table: str = "raw_shop.items") -> list[tuple]:
        """Where each row is and which transaction wrote it: the same only if nothing was done."""
        return self.query(f"select xmin::text, ctid::text from {table}")

    def take_rights_away(self) -> None:
        """From here on, who connects to this database may not create anything in it."""
        role = "hubspoke_test_reader"
        self.connection.execute(f"drop role if exists {role}; create role {role}")
        self.connection.execute(
            f"alter role current_user in database {self.connection.info.dbname} set role to {role}"
        )

    def relations(self) -> list[tuple]:
        return self.query(
            "select n.nspname, c.relname from pg_namespace as n left join pg_class as c"
            " on n.oid = c.relnamespace where n.nspname !~ '^pg_|^information_schema|^public$'"
        )


@pytest.fixture
def database(pg_server: dict[str, str], monkeypatch: pytest.MonkeyPatch):
    """An empty database, the one that PGHOST and so on name."""
    env = fresh_database(pg_server, "hubspoke_load")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    database = Database(env)
    with database.connection:
        yield database


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RawProject:
    """Two declared tables: items with a file, orders with none."""
    project = RawProject(tmp_path, monkeypatch)
    project.declare("shop.items", COLUMNS)
    project.declare("shop.orders", {"id": {}})
    project.write("shop/items.csv", "id,name,note\n1,a,x\n2,b,\n")
    return project


ITEMS = [("1", "a", "x", "shop/items.csv"), ("2", "b", None, "shop/items.csv")]


class TestRows:
    def test_are_those_of_the_duckdb_view(self, project, database, tmp_path):
        project.write("shop/items_2.csv.gz", gzip.compress('title,id\n"é ""q"",\n",3\n'.encode()))
        project.write("shop/items_3.csv", b"name\r\ncaf\xe9\r\n\\.\r\n\\N\r\n")
        project.write("shop/items_4.ndjson", '{"id": 4, "name": "", "note": {"a": [1]}}\n')
        with raw.session() as connection:
            connection.execute(
                "copy (select 5 as id, timestamptz '2024-01-01 00:00:00+00' as name, '' as note) "
                f"to '{project.raw}/shop/items_5.parquet' (format parquet)"
            )
        project.write("shop/items_6.csv", "id,name\n6,“q”\n".encode("cp1252"))
        project.write("shop/items_7.csv", "id\tname\n7,\t日\n".encode("utf-16"))
        book = openpyxl.Workbook()
        for row in (("Name", "ID"), ("=1+1", 8), ("日 “q”\nb", 9.0)):
            book.active.append(row)
        book.save(project.raw / "shop" / "items_8.xlsx")
        assert run_load() == 0
        with duckdb.connect(str(tmp_path / "house.duckdb")) as conn:
            register.register(conn)
            for table in ("raw_shop.items", "raw_shop.orders"):
                rows = conn.execute(f"select * from {table}").fetchall()
                key = [[value or "" for value in row] for row in rows]
                assert database.rows(table) == [
                    row for _, row in sorted(zip(key, rows, strict=True))
                ]
        assert len(database.rows()) == 12
        assert ("6", "“q”", None, "shop/items_6.csv") in database.rows()
        assert ("7,", "日", None, "shop/items_7.csv") in database.rows()
        assert ("9", "日 “q”\nb", None, "shop/items_8.xlsx") in database.rows()
        assert ("4", "", '{"a":[1]}', "shop/items_4.ndjson") in database.rows()

    def test_do_not_depend_on_the_clients_encoding(self, project, database, monkeypatch):
        monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
        project.write("shop/items.csv", "id,name\n1,日é\n")
        assert run_load() == 0
        assert database.rows() == [("1", "日é", None, "shop/items.csv")]

    def test_may_have_columns_and_files_of_any_name(self, project, database):
        project.declare("shop.order", {"order": {}, "user": {}})
        project.write("shop/order 'x' \"y\" ü.csv", "user,order\n1,2\n")
        assert run_load() == 0
        assert database.rows('raw_shop."order"') == [("2", "1", "shop/order 'x' \"y\" ü.csv")]

    @settings(max_examples=30, **HYPOTHESIS)
    @given(
        files=st.lists(
            st.lists(
                st.tuples(
                    *[
                        st.text(
                            st.one_of(
                                st.sampled_from(list('",\n\r\t \\.N\ufeff\u2028éü日😀')),
                                st.characters(codec="utf-8", exclude_characters="\0"),
                            ),
                            max_size=8,
                        )
                    ]
                    * 3
                ),
                max_size=8,
            ),
            min_size=1,
            max_size=6,
        )
    )
    def test_come_back_as_they_were_written(self, project, database, files):
        for path in (project.raw / "shop").iterdir():
            path.unlink()
        expected = []
        for number, rows in enumerate(files):
            buffer = io.StringIO(newline="")
            writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
            writer.writerows([("id", "name", "note"), *rows])
            name = f"shop/items_{number}.csv"
            project.write(name, buffer.getvalue())
            expected += [(*(cell or None for cell in row), name) for row in rows]
        with contextlib.redirect_stdout(io.StringIO()):
            assert run_load() == 0
        expected.sort(key=lambda row: [value or "" for value in row])
        assert database.rows() == expected

    # A file that is right, and how it is damaged: (what, where in thousandths, how much, bytes).
    WHOLE = (
        "id,name,note\r\n"
        + "".join(f'{n},"na""me, {n}\r\né日",{"x" * (n % 7)}\r\n' for n in range(12))
    ).encode()

    @settings(max_examples=25, **HYPOTHESIS)
    @given(
        damages=st.lists(
            st.lists(
                st.tuples(
                    st.sampled_from(["flip", "delete", "insert", "cut", "double"]),
                    st.integers(0, 999),
                    st.integers(1, 60),
                    st.one_of(
                        st.sampled_from([b'"', b",", b"\n", b"\r\n", b'""', b"\xe9", b",,", b" "]),
                        st.binary(min_size=1, max_size=3),
                    ),
                ),
                max_size=3,
            ),
            min_size=8,
            max_size=8,
        )
    )
    def test_of_a_damaged_file_are_an_error_or_the_same_everywhere(
        self, project, database, damages
    ):
        kept = {}
        for number, damage in enumerate(damages):
            content = bytearray(self.WHOLE)
            for what, where, size, extra in damage:
                at = where * len(content) // 1000
                if what == "flip" and content:
                    content[at] ^= 1 << (size % 8)
                elif what == "delete":
                    del content[at : at + size]
                elif what == "insert":
                    content[at:at] = extra
                elif what == "cut":
                    del content[at:]
                else:
                    content[at:at] = content[at : at + size]
            project.declare(f"shop{number}.items", COLUMNS)
            project.write(f"shop{number}/items.csv", bytes(content))
            table = f"raw_shop{number}.items"
            there = database.query(f"select to_regclass('{table}') is not null") == [(True,)]
            kept[table] = database.rows(table) if there else None
        complaints = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(complaints):
            code = run_load()
        failed = 0
        for table in raw.read_contract(project.root):
            if table.system == "shop":
                continue
            relation, path = (
                f"{table.schema}.{table.name}",
                project.raw / table.system / "items.csv",
            )
            file, problem = looked_at(table, path)
            if problem:
                assert problem.startswith(str(path))
                assert f"{table.qualified} keeps its old rows: {problem}" in complaints.getvalue()
                failed += 1
                if kept[relation] is not None:
                    assert database.rows(relation) == kept[relation]
                continue
            with raw.session() as connection:
                rows = connection.execute(raw.select_sql(table, [file])).fetchall()
            assert len(rows) == file.rows
            rows.sort(key=lambda row: [value or "" for value in row])
            assert database.rows(relation) == rows
        assert code == (1 if failed else 0)


class TestOutput:
    def test_says_what_was_done_on_stdout_and_shows_the_bar_on_stderr(
        self, project, database, capsys, monkeypatch
    ):
        bars = []

        def bar(**options):
            bars.append(tqdm(**{**options, "disable": False, "mininterval": 0}))
            return bars[-1]

        monkeypatch.setattr(load, "tqdm", bar)
        project.write("shop/items_2.csv", 'id,name\n1,"a\n\n\n\nb"\n')
        assert run_load() == 0
        out, err = capsys.readouterr()
        assert out == "shop.items: loaded 2 files, 3 rows\nshop.orders: no file\n"
        assert "shop/items.csv: 100%" in err
        # Quoted line breaks look like rows, yet no bar says more than there are.
        assert [(bar.n, bar.total) for bar in bars] == [(2, 2), (1, 1)]

    def test_shows_no_bar_where_nobody_watches(self, project, database, capsys):
        assert run_load() == 0
        assert capsys.readouterr().err == ""

    def test_warns_on_stderr(self, project, database, capsys):
        project.write("shop/items.csv", "id,colour\n1,red\n")
        project.write("shop/people.csv", "id\n1\n")
        assert run_load() == 0
        assert [line.split(", ")[0] for line in capsys.readouterr().err.splitlines()] == [
            "warning: shop/people.csv: not read",
            "warning: shop/items.csv: read as NULL",
            "warning: shop/items.csv: left out",
        ]


class TestSecondTime:
    @pytest.fixture(autouse=True)
    def _loaded(self, project, database, capsys):
        project.declare("shop.returns", {"id": {}})
        project.write("shop/items_2.csv", "id,name\n3,c\n")
        project.write("shop/orders.csv", "id\n7\n")
        assert run_load() == 0
        capsys.readouterr()

    def test_nothing_is_written_when_nothing_changed(self, database, capsys):
        def places() -> list:
            return [
                (database.place(table), database.places(table))
                for table in ("raw_shop.items", "raw_shop.orders", "raw_shop.returns")
            ]

        before = places(), database.log()
        assert run_load() == 0
        assert (places(), database.log()) == before
        assert capsys.readouterr().out == (
            "shop.items: 2 unchanged\nshop.orders: 1 unchanged\nshop.returns: no file\n"
        )

    def test_only_the_changed_file_is_loaded(self, project, database, capsys):
        kept = "select ctid::text, xmin::text from raw_shop.items where _source_file ~ '_2'"
        before = database.query(kept)
        project.write("shop/items.csv", "id,name\n9,z\n")
        assert run_load() == 0
        assert [row[:2] for row in database.rows()] == [("3", "c"), ("9", "z")]
        assert database.query(kept) == before
        assert capsys.readouterr().out.startswith("shop.items: loaded 1 file, 1 rows; 1 unchanged")

    def test_the_rows_of_a_removed_file_go(self, project, database, capsys):
        (project.raw / "shop" / "items.csv").unlink()
        assert run_load() == 0
        assert database.rows() == [("3", "c", None, "shop/items_2.csv")]
        assert database.log()[-1] == ("shop/items.csv", 0, "removed")
        assert "shop.items: removed shop/items.csv; 1 unchanged\n" in capsys.readouterr().out

    def test_a_removed_file_that_returns_is_loaded(self, project, database):
        path = project.raw / "shop" / "items.csv"
        content = path.read_bytes()
        path.unlink()
        run_load()
        path.write_bytes(content)
        assert run_load() == 0
        assert len(database.rows()) == 3

    def test_the_last_file_removed_leaves_an_empty_table(self, project, database):
        (project.raw / "shop" / "orders.csv").unlink()
        assert run_load() == 0
        assert database.rows("raw_shop.orders") == []

    def test_a_renamed_file_is_there_once(self, project, database):
        path = project.raw / "shop" / "items.csv"
        path.rename(path.with_name("items_1.csv"))
        assert run_load() == 0
        assert [row[3] for row in database.rows()] == ["shop/items_1.csv"] * 2 + [
            "shop/items_2.csv"
        ]

    @pytest.mark.parametrize(
        "how",
        [
            "drop table raw_shop.items",
            "truncate raw_shop.items",
            # What dbt makes of a table that is not there.
            "drop table raw_shop.items; create table raw_shop.items (id text, _source_file text)",
        ],
    )
    def test_a_table_dropped_or_emptied_by_hand_is_loaded_again(self, database, how):
        before = database.rows()
        database.connection.execute(how)
        assert run_load() == 0
        assert database.query("select id from raw_shop.items order by 1") == [
            (row[0],) for row in before
        ]

    def test_a_file_without_rows_is_not_loaded_each_time(self, project, database):
        project.write("shop/orders.csv", "id\n")
        run_load()
        before = database.log()
        assert run_load() == 0
        assert database.log() == before

    def test_a_column_added_to_the_contract_is_added_to_the_table(self, project, database):
        project.declare("shop.items", {**COLUMNS, "colour": {"aliases": ["color"]}})
        project.write("shop/items_2.csv", "id,name,color\n3,c,red\n")
        assert run_load() == 0
        assert database.query("select id, colour from raw_shop.items order by id") == [
            ("1", None),
            ("2", None),
            ("3", "red"),
        ]

    def test_a_column_taken_out_of_the_contract_is_left_empty(self, project, database):
        project.declare("shop.items", {"id": {}})
        assert run_load() == 0
        assert database.query("select id, name from raw_shop.items order by id") == [
            ("1", None),
            ("2", None),
            ("3", None),
        ]

    def test_an_alias_added_to_the_contract_is_read_from_old_files(self, project, database):
        project.write("shop/items_2.csv", "id,label\n3,c\n")
        run_load()
        assert database.query("select name from raw_shop.items where id = '3'") == [(None,)]
        project.declare("shop.items", {**COLUMNS, "name": {"aliases": ["label"]}})
        assert run_load() == 0
        assert database.query("select name from raw_shop.items where id = '3'") == [("c",)]


class TestFailure:
    @pytest.fixture(autouse=True)
    def _loaded(self, project, database, capsys):
        assert run_load() == 0
        project.write("shop/orders.csv", "id\n7\n")
        capsys.readouterr()

    def assert_kept(self, database: Database, capsys, *complaints: str) -> None:
        """The failed table is as it was, the table after it is loaded."""
        assert database.rows() == ITEMS
        assert database.rows("raw_shop.orders") == [("7", "shop/orders.csv")]
        assert database.log() == [("shop/items.csv", 2, "read"), ("shop/orders.csv", 1, "read")]
        out, err = capsys.readouterr()
        assert out == "shop.orders: loaded 1 file, 1 rows\n"
        for complaint in ("error: shop.items keeps its old rows: ", *complaints):
            assert complaint in err

    def test_bad_files_are_all_named(self, project, database, capsys):
        bad = [
            project.write("shop/items.csv", "id,name\n1\n"),
            project.write("shop/items_2.csv", "<html>"),
        ]
        project.write("shop/items_3.csv", "id,name\n8,h\n")
        assert run_load() == 1
        self.assert_kept(database, capsys, *(f"{path}, line " for path in bad))

    def test_what_postgres_refuses_half_way_is_undone(self, project, database, capsys):
        database.connection.execute("alter table raw_shop.items add check (id <> '5')")
        rows = "".join(f"{number},x\n" for number in (3, 4, 5))
        project.write("shop/items.csv", f"id,name\n{rows}")
        assert run_load() == 1
        self.assert_kept(database, capsys, "violates check constraint")
        assert run_load() == 1

    def test_a_file_that_changes_meanwhile_is_not_loaded(
        self, project, database, capsys, monkeypatch
    ):
        path = project.write("shop/items.csv", "id,name\n3,c\n")
        plan = load._plan

        def plan_and_write(connection, table, *rest):
            made = plan(connection, table, *rest)
            if table.name == "items":
                path.write_text("id,name\n4,d\n")
            return made

        monkeypatch.setattr(load, "_plan", plan_and_write)
        assert run_load() == 1
        self.assert_kept(database, capsys, f"{path}: changed while it was read")

    def test_a_file_that_vanishes_meanwhile_is_not_loaded(
        self, project, database, capsys, monkeypatch
    ):
        path = project.write("shop/items.csv", "id,name\n3,c\n")
        copy = load._copy

        def remove_and_copy(connection, file, statement):
            if file.path == path:
                path.unlink()
            copy(connection, file, statement)

        monkeypatch.setattr(load, "_copy", remove_and_copy)
        assert run_load() == 1
        self.assert_kept(database, capsys, f"{path}: changed while it was read")

    def test_a_lost_connection_is_said_and_nothing_half_done(
        self, project, database, capsys, monkeypatch
    ):
        project.write("shop/items.csv", "id,name\n3,c\n")

        def die(connection, file, statement):
            database.query(f"select pg_terminate_backend({connection.info.backend_pid})")
            connection.execute("select 1")

        monkeypatch.setattr(load, "_copy", die)
        with pytest.raises(HubspokeError, match=r"connection to Postgres broke at shop\.items"):
            run_load()
        assert database.rows() == ITEMS
        assert len(database.log()) == 1

    def test_a_view_in_the_place_of_the_table(self, project, database, capsys):
        database.connection.execute(
            "drop table raw_shop.items; create view raw_shop.items as select 1 as id"
        )
        assert run_load() == 1
        err = capsys.readouterr().err
        assert "raw_shop.items is a view, made for the dbt variable source_schemas" in err
        assert "drop view raw_shop.items" in err
        assert database.rows("raw_shop.orders") == [("7", "shop/orders.csv")]

    def test_another_load_at_work(self, database):
        database.query("select pg_advisory_lock(hashtext('hubspoke load'))")
        with pytest.raises(HubspokeError, match="another hubspoke load is at work"):
            run_load()
        database.query("select pg_advisory_unlock(hashtext('hubspoke load'))")
        assert run_load() == 0

    def test_no_right_to_make_the_log(self, database):
        database.connection.execute("drop schema ops cascade")
        database.take_rights_away()
        with pytest.raises(HubspokeError, match="Postgres refused: permission denied"):
            run_load()

    def test_no_postgres(self, monkeypatch):
        monkeypatch.setenv("PGHOST", "localhost")
        monkeypatch.setenv("PGPORT", "1")
        with pytest.raises(HubspokeError, match="cannot reach Postgres at localhost:1 "):
            run_load()

    def test_no_raw_folder(self, monkeypatch):
        monkeypatch.setenv("HUBSPOKE_RAW_DIR", "/nowhere")
        with pytest.raises(HubspokeError, match="raw folder /nowhere does not exist"):
            run_load()


class TestDryRun:
    def test_changes_nothing_in_an_empty_database(self, project, database, capsys):
        assert run_load("--dry-run") == 0
        assert database.relations() == []
        out = capsys.readouterr().out
        assert out == "shop.items: would load 1 file, 2 rows\nshop.orders: no file\n"

    def test_changes_nothing_in_a_loaded_database(self, project, database, capsys):
        run_load()
        capsys.readouterr()
        before = (database.relations(), database.places(), database.rows(), database.log())
        project.declare("shop.items", {**COLUMNS, "colour": {}})
        project.write("shop/items_2.csv", "id\n3\n")
        (project.raw / "shop" / "items.csv").unlink()
        assert run_load("--dry-run") == 0
        after = (database.relations(), database.places(), database.rows(), database.log())
        assert after == before
        out = capsys.readouterr().out
        assert out.startswith(
            "shop.items: would load 1 file, 1 rows; would remove shop/items.csv\n"
        )

    def test_fails_on_a_bad_file(self, project, database, capsys):
        project.write("shop/items.csv", "")
        assert run_load("--dry-run") == 1
        assert database.relations() == []


class TestSelect:
    @pytest.mark.parametrize(
        ("selection", "loaded"),
        [
            (["shop.orders"], {"shop.orders"}),
            (["shop"], {"shop.items", "shop.orders"}),
            (["depot", "shop.items"], {"depot.stock", "shop.items"}),
        ],
    )
    def test_by_table_or_system(self, project, database, capsys, selection, loaded):
        project.declare("depot.stock", {"id": {}})
        assert run_load("--select", *selection) == 0
        lines = capsys.readouterr().out.splitlines()
        assert {line.split(":")[0] for line in lines} == loaded
        relations = {f"{schema[4:]}.{name}" for schema, name in database.relations() if name}
        assert {name for name in relations if not name.startswith(".")} >= loaded

    def test_gives_no_table_the_files_of_one_that_is_not_selected(self, project, database, capsys):
        project.declare("shop.items_sold", {"id": {}})
        project.write("shop/items_sold.csv", "id\n9\n")
        project.write("shop/orders.csv", "id\n7\n")
        assert run_load("--select", "shop.items") == 0
        assert database.rows() == ITEMS
        assert capsys.readouterr().err == ""

    def test_leaves_the_other_tables_alone(self, project, database):
        run_load()
        project.write("shop/items.csv", "id\n9\n")
        assert run_load("--select", "shop.orders") == 0
        assert database.rows() == ITEMS

    def test_refuses_a_name_that_is_not_declared(self, project, database):
        with pytest.raises(HubspokeError, match=r"called shop\.itms; there are shop\.items, shop"):
            run_load("--select", "shop.orders", "shop.itms")
        assert database.relations() == []


def test_an_error_of_use_is_exit_code_2(pg: Warehouse):
    command = [sys.executable, "-m", "hubspoke", "load", "--select", "nobody"]
    result = subprocess.run(command, cwd=ROOT, env=pg.env, text=True, capture_output=True)
    assert result.returncode == 2
    assert result.stderr.startswith("hubspoke: no declared table or system is called nobody")


class TestPrepareRaw:
    """What dbt does on Postgres before a run: empty tables, or views by var source_schemas."""

    @pytest.fixture
    def prepare(self, project: RawProject, work: Path, database: Database):
        """Run the macro in a project of its own; returns whether it worked and what was said."""
        (project.root / "dbt_project.yml").write_text(
            "name: hubspoke\nprofile: hubspoke\nvars: {source_schemas: {}}\n"
        )
        (project.root / "macros").mkdir()
        shutil.copy(ROOT / "macros/engine/prepare_raw.sql", project.root / "macros")

        def run(source_schemas: str = "{}") -> tuple[bool, str]:
            said: list[str] = []
            runner = dbtRunner(callbacks=[lambda event: said.append(event.info.msg)])
            options = {
                "--target": "postgres",
                "--vars": f"source_schemas: {source_schemas}",
                "--profiles-dir": str(work),
                "--project-dir": str(project.root),
            }
            words = [word for option in options.items() for word in option]
            result = runner.invoke(["--quiet", "run-operation", "prepare_raw", *words])
            return result.success, "\n".join(said)

        return run

    def test_a_feed_that_was_not_loaded_is_an_empty_table(self, project, database, prepare):
        project.declare("shop.order", {"user": {}})
        done, said = prepare()
        assert done, said
        assert database.rows() == database.rows("raw_shop.orders") == []
        assert "raw_shop.items: not loaded, reads as empty (hubspoke load)" in said
        assert run_load() == 0
        assert database.rows() == ITEMS

    def test_a_new_column_of_the_contract_is_added_and_warned_about(
        self, project, database, prepare
    ):
        run_load()
        project.declare("shop.items", {**COLUMNS, "user": {}})
        done, said = prepare()
        assert done, said
        assert database.query('select "user" from raw_shop.items') == [(None,), (None,)]
        assert "raw_shop.items: column user reads as NULL until the next hubspoke load" in said

    def test_an_operational_table_is_read_as_text_through_a_view(self, project, database, prepare):
        project.declare("shop.items", {"id": {}, "user": {}, "name": {}, "at": {}})
        project.declare("shop.order", {"id": {}})
        database.connection.execute(
            'create table "order" (id int);'
            'create table items (id int, "user" text, at timestamptz, other text);'
            "insert into items values (7, 'me', '2024-01-31 12:00+02', 'x')"
        )
        done, said = prepare("{shop: public}")
        assert done, said
        assert database.rows() == [("7", "me", None, "2024-01-31 10:00:00+00", "public.items")]
        types = "select distinct atttypid::regtype::text from pg_attribute where attnum > 0 and "
        assert database.query(f"{types} attrelid = 'raw_shop.items'::regclass") == [("text",)]
        assert "public.items: read as NULL, not in the table: name" in said
        # A table that is not there is an absent feed.
        assert database.rows("raw_shop.orders") == []
        assert "there is no table public.orders: raw_shop.orders reads as empty" in said

    def test_a_view_follows_the_contract(self, project, database, prepare):
        database.connection.execute("create table items (id int, name text, colour text)")
        assert prepare("{shop: public}")[0]
        project.declare("shop.items", {"colour": {}, "id": {}})
        done, said = prepare("{shop: public}")
        assert done, said
        names = "select array_agg(attname::text order by attnum) from pg_attribute"
        assert database.query(f"{names} where attrelid = 'raw_shop.items'::regclass") == [
            (["colour", "id", "_source_file"],)
        ]

    def test_a_loaded_table_is_not_dropped_for_a_view(self, database, prepare):
        run_load()
        done, said = prepare("{shop: public}")
        assert not done
        assert "raw_shop.items is a table for loaded files" in said
        assert "drop table raw_shop.items, or take shop out of source_schemas" in said
        assert database.rows() == ITEMS

    def test_a_view_is_not_taken_for_loaded_files(self, database, prepare):
        assert prepare("{shop: public}")[0]
        done, said = prepare()
        assert not done
        assert "raw_shop.items is a view over an operational table" in said
        assert "drop view raw_shop.items to read loaded files" in said

    @pytest.mark.parametrize(
        ("source_schemas", "problem"),
        [
            ("{shop: pubic}", "sends shop to schema pubic, which is not in this database"),
            ("{shoop: public}", "names shoop, which is no declared source; there are shop"),
        ],
    )
    def test_a_mistyped_name_is_no_empty_feed(self, database, prepare, source_schemas, problem):
        done, said = prepare(source_schemas)
        assert not done
        assert problem in said

    def test_who_may_only_read_can_run_what_needs_no_change(self, database, prepare):
        assert prepare()[0]
        database.take_rights_away()
        done, said = prepare()
        assert done, said

    @pytest.mark.whole
    def test_a_run_of_dbt_prepares_the_projects_own_sources(self, pg: Warehouse):
        with connect(pg.environ, autocommit=True) as connection:
            connection.execute(
                "create table users (user_id int, username text);"
                "insert into users values (7, 'anna')"
            )
        pg.dbt("seed", "--select", "us_states", *IN_PLACE)
        assert pg.query("select user_id, username, email from raw_contracts.users") == [
            ("7", "anna", None)
        ]
        for table in raw.read_contract(ROOT):
            names = pg.query(
                "select attname::text from pg_attribute where attnum > 0 and attrelid ="
                f" '{table.schema}.{table.name}'::regclass order by attnum"
            )
            declared = [column.name for column in table.columns]
            assert [name for (name,) in names] == [*declared, "_source_file"]
