"""Four plans of invented communes, each laid out in its own way.

Their answers were drawn from a reading and then checked against the text by eye: they guard what is right
today; they do not measure the reader on texts it has not seen.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.plans import suoi_trang
from xaso.modules.plan.reading import Reading, open_bytes, open_plan, read

PLANS = Path(__file__).resolve().parents[3] / "plans"
NAMES = ["ban_soi_2027", "doi_sim_2026_2030", "na_hang_xanh_2026_2028", "suoi_trang"]
TARGET = ("quote", "comparator", "value", "value_to", "unit", "year", "section")


@pytest.fixture(scope="module", params=NAMES)
def plan(request: pytest.FixtureRequest) -> tuple[Reading, dict[str, Any]]:
    name: str = request.param
    answers = json.loads((PLANS / f"{name}.answers.json").read_text(encoding="utf-8"))
    word = name == "suoi_trang"
    document = open_bytes(suoi_trang.build(), name="plan.docx") if word else open_plan(PLANS / f"{name}.txt")
    return read(document), answers


def test_targets_are_found_with_recall_and_precision(plan: tuple[Reading, dict[str, Any]]) -> None:
    reading, answers = plan
    expected = [tuple(map(str, (answer[name] for name in TARGET))) for answer in answers["targets"]]

    found = [tuple(map(str, (one[name] for name in TARGET))) for one in reading.as_json()["targets"]]

    common = len(set(found) & set(expected))
    assert common / len(expected) >= 0.97
    assert common / len(found) >= 0.95


def test_tasks_are_found(plan: tuple[Reading, dict[str, Any]]) -> None:
    reading, answers = plan

    assert reading.as_json()["tasks"] == answers["tasks"]


def test_rows_of_the_matrix_are_exact(plan: tuple[Reading, dict[str, Any]]) -> None:
    reading, answers = plan

    assert reading.as_json()["matrix_rows"] == answers["matrix_rows"]


def test_rows_of_the_indicators_are_exact(plan: tuple[Reading, dict[str, Any]]) -> None:
    reading, answers = plan

    assert reading.as_json()["indicator_rows"] == answers["indicator_rows"]


def test_what_is_wrong_is_found_and_nothing_else(plan: tuple[Reading, dict[str, Any]]) -> None:
    reading, answers = plan

    found = sorted((finding.kind, finding.lines) for finding in reading.findings)

    assert found == sorted((answer["kind"], tuple(answer["lines"])) for answer in answers["findings"])
