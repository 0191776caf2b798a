"""A description becomes a comment as it is, with every build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from comments import comments
from conftest import ROOT, Warehouse

pytestmark = pytest.mark.platform

# What quoting could trip over, the quotes of dbt's own comments among it.
TRAPS = "It's \"so\": $$, $dbt_comment_literal_block$, ''; -- %s %(x)s :x \\ \\n\n é 😀"
KEPT = "{{ config(materialized='incremental', full_refresh=false, on_schema_change='fail') }}"


def make_project(folder: Path) -> None:
    """A dbt project with a table, a table that is never rebuilt, and nothing else."""
    shutil.copytree(ROOT / "macros" / "engine", folder / "macros")
    profile = yaml.safe_load((ROOT / "profiles.yml.example").read_text(encoding="utf-8"))
    # The plugin makes views of the sources, and there are none here.
    profile["hubspoke"]["outputs"]["duckdb"].pop("plugins")
    (folder / "profiles.yml").write_text(yaml.safe_dump(profile))
    (folder / "dbt_project.yml").write_text(
        "{name: hubspoke, profile: hubspoke, flags: {send_anonymous_usage_stats: false},"
        " models: {+materialized: table, +contract: {enforced: true},"
        " +persist_docs: {relation: true, columns: true}}}"
    )
    (folder / "models").mkdir()
    for name, config in (("rebuilt", ""), ("kept", KEPT)):
        (folder / "models" / f"{name}.sql").write_text(f"{config} select cast(1 as integer) as id")


def describe(folder: Path, text: str) -> None:
    column = {"name": "id", "data_type": "integer", "description": text}
    models = [
        {"name": name, "description": text, "columns": [column]} for name in ("rebuilt", "kept")
    ]
    (folder / "models" / "models.yml").write_text(yaml.safe_dump({"models": models}))


@pytest.mark.whole
def test_any_text_is_a_comment_with_every_build(warehouse: Warehouse, tmp_path: Path) -> None:
    make_project(tmp_path)
    for text, flags in ((TRAPS, ()), (f"Changed. {TRAPS}", ("--full-refresh",))):
        describe(tmp_path, text)
        target = ("--target", warehouse.engine)
        command = [sys.executable, "-m", "dbt.cli.main", "run", *target, *flags]
        environ = {**warehouse.env, "DBT_PROFILES_DIR": str(tmp_path)}
        environ["DBT_TARGET_PATH"] = str(tmp_path / "target")
        run = subprocess.run(
            command, cwd=tmp_path, env=environ, text=True, capture_output=True, check=False
        )
        assert run.returncode == 0, run.stdout
        found = comments(warehouse, {"main"})
        assert len(found) == 4
        assert set(found.values()) == {text}
