"""The lint of SQL style: what it found nothing in, it does not look at again as it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.platform

FILES = {"good.sql": "select 1 as one\n", "bad.sql": "select  1 as one\n"}


def lint(folder: Path) -> tuple[int, list[str]]:
    script = str(ROOT / "lint" / "sql_style.py")
    ran = subprocess.run(
        [sys.executable, script, *FILES], cwd=folder, capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stdout.splitlines() + ran.stderr.splitlines()


def test_a_file_is_looked_at_until_it_is_good_and_again_when_it_may_not_be(tmp_path):
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint" / "macros.sql").touch()
    shutil.copy(ROOT / ".sqlfluff", tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    code, (looked_at, finding) = lint(tmp_path)
    assert (code, looked_at) == (1, "2 of 2 files are new or changed")
    assert finding.startswith("bad.sql:1:7: LT01 ")
    assert lint(tmp_path) == (1, ["1 of 2 files are new or changed", finding])
    (tmp_path / "bad.sql").write_text(FILES["good.sql"] + "\n")
    assert lint(tmp_path)[1][1].startswith("bad.sql:2:1: LT12 ")
    (tmp_path / "bad.sql").write_text(FILES["good.sql"])
    # The same text as the file that is known: it stands for itself.
    assert lint(tmp_path) == (0, ["0 of 2 files are new or changed"])
    (tmp_path / "lint" / "macros.sql").write_text("{% macro other() %}1{% endmacro %}\n")
    assert lint(tmp_path) == (0, ["2 of 2 files are new or changed"])
