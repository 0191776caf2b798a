"""What continuous integration leaves out: the tests of a system that a change does not reach."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, SYSTEMS

sys.path.insert(0, str(ROOT / ".ci"))

import systems

pytestmark = pytest.mark.platform

ALL = sorted(SYSTEMS)


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["models/marts/dol/renewal.sql"], ["dol"]),
        (["models/intermediate/company/x.yml", "models/staging/dol/y.sql"], ["company", "dol"]),
        (["models/marts/people/company_slot.sql", "README.md"], ["company", "platform"]),
        (["docs/decisions/0001-ids-from-a-hash.md"], ["platform"]),
        (["tests/integration/test_audit.py"], ["contracts"]),
        (["tests/integration/test_matching.py"], ["company", "dol"]),
        (["models/marts/ops/row_accounting.sql"], ALL),
        (["models/marts/dental/x.sql"], ALL),
        (["models/_groups.yml"], ALL),
        (["macros/engine/try_cast.sql"], ALL),
        (["tests/integration/conftest.py"], ALL),
        (["tests/integration/test_that_is_gone.py"], ALL),
        (["something new"], ALL),
        ([], []),
    ],
)
def test_systems_that_a_change_needs(paths, expected):
    lines = "".join(f"{path}\n" for path in paths)
    command = [sys.executable, str(ROOT / ".ci" / "systems.py")]
    ran = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    assert yaml.safe_load(ran.stdout) == expected


def test_every_test_file_and_every_folder_of_models_has_a_system():
    assert set(systems.SYSTEMS) == SYSTEMS
    for path in Path(ROOT / "tests" / "integration").glob("test_*.py"):
        assert systems.systems_of(str(path.relative_to(ROOT))), path.name
    folders = {path.name for path in (ROOT / "models").glob("*/*") if path.is_dir()}
    # ops is of all systems.
    assert folders == systems.FOLDERS.keys() | {"ops"}


def test_the_workflow_runs_all_of_them_at_night():
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    (listed,) = re.findall(r"echo 'systems=(\[.*\])'", text)
    assert yaml.safe_load(listed) == ALL
