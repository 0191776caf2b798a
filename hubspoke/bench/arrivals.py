"""New people for the benchmark: a share of a list's rows a year later, half about somebody new."""

from __future__ import annotations

import csv
from pathlib import Path

from hubspoke.bench.delta import count_rows, next_year, read_rows
from hubspoke.project import HubspokeError

_LIST = "people_raw_intake.csv"
# What of a row is another year's when it is listed again.
_TIMES = ("created_at", "updated_at", "validated_at", "last_enriched_at", "b2_uploaded_at")


def make_people(raw: Path, added: Path, rate: float) -> int:
    """Write new rows of the operational table of people, as a file of their own; returns how many.

    Every other row is about somebody new, of the same company; the rest say anew who is known.

    raw: the folder with the lists of people. added: the folder for the new file. rate: how many
    rows are new, as a share of all lists' of people there; at least one, and no more than the
    table has. Raises HubspokeError when the table is not there.
    """
    source = raw / _LIST
    if not source.is_file():
        raise HubspokeError(f"{raw} has no people to take new ones from: generate intake anew")
    lists = [path for path in raw.glob("*.csv") if "people" in path.name or "contacts" in path.name]
    rows = read_rows(source)
    header = next(rows)
    listed = list(rows)
    wanted = min(max(1, round(sum(map(count_rows, lists)) * rate)), len(listed))
    times = [header.index(name) for name in _TIMES]
    added.mkdir(parents=True, exist_ok=True)
    with (added / _LIST.replace(".csv", "_new.csv")).open(
        "w", encoding="utf-8", newline=""
    ) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        for number in range(wanted):
            row = list(listed[number * len(listed) // wanted])
            for time in times:
                row[time] = next_year(row[time])
            if number % 2:
                _make_somebody_new(row, header, number)
            writer.writerow(row)
    return wanted


def _make_somebody_new(row: list[str], header: list[str], number: int) -> None:
    """Give a row a family name, an address and a page that nobody has."""
    first = row[header.index("first_name")] or "Sidney"
    last = f"Newcomer{_word(number)}"
    domain = row[header.index("email")].rpartition("@")[2] or "newcomers.example"
    new = {
        "first_name": first,
        "last_name": last,
        "full_name": f"{first} {last}",
        "email": f"made.up.{last.lower()}@{domain}",
        "linkedin_url": f"https://www.linkedin.com/in/made-up-{last.lower()}",
        "source_record_id": "",
    }
    for name, text in new.items():
        row[header.index(name)] = text


def _word(number: int) -> str:
    """A number in letters, because no name has digits."""
    return "".join(chr(97 + int(digit)) for digit in str(number))
