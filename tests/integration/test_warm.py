"""Processes that stay say when they broke, leave nothing behind, and do what the commands do."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from warm import ROOT, WarmProcess, WarmProcessError, _as_parsed

pytestmark = pytest.mark.platform

HELP = ["hubspoke", "--help"]


@pytest.fixture
def process(tmp_path: Path):
    """A process of the test's own."""
    made = WarmProcess("duckdb", tmp_path)
    yield made
    made.stop()


def test_output_and_exit_code_are_those_of_the_command(process):
    for command, code in ((HELP, 0), (["hubspoke", "no-such-command"], 2)):
        ran = process.run(command, {**os.environ})
        module = [sys.executable, "-m", *command]
        expected = subprocess.run(module, cwd=ROOT, capture_output=True, text=True)
        assert ran.returncode == expected.returncode == code
        # Both name the program by the file that was started.
        lines, expected_lines = ran.stdout.splitlines(), expected.stdout.splitlines()
        assert lines[1:] == expected_lines[1:]
        assert ran.stderr.splitlines()[1:] == expected.stderr.splitlines()[1:]


def test_a_command_has_the_variables_it_is_given_and_no_others(process, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)

    def widest(**environ: str) -> int:
        return max(map(len, process.run(HELP, {**os.environ, **environ}).stdout.splitlines()))

    wide = widest(COLUMNS="90")
    assert widest(COLUMNS="50") <= 50 < wide
    assert widest(COLUMNS="90") == wide
    # argparse takes eighty columns where nothing says otherwise.
    assert 50 < widest() <= 80


def test_what_one_command_made_of_a_node_is_not_there_for_the_next():
    """dbt would put the old text of an ephemeral model into what reads it."""
    node = SimpleNamespace(
        database="old",
        relation_name='"old"."company"."old"',
        compiled=True,
        compiled_code="select 1",
        extra_ctes_injected=True,
        extra_ctes=["select 2"],
    )
    kept = SimpleNamespace(nodes={"": node}, sources={}, build_flat_graph=lambda: None)
    _as_parsed(kept, "new")
    assert (node.database, node.relation_name) == ("new", '"new"."company"."old"')
    assert (node.compiled, node.compiled_code) == (False, None)
    assert (node.extra_ctes_injected, node.extra_ctes) == (False, [])


def test_a_process_that_ended_is_an_error_and_the_next_command_gets_another(process):
    process.run(HELP, {**os.environ})
    process.process.kill()
    with pytest.raises(WarmProcessError, match=r"^hubspoke --help: .* ended with exit code -9"):
        process.run(HELP, {**os.environ})
    assert process.run(HELP, {**os.environ}).returncode == 0


@pytest.mark.whole
def test_a_command_that_hangs_is_an_error_that_says_where(process):
    with socket.create_server(("localhost", 0)) as silent:
        port = str(silent.getsockname()[1])
        process.timeout = 5
        with pytest.raises(WarmProcessError) as error:
            process.run(["hubspoke", "load"], {**os.environ, "PGHOST": "localhost", "PGPORT": port})
    assert "hubspoke load: no answer within 5 seconds" in str(error.value)
    # The stack of the process.
    assert "load.py" in str(error.value)
    process.timeout = 60
    assert process.run(HELP, {**os.environ}).returncode == 0


def test_it_ends_with_who_started_it(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from warm import WarmProcess;"
        f"process = WarmProcess('duckdb', Path({str(tmp_path)!r}));"
        "process.run(['hubspoke', '--help'], {**os.environ});"
        "print(process.process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    here = str(Path(__file__).parent)
    started = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, text=True)
    pid = int(started.stdout)
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("it is still there")
