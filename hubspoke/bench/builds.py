"""The first suite: how long loading and building take, from nothing and with little that is new."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from hubspoke import generate
from hubspoke.bench.delta import make_delta
from hubspoke.bench.floor import plan_floor, time_floor
from hubspoke.bench.report import (
    GIB,
    Figure,
    Section,
    figures_section,
    machine_rows,
    median_seconds,
    share,
)
from hubspoke.bench.warehouse import Result, Run, Warehouse, say, timed
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
_COMPLETE = "complete.json"
# What the targets are about: the lead engine.
_SYSTEMS = ("intake", "clay", "dol")


@dataclass
class Options:
    """What to measure: the command's arguments.

    work: the folder to write into. growth: the factor of the second scale, None to leave it out.
    """

    work: Path
    scale: float = 1.0
    seed: int = 1
    repeat: int = 3
    duckdb: bool = True
    postgres: bool = True
    growth: float | None = None


@dataclass
class Scenario:
    """A state of the raw files to build again over: its name, what makes it, its target."""

    name: str
    arrange: Callable[[], None]
    target: float
    fresh: bool  # whether each run starts from the warehouse as the full build left it


@dataclass
class RawFiles:
    """The raw folder that is built from, and the ways its files change.

    generated: the folder as `hubspoke generate` wrote it, never changed. work: where to put more.
    """

    generated: Path
    work: Path
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder = self.work / "raw"
        self.added = self.work / "added"
        self.redelivered = self.work / "redelivered"
        for folder in (self.added, self.redelivered):
            shutil.rmtree(folder, ignore_errors=True)
        self.counts = make_delta(
            self.generated / "dol", self.added, self.redelivered, rate=NEW_RATE
        )

    def reset(self) -> None:
        """The files as they were generated."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for path in sorted(self.generated.glob("*/*")):
            if path.parent.name in _SYSTEMS:
                _link(path, self.folder / path.parent.name / path.name)

    def add_new(self) -> None:
        """Further files with the new filings alone."""
        self._deliver(self.added)

    def redeliver(self) -> None:
        """The newest year's files again, with the new filings at their end."""
        self._deliver(self.redelivered)

    def _deliver(self, folder: Path) -> None:
        for path in sorted(folder.iterdir()):
            _link(path, self.folder / "dol" / path.name)

    def withdraw(self) -> None:
        """Take back what was delivered; other files are not touched."""
        for folder in (self.added, self.redelivered):
            for path in folder.iterdir():
                (self.folder / "dol" / path.name).unlink(missing_ok=True)
                original = self.generated / "dol" / path.name
                if original.exists():
                    _link(original, self.folder / "dol" / path.name)


def _link(path: Path, place: Path) -> None:
    """Put a file in a place, without copying it where the file system can."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    try:
        os.link(path, place)
    except OSError:
        shutil.copyfile(path, place)


def generated_files(work: Path, scale: float, seed: int) -> Path:
    """The folder of the files of a scale and seed: one that is there already, else made now.

    Files of another version of the generator are made anew.
    """
    folder = work / f"files-{scale:g}-{seed}"
    sources = sorted(Path(generate.__file__).parent.glob("*.py"))
    code = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    stamp = json.dumps({"scale": scale, "seed": seed, "systems": _SYSTEMS, "generator": code})
    complete = folder / _COMPLETE
    if complete.is_file() and complete.read_text("utf-8") == stamp:
        say(f"bench: files of scale {scale:g} and seed {seed} are there already")
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    command = ["-m", "hubspoke", "generate", "--out", str(folder)]
    command += ["--scale", repr(scale), "--seed", str(seed), "--system", ",".join(_SYSTEMS)]
    timed(f"generate, scale {scale:g}", command, dict(os.environ), work / "generate.txt")
    complete.write_text(stamp, "utf-8")
    return folder


def measure(options: Options) -> list[Section]:
    """Run the suite; returns its sections.

    Raises HubspokeError when a build fails or no Postgres can be had.
    """
    sections = []
    with ExitStack() as stack:
        # First, because a missing server should show before the long part.
        server = stack.enter_context(postgres()) if options.postgres else {}
        generated = generated_files(options.work, options.scale, options.seed)
        files = RawFiles(generated, options.work)
        about = Section("What was measured", ("what", "is"))
        about.rows = [
            ("date", f"{datetime.now(timezone.utc):%Y-%m-%d}"),
            *machine_rows(),
            ("files", f"scale {options.scale:g}, seed {options.seed}"),
            ("runs", f"{options.repeat} of each"),
        ]
        sections.append(about)
        warehouses = []
        if options.duckdb:
            duck = Warehouse("duckdb", options.work, files.folder)
            stack.callback(duck.remove)
            warehouses.append(duck)
            sections += _duckdb_sections(duck, files, options, about)
        if options.postgres:
            pg = Warehouse("postgres", options.work, files.folder, server)
            stack.callback(pg.remove)
            about.rows.insert(6, ("PostgreSQL", _server(pg)))
            sections.append(_postgres_section(pg, files, options, about))
    return sections


def _server(pg: Warehouse) -> str:
    where = "the server of PGHOST" if os.environ.get("PGHOST") else "embedded"
    return f"{pg.server_version()}, {where}"


def _describe_rows(about: Section, warehouse: Warehouse, files: RawFiles) -> int:
    """Say how many rows the warehouse read, once; returns the number."""
    counts = warehouse.raw_counts()
    total = sum(counts.values())
    if not any(row[0] == "raw rows" for row in about.rows):
        listed = ", ".join(f"{table} {rows:,}" for table, rows in counts.items())
        new = ", ".join(f"{name} {rows:,}" for name, rows in files.counts.items())
        about.rows += [
            ("raw rows", f"{total:,}: {listed}"),
            ("new rows", f"{sum(files.counts.values()):,}: {new}"),
        ]
    return total


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
            runs.append(duck.dbt(f"full build, {name}{_of(number, options)}", *command))
        full = median_seconds(f"full build, {name}", [r.seconds for r in runs], DUCKDB_SECONDS)
        figures += [full, _peak(full.label, runs, DUCKDB_GIB)]
        if not slowest:
            full_seconds = full.value
            rows = _describe_rows(about, duck, files)
            slowest = _where_time_goes(duck.results(), full.runs[-1])
        duck.keep()
        for scenario in _scenarios(files):
            again = []
            for number in range(options.repeat):
                _arrange(duck, scenario, number)
                run = duck.dbt(f"{scenario.name}, {name}{_of(number, options)}", *command)
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
    return [*sections, *slowest]


def _of(number: int, options: Options) -> str:
    return f", run {number + 1} of {options.repeat}"


def _arrange(warehouse: Warehouse, scenario: Scenario, number: int) -> None:
    """Bring warehouse and raw files into the state a scenario's run starts from."""
    if scenario.fresh:
        warehouse.restore()
    else:
        warehouse.day = number + 1
    scenario.arrange()


def _staging_section(duck: Warehouse, options: Options) -> Section:
    title = "DuckDB: DOL staging against the floor"
    if not any((project_root() / _STAGING).glob("*.sql")):
        return Section(title, text=f"Not measured: there are no models in {_STAGING}.")
    command = ("run", "--select", f"path:{_STAGING}", "--full-refresh", "--threads", "1")
    staged, least, floor = [], [], None
    for number in range(options.repeat):
        duck.dbt(f"DOL staging{_of(number, options)}", *command)
        models = [result for result in duck.results() if result.kind == "model"]
        staged.append(sum(model.seconds for model in models))
        floor = floor or plan_floor(duck.database, duck.raw, models)
        if not floor.statements:
            return Section(title, text="Not measured: no staging column is read from a CSV file.")
        least.append(time_floor(floor.statements, duck.work / "floor.duckdb"))
        say(f"bench: floor{_of(number, options)}: {least[-1]:.1f} s")
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


def _growth_section(duck: Warehouse, options: Options, seconds: float, rows: int) -> Section:
    scale = options.scale * (options.growth or 1)
    # Files of this size are not linked or changed: they are read where they were written.
    large = Warehouse("duckdb", duck.work, generated_files(duck.work, scale, options.seed))
    runs = []
    for number in range(options.repeat):
        large.clear()
        runs.append(large.dbt(f"full build at scale {scale:g}{_of(number, options)}", "build"))
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
        runs.append(_load_and_build(pg, f"from nothing{_of(number, options)}"))
    full, figures = _both("from nothing", runs, POSTGRES_SECONDS)
    _describe_rows(about, pg, files)
    pg.keep()
    for scenario in _scenarios(files):
        runs = []
        for number in range(options.repeat):
            _arrange(pg, scenario, number)
            runs.append(_load_and_build(pg, f"{scenario.name}{_of(number, options)}"))
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
