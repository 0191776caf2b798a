"""How company lists write a company down: spellings, gaps, contradictions, nonsense.

Every list of companies (intake and Clay) takes its rows from `Lister`, and differs only in its
columns and in how often it is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from hubspoke.generate.companies import Company
from hubspoke.generate.files import Quirks
from hubspoke.generate.words import (
    PLACEHOLDER_DOMAINS,
    PLACEHOLDER_NAMES,
    STATE_NAMES,
    SUFFIX_SPELLINGS,
)

# The flaws of any list of companies, as shares of its rows.
FLAWS = {
    "name_missing": 0.002,
    "name_placeholder": 0.006,
    "website_missing": 0.25,
    "domain_placeholder": 0.004,
    "social_website": 0.012,
    "employees_missing": 0.02,
    "employees_zero": 0.004,
    "employees_negative": 0.003,
    "employees_text": 0.002,
    "founded_text": 0.0015,
    "created_impossible": 0.0015,
    "industry_missing": 0.05,
    "industry_placeholder": 0.003,
    "state_missing": 0.012,
    "state_foreign": 0.002,
    "zip_of_another_state": 0.002,
    "linkedin_missing": 0.01,
    "linkedin_school": 0.03,
    "linkedin_elsewhere": 0.003,
    "phone_missing": 0.27,
}
_NOT_NUMBERS = ("about 200", "1,250", "51-200", "n/a", "12.5")
_NOT_YEARS = ("n/a", "circa 1980", "19xx")
_FIRST_ROW = datetime(2025, 10, 20, 6, 0, 0)
_LAST_ROW = datetime(2026, 1, 16, 18, 0, 0)
IMPOSSIBLE_TIMES = ("2024-02-30 10:15:00.000000", "2025-13-01 00:00:00.000000", "0000-00-00")


@dataclass
class Listing:
    """One row about a company, before a list's own columns: text, '' where nothing is known."""

    company: Company
    row: int
    name: str
    website: str
    linkedin: str
    employees: str
    industry: str
    street: str
    city: str
    state: str
    zip: str
    country: str
    phone: str
    founded: str
    created: datetime
    created_text: str

    @property
    def state_name(self) -> str:
        """The state spelled out, '' where it is missing."""
        return STATE_NAMES.get(self.state, self.state)


class Lister:
    """Writes companies down as one file does.

    rows: how many rows the file will have. random: the file's chance. rates: the flaws whose rate
    differs from FLAWS, and the file's own flaws.
    """

    def __init__(self, rows: int, random: Random, rates: dict[str, float]) -> None:
        self.quirks = Quirks({**FLAWS, **rates}, random, rows)
        self._random = random
        self._step = (_LAST_ROW - _FIRST_ROW).total_seconds() / max(1, rows)

    def listing(self, company: Company, row: int, is_overlap: bool) -> Listing:
        """Row number `row` (from 0), about `company`; an overlap differs from the other rows."""
        u, quirks = self._random.random, self.quirks
        name = company.name
        employees = company.employees
        if is_overlap:
            name = respelled(company, self._random) if u() < 0.85 else name
            employees = max(5, int(employees * (0.5 + u()))) if u() < 0.5 else employees
        if quirks("name_missing", row):
            name = ""
        elif quirks("name_placeholder", row):
            name = PLACEHOLDER_NAMES[int(u() * len(PLACEHOLDER_NAMES))]

        website = web_address(company, self._random)
        if quirks("website_missing", row):
            website = ""
        elif quirks("domain_placeholder", row):
            website = PLACEHOLDER_DOMAINS[int(u() * len(PLACEHOLDER_DOMAINS))]
        elif quirks("social_website", row):
            host = "www.facebook.com" if u() < 0.7 else "www.linkedin.com/company"
            website = f"https://{host}/{company.slug}"

        linkedin = f"http://www.linkedin.com/company/{company.slug}"
        if quirks("linkedin_school", row):
            linkedin = f"http://www.linkedin.com/school/{company.slug}/"
        elif quirks("linkedin_elsewhere", row):
            linkedin = f"https://www.xing.example/pages/{company.slug}" if u() < 0.5 else "n/a"
        elif quirks("linkedin_missing", row):
            linkedin = ""

        headcount = str(employees)
        if quirks("employees_missing", row):
            headcount = ""
        elif quirks("employees_zero", row):
            headcount = "0"
        elif quirks("employees_negative", row):
            headcount = str(-int(u() * 200) - 1)
        elif quirks("employees_text", row):
            headcount = _NOT_NUMBERS[int(u() * len(_NOT_NUMBERS))]

        industry = company.trade.industry
        if quirks("industry_missing", row):
            industry = ""
        elif quirks("industry_placeholder", row):
            industry = "unknown"

        founded = str(company.founded) if company.founded else ""
        if quirks("founded_text", row):
            founded = _NOT_YEARS[int(u() * len(_NOT_YEARS))]

        state, country, zip_code = company.state, "United States", company.zip5
        if u() < 0.12:
            zip_code += f"-{1000 + int(u() * 9000)}"
        if quirks("zip_of_another_state", row):
            zip_code = "22" + zip_code[2:] if state != "VA" else "99" + zip_code[2:]
        elif zip_code[0] == "0" and u() < 0.3:
            zip_code = zip_code[1:]  # a spreadsheet took it for a number
        if quirks("state_missing", row):
            state = ""
        elif quirks("state_foreign", row):
            country = "Kuwait" if u() < 0.5 else "Canada"

        created = _FIRST_ROW + timedelta(seconds=self._step * (row + u()))
        text = f"{created:%Y-%m-%d %H:%M:%S}.{int(u() * 1_000_000):06d}"
        if quirks("created_impossible", row):
            text = IMPOSSIBLE_TIMES[int(u() * len(IMPOSSIBLE_TIMES))]
        return Listing(
            company=company,
            row=row,
            name=name,
            website=website,
            linkedin=linkedin,
            employees=headcount,
            industry=industry,
            street=company.street,
            city=company.place.city,
            state=state,
            zip=zip_code,
            country=country,
            phone="" if quirks("phone_missing", row) else phone_number(company, self._random),
            founded=founded,
            created=created,
            created_text=text,
        )


def respelled(company: Company, random: Random) -> str:
    """The company's name as another list spells it: legal form, `&`, case, blanks, a slip."""
    stem, suffix, u = company.stem, company.suffix, random.random
    pick = u()
    if suffix and pick < 0.45:
        options = SUFFIX_SPELLINGS[suffix]
        form = options[int(u() * len(options))]
        name = stem + form if form.startswith(",") else f"{stem} {form}"
    elif suffix and pick < 0.60:
        name = stem
    elif pick < 0.70:
        name = company.name.upper()
    elif pick < 0.78:
        name = company.name.lower()
    elif pick < 0.86:
        name = f"The {company.name}"
    elif pick < 0.92:
        name = f" {company.name}  "
    elif pick < 0.96:
        name = company.name.replace(" ", "  ", 1)
    else:
        middle = 2 + int(u() * 3)
        name = stem[: middle - 1] + stem[middle] + stem[middle - 1] + stem[middle + 1 :]
    if "&" in name and u() < 0.5:
        name = name.replace("&", "and")
    return name


def web_address(company: Company, random: Random) -> str:
    """The company's domain as lists write it: bare, with www, with a path, in capitals."""
    domain = company.domain
    pick = random.random()
    if pick < 0.45:
        return f"http://www.{domain}"
    if pick < 0.60:
        return f"https://www.{domain}/"
    if pick < 0.70:
        return f"https://{domain}"
    if pick < 0.80:
        return domain
    if pick < 0.87:
        return f"www.{domain}"
    if pick < 0.92:
        return f"http://{domain}/about-us?utm_source=list"
    if pick < 0.96:
        return f"HTTPS://WWW.{domain.upper()}/"
    return f"http://{domain}:80/index.html#top"


def phone_number(company: Company, random: Random) -> str:
    """The company's phone, in one of the ways lists write it."""
    area, exchange, line = company.phone.split("-")
    pick = random.random()
    if pick < 0.60:
        return f"+1 {area}-{exchange}-{line}"
    if pick < 0.75:
        return f"({area}) {exchange}-{line}"
    if pick < 0.88:
        return f"{area}-{exchange}-{line}"
    if pick < 0.95:
        return f"{area}.{exchange}.{line}"
    return f"{area}{exchange}{line} ext. 4"
