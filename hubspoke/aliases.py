"""The user's own headers and sheets: `raw_aliases.yml` beside the raw folder.

    intake.company_raw_intake:
      website: [Homepage]                    # a column, and the headers it goes by here
      num_employees: [Staff, Team size]
    sheets:
      intake/companies.xlsx: Clients 2026    # a spreadsheet, and which of its sheets is read

It is the user's, not the project's: what stands in it goes before the aliases that the sources'
YAML declares, on both engines, and a change of it has the files read anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from hubspoke.project import HubspokeError

FILE = "raw_aliases.yml"
_SHEETS = "sheets"


@dataclass(frozen=True)
class Aliases:
    """What a user's file says: table -> column -> headers, and file -> sheet."""

    headers: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)


def path_for(raw: Path) -> Path:
    """Where the user's file for this raw folder lies, whether or not it is there."""
    return raw.resolve().parent / FILE


def read(path: Path) -> Aliases:
    """What the file says, nothing when it is not there.

    Raises HubspokeError, naming file and place, when it cannot be read as described above.
    """
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except FileNotFoundError:
        return Aliases()
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise HubspokeError(f"{path}: cannot be read ({error})") from error
    if not isinstance(document, dict):
        raise HubspokeError(f"{path}: must name tables, each with its columns and their headers")
    sheets = document.pop(_SHEETS, None) or {}
    if not _is_mapping_of(sheets, str):
        raise HubspokeError(f"{path}: {_SHEETS} must say file: sheet, as intake/companies.xlsx: A")
    headers: dict[str, dict[str, list[str]]] = {}
    for table, columns in document.items():
        if not _is_mapping_of(columns, (str, list)):
            raise HubspokeError(
                f"{path}: {table} must say column: [header, ...], as website: [Homepage]"
            )
        headers[str(table)] = {
            column: [texts] if isinstance(texts, str) else [str(text) for text in texts]
            for column, texts in columns.items()
        }
    return Aliases(headers, sheets)


def add(path: Path, table: str, column: str, header: str) -> None:
    """Write that a column goes by a header into the user's file; comments in it are kept.

    table: `<system>.<table>`. Raises HubspokeError when the file is there and cannot be read.
    """
    known = read(path).headers
    if header in known.get(table, {}).get(column, []):
        return
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else [_HEAD]
    value = yaml.safe_dump([header], default_flow_style=True, width=1000, allow_unicode=True)
    entry = f"  {column}: {value.strip()}"
    heading = f"{table}:"
    if column in known.get(table, {}):
        # Said again with the new header: the rest of the file stays as somebody wrote it.
        document = yaml.safe_load("\n".join(lines)) or {}
        document[table][column] = [*known[table][column], header]
        text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)
        lines = [line for line in lines if line.startswith("#")] + text.splitlines()
    elif heading in lines:
        lines.insert(lines.index(heading) + 1, entry)
    else:
        lines += [heading, entry]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


_HEAD = "# Headers that my files have for the columns of hubspoke, column: [header, ...]."


def _is_mapping_of(value: object, kind: type | tuple[type, ...]) -> bool:
    return isinstance(value, dict) and all(
        isinstance(key, str) and isinstance(entry, kind) for key, entry in value.items()
    )
