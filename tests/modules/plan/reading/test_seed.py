"""The gates on the real plan. Its text lies beside the repository and is not part of it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from xaso.modules.plan.reading import Finding, Reading, open_plan, read

SEED = Path(__file__).resolve().parents[5] / "shared" / "seed"
MATRIX = ("objective", "task", "activity", "output", "lead", "coordinating", "time", "budget")

pytestmark = pytest.mark.skipif(
    not (SEED / "plan.txt").is_file(),
    reason="the real plan's text does not lie beside the repository",
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(open_plan(SEED / "plan.txt"))


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    answers: dict[str, Any] = json.loads((SEED / "truth.json").read_text(encoding="utf-8"))
    return answers


def test_the_targets_are_found_and_hardly_anything_else(reading: Reading, truth: dict[str, Any]) -> None:
    targets = reading.as_json()["targets"]
    left = list(targets)

    found = 0
    for answer in truth["section_III_targets"]:
        match = next((one for one in left if _same_target(one, answer)), None)
        if match is not None:
            left.remove(match)
            found += 1

    assert found >= 33
    assert found / len(targets) >= 0.95


def test_each_target_stands_in_its_section_with_its_deadline(reading: Reading, truth: dict[str, Any]) -> None:
    targets = reading.as_json()["targets"]

    for answer in truth["section_III_targets"]:
        match = next(one for one in targets if _same_target(one, answer))

        assert (match["section"], match["year"]) == (answer["section"], answer["deadline_year"])


def test_quotes_are_pieces_of_the_source(reading: Reading) -> None:
    source = (SEED / "plan.txt").read_text(encoding="utf-8")

    assert all(target.quote in source for target in reading.targets)


def test_numbers_that_are_no_targets_are_left_out(reading: Reading) -> None:
    values = {target.value for target in reading.targets}

    assert values.isdisjoint(
        {Decimal(3), Decimal(4), Decimal(9001), Decimal(2015), Decimal(2025), Decimal(2030), Decimal(31)}
    )


def test_the_tasks_are_those_of_the_sections_of_work(reading: Reading, truth: dict[str, Any]) -> None:
    expected = [(answer["section"], _flat(answer["text"])) for answer in truth["section_III_tasks"]]

    assert [(task.section, _flat(task.text)) for task in reading.tasks] == expected


def test_every_row_of_the_matrix_is_exact(reading: Reading, truth: dict[str, Any]) -> None:
    rows = reading.as_json()["matrix_rows"]

    expected = [
        {"group": row["group_name"], **{name: row[name] for name in MATRIX}}
        for row in truth["appendix_I_rows"]
    ]

    assert rows == expected


def test_every_row_of_the_indicators_is_exact(reading: Reading, truth: dict[str, Any]) -> None:
    rows = reading.as_json()["indicator_rows"]

    assert len(rows) == len(truth["appendix_II_rows"])
    for row, answer in zip(rows, truth["appendix_II_rows"], strict=True):
        values = {
            year: cell and {name: cell[name] for name in ("comparator", "value", "unit")}
            for year, cell in answer["values"].items()
        }
        assert (row["group"], row["name"], row["owner"]) == (
            answer["group_name"],
            answer["indicator"],
            answer["owner"],
        )
        assert row["values"] == values


def test_figures_repeated_in_cells_and_rhythms_in_tasks_are_given_apart(
    reading: Reading, truth: dict[str, Any]
) -> None:
    others = reading.as_json()["other_figures"]

    for answer in (*truth["appendix_I_quantitative"], *truth["section_III_quantified_in_tasks"]):
        assert any(_same_target(one, answer) for one in others), answer["quote"]


@pytest.mark.parametrize(("severity", "at_least"), [("cao", 14), ("trung bình", 20), ("thấp", 12)])
def test_the_linter_finds_the_known_defects(
    reading: Reading, truth: dict[str, Any], severity: str, at_least: int
) -> None:
    known = [defect for defect in truth["defects"] if defect["severity"] == severity]

    found = [defect for defect in known if any(_same_defect(one, defect) for one in reading.findings)]

    assert len(found) >= at_least


def test_the_linter_hardly_raises_false_alarms(reading: Reading, truth: dict[str, Any]) -> None:
    false = [
        one for one in reading.findings if not any(_same_defect(one, defect) for defect in truth["defects"])
    ]

    assert len(false) <= len(reading.findings) // 10


def _same_target(target: dict[str, Any], answer: dict[str, Any]) -> bool:
    one, other = _flat(target["quote"]), _flat(answer["quote"])
    return (
        (one in other or other in one)
        and target["value"] == answer["value"]
        and target["comparator"] == answer["comparator"]
    )


def _same_defect(finding: Finding, defect: dict[str, Any]) -> bool:
    """A finding is the defect when it is of its kind and touches one of its lines, where it has any."""
    return finding.kind == defect["kind"] and (
        not defect["lines"] or bool(set(defect["lines"]) & set(finding.lines))
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
