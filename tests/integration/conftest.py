"""Warehouses to test on: each fixture gives an empty one, on one engine or on both.

A DuckDB warehouse is a file, a Postgres one a database; both are made anew for each test. What a
whole build of the sample leaves, or one over no files, is built once in a run and handed out as
copies (`begin_with`). Commands run in processes that stay (warm.py); `python -m dbt.cli.main` and
`python -m hubspoke` are tested where the command line is what a test is about.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from filelock import FileLock
from warm import ROOT, WarmProcess

from hubspoke import warehouse
from hubspoke.postgres import postgres

# Real files lie beside the project where it is developed; a user does not have them.
REAL_DATA = ROOT.parent / "shared" / "data"
SAMPLE = ROOT / "sample"
AS_OF = "2026-01-31 06:00:00"
# The moment of each state's build; that over nothing comes before all days of the tests.
STATES = {"sample": AS_OF, "nothing": "2026-01-01 06:00:00"}
# The contract refund system's own tables read in place of its files. Each text of vars is parsed
# for itself: tests share theirs.
IN_PLACE = ("--vars", "{source_schemas: {contracts: public}}")
# Each test is of one of these, or of several: markers of pyproject.toml.
SYSTEMS = {"company", "contracts", "dol", "platform"}
SHARED = "HUBSPOKE_TESTS"
# Unit tests prove the code, whatever the data: test_unit_tests runs them, once on each engine.
NO_UNIT_TESTS = ("--exclude-resource-type", "unit_test")
ONLY_ROWS = ("--exclude-resource-type", "test", "unit_test")


@dataclass
class Warehouse(warehouse.Warehouse):
    """A warehouse whose commands run in a process that stays.

    process: that process. whole: whether the test is marked so. extra: more variables for its
    commands.
    """

    family: str = "hubspoke_test"
    process: WarmProcess | None = None
    whole: bool = False
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        """The variables to run a command on this warehouse with."""
        # No test reads the manifest of a build, and each would write it anew: a second of a run.
        return {**super().env, "DBT_WRITE_JSON": "false", **self.extra}

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command in this warehouse's environment; fails the test on a bad exit code."""
        result = self.process.run([*command], self.env)
        if check and result.returncode != 0:
            pytest.fail(
                f"{' '.join(command)} failed:\n{result.stdout[-6000:]}{result.stderr[-3000:]}"
            )
        return result

    def dbt(self, *args: str, as_of: str | None = None, check: bool = True):
        """Run dbt on this engine; returns exit code and output as of a finished process."""
        self.as_of = as_of or ""
        return self.run("dbt", *args, check=check)

    def hubspoke(self, *args: str, check: bool = True):
        """Run a hubspoke command; returns exit code and output as of a finished process."""
        return self.run("hubspoke", *args, check=check)

    def load(self, check: bool = True):
        """Bring the raw files in: a load on Postgres, nothing on DuckDB, where dbt does it."""
        return self.hubspoke("load", check=check) if self.engine == "postgres" else None

    def build(self, *args: str, as_of: str | None = AS_OF, check: bool = True):
        """Load the raw files and run `dbt build`."""
        if not self.whole:
            pytest.fail("a test that builds is marked whole: make check leaves it out")
        loaded = self.load(check)
        if loaded is not None and loaded.returncode != 0:
            return loaded
        return self.dbt("build", *args, as_of=as_of, check=check)

    def begin_with(self, state: str) -> None:
        """Make this what a whole build with its data tests leaves: of `sample`, or of `nothing`.

        It is built by the first test of the run that asks for it.
        """
        if not self.whole:
            pytest.fail("a test that begins with a whole build is marked whole")
        raw, self.raw = self.raw, SAMPLE
        if state == "nothing":
            self.raw = self.states / "no_files"
            self.raw.mkdir(exist_ok=True)
        outcome = self.states / f"{state}-{self.engine}.txt"
        with FileLock(outcome.with_suffix(".lock")):
            # Whatever came of it, it is not built again.
            if not outcome.exists():
                self.clear()
                built = self.build(*NO_UNIT_TESTS, as_of=STATES[state], check=False)
                self.keep(state)
                outcome.write_text(built.stdout[-6000:] if built.returncode else "")
        if problem := outcome.read_text():
            pytest.fail(f"the build of {state} failed:\n{problem}")
        self.raw = raw
        self.restore(state)


def on_all(warehouses: Iterable[Warehouse], step: Callable[[Warehouse], object]) -> None:
    """Do something with several warehouses at once, each on a core of its own."""
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(step, warehouse) for warehouse in warehouses]:
            done.result()


def build_all(warehouses: Iterable[Warehouse], *args: str, as_of: str) -> None:
    """Load and build several warehouses at once."""
    on_all(warehouses, lambda warehouse: warehouse.build(*args, as_of=as_of))


def begin_all(warehouses: Iterable[Warehouse], state: str) -> None:
    """`begin_with` of several warehouses at once."""
    on_all(warehouses, lambda warehouse: warehouse.begin_with(state))


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that the processes of pytest-xdist share; they inherit its name."""
    if not hasattr(config, "workerinput"):
        # Not in pytest's own, which nobody else may enter: Postgres runs as another user than root.
        os.environ[SHARED] = tempfile.mkdtemp(prefix="hubspoke-tests-")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test of no system. Put what takes long first, and the rest of a file together."""
    homeless = {item.location[0] for item in items if not SYSTEMS & set(item.keywords)}
    if homeless:
        raise pytest.UsageError(
            f"mark each test with its system ({', '.join(sorted(SYSTEMS))}): {sorted(homeless)}"
        )
    items.sort(key=lambda item: "whole" not in item.keywords)
    for item in items:
        if "whole" not in item.keywords:
            item.add_marker(pytest.mark.xdist_group(item.location[0]))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it when all are done."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True)


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this process for the whole run: the profile, dbt's targets, the DuckDB file."""
    folder = tmp_path_factory.mktemp("work")
    # Tests that start dbt themselves find it here, whether or not a warehouse was made before.
    shutil.copy(ROOT / "profiles.yml.example", folder / "profiles.yml")
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """A folder that all processes of the run share."""
    return Path(os.environ[SHARED])


@pytest.fixture(scope="session")
def processes(work: Path) -> Iterator[dict[str, WarmProcess]]:
    """Engine -> the process that runs this process's commands on it."""
    started = {engine: WarmProcess(engine, work) for engine in ("duckdb", "postgres")}
    yield started
    for process in started.values():
        process.stop()


@pytest.fixture(scope="session")
def manifest(work: Path, processes: dict[str, WarmProcess]) -> dict:
    """dbt's manifest of the project, parsed for DuckDB; tests leave it as it is."""
    path = work / "manifest.json"
    done = processes["duckdb"].run(["manifest", str(path)], {})
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="session")
def pg_server(shared: Path) -> Iterator[dict[str, str]]:
    """The PG* variables of the server PGHOST names, else of an embedded PostgreSQL 18."""
    with ExitStack() as stack:
        # One for all processes of the run: the last one that leaves stops it.
        with FileLock(shared / "postgres.lock"):
            env = stack.enter_context(postgres(folder=shared / "postgres"))
        yield env


def database_name(family: str) -> str:
    """A database's name of its own for each process of the run."""
    return "_".join(filter(None, [family, os.environ.get("PYTEST_XDIST_WORKER")]))


def fresh_database(server: dict[str, str], family: str) -> dict[str, str]:
    """Drop and create a database; returns the PG* variables that reach it."""
    name = database_name(family)
    warehouse.make_database(server, name)
    return {**server, "PGDATABASE": name}


def empty_warehouse(
    engine: str,
    work: Path,
    shared: Path,
    processes: dict[str, WarmProcess],
    request: pytest.FixtureRequest,
    server: dict[str, str] | None = None,
) -> Warehouse:
    """An empty warehouse for a test."""
    made = Warehouse(
        engine,
        work,
        SAMPLE,
        server or {},
        name=database_name(Warehouse.family),
        states=shared,
        process=processes[engine],
        whole="whole" in request.keywords,
    )
    made.clear()
    return made


@pytest.fixture
def duck(
    work: Path, shared: Path, processes: dict[str, WarmProcess], request: pytest.FixtureRequest
) -> Warehouse:
    """An empty DuckDB warehouse."""
    return empty_warehouse("duckdb", work, shared, processes, request)


@pytest.fixture
def pg(
    work: Path,
    shared: Path,
    processes: dict[str, WarmProcess],
    request: pytest.FixtureRequest,
    pg_server: dict[str, str],
) -> Warehouse:
    """An empty Postgres warehouse."""
    return empty_warehouse("postgres", work, shared, processes, request, pg_server)


@pytest.fixture(params=["duckdb", "postgres"], name="warehouse")
def each_engine(request: pytest.FixtureRequest) -> Warehouse:
    """An empty warehouse, once on each engine."""
    return request.getfixturevalue("duck" if request.param == "duckdb" else "pg")


@pytest.fixture
def real_data() -> Path:
    """The folder of real public files; skips the test where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"the real files are not here ({REAL_DATA.name} folder beside the project)")
    return REAL_DATA
