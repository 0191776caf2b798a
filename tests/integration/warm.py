"""Commands run in processes that stay: dbt with a project it has parsed, and hubspoke.

A dbt command in a process of its own spends nine tenths of its time on starting and on reading the
project. Each engine therefore has one process that keeps what was read and takes commands over a
pipe. It starts with the first command, and ends with the process that started it.

The project is parsed once for each engine and each text of `--vars`, into target/parsed, where dbt
parses anew what changed since; all processes of a run use that, one after the other. For DuckDB the
lint has done it already.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import queue
import selectors
import shutil
import signal
import subprocess
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARSED = ROOT / "target" / "parsed"
# A build of the sample with all its tests takes a minute on a slow machine.
TIMEOUT = 900
# dbt counts the connection as part of the project: all who share what was parsed have the same one,
# that of an untouched profile. Nothing is connected to while parsing.
NOWHERE = {
    "DBT_PROFILES_DIR": str(PARSED),
    "HUBSPOKE_DUCKDB_PATH": "hubspoke.duckdb",
    "PGHOST": "localhost",
    "PGPORT": "5432",
    "PGUSER": "postgres",
    "PGDATABASE": "hubspoke",
}


class WarmProcessError(Exception):
    """The process ended or did not answer; the text says at which command, and its output."""


# ---- the side of the tests


@dataclass
class WarmProcess:
    """Runs commands on one engine, one at a time.

    engine: the dbt target. folder: for what the commands print. timeout: seconds after which a
    command has hung.
    """

    engine: str
    folder: Path
    timeout: float = TIMEOUT
    process: subprocess.Popen[str] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, command: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run `dbt ...` or `hubspoke ...` with these variables and no others.

        `manifest <path>` writes dbt's manifest of the project there.

        Raises WarmProcessError when the process ends or hangs; the next command gets a new one.
        """
        with self.lock:
            if self.process is None:
                self._start()
            names = [f"{self.engine}-{self.process.pid}.{kind}" for kind in ("out", "err")]
            paths = [self.folder / name for name in names]
            request = {"command": command, "env": env, "output": [str(path) for path in paths]}
            try:
                answer = self._ask(request)
            except WarmProcessError as error:
                self.stop()
                output = [path.read_text("utf-8", "replace")[-4000:] for path in paths]
                raise WarmProcessError(
                    "\n".join([f"{' '.join(command)}: {error}", *output])
                ) from None
            output = [path.read_text("utf-8", "replace") for path in paths]
            return subprocess.CompletedProcess(command, answer["code"], *output)

    def stop(self) -> None:
        """End the process; nothing when there is none."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, self.engine],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def _ask(self, request: dict) -> dict:
        process = self.process
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            raise WarmProcessError(self._end()) from None
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            if not selector.select(self.timeout):
                # It writes where it stands to its stderr.
                process.send_signal(signal.SIGUSR1)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(1)
                raise WarmProcessError(f"no answer within {self.timeout} seconds")
        line = process.stdout.readline()
        if not line:
            raise WarmProcessError(self._end())
        return json.loads(line)

    def _end(self) -> str:
        return f"the process that ran it ended with exit code {self.process.wait()}"


# ---- the side of the process


def main(engine: str) -> None:
    """Run the commands that come in, one a line, until the other side is gone."""
    requests: queue.SimpleQueue[dict] = queue.SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            requests.put(json.loads(line))
        os._exit(0)

    answers = os.fdopen(os.dup(1), "w")
    faulthandler.register(signal.SIGUSR1, all_threads=True)
    runner = Runner(engine)
    threading.Thread(target=listen, daemon=True).start()
    while True:
        request = requests.get()
        for number, path in enumerate(request["output"], start=1):
            with open(path, "wb") as stream:
                os.dup2(stream.fileno(), number)
        code = runner.run(request["command"], request["env"])
        sys.stdout.flush()
        sys.stderr.flush()
        answers.write(json.dumps({"code": code}) + "\n")
        answers.flush()


class Runner:
    """What the process keeps from command to command."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.environment = {**os.environ, **NOWHERE}
        self.manifests: dict = {}
        self.selected: dict[tuple[str, ...], dict] = {}

    def run(self, command: list[str], env: dict[str, str]) -> int:
        """Run a command as its own process would; returns its exit code."""
        program, *arguments = command
        try:
            if program == "manifest":
                self._manifest("", Path(arguments[0]))
                return 0
            if program == "hubspoke":
                _set_environment(env)
                from hubspoke.cli import main as hubspoke

                return hubspoke(arguments)
            return self._dbt(arguments, env)
        except SystemExit as stop:
            return stop.code if isinstance(stop.code, int) else 1
        except BaseException:
            traceback.print_exc()
            return 1
        finally:
            os.chdir(ROOT)

    def _dbt(self, arguments: list[str], env: dict[str, str]) -> int:
        from dbt.cli.main import dbtRunner

        if "--inline" in arguments:
            raise ValueError("--inline would leave its text in the manifest that is kept")
        variables = arguments[arguments.index("--vars") + 1] if "--vars" in arguments else ""
        manifest = self._manifest(variables)
        _set_environment(env)
        _as_parsed(manifest, env["PGDATABASE"] if self.engine == "postgres" else "warehouse")
        _find_nodes_once(self.selected.setdefault((variables, *arguments), {}))
        result = dbtRunner(manifest).invoke([*arguments, "--target", self.engine])
        _let_go()
        if result.exception is not None:
            print(result.exception, file=sys.stderr)
        return 0 if result.success else 1 if result.exception is None else 2

    def _manifest(self, variables: str, copy: Path | None = None):
        """dbt's manifest for these vars, parsed now or, in the main, before.

        copy: where to put it as a file, too.
        """
        if variables in self.manifests and copy is None:
            return self.manifests[variables]
        from dbt.cli.main import dbtRunner
        from filelock import FileLock

        name = "-".join(filter(None, [self.engine, _short_hash(variables)]))
        target = PARSED / name
        target.mkdir(parents=True, exist_ok=True)
        paths = {"DBT_TARGET_PATH": str(target), "DBT_LOG_PATH": str(target)}
        options = ["--vars", variables] if variables else []
        with FileLock(f"{target}.lock"):
            (PARSED / "profiles.yml").write_bytes((ROOT / "profiles.yml.example").read_bytes())
            _set_environment({**self.environment, **paths})
            parsed = dbtRunner().invoke(["parse", *options, "--target", self.engine])
            if copy:
                shutil.copy(target / "manifest.json", copy)
        if not parsed.success:
            raise RuntimeError(f"dbt could not parse the project: {parsed.exception}")
        gc.collect()
        gc.freeze()
        return self.manifests.setdefault(variables, parsed.result)


def _short_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8] if text else ""


def _set_environment(env: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(env)


def _as_parsed(manifest, database: str) -> None:
    """Put every node in this database, and forget what the last command made of it."""
    for node in (*manifest.nodes.values(), *manifest.sources.values()):
        if node.relation_name and node.database != database:
            place = (f'"{node.database}".', f'"{database}".')
            node.relation_name = node.relation_name.replace(*place, 1)
        node.database = database
        if getattr(node, "compiled", False):
            node.compiled = False
            node.compiled_code = None
            node.extra_ctes_injected = False
            node.extra_ctes = []
    manifest.build_flat_graph()


def _find_nodes_once(found: dict) -> None:
    """Let dbt look up what a command selects only where `found` does not have it from before.

    In a project that stays as it is the same words mean the same nodes, and to find all that is up-
    or downstream of some takes dbt seconds.
    """
    from dbt.graph.selector import NodeSelector

    find = getattr(NodeSelector.get_selected, "found_by", NodeSelector.get_selected)

    def get_selected(self, *arguments, **named):
        kinds = (type(self), *sorted(getattr(self, "resource_types", ())))
        if not found.get(kinds):
            found[kinds] = find(self, *arguments, **named)
        return set(found[kinds])

    get_selected.found_by = find
    NodeSelector.get_selected = get_selected


def _let_go() -> None:
    """Close what dbt would leave to the end of its process."""
    if manager := sys.modules.get("dbt.adapters.duckdb.connections"):
        manager = manager.DuckDBConnectionManager
        if manager._ENV is not None:
            manager._ENV.close()
        manager.close_all_connections()
        manager._LOGGED_MESSAGES.clear()


if __name__ == "__main__":
    main(sys.argv[1])
