"""Contracts, what the models read in them, what people corrected, and the metrics of each day.

Contract n is read in extraction n. A month is planned as a whole, because which fields are wrong
depends on how sure the model was: of all fields of the month the riskiest are corrected.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tqdm import tqdm

from hubspoke.generate.companies import Population
from hubspoke.generate.contracts_audit import (
    CONTRACT_ROWS,
    Trail,
    legacy_contract,
    legacy_contracts,
)
from hubspoke.generate.contracts_common import (
    DAY,
    FIRST_DAY,
    HOUR,
    LAST_DAY,
    LEGACY_DAY,
    MINUTE,
    NEW_YORK,
    WORK_START,
    WORK_TIME,
    Ids,
    Quota,
    Staff,
    User,
    rounded,
    stamp,
    volume,
)
from hubspoke.generate.files import Draw, Quirks, RawFile, Written, chance, csv_line

CONTRACTS_HEADER = (
    "contract_id,account_number,pdf_url,document_repository_id,contract_type,contract_date,"
    "customer_name,vehicle_info,created_at,updated_at,last_synced_at"
)
TEMPLATES_HEADER = (
    "contract_id,document_repository_id,contract_type,contract_date,customer_name,vehicle_info,"
    "created_at,updated_at,last_synced_at,s3_bucket,s3_key,template_version,effective_date,"
    "deprecated_date,is_active"
)
EXTRACTIONS_HEADER = (
    "extraction_id,contract_id,gap_insurance_premium,gap_premium_confidence,gap_premium_source,"
    "refund_calculation_method,refund_method_confidence,refund_method_source,cancellation_fee,"
    "cancellation_fee_confidence,cancellation_fee_source,llm_model_version,llm_provider,"
    "processing_time_ms,prompt_tokens,completion_tokens,total_cost_usd,status,extracted_at,"
    "extracted_by,approved_at,approved_by,rejected_at,rejected_by,rejection_reason,updated_at"
)
CORRECTIONS_HEADER = (
    "correction_id,extraction_id,field_name,original_value,corrected_value,correction_reason,"
    "corrected_by,corrected_at"
)
METRICS_HEADER = (
    "metric_id,date,llm_provider,total_extractions,successful_extractions,failed_extractions,"
    "avg_processing_time_ms,avg_confidence_score,total_cost_usd,created_at"
)

CORRECTION_ROWS = 60_000
FIELDS = ("gap_insurance_premium", "refund_calculation_method", "cancellation_fee")


class Model(NamedTuple):
    """A model of a provider.

    upto: cumulative share of the extractions. error: how often a field is wrong, against others.
    spread: the confidence it can lose, in hundredths. latency: in ms. price: micro-dollars per
    1,000 tokens, of the prompt and of the completion.
    """

    upto: float
    provider: str
    version: str
    error: float
    spread: int
    latency: int
    price: tuple[int, int]


_MODELS = (
    Model(0.27, "openai", "gpt-4o-2024-11-20", 0.9, 6200, 4200, (2500, 10_000)),
    Model(0.45, "openai", "gpt-4-turbo-2024-04-09", 1.25, 6800, 7800, (10_000, 30_000)),
    Model(0.80, "anthropic", "claude-3-5-sonnet-20241022", 0.65, 5400, 5200, (3000, 15_000)),
    Model(1.01, "bedrock", "anthropic.claude-3-haiku-20240307-v1:0", 1.7, 7600, 1900, (250, 1250)),
)
_METHODS = ("pro_rata", "rule_of_78s", "flat_fee", "short_rate")
_REASONS = ("Misread digit", "Wrong page", "Value of another product", "Not in the document", "")
_REJECTIONS = ("Illegible scan", "Wrong document", "Superseded contract, see the newer one")
_TYPES = ((0.60, "GAP", "GAP"), (0.90, "VSC", "VSC"), (1.01, "F&I", "FNI"))
# Made up, as the cars are.
_CARS = (("Velmora", "Tarn"), ("Velmora", "Brae 4x4"), ("Ostrava Motors", "Nine"), ("Kestel", "K2"))

# Flaws that put an extraction into quarantine, and two that do not.
_BAD = {
    "confidence_101": 0.0002,
    "confidence_negative": 0.0002,
    "contract_unknown": 0.0003,
    "contract_again": 0.0005,
    "provider_unknown": 0.0002,
    "time_negative": 0.0002,
    "status_invalid": 0.0002,
    "approved_early": 0.0002,
    "rejected_early": 0.0002,
}
_HARMLESS = {"late_evening": 0.002, "unlogged": 0.0003}
_CONTRACT_BAD = {"type_unknown": 0.0002, "account_missing": 0.0003, "json_broken": 0.0005}
_CORRECTION_BAD = {
    "field_unknown": 0.0003,
    "extraction_unknown": 0.0003,
    "value_missing": 0.0003,
    "unlogged": 0.0005,
}


@dataclass
class Extraction:
    """An extraction as it is planned.

    good: whether it stays out of quarantine. values and confidences, in hundredths: of the three
    fields, None where there is none. looked_at: when it was reviewed, whatever came of it.
    """

    number: int
    id: str
    contract: str
    time: int
    user: User
    session: str
    model: Model
    flaw: str
    good: bool
    values: list[str | None]
    confidences: list[int | None]
    duration: int
    tokens: tuple[int, int]
    cost: int
    zone: int = 0
    status: str = "pending"
    looked_at: int = 0
    reviewer: User | None = None
    last_change: int = 0
    # field -> how often it gets corrected
    corrections: dict[int, int] = field(default_factory=dict)


@dataclass
class DayMetrics:
    """What a provider did on a day, good extractions only; confidences in hundredths, thrice."""

    total: int = 0
    failed: int = 0
    duration: int = 0
    sure: int = 0
    confidence: int = 0
    cost: int = 0


class Review:
    """The files of contracts, extractions, corrections and metrics while they are made.

    Use as a context manager, then call `write_month` for each month in order.
    """

    def __init__(
        self, out: Path, population: Population, staff: Staff, trail: Trail, bar: tqdm
    ) -> None:
        seed = population.seed
        self.written: list[Written] = []
        self._folder = out / "contracts"
        self._bar = bar
        self._staff = staff
        self._trail = trail
        self._rows = volume(population, CONTRACT_ROWS)
        corrections = volume(population, CORRECTION_ROWS)
        self._quota = Quota(self._rows)
        self._correction_quota = Quota(corrections)
        self._legacy = legacy_contracts(population)
        self._random = chance(seed, "contracts/extractions")
        self._correction_random = chance(seed, "contracts/corrections")
        metric_random = chance(seed, "contracts/extraction_metrics")
        self._quirks = Quirks({**_BAD, **_HARMLESS}, self._random, self._rows)
        rates = {"confidence_missing": 0.01, "value_missing": 0.01}
        self._field_quirks = Quirks(rates, self._random, self._rows)
        self._review_quirks = Quirks({"unlogged": 0.0005}, self._random, self._rows)
        self._contract_quirks = Quirks(_CONTRACT_BAD, self._random, self._rows)
        self._correction_quirks = Quirks(_CORRECTION_BAD, self._correction_random, corrections)
        self._twice = Quirks({"again": 0.05}, self._correction_random, corrections)
        # In a small sample most days have an extraction or none.
        rates = {"differs": 0.004, "without_extractions": 0.002, "missing": 0.004}
        self._metric_quirks = Quirks(rates, metric_random, min(1200, self._rows // 2))
        tables = ("extractions", "corrections", "extraction_metrics", "lost_extractions")
        self._ids, self._correction_ids, self._metric_ids, self._lost_ids = (
            Ids(seed, table) for table in tables
        )
        self._made = self._corrected = self._metrics = self._before = 0
        self._again: str | None = None

    def __enter__(self) -> Review:
        with ExitStack() as stack:
            self._files = [
                stack.enter_context(RawFile(self._folder / f"{name}.csv", header, self._bar))
                for name, header in (
                    ("contracts", CONTRACTS_HEADER),
                    ("contracts_templates", TEMPLATES_HEADER),
                    ("extractions", EXTRACTIONS_HEADER),
                    ("corrections", CORRECTIONS_HEADER),
                    ("extraction_metrics", METRICS_HEADER),
                )
            ]
            self._stack = stack.pop_all()
        self._contracts, self._templates, self._extractions = self._files[:3]
        self._corrections, self._daily = self._files[3:]
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.__exit__(*error)
        self.written += [file.written for file in self._files]

    def write_month(self, days: range) -> None:
        """Write a month's rows, and put what happened to them into the trail."""
        u = self._random.random
        month: list[Extraction] = []
        risks: list[tuple[float, int, int]] = []
        for day in days:
            count = self._quota.upto(day) - self._made
            metrics: dict[str, DayMetrics] = {}
            for place in range(count):
                time = day * DAY + WORK_START + int((place + u()) / count * WORK_TIME)
                extraction = self._extraction(day, time, u)
                self._decide(extraction, day, u)
                if extraction.good:
                    _count(metrics.setdefault(extraction.model.provider, DayMetrics()), extraction)
                if extraction.good and extraction.looked_at:
                    risks += _risks(extraction, len(month), u)
                month.append(extraction)
            self._write_metrics(day, metrics)
        risks.sort()
        planned = 0
        due = self._correction_quota.upto(days[-1]) - self._corrected
        for _, place, number in risks:
            if due <= 0:
                break
            # Some fields are corrected a second time.
            times = 2 if due > 1 and self._twice("again", self._corrected + planned) else 1
            month[place].corrections[number] = times
            due -= times
            planned += times
        for extraction in month:
            self._correct(extraction)
            self._write(extraction)

    def _extraction(self, day: int, time: int, u: Draw) -> Extraction:
        """The next extraction, of the next contract."""
        row = self._made
        self._made += 1
        contract, good = self._contract(row, time, u)
        flaw = ""
        if self._again:
            contract, self._again = self._again, None
        else:
            flaw = next((name for name in (*_BAD, *_HARMLESS) if self._quirks(name, row)), "")
        user = self._staff.pick(day, u())
        session = user.session(day)
        draw = u()
        model = next(model for model in _MODELS if draw < model.upto)
        values: list[str | None] = [
            f"{200 + int(u() * 1300)}.{int(u() * 4) * 25:02d}",
            _METHODS[int(u() * u() * 4)],
            f"{int(u() * 16) * 5}.00",
        ]
        confidences: list[int | None] = []
        for number in range(3):
            doubt = u() * u() * u() if u() < 0.85 else u()
            confidences.append(9990 - int(model.spread * doubt))
            if self._field_quirks("confidence_missing", row):
                confidences[number] = None
            elif self._field_quirks("value_missing", row):
                values[number] = None
        if u() < 0.015:
            values, confidences = [None] * 3, [None] * 3
        tokens = (3000 + int(u() * 7000), 150 + int(u() * 500))
        extraction = Extraction(
            number=row,
            id=self._ids(row),
            contract=contract,
            time=time,
            user=user,
            session=session,
            model=model,
            flaw=flaw,
            good=good and flaw not in _BAD,
            values=values,
            confidences=confidences,
            duration=model.latency // 2 + int(u() * u() * 3 * model.latency),
            tokens=tokens,
            cost=(tokens[0] * model.price[0] + tokens[1] * model.price[1]) // 1000,
        )
        if flaw == "confidence_101":
            confidences[row % 3] = 10_100
        elif flaw == "confidence_negative":
            confidences[row % 3] = -100
        elif flaw == "contract_unknown":
            extraction.contract = f"GAP-2099-{row:06d}"
        elif flaw == "contract_again":
            # The next extraction is of this contract, too; it is newer, so this one loses.
            self._again = contract
        elif flaw == "time_negative":
            extraction.duration = -extraction.duration
        elif flaw == "late_evening":
            # The evening before in New York, without a session: a job did it.
            extraction.time = day * DAY + 4 * HOUR + 30 * MINUTE + row
            extraction.zone, extraction.session = NEW_YORK, ",,"
        extraction.last_change = extraction.time
        return extraction

    def _contract(self, row: int, time: int, u: Draw) -> tuple[str, bool]:
        """Write contract `row`; returns its id, and whether it stays out of quarantine."""
        day = time // DAY
        draw = u()
        kind, prefix = next((kind, prefix) for upto, kind, prefix in _TYPES if draw < upto)
        created = (day - 1 - int(u() * 200)) * DAY + WORK_START + int(u() * WORK_TIME)
        if row < self._legacy:
            created = (LEGACY_DAY + row % 15) * DAY + 13 * HOUR
            kind, prefix = "GAP", "GAP"
        signed = date.fromordinal(created // DAY - 3 - int(u() * 400))
        contract = f"{prefix}-{date.fromordinal(created // DAY).year}-{row + 1:06d}"
        if row < self._legacy:
            contract = legacy_contract(row)
        quirks = self._contract_quirks
        flaw = next((name for name in _CONTRACT_BAD if quirks(name, row)), "")
        make, model = _CARS[int(u() * 4)]
        year = signed.year - int(u() * 5)
        vehicle = f'{{"make": "{make}", "year": {year}, "model": "{model}"}}'
        if flaw == "json_broken":
            vehicle = vehicle[:-9]
        document = f"DOC-{row + 1:07d}" if u() < 0.9 else ""
        customer = f"Customer #{10_000 + row}"
        times = (stamp(created), stamp(created + 9 * HOUR), stamp((day - 1) * DAY + 3 * HOUR))
        account = f"A{row % 1_000_000:06d}-{prefix}"
        about = [document, "PPM" if flaw == "type_unknown" else kind, signed.isoformat()]
        about += [customer, vehicle, *times]
        if u() < 0.15 and flaw != "account_missing":
            version, effective = 1 + int(u() * 3), signed.isoformat()
            retired = version == 1 and u() < 0.5
            until = date.fromordinal(day + 30).isoformat() if retired else ""
            key = f"templates/{prefix}/{contract}.v{version}.pdf"
            stored = ["refund-templates", key, f"{version}.0", effective, until]
            self._templates.row(csv_line([contract, *about, *stored, "f" if retired else "t"]))
        else:
            url = f"https://documents.example/contracts/{contract}.pdf"
            if flaw == "account_missing":
                account = ""
            self._contracts.row(csv_line([contract, account, url, *about]))
        return contract, flaw not in ("type_unknown", "account_missing")

    def _decide(self, extraction: Extraction, day: int, u: Draw) -> None:
        """When it is looked at, by whom, and what comes of it."""
        draw, wait = u(), int(u() * u() * u() * 10)
        reviewed = day + wait
        if reviewed > LAST_DAY:
            return
        if wait or extraction.zone:
            extraction.looked_at = reviewed * DAY + WORK_START + int(u() * WORK_TIME)
        else:
            extraction.looked_at = extraction.time + MINUTE + int(u() * 29 * MINUTE)
        extraction.reviewer = self._staff.pick(reviewed, u())
        approved, rejected = (0.0, 0.6) if extraction.values == [None] * 3 else (0.715, 0.796)
        if draw < approved:
            extraction.status = "approved"
        elif draw < rejected:
            extraction.status = "rejected"
        if extraction.flaw in ("approved_early", "rejected_early"):
            extraction.status = extraction.flaw.split("_")[0]
            extraction.looked_at = extraction.time - HOUR

    def _correct(self, extraction: Extraction) -> None:
        """Write the corrections of an extraction, just before it was reviewed."""
        u = self._correction_random.random
        for number, times in extraction.corrections.items():
            gap = min(extraction.looked_at - extraction.time, 30 * MINUTE) // 2
            value = extraction.values[number]
            for turn in range(times):
                time = extraction.looked_at - gap + int((turn + u()) * gap / times)
                value = self._correction(extraction, number, value, time, u)

    def _correction(
        self, extraction: Extraction, number: int, value: str | None, time: int, u: Draw
    ) -> str | None:
        """Write one correction; returns the value the field has now."""
        row = self._corrected
        self._corrected += 1
        quirks, name, extraction_id = self._correction_quirks, FIELDS[number], extraction.id
        flaw = next((flaw for flaw in _CORRECTION_BAD if quirks(flaw, row)), "")
        if number == 1:
            corrected = _METHODS[(_METHODS.index(value or "flat_fee") + 1 + int(u() * 3)) % 4]
        else:
            corrected = f"{float(value or 100) + (5, 10, 45, 90)[int(u() * 4)]:.2f}"
        reviewer = extraction.reviewer
        if flaw == "field_unknown":
            name = "deductible"
        elif flaw == "extraction_unknown":
            extraction_id = self._lost_ids(row)
        extraction.last_change = max(extraction.last_change, time)
        cells = (
            self._correction_ids(row),
            extraction_id,
            name,
            value,
            "" if flaw == "value_missing" else corrected,
            _REASONS[int(u() * 5)],
            reviewer.id,
            stamp(time),
        )
        self._corrections.row(csv_line(cells))
        if flaw != "unlogged":
            subject = f"{extraction.contract},{extraction_id}"
            session = reviewer.session(time // DAY)
            data = f'"{{""field_name"": ""{name}""}}"'
            self._trail.add(time, "edit", reviewer.id, session, subject, data)
        return corrected if flaw in ("", "unlogged") else value

    def _write(self, extraction: Extraction) -> None:
        """Write an extraction, and its events."""
        user, reviewer, time = extraction.user, extraction.reviewer, extraction.looked_at
        subject = f"{extraction.contract},{extraction.id}"
        cost = f"{extraction.cost / 1_000_000:.6f}"
        status, provider = extraction.status, extraction.model.provider
        approved = rejected = ",,"
        reason = ""
        if status != "pending":
            extraction.last_change = max(extraction.last_change, time)
            if status == "approved":
                approved = f",{stamp(time)},{reviewer.id}"
            else:
                rejected = f",{stamp(time)},{reviewer.id}"
                reason = csv_line([_REJECTIONS[extraction.number % 3]])
        fields = []
        for number in range(3):
            value, confidence = extraction.values[number], extraction.confidences[number]
            sure = "" if confidence is None else f"{confidence / 100:.2f}"
            line = 1 + extraction.number % 41
            place = f'""line"": {line}, ""page"": {1 + extraction.number % 9 + number}'
            place = f'"{{{place}, ""section"": ""{number + 2}.{line % 5}""}}"'
            fields.append(f"{value or ''},{sure},{place if value else ''}")
        if extraction.flaw == "provider_unknown":
            provider = "mistral"
        self._extractions.row(
            f"{extraction.id},{extraction.contract},{','.join(fields)},{extraction.model.version},"
            f"{provider},{extraction.duration},{extraction.tokens[0]},{extraction.tokens[1]},"
            f"{cost},{'done' if extraction.flaw == 'status_invalid' else status},"
            f"{stamp(extraction.time, extraction.zone)},{user.id}{approved}{rejected},{reason},"
            f"{stamp(extraction.last_change)}"
        )
        if extraction.flaw != "unlogged":
            data = f'"{{""llm_provider"": ""{provider}""}}"'
            spent = f"{abs(extraction.duration)},{cost}"
            self._trail.add(
                extraction.time, "extract", user.id, extraction.session, subject, data, spent
            )
        approval = extraction.good and status == "approved"
        unlogged = approval and self._review_quirks("unlogged", extraction.number)
        if status != "pending" and not unlogged:
            kind = "approve" if status == "approved" else "reject"
            self._trail.add(time, kind, reviewer.id, reviewer.session(time // DAY), subject)
        if extraction.flaw != "contract_unknown":
            self._trail.show(extraction.time // DAY, subject)

    def _write_metrics(self, day: int, metrics: dict[str, DayMetrics]) -> None:
        """Write what the system says of a day, which is not always so."""
        quirks = self._metric_quirks
        for provider, counted in sorted(metrics.items()):
            row = self._metrics
            self._metrics += 1
            if quirks("missing", row):
                continue
            if quirks("differs", row):
                counted.total += 1
                counted.cost += 250_000
            self._metric(day, provider, counted)
            if quirks("without_extractions", row):
                # Before the first extraction ever.
                self._before += 1
                self._metric(FIRST_DAY - self._before, provider, counted)

    def _metric(self, day: int, provider: str, counted: DayMetrics) -> None:
        sure = f"{rounded(counted.confidence, 3 * counted.sure) / 100:.2f}" if counted.sure else ""
        self._daily.row(
            f"{self._metric_ids(self._metrics + self._before * 100_000)},"
            f"{date.fromordinal(day).isoformat()},{provider},{counted.total},"
            f"{counted.total - counted.failed},{counted.failed},"
            f"{rounded(counted.duration, counted.total)},{sure},"
            f"{rounded(counted.cost, 10_000) / 100:.2f},{stamp((day + 1) * DAY + 10 * MINUTE)}"
        )


def _count(metrics: DayMetrics, extraction: Extraction) -> None:
    metrics.total += 1
    metrics.failed += extraction.values == [None] * 3
    metrics.duration += extraction.duration
    metrics.cost += extraction.cost
    if None not in extraction.confidences:
        metrics.sure += 1
        metrics.confidence += sum(extraction.confidences)


def _risks(extraction: Extraction, place: int, u: Draw) -> list[tuple[float, int, int]]:
    """Of each field that was read: a number that is the lower, the likelier it is wrong."""
    risks = []
    for number in range(3):
        confidence = extraction.confidences[number]
        if extraction.values == [None] * 3:
            continue
        doubt = 0.5 if confidence is None else (9990 - confidence) / 7000
        risks.append((u() / (extraction.model.error * (0.05 + doubt)), place, number))
    return risks
