"""Check every YAML key, then refuse SQL that a third engine could not read; exit 1 on either.

All that the project says in SQL is rendered: models, tests, snapshots, analyses, their hooks, the
hooks of a run, the queries that macros run, checks of contracts. Each dispatched macro of
macros/engine renders as engine__<name>(arguments) in place of what it is on one engine, so what is
left is what the rest of the project wrote itself, and sql_rules.py says what is wrong with that.
What is incremental is rendered twice, for a warehouse that is built and for one that is not.
Nothing is connected to. Run it in the project's folder.

lint/portable_sql.yml names what is allowed, and the exceptions with their reasons.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from dbt.adapters.factory import FACTORY
from dbt.clients import jinja
from dbt.config.runtime import RuntimeConfig
from dbt.context.providers import generate_runtime_model_context
from dbt.contracts.graph.manifest import Manifest
from dbt.contracts.graph.nodes import GenericTestNode, HookNode, SeedNode
from dbt_common.exceptions import CompilationError, DbtBaseException
from sql_rules import RULES, STAND_IN, Rules, Statement, Unreadable, check
from strict_yaml import parse

DATA = Path("lint/portable_sql.yml")
ENGINE = "macros/engine/"
# What of the adapter needs no connection.
HARMLESS = {"Relation", "quote", "type", "config", "commit"}


@dataclass(frozen=True)
class Text:
    """A piece of SQL: where it comes from (a file), of which node, and which part of it."""

    path: str
    node: str
    part: str
    sql: str


def argument_text(value: Any) -> str:
    """An argument of a stand-in as SQL; plain text that is none (a quote, say) as a blank."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple, set, range, Iterator)):
        return ", ".join(map(argument_text, value))
    try:
        Statement(str(value))
    except Unreadable:
        return "' '"
    return str(value)


def stand_in(name: str) -> Callable[..., str]:
    """What is called in place of a dispatched macro."""

    def render(*args: Any, **kwargs: Any) -> str:
        arguments = map(argument_text, [*args, *kwargs.values()])
        return f"{STAND_IN}{name}({', '.join(arguments)})"

    return render


class Warehouse:
    """Stands for dbt's adapter: every relation is there, or none is, and nothing can be asked."""

    def __init__(self, adapter: Any, values: Mapping[str, Any], is_built: bool) -> None:
        self._adapter = adapter
        self._values = values
        self._is_built = is_built
        self.was_asked = False

    def dispatch(self, macro_name: str, macro_namespace: str | None = None) -> Callable[..., Any]:
        macro = self._adapter.dispatch(macro_name, macro_namespace)
        if not Path(macro.macro.original_file_path).as_posix().startswith(ENGINE):
            return macro
        if macro_name in self._values:
            return lambda *args, **kwargs: self._values[macro_name]
        return stand_in(macro_name)

    def get_relation(self, database: str, schema: str, identifier: str) -> Any:
        self.was_asked = True
        if not self._is_built:
            return None
        return self._adapter.Relation.create(database, schema, identifier, type="table")

    def get_columns_in_relation(self, relation: Any) -> list[SimpleNamespace]:
        """The same for every relation, so that those that are compared agree."""
        return [SimpleNamespace(name="a_column", data_type="text")]

    def __getattr__(self, name: str) -> Any:
        if name not in HARMLESS:
            raise CompilationError(
                f"adapter.{name} asks the warehouse, and not every engine answers alike: it belongs"
                f" in a dispatched macro of {ENGINE}"
            )
        return getattr(self._adapter, name)


class One(str):
    """Stands for whatever a query answers: the text 1, which can be summed too."""

    def __radd__(self, other: int) -> int:
        return other + 1


class Answer:
    """Stands for the result of a query: one row of ones."""

    rows = ((One("1"),) * 20,)
    columns = (SimpleNamespace(values=lambda: [One("1")]),) * 20


class Renderer:
    """Renders the texts of a project; values: macro of macros/engine -> its answer, no SQL."""

    def __init__(
        self, manifest: Manifest, config: RuntimeConfig, values: Mapping[str, Any]
    ) -> None:
        self.manifest, self.config, self.values = manifest, config, values
        manifest.build_flat_graph()

    def render(
        self, node: Any, sources: Mapping[str, str], states: tuple[bool, ...] = (False, True)
    ) -> Iterator[Text]:
        """Parts of a node, each as Jinja, and the queries that rendering them would run.

        states: for a warehouse that is not built, for one that is, where it makes a difference.
        """
        for is_built in states:
            queries: list[str] = []
            context = generate_runtime_model_context(node, self.config, self.manifest)
            warehouse = Warehouse(context["adapter"], self.values, is_built)
            context.update(
                adapter=warehouse,
                run_query=lambda sql, queries=queries: queries.append(sql) or Answer(),
                flags=SimpleNamespace(WHICH="build", FULL_REFRESH=False),
                log=lambda *args, **kwargs: "",
            )
            if isinstance(node, GenericTestNode):
                jinja.add_rendered_test_kwargs(context, node)
            if isinstance(node, HookNode):
                context["results"] = self.results()
            for part, source in sources.items():
                sql = jinja.get_rendered(source, context, node)
                for text in (*queries, sql):
                    yield Text(node.original_file_path, node.name, part, text)
                queries.clear()
            if not warehouse.was_asked:
                return

    def results(self) -> list[SimpleNamespace]:
        """What a run hands to the hook that records it, of a status that asks no more of it."""
        timing = SimpleNamespace(completed_at=datetime.now(timezone.utc))
        return [
            SimpleNamespace(
                node=node,
                status="error",
                message="",
                failures=None,
                execution_time=0.0,
                timing=[timing],
            )
            for node in self.manifest.nodes.values()
        ]

    def texts(self, operations: Iterable[str]) -> Iterator[Text]:
        """All SQL of the project; operations: macros that are run by hand, as they are called."""
        for node in self.manifest.nodes.values():
            sources = {} if isinstance(node, SeedNode) else {"": node.raw_code}
            for when in ("pre", "post"):
                for number, hook in enumerate(getattr(node.config, f"{when}_hook", []), 1):
                    sources[f"{when}-hook {number}"] = hook.sql
            yield from self.render(node, sources)
            for item in [node, *node.columns.values()]:
                for constraint in getattr(item, "constraints", []):
                    if constraint.expression:
                        path = node.original_file_path
                        yield Text(path, node.name, "constraint", constraint.expression)
        for operation in operations:
            any_node = next(iter(self.manifest.nodes.values()))
            for text in self.render(any_node, {"": f"{{{{ {operation} }}}}"}, (True,)):
                yield Text("macros", operation, "", text.sql)
        for source in self.manifest.sources.values():
            if source.loaded_at_query:
                path = source.original_file_path
                yield Text(path, source.name, "freshness", source.loaded_at_query)


def date_columns(manifest: Manifest) -> set[str]:
    """Names of the columns that some contract declares as dates."""
    return {
        column.name
        for node in manifest.nodes.values()
        for column in node.columns.values()
        if str(column.data_type).lower() == "date"
    }


def read_data(path: Path) -> dict[str, Any]:
    """What is allowed, and the exceptions.

    :raises ValueError: a key is missing or unknown, or an exception has no reason.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    keys = {"functions", "instead", "values", "operations", "exceptions"}
    if data.keys() != keys:
        raise ValueError(f"{path}: the keys must be {', '.join(sorted(keys))}")
    for entry in data["exceptions"]:
        if entry.keys() != {"node", "rule", "reason"} or not str(entry["reason"]).strip():
            raise ValueError(f"{path}: an exception has node, rule and reason: {entry}")
        if entry["rule"] not in RULES:
            raise ValueError(f"{path}: there is no rule {entry['rule']}")
    return data


def find(texts: Iterable[Text], rules: Rules, exceptions: list[dict[str, str]]) -> list[str]:
    """What is wrong, a paragraph each: the rule, what to write instead, and where."""
    places: dict[tuple[str, str], list[str]] = {}
    unused = {(entry["node"], entry["rule"]) for entry in exceptions}
    excepted = frozenset(unused)
    for text in texts:
        where = f"{text.path}: {text.node}" + (f" ({text.part})" if text.part else "")
        try:
            findings = check(text.sql, rules)
        except Unreadable as error:
            places.setdefault(("unreadable", str(error)), []).append(where)
            continue
        lines = text.sql.split("\n")
        for finding in findings:
            if (text.node, finding.rule) in excepted:
                unused.discard((text.node, finding.rule))
                continue
            place = f"{where}, line {finding.line}: {lines[finding.line - 1].strip()[:100]}"
            found = places.setdefault((finding.rule, finding.remedy), [])
            if place not in found:
                found.append(place)
    wrong = []
    for (name, remedy), found in sorted(places.items()):
        # What one macro says is said by all that call it.
        more = [f"and {len(found) - 5} more"] if len(found) > 5 else []
        wrong.append("\n    ".join([f"{name}: write {remedy}", *found[:5], *more]))
    for node, name in sorted(unused):
        wrong.append(f"{DATA}: {node} does not break rule {name} any more: delete the exception")
    return wrong


def main() -> int:
    """Check the project in the working directory; the exit code."""
    parsed = parse()
    if not parsed.success:
        return 1
    try:
        data = read_data(DATA)
        config = next(iter(FACTORY.adapters.values())).config
        rules = Rules(set(data["functions"]), data["instead"], date_columns(parsed.result))
        texts = Renderer(parsed.result, config, data["values"]).texts(data["operations"])
        wrong = find(texts, rules, data["exceptions"])
    except (DbtBaseException, ValueError) as error:
        wrong = [str(error)]
    for paragraph in wrong:
        print(paragraph)
    if wrong:
        print(
            f"Lines are those of the compiled text, in which {STAND_IN}x stands for macro x."
            " The rules and their reasons: docs/engines.md"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
