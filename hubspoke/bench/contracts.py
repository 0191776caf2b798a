"""The second suite: the contract refund system's common queries, and what its audit models take."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import ExitStack

import psycopg

from hubspoke.bench.events import make_events
from hubspoke.bench.models import ModelGroup, build_again, build_full, models_sections
from hubspoke.bench.queries import QUERIES, Latency, time_query
from hubspoke.bench.report import Figure, Section
from hubspoke.bench.suite import (
    Options,
    RawFolder,
    Scenario,
    about_section,
    describe_rows,
    describe_server,
    generated_files,
)
from hubspoke.bench.warehouse import Warehouse, say
from hubspoke.postgres import postgres
from hubspoke.project import HubspokeError

SUITE = "contracts"
SYSTEMS = ("contracts",)
NEW_RATE = 0.01
QUERY_MILLISECONDS = 100
AGAIN_PERCENT = 20
AUDIT_MODELS = ModelGroup(
    "audit model",
    ("+path:models/marts/contracts",),
    (
        "stg_contracts__audit_events",
        "int_contracts__audit_events_set_aside",
        "audit_events",
        "audit_trail",
        "audit_seal",
        "audit_tampering",
        "audit_retention",
        "audit_completeness",
    ),
)
_TITLES = {"duckdb": "DuckDB", "postgres": "Postgres"}


def measure(options: Options) -> list[Section]:
    """Run the suite; returns its sections.

    Raises HubspokeError when a build or a query fails or no Postgres can be had.
    """
    with ExitStack() as stack:
        # First, because a missing server should show before the long part.
        server = stack.enter_context(postgres()) if options.postgres else {}
        generated = generated_files(options.work, options.scale, options.seed, SYSTEMS)
        files = RawFolder(generated, options.work / "raw", SYSTEMS)
        added = options.work / "added"
        shutil.rmtree(added, ignore_errors=True)
        new = {
            "contracts.audit_events": make_events(
                generated / "contracts", added / "contracts", NEW_RATE
            )
        }
        scenarios = [
            Scenario("nothing new", lambda: None, AGAIN_PERCENT, fresh=False),
            Scenario("1 % new events", lambda: files.deliver(added), AGAIN_PERCENT, fresh=True),
        ]
        about = about_section(options)
        sections = [about]
        if options.postgres:
            pg = Warehouse("postgres", options.work, files.folder, server)
            stack.callback(pg.remove)
            describe_server(about, pg)
            sections += _engine_sections(pg, files, scenarios, new, options, about)
        if options.duckdb:
            duck = Warehouse("duckdb", options.work, files.folder)
            stack.callback(duck.remove)
            sections += _engine_sections(duck, files, scenarios, new, options, about)
    return sections


def _engine_sections(
    warehouse: Warehouse,
    files: RawFolder,
    scenarios: list[Scenario],
    new: dict[str, int],
    options: Options,
    about: Section,
) -> list[Section]:
    sections = []
    files.reset()
    warehouse.clear()
    warehouse.dbt("parse", "parse")
    full = build_full(warehouse, AUDIT_MODELS, options)
    describe_rows(about, warehouse, new)
    if warehouse.engine == "postgres":
        sections.append(queries_section(_time_queries(warehouse, options.query_runs)))
    steps = build_again(warehouse, full, files, scenarios, options)
    return [*sections, *models_sections(_TITLES[warehouse.engine], steps)]


# ---- queries


def _time_queries(pg: Warehouse, runs: int) -> list[Latency]:
    """Ask all the queries over one connection."""
    with pg.connect() as connection:
        # As autovacuum has done by the time anybody asks; the next day's build meets it so too.
        connection.execute("vacuum analyze")
        found = []
        for query in QUERIES:
            try:
                found.append(time_query(connection, query, runs))
            except psycopg.Error as error:
                raise HubspokeError(
                    f"the query for {query.asks} cannot be asked: {str(error).strip()}; it is in "
                    "hubspoke/bench/queries.py"
                ) from error
            say(f"bench: postgres, {query.asks}: {found[-1].p95:.1f} ms")
    return found


def queries_section(latencies: Iterable[Latency]) -> Section:
    """A line per query: the medians and the 95th percentiles, and what they are made with."""
    section = Section(
        "Postgres: common queries",
        ("query", "p50", "p95", "target of p95", "", "rows", "index"),
    )
    for latency in latencies:
        slow = Figure(latency.query.asks, latency.p95, "ms", target=QUERY_MILLISECONDS)
        section.rows.append(
            (
                slow.label,
                f"{latency.p50:.2f} ms",
                f"{latency.p95:.2f} ms",
                f"≤ {QUERY_MILLISECONDS} ms",
                slow.verdict,
                f"{latency.rows:.1f}",
                ", ".join(f"`{index}`" for index in latency.indexes) or "none",
            )
        )
    return section
