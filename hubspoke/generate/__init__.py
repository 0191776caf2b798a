"""`hubspoke generate`: look-alike raw files, the same bytes for the same scale and seed."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tqdm import tqdm

from hubspoke.generate.clay import clay_rows, write_clay
from hubspoke.generate.companies import Population, write_truth
from hubspoke.generate.contracts import contracts_rows, write_contracts
from hubspoke.generate.dol import dol_rows, write_dol
from hubspoke.generate.files import Written
from hubspoke.generate.intake import intake_rows, write_intake
from hubspoke.generate.people_files import (
    people_clay_rows,
    people_intake_rows,
    write_people_clay,
    write_people_intake,
)
from hubspoke.generate.ple import ple_rows, write_ple
from hubspoke.project import HubspokeError

# Above this, numbers of companies would run into the EINs set aside for affiliates.
MAX_SCALE = 10.0


class Part(NamedTuple):
    """Some files of a system: how many rows, and what writes them."""

    rows: Callable[[Population], int]
    write: Callable[[Path, Population, tqdm], list[Written]]


class System:
    """A system whose files can be generated, in parts."""

    def __init__(self, *parts: Part) -> None:
        self._parts = parts

    def rows(self, population: Population) -> int:
        """How many rows `write` writes."""
        return sum(part.rows(population) for part in self._parts)

    def write(self, out: Path, population: Population, bar: tqdm) -> list[Written]:
        """Write the system's files and what is true of them."""
        return [file for part in self._parts for file in part.write(out, population, bar)]


SYSTEMS = {
    "intake": System(
        Part(intake_rows, write_intake), Part(people_intake_rows, write_people_intake)
    ),
    "clay": System(Part(clay_rows, write_clay), Part(people_clay_rows, write_people_clay)),
    "dol": System(Part(dol_rows, write_dol)),
    "contracts": System(Part(contracts_rows, write_contracts)),
    "ple": System(Part(ple_rows, write_ple)),
}


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add `generate` to the command line."""
    parser = commands.add_parser(
        "generate",
        help="write look-alike raw files of all systems",
        description=(
            "Write invented raw files with the headers, the volumes and the flaws of the real "
            "ones: DIR/<system>/<file>, and in DIR/truth what is really one company or person and "
            "which EIN a company has. The same scale and seed give the same bytes."
        ),
    )
    parser.add_argument(
        "--scale",
        type=scale_argument,
        default=1.0,
        metavar="S",
        help="1 (the default) is the volume of the seed documents: 62,000 company rows, 230,000 "
        "rows about 170,000 people, 230,009 long-form and 759,569 short-form filings, 100,000 "
        "contracts with 3,000,000 audit events; "
        "0.005 makes a small sample",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder to write into"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another seed, other companies (default 1)"
    )
    parser.add_argument(
        "--system",
        type=_systems,
        default=tuple(SYSTEMS),
        metavar="A,B",
        help=f"only these systems, of {', '.join(SYSTEMS)} (default all); each file is the same "
        "as if all were written",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="write into a folder that is not empty: files of the same name are replaced, nothing "
        "else is touched",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    written = generate(
        arguments.out, arguments.scale, arguments.seed, arguments.system, arguments.force
    )
    width = max(len(str(file.path.relative_to(arguments.out))) for file in written)
    for file in written:
        name = str(file.path.relative_to(arguments.out))
        print(f"{name:<{width}}  {file.rows:>9,} rows  {file.bytes:>13,} bytes")
    return 0


def generate(
    out: Path,
    scale: float,
    seed: int,
    systems: tuple[str, ...] = tuple(SYSTEMS),
    force: bool = False,
) -> list[Written]:
    """Write the files of `systems` into `out`, a progress bar per system on the terminal.

    out: a folder, made if it is not there. scale: 1 is the volume of the seed documents.
    seed: what makes the companies; the same scale and seed give the same bytes.
    force: whether the folder may hold files.
    Returns the files in the order they were written, truth/company_ein.csv first.
    Raises HubspokeError when the folder holds files without `force`, or is no folder.
    """
    if out.exists() and not out.is_dir():
        raise HubspokeError(f"{out} is a file: name a folder with --out")
    if not force and out.is_dir() and any(out.iterdir()):
        raise HubspokeError(
            f"{out} is not empty: name a new folder with --out, or add --force to replace the "
            "files of the same name in it"
        )
    out.mkdir(parents=True, exist_ok=True)
    population = Population(seed, scale)
    written = [write_truth(out, population)]
    for name in SYSTEMS:
        if name in systems:
            system = SYSTEMS[name]
            # disable=None: no bar where nobody watches.
            with tqdm(
                total=system.rows(population),
                desc=name,
                unit=" rows",
                unit_scale=True,
                disable=None,
            ) as bar:
                written += system.write(out, population, bar)
    return written


def scale_argument(text: str) -> float:
    """A scale from the command line; raises argparse.ArgumentTypeError."""
    try:
        scale = float(text)
    except ValueError:
        scale = math.nan
    if not 0 < scale <= MAX_SCALE:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no scale: a number above 0, up to {MAX_SCALE:g}"
        )
    return scale


def _systems(text: str) -> tuple[str, ...]:
    """A list of systems from the command line."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in SYSTEMS]
    if unknown or not names:
        raise argparse.ArgumentTypeError(
            f"{text!r} names no system to generate: choose of {', '.join(SYSTEMS)}"
        )
    return names
