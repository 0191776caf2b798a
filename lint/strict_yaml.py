"""Parse the project with every YAML key checked; exit 1 on an unknown one.

dbt checks keys against its schemas on some adapters only, ours not among them: on those a
misspelt `materialised:` passes without a word. This turns the check on.
"""

from __future__ import annotations

import sys
import tempfile

from dbt.cli.main import dbtRunner
from dbt.jsonschemas import jsonschemas

jsonschemas._JSONSCHEMA_SUPPORTED_ADAPTERS |= {"duckdb", "postgres"}

with tempfile.TemporaryDirectory() as target:
    arguments = ["--warn-error", "parse", "--no-partial-parse", "--target-path", target]
    result = dbtRunner().invoke(arguments)
sys.exit(0 if result.success else 1)
