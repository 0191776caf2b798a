"""Make the lists in docs/ that the manifest and the seeds know: `make docs`.

A list stands between `<!-- make docs: <name> -->` and `<!-- end -->`; the rest of a page is
written by hand. tests/integration/test_docs.py fails when a list is not what this would make.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"(<!-- make docs: (\w+) -->\n).*?(<!-- end -->)", re.S)


def _nodes(manifest: dict, kind: str) -> list[dict]:
    nodes = [node for node in manifest["nodes"].values() if node["resource_type"] == kind]
    return sorted(nodes, key=public_name)


def public_name(node: dict) -> str:
    """`<schema>.<table>`, as a query names it."""
    return f"{node['schema']}.{node['alias']}"


def marts(manifest: dict) -> list[dict]:
    """The models of models/marts, by their public names."""
    models = _nodes(manifest, "model")
    return [model for model in models if model["original_file_path"].startswith("models/marts")]


def never_rebuilt(manifest: dict) -> list[dict]:
    """The models that --full-refresh leaves alone."""
    return [n for n in _nodes(manifest, "model") if n["config"]["full_refresh"] is False]


def _grain(node: dict) -> str:
    """The first sentence of a description, without its beginning "One row per"."""
    text = " ".join(node["description"].split())
    return re.split(r"\.(?: |$)", text.removeprefix("One row per "), maxsplit=1)[0]


def _line(cells: tuple[str, ...]) -> str:
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return _line(head) + "|" + "---|" * len(head) + "\n" + "".join(map(_line, rows))


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _marts(manifest: dict) -> str:
    rows = ((f"`{public_name(mart)}`", _grain(mart)) for mart in marts(manifest))
    return _table(("mart", "one row per"), rows)


def _seeds(manifest: dict) -> str:
    rows = ((f"`{public_name(seed)}`", _grain(seed)) for seed in _nodes(manifest, "seed"))
    return _table(("seed", "holds"), rows)


def _snapshots(manifest: dict) -> str:
    return _table(
        ("snapshot", "of", "a new version when one of these changes", "history marts"),
        (_snapshot(manifest, snapshot) for snapshot in _nodes(manifest, "snapshot")),
    )


def _snapshot(manifest: dict, snapshot: dict) -> tuple[str, ...]:
    (mart,) = (manifest["nodes"][uid] for uid in snapshot["depends_on"]["nodes"])
    watched = _quoted(snapshot["config"]["check_cols"])
    if "var(" in str(snapshot["unrendered_config"]["check_cols"]):
        watched = "var `company_history_columns`"
    history = _history(manifest, snapshot)
    return f"`{public_name(snapshot)}`", f"`{public_name(mart)}`", watched, _quoted(history)


def _history(manifest: dict, snapshot: dict) -> list[str]:
    """The marts that read a snapshot, and those that read nothing but these."""
    reads = {m["unique_id"]: set(m["depends_on"]["nodes"]) for m in marts(manifest)}
    first = [uid for uid in reads if snapshot["unique_id"] in reads[uid]]
    behind = [uid for uid in reads if reads[uid] and reads[uid] <= set(first)]
    return [public_name(manifest["nodes"][uid]) for uid in first + behind]


def _backup(manifest: dict) -> str:
    kept = never_rebuilt(manifest)
    history = _nodes(manifest, "snapshot")[0]["schema"]
    rows = [(f"`{history}.*`", "the snapshots: what the marts said in the past")]
    rows += [(f"`{public_name(model)}`", f"one row per {_grain(model)}") for model in kept]
    tables = [f"'{history}.*'"]
    tables += [public_name(model) for model in kept if model["schema"] != history]
    options = [f"-t {table}" for table in tables]
    command = " \\\n  ".join(["pg_dump -Fc", *options, "-f hubspoke_state.dump"])
    return _table(("what", "holds"), rows) + f"\n```sh\n{command}\n```\n"


def _rules(entity_type: str) -> str:
    with (ROOT / "seeds" / "validation_rules.csv").open(encoding="utf-8", newline="") as stream:
        rules = [
            rule
            for rule in csv.DictReader(stream)
            if (rule["entity_type"], rule["enforced_by"]) == (entity_type, "row validation")
        ]
    severities = ("critical", "error", "warning")
    assert {rule["severity"] for rule in rules} <= set(severities)
    fields = dict.fromkeys(rule["field"] for rule in rules)
    return _table(
        ("field", *severities),
        (
            (
                field,
                *(
                    _quoted(
                        rule["reason_code"]
                        for rule in rules
                        if (rule["field"], rule["severity"]) == (field, severity)
                    )
                    for severity in severities
                ),
            )
            for field in fields
        ),
    )


LISTS: dict[str, Callable[[dict], str]] = {
    "marts": _marts,
    "seeds": _seeds,
    "snapshots": _snapshots,
    "backup": _backup,
    "rules": lambda manifest: _rules("company"),
    "person_rules": lambda manifest: _rules("person"),
}


def filled(text: str, manifest: dict) -> str:
    """A page with its lists made anew; raises KeyError for a list that nobody makes."""
    return _BLOCK.sub(lambda block: block[1] + LISTS[block[2]](manifest) + block[3], text)


def main(manifest_path: str) -> None:
    """Write the pages whose lists are not what the manifest says."""
    manifest = json.loads(Path(manifest_path).read_text("utf-8"))
    for page in sorted((ROOT / "docs").rglob("*.md")):
        text = page.read_text("utf-8")
        if (anew := filled(text, manifest)) != text:
            page.write_text(anew, "utf-8")
            print(f"{page.relative_to(ROOT)}: lists made anew")


if __name__ == "__main__":
    main(sys.argv[1])
