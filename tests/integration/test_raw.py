"""Raw files: which are read, how, and what is said about those that cannot be."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raw_project import RawProject

from hubspoke import aliases, copies, raw, text_files
from hubspoke.project import HubspokeError
from hubspoke.raw import RawColumn, RawFile, RawTable, inspect, select_sql

pytestmark = pytest.mark.platform

ITEMS = RawTable("shop", "items", tuple(map(RawColumn, ("id", "name", "note"))), ("items*",))


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_of(files: list[RawFile], table: RawTable = ITEMS) -> list[tuple]:
    with raw.session() as connection:
        return connection.execute(select_sql(table, files)).fetchall()


@pytest.fixture(autouse=True)
def copies_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HUBSPOKE_COPIES_DIR", str(tmp_path_factory.mktemp("copies")))


def read(path: Path, table: RawTable = ITEMS) -> list[tuple]:
    """A file's rows without `_source_file`, once they are as many as were counted."""
    file = inspect(table, path, {})
    rows = [row[:-1] for row in rows_of([file], table)]
    assert len(rows) == file.rows
    return rows


def parquet(folder: Path, query: str, name: str = "items.parquet") -> Path:
    path = folder / name
    with raw.session() as connection:
        connection.execute(f"copy ({query}) to '{path}' (format parquet)")
    return path


class TestContract:
    @pytest.fixture
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RawProject:
        return RawProject(tmp_path, monkeypatch)

    def test_holds_what_the_yaml_declares(self, project: RawProject):
        columns = {"id": {}, "name": {"aliases": ["# Title"]}, "note": {"optional": True}}
        project.declare("shop.items", columns, ["items*", "goods*"])
        project.declare("shop.orders", {"id": {}})
        items, orders = raw.read_contract(project.root)
        assert items == RawTable(
            "shop",
            "items",
            (RawColumn("id"), RawColumn("name", ("# Title",)), RawColumn("note", optional=True)),
            ("items*", "goods*"),
        )
        assert orders.patterns == ("orders*",)

    def test_sources_of_another_schema_are_no_files(self, project: RawProject):
        project.declare("shop.items", {"id": {}})
        path = project.root / "models/staging/shop/_shop__sources.yml"
        path.write_text(path.read_text().replace("raw_shop", "public"))
        assert raw.read_contract(project.root) == []

    def test_empty_yaml_declares_nothing(self, project: RawProject):
        project.declare("shop.items", {"id": {}})
        (project.root / "models/staging/shop/_shop__sources.yml").write_text("# nothing yet\n")
        assert raw.read_contract(project.root) == []

    def test_broken_yaml_is_named(self, project: RawProject):
        project.declare("shop.items", {"id": {}})
        path = project.root / "models/staging/shop/_shop__sources.yml"
        path.write_text("sources: [\n")
        with pytest.raises(HubspokeError, match=re.escape(f"{path}: not valid YAML")):
            raw.read_contract(project.root)

    def test_a_text_in_place_of_a_list_is_refused(self, project: RawProject):
        project.declare("shop.items", {"id": {"aliases": "number"}})
        with pytest.raises(HubspokeError, match="aliases of id must be a list, not 'number'"):
            raw.read_contract(project.root)

    def test_hash_changes_with_anything_that_reading_depends_on(self):
        column = RawColumn("id")
        variants = [
            RawTable("shop", "items", (column,), ("items*",)),
            RawTable("shop", "items", (column, RawColumn("name")), ("items*",)),
            RawTable("shop", "items", (RawColumn("id", ("number",)),), ("items*",)),
            RawTable("shop", "items", (RawColumn("id", optional=True),), ("items*",)),
            RawTable("shop", "items", (column,), ("items*", "goods*")),
        ]
        assert len({table.contract_hash for table in variants}) == len(variants)

    def test_no_header_is_claimed_by_two_columns_of_the_projects_own_contract(self):
        twice = []
        for table in raw.read_contract(ROOT):
            own = {raw.header_key(column.name) for column in table.columns}
            seen = {raw.header_key(name) for some in table.combined for name in some.headers}
            assert len(own) == len(table.columns), table.qualified
            for column in table.columns:
                for alias in {raw.header_key(alias) for alias in column.aliases} - own:
                    if alias in seen:
                        twice.append(f"{table.qualified}: {alias}")
                    seen.add(alias)
        assert twice == []


class TestFindFiles:
    TABLES = (
        RawTable("dol", "f_5500", (), ("f_5500*",)),
        RawTable("dol", "f_5500_sf", (), ("F_5500_SF*",)),
        RawTable("clay", "company_raw", (), ("company_raw*", "*find_companies*")),
    )

    def find(self, folder: Path, *names: str) -> tuple[dict[str, list[str]], list[str]]:
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        found, left_out = raw.find_files(folder, self.TABLES)
        files = {t.name: [p.name for p in paths] for t, paths in found.items()}
        return files, [str(file) for file in left_out]

    def test_longest_pattern_wins_whatever_the_case(self, tmp_path: Path):
        names = ("dol/F_5500_2024.CSV", "dol/f_5500_SF_2023.csv", "dol/f_5500_sf_2024.csv.GZ")
        found, warnings = self.find(tmp_path, *names, "clay/Clay-FIND_companies 1.parquet")
        assert found == {
            "f_5500": ["F_5500_2024.CSV"],
            "f_5500_sf": ["f_5500_SF_2023.csv", "f_5500_sf_2024.csv.GZ"],
            "company_raw": ["Clay-FIND_companies 1.parquet"],
        }
        assert warnings == []

    def test_no_folder_no_files(self, tmp_path: Path):
        assert self.find(tmp_path)[0] == {"f_5500": [], "f_5500_sf": [], "company_raw": []}

    @pytest.mark.parametrize(
        ("name", "warning"),
        [
            ("dol/people.csv", "no declared table of dol claims it"),
            ("dol/f_5500.xls", "its name does not end in .csv, .csv.gz, .parquet, .ndjson, .xlsx"),
            ("dol/f_5500.csv/part1.csv", "it is not a file"),
            ("Dol/f_5500.csv", "raw files lie in a folder called as a declared system"),
            ("f_5500.csv", "raw files lie in a folder called as a declared system"),
        ],
    )
    def test_what_no_table_claims_is_warned_about(self, tmp_path: Path, name: str, warning: str):
        found, warnings = self.find(tmp_path, name)
        assert not any(found.values())
        lost = "/".join(name.split("/")[: 1 if name.startswith("D") else 2])
        assert len(warnings) == 1
        assert warnings[0].startswith(f"{lost}: not read, {warning}")

    def test_a_link_that_leads_nowhere_is_warned_about(self, tmp_path: Path):
        (tmp_path / "dol").mkdir()
        (tmp_path / "dol" / "f_5500.csv").symlink_to(tmp_path / "gone.csv")
        _, warnings = self.find(tmp_path)
        assert warnings == ["dol/f_5500.csv: not read, it is not a file"]

    def test_hidden_files_notes_and_the_generators_truth_are_passed_over(self, tmp_path: Path):
        names = ("dol/.DS_Store", "dol/_f_5500.csv", "README.md", ".git/x", "truth/company.csv")
        assert self.find(tmp_path, *names)[1] == []


class TestColumns:
    TABLE = RawTable(
        "shop",
        "items",
        (
            RawColumn("title", ("name", "label")),
            RawColumn("name"),
            RawColumn("employees", ("# Employees", "size")),
            RawColumn("company_linkedin_url", ("linkedin",)),
            RawColumn("note", optional=True),
        ),
        ("items*",),
    )

    @pytest.mark.parametrize(
        ("header", "fields", "left_out"),
        [
            ("name,title", {"name": "c0", "title": "c1"}, ""),
            ("NAME", {"name": "c0"}, ""),
            ("label,name", {"title": "c0", "name": "c1"}, ""),
            (
                "# Employees,Company Linkedin Url",
                {"employees": "c0", "company_linkedin_url": "c1"},
                "",
            ),
            ("size,employees", {"employees": "c1"}, "size"),
            ("size,# Employees", {"employees": "c1"}, "size"),
            ("size,Size,SIZE", {"employees": "c0"}, "Size, SIZE"),
            (" Employees ,(Title)", {"employees": "c0", "title": "c1"}, ""),
            ("name,,colour", {"name": "c0"}, "column 2 (no name), colour"),
        ],
    )
    def test_headers_lead_to_columns(self, tmp_path, header, fields, left_out):
        values = ",".join(f"v{index}" for index in range(header.count(",") + 1))
        path = write(tmp_path, "items.csv", f"{header}\n{values}\n")
        file = inspect(self.TABLE, path, {})
        assert file.fields == {column: [field] for column, field in fields.items()}
        names = [column.name for column in self.TABLE.columns]
        expected = {column: f"v{field[1:]}" for column, field in fields.items()}
        (row,) = rows_of([file], self.TABLE)
        assert row == (*(expected.get(name) for name in names), "shop/items.csv")
        unknown = [text for text in file.warnings if "left out" in text]
        assert unknown == (
            ["shop/items.csv: left out, not declared or a second header of one column: " + left_out]
            if left_out
            else []
        )

    def test_missing_columns_are_null_and_warned_about_unless_optional(self, tmp_path: Path):
        file = inspect(self.TABLE, write(tmp_path, "items.csv", "name,size\nx,1\n"), {})
        assert file.warnings == [
            "shop/items.csv: read as NULL, not in the file: title, company_linkedin_url"
        ]
        assert rows_of([file], self.TABLE) == [(None, "x", "1", None, None, "shop/items.csv")]

    def test_keys_of_ndjson_may_differ_from_row_to_row(self, tmp_path: Path):
        lines = [
            {"title": "a", "label": "b"},
            {"label": "c", "Label": "d"},
            {"Label": "e"},
            {"# Employees": 5, "size": None},
            {"note": {"k": [1, "ü"]}},
        ]
        content = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        rows = read(write(tmp_path, "items.ndjson", content), self.TABLE)
        assert [row[0] for row in rows[:3]] == ["a", "d", "e"]
        assert rows[3][2] == "5"
        assert rows[4][4] == '{"k":[1,"ü"]}'

    @pytest.mark.parametrize("key", ['na"me', "na'me", "na\\me", "na.me", "$.na me", "na/me*[0]"])
    def test_any_key_of_ndjson_can_be_read(self, tmp_path: Path, key: str):
        table = RawTable("shop", "items", (RawColumn("x", (key,)),), ("items*",))
        path = write(tmp_path, "items.ndjson", json.dumps({key: "value"}))
        assert read(path, table) == [("value",)]


class TestFormats:
    ROWS = (("1", 'say "hi", ü', None), ("2", "two\nlines", "x"))
    CSV = 'id,name,note\n1,"say ""hi"", ü",\n2,"two\nlines",x\n'

    @pytest.mark.parametrize("name", ["items.csv", "items.CSV", "items.csv.gz", "Items.CSV.GZ"])
    def test_csv(self, tmp_path: Path, name: str):
        data = self.CSV.encode()
        path = write(tmp_path, name, gzip.compress(data) if name.lower().endswith("gz") else data)
        assert read(path) == [*self.ROWS]

    def test_gz_of_several_parts(self, tmp_path: Path):
        parts = [gzip.compress(line.encode()) for line in ("id,name,note\n", "1,a,b\n", "2,c,d\n")]
        path = write(tmp_path, "items.csv.gz", b"".join(parts))
        assert read(path) == [("1", "a", "b"), ("2", "c", "d")]

    def test_ndjson(self, tmp_path: Path):
        lines = [dict(zip(("id", "name", "note"), row, strict=True)) for row in self.ROWS]
        content = "".join(json.dumps(line) + "\r\n" for line in lines)
        assert read(write(tmp_path, "items.ndjson", content)) == [*self.ROWS]

    def test_parquet_of_any_type_is_text(self, tmp_path: Path):
        query = """
            select 7 as id, timestamptz '2024-01-31 12:00:00+00' as name, [1.5, null] as note
            union all select null, null, null
        """
        expected = [("7", "2024-01-31 12:00:00+00", "[1.5, NULL]"), (None, None, None)]
        assert read(parquet(tmp_path, query)) == expected

    def test_times_are_utc_wherever_the_machine_is(self):
        query = "select cast(timestamptz '2024-01-31 12:00:00+02' as text)"
        code = f'from hubspoke import raw; print(raw.session().execute("{query}").fetchone()[0])'
        result = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "TZ": "America/New_York"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout == "2024-01-31 10:00:00+00\n"

    def test_parquet_text_that_is_not_marked_as_text(self, tmp_path: Path):
        path = parquet(tmp_path, "select 1 as id, encode('café') as name, '' as note")
        assert read(path) == [("1", "café", "")]

    def test_files_are_united_by_column_name(self, tmp_path: Path):
        paths = [
            write(tmp_path, "items_1.csv", "note,id,name\nn1,1,a\n"),
            write(tmp_path, "items_2.csv.gz", gzip.compress(b"id,extra\n2,x\n")),
            write(tmp_path, "items_3.ndjson", '{"name": "c", "id": 3}\n'),
            parquet(tmp_path, "select 'd' as name, 4 as id", "items_4.parquet"),
            write(tmp_path, "items_5.csv", "name,id,note\n"),
        ]
        files = [inspect(ITEMS, path, {}) for path in paths]
        assert rows_of(files) == [
            ("1", "a", "n1", "shop/items_1.csv"),
            ("2", None, None, "shop/items_2.csv.gz"),
            ("3", "c", None, "shop/items_3.ndjson"),
            ("4", "d", None, "shop/items_4.parquet"),
        ]

    def test_no_file_is_an_empty_relation_of_text(self):
        with raw.session() as connection:
            result = connection.execute(select_sql(ITEMS, []))
            types = [(name, str(kind)) for name, kind, *_ in result.description]
            assert types == [(n, "VARCHAR") for n in ("id", "name", "note", "_source_file")]
            assert result.fetchall() == []

    @pytest.mark.parametrize(
        "name", ["items'1.csv", 'items"1.csv', "items[1].csv", "items*?.csv", "items ü 日.csv"]
    )
    def test_any_file_name_in_any_folder(self, tmp_path: Path, name: str):
        # A pattern would find this one in place of `items[1].csv`.
        write(tmp_path, "items1.csv", "id\nother\n")
        folder = tmp_path / "it's [a] folder* ü"
        folder.mkdir()
        write(tmp_path, "items1.csv", "id\nother\n")
        for place in (tmp_path, folder):
            file = inspect(ITEMS, write(place, name, "id,name,note\n1,2,3\n"), {})
            assert rows_of([file]) == [("1", "2", "3", f"shop/{name}")]


class TestCsvDialects:
    @pytest.mark.parametrize(
        ("content", "rows"),
        [
            pytest.param(b"\xef\xbb\xbfid,name,note\n1,2,3\n", [("1", "2", "3")], id="bom"),
            pytest.param(b'\xef\xbb\xbf"id",name,note\n1,2,3\n', [("1", "2", "3")], id="bom quote"),
            pytest.param(b"id,name,note\r\n1,2,3\r\n", [("1", "2", "3")], id="crlf"),
            pytest.param(b"id,name,note\r1,2,3\r", [("1", "2", "3")], id="cr"),
            pytest.param(b"id,name,note\n1,2,3", [("1", "2", "3")], id="no last line end"),
            pytest.param(b"id,name,note\n", [], id="header only"),
            pytest.param(b"id,name,note", [], id="header only, no line end"),
            pytest.param(
                b"id,name,note\n\n1,2,3\n\n\n4,5,6\n\n",
                [("1", "2", "3"), ("4", "5", "6")],
                id="blank lines",
            ),
            pytest.param(b'id,name,note\n,"",\n', [(None, None, None)], id="empty is NULL"),
            pytest.param(
                b"id,name,note\nNULL,\\N, x \n", [("NULL", "\\N", " x ")], id="nothing is guessed"
            ),
            pytest.param(
                b"id,name,note\n\n1,2,3,,\n\n4,5,6\n",
                [("1", "2", "3"), ("4", "5", "6")],
                id="empty cells too many",
            ),
            pytest.param(
                b'id,name,note\n1, "a,b",c"d\n', [("1", "a,b", 'c"d')], id="quotes behind blanks"
            ),
            pytest.param(
                b'id,name,note\r\n1,"a\nb\rc\r\nd",2\r\n',
                [("1", "a\nb\rc\r\nd", "2")],
                id="line breaks in a cell stay",
            ),
            pytest.param(
                b"id,name,note\n1," + b"x" * 1_000_000 + b",2\n",
                [("1", "x" * 1_000_000, "2")],
                id="a cell of 1 MB",
            ),
        ],
    )
    def test_is_read(self, tmp_path: Path, content: bytes, rows: list[tuple]):
        assert read(write(tmp_path, "items.csv", content)) == rows

    @pytest.mark.parametrize("quoted", ["\n", "\r\n", "\r", "\n\r\n"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_a_line_break_in_a_header_is_no_line_end(self, tmp_path: Path, end: str, quoted: str):
        # DuckDB alone takes the first line break for that of all lines, and finds no rows.
        lines = [f'id,"na{quoted}me",note', "1,x,2", f'3,y,"4{quoted}"', ""]
        path = write(tmp_path, "items.csv", end.join(lines))
        assert read(path) == [("1", "x", "2"), ("3", "y", f"4{quoted}")]

    @pytest.mark.parametrize(
        "cell", [b"a b", b"caf\xe9", bytes(range(0xA0, 0x100)), b"x" * 5_000_000 + b"\xe9"]
    )
    def test_what_is_not_utf8_is_latin_1(self, tmp_path: Path, cell: bytes):
        # Rows of any length are refused, so a long cell becomes many short ones.
        cells = [cell[start : start + 50_000] for start in range(0, len(cell), 50_000)]
        content = b"id\n" + b"".join(text + b"\n" for text in cells)
        file = inspect(ITEMS, write(tmp_path, "items.csv", content), {})
        assert [row[0] for row in rows_of([file])] == [text.decode("latin-1") for text in cells]
        assert file.encoding == ("utf-8" if cell.isascii() else "latin-1")
        warned = "shop/items.csv: is not UTF-8, the file is read as Latin-1"
        assert (warned in file.warnings) is not cell.isascii()

    def test_latin_1_in_the_last_letter_of_the_file(self, tmp_path: Path):
        assert read(write(tmp_path, "items.csv", b"id,name,note\n1,2,caf\xe9")) == [
            ("1", "2", "café")
        ]

    def test_latin_1_packed(self, tmp_path: Path):
        content = gzip.compress(b"id,name,note\n1,2,caf\xe9\n")
        assert read(write(tmp_path, "items.csv.gz", content)) == [("1", "2", "café")]

    @pytest.mark.parametrize("letter", ["é", "日", "😀"])
    @pytest.mark.parametrize("before", range(1, 5))
    def test_a_letter_across_two_chunks_stays_utf8(self, tmp_path: Path, letter: str, before: int):
        head = "id,name,note\n1,2,"
        fill = "x" * (text_files.CHUNK - len(head) - before)
        file = inspect(ITEMS, write(tmp_path, "items.csv", f"{head}{fill}{letter}\n"), {})
        assert file.encoding == "utf-8"
        assert rows_of([file])[0][2] == fill + letter

    def test_a_line_is_named_right_when_a_letter_lies_across_two_chunks(self, tmp_path: Path):
        head, letter = b"id\n", "楥".encode()
        fill = b"x" * (text_files.CHUNK - len(head) - 2)
        path = write(tmp_path, "items.csv", head + fill + letter + b"\n\xff\x81\n")
        with pytest.raises(HubspokeError, match="line 3: byte 0x81 is a letter neither"):
            inspect(ITEMS, path, {})

    @pytest.mark.parametrize("name", ["items.csv", "items.csv.gz"])
    @pytest.mark.parametrize(
        ("content", "encoding", "said"),
        [
            ("1,Café “a”,é\n".encode("cp1252"), "cp1252", "is read as Windows-1252"),
            (
                "1,Café “a”,".encode() + b"\xe9\n",
                "utf-8 and cp1252",
                "UTF-8 but for some bytes, .*; look at line 2",
            ),
        ],
        ids=["Windows-1252", "UTF-8 but for a byte"],
    )
    def test_single_bytes_and_utf8_beside_them_are_letters(
        self, tmp_path: Path, name: str, content: bytes, encoding: str, said: str
    ):
        # A second line in UTF-8 shows what the first is: it alone might be chance.
        more = "2,Müller,ü\n".encode() if encoding.startswith("utf-8") else b""
        content = b"id,name,note\n" + content + more
        if name.endswith(".gz"):
            content = gzip.compress(content)
        file = inspect(ITEMS, write(tmp_path, name, content), {})
        assert rows_of([file])[0][:3] == ("1", "Café “a”", "é")
        assert file.encoding == encoding
        assert re.search(said, " ".join(file.warnings))

    def test_a_letter_of_utf8_by_chance_does_not_make_a_file_of_single_bytes_utf8(
        self, tmp_path: Path
    ):
        lines = ["id", *["café"] * 50, "CAFÉ®"]
        file = inspect(ITEMS, write(tmp_path, "items.csv", "\n".join(lines).encode("latin-1")), {})
        assert [row[0] for row in rows_of([file])] == lines[1:]

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("delimiter", [",", "\t"])
    def test_utf16_is_read_with_commas_and_with_tabs(
        self, tmp_path: Path, encoding: str, delimiter: str
    ):
        cells = [("id", "name", "note"), ("1", "Café “日”", 'a "b"'), ("2", "x\ny", "")]
        buffer = io.StringIO(newline="")
        csv.writer(buffer, delimiter=delimiter).writerows(cells)
        path = write(tmp_path, "items.csv", buffer.getvalue().encode(encoding))
        assert read(path) == [("1", "Café “日”", 'a "b"'), ("2", "x\ny", None)]


class TestCopies:
    def book(self, folder: Path, sheets: dict[str, list[list]], name: str = "items.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title.strip("-"))
            sheet.sheet_state = "hidden" if title.startswith("-") else "visible"
            for row in rows:
                sheet.append(row)
        book.save(folder / name)
        return folder / name

    def test_a_spreadsheet_is_read_as_its_cells_are_shown(self, tmp_path: Path):
        rows = [
            [],
            ["ID", "Name", "Note", None],
            [17, "Café “a”\nb", 0.5],
            [None, None, None],
            [2_000_000_000.0, True, datetime(2026, 6, 1, 9, 30)],
            ["007", "=A1", date(2026, 6, 1)],
        ]
        path = self.book(tmp_path, {"-Hidden": [["id"], [99]], "List": rows})
        assert read(path) == [
            ("17", "Café “a”\nb", "0.5"),
            ("2000000000", "true", "2026-06-01 09:30:00"),
            # A formula that nobody calculated has no value.
            ("007", None, "2026-06-01"),
        ]

    def test_the_first_sheet_is_read_and_said_unless_another_is_chosen(self, tmp_path: Path):
        folder = tmp_path / "shop"
        folder.mkdir()
        path = self.book(folder, {"A": [["id"], [1]], "B": [["id"], [2]]})
        first = inspect(ITEMS, path, {})
        chosen = inspect(replace(ITEMS, sheets=(("shop/items.xlsx", "B"),)), path, {})
        assert [rows_of([file])[0][0] for file in (first, chosen)] == ["1", "2"]
        assert "its first sheet 'A' is read, not B" in first.warnings[0]
        assert not any("sheet" in text for text in chosen.warnings)
        assert first.key != chosen.key
        with pytest.raises(HubspokeError, match="has no sheet 'C', there are A, B"):
            inspect(replace(ITEMS, sheets=(("shop/items.xlsx", "C"),)), path, {})

    @pytest.mark.parametrize(
        ("content", "problem"),
        [(b"id,name\n1,2\n", "is not a spreadsheet"), (None, "is empty, not even a header")],
    )
    def test_what_is_no_spreadsheet_is_named(self, tmp_path: Path, content, problem: str):
        path = write(tmp_path, "items.xlsx", content) if content else self.book(tmp_path, {"A": []})
        with pytest.raises(HubspokeError, match=f"{path}: .*{problem}"):
            inspect(ITEMS, path, {})

    def test_a_copy_is_its_owners_alone_made_anew_and_swept(self, tmp_path: Path):
        folder = tmp_path / "shop"
        folder.mkdir()
        path = write(folder, "items.csv", "id,name,note\n1,a,b\n".encode("utf-16"))
        file = inspect(ITEMS, path, {})
        known = {file.key: (file.encoding, file.rows)}
        assert file.copy
        assert file.copy.stat().st_mode & 0o077 == 0
        file.copy.unlink()
        again = inspect(ITEMS, path, known)
        assert rows_of([again]) == [("1", "a", "b", "shop/items.csv")]
        copies.sweep(tmp_path, [again.copy])
        assert again.copy.is_file()
        copies.sweep(tmp_path, [])
        assert not again.copy.is_file()


class TestSwallowedRows:
    def write(self, folder: Path, count: int, first: int, last: int, ending: str) -> Path:
        """Rows with a stray quote before the name in one and behind the name in another."""
        rows = ["id,name,note,x", *(f"{n},Name {n},note," for n in range(1, count + 1))]
        rows[first] = rows[first].replace("Name", '"Name')
        rows[last] = rows[last].replace(f"Name {last}", f'Name {last}"')
        return write(folder, "items.csv", ending.join([*rows, ""]))

    @pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize(("first", "last"), [(6, 66), (1, 2), (79, 80)])
    def test_two_stray_quotes_are_noticed(self, tmp_path: Path, first, last, ending):
        file = inspect(ITEMS, self.write(tmp_path, 80, first, last, ending), {})
        assert file.rows == 80 - (last - first)
        assert any(
            f"{file.rows} rows in 80 lines: in the row that begins in line {first + 1} a cell "
            f"holds {last - first + 1} lines" in text
            for text in file.warnings
        ), file.warnings

    def test_texts_of_several_lines_are_not(self, tmp_path: Path):
        content = 'id,name,note\n1,"a\nb, c","d\n\n\ne"\n2,"12 Main St, 5\nColumbus, OH",x\n'
        assert inspect(ITEMS, write(tmp_path, "items.csv", content), {}).warnings == []


@pytest.mark.parametrize("ending", ["", "\n"])
def test_a_last_row_over_the_limit_is_an_error(tmp_path: Path, ending: str):
    # DuckDB drops it in silence when no line end follows.
    path = write(tmp_path, "items.csv", "id,name,note\n1,2,3\n" + "x" * 40_000_000 + ending)
    with pytest.raises(HubspokeError, match=r"line 3: .*longer than 2 MB"):
        inspect(ITEMS, path, {})


class TestHeaders:
    LIST = RawTable(
        "shop",
        "items",
        tuple(map(RawColumn, ("id", "web_site", "town", "state", "zip"))),
        ("items*",),
        (raw.Combined(("City / State", "Place"), ("town", "state", "zip")),),
    )

    @pytest.mark.parametrize(
        "header", ["Web Site", "website", "WEB-SITE", " web_site ", "Web.Site"]
    )
    def test_case_blanks_and_punctuation_make_no_difference(self, tmp_path: Path, header: str):
        path = write(tmp_path, "items.csv", f"ID,{header}\n1,a.example\n")
        assert read(path, self.LIST)[0][:2] == ("1", "a.example")

    @pytest.mark.parametrize(
        ("cell", "town", "state", "code"),
        [
            ("Columbus, OH", "Columbus", "OH", None),
            ("Columbus, OH 43004", "Columbus", "OH", "43004"),
            ("Columbus , Ohio, 43004-1234 ", "Columbus", "Ohio", "43004-1234"),
            ("Columbus / OH", "Columbus", "OH", None),
            ("Columbus | OH", "Columbus", "OH", None),
            ("Columbus - OH", "Columbus", "OH", None),
            ("Columbus – OH", "Columbus", "OH", None),
            ("Winston-Salem, North Carolina", "Winston-Salem", "North Carolina", None),
            ("Columbus OH", "Columbus", "OH", None),
            ("West Point OH 43004", "West Point", "OH", "43004"),
            ("Columbus, OH, USA", "Columbus", "OH, USA", None),
            ("Columbus", "Columbus", None, None),
            ("", None, None, None),
            (", OH", None, "OH", None),
        ],
    )
    def test_a_combined_cell_is_split(self, tmp_path: Path, cell: str, town, state, code):
        path = write(tmp_path, "items.csv", f'id,City / State\n1,"{cell}"\n')
        assert read(path, self.LIST) == [("1", None, town, state, code)]
        json_path = write(tmp_path, "items.ndjson", json.dumps({"id": "1", "place": cell}) + "\n")
        assert read(json_path, self.LIST) == [("1", None, town, state, code)]

    def test_a_column_of_its_own_goes_before_a_part(self, tmp_path: Path):
        path = write(tmp_path, "items.csv", 'id,City/State,zip\n1,"Columbus, OH 43004",43005\n')
        assert read(path, self.LIST) == [("1", None, "Columbus", "OH", "43005")]


class TestUsersAliases:
    @pytest.fixture
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RawProject:
        project = RawProject(tmp_path, monkeypatch)
        project.declare("shop.items", {"id": {}, "name": {"aliases": ["title"]}})
        return project

    def table(self, project: RawProject, text: str) -> RawTable:
        aliases.path_for(project.raw).write_text(text)
        return raw.read_contract(project.root, project.raw)[0]

    def test_they_go_before_the_declared_ones_and_change_the_contract(
        self, project: RawProject, tmp_path: Path
    ):
        before = raw.read_contract(project.root, project.raw)[0]
        table = self.table(project, "shop.items:\n  name: Item (short)\n")
        path = write(tmp_path, "items.csv", "id,title,item SHORT\n1,a,b\n")
        assert read(path, before) == [("1", "a")]
        assert read(path, table) == [("1", "b")]
        assert before.contract_hash != table.contract_hash

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("shop.goods: {id: [a]}", "no table is called shop.goods; there are shop.items"),
            ("shop.items: {ID: [a]}", "shop.items has no column ID; it has id, name"),
            ("shop.items: [id]", "shop.items must say column"),
            ("- shop.items", "must name tables"),
            ("sheets: [a]", "sheets must say file: sheet"),
            ("shop.items: {", "cannot be read"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(self, project: RawProject, text: str, problem: str):
        with pytest.raises(HubspokeError, match=f"raw_aliases.yml: {problem}"):
            self.table(project, text)

    def test_added_ones_stand_beside_what_is_there(self, project: RawProject):
        path = aliases.path_for(project.raw)
        for column, header in (
            ("name", "A: b"),
            ("name", "A: b"),
            ("id", "#"),
            ("name", "Ü"),
            ("id", "c"),
        ):
            aliases.add(path, "shop.items", column, header)
        aliases.add(path, "shop.orders", "id", "Order")
        assert aliases.read(path).headers == {
            "shop.items": {"id": ["#", "c"], "name": ["A: b", "Ü"]},
            "shop.orders": {"id": ["Order"]},
        }
        assert path.read_text().startswith("# Headers")


def xlsx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


def png() -> bytes:
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    size, check = struct.pack(">I", len(header)), struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + size + chunk + check


HEAD = b"id,name,note\n"
PACKED = gzip.compress(HEAD + b"".join(b"%d,name,%d\n" % (n, n * n) for n in range(1000)))
NO_TABLE = "line 1: not a table of shop.items: none of its columns is declared"

# file name, content, what the error says after the file's path
BAD_FILES = {
    "HTML": ("items.csv", b"<!DOCTYPE html>\n<html><body>Log in, please</body></html>", NO_TABLE),
    "PNG": ("items.csv", png(), "line 3: holds a zero byte, so it is not a text table"),
    "xlsx": ("items.csv", xlsx(), "line 1: holds a zero byte"),
    "random bytes": ("items.csv", random.Random(1).randbytes(5000), "holds a zero byte"),
    "JSON in csv": ("items.csv", b'{"id": 1, "name": "x"}\n', "line 1: is not a CSV header"),
    "JSON list in csv": ("items.csv", b'[\n  {"id": 1}\n]\n', NO_TABLE),
    "other table": ("items.csv", b"colour,size\nred,1\n", NO_TABLE),
    "empty": ("items.csv", b"", "is empty, not even a header"),
    "empty when unpacked": ("items.csv.gz", gzip.compress(b""), "line 1: is empty"),
    "only a BOM": ("items.csv", b"\xef\xbb\xbf", "line 1: is empty"),
    "blank first line": ("items.csv", b"\n" + HEAD, "line 1: is empty; the header must be"),
    "semicolons": ("items.csv", b"id;name;note\n1;2;3\n", "line 1: .* delimited by ';': save it"),
    "tabs": ("items.csv", b"id\tname\tnote\n", r"line 1: .* delimited by '\\t'"),
    "pipes": ("items.csv", b"id|name|note\n", r"line 1: .* delimited by '\|'"),
    "quote in the header": ("items.csv", b'id,"name,note\n1,2,3\n', "line 1: is not a CSV header"),
    "quote never closed": (
        "items.csv",
        HEAD + b'1,2,3\n2,"b,3\n4,5,6\n',
        "line 3: a quote is not balanced in the row that begins here",
    ),
    "quote never closed in a big file": (
        "items.csv",
        HEAD + b'1,2,3\n2,"b,3\n' + b"4,5,6\n" * 400_000,
        "line 3: a quote is not balanced in the row that begins here",
    ),
    "quote closed too early": (
        "items.csv",
        HEAD + b'1,"a"b,3\n',
        "line 2: a quote is not balanced",
    ),
    "quote after quoted line breaks": (
        "items.csv",
        HEAD + b'1,"a\nb\nc",3\n\n2,"x"y,3\n',
        "line 6: a quote is not balanced",
    ),
    "row too long": ("items.csv", HEAD + b"1,2,3\n1,2,3,4\n", "line 3: 4 columns .* header has 3$"),
    # Which DuckDB lets pass every other time.
    "row too long by escaped quotes": ("items.csv", HEAD + b'1,2,3,"a""b"\n', "line 2: 4 columns"),
    "row too short after quotes behind blanks": (
        "items.csv",
        HEAD + b'1, "a,b",3\n1,2\n',
        "line 3: 2 columns",
    ),
    "row too long by a blank": ("items.csv", HEAD + b"1,2,3, \n", "line 2: 4 columns"),
    # Behind which DuckDB finds no rows.
    "BOM, comma in the header": (
        "items.csv",
        b'\xef\xbb\xbf"id,",name,note\n1,2,3\n4,5,6\n',
        "DuckDB finds 0 of 2 rows; save it anew, as UTF-8 without a byte order mark",
    ),
    "BOM, comma in an only header": (
        "items.csv",
        b'\xef\xbb\xbf"id,"\n1\n\n3\n',
        "DuckDB finds 0 of 3 rows; save it anew",
    ),
    "row too short": ("items.csv", HEAD + b"1,2,3\n1,2\n4,5,6\n", "line 3: 2 columns .* has 3$"),
    "row too long after quoted line breaks": (
        "items.csv",
        HEAD + b'1,"a\r\nb\nc",3\n1,2,3,4\n',
        "line 5: 4 columns where the header has 3",
    ),
    "row cut off": (
        "items.csv",
        HEAD + b"1,2,3\n4,5",
        "line 3: 2 columns where the header has 3; the last row is cut off, copy it again",
    ),
    "row cut off in quotes": ("items.csv", HEAD + b'1,2,3\n4,5,"six', "line 3: a quote is not"),
    "row cut off in a letter": (
        "items.csv",
        HEAD + "1,ü,3\n4,5,é".encode()[:-1],
        "line 3: is cut off in a letter",
    ),
    "row of 3 MB": (
        "items.csv",
        HEAD + b"1,2,3\n" + b",".join([b"x" * 1_000_000] * 3) + b"\n",
        "line 3: the row that begins here is longer than 2 MB",
    ),
    "cell of 3 MB": ("items.csv", HEAD + b"1,2," + b"x" * 3_000_000 + b"\n", "line 2: .* larger"),
    "LF after CRLF": ("items.csv", b"id,name,note\r\n1,2,3\n4,5,6\n", "line 2: ends otherwise"),
    "CRLF after LF": ("items.csv", HEAD + b'1,"a\nb",3\n4,5,6\r\n', "line 4: ends otherwise"),
    "CR in a cell": ("items.csv", HEAD + b"1,a\rb,3\n", "line 2: ends otherwise than the lines"),
    "zero byte": ("items.csv", HEAD + b"1,2,3\n1,\0,3\n", "line 3: holds a zero byte"),
    "zero byte far down": (
        "items.csv",
        HEAD + b"1,2,3\n" * 20_000 + b"1,\0,3\n",
        "line 20002: holds a zero byte",
    ),
    "zero byte, CR": ("items.csv", b"id,name,note\r1,\0,3\r", "line 2: holds a zero byte"),
    "UTF-16 cut off": ("items.csv", HEAD.decode().encode("utf-16")[:-1], "cannot be read as such"),
    "no letter of any encoding": (
        "items.csv",
        HEAD + "1,a,b\n2,O’Brien,c\n3,".encode("cp1252") + b"\x81,x\n",
        "line 4: byte 0x81 is a letter neither in UTF-8 nor in Windows-1252",
    ),
    "gz cut off": ("items.csv.gz", PACKED[:-500], r"after line \d+: cannot be unpacked"),
    "gz damaged": (
        "items.csv.gz",
        PACKED[:2000] + b"\xff" + PACKED[2001:],
        r"after line \d+: cannot be unpacked",
    ),
    "gz is none": ("items.csv.gz", HEAD + b"1,2,3\n", "after line 1: cannot be unpacked"),
    "bad row in gz": ("items.csv.gz", gzip.compress(HEAD + b"1,2\n"), "line 2: 2 columns"),
    "gz not named so": ("items.csv", PACKED, "line 1: holds a zero byte"),
    "parquet is none": ("items.parquet", HEAD * 10, "is not a Parquet file"),
    "ndjson row broken": (
        "items.ndjson",
        b'{"id": 1}\n\n{"id": 2\n{"id": 3}\n',
        "line 3: is not JSON, one object a line",
    ),
    "ndjson row cut off": ("items.ndjson", b'{"id": 1}\n{"id":', "line 2: is not JSON"),
    "ndjson list": ("items.ndjson", b'[{"id": 1}]\n', "line 1: .*it is not an object"),
    "ndjson number": ("items.ndjson", b'{"id": 1}\n{"id": 2}\n3\n', "line 3: .*not an object"),
    "ndjson in many lines": ("items.ndjson", b'{\n"id": 1\n}\n', "line 1: is not JSON"),
    "ndjson BOM": ("items.ndjson", b'\xef\xbb\xbf{"id": 1}\n', "line 1: is not JSON.*BOM"),
    "ndjson far down": (
        "items.ndjson",
        b'{"id": 1}\n' * 100_000 + b"{bad}\n" + b'{"id": 1}\n' * 9,
        "line 100001: is not JSON",
    ),
    "ndjson not UTF-8": ("items.ndjson", b'{"id": 1}\n{"id": "\xe9"}\n', "line 2: is not UTF-8"),
    "ndjson zero character": ("items.ndjson", b'{"id": "a\\u0000b"}\n', "1 rows hold a zero char"),
    "ndjson other table": ("items.ndjson", b'{"colour": 1}\n', NO_TABLE),
    "csv in ndjson": ("items.ndjson", HEAD + b"1,2,3\n", "line 1: is not JSON"),
}


class TestBadFiles:
    @pytest.mark.parametrize("kind", BAD_FILES)
    def test_error_names_file_line_and_problem(self, tmp_path: Path, kind: str):
        name, content, problem = BAD_FILES[kind]
        path = write(tmp_path, name, content)
        with pytest.raises(HubspokeError) as error:
            inspect(ITEMS, path, {})
        assert re.match(
            rf"{re.escape(str(path))}(, |: ).*{problem}", str(error.value), re.DOTALL
        ), error.value

    def test_parquet_cut_off(self, tmp_path: Path):
        path = parquet(tmp_path, "select range as id from range(1000)")
        path.write_bytes(path.read_bytes()[:-100])
        with pytest.raises(HubspokeError, match=f"{path}: is not a Parquet file"):
            inspect(ITEMS, path, {})

    def test_parquet_with_a_damaged_page(self, tmp_path: Path):
        # The footer is whole, so that the rows can be counted but not read.
        path = parquet(tmp_path, "select 'v' || range as id from range(100000)")
        content = bytearray(path.read_bytes())
        content[1000:1200] = b"\xff" * 200
        path.write_bytes(content)
        with pytest.raises(HubspokeError, match=f"{path}: cannot be read .* copy it again"):
            inspect(ITEMS, path, {})

    def test_parquet_with_a_zero_character(self, tmp_path: Path):
        path = parquet(tmp_path, "select 'a' || chr(0) as id union all select 'b'")
        with pytest.raises(HubspokeError, match=f"{path}: 1 rows hold a zero character"):
            inspect(ITEMS, path, {})

    def test_a_file_that_is_gone(self, tmp_path: Path):
        with pytest.raises(HubspokeError, match=r"gone.csv: cannot be read \(No such file"):
            inspect(ITEMS, tmp_path / "gone.csv", {})


def test_commas_are_counted_outside_quotes(tmp_path: Path):
    # Quotes and what they enclose lie across chunks in every way.
    cells = [f'{"x" * (n % 13)}"",{"," * (n % 7)}\n' for n in range(20_000)]
    content = "id,name\n" + "".join(f'{n},"{cell}"\n' for n, cell in enumerate(cells))
    path = write(tmp_path, "items.csv", content)
    assert path.stat().st_size > 4 * text_files.CHUNK
    marks = raw._marks(RawFile(ITEMS, path, "shop/items.csv"))
    assert (marks.commas, marks.records) == (1 + len(cells), 1 + len(cells))
    assert marks.lines == 1 + 2 * len(cells)


class TestKnownFiles:
    @pytest.fixture
    def known(self, tmp_path: Path) -> dict:
        content = b"id,name,note\n1,2,caf\xe9\n"
        file = inspect(ITEMS, write(tmp_path, "items.csv", content), {})
        return {file.key: (file.encoding, file.rows)}

    def test_an_unchanged_file_is_not_read_whole_again(self, tmp_path, known, monkeypatch):
        monkeypatch.setattr(raw, "_count_rows", lambda file: pytest.fail("counted again"))
        monkeypatch.setattr(
            text_files, "encoding_of", lambda path, is_json: pytest.fail("decoded again")
        )
        file = inspect(ITEMS, tmp_path / "items.csv", known)
        assert (file.rows, file.encoding) == (1, "latin-1")
        assert rows_of([file]) == [("1", "2", "café", "shop/items.csv")]
        assert file.warnings == ["shop/items.csv: is not UTF-8, the file is read as Latin-1"]

    def test_a_changed_file_is(self, tmp_path: Path, known: dict):
        path = write(tmp_path, "items.csv", b"id,name,note\n1,2\n")
        with pytest.raises(HubspokeError, match="line 2: 2 columns"):
            inspect(ITEMS, path, known)

    def test_a_changed_contract_is(self, tmp_path: Path, known: dict):
        columns = (RawColumn("id", ("number",)), RawColumn("name"), RawColumn("note"))
        table = RawTable("shop", "items", columns, ("items*",))
        assert inspect(table, tmp_path / "items.csv", known).key not in known

    def test_a_file_that_changes_while_it_is_read_is_noticed(self, tmp_path: Path):
        path = write(tmp_path, "items.csv", "id\n1\n")
        file = inspect(ITEMS, path, {})
        raw.check_unchanged(file)
        path.write_text("id\n2\n")
        with pytest.raises(HubspokeError, match=f"{path}: changed while it was read"):
            raw.check_unchanged(file)
        path.unlink()
        with pytest.raises(HubspokeError, match=f"{path}: changed while it was read"):
            raw.check_unchanged(file)


CELLS = st.text(
    st.one_of(
        st.sampled_from(list("\",\n\r\t;|\\ '.#\ufeff\u2028éü日😀")),
        st.characters(codec="utf-8", exclude_characters="\0"),
    ),
    max_size=8,
)


class TestNothingChangesRows:
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(
        rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6),
        ending=st.sampled_from(["\n", "\r\n"]),
        quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    )
    def test_cells_come_back_as_they_were_written(self, tmp_path: Path, rows, ending, quoting):
        buffer = io.StringIO(newline="")
        # csv.writer leaves a line break bare that is not its own line ending; no reader could tell.
        bare = any(set("\r\n") & set(cell) - set(ending) for row in rows for cell in row)
        writer = csv.writer(
            buffer, lineterminator=ending, quoting=csv.QUOTE_ALL if bare else quoting
        )
        writer.writerow(("id", "name", "note"))
        writer.writerows(rows)
        path = write(tmp_path, "items.csv", buffer.getvalue())
        assert read(path) == [tuple(cell or None for cell in row) for row in rows]
