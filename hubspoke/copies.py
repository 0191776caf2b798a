"""Copies in UTF-8 of raw files that DuckDB cannot read as they are.

A spreadsheet, and a text in UTF-16 or Windows-1252, is read from a copy that lies in
HUBSPOKE_COPIES_DIR (default `target/raw_copies` in the project), under the hash of the file's
content. A copy holds what the file holds: only its owner may read it, and it goes when no file
needs it any more. One that was deleted is made again by the next run.
"""

from __future__ import annotations

import csv
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from hubspoke import text_files
from hubspoke.project import HubspokeError, project_root

XLSX = "xlsx"


def is_needed(encoding: str) -> bool:
    """Whether a file in this encoding is read from a copy."""
    return encoding not in (text_files.UTF8, text_files.LATIN1, "")


def path_of(raw: Path, sha256: str, sheet: str = "") -> Path:
    """Where the copy of a file in this raw folder lies, whether or not it is there."""
    name = hashlib.sha256(f"{sha256} {sheet}".encode()).hexdigest()[:32]
    return _folder(raw) / f"{name}.csv"


def make(original: Path, encoding: str, sha256: str, sheet: str = "") -> Path:
    """The copy of a file, made unless it is there.

    sheet: of a spreadsheet, the one to read; the first that is not hidden when not given. Raises
    HubspokeError when the file cannot be read.
    """
    path = path_of(original.parent.parent, sha256, sheet)
    if path.is_file():
        return path
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Not seen under its name before it is whole.
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix="unfinished")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as target:
            if encoding == XLSX:
                csv.writer(target, lineterminator="\n").writerows(_sheet_rows(original, sheet))
            else:
                _copy_text(original, encoding, target)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
    return path


def sweep(raw: Path, needed: Iterable[Path]) -> None:
    """Delete the copies of a raw folder's files that none of them needs any more."""
    keep = set(needed)
    for path in _folder(raw).glob("*.csv"):
        if path not in keep:
            path.unlink(missing_ok=True)


def sheets(path: Path) -> list[str]:
    """The names of a spreadsheet's sheets that are not hidden, in order."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    with _workbook(path) as workbook:
        return [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]


def _folder(raw: Path) -> Path:
    given = os.environ.get("HUBSPOKE_COPIES_DIR") or "target/raw_copies"
    folder = Path(given) if Path(given).is_absolute() else project_root() / given
    # Raw folders do not sweep each other's copies.
    return folder / hashlib.sha256(str(raw.resolve()).encode()).hexdigest()[:16]


def _workbook(path: Path):
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise HubspokeError(f"{path}: is protected by a password; save it without") from error
    except CalamineError as error:
        raise HubspokeError(f"{path}: is not a spreadsheet ({error}); export it again") from error


def _sheet_rows(path: Path, sheet: str) -> Iterator[list[str]]:
    """The rows of a sheet as text, from its first row with a value on, empty ones passed over."""
    names = sheets(path)
    if not names or (sheet and sheet not in names):
        there = f"there are {', '.join(names)}" if names else "it has none that is not hidden"
        raise HubspokeError(f"{path}: has no sheet {sheet!r}, {there}")
    with _workbook(path) as workbook:
        rows = [
            [_cell_text(cell) for cell in row]
            for row in workbook.get_sheet_by_name(sheet or names[0]).to_python()
        ]
    # Columns that were once formatted and hold nothing are none.
    used = [any(cells) for cells in zip(*rows, strict=True)]
    width = max((index + 1 for index, is_used in enumerate(used) if is_used), default=0)
    if not width:
        raise HubspokeError(f"{path}: sheet {sheet or names[0]!r} is empty, not even a header")
    return (row[:width] for row in rows if any(row))


def _cell_text(cell: object) -> str:
    """A cell as a CSV export would have it, whole numbers without a point."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    # Postgres stores no zero character.
    return str(cell).replace("\0", "")


def _copy_text(path: Path, encoding: str, target) -> None:
    try:
        with text_files.text(path, encoding) as source:
            first = source.readline(text_files.LONGEST_ROW)
            if encoding.startswith(text_files.UTF16) and "\t" in first and "," not in first:
                # What Excel calls Unicode text has tabs.
                source.seek(0)
                csv.writer(target, lineterminator="\n").writerows(csv.reader(source, "excel-tab"))
                return
            while first:
                if "\0" in first:
                    raise HubspokeError(
                        f"{path}: holds a zero character, which Postgres cannot store; export it "
                        "again without"
                    )
                target.write(first)
                first = source.read(text_files.CHUNK)
    except UnicodeError as error:
        raise HubspokeError(
            f"{path}: begins as {encoding} and cannot be read as such ({error}); save it as UTF-8"
        ) from error
    except csv.Error as error:
        raise HubspokeError(f"{path}: cannot be read as a text with tabs ({error})") from error
