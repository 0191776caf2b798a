"""What filings say, in their odd ways, and the facts they have to become: one warehouse per engine
with a filing for each way, and the right answers from the marts."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import NO_UNIT_TESTS, Warehouse

pytestmark = pytest.mark.dol

TODAY = "2026-11-27 06:00:00"
SELECT = ("--select", "source:dol+,+path:models/marts/dol", "cast_failures", *NO_UNIT_TESTS)


class Files:
    """Raw files of the department, made row by row."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {}

    def filing(self, ack: str, ein: int, **columns: str) -> None:
        """A Form 5500 of plan 501 for 2024; columns in lower case."""
        row = {
            "ack_id": ack,
            "spons_dfe_ein": f"{ein:09d}",
            "spons_dfe_pn": "501",
            "form_plan_year_begin_date": "2024-01-01",
            "form_tax_prd": "2024-12-31",
            "date_received": "2025-07-31",
            "sponsor_dfe_name": f"SYN {ack.upper()} INC",
            "plan_name": f"PLAN OF {ack.upper()}",
            "type_welfare_bnft_code": "4A",
        }
        self._add("F_5500_2024_latest.csv", {**row, **columns})

    def contract(self, ack: str, form: int = 1, **columns: str) -> None:
        """A Schedule A with health cover; columns in lower case."""
        row = {"ack_id": ack, "form_id": str(form), "wlfr_bnft_health_ind": "1"}
        self._add("F_SCH_A_2024_latest.csv", {**row, **columns})

    def broker(self, ack: str, name: str, form: int = 1, order: int = 1) -> None:
        """Who was paid under a contract."""
        row = {"ack_id": ack, "form_id": str(form), "row_order": str(order)}
        self._add("F_SCH_A_PART1_2024_latest.csv", {**row, "ins_broker_name": name})

    def penalty(self, ein: int, text: str) -> None:
        """A closed enforcement case."""
        row = {"case_type": "Deficient Filer", "ein": f"{ein:09d}", "pn": "501"}
        self._add("ebsa_ocats.csv", {**row, "penalty_amount": text})

    def _add(self, name: str, row: dict[str, str]) -> None:
        self.rows.setdefault(name, []).append(row)

    def write(self, folder: Path) -> None:
        """Write all of it; what a row does not name is blank."""
        folder.mkdir(parents=True)
        for name, rows in self.rows.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (folder / name).open("w", newline="", encoding="utf-8") as stream:
                writer = csv.DictWriter(stream, [*columns], restval="")
                writer.writerow({column: column.upper() for column in columns})
                writer.writerows(rows)


def filed() -> Files:
    """A filing for each way."""
    files = Files()
    number = iter(range(250_000_101, 250_000_999))

    # What funds a plan.
    boxes = {
        "assets": {"funding_gen_asset_ind": "1", "funding_insurance_ind": "0"},
        "paid by assets": {"benefit_gen_asset_ind": "X"},
        "trust": {"funding_trust_ind": "Y", "benefit_trust_ind": "Y"},
        "insurance": {"funding_insurance_ind": "1", "benefit_insurance_ind": "1"},
        "premiums of assets": {"funding_gen_asset_ind": "1", "benefit_insurance_ind": "1"},
        "both": {"funding_insurance_ind": "1", "funding_gen_asset_ind": "1"},
        "both and stop loss": {"benefit_insurance_ind": "1", "benefit_gen_asset_ind": "1"},
        "stop loss": {"benefit_insurance_ind": "1"},
        "no box": {},
    }
    for ack, ticked in boxes.items():
        files.filing(ack, next(number), **ticked, tot_partcp_boy_cnt="100")
    for ack in ("both and stop loss", "stop loss"):
        files.contract(ack, wlfr_bnft_stop_loss_ind="1", ins_carrier_name="SYN RE")

    # Pension plans with something in the field of welfare codes.
    stray = {
        "stray": {"type_welfare_bnft_code": "4L", "spons_dfe_pn": "001"},
        "stray 500": {"type_welfare_bnft_code": "4A4B4D", "spons_dfe_pn": "500"},
        "code nan": {"type_welfare_bnft_code": "nan", "spons_dfe_pn": "001"},
        "code NaN": {"type_welfare_bnft_code": " NaN ", "spons_dfe_pn": "002"},
        "code NA": {"type_welfare_bnft_code": "<NA>", "spons_dfe_pn": "003"},
        "code ref": {"type_welfare_bnft_code": "#REF!", "spons_dfe_pn": "501"},
    }
    for ack, columns in stray.items():
        files.filing(
            ack,
            next(number),
            type_pension_bnft_code="1A1G",
            funding_trust_ind="1",
            tot_active_partcp_cnt="397",
            tot_act_rtd_sep_benef_cnt="2699",
            spons_dfe_dba_name="nan",
            **columns,
        )
    files.filing(
        "welfare in the pension range",
        next(number),
        spons_dfe_pn="010",
        tot_act_rtd_sep_benef_cnt="120",
    )

    # A carrier's numbers and names.
    carriers = {
        "typo 23": ("SYN MUTUAL", "251234567", "12345"),
        "typo 24": ("SYN MUTUAL", "251234576", "12345"),
        "hart 1": ("HARTFORD LIFE & ACCIDENT INSURANCE COMPANY", "060838648", "70815"),
        "hart 2": ("HARTFORD LIFE & ACCIDENT INSURANCE CO", "060838649", "70815"),
        "hart 3": ("HARTFORD LIFE AND ACCIDENT", "", "70815"),
        "hart 4": ("HARTFORD LIFE & ACC. INS. CO.", "nan", "N/A"),
        "no code 1": ("SYN NO CODE INS CO", "361234567", ""),
        "no code 2": ("SYN NO CODE INSURANCE COMPANY", "361234567", ""),
        "no code 3": ("SYN NO CODE INSURANCE", "361234561", ""),
        "group 1": ("SYN GROUP LIFE", "471234561", "11111"),
        "group 2": ("SYN GROUP LIFE", "471234562", "22222"),
    }
    sponsor = next(number)
    for ack, (name, ein, code) in carriers.items():
        year = "2023" if ack.endswith("23") else "2024"
        files.filing(
            ack,
            sponsor if ack.startswith("typo") else next(number),
            form_plan_year_begin_date=f"{year}-01-01",
            form_tax_prd=f"{year}-12-31",
        )
        files.contract(
            ack,
            ins_carrier_name=name,
            ins_carrier_ein=ein,
            ins_carrier_naic_code=code,
            ins_contract_num="G-1",
            sch_a_plan_year_begin_date=f"{year}-01-01",
        )
    brokers = {
        "typo 23": "SYN INS SVCS CO",
        "typo 24": "Syn Insurance Services Company",
        "hart 1": "SYN INS. SERVICE, INC.",
        "hart 2": "None",
        "hart 3": "SYN INSURANCE AGCY",
    }
    for ack, name in brokers.items():
        files.broker(ack, name)

    # Plans that ended or were not heard of again.
    clients = {
        "silent": {
            "form_plan_year_begin_date": "2015-01-01",
            "form_tax_prd": "2015-12-31",
            "date_received": "2016-07-31",
        },
        "silent, filed late": {
            "form_plan_year_begin_date": "2015-01-01",
            "form_tax_prd": "2015-12-31",
        },
        "silent, no date": {
            "form_plan_year_begin_date": "2015-01-01",
            "form_tax_prd": "",
            "date_received": "",
        },
        "ended": {"final_filing_ind": "1"},
        "client": {},
        "client, no date": {"date_received": ""},
    }
    for ack, columns in clients.items():
        files.filing(ack, next(number), **columns)
        files.contract(ack, ins_carrier_name="SYN CLIENTS", wlfr_tot_charges_paid_amt="1000")
        files.broker(ack, "SYN CLIENT BROKER")

    # Premiums and lives.
    amounts = {
        "five billion": ("4999999999", "100", "100"),
        "a million a life": ("100000001", "100", ""),
        "too much a head": ("20000000", "", "100"),
        "believed": ("2000000", "100", "100"),
        "too many lives": ("2000000", "100000", "120"),
    }
    for ack, (premium, lives, participants) in amounts.items():
        files.filing(ack, next(number), tot_partcp_boy_cnt=participants)
        files.contract(
            ack,
            ins_carrier_name="SYN AMOUNTS",
            wlfr_tot_charges_paid_amt=premium,
            ins_prsn_covered_eoy_cnt=lives,
        )
    sponsor = next(number)
    for year, premium in {"2022": "600000", "2023": "610000", "2024": "61000000"}.items():
        files.filing(
            f"jump {year}",
            sponsor,
            form_plan_year_begin_date=f"{year}-01-01",
            form_tax_prd=f"{year}-12-31",
        )
        files.contract(
            f"jump {year}",
            ins_carrier_name="SYN AMOUNTS",
            wlfr_tot_charges_paid_amt=premium,
            ins_prsn_covered_eoy_cnt="1000",
        )

    # Days.
    years = {
        "no end": ("2024-01-01", "", "", ""),
        "no end in a common year": ("2023-01-01", "", "", ""),
        "leap day": ("2024-02-29", "", "", ""),
        "short": ("2025-07-01", "2025-12-31", "1", ""),
        "short, no box": ("2025-07-01", "2025-12-31", "", ""),
        "short, with a policy": ("2025-07-01", "2025-12-31", "1", "2025-12-31"),
        "whole": ("2025-01-01", "2025-12-31", "", "2025-12-31"),
        "spreadsheet": ("1/1/2024 12:00:00 AM", "12/31/2024 12:00:00 AM", "", ""),
        "database": ("01-JAN-2024", "31-DEC-2024", "", ""),
    }
    for ack, (begin, end, short, policy) in years.items():
        files.filing(
            ack,
            next(number),
            form_plan_year_begin_date=begin,
            form_tax_prd=end,
            short_plan_yr_ind=short,
        )
        files.contract(ack, ins_carrier_name="SYN DAYS", ins_policy_to_date=policy)

    # Penalties.
    for ein, text in enumerate(
        ("$10,001 - $50,000", "Over $100,000", "$100,001+", "up to $10,000", "heavy"), 260_000_001
    ):
        files.penalty(ein, text)
    return files


# Claim -> query and its rows.
CLAIMS: dict[str, tuple[str, list[tuple]]] = {
    "funding rests on who pays, else on what funds, and names the boxes": (
        """
        select ack_id, funding_type, funding_evidence from dol.plan_year
        where ack_id in ('assets', 'paid by assets', 'trust', 'insurance', 'premiums of assets',
            'both', 'both and stop loss', 'stop loss', 'no box')
        """,
        [
            ("assets", "self_funded", "funding_gen_asset_ind"),
            ("paid by assets", "self_funded", "benefit_gen_asset_ind"),
            ("trust", "self_funded", "benefit_trust_ind"),
            ("insurance", "fully_insured", "benefit_insurance_ind"),
            ("premiums of assets", "fully_insured", "benefit_insurance_ind"),
            ("both", "mixed", "funding_insurance_ind, funding_gen_asset_ind"),
            (
                "both and stop loss",
                "mixed",
                "benefit_insurance_ind, benefit_gen_asset_ind, wlfr_bnft_stop_loss_ind",
            ),
            ("stop loss", "mixed", "benefit_insurance_ind, wlfr_bnft_stop_loss_ind"),
            ("no box", "unknown", None),
        ],
    ),
    "a pension plan with something among the welfare codes is no welfare plan": (
        """
        select distinct
            plan_year.is_welfare, plan_year.funding_type, sponsor.funding_type,
            sponsor.head_count_proxy, sponsor.pension_active_participants, sponsor.name_count,
            count(*) over ()
        from dol.plan_year
        inner join dol.sponsor on plan_year.sponsor_dfe_ein = sponsor.sponsor_dfe_ein
        where plan_year.ack_id in
            ('stray', 'stray 500', 'code nan', 'code NaN', 'code NA', 'code ref')
        """,
        [(False, "pension_only", "pension_only", None, 397, 1, 6)],
    ),
    "welfare codes alone make a welfare plan under any number": (
        """
        select sponsor.head_count_proxy from dol.plan_year
        inner join dol.sponsor on plan_year.sponsor_dfe_ein = sponsor.sponsor_dfe_ein
        where plan_year.ack_id = 'welfare in the pension range'
        """,
        [(120,)],
    ),
    "one mistyped EIN makes no carrier": (
        """
        select carrier_key, variant_count from dol.carrier
        where carrier_name like 'SYN MUTUAL%' or carrier_name like 'HARTFORD%'
            or carrier_name like 'SYN NO CODE%' or carrier_name like 'SYN GROUP%'
        """,
        [
            ("ein:251234567", 2),
            ("ein:060838648", 4),
            ("ein:361234567", 3),
            ("ein:471234561", 1),
            ("ein:471234562", 1),
        ],
    ),
    "nor a change of carriers or brokers": (
        """
        select carrier_key from dol.carrier_change
        union all
        select broker_key from dol.broker_change
        """,
        [],
    ),
    "a mistyped EIN is listed": (
        """
        select ack_id, filed_value, believed_value from dol.contract_doubt
        where reason = 'seldom_ein_of_carrier'
        """,
        [
            ("typo 24", "251234576", "251234567"),
            ("hart 2", "060838649", "060838648"),
            ("no code 3", "361234561", "361234567"),
        ],
    ),
    "a broker is one however short it is written, and None is nobody": (
        "select broker_key, spelling_count from dol.broker where broker_key <> 'syn client broker'",
        [("syn insurance services", 3), ("syn insurance agency", 1)],
    ),
    "a carrier's clients are those of today": (
        """
        select client_count, plan_count, premiums_usd, all_time_client_count, all_time_plan_count,
            last_plan_year
        from dol.carrier where carrier_name = 'SYN CLIENTS'
        """,
        [(2, 2, Decimal("2000.00"), 6, 6, 2024)],
    ),
    "and so are a broker's": (
        """
        select client_count, plan_count, all_time_client_count, all_time_plan_count, last_plan_year
        from dol.broker where broker_key = 'syn client broker'
        """,
        [(2, 2, 6, 6, 2024)],
    ),
    "an amount that cannot be is listed with the reason": (
        """
        select ack_id, doubted_column, reason from dol.contract_doubt
        where doubted_column <> 'insurance_company_ein'
        """,
        [
            ("five billion", "total_premiums_paid", "beyond_limit_per_life"),
            ("a million a life", "total_premiums_paid", "beyond_limit_per_life"),
            ("too much a head", "total_premiums_paid", "beyond_limit_per_head"),
            ("too many lives", "covered_lives", "beyond_other_numbers"),
            ("jump 2024", "total_premiums_paid", "beyond_other_numbers"),
        ],
    ),
    "and out of sums": (
        "select premiums_usd, covered_lives from dol.carrier where carrier_name = 'SYN AMOUNTS'",
        [(Decimal("4000000.00"), 1300)],
    ),
    "a renewal is the next anniversary": (
        """
        select ack_id, cast(renewal_date as text), date_basis from dol.renewal
        where ack_id in ('no end', 'no end in a common year', 'leap day', 'short',
            'short, no box', 'short, with a policy', 'whole', 'spreadsheet', 'database')
        """,
        [
            ("no end", "2027-01-01", "inferred"),
            ("no end in a common year", "2027-01-01", "inferred"),
            ("leap day", "2027-02-28", "inferred"),
            ("short", "2027-01-01", "inferred"),
            ("short, no box", "2027-01-01", "inferred"),
            ("short, with a policy", "2027-01-01", "inferred"),
            ("whole", "2027-01-01", "declared"),
            ("spreadsheet", "2027-01-01", "inferred"),
            ("database", "2027-01-01", "inferred"),
        ],
    ),
    "a penalty has the ends that its text has": (
        "select ein, penalty_low_usd, penalty_high_usd from dol.violations",
        [
            ("260000001", Decimal("10001.00"), Decimal("50000.00")),
            ("260000002", Decimal("100000.00"), None),
            ("260000003", Decimal("100001.00"), None),
            ("260000004", Decimal("0.00"), Decimal("10000.00")),
            ("260000005", None, None),
        ],
    ),
    "text that is no range is a failure, and nothing else is": (
        "select source_table, column_name, failure_count from ops.cast_failures",
        [("dol.ebsa_ocats", "penalty_bucket", 1)],
    ),
    "nothing is quarantined": ("select ack_id from dol.quarantine", []),
}


@pytest.mark.whole
def test_each_way_of_filing_becomes_the_right_fact(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.begin_with("nothing")
    filed().write(tmp_path / "raw" / "dol")
    warehouse.raw = tmp_path / "raw"
    warehouse.build(*SELECT, as_of=TODAY)
    wrong = []
    for claim, (query, right) in CLAIMS.items():
        found = sorted(warehouse.query(query), key=repr)
        if found != sorted(right, key=repr):
            wrong.append(f"{claim}: got {found}, expected {sorted(right, key=repr)}")
    assert not wrong, "\n".join(wrong)
