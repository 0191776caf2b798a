"""The people of the contract refund system: users in both shapes, and their sessions."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tqdm import tqdm

from hubspoke.generate.companies import Population
from hubspoke.generate.contracts_audit import Trail
from hubspoke.generate.contracts_common import (
    DAY,
    FIRST_DAY,
    HOUR,
    LAST_DAY,
    LEGACY_DAY,
    MINUTE,
    NEW_YORK,
    SECRET,
    Ids,
    Staff,
    stamp,
    volume,
)
from hubspoke.generate.files import Quirks, RawFile, Written, chance, csv_line, mixed

USERS_HEADER = (
    "user_id,username,email,password_hash,role,first_name,last_name,created_at,updated_at,"
    "last_login_at,is_active"
)
EXTERNAL_HEADER = (
    "user_id,username,email,role,first_name,last_name,created_at,updated_at,last_login_at,"
    "is_active,auth_provider,auth_provider_user_id"
)
SESSIONS_HEADER = (
    "session_id,user_id,jwt_token,refresh_token,ip_address,user_agent,expires_at,created_at,"
    "last_activity,is_active"
)

USER_ROWS = 50
SESSION_ROWS = 2_000
_LEAST_USERS = 12
_LEAST_SESSIONS = 40
# Users who do nothing, so that no flaw of a user takes what others did out of the marts.
_BYSTANDERS = {"idle": 0.02, "email_broken": 0.01, "role_unknown": 0.01}


def people_rows(population: Population) -> int:
    """How many rows `write_people` writes, without sessions of unknown users."""
    users = volume(population, USER_ROWS, _LEAST_USERS)
    return users + volume(population, SESSION_ROWS, _LEAST_SESSIONS)


class People:
    """Who there is: the staff, and users that never did anything.

    bystanders: number -> which of `_BYSTANDERS` a user is. created: number -> when made.
    """

    def __init__(self, population: Population) -> None:
        rows = volume(population, USER_ROWS, _LEAST_USERS)
        quirks = Quirks(_BYSTANDERS, chance(population.seed, "contracts/users"), rows)
        self.bystanders = {
            row: name for row in range(1, rows) for name in _BYSTANDERS if quirks(name, row)
        }
        self.rows = rows
        staff = [row for row in range(rows) if row not in self.bystanders]
        self.staff = Staff(population, staff, volume(population, SESSION_ROWS, _LEAST_SESSIONS))
        first_days = {user.number: user.first_day for user in self.staff.users}
        # When each was made: the day before the first session, the first one long ago.
        self.created = {
            row: (first_days.get(row, FIRST_DAY + 8) - 1) * DAY + 10 * HOUR + 45 * MINUTE + row
            for row in range(rows)
        }
        self.created[0] = (LEGACY_DAY - 40) * DAY + 14 * HOUR


def write_people(
    out: Path, population: Population, people: People, trail: Trail, bar: tqdm
) -> list[Written]:
    """Write contracts/users.csv, users_external.csv and sessions.csv, and what the trail has."""
    _log_bystanders(people, trail)
    return [
        *_write_users(out, population, people, trail, bar),
        _write_sessions(out, population, people.staff, trail, bar),
    ]


def _log_bystanders(people: People, trail: Trail) -> None:
    """An administrator made them, and deleted those who stayed away."""
    for number, kind in people.bystanders.items():
        target = people.staff.user_ids(number)
        _log_user(people, trail, "user_created", people.created[number], target)
        if kind == "idle":
            _log_user(people, trail, "user_deleted", (FIRST_DAY + 90) * DAY + 15 * HOUR, target)


def _log_user(people: People, trail: Trail, kind: str, time: int, target: str) -> None:
    admin = people.staff.users[0]
    trail.add(
        time, kind, admin.id, admin.session(time // DAY), data=f'"{{""user_id"": ""{target}""}}"'
    )


def _write_users(
    out: Path, population: Population, people: People, trail: Trail, bar: tqdm
) -> list[Written]:
    staff = {user.number: user for user in people.staff.users}
    folder = out / "contracts"
    with ExitStack() as stack:
        old = stack.enter_context(RawFile(folder / "users.csv", USERS_HEADER, bar))
        new = stack.enter_context(RawFile(folder / "users_external.csv", EXTERNAL_HEADER, bar))
        for number in range(people.rows):
            flaw = people.bystanders.get(number)
            user = staff.get(number)
            created = updated = people.created[number]
            if user and number:
                _log_user(people, trail, "user_created", created, user.id)
                if mixed(number) % 4 == 0:
                    updated = created + 30 * DAY
                    _log_user(people, trail, "user_updated", updated, user.id)
            name = f"reviewer{number:03d}"
            email = f"{name}@refunds.example"
            if flaw == "email_broken":
                email = f"{name}(at)refunds.example"
            role = "admin" if number % 10 == 0 else "user"
            if flaw == "role_unknown":
                role = "superuser"
            last_login = ""
            if user:
                last = user.session_days(len(user.sessions) - 1)[0]
                last_login = stamp(_opened(user.number, last))
            times = [stamp(created), stamp(updated), last_login]
            person = [role, "Reviewer", f"No. {number}", *times, "f" if flaw == "idle" else "t"]
            user_id = people.staff.user_ids(number)
            if number % 3 == 2:
                login = ["auth0", f"auth0|made-up-{number:06d}"]
                new.row(csv_line([user_id, name, email, *person, *login]))
            else:
                password = f"$2b$12$hubspoke-{SECRET}-{number:06d}"
                old.row(csv_line([user_id, name, email, password, *person]))
    return [old.written, new.written]


def _opened(number: int, day: int) -> int:
    """When a user's session of a day opens, before anything is done in it."""
    return day * DAY + 10 * HOUR + mixed(number * 1000 + day) % (30 * MINUTE)


def _write_sessions(
    out: Path, population: Population, staff: Staff, trail: Trail, bar: tqdm
) -> Written:
    random = chance(population.seed, "contracts/sessions")
    u = random.random
    quirks = Quirks({"user_unknown": 0.001}, random, staff.sessions)
    strangers = Ids(population.seed, "strangers")
    row = 0
    path = out / "contracts" / "sessions.csv"
    with RawFile(path, SESSIONS_HEADER, bar) as file:
        for user in staff.users:
            for number, cells in enumerate(user.sessions):
                place, session_id = cells.rsplit(",", 1)
                first, last = user.session_days(number)
                opened = _opened(user.number, first)
                trail.add(opened, "login", user.id, cells)
                # Of the newest sessions some are open, and some were left before they expire.
                newest = last == LAST_DAY
                left = user.number % 3 == 1 if newest else u() < 0.6
                closed = last * DAY + 23 * HOUR + 10 * MINUTE + int(u() * 49 * MINUTE)
                if left:
                    trail.add(closed, "logout", user.id, cells)
                line = _session_line(session_id, user.id, place, row, opened, closed, last, left)
                file.row(line)
                if quirks("user_unknown", row):
                    session_id, stranger = staff.session_ids(staff.sessions + row), strangers(row)
                    file.row(
                        _session_line(session_id, stranger, place, row, opened, closed, last, left)
                    )
                row += 1
    return file.written


def _session_line(
    session_id: str, user_id: str, place: str, row: int, opened: int, closed: int, last: int,
    left: bool,
) -> str:  # fmt: skip
    """A session as New York exported it."""
    tokens = f"jwt-{SECRET}-{row:06d},refresh-{SECRET}-{row:06d}"
    expires = (last + 8) * DAY + 12 * HOUR
    times = [stamp(time, NEW_YORK) for time in (expires, opened, closed)]
    return f"{session_id},{user_id},{tokens},{place},{','.join(times)},{'f' if left else 't'}"
