"""Which systems' tests a change needs: paths in, one a line; a JSON list out.

The systems are markers of pyproject.toml. A path that no rule knows needs all of them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = ("company", "contracts", "dol", "platform")
# A folder of models -> the system that is tested with it.
FOLDERS = {
    "clay": "company",
    "company": "company",
    "intake": "company",
    "people": "company",
    "ple": "company",
    "contracts": "contracts",
    "dol": "dol",
}


def systems_of(path: str) -> set[str]:
    """The systems whose tests a change of this file needs."""
    if re.fullmatch(r"(docs/.*|[^/]+)\.md|LICENSE", path):
        return {"platform"}
    if match := re.match(r"models/[^/]+/([^/]+)/", path):
        return {FOLDERS[match[1]]} if match[1] in FOLDERS else set(SYSTEMS)
    if re.fullmatch(r"tests/integration/test_\w+\.py", path) and (ROOT / path).is_file():
        # A test says itself which system it is of.
        text = (ROOT / path).read_text(encoding="utf-8")
        return set(re.findall(rf"pytest\.mark\.({'|'.join(SYSTEMS)})\b", text))
    return set(SYSTEMS)


def needed(paths: Iterable[str]) -> list[str]:
    """The systems whose tests a change of these files needs, in a stable order."""
    return sorted(set().union(*map(systems_of, paths)))


if __name__ == "__main__":
    print(json.dumps(needed(sys.stdin.read().split("\n")[:-1])))
