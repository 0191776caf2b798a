"""The first suite: how long loading and building take, from nothing and with little that is new."""

from __future__ import annotations

import shutil
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from hubspoke.bench.delta import make_delta
from hubspoke.bench.floor import plan_floor, time_floor
from hubspoke.bench.models import ModelGroup, build_again, build_full, models_sections
from hubspoke.bench.report import GIB, Figure, Section, figures_section, median_seconds, share
from hubspoke.bench.suite import (
    Options,
    RawFolder,
    Scenario,
    about_section,
    arrange,
    describe_rows,
    describe_server,
    generated_files,
    run_of,
)
from hubspoke.bench.warehouse import Result, Run, Warehouse, say
from hubspoke.postgres import postgres
from hubspoke.project import project_root

SUITE = "builds"
NEW_RATE = 0.01
DUCKDB_SECONDS = 60
DUCKDB_GIB = 6
POSTGRES_SECONDS = 360
STAGING_TIMES = 2
UNCHANGED_PERCENT = 50
NEW_PERCENT = 40
GROWTH_TIMES = 1
_SLOWEST = 10
# Two builds are compared: what `make build` runs, and the production run.
_COMMANDS = (("all tests", ("build",)), ("production run", ("build", "--selector", "daily")))
_STAGING = "models/staging/dol"
# What the targets are about: the lead engine.
SYSTEMS = ("intake", "clay", "dol", "ple")


class RawFiles(RawFolder):
    """The raw folder, and the new filings that come into it.

    generated: the folder as `hubspoke generate` wrote it. work: where to put more.
    """

    def __init__(self, generated: Path, work: Path) -> None:
        super().__init__(generated, work / "raw", SYSTEMS)
        self.added = work / "added"
        self.redelivered = work / "redelivered"
        for folder in (self.added, self.redelivered):
            shutil.rmtree(folder, ignore_errors=True)
        self.counts = make_delta(
            generated / "dol", self.added / "dol", self.redelivered / "dol", rate=NEW_RATE
        )

    def add_new(self) -> None:
        """Further files with the new filings alone."""
        self.deliver(self.added)

    def redeliver(self) -> None:
        """The newest year's files again, with the new filings at their end."""
        self.deliver(self.redelivered)


def measure(options: Options) -> list[Section]:
    """Run the suite; returns its sections.

    Raises HubspokeError when a build fails or no Postgres can be had.
    """
    sections = []
    with ExitStack() as stack:
        # First, because a missing server should show before the long part.
        server = stack.enter_context(postgres()) if options.postgres else {}
        generated = generated_files(options.work, options.scale, options.seed, SYSTEMS)
        files = RawFiles(generated, options.work)
        about = about_section(options)
        sections.append(about)
        if options.duckdb:
            duck = Warehouse("duckdb", options.work, files.folder)
            stack.callback(duck.remove)
            sections += _duckdb_sections(duck, files, options, about)
        if options.postgres:
            pg = Warehouse("postgres", options.work, files.folder, server)
            stack.callback(pg.remove)
            describe_server(about, pg)
            sections.append(_postgres_section(pg, files, options, about))
    return sections


def _peak(label: str, runs: list[Run], target: float | None = None) -> Figure:
    """The most memory of any of the runs."""
    peaks = tuple(run.peak_bytes / GIB for run in runs)
    return Figure(f"{label}, peak memory", max(peaks), "GiB", peaks, target)


def _scenarios(files: RawFiles) -> list[Scenario]:
    return [
        Scenario("nothing new", lambda: None, UNCHANGED_PERCENT, fresh=False),
        Scenario("1 % new filings, in files of their own", files.add_new, NEW_PERCENT, fresh=True),
        Scenario(
            "1 % new filings, newest year delivered again",
            files.redeliver,
            NEW_PERCENT,
            fresh=True,
        ),
    ]


# ---- DuckDB


def _duckdb_sections(
    duck: Warehouse, files: RawFiles, options: Options, about: Section
) -> list[Section]:
    figures = []
    slowest: list[Section] = []
    staging = None
    full_seconds = 0.0
    files.reset()
    duck.dbt("parse", "parse")
    for name, command in _COMMANDS:
        runs = []
        for number in range(options.repeat):
            duck.clear()
            runs.append(duck.dbt(f"full build, {name}{run_of(number, options)}", *command))
        full = median_seconds(f"full build, {name}", [r.seconds for r in runs], DUCKDB_SECONDS)
        figures += [full, _peak(full.label, runs, DUCKDB_GIB)]
        if not slowest:
            full_seconds = full.value
            rows = describe_rows(about, duck, files.counts)
            slowest = _where_time_goes(duck.results(), full.runs[-1])
        duck.keep()
        for scenario in _scenarios(files):
            again = []
            for number in range(options.repeat):
                arrange(duck, scenario, number)
                run = duck.dbt(f"{scenario.name}, {name}{run_of(number, options)}", *command)
                again.append(run.seconds)
                files.withdraw()
            label = f"{scenario.name}, {name}"
            figure = median_seconds(label, again)
            figures += [figure, share(f"{label}, of the full build", figure, full, scenario.target)]
        if staging is None:
            duck.restore()
            staging = _staging_section(duck, options)
    sections = [figures_section("DuckDB", figures), staging]
    if options.growth:
        sections.append(_growth_section(duck, options, full_seconds, rows))
    return [*sections, *slowest, *_models_sections(duck, files, options)]


def _staging_section(duck: Warehouse, options: Options) -> Section:
    title = "DuckDB: DOL staging against the floor"
    if not any((project_root() / _STAGING).glob("*.sql")):
        return Section(title, text=f"Not measured: there are no models in {_STAGING}.")
    command = ("run", "--select", f"path:{_STAGING}", "--full-refresh", "--threads", "1")
    staged, least, floor = [], [], None
    for number in range(options.repeat):
        duck.dbt(f"DOL staging{run_of(number, options)}", *command)
        models = [result for result in duck.results() if result.kind == "model"]
        staged.append(sum(model.seconds for model in models))
        floor = floor or plan_floor(duck.database, duck.raw, models)
        if not floor.statements:
            return Section(title, text="Not measured: no staging column is read from a CSV file.")
        least.append(time_floor(floor.statements, duck.work / "floor.duckdb"))
        say(f"bench: floor{run_of(number, options)}: {least[-1]:.1f} s")
    figure = median_seconds("staging models, one after the other", staged)
    bare = median_seconds("bare read_csv and try_cast", least)
    times = figure.value / bare.value
    text = f"The floor reads {floor.read} columns; staging makes {floor.made} more of its own."
    if floor.unread:
        text += (
            f" Left out of the floor, because their SQL nests too deep: {', '.join(floor.unread)}."
        )
    compared = Figure("staging, times the floor", times, "x", target=STAGING_TIMES)
    return figures_section(title, [figure, bare, compared], text)


def filing_models() -> ModelGroup:
    """The models of the filings, from staging to the marts."""
    folders = [f"models/{layer}/dol" for layer in ("staging", "intermediate", "marts")]
    names = [
        path.stem for folder in folders for path in sorted((project_root() / folder).glob("*.sql"))
    ]
    return ModelGroup("DOL model", tuple(f"+path:{folder}" for folder in folders), tuple(names))


def _models_sections(duck: Warehouse, files: RawFiles, options: Options) -> list[Section]:
    """What the models of the filings take, without dbt's own time and all that is not theirs."""
    full = build_full(duck, filing_models(), options)
    return models_sections("DuckDB", build_again(duck, full, files, _scenarios(files), options))


def _growth_section(duck: Warehouse, options: Options, seconds: float, rows: int) -> Section:
    scale = options.scale * (options.growth or 1)
    # Files of this size are not linked or changed: they are read where they were written.
    large = Warehouse("duckdb", duck.work, generated_files(duck.work, scale, options.seed, SYSTEMS))
    runs = []
    for number in range(options.repeat):
        large.clear()
        runs.append(large.dbt(f"full build at scale {scale:g}{run_of(number, options)}", "build"))
    full = median_seconds(f"full build at scale {scale:g}", [run.seconds for run in runs])
    times = full.value / seconds
    grown = sum(large.raw_counts().values()) / rows
    return figures_section(
        "DuckDB: growth",
        [
            full,
            _peak(full.label, runs),
            Figure(f"time against scale {options.scale:g}", times, "x"),
            Figure(f"raw rows against scale {options.scale:g}", grown, "x"),
            Figure("time against rows", times / grown, "x", target=GROWTH_TIMES),
        ],
    )


def _where_time_goes(results: list[Result], wall: float) -> list[Section]:
    """The slowest nodes and the time by kind, of one full build."""
    by_kind: dict[str, list[float]] = defaultdict(list)
    for result in results:
        if result.kind != "exposure":
            by_kind[result.kind].append(result.seconds)
    total = sum(map(sum, by_kind.values()))
    kinds = Section(
        "DuckDB: where the time goes",
        ("kind", "nodes", "seconds", "share"),
        text=f"The last full build with all tests: {wall:.1f} s from start to end, {total:.1f} s "
        "added up over nodes, of which several run at once.",
    )
    for kind, seconds in sorted(by_kind.items(), key=lambda item: -sum(item[1])):
        part = sum(seconds)
        kinds.rows.append(
            (kind, str(len(seconds)), f"{part:.1f}", f"{100 * part / (total or 1):.0f} %")
        )
    slowest = Section(f"DuckDB: the {_SLOWEST} slowest nodes", ("node", "kind", "seconds"))
    for result in sorted(results, key=lambda result: -result.seconds)[:_SLOWEST]:
        slowest.rows.append((f"`{result.name}`", result.kind, f"{result.seconds:.1f}"))
    return [kinds, slowest]


# ---- Postgres


def _postgres_section(pg: Warehouse, files: RawFiles, options: Options, about: Section) -> Section:
    files.reset()
    pg.clear()
    pg.dbt("parse", "parse")
    runs = []
    for number in range(options.repeat):
        pg.clear()
        runs.append(_load_and_build(pg, f"from nothing{run_of(number, options)}"))
    full, figures = _both("from nothing", runs, POSTGRES_SECONDS)
    describe_rows(about, pg, files.counts)
    pg.keep()
    for scenario in _scenarios(files):
        runs = []
        for number in range(options.repeat):
            arrange(pg, scenario, number)
            runs.append(_load_and_build(pg, f"{scenario.name}{run_of(number, options)}"))
            files.withdraw()
        both, more = _both(scenario.name, runs, None)
        label = f"{scenario.name}, of load and build from nothing"
        figures += [*more, share(label, both, full, scenario.target)]
    return figures_section("Postgres", figures)


def _load_and_build(pg: Warehouse, step: str) -> tuple[float, float]:
    """Seconds of `hubspoke load` and of `dbt build` with all tests."""
    load = pg.load(f"load, {step}")
    return load.seconds, pg.dbt(f"build, {step}", "build").seconds


def _both(
    name: str, runs: list[tuple[float, float]], target: float | None
) -> tuple[Figure, list[Figure]]:
    """The figure of load and build together, and all three."""
    both = median_seconds(f"{name}, load and build", [sum(run) for run in runs], target)
    load = median_seconds(f"{name}, load", [run[0] for run in runs])
    build = median_seconds(f"{name}, build with all tests", [run[1] for run in runs])
    return both, [load, build, both]
