"""Figures, and how they read: a Markdown block between two markers of a page."""

from __future__ import annotations

import os
import platform
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from hubspoke.project import HubspokeError

GIB = 1024**3


@dataclass(frozen=True)
class Figure:
    """One measured value.

    value: in `unit`: "s", "ms", "GiB", "%" or "x" (times). runs: the single measurements behind it.
    target: the most the value may be, None where there is none. note: what else to know.
    """

    label: str
    value: float
    unit: str
    runs: tuple[float, ...] = ()
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target is met: `met`, `not met`, or nothing where there is no target."""
        if self.target is None:
            return ""
        return "met" if self.value <= self.target else "**not met**"


@dataclass
class Section:
    """A heading with its table, and a line of text before it."""

    title: str
    header: Sequence[str] = ()
    rows: list[Sequence[str]] = field(default_factory=list)
    text: str = ""


def median_seconds(label: str, runs: Sequence[float], target: float | None = None) -> Figure:
    """The median of several runs' seconds."""
    return Figure(label, statistics.median(runs), "s", tuple(runs), target)


def share(label: str, part: Figure, whole: Figure, target: float | None) -> Figure:
    """One figure as percent of another; target: the most it may be, in percent."""
    return Figure(label, 100 * part.value / whole.value, "%", target=target)


def figures_section(title: str, figures: Iterable[Figure], text: str = "") -> Section:
    """A table with a line per figure: value, single runs, target, verdict."""
    header = ("figure", "value", "runs", "target", "")
    rows = [
        (
            figure.label + (f" ({figure.note})" if figure.note else ""),
            _amount(figure.value, figure.unit),
            ", ".join(_number(value, figure.unit) for value in figure.runs),
            "" if figure.target is None else f"≤ {figure.target:g}{_suffix(figure.unit)}",
            figure.verdict,
        )
        for figure in figures
    ]
    return Section(title, header, rows, text)


def _number(value: float, unit: str) -> str:
    return f"{value:.0f}" if unit == "%" else f"{value:.2f}" if unit != "s" else f"{value:.1f}"


def _suffix(unit: str) -> str:
    return "x" if unit == "x" else f" {unit}"


def _amount(value: float, unit: str) -> str:
    return _number(value, unit) + _suffix(unit)


def render(sections: Iterable[Section]) -> str:
    """The sections as Markdown."""
    parts = []
    for section in sections:
        parts.append(f"### {section.title}")
        if section.text:
            parts.append(section.text)
        if section.rows:
            lines = [section.header, ["---"] * len(section.header), *section.rows]
            parts.append("\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines))
    return "\n\n".join(parts)


def _cell(text: str) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


# ---- the page


def markers(suite: str) -> tuple[str, str]:
    """What a suite's figures stand between on a page."""
    return f"<!-- bench {suite}: begin -->", f"<!-- bench {suite}: end -->"


def prepare_page(page: Path, suites: Iterable[str]) -> None:
    """See that a page has a place for each suite's figures; one that is not there is made.

    Raises HubspokeError when one that is there has not the two markers of each suite, in order, or
    it cannot be written.
    """
    if page.exists():
        for suite in suites:
            _split(page, suite)
    else:
        places = ["\n\n".join(markers(suite)) for suite in suites]
        _write(page, "\n\n".join(["# Benchmark", *places]) + "\n")


def replace_figures(page: Path, suite: str, figures: str) -> None:
    """Put the figures between the suite's markers; the rest of the page stays as it is.

    Raises HubspokeError when the page has not the markers, or cannot be written.
    """
    before, after = _split(page, suite)
    begin, end = markers(suite)
    _write(page, f"{before}{begin}\n\n{figures.strip()}\n\n{end}{after}")


def _write(page: Path, text: str) -> None:
    part = page.with_name(page.name + ".part")
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(text.encode())
        os.replace(part, page)
    except OSError as error:
        raise HubspokeError(
            f"the page {page} cannot be written ({error.strerror}): name another with --output"
        ) from error


def _split(page: Path, suite: str) -> tuple[str, str]:
    """What stands before and after a suite's figures."""
    begin, end = markers(suite)
    try:
        text = page.read_bytes().decode("utf-8")
    except (OSError, UnicodeError) as error:
        raise HubspokeError(
            f"the page {page} cannot be read ({error}): name another with --output"
        ) from error
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
        raise HubspokeError(
            f"{page} has no place for the figures: put the lines {begin} and {end} into it, each "
            "once and in this order"
        )
    return text.partition(begin)[0], text.partition(end)[2]


# ---- the machine


def machine_rows() -> list[tuple[str, str]]:
    """What the figures were measured on, as (what, is)."""
    versions = [f"{name} {version(name)}" for name in ("dbt-core", "dbt-duckdb", "dbt-postgres")]
    return [
        ("processor", f"{_processor()}, {_cores()} cores"),
        ("memory", _memory()),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("software", f"Python {platform.python_version()}, {', '.join(versions)}"),
        ("DuckDB", version("duckdb")),
    ]


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.M)
    return found[1].strip() if found else platform.processor() or platform.machine() or "unknown"


def _cores() -> int:
    # Not all of the machine's cores may be this process's.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return "unknown"
    return f"{size / GIB:.1f} GiB"
