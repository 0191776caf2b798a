"""Seeds taken from packages are what the packages hold, and domains are found as they find them."""

from __future__ import annotations

import csv
import importlib.util
from collections import Counter

import pytest
import yaml
from conftest import ONLY_ROWS, ROOT
from publicsuffixlist import PublicSuffixList

pytestmark = pytest.mark.company

SPEC = importlib.util.spec_from_file_location("host_lists", ROOT / "lint" / "host_lists.py")
host_lists = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(host_lists)


def seed(name: str) -> list[tuple[str, ...]]:
    with (ROOT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


@pytest.mark.parametrize("name", host_lists.LISTS)
def test_the_seed_is_what_the_package_holds(name: str) -> None:
    """To renew it: change the version in pyproject.toml, make lock, make host-lists."""
    header, rows = host_lists.LISTS[name]
    assert seed(name) == [header, *rows()]


def test_the_seed_names_its_version() -> None:
    for name in host_lists.LISTS:
        header, *rows = seed(name)
        (version,) = {row[header.index("list_version")] for row in rows}
        assert version in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.whole
def test_domains_are_those_of_the_package(warehouse, tmp_path) -> None:
    """Of names below each suffix, and of the suffix itself, in SQL and by the package."""
    package = PublicSuffixList()
    suffixes = sorted({suffix for suffix, *_ in seed("public_suffixes")[1:]})
    hosts = [f"{below}{suffix}" for suffix in suffixes for below in ("", "a.", "c.b.a.")]
    # web_host takes www. for no part of a host, and a cell with a word such as na is blank.
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text())
    blank = set(project["vars"]["blank_words"])
    hosts = [host for host in hosts if not host.startswith("www") and host not in blank]
    warehouse.begin_with("nothing")
    warehouse.raw = tmp_path
    (tmp_path / "intake").mkdir()
    with (tmp_path / "intake" / "companies.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("company", "website"), *(("Acme", host) for host in hosts)])
    selection = "stg_intake__company_raw_intake int_company__unioned int_company__hosts"
    warehouse.build("--select", *selection.split(), *ONLY_ROWS)
    found = dict(
        warehouse.query("select host_name, registrable_domain from intermediate.int_company__hosts")
    )

    def labels(domain: str | None) -> int:
        return len(domain.split(".")) if domain else 0

    wrong = []
    for host in hosts:
        expected = package.privatesuffix(host_lists.punycode(host))
        if labels(found[host]) != labels(expected) or not host.endswith(found[host] or ""):
            wrong.append((host, found[host], expected))
    assert wrong == []


def test_a_host_is_listed_once_and_not_also_a_public_suffix() -> None:
    hosts = [row[0] for row in seed("web_hosts")[1:]]
    assert [host for host, count in Counter(hosts).items() if count > 1] == []
    suffixes = {row[0] for row in seed("public_suffixes")[1:]}
    assert sorted(suffixes & set(hosts)) == []
    assert [host for host in hosts if host != host.lower().strip().removeprefix("www.")] == []
