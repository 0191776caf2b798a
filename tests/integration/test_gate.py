"""The gate closes by itself: each rule of dbt-bouncer.yml is broken, and names what broke it.

A probe is a node planted in a copy of the manifest, like a neighbour in all but one respect. One
run judges all of them; nothing is parsed again.
"""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BOUNCER = ROOT / ".venv-bouncer"

pytestmark = [
    pytest.mark.platform,
    pytest.mark.skipif(sys.version_info < (3, 11), reason="dbt-bouncer needs Python 3.11 or newer"),
]

Node = dict[str, Any]
Breaks = dict[str, set[str]]


class Plot:
    """A copy of the manifest in which probes are planted."""

    def __init__(self, manifest: Node) -> None:
        self.manifest = copy.deepcopy(manifest)

    def node(self, name: str, kind: str = "model") -> Node:
        return self.manifest["nodes"][f"{kind}.hubspoke.{name}"]

    def model(
        self, like: str, name: str, folder: str | None = None, reads: list[str] | None = None
    ) -> Node:
        """A model like another with its tests, declared as a new folder would have to be.

        reads: names of models, or unique ids of other nodes, in place of what the other reads.
        """
        twin = self.node(like)
        layer, own_folder = twin["original_file_path"].split("/")[1:3]
        path = f"models/{layer}/{folder or own_folder}/{name}"
        node = copy.deepcopy(twin)
        node |= {
            "name": name,
            "alias": name,
            "unique_id": f"model.hubspoke.{name}",
            "original_file_path": f"{path}.sql",
            "patch_path": f"hubspoke://{path}.yml",
            "schema": folder if folder and layer == "marts" else twin["schema"],
        }
        if reads is not None:
            node["depends_on"]["nodes"] = [
                read if "." in read else f"model.hubspoke.{read}" for read in reads
            ]
        self._plant_with_tests(node, twin["unique_id"])
        return node

    def other(self, kind: str, like: str, name: str) -> Node:
        """A seed or snapshot like another, with its tests."""
        twin = self.node(like, kind)
        node = copy.deepcopy(twin)
        node |= {"name": name, "alias": name, "unique_id": f"{kind}.hubspoke.{name}"}
        self._plant_with_tests(node, twin["unique_id"])
        return node

    def _plant_with_tests(self, node: Node, twin: str) -> None:
        for test in self.tests(twin):
            planted = copy.deepcopy(test)
            planted["unique_id"] = f"{test['unique_id']}.{node['name']}"
            planted["attached_node"] = node["unique_id"]
            self.manifest["nodes"][planted["unique_id"]] = planted
        for test in [*self.manifest["unit_tests"].values()]:
            if test["depends_on"]["nodes"][:1] == [twin]:
                planted = copy.deepcopy(test)
                planted["unique_id"] = f"{test['unique_id']}.{node['name']}"
                planted["depends_on"]["nodes"][0] = node["unique_id"]
                self.manifest["unit_tests"][planted["unique_id"]] = planted
        self.manifest["nodes"][node["unique_id"]] = node

    def tests(self, unique_id: str) -> list[Node]:
        """The data tests attached to a node."""
        nodes = self.manifest["nodes"].values()
        return [node for node in nodes if node.get("attached_node") == unique_id]

    def drop_tests(self, node: Node) -> None:
        for test in self.tests(node["unique_id"]):
            del self.manifest["nodes"][test["unique_id"]]

    def source(self, system: str, like: str, name: str, is_read: bool = True) -> Node:
        """A source table like another, with its staging model."""
        node = copy.deepcopy(self.manifest["sources"][f"source.hubspoke.{system}.{like}"])
        node |= {"name": name, "identifier": name, "unique_id": f"source.hubspoke.{system}.{name}"}
        self.manifest["sources"][node["unique_id"]] = node
        if is_read:
            staging = f"stg_{system}__{name}"
            self.model(f"stg_{system}__{like}", staging, reads=[node["unique_id"]])
        return node

    def macro(self, like: str, name: str) -> Node:
        node = copy.deepcopy(self.manifest["macros"][f"macro.hubspoke.{like}"])
        path = str(Path(node["original_file_path"]).with_name(f"{name}.sql"))
        node |= {
            "name": name,
            "unique_id": f"macro.hubspoke.{name}",
            "original_file_path": path,
        }
        self.manifest["macros"][node["unique_id"]] = node
        return node

    def exposure(self, like: str, name: str) -> Node:
        node = copy.deepcopy(self.manifest["exposures"][f"exposure.hubspoke.{like}"])
        node |= {"name": name, "unique_id": f"exposure.hubspoke.{name}"}
        self.manifest["exposures"][node["unique_id"]] = node
        return node


PROBES: dict[str, Callable[[Plot], Breaks]] = {}


def probe(claim: str) -> Callable[[Callable[[Plot], Breaks]], None]:
    """Register a probe, which returns what has to be named: unique id -> the rules it breaks."""

    def register(plant: Callable[[Plot], Breaks]) -> None:
        assert claim not in PROBES
        PROBES[claim] = plant

    return register


def breaks(node: Node, *rules: str) -> Breaks:
    return {node["unique_id"]: set(rules)}


# What a layer may read

READS = "check_model_reads"
A_SOURCE = "source.hubspoke.clay.company_raw"
A_SNAPSHOT = "snapshot.hubspoke.snap_contract"


def reads_probe(claim: str, like: str, name: str, reads: list[str], folder: str | None = None):
    @probe(claim)
    def plant(plot: Plot) -> Breaks:
        return breaks(plot.model(like, name, folder, reads), READS)


reads_probe(
    "a mart in a new folder reads staging",
    "chat_usage", "wellness_chats", ["chat_messages", "stg_contracts__users"], "wellness",
)  # fmt: skip
reads_probe(
    "a mart in a folder that is there reads staging",
    "chat_usage", "chat_members", ["chat_messages", "stg_contracts__users"],
)  # fmt: skip
reads_probe("a mart reads a source", "chat_usage", "chats_of_companies", [A_SOURCE])
reads_probe("a mart that is no history reads a snapshot", "chat_usage", "chat_past", [A_SNAPSHOT])
reads_probe(
    "a history mart reads an intermediate",
    "contract_history", "slot_history", [A_SNAPSHOT, "int_company__survivors"],
)  # fmt: skip
reads_probe(
    "an intermediate reads a mart",
    "int_company__survivors", "int_company__ranked", ["company_master"],
)  # fmt: skip
reads_probe(
    "an intermediate in a new folder reads a mart",
    "int_company__survivors", "int_wellness__ranked", ["company_master"], "wellness",
)  # fmt: skip
reads_probe(
    "an intermediate reads the typed rows of another system",
    "int_company__survivors", "int_company__filed", ["form_5500"],
)  # fmt: skip
reads_probe(
    "an intermediate reads a source", "int_company__survivors", "int_company__raw", [A_SOURCE]
)
reads_probe(
    "an intermediate reads a snapshot", "int_company__survivors", "int_company__past", [A_SNAPSHOT]
)


@probe("a mart that promotes one source table reads the staging model of another")
def _(plot: Plot) -> Breaks:
    node = plot.node("contracts_sessions")
    node["depends_on"]["nodes"].append("model.hubspoke.stg_contracts__users")
    return breaks(node, READS)


def staging_reads(claim: str, name: str, other: str) -> None:
    @probe(claim)
    def plant(plot: Plot) -> Breaks:
        source = plot.source("clay", "company_raw", name)
        node = plot.node(f"stg_clay__{name}")
        node["depends_on"]["nodes"] = [source["unique_id"], other]
        return breaks(node, READS)


staging_reads("staging reads a model", "after_model", "model.hubspoke.stg_clay__row_counts")
staging_reads("staging reads a seed", "after_seed", "seed.hubspoke.us_states")
staging_reads(
    "staging reads a source of another system", "after_dol", "source.hubspoke.dol.violations"
)


@probe("a snapshot reads an intermediate")
def _(plot: Plot) -> Breaks:
    node = plot.other("snapshot", "snap_contract", "snap_survivors")
    node["depends_on"]["nodes"] = ["model.hubspoke.int_company__survivors"]
    return breaks(node, "check_snapshot_reads")


@probe("a snapshot reads two marts")
def _(plot: Plot) -> Breaks:
    node = plot.other("snapshot", "snap_contract", "snap_both")
    node["depends_on"]["nodes"].append("model.hubspoke.company_master")
    return breaks(node, "check_snapshot_reads")


reads_probe(
    "a second mart reads the staging model that one is promoted from",
    "chat_usage", "filings_again", ["stg_dol__f_5500"],
)  # fmt: skip


def promoted(claim: str, table: str, mart: str | None) -> None:
    @probe(claim)
    def plant(plot: Plot) -> Breaks:
        source = plot.source("clay", "company_raw", table)
        source["config"]["meta"]["promoted_to"] = mart
        return breaks(source, "check_source_is_promoted")


promoted("a source table does not say where its rows end", "said_nothing", None)
promoted("a source table is promoted to what is not there", "to_nowhere", "nowhere")
promoted("a source table is promoted to an intermediate", "to_a_step", "int_company__cleaned")
promoted("nothing is set aside of a source table", "all_good", "company_master")


@probe("an exposure rests on what is not public")
def _(plot: Plot) -> Breaks:
    node = plot.exposure("company_dashboard", "survivor_dashboard")
    node["depends_on"]["nodes"].append("model.hubspoke.int_company__survivors")
    return breaks(node, "check_exposure_based_on_non_public_models")


@probe("a model names a table in place of a ref")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chat_companies")
    node["raw_code"] = "select company_unique_id from company.company_master"
    return breaks(node, "check_model_hard_coded_references")


@probe("no model reads a source table")
def _(plot: Plot) -> Breaks:
    node = plot.source("clay", "company_raw", "unread", is_read=False)
    return breaks(node, "check_source_not_orphaned")


# Where things lie, and what they are called

PLACE = "check_model_place"


@probe("a model lies in no layer")
def _(plot: Plot) -> Breaks:
    node = plot.model("int_company__survivors", "scratch")
    node["original_file_path"] = "models/scratch/company/scratch.sql"
    node["patch_path"] = "hubspoke://models/scratch/company/scratch.yml"
    return breaks(node, PLACE, READS)


@probe("a model lies in no folder of its layer")
def _(plot: Plot) -> Breaks:
    node = plot.model("int_company__survivors", "loose", reads=[])
    node["original_file_path"] = "models/intermediate/loose.sql"
    node["patch_path"] = "hubspoke://models/intermediate/loose.yml"
    return breaks(node, PLACE)


@probe("a mart is named like an intermediate")
def _(plot: Plot) -> Breaks:
    return breaks(plot.model("chat_usage", "int_contracts__chats"), PLACE)


@probe("an intermediate is named after another folder")
def _(plot: Plot) -> Breaks:
    return breaks(plot.model("int_company__survivors", "int_dol__survivors"), PLACE)


@probe("a schema is new to dbt_project.yml")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "dental_chats", "dental")
    node["schema"] = "main"
    return breaks(node, PLACE)


@probe("what is never rebuilt lies in a schema that may be dropped")
def _(plot: Plot) -> Breaks:
    node = plot.model("int_company__outcome_log", "int_company__seen_log")
    node["schema"] = "intermediate"
    return breaks(node, PLACE)


@probe("a folder of staging has no source tables")
def _(plot: Plot) -> Breaks:
    visits = plot.model("stg_clay__company_raw", "stg_wellness__visits", "wellness", reads=[])
    counts = plot.model("stg_clay__row_counts", "stg_wellness__row_counts", "wellness", reads=[])
    return breaks(visits, PLACE) | breaks(counts, PLACE)


@probe("a staging model is not one to one with a source table")
def _(plot: Plot) -> Breaks:
    tables = ["source.hubspoke.intake.company_raw_wv", "source.hubspoke.intake.company_raw_intake"]
    return breaks(plot.model("stg_intake__company_raw_wv", "stg_intake__both", reads=tables), PLACE)


@probe("a source table is declared elsewhere")
def _(plot: Plot) -> Breaks:
    node = plot.source("clay", "company_raw", "elsewhere")
    node["original_file_path"] = "models/staging/sources.yml"
    return breaks(node, "check_source_place")


@probe("a source table lies in a schema of another name")
def _(plot: Plot) -> Breaks:
    node = plot.source("clay", "company_raw", "other_schema")
    node["schema"] = "clay"
    return breaks(node, "check_source_place")


@probe("a snapshot is not named like one")
def _(plot: Plot) -> Breaks:
    return breaks(
        plot.other("snapshot", "snap_contract", "contract_versions"), "check_snapshot_names"
    )


@probe("a model has no YAML")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_without_yaml")
    node["patch_path"] = None
    node |= {"description": "", "columns": {}}
    return breaks(
        node,
        "check_model_property_file_location",
        "check_model_documented_in_same_directory",
        "check_model_description_contains_regexp_pattern",
        "check_model_lists_columns",
    )


@probe("a model's YAML lies in another folder")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_apart")
    node["patch_path"] = "hubspoke://models/marts/chats_apart.yml"
    return breaks(node, "check_model_documented_in_same_directory")


@probe("models share a YAML file")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_together")
    node["patch_path"] = "hubspoke://models/marts/contracts/chat_usage.yml"
    return breaks(node, "check_model_property_file_location")


@probe("a macro in a new folder is not named like its file")
def _(plot: Plot) -> Breaks:
    node = plot.macro("share", "part_of")
    node["original_file_path"] = "macros/figures/share.sql"
    return breaks(node, "check_macro_name_matches_file_name")


# Descriptions


@probe("a description does not begin with the grain")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_vague", "wellness")
    node["description"] = "How much people chat."
    return breaks(node, "check_model_description_contains_regexp_pattern")


@probe("a column is not described")
def _(plot: Plot) -> Breaks:
    node = plot.model("int_company__survivors", "int_company__silent")
    next(iter(node["columns"].values()))["description"] = ""
    return breaks(node, "check_model_column_description_populated")


@probe("a seed is not described")
def _(plot: Plot) -> Breaks:
    node = plot.other("seed", "us_states", "silent_seed")
    node["description"] = ""
    return breaks(node, "check_seed_description_populated")


@probe("a snapshot is not described")
def _(plot: Plot) -> Breaks:
    node = plot.other("snapshot", "snap_contract", "snap_silent")
    node["description"] = ""
    return breaks(node, "check_snapshot_description_populated")


@probe("a source table is not described")
def _(plot: Plot) -> Breaks:
    node = plot.source("clay", "company_raw", "silent_source")
    node["description"] = ""
    return breaks(node, "check_source_description_populated")


@probe("a macro is not described")
def _(plot: Plot) -> Breaks:
    node = plot.macro("share", "silent_macro")
    node["description"] = ""
    return breaks(node, "check_macro_description_populated")


# Keys, contracts, owners

KEY = "check_model_key_is_proved"


@probe("nothing proves the key of an intermediate")
def _(plot: Plot) -> Breaks:
    node = plot.model("int_company__survivors", "int_company__unproved")
    plot.drop_tests(node)
    return breaks(node, KEY)


@probe("a mart in a new folder has neither key nor test")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_unproved", "wellness")
    node["constraints"] = []
    return breaks(node, KEY, "check_mart_has_primary_key")


@probe("a test stands in for the primary key of a mart")
def _(plot: Plot) -> Breaks:
    node = plot.model("schedule_a", "schedule_a_keyless")
    node["config"]["meta"] = {}
    node["depends_on"]["nodes"] = ["model.hubspoke.int_dol__contracts"]
    node["constraints"] = []
    return breaks(node, "check_mart_has_primary_key")


def keyless_mart(claim: str, name: str, change: Callable[[Node], None]) -> None:
    """Where DuckDB does not enforce the key of a mart, its test has to."""

    @probe(claim)
    def plant(plot: Plot) -> Breaks:
        node = plot.model("renewal", name)
        for test in plot.tests(node["unique_id"]):
            change(test)
        return breaks(node, KEY)


def _another_column(test: Node) -> None:
    kwargs = test["test_metadata"]["kwargs"]
    kwargs |= {"columns": ["carrier_id"], "column_name": "carrier_id"}


keyless_mart(
    "the key of a mart that DuckDB holds no key of has no test", "renewal_untested",
    lambda test: test["test_metadata"].update(name="not_null"),
)  # fmt: skip
keyless_mart(
    "the test of a mart that DuckDB holds no key of is on other columns",
    "renewal_elsewhere",
    _another_column,
)
keyless_mart(
    "the test of a mart that DuckDB holds no key of only warns", "renewal_warned",
    lambda test: test["config"].update(severity="WARN"),
)  # fmt: skip
keyless_mart(
    "the test of a mart that DuckDB holds no key of lets a few pass", "renewal_tolerated",
    lambda test: test["config"].update(error_if="> 9"),
)  # fmt: skip
keyless_mart(
    "the test of a mart that DuckDB holds no key of leaves rows out", "renewal_partly",
    lambda test: test["config"].update(where="1 = 0"),
)  # fmt: skip


@probe("a view has a key that nothing enforces")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_viewed")
    node["config"]["materialized"] = "view"
    return breaks(node, KEY)


@probe("a window function has no unit test")
def _(plot: Plot) -> Breaks:
    # Like a model without unit tests.
    node = plot.model("company_slots", "slots_ranked")
    node["raw_code"] = "-- case by case\nselect row_number() over (order by 1) from {{ ref('x') }}"
    return breaks(node, "check_model_logic_is_tested")


@probe("a seed has no test on its key")
def _(plot: Plot) -> Breaks:
    node = plot.other("seed", "us_states", "unproved_seed")
    plot.drop_tests(node)
    return breaks(node, "check_seed_key_is_proved")


@probe("a snapshot has no key")
def _(plot: Plot) -> Breaks:
    node = plot.other("snapshot", "snap_contract", "snap_keyless")
    node["config"]["unique_key"] = None
    return breaks(node, "check_snapshot_has_unique_key")


@probe("a column has no type")
def _(plot: Plot) -> Breaks:
    node = plot.model("int_company__survivors", "int_company__untyped")
    next(iter(node["columns"].values()))["data_type"] = None
    return breaks(node, "check_model_columns_have_types")


@probe("a mart has no contract")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_loose")
    node["contract"]["enforced"] = node["config"]["contract"]["enforced"] = False
    return breaks(node, "check_model_contract_enforced_for_public_model", KEY)


@probe("a mart in a new folder is not public")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_hidden", "wellness")
    node["access"] = node["config"]["access"] = "protected"
    return breaks(node, "check_model_access")


@probe("an intermediate is public")
def _(plot: Plot) -> Breaks:
    node = plot.model("int_company__survivors", "int_company__shown")
    node["access"] = node["config"]["access"] = "public"
    node["contract"]["enforced"] = node["config"]["contract"]["enforced"] = True
    return breaks(node, "check_model_access")


@probe("a mart in a new folder belongs to nobody")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_orphaned", "wellness")
    node["group"] = node["config"]["group"] = None
    return breaks(node, "check_mart_has_owner")


@probe("a mart's group has no owner to write to")
def _(plot: Plot) -> Breaks:
    node = plot.model("chat_usage", "chats_ownerless")
    node["group"] = node["config"]["group"] = "nobody"
    group = copy.deepcopy(plot.manifest["groups"]["group.hubspoke.platform"])
    group |= {"name": "nobody", "unique_id": "group.hubspoke.nobody", "owner": {"name": "Nobody"}}
    plot.manifest["groups"]["group.hubspoke.nobody"] = group
    return breaks(node, "check_mart_has_owner")


@probe("an exposure has no owner")
def _(plot: Plot) -> Breaks:
    node = plot.exposure("company_dashboard", "ownerless_dashboard")
    node["owner"] = {"name": None, "email": None}
    return breaks(node, "check_exposure_has_owner")


# The clock


def clock(claim: str, name: str, expression: str) -> None:
    @probe(claim)
    def plant(plot: Plot) -> Breaks:
        node = plot.model("chat_usage", name)
        node["raw_code"] += f"\n-- {expression} as asked_at"
        return breaks(node, "check_model_code_does_not_contain_regexp_pattern")


clock("a model calls now()", "clock_now", "now()")
clock("a model asks for the current date", "clock_date", "current_date")
clock("a model asks when the run started", "clock_run", "{{ run_started_at }}")


@probe("a macro asks the clock")
def _(plot: Plot) -> Breaks:
    node = plot.macro("share", "clock_macro")
    node["macro_sql"] = "{% macro clock_macro() %}current_timestamp - 1{% endmacro %}"
    return breaks(node, "check_macro_code_does_not_contain_regexp_pattern")


# Running it


@pytest.fixture(scope="module")
def bouncer() -> Path:
    """dbt-bouncer, in the environment that `make bouncer` uses."""
    target = f"{BOUNCER.name}/.installed"
    subprocess.run(["make", "--no-print-directory", target], cwd=ROOT, check=True, text=True)
    return BOUNCER / "bin" / "dbt-bouncer"


def config() -> Node:
    return yaml.safe_load((ROOT / "dbt-bouncer.yml").read_text("utf-8"))


def judge(
    bouncer: Path, folder: Path, manifest: Node, rules: Node, *options: str
) -> tuple[int, list[Node], str]:
    """Run the gate on a manifest; returns its exit code, its verdicts and what it printed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    rules |= {"dbt_artifacts_dir": str(folder), "custom_checks_dir": str(ROOT / "lint" / "bouncer")}
    (folder / "rules.yml").write_text(yaml.safe_dump(rules), "utf-8")
    verdicts = folder / "verdicts.json"
    verdicts.unlink(missing_ok=True)
    command = [bouncer, "run", "--config-file", folder / "rules.yml", "--output-file", verdicts]
    done = subprocess.run([*command, *options], cwd=ROOT, text=True, capture_output=True)
    found = json.loads(verdicts.read_text("utf-8")) if verdicts.exists() else []
    return done.returncode, found, done.stdout + done.stderr


def rule_of(verdict: Node) -> str:
    return verdict["check_run_id"].split(":")[0]


def failures(verdicts: list[Node]) -> list[Node]:
    return [verdict for verdict in verdicts if verdict["outcome"] != "success"]


@pytest.fixture(scope="module")
def planted(bouncer, manifest, tmp_path_factory) -> tuple[dict[str, Breaks], list[Node]]:
    """All probes in one manifest: what each has to break, and what the gate found."""
    plot = Plot(manifest)
    expected = {claim: plant(plot) for claim, plant in PROBES.items()}
    # Lets itself off the rule it breaks, which is itself refused.
    node = plot.model("chat_usage", "chats_let_off", reads=["stg_contracts__users"])
    node["config"]["meta"] = {"dbt-bouncer": {"skip_checks": [READS]}}
    _, found, said = judge(bouncer, tmp_path_factory.mktemp("gate"), plot.manifest, config())
    assert found, said
    return expected, failures(found)


def test_the_project_passes(bouncer, manifest, tmp_path):
    status, found, said = judge(bouncer, tmp_path, manifest, config())
    assert status == 0, said
    assert found
    assert not failures(found)


@pytest.mark.parametrize("claim", PROBES)
def test_refused(claim, planted):
    expected, found = planted
    for unique_id, rules in expected[claim].items():
        assert {rule_of(v) for v in found if v["unique_id"] == unique_id} == rules
        name = unique_id.split(".")[-1]
        assert all(name in v["failure_message"] for v in found if v["unique_id"] == unique_id)


def test_a_node_that_lets_itself_off_is_refused(planted):
    _, found = planted
    (message,) = [v["failure_message"] for v in found if rule_of(v) == "check_no_check_is_skipped"]
    assert "chats_let_off" in message


def test_nothing_else_is_refused(planted):
    expected, found = planted
    named = {unique_id for probes in expected.values() for unique_id in probes}
    assert {v["unique_id"] for v in found if v["unique_id"]} == named


def test_every_rule_has_a_probe(planted):
    """Told apart by their place in the file, as one check may stand there more than once."""
    _, found = planted
    broken = {tuple(v["check_run_id"].split(":")[:2]) for v in found}
    rules = {(rule["name"], str(i)) for i, rule in enumerate(config()["manifest_checks"])}
    assert rules - broken == {("check_exceptions_are_needed", "0")}


# An entry of the list of exceptions, and what is said of it.
DEAD = {
    "names no model": (
        {"rule": "reads", "models": ["gone"], "reads": ["staging"]},
        "`gone`, which is no model",
    ),
    "of a model that reads nothing it may not": (
        {"rule": "reads", "models": ["chat_usage"], "reads": ["staging"]},
        "`chat_usage` needs no exception",
    ),
    "to read what is not read": (
        {"rule": "reads", "models": ["audit_trail"], "reads": ["staging/contracts", "staging/dol"]},
        "to read staging/dol",
    ),
    "of a mart that has a primary key": (
        {"rule": "primary_key", "models": ["company_master"]},
        "`company_master` needs no exception",
    ),
    "of a model whose key is proved": (
        {"rule": "unique_key", "models": ["migration_log"]},
        "`migration_log` needs no exception",
    ),
    "of a model that is unit tested": (
        {"rule": "unit_test", "models": ["company_master"]},
        "`company_master` needs no exception",
    ),
    "of a model that decides nothing": (
        {"rule": "unit_test", "models": ["people_master"]},
        "`people_master` needs no exception",
    ),
    "without a reason": (
        {"rule": "primary_key", "models": ["load_log"], "because": ""},
        "an exception has because",
    ),
    "from a rule that is none": (
        {"rule": "names", "models": ["load_log"]},
        "there is no rule names",
    ),
}


@pytest.mark.parametrize("entry", DEAD)
def test_no_exception_stays(entry, bouncer, manifest, tmp_path):
    added, message = DEAD[entry]
    rules = config()
    rules["manifest_checks"] = [
        rule for rule in rules["manifest_checks"] if rule["name"] == "check_exceptions_are_needed"
    ]
    rules["manifest_checks"][0]["exceptions"].append({"because": "It was so once.", **added})
    status, found, said = judge(bouncer, tmp_path, manifest, rules)
    assert status != 0
    assert message in " ".join([v["failure_message"] for v in failures(found)] or [said])


def test_every_exception_is_in_use(bouncer, manifest, tmp_path):
    """Without them the gate names exactly the models that they let off."""
    rules = config()
    let_off = defaultdict(set)
    for rule in rules["manifest_checks"]:
        for entry in rule.get("exceptions", []):
            let_off[entry["rule"]] |= set(entry["models"])
        if "exceptions" in rule:
            rule["exceptions"] = []
    _, found, _ = judge(bouncer, tmp_path, manifest, rules)
    refused = defaultdict(set)
    kinds = {READS: "reads", "check_mart_has_primary_key": "primary_key", KEY: "unique_key"}
    kinds["check_model_logic_is_tested"] = "unit_test"
    for verdict in failures(found):
        refused[kinds[rule_of(verdict)]].add(verdict["unique_id"].split(".")[-1])
    assert refused == let_off
