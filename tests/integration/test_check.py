"""`hubspoke check`: what it says of headers, values and rows, and what it writes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import ROOT

from hubspoke import aliases, cli
from hubspoke.suggest import look_of

pytestmark = [pytest.mark.platform]

STATES = frozenset({"oh", "ohio", "pa", "pennsylvania"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty raw folder of this project."""
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("HUBSPOKE_COPIES_DIR", raising=False)
    raw = tmp_path / "raw"
    (raw / "intake").mkdir(parents=True)
    monkeypatch.setenv("HUBSPOKE_RAW_DIR", str(raw))
    return raw


def companies(folder: Path, header: str, *rows: str, name: str = "companies.csv") -> Path:
    path = folder / "intake" / name
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:
    """The exit code, and what it says as JSON."""
    capsys.readouterr()
    code = cli.main(["check", "--json", "--headers-only", *arguments])
    return code, json.loads(capsys.readouterr().out)


def feeds(report: dict) -> dict[str, list[str]]:
    return {entry["header"]: entry["columns"] for entry in report["files"][0]["headers"]}


def suggested(report: dict) -> dict[str, str]:
    headers = report["files"][0]["headers"]
    return {entry["header"]: entry["suggestion"] for entry in headers if entry["suggestion"]}


class TestHeaders:
    def test_a_typed_list_is_read_as_it_was_meant(self, folder: Path, capsys):
        companies(
            folder,
            "Company Name,Web Site,No. of Employees,City / State",
            'Syn Steel,synsteel.example,120,"Columbus, OH"',
        )
        code, report = check(capsys)
        assert code == 0
        assert report["files"][0]["table"] == "intake.company_raw_intake"
        assert feeds(report) == {
            "Company Name": ["company"],
            "Web Site": ["website"],
            "No. of Employees": ["num_employees"],
            "City / State": ["company_city", "company_state", "company_postal_code"],
        }
        assert "industry" in report["files"][0]["empty_columns"]

    @pytest.mark.parametrize(
        ("header", "values", "column"),
        [
            ("Where on the net", ["synsteel.example", "https://www.synrotor.example/a"], "website"),
            ("Main Office Tel", ["614-555-0101", "(814) 555-0102 x5"], "company_phone"),
            ("Federal No", ["25-1234567", "25-1234568"], "ein"),
            ("People", ["51-200", "1,200"], "num_employees"),
            ("Region", ["OH", "Pennsylvania"], "company_state"),
            ("Profile", ["https://www.linkedin.com/company/syn", ""], "company_linkedin_url"),
            ("Industrie", ["Steel", "Retail"], "industry"),
        ],
    )
    def test_a_header_that_is_left_out_is_suggested_a_column(
        self, folder: Path, capsys, header: str, values: list[str], column: str
    ):
        companies(folder, f"Company,{header}", *(f'Syn,"{value}"' for value in values))
        _, report = check(capsys)
        assert suggested(report) == {header: column}

    @pytest.mark.parametrize(
        ("header", "values"),
        [
            ("Notes", ["called twice", "no answer"]),
            ("Websit", ["614-555-0101", "614-555-0102"]),
            ("Last Raised At", ["2026-01-01", "2026-02-01"]),
            ("Owner", ["ann@syn.example", "bob@syn.example"]),
            ("Industrie", ["614-555-0101", "614-555-0102"]),
        ],
    )
    def test_values_that_are_something_else_are_not(self, folder, capsys, header, values):
        companies(folder, f"Company,Phone,{header}", *(f"Syn,,{value}" for value in values))
        _, report = check(capsys)
        assert suggested(report) == {}

    def test_a_header_that_rows_need_is_missed(self, folder: Path, capsys):
        companies(folder, "Company,Industry", "Syn Steel,Steel")
        code, report = check(capsys)
        missing = {tuple(entry["columns"]) for entry in report["files"][0]["missing"]}
        assert code == 1
        assert ("website",) in missing
        assert ("company_state", "state_abbrev") in missing
        assert ("company",) not in missing

    def test_one_of_several_columns_is_enough(self, folder: Path, capsys):
        companies(folder, "company,website,employees,State Abbrev", "Syn,syn.example,120,OH")
        assert check(capsys)[0] == 0


class TestAccept:
    HEADER = "Company,State,Employees,Presence,Main Office Tel"
    ROW = "Syn Steel,OH,120,synsteel.example,614-555-0101"

    def test_a_suggestion_becomes_the_users_alias(self, folder: Path, capsys):
        companies(folder, self.HEADER, self.ROW)
        assert check(capsys)[0] == 1
        code, report = check(capsys, "--accept", "Presence")
        assert code == 0
        assert feeds(report)["Presence"] == ["website"]
        assert feeds(report)["Main Office Tel"] == []
        path = folder.parent / "raw_aliases.yml"
        assert aliases.read(path).headers == {
            "intake.company_raw_intake": {"website": ["Presence"]}
        }

    def test_all_of_them_when_none_is_named(self, folder: Path, capsys):
        companies(folder, self.HEADER, self.ROW)
        _, report = check(capsys, "--accept")
        assert feeds(report)["Main Office Tel"] == ["company_phone"]
        assert suggested(report) == {}

    def test_what_was_not_suggested_is_refused(self, folder: Path, capsys):
        companies(folder, self.HEADER, self.ROW)
        assert cli.main(["check", "--headers-only", "--accept", "Company"]) == 2
        assert "nothing is suggested for 'Company'; there are 'Main" in capsys.readouterr().err
        assert not (folder.parent / "raw_aliases.yml").exists()


class TestFiles:
    def test_what_cannot_be_read_and_what_is_not_are_named(self, folder: Path, capsys):
        companies(folder, "company;website", "Syn;syn.example")
        (folder / "intake" / "notes.txt").touch()
        code, report = check(capsys)
        assert code == 1
        assert "delimited by ';'" in report["files"][0]["problem"]
        assert "notes.txt: not read" in report["not_read"][0]

    def test_one_file_from_anywhere_for_a_table(self, folder: Path, tmp_path: Path, capsys):
        companies(folder, "nothing,known", "1,2")
        path = tmp_path / "download.csv"
        path.write_text("company,website,employees,state\nSyn,syn.example,120,OH\n")
        code, report = check(capsys, str(path), "--as", "intake.company_raw_intake")
        assert code == 0
        assert [entry["file"] for entry in report["files"]] == ["intake/download.csv"]

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            (["gone.csv"], "gone.csv: there is no such file"),
            (["--as", "intake.company_raw_intake"], "name the FILE too"),
            (["other.csv", "--as", "intake.companies"], "no table is called intake.companies"),
            (["other.csv"], "no declared table claims it"),
            ([], "holds no raw files"),
        ],
    )
    def test_what_cannot_be_checked_is_said(self, folder, tmp_path, capsys, arguments, problem):
        (tmp_path / "other.csv").touch()
        arguments = [str(tmp_path / a) if a == "other.csv" else a for a in arguments]
        assert cli.main(["check", *arguments]) == 2
        assert problem in capsys.readouterr().err

    def test_nothing_is_left_behind(self, folder: Path, tmp_path: Path, capsys):
        content = "company,website,employees,state\nSyn,syn.example,120,OH\n"
        (folder / "intake" / "companies.csv").write_bytes(content.encode("utf-16"))
        copies = ROOT / "target" / "raw_copies"
        before = sorted(copies.rglob("*"))
        assert check(capsys)[1]["files"][0]["encoding"] == "utf-16"
        assert sorted(copies.rglob("*")) == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["raw"]
        assert "HUBSPOKE_COPIES_DIR" not in os.environ


@pytest.mark.parametrize(
    ("values", "look"),
    [
        (["syn.example", "http://www.syn.example/a?b"], "web addresses"),
        (["a@syn.example"], "e-mail addresses"),
        (["(614) 555-0101", "6145550101", "+1 614.555.0101"], "phone numbers"),
        (["43004", "15222-1234"], "ZIP codes"),
        (["1,200", "120", "1.5", "5K"], "numbers"),
        (["1,200", "51-200", "10,001+", "~200"], "numbers and ranges"),
        (["2026-01-31", "6/1/2026 9:00"], "dates"),
        (["OH", "Pennsylvania", None, ""], "states"),
        (["Steel"] * 4 + ["12"], ""),
        ([None, " "], ""),
        ([], ""),
    ],
)
def test_what_values_look_like(values: list[str | None], look: str):
    assert look_of(values, STATES) == look


@pytest.mark.whole
def test_rows_are_judged_as_a_build_judges_them(folder: Path, capsys):
    header = "id,company,website,employees,state,founded_year,phone"
    companies(
        folder,
        header,
        "1,Syn Steel,synsteel.example,120,OH,1980,614-555-0101",
        "2,Syn Rotor,,120,OH,soon,(not yet)",
        "3,,synloom.example,120,ZZ,later,",
    )
    companies(folder, "company;website", "Syn;syn.example", name="companies_b.csv")
    (folder / "contracts").mkdir()
    (folder / "contracts" / "users.csv").write_text("user_id,username\n1,syn\nx,syn2\n")
    code = cli.main(["check", "--json"])
    report = json.loads(capsys.readouterr().out)
    files = {entry["file"]: entry for entry in report["files"]}
    assert code == 1
    judged = files["intake/companies.csv"]["judged"]
    assert (judged["rows"], judged["turned_away"]) == (3, 2)
    assert judged["reasons"] == {
        "website_missing": 1,
        "company_name_missing": 1,
        "state_not_allowed": 1,
    }
    assert judged["warnings"]["industry_missing"] == 3
    assert judged["cannot_be_read"]["founded_year"] == {"rows": 2, "example": "later"}
    assert files["intake/companies_b.csv"]["judged"] is None
    assert files["contracts/users.csv"]["judged"]["turned_away"] == 2

    cli.main(["check"])
    text = capsys.readouterr().out
    assert "rows: 1 of 3 would be kept, 2 turned away" in text
    assert "CANNOT BE READ" in text
    assert "3 files, 5 rows in" in text
