"""Raw files and the contract they are read by.

The contract is the sources' YAML (models/staging/<system>/_<system>__sources.yml). A table's
`config.meta.file_patterns` name its files inside `<raw folder>/<system>/`, its
`config.meta.ignored_columns` the headers that are left out on purpose, its
`config.meta.combined_columns` those that hold several columns' values in one cell, and a column's
`config.meta.aliases` the headers it goes by in vendors' exports. A user's own headers and sheets
stand in `raw_aliases.yml` beside the raw folder (hubspoke/aliases.py). Both engines read through
the query that `select_sql` makes: DuckDB as a view, Postgres by streaming its result. What DuckDB
cannot read as it is, is read from a copy (hubspoke/copies.py).
"""

from __future__ import annotations

import csv
import fnmatch
import functools
import glob
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import yaml

from hubspoke import aliases, copies, text_files
from hubspoke.aliases import Aliases
from hubspoke.project import HubspokeError
from hubspoke.text_files import CHUNK, LONGEST_ROW

SOURCE_FILE = "_source_file"
# What makes a file the same file: table, name, content, and the contract it was read by.
FileKey = tuple[str, str, str, str]

_FORMATS = (".csv", ".csv.gz", ".parquet", ".ndjson", ".xlsx")
# What `hubspoke generate` writes beside the systems' folders.
_NO_SYSTEM = "truth"
csv.field_size_limit(LONGEST_ROW)
# What a cell is split into that holds several columns' values.
_PARTS = ("city", "state", "zip")
# What a withheld column's flag must say for its value to be read; macros/engine/prepare_raw.sql
# has the same for the system's own tables.
_NO = "('false', 'f', 'no', 'n', '0')"
_SAVE_ANEW = "save it anew, as UTF-8 without a byte order mark and with its header in one line"


@dataclass(frozen=True)
class RawColumn:
    """A declared column: its name, the headers it also goes by, whether files may lack it.

    withheld_unless_false: a column beside it; where that does not plainly say no, the value stays
    in its file.
    """

    name: str
    aliases: tuple[str, ...] = ()
    optional: bool = False
    withheld_unless_false: str | None = None
    # headers that a user's raw_aliases.yml gives it; they go before all others
    own_aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Combined:
    """Headers of cells that hold a city, a state and perhaps a ZIP code, and their columns."""

    headers: tuple[str, ...]
    # city, state and, where the table has one, ZIP code
    columns: tuple[str, ...]


@dataclass(frozen=True)
class RawTable:
    """A declared source table."""

    system: str
    name: str
    columns: tuple[RawColumn, ...]
    patterns: tuple[str, ...]
    combined: tuple[Combined, ...] = ()
    # file -> sheet, where a user chose one of a spreadsheet's
    sheets: tuple[tuple[str, str], ...] = ()
    # headers, as patterns, that files are known to have and that are left out without a warning;
    # they do not change what is read, so they are no part of the hash
    ignored: tuple[str, ...] = field(default=(), repr=False)

    @property
    def qualified(self) -> str:
        """`<system>.<table>`, the name in logs and in ops."""
        return f"{self.system}.{self.name}"

    @property
    def schema(self) -> str:
        """The schema the raw relation lives in."""
        return f"raw_{self.system}"

    @property
    def contract_hash(self) -> str:
        """Changes when the declared columns, aliases or patterns change."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass
class RawFile:
    """A raw file that was looked at: what it holds and how to read it."""

    table: RawTable
    path: Path
    # `<system>/<file>`, as the rows and ops.load_log have it
    name: str
    state: tuple = ()
    size: int = 0
    sha256: str = ""
    encoding: str = "utf-8"
    rows: int = 0
    # declared column -> the file's fields that feed it, first one first (several in ndjson only)
    fields: dict[str, list[str]] = field(default_factory=dict)
    # column -> (field, part): read from a cell that holds several columns' values
    parts: dict[str, tuple[str, int]] = field(default_factory=dict)
    header: list[str] = field(default_factory=list)
    # the headers that feed no column and are not ignored on purpose
    left_out: list[str] = field(default_factory=list)
    # of a CSV file: its columns, its lines, and what ends them
    width: int = 0
    lines: int = 0
    line_end: str = "\n"
    # what is read in the file's place, where DuckDB cannot read the file itself
    copy: Path | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def note(self) -> str | None:
        """The warnings without the file's name, a line for each, as ops.load_log has them."""
        lines = [text.removeprefix(f"{self.name}: ") for text in self.warnings]
        return "\n".join(lines) or None

    @property
    def kind(self) -> str:
        """The file's format, as the end of its name says."""
        return next(suffix for suffix in _FORMATS if self.path.name.lower().endswith(suffix))

    @property
    def is_csv(self) -> bool:
        """Whether it is read as CSV: by position, with lines and quotes."""
        return self.kind.startswith(".csv") or self.copy is not None

    @property
    def readable(self) -> Path:
        """The file that is read: its copy where it has one."""
        return self.copy or self.path

    @property
    def text_encoding(self) -> str:
        """What the file that is read is written in."""
        return text_files.UTF8 if self.copy else self.encoding

    @property
    def sheet(self) -> str:
        """The sheet of a spreadsheet that a user chose, else empty."""
        return dict(self.table.sheets).get(self.name, "")

    @property
    def key(self) -> FileKey:
        """What a file is recognised by when it is seen again."""
        return (self.table.qualified, self.name, self.sha256, self.table.contract_hash)


@dataclass(frozen=True)
class LeftOut:
    """What lies in the raw folder and is not read: where, its name, why, its size in bytes."""

    # the system, or `.` for the raw folder itself
    folder: str
    # as a file's name in ops.load_log
    name: str
    problem: str
    size: int = 0

    def __str__(self) -> str:
        return f"{self.name}: not read, {self.problem}"


def read_sources(root: Path) -> list[tuple[Path, dict]]:
    """Every source of raw files that is declared, with the YAML file it stands in.

    root: the dbt project's folder. Sources whose schema is not `raw_<system>` are not files.
    Raises HubspokeError when a YAML file cannot be parsed.
    """
    # The loader in C is ten times as fast, and every dbt command waits for it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    sources: list[tuple[Path, dict]] = []
    for path in sorted((root / "models" / "staging").glob("*/_*__sources.yml")):
        try:
            document = yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {}
        except yaml.YAMLError as error:
            raise HubspokeError(f"{path}: not valid YAML: {error}") from error
        for source in document.get("sources") or []:
            if source.get("schema") == f"raw_{source['name']}":
                sources.append((path, source))
    return sources


def read_contract(root: Path, raw: Path | None = None) -> list[RawTable]:
    """Every raw table the sources' YAML declares, in a stable order.

    root: the dbt project's folder. raw: the raw folder, whose user's aliases are added. Raises
    HubspokeError when a YAML file cannot be parsed, a list in it is no list, or the user's file
    names what is not declared.
    """
    own = aliases.path_for(raw) if raw else None
    said = aliases.read(own) if own else Aliases()
    tables = [
        _read_table(path, source["name"], entry, said)
        for path, source in read_sources(root)
        for entry in source["tables"]
    ]
    columns = {table.qualified: {column.name for column in table.columns} for table in tables}
    for table, headers in said.headers.items():
        if table not in columns:
            raise HubspokeError(
                f"{own}: no table is called {table}; there are {', '.join(columns)}"
            )
        if unknown := set(headers) - columns[table]:
            raise HubspokeError(
                f"{own}: {table} has no column {', '.join(sorted(unknown))}; it has "
                f"{', '.join(sorted(columns[table]))}"
            )
    return tables


def _read_table(path: Path, system: str, entry: dict, said: Aliases) -> RawTable:
    headers = said.headers.get(f"{system}.{entry['name']}", {})
    columns = tuple(
        RawColumn(
            column["name"],
            _meta_list(path, column, "aliases", []),
            meta(column).get("optional", False),
            meta(column).get("withheld_unless_false"),
            tuple(headers.get(column["name"], [])),
        )
        for column in entry.get("columns") or []
        if column["name"] != SOURCE_FILE
    )
    patterns = _meta_list(path, entry, "file_patterns", [f"{entry['name']}*"])
    ignored = _meta_list(path, entry, "ignored_columns", [])
    combined = tuple(
        Combined(tuple(some["headers"]), tuple(some[part] for part in _PARTS if part in some))
        for some in meta(entry).get("combined_columns", [])
    )
    sheets = tuple(
        (file, sheet) for file, sheet in said.sheets.items() if file.startswith(f"{system}/")
    )
    return RawTable(system, entry["name"], columns, patterns, combined, sheets, ignored)


def meta(entry: dict) -> dict:
    """What `config.meta` of a table or column in the sources' YAML says."""
    return (entry.get("config") or {}).get("meta") or {}


def _meta_list(path: Path, entry: dict, key: str, default: list[str]) -> tuple[str, ...]:
    value = meta(entry).get(key, default)
    if not isinstance(value, list):
        raise HubspokeError(f"{path}: {key} of {entry['name']} must be a list, not {value!r}")
    return tuple(str(text) for text in value)


def find_files(
    raw: Path, tables: Iterable[RawTable]
) -> tuple[dict[RawTable, list[Path]], list[LeftOut]]:
    """Which file belongs to which table.

    raw: the raw folder. tables: all that are declared: a file goes to the longest pattern that
    matches it, so `f_5500_sf_2024.csv` is no `f_5500*`. Returns the files per table, sorted by
    name, and what lies in the raw folder and is not read.
    """
    found: dict[RawTable, list[Path]] = {table: [] for table in tables}
    systems = {table.system for table in found}
    problem = "raw files lie in a folder called as a declared system"
    left_out = [
        LeftOut(".", path.name, problem, _size(path))
        for path in _listed(raw)
        if path.name not in {*systems, _NO_SYSTEM}
        and (path.is_dir() or path.name.lower().endswith(_FORMATS))
    ]
    for system in sorted(systems):
        for path in _listed(raw / system):
            matches = [
                (len(pattern), table)
                for table in found
                for pattern in table.patterns
                if table.system == system
                and fnmatch.fnmatchcase(path.name.lower(), pattern.lower())
            ]
            if not path.is_file():
                problem = "it is not a file"
            elif not path.name.lower().endswith(_FORMATS):
                problem = f"its name does not end in {', '.join(_FORMATS)}"
            elif not matches:
                problem = (
                    f"no declared table of {system} claims it (its name must begin with the "
                    "table's, or match its file_patterns)"
                )
            else:
                found[max(matches, key=lambda match: match[0])[1]].append(path)
                continue
            left_out.append(LeftOut(system, f"{system}/{path.name}", problem, _size(path)))
    return found, left_out


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _listed(folder: Path) -> list[Path]:
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in paths if not path.name.startswith((".", "_"))]


def normalise_header(text: str) -> str:
    """A header as a column's name: `# Employees` -> `employees`."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def header_key(text: str) -> str:
    """A header as it is compared, letters and digits alone: `Web Site`, `website` -> `website`."""
    return re.sub(r"[\W_]+", "", text.casefold())


def file_state(path: Path) -> tuple:
    """Differs when the file may have changed: where it is, its size, its times of change.

    Raises OSError when it is not there.
    """
    stat = path.stat()
    return (str(path), stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


def inspect(table: RawTable, path: Path, known: dict[FileKey, tuple[str, int]]) -> RawFile:
    """Look at one file: its hash, encoding, header and, unless known, every row.

    known: files that were read whole before -> (encoding, rows); their rows are not checked again.
    Raises HubspokeError, naming file and line, when the file is not a table of the declared kind.
    """
    try:
        return _inspect(RawFile(table, path, f"{table.system}/{path.name}"), known)
    except OSError as error:
        raise HubspokeError(f"{path}: cannot be read ({error.strerror or error})") from error


def undeclared(system: str, table: str, path: Path) -> RawFile:
    """Look at a file that no table declares yet, as if it were one of the table's.

    system, table: what the table is to be called. Returns the file with a table of its own, one
    column per header. Raises HubspokeError when the file cannot be read, or two of its headers
    would be one column.
    """
    patterns = (f"{table}*",)
    file = RawFile(RawTable(system, table, (), patterns), path, f"{system}/{path.name}")
    if not path.is_file() or not path.name.lower().endswith(_FORMATS):
        raise HubspokeError(f"{path}: is no file that ends in {', '.join(_FORMATS)}")
    if copies.is_needed(_look_at_encoding(file)):
        file.sha256 = _hash(path)
        file.copy = copies.make(path, file.encoding, file.sha256)
    header = _header(file)
    names = [normalise_header(text) for text in header]
    for text, name in zip(header, names, strict=True):
        if not re.match("[a-z]", name) or names.count(name) > 1:
            raise HubspokeError(
                f"{path}, line 1: header {text!r} makes no column name of its own ({name!r}); "
                "give it another in a copy of the file, and name the file's as an alias afterwards"
            )
    columns = tuple(RawColumn(name) for name in names)
    file.table = RawTable(system, table, columns, patterns)
    _match_columns(file, header)
    file.rows = _count_rows(file)
    return file


def inspect_all(
    files: Iterable[tuple[RawTable, Path]], known: dict[FileKey, tuple[str, int]]
) -> list[RawFile | HubspokeError]:
    """Inspect files two at a time; in their order what each holds, or what is wrong with it.

    While one file is hashed or read by DuckDB, Python looks at the bytes of the other.
    """

    def look(job: tuple[RawTable, Path]) -> RawFile | HubspokeError:
        try:
            return inspect(*job, known)
        except HubspokeError as error:
            return error

    _duckdb(None)
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(look, files))


def _inspect(file: RawFile, known: dict[FileKey, tuple[str, int]]) -> RawFile:
    file.state = file_state(file.path)
    file.size = file.state[2]
    if file.size == 0:
        raise HubspokeError(
            f"{file.path}: is empty, not even a header; remove it or export it again"
        )
    file.sha256 = _hash(file.path)
    before = known.get(file.key)
    if before:
        file.encoding, file.rows = before
        if said := text_files.SAID.get(file.encoding):
            file.warnings.append(f"{file.name}: {said}")
    else:
        _look_at_encoding(file)
    if copies.is_needed(file.encoding):
        file.copy = copies.make(file.path, file.encoding, file.sha256, file.sheet)
    header = _header(file)
    _match_columns(file, header)
    if not before:
        file.rows = _count_rows(file)
    return file


def _look_at_encoding(file: RawFile) -> str:
    """Find out a file's encoding, and warn where it is not UTF-8."""
    if file.kind == ".xlsx":
        file.encoding = copies.XLSX
        names = copies.sheets(file.path)
        if len(names) > 1 and not file.sheet:
            file.warnings.append(
                f"{file.name}: its first sheet {names[0]!r} is read, not {', '.join(names[1:])}; "
                "choose one under sheets in raw_aliases.yml"
            )
    elif file.kind != ".parquet":
        is_json = file.kind == ".ndjson"
        file.encoding, said = text_files.encoding_of(file.path, is_json=is_json)
        if said:
            file.warnings.append(f"{file.name}: {said}")
    return file.encoding


def _header(file: RawFile) -> list[str]:
    """The names of a file's fields."""
    read = {".parquet": _parquet_fields, ".ndjson": _ndjson_fields}.get(file.kind, _csv_header)
    file.header = read(file)
    return file.header


def check_unchanged(file: RawFile) -> None:
    """Raise HubspokeError when the file is not the one that was inspected any more."""
    try:
        same = file_state(file.path) == file.state
    except OSError:
        same = False
    if not same:
        raise HubspokeError(f"{file.path}: changed while it was read; start again when it is whole")


@functools.cache
def _duckdb(threads: int | None) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": threads} if threads else {})
    connection.execute("set global TimeZone = 'UTC'")
    return connection


def session(threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to read files with; it writes times in UTC, as the warehouse does.

    threads: how many work on a query, all of the machine's when not given.
    """
    return _duckdb(threads).cursor()


def select_sql(table: RawTable, files: list[RawFile]) -> str:
    """The query that reads a table's files: declared columns as text, then `_source_file`.

    No file gives an empty relation of the same shape.
    """
    if not files:
        columns = [f'cast(null as varchar) as "{column.name}"' for column in table.columns]
        columns.append(f"cast(null as varchar) as {SOURCE_FILE}")
        return f"select {', '.join(columns)} where false"
    return "\nunion all\n".join(_file_sql(file) for file in files)


def _file_sql(file: RawFile) -> str:
    columns = []
    for column in file.table.columns:
        value = _column_sql(file, column.name)
        if column.withheld_unless_false:
            flag = _column_sql(file, column.withheld_unless_false)
            value = f"case when lower(trim({flag})) in {_NO} then {value} end"
        columns.append(f'{value} as "{column.name}"')
    columns.append(f"{literal(file.name)} as {SOURCE_FILE}")
    return f"select {', '.join(columns)} from {_reader(file)}"


def _column_sql(file: RawFile, column: str) -> str:
    if column in file.parts:
        name, part = file.parts[column]
        return _part_sql(_field_sql(file, name), part)
    sources = [_field_sql(file, name) for name in file.fields.get(column, [])]
    if len(sources) > 1:
        return f"coalesce({', '.join(sources)})"
    return "".join(sources) or "cast(null as varchar)"


def _part_sql(cell: str, part: int) -> str:
    """City (1), state (2) or ZIP code (3) of a cell such as `Columbus, OH 43004`.

    The city ends at the first comma, slash, bar, semicolon or dash between blanks; without one, two
    letters at the end are the state.
    """
    zip_code = r"(?:[\s,]+(\d{5}(?:-?\d{4})?))?\s*$"
    divided = r"^\s*(.*?)\s*(?:[,/|;]|\s[-–]\s)\s*(.*?)" + zip_code
    plain = r"^\s*(.*?)(?:\s+([A-Za-z]{2}))?" + zip_code
    return (
        f"nullif(case when regexp_matches({cell}, '[,/|;]|\\s[-–]\\s')"
        f" then regexp_extract({cell}, {literal(divided)}, {part})"
        f" else regexp_extract({cell}, {literal(plain)}, {part}) end, '')"
    )


def _field_sql(file: RawFile, name: str) -> str:
    if file.kind == ".ndjson":
        return "json ->> " + literal('$."' + name.replace('"', '\\"') + '"')
    quoted = '"' + name.replace('"', '""') + '"'
    return f"cast({quoted} as varchar)" if file.kind == ".parquet" else quoted


def _reader(file: RawFile) -> str:
    path = literal(glob.escape(str(file.readable)))
    if file.kind == ".parquet":
        # Older writers do not mark their bytes as text.
        return f"read_parquet({path}, binary_as_string = true)"
    if file.kind == ".ndjson":
        return f"read_ndjson_objects({path})"
    # Nothing is guessed: columns go by position, under the names the header was matched to, and a
    # line break quoted in the header does not pass for what ends the lines.
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(file.width))
    compression = "gzip" if file.readable.name.lower().endswith(".gz") else "none"
    return (
        f"read_csv({path}, auto_detect = false, header = true, delim = ',', quote = '\"', "
        f"escape = '\"', encoding = '{file.text_encoding}', compression = '{compression}', "
        f"new_line = {literal(file.line_end.encode('unicode_escape').decode())}, "
        f"max_line_size = {LONGEST_ROW}, columns = {{{columns}}})"
    )


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _text(file: RawFile) -> io.TextIOWrapper:
    return text_files.text(file.readable, file.text_encoding)


class _Lines:
    """The lines of a text, and what the last one ended in."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream = stream
        self.end = ""

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            self.end = line[len(line.rstrip("\r\n")) :]
            yield line


def _csv_header(file: RawFile) -> list[str]:
    """The names in the first record, checked to be a header at all."""
    with _text(file) as stream:
        lines = _Lines(io.StringIO(stream.read(LONGEST_ROW), newline=""))
    try:
        header = next(csv.reader(lines, strict=True, skipinitialspace=True), [])
    except csv.Error as error:
        raise HubspokeError(f"{file.path}, line 1: is not a CSV header ({error})") from error
    file.line_end = lines.end or "\n"
    if not header:
        raise HubspokeError(f"{file.path}, line 1: is empty; the header must be in the first line")
    if len(header) == 1 and len(file.table.columns) > 1:
        other = max(";\t|", key=header[0].count)
        if other in header[0]:
            raise HubspokeError(
                f"{file.path}, line 1: has one column where {file.table.qualified} declares "
                f"{len(file.table.columns)}; it seems to be delimited by {other!r}: save it with "
                "commas"
            )
    return header


def _parquet_fields(file: RawFile) -> list[str]:
    try:
        with session() as connection:
            rows = connection.execute(f"select * from {_reader(file)} limit 0")
            return [name for name, *_ in rows.description]
    except duckdb.Error as error:
        raise HubspokeError(f"{file.path}: is not a Parquet file ({_first_line(error)})") from error


def _ndjson_fields(file: RawFile) -> list[str]:
    query = (
        "select distinct unnest(case when json_type(json) = 'OBJECT' then json_keys(json)"
        f" else [null] end) as key from {_reader(file)} order by key"
    )
    try:
        with session() as connection:
            keys = [key for (key,) in connection.execute(query).fetchall()]
    except duckdb.Error as error:
        raise HubspokeError(_ndjson_problem(file, error)) from error
    if None in keys:
        raise HubspokeError(_ndjson_problem(file))
    return keys


def _match_columns(file: RawFile, header: list[str]) -> None:
    """Fill file.fields: which field feeds which declared column; warn of the rest.

    Columns take the headers that a user gave them first, then those that are their own names, then
    those of their aliases, an earlier alias before a later one; what no header feeds can be part of
    a combined one.
    """
    fields = fields_of(file)
    by_key: dict[str, list[str]] = {}
    for name, own in zip(header, fields, strict=True):
        by_key.setdefault(header_key(name), []).append(own)
    file.width = len(header)
    columns = file.table.columns
    used: set[str] = set()
    ranked = [(c, c.own_aliases) for c in columns]
    ranked += [(c, (c.name,)) for c in columns] + [(c, c.aliases) for c in columns]
    for column, names in ranked:
        for own in (own for name in names for own in by_key.get(header_key(name), [])):
            # Only the objects of ndjson differ in their keys from row to row.
            if own not in used and (file.kind == ".ndjson" or column.name not in file.fields):
                file.fields.setdefault(column.name, []).append(own)
                used.add(own)
    for combined in file.table.combined:
        for own in (own for name in combined.headers for own in by_key.get(header_key(name), [])):
            free = [
                (part, name)
                for part, name in enumerate(combined.columns, start=1)
                if name not in file.fields and name not in file.parts
            ]
            if own not in used and free:
                file.parts.update({name: (own, part) for part, name in free})
                used.add(own)
    fed = {*file.fields, *file.parts}
    if not fed:
        line = "" if file.kind == ".parquet" else ", line 1"
        raise HubspokeError(
            f"{file.path}{line}: not a table of {file.table.qualified}: none of its columns is "
            f"declared (it begins with: {', '.join(header)[:100]!r}); hubspoke check says which "
            "header could be which column"
        )
    missing = [c.name for c in columns if c.name not in fed and not c.optional]
    if missing:
        file.warnings.append(f"{file.name}: read as NULL, not in the file: {', '.join(missing)}")
    file.left_out = [
        " ".join(name.split()) or f"column {index} (no name)"
        for index, (name, own) in enumerate(zip(header, fields, strict=True), start=1)
        if own not in used and not _is_ignored(file.table, name)
    ]
    if file.left_out:
        file.warnings.append(
            f"{file.name}: left out, not declared or a second header of one column: "
            f"{', '.join(file.left_out)}"
        )


def fields_of(file: RawFile) -> list[str]:
    """The names a file's fields are read by, in the order of its header."""
    return [f"c{index}" if file.is_csv else name for index, name in enumerate(file.header)]


def sample(file: RawFile, fields: list[str], rows: int) -> dict[str, list[str | None]]:
    """The values of some fields (see fields_of) in a file's first rows."""
    if not fields:
        return {}
    values = ", ".join(_field_sql(file, name) for name in fields)
    with session() as connection:
        found = connection.execute(
            f"select {values} from {_reader(file)} limit {int(rows)}"
        ).fetchall()
    return {name: [row[index] for row in found] for index, name in enumerate(fields)}


def _is_ignored(table: RawTable, header: str) -> bool:
    name = normalise_header(header)
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in table.ignored)


def _count_rows(file: RawFile) -> int:
    """Read every row once, strictly, and count them; raises HubspokeError at the first bad one."""
    query = f"select count(*), 0 from {_reader(file)}"
    if not file.is_csv:
        # A count alone would not unpack the values, and Postgres stores no zero byte.
        values = ", ".join(f'"{column.name}"' for column in file.table.columns)
        zeros = f"count(*) filter (where contains(concat({values}), chr(0)))"
        query = f"select count(*), {zeros} from ({_file_sql(file)})"
    try:
        with session() as connection:
            rows, zeros_found = connection.execute(query).fetchall()[0]
    except duckdb.Error as error:
        if file.kind == ".ndjson":
            raise HubspokeError(_ndjson_problem(file, error)) from error
        if file.kind == ".parquet":
            raise HubspokeError(
                f"{file.path}: cannot be read ({_first_line(error)}); copy it again"
            ) from error
        raise HubspokeError(_csv_problem(file, error)) from error
    if zeros_found:
        raise HubspokeError(
            f"{file.path}: {zeros_found} rows hold a zero character, which Postgres cannot store; "
            "export it again without"
        )
    if file.is_csv:
        _check_count(file, rows)
    return rows


def _check_count(file: RawFile, rows: int) -> None:
    """Raise HubspokeError unless a CSV file holds as many rows as DuckDB finds.

    DuckDB 1.5 has been seen to find none behind some headers, to pass, once in a while, a row with
    a cell too many, and to drop a last row that is too long. All of it shows in the number of
    commas and of line ends that no quotes enclose.
    """
    marks = _marks(file)
    file.lines = marks.lines
    is_same = marks.commas == (rows + 1) * (file.width - 1) and marks.records == rows + 1
    if file.width == 1 or not is_same:
        rows_again, problem = _read_again(file, spare_cells=True)
        if problem:
            raise HubspokeError(f"{file.path}, {problem}")
        if rows_again != rows:
            raise HubspokeError(
                f"{file.path}: DuckDB finds {rows} of {rows_again} rows; {_SAVE_ANEW}"
            )
    if marks.lines > marks.records and (swallowed := _swallowed_rows(file)):
        file.warnings.append(
            f"{file.name}: {rows} rows in {marks.lines - 1} lines: {swallowed}; a stray quote can "
            "swallow what follows it: look there, and double quotes that are part of a text"
        )


@dataclass(frozen=True)
class _Marks:
    """What a CSV file consists of: commas and records outside quotes, and lines in all."""

    commas: int
    records: int
    lines: int


def _marks(file: RawFile) -> _Marks:
    """Count a CSV file's commas and line ends; raise HubspokeError at a line over 2 MB."""
    end = file.line_end[-1:].encode()
    commas = records = lines = quotes = open_length = 0
    last = b""
    for _, chunk in text_files.chunks(file.readable):
        parts = chunk.split(b'"')
        outside = b"".join(parts[quotes % 2 :: 2])
        commas += outside.count(b",")
        records += outside.count(end)
        quotes += len(parts) - 1
        if end in chunk:
            lines += chunk.count(end)
            open_length = len(chunk) - chunk.rfind(end) - 1
        else:
            open_length += len(chunk)
        if open_length > LONGEST_ROW:
            raise HubspokeError(
                f"{file.path}, line {lines + 1}: is longer than 2 MB; usually a quote is not "
                "closed, or a line end is missing"
            )
        last = chunk[-1:]
    is_open = last not in (b"", end)
    return _Marks(commas, records + is_open, lines + is_open)


def _swallowed_rows(file: RawFile) -> str:
    """Where cells hold whole rows, if any do.

    Such a cell begins with the rest of its row and ends with as many cells of another as stand
    before it: its lines have the commas of whole rows. In a narrow file a text of two lines can
    have as many, and is not suspected.
    """
    cells = ", ".join(f"{{'place': {index}, 'text': c{index}}}" for index in range(file.width))
    mark = "chr(13)" if file.line_end == "\r" else "chr(10)"
    query = f"""
        with cells as (select unnest([{cells}]) as cell from {_reader(file)}),
        split as (
            select cell.place, string_split(cell.text, {mark}) as pieces
            from cells where contains(cell.text, {mark})
        ),
        counted as (
            select place, len(pieces) as line_count, list_transform(
                pieces, lambda piece: len(piece) - len(replace(piece, ',', ''))
            ) as commas
            from split
        )
        select count(*), max(line_count) from counted
        where line_count > {1 if file.width > 3 else 3} and commas[1] >= {file.width - 1} - place
            and commas[-1] >= place and list_sum(commas) >= (line_count - 1) * {file.width - 1}
    """
    with session() as connection:
        count, longest = connection.execute(query).fetchall()[0]
    if not count:
        return ""
    with _text(file) as stream:
        reader = csv.reader(_Lines(stream), skipinitialspace=True)
        start = 1
        for row in reader:
            if any(cell.count(file.line_end[-1]) + 1 == longest for cell in row):
                break
            start = reader.line_num + 1
    more = f", and {count - 1} more" if count > 1 else ""
    return f"in the row that begins in line {start} a cell holds {longest} lines{more}"


def _csv_problem(file: RawFile, error: Exception) -> str:
    """What is wrong with a CSV file that DuckDB refused, and in which line of the file.

    DuckDB counts rows where it says line, so the file is read again, up to the first bad row.
    """
    _, problem = _read_again(file, spare_cells=False)
    if problem:
        return f"{file.path}, {problem}"
    said = " ".join(str(error).splitlines()[:3])
    return f"{file.path}: cannot be read as CSV ({said}); {_SAVE_ANEW}"


def _read_again(file: RawFile, *, spare_cells: bool) -> tuple[int, str]:
    """Read a CSV file with Python; returns its rows and, of the first bad one, line and problem.

    spare_cells: whether a row may have empty cells too many, which DuckDB mostly lets pass.
    """
    with _text(file) as stream:
        lines = _Lines(stream)
        # As for DuckDB, a quote may stand behind blanks.
        reader = csv.reader(lines, strict=True, skipinitialspace=True)
        start, rows = 1, -1
        try:
            for row in reader:
                if lines.end not in ("", file.line_end):
                    return rows, (
                        f"line {reader.line_num}: ends otherwise than the lines before; save the "
                        "file with one kind of line ending"
                    )
                spare = row[file.width :]
                if row and (len(row) < file.width or (any(spare) if spare_cells else spare)):
                    cut = "" if lines.end else "; the last row is cut off, copy it again"
                    return rows, (
                        f"line {start}: {len(row)} columns where the header has {file.width}{cut}"
                    )
                if sum(map(len, row)) + len(row) > LONGEST_ROW:
                    return rows, f"line {start}: the row that begins here is longer than 2 MB"
                # DuckDB passes over blank lines too, unless an only column could be empty there.
                rows += bool(row) or file.width == 1
                start = reader.line_num + 1
        except csv.Error as error:
            return rows, (
                f"line {start}: a quote is not balanced in the row that begins here ({error})"
            )
    return rows, ""


def _ndjson_problem(file: RawFile, error: Exception | None = None) -> str:
    """What is wrong with an ndjson file that DuckDB refused, and in which line of the file."""
    with file.path.open(encoding="utf-8", newline="\n") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                if line.strip() and not isinstance(json.loads(line), dict):
                    raise ValueError("it is not an object")
            except (ValueError, RecursionError) as problem:
                return f"{file.path}, line {number}: is not JSON, one object a line ({problem})"
    return f"{file.path}: is not JSON, one object a line ({_first_line(error) if error else ''})"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
