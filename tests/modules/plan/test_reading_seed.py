"""The reader on the commune's real plan, compared with what a careful reader found in it.

The plan's text is not part of the repository: it lies beside it, and the test says so where it does not.
"""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from xaso.modules.plan.reading import Reading, Target, open_plan, read

SEED = Path(__file__).resolve().parents[4] / "shared" / "seed"

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the plan's text does not lie beside the repository"
)


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return dict(json.loads((SEED / "truth.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(open_plan(SEED / "plan.txt"))


def values(target: Target) -> set[Decimal]:
    return set(target.value) if isinstance(target.value, tuple) else {target.value}


def found(reading: Reading, true: dict[str, Any]) -> bool:
    """Whether some target quotes the same place with the same number."""
    wanted = true["value"] if isinstance(true["value"], list) else [true["value"]]
    return any(
        (target.quote in true["bullet_text"] or true["quote"] in target.quote)
        and {Decimal(str(value)) for value in wanted} & values(target)
        for target in reading.targets
    )


def test_it_finds_the_targets_and_invents_none(reading: Reading, truth: dict[str, Any]) -> None:
    hits = [true["id"] for true in truth["section_III_targets"] if found(reading, true)]

    assert len(hits) >= 33
    assert len(reading.targets) <= len(hits) / 0.95


def test_every_quote_stands_in_the_text(reading: Reading) -> None:
    text = " ".join((SEED / "plan.txt").read_text(encoding="utf-8").split())

    strays = [target.quote for target in reading.targets if " ".join(target.quote.split()) not in text]

    assert strays == []


def test_the_rows_of_both_annexes_are_exact(reading: Reading, truth: dict[str, Any]) -> None:
    activities = [row.activity for row in reading.matrix_rows]
    years = [
        sorted(int(year) for year, value in row.values.items() if value is not None)
        for row in reading.indicator_rows
    ]

    assert activities == [true["activity"] for true in truth["appendix_I_rows"]]
    assert [row.name for row in reading.indicator_rows] == [
        true["indicator"] for true in truth["appendix_II_rows"]
    ]
    assert years == [
        sorted(int(year) for year, value in true["values"].items() if value and value["value"] is not None)
        for true in truth["appendix_II_rows"]
    ]


def test_the_command_prints_the_same_as_json(reading: Reading) -> None:
    out = StringIO()

    call_command("plan_read", SEED / "plan.txt", "--json", stdout=out)

    assert len(json.loads(out.getvalue())["targets"]) == len(reading.targets)
