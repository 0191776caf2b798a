"""Where the project's files are, and how to run dbt on them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


class HubspokeError(Exception):
    """An error the user can act on: its text names what is wrong, where, and the remedy."""


def project_root() -> Path:
    """The folder of dbt_project.yml: the working directory or a parent, else beside the package.

    Raises HubspokeError when there is none.
    """
    here = Path.cwd().resolve()
    for folder in (here, *here.parents, Path(__file__).resolve().parent.parent):
        if (folder / "dbt_project.yml").is_file():
            return folder
    raise HubspokeError("no dbt_project.yml here or above: run this inside the hubspoke project")


def raw_dir() -> Path:
    """The folder of raw files: HUBSPOKE_RAW_DIR, else `sample` in the project.

    Raises HubspokeError when it does not exist, because a mistyped folder would otherwise
    read as a warehouse of empty tables.
    """
    given = os.environ.get("HUBSPOKE_RAW_DIR") or "sample"
    folder = Path(given)
    if not folder.is_absolute():
        folder = project_root() / folder
    if not folder.is_dir():
        raise HubspokeError(
            f"the raw folder {folder} does not exist: create it or set HUBSPOKE_RAW_DIR"
        )
    return folder


def is_sample(folder: Path) -> bool:
    """Whether a raw folder is the one that is shipped.

    What its files lack, they lack on purpose: it is noted in ops.load_log, and nobody is warned, so
    that a warning about files of one's own is not one among many.
    """
    return folder.resolve() == (project_root() / "sample").resolve()


def duckdb_path() -> Path:
    """The DuckDB file: HUBSPOKE_DUCKDB_PATH, else `hubspoke.duckdb` in the project."""
    path = Path(os.environ.get("HUBSPOKE_DUCKDB_PATH") or "hubspoke.duckdb")
    return path if path.is_absolute() else project_root() / path


def run_dbt(
    args: list[str], env: dict[str, str] | None = None, output: IO[str] | None = None
) -> int:
    """Run dbt in a process of its own; returns its exit code.

    args: dbt's arguments. env: variables to set on top of the current environment. output: the
    file that takes what dbt says, the terminal when not given.
    """
    import subprocess
    import sys

    root = project_root()
    command = [sys.executable, "-m", "dbt.cli.main", *args, "--project-dir", str(root)]
    return subprocess.run(
        command,
        cwd=root,
        env={**os.environ, **(env or {})},
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        check=False,
    ).returncode
