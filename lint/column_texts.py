"""One column name of one meaning is described in one wording; exit 1 on any other.

A text that a second table needs is a docs block (models/**/_*__docs.md). A column that means
another thing in one table than in others is listed in column_texts.yml with what it is there.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import yaml

EXCEPTIONS = Path("lint/column_texts.yml")
# Texts that share this part of their words say the same.
NEARLY_EQUAL = 0.8
_BLOCK = re.compile(r"{%-?\s*docs\s+(\w+)\s*-?%}(.*?){%-?\s*enddocs\s*-?%}", re.DOTALL)
_REFERENCE = re.compile(r"""{{\s*doc\(\s*["'](\w+)["']\s*\)\s*}}""")


@dataclass(frozen=True)
class Place:
    """Where a column is described: in which table, by which docs block or else in which words."""

    path: str
    table: str
    column: str
    block: str | None
    text: str

    def __str__(self) -> str:
        return f"{self.path}: {self.column} of {self.table}, '{self.text}',"


def main() -> int:
    """Print what is described twice; returns 1 if anything is, 0 if nothing."""
    exceptions = yaml.safe_load(EXCEPTIONS.read_text("utf-8")) if EXCEPTIONS.exists() else {}
    blocks = dict(_blocks())
    places = list(_places(blocks))
    used = {place.block for place in places}
    findings = [
        f"docs block {name} describes no column"
        for name in blocks
        if name not in used and not name.startswith("__")
    ]
    later = tuple(exceptions.get("later", []))
    by_column: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if not place.path.startswith(later):
            by_column[place.column].append(place)
    findings += _findings(by_column, exceptions.get("meanings", {}))
    for finding in findings:
        print(finding)
    return 1 if findings else 0


def _blocks() -> Iterator[tuple[str, str]]:
    for path in sorted(Path("models").rglob("*.md")):
        for name, text in _BLOCK.findall(path.read_text("utf-8")):
            yield name, _one_line(text)


def _places(blocks: dict[str, str]) -> Iterator[Place]:
    """Every described column; a source's table goes by system.table."""
    for folder in ("models", "seeds", "snapshots"):
        for path in sorted(Path(folder).rglob("*.yml")):
            content = yaml.safe_load(path.read_text("utf-8")) or {}
            tables = [
                (table["name"], table)
                for kind in ("models", "seeds", "snapshots")
                for table in content.get(kind) or []
            ]
            tables += [
                (f"{source['name']}.{table['name']}", table)
                for source in content.get("sources") or []
                for table in source["tables"]
            ]
            for table, entry in tables:
                for column in entry.get("columns") or []:
                    text = _one_line(column.get("description") or "")
                    reference = _REFERENCE.fullmatch(text)
                    block = reference[1] if reference else None
                    text = blocks.get(block, text) if block else text
                    if text:
                        yield Place(path.as_posix(), table, column["name"], block, text)


def _findings(
    by_column: dict[str, list[Place]], meanings: dict[str, dict[str, str]]
) -> Iterator[str]:
    for column, places in by_column.items():
        listed = meanings.get(column, {})
        for number, place in enumerate(places):
            others = [other for other in places if other is not place]
            if place.table in listed:
                if place.block or not others:
                    yield f"{place} is no exception any more: take it out of {EXCEPTIONS}"
                for other in others:
                    if _alike(place.text, other.text):
                        yield f"{place} is nearly that of {other.table}: one docs block for both"
            elif place.block:
                for other in places[:number]:
                    if other.block != place.block and other.text == place.text:
                        yield f"{place} is that of {other.table} in another docs block"
            elif others:
                yield (
                    f"{place} and of {others[0].table}, '{others[0].text}': let one docs block "
                    f"describe both, or say in {EXCEPTIONS} what sets the one apart"
                )
    for column, listed in meanings.items():
        for table in set(listed) - {place.table for place in by_column.get(column, [])}:
            yield f"{EXCEPTIONS}: there is no column {column} of {table}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _alike(one: str, other: str) -> bool:
    words = [re.findall(r"\w+", text.lower()) for text in (one, other)]
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= NEARLY_EQUAL


if __name__ == "__main__":
    sys.exit(main())
