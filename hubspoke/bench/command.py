"""The command line of `hubspoke bench`."""

from __future__ import annotations

import argparse
import math
import tempfile
from contextlib import ExitStack
from pathlib import Path

from hubspoke import generate
from hubspoke.bench import builds, contracts, people
from hubspoke.bench.report import prepare_page, render, replace_figures
from hubspoke.bench.suite import Options
from hubspoke.project import HubspokeError, project_root

_PAGE = Path("docs/benchmark.md")
_SUITES = {suite.SUITE: suite for suite in (builds, contracts, people)}


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add `bench` to the command line."""
    parser = commands.add_parser(
        "bench",
        help="measure how long loading, building and asking take; figures to docs/benchmark.md",
        description="Suite builds: generate intake lists and filings, build them on DuckDB and "
        "Postgres from nothing, again, and with 1 % new filings. Suite contracts: the same with "
        "the audit models of the contract refund system and 1 % new events, and its common "
        "queries on Postgres. Suite people: the models of people, again, and with 1 % new people. "
        "The medians with their targets go into a page. "
        "Exit code 0: measured, whatever the figures; 2: it could not be measured.",
        epilog="Warehouses of the benchmark's own are used: a DuckDB file in the work folder, the "
        "databases hubspoke_bench and hubspoke_bench_kept on the server that PGHOST names, else on "
        "an embedded one. Yours are not touched.",
    )
    work = (
        "folder for raw files and warehouses; the files of a scale and seed are used again "
        "(default: a temporary folder, deleted afterwards)"
    )
    growth = (
        "suite builds: also build at N times the scale on DuckDB, to see whether time grows faster "
        "than rows (4 needs about 4 GB of disk at scale 1)"
    )
    output = f"page to put the figures into, between each suite's two markers (default: {_PAGE})"
    add = parser.add_argument
    add(
        "--suite",
        choices=(*_SUITES, "all"),
        default="all",
        help="what to measure (default: all)",
    )
    add(
        "--engine",
        choices=("duckdb", "postgres", "both"),
        default="both",
        help="where to measure it (default: both)",
    )
    add(
        "--scale",
        type=generate.scale_argument,
        default=1.0,
        metavar="S",
        help="volume of the files, 1 (the default) is that of the seed documents",
    )
    add("--seed", type=int, default=1, metavar="N", help="seed of the files (default: 1)")
    add(
        "--repeat",
        type=_repeat,
        default=3,
        metavar="N",
        help="runs of each measurement, of which the median counts (default: 3)",
    )
    add("--growth", type=_growth, metavar="N", help=growth)
    add(
        "--query-runs",
        type=_repeat,
        default=200,
        metavar="N",
        help="how often suite contracts asks each query (default: 200)",
    )
    add("--work", type=Path, metavar="DIR", help=work)
    add("--output", type=Path, metavar="PAGE", help=output)
    parser.set_defaults(run=run)


def _repeat(text: str) -> int:
    """A number of runs from the command line."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of runs: 1 or more")
    return int(text)


def _growth(text: str) -> float:
    """A factor from the command line."""
    try:
        factor = float(text)
    except ValueError:
        factor = math.nan
    if not 1 < factor < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no factor to grow by: a number above 1")
    return factor


def run(arguments: argparse.Namespace) -> int:
    """Measure and write the page; returns 0.

    Raises HubspokeError when the page or the work folder cannot be used, or a build fails.
    """
    page = arguments.output or project_root() / _PAGE
    suites = list(_SUITES) if arguments.suite == "all" else [arguments.suite]
    if arguments.growth:
        if arguments.engine == "postgres":
            raise HubspokeError("--growth is measured on DuckDB: leave out --engine postgres")
        if builds.SUITE not in suites:
            raise HubspokeError(
                f"--growth is measured by suite {builds.SUITE}: leave out --suite {suites[0]}"
            )
        if arguments.scale * arguments.growth > generate.MAX_SCALE:
            raise HubspokeError(
                f"--growth {arguments.growth:g} of --scale {arguments.scale:g} is more than "
                f"{generate.MAX_SCALE:g}, the most that can be generated: lower one of them"
            )
    prepare_page(page, suites)
    with ExitStack() as stack:
        work = arguments.work
        if work is None:
            work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hubspoke-bench-")))
        for suite in suites:
            folder = work.resolve() / suite
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise HubspokeError(
                    f"the work folder {folder} cannot be made ({error.strerror}): name another "
                    "with --work"
                ) from error
            options = Options(
                folder,
                arguments.scale,
                arguments.seed,
                arguments.repeat,
                duckdb=arguments.engine != "postgres",
                postgres=arguments.engine != "duckdb",
                growth=arguments.growth,
                query_runs=arguments.query_runs,
            )
            figures = render(_SUITES[suite].measure(options))
            print(figures)
            # At once, because the next suite takes long, and may fail.
            replace_figures(page, suite, figures)
    return 0
