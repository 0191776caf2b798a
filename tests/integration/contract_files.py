"""A small contract refund system: its rows in either shape, as raw files or as tables of its own.

Every secret and every text of a chat begins with SECRET, so that one search finds them all.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

SECRET = "s3cr3t-"
SECRET_COLUMNS = ("password_hash", "jwt_token", "refresh_token")

Rows = list[dict[str, Any]]


def key(kind: int, number: int) -> str:
    """A made-up uuid; kind tells the tables apart, and refresh tokens are of kind 99."""
    return f"000000{kind:02d}-0000-4000-8000-{number:012d}"


def _users() -> Rows:
    people = [("ann", "admin"), ("bob", "user"), ("cleo", "user"), ("dan", "user")]
    rows: Rows = [
        {
            "user_id": key(1, number),
            "username": name,
            "email": f"{name}@refund.example",
            "password_hash": f"{SECRET}hash-{name}",
            "role": role,
            "first_name": name.title(),
            "last_name": None,
            "created_at": "2025-01-01 08:00:00+00",
            "updated_at": "2025-01-01 08:00:00+00",
            "last_login_at": "2026-01-30 08:00:00+00",
            "is_active": True,
        }
        for number, (name, role) in enumerate(people, start=1)
    ]
    return [*rows, {**rows[3], "user_id": key(1, 5), "username": "eve", "email": "not an address"}]


def _sessions() -> Rows:
    def session(number: int, user: int, expires_at: str, last_activity: str, is_active: bool):
        return {
            "session_id": key(2, number),
            "user_id": key(1, user),
            "jwt_token": f"{SECRET}jwt-{number}",
            "refresh_token": key(99, number),
            "ip_address": "192.0.2.7",
            "user_agent": "Browser/1.0",
            "expires_at": expires_at,
            "created_at": "2026-01-30 00:00:00+00",
            "last_activity": last_activity,
            "is_active": is_active,
        }

    return [
        session(1, 1, "2026-02-01 00:00:00+00", "2026-01-31 05:59:00+00", True),
        # In its own zone it is still to end; in UTC it has ended a minute ago.
        session(2, 1, "2026-01-31 11:29:00+05:30", "2026-01-31 05:00:00+00", True),
        session(3, 2, "2026-02-01 00:00:00+00", "2026-01-31 01:59:59+00", False),
        session(4, 2, "2026-02-01 00:00:00+00", "2026-01-31 02:00:00+00", False),
        session(5, 3, "2026-02-01 00:00:00+00", "2026-01-30 00:00:00+00", True),
        session(6, 9, "2026-01-01 00:00:00+00", "2025-12-31 00:00:00+00", False),
    ]


def _contracts() -> Rows:
    return [
        {
            "contract_id": f"GAP-2024-{number:06d}",
            "account_number": f"ACC-{number}",
            "pdf_url": f"https://documents.refund.example/{number}.pdf" if number < 7 else None,
            "document_repository_id": None,
            "contract_type": "GAP",
            "contract_date": "2024-05-01",
            "customer_name": f"Customer #{number}",
            "vehicle_info": json.dumps({"make": "Example", "year": 2024}),
            "created_at": "2025-06-01 00:00:00+00",
            "updated_at": "2025-06-01 00:00:00+00",
            "last_synced_at": None,
        }
        for number in range(1, 8)
    ]


def _extractions() -> Rows:
    def extraction(number: int, **values: Any) -> dict[str, Any]:
        return {
            "extraction_id": key(3, number),
            "contract_id": f"GAP-2024-{number:06d}",
            "gap_insurance_premium": "12.5",
            "gap_premium_confidence": "95.00",
            "gap_premium_source": json.dumps({"page": 1, "section": "A", "line": 4}),
            "refund_calculation_method": "pro rata",
            "refund_method_confidence": "80.00",
            "refund_method_source": None,
            "cancellation_fee": "50.00",
            "cancellation_fee_confidence": "70.00",
            "cancellation_fee_source": None,
            "llm_model_version": "model-1",
            "llm_provider": "openai",
            "processing_time_ms": 1000 * number,
            "prompt_tokens": 1000,
            "completion_tokens": 100,
            "total_cost_usd": "0.012345",
            "status": "pending",
            "extracted_at": "2026-01-20 12:00:00+00",
            "extracted_by": key(1, 2),
            "approved_at": None,
            "approved_by": None,
            "rejected_at": None,
            "rejected_by": None,
            "rejection_reason": None,
            "updated_at": "2026-01-20 12:00:00+00",
        } | values

    return [
        extraction(
            1, status="approved", approved_at="2026-01-21 09:00:00+00", approved_by=key(1, 1)
        ),
        # In UTC it is the next day.
        extraction(2, extracted_at="2026-01-20 23:30:00-05:00", llm_provider="anthropic"),
        extraction(3, gap_premium_confidence=None, total_cost_usd=None),
        extraction(
            4,
            gap_insurance_premium=None,
            refund_calculation_method=None,
            cancellation_fee=None,
            status="rejected",
            rejected_at="2026-01-22 09:00:00+00",
            rejected_by=key(1, 1),
        ),
        extraction(5, llm_provider=None, extracted_at=None),
        extraction(6, contract_id="GAP-2024-999999"),
        extraction(7, contract_id="GAP-2024-000001", extracted_at="2026-01-01 00:00:00+00"),
    ]


def _corrections() -> Rows:
    def correction(number: int, extraction: int, field: str, value: str, at: str | None):
        return {
            "correction_id": key(4, number),
            "extraction_id": key(3, extraction),
            "field_name": field,
            "original_value": "12.50",
            "corrected_value": value,
            "correction_reason": "misread",
            "corrected_by": key(1, 3),
            "corrected_at": at,
        }

    return [
        correction(1, 1, "gap_insurance_premium", "13.00", "2026-01-21 08:00:00+00"),
        correction(2, 1, "gap_insurance_premium", "14.00", "2026-01-21 08:30:00+00"),
        correction(3, 1, "gap_insurance_premium", "15.00", None),
        correction(4, 2, "cancellation_fee", "55.00", "2026-01-21 08:30:00+00"),
        correction(5, 2, "no_such_field", "1", "2026-01-21 08:30:00+00"),
    ]


def _audit_events(secrets: bool) -> Rows:
    def event(number: int, kind: str, data: str | None, at: str = "2026-01-20 10:00:00+00"):
        return {
            "event_id": key(5, number),
            "event_type": kind,
            "contract_id": None,
            "extraction_id": None,
            "user_id": key(1, 1 + number % 2),
            "event_data": data,
            "timestamp": at,
            "ip_address": "192.0.2.7",
            "user_agent": "Browser/1.0",
            "session_id": key(2, 1),
            "duration_ms": 5,
            "cost_usd": None,
        }

    hidden = [
        {"password": f"{SECRET}plain", "user": "ann"},
        {"auth": {"jwtToken": f'{SECRET}quoted "inside"'}},
        {"token": [f"{SECRET}in-a-list"]},
        {"api_key": {"value": f"{SECRET}in-an-object"}},
        {"body": json.dumps({"password": f"{SECRET}in-a-text"})},
    ]
    events = [
        event(1, "login", json.dumps({"ok": True})),
        event(2, "view", None),
        event(3, "extract", None, "2026-01-20 12:00:00+00"),
        event(4, "no such type", None),
    ]
    if secrets:
        events += [event(10 + n, "login", json.dumps(data)) for n, data in enumerate(hidden)]
    return events


def _system_config(secrets: bool) -> Rows:
    def setting(name: str, value: str | None, is_secret: bool | None) -> dict[str, Any]:
        return {
            "config_key": name,
            "config_value": value,
            "value_type": "string",
            "description": None,
            "is_secret": is_secret,
            "created_at": "2025-01-01 00:00:00+00",
            "updated_at": "2025-01-01 00:00:00+00",
            "updated_by": key(1, 1),
        }

    settings = [setting("llm_timeout", "30", False)]
    if secrets:
        settings += [
            setting("llm_key", f"{SECRET}setting", True),
            setting("perhaps_secret", f"{SECRET}setting", None),
        ]
    return settings


def _chat_messages() -> Rows:
    def message(number: int, role: str, text: str | None, **values: Any) -> dict[str, Any]:
        return {
            "message_id": key(6, number),
            "session_id": key(2, 1),
            "contract_id": "GAP-2024-000001",
            "user_id": key(1, 2),
            "role": role,
            "content": text,
            "llm_provider": None,
            "llm_model_version": None,
            "prompt_tokens": None,
            "completion_tokens": None,
            "processing_time_ms": None,
            "cost_usd": None,
            "created_at": "2026-01-20 23:00:00+00",
        } | values

    return [
        message(1, "user", f"{SECRET}question"),
        message(
            2,
            "assistant",
            f"{SECRET}answer",
            llm_provider="openai",
            llm_model_version="model-1",
            prompt_tokens=10,
            completion_tokens=20,
            processing_time_ms=1500,
            cost_usd="0.001",
        ),
        message(3, "nobody", f"{SECRET}refused"),
    ]


def _extraction_metrics() -> Rows:
    def metric(number: int, date: str, provider: str, **values: Any) -> dict[str, Any]:
        return {
            "metric_id": key(7, number),
            "date": date,
            "llm_provider": provider,
            "total_extractions": 3,
            "successful_extractions": 2,
            "failed_extractions": 1,
            "avg_processing_time_ms": 2667,
            "avg_confidence_score": "81.67",
            "total_cost_usd": "0.02",
            "created_at": "2026-01-22 00:00:00+00",
        } | values

    return [
        metric(1, "2026-01-20", "openai"),
        # The system took the session's day for the day.
        metric(2, "2026-01-20", "anthropic", total_extractions=1),
    ]


def contract_tables(shape: str = "first", secrets: bool = True) -> dict[str, Rows]:
    """Every table's rows.

    shape: first or later; the later one has no secret columns, and templates for contracts.
    secrets: whether there are secret settings and events with a secret in their details.
    """
    tables = {
        "users": _users(),
        "sessions": _sessions(),
        "contracts": _contracts(),
        "extractions": _extractions(),
        "corrections": _corrections(),
        "audit_events": _audit_events(secrets),
        "system_config": _system_config(secrets),
        "chat_messages": _chat_messages(),
        "extraction_metrics": _extraction_metrics(),
    }
    if shape == "later":
        for name, added in _LATER.items():
            tables[name] = [
                {k: v for k, v in row.items() if k not in _DROPPED.get(name, ())} | added
                for row in tables[name]
            ]
    return tables


_DROPPED = {
    "users": ("password_hash",),
    "sessions": ("jwt_token", "refresh_token"),
    "contracts": (
        "account_number",
        "pdf_url",
        "document_repository_id",
        "contract_date",
        "customer_name",
        "vehicle_info",
        "last_synced_at",
    ),
}
_LATER: dict[str, dict[str, Any]] = {
    "users": {"auth_provider": "cognito", "auth_provider_user_id": "cognito-1"},
    "sessions": {},
    "contracts": {
        "s3_bucket": "templates",
        "s3_key": "gap/template.pdf",
        "template_version": "3",
        "effective_date": "2024-01-01",
        "deprecated_date": None,
        "is_active": True,
    },
}


def write_contract_files(raw: Path, tables: dict[str, Rows]) -> Path:
    """Write the tables as `contracts/<table>.csv` into a raw folder; returns that folder."""
    (raw / "contracts").mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (raw / "contracts" / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    return raw


# The types of the system's own tables, where they are not text.
_TYPES = {
    "ip_address": "inet",
    "vehicle_info": "jsonb",
    "event_data": "jsonb",
    "date": "date",
    "is_active": "boolean",
    "is_secret": "boolean",
    "timestamp": "timestamptz",
    "approved_by": "uuid",
    "corrected_by": "uuid",
    "extracted_by": "uuid",
    "rejected_by": "uuid",
    "updated_by": "uuid",
    "refresh_token": "uuid",
    "expires_at": "timestamptz",
    "last_activity": "timestamptz",
    "gap_insurance_premium": "numeric(10, 2)",
    "cancellation_fee": "numeric(10, 2)",
}
_TYPE_ENDINGS = {
    "_source": "jsonb",
    "_confidence": "numeric(5, 2)",
    "_score": "numeric(5, 2)",
    "_date": "date",
    "_at": "timestamptz",
    "_usd": "numeric(10, 6)",
    "_ms": "integer",
    "_tokens": "integer",
    "_extractions": "integer",
    "_id": "uuid",
}
_TEXT_IDS = ("contract_id", "document_repository_id", "auth_provider_user_id")


def _type(column: str) -> str:
    if column in _TEXT_IDS:
        return "text"
    ending = (kind for end, kind in _TYPE_ENDINGS.items() if column.endswith(end))
    return _TYPES.get(column) or next(ending, "text")


def create_system_tables(connection: Any, schema: str, tables: dict[str, Rows]) -> None:
    """Make the system's own tables on Postgres, in the types it has."""
    connection.execute(f"create schema if not exists {schema}")
    for name, rows in tables.items():
        columns = ", ".join(f'"{column}" {_type(column)}' for column in rows[0])
        marks = ", ".join(["%s"] * len(rows[0]))
        connection.execute(f"create table {schema}.{name} ({columns})")
        for row in rows:
            connection.execute(
                f"insert into {schema}.{name} values ({marks})", [*row.values()], prepare=False
            )
