"""Rules of docs/architecture.md that dbt-bouncer has no check for.

All deny by default: what holds for a layer holds for every model in it, in a folder that nobody has
heard of too. What is let off stands in one list, `exceptions` in dbt-bouncer.yml, with its reason;
an entry that nothing needs is refused.

dbt-bouncer imports this file in an environment of its own.
"""

import re
from pathlib import PurePosixPath
from typing import Any

from dbt_bouncer.check_framework.decorator import check, fail

NAMES = {
    "staging": r"stg_{folder}__[a-z0-9_]+",
    "intermediate": r"int_{folder}__[a-z0-9_]+",
    "marts": r"(?!stg_|int_|snap_)[a-z][a-z0-9_]*",
}
UNIQUENESS_TESTS = ("unique", "unique_columns", "key")
# What a model's own text decides; what a macro makes of a value is tested with the macro.
BRANCH = re.compile(r"\b(case\b|over\s*\(|regex|split_part|is_incremental|in_changed_)", re.I)
COMMENT = re.compile(r"--[^\n]*|\{#.*?#\}", re.S)
RULES = ("reads", "primary_key", "unique_key", "unit_test")


def _path(node: Any) -> PurePosixPath:
    return PurePosixPath(str(node.original_file_path).replace("\\", "/"))


def _place(node: Any) -> tuple[str, str]:
    """Layer and folder of a model's file, models/<layer>/<folder>/<file>; empty elsewhere."""
    parts = _path(node).parts
    if len(parts) == 4 and parts[0] == "models" and parts[1] in NAMES:
        return parts[1], parts[2]
    return "", ""


def _parents(node: Any, ctx: Any) -> list[Any]:
    """The nodes and sources that a node reads."""
    manifest = ctx.manifest_obj.manifest
    ids = sorted(set(node.depends_on.nodes or []))
    return [manifest.nodes.get(uid) or manifest.sources.get(uid) for uid in ids]


def _staging_of(source: Any) -> str:
    """The name of the staging model of a source table."""
    return f"stg_{source.source_name}__{source.name}"


def _promoted(model: Any, ctx: Any) -> list[Any]:
    """The source tables whose good rows a model keeps: they say so, in `promoted_to`."""
    sources = ctx.manifest_obj.manifest.sources.values()
    return [source for source in sources if _promoted_to(source) == model.name]


def _promoted_to(source: Any) -> str:
    return (source.config.meta or {}).get("promoted_to") or ""


def _is_allowed(model: Any, parent: Any, ctx: Any) -> bool:
    """Whether a model may read a node by what it is, exceptions apart."""
    layer, folder = _place(model)
    kind = str(parent.resource_type)
    parent_layer = _place(parent)[0] if kind == "model" else ""
    if layer == "staging":
        return kind == "source" and parent.source_name == folder
    if layer == "intermediate":
        # The typed rows of its own system, which stand in a mart and are not kept twice.
        is_fact = folder in [source.source_name for source in _promoted(parent, ctx)]
        return kind == "seed" or parent_layer in ("staging", "intermediate") or is_fact
    if layer == "marts" and model.name.endswith("_history"):
        return kind == "snapshot" or parent_layer == "marts"
    if layer == "marts":
        own_staging = [_staging_of(source) for source in _promoted(model, ctx)]
        return (
            kind == "seed"
            or parent_layer in ("intermediate", "marts")
            or parent.name in own_staging
        )
    return False


def _is_named(node: Any, entry: str) -> bool:
    """Whether an entry of an exception's `reads` is this node's name or a folder it lies in."""
    return node.name == entry or PurePosixPath("models", entry) in _path(node).parents


def _denied(model: Any, ctx: Any) -> list[Any]:
    return [parent for parent in _parents(model, ctx) if not _is_allowed(model, parent, ctx)]


def _primary_key(model: Any) -> list[str]:
    """The columns of the primary key that a model's contract declares."""
    for constraint in model.constraints or []:
        if constraint.type == "primary_key":
            return list(constraint.columns)
    return [
        name
        for name, column in (model.columns or {}).items()
        if any(constraint.type == "primary_key" for constraint in column.constraints or [])
    ]


def _tested_keys(node: Any, ctx: Any) -> list[set[str]]:
    """Each set of columns that a test proves to be unique, over all rows, as an error."""
    keys = []
    for test in ctx.tests_by_attached_node.get(node.unique_id, []):
        metadata = test.test_metadata or {}
        config = test.config
        if metadata.get("name") not in UNIQUENESS_TESTS or metadata.get("namespace"):
            continue
        if config.where or str(config.severity).lower() != "error" or config.error_if != "!= 0":
            continue
        arguments = metadata.get("kwargs")
        keys.append(set(arguments.get("columns") or [arguments.get("column_name")]))
    return keys


def _key_is_proved(model: Any, ctx: Any) -> bool:
    """Whether a key is enforced on both engines, or tested: the declared one where there is one."""
    key = _primary_key(model)
    is_table = model.config.materialized in ("table", "incremental")
    # Left out where a model says so (macros/engine/get_table_columns_and_constraints).
    on_duckdb = (model.config.meta or {}).get("duckdb_primary_key", True)
    if key and is_table and model.config.contract.enforced and on_duckdb:
        return True
    tested = _tested_keys(model, ctx)
    return set(key) in tested if key else bool(tested)


def _lacks_primary_key(model: Any) -> bool:
    return _place(model)[0] == "marts" and not _primary_key(model)


def _lacks_unit_test(model: Any, ctx: Any) -> bool:
    has_branch = BRANCH.search(COMMENT.sub("", model.raw_code or ""))
    return bool(has_branch) and not ctx.unit_tests_by_depends_on_node.get(model.unique_id)


def _is_let_off(rule: str, model: Any, exceptions: list[Any], parent: Any = None) -> bool:
    return any(
        entry["rule"] == rule
        and model.name in entry["models"]
        and (parent is None or any(_is_named(parent, name) for name in entry["reads"]))
        for entry in exceptions
    )


def _entries_are_whole(*, exceptions: list[Any]) -> None:
    """Refuse an exception that is not spelt out: which rule, which models, and why."""
    for entry in exceptions:
        reads = {"reads"} if entry.get("rule") == "reads" else set()
        wanted = {"rule", "models", "because"} | reads
        if set(entry) != wanted or not all(entry.values()):
            raise ValueError(f"an exception has {', '.join(sorted(wanted))}, all filled: {entry}")
        if entry["rule"] not in RULES:
            raise ValueError(f"there is no rule {entry['rule']} to make an exception from")


@check
def check_model_place(model, ctx):
    """A model lies in models/<layer>/<folder>, is named after both, and goes to their schema."""
    layer, folder = _place(model)
    if not layer:
        fail(f"`{model.name}` is in no layer: models/<{' | '.join(NAMES)}>/<folder>/ hold models.")
    if not re.fullmatch(NAMES[layer].format(folder=folder), model.name):
        fail(f"`{model.name}` is not named like a model of models/{layer}/{folder}.")
    schema = folder if layer == "marts" else layer
    # What cannot be made again lies with history, not in a schema that may be dropped.
    if layer != "marts" and model.config.full_refresh is False:
        schema = "history"
    if model.schema != schema:
        fail(
            f"`{model.name}` would go to schema {model.schema}, not to {schema}: a new folder of "
            "marts needs its block in dbt_project.yml."
        )
    if layer == "staging":
        tables = [s.name for s in _parents(model, ctx) if s.source_name == folder]
        stem = model.name.removeprefix(f"stg_{folder}__")
        if not tables or (stem != "row_counts" and tables != [stem]):
            fail(
                f"`{model.name}` is not one to one with a source table {folder}.{stem}: of source "
                f"tables of {folder} it reads {', '.join(tables) or 'none'}."
            )


@check
def check_model_lists_columns(model):
    """A model's YAML lists its columns; without any, each rule on columns would hold."""
    if not model.columns:
        fail(f"`{model.name}` lists no columns.")


@check
def check_source_place(source):
    """Source tables are declared beside their staging models, one file and one schema a system."""
    system = source.source_name
    expected = f"models/staging/{system}/_{system}__sources.yml"
    if str(_path(source)) != expected:
        fail(f"`{system}.{source.name}` is declared in {_path(source)}, not in {expected}.")
    if source.schema != f"raw_{system}":
        fail(f"`{system}.{source.name}` is in schema {source.schema}, not in raw_{system}.")


@check(validate=_entries_are_whole)
def check_model_reads(model, ctx, *, exceptions: list[Any]):
    """A model reads what its layer may read, and nothing else."""
    denied = [
        parent.name
        for parent in _denied(model, ctx)
        if not _is_let_off("reads", model, exceptions, parent)
    ]
    if denied:
        layer, _ = _place(model)
        fail(
            f"`{model.name}` ({layer or 'in no layer'}) reads {', '.join(denied)}, which its layer "
            "may not read (docs/architecture.md)."
        )


@check
def check_snapshot_reads(snapshot, ctx):
    """A snapshot keeps what one mart says."""
    parents = _parents(snapshot, ctx)
    layers = [_place(parent)[0] for parent in parents if parent.resource_type == "model"]
    if layers != ["marts"] or len(parents) != 1:
        names = ", ".join(parent.name for parent in parents)
        fail(f"`{snapshot.name}` reads {names}: a snapshot reads one mart and nothing else.")


@check
def check_source_is_promoted(source, ctx):
    """The good rows of a source table end in a mart, what is set aside in a model of its own."""
    name = f"{source.source_name}.{source.name}"
    mart = _promoted_to(source)
    if mart not in [model.name for model in ctx.models if _place(model)[0] == "marts"]:
        fail(f"`{name}` is promoted to `{mart or 'nothing'}`, which is no mart.")
    # What is merged with other sources' rows has its outcomes in the promotion mart, row by row.
    set_aside = f"int_{source.source_name}__{source.name}_set_aside"
    if not mart.endswith("_promotion") and set_aside not in [model.name for model in ctx.models]:
        fail(f"`{name}` has no model `{set_aside}`.")


@check
def check_mart_has_owner(model, ctx):
    """A mart belongs to a group, and the group to somebody who can be asked."""
    if _place(model)[0] != "marts":
        return
    groups = [g for g in ctx.manifest_obj.manifest.groups.values() if g.name == model.group]
    owner = groups[0].owner if groups else {}
    if not (owner.get("name") and owner.get("email")):
        fail(f"`{model.name}` has no group whose owner has a name and an e-mail address.")


@check(validate=_entries_are_whole)
def check_mart_has_primary_key(model, *, exceptions: list[Any]):
    """A mart declares its primary key."""
    if _lacks_primary_key(model) and not _is_let_off("primary_key", model, exceptions):
        fail(f"`{model.name}` declares no primary key.")


@check(validate=_entries_are_whole)
def check_model_key_is_proved(model, ctx, *, exceptions: list[Any]):
    """What a row is one of is unique: by a primary key that both engines enforce, or by a test."""
    if not _key_is_proved(model, ctx) and not _is_let_off("unique_key", model, exceptions):
        key = ", ".join(_primary_key(model)) or "its key"
        fail(
            f"nothing proves that {key} of `{model.name}` is unique: no primary key that both "
            f"engines enforce, no test ({', '.join(UNIQUENESS_TESTS)}) that fails on any row."
        )


@check(validate=_entries_are_whole)
def check_model_logic_is_tested(model, ctx, *, exceptions: list[Any]):
    """A case, a window, a pattern or an incremental branch has a unit test."""
    if _lacks_unit_test(model, ctx) and not _is_let_off("unit_test", model, exceptions):
        fail(f"`{model.name}` decides something (case, window, pattern, increment) untested.")


@check
def check_seed_key_is_proved(seed, ctx):
    """A seed's key is tested: CSV files are written by hand."""
    if not _tested_keys(seed, ctx):
        fail(f"`{seed.name}` has no test ({', '.join(UNIQUENESS_TESTS)}) on its key.")


@check(validate=_entries_are_whole)
def check_exceptions_are_needed(ctx, *, exceptions: list[Any]):
    """Each exception names models that are there and that break the rule; the list only shrinks."""
    models = {model.name: model for model in ctx.models}
    breaks = {
        "primary_key": _lacks_primary_key,
        "unique_key": lambda model: not _key_is_proved(model, ctx),
        "unit_test": lambda model: _lacks_unit_test(model, ctx),
    }
    for entry in exceptions:
        used = set()
        for name in entry["models"]:
            if name not in models:
                fail(f"an exception from rule {entry['rule']} names `{name}`, which is no model.")
            model = models[name]
            if entry["rule"] != "reads":
                if not breaks[entry["rule"]](model):
                    fail(f"`{name}` needs no exception from rule {entry['rule']}.")
                continue
            denied = _denied(model, ctx)
            needed = {r for r in entry["reads"] if any(_is_named(parent, r) for parent in denied)}
            if not needed:
                fail(f"`{name}` needs no exception to read {', '.join(entry['reads'])}.")
            used |= needed
        for unused in sorted(set(entry.get("reads", [])) - used):
            fail(f"no model of {entry['models']} needs an exception to read {unused}.")


@check
def check_no_check_is_skipped(ctx):
    """No node lets itself off: dbt-bouncer obeys a `skip_checks` in meta, beside all reasons."""
    manifest = ctx.manifest_obj.manifest
    for kind in ("nodes", "sources", "macros", "exposures", "unit_tests"):
        for node in manifest[kind].values():
            metas = [node.meta, node.config.meta if node.config else None]
            if any("dbt-bouncer" in (meta or {}) for meta in metas):
                fail(f"`{node.unique_id}` lets itself off, beside the list in dbt-bouncer.yml.")
