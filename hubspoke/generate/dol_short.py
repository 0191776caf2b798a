"""Form 5500-SF, the short form of small plans, for two plan years at once."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tqdm import tqdm

from hubspoke.generate.companies import Company, Population
from hubspoke.generate.dol_common import (
    SHORT_ROWS,
    YEARS,
    PlanYear,
    Sponsor,
    ack_id,
    begin_month,
    blank_row,
    columns,
    iso,
    later,
    make_sponsor,
    plan_year,
    quoted,
    signature,
    sponsor_columns,
    sponsors,
)
from hubspoke.generate.dol_headers import SHORT_HEADER
from hubspoke.generate.files import Quirks, RawFile, Written, chance

_AT = columns(SHORT_HEADER)
_SPONSOR = sponsor_columns(
    _AT,
    """
    SF_SPONSOR_NAME SF_SPONSOR_DFE_DBA_NAME SF_SPONS_CARE_OF_NAME
    SF_SPONS_US_ADDRESS1 SF_SPONS_US_ADDRESS2 SF_SPONS_US_CITY SF_SPONS_US_STATE SF_SPONS_US_ZIP
    SF_SPONS_FOREIGN_ADDRESS1 SF_SPONS_FOREIGN_CITY SF_SPONS_FOREIGN_PROV_STATE
    SF_SPONS_FOREIGN_CNTRY SF_SPONS_FOREIGN_POSTAL_CD
    SF_SPONS_LOC_US_ADDRESS1 SF_SPONS_LOC_US_CITY SF_SPONS_LOC_US_STATE SF_SPONS_LOC_US_ZIP
    SF_SPONS_EIN SF_SPONS_PHONE_NUM SF_BUSINESS_CODE
    SF_ADMIN_NAME SF_ADMIN_US_ADDRESS1 SF_ADMIN_US_CITY SF_ADMIN_US_STATE SF_ADMIN_US_ZIP
    SF_ADMIN_EIN SF_ADMIN_PHONE_NUM SF_ADMIN_NAME_SAME_SPON_IND
    """,
)
_BOXES = (
    "SF_INITIAL_FILING_IND",
    "SF_AMENDED_IND",
    "SF_FINAL_FILING_IND",
    "SF_SHORT_PLAN_YR_IND",
    "SF_5558_APPLICATION_FILED_IND",
    "SF_EXT_AUTOMATIC_IND",
    "SF_DFVC_PROGRAM_IND",
    "SF_EXT_SPECIAL_IND",
    "SF_ADOPTED_PLAN_PERM_SEC_ACT",
    "COLLECTIVELY_BARGAINED",
)
# Yes-no questions: 1 yes, 2 no.
_QUESTIONS = (
    "SF_FAIL_TRANSMIT_CONTRIB_IND",
    "SF_PARTY_IN_INT_NOT_RPTD_IND",
    "SF_LOSS_DISCV_DUR_YEAR_IND",
    "SF_BROKER_FEES_PAID_IND",
    "SF_FAIL_PROVIDE_BENEF_DUE_IND",
    "SF_PARTCP_LOANS_IND",
    "SF_PLAN_BLACKOUT_PERIOD_IND",
    "SF_DB_PLAN_FUNDING_REQD_IND",
    "SF_DC_PLAN_FUNDING_REQD_IND",
    "SF_RES_TERM_PLAN_ADPT_IND",
    "SF_ALL_PLAN_AST_DISTRIB_IND",
)
_BLANKS = {zeros: blank_row(_AT, _BOXES, '"0"' if zeros else "") for zeros in (True, False)}
for _blank in _BLANKS.values():
    for _name in _QUESTIONS:
        _blank[_AT[_name]] = '"2"'
    for _name in ("SF_ELIGIBLE_ASSETS_IND", "SF_IQPA_WAIVER_IND", "SF_PLAN_INS_FDLTY_BOND_IND"):
        _blank[_AT[_name]] = '"1"'
    _blank[_AT["SF_PLAN_ENTITY_CD"]] = '"2"'
    _blank[_AT["FILING_STATUS"]] = '"FILING_RECEIVED"'

_CODES = (
    "2E2F2G2J2K2T3D", "2E2J2K2H3D", "2E2F2G2J2K3D", "2E2G2R3D", "2E3D", "2A2E2F2G2J2K2T3D", "1A3D",
)  # fmt: skip
# Participants, cumulative share and the highest of the range: most short-form plans are tiny.
_SIZES = ((0.12, 1, 3), (0.40, 3, 11), (0.68, 11, 31), (0.88, 31, 71), (1.01, 71, 140))
_QUIRKS = {
    "dba_only": 0.025,
    "other_city": 0.08,
    "other_state": 0.025,
    "foreign": 0.002,
    "ein_changed": 0.02,
    "other_year": 0.08,
    "final": 0.03,
    "short_year": 0.03,
    "amended": 0.03,
    "amended_only": 0.01,
    "late_deposit": 0.04,
    "welfare": 0.01,
    "implausible_assets": 0.00002,
    "special_extension": 0.005,
}


@dataclass
class _Plan:
    """A small plan as it files, year after year."""

    sponsor: Sponsor
    number: str
    month: int
    active: int
    assets: int
    row: list[str]


def write_short(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write F_5500_SF of both years into dol/."""
    with ExitStack() as stack:
        files = {
            year: stack.enter_context(
                RawFile(out / "dol" / f"F_5500_SF_{year}_latest.csv", SHORT_HEADER, bar)
            )
            for year in YEARS
        }
        _ShortForm(population, files).run()
    return [file.written for file in files.values()]


class _ShortForm:
    """Writes filings until there are as many as the scale asks for."""

    def __init__(self, population: Population, files: dict[int, RawFile]) -> None:
        self.population = population
        self.files = files
        self.target = max(1, round(SHORT_ROWS * population.scale))
        self.random: Random = chance(population.seed, "dol/short")
        self.u = self.random.random
        self.quirks = Quirks(_QUIRKS, self.random, self.target)
        self.done = 0

    def run(self) -> None:
        """Write everything."""
        stream = sponsors(self.population, "5500-SF", self.target)
        company, eins = next(stream)
        while self.done < self.target:
            self._sponsor(company, eins[0])
            company, eins = stream.send(self.done)

    def _sponsor(self, company: Company, ein: str) -> None:
        """All filings of one sponsor."""
        u = self.u
        zeros = u() < 0.83
        sponsor = make_sponsor(
            self.population,
            company,
            ein,
            _BLANKS[zeros],
            zeros,
            _SPONSOR,
            self.random,
            self.quirks,
            self.done,
        )
        for number in range(1, 2 if u() < 0.93 else 3):
            plan = self._plan(sponsor, number)
            pick = u()
            years = YEARS if pick < 0.84 else YEARS[:1] if pick < 0.92 else YEARS[1:]
            for year in years:
                if self.done >= self.target:
                    return
                only = len(years) == 1
                term = plan_year(year, plan.month, self.random, self.quirks, self.done, only)
                self._filing(plan, year, term, False, only)
                if self.quirks("amended", self.done) and self.done < self.target:
                    again = replace(term, received=later(term.received, self.random))
                    self._filing(plan, year, again, True, only)
                plan.active = max(1, int(plan.active * (0.85 + u() * 0.35)))

    def _plan(self, sponsor: Sponsor, number: int) -> _Plan:
        """A plan of a sponsor."""
        u = self.u
        pick = u()
        low, high = next((low, high) for share, low, high in _SIZES if pick < share)
        active = low + int(u() * (high - low))
        row = sponsor.row.copy()
        text = f"{number:03d}"
        codes = _CODES[int(u() * len(_CODES))]
        ending = "DEFINED BENEFIT PLAN" if codes.startswith("1") else "401(K) PLAN"
        if u() < 0.2:
            ending = "PROFIT SHARING PLAN AND TRUST"
        if self.quirks("welfare", self.done):
            text, ending = f"{500 + number}", "WELFARE BENEFIT PLAN"
            row[_AT["SF_TYPE_WELFARE_BNFT_CODE"]] = '"4A4D"'
        else:
            row[_AT["SF_TYPE_PENSION_BNFT_CODE"]] = f'"{codes}"'
            if "2J" in codes:
                row[_AT["SF_401K_PLAN_IND"]] = '"1"'
                row[_AT["SF_401K_DESIGN_BASED_SAFE_HARBOR_IND"]] = '"1"' if u() < 0.6 else '"0"'
                row[_AT["SF_401K_CURRENT_YEAR_ADP_TEST_IND"]] = '"1"' if u() < 0.3 else '"0"'
            row[_AT["SF_OPIN_LETTER_DATE"]] = '"2020-06-30"'
            row[_AT["SF_OPIN_LETTER_SERIAL_NUM"]] = f'"Q{700_000 + int(u() * 9000)}A"'
        row[_AT["SF_PLAN_NAME"]] = quoted(f"{sponsor.name} {ending}"[:140])
        row[_AT["SF_PLAN_NUM"]] = f'"{text}"'
        row[_AT["SF_PLAN_EFF_DATE"]] = f'"{1960 + int(u() * 62)}-{1 + int(u() * 12):02d}-01"'
        return _Plan(
            sponsor, text, begin_month(u()), active, int(active * (4_000 + u() * 110_000)), row
        )

    def _filing(self, plan: _Plan, year: int, term: PlanYear, amends: bool, only: bool) -> None:
        """One row of F_5500_SF."""
        u, quirks, number, sponsor = self.u, self.quirks, self.done, plan.sponsor
        row = plan.row.copy()
        ack, signed = ack_id(term.received, 2 * number + 1, u)
        row[_AT["ACK_ID"]] = ack
        row[_AT["SF_PLAN_YEAR_BEGIN_DATE"]] = iso(term.begin)
        row[_AT["SF_TAX_PRD"]] = iso(term.end)
        row[_AT["DATE_RECEIVED"]] = iso(term.received)
        if amends or quirks("amended_only", number):
            row[_AT["SF_AMENDED_IND"]] = '"1"'
        if term.is_final:
            row[_AT["SF_FINAL_FILING_IND"]] = '"1"'
            row[_AT["SF_RES_TERM_PLAN_ADPT_IND"]] = '"1"'
        if term.is_short:
            row[_AT["SF_SHORT_PLAN_YR_IND"]] = '"1"'
        if only and year == YEARS[1] and u() < 0.6:
            row[_AT["SF_INITIAL_FILING_IND"]] = '"1"'
        if term.received > term.end + 212 and not term.is_late:
            row[_AT["SF_5558_APPLICATION_FILED_IND"]] = '"1"'
        if term.is_late and u() < 0.6:
            row[_AT["SF_DFVC_PROGRAM_IND"]] = '"1"'
        if quirks("special_extension", number):
            row[_AT["SF_EXT_SPECIAL_IND"]] = '"1"'
            row[_AT["SF_EXT_SPECIAL_TEXT"]] = '"WILDFIRE RELIEF"'
        if u() < 0.06:
            row[_SPONSOR.name] = sponsor.other_name
        if sponsor.old_ein:
            if year == YEARS[0]:
                row[_SPONSOR.ein] = f'"{sponsor.old_ein}"'
            else:
                row[_AT["SF_LAST_RPT_SPONS_NAME"]] = quoted(sponsor.name)
                row[_AT["SF_LAST_RPT_SPONS_EIN"]] = f'"{sponsor.old_ein}"'
                row[_AT["SF_LAST_RPT_PLAN_NUM"]] = f'"{plan.number}"'
        if sponsor.signs < 80:
            row[_AT["SF_ADMIN_SIGNED_DATE"]] = signed
            row[_AT["SF_ADMIN_SIGNED_NAME"]] = sponsor.signer
            row[_AT["VALID_ADMIN_SIGNATURE"]] = signature(u)
        else:
            row[_AT["SF_ADMIN_MANUAL_SIGN_DATE"]] = signed
            row[_AT["SF_ADMIN_MANUAL_SIGNED_NAME"]] = sponsor.signer
        self._counts(row, plan, term)
        self._money(row, plan, number)
        self.files[year].row(",".join(row))
        self.done += 1

    def _counts(self, row: list[str], plan: _Plan, term: PlanYear) -> None:
        """Lines 5: participants."""
        u = self.u
        active = 0 if term.is_final and u() < 0.7 else plan.active
        total = active + int(active * u() * 0.2)
        before = max(1, int(plan.active * (0.9 + u() * 0.3)))
        balance = int(total * (0.7 + u() * 0.3))
        row[_AT["SF_TOT_PARTCP_BOY_CNT"]] = str(before)
        row[_AT["SF_TOT_ACT_RTD_SEP_BENEF_CNT"]] = str(total)
        row[_AT["SF_TOT_ACT_PARTCP_BOY_CNT"]] = str(before) if u() < 0.96 else ""
        row[_AT["SF_TOT_ACT_PARTCP_EOY_CNT"]] = str(active) if u() < 0.96 else ""
        row[_AT["SF_PARTCP_ACCOUNT_BAL_CNT"]] = str(balance)
        row[_AT["SF_PARTCP_ACCOUNT_BAL_CNT_BOY"]] = str(balance)
        row[_AT["SF_SEP_PARTCP_PARTL_VSTD_CNT"]] = str(int(u() * 3)) if u() < 0.8 else ""

    def _money(self, row: list[str], plan: _Plan, number: int) -> None:
        """Lines 7 and 10: assets, income, expenses in whole dollars; the year's end is carried."""
        u, quirks = self.u, self.quirks
        start = plan.assets
        employer, members = int(start * u() * 0.05), int(start * u() * 0.08)
        earned = int(start * (u() * 0.22 - 0.04))
        income = employer + members + earned
        paid, fees = int(start * u() * 0.12), int(start * u() * 0.01)
        net = income - paid - fees
        end = max(0, start + net)
        plan.assets = end
        if quirks("implausible_assets", number):
            end = 10_000_000_000_000 + end
        for name, value in (
            ("SF_TOT_ASSETS_BOY_AMT", start),
            ("SF_NET_ASSETS_BOY_AMT", start),
            ("SF_TOT_ASSETS_EOY_AMT", end),
            ("SF_NET_ASSETS_EOY_AMT", end),
            ("SF_EMPLR_CONTRIB_INCOME_AMT", employer),
            ("SF_PARTICIP_CONTRIB_INCOME_AMT", members),
            ("SF_OTHER_INCOME_AMT", earned),
            ("SF_TOT_INCOME_AMT", income),
            ("SF_TOT_DISTRIB_BNFT_AMT", paid),
            ("SF_ADMIN_SRVC_PROVIDERS_AMT", fees),
            ("SF_TOT_EXPENSES_AMT", paid + fees),
            ("SF_NET_INCOME_AMT", net),
            ("SF_PLAN_INS_FDLTY_BOND_AMT", max(1000, start // 10)),
        ):
            row[_AT[name]] = str(value)
        if quirks("late_deposit", number):
            row[_AT["SF_FAIL_TRANSMIT_CONTRIB_IND"]] = '"1"'
            row[_AT["SF_FAIL_TRANSMIT_CONTRIB_AMT"]] = str(int(members * u() * 0.3))
        if u() < 0.25:
            row[_AT["SF_BROKER_FEES_PAID_IND"]] = '"1"'
            row[_AT["SF_BROKER_FEES_PAID_AMT"]] = str(int(start * u() * 0.004))
        if u() < 0.2:
            row[_AT["SF_PARTCP_LOANS_IND"]] = '"1"'
            row[_AT["SF_PARTCP_LOANS_EOY_AMT"]] = str(int(start * u() * 0.05))
