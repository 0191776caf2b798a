"""Warehouses to test on: each fixture gives an empty one, on one engine or on both.

A DuckDB warehouse is a file that is deleted first, a Postgres one a database that is dropped and
made anew. Paths and names stay the same from test to test, so that dbt need not parse again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import psycopg
import pytest

from hubspoke.postgres import connect, postgres

ROOT = Path(__file__).resolve().parents[2]
# Real files lie beside the project where it is developed; a user does not have them.
REAL_DATA = ROOT.parent / "shared" / "data"


@dataclass
class Warehouse:
    """One warehouse on one engine: run dbt or hubspoke on it, query it."""

    engine: str
    work: Path
    environ: dict[str, str]
    raw: Path = ROOT / "sample"
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        return {
            **os.environ,
            **self.environ,
            "HUBSPOKE_RAW_DIR": str(self.raw),
            "DBT_PROFILES_DIR": str(self.work),
            "DBT_TARGET_PATH": str(self.work / f"target-{self.engine}"),
            "DBT_LOG_PATH": str(self.work / "logs"),
            **self.extra,
        }

    def run(
        self, command: list[str], check: bool = True, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in this warehouse's environment; fails the test on a bad exit code."""
        env = {**self.env, **environ}
        result = subprocess.run(
            command, cwd=ROOT, env=env, text=True, capture_output=True, check=False
        )
        if check and result.returncode != 0:
            pytest.fail(
                f"{' '.join(command)} failed:\n{result.stdout[-6000:]}{result.stderr[-3000:]}"
            )
        return result

    def dbt(self, *args: str, as_of: str | None = None, check: bool = True):
        """Run dbt on this engine; returns the finished process with its output."""
        # Not as a var: dbt would parse the whole project anew for each day.
        self.extra["HUBSPOKE_AS_OF"] = as_of or ""
        command = [sys.executable, "-m", "dbt.cli.main", *args, "--target", self.engine]
        # No test reads the manifest of a build, and each would write it anew: a second of a run.
        return self.run(command, check, DBT_WRITE_JSON="false")

    def hubspoke(self, *args: str, check: bool = True):
        """Run a hubspoke command; returns the finished process with its output."""
        return self.run([sys.executable, "-m", "hubspoke", *args], check)

    def load(self, check: bool = True):
        """Bring the raw files in: a load on Postgres, nothing on DuckDB, where dbt does it."""
        return self.hubspoke("load", check=check) if self.engine == "postgres" else None

    def build(self, *args: str, as_of: str | None = "2026-01-31 06:00:00", check: bool = True):
        """Load the raw files and run `dbt build`."""
        loaded = self.load(check)
        if loaded is not None and loaded.returncode != 0:
            return loaded
        return self.dbt("build", *args, as_of=as_of, check=check)

    def query(self, sql: str) -> list[tuple]:
        """All rows of a query, as Python values."""
        if self.engine == "duckdb":
            with duckdb.connect(self.env["HUBSPOKE_DUCKDB_PATH"], read_only=True) as connection:
                connection.execute("set TimeZone = 'UTC'")
                return connection.execute(sql).fetchall()
        with connect(self.environ) as connection:
            return connection.execute(sql).fetchall()

    def scalar(self, sql: str):
        """The only value of a query's only row."""
        return self.query(sql)[0][0]


def build_all(warehouses: Iterable[Warehouse], *args: str, as_of: str) -> None:
    """Load and build several warehouses at once, each on a core of its own."""
    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(warehouse.build, *args, as_of=as_of) for warehouse in warehouses]
        for run in runs:
            run.result()


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the whole run: the profile, dbt's targets and the DuckDB file."""
    folder = tmp_path_factory.mktemp("work")
    shutil.copy(ROOT / "profiles.yml.example", folder / "profiles.yml")
    return folder


@pytest.fixture(scope="session")
def pg_server() -> Iterator[dict[str, str]]:
    """The PG* variables of the server PGHOST names, else of an embedded PostgreSQL 18."""
    with postgres() as env:
        yield env


def fresh_database(server: dict[str, str], name: str = "hubspoke_test") -> dict[str, str]:
    """Drop and create a database; returns the PG* variables that reach it.

    On the server of PGHOST the processes of one run work side by side: each has a name of its own.
    """
    name = "_".join(filter(None, [name, os.environ.get("PYTEST_XDIST_WORKER")]))
    with connect({**server, "PGDATABASE": "postgres"}, autocommit=True) as connection:
        statement = psycopg.sql.SQL
        target = psycopg.sql.Identifier(name)
        connection.execute(statement("drop database if exists {} with (force)").format(target))
        connection.execute(statement("create database {} template template0").format(target))
    return {**server, "PGDATABASE": name}


@pytest.fixture
def duck(work: Path) -> Warehouse:
    """An empty DuckDB warehouse."""
    path = work / "warehouse.duckdb"
    path.unlink(missing_ok=True)
    return Warehouse("duckdb", work, {"HUBSPOKE_DUCKDB_PATH": str(path)})


@pytest.fixture
def pg(work: Path, pg_server: dict[str, str]) -> Warehouse:
    """An empty Postgres warehouse."""
    return Warehouse("postgres", work, fresh_database(pg_server))


@pytest.fixture(params=["duckdb", "postgres"])
def warehouse(request: pytest.FixtureRequest) -> Warehouse:
    """An empty warehouse, once on each engine."""
    return request.getfixturevalue("duck" if request.param == "duckdb" else "pg")


@pytest.fixture
def real_data() -> Path:
    """The folder of real public files; skips the test where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"the real files are not here ({REAL_DATA.name} folder beside the project)")
    return REAL_DATA
