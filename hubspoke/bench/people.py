"""The third suite: what the models of people take, over all lists of people and of companies."""

from __future__ import annotations

import shutil
from contextlib import ExitStack

from hubspoke.bench.arrivals import make_people
from hubspoke.bench.models import ModelGroup, build_again, build_full, models_sections
from hubspoke.bench.report import Section
from hubspoke.bench.suite import (
    Options,
    RawFolder,
    Scenario,
    about_section,
    describe_rows,
    describe_server,
    generated_files,
)
from hubspoke.bench.warehouse import Warehouse
from hubspoke.postgres import postgres
from hubspoke.project import project_root

SUITE = "people"
# Companies, because people are attached to them, and the engine's own tables about both.
SYSTEMS = ("intake", "clay", "ple")
NEW_RATE = 0.01
_FOLDERS = (
    "models/staging/ple",
    "models/intermediate/people",
    "models/intermediate/ple",
    "models/marts/people",
)
_LISTS = ("models/staging/intake", "models/staging/clay")
_TITLES = {"duckdb": "DuckDB", "postgres": "Postgres"}


def people_models() -> ModelGroup:
    """The models of people and of the lead engine's own tables, from staging on."""
    root = project_root()
    folders = [folder for folder in _FOLDERS if any((root / folder).glob("*.sql"))]
    lists = [path for folder in _LISTS for path in sorted((root / folder).glob("*people*.sql"))]
    models = [path for folder in folders for path in sorted((root / folder).glob("*.sql"))]
    return ModelGroup(
        "people model",
        tuple(f"+path:{folder}" for folder in folders),
        tuple(path.stem for path in (*lists, *models)),
    )


def measure(options: Options) -> list[Section]:
    """Run the suite; returns its sections.

    Raises HubspokeError when a build fails or no Postgres can be had.
    """
    with ExitStack() as stack:
        # First, because a missing server should show before the long part.
        server = stack.enter_context(postgres()) if options.postgres else {}
        generated = generated_files(options.work, options.scale, options.seed, SYSTEMS)
        files = RawFolder(generated, options.work / "raw", SYSTEMS)
        added = options.work / "added"
        shutil.rmtree(added, ignore_errors=True)
        new = {
            "intake.people_raw_intake": make_people(
                generated / "intake", added / "intake", NEW_RATE
            )
        }
        scenarios = [
            Scenario("nothing new", lambda: None, None, fresh=False),
            Scenario("1 % new people", lambda: files.deliver(added), None, fresh=True),
        ]
        about = about_section(options)
        sections = [about]
        if options.duckdb:
            duck = Warehouse("duckdb", options.work, files.folder)
            stack.callback(duck.remove)
            sections += _engine_sections(duck, files, scenarios, new, options, about)
        if options.postgres:
            pg = Warehouse("postgres", options.work, files.folder, server)
            stack.callback(pg.remove)
            describe_server(about, pg)
            sections += _engine_sections(pg, files, scenarios, new, options, about)
    return sections


def _engine_sections(
    warehouse: Warehouse,
    files: RawFolder,
    scenarios: list[Scenario],
    new: dict[str, int],
    options: Options,
    about: Section,
) -> list[Section]:
    files.reset()
    warehouse.clear()
    warehouse.dbt("parse", "parse")
    full = build_full(warehouse, people_models(), options)
    describe_rows(about, warehouse, new)
    steps = build_again(warehouse, full, files, scenarios, options)
    return models_sections(_TITLES[warehouse.engine], steps)
