"""`hubspoke check`: what would be read from these raw files, before anything is built.

Files are found, inspected and matched by the code that load and the DuckDB reader use, and rows are
judged by the project's own models, in a temporary warehouse. Nothing of the user's is changed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import yaml

from hubspoke import aliases, raw
from hubspoke.project import HubspokeError, project_root, raw_dir, run_dbt
from hubspoke.raw import RawFile, RawTable, find_files, inspect_all, read_contract, read_sources
from hubspoke.suggest import Suggestion, look_of, suggest

# Rows whose values are looked at.
_SAMPLE = 1000
_EXAMPLE_LENGTH = 40
_SHOWN_REASONS = 5


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add `check` to the command line."""
    parser = commands.add_parser(
        "check",
        help="what would be read from the raw files, before anything is built",
        description="Says of each file of HUBSPOKE_RAW_DIR which table it is taken for, which "
        "header feeds which column, what stays empty or is left out, and which rows would be "
        "turned away and why. It needs no server and changes nothing. Exit code 0: every file "
        "can be read and has the headers it needs; 1: a file cannot be read, is not read, or lacks "
        "a header without which its rows are turned away.",
        epilog="Headers of your own stand in raw_aliases.yml beside the raw folder: --accept "
        "writes them there.",
    )
    add = parser.add_argument
    add("files", nargs="*", type=Path, metavar="FILE", help="only these files (default: all)")
    add("--as", dest="table", metavar="TABLE", help="take FILE for this table, as system.table")
    add("--headers-only", action="store_true", help="do not judge the rows, which takes seconds")
    add("--json", action="store_true", help="print it as JSON, for programs")
    add(
        "--accept",
        nargs="*",
        metavar="HEADER",
        help="write these suggested headers to raw_aliases.yml, all of them when none is named",
    )
    parser.set_defaults(run=run)


@dataclass
class Judgement:
    """What the models would do with a file's rows."""

    rows: int = 0
    turned_away: int = 0
    # reason or warning code -> rows
    reasons: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    # column -> (texts that cannot be read as its kind, an example unless it is personal)
    unread: dict[str, tuple[int, str | None]] = field(default_factory=dict)


@dataclass
class Checked:
    """What is found out about one file."""

    name: str
    table: str
    file: RawFile | None = None
    problem: str = ""
    # header -> the columns it feeds, none when it is left out
    headers: list[tuple[str, list[str]]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    # columns of which one is needed -> the reasons for which rows without are turned away
    missing: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    suggestions: list[Suggestion] = field(default_factory=list)
    looks: dict[str, str] = field(default_factory=dict)
    judgement: Judgement | None = None

    @property
    def is_good(self) -> bool:
        """Whether it can be read and has what its rows need."""
        return not self.problem and not self.missing


@dataclass(frozen=True)
class Declared:
    """What the sources' YAML says of a table beside how it is read."""

    kinds: dict[str, str]
    personal: frozenset[str]
    promoted_to: str
    # reason -> the columns of which a row needs one
    needs: dict[str, tuple[str, ...]]


def run(arguments: argparse.Namespace) -> int:
    """The command: 0 when all files can be read and have what their rows need, else 1.

    Raises HubspokeError when there is nothing to check, or a name is not known.
    """
    root, folder = project_root(), raw_dir()
    checked, not_read = _check(root, folder, arguments)
    if arguments.accept is not None:
        _accept(folder, checked, arguments.accept)
        checked, not_read = _check(root, folder, arguments)
    if not arguments.headers_only:
        _judge(root, folder, checked)
    if arguments.json:
        print(json.dumps(_as_json(folder, checked, not_read), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_report(folder, checked, not_read)))
    return 0 if all(c.is_good for c in checked) and not not_read else 1


# ---- what is in the files


def _check(
    root: Path, folder: Path, arguments: argparse.Namespace
) -> tuple[list[Checked], list[str]]:
    """Every file that is asked for, and what lies in the folder and is not read."""
    tables = read_contract(root, folder)
    declared = read_declared(root)
    if arguments.files:
        pairs, not_read = _named_files(tables, folder, arguments.files, arguments.table)
    elif arguments.table:
        raise HubspokeError("--as says what a file is taken for: name the FILE too")
    else:
        found, left_out = find_files(folder, tables)
        not_read = [str(file) for file in left_out]
        pairs = [(table, path) for table, paths in found.items() for path in paths]
        if not pairs and not not_read:
            raise HubspokeError(f"{folder}: holds no raw files; docs/raw_files.md says where")
    states = _states(root)
    results = []
    with _copies_apart():
        for (table, path), file in zip(pairs, inspect_all(pairs, {}), strict=True):
            checked = Checked(f"{table.system}/{path.name}", table.qualified)
            if isinstance(file, HubspokeError):
                checked.problem = str(file)
            else:
                _look_at_headers(checked, file, declared[table.qualified], states)
            results.append(checked)
    return results, not_read


@contextmanager
def _copies_apart() -> Iterator[None]:
    """Keep readable copies of spreadsheets out of the place where builds have theirs."""
    before = os.environ.get("HUBSPOKE_COPIES_DIR")
    folder = tempfile.mkdtemp(prefix="hubspoke-check-")
    os.environ["HUBSPOKE_COPIES_DIR"] = folder
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.pop("HUBSPOKE_COPIES_DIR")
        if before is not None:
            os.environ["HUBSPOKE_COPIES_DIR"] = before


def _named_files(
    tables: list[RawTable], folder: Path, files: list[Path], name: str | None
) -> tuple[list[tuple[RawTable, Path]], list[str]]:
    """The named files with the table each is taken for."""
    by_name = {table.qualified: table for table in tables}
    if name and name not in by_name:
        raise HubspokeError(f"no table is called {name}; there are {', '.join(by_name)}")
    claimed = {
        path.resolve(): table
        for table, paths in find_files(folder, tables)[0].items()
        for path in paths
    }
    pairs = []
    for given in files:
        path = given if given.exists() else folder / given
        if not path.is_file():
            raise HubspokeError(f"{given}: there is no such file here or in {folder}")
        table = by_name[name] if name else claimed.get(path.resolve())
        if table is None:
            raise HubspokeError(
                f"{given}: no declared table claims it in {folder}; say --as TABLE, one of "
                f"{', '.join(by_name)}"
            )
        pairs.append((table, path))
    return pairs, []


def read_declared(root: Path) -> dict[str, Declared]:
    """`<system>.<table>` -> what its rows need, and what else the sources' YAML says of it."""
    errors = _rules_that_turn_away(root)
    result = {}
    for _, source in read_sources(root):
        for entry in source["tables"]:
            columns = {c["name"]: raw.meta(c) for c in entry.get("columns") or []}
            staged = {meta.get("staged_as", name): name for name, meta in columns.items()}
            needs: dict[str, list[str]] = {
                reason: [staged[rule["missing"]]]
                for reason, rule in raw.meta(entry).get("reasons", {}).items()
                if rule.get("missing") in staged
            }
            for name, meta in columns.items():
                for reason in errors.get(meta.get("rule_field", ""), []):
                    needs.setdefault(reason, []).append(name)
            result[f"{source['name']}.{entry['name']}"] = Declared(
                {name: meta.get("kind", "text") for name, meta in columns.items()},
                frozenset(name for name, meta in columns.items() if meta.get("pii")),
                raw.meta(entry).get("promoted_to", ""),
                {reason: tuple(names) for reason, names in needs.items()},
            )
    return result


def _rules_that_turn_away(root: Path) -> dict[str, list[str]]:
    """Field -> the rules by which a row without a value in it is turned away."""
    project = yaml.safe_load((root / "dbt_project.yml").read_text(encoding="utf-8")) or {}
    chosen = (project.get("vars") or {}).get("rule_severity") or {}
    rules: dict[str, list[str]] = {}
    path = root / "seeds" / "validation_rules.csv"
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as stream:
            for rule in csv.DictReader(stream):
                code = rule["reason_code"]
                severity = chosen.get(code, rule["severity"])
                is_missing = rule["field"] and code.endswith("_missing")
                if is_missing and severity in ("critical", "error"):
                    rules.setdefault(rule["field"], []).append(code)
    return rules


def _states(root: Path) -> frozenset[str]:
    path = root / "seeds" / "us_states.csv"
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return frozenset(row[key].lower() for row in rows for key in ("state_code", "state_name"))


def _look_at_headers(
    checked: Checked, file: RawFile, declared: Declared, states: frozenset[str]
) -> None:
    """Fill in which header feeds what, what is missing, and what left out headers could be."""
    checked.file = file
    fields = raw.fields_of(file)
    fed_by: dict[str, list[str]] = {name: [] for name in fields}
    for column in file.table.columns:
        for name in file.fields.get(column.name, []):
            fed_by[name].append(column.name)
        if column.name in file.parts:
            fed_by[file.parts[column.name][0]].append(column.name)
    checked.headers = [
        (" ".join(header.split()) or f"column {index} (no name)", fed_by[name])
        for index, (header, name) in enumerate(zip(file.header, fields, strict=True), start=1)
    ]
    fed = {column for columns in fed_by.values() for column in columns}
    checked.empty = [c.name for c in file.table.columns if c.name not in fed]
    for reason, names in declared.needs.items():
        if not fed & {*names}:
            checked.missing.setdefault(names, []).append(reason)
    left_out = {
        header: name
        for (header, columns), name in zip(checked.headers, fields, strict=True)
        if not columns and header in file.left_out
    }
    values = raw.sample(file, list(left_out.values()), _SAMPLE)
    checked.looks = {header: look_of(values[name], states) for header, name in left_out.items()}
    wanted = [name for names in declared.needs.values() for name in names]
    unfed = [c for c in file.table.columns if c.name in checked.empty]
    unfed.sort(key=lambda column: column.name not in wanted)
    checked.suggestions = suggest(list(left_out), unfed, checked.looks.__getitem__, declared.kinds)


def _accept(folder: Path, checked: list[Checked], headers: list[str]) -> None:
    """Write the suggestions that are wanted into the user's file."""
    suggested = {s.header for c in checked for s in c.suggestions}
    if unknown := [header for header in headers if header not in suggested]:
        there = f"there are {', '.join(map(repr, sorted(suggested)))}" if suggested else "none is"
        raise HubspokeError(f"nothing is suggested for {', '.join(map(repr, unknown))}; {there}")
    path = aliases.path_for(folder)
    for file in checked:
        for suggestion in file.suggestions:
            if not headers or suggestion.header in headers:
                aliases.add(path, file.table, suggestion.column, suggestion.header)
                print(
                    f"{path}: {file.table} reads {suggestion.header!r} as {suggestion.column}",
                    file=sys.stderr,
                )


# ---- what becomes of the rows


def _judge(root: Path, folder: Path, checked: list[Checked]) -> None:
    """Build what judges the files' rows in a temporary warehouse, and fill in the judgements.

    Raises HubspokeError, with what dbt said, when a model fails.
    """
    declared = read_declared(root)
    good = [c for c in checked if c.file]
    if not good:
        return
    models = sorted({_judging_model(c.table, declared[c.table].promoted_to) for c in good})
    if sys.stderr.isatty():
        print("judging the rows in a temporary warehouse ...", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="hubspoke-check-") as work:
        trial = Path(work) / "raw"
        for file in good:
            (trial / file.name).parent.mkdir(parents=True, exist_ok=True)
            (trial / file.name).symlink_to(file.file.path.resolve())
        if aliases.path_for(folder).is_file():
            shutil.copy(aliases.path_for(folder), aliases.path_for(trial))
        # What the project was parsed to is a third of the time.
        parsed = root / "target" / "partial_parse.msgpack"
        (Path(work) / "target").mkdir()
        if parsed.is_file():
            shutil.copy(parsed, Path(work) / "target")
        shutil.copy(root / "profiles.yml.example", Path(work) / "profiles.yml")
        database = Path(work) / "check.duckdb"
        environment = {
            "HUBSPOKE_RAW_DIR": str(trial),
            "HUBSPOKE_DUCKDB_PATH": str(database),
            "HUBSPOKE_COPIES_DIR": str(Path(work) / "copies"),
            "DBT_PROFILES_DIR": work,
        }
        arguments = ["--quiet", "build", "--target", "duckdb", "--target-path", f"{work}/target"]
        arguments += ["--log-path", work, "--resource-type", "model", "seed", "--select"]
        said = Path(work) / "said"
        with said.open("w") as output:
            arguments += [f"+{model}" for model in models]
            failed = run_dbt(arguments, environment, output)
        if failed:
            raise HubspokeError(
                f"the rows could not be judged (--headers-only does without); dbt said:\n"
                f"{said.read_text().strip()}"
            )
        with duckdb.connect(str(database), read_only=True) as connection:
            for file in good:
                file.judgement = _judgement(connection, file, declared[file.table])


def _judging_model(table: str, promoted_to: str) -> str:
    """The model that says of each row of a table whether it is turned away."""
    system, name = table.split(".")
    return promoted_to if promoted_to.endswith("_promotion") else f"int_{system}__{name}_set_aside"


def _judgement(
    connection: duckdb.DuckDBPyConnection, file: Checked, declared: Declared
) -> Judgement:
    system, name = file.table.split(".")
    model = _judging_model(file.table, declared.promoted_to)
    relations = dict(
        connection.execute(
            "select table_name, table_schema || '.' || table_name from information_schema.tables"
        ).fetchall()
    )
    staging = relations[f"stg_{system}__{name}"]
    if model.endswith("_promotion"):
        # A mart goes by its alias, in the schema of its folder.
        path = next((project_root() / "models" / "marts").glob(f"*/{model}.sql"))
        judged, warned = f"{path.parent.name}.{model.split('_', 1)[1]}", "warning_codes"
    else:
        judged, warned = relations[model], "null"
    rows = connection.execute(
        f"select reason_codes, {warned}, outcome from {staging} as staged left join {judged} as "
        "judged using (raw_row_id) where staged.source_file = ?",
        [file.name],
    ).fetchall()
    failed = connection.execute(
        f"select cast_failures from {staging} where source_file = ? and cast_failures is not null"
        " order by cast_failures",
        [file.name],
    ).fetchall()
    result = Judgement(rows=len(rows))
    for reasons, warnings, outcome in rows:
        away = outcome == "quarantined"
        result.turned_away += away
        for codes, counts in (
            (reasons if away else None, result.reasons),
            (warnings, result.warnings),
        ):
            for code in (codes or "").split(","):
                if code:
                    counts[code] = counts.get(code, 0) + 1
    staged_as = {
        raw.meta(column).get("staged_as", column["name"]): column["name"]
        for _, source in read_sources(project_root())
        for entry in source["tables"]
        if f"{source['name']}.{entry['name']}" == file.table
        for column in entry["columns"]
    }
    for (entries,) in failed:
        for entry in entries.split("\x1e"):
            column, _, text = entry.partition("\x1f")
            count, example = result.unread.get(column, (0, None))
            if staged_as.get(column, column) not in declared.personal:
                example = example or text[:_EXAMPLE_LENGTH]
            result.unread[column] = (count + 1, example)
    return result


# ---- how it is said


def _report(folder: Path, checked: list[Checked], not_read: list[str]) -> Iterator[str]:
    """The lines that a person reads."""
    for file in checked:
        yield from _file_report(file)
        yield ""
    yield from (f"NOT READ  {text}" for text in not_read)
    rows = sum(c.file.rows for c in checked if c.file)
    bad = sum(not c.is_good for c in checked) + len(not_read)
    yield f"{len(checked)} file{'s' * (len(checked) != 1)}, {rows:,} rows in {folder}: " + (
        f"{bad} need a look (above)" if bad else "all can be read"
    )


def _file_report(checked: Checked) -> Iterator[str]:
    if not checked.file:
        yield f"{checked.name}  ->  {checked.table}"
        yield f"  CANNOT BE READ  {checked.problem}"
        return
    file = checked.file
    lines = f" in {file.lines - 1:,} lines" if file.lines > file.rows + 1 else ""
    yield f"{checked.name}  ->  {checked.table}   {file.rows:,} rows{lines}, {file.encoding}"
    suggested = {s.header: s for s in checked.suggestions}
    same, others, ignored = [], [], []
    for header, columns in checked.headers:
        if [raw.header_key(header)] == [raw.header_key(column) for column in columns]:
            same += columns
        elif columns:
            others.append((header, f"-> {', '.join(columns)}"))
        elif header in suggested:
            suggestion = suggested[header]
            others.append((header, f"   left out; {suggestion.column}? {suggestion.why}"))
        elif look := checked.looks.get(header):
            others.append((header, f"   left out; its values are {look}"))
        elif header in checked.looks:
            others.append((header, "   left out"))
        else:
            ignored.append(header)
    width = max((len(header) for header, _ in others), default=0)
    yield from (f"  {header:<{min(width, 40)}}  {said}" for header, said in others)
    yield from _wrapped("by the column's own name", same)
    yield from _wrapped("left out on purpose", ignored)
    yield from _wrapped("stays empty", checked.empty)
    for columns, reasons in checked.missing.items():
        yield (
            f"  MISSING  no header for {' or '.join(columns)}: every row is turned away "
            f"({', '.join(reasons)})"
        )
    if checked.suggestions:
        headers = " ".join(shlex.quote(suggestion.header) for suggestion in checked.suggestions)
        yield f"  to accept: hubspoke check --accept {headers}"
    known = ("read as NULL, not in the file", "left out, not declared")
    for text in file.warnings:
        said = text.removeprefix(f"{file.name}: ")
        if not said.startswith(known):
            yield f"  warning: {said}"
    if checked.judgement:
        yield from _judgement_report(checked.judgement)


def _wrapped(label: str, names: list[str]) -> Iterator[str]:
    if not names:
        return
    line = f"  {label}:"
    for name in names:
        if len(line) + len(name) > 96:
            yield line
            line = "    "
        line += f" {name}," if name != names[-1] else f" {name}"
    yield line


def _judgement_report(judgement: Judgement) -> Iterator[str]:
    kept = judgement.rows - judgement.turned_away
    away = f"{judgement.turned_away:,} turned away" if kept else "EVERY ROW WOULD BE TURNED AWAY"
    yield f"  rows: {kept:,} of {judgement.rows:,} would be kept, {away}"
    for label, counts in (
        ("turned away", judgement.reasons),
        ("kept with a warning", judgement.warnings),
    ):
        if counts:
            most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            shown = [f"{code} {count:,}" for code, count in most[:_SHOWN_REASONS]]
            more = len(most) - len(shown)
            yield from _wrapped(label, shown + ([f"{more} more"] if more else []))
    for column, (count, example) in judgement.unread.items():
        shown = f", such as {example!r}" if example else ""
        yield f"  cannot be read: {column} in {count:,} rows{shown}"


def _as_json(folder: Path, checked: list[Checked], not_read: list[str]) -> dict:
    """The same for programs."""
    return {
        "raw_dir": str(folder),
        "ok": all(c.is_good for c in checked) and not not_read,
        "files": [_file_json(c) for c in checked],
        "not_read": not_read,
    }


def _file_json(checked: Checked) -> dict:
    file, judgement = checked.file, checked.judgement
    suggested = {s.header: s for s in checked.suggestions}
    return {
        "file": checked.name,
        "table": checked.table,
        "problem": checked.problem or None,
        "rows": file.rows if file else None,
        "lines": (file.lines or None) if file else None,
        "encoding": file.encoding if file else None,
        "headers": [
            {
                "header": header,
                "columns": columns,
                "suggestion": suggested[header].column if header in suggested else None,
                "why": suggested[header].why if header in suggested else None,
                "looks_like": checked.looks.get(header) or None,
            }
            for header, columns in checked.headers
        ],
        "empty_columns": checked.empty,
        "missing": [
            {"columns": columns, "reasons": reasons} for columns, reasons in checked.missing.items()
        ],
        "warnings": file.warnings if file else [],
        "judged": judgement
        and {
            "rows": judgement.rows,
            "turned_away": judgement.turned_away,
            "reasons": judgement.reasons,
            "warnings": judgement.warnings,
            "cannot_be_read": {
                column: {"rows": count, "example": example}
                for column, (count, example) in judgement.unread.items()
            },
        },
    }
