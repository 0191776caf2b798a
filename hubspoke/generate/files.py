"""What every generated file needs: writing in a stream, reproducible chance, CSV cells."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import TracebackType
from typing import NamedTuple

from tqdm import tqdm

_FLUSH_ROWS = 4000

# The next random number, 0 <= x < 1.
Draw = Callable[[], float]


class Written(NamedTuple):
    """A file that was written: its rows without the header, its size in bytes."""

    path: Path
    rows: int
    bytes: int


@dataclass(frozen=True)
class ListPlan:
    """How many rows a list has, by what they are, and the first of what it alone brings."""

    rows: int
    own: int
    overlap: int
    repeated: int
    start: int

    def deal(self, known: Callable[[int], int], random: Random) -> Iterator[tuple[int, str]]:
        """The numbers that the rows are about, in order, each with 'own', 'overlap' or 'repeated'.

        'repeated' means: the row before, once more, letter for letter; its number is -1.
        known: somebody another row is about, by how many such rows are left.
        """
        left = {"own": self.own, "overlap": self.overlap, "repeated": self.repeated}
        number = self.start
        before = "repeated"
        for row in range(self.rows):
            pick = random.random() * (self.rows - row)
            kind = "own"
            for name in left:
                kind = name
                if pick < left[name]:
                    break
                pick -= left[name]
            if kind == "repeated" and before == "repeated":
                kind = "own" if left["own"] else "overlap" if left["overlap"] else kind
            left[kind] -= 1
            before = kind
            if kind == "own":
                yield number, kind
                number += 1
            elif kind == "overlap":
                yield known(left["overlap"]), kind
            else:
                yield -1, kind


class RawFile:
    """A raw file being written, row by row, without holding more than a few thousand rows.

    Use as a context manager: rows go to `<name>.part`, which takes the file's name only when all
    of it is there, so that a run which is stopped leaves no file that looks whole.

    path: where the file goes; its folder is made. header: the header line. bar: moves by rows.
    """

    def __init__(self, path: Path, header: str, bar: tqdm | None = None) -> None:
        self.path = path
        self.rows = 0
        self.bytes = 0
        self._bar = bar
        self._lines = [header]
        self._pending = 0
        self._part = path.with_name(path.name + ".part")

    def __enter__(self) -> RawFile:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = open(self._part, "wb")
        return self

    def row(self, line: str) -> None:
        """Write one row, given as a finished CSV line without its line end."""
        self._lines.append(line)
        self._pending += 1
        if self._pending == _FLUSH_ROWS:
            self._flush()

    @property
    def written(self) -> Written:
        """What the file holds, once it is closed."""
        return Written(self.path, self.rows, self.bytes)

    def _flush(self) -> None:
        if self._lines:
            data = ("\n".join(self._lines) + "\n").encode("utf-8")
            self._file.write(data)
            self.bytes += len(data)
            self.rows += self._pending
            if self._bar is not None:
                self._bar.update(self._pending)
            self._lines = []
            self._pending = 0

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            self._file.close()
        if kind is None:
            os.replace(self._part, self.path)
        else:
            self._part.unlink(missing_ok=True)


class Quirks:
    """The flaws of a file, each at its rate, and each at least once in all but the tiniest file.

    rates: name -> share of the rows it is asked about, 0-1. random: the file's chance.
    rows: how many rows the file will have.
    """

    def __init__(self, rates: dict[str, float], random: Random, rows: int) -> None:
        self._random = random.random
        self._rates = rates
        # A sample of a few hundred rows must still show what occurs once in thousands: the first
        # row of each flaw is planned, spread over the file.
        self._due = {
            name: (number + 1) * rows // (len(rates) + 1) for number, name in enumerate(rates)
        }

    def __call__(self, name: str, row: int) -> bool:
        """Whether row number `row` (from 0) has the flaw `name`."""
        if row >= self._due[name]:
            self._due[name] = 1 << 62
            return True
        return self._random() < self._rates[name]


def chance(seed: int, label: str) -> Random:
    """A source of chance for one purpose, the same for the same seed and label everywhere.

    Only its `random()` may be used: Python promises that sequence for all versions.
    """
    return Random(number_for(seed, label))


def number_for(seed: int, label: str) -> int:
    """A 64-bit number for one purpose, the same for the same seed and label everywhere."""
    digest = hashlib.sha256(f"{seed}:{label}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def mixed(number: int) -> int:
    """A number scrambled to 32 bits, evenly: what a company does without asking for chance."""
    number = ((number >> 16) ^ number) * 0x45D9F3B & 0xFFFFFFFF
    number = ((number >> 16) ^ number) * 0x45D9F3B & 0xFFFFFFFF
    return (number >> 16) ^ number


def csv_line(cells: Iterable[object], empty: str = "") -> str:
    """A CSV line: cells quoted only where they must be, None and '' written as `empty`."""
    out = []
    for cell in cells:
        text = "" if cell is None else str(cell)
        if not text:
            out.append(empty)
        elif '"' in text or "," in text or "\n" in text:
            out.append('"' + text.replace('"', '""') + '"')
        else:
            out.append(text)
    return ",".join(out)
