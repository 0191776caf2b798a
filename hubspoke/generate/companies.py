"""The invented companies that all generated files are about, and the truth about them.

Company number n is the same whoever asks for it, so files are written one after the other, or one
alone, without holding the companies in memory, and still agree with each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hubspoke.generate.files import ListPlan, RawFile, Written, csv_line, mixed, number_for
from hubspoke.generate.words import (
    HEADS,
    MIDDLES,
    PLACES,
    STATE_MIXES,
    STATE_NAMES,
    STREETS,
    SUFFIXES,
    TRADES,
    Place,
    Trade,
)

COMPANY_ROWS = 62_000

# Each file of companies: its share of the rows, the share of its rows that are about a company
# some other row is about too, and where the companies it alone brings come from.
COMPANY_FILES = {
    "intake/company_raw_intake": (0.20, 0.080, "target"),
    "intake/apollo_accounts_export": (0.12, 0.080, "mostly_target"),
    "intake/company_raw_wv": (0.45, 0.075, "all"),
    "clay/clay_find_companies_export": (0.18, 0.080, "all"),
    "clay/company_raw": (0.05, 0.850, "all"),
}
INTAKE = "intake/company_raw_intake"
APOLLO = "intake/apollo_accounts_export"
WV = "intake/company_raw_wv"
CLAY_FIND = "clay/clay_find_companies_export"
CLAY_RAW = "clay/company_raw"
_REPEATED_ROWS = 0.002

# Prefixes that the IRS gives (seed ein_prefixes), or no EIN would count; the rest of the number is
# made up, whosever it may be. 0x ones are 5.5 %.
_EIN_ZERO = ("03", "05", "06")
_EIN_OTHER = ("16", "20", "21", "27", "30", "50", "68", "71", "77", "80", "90", "95", "98")
_EIN_SERIALS = 9_999_991  # prime, so that a step through it meets every serial once
_EIN_AFFILIATES = 9_000_000
_NAME_STEP = 1_299_709  # prime to the number of names, so that no name comes twice

# Headcount, lowest and highest, cumulative share: 5 % are below the floor of 50.
_HEADCOUNTS = (
    (0.05, 5, 50),
    (0.37, 50, 100),
    (0.67, 100, 250),
    (0.82, 250, 500),
    (0.91, 500, 1000),
    (0.98, 1000, 5000),
    (1.01, 5000, 20000),
)
_ACCENTS = (("e", "é"), ("o", "ö"), ("a", "á"), ("n", "ñ"), ("u", "ü"), ("i", "ï"))
_SUBSIDIARIES = ("Holdings", "Services", "Group", "Enterprises", "Properties")


@dataclass(frozen=True)
class CompanyFile(ListPlan):
    """A file of companies, with the name of the mix of states that they are in."""

    mix: str


@dataclass(frozen=True)
class Company:
    """One invented company, as it would describe itself."""

    number: int
    stem: str
    suffix: str
    place: Place
    zip5: str
    street: str
    phone: str
    trade: Trade
    employees: int
    founded: int | None
    ein: str
    web: str

    @property
    def key(self) -> str:
        """The company's name in the truth files."""
        return f"C{self.number:07d}"

    @property
    def name(self) -> str:
        """The legal name."""
        return f"{self.stem} {self.suffix}" if self.suffix else self.stem

    @property
    def state(self) -> str:
        """The state's two letters."""
        return self.place.state

    @property
    def state_name(self) -> str:
        """The state spelled out."""
        return STATE_NAMES[self.place.state]

    @property
    def domain(self) -> str:
        """Its domain, under a top level that no real site can have."""
        return f"{self.web}.example"

    @property
    def slug(self) -> str:
        """The last part of its social pages; the number keeps it from meeting a real one."""
        return f"{self.web}-{self.number:x}"


class Population:
    """All companies of one seed and scale.

    seed: any whole number. scale: 1 is 62,000 raw company rows.
    """

    def __init__(self, seed: int, scale: float) -> None:
        self.seed = seed
        self.scale = scale
        self.files = _company_files(scale)
        self.size = sum(file.own for file in self.files.values())
        self._starts = [file.start for file in self.files.values()]
        self._mixes = [STATE_MIXES[file.mix] for file in self.files.values()]
        self._names = len(HEADS) * len(MIDDLES) * len(TRADES)
        self._offset = number_for(seed, "names")
        self._salt = number_for(seed, "companies")
        self._random = Random()

    def company(self, number: int) -> Company:
        """Company `number`: below `size` one of the raw company files, above it an outsider."""
        draw = self._random
        draw.seed(self._salt + number)
        u = draw.random
        outsider = number >= self.size
        if outsider:
            mix = STATE_MIXES["nation"]
            local = number - self.size
        else:
            group = bisect_right(self._starts, number) - 1
            mix = self._mixes[group]
            local = number - self._starts[group]
        state = mix[int(u() * len(mix))]
        stem, trade = self._stem(number)
        suffix = SUFFIXES[int(u() * len(SUFFIXES))] if u() < 0.78 else ""
        namesake, parent = self._relations(number, local, outsider)
        web = ""
        if namesake is not None:
            other = self.company(namesake)
            draw.seed(self._salt + number + (1 << 40))
            stem, suffix, trade = other.stem, other.suffix, other.trade
            # A stranger of the same name lives in another state, so they are never one company.
            while state == other.state:
                state = mix[int(u() * len(mix))]
            web = f"{_slug(stem)}-{state.lower()}"
        places = PLACES[state]
        place = places[int(u() * len(places))]
        if parent is not None:
            owner = self.company(parent)
            draw.seed(self._salt + number + (1 << 41))
            stem = f"{owner.stem} {_SUBSIDIARIES[int(u() * len(_SUBSIDIARIES))]}"
            place, trade, web = owner.place, owner.trade, owner.web
        pick = u()
        low, high = next((low, high) for share, low, high in _HEADCOUNTS if pick < share)
        founded = 1900 + int(u() * 122) if u() < 0.6 else None
        web = web or _slug(stem)
        if number % 250 == 19:
            plain, accented = _ACCENTS[number // 250 % len(_ACCENTS)]
            stem = stem.replace(plain, accented, 1)
            if number % 2500 == 19:
                stem += " 株式会社"
        return Company(
            number=number,
            stem=stem,
            suffix=suffix,
            place=place,
            zip5=f"{place.zip3}{int(u() * 90) + 1:02d}",
            street=f"{int(u() * 9800) + 100} {STREETS[int(u() * len(STREETS))]}",
            # 555-0100 to 555-0199 are kept free for fiction.
            phone=f"{place.area}-555-{100 + int(u() * 100):04d}",
            trade=trade,
            employees=low + int(u() * (high - low)),
            founded=founded,
            ein=self.ein(number),
            web=web,
        )

    def affiliate_ein(self, company: Company) -> str | None:
        """A second EIN under the same name and address, which some companies file with."""
        if self.files_form(company.number, "5500") and mixed(company.number + 77) % 100 < 3:
            return self.ein(_EIN_AFFILIATES + company.number)
        return None

    def is_subsidiary(self, number: int) -> bool:
        """Whether the company shares the domain of the one before it, under an EIN of its own."""
        own = 0 <= number < self.size and number < self.files[INTAKE].own
        return own and self._relations(number, number, outsider=False)[1] is not None

    def files_form(self, number: int, form: str) -> bool:
        """Whether company `number` of the population files that form: '5500' or '5500-SF'."""
        draw = mixed(number + self._salt % 999_983 + 13) % 100
        return draw < 35 if form == "5500" else 25 <= draw < 55

    def deal(self, file: str, random: Random) -> Iterator[tuple[int, str]]:
        """The companies of a file's rows in order, each with 'own', 'overlap' or 'repeated'.

        'repeated' means: the row before, once more, letter for letter.
        """
        return self.files[file].deal(lambda _: self._known(file, random), random)

    def _known(self, file: str, random: Random) -> int:
        """A company that this or another file has of its own."""
        if file == CLAY_RAW:
            source = self.files[WV if random.random() < 0.75 else INTAKE]
        elif random.random() < 0.45:
            source = self.files[file]
        else:
            return int(random.random() * self.size)
        if not source.own:
            return int(random.random() * self.size)
        return source.start + int(random.random() * source.own)

    def _stem(self, number: int) -> tuple[str, Trade]:
        """The words of a name, which no other number has, and the trade they speak of."""
        position = (number * _NAME_STEP + self._offset) % self._names
        rest, head = divmod(position, len(HEADS))
        trade, middle = divmod(rest, len(MIDDLES))
        words = f"{HEADS[head]} {MIDDLES[middle]} {TRADES[trade].words}"
        lap = number // self._names
        return (words if not lap else f"{words} {lap + 1}"), TRADES[trade]

    def _relations(self, number: int, local: int, outsider: bool) -> tuple[int | None, int | None]:
        """Whose name this company bears by accident, and whose subsidiary it is."""
        if outsider:
            if local % 50 == 7:
                # A sponsor that only shares its name with a company of the raw files.
                return mixed(local) % self.size, None
            if (local // 11) % 120 == 5 and local % 11:
                # One name, eleven EINs, as banks have.
                return number - local % 11, None
            return None, None
        if local % 83 == 41:
            return number - 1, None
        if local % 61 == 30 and number < self.files[INTAKE].own:
            return None, number - 1
        return None, None

    def ein(self, serial: int) -> str:
        """A nine-digit EIN that no other serial has."""
        draw = mixed(serial + self._salt % 1_000_033)
        prefixes = _EIN_ZERO if draw % 1000 < 55 else _EIN_OTHER
        tail = (serial * 7_368_787 + self._salt) % _EIN_SERIALS
        return f"{prefixes[draw // 1000 % len(prefixes)]}{tail:07d}"


def _company_files(scale: float) -> dict[str, CompanyFile]:
    """The rows of each file at a scale; over all files they are 62,000 x scale."""
    total = max(1, round(COMPANY_ROWS * scale))
    files = {}
    start = taken = 0
    share_so_far = 0.0
    for name, (share, overlap_share, mix) in COMPANY_FILES.items():
        share_so_far += share
        upto = round(total * share_so_far)
        rows = upto - taken
        repeated = max(round(rows * _REPEATED_ROWS), 1 if rows >= 20 else 0)
        overlap = min(round(rows * overlap_share), max(0, rows - repeated - (start == 0)))
        own = rows - overlap - repeated
        files[name] = CompanyFile(rows, own, overlap, repeated, start, mix)
        start += own
        taken = upto
    return files


def _slug(stem: str) -> str:
    """The ASCII letters and digits of a name, run together."""
    return "".join(letter for letter in stem.lower() if letter.isascii() and letter.isalnum())


def write_truth(out: Path, population: Population) -> Written:
    """Write truth/company_ein.csv: one row per company and EIN it files or could file with.

    ein_rank 1 is the company's own EIN; 2 an affiliate's with the same name and address.
    files_5500 and files_5500_sf are '1' when the DOL files of this seed and scale hold filings
    under that EIN.
    """
    header = "company_key,company_name,domain,state,city,ein,ein_rank,files_5500,files_5500_sf"
    with RawFile(out / "truth" / "company_ein.csv", header) as file:
        for number in range(population.size):
            company = population.company(number)
            facts = (company.key, company.name, company.domain, company.state, company.place.city)
            long_form = population.files_form(number, "5500")
            short_form = population.files_form(number, "5500-SF")
            file.row(csv_line((*facts, company.ein, 1, int(long_form), int(short_form))))
            affiliate = population.affiliate_ein(company)
            if affiliate:
                file.row(csv_line((*facts, affiliate, 2, 1, 0)))
    return file.written
