"""One warehouse on one engine, apart from the user's own: its environment, its states, its rows.

The tests and the benchmark work on such warehouses; each adds its own way of running dbt.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import psycopg
from psycopg import sql

from hubspoke.postgres import connect
from hubspoke.project import HubspokeError, project_root

KEPT = "kept"


@dataclass
class Warehouse:
    """A DuckDB file, or a database on a Postgres server.

    engine: `duckdb` or `postgres`. work: the folder for all that is written. raw: the raw files.
    server: the PG* variables of the Postgres server. family: what the names of all databases made
    on it begin with. name: that of this one, the family's when not given. states: the folder of the
    states that are kept on DuckDB, `work` when not given.
    """

    engine: str
    work: Path
    raw: Path
    server: dict[str, str] = field(default_factory=dict)
    family: str = "hubspoke_own"
    name: str = ""
    states: Path | None = None
    as_of: str = ""  # the business moment of the next run

    def __post_init__(self) -> None:
        self.name = self.name or self.family
        self.target = self.work / f"target-{self.engine}"
        # A view names the file by its stem: every copy of a warehouse has the same.
        self.database = self.work / "warehouse.duckdb"
        self.logs = self.work / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        # The profile that is shipped, whatever this machine's own says.
        shutil.copy(project_root() / "profiles.yml.example", self.work / "profiles.yml")

    @property
    def environ(self) -> dict[str, str]:
        """The variables that say where the warehouse is."""
        if self.engine == "postgres":
            return {**self.server, "PGDATABASE": self.name}
        return {"HUBSPOKE_DUCKDB_PATH": str(self.database)}

    @property
    def env(self) -> dict[str, str]:
        """The variables to run a command on this warehouse with."""
        own = {
            "DBT_LOG_PATH": str(self.logs),
            "DBT_PROFILES_DIR": str(self.work),
            "DBT_TARGET_PATH": str(self.target),
            "HUBSPOKE_AS_OF": self.as_of,
            "HUBSPOKE_RAW_DIR": str(self.raw),
        }
        return {**os.environ, "PGTZ": "UTC", **own, **self.environ}

    # -- states

    def clear(self) -> None:
        """An empty warehouse."""
        if self.engine == "postgres":
            make_database(self.server, self.name)
        else:
            _remove(self.database)

    def keep(self, state: str = KEPT) -> None:
        """Remember the warehouse as it is, under a name."""
        if self.engine == "postgres":
            make_database(self.server, self._kept_name(state), self.name)
        else:
            shutil.copyfile(self.database, self._kept_file(state))

    def restore(self, state: str = KEPT) -> None:
        """The warehouse as it was kept under this name."""
        if self.engine == "postgres":
            make_database(self.server, self.name, self._kept_name(state))
        else:
            _remove(self.database)
            shutil.copyfile(self._kept_file(state), self.database)

    def remove(self, state: str = KEPT) -> None:
        """Remove the warehouse and what was kept of it under this name."""
        if self.engine == "postgres":
            for name in (self.name, self._kept_name(state)):
                make_database(self.server, name, None)
        else:
            for path in (self.database, self._kept_file(state)):
                _remove(path)

    def _kept_name(self, state: str) -> str:
        return f"{self.family}_{state}"

    def _kept_file(self, state: str) -> Path:
        return (self.states or self.work) / f"{state}.duckdb"

    # -- questions

    def connect(self) -> psycopg.Connection:
        """A connection to the warehouse on Postgres, in autocommit mode."""
        return connect(self.environ, autocommit=True)

    def query(self, statement: str) -> list[tuple]:
        """All rows of a query, as Python values."""
        if self.engine == "duckdb":
            with duckdb.connect(str(self.database), read_only=True) as connection:
                connection.execute("set TimeZone = 'UTC'")
                return connection.execute(statement).fetchall()
        with self.connect() as connection:
            return connection.execute(statement).fetchall()

    def scalar(self, statement: str):
        """The only value of a query's only row."""
        return self.query(statement)[0][0]


def make_database(server: dict[str, str], name: str, template: str | None = "template0") -> None:
    """Drop a database and, unless `template` is None, make it anew as a copy of that one.

    server: the PG* variables of the server. Raises HubspokeError when the server refuses.
    """
    try:
        with connect({"PGDATABASE": "postgres", **server}, autocommit=True) as connection:
            target = sql.Identifier(name)
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(target))
            if template:
                create = sql.SQL("create database {} template {}")
                connection.execute(create.format(target, sql.Identifier(template)))
    except psycopg.Error as error:
        raise HubspokeError(
            f"the database {name} cannot be made or dropped on this server: "
            f"{str(error).strip()}; let the role create databases (alter role ... createdb), "
            "or unset PGHOST to use an embedded server"
        ) from error


def _remove(database: Path) -> None:
    for path in (database, database.with_name(database.name + ".wal")):
        with suppress(FileNotFoundError):
            path.unlink()
