"""The settings of the contract refund system, secrets among them."""

from __future__ import annotations

from pathlib import Path

from tqdm import tqdm

from hubspoke.generate.contracts_common import DAY, FIRST_DAY, SECRET, Staff, stamp
from hubspoke.generate.files import RawFile, Written, csv_line

HEADER = "config_key,config_value,value_type,description,is_secret,created_at,updated_at,updated_by"

# Key, value, type, whether it is a secret ('t' or 'f'; one that says nothing is treated as one).
_SETTINGS = (
    ("app.name", "Refund desk", "string", "f"),
    ("app.base_url", "https://refunds.example", "string", "f"),
    ("app.maintenance", "false", "boolean", "f"),
    ("app.support_email", "support@refunds.example", "string", "f"),
    ("audit.retention_years", "7", "number", "f"),
    ("audit.partition_after_months", "6", "number", "f"),
    ("auth.session_hours", "4", "number", "f"),
    ("auth.bcrypt_rounds", "12", "number", "f"),
    ("auth.jwt_secret", f"jwt-{SECRET}-signing", "string", "t"),
    ("auth.external_client_secret", f"client-{SECRET}", "string", "t"),
    ("cache.mapping_ttl_seconds", "3600", "number", "f"),
    ("cache.enabled", "true", "boolean", "f"),
    ("chat.enabled", "true", "boolean", "f"),
    ("chat.max_messages", "50", "number", "f"),
    ("chat.providers", '["openai", "anthropic", "bedrock"]', "json", "f"),
    ("documents.bucket", "refund-templates", "string", "f"),
    ("documents.page_limit", "60", "number", "f"),
    ("documents.repository_password", f"repository-{SECRET}", "string", "t"),
    ("extraction.auto_approve", "false", "boolean", "f"),
    ("extraction.batch_size", "25", "number", "f"),
    ("extraction.confidence_high", "90", "number", "f"),
    ("extraction.confidence_low", "70", "number", "f"),
    ("extraction.fields", '["gap_insurance_premium", "refund_calculation_method", '
     '"cancellation_fee"]', "json", "f"),
    ("extraction.max_cost_usd", "0.25", "number", "f"),
    ("extraction.retries", "2", "number", "f"),
    ("extraction.timeout_seconds", "45", "number", "f"),
    ("llm.anthropic.api_key", f"anthropic-{SECRET}", "string", "t"),
    ("llm.anthropic.model", "claude-3-5-sonnet-20241022", "string", "f"),
    ("llm.bedrock.credentials", f'{{"secret_access_key": "bedrock-{SECRET}"}}', "json", "t"),
    ("llm.bedrock.region", "us-east-1", "string", "f"),
    ("llm.openai.api_key", f"openai-{SECRET}", "string", "t"),
    ("llm.openai.model", "gpt-4o-2024-11-20", "string", "f"),
    ("llm.openai.organisation", f"organisation-{SECRET}", "string", ""),
    ("llm.shares", '{"openai": 0.45, "anthropic": 0.35, "bedrock": 0.2}', "json", "f"),
    ("metrics.daily_at", "00:10", "string", "f"),
    ("refund.default_method", "pro_rata", "string", "f"),
    ("refund.fee_cap_usd", "75.00", "number", "f"),
    ("refund.state_rules", '{"CA": 30, "TX": 60, "NY": null}', "json", "f"),
    ("search.page_size", "20", "number", "f"),
    ("ui.theme", "light", "string", "f"),
)  # fmt: skip
SETTING_ROWS = len(_SETTINGS)


def write_config(out: Path, staff: Staff, bar: tqdm) -> Written:
    """Write contracts/system_config.csv."""
    with RawFile(out / "contracts" / "system_config.csv", HEADER, bar) as file:
        for number, (key, value, kind, secret) in enumerate(_SETTINGS):
            created = FIRST_DAY * DAY
            updated = created + number % 5 * 31 * DAY
            about = f"Setting of {key.split('.')[0]}"
            author = staff.users[0].id if number % 5 else ""
            times = (stamp(created), stamp(updated))
            file.row(csv_line((key, value, kind, about, secret, *times, author)))
    return file.written
