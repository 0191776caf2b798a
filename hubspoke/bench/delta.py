"""New filings for the benchmark: a share of the newest year's, a year later, under new keys."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from hubspoke.project import HubspokeError

KEY = "ACK_ID"
# The forms, and the schedules that hang on the first form by its key.
FORMS = ("F_5500", "F_5500_SF")
SCHEDULES = ("F_SCH_A", "F_SCH_A_PART1")

_NAME = re.compile(r"(F_5500|F_5500_SF|F_SCH_A|F_SCH_A_PART1)_(\d{4})_latest\.csv")
# What is another year's in the next filing of the same plan; when the plan began stays.
_DATES = re.compile(
    r"(PLAN_YEAR_(BEGIN|END)_DATE|TAX_PRD|POLICY_(FROM|TO)_DATE|DATE_RECEIVED|SIGN(ED)?_DATE)$"
)
_DATE = re.compile(r"(\d{4})(-\d{2}-\d{2}.*)", re.S)


def make_delta(raw: Path, added: Path, redelivered: Path, rate: float) -> dict[str, int]:
    """Write new filings, as files of their own and as the newest year's files with them added.

    raw: the folder with the DOL files. added: the folder for the new filings alone, of the year
    after the newest. redelivered: the folder for the newest year's files with the new rows at
    their end. rate: how many filings are new, as a share of those of all years; at least one of
    each form.
    Returns form or schedule -> new rows. Raises HubspokeError when a form or schedule has no file.
    """
    files = _files(raw)
    newest = max(year for _, year in files)
    missing = [name for name in (*FORMS, *SCHEDULES) if (name, newest) not in files]
    if missing:
        raise HubspokeError(
            f"{raw} has no file of {newest} for {', '.join(missing)}: generate all of dol anew"
        )
    added.mkdir(parents=True, exist_ok=True)
    redelivered.mkdir(parents=True, exist_ok=True)
    chosen: set[str] = set()
    counts = {}
    for form in FORMS:
        total = sum(count_rows(path) for (name, _), path in files.items() if name == form)
        keys = _choose(files[form, newest], max(1, round(total * rate)))
        if form == FORMS[0]:
            chosen = keys
        counts[form] = _write(files[form, newest], newest, keys, added, redelivered)
    for name in SCHEDULES:
        counts[name] = _write(files[name, newest], newest, chosen, added, redelivered)
    return counts


def _files(raw: Path) -> dict[tuple[str, int], Path]:
    """(Form or schedule, year) -> its file."""
    found = {}
    for path in sorted(raw.iterdir()) if raw.is_dir() else []:
        if match := _NAME.fullmatch(path.name):
            found[match[1], int(match[2])] = path
    if not found:
        raise HubspokeError(f"{raw} has no filings to take new ones from: generate dol anew")
    return found


def read_rows(path: Path) -> Iterator[list[str]]:
    """The header and the rows of a file."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream)


def count_rows(path: Path) -> int:
    """How many rows a file has, its header not counted."""
    return sum(1 for _ in read_rows(path)) - 1


def _choose(path: Path, wanted: int) -> set[str]:
    """The keys of `wanted` filings, spread evenly over a file; fewer if it has not as many."""
    rows = read_rows(path)
    position = next(rows).index(KEY)
    keys = list(dict.fromkeys(row[position] for row in rows))
    wanted = min(wanted, len(keys))
    return {keys[number * len(keys) // wanted] for number in range(wanted)}


def _write(path: Path, year: int, keys: set[str], added: Path, redelivered: Path) -> int:
    """Write one form's or schedule's new rows to both folders; returns how many."""
    rows = read_rows(path)
    header = next(rows)
    change = [_changer(name) for name in header]
    position = header.index(KEY)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    count = 0
    for row in rows:
        if row[position] in keys:
            writer.writerow(
                [make(cell) if make else cell for make, cell in zip(change, row, strict=True)]
            )
            count += 1
    new = text.getvalue().encode("utf-8")
    head = (",".join(header) + "\n").encode("utf-8")
    (added / path.name.replace(f"_{year}_", f"_{year + 1}_")).write_bytes(head + new)
    whole = redelivered / path.name
    shutil.copyfile(path, whole)
    with whole.open("rb+") as stream:
        stream.seek(-1, io.SEEK_END)
        ends = stream.read() == b"\n"
        stream.write(new if ends else b"\n" + new)
    return count


def _changer(column: str) -> Callable[[str], str] | None:
    """What makes of a column's cell the next year's; None where it stays."""
    if column == KEY:
        return new_key
    return next_year if _DATES.search(column) else None


def new_key(key: str) -> str:
    """The key of a filing that came a year later: it begins with the day; the serial stays.

    No other filing has that serial, so no other key can become the same.
    """
    return f"{int(key[:4]) + 1:04d}{key[4:]}" if key[:4].isdigit() else f"{key}N"


def next_year(text: str) -> str:
    """An ISO date or timestamp a year later; 29 February becomes the 28th, other text stays."""
    match = _DATE.fullmatch(text)
    if not match:
        return text
    rest = match[2].replace("-02-29", "-02-28", 1)
    return f"{int(match[1]) + 1:04d}{rest}"
