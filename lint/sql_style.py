"""Lint the style of SQL files with sqlfluff, each as it is only once; exit 1 on a finding.

sqlfluff takes most of a second for a file. What it found nothing in is remembered in target/lint,
by all that this rests on: the file, the settings, the stand-ins for macros, sqlfluff's version.
That DuckDB can parse the SQL too is shown by building it.

Run it in the project's folder, with the files as arguments.
"""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

GOOD = Path("target/lint/sql_style.txt")
RESTS_ON = (Path(".sqlfluff"), Path("lint/macros.sql"))


def digests(paths: list[str]) -> dict[str, str]:
    """File -> a hash of it and of all that decides what is found in it."""
    common = b"".join([version("sqlfluff").encode(), *(path.read_bytes() for path in RESTS_ON)])
    return {path: sha256(common + Path(path).read_bytes()).hexdigest() for path in paths}


def findings(paths: list[str]) -> dict[str, list[dict]]:
    """File -> what sqlfluff finds in it. Exits with its output when it cannot say."""
    command = [sys.executable, "-m", "sqlfluff", "lint", "--dialect", "postgres"]
    options = ["--disable-progress-bar", "--format", "json"]
    ran = subprocess.run([*command, *options, *paths], capture_output=True, text=True, check=False)
    try:
        return {file["filepath"]: file["violations"] for file in json.loads(ran.stdout)}
    except ValueError:
        sys.exit(ran.stdout + ran.stderr)


def main(paths: list[str]) -> int:
    """Lint what is not known to be good; the exit code."""
    known = set(GOOD.read_text().split()) if GOOD.is_file() else set()
    states = digests(paths)
    new = [path for path in paths if states[path] not in known]
    print(f"{len(new)} of {len(paths)} files are new or changed")
    found = findings(new) if new else {}
    for path, violations in sorted(found.items()):
        for v in violations:
            place = f"{path}:{v['start_line_no']}:{v['start_line_pos']}"
            print(f"{place}: {v['code']} {v['description']} [{v['name']}]")
    GOOD.parent.mkdir(parents=True, exist_ok=True)
    good = {states[path] for path in new if not found[path]}
    GOOD.write_text("\n".join(sorted(known | good)) + "\n")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
