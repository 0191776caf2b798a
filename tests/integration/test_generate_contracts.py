"""The generated contract refund files: every flaw is there, all else is consistent."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest

from hubspoke.generate import generate

pytestmark = pytest.mark.contracts

# The scale of sample/contracts, and one where rates show.
SMALL, LARGE = 0.0025, 0.02
TABLES = {
    "users": "users*",
    "sessions": "sessions",
    "contracts": "contracts*",
    "extractions": "extractions",
    "corrections": "corrections",
    "events": "audit_events_*",
    "config": "system_config",
    "messages": "chat_messages",
    "metrics": "extraction_metrics",
}
UUID = "'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'"
PROVIDERS = "('openai', 'anthropic', 'bedrock')"
# The extractions that no rule puts into quarantine, said anew.
GOOD = f"""
    select * from extractions
    where contract_id in (select contract_id from contracts where contract_type <> 'PPM'
            and (account_number is not null or s3_key is not null))
        and extraction_id not in (select a.extraction_id from extractions as a
            join extractions as b on a.contract_id = b.contract_id
            and a.extracted_at::timestamptz < b.extracted_at::timestamptz)
        and coalesce(gap_premium_confidence::double between 0 and 100, true)
        and coalesce(refund_method_confidence::double between 0 and 100, true)
        and coalesce(cancellation_fee_confidence::double between 0 and 100, true)
        and llm_provider in {PROVIDERS}
        and processing_time_ms::int >= 0
        and status in ('pending', 'approved', 'rejected')
        and coalesce(approved_at::timestamptz >= extracted_at::timestamptz, true)
        and coalesce(rejected_at::timestamptz >= extracted_at::timestamptz, true)"""
# Per UTC day and provider, as the system counts.
REBUILT = """
    with each as (
        select llm_provider, (extracted_at::timestamptz at time zone 'UTC')::date::text as date,
            coalesce(gap_insurance_premium, refund_calculation_method, cancellation_fee) is null
                as failed,
            processing_time_ms::int as duration, total_cost_usd::decimal(10, 6) as cost,
            -- in hundredths: DuckDB would divide decimals as floats
            (gap_premium_confidence::decimal(5, 2) * 100)::int
            + (refund_method_confidence::decimal(5, 2) * 100)::int
            + (cancellation_fee_confidence::decimal(5, 2) * 100)::int as sure
        from good)
    select date, llm_provider, count(*) as total, count(*) filter (not failed) as successful,
        count(*) filter (failed) as failed,
        (2 * sum(duration) + count(*)) // (2 * count(*)) as duration,
        ((2 * sum(sure) + 3 * count(sure)) // (6 * count(sure)) / 100)::decimal(5, 2) as sure,
        round(sum(cost), 2)::decimal(10, 2) as cost
    from each group by all"""
STORED = """
    select date, llm_provider, total_extractions::int as total,
        successful_extractions::int as successful, failed_extractions::int as failed,
        avg_processing_time_ms::int as duration, avg_confidence_score::decimal(5, 2) as sure,
        total_cost_usd::decimal(10, 2) as cost
    from metrics"""


def load(folder: Path) -> duckdb.DuckDBPyConnection:
    """The files as tables of text."""
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    for name, pattern in TABLES.items():
        connection.execute(
            f"create table {name} as select * from read_csv('{folder / 'contracts' / pattern}.csv',"
            " all_varchar = true, header = true, quote = '\"', escape = '\"',"
            " union_by_name = true, filename = true)"
        )
    connection.execute(f"create table good as {GOOD}")
    return connection


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("small")
    generate(folder, SMALL, 1, ("contracts",))
    return load(folder)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("large")
    generate(folder, LARGE, 2, ("contracts",))
    return load(folder)


@pytest.mark.parametrize(
    ("table", "volume"),
    [
        ("contracts", 100_000),
        ("extractions", 100_000),
        ("corrections", 60_000),
        ("events", 3_000_000),
        ("messages", 300_000),
    ],
)
def test_rows_are_the_volume_times_the_scale(small, large, table: str, volume: int) -> None:
    for tables, scale in ((small, SMALL), (large, LARGE)):
        count = tables.execute(f"select count(*) from {table}").fetchone()[0]
        assert count == round(volume * scale)


def test_there_are_never_too_few_people(small, large) -> None:
    for tables in (small, large):
        assert tables.execute("select count(*) from users").fetchone() == (12,)
        assert 40 <= tables.execute("select count(*) from sessions").fetchone()[0] <= 42
        assert tables.execute("select count(*) from config").fetchone() == (40,)


def test_there_is_a_file_for_each_month(tmp_path: Path) -> None:
    written = generate(tmp_path, 0.0005, 1, ("contracts",))
    names = sorted(file.path.name for file in written if "audit" in file.path.name)
    months = [(2025, month) for month in range(5, 13)] + [(2026, month) for month in range(1, 11)]
    assert names == ["audit_events_2018_03.csv"] + [
        f"audit_events_{year}_{month:02d}.csv" for year, month in months
    ]


FLAWS = {
    "user with a broken e-mail": "select 1 from users where email not like '%@%'",
    "user of an unknown role": "select 1 from users where role not in ('admin', 'user')",
    "user without any activity": """select 1 from users
        where user_id not in (select user_id from events)
        and user_id not in (select user_id from sessions)
        and email like '%@%' and role = 'user'""",
    "user of an external login": """select 1 from users
        where password_hash is null and auth_provider_user_id is not null""",
    "session of an unknown user": """select 1 from sessions
        where user_id not in (select user_id from users)""",
    "session past its end": """select 1 from sessions
        where expires_at < '2026-10-01' and is_active = 't'""",
    "session left before its end": """select 1 from sessions where expires_at > '2026-11-05'
        and is_active = 'f' and last_activity::timestamptz < '2026-11-01 20:00:00+00'""",
    "session still open": """select 1 from sessions
        where expires_at > '2026-11-05' and is_active = 't'""",
    "contract of an unknown type": "select 1 from contracts where contract_type = 'PPM'",
    "contract without account number": """select 1 from contracts
        where account_number is null and s3_key is null""",
    "template": "select 1 from contracts where s3_key is not null and pdf_url is null",
    "vehicle that is no JSON": """select 1 from contracts
        where vehicle_info is not null and try_cast(vehicle_info as json) is null""",
    "contract past retention": "select 1 from contracts where created_at < '2019'",
    "confidence above 100": """select 1 from extractions where '101.00' in
        (gap_premium_confidence, refund_method_confidence, cancellation_fee_confidence)""",
    "confidence below 0": """select 1 from extractions where '-1.00' in
        (gap_premium_confidence, refund_method_confidence, cancellation_fee_confidence)""",
    "value without confidence": """select 1 from extractions
        where gap_insurance_premium is not null and gap_premium_confidence is null
        or refund_calculation_method is not null and refund_method_confidence is null
        or cancellation_fee is not null and cancellation_fee_confidence is null""",
    "one value of three missing": """select 1 from extractions
        where gap_insurance_premium || refund_calculation_method || cancellation_fee is null
        and coalesce(gap_insurance_premium, cancellation_fee) is not null""",
    "no value at all": """select 1 from extractions where
        coalesce(gap_insurance_premium, refund_calculation_method, cancellation_fee) is null""",
    "unknown contract": """select 1 from extractions
        where contract_id not in (select contract_id from contracts)""",
    "contract extracted anew": """select 1 from extractions
        where contract_id in (select contract_id from contracts)
        group by contract_id having count(*) = 2
        and count(distinct extracted_at) = 2""",
    "unknown provider": f"select 1 from extractions where llm_provider not in {PROVIDERS}",
    "negative time": "select 1 from extractions where processing_time_ms like '-%'",
    "unknown status": "select 1 from extractions where status = 'done'",
    "approved before extracted": """select 1 from extractions
        where approved_at::timestamptz < extracted_at::timestamptz""",
    "rejected before extracted": """select 1 from extractions
        where rejected_at::timestamptz < extracted_at::timestamptz""",
    "late in New York, the next day in UTC": """select 1 from good
        where extracted_at like '% 23:30:%-05'""",
    "extraction that nobody logged": """select 1 from good where extraction_id not in
        (select extraction_id from events where event_type = 'extract')""",
    "approval that nobody logged": """select 1 from good where status = 'approved' and extraction_id
        not in (select extraction_id from events where event_type = 'approve')""",
    "correction that nobody logged": """select 1 from good
        where (select count(*) from corrections where extraction_id = good.extraction_id)
        > (select count(*) from events where event_type = 'edit'
            and extraction_id = good.extraction_id)""",
    "unknown field": """select 1 from corrections where field_name not in
        ('gap_insurance_premium', 'refund_calculation_method', 'cancellation_fee')""",
    "correction of an unknown extraction": """select 1 from corrections
        where extraction_id not in (select extraction_id from extractions)""",
    "correction to nothing": "select 1 from corrections where corrected_value is null",
    "field corrected twice": """select 1 from corrections
        group by extraction_id, field_name having count(distinct corrected_at) > 1""",
    "event of an unknown type": "select 1 from events where event_type = 'exported'",
    "event without an id": "select 1 from events where event_id like 'event-%'",
    "event without a time": "select 1 from events where try_cast(timestamp as timestamptz) is null",
    "event delivered twice": """select 1 from events group by filename, event_id
        having count(*) > 1""",
    "event delivered in two files": """select 1 from events group by event_id
        having count(distinct filename) > 1""",
    "event past retention": "select 1 from events where timestamp < '2019'",
    "event of the next day in UTC": """select 1 from events where timestamp like '%-05'
        and left(timestamp, 10) < (timestamp::timestamptz at time zone 'UTC')::date::text""",
    "password in an event": """select 1 from events
        where event_data like '%"password": "made-up-secret%'""",
    "token deep in an event": """select 1 from events
        where event_data like '%{%{%"refresh_token": "refresh-made-up-secret%'""",
    "message of an unknown user": """select 1 from messages
        where user_id not in (select user_id from users)""",
    "message in an unknown role": """select 1 from messages
        where role not in ('user', 'assistant', 'system')""",
    "empty message": "select 1 from messages where content is null",
    "message of two lines": "select 1 from messages where content like e'%\\n%'",
    "metric that differs": f"""select 1 from ({REBUILT}) as a join ({STORED}) as b
        on a.date = b.date and a.llm_provider = b.llm_provider
        where a.total <> b.total or a.cost <> b.cost""",
    "metric of a day without extractions": f"""select 1 from ({STORED}) as a
        anti join ({REBUILT}) as b on a.date = b.date and a.llm_provider = b.llm_provider""",
    "day without a metric": f"""select 1 from ({REBUILT}) as a
        anti join ({STORED}) as b on a.date = b.date and a.llm_provider = b.llm_provider""",
    "setting that is a secret": """select 1 from config
        where is_secret = 't' and config_value like '%made-up-secret%'""",
    "setting that does not say whether it is": """select 1 from config
        where is_secret is null and config_value like '%made-up-secret%'""",
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_every_flaw_is_in_the_smallest_sample(small, flaw: str) -> None:
    assert small.execute(FLAWS[flaw]).fetchall()


RULES = {
    "an id is a row's own": """
        select user_id from users group by 1 having count(*) > 1
        union all select session_id from sessions group by 1 having count(*) > 1
        union all select contract_id from contracts group by 1 having count(*) > 1
        union all select extraction_id from extractions group by 1 having count(*) > 1
        union all select correction_id from corrections group by 1 having count(*) > 1
        union all select message_id from messages group by 1 having count(*) > 1
        union all select metric_id from metrics group by 1 having count(*) > 1
        union all select date || llm_provider from metrics group by 1 having count(*) > 1""",
    "an id is a uuid": f"""
        select id from (select user_id as id from users union all select session_id from sessions
            union all select extraction_id from extractions
            union all select correction_id from corrections
            union all select message_id from messages union all select metric_id from metrics
            union all select event_id from events where event_id not like 'event-%')
        where not regexp_full_match(id, {UUID})""",
    "no event has two contents": """select event_id from (select distinct * exclude (filename)
        from events) group by 1 having count(*) > 1""",
    "an event is of a known user": """select event_id from events
        where user_id is null or user_id not in (select user_id from users)""",
    "an event's session is its user's": """select event_id from events
        left join sessions using (session_id) where events.session_id is not null
        and events.user_id is distinct from sessions.user_id""",
    "an event falls into its session": """select event_id from events join sessions
        using (session_id) where try_cast(timestamp as timestamptz) not between
        sessions.created_at::timestamptz and last_activity::timestamptz""",
    "an event's contract is known, or its extraction's alone": """select event_id from events
        where contract_id not in (select contract_id from contracts)
        and contract_id not in (select contract_id from extractions)""",
    "an event's extraction is of its contract": """select event_id from events join extractions
        using (extraction_id) where events.contract_id is distinct from extractions.contract_id""",
    "an event's extraction is known, or a correction's alone": """select event_id from events
        where extraction_id not in (select extraction_id from extractions)
        and (event_type <> 'edit'
            or extraction_id not in (select extraction_id from corrections))""",
    "nothing is done to an extraction before it is there": """select event_id from events
        join good using (extraction_id)
        where try_cast(timestamp as timestamptz) < extracted_at::timestamptz""",
    "an extract event says what its extraction says": """select event_id from events
        join good using (extraction_id) where event_type = 'extract'
        and (events.user_id, duration_ms, events.cost_usd, timestamp::timestamptz)
        is distinct from
        (extracted_by, processing_time_ms, total_cost_usd, extracted_at::timestamptz)""",
    "an approval's event says who and when": """select event_id from events join extractions
        using (extraction_id) where event_type in ('approve', 'reject')
        and (events.user_id, timestamp::timestamptz) is distinct from
        (coalesce(approved_by, rejected_by), coalesce(approved_at, rejected_at)::timestamptz)""",
    "an edit event has its correction": """select event_id from events where event_type = 'edit'
        and (extraction_id, user_id, try_cast(timestamp as timestamptz)) not in
        (select (extraction_id, corrected_by, corrected_at::timestamptz) from corrections)""",
    "a good extraction is corrected after it and before its review": """select correction_id
        from corrections join good using (extraction_id)
        where corrected_at::timestamptz < extracted_at::timestamptz
        or corrected_at::timestamptz > coalesce(approved_at, rejected_at)::timestamptz""",
    "a correction begins with what was read or corrected before": """select a.correction_id
        from corrections as a join good using (extraction_id)
        where original_value is distinct from case field_name
            when 'gap_insurance_premium' then gap_insurance_premium
            when 'refund_calculation_method' then refund_calculation_method
            when 'cancellation_fee' then cancellation_fee else original_value end
        and original_value not in (select corrected_value from corrections as b
            where b.extraction_id = a.extraction_id and b.correction_id <> a.correction_id)""",
    "a correction changes the value": """select correction_id from corrections
        where corrected_value = original_value""",
    "a message's session is its user's": """select message_id from messages
        left join sessions using (session_id) where messages.user_id <> sessions.user_id
        and messages.user_id in (select user_id from users)""",
    "a login opens a session and a logout closes it": """select event_id from events
        join sessions using (session_id)
        where event_type = 'login' and timestamp::timestamptz <> created_at::timestamptz
        or event_type = 'logout' and timestamp::timestamptz <> last_activity::timestamptz""",
    "most metrics agree": f"""select a.date from ({REBUILT}) as a join ({STORED}) as b
        on a.date = b.date and a.llm_provider = b.llm_provider
        where (a.successful, a.failed, a.duration, a.sure, a.cost)
        is distinct from (b.successful, b.failed, b.duration, b.sure, b.cost)
        and a.total = b.total""",
    "an e-mail is under .example": """select email from users
        where email not like '%refunds.example'""",
    "a customer is a number": r"""select customer_name from contracts
        where not regexp_full_match(customer_name, 'Customer #\d+')""",
    "a secret is made up": """select user_id from users where password_hash is not null
            and password_hash not like '$2b$12$hubspoke-made-up-secret-%'
        union all select user_id from sessions where jwt_token not like 'jwt-made-up-secret-%'
            or refresh_token not like 'refresh-made-up-secret-%'
        union all select message_id from messages where content not like '%made-up-secret%'""",
}


@pytest.mark.parametrize("rule", RULES)
def test_what_must_hold_for_every_row(small, large, rule: str) -> None:
    for tables in (small, large):
        assert tables.execute(RULES[rule]).fetchall()[:5] == []


# The share of rows, the least and the most it may be.
RATES = {
    "approved": ("select avg((status = 'approved')::int) from extractions", 0.65, 0.75),
    "rejected": ("select avg((status = 'rejected')::int) from extractions", 0.05, 0.11),
    "stored metrics that agree": (f"""select avg((a.total = b.total)::int)
        from ({REBUILT}) as a join ({STORED}) as b
        on a.date = b.date and a.llm_provider = b.llm_provider""", 0.98, 0.999),
    "good extractions": ("select count(*) / (select count(*) from extractions) from good",
        0.98, 0.997),
    "templates": ("select avg((s3_key is not null)::int) from contracts", 0.12, 0.18),
    "views among the events": ("select avg((event_type = 'view')::int) from events", 0.5, 0.65),
    "events of the later version": ("""select avg((event_type in ('account_lookup',
        'template_view', 'mapping_cached', 'state_rule_created', 'state_rule_updated'))::int)
        from events""", 0.03, 0.08),
    "events on a weekend": ("""select avg((isodow(try_cast(timestamp as timestamptz)) > 5)::int)
        from events""", 0.03, 0.08),
}  # fmt: skip


@pytest.mark.parametrize("claim", RATES)
def test_shares_are_realistic(large, claim: str) -> None:
    sql, least, most = RATES[claim]
    share = float(large.execute(sql).fetchone()[0])
    assert least <= share <= most, f"{share:.4f}"


def test_the_less_sure_a_model_the_more_is_corrected(large) -> None:
    sql = """
        with fields as (
            select extraction_id, unnest([
                {'name': 'gap_insurance_premium', 'sure': gap_premium_confidence},
                {'name': 'refund_calculation_method', 'sure': refund_method_confidence},
                {'name': 'cancellation_fee', 'sure': cancellation_fee_confidence}]) as field
            from good)
        select avg(((extraction_id, field.name) in
            (select (extraction_id, field_name) from corrections))::int)
        from fields where field.sure is not null
        group by least(floor(field.sure::double / 15), 5) order by min(field.sure::double)"""
    shares = [share for (share,) in large.execute(sql).fetchall()]
    assert len(shares) == 5
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 5 * shares[-1]


def test_models_differ_in_accuracy_cost_and_latency(large) -> None:
    sql = """
        select llm_model_version, count(c.extraction_id) / count(distinct g.extraction_id),
            avg(total_cost_usd::double), avg(processing_time_ms::int)
        from good as g left join corrections as c on g.extraction_id = c.extraction_id
        group by 1"""
    models = large.execute(sql).fetchall()
    assert len(models) == 4
    for figure in (1, 2, 3):
        values = sorted(model[figure] for model in models)
        assert values[-1] > 1.5 * values[0]


def test_times_are_as_postgres_exports_them(tmp_path: Path) -> None:
    generate(tmp_path, 0.0005, 1, ("contracts",))
    seen = set()
    for path in (tmp_path / "contracts").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column, text in row.items():
                    if column.endswith("_at") and text:
                        found = re.fullmatch(
                            r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{0,5}[1-9])?([+-]\d\d)", text
                        )
                        assert found, (path.name, column, text)
                        seen.add(found[1])
    assert seen == {"+00", "-05"}
