"""The common queries of the contract refund system, and how long Postgres takes to answer them."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row


@dataclass(frozen=True)
class Query:
    """A question an application asks.

    asks: what it is. draw: a query for its parameters, a row for each way to ask. text: the
    question, with the columns of such a row as its named parameters.
    """

    asks: str
    draw: str
    text: str


@dataclass(frozen=True)
class Latency:
    """How long the answers to a query took: milliseconds, rows per answer, and the indexes used."""

    query: Query
    milliseconds: tuple[float, ...]
    rows: float
    indexes: tuple[str, ...]

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """The least value that 95 of 100 runs do not exceed."""
        return sorted(self.milliseconds)[math.ceil(0.95 * len(self.milliseconds)) - 1]


QUERIES = (
    Query(
        "a contract's extraction",
        "select contract_id from contracts.v_extraction_details",
        "select * from contracts.v_extraction_details where contract_id = %(contract_id)s",
    ),
    Query(
        "a user's activity",
        "select user_id from contracts.v_user_activity",
        "select * from contracts.v_user_activity where user_id = %(user_id)s",
    ),
    Query(
        "a day's statistics",
        "select extraction_date from contracts.v_daily_extraction_stats",
        "select * from contracts.v_daily_extraction_stats"
        " where extraction_date = %(extraction_date)s",
    ),
    Query(
        "a contract's events of the last 30 days",
        "select distinct events.contract_id, newest.since from contracts.audit_events as events"
        " cross join (select max(timestamp) - interval '30 days' as since"
        " from contracts.audit_events) as newest"
        " where events.contract_id is not null and events.timestamp >= newest.since",
        "select * from contracts.audit_events"
        " where contract_id = %(contract_id)s and timestamp >= %(since)s"
        " order by timestamp desc",
    ),
    Query(
        "50 of the review queue",
        "select queue_rank as first from contracts.review_queue where queue_rank % 50 = 1",
        "select * from contracts.review_queue where queue_rank >= %(first)s"
        " order by queue_rank limit 50",
    ),
    Query(
        "the accuracy of an extraction",
        "select extraction_id from contracts.extractions",
        "select * from contracts.calculate_extraction_accuracy(%(extraction_id)s)",
    ),
    Query(
        "an extraction's corrections, with who made them",
        "select distinct extraction_id from contracts.corrections",
        "select corrections.*, users.username, users.email from contracts.corrections"
        " left join contracts.users on corrections.corrected_by = users.user_id"
        " where corrections.extraction_id = %(extraction_id)s order by corrections.corrected_at",
    ),
    Query(
        "a user's last 100 events",
        "select user_id from contracts.users",
        "select * from contracts.audit_events where user_id = %(user_id)s"
        " order by timestamp desc limit 100",
    ),
    Query(
        "a day's newest 100 events of a type",
        "select event_type, cast(timestamp as date) as day from contracts.audit_events"
        " group by event_type, cast(timestamp as date)",
        "select * from contracts.audit_events where event_type = %(event_type)s"
        " and timestamp >= %(day)s and timestamp < %(day)s + interval '1 day'"
        " order by timestamp desc limit 100",
    ),
    Query(
        "a contract's chat",
        "select distinct contract_id from contracts.chat_messages where contract_id is not null",
        "select * from contracts.chat_messages where contract_id = %(contract_id)s"
        " order by created_at, message_id",
    ),
)


def time_query(connection: psycopg.Connection, query: Query, runs: int) -> Latency:
    """Ask a query `runs` times, each with other parameters as long as there are any.

    connection: one in autocommit mode. Raises psycopg.Error when there is nothing to ask.
    """
    parameters = _parameters(connection, query, runs)
    if not parameters:
        raise psycopg.DataError(f"no data to ask about: {query.asks}")
    milliseconds = []
    rows = 0
    with connection.cursor() as cursor:
        for number in range(runs):
            values = parameters[number % len(parameters)]
            start = time.perf_counter()
            rows += len(cursor.execute(query.text, values).fetchall())
            milliseconds.append(1000 * (time.perf_counter() - start))
    return Latency(
        query, tuple(milliseconds), rows / runs, _indexes(connection, query, parameters[0])
    )


def _parameters(connection: psycopg.Connection, query: Query, runs: int) -> list[dict[str, Any]]:
    """Up to `runs` ways to ask: the same ones of the same data, spread over all of it."""
    as_text = "cast(drawn as text)"
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(
            f"select * from ({query.draw}) as drawn order by md5({as_text}), {as_text} limit {runs}"
        ).fetchall()


def _indexes(
    connection: psycopg.Connection, query: Query, values: dict[str, Any]
) -> tuple[str, ...]:
    """The indexes the server reads to answer, as `table (columns)`."""
    explained = connection.execute(f"explain (format json) {query.text}", values).fetchone()[0]
    # Their own names are hashes.
    found = connection.execute(
        "select tables.relname || ' ' || replace("
        "substring(pg_get_indexdef(indexes.oid) from '[(].*[)]'), '\"', '')"
        " from pg_class as indexes"
        " inner join pg_index on indexes.oid = pg_index.indexrelid"
        " inner join pg_class as tables on pg_index.indrelid = tables.oid"
        " where indexes.relname = any(%s) order by 1",
        [list(index_names(explained))],
    ).fetchall()
    return tuple(row[0] for row in found)


def index_names(plan: dict[str, Any] | Sequence[Any]) -> Iterator[str]:
    """The names of the indexes in a plan of `explain (format json)`."""
    for node in plan.values() if isinstance(plan, dict) else plan:
        if isinstance(node, dict | list):
            yield from index_names(node)
    if isinstance(plan, dict) and "Index Name" in plan:
        yield plan["Index Name"]
