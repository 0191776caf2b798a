"""The audit trail, a file per month, and the chat that is part of it.

What has a row of its own elsewhere (a login, an extraction, a correction, a review) is added to
the trail as it is made, with its time; the day it falls on is filled up with chats, views and
searches when the trail gets there.
"""

from __future__ import annotations

from pathlib import Path

from tqdm import tqdm

from hubspoke.generate.companies import Population
from hubspoke.generate.contracts_common import (
    DAY,
    FIRST_DAY,
    HOUR,
    LAST_DAY,
    LEGACY_DAY,
    NEW_YORK,
    SECRET,
    WORK_START,
    WORK_TIME,
    Ids,
    Quota,
    Staff,
    User,
    months,
    stamp,
    volume,
)
from hubspoke.generate.files import Quirks, RawFile, Written, chance

EVENTS_HEADER = (
    "event_id,event_type,contract_id,extraction_id,user_id,event_data,timestamp,ip_address,"
    "user_agent,session_id,duration_ms,cost_usd"
)
MESSAGES_HEADER = (
    "message_id,session_id,contract_id,user_id,role,content,llm_provider,llm_model_version,"
    "prompt_tokens,completion_tokens,processing_time_ms,cost_usd,created_at"
)

CONTRACT_ROWS = 100_000
EVENT_ROWS = 3_000_000
MESSAGE_ROWS = 300_000
_LEGACY_CONTRACTS = 50
_LEAST_LEGACY = 3

# A month whose file New York exported: its first rows are of the month before on the clock there.
_NEW_YORK_MONTH = "2025_12"
# The later version of the system adds kinds of events.
_LATER_DAY = FIRST_DAY + 270

_EVENT_QUIRKS = {
    "type_unknown": 0.00002,
    "id_bad": 0.00002,
    "time_bad": 0.00002,
    "delivered_twice": 0.0001,
    "redelivered": 0.0001,
    "secret_password": 0.00005,
    "secret_token": 0.00005,
}
# One event in so many is asked whether it has a flaw: asking all would take as long as writing.
_ASK_EVERY = 20
_BAD_TIMES = ("not recorded", "2026-02-30 12:00:00+00", "")
_SEARCHES = ("GAP-2025", "Customer #4", "cancelled after 14 months", "pro rata", "VSC", "")
_QUESTIONS = (
    "What is refunded on {} after 14 months? ({})",
    "Which page of {} names the cancellation fee?\nPlease quote it, \"word for word\". ({})",
    "Is {} refunded pro rata, or by the rule of 78s? ({})",
)  # fmt: skip
_CHAT_MODELS = (
    ("openai", "gpt-4o-2024-11-20", 4),
    ("anthropic", "claude-3-5-sonnet-20241022", 6),
    ("bedrock", "anthropic.claude-3-haiku-20240307-v1:0", 1),
)


def legacy_contracts(population: Population) -> int:
    """How many of the contracts were made in 2018."""
    wanted = volume(population, _LEGACY_CONTRACTS, _LEAST_LEGACY)
    return min(wanted, volume(population, CONTRACT_ROWS))


def legacy_contract(number: int) -> str:
    """The id of a contract of 2018."""
    return f"GAP-2018-{number + 1:06d}"


class Trail:
    """The audit events and the chat messages while they are made.

    Use as a context manager, then call `write_month` for each month in order.
    """

    def __init__(self, out: Path, population: Population, staff: Staff, bar: tqdm) -> None:
        seed = population.seed
        self.written: list[Written] = []
        self._folder = out / "contracts"
        self._staff = staff
        self._bar = bar
        self._chat = RawFile(self._folder / "chat_messages.csv", MESSAGES_HEADER, bar)
        self._zones = {
            day: NEW_YORK if month == _NEW_YORK_MONTH else 0
            for month, days in months()
            for day in days
        }
        self._random = chance(seed, "contracts/audit_events")
        self._chat_random = chance(seed, "contracts/chat_messages")
        events = volume(population, EVENT_ROWS)
        messages = volume(population, MESSAGE_ROWS)
        self._legacy = 4 * legacy_contracts(population)
        self._event_quota = Quota(max(0, events - self._legacy))
        self._message_quota = Quota(messages)
        # Half of the events are views and searches at the least.
        self._quirks = Quirks(
            {name: rate * _ASK_EVERY for name, rate in _EVENT_QUIRKS.items()},
            self._random,
            events // (2 * _ASK_EVERY),
        )
        rates = {"user_unknown": 0.0002, "role_unknown": 0.0002, "content_empty": 0.0005}
        self._chat_quirks = Quirks(rates, self._chat_random, messages)
        self._strangers = Ids(seed, "chat_strangers")
        self._event_ids = Ids(seed, "audit_events")
        self._message_ids = Ids(seed, "chat_messages")
        self._made = self._filled = self._events = self._messages = 0
        self._days: dict[int, list[tuple[int, str]]] = {}
        # What there is to look at, each as its cells `contract_id,extraction_id`.
        self._contracts = [f"{legacy_contract(number)}," for number in range(self._legacy // 4)]
        self._extracted: dict[int, list[str]] = {}
        self._redelivered: list[str] = []

    def __enter__(self) -> Trail:
        self._chat.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._chat.__exit__(*error)
        self.written.append(self._chat.written)

    def add(
        self, time: int, kind: str, user_id: str, session: str, subject: str = ",",
        data: str = "", cost: str = ",",
    ) -> None:  # fmt: skip
        """Put an event into the trail; the day it falls on must not be written yet.

        session: its cells as `User.session` has them. subject: the cells `contract_id,
        extraction_id`. data: the JSON as a finished CSV cell. cost: the cells
        `duration_ms,cost_usd`.
        """
        day = time // DAY
        text = stamp(time, self._zones[day])
        event_id = self._event_ids(self._made)
        self._made += 1
        line = f"{event_id},{kind},{subject},{user_id},{data},{text},{session},{cost}"
        self._days.setdefault(day, []).append((time, line))

    def show(self, day: int, subject: str) -> None:
        """Let an extraction be looked at from the day after it was made."""
        self._extracted.setdefault(day, []).append(subject)

    def write_month(self, month: str, days: range) -> None:
        """Write a month's file of events, and the month's chat."""
        path = self._folder / f"audit_events_{month}.csv"
        with RawFile(path, EVENTS_HEADER, self._bar) as file:
            for line in self._redelivered:
                file.row(line)
            self._events += len(self._redelivered)
            self._redelivered = []
            for day in days:
                self._chat_on(day)
                self._fill(day)
                lines = self._days.pop(day, [])
                self._events += len(lines)
                lines.sort()
                for _, line in lines:
                    file.row(line)
                self._contracts += self._extracted.pop(day, [])
        self.written.append(file.written)

    def write_legacy(self) -> None:
        """Write the events of 2018, when the oldest contracts were made."""
        path = self._folder / "audit_events_2018_03.csv"
        user = self._staff.users[0]
        with RawFile(path, EVENTS_HEADER, self._bar) as file:
            for number in range(self._legacy):
                time = (LEGACY_DAY + number % 20) * DAY + 15 * HOUR + number * 7_000_003
                kind = ("search", "view", "view", "view")[number % 4]
                subject = self._contracts[number // 4] if kind == "view" else ","
                event_id = self._event_ids(self._made)
                self._made += 1
                file.row(f"{event_id},{kind},{subject},{user.id},,{stamp(time)},,,,,")
        self.written.append(file.written)

    def _fill(self, day: int) -> None:
        """Views and searches, as many as the day still needs."""
        u = self._random.random
        lines = self._days.setdefault(day, [])
        # The last days must have room for the logouts that are there already.
        later = sum(map(len, self._days.values())) - len(lines)
        quota = self._event_quota
        due = min(quota.upto(day), quota.upto(LAST_DAY) - later) - self._events
        staff, contracts, quirks = self._staff, self._contracts, self._quirks
        zone, event_ids, made, filled = self._zones[day], self._event_ids, self._made, self._filled
        people = [(user.id, user.session(day)) for user in staff.users[: staff.at_work(day)]]
        start, at_work, known = day * DAY + WORK_START, len(people), len(contracts)
        is_later = day >= _LATER_DAY
        while len(lines) < due:
            # The newest contracts are looked at most.
            subject = contracts[known - 1 - int(u() * u() * known)]
            user_id, session = people[int(u() * u() * at_work)]
            time = start + int(u() * WORK_TIME)
            draw = u()
            if draw < 0.30:
                kind, subject = "search", ","
                query = _SEARCHES[int(draw * 20)]
                data = f'"{{""query"": ""{query}"", ""results"": {made % 41}}}"'
            elif is_later and draw < 0.40:
                kind, subject, data = _later_event(draw, made, subject)
            else:
                kind = "view"
                data = f'"{{""page"": {1 + made % 17}}}"' if draw < 0.7 else ""
                if draw > 0.98:
                    # After midnight programs look, without a session: in New York it is evening.
                    time, session = day * DAY + int(u() * u() * WORK_START), ",,"
            text = stamp(time, zone)
            event_id = event_ids(made)
            flaw = ""
            # One that comes twice needs room for two.
            if not filled % _ASK_EVERY and len(lines) + 1 < due:
                asked = filled // _ASK_EVERY
                flaw = next((name for name in _EVENT_QUIRKS if quirks(name, asked)), "")
                if flaw == "type_unknown":
                    kind = "exported"
                elif flaw == "id_bad":
                    event_id = f"event-{made}"
                elif flaw == "time_bad":
                    text = _BAD_TIMES[made % 3]
                elif flaw == "secret_password":
                    data = f'"{{""query"": ""login"", ""password"": ""{SECRET}-{made}""}}"'
                elif flaw == "secret_token":
                    secret = f'""refresh_token"": ""refresh-{SECRET}-{made}""'
                    data = f'"{{""request"": {{""headers"": [], {secret}}}}}"'
            line = (
                f"{event_id},{kind},{subject},{user_id},{data},{text},{session},"
                f"{20 + int(draw * 380)},"
            )
            lines.append((time, line))
            if flaw == "delivered_twice":
                lines.append((time, line))
            elif flaw == "redelivered":
                self._redelivered.append(line)
            filled += 1
            made += 1
        self._made, self._filled = made, filled

    def _chat_on(self, day: int) -> None:
        """A day's questions and answers; each answer is an event."""
        u = self._chat_random.random
        due = self._message_quota.upto(day)
        while self._messages < due:
            user = self._staff.pick(day, u())
            known = len(self._contracts)
            contract = self._contracts[known - 1 - int(u() * u() * known)].split(",")[0]
            time = day * DAY + WORK_START + int(u() * WORK_TIME)
            if u() < 0.03 or due - self._messages == 1:
                text = f"You answer questions about {contract}. ({SECRET})"
                self._message(user, day, contract, "system", text, ",,,,,", time)
                continue
            question = _QUESTIONS[int(u() * 3)].format(contract, SECRET).replace('"', '""')
            self._message(user, day, contract, "user", f'"{question}"', ",,,,,", time)
            provider, model, price = _CHAT_MODELS[int(u() * 3)]
            prompt, completion = 400 + int(u() * 3000), 20 + int(u() * 400)
            duration = 300 + completion * 9 + int(u() * 900)
            micros = (prompt + 4 * completion) * price
            cost = f"{duration},{micros / 1_000_000:.6f}"
            cells = f"{provider},{model},{prompt},{completion},{cost}"
            answer = f"Page {1 + int(u() * 17)} of {contract} says so. ({SECRET})"
            answered = time + duration * 1000
            self._message(user, day, contract, "assistant", answer, cells, answered)
            session, subject = user.session(day), f"{contract},"
            self.add(answered, "chat", user.id, session, subject, cost=cost)

    def _message(
        self, user: User, day: int, contract: str, role: str, content: str, cells: str, time: int
    ) -> None:
        number, user_id = self._messages, user.id
        if self._chat_quirks("user_unknown", number):
            user_id = self._strangers(number)
        elif self._chat_quirks("role_unknown", number):
            role = "tool"
        elif self._chat_quirks("content_empty", number):
            content = ""
        self._messages += 1
        session_id = user.session(day).rsplit(",", 1)[1]
        self._chat.row(
            f"{self._message_ids(number)},{session_id},{contract},{user_id},{role},{content},"
            f"{cells},{stamp(time)}"
        )


def _later_event(draw: float, number: int, subject: str) -> tuple[str, str, str]:
    """Kind, subject and data of an event of the later version. draw: 0.30 <= x < 0.40."""
    if draw < 0.36:
        return "account_lookup", subject, f'"{{""account_number"": ""A{number % 9973:06d}""}}"'
    if draw < 0.385:
        return "template_view", subject, '"{""template_version"": ""2.1""}"'
    if draw < 0.395:
        return "mapping_cached", subject, '"{""ttl_seconds"": 3600}"'
    kind = "state_rule_created" if draw < 0.397 else "state_rule_updated"
    state = ("CA", "TX", "NY", "OH")[number % 4]
    return kind, ",", f'"{{""rule"": ""refund within 30 days"", ""state"": ""{state}""}}"'
