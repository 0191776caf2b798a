"""Parse the project with every YAML key checked; exit 1 on an unknown one.

dbt checks keys against its schemas on some adapters only, ours not among them: on those a
misspelt `materialised:` passes without a word. This turns the check on.
"""

from __future__ import annotations

import sys

from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.jsonschemas import jsonschemas

# What dbt keeps of it spares the tests and dbt-bouncer parsing once more.
TARGET = "target/parsed/duckdb"

jsonschemas._JSONSCHEMA_SUPPORTED_ADAPTERS |= {"duckdb", "postgres"}


def parse() -> dbtRunnerResult:
    """The project in the working directory, parsed; dbt has said what is wrong with it."""
    options = ["--target", "duckdb", "--target-path", TARGET]
    return dbtRunner().invoke(["--warn-error", "parse", "--no-partial-parse", *options])


if __name__ == "__main__":
    sys.exit(0 if parse().success else 1)
