"""Running dbt and hubspoke on a warehouse of the benchmark's own, with time and memory taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import duckdb

from hubspoke import load_log, warehouse
from hubspoke.postgres import connect
from hubspoke.project import HubspokeError, project_root

# After every generated filing, those moved on by a year included; each build is a day later than
# the one before, as in production.
_FIRST_DAY = datetime(2027, 1, 31, 6)
_FAILED_LINES = 60


class Run(NamedTuple):
    """What one process took: wall seconds, and the most memory it or a child of it had."""

    seconds: float
    peak_bytes: int


class Result(NamedTuple):
    """One node of a dbt run: its kind (`model`, `test`, ...), its name, its seconds."""

    kind: str
    name: str
    seconds: float
    relation: str
    compiled: str


def say(text: str, end: str = "\n") -> None:
    """A word about progress, on stderr."""
    print(text, end=end, file=sys.stderr, flush=True)


def timed(step: str, command: list[str], env: dict[str, str], log: Path) -> Run:
    """Run a command to its end, with its output in `log` and a line about it on stderr.

    step: what to call it. command: what Python shall run, from `-m` on. env: its variables.
    Raises HubspokeError, with the end of the output, when its exit code is not 0.
    """
    say(f"bench: {step} ...", end="")
    with log.open("wb") as output:
        start = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=project_root(),
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            # Counts from the size of this process, which therefore stays small.
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.terminate()
            process.wait()
            say("")
            raise
        seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        say(" failed")
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        tail = "\n".join(lines[-_FAILED_LINES:])
        raise HubspokeError(
            f"{step} failed, so there is nothing to measure. Build that data by hand, with "
            f"hubspoke generate and dbt build, to look into it. The end of the output:\n{tail}"
        )
    # Linux counts in KiB, macOS in bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    say(f" {seconds:.1f} s, {peak / 1024**2:,.0f} MiB")
    return Run(seconds, peak)


@dataclass
class Warehouse(warehouse.Warehouse):
    """A warehouse to build and measure."""

    family: str = "hubspoke_bench"
    day: int = 0  # of the next build, counted from the first

    @property
    def env(self) -> dict[str, str]:
        """The variables to run a command on this warehouse with."""
        moment = _FIRST_DAY + timedelta(days=self.day)
        return {**super().env, "HUBSPOKE_AS_OF": moment.strftime("%Y-%m-%d %H:%M:%S")}

    def dbt(self, step: str, *args: str) -> Run:
        """Run dbt with these arguments; step: what to call it on stderr."""
        command = ["-m", "dbt.cli.main", "--no-use-colors", *args, "--target", self.engine]
        command += ["--project-dir", str(project_root())]
        log = self.logs / f"dbt-{self.engine}.txt"
        return timed(f"{self.engine}, {step}", command, self.env, log)

    def load(self, step: str) -> Run:
        """Run `hubspoke load`."""
        log = self.logs / "load.txt"
        return timed(f"postgres, {step}", ["-m", "hubspoke", "load"], self.env, log)

    def results(self) -> list[Result]:
        """What the last dbt run did, node by node."""
        run = json.loads((self.target / "run_results.json").read_text(encoding="utf-8"))
        return [
            Result(
                *_kind_and_name(node["unique_id"]),
                node["execution_time"],
                node.get("relation_name") or "",
                node.get("compiled_code") or "",
            )
            for node in run["results"]
        ]

    # -- states

    def clear(self) -> None:
        """An empty warehouse, on the first day."""
        super().clear()
        self.day = 0

    def restore(self, state: str = warehouse.KEPT) -> None:
        """The warehouse as it was kept; the next build is on the second day."""
        super().restore(state)
        self.day = 1

    # -- questions

    def raw_counts(self) -> dict[str, int]:
        """Source table -> rows of its raw files, by the load log; tables without rows left out."""
        if self.engine == "postgres":
            with self.connect() as connection:
                known = load_log.known_files(connection)
        else:
            with duckdb.connect(str(self.database), read_only=True) as connection:
                known = load_log.known_files(connection)
        counts: Counter[str] = Counter()
        for (table, *_), (_, rows) in known.items():
            counts[table] += rows
        return {table: counts[table] for table in sorted(counts) if counts[table]}

    def server_version(self) -> str:
        """The Postgres server's version."""
        with connect({"PGDATABASE": "postgres", **self.server}) as connection:
            return connection.execute("show server_version").fetchone()[0]


def _kind_and_name(unique_id: str) -> tuple[str, str]:
    kind, _, name = unique_id.split(".", 2)
    # A generic data test's id ends in a hash.
    return kind.replace("_", " "), name.rpartition(".")[
        0
    ] if kind == "test" and "." in name else name
