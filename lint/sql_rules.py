"""What SQL must not say outside macros/engine: what a third engine refuses, or reads otherwise.

Rules look at tokens, not at types: text goes in, findings come out. They are held against text in
which engine__<name>(...) stands for a macro of macros/engine (lint/portable_sql.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

# What stands for a dispatched macro of macros/engine begins so.
STAND_IN = "engine__"

_TOKEN = re.compile(
    r"""
      (?P<space>\s+ | --[^\n]* | /\*.*?\*/)
    | (?P<text>'(?:[^']|'')*')
    | (?P<quoted>"(?:[^"]|"")*")
    | (?P<number>[0-9]+(?:[.][0-9]+)?(?:e[+-]?[0-9]+)? | [.][0-9]+)
    | (?P<word>[^\W\d]\w*)
    | (?P<symbol>->>|!~\*|<=|>=|<>|!=|\|\||->|::|~\*|!~|&&|@>|<@|.)
    """,
    re.VERBOSE | re.DOTALL,
)
# Words that a parenthesis may follow without being called.
_NO_CALL = {
    "all", "and", "any", "array", "as", "between", "by", "case", "cross", "distinct", "else",
    "except", "exists", "filter", "from", "full", "group", "having", "in", "inner", "intersect",
    "interval", "into", "is", "join", "lateral", "like", "limit", "not", "null", "nulls", "on",
    "or", "order", "outer", "over", "partition", "select", "set", "some", "then", "union", "using",
    "values", "when", "where", "with", "within",
}  # fmt: skip
# Their result is of the type of what they are given.
_KEEP_TYPE = {
    "coalesce", "greatest", "least", "nullif", "min", "max", "lag", "lead", "first_value",
    "last_value",
}  # fmt: skip
_FRACTIONAL_TYPES = {"numeric", "decimal", "double", "real", "float"}


@dataclass(frozen=True)
class Token:
    """A piece of SQL: kind is text, quoted, number, word or symbol; words are in lower case."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Finding:
    """A line of a text (from 1) that breaks a rule, and what to write in its place."""

    rule: str
    line: int
    remedy: str


class Unreadable(Exception):
    """The text is no SQL: a quote or a parenthesis is not closed."""


@dataclass
class Rules:
    """What is allowed, and what stands for what is not.

    functions: names that mean the same on every engine; instead: name -> what to write in its
    place; date_columns: names of columns of type date, those in _date aside.
    """

    functions: set[str]
    instead: dict[str, str]
    date_columns: set[str] = field(default_factory=set)


class Statement:
    """SQL as tokens, with its parentheses matched."""

    def __init__(self, sql: str) -> None:
        self.tokens: list[Token] = []
        # Of an opening bracket, the closing one, and of each token the opening one around it.
        self.closing: dict[int, int] = {}
        self.opening: dict[int, int] = {}
        self.around: list[int | None] = []
        # Where each word and symbol stands: most rules look for one that is hardly ever there.
        self.places: dict[str, list[int]] = {}
        line, stack = 1, []
        for match in _TOKEN.finditer(sql):
            kind, text = str(match.lastgroup), match.group()
            if kind != "space":
                at = len(self.tokens)
                if kind == "symbol" and text in "'\"":
                    raise Unreadable(f"line {line}: a quote is not closed")
                if text in (")", "]") and kind == "symbol":
                    if not stack:
                        raise Unreadable(f"line {line}: {text} closes nothing")
                    self.closing[stack[-1]] = at
                    self.opening[at] = stack.pop()
                self.around.append(stack[-1] if stack else None)
                if text in ("(", "[") and kind == "symbol":
                    stack.append(at)
                text = text.lower() if kind == "word" else text
                if kind in ("word", "symbol"):
                    self.places.setdefault(text, []).append(at)
                self.tokens.append(Token(kind, text, line))
            line += text.count("\n") if kind in ("space", "text", "quoted") else 0
        if stack:
            raise Unreadable(f"line {self.tokens[stack[-1]].line}: a bracket is not closed")

    def is_at(self, at: int, *texts: str) -> bool:
        """Whether these words and symbols stand there, one after the other."""
        return all(
            0 <= at + offset < len(self.tokens)
            and self.tokens[at + offset].text == text
            and self.tokens[at + offset].kind in ("word", "symbol")
            for offset, text in enumerate(texts)
        )

    def finds(self, *texts: str) -> Iterator[int]:
        """Where these words and symbols stand."""
        return (at for at in self.places.get(texts[0], ()) if self.is_at(at, *texts))

    def is_call(self, at: int) -> bool:
        """Whether a function is called there."""
        if self.tokens[at].kind != "word" or not self.is_at(at + 1, "("):
            return False
        # An alias with its columns, a table with its columns, a CTE with its columns.
        is_alias = self.is_at(at - 1, "as")
        is_table = self.tokens[0].text in ("create", "insert") and self.is_at(at - 1, ".")
        is_cte = self.is_at(self.closing[at + 1] + 1, "as", "(")
        return self.tokens[at].text not in _NO_CALL and not (is_alias or is_table or is_cte)

    def calls(self, *names: str) -> Iterator[int]:
        """Where functions, or these functions, are called."""
        for name in names or self.places:
            yield from (at for at in self.places.get(name, ()) if self.is_call(at))

    def inside(self, opening: int) -> list[int]:
        """The tokens right within a bracket, without those of brackets in it."""
        return [
            at for at in range(opening + 1, self.closing[opening]) if self.around[at] == opening
        ]

    def has(self, opening: int, *texts: str) -> bool:
        """Whether these words stand right within a bracket."""
        return any(self.is_at(at, *texts) for at in self.inside(opening))

    def argument_count(self, call: int) -> int:
        opening = call + 1
        if self.closing[opening] == opening + 1:
            return 0
        return 1 + sum(self.is_at(at, ",") for at in self.inside(opening))

    def argument(self, call: int, number: int) -> list[int]:
        """The tokens of an argument of a call, counted from 0."""
        opening, found = call + 1, 0
        result = []
        for at in range(opening + 1, self.closing[opening]):
            if self.is_at(at, ",") and self.around[at] == opening:
                found += 1
            elif found == number:
                result.append(at)
        return result


Rule = Callable[[Statement, Rules], Iterator[tuple[int, str]]]
RULES: dict[str, Rule] = {}


def rule(check: Rule) -> Rule:
    """Put a check among the rules, under its name."""
    RULES[check.__name__.replace("_", "-")] = check
    return check


@rule
def function(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Only functions that are known to mean the same everywhere are called."""
    for at in sql.calls():
        name = sql.tokens[at].text
        if name in rules.functions or name.startswith(STAND_IN):
            continue
        yield (
            at,
            rules.instead.get(
                name,
                f"{name}() is not in lint/portable_sql.yml: add it there if it means the same on"
                " DuckDB, Postgres and Spark, else make a macro of it in macros/engine",
            ),
        )


@rule
def word(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Words that one engine alone understands."""
    for name, remedy in rules.instead.items():
        for at in sql.finds(name.removesuffix(" ...")) if name.endswith(" ...") else ():
            # As the name of a column it is none of them.
            is_alias = sql.is_at(at - 1, "as") and not sql.is_at(at + 1, "(")
            if not is_alias and not sql.is_at(at - 1, "."):
                yield at, remedy


@rule
def operator(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """No operator of regular expressions, JSON or arrays, and no cast by two colons."""
    for name, remedy in rules.instead.items():
        if not name[0].isalpha():
            yield from ((at, remedy) for at in sql.finds(name))


@rule
def trim_of_characters(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Spark has the arguments of trim() the other way round, and says nothing."""
    for at in sql.calls("trim"):
        if sql.argument_count(at) > 1:
            yield at, "trim(both 'c' from x)"


def _replaces_once(pattern: str) -> bool:
    """Whether a regular expression can match a text in one place only."""
    plain = re.sub(r"\\.|\[[^\]]*\]", "", pattern)
    while "(" in plain and plain != (inner := re.sub(r"\([^()]*\)", "", plain)):
        plain = inner
    return "|" not in plain and (plain.startswith("^") or plain.endswith("$"))


@rule
def regexp_replace(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Spark replaces all matches, the others the first one; it writes groups as $1."""
    for at in sql.calls("regexp_replace"):
        pattern = [sql.tokens[piece] for piece in sql.argument(at, 1)]
        replacement = [sql.tokens[piece] for piece in sql.argument(at, 2)]
        if (
            sql.argument_count(at) != 3
            or len(pattern) != 1
            or pattern[0].kind != "text"
            or not _replaces_once(pattern[0].text[1:-1])
            or any(token.kind == "text" and "\\" in token.text for token in replacement)
        ):
            yield at, "macro regex_replace_all, or a literal pattern with ^ or $ at one end"


@rule
def array(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Lists are made, and their elements counted from 0 or 1, in each engine's own way."""
    for at in sql.finds("["):
        if sql.is_at(at - 1, "array"):
            yield at, "macro rows_of, or list_of"
        elif sql.closing[at] > at + 1:
            yield at, "macro first_by for the first of a group, list_slice, joined, or pieces"
    for at in sql.finds("array", "("):
        yield at, "macro list_of, sorted_array_agg, or a join"


@rule
def any_of_list(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """= any(list)."""
    for name in ("any", "some", "all"):
        for at in sql.finds(name, "("):
            if sql.tokens[at - 1].text in ("=", "<>", "<", ">", "<=", ">="):
                yield at, "macro list_has, or in (select ...)"


@rule
def ordered_aggregate(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Spark sorts nothing within an aggregate."""
    for at in sql.calls():
        # A query may be given to a macro; its own order is no aggregate's.
        if sql.has(at + 1, "order", "by") and not sql.has(at + 1, "select"):
            yield at, "macro string_agg_by, first_by or sorted_array_agg"


def _is_cast_to(sql: Statement, call: int, types: set[str]) -> bool:
    if sql.tokens[call].text == f"{STAND_IN}try_cast":
        named = sql.argument(call, 1)[:1]
    else:
        named = [at + 1 for at in sql.inside(call + 1) if sql.is_at(at, "as")][-1:]
    return bool(named) and sql.tokens[named[0]].text in types


def _is_date(sql: Statement, start: int, rules: Rules) -> bool:
    """Whether what begins there is a date, as far as names and casts say."""
    tokens = sql.tokens
    if start >= len(tokens):
        return False
    if sql.is_at(start, "("):
        return any(
            _is_date(sql, at, rules) for at in sql.inside(start) if tokens[at].kind == "word"
        )
    if sql.is_at(start, "date") and start + 1 < len(tokens) and tokens[start + 1].kind == "text":
        return True
    at = start
    while at + 2 < len(tokens) and sql.is_at(at + 1, "."):
        at += 2
    if sql.is_call(at):
        if tokens[at].text in ("cast", f"{STAND_IN}try_cast"):
            return _is_cast_to(sql, at, {"date"})
        return tokens[at].text in _KEEP_TYPE and any(
            _is_date(sql, piece, rules)
            for piece in sql.inside(at + 1)
            if tokens[piece].kind == "word" and not sql.is_at(piece - 1, ".")
        )
    name = tokens[at].text.strip('"')
    return tokens[at].kind in ("word", "quoted") and (
        name.endswith("_date") or name == "current_date" or name in rules.date_columns
    )


@rule
def date_minus_date(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Spark makes an interval of it."""
    for at in sql.finds("-"):
        if _is_date(sql, at + 1, rules):
            yield at, "macro days_between"


@rule
def interval(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Each engine reads other texts as an interval."""
    for at in sql.finds("as", "interval"):
        yield at, "macro offset_interval, or a literal interval"


def _is_fraction(sql: Statement, start: int) -> bool:
    """Whether what begins there is for sure no integer."""
    if sql.tokens[start].kind == "number":
        return "." in sql.tokens[start].text
    if sql.is_at(start, "("):
        return any(_is_fraction(sql, at) for at in sql.inside(start))
    return sql.is_call(start) and (
        sql.tokens[start].text == "avg" or _is_cast_to(sql, start, _FRACTIONAL_TYPES)
    )


@rule
def slash(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Of two integers it is a fraction on Spark."""
    for at in sql.finds("/"):
        left, right = at - 1, at + 1
        if sql.is_at(left, ")"):
            opening = sql.opening[left]
            left = opening - 1 if opening and sql.is_call(opening - 1) else opening
        if not any(_is_fraction(sql, side) for side in (left, right) if side < len(sql.tokens)):
            yield at, "macro share, or a cast to numeric(p, s) of one side"


@rule
def recursion(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Spark takes a union all of a hundred levels, and no union."""
    for at in sql.finds("with", "recursive"):
        yield at, "macro components, ends_of_paths or hash_chain"


@rule
def distinct_on(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Spark has none."""
    for at in sql.finds("distinct", "on", "("):
        yield at, "a CTE with row_number(), and where"


@rule
def update_from(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """An update of what another table says, a delete by one."""
    if sql.is_at(0, "update") and any(sql.around[at] is None for at in sql.finds("from")):
        yield 0, "a join, or a window in the select"
    if sql.is_at(0, "delete") and any(sql.around[at] is None for at in sql.finds("using")):
        yield 0, "where ... in (select ...)"


@rule
def window_without_partition(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """On many machines, one of them sorts everything."""
    for at in sql.finds("over", "("):
        if not sql.has(at + 1, "partition", "by"):
            yield at, "an id made of a hash, columns to order by in place of a rank, or a join"


@rule
def subquery_in_rows(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Spark takes no subquery within what makes rows."""
    for at in sql.calls(f"{STAND_IN}rows_of_list"):
        if any(sql.is_at(piece, "select") for piece in range(at, sql.closing[at + 1])):
            yield at, "two CTEs: the list in the first, its rows in the second"


@rule
def literal(sql: Statement, rules: Rules) -> Iterator[tuple[int, str]]:
    """Spark's names of types are put into the text by pattern, which would change the literal."""
    for at, token in enumerate(sql.tokens):
        if token.kind == "text" and re.search(r"(?i)\bas (text|uuid|jsonb?)\s*\)", token.text):
            yield at, "another wording, or the literal in two parts"


def check(sql: str, rules: Rules) -> list[Finding]:
    """All that a text breaks, by line.

    :raises Unreadable: the text is no SQL.
    """
    statement = Statement(sql)
    found = [
        Finding(name, statement.tokens[at].line, remedy)
        for name, find in RULES.items()
        for at, remedy in find(statement, rules)
    ]
    return sorted(set(found), key=lambda finding: (finding.line, finding.rule))
