"""`hubspoke new`: the files of a new source table or a new mart, as the others have them."""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path

from hubspoke import declare
from hubspoke.project import HubspokeError, project_root
from hubspoke.raw import RawFile, read_sources, select_sql, session, undeclared

TO_DO = "TODO"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# A guess from the first rows is checked by whoever reads the declaration.
_ROWS_LOOKED_AT = 100_000
# Words in a column's name that say it may be about a person.
_PERSONAL = re.compile(
    r"(?:^|_)(?:e_?mail|phone|mobile|first_name|last_name|full_name|person|ssn|birth|dob|street|"
    r"address|ip_address|user_agent|username)(?:$|_)"
)
# kind -> a pattern all texts of a column match, the first that fits counts
_PATTERNS = {
    "uuid": r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
    "boolean": r"(?i)true|false|t|f|yes|no|y|n",
    # A leading zero is a code's: ZIP, EIN, plan number.
    "integer": r"0|-?[1-9][0-9]{0,8}",
    "numeric(18, 2)": r"-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?",
    "numeric(18, 6)": r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "timestamp": r"[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}.*)?",
    "json": r"(?s)[\[{].*[\]}]",
}
# kind -> a text of that kind, what it is read as, and the type in a mart
_EXAMPLES = {
    "text": ("a", "a", "text"),
    "clean_text": ("Two  words", "Two words", "text"),
    "uuid": (*["00000000-0000-4000-8000-000000000001"] * 2, "uuid"),
    "boolean": ("t", "true", "boolean"),
    "integer": ("7", "7", "integer"),
    "numeric(18, 2)": ("1.50", "1.50", "numeric(18, 2)"),
    "numeric(18, 6)": ("1.500000", "1.500000", "numeric(18, 6)"),
    "date": ("2026-01-31", "2026-01-31", "date"),
    "timestamp": ("2026-01-31 06:00:00+01", "2026-01-31 05:00:00", "timestamp"),
    "json": ('{"a": 1}', '{"a": 1}', "\"{{ 'jsonb' if target.type == 'postgres' else 'json' }}\""),
}
_TYPES = {
    "code": "text",
    "person_name": "text",
    "indicator": "text",
    "ip_address": "text",
    "phone": "text",
    "ein": "text",
    "plan_number": "text",
    "json_text": "text",
    "money_range": "text",
}


@dataclass(frozen=True)
class Column:
    """A column of a new table: its name, its kind, whether it seems to be about a person."""

    name: str
    kind: str
    pii: bool


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add `new` to the command line."""
    parser = commands.add_parser(
        "new",
        help="write the files of a new source table or mart",
        description="Writes what every table has, and says what is left to do. Nothing that is "
        "there is overwritten.",
    )
    what = parser.add_subparsers(dest="what", required=True, metavar="source|mart")
    source = what.add_parser(
        "source",
        help="a source table, from a file of it",
        description="Writes the declaration with guessed kinds, the staging model, the model of "
        "what is set aside, a mart that hands the good rows on, and a sample file of made-up rows. "
        "The kinds are guessed from the first 100,000 rows of the file: read them.",
    )
    source.add_argument("table", metavar="SYSTEM.TABLE")
    source.add_argument("--from", dest="file", type=Path, required=True, metavar="FILE")
    source.add_argument(
        "--promoted-to",
        metavar="MODEL",
        help="the mart the good rows end in, when there is one: no mart is written. One that is "
        "called *_promotion says of each row what became of it: nothing is set aside either",
    )
    source.set_defaults(run=run_source)
    mart = what.add_parser(
        "mart",
        help="a mart, of a source table or empty",
        description="Writes models/marts/SCHEMA/NAME.sql and .yml. A name that another model has "
        "gets its schema before it, and an alias.",
    )
    mart.add_argument("mart", metavar="SCHEMA.NAME")
    mart.add_argument(
        "--of", metavar="SYSTEM.TABLE", help="the declared source table whose rows it hands on"
    )
    mart.set_defaults(run=run_mart)


def run_source(arguments: argparse.Namespace) -> int:
    """Write the files of a source table; returns 0."""
    root = project_root()
    system, table = _parts(arguments.table)
    declared = {
        (source["name"], entry["name"])
        for _, source in read_sources(root)
        for entry in source["tables"]
    }
    if (system, table) in declared:
        raise HubspokeError(f"{system}.{table} is declared already, see models/staging/{system}/")
    file = undeclared(system, table, arguments.file)
    columns = guess_columns(file)
    own_id = guess_own_id(file, columns)
    mart = arguments.promoted_to or _model_name(root, system, table)
    merged = mart.endswith("_promotion")
    first_of_system = system not in {name for name, _ in declared}
    writer = _Writer(root)
    staging = f"models/staging/{system}"
    writer.declare(
        f"{staging}/_{system}__sources.yml",
        system,
        _declaration(system, table, columns, own_id, mart, merged),
    )
    writer.write(f"{staging}/stg_{system}__{table}.sql", f"{{{{ staged('{system}', '{table}') }}}}")
    writer.write(
        f"{staging}/stg_{system}__{table}.yml", _staging_yaml(system, table, columns, merged)
    )
    intermediate = f"models/intermediate/{system}"
    if not merged:
        name = f"int_{system}__{table}_set_aside"
        sql = f"{{{{ set_aside('{system}', '{table}') }}}}"
        writer.write(f"{intermediate}/{name}.sql", sql)
        writer.write(f"{intermediate}/{name}.yml", _set_aside_yaml(system, table, columns, own_id))
    if first_of_system:
        _write_system(writer, system, merged)
    if not arguments.promoted_to:
        _write_mart(writer, system, table, system, table, columns, own_id)
    writer.write(f"sample/{system}/{table}.csv", _sample(columns))
    path = root / declare.MACRO
    path.write_text(declare.macro_text(root), encoding="utf-8")
    writer.report(
        [
            f"read kinds, key and personal columns in {staging}/_{system}__sources.yml, add "
            "reasons (docs/raw_files.md), then run: hubspoke declare",
            f"replace each {TO_DO} in the files above by what it is",
            "references and lists as data tests in the mart's YAML; indexes people need",
            f"rows for it in `hubspoke generate` ({system}), with the flaws of real files",
            f"dbt build --select stg_{system}__{table}+, on Postgres too",
        ]
    )
    return 0


def run_mart(arguments: argparse.Namespace) -> int:
    """Write the files of a mart; returns 0."""
    root = project_root()
    schema, name = _parts(arguments.mart)
    writer = _Writer(root)
    left = [f"replace each {TO_DO} in the files above by what it is"]
    if arguments.of:
        system, table = _parts(arguments.of)
        columns, own_id = _declared_columns(root, system, table)
        _write_mart(writer, schema, name, system, table, columns, own_id)
        model = _model_name(root, schema, name, written=True)
        left.append(
            f"promoted_to: {model} in the declaration of {arguments.of}, then: hubspoke declare"
        )
    else:
        model = _model_name(root, schema, name)
        alias = f"{{{{ config(alias='{name}') }}}}\n\n" if model != name else ""
        writer.write(f"models/marts/{schema}/{model}.sql", alias + _EMPTY_MART)
        writer.write(f"models/marts/{schema}/{model}.yml", _mart_yaml(model, schema, name, []))
    if f"\n      {schema}:\n" not in (root / "dbt_project.yml").read_text(encoding="utf-8"):
        left.append(f"schema and group of {schema} in dbt_project.yml and models/_groups.yml")
    left.append(f"hubspoke compare --build --select {schema}.{name}")
    writer.report(left)
    return 0


# -- looking at the file


def guess_columns(file: RawFile) -> list[Column]:
    """The columns of a file with the kind that fits all their texts; text where none does."""
    names = [column.name for column in file.table.columns]
    counts = []
    for name in names:
        text = f"nullif(trim(\"{name}\"), '')"
        counts.append(f"count({text})")
        counts += [
            f"count(*) filter (regexp_full_match({text}, '{pattern}'))"
            for pattern in _PATTERNS.values()
        ]
        counts.append(f"count(*) filter (contains({text}, ' '))")
    query = f"select * from ({select_sql(file.table, [file])}) limit {_ROWS_LOOKED_AT}"
    with session() as connection:
        row = connection.execute(f"select {', '.join(counts)} from ({query})").fetchone()
    columns = []
    width = len(_PATTERNS) + 2
    for index, name in enumerate(names):
        filled, *matches, spaced = row[index * width : (index + 1) * width]
        kinds = [
            kind
            for kind, count in zip(_PATTERNS, matches, strict=True)
            if filled and count == filled
        ]
        kind = kinds[0] if kinds else "clean_text" if spaced else "text"
        columns.append(Column(name, kind, bool(_PERSONAL.search(name))))
    return columns


def guess_own_id(file: RawFile, columns: list[Column]) -> str | None:
    """The first column that is called an id, filled in every row and never twice; None if none."""
    candidates = [
        column.name for column in columns if re.search(r"(?:^|_)(?:id|key)$", column.name)
    ]
    query = select_sql(file.table, [file])
    with session() as connection:
        for name in candidates:
            rows, filled, distinct = connection.execute(
                f'select count(*), count(nullif(trim("{name}"), \'\')), count(distinct "{name}")'
                f" from ({query})"
            ).fetchone()
            if rows and rows == filled == distinct:
                return name
    return None


# -- texts of files


def _declaration(
    system: str, table: str, columns: list[Column], own_id: str | None, mart: str, merged: bool
) -> str:
    lines = [
        f"      - name: {table}",
        f"        description: {TO_DO}. One row per {TO_DO}.",
        "        config:",
        "          loaded_at_query: select max(logged_at) from ops.load_log where source_table ="
        f" '{system}.{table}'",
        "          freshness: {warn_after: {count: 7, period: day}}",
        "          meta:",
    ]
    if own_id:
        lines.append(f"            own_id: {own_id}")
    if not merged:
        key = [own_id] if own_id else [column.name for column in columns]
        lines.append(f"            key: [{', '.join(key)}]")
        newest = next((c.name for c in columns if c.name in ("updated_at", "created_at")), None)
        if newest:
            lines.append(f"            newest_first: {newest}")
        if own_id:
            lines += [
                "            reasons:",
                f"              {own_id}_invalid: {{missing: {own_id}}}",
            ]
            lines.append(f"            quarantine_shows: {{row_name: {own_id}}}")
    lines += [f"            promoted_to: {mart}", "        columns:"]
    for column in columns:
        meta = [f"kind: {column.kind}"] if column.kind != "text" else []
        if "," in column.kind:
            meta = [f"kind: '{column.kind}'"]
        meta += ["pii: true"] if column.pii else []
        config = f", config: {{meta: {{{', '.join(meta)}}}}}" if meta else ""
        lines.append(f"          - {{name: {column.name}, description: {TO_DO}{config}}}")
    lines.append("          - {name: _source_file, description: \"{{ doc('source_file') }}\"}")
    return "\n".join(lines) + "\n"


def _staging_yaml(system: str, table: str, columns: list[Column], merged: bool) -> str:
    model = f"stg_{system}__{table}"
    casts = [column for column in columns if column.kind not in ("text", "clean_text")]
    good = {column.name: _EXAMPLES[column.kind] for column in columns}
    lines = [
        "models:",
        f"  - name: {model}",
        f"    description: One row per raw row of {system}.{table}, typed.",
        "    columns:",
        _key("raw_row_id"),
        "",
        "unit_tests:",
        "  - name: every_column_is_read_as_its_kind_and_what_cannot_be_is_counted",
        f"    model: {model}",
        "    given:",
        f"      - input: source('{system}', '{table}')",
        "        rows:",
        "          - " + _flow({name: text for name, (text, _, _) in good.items()}, 12),
    ]
    if casts:
        lines.append("          - " + _flow({column.name: "?" for column in casts}, 12))
    lines += [
        "    expect:",
        "      rows:",
        "        - "
        + _flow({**{n: v for n, (_, v, _) in good.items()}, "cast_failures": None}, 10),
    ]
    if casts:
        failures = "\x1e".join(f"{column.name}\x1f?" for column in casts)
        lines.append(
            "        - "
            + _flow({**{column.name: None for column in columns}, "cast_failures": failures}, 10)
        )
    return "\n".join(lines)


def _set_aside_yaml(system: str, table: str, columns: list[Column], own_id: str | None) -> str:
    model = f"int_{system}__{table}_set_aside"
    lines = [
        "models:",
        f"  - name: {model}",
        "    description: >-",
        f"      One row per raw row of {system}.{table} that is not promoted: an older delivery of",
        "      its key, or a row that breaks a rule.",
        "    columns:",
        _key("raw_row_id"),
        *(
            f"      - {{name: {name}, description: \"{{{{ doc('{doc}') }}}}\", data_type: text}}"
            for name, doc in (
                ("source_table", "source_table"),
                ("outcome", "set_aside_outcome"),
                ("reason_codes", "reason_codes"),
            )
        ),
    ]
    if own_id:
        kind = next(column.kind for column in columns if column.name == own_id)
        text = _EXAMPLES[kind][1]
        lines += [
            "",
            "unit_tests:",
            "  - name: the_last_delivery_counts_and_a_row_without_its_key_does_not",
            f"    model: {model}",
            "    given:",
            f"      - input: ref('stg_{system}__{table}')",
            "        format: csv",
            "        rows: |",
            f"          raw_row_id,source_file,{own_id}",
            f"          old,1.csv,{text}",
            f"          new,2.csv,{text}",
            "          bad,2.csv,",
            "    expect:",
            "      format: csv",
            "      rows: |",
            "        raw_row_id,outcome,reason_codes",
            "        old,merged,",
            f"        bad,quarantined,{own_id}_invalid",
        ]
    return "\n".join(lines)


def _mart_yaml(
    model: str,
    schema: str,
    name: str,
    columns: list[tuple[str, str, str, bool, bool]],
    staged: str | None = None,
) -> str:
    """columns: name, type, description, whether it is the key, whether it is personal."""
    lines = ["models:", f"  - name: {model}", f"    description: One row per {TO_DO}."]
    if staged:
        lines += [
            "    data_tests:",
            "      - passes_on:",
            f"          arguments: {{made_of: ref('{staged}')}}",
            "          config: {tags: [code]}",
        ]
    keys = [column for column, _, _, is_key, _ in columns if is_key] or (
        ["raw_row_id"] if staged else [TO_DO.lower()]
    )
    lines += [
        "    constraints:",
        f"      - {{type: primary_key, columns: [{', '.join(keys)}]}}",
        "    columns:",
    ]
    if not columns:
        columns = [(TO_DO.lower(), "text", TO_DO, True, False)]
    for column, data_type, description, is_key, pii in columns:
        entry = (
            f"      - {{name: {column}, data_type: {_quoted(data_type)}, description: {description}"
        )
        entry += ", config: {meta: {pii: true}}" if pii else ""
        entry += ", constraints: [{type: not_null}]" if is_key or column in keys else ""
        lines.append(entry + "}")
    return "\n".join(lines)


_EMPTY_MART = """\
with

todo as (
    select * from {{ ref('todo') }}
),

final as (
    select
        {{ contract_columns('todo') }}
    from todo
)

select * from final"""


def _sample(columns: list[Column]) -> str:
    rows = [[column.name for column in columns]]
    rows += [[_EXAMPLES[column.kind][0] for column in columns]]
    return "\n".join(",".join(_csv_cell(cell) for cell in row) for row in rows)


def _csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search('[",]', text) else text


def _flow(values: dict[str, str | None], indent: int) -> str:
    """A mapping in braces, broken into lines that fit. indent: where the braces stand."""
    pairs = [
        f"{name}: {'null' if value is None else json.dumps(value)}"
        for name, value in values.items()
    ]
    lines = [""]
    for index, pair in enumerate(pairs):
        piece = pair + ("," if index < len(pairs) - 1 else "")
        if lines[-1] and indent + len(lines[-1]) + len(piece) + 3 > 100:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + piece
    return "{" + f"\n{' ' * (indent + 1)}".join(lines) + "}"


def _key(name: str) -> str:
    """The key of a model, as an entry of its columns."""
    described = f"\"{{{{ doc('{name}') }}}}\""
    return f"      - {{name: {name}, data_type: text, description: {described}, data_tests: [key]}}"


def _quoted(text: str) -> str:
    return f"'{text}'" if "," in text else text


# -- the frame of a system and of a mart


def _write_system(writer: _Writer, system: str, merged: bool) -> None:
    """What a system has once: counts, outcomes, and, unless all of it is merged, a quarantine."""
    staging, intermediate = f"models/staging/{system}", f"models/intermediate/{system}"
    counts = f"stg_{system}__row_counts"
    writer.write(f"{staging}/{counts}.sql", f"{{{{ row_counts('{system}') }}}}")
    writer.write(
        f"{staging}/{counts}.yml",
        "\n".join(
            [
                "models:",
                f"  - name: {counts}",
                "    description: >-",
                f"      One row per source table of {system}: how many rows its files hold, as",
                "      their reader counted them, so that a row that staging lost would show.",
                "    columns:",
                _key("source_table"),
                "      - {name: raw_rows, description: Rows in the raw table., data_type: bigint}",
            ]
        ),
    )
    outcomes = f"int_{system}__row_outcomes"
    writer.write(f"{intermediate}/{outcomes}.sql", f"{{{{ row_outcomes('{system}') }}}}")
    writer.write(
        f"{intermediate}/{outcomes}.yml",
        "\n".join(
            [
                "models:",
                f"  - name: {outcomes}",
                "    description: >-",
                f"      One row per source table of {system}: its raw rows, and where they ended.",
                "      What `ops` says of the system is made of this.",
                "    columns:",
                _key("source_table"),
                *(
                    f"      - {{name: {name}, description: {text}, data_type: bigint}}"
                    for name, text in (
                        ("raw_rows", "Rows in the raw table."),
                        ("promoted_rows", "Rows that are in the mart."),
                        ("merged_rows", "Rows that gave way to another."),
                        ("quarantined_rows", "Rows that break a rule."),
                    )
                ),
            ]
        ),
    )
    if merged:
        return
    quarantine = f"{system}_quarantine"
    writer.write(
        f"models/marts/{system}/{quarantine}.sql",
        "{{ config(alias='quarantine') }}\n"
        f"{{{{ quarantined('{system}', shown=['row_name']) }}}}",
    )
    json_type = _EXAMPLES["json"][2]
    not_null = ", constraints: [{type: not_null}]"
    writer.write(
        f"models/marts/{system}/{quarantine}.yml",
        "\n".join(
            [
                "models:",
                f"  - name: {quarantine}",
                "    description: >-",
                f"      One row per raw row of {system} that breaks a rule, so that it is in no",
                "      mart, with the reasons and the raw row.",
                "    config:",
                "      indexes:",
                "        - columns: [reason_codes]",
                "    constraints:",
                "      - {type: primary_key, columns: [raw_row_id]}",
                "    columns:",
                *(
                    f"      - {{name: {name}, data_type: text, description: {text}{more}}}"
                    for name, text, more in (
                        ("raw_row_id", "\"{{ doc('raw_row_id') }}\"", not_null),
                        ("source_table", "\"{{ doc('source_table') }}\"", not_null),
                        ("source_file", "\"{{ doc('source_file') }}\"", ""),
                        ("row_name", "What tells the row apart.", ", config: {meta: {pii: true}}"),
                        ("reason_codes", "\"{{ doc('reason_codes') }}\"", not_null),
                    )
                ),
                "      - name: raw_record",
                "        description: \"{{ doc('raw_record') }}\"",
                f"        data_type: {json_type}",
                "        config: {meta: {pii: true}}",
            ]
        ),
    )
    for claim, macro in (
        (f"every_promoted_{system}_row_is_in_its_mart", "rows_not_where_they_belong"),
        (f"{system}_quarantine_is_whole", "rows_not_in_quarantine"),
    ):
        writer.write(
            f"tests/singular/{system}/assert_{claim}.sql", f"{{{{ {macro}('{system}') }}}}"
        )
    writer.insert(
        "dbt_project.yml",
        "      ops:\n        +schema: ops\n",
        f"      {system}:\n        +schema: {system}\n        +group: {system}\n",
    )
    writer.insert(
        "models/_groups.yml",
        "  - name: platform\n",
        f"  - name: {system}\n    description: {TO_DO}\n    owner:\n      name: {TO_DO}\n"
        f"      email: {TO_DO.lower()}@hubspoke.example\n",
    )


def _write_mart(
    writer: _Writer,
    schema: str,
    name: str,
    system: str,
    table: str,
    columns: list[Column],
    own_id: str | None,
) -> None:
    model = _model_name(writer.root, schema, name)
    alias = f"{{{{ config(alias='{name}') }}}}\n" if model != name else ""
    writer.write(
        f"models/marts/{schema}/{model}.sql",
        f"{alias}{{{{ promoted('{system}', '{table}') }}}}",
    )
    described = [
        (
            column.name,
            _EXAMPLES[column.kind][2] if column.kind in _EXAMPLES else _type(column.kind),
            TO_DO,
            column.name == own_id,
            column.pii,
        )
        for column in columns
    ]
    described += [
        (text, "text", f"\"{{{{ doc('{text}') }}}}\"", False, False)
        for text in ("source_file", "raw_row_id")
    ]
    writer.write(
        f"models/marts/{schema}/{model}.yml",
        _mart_yaml(model, schema, name, described, f"stg_{system}__{table}"),
    )


def _type(kind: str) -> str:
    return _TYPES.get(kind, kind)


def _declared_columns(root: Path, system: str, table: str) -> tuple[list[Column], str | None]:
    for _, source in read_sources(root):
        for entry in source["tables"]:
            if (source["name"], entry["name"]) == (system, table):
                columns = []
                for column in entry["columns"][:-1]:
                    meta = (column.get("config") or {}).get("meta") or {}
                    if meta.get("kind") != "not_staged":
                        name = meta.get("staged_as", column["name"])
                        kind = meta.get("kind", "text")
                        columns.append(Column(name, kind, bool(meta.get("pii"))))
                return columns, entry["config"]["meta"].get("own_id")
    raise HubspokeError(f"{system}.{table} is not declared: hubspoke new source {system}.{table}")


def _parts(text: str) -> tuple[str, str]:
    first, dot, second = text.partition(".")
    if not dot or not _NAME.fullmatch(first) or not _NAME.fullmatch(second):
        raise HubspokeError(f"{text!r} is not two names with a dot between, in lower case")
    return first, second


def _model_name(root: Path, schema: str, name: str, *, written: bool = False) -> str:
    """The model's name: the table's own, with its schema before it when another model has that."""
    taken = {
        path.stem
        for folder in ("models", "seeds", "snapshots")
        for path in (root / folder).rglob("*.*")
    }
    prefixed = f"{schema}_{name}"
    if written:
        own = root / "models" / "marts" / schema
        return prefixed if (own / f"{prefixed}.sql").is_file() else name
    return prefixed if name in taken else name


class _Writer:
    """Writes new files below a folder, and remembers them; overwrites none."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: list[str] = []

    def write(self, name: str, text: str) -> None:
        """A new file; raises HubspokeError when it is there."""
        path = self.root / name
        if path.exists():
            raise HubspokeError(f"{name} is there already: nothing is overwritten")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
        self.written.append(name)

    def declare(self, name: str, system: str, text: str) -> None:
        """A table's declaration, behind the others of its system."""
        path = self.root / name
        if not path.is_file():
            text = (
                "sources:\n"
                f"  - name: {system}\n"
                f"    description: {TO_DO}\n"
                f"    schema: raw_{system}\n"
                f"    tables:\n{text}"
            )
            self.write(name, text.rstrip("\n"))
            return
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, "utf-8")
        self.written.append(name)

    def insert(self, name: str, before: str, text: str) -> None:
        """Lines into a file, before others that are there."""
        path = self.root / name
        whole = path.read_text(encoding="utf-8")
        if text.splitlines()[0] + "\n" in whole:
            return
        if before not in whole:
            raise HubspokeError(f"{name}: add by hand, {before.strip()!r} is not there:\n{text}")
        path.write_text(whole.replace(before, text + before, 1), encoding="utf-8")
        self.written.append(name)

    def report(self, left: list[str]) -> None:
        """Print what was written and what is left to do."""
        print("written:")
        for name in self.written:
            print(f"  {name}")
        print("left to do:")
        for step in left:
            print(f"  - {step}")
