"""Plans of invented communes whose answers were written by hand from the text, before the reader saw it.

Where a text may be read in two ways (whether a lead left of the numbers of rows stands for the rows below it,
which unit a row of points has) the convention was settled afterwards and the answer follows it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.plans import dong_khe_ngan, phin_chai, ta_sin_vang
from xaso.modules.plan.reading import Finding, Reading, open_bytes, open_plan, read

PLANS = Path(__file__).resolve().parents[3] / "plans"
TEXTS = [
    "ban_nga_2026_2030",
    "thuong_phin_2026_2030",
    "ha_lang_son_2026",
    "phieng_ngau_766",
    "muong_cai_2026_2030",
    "ban_lien_2028_2030",
    "nam_khoang_2026_2030",
]
WORD = {
    "dong_khe_ngan_2030": dong_khe_ngan,
    "ta_sin_vang_2026_2030": ta_sin_vang,
    "phin_chai_2026_2030": phin_chai,
}
Read = tuple[Reading, dict[str, Any]]


@pytest.fixture(scope="module", params=[*TEXTS, *WORD])
def plan(request: pytest.FixtureRequest) -> Read:
    name: str = request.param
    answers = json.loads((PLANS / f"{name}.answers.json").read_text(encoding="utf-8"))
    document = (
        open_bytes(WORD[name].build(), name="plan.docx") if name in WORD else open_plan(PLANS / f"{name}.txt")
    )
    return read(document), answers


def test_targets_are_found_with_recall_and_precision(plan: Read) -> None:
    reading, answers = plan
    left = list(reading.as_json()["targets"])

    found = 0
    for answer in answers["targets"]:
        match = next((one for one in left if _same_target(one, answer)), None)
        if match is not None:
            left.remove(match)
        if not answer.get("optional"):
            found += match is not None

    wanted = sum(not answer.get("optional") for answer in answers["targets"])
    assert found / wanted >= 0.97
    assert found / (found + len(left)) >= 0.95


def test_targets_have_their_unit_deadline_and_section(plan: Read) -> None:
    reading, answers = plan
    targets = reading.as_json()["targets"]

    for answer in answers["targets"]:
        match = next((one for one in targets if _same_target(one, answer)), None)

        if match is not None and not answer.get("optional"):
            assert (match["unit"], match["year"]) == (answer["unit"], answer["year"]), answer["quote"]
            assert match["section"] == answer.get("section", match["section"]), answer["quote"]


def test_tasks_are_found_in_their_sections(plan: Read) -> None:
    reading, answers = plan

    said = [(task.section, task.text) for task in reading.tasks]

    assert len(said) == len(answers["tasks"])
    for (section, text), answer in zip(said, answers["tasks"], strict=True):
        assert section == answer["section"]
        assert text.startswith(answer["starts"])


def test_rows_of_the_matrix_are_exact(plan: Read) -> None:
    reading, answers = plan

    assert reading.as_json()["matrix_rows"] == answers["matrix_rows"]


def test_rows_of_the_indicators_are_exact(plan: Read) -> None:
    reading, answers = plan

    rows = [
        {**row, "values": {year: _short(cell) for year, cell in row["values"].items()}}
        for row in reading.as_json()["indicator_rows"]
    ]

    assert rows == answers["indicator_rows"]


def test_what_is_wrong_is_found_and_hardly_anything_else(plan: Read) -> None:
    reading, answers = plan

    missed = [one for one in answers["findings"] if not any(_is(found, one) for found in reading.findings)]
    false = [found for found in reading.findings if not any(_is(found, one) for one in answers["findings"])]

    assert missed == []
    assert len(false) <= len(reading.findings) // 10


def _same_target(target: dict[str, Any], answer: dict[str, Any]) -> bool:
    one, other = _flat(target["quote"]), _flat(answer["quote"])
    comparators = {answer["comparator"], answer.get("or", answer["comparator"])}
    return (
        (one in other or other in one)
        and (target["value"], target["value_to"]) == (answer["value"], answer["value_to"])
        and target["comparator"] in comparators
    )


def _short(cell: dict[str, Any] | None) -> Any:
    if cell is None:
        return None
    return cell["value"] if isinstance(cell["value"], str) else [cell["comparator"], cell["value"]]


def _is(finding: Finding, answer: dict[str, Any]) -> bool:
    """A finding is the planted one when it is of its kind and touches its line; line 0 is anywhere."""
    return finding.kind == answer["kind"] and (not answer["line"] or answer["line"] in finding.lines)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()
