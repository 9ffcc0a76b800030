"""Plans of twenty layouts, each with what a careful reader finds in it, written from the text alone.

What may be read in two ways is not counted: an equal sign where the text has no comparator, a quantity in a
task, a unit with or without "a year"; a lead left blank under another may be merged or missing, so it is read
as blank and asked about. The floors below are what must not be lost again, not what is perfect.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from xaso.modules.plan.reading import Reading, open_plan, read

LAYOUTS = Path(__file__).resolve().parents[3] / "plans" / "layouts"
NAMES = sorted(path.name.removesuffix(".answers.json") for path in LAYOUTS.glob("*.answers.json"))
COMPARATORS = {
    "=": {"=", ">=", "~"},
    ">=": {">=", "="},
    "<=": {"<=", "="},
    "range": {"between"},
    "rank": {"<=", "="},
}
WORK = ("activity", "task")
FIELDS = ("output", "lead", "coordinating", "time", "budget")
Answers = dict[str, Any]
Read = tuple[Reading, Answers]


@pytest.fixture(scope="module", params=NAMES)
def plan(request: pytest.FixtureRequest) -> Read:
    text, word = LAYOUTS / f"{request.param}.txt", LAYOUTS / f"{request.param}.docx"
    answers = json.loads((LAYOUTS / f"{request.param}.answers.json").read_text(encoding="utf-8"))
    return read(open_plan(text if text.is_file() else word)), answers


def test_targets_are_found_and_hardly_anything_else(plan: Read) -> None:
    reading, answers = plan
    left = reading.as_json()["targets"]

    missed = []
    for answer in answers["targets"]:
        match = next((one for one in left if _same_target(one, answer)), None)
        if match is None:
            missed.append(answer["quote"])
        else:
            left.remove(match)

    extra = [one["quote"] for one in left if not _among(one["quote"], answers["not_targets"])]
    assert len(missed) <= len(answers["targets"]) // 10, missed
    assert len(extra) <= max(2, len(answers["targets"]) // 10), extra


def test_tasks_are_found(plan: Read) -> None:
    reading, answers = plan
    said = [_flat(task.text) for task in reading.tasks]

    missed = [
        one["text"] for one in answers["tasks"] if not any(_flat(one["text"])[:40] in task for task in said)
    ]

    assert len(missed) <= max(1, len(answers["tasks"]) // 10), missed


def test_rows_of_annexes_are_found_with_who_what_and_when(plan: Read) -> None:
    reading, answers = plan
    said = [_row(one) for one in reading.as_json()["matrix_rows"]]

    assert [one for one in map(_row, answers["matrix_rows"]) if one not in said] == []
    assert len(said) == len(answers["matrix_rows"])


def test_levels_of_indicators_are_found(plan: Read) -> None:
    reading, answers = plan
    said = [
        (_flat(row["name"]), _flat(row["owner"]), year, _level(cell))
        for row in reading.as_json()["indicator_rows"]
        for year, cell in row["values"].items()
    ]

    asked = [
        (_flat(row["name"]), _flat(row["owner"]), year, _level(cell))
        for row in answers["indicator_rows"]
        for year, cell in row["values"].items()
        if cell.get("value") is not None
    ]
    missed = [one for one in asked if not any(_same_level(one, other) for other in said)]
    assert len(missed) <= len(asked) // 20, missed


def test_what_is_wrong_is_found_with_few_false_alarms(plan: Read) -> None:
    reading, answers = plan
    told = [(finding.severity, f"{finding.where} {finding.says}") for finding in reading.findings]

    grave = [says for severity, says in told if severity != "thấp"]
    missed = [one["quote"] for one in answers["defects"] if not any(_shares(says, one) for _, says in told)]
    assert len(missed) <= max(1, len(answers["defects"]) // 3), missed
    assert len(grave) <= len(answers["defects"]) + 3, grave


def _same_target(target: Answers, answer: Answers) -> bool:
    return (
        float(target["value"]) == float(answer["value"])
        and target["comparator"] in COMPARATORS.get(answer["comparator"], {answer["comparator"]})
        and _overlap(target["quote"], answer["quote"])
    )


def _row(row: Answers) -> dict[str, str]:
    """The work of a row, whichever column names it, and who does it when with what."""
    work = next((_flat(row.get(name)) for name in WORK if row.get(name)), "")
    return {"work": work, **{name: _flat(row.get(name)) for name in FIELDS if row.get(name)}}


def _level(cell: Answers | None) -> tuple[str, float | str]:
    value = cell["value"] if cell else ""
    return (
        cell["comparator"] if cell else "",
        value if isinstance(value, str) or value is None else float(value),
    )


def _same_level(asked: tuple[str, str, str, Any], said: tuple[str, str, str, Any]) -> bool:
    (name, owner, year, (comparator, value)), (other, place, when, (sign, level)) = asked, said
    return (
        year == when
        and value == level
        and sign in COMPARATORS.get(comparator, {comparator})
        and (name in other or other in name)
        and (not owner or not place or owner == place)
    )


def _shares(says: str, defect: Answers) -> bool:
    """Whether a finding speaks of the defect: by its place or by half of its words."""
    return _overlap(says, defect["quote"]) or _overlap(says, f"{defect['kind']} {defect['says']}")


def _among(quote: str, others: list[str]) -> bool:
    return any(_overlap(quote, other) for other in others)


def _overlap(one: str, other: str) -> bool:
    one, other = _flat(one), _flat(other)
    words, again = set(one.split()), set(other.split())
    return one in other or other in one or len(words & again) * 2 >= min(len(words), len(again))


def _flat(text: object) -> str:
    plain = unicodedata.normalize("NFC", str(text or "")).replace("\xa0", " ")
    return re.sub(r"\s+", " ", plain).strip(" -–—+•*.;:").lower()
