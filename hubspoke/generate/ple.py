"""The lead engine's own tables: enrichments, verifications, events, errors, sidecars, messages.

Decisions on duplicates are not among them: they name people by ids that only a warehouse knows.
"""

from __future__ import annotations

import json
from pathlib import Path

from tqdm import tqdm

from hubspoke.generate.companies import Company, Population
from hubspoke.generate.files import Draw, Quirks, RawFile, Written, chance, csv_line, mixed
from hubspoke.generate.people import (
    PEOPLE_WV,
    People,
    Person,
    at_time,
    company_id,
    is_wanted,
    letters,
    slot_id,
)
from hubspoke.generate.people_lists import phone_text

ENRICHMENT_HEADER = (
    "id,company_slot_unique_id,linkedin_url,full_name,email,phone,enrichment_status,"
    "enrichment_source,enrichment_data,created_at,enriched_at"
)
VERIFICATION_HEADER = (
    "id,enrichment_id,email,verification_status,verification_service,verification_result,"
    "verified_at,created_at"
)
COMPANY_EVENTS_HEADER = (
    "id,company_unique_id,event_type,event_date,source_url,summary,detected_at,impacts_bit,"
    "bit_impact_score,created_at"
)
PIPELINE_EVENTS_HEADER = (
    "id,event_type,payload,status,error_message,retry_count,created_at,processed_at"
)
PIPELINE_ERRORS_HEADER = (
    "id,event_type,record_id,error_message,error_details,severity,resolved,resolved_at,"
    "resolved_by,resolution_notes,created_at"
)
COMPANY_SIDECAR_HEADER = (
    "company_unique_id,ein_number,dun_and_bradstreet_number,clay_tags,clay_segments,"
    "enrichment_payload,last_enriched_at,enrichment_source,confidence_score,created_at,updated_at"
)
PEOPLE_SIDECAR_HEADER = (
    "person_unique_id,clay_insight_summary,clay_segments,social_profiles,enrichment_payload,"
    "last_enriched_at,enrichment_source,confidence_score,created_at,updated_at"
)
MESSAGES_HEADER = (
    "message_key,role,message_type,trigger_condition,vibeos_template_id,message_channel,"
    "subject_line,preview_text,send_delay_hours,optimal_send_time"
)
# The messages there are, as the engine has them.
_MESSAGES = """\
MSG.CEO.001.A,CEO,cold_intro,new_contact,vibeos_ceo_intro_a,email,\
Transforming Benefits Management for Growing Companies,\
Quick question about your benefits strategy...,0,9:00 AM
MSG.CFO.002.A,CFO,job_change,bit.title_change_detected,vibeos_cfo_job_a,linkedin,\
Congrats on the new role!,Saw your recent move - exploring cost optimization?,24,business_hours
MSG.HR.001.B,HR,cold_intro,new_contact,vibeos_hr_intro_b,email,\
Simplifying Benefits for Your HR Team,Reduce admin time and complexity...,0,10:00 AM
MSG.HR.003.A,HR,reengage,no_reply_30d,vibeos_hr_reengage,email,\
Following up: Benefits Management Solutions,Circling back on our previous conversation...,0,2:00 PM
MSG.CEO.004.B,CEO,sniper_followup,bit.click_detected,vibeos_ceo_clickfollow_b,both,\
I noticed you checked out our site,Quick question about what caught your attention...,2,\
business_hours
MSG.CFO.005.A,CFO,cold_intro,new_contact,vibeos_cfo_intro_a,email,\
Cut Benefits Costs Without Cutting Coverage,CFO-focused cost optimization strategy...,0,8:00 AM
MSG.CEO.006.A,CEO,renewal_window,bit.renewal_window_open,vibeos_ceo_renewal,both,\
Your Benefits Renewal is Coming Up,Lock in savings before your renewal deadline...,0,business_hours
MSG.HR.007.A,HR,linkedin_intro,new_contact,vibeos_hr_linkedin_a,linkedin,\
Connecting: HR Innovation in WV,Would love to share some benefits automation insights...,0,\
business_hours"""

ENRICHMENT_ROWS = 90_000
VERIFICATION_ROWS = 63_000
_EVENTS_PER_COMPANY = 4
_NEWS_SHARE = 0.4
_ERROR_SHARE = 0.02
_COMPANY_SIDECAR_SHARE = 0.3
_PEOPLE_SIDECAR_SHARE = 0.4
_AGAIN_SHARE = 0.04
_PEOPLE_STEP = 15_485_863
# Days from the first day of the lists; the last things happen a few days after the last list.
_FIRST_ENRICHMENT = 45
_ENRICHMENT_DAYS = 45

# MillionVerifier's shares on 60,431 addresses, cumulative.
_RESULTS = ((0.717, "valid"), (0.870, "risky"), (1.01, "invalid"))
_SUBRESULTS = {"valid": "ok", "risky": "catch_all", "invalid": "mailbox_not_found"}
_SLOTS = ("CEO", "CFO", "HR")
_NEWS = (
    "funding", "acquisition", "ipo", "layoff", "leadership_change", "product_launch",
    "office_opening", "other",
)  # fmt: skip
_NEWS_UNKNOWN = ("merger", "expansion", "partnership", "bankruptcy", "Hiring")
_PIPELINE = {
    True: ("company_created", "company_validated", "company_promoted", "slots_created"),
    False: ("company_created", "validation_failed", "company_updated", "validation_failed"),
}
_TURNS = 12
_SOURCES = ("Apify", "Abacus", "Firecrawl")


def ple_rows(population: Population) -> int:
    """How many rows `write_ple` writes."""
    return sum(_counts(population).values())


def write_ple(out: Path, population: Population, bar: tqdm) -> list[Written]:
    """Write ple/*.csv."""
    people = People(population)
    counts = _counts(population)
    return [
        *_write_contacts(out, people, counts, bar),
        _write_company_events(out, population, counts["company_events"], bar),
        _write_pipeline_events(out, population, counts["pipeline_events"], bar),
        _write_pipeline_errors(out, people, counts["pipeline_errors"], bar),
        _write_company_sidecar(out, population, counts["company_sidecar"], bar),
        _write_people_sidecar(out, people, counts["people_sidecar"], bar),
        _write_messages(out, bar),
    ]


def _counts(population: Population) -> dict[str, int]:
    """Table -> how many rows it has; none where nobody is there to be written about."""
    scale, companies = population.scale, population.size
    people = People(population)
    return {
        "contact_enrichment": max(1, round(ENRICHMENT_ROWS * scale)),
        "email_verification": max(1, round(VERIFICATION_ROWS * scale)),
        "company_events": round(_NEWS_SHARE * companies),
        "pipeline_events": _EVENTS_PER_COMPANY * companies,
        "pipeline_errors": round(_ERROR_SHARE * companies),
        "company_sidecar": round(_COMPANY_SIDECAR_SHARE * companies),
        "people_sidecar": round(_PEOPLE_SIDECAR_SHARE * people.files[PEOPLE_WV].own),
        "message_key_reference": len(_MESSAGES.splitlines()),
    }


def _stamp(day: float) -> str:
    return f"{at_time(day):%Y-%m-%d %H:%M:%S}"


def _array(texts: list[str]) -> str:
    """A Postgres array, as an export shows it."""
    return "{" + ",".join(f'"{text}"' if " " in text else text for text in texts) + "}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# ---- contacts


def _write_contacts(out: Path, people: People, counts: dict[str, int], bar: tqdm) -> list[Written]:
    """contact_enrichment.csv and email_verification.csv: what was found, and whether it works."""
    rows, checks = counts["contact_enrichment"], counts["email_verification"]
    random = chance(people.population.seed, "ple/contacts")
    u = random.random
    quirks = Quirks(
        {"slot_unknown": 0.01, "json_broken": 0.002, "again": _AGAIN_SHARE, "pending": 0.004,
         "unknown": 0.004, "word_of_provider": 0.02}, random, rows,
    )  # fmt: skip
    folder = out / "ple"
    checked = 0
    turns = _Turns(people)
    # Result -> the enrichment and the address that had it last.
    latest: dict[str, tuple[int, str]] = {}
    with (
        RawFile(folder / "contact_enrichment.csv", ENRICHMENT_HEADER, bar) as found,
        RawFile(folder / "email_verification.csv", VERIFICATION_HEADER, bar) as verified,
    ):
        for row in range(rows):
            day = _FIRST_ENRICHMENT + _ENRICHMENT_DAYS * (row + u()) / rows
            person = turns.next(day)
            job = person.at(day)
            due = (row + 1) * checks // rows - checked
            seat = job.rank.seat
            slot = seat if seat != "NONE" else _SLOTS[int(u() * len(_SLOTS))]
            slot_key = slot_id(people.population, job.company, slot)
            if quirks("slot_unknown", row):
                # Of the older family, which no table has any more.
                slot_key = f"04.04.05.{row % 100:02d}.{row % 100_000:05d}.{row % 1000:03d}"
            pick = u()
            done = due > 0 or pick < 0.4
            status = "completed" if done else ("failed", "pending", "processing")[int(pick * 5 - 2)]
            name = f"{person.given.name} {job.last}"
            team = f"https://{job.company.domain}/team"
            data = _json({"provider_score": int(u() * 100), "pages": [team]})
            if quirks("json_broken", row):
                data = '{"provider_score": '
            page = f"https://www.linkedin.com/in/{person.linkedin}" if person.linkedin else ""
            found.row(
                csv_line(
                    (
                        row + 1,
                        slot_key,
                        page if done and u() < 0.8 else "",
                        name if done or u() < 0.3 else "",
                        job.email if done else "",
                        phone_text(job.company.phone, u) if done and u() < 0.4 else "",
                        status,
                        _SOURCES[int(u() * len(_SOURCES))],
                        data if done else "",
                        _stamp(day),
                        _stamp(day + u()) if done else "",
                    )
                )
            )
            for _ in range(due):
                checked += 1
                again = quirks("again", row)
                pick = u()
                result = next(text for upto, text in _RESULTS if pick < upto)
                checked_row = (row + 1, job.email)
                if again:
                    # What had another result before; so the shares stay as they are.
                    others = [latest[name] for name in sorted(latest) if name != result]
                    checked_row = others[int(u() * len(others))] if others else checked_row
                latest[result] = checked_row
                shown = result
                moment = _stamp(day + 1.5 + 2 * u() + again)
                if quirks("pending", row):
                    shown, moment = "pending", ""
                elif quirks("unknown", row):
                    shown = "unknown"
                elif quirks("word_of_provider", row):
                    shown = _SUBRESULTS[result]
                verified.row(
                    csv_line(
                        (
                            checked,
                            checked_row[0],
                            checked_row[1].upper() if u() < 0.02 else checked_row[1],
                            shown,
                            "MillionVerifier",
                            _json({"result": _SUBRESULTS[result], "credits": 1}),
                            moment,
                            _stamp(day + 1.25),
                        )
                    )
                )
    return [found.written, verified.written]


class _Turns:
    """The people of companies that have slots, one after the other, nobody twice before the end."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._turn = 0

    def next(self, day: float) -> Person:
        """Another person, of a company that has slots on that day where one is soon found."""
        for _ in range(_TURNS):
            self._turn += 1
            person = self._people.person(self._turn * _PEOPLE_STEP % self._people.size)
            if is_wanted(person.at(day).company):
                break
        return person


# ---- companies


def _write_company_events(out: Path, population: Population, rows: int, bar: tqdm) -> Written:
    random = chance(population.seed, "ple/company_events")
    u = random.random
    quirks = Quirks({"type_unknown": 0.03, "company_unknown": 0.01}, random, rows)
    with RawFile(out / "ple" / "company_events.csv", COMPANY_EVENTS_HEADER, bar) as file:
        for row in range(rows):
            company = _some_company(population, u)
            day = 85 * (row + u()) / rows
            kind = _NEWS[int(u() * len(_NEWS))]
            if quirks("type_unknown", row):
                kind = _NEWS_UNKNOWN[int(u() * len(_NEWS_UNKNOWN))]
            owner = company_id(population, company)
            if quirks("company_unknown", row):
                owner = f"04.04.01.00.{row % 100_000:05d}.000"
            impact = kind not in ("other", "product_launch")
            score = int(u() * 60) - (60 if kind in ("layoff", "bankruptcy") else 0)
            cells = (
                row + 1,
                owner,
                kind,
                f"{at_time(day - 5 * u()):%Y-%m-%d}" if u() < 0.95 else "",
                f"https://news.example/{company.slug}/{row + 1}" if u() < 0.9 else "",
                f'{company.name}: "{kind.replace("_", " ")}", say the news' if u() < 0.9 else "",
                _stamp(day),
                "true" if impact else "false",
                score if impact else "",
                _stamp(day),
            )
            file.row(csv_line(cells))
    return file.written


def _some_company(population: Population, u: Draw) -> Company:
    """A company, one with slots where one is soon found."""
    for _ in range(_TURNS):
        company = population.company(int(u() * population.size))
        if is_wanted(company):
            break
    return company


def _write_pipeline_events(out: Path, population: Population, rows: int, bar: tqdm) -> Written:
    """Four events of each company: what happened to it on its way in."""
    random = chance(population.seed, "ple/pipeline_events")
    quirks = Quirks({"failed": 0.006, "pending": 0.01, "payload_bare": 0.003}, random, rows)
    with RawFile(out / "ple" / "pipeline_events.csv", PIPELINE_EVENTS_HEADER, bar) as file:
        for row in range(rows):
            number, step = divmod(row, _EVENTS_PER_COMPANY)
            if not step:
                company = population.company(number)
                owner = company_id(population, company)
                kinds = _PIPELINE[is_wanted(company)]
            day = 80 * (number + step / 5) / max(1, population.size)
            payload = {"company_unique_id": owner, "source": "intake"}
            if kinds[step] == "slots_created":
                payload["slots"] = 3
            status = "processed"
            if quirks("failed", row):
                status = "failed"
            elif quirks("pending", row):
                status = "pending"
            if quirks("payload_bare", row):
                payload = {"batch": number}
            cells = (
                row + 1,
                kinds[step],
                _json(payload),
                status,
                "deadlock detected" if status == "failed" else "",
                3 if status == "failed" else 0,
                _stamp(day),
                _stamp(day + 0.001) if status == "processed" else "",
            )
            file.row(csv_line(cells))
    return file.written


def _write_pipeline_errors(out: Path, people: People, rows: int, bar: tqdm) -> Written:
    population = people.population
    random = chance(population.seed, "ple/pipeline_errors")
    u = random.random
    with RawFile(out / "ple" / "pipeline_errors.csv", PIPELINE_ERRORS_HEADER, bar) as file:
        for row in range(rows):
            day = 85 * (row + u()) / rows
            kind = ("contact_enriched", "company_validated", "email_verified")[int(u() * 3)]
            severity = ("warning", "error", "error", "critical")[int(u() * 4)]
            resolved = u() < 0.6
            cells = (
                row + 1,
                kind,
                company_id(population, _some_company(population, u)),
                ("timeout after 30 s", "rate limit, try again", "no such slot")[int(u() * 3)],
                _json({"attempt": 1 + int(u() * 3), "worker": f"worker-{int(u() * 4)}"}),
                severity,
                "true" if resolved else "false",
                _stamp(day + 2) if resolved else "",
                "operator01" if resolved else "",
                "started again" if resolved else "",
                _stamp(day),
            )
            file.row(csv_line(cells))
    return file.written


def _write_company_sidecar(out: Path, population: Population, rows: int, bar: tqdm) -> Written:
    random = chance(population.seed, "ple/company_sidecar")
    u = random.random
    quirks = Quirks({"ein_other": 0.01, "ein_broken": 0.01}, random, rows)
    with RawFile(out / "ple" / "company_sidecar.csv", COMPANY_SIDECAR_HEADER, bar) as file:
        for row in range(rows):
            company = population.company(row * population.size // rows)
            ein = company.ein if u() < 0.7 else f"{company.ein[:2]}-{company.ein[2:]}"
            if u() < 0.5:
                ein = ""
            if quirks("ein_other", row):
                ein = population.ein(8_000_000 + row)
            elif quirks("ein_broken", row):
                ein = "pending"
            day = 60 + 20 * u()
            cells = (
                company_id(population, company),
                ein,
                f"{mixed(company.number) % 10**9:09d}" if u() < 0.3 else "",
                _array(["benefits", company.trade.words.lower()]) if u() < 0.6 else "",
                _array([f"{company.state} mid market"]) if u() < 0.5 else "",
                _json({"employees": company.employees}) if u() < 0.5 else "",
                _stamp(day),
                _SOURCES[int(u() * len(_SOURCES))],
                f"{50 + 50 * u():.2f}",
                _stamp(day - 20),
                _stamp(day),
            )
            file.row(csv_line(cells))
    return file.written


# ---- people and messages


def _write_people_sidecar(out: Path, people: People, rows: int, bar: tqdm) -> Written:
    """More about people whose id the bulk table brought."""
    random = chance(people.population.seed, "ple/people_sidecar")
    u = random.random
    plan = people.files[PEOPLE_WV]
    with RawFile(out / "ple" / "people_sidecar.csv", PEOPLE_SIDECAR_HEADER, bar) as file:
        for row in range(rows):
            number = plan.start + row * plan.own // rows
            person = people.person(number)
            name = letters(person.given.name)
            day = 60 + 20 * u()
            cells = (
                people.brought_id(number),
                f"Talks about {person.jobs[0].title.lower()} work" if u() < 0.8 else "",
                _array(["decision maker", person.jobs[0].career]) if u() < 0.6 else "",
                _json({"x": f"https://x.example/{name}{number:x}"}) if u() < 0.4 else "",
                _json({"posts": int(u() * 40)}) if u() < 0.5 else "",
                _stamp(day),
                _SOURCES[int(u() * len(_SOURCES))],
                f"{50 + 50 * u():.2f}",
                _stamp(day - 20),
                _stamp(day),
            )
            file.row(csv_line(cells))
    return file.written


def _write_messages(out: Path, bar: tqdm) -> Written:
    with RawFile(out / "ple" / "message_key_reference.csv", MESSAGES_HEADER, bar) as file:
        for line in _MESSAGES.splitlines():
            file.row(line)
    return file.written
