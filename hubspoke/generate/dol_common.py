"""What the DOL files share: the calendar, quoting, sponsors, signatures, when a filing arrives.

A row is a list with one finished CSV cell per header column. Rows are layered: a blank row of the
filing software, copied for a sponsor, copied for a plan, copied for a filing; each layer sets its
own cells, so that a filing costs the cells that differ, not all 140 or 191.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple
from unicodedata import normalize

from hubspoke.generate.companies import Company, Population
from hubspoke.generate.files import Draw, Quirks, mixed
from hubspoke.generate.words import FOREIGN, HEADS, PLACES, STATES, UNITS

YEARS = (2023, 2024)

# Volumes at scale 1; both plan years together.
LONG_ROWS = 230_009
SHORT_ROWS = 759_569
SCHEDULE_ROWS = 336_817

_FIRST_DAY = date(2000, 1, 1).toordinal()
_ISO = [
    date.fromordinal(day).isoformat() for day in range(_FIRST_DAY, date(2028, 1, 1).toordinal())
]
_COMPACT = [text.replace("-", "") for text in _ISO]
# US Central time, in which filings are stamped; daylight saving by month is close enough.
_OFFSET = ["-0500" if "04" <= text[5:7] <= "10" else "-0600" for text in _ISO]
MONTH_START = {
    (year, month): date(year, month, 1).toordinal()
    for year in range(2000, 2028)
    for month in range(1, 13)
}
# No filing arrives later: the data end before the business dates that tests run at.
_LAST_RECEIVED = date(2026, 1, 16).toordinal()

_VALID = '"Filed with authorized/valid electronic signature"'
_INVALID = '"Filed with incorrect/unrecognized electronic signature"'

# The month a plan year begins, cumulative share: 72 % are calendar years.
_BEGIN_MONTHS = (
    (0.72, 1), (0.81, 7), (0.86, 10), (0.89, 4), (0.91, 6), (0.93, 9), (0.945, 5), (0.96, 3),
    (0.97, 8), (0.98, 2), (0.99, 11), (1.01, 12),
)  # fmt: skip
# How many years before the file's year a late plan year began, cumulative share; -1 is after it.
_YEARS_BACK = (
    (0.66, 1), (0.78, 2), (0.84, 3), (0.88, 4), (0.91, 5), (0.93, 7), (0.95, 10), (0.965, 18),
    (1.01, -1),
)  # fmt: skip
_OLD_EINS = 8_000_000


class SponsorColumns(NamedTuple):
    """Where a form keeps its sponsor and administrator: positions in the row."""

    name: int
    dba: int
    care_of: int
    address1: int
    address2: int
    city: int
    state: int
    zip: int
    foreign_address: int
    foreign_city: int
    foreign_province: int
    foreign_country: int
    foreign_postal: int
    loc_address: int
    loc_city: int
    loc_state: int
    loc_zip: int
    ein: int
    phone: int
    business_code: int
    admin_name: int
    admin_address: int
    admin_city: int
    admin_state: int
    admin_zip: int
    admin_ein: int
    admin_phone: int
    admin_same: int


@dataclass
class Sponsor:
    """A plan sponsor as it files: its cells and what later layers need."""

    company: Company
    ein: str
    old_ein: str
    row: list[str]
    name: str
    other_name: str
    zeros: bool
    signer: str
    signs: int


@dataclass
class PlanYear:
    """One plan year that is filed: ordinals of its days, and what the form says about it."""

    begin: int
    end: int
    received: int
    is_late: bool
    is_short: bool
    is_final: bool


def columns(header: str) -> dict[str, int]:
    """Position of each column of a header."""
    return {name: position for position, name in enumerate(header.split(","))}


def sponsor_columns(at: dict[str, int], names: str) -> SponsorColumns:
    """The sponsor's columns of a form; names: the headers in the order of SponsorColumns."""
    return SponsorColumns(*(at[name] for name in names.split()))


def blank_row(at: dict[str, int], filled: Iterable[str], value: str) -> list[str]:
    """A row of NULLs with `value` in the `filled` columns."""
    row = [""] * len(at)
    for name in filled:
        row[at[name]] = value
    return row


def quoted(text: str) -> str:
    """A text cell; DOL quotes every text and leaves NULL empty."""
    if '"' in text:
        text = text.replace('"', '""')
    return f'"{text}"' if text else ""


def iso(day: int) -> str:
    """A day as a quoted date cell."""
    return f'"{_ISO[day - _FIRST_DAY]}"'


def year_of(day: int) -> int:
    """The calendar year of a day."""
    return int(_ISO[day - _FIRST_DAY][:4])


def picked(table: tuple[tuple[float, int], ...], pick: float) -> int:
    """The entry of a table of (cumulative share, value) that a draw falls on."""
    for share, value in table:
        if pick < share:
            return value
    return table[-1][1]


def sponsors(
    population: Population, form: str, target: int
) -> Generator[tuple[Company, list[str]], int, None]:
    """Sponsors in filing order, without end: each with the EINs it files under.

    form: '5500' or '5500-SF'. target: how many filings there will be. Send the number of filings
    written so far after each sponsor. Every company of the population that files the form comes
    before the target is reached, evenly among outsiders that no company list has.
    """
    others = round(LONG_ROWS * population.scale)
    filers = [number for number in range(population.size) if population.files_form(number, form)]
    spacing = target * 0.96 / max(1, len(filers))
    done = filer = outsider = 0
    while True:
        if filer < len(filers) and done >= filer * spacing:
            company = population.company(filers[filer])
            filer += 1
            eins = [company.ein]
            affiliate = population.affiliate_ein(company) if form == "5500" else None
            if affiliate:
                eins.append(affiliate)
        else:
            # Every eighth sponsor of the short form also files the long form.
            number = outsider
            if form == "5500-SF":
                number = outsider // 8 if outsider % 8 == 0 else others + outsider
            company = population.company(population.size + number)
            outsider += 1
            eins = [company.ein]
        done = yield company, eins


def make_sponsor(
    population: Population,
    company: Company,
    ein: str,
    blank: list[str],
    zeros: bool,
    col: SponsorColumns,
    random: Random,
    quirks: Quirks,
    number: int,
) -> Sponsor:
    """A sponsor's own layer of the row: names, addresses, administrator.

    blank: the blank row of its software, `zeros` whether that writes '0' for unticked boxes.
    number: how many filings were written before, for the quirks.
    """
    u = random.random
    row = blank.copy()
    legal, other = _filed_names(company, u)
    dba = ""
    if quirks("dba_only", number):
        dba = other
        legal = f"{HEADS[mixed(company.number) % len(HEADS)].upper()} HOLDINGS, LLC"
    elif u() < 0.04:
        dba = company.stem.upper() if company.stem.isascii() else other
    row[col.name] = quoted(legal[:70])
    row[col.dba] = quoted(dba[:70])
    if u() < 0.04:
        row[col.care_of] = '"C/O BENEFITS DEPARTMENT"'

    place = company.place
    zip_code = company.zip5
    if quirks("other_city", number):
        place = PLACES[place.state][int(u() * len(PLACES[place.state]))]
        zip_code = f"{place.zip3}{company.zip5[3:]}"
    elif quirks("other_state", number):
        place = PLACES[STATES[int(u() * len(STATES))]][0]
        zip_code = f"{place.zip3}{company.zip5[3:]}"
    if u() < 0.45:
        zip_code += f"{1000 + int(u() * 9000)}"
    street = quoted(_street(company.street) if u() < 0.9 else f"P.O. BOX {100 + int(u() * 9000)}")
    unit = quoted(UNITS[int(u() * len(UNITS))].upper()) if u() < 0.13 else ""
    city, state, zip_cell = quoted(place.city.upper()[:22]), f'"{place.state}"', f'"{zip_code}"'
    if quirks("foreign", number):
        town, province, country, postal = FOREIGN[int(u() * len(FOREIGN))]
        row[col.foreign_address] = street
        row[col.foreign_city] = f'"{town}"'
        row[col.foreign_province] = quoted(province)
        row[col.foreign_country] = f'"{country}"'
        row[col.foreign_postal] = f'"{postal}"'
    else:
        row[col.address1] = street
        row[col.address2] = unit
        row[col.city] = city
        row[col.state] = state
        row[col.zip] = zip_cell
        if u() < 0.09:
            row[col.loc_address] = quoted(_street(company.street))
            row[col.loc_city] = quoted(company.place.city.upper()[:22])
            row[col.loc_state] = f'"{company.state}"'
            row[col.loc_zip] = f'"{company.zip5}"'
    phone = company.phone.replace("-", "")
    row[col.phone] = f'"{phone}"'
    row[col.business_code] = f'"{company.trade.code}"' if u() < 0.97 else ""
    row[col.ein] = f'"{ein}"'
    if u() < 0.10:
        row[col.admin_name] = quoted(f"{company.stem.upper()} PLAN COMMITTEE"[:70])
        row[col.admin_address] = street
        row[col.admin_city] = city
        row[col.admin_state] = state
        row[col.admin_zip] = zip_cell
        row[col.admin_ein] = f'"{ein}"'
        row[col.admin_phone] = f'"{phone}"'
    else:
        row[col.admin_same] = '"1"'
    old_ein = ""
    # Only of outsiders: the truth about the companies of the lists has no history.
    if company.number >= population.size and quirks("ein_changed", number):
        old_ein = population.ein(_OLD_EINS + company.number % 1_000_000)
    return Sponsor(
        company=company,
        ein=ein,
        old_ein=old_ein,
        row=row,
        name=legal[:70],
        other_name=quoted(other[:70]),
        zeros=zeros,
        signer=f'"SIGNER {mixed(company.number) % 400_000:06d}"',
        signs=int(u() * 100),
    )


def plan_year(
    year: int, month: int, random: Random, quirks: Quirks, number: int, only: bool
) -> PlanYear:
    """When a plan year begins and ends, and when its filing in the file of `year` arrives.

    month: the month the plan's years begin in. only: the plan files in no other year.
    """
    u = random.random
    begin_year = year
    other = quirks("other_year", number)
    if other:
        back = picked(_YEARS_BACK, u())
        # A year that has only begun is filed early only if the plan ends, and then at once.
        begin_year = max(2005, year - back) if back > 0 or month <= 6 else year - 1
    final = quirks("final", number) or (only and year == YEARS[0] and u() < 0.6)
    short = quirks("short_year", number) or (final and u() < 0.5) or begin_year > year
    begin = MONTH_START[begin_year, month]
    end = MONTH_START[begin_year + 1, month] - 1
    if short:
        months = month + 2 + int(u() * 7) if begin_year <= year else month + 1
        last = (begin_year, months + 1) if months < 12 else (begin_year + 1, months - 11)
        end = MONTH_START[last] - 1
    pick = u()
    if pick < 0.55:
        received = end + 110 + int(u() * 100)
    elif pick < 0.95:
        received = end + 214 + int(u() * 74)
    else:
        received = end + 300 + int(u() * 420)
    late = received > end + 290
    if other and begin_year < year:
        # A delinquent filer uses the form of the year it files in.
        received = max(received, MONTH_START[year + 1, 1] + int(u() * 330))
        late = True
    if received > _LAST_RECEIVED:
        received = max(end + 1, _LAST_RECEIVED - int(u() * 40))
    return PlanYear(begin, end, received, late, short, final)


def later(day: int, random: Random) -> int:
    """A day one to seven months after, not beyond the end of the data."""
    return min(day + 30 + int(random.random() * 180), _LAST_RECEIVED)


def begin_month(pick: float) -> int:
    """The month plan years begin in."""
    return picked(_BEGIN_MONTHS, pick)


def ack_id(day: int, serial: int, u: Draw) -> tuple[str, str]:
    """The key of a filing received that day, and the moment it was signed: two cells.

    serial: any number that no other filing has; keys stay apart even within one second.
    """
    second = 21_600 + int(u() * 64_000)
    hour, minute, rest = second // 3600, second // 60 % 60, second % 60
    index = day - _FIRST_DAY
    key = f"{_COMPACT[index]}{hour:02d}{minute:02d}{rest:02d}NAL"
    key += f"{serial * 7_368_787 % 10_000_000_000:010d}001"
    return f'"{key}"', f'"{_ISO[index]}T{hour:02d}:{minute:02d}:{rest:02d}{_OFFSET[index]}"'


def signature(u: Draw) -> str:
    """What EFAST says about an electronic signature."""
    return _VALID if u() < 0.998 else _INVALID


def _filed_names(company: Company, u: Draw) -> tuple[str, str]:
    """The sponsor's name as most of its filings write it, and as the others do."""
    stem = company.stem
    if not stem.isascii():
        # EFAST takes no accents.
        stem = normalize("NFKD", stem).encode("ascii", "ignore").decode().strip()
    stem = stem.upper()
    suffix = company.suffix.upper()
    comma = "," if u() < 0.35 and suffix else ""
    full = f"{stem}{comma} {suffix}".strip()
    pick = u()
    if "&" in full and pick < 0.5:
        other = full.replace("&", "AND")
    elif pick < 0.35 and suffix:
        other = stem
    elif pick < 0.60:
        other = f"THE {full}"
    elif pick < 0.85 and suffix:
        other = f"{stem} {suffix.replace('.', '').replace('INCORPORATED', 'INC')}"
    else:
        other = f"{full} AND SUBSIDIARIES"
    return (full, other) if u() < 0.86 else (other, full)


def _street(street: str) -> str:
    """A street as filings abbreviate it."""
    text = street.upper()
    for word, short in (("STREET", "ST"), ("AVENUE", "AVE"), ("BOULEVARD", "BLVD")):
        text = text.replace(word, short)
    return text[:35]
