"""What the suites have in common: their options, the raw files, a day's state, the heading."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from hubspoke import generate
from hubspoke.bench.report import Section, machine_rows
from hubspoke.bench.warehouse import Warehouse, say, timed

_COMPLETE = "complete.json"


@dataclass
class Options:
    """What to measure: the command's arguments.

    work: the folder to write into, the suite's own. growth: the factor of the second scale, None
    to leave it out. query_runs: how often each query is asked.
    """

    work: Path
    scale: float = 1.0
    seed: int = 1
    repeat: int = 3
    duckdb: bool = True
    postgres: bool = True
    growth: float | None = None
    query_runs: int = 200


@dataclass
class Scenario:
    """A state of the raw files to build again over: its name, what makes it, its target if any."""

    name: str
    arrange: Callable[[], None]
    target: float | None
    fresh: bool  # whether each run starts from the warehouse as the full build left it


# ---- raw files


def generated_files(work: Path, scale: float, seed: int, systems: tuple[str, ...]) -> Path:
    """The folder of the files of a scale and seed: one that is there already, else made now.

    Files of other systems or of another version of the generator are made anew.
    """
    folder = work / f"files-{scale:g}-{seed}"
    sources = sorted(Path(generate.__file__).parent.glob("*.py"))
    code = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    stamp = json.dumps({"scale": scale, "seed": seed, "systems": systems, "generator": code})
    complete = folder / _COMPLETE
    if complete.is_file() and complete.read_text("utf-8") == stamp:
        say(f"bench: files of scale {scale:g} and seed {seed} are there already")
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    command = ["-m", "hubspoke", "generate", "--out", str(folder)]
    command += ["--scale", repr(scale), "--seed", str(seed), "--system", ",".join(systems)]
    timed(f"generate, scale {scale:g}", command, dict(os.environ), work / "generate.txt")
    complete.write_text(stamp, "utf-8")
    return folder


class RawFolder:
    """The raw folder that is built from, and the ways its files change.

    generated: the folder as `hubspoke generate` wrote it, never changed. folder: the one that is
    built from. systems: those whose files go into it.
    """

    def __init__(self, generated: Path, folder: Path, systems: tuple[str, ...]) -> None:
        self.generated = generated
        self.folder = folder
        self._systems = systems
        self._delivered: list[Path] = []

    def reset(self) -> None:
        """The files as they were generated."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._delivered = []
        for path in sorted(self.generated.glob("*/*")):
            if path.parent.name in self._systems:
                self._link(path, path.relative_to(self.generated))

    def deliver(self, more: Path) -> None:
        """Put the files of another folder, laid out like this one, over those that are here."""
        for path in sorted(more.glob("*/*")):
            name = path.relative_to(more)
            self._link(path, name)
            self._delivered.append(name)

    def withdraw(self) -> None:
        """Take back what was delivered; other files are not touched."""
        for name in self._delivered:
            (self.folder / name).unlink()
            if (self.generated / name).exists():
                self._link(self.generated / name, name)
        self._delivered = []

    def _link(self, path: Path, name: Path) -> None:
        """Put a file under a name, without copying it where the file system can."""
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        try:
            os.link(path, place)
        except OSError:
            shutil.copyfile(path, place)


# ---- runs


def run_of(number: int, options: Options) -> str:
    """Which of its runs a step is, for its name."""
    return f", run {number + 1} of {options.repeat}"


def arrange(warehouse: Warehouse, scenario: Scenario, number: int) -> None:
    """Bring warehouse and raw files into the state a scenario's run starts from."""
    if scenario.fresh:
        warehouse.restore()
    else:
        warehouse.day = number + 1
    scenario.arrange()


# ---- the heading


def about_section(options: Options) -> Section:
    """When, on what and over which files a suite was run."""
    about = Section("What was measured", ("what", "is"))
    about.rows = [
        ("date", f"{datetime.now(timezone.utc):%Y-%m-%d}"),
        *machine_rows(),
        ("files", f"scale {options.scale:g}, seed {options.seed}"),
        ("runs", f"{options.repeat} of each"),
    ]
    return about


def describe_server(about: Section, pg: Warehouse) -> None:
    """Say which Postgres it was, beside the other software."""
    where = "the server of PGHOST" if os.environ.get("PGHOST") else "embedded"
    about.rows.insert(6, ("PostgreSQL", f"{pg.server_version()}, {where}"))


def describe_rows(about: Section, warehouse: Warehouse, new: dict[str, int]) -> int:
    """Say how many rows the warehouse read and how many will be new, once; returns the former.

    new: what -> how many rows of it.
    """
    counts = warehouse.raw_counts()
    total = sum(counts.values())
    if not any(row[0] == "raw rows" for row in about.rows):
        about.rows += [
            ("raw rows", f"{total:,}: {_listed(counts)}"),
            ("new rows", f"{sum(new.values()):,}: {_listed(new)}"),
        ]
    return total


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {rows:,}" for name, rows in counts.items())
