"""The invented people that all generated lists of people are about: who they are, where they work.

Person number n is the same whoever asks for it, as companies are. Everybody has a row of their own
in one list; who is in a second list as well is drawn as for companies.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from hubspoke.generate.companies import WV, Company, Population
from hubspoke.generate.files import Draw, ListPlan, mixed, number_for
from hubspoke.generate.intake import wv_id
from hubspoke.generate.people_words import (
    CAREER_MIX,
    CAREERS,
    FAMILY_NAMES,
    FREE_HOSTS,
    GIVEN,
    GivenName,
    Rung,
    family_name,
)

PEOPLE = 170_000
PEOPLE_ROWS = 230_000

# Each list of people: its share of the people, and of the rows.
PEOPLE_FILES = {
    "intake/people_raw_intake": (76_000, 80_500),
    "intake/apollo_contacts_2025-12-01": (36_900, 46_000),
    "intake/apollo_contacts_2026-01-15": (13_800, 46_000),
    "intake/people_raw_wv": (20_300, 23_000),
    "clay/people_raw": (23_000, 34_500),
}
PEOPLE_INTAKE, APOLLO_FIRST, APOLLO_SECOND, PEOPLE_WV, PEOPLE_CLAY = PEOPLE_FILES
_REPEATED_ROWS = 0.002
_NAME_STEP = 1_299_709  # prime to the numbers of names and of companies
_KNOWN_STEP = 15_485_863

FIRST_DAY = datetime(2025, 10, 20)
DAYS = 88  # up to 2026-01-16, as the lists of companies
_OUTSIDERS = 0.03
_TARGET_STATES = ("PA", "VA", "MD", "OH", "WV", "KY")
_LEAST_EMPLOYEES = 50
_MOVERS = 0.12


@dataclass(frozen=True)
class Job:
    """What a person is from a day on: the employer, the rank, the name borne, the address."""

    since: int
    company: Company
    career: str
    rung: int
    title: str
    last: str
    email: str

    @property
    def rank(self) -> Rung:
        """The rank in the career."""
        return CAREERS[self.career].rungs[self.rung]


@dataclass(frozen=True)
class Person:
    """One invented person.

    suffix: the generation, '' where there is none. family_email: a mailbox shared with kin, ''
    where there is none. linkedin: the last part of the page's address, '' without a page.
    """

    number: int
    given: GivenName
    middle: str
    suffix: str
    free_email: str
    family_email: str
    linkedin: str
    mobile: str
    jobs: tuple[Job, ...]

    @property
    def key(self) -> str:
        """The person's name in the truth files."""
        return f"P{self.number:07d}"

    def at(self, day: float) -> Job:
        """The job on a day, counted from FIRST_DAY."""
        return next(job for job in reversed(self.jobs) if job.since <= day or not job.since)


class People:
    """All people of one population."""

    def __init__(self, population: Population) -> None:
        self.population = population
        self.files = _people_files(population.scale)
        self.size = sum(file.own for file in self.files.values())
        self._salt = number_for(population.seed, "people")
        self._offset = number_for(population.seed, "people's names")
        self._random = Random()

    def person(self, number: int) -> Person:
        """Person `number`, below `size`."""
        draw = self._random
        draw.seed(self._salt + number)
        u = draw.random
        given, last = self._name(number)
        kin = self._kin(number)
        is_son = number % 120 == 7
        suffix = ""
        if is_son:
            suffix = "Jr."
        elif number % 120 == 6:
            suffix = "Sr." if number // 120 % 2 else ""
        elif u() < 0.004:
            suffix = "III"
        family = number if kin is None else kin
        family_email = ""
        if self._kin(family + 1) is not None and mixed(family) % 3 == 0:
            family_email = f"made.up.{letters(self._name(family)[1])}.family.{family:x}@gmail.com"
        company = self.company(number)
        # An address of a firm is one person's: a son of the same name gets a number.
        mailbox = f"{letters(given.name)}|{letters(last)}" + ("2" if is_son else "")
        first_last = f"{letters(given.name)}.{letters(last)}.{number:x}"
        free = f"made.up.{first_last}@{FREE_HOSTS[int(u() * len(FREE_HOSTS))]}"
        page = f"{letters(given.name)}-{letters(last)}-{number:06x}p" if u() < 0.88 else ""
        middle = chr(65 + int(u() * 26))
        mobile = f"{company.place.area}-555-{100 + int(u() * 100):04d}"
        jobs = self._jobs(number, company, last, mailbox, given.is_female, u)
        return Person(number, given, middle, suffix, free, family_email, page, mobile, tuple(jobs))

    def company(self, number: int) -> Company:
        """Who a person works for at first: some for a company that no list of companies has."""
        population = self.population
        anchor = self._kin(number)
        anchor = number if anchor is None else anchor
        if mixed(anchor + self._salt % 1_000_003) % 1000 < 1000 * _OUTSIDERS:
            outsiders = population.size // 5 + 1
            return population.company(population.size + mixed(anchor + 31) % outsiders)
        company = population.company((anchor * _NAME_STEP + self._offset) % population.size)
        if is_wanted(company):
            return company
        # Lists are bought of the companies that the agency works with, more than of others.
        return population.company(mixed(anchor + self._salt % 999_979) % population.size)

    def brought_id(self, number: int) -> str:
        """The id that people_raw_wv gives a person it brings itself, '' for others."""
        local = number - self.files[PEOPLE_WV].start
        if 0 <= local < self.files[PEOPLE_WV].own:
            return f"04.04.02.04.20000.{local + 1:03d}"
        return ""

    def deal(self, file: str, random: Random) -> Iterator[tuple[int, str]]:
        """The people of a file's rows in order, each with 'own', 'overlap' or 'repeated'.

        'repeated' means: the row before, once more, letter for letter.
        """
        return self.files[file].deal(lambda turn: self._known(file, turn, random), random)

    def _known(self, file: str, turn: int, random: Random) -> int:
        """A person whom this or another list has of its own; Apollo has nobody twice."""
        pick = random.random()
        if file == APOLLO_FIRST:
            return self._in_turn(PEOPLE_INTAKE, turn)
        if file == APOLLO_SECOND:
            return self._in_turn(APOLLO_FIRST if turn % 4 else PEOPLE_INTAKE, turn)
        if file == PEOPLE_INTAKE and pick < 0.6:
            source = self.files[PEOPLE_INTAKE]
        elif file == PEOPLE_CLAY and pick < 0.5:
            source = self.files[PEOPLE_WV]
        else:
            source = self.files[PEOPLE_INTAKE if pick < 0.85 else APOLLO_FIRST]
        if not source.own:
            return int(random.random() * self.size)
        return source.start + int(random.random() * source.own)

    def _in_turn(self, file: str, turn: int) -> int:
        """Another person of a list for each turn."""
        source = self.files[file]
        if not source.own:
            return turn % self.size
        return source.start + (turn * _KNOWN_STEP + self._offset) % source.own

    def _kin(self, number: int) -> int | None:
        """Whose son or spouse a person is, in the same firm."""
        if number > 0 and (number % 120 == 7 or number % 150 == 33):
            return number - 1
        return None

    def _name(self, number: int) -> tuple[GivenName, str]:
        """The given and the family name, which few others have in common."""
        kin = self._kin(number)
        owner = number if kin is None else kin
        if kin is None and number % 40 == 13:
            owner = mixed(number + 7) % self.size
        position = (owner * _NAME_STEP + self._offset) % (FAMILY_NAMES * len(GIVEN))
        last, given = divmod(position, len(GIVEN))
        if number % 150 == 33:
            given = (given * 31 + 8) % len(GIVEN)
        elif number % 120 in (6, 7):
            # Men and women take turns.
            given -= given % 2
        return GIVEN[given], family_name(last)

    def _jobs(
        self, number: int, company: Company, last: str, mailbox: str, is_female: bool, u: Draw
    ) -> list[Job]:
        """The jobs of a person, in order; one in eight moves."""
        career = CAREER_MIX[int(u() * len(CAREER_MIX))]
        rung = self._rung(career, u)
        first = Job(0, company, career, rung, _title(career, rung, u), last, "")
        jobs = [_with_address(first, mailbox)]
        if is_female and number % 20 == 1:
            # Married: another name, the old address.
            married = family_name(mixed(number + 9) % FAMILY_NAMES)
            jobs.append(Job(40, company, career, rung, jobs[0].title, married, jobs[0].email))
        elif u() < _MOVERS:
            since = 22 + int(u() * 25)
            kind = u()
            top = len(CAREERS[career].rungs) - 1
            if kind < 0.5:
                elsewhere = self.population.company(int(u() * self.population.size))
                higher = min(top, rung + (u() < 0.4))
                title = _title(career, higher, u)
                moved = Job(since, elsewhere, career, higher, title, last, "")
                jobs.append(_with_address(moved, mailbox))
                if kind < 0.06:
                    # And back again.
                    jobs.append(
                        Job(since + 25, company, career, rung, jobs[0].title, last, jobs[0].email)
                    )
            else:
                step = 1 if kind < 0.8 else -1 if kind < 0.9 else 0
                changed = min(top, max(0, rung + step))
                other = career
                if changed == rung:
                    # The same height in another career.
                    other = "HR" if career == "office" else "office"
                    changed = min(rung, len(CAREERS[other].rungs) - 1)
                title = _title(other, changed, u)
                jobs.append(Job(since, company, other, changed, title, last, jobs[0].email))
        return jobs

    def _rung(self, career: str, u: Draw) -> int:
        """A rank: heads are what the lists look for."""
        rungs = len(CAREERS[career].rungs)
        return rungs - 1 if u() < 0.45 else int(u() * rungs)


def is_wanted(company: Company) -> bool:
    """Whether the company is one that the agency works with, so that it has slots to fill."""
    return company.state in _TARGET_STATES and company.employees >= _LEAST_EMPLOYEES


def letters(text: str) -> str:
    """The ASCII letters of a name, lower-case, accents taken off."""
    if text.isascii() and text.isalpha():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in plain if "a" <= letter <= "z")


def unaccented(text: str) -> str:
    """A text without its accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def at_time(day: float) -> datetime:
    """The moment of a day, counted from FIRST_DAY, to the second."""
    return FIRST_DAY + timedelta(seconds=int(day * 86_400))


def digits_of(text: str) -> str:
    """The digits that the warehouse makes of a key (macro hash_digits)."""
    return f"{int(hashlib.md5(text.encode()).hexdigest()[:15], 16) % 10**15:015d}"


def company_id(population: Population, company: Company) -> str:
    """The id that the warehouse gives a company: the Barton id of the bulk table, else its own."""
    local = company.number - population.files[WV].start
    if 0 <= local < population.files[WV].own:
        brought = wv_id(population, company.number)
        if brought.startswith("04."):
            return brought
    return f"04.04.02.04.30000.{digits_of(company.domain)}"


def slot_id(population: Population, company: Company, slot_type: str) -> str:
    """The id that the warehouse gives a company's slot."""
    owner = company_id(population, company)
    return f"04.04.02.04.10000.{digits_of(f'{owner}|{slot_type}')}"


def _title(career: str, rung: int, u: Draw) -> str:
    titles = CAREERS[career].rungs[rung].titles
    return titles[int(u() * len(titles))]


def _with_address(job: Job, mailbox: str) -> Job:
    """The job with the address that the firm's pattern gives."""
    first, last = mailbox.split("|")
    pattern = mixed(job.company.number + 5) % 5
    local = (
        f"{first}.{last}", f"{first[:1]}{last}", f"{first}_{last}", f"{last}.{first}",
        f"{first}{last}",
    )[pattern]  # fmt: skip
    if last.endswith("2") and pattern == 3:
        local = f"{last[:-1]}.{first}2"
    return replace(job, email=f"{local}@{job.company.domain}")


def _people_files(scale: float) -> dict[str, ListPlan]:
    """The rows of each list at a scale; together they are 230,000 x scale about 170,000 x scale."""
    people, rows = max(1, round(PEOPLE * scale)), max(1, round(PEOPLE_ROWS * scale))
    files = {}
    start = taken = 0
    people_so_far = rows_so_far = 0
    for name, (own_share, row_share) in PEOPLE_FILES.items():
        people_so_far += own_share
        rows_so_far += row_share
        upto = round(rows * rows_so_far / PEOPLE_ROWS)
        count = upto - taken
        repeated = max(round(count * _REPEATED_ROWS), 1 if count >= 20 else 0)
        own = min(round(people * people_so_far / PEOPLE) - start, count - repeated)
        if not start and count:
            own = max(own, 1)
        files[name] = ListPlan(count, own, count - own - repeated, repeated, start)
        start += own
        taken = upto
    return files
