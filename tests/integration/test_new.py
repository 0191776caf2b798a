"""A new table: what `hubspoke new` writes builds as it is, on both engines, and what is forgotten
afterwards stops the build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from hubspoke import declare, new
from hubspoke.project import HubspokeError

pytestmark = pytest.mark.platform

# One column of each kind that can be guessed, and two that only look like one.
TICKETS = """\
ticket_id,Client No.,opened_at,category,contact e-mail,is_urgent,cost,weight,details,zip,code
00000000-0000-4000-8000-000000000001,17,2026-01-02 10:00:00,Two words,a@a.example,true,3.5,1.125,\
"{""a"": 1}",01234,A
00000000-0000-4000-8000-000000000002,18,2026-01-02,Other,b@b.example,f,-1.25,2,"[1, 2]",25301,7
"""
KINDS = {
    "ticket_id": "uuid",
    "client_no": "integer",
    "opened_at": "timestamp",
    "category": "clean_text",
    "contact_e_mail": "text",
    "is_urgent": "boolean",
    "cost": "numeric(18, 2)",
    "weight": "numeric(18, 6)",
    "details": "json",
    "zip": "text",
    "code": "text",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project without its sample files, and a file of a new table beside it."""
    root = tmp_path_factory.mktemp("new") / "project"
    for name in ("models", "macros", "seeds", "snapshots", "tests/generic", "tests/singular"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("dbt_project.yml", "selectors.yml", ".dbtignore"):
        shutil.copy(ROOT / name, root / name)
    shutil.copy(ROOT / "profiles.yml.example", root / "profiles.yml")
    (root.parent / "tickets.csv").write_text(TICKETS)
    return root


def hubspoke(project: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hubspoke", *args],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        capture_output=True,
        check=False,
    )


def dbt(project: Path, target: str, *args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "DBT_PROFILES_DIR": str(project),
        "DBT_TARGET_PATH": str(project / f"target-{target}"),
        "DBT_LOG_PATH": str(project / "logs"),
        "HUBSPOKE_DUCKDB_PATH": str(project / "new.duckdb"),
        "HUBSPOKE_RAW_DIR": str(project / "sample"),
        "PYTHONPATH": str(ROOT),
        **environ,
    }
    return subprocess.run(
        [sys.executable, "-m", "dbt.cli.main", *args, "--target", target],
        cwd=project,
        env=env,
        text=True,
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def tickets(project: Path) -> subprocess.CompletedProcess[str]:
    """The table, with all its files."""
    done = hubspoke(
        project, "new", "source", "helpdesk.tickets", "--from", str(project.parent / "tickets.csv")
    )
    assert done.returncode == 0, done.stderr
    return done


def test_the_declaration_has_the_kinds_that_fit_all_rows(project, tickets):
    path = project / "models" / "staging" / "helpdesk" / "_helpdesk__sources.yml"
    (source,) = yaml.safe_load(path.read_text())["sources"]
    (table,) = source["tables"]
    metas = {c["name"]: (c.get("config") or {}).get("meta", {}) for c in table["columns"]}
    metas.pop("_source_file")
    assert {name: meta.get("kind", "text") for name, meta in metas.items()} == KINDS
    assert [name for name, meta in metas.items() if meta.get("pii")] == ["contact_e_mail"]
    assert table["config"]["meta"]["own_id"] == "ticket_id"
    assert "left to do:" in tickets.stdout
    assert "models/staging/helpdesk/_helpdesk__sources.yml" in tickets.stdout


# All that is of the new table: what needs the other systems as well is built by whole builds.
ONLY = (
    *("--select", "stg_helpdesk__tickets+", "stg_helpdesk__row_counts+"),
    *("--exclude", "row_accounting+", "cast_failures+", "quarantine_reasons+"),
    "resource_type:exposure",
    *("--indirect-selection", "cautious"),
)


@pytest.mark.whole
@pytest.mark.whole
@pytest.mark.parametrize("target", ["duckdb", "postgres"])
def test_what_is_written_builds_with_its_tests(project, tickets, target, request):
    environ = {}
    if target == "postgres":
        from conftest import fresh_database

        environ = fresh_database(request.getfixturevalue("pg_server"), "hubspoke_new")
        environ["HUBSPOKE_RAW_DIR"] = str(project / "sample")
        loaded = subprocess.run(
            [sys.executable, "-m", "hubspoke", "load"],
            cwd=project,
            env={**os.environ, **environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert loaded.returncode == 0
    built = dbt(project, target, "build", *ONLY, **environ)
    assert built.returncode == 0, built.stdout[-5000:]
    # Two unit tests, and the sample row is where it belongs.
    assert "2 unit tests" in built.stdout
    assert "PASS assert_every_promoted_helpdesk_row_is_in_its_mart" in built.stdout


@pytest.mark.whole
@pytest.mark.whole
def test_a_declaration_that_was_not_brought_to_the_macros_stops_the_run(project, tickets):
    path = project / "models" / "staging" / "helpdesk" / "_helpdesk__sources.yml"
    text = path.read_text()
    path.write_text(text.replace("{kind: boolean}", "{kind: clean_text}"))
    try:
        stopped = dbt(project, "duckdb", "build", *ONLY)
        assert stopped.returncode != 0
        assert "helpdesk.tickets.is_urgent (kind). Run hubspoke declare" in " ".join(
            stopped.stdout.split()
        )
        assert hubspoke(project, "declare", "--check").returncode == 1
        assert hubspoke(project, "declare").returncode == 1
        assert hubspoke(project, "declare").returncode == 0
    finally:
        path.write_text(text)
        hubspoke(project, "declare")


def test_nothing_is_overwritten(project, tickets):
    again = hubspoke(
        project, "new", "source", "helpdesk.tickets", "--from", str(project.parent / "tickets.csv")
    )
    assert again.returncode == 2
    assert "helpdesk.tickets is declared already" in again.stderr
    mart = hubspoke(project, "new", "mart", "helpdesk.tickets", "--of", "helpdesk.tickets")
    assert mart.returncode == 0, mart.stderr
    assert (project / "models/marts/helpdesk/helpdesk_tickets.sql").read_text() == (
        "{{ config(alias='tickets') }}\n{{ promoted('helpdesk', 'tickets') }}\n"
    )


def test_headers_that_make_no_column_are_an_error(project):
    path = project.parent / "odd.csv"
    path.write_text("id,1st,ID \n1,2,3\n")
    odd = hubspoke(project, "new", "source", "helpdesk.odd", "--from", str(path))
    assert odd.returncode == 2
    assert "header 'id' makes no column name of its own" in odd.stderr
    assert not (project / "models/staging/helpdesk/stg_helpdesk__odd.sql").exists()


def test_the_macro_is_what_the_yaml_says():
    written = (ROOT / declare.MACRO).read_text(encoding="utf-8")
    assert written == declare.macro_text(ROOT), "run hubspoke declare"


TABLE = """
sources:
  - name: shop
    schema: raw_shop
    tables:
      - name: carts
        config:
          meta: {META}
        columns:
          - {name: cart_id, config: {meta: {kind: integer}}}
          - {name: note}
          - {name: _source_file}
"""


@pytest.mark.parametrize(
    ("meta", "problem"),
    [
        ("{key: [cart_id]}", "promoted_to is missing"),
        ("{promoted_to: carts, keys: [cart_id]}", "config.meta has keys; there are"),
        ("{promoted_to: carts, own_id: id}", "own_id id is none of its columns"),
        ("{promoted_to: carts, key: cart_id}", "key is a list of staged columns"),
        ("{promoted_to: carts, key: [id]}", "id is not staged, so it cannot be a key"),
        ("{promoted_to: carts, newest_first: at}", "at is not staged"),
        (
            "{promoted_to: carts, reasons: {a: {missing: cart_id, where: 'true'}}}",
            "reason a: is none of",
        ),
        (
            "{promoted_to: carts, reasons: {a: {unknown: cart_id, of: carts}}}",
            "`of` is <model>.<column or list>",
        ),
    ],
)
def test_a_declaration_that_says_nothing_sensible_is_named(tmp_path, meta, problem):
    folder = tmp_path / "models" / "staging" / "shop"
    folder.mkdir(parents=True)
    (folder / "_shop__sources.yml").write_text(TABLE.replace("{META}", meta))
    with pytest.raises(HubspokeError, match=r"_shop__sources\.yml: shop\.carts") as error:
        declare.macro_text(tmp_path)
    assert problem in str(error.value)


def test_columns_cannot_change_names(tmp_path):
    folder = tmp_path / "models" / "staging" / "shop"
    folder.mkdir(parents=True)
    swapped = (
        TABLE.replace("{META}", "{promoted_to: carts}")
        .replace("kind: integer", "staged_as: note")
        .replace("{name: note}", "{name: note, config: {meta: {staged_as: cart_id}}}")
    )
    (folder / "_shop__sources.yml").write_text(swapped)
    with pytest.raises(HubspokeError, match="note, cart_id is a column of its own"):
        declare.macro_text(tmp_path)


def test_every_guessed_kind_has_an_example():
    assert set(new._PATTERNS) <= set(new._EXAMPLES)
