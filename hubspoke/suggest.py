"""Which column a header that nobody declared could be: by its name and by a look at its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from hubspoke.raw import RawColumn, header_key, normalise_header

# From this likeness of the names on a header could be a column's, if its values do not object.
_NAME_ENOUGH = 0.8
# Of so many of a header's values it is said what they look like. Where nothing else looks so, the
# header need not be like the column's name.
_LOOK_ENOUGH = 0.8

# what values look like -> its pattern, and whether nothing else looks so
_LOOKS: dict[str, tuple[str, bool]] = {
    "LinkedIn pages": (r"(?:https?://)?(?:\w+\.)?linkedin\.com/.+", True),
    "e-mail addresses": (r"[^@\s]+@[^@\s]+\.[a-z]{2,}", True),
    "web addresses": (r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#].*)?", True),
    "EINs": (r"\d{2}-\d{7}", True),
    "phone numbers": (
        r"'?(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}(?: ?x.*)?",
        True,
    ),
    "ZIP codes": (r"\d{5}(?:-\d{4})?", True),
    "dates": (r"\d{4}-\d{2}-\d{2}(?:[T ].*)?|\d{1,2}/\d{1,2}/\d{2,4}(?: .*)?", False),
    "numbers": (r"~?[\d,]+(?:\.\d+)?[kK]?", False),
    "numbers and ranges": (r"~?[\d,]+[kK]?\+?(?: ?(?:-|–|to) ?[\d,]+)?(?: [a-z]+)?", True),
}
# words in a column's name, or its kind -> what its values must look like
_EXPECTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("linkedin", ("LinkedIn pages",)),
    ("email", ("e-mail addresses",)),
    ("website|domain", ("web addresses",)),
    ("ein|fein", ("EINs",)),
    ("phone|telephone|mobile", ("phone numbers",)),
    ("zip|postal", ("ZIP codes", "numbers")),
    ("employees?|headcount", ("numbers and ranges", "numbers")),
    ("at|date|timestamp", ("dates",)),
    ("year|integer|numeric", ("numbers",)),
)


@dataclass(frozen=True)
class Suggestion:
    """A header, the column it could be, and what speaks for it."""

    header: str
    column: str
    why: str


def look_of(values: Iterable[str | None], states: frozenset[str] = frozenset()) -> str:
    """What a column's values look like, empty when nothing fits most of them.

    states: the names and codes of states, in lower case.
    """
    texts = [text.strip() for text in values if text and text.strip()]
    if not texts:
        return ""
    if sum(text.lower() in states for text in texts) >= _LOOK_ENOUGH * len(texts):
        return "states"
    for look, (pattern, _) in _LOOKS.items():
        fits = re.compile(pattern, re.IGNORECASE).fullmatch
        if sum(fits(text) is not None for text in texts) >= _LOOK_ENOUGH * len(texts):
            return look
    return ""


def suggest(
    headers: list[str],
    columns: list[RawColumn],
    look: Callable[[str], str],
    kinds: dict[str, str],
) -> list[Suggestion]:
    """Which of the columns each header could be, none twice, the likeliest first.

    columns: those that no header feeds, the more important first. look: header -> what its values
    look like. kinds: column -> its declared kind.
    """
    scored = []
    for header in headers:
        seen = look(header)
        for rank, column in enumerate(columns):
            likeness = max(_likeness(header, name) for name in (column.name, *column.aliases))
            expected = _expected(column.name, kinds.get(column.name, ""))
            # Values object when they are of another kind, or plainly of one that it has not.
            if seen and seen not in expected and (expected or _is_distinct(seen)):
                continue
            is_plain = seen in expected and _is_distinct(seen)
            if likeness >= _NAME_ENOUGH or is_plain:
                score = is_plain + (likeness if likeness >= _NAME_ENOUGH else 0)
                scored.append((-score, rank, header, column.name, seen, likeness))
    suggestions: list[Suggestion] = []
    for _, _, header, column, seen, likeness in sorted(scored):
        if header in {s.header for s in suggestions} or column in {s.column for s in suggestions}:
            continue
        reasons = [f"its values are {seen}"] if seen else []
        if likeness >= _NAME_ENOUGH:
            reasons.insert(0, "its name is alike")
        suggestions.append(Suggestion(header, column, " and ".join(reasons)))
    return suggestions


def _is_distinct(look: str) -> bool:
    return look == "states" or _LOOKS[look][1]


def _expected(column: str, kind: str) -> tuple[str, ...]:
    words = {*normalise_header(column).split("_"), *normalise_header(kind).split("_")}
    if "state" in words:
        return ("states",)
    for pattern, looks in _EXPECTED:
        if any(re.fullmatch(pattern, word) for word in words):
            return looks
    return ()


def _likeness(header: str, name: str) -> float:
    """From 0 to 1: letters alike, or each word of the shorter beginning one of the other."""
    letters = SequenceMatcher(None, header_key(header), header_key(name)).ratio()
    ours, theirs = (normalise_header(text).split("_") for text in (header, name))
    few, many = sorted((ours, theirs), key=len)
    begun = sum(
        any(min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)) for b in many)
        for a in few
    )
    return max(letters, 0.9 * begun / len(many) if many else 0)
