"""How long a group of models takes by itself, in a full build and in those that come after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from hubspoke.bench.report import Figure, Section, figures_section, median_seconds, share
from hubspoke.bench.suite import Options, RawFolder, Scenario, arrange, run_of
from hubspoke.bench.warehouse import Warehouse


@dataclass(frozen=True)
class ModelGroup:
    """Models that are timed.

    name: what one of them is called. selection: what dbt is told to build, with all it is made of.
    models: the names of those that count.
    """

    name: str
    selection: tuple[str, ...]
    models: tuple[str, ...]

    @property
    def command(self) -> tuple[str, ...]:
        """The dbt command. One node at a time, so that no model's time has another's in it."""
        return (
            "build",
            "--select",
            *self.selection,
            "--exclude-resource-type",
            "test",
            "unit_test",
            "--threads",
            "1",
        )


@dataclass
class Step:
    """A build of a group that is timed: its name, and its target, how much of the first one it may
    take, in percent.

    loads: seconds of `hubspoke load`, of each run. models: model -> its seconds, of each run.
    """

    group: ModelGroup
    name: str
    target: float | None = None
    loads: list[float] = field(default_factory=list)
    models: list[dict[str, float]] = field(default_factory=list)

    def build(self, warehouse: Warehouse, run: str) -> None:
        """Load, where files are loaded, and build; run: which of its runs, for the progress."""
        if warehouse.engine == "postgres":
            self.loads.append(warehouse.load(f"load, {self.name}{run}").seconds)
        warehouse.dbt(f"{self.name}, {self.group.name}s{run}", *self.group.command)
        seconds = {result.name: result.seconds for result in warehouse.results()}
        self.models.append({name: seconds[name] for name in self.group.models})


def build_full(warehouse: Warehouse, group: ModelGroup, options: Options) -> Step:
    """Build the group from nothing."""
    step = Step(group, "full build")
    for number in range(options.repeat):
        warehouse.clear()
        step.build(warehouse, run_of(number, options))
    return step


def build_again(
    warehouse: Warehouse,
    full: Step,
    files: RawFolder,
    scenarios: Iterable[Scenario],
    options: Options,
) -> list[Step]:
    """Build the group again in each scenario, after the full build; returns that and them."""
    warehouse.keep()
    steps = [full]
    for scenario in scenarios:
        steps.append(Step(full.group, scenario.name, scenario.target))
        for number in range(options.repeat):
            arrange(warehouse, scenario, number)
            steps[-1].build(warehouse, run_of(number, options))
            files.withdraw()
    return steps


def models_sections(title: str, steps: Sequence[Step]) -> list[Section]:
    """What the models took, together and each.

    title: the engine. steps: the full build, then those that are compared with it.
    """
    group = steps[0].group
    figures: list[Figure] = []
    for step in steps:
        if step.loads:
            figures.append(median_seconds(f"{step.name}, load", step.loads))
        together = median_seconds(
            f"{step.name}, {group.name}s", [sum(run.values()) for run in step.models]
        )
        figures.append(together)
        if step is steps[0]:
            full = together
        else:
            figures.append(
                share(f"{together.label}, of the full build", together, full, step.target)
            )
    each = Section(
        f"{title}: each {group.name}", ("model", *(f"{step.name}, seconds" for step in steps))
    )
    for name in group.models:
        medians = [median(run[name] for run in step.models) for step in steps]
        each.rows.append((f"`{name}`", *(f"{seconds:.1f}" for seconds in medians)))
    return [figures_section(f"{title}: {group.name}s", figures), each]
