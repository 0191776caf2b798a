"""The business date of a run: read by each run, without the project being parsed anew for it."""

from __future__ import annotations

import json
import subprocess
import sys

import msgpack
import pytest
from conftest import ROOT, Warehouse
from warm import PARSED

pytestmark = pytest.mark.platform


def show(duck: Warehouse, day: str) -> tuple[str, str]:
    """The business date that dbt's own command line has, and what it logged on the way."""
    duck.as_of = f"{day} 06:00:00"
    query = ["show", "--inline", "select {{ as_of_date() }} as day", "--output", "json"]
    ran = subprocess.run(
        [sys.executable, "-m", "dbt.cli.main", "--quiet", "--log-level-file", "debug", *query],
        cwd=ROOT,
        env=duck.env,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    log = duck.logs / "dbt.log"
    logged = log.read_text()
    log.unlink()
    return json.loads(ran.stdout)["show"][0]["day"], logged


@pytest.mark.whole
def test_another_day_is_not_parsed_anew(duck, tmp_path):
    day, logged = show(duck, "2026-02-01")
    assert day.startswith("2026-02-01")
    assert "saved manifest not found" in logged
    # Other raw files are no part of the project either.
    duck.raw = tmp_path
    day, logged = show(duck, "2026-02-02")
    assert day.startswith("2026-02-02")
    assert "Partial parsing enabled, no changes found, skipping parsing" in logged


@pytest.mark.whole
def test_nothing_of_the_environment_is_seen_while_parsing(warehouse):
    """What is seen, dbt parses anew when it changes."""
    warehouse.dbt("ls", "--select", "us_states")
    parsed = (PARSED / warehouse.engine / "partial_parse.msgpack").read_bytes()
    files = msgpack.unpackb(parsed, strict_map_key=False)["files"]
    assert len(files) > 200
    assert [name for name, file in files.items() if file.get("env_vars")] == []


@pytest.mark.whole
@pytest.mark.parametrize("given", ["yesterday", "2026-1-31", "2026-01-31 6:00"])
def test_what_is_no_date_stops_the_run_before_it_does_anything(given, duck):
    stopped = duck.dbt("build", "--select", "us_states", as_of=given, check=False)
    assert stopped.returncode != 0
    assert f"as_of is '{given}': write it as 2026-01-31 or" in stopped.stdout
    assert (
        duck.query("select table_name from duckdb_tables() where schema_name = 'reference'") == []
    )
