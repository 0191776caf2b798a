"""How lists write a person down: names in many shapes, gaps, addresses of others, nonsense.

Every list of people takes its rows from `PeopleLister`, and differs only in its columns and in how
often it is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hubspoke.generate.files import Draw, Quirks
from hubspoke.generate.intake import enriched_id
from hubspoke.generate.listings import respelled, web_address
from hubspoke.generate.people import Job, People, Person, letters, unaccented
from hubspoke.generate.people_words import (
    BLOCKED_EMAILS,
    BROKEN_EMAILS,
    CAREERS,
    CREDENTIALS,
    DEPARTMENT_NAMES,
    NOBODIES,
    PREFIXES,
    ROLE_MAILBOXES,
)
from hubspoke.generate.words import STATE_NAMES, STATES

# The flaws of any list of people, as shares of its rows.
FLAWS = {
    "name_missing": 0.001,
    "name_placeholder": 0.004,
    "name_department": 0.002,
    "name_single": 0.004,
    "name_initial": 0.004,
    "name_bracket": 0.005,
    "name_emoji": 0.002,
    "name_caps": 0.05,
    "name_lower": 0.01,
    "name_prefix": 0.03,
    "name_credential": 0.04,
    "last_first": 0.03,
    "nickname": 0.15,
    "accent_lost": 0.4,
    "email_missing": 0.16,
    "email_free": 0.08,
    "email_role": 0.02,
    "email_blocked": 0.004,
    "email_broken": 0.01,
    "email_dressed": 0.02,
    "email_two": 0.005,
    "email_caps": 0.04,
    "linkedin_missing": 0.06,
    "linkedin_pub": 0.005,
    "linkedin_company": 0.008,
    "linkedin_broken": 0.003,
    "linkedin_colleague": 0.001,
    "no_channel": 0.004,
    "phone_missing": 0.3,
    "phone_broken": 0.006,
    "title_missing": 0.02,
    "seniority_wrong": 0.02,
    "department_wrong": 0.02,
    "company_missing": 0.01,
    "company_of_another": 0.006,
    "company_respelled": 0.2,
    "website_missing": 0.2,
    "state_other": 0.12,
    "created_impossible": 0.001,
    "created_ahead": 0.001,
}
_PHONE_SHAPES = (
    "+1 {a}-{b}-{c}", "({a}) {b}-{c}", "{a}-{b}-{c}", "{a}.{b}.{c}", "{a}{b}{c}",
    "1-{a}-{b}-{c}", "{a}-{b}-{c} x{e}", "({a}) {b}-{c} ext. {e}", "+1{a}{b}{c}",
)  # fmt: skip
_BAD_PHONES = ("n/a", "555-0100", "123", "+44 20 7946 0100", "call the office", "000-000-0000")
_PAGE_SHAPES = (
    "http://www.linkedin.com/in/{slug}", "https://linkedin.com/in/{slug}/",
    "www.linkedin.com/in/{slug}", "linkedin.com/in/{slug}",
    "https://www.linkedin.com/in/{slug}?trk=people-search", "https://de.linkedin.com/in/{slug}",
    "https://www.linkedin.com/in/{slug}/en", "HTTPS://WWW.LINKEDIN.COM/IN/{SLUG}",
    "https://m.linkedin.com/in/{slug}/",
)  # fmt: skip
_IMPOSSIBLE = ("2025-02-30 10:00:00", "0000-00-00", "2025-13-01 00:00:00")


@dataclass
class PersonListing:
    """One row about a person, before a list's own columns: text, '' where nothing is known.

    key: who it is in truth, '' where the row names nobody. is_doubtful: whether neither an own
    address nor a page says so. name: what goes into the column of the full name; first, last: into
    theirs.
    """

    person: Person
    job: Job
    key: str
    is_doubtful: bool
    name: str
    first: str
    last: str
    email: str
    free_email: str
    linkedin: str
    work_phone: str
    mobile: str
    title: str
    seniority: str
    department: str
    company: str
    company_id: str
    website: str
    company_linkedin: str
    city: str
    state: str

    @property
    def state_name(self) -> str:
        """The state spelled out, '' where it is missing."""
        return STATE_NAMES.get(self.state, self.state)

    @property
    def truth(self) -> str:
        """The last three cells of a row of the truth: person, employer, whether it is doubtful."""
        return f"{self.key},{self.job.company.key},{int(self.is_doubtful)}"


class PeopleLister:
    """Writes people down as one list does.

    rows: how many rows the list will have. random: its chance. rates: the flaws whose rate differs
    from FLAWS. splits_names: whether the list has no column for the full name.
    """

    def __init__(
        self,
        people: People,
        rows: int,
        random: Random,
        rates: dict[str, float] | None = None,
        splits_names: bool = False,
    ) -> None:
        self.people = people
        flaws = {**FLAWS, **(rates or {})}
        if splits_names:
            del flaws["last_first"]
        self.quirks = Quirks(flaws, random, rows)
        self._splits_names = splits_names
        self._random = random

    def listing(self, number: int, row: int, day: float) -> PersonListing:
        """Row number `row` (from 0), about person `number`, as things are on a day."""
        u, quirks = self._random.random, self.quirks
        population = self.people.population
        person = self.people.person(number)
        job = person.at(day)
        employer = job.company
        key = person.key
        name, first, last = self._written_name(person, job, row)
        if quirks("name_missing", row):
            name = first = last = key = ""
        elif quirks("name_placeholder", row):
            first, last = NOBODIES[int(u() * len(NOBODIES))]
            name, key = f"{first} {last}".strip(), ""
        elif quirks("name_department", row):
            name = DEPARTMENT_NAMES[int(u() * len(DEPARTMENT_NAMES))]
            first, _, last = name.partition(" ")
            key = ""
        elif quirks("name_single", row):
            first, last = (person.given.name, "") if u() < 0.5 else ("", job.last)
            name = first or last

        email, is_own = self._written_email(person, job, row)
        linkedin, is_page = self._written_page(person, row)
        if quirks("no_channel", row):
            email = linkedin = ""
            is_own = is_page = False

        company = employer.name
        if quirks("company_missing", row):
            company = ""
        elif quirks("company_of_another", row):
            company = population.company(int(u() * population.size)).name
        elif quirks("company_respelled", row):
            company = respelled(employer, self._random)

        state = employer.state
        if quirks("state_other", row):
            state = STATES[int(u() * len(STATES))] if u() < 0.8 else ""
        rank = job.rank
        work_phone = "" if quirks("phone_missing", row) else phone_text(employer.phone, u)
        if quirks("phone_broken", row):
            work_phone = _BAD_PHONES[int(u() * len(_BAD_PHONES))]
        return PersonListing(
            person=person,
            job=job,
            key=key,
            is_doubtful=not key or not (is_own or is_page),
            name=name,
            first=first,
            last=last,
            email=email,
            free_email=person.free_email,
            linkedin=linkedin,
            work_phone=work_phone,
            mobile=phone_text(person.mobile, u) if u() < 0.25 else "",
            title="" if quirks("title_missing", row) else job.title,
            seniority="Entry" if quirks("seniority_wrong", row) else rank.seniority,
            department="Marketing" if quirks("department_wrong", row) else _department(job),
            company=company,
            company_id=enriched_id(population, employer.number),
            website="" if quirks("website_missing", row) else web_address(employer, self._random),
            company_linkedin=f"http://www.linkedin.com/company/{employer.slug}",
            city=employer.place.city if state == employer.state else "",
            state=state,
        )

    def moment(self, text: str, row: int) -> str:
        """A time as a list shows it, given what it should be; some are nonsense, some to come."""
        if self.quirks("created_impossible", row):
            return _IMPOSSIBLE[row % len(_IMPOSSIBLE)]
        if self.quirks("created_ahead", row):
            return f"2099{text[4:]}"
        return text

    def _written_name(self, person: Person, job: Job, row: int) -> tuple[str, str, str]:
        """The name in one column, and in two."""
        u, quirks = self._random.random, self.quirks
        given, last = person.given.name, job.last
        if person.given.short and quirks("nickname", row):
            given = person.given.short[int(u() * len(person.given.short))]
        if quirks("name_initial", row):
            given = f"{given[0]}."
        if not (given + last).isascii() and quirks("accent_lost", row):
            given, last = unaccented(given), unaccented(last)
        middle = f" {person.middle}." if u() < 0.08 else ""
        # Father and son: not every list says which of them it is.
        suffix = person.suffix if person.suffix and u() < 0.7 else ""
        if suffix and u() < 0.4:
            suffix = suffix.rstrip(".").upper() if u() < 0.5 else suffix.rstrip(".")
        tail = f", {suffix}" if suffix and u() < 0.5 else f" {suffix}" if suffix else ""
        first, whole_last = given, f"{last}{tail}"
        name = f"{given}{middle} {last}{tail}"
        if quirks("name_bracket", row) and person.given.short:
            first = f"{person.given.name} ({person.given.short[0]})"
            name = f"{first} {last}{tail}"
        if quirks("name_prefix", row):
            titles = PREFIXES[person.given.is_female]
            title = titles[int(u() * len(titles))]
            first, name = f"{title} {first}", f"{title} {name}"
        if quirks("name_credential", row):
            letters_after = CREDENTIALS[int(u() * len(CREDENTIALS))]
            whole_last, name = f"{whole_last}, {letters_after}", f"{name}, {letters_after}"
        elif quirks("name_emoji", row):
            whole_last, name = f"{whole_last} 🚀", f"{name} 🚀"
        elif not self._splits_names and quirks("last_first", row):
            name, first, whole_last = f"{last}{tail}, {given}{middle}", "", ""
        if quirks("name_caps", row):
            name, first, whole_last = name.upper(), first.upper(), whole_last.upper()
        elif quirks("name_lower", row):
            name, first, whole_last = name.lower(), first.lower(), whole_last.lower()
        return name, first, whole_last

    def _written_email(self, person: Person, job: Job, row: int) -> tuple[str, bool]:
        """What stands in the e-mail column, and whether it is an address of this person alone."""
        u, quirks = self._random.random, self.quirks
        domain = job.company.domain
        email, is_own = job.email, True
        if person.family_email and u() < 0.7:
            return person.family_email, False
        if quirks("email_missing", row):
            return "", False
        if quirks("email_role", row):
            return f"{ROLE_MAILBOXES[int(u() * len(ROLE_MAILBOXES))]}@{domain}", False
        if quirks("email_blocked", row):
            return BLOCKED_EMAILS[int(u() * len(BLOCKED_EMAILS))].format(domain=domain), False
        if quirks("email_broken", row):
            local = f"{letters(person.given.name)}.{letters(job.last)}"
            text = BROKEN_EMAILS[int(u() * len(BROKEN_EMAILS))]
            return text.format(domain=domain, local=local), False
        if quirks("email_free", row):
            email = person.free_email
        if quirks("email_two", row):
            email = f"{email}; {person.free_email}" if email != person.free_email else email
        elif quirks("email_dressed", row):
            pick = u()
            if pick < 0.3:
                email = f"mailto:{email}"
            elif pick < 0.6:
                email = f"{person.given.name} {job.last} <{email}>"
            elif pick < 0.8:
                email = f" {email} "
            else:
                email = f"{email}."
        elif quirks("email_caps", row):
            email = email.upper() if u() < 0.5 else email.title()
        return email, is_own

    def _written_page(self, person: Person, row: int) -> tuple[str, bool]:
        """What stands in the LinkedIn column, and whether it is this person's page."""
        u, quirks = self._random.random, self.quirks
        if quirks("linkedin_company", row):
            return f"https://www.linkedin.com/company/{person.jobs[0].company.slug}", False
        if quirks("linkedin_broken", row):
            return ("n/a", "linkedin", "https://www.linkedin.com/in/")[int(u() * 3)], False
        if quirks("linkedin_colleague", row) and person.number:
            other = self.people.person(person.number - 1).linkedin
            return (f"https://www.linkedin.com/in/{other}" if other else ""), False
        slug = person.linkedin
        if not slug or quirks("linkedin_missing", row):
            return "", False
        if quirks("linkedin_pub", row):
            return f"http://www.linkedin.com/pub/{slug[:-8]}/1a/2b/3c", False
        shape = "https://www.linkedin.com/in/{slug}"
        if u() < 0.4:
            shape = _PAGE_SHAPES[int(u() * len(_PAGE_SHAPES))]
        return shape.format(slug=slug, SLUG=slug.upper()), True


def phone_text(phone: str, u: Draw) -> str:
    """A phone in one of the ways lists write it."""
    area, exchange, line = phone.split("-")
    shape = _PHONE_SHAPES[int(u() * len(_PHONE_SHAPES))]
    return shape.format(a=area, b=exchange, c=line, e=100 + int(u() * 400))


def _department(job: Job) -> str:
    """Apollo's departments: those of the C suite are in two."""
    department = CAREERS[job.career].department
    return f"C-Suite, {department}" if job.rank.seniority == "C suite" else department
