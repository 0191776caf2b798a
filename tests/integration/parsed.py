"""The project as dbt parses it; nothing is built, and no warehouse is opened."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def parse(folder: Path) -> dict:
    """The manifest of the project, parsed for DuckDB into an empty folder."""
    shutil.copy(ROOT / "profiles.yml.example", folder / "profiles.yml")
    command = [sys.executable, "-m", "dbt.cli.main", "--quiet", "parse", "--target", "duckdb"]
    environ = {
        **os.environ,
        "DBT_PROFILES_DIR": str(folder),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    subprocess.run(command, cwd=ROOT, env=environ, check=True)
    return json.loads((folder / "target" / "manifest.json").read_text("utf-8"))
