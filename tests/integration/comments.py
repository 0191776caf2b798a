"""The comments of the tables of a warehouse, and of their columns."""

from __future__ import annotations

from conftest import ROOT, Warehouse

_COMMENTS = {
    "duckdb": """
        select schema_name, table_name, '', comment from duckdb_tables()
        union all
        select schema_name, table_name, column_name, duckdb_columns.comment
        from duckdb_columns() inner join duckdb_tables() using (schema_name, table_name)
    """,
    "postgres": """
        select pg_namespace.nspname, pg_class.relname, parts.name, pg_description.description
        from pg_class
        inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
        cross join lateral (
            select '' as name, 0 as number
            union all
            select attname, attnum from pg_attribute
            where attrelid = pg_class.oid and attnum > 0 and not attisdropped
        ) as parts
        left join pg_description
            on pg_class.oid = pg_description.objoid and parts.number = pg_description.objsubid
        where pg_class.relkind = 'r'
    """,
}
MART_SCHEMAS = {path.name for path in (ROOT / "models" / "marts").iterdir()}


def comments(warehouse: Warehouse, schemas: set[str]) -> dict[tuple[str, str, str], str | None]:
    """(schema, table, column or nothing for the table itself) -> comment."""
    rows = warehouse.query(_COMMENTS[warehouse.engine])
    return {tuple(place): text for *place, text in rows if place[0] in schemas}


def assert_marts_are_commented(warehouse: Warehouse) -> None:
    """Every mart and every column of it has a comment."""
    found = comments(warehouse, MART_SCHEMAS)
    assert len(found) > 1000
    assert {place for place, text in found.items() if not text} == set()
