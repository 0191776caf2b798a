"""What the contract refund files share: the calendar, ids, times as Postgres exports them, staff.

A time is a number of microseconds since the day before 0001-01-01, in UTC; a day is the ordinal of
a date. Floats are only multiplied and divided, which gives the same bits on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from hubspoke.generate.companies import Population
from hubspoke.generate.files import mixed, number_for

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

FIRST_DAY = date(2025, 5, 1).toordinal()
LAST_DAY = date(2026, 10, 31).toordinal()
# Older than the seven years that events and contracts are kept.
LEGACY_DAY = date(2018, 3, 5).toordinal()
# The working day in UTC. Sessions open before it and close after it.
WORK_START = 11 * HOUR
WORK_TIME = 11 * HOUR + 30 * MINUTE

# What no warehouse may show: a search for it finds every leak.
SECRET = "made-up-secret"
# The hours that a file is off UTC when the session that exported it lived in New York.
NEW_YORK = -5

_MINUTES = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60)]
_WEEK = (20, 20, 20, 20, 19, 3, 2)


def stamp(time: int, zone: int = 0) -> str:
    """A time as Postgres writes it, without zeros at the end; zone: hours off UTC."""
    day, rest = divmod(time + zone * HOUR, DAY)
    second, micro = divmod(rest, 1_000_000)
    fraction = f".{micro:06d}".rstrip("0") if micro else ""
    clock = f"{_MINUTES[second // 60]}:{second % 60:02d}"
    return f"{date.fromordinal(day)} {clock}{fraction}{zone:+03d}"


def volume(population: Population, rows: int, least: int = 1) -> int:
    """The rows of a table with so many at scale 1."""
    return max(least, round(rows * population.scale))


def rounded(value: int, unit: int) -> int:
    """value / unit as a whole number, halves up."""
    return (2 * value + unit) // (2 * unit)


class Quota:
    """A total spread over the days of the period: fewer on weekends, more and more with time."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._sums = []
        weight = 0
        for day in range(FIRST_DAY, LAST_DAY + 1):
            weight += _WEEK[(day - 1) % 7] * (400 + day - FIRST_DAY)
            self._sums.append(weight)

    def upto(self, day: int) -> int:
        """How many of the total are due by the end of a day of the period."""
        return self._total * self._sums[day - FIRST_DAY] // self._sums[-1]


class Ids:
    """The uuids of a table: row n's ends in n, its beginning is scattered as real ones are."""

    def __init__(self, seed: int, table: str) -> None:
        salt = number_for(seed, f"contracts/{table}/ids")
        self._salt = salt & 0xFFFFFFFF
        self._middle = f"{salt >> 48:04x}-4{salt >> 36 & 0xFFF:03x}-8{salt >> 32 & 0xF:x}00"

    def __call__(self, number: int) -> str:
        return f"{mixed(number ^ self._salt):08x}-{self._middle}-{number:012x}"


class User(NamedTuple):
    """Somebody who works with the system.

    first_day: of the first session. sessions: one after the other until the period ends, each as
    its CSV cells `ip_address,user_agent,session_id`.
    """

    number: int
    id: str
    first_day: int
    sessions: list[str]

    def session(self, day: int) -> str:
        """The cells of the session that is open on a day, from the first day on."""
        days = LAST_DAY + 1 - self.first_day
        return self.sessions[(day - self.first_day) * len(self.sessions) // days]

    def session_days(self, number: int) -> tuple[int, int]:
        """The first and the last day of a session."""
        days, count = LAST_DAY + 1 - self.first_day, len(self.sessions)
        first = -(-number * days // count)
        last = -(-(number + 1) * days // count) - 1
        return self.first_day + first, self.first_day + last


_AGENTS = (
    '"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"',
    '"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4) AppleWebKit/605.1.15 (KHTML, like Gecko)"',
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "refund-app/2.4.1",
)
# Networks that are set aside for documentation: no machine of anybody has such an address.
_NETWORKS = ("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8::")


class Staff:
    """The users who work, in the order of their first day, and their sessions."""

    def __init__(self, population: Population, users: list[int], sessions: int) -> None:
        self.user_ids = Ids(population.seed, "users")
        self.session_ids = Ids(population.seed, "sessions")
        self.users: list[User] = []
        count = len(users)
        made = 0
        for place, number in enumerate(users):
            # Half of them from the beginning, the others over the first ten months.
            late = max(0, place - count // 2) * 300 // (count - count // 2)
            first_day = FIRST_DAY + (1 + late if place else 0)
            upto = sessions * (place + 1) // count
            cells = []
            for session in range(made, max(upto, made + 1)):
                address = f"{_NETWORKS[number % 4]}{1 + (number * 7 + session) % 250}"
                agent = _AGENTS[(number + session % 5 // 4) % 4]
                cells.append(f"{address},{agent},{self.session_ids(session)}")
            made += len(cells)
            self.users.append(User(number, self.user_ids(number), first_day, cells))
        self.sessions = made
        self._at_work = {}
        at_work = 0
        for day in range(FIRST_DAY, LAST_DAY + 1):
            while at_work < count and self.users[at_work].first_day <= day:
                at_work += 1
            self._at_work[day] = at_work

    def at_work(self, day: int) -> int:
        """How many of the users, from the first on, work on a day."""
        return self._at_work[day]

    def pick(self, day: int, draw: float) -> User:
        """One of those who work on a day. draw: 0 <= x < 1."""
        return self.users[int(draw * self._at_work[day])]


def months() -> Iterator[tuple[str, range]]:
    """The months of the period as `2025_05`, each with its days."""
    first = FIRST_DAY
    while first <= LAST_DAY:
        start = date.fromordinal(first)
        after = date(start.year + start.month // 12, start.month % 12 + 1, 1).toordinal()
        yield f"{start:%Y_%m}", range(first, after)
        first = after
