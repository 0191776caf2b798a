"""Form 5500, its Schedules A and their brokers, for two plan years at once.

A plan is made once and filed in both years, so that carriers, brokers, head counts and names
change between the years as they do in real life, and only where something changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tqdm import tqdm

from hubspoke.generate.companies import Company, Population
from hubspoke.generate.dol_common import (
    LONG_ROWS,
    MONTH_START,
    SCHEDULE_ROWS,
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
    picked,
    plan_year,
    quoted,
    signature,
    sponsor_columns,
    sponsors,
    year_of,
)
from hubspoke.generate.dol_headers import LONG_HEADER, PART1_HEADER, SCHEDULE_A_HEADER
from hubspoke.generate.files import Quirks, RawFile, Written, chance
from hubspoke.generate.words import BROKERS, CARRIERS

_AT = columns(LONG_HEADER)
_SPONSOR = sponsor_columns(
    _AT,
    """
    SPONSOR_DFE_NAME SPONS_DFE_DBA_NAME SPONS_DFE_CARE_OF_NAME
    SPONS_DFE_MAIL_US_ADDRESS1 SPONS_DFE_MAIL_US_ADDRESS2 SPONS_DFE_MAIL_US_CITY
    SPONS_DFE_MAIL_US_STATE SPONS_DFE_MAIL_US_ZIP
    SPONS_DFE_MAIL_FOREIGN_ADDR1 SPONS_DFE_MAIL_FOREIGN_CITY SPONS_DFE_MAIL_FORGN_PROV_ST
    SPONS_DFE_MAIL_FOREIGN_CNTRY SPONS_DFE_MAIL_FORGN_POSTAL_CD
    SPONS_DFE_LOC_US_ADDRESS1 SPONS_DFE_LOC_US_CITY SPONS_DFE_LOC_US_STATE SPONS_DFE_LOC_US_ZIP
    SPONS_DFE_EIN SPONS_DFE_PHONE_NUM BUSINESS_CODE
    ADMIN_NAME ADMIN_US_ADDRESS1 ADMIN_US_CITY ADMIN_US_STATE ADMIN_US_ZIP ADMIN_EIN
    ADMIN_PHONE_NUM ADMIN_NAME_SAME_SPON_IND
    """,
)
# Boxes that most software writes as '0' when they are not ticked, and some leaves NULL.
_BOXES = [
    name
    for name in _AT
    if name.endswith("_IND")
    and name
    not in (
        "ADMIN_NAME_SAME_SPON_IND",
        "ADMIN_ADDRESS_SAME_SPON_IND",
        "SUBJ_M1_FILING_REQ_IND",
        "COMPLIANCE_M1_FILING_REQ_IND",
    )
] + ["ADOPTED_PLAN_PERM_SEC_ACT"]
_BLANKS = {zeros: blank_row(_AT, _BOXES, '"0"' if zeros else "") for zeros in (True, False)}
for _blank in _BLANKS.values():
    _blank[_AT["FILING_STATUS"]] = '"FILING_RECEIVED"'
    _blank[_AT["TYPE_PLAN_ENTITY_CD"]] = '"2"'

_SCH = columns(SCHEDULE_A_HEADER)
_SCH_BOXES = [
    name
    for name in _SCH
    if name.startswith(("ALLOC_", "UNAL", "PENS_DISTR", "WLFR_BNFT_", "WLFR_REFUND_"))
    and name.endswith("_IND")
]
# Totals that software adds up even where there is nothing to add.
_SCH_TOTALS = (
    "PENSION_TOT_ADDITIONS_AMT",
    "PENSION_TOT_BAL_ADDN_AMT",
    "PENSION_TOT_DED_AMT",
    "PENSION_EOY_BAL_AMT",
    "WLFR_TOT_EARNED_PREM_AMT",
    "WLFR_INCURRED_CLAIM_AMT",
    "WLFR_RET_TOT_AMT",
)
_SCH_BLANKS = {
    zeros: blank_row(_SCH, _SCH_BOXES, '"0"' if zeros else "") for zeros in (True, False)
}
for _name in _SCH_TOTALS:
    _SCH_BLANKS[True][_SCH[_name]] = "0"
for _blank in _SCH_BLANKS.values():
    _blank[_SCH["INS_FAIL_PROVIDE_INFO_IND"]] = '"2"'

# Kinds of cover: who sells it, the benefit codes it stands for, the boxes it ticks on Schedule A,
# and a year's premium per life in dollars.
_COVERS: dict[str, tuple[str, str, tuple[str, ...], int]] = {
    "health_ppo": ("health", "4A", ("HEALTH", "DRUG", "PPO"), 6400),
    "health_hmo": ("health", "4A", ("HEALTH", "DRUG", "HMO"), 5900),
    "dental": ("dental", "4D", ("DENTAL",), 420),
    "vision": ("vision", "4E", ("VISION",), 95),
    "life": ("life", "4B", ("LIFE_INSUR",), 170),
    "life_disability": ("life", "4B4F4H", ("LIFE_INSUR", "TEMP_DISAB", "LONG_TERM_DISAB"), 460),
    "std": ("life", "4F", ("TEMP_DISAB",), 210),
    "ltd": ("life", "4H", ("LONG_TERM_DISAB",), 230),
    "accident": ("life", "4L", ("OTHER",), 45),
    "stop_loss": ("stop_loss", "4A", ("STOP_LOSS",), 1150),
    "indemnity": ("life", "4Q", ("INDEMNITY", "OTHER"), 130),
    "pension": ("pension", "", (), 0),
}
_COVER_ORDER = (
    "health_ppo", "dental", "life_disability", "vision", "health_hmo", "ltd", "std", "accident",
    "indemnity", "life",
)  # fmt: skip
_COVER_COLUMNS = {
    cover: tuple(_SCH[f"WLFR_BNFT_{box}_IND"] for box in boxes)
    for cover, (_, _, boxes, _) in _COVERS.items()
}

# How many contracts an insured welfare plan has, cumulative share; the mean is 3.7.
_CONTRACT_COUNTS = (
    (0.25, 1), (0.42, 2), (0.57, 3), (0.69, 4), (0.78, 5), (0.85, 6), (0.90, 7), (0.93, 8),
    (0.95, 9), (0.97, 10), (0.985, 12), (0.995, 15), (0.999, 20), (1.01, 30),
)  # fmt: skip
# How many brokers share a contract's commission; 0 where the carrier names none.
_BROKER_COUNTS = ((0.04, 0), (0.84, 1), (0.94, 2), (0.98, 3), (1.01, 5))
_PENSION_CODES = (
    "2E2F2G2J2K2T3D", "2E2J2K2H3D", "2E2F2G2J2K3D", "2E2G2R3D", "2E2F2J2G3D3H", "2L2M", "2E",
    "1A1I", "1A3D", "1A1I3B3D",
)  # fmt: skip
_QUIRKS = {
    "dba_only": 0.025,
    "other_city": 0.08,
    "other_state": 0.025,
    "foreign": 0.004,
    "ein_changed": 0.025,
    "other_year": 0.08,
    "final": 0.02,
    "short_year": 0.035,
    "amended": 0.045,
    "amended_only": 0.015,
    "counts_off": 0.015,
    "no_entity_code": 0.001,
    "special_extension": 0.005,
    "attached_count_off": 0.02,
    "codes_odd": 0.001,
}
_SCH_QUIRKS = {
    "commission_blank": 0.145,
    "commission_negative": 0.003,
    "implausible_premium": 0.00005,
    "implausible_commission": 0.00005,
    "naic_zero": 0.02,
    "naic_blank": 0.03,
    "carrier_ein_blank": 0.01,
    "lives_blank": 0.04,
    "lives_zero": 0.03,
    "lives_million": 0.0005,
    "policy_end_blank": 0.004,
    "orphan": 0.001,
}
# These have a chance of their own.
_SLIPS = {"stray_welfare_code": 0.008, "cell_of_a_data_frame": 0.001, "short_not_ticked": 0.003}
_SCH_SLIPS = {"carrier_ein_mistyped": 0.003, "premium_thousandfold": 0.0002}


@dataclass
class Contract:
    """An insurance contract of a plan: what it covers, who sells it, when it renews.

    share: covered lives per active participant. price: premium against the usual of its kind.
    """

    cover: str
    carrier: int
    spelling: int
    number: str
    month: int
    broker: int
    brokers: int
    share: float
    price: float
    experience_rated: bool


@dataclass
class Plan:
    """A plan as it files, year after year."""

    sponsor: Sponsor
    kind: str
    number: str
    name: str
    month: int
    active: int
    contracts: list[Contract]
    row: list[str]


def write_long(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write F_5500, F_SCH_A and F_SCH_A_PART1 of both years into dol/."""
    forms = (
        ("F_5500", LONG_HEADER),
        ("F_SCH_A", SCHEDULE_A_HEADER),
        ("F_SCH_A_PART1", PART1_HEADER),
    )
    with ExitStack() as stack:
        files = {
            (form, year): stack.enter_context(
                RawFile(
                    out / "dol" / f"{form}_{year}_latest.csv",
                    header,
                    None if form == "F_SCH_A_PART1" else bar,
                )
            )
            for form, header in forms
            for year in YEARS
        }
        _LongForm(population, files).run()
    return [file.written for file in files.values()]


class _LongForm:
    """Writes filings until there are as many as the scale asks for."""

    def __init__(self, population: Population, files: Mapping[tuple[str, int], RawFile]) -> None:
        self.population = population
        self.files = files
        self.target = max(1, round(LONG_ROWS * population.scale))
        self.schedules = max(1, round(SCHEDULE_ROWS * population.scale))
        self.random: Random = chance(population.seed, "dol/long")
        self.u = self.random.random
        self.quirks = Quirks(_QUIRKS, self.random, self.target)
        self.schedule_quirks = Quirks(_SCH_QUIRKS, self.random, self.schedules)
        slips = chance(population.seed, "dol/long/slips")
        self.slips = Quirks(_SLIPS, slips, self.target)
        self.schedule_slips = Quirks(_SCH_SLIPS, slips, self.schedules)
        self.done = 0
        self.schedules_done = 0

    def run(self) -> None:
        """Write everything."""
        stream = sponsors(self.population, "5500", self.target)
        company, eins = next(stream)
        while self.done < self.target - 1:
            for ein in eins:
                self._sponsor(company, ein)
            company, eins = stream.send(self.done)
        # The last filing takes the schedules that are left, so that both totals are met.
        company = self.population.company(self.population.size + self.target)
        sponsor = self._make_sponsor(company, company.ein)
        plan = self._plan(sponsor, "welfare", 501, self.schedules - self.schedules_done)
        self._file(plan, YEARS[1], plan.contracts, only=False)

    def _make_sponsor(self, company: Company, ein: str) -> Sponsor:
        zeros = self.u() < 0.83
        blank = _BLANKS[zeros]
        quirks = self.quirks
        return make_sponsor(
            self.population, company, ein, blank, zeros, _SPONSOR, self.random, quirks, self.done
        )

    def _sponsor(self, company: Company, ein: str) -> None:
        """All filings of one sponsor."""
        u = self.u
        sponsor = self._make_sponsor(company, ein)
        outsider = company.number >= self.population.size
        pick = u()
        plans = 1 if pick < 0.60 else 2 if pick < 0.88 else 3 if pick < 0.96 else 5
        pension = welfare = 0
        for _ in range(plans):
            if outsider and u() < 0.045:
                kind, number, pension = "dfe", 1 + pension, pension + 1
            elif u() < 0.52:
                kind, number, pension = "pension", 1 + pension, pension + 1
            else:
                kind, number, welfare = "welfare", 501 + welfare, welfare + 1
            count = self._contract_count(kind)
            plan = self._plan(sponsor, kind, number, count)
            pick = u()
            years = YEARS if pick < 0.80 else YEARS[:1] if pick < 0.90 else YEARS[1:]
            for year in years:
                if self.done >= self.target - 1:
                    return
                if year == YEARS[1] and len(years) == 2:
                    self._move_on(plan)
                room = self.schedules - self.schedules_done - 1
                self._file(plan, year, plan.contracts[: max(0, room)], only=len(years) == 1)

    def _contract_count(self, kind: str) -> int:
        """How many contracts a plan has: steered so that the total comes out at the end."""
        u = self.u
        if kind == "dfe" or u() >= (0.80 if kind == "welfare" else 0.15):
            return 0
        if kind == "pension":
            return 1 if u() < 0.9 else 2
        left = (self.schedules - self.schedules_done) / (self.target - self.done)
        steer = min(3.0, left / (SCHEDULE_ROWS / LONG_ROWS))
        return max(1, int(picked(_CONTRACT_COUNTS, u()) * steer + u()))

    def _plan(self, sponsor: Sponsor, kind: str, number: int, count: int) -> Plan:
        """A plan of a sponsor, with `count` insurance contracts."""
        u = self.u
        company = sponsor.company
        month = begin_month(u())
        scale = 0.6 + u() * 0.5
        active = max(1, int(company.employees * scale))
        broker = int(u() * len(BROKERS))
        self_funded = count > 1 and u() < 0.12
        contracts: list[Contract] = []
        for index in range(count):
            carrier = int(u() * len(CARRIERS["health"]))
            if contracts and u() < 0.35:
                carrier = contracts[-1].carrier
            contracts.append(self._contract(self._cover(kind, index, self_funded), carrier, broker))
        codes = self._codes(kind, contracts)
        name = self._plan_name(sponsor, kind, number)
        row = sponsor.row.copy()
        text = f"{number:03d}"
        row[_AT["PLAN_NAME"]] = quoted(name[:140])
        row[_AT["SPONS_DFE_PN"]] = f'"{text}"'
        if u() < 0.975:
            since = 1903 + int(u() * 60) if u() < 0.05 else 1963 + int(u() * 60)
            row[_AT["PLAN_EFF_DATE"]] = f'"{since}-{1 + int(u() * 12):02d}-01"'
        if kind == "dfe":
            row[_AT["TYPE_PLAN_ENTITY_CD"]] = '"4"'
            row[_AT["TYPE_DFE_PLAN_ENTITY_CD"]] = f'"{"CPMGE"[int(u() * 5)]}"'
            self._tick(row, "SCH_H_ATTACHED_IND", "SCH_D_ATTACHED_IND")
        elif kind == "pension":
            self._pension(row, codes, active, bool(contracts))
        else:
            self._welfare(row, codes, active, bool(contracts), self_funded)
        if kind != "dfe" and u() < 0.02:
            row[_AT["TYPE_PLAN_ENTITY_CD"]] = '"3"' if u() < 0.7 else '"1"'
        if u() < 0.02:
            self._tick(row, "COLLECTIVE_BARGAIN_IND")
        return Plan(sponsor, kind, text, name, month, active, contracts, row)

    def _cover(self, kind: str, index: int, self_funded: bool) -> str:
        """What contract number `index` of a plan covers: first health, then the rest in turn."""
        if kind == "pension":
            return "pension"
        if index:
            return _COVER_ORDER[index % len(_COVER_ORDER)]
        pick = self.u()
        if pick < 0.20:
            return "dental"
        if self_funded:
            return "stop_loss"
        return "health_hmo" if pick < 0.30 else "health_ppo"

    def _contract(self, cover: str, carrier: int, broker: int) -> Contract:
        """A contract; most renew with the plan year and were sold by the plan's broker."""
        u = self.u
        return Contract(
            cover=cover,
            carrier=carrier,
            spelling=0 if u() < 0.6 else int(u() * 6),
            number=self._contract_number() if u() < 0.7 else f"GRP-{int(u() * 900_000) + 10_000}",
            month=1 + int(u() * 12) if u() < 0.18 else 0,
            broker=broker if u() < 0.85 else int(u() * len(BROKERS)),
            brokers=picked(_BROKER_COUNTS, u()),
            share=0.5 + u() * 0.8,
            price=0.7 + u() * 0.6,
            experience_rated=u() < 0.12,
        )

    def _contract_number(self) -> str:
        """A carrier's number for a contract."""
        return f"{int(self.u() * 90_000_000) + 1_000_000}"

    @staticmethod
    def _tick(row: list[str], *boxes: str) -> None:
        """Tick boxes."""
        for box in boxes:
            row[_AT[box]] = '"1"'

    def _pension(self, row: list[str], codes: str, active: int, insured: bool) -> None:
        """What a pension plan ticks."""
        u = self.u
        row[_AT["TYPE_PENSION_BNFT_CODE"]] = quoted(codes)
        self._tick(row, "FUNDING_TRUST_IND", "BENEFIT_TRUST_IND", "SCH_R_ATTACHED_IND")
        self._tick(row, "SCH_H_ATTACHED_IND" if active >= 100 else "SCH_I_ATTACHED_IND")
        if u() < 0.6:
            self._tick(row, "SCH_C_ATTACHED_IND")
        if u() < 0.4:
            self._tick(row, "SCH_D_ATTACHED_IND")
        if codes.startswith("1"):
            self._tick(row, "SCH_SB_ATTACHED_IND")
        if insured:
            self._tick(row, "FUNDING_INSURANCE_IND", "BENEFIT_INSURANCE_IND")

    def _welfare(
        self, row: list[str], codes: str, active: int, insured: bool, self_funded: bool
    ) -> None:
        """What a welfare plan ticks."""
        u = self.u
        row[_AT["TYPE_WELFARE_BNFT_CODE"]] = quoted(codes)
        if insured:
            self._tick(row, "FUNDING_INSURANCE_IND", "BENEFIT_INSURANCE_IND")
        if not insured or self_funded or u() < 0.25:
            self._tick(row, "FUNDING_GEN_ASSET_IND", "BENEFIT_GEN_ASSET_IND")
        if self_funded or u() < 0.05:
            self._tick(row, "FUNDING_TRUST_IND", "BENEFIT_TRUST_IND", "SCH_H_ATTACHED_IND")
        row[_AT["SUBJ_M1_FILING_REQ_IND"]] = '"2"' if u() < 0.98 else '"1"'

    def _codes(self, kind: str, contracts: list[Contract]) -> str:
        """The benefit codes of a plan, run together: two characters each, in order."""
        u = self.u
        if kind == "pension":
            return _PENSION_CODES[int(u() * len(_PENSION_CODES))]
        if kind == "dfe":
            return ""
        joined = "".join(_COVERS[contract.cover][1] for contract in contracts)
        codes = {joined[start : start + 2] for start in range(0, len(joined), 2)}
        if not codes:
            codes = {"4A"} if u() < 0.6 else {"4I"} if u() < 0.3 else {"4Q"}
        if u() < 0.1:
            codes.add("4Q")
        return "".join(sorted(codes))

    def _plan_name(self, sponsor: Sponsor, kind: str, number: int) -> str:
        """A plan's name, made of its sponsor's."""
        endings = {
            "pension": ("401(K) PLAN", "PROFIT SHARING PLAN", "RETIREMENT SAVINGS PLAN"),
            "welfare": (
                "HEALTH AND WELFARE PLAN",
                "EMPLOYEE BENEFIT PLAN",
                "GROUP INSURANCE PLAN",
                "FLEXIBLE BENEFITS PLAN",
            ),
            "dfe": ("COLLECTIVE INVESTMENT TRUST", "MASTER TRUST"),
        }[kind]
        ending = endings[int(self.u() * len(endings))]
        if number not in (1, 501) and kind != "dfe":
            ending = f"{ending} {number % 500}"
        return f"{sponsor.name} {ending}"

    def _move_on(self, plan: Plan) -> None:
        """What a year changes: head count, carriers, brokers, contracts dropped and added."""
        u = self.u
        pick = u()
        growth = 0.94 + u() * 0.14
        if pick < 0.08:
            growth = 1.2 + u() * 0.4
        elif pick < 0.16:
            growth = 0.55 + u() * 0.34
        plan.active = max(1, int(plan.active * growth))
        if not plan.contracts:
            return
        if u() < 0.09:
            # The plan changes its broker, on every contract at once.
            broker = int(u() * len(BROKERS))
            plan.contracts = [replace(contract, broker=broker) for contract in plan.contracts]
        # A fifth of the plans go to the market, and then move a third of their contracts.
        market = u() < 0.20
        moved = []
        for contract in plan.contracts:
            pick = u()
            if market and pick < 0.35:
                carrier = (contract.carrier + 1 + int(u() * 18)) % len(CARRIERS["health"])
                contract = replace(contract, carrier=carrier, number=self._contract_number())
            elif pick > 0.98 and len(plan.contracts) > 1:
                continue
            elif pick > 0.85:
                contract = replace(contract, spelling=int(u() * 6))
            moved.append(replace(contract, price=contract.price * (0.97 + u() * 0.17)))
        if plan.kind == "welfare" and u() < 0.05:
            moved.append(replace(plan.contracts[0], cover="accident", number=f"A{int(u() * 1e6)}"))
        plan.contracts = moved or plan.contracts

    def _file(self, plan: Plan, year: int, contracts: list[Contract], only: bool) -> None:
        """A plan year's filing, and its amendment if there is one."""
        term = plan_year(year, plan.month, self.random, self.quirks, self.done, only)
        self._filing(plan, year, term, contracts, False, only)
        room = self.schedules - self.schedules_done - 1
        amended = self.quirks("amended", self.done)
        if amended and self.done < self.target - 1 and len(contracts) <= room:
            again = replace(term, received=later(term.received, self.random))
            self._filing(plan, year, again, contracts, True, only)

    def _filing(
        self,
        plan: Plan,
        year: int,
        term: PlanYear,
        contracts: list[Contract],
        amends: bool,
        only: bool,
    ) -> None:
        """One row of F_5500, with its Schedules A."""
        u, quirks, number, sponsor = self.u, self.quirks, self.done, plan.sponsor
        row = plan.row.copy()
        ack, signed = ack_id(term.received, 2 * number, u)
        row[_AT["ACK_ID"]] = ack
        row[_AT["FORM_PLAN_YEAR_BEGIN_DATE"]] = iso(term.begin)
        row[_AT["FORM_TAX_PRD"]] = iso(term.end)
        row[_AT["DATE_RECEIVED"]] = iso(term.received)
        if amends or quirks("amended_only", number):
            self._tick(row, "AMENDED_IND")
        if term.is_final:
            self._tick(row, "FINAL_FILING_IND")
        if term.is_short:
            self._tick(row, "SHORT_PLAN_YR_IND")
        if only and year == YEARS[1] and u() < 0.6:
            self._tick(row, "INITIAL_FILING_IND")
        if term.received > term.end + 212 and not term.is_late:
            self._tick(row, "F5558_APPLICATION_FILED_IND")
        if term.is_late and u() < 0.6:
            self._tick(row, "DFVC_PROGRAM_IND")
        if quirks("special_extension", number):
            self._tick(row, "EXT_SPECIAL_IND")
            row[_AT["EXT_SPECIAL_TEXT"]] = '"HURRICANE DISASTER RELIEF"'
        if quirks("no_entity_code", number):
            row[_AT["TYPE_PLAN_ENTITY_CD"]] = ""
        if quirks("codes_odd", number) and plan.kind == "welfare":
            row[_AT["TYPE_WELFARE_BNFT_CODE"]] = '"4A4B4"'
        if plan.kind == "pension":
            if self.slips("stray_welfare_code", number):
                row[_AT["TYPE_WELFARE_BNFT_CODE"]] = '"4L"'
            if self.slips("cell_of_a_data_frame", number):
                row[_AT["TYPE_WELFARE_BNFT_CODE"]] = '"nan"'
                row[_AT["SPONS_DFE_DBA_NAME"]] = '"nan"'
        if term.is_short and self.slips("short_not_ticked", number):
            row[_AT["SHORT_PLAN_YR_IND"]] = plan.sponsor.row[_AT["SHORT_PLAN_YR_IND"]]
        if u() < 0.07:
            row[_SPONSOR.name] = sponsor.other_name
        ein = sponsor.ein
        if sponsor.old_ein:
            if year == YEARS[0]:
                ein = sponsor.old_ein
                row[_SPONSOR.ein] = f'"{ein}"'
            else:
                row[_AT["LAST_RPT_SPONS_NAME"]] = quoted(sponsor.name)
                row[_AT["LAST_RPT_SPONS_EIN"]] = f'"{sponsor.old_ein}"'
                row[_AT["LAST_RPT_PLAN_NUM"]] = f'"{plan.number}"'
                row[_AT["LAST_RPT_PLAN_NAME"]] = quoted(plan.name[:140])
        self._signatures(row, sponsor, plan.kind, signed)
        if plan.kind != "dfe":
            self._counts(row, plan, term, number)
        if contracts:
            self._tick(row, "SCH_A_ATTACHED_IND")
            if u() < 0.2:
                off = quirks("attached_count_off", number)
                row[_AT["NUM_SCH_A_ATTACHED_CNT"]] = f'"{len(contracts) + off}"'
        self.files["F_5500", year].row(",".join(row))
        self.done += 1
        for form_id, contract in enumerate(contracts, 1):
            self._schedule(plan, year, term, contract, ack, form_id, ein)

    def _signatures(self, row: list[str], sponsor: Sponsor, kind: str, signed: str) -> None:
        """Who signed, on screen or on paper."""
        u = self.u
        if kind == "dfe":
            row[_AT["DFE_SIGNED_DATE"]] = signed
            row[_AT["DFE_SIGNED_NAME"]] = sponsor.signer
            row[_AT["VALID_DFE_SIGNATURE"]] = signature(u)
        elif sponsor.signs < 76:
            row[_AT["ADMIN_SIGNED_DATE"]] = signed
            row[_AT["ADMIN_SIGNED_NAME"]] = sponsor.signer
            row[_AT["VALID_ADMIN_SIGNATURE"]] = signature(u)
            if sponsor.signs < 20:
                row[_AT["SPONS_SIGNED_DATE"]] = signed
                row[_AT["SPONS_SIGNED_NAME"]] = sponsor.signer
                row[_AT["VALID_SPONSOR_SIGNATURE"]] = signature(u)
        else:
            row[_AT["ADMIN_MANUAL_SIGNED_DATE"]] = signed
            row[_AT["ADMIN_MANUAL_SIGNED_NAME"]] = sponsor.signer

    def _counts(self, row: list[str], plan: Plan, term: PlanYear, number: int) -> None:
        """Lines 5 to 7: participants."""
        u = self.u
        active = 0 if term.is_final and u() < 0.7 else plan.active
        receiving = int(active * u() * 0.06)
        future = int(active * u() * 0.12) if plan.kind == "pension" else 0
        subtotal = active + receiving + future
        benefiting = int(u() * 4) if u() < 0.1 else 0
        total = subtotal + benefiting
        if self.quirks("counts_off", number):
            total += 1 + int(u() * 40)
        before = max(1, int(plan.active * (0.92 + u() * 0.16)))
        row[_AT["TOT_PARTCP_BOY_CNT"]] = str(before)
        row[_AT["TOT_ACT_PARTCP_BOY_CNT"]] = (
            str(max(1, before - int(u() * 4))) if u() < 0.95 else ""
        )
        row[_AT["TOT_ACTIVE_PARTCP_CNT"]] = str(active)
        if u() < 0.83:
            row[_AT["RTD_SEP_PARTCP_RCVG_CNT"]] = str(receiving)
            row[_AT["RTD_SEP_PARTCP_FUT_CNT"]] = str(future)
        else:
            subtotal = total = active
        row[_AT["SUBTL_ACT_RTD_SEP_CNT"]] = str(subtotal)
        if benefiting or u() < 0.6:
            row[_AT["BENEF_RCVG_BNFT_CNT"]] = str(benefiting)
        if u() < 0.85:
            row[_AT["TOT_ACT_RTD_SEP_BENEF_CNT"]] = str(total)
        if plan.kind == "pension":
            balance = int(total * (0.6 + u() * 0.4))
            row[_AT["PARTCP_ACCOUNT_BAL_CNT"]] = str(balance)
            row[_AT["PARTCP_ACCOUNT_BAL_CNT_BOY"]] = str(balance)
            row[_AT["SEP_PARTCP_PARTL_VSTD_CNT"]] = str(int(u() * 6))

    def _schedule(
        self,
        plan: Plan,
        year: int,
        term: PlanYear,
        contract: Contract,
        ack: str,
        form_id: int,
        ein: str,
    ) -> None:
        """One row of F_SCH_A, with the brokers it paid."""
        u, quirks, number = self.u, self.schedule_quirks, self.schedules_done
        zeros = plan.sponsor.zeros or u() < 0.5
        row = _SCH_BLANKS[zeros].copy()
        if quirks("orphan", number):
            # The filing itself arrived outside the extract.
            ack = ack_id(term.received, 2 * number + 3_000_000_000, u)[0]
        row[_SCH["ACK_ID"]] = ack
        row[_SCH["FORM_ID"]] = str(form_id)
        row[_SCH["SCH_A_PLAN_YEAR_BEGIN_DATE"]] = iso(term.begin)
        row[_SCH["SCH_A_PLAN_YEAR_END_DATE"]] = iso(term.end)
        row[_SCH["SCH_A_PLAN_NUM"]] = f'"{plan.number}"'
        row[_SCH["SCH_A_EIN"]] = f'"{ein}"'
        seller, _, _, per_life = _COVERS[contract.cover]
        carrier = CARRIERS[seller][contract.carrier]
        spellings = carrier.spellings
        row[_SCH["INS_CARRIER_NAME"]] = f'"{spellings[contract.spelling % len(spellings)]}"'
        if not quirks("carrier_ein_blank", number):
            row[_SCH["INS_CARRIER_EIN"]] = f'"{carrier.ein}"'
            if self.schedule_slips("carrier_ein_mistyped", number):
                turned = carrier.ein[:7] + carrier.ein[8] + carrier.ein[7]
                row[_SCH["INS_CARRIER_EIN"]] = f'"{turned}"'
        if quirks("naic_zero", number):
            row[_SCH["INS_CARRIER_NAIC_CODE"]] = '"00000"'
        elif not quirks("naic_blank", number):
            row[_SCH["INS_CARRIER_NAIC_CODE"]] = f'"{carrier.naic}"'
        row[_SCH["INS_CONTRACT_NUM"]] = f'"{contract.number}"'
        begin, end = _policy(contract.month, term)
        row[_SCH["INS_POLICY_FROM_DATE"]] = iso(begin)
        if not quirks("policy_end_blank", number):
            row[_SCH["INS_POLICY_TO_DATE"]] = iso(end)
        lives = max(1, int(plan.active * contract.share))
        if quirks("lives_million", number):
            lives = 1_000_000 + int(u() * 900_000)
        elif quirks("lives_zero", number):
            lives = 0
        if not quirks("lives_blank", number):
            row[_SCH["INS_PRSN_COVERED_EOY_CNT"]] = f'"{lives}"'
        premium = int(min(lives, 60_000) * per_life * contract.price)
        if contract.cover == "pension":
            premium = self._annuity(row, lives)
        else:
            for position in _COVER_COLUMNS[contract.cover]:
                row[position] = '"1"'
            if contract.cover in ("accident", "indemnity"):
                other = "ACCIDENT" if contract.cover == "accident" else "CRITICAL ILLNESS"
                row[_SCH["WLFR_TYPE_BNFT_OTH_TEXT"]] = f'"{other}"'
        shown = premium
        if quirks("implausible_premium", number):
            # A slip of a data entry clerk: up to five hundred trillion dollars.
            shown = 5 * 10 ** (12 + int(u() * 3))
        elif self.schedule_slips("premium_thousandfold", number):
            shown = premium * 1000
        if contract.cover != "pension":
            if contract.experience_rated:
                self._experience_rated(row, shown)
            elif u() < 0.97:
                row[_SCH["WLFR_TOT_CHARGES_PAID_AMT"]] = str(shown)
        commission: int | None = int(premium * (0.02 + u() * 0.08))
        fees: int | None = int(premium * u() * 0.03) if u() < 0.35 else 0 if u() < 0.5 else None
        if quirks("commission_blank", number):
            commission = None
        elif quirks("commission_negative", number):
            commission = -1 - int(u() * 5000)
        elif quirks("implausible_commission", number):
            commission = 500_000_000_000_000
        row[_SCH["INS_BROKER_COMM_TOT_AMT"]] = "" if commission is None else str(commission)
        row[_SCH["INS_BROKER_FEES_TOT_AMT"]] = "" if fees is None else str(fees)
        self.files["F_SCH_A", year].row(",".join(row))
        self.schedules_done += 1
        self._brokers(year, contract, ack, form_id, commission, fees)

    def _annuity(self, row: list[str], lives: int) -> int:
        """Part II, a contract with a pension fund; returns a base for commissions in dollars."""
        u = self.u
        start = int(lives * (500 + u() * 30_000))
        added, paid = int(start * u() * 0.1), int(start * u() * 0.1)
        row[_SCH["UNALLOC_CONTRACTS_DEP_ADM_IND" if u() < 0.5 else "ALLOC_CONTRACTS_GROUP_IND"]] = (
            '"1"'
        )
        for name, value in (
            ("PENSION_EOY_GEN_ACCT_AMT", start + added - paid),
            ("PENSION_END_PREV_BAL_AMT", start),
            ("PENSION_CONTRIB_DEP_AMT", added),
            ("PENSION_TOT_ADDITIONS_AMT", added),
            ("PENSION_TOT_BAL_ADDN_AMT", start + added),
            ("PENSION_BNFTS_DSBRSD_AMT", paid),
            ("PENSION_TOT_DED_AMT", paid),
            ("PENSION_EOY_BAL_AMT", start + added - paid),
        ):
            row[_SCH[name]] = str(value)
        return added

    def _experience_rated(self, row: list[str], premium: int) -> None:
        """Line 9: a contract whose premium follows its claims."""
        u = self.u
        claims = int(premium * (0.6 + u() * 0.4))
        kept = int(premium * 0.1)
        for name, value in (
            ("WLFR_PREMIUM_RCVD_AMT", premium),
            ("WLFR_TOT_EARNED_PREM_AMT", premium),
            ("WLFR_CLAIMS_PAID_AMT", claims),
            ("WLFR_INCURRED_CLAIM_AMT", claims),
            ("WLFR_CLAIMS_CHRGD_AMT", claims),
            ("WLFR_RET_ADMIN_AMT", kept),
            ("WLFR_RET_TOT_AMT", kept),
        ):
            row[_SCH[name]] = str(value)

    def _brokers(
        self,
        year: int,
        contract: Contract,
        ack: str,
        form_id: int,
        commission: int | None,
        fees: int | None,
    ) -> None:
        """The rows of F_SCH_A_PART1 of one Schedule A: who shared the commission."""
        u = self.u
        count = contract.brokers
        if commission is None and not fees and u() < 0.85:
            return
        write = self.files["F_SCH_A_PART1", year].row
        for order in range(1, count + 1):
            broker = BROKERS[(contract.broker + (order - 1) * 17) % len(BROKERS)]
            name = broker.spellings[0 if u() < 0.8 else int(u() * 3)]
            place = broker.place
            paid = "" if commission is None else str(_share(commission, count, order))
            fee = str(_share(fees, count, order)) if fees else ""
            why = '"SERVICE FEE"' if fee and u() < 0.5 else '"BONUS"' if fee else ""
            code = 3 if u() < 0.94 else 5
            # The whole row at once: it has only 19 columns, and no layer to share.
            write(
                f'{ack},{form_id},{order},"{name}","{broker.street}",,"{place.city.upper()}",'
                f'"{place.state}","{place.zip3}{contract.broker % 90 + 10}",,,,,,,{paid},{fee},'
                f'{why},"{code}"'
            )


def _policy(month: int, term: PlanYear) -> tuple[int, int]:
    """First and last day of a policy year: the plan year's own, or the one ending within it.

    month: the month the policy begins in, 0 for the plan year's own. A policy from 1 March ends
    on 28 or 29 February.
    """
    if not month or term.is_short:
        return term.begin, term.end
    year = year_of(term.end) + 1
    while MONTH_START[year, month] - 1 > term.end:
        year -= 1
    return MONTH_START[year - 1, month], MONTH_START[year, month] - 1


def _share(amount: int, count: int, order: int) -> int:
    """What broker number `order` of `count` gets of an amount; the first takes the rest."""
    part = abs(amount) // count
    value = part if order > 1 else abs(amount) - part * (count - 1)
    return value if amount >= 0 else -value
