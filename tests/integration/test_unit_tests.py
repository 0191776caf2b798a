"""Every unit test of dbt, once on each engine."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.whole

# System -> the folders of its models.
MODELS = {
    "company": (
        *("models/staging/intake", "models/staging/clay", "models/intermediate/company"),
        *("models/marts/company", "models/marts/intake", "models/marts/people", "models/*/ple"),
    ),
    "contracts": ("models/*/contracts",),
    "dol": ("models/*/dol",),
}
# The rest.
PLATFORM = "platform"


def unit_tests(system: str) -> tuple[str, ...]:
    """The selection of a system's unit tests; the platform's are those of all other models."""
    if system in MODELS:
        return ("--select", *(f"test_type:unit,path:{folder}" for folder in MODELS[system]))
    others = (f"path:{folder}" for folders in MODELS.values() for folder in folders)
    return ("--select", "test_type:unit", "--exclude", *others)


@pytest.mark.parametrize(
    "system", [pytest.param(name, marks=getattr(pytest.mark, name)) for name in (*MODELS, PLATFORM)]
)
def test_unit_tests(system, warehouse):
    """What the models claim; a unit test needs the relations that its model reads."""
    warehouse.begin_with("nothing")
    warehouse.dbt("test", *unit_tests(system))


@pytest.mark.platform
def test_every_unit_test_is_of_one_system(duck):
    def listed(*selection: str) -> list[str]:
        return duck.dbt("--quiet", "ls", *selection).stdout.splitlines()

    every = listed("--select", "test_type:unit")
    assert len(every) > 100
    of_systems = [name for system in (*MODELS, PLATFORM) for name in listed(*unit_tests(system))]
    assert sorted(of_systems) == sorted(every)
