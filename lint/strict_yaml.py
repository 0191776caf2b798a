"""Parse the project with every YAML key checked; exit 1 on an unknown one.

dbt checks keys against its schemas on some adapters only, ours not among them: on those a
misspelt `materialised:` passes without a word. This turns the check on.
"""

from __future__ import annotations

import sys
import tempfile

from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.jsonschemas import jsonschemas

jsonschemas._JSONSCHEMA_SUPPORTED_ADAPTERS |= {"duckdb", "postgres"}


def parse() -> dbtRunnerResult:
    """The project in the working directory, parsed; dbt has said what is wrong with it."""
    with tempfile.TemporaryDirectory() as target:
        arguments = ["--warn-error", "parse", "--no-partial-parse", "--target-path", target]
        return dbtRunner().invoke(arguments)


if __name__ == "__main__":
    sys.exit(0 if parse().success else 1)
