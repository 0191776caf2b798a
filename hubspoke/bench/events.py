"""New audit events for the benchmark: a share of all, the newest month's a month later."""

from __future__ import annotations

import csv
import re
import uuid
from calendar import monthrange
from pathlib import Path

from hubspoke.bench.delta import count_rows, read_rows
from hubspoke.project import HubspokeError

_NAME = re.compile(r"audit_events_(\d{4})_(\d{2})\.csv")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(.*)", re.S)
_KEYS = uuid.UUID("b4f3a0a5-6b1c-4d06-9f5e-2c1d7c0a51e8")


def make_events(raw: Path, added: Path, rate: float) -> int:
    """Write new events, as a file of the month after the newest; returns how many.

    raw: the folder with the contract files. added: the folder for the new file. rate: how many
    events are new, as a share of all; at least one, and no more than the newest month has.
    Raises HubspokeError when there are no events.
    """
    files = sorted(path for path in raw.glob("*.csv") if _NAME.fullmatch(path.name))
    if not files:
        raise HubspokeError(f"{raw} has no events to take new ones from: generate contracts anew")
    newest = files[-1]
    year_month = "-".join(_NAME.fullmatch(newest.name).groups())
    rows = read_rows(newest)
    header = next(rows)
    key, time = header.index("event_id"), header.index("timestamp")
    # An event of an earlier month that comes late would change a sealed day.
    month = [row for row in rows if row[time].startswith(year_month)]
    wanted = min(max(1, round(sum(map(count_rows, files)) * rate)), len(month))
    added.mkdir(parents=True, exist_ok=True)
    after = next_month(f"{year_month}-01")[:7].replace("-", "_")
    with (added / f"audit_events_{after}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        for number in range(wanted):
            row = list(month[number * len(month) // wanted])
            row[key] = str(uuid.uuid5(_KEYS, row[key]))
            row[time] = next_month(row[time])
            writer.writerow(row)
    return wanted


def next_month(text: str) -> str:
    """An ISO date or timestamp a month later, at most on that month's last day."""
    match = _DATE.fullmatch(text)
    if not match:
        return text
    # Months counted from 0 are the next one's number counted from 1.
    months = 12 * int(match[1]) + int(match[2])
    year, month = months // 12, months % 12 + 1
    day = min(int(match[3]), monthrange(year, month)[1])
    return f"{year:04d}-{month:02d}-{day:02d}{match[4]}"
