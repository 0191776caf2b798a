"""`hubspoke declare`: what the sources' YAML says of each table, for the macros to read.

dbt shows the sources to macros only when it runs, and not in unit tests; but what a model depends
on has to be known while it parses, and a unit test has to prove the declared rules. So the part of
the declarations that SQL is made from is written into a macro, macros/frame/declarations.sql. dbt
stops a run whose macro is older than the YAML, and names this command.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from hubspoke.project import HubspokeError, project_root
from hubspoke.raw import SOURCE_FILE, read_sources

MACRO = Path("macros") / "frame" / "declarations.sql"
# What the reader of raw files needs and SQL does not.
_OF_FILES = {
    "combined_columns",
    "file_patterns",
    "ignored_columns",
    "aliases",
    "optional",
    "rule_field",
    "withheld_unless_false",
}
_TABLE_KEYS = {
    "own_id",
    "key",
    "newest_first",
    "reasons",
    "keeps_record",
    "blank_words",
    "promoted_to",
    "promoted_where",
    "promoted_id",
    "quarantine_shows",
}
_COLUMN_KEYS = {"kind", "staged_as", "pii", "or_from"}
_REASON_KEYS = [
    {"missing"},
    {"where"},
    {"unlike", "pattern"},
    {"unknown", "of"},
    {"unlisted", "of"},
]
_TEMPLATE = """\
{{#- Made from the sources' YAML by `hubspoke declare`; not written by hand. -#}}
{{% macro declarations() -%}}
    {{%- set tables -%}}
{{% raw %}}{tables}{{% endraw %}}
    {{%- endset -%}}
    {{{{- return(fromjson(tables)) -}}}}
{{%- endmacro %}}
"""


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add `declare` to the command line."""
    parser = commands.add_parser(
        "declare",
        help="bring the declared tables from the sources' YAML to the macros",
        description="Checks what models/staging/<system>/_<system>__sources.yml say of each table "
        f"and writes it to {MACRO}. Run it after a change of those files. Exit code 0: the macro "
        "is as the YAML; 1: it was not, and has been written (with --check: has not).",
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the macro where it differs; returns 1 when it did."""
    root = project_root()
    path = root / MACRO
    text = macro_text(root)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return 0
    if not arguments.check:
        path.write_text(text, encoding="utf-8")
    done = "differs from" if arguments.check else "written anew from"
    print(f"{MACRO}: {done} the sources' YAML", file=sys.stderr)
    return 1


def macro_text(root: Path) -> str:
    """The macro as it has to be. root: the dbt project's folder. Raises HubspokeError."""
    systems: dict[str, dict[str, dict]] = {}
    for path, source in read_sources(root):
        tables = systems.setdefault(source["name"], {})
        for entry in source["tables"]:
            tables[entry["name"]] = _declaration(path, source["name"], entry)
    return _TEMPLATE.format(tables=_json(systems))


def _declaration(path: Path, system: str, entry: dict) -> dict:
    """What SQL is made from: the table's own facts, then its columns in their order."""
    where = f"{path}: {system}.{entry['name']}"
    table = _sql_part(entry, _TABLE_KEYS, where)
    columns = {
        column["name"]: _sql_part(column, _COLUMN_KEYS, f"{where}.{column['name']}")
        for column in entry.get("columns") or []
        if column["name"] != SOURCE_FILE
    }
    _check(table, columns, where)
    return {**table, "columns": columns}


def _sql_part(entry: dict, allowed: set[str], where: str) -> dict:
    meta = (entry.get("config") or {}).get("meta") or {}
    unknown = meta.keys() - allowed - _OF_FILES
    if unknown:
        raise HubspokeError(
            f"{where}: config.meta has {', '.join(sorted(unknown))}; there are "
            f"{', '.join(sorted(allowed | _OF_FILES))} (docs/raw_files.md)"
        )
    return {key: value for key, value in meta.items() if key in allowed}


def _check(table: dict, columns: dict[str, dict], where: str) -> None:
    if "promoted_to" not in table:
        raise HubspokeError(
            f"{where}: promoted_to is missing: the model its good rows are in, so that each row "
            "can be accounted for"
        )
    for name, meta in columns.items():
        for held in meta.get("or_from", {}):
            if columns.get(held, {}).get("kind") != "json":
                raise HubspokeError(f"{where}.{name}: or_from names {held}, no json column")
    own_id = table.get("own_id")
    if own_id and own_id not in columns:
        raise HubspokeError(f"{where}: own_id {own_id} is none of its columns")
    staged = [
        meta.get("staged_as", name)
        for name, meta in columns.items()
        if meta.get("kind") != "not_staged"
    ]
    twice = {name for name in staged if staged.count(name) > 1}
    if twice:
        raise HubspokeError(f"{where}: two columns are staged as {', '.join(sorted(twice))}")
    borrowed = [
        meta["staged_as"]
        for name, meta in columns.items()
        if meta.get("staged_as", name) in columns.keys() - {name}
    ]
    if borrowed:
        raise HubspokeError(
            f"{where}: {', '.join(borrowed)} is a column of its own, and staged_as gives its name "
            "to another"
        )
    key = table.get("key", [])
    if not isinstance(key, list):
        raise HubspokeError(f"{where}: key is a list of staged columns, not {key!r}")
    named = [*key, *filter(None, [table.get("newest_first")])]
    if stray := [name for name in named if name not in staged]:
        raise HubspokeError(f"{where}: {', '.join(stray)} is not staged, so it cannot be a key")
    for code, rule in table.get("reasons", {}).items():
        if set(rule) - {"optional"} not in _REASON_KEYS:
            raise HubspokeError(
                f"{where}, reason {code}: is none of {{missing: column}}, {{where: condition}}, "
                "{unlike: column, pattern: regular expression}, "
                "{unknown: column, of: model.column}, {unlisted: column, of: seed.list}"
            )
        if "of" in rule and rule["of"].count(".") != 1:
            raise HubspokeError(f"{where}, reason {code}: `of` is <model>.<column or list>")


def _json(systems: dict[str, dict[str, dict]]) -> str:
    """The declarations as JSON, a line per fact and per column."""
    lines = ["{"]
    for system, tables in systems.items():
        lines.append(f"{json.dumps(system)}: {{")
        for name, table in tables.items():
            facts = {key: value for key, value in table.items() if key != "columns"}
            lines.append(f"  {json.dumps(name)}: {{")
            lines += [
                f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},"
                for key, value in facts.items()
            ]
            lines.append('    "columns": {')
            lines += _separated(
                f"      {json.dumps(column)}: {json.dumps(meta, ensure_ascii=False)}"
                for column, meta in table["columns"].items()
            )
            lines += ["    }", "  },"]
        lines[-1] = "  }"
        lines.append("},")
    lines[-1] = "}"
    lines.append("}")
    return "\n".join(lines)


def _separated(lines) -> list[str]:
    listed = list(lines)
    return [*(f"{line}," for line in listed[:-1]), *listed[-1:]]
