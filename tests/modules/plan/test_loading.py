"""The plan comes in from the pack, and again without a change."""

from __future__ import annotations

import json
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cast import PACK
from tests.modules.indicators.work import noon
from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.org.queries import units
from xaso.modules.plan.models import Plan, Section, Target, Threshold
from xaso.modules.plan.services import load_plan
from xaso.modules.plan.services.loading import BrokenPlan
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry

NOW = noon(2026, 3, 9)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def data(db: None) -> dict[str, Any]:
    """A plan of two sections and three targets."""
    owner = units()[0].code
    return {
        "code": "thu",
        "name": "Kế hoạch thử",
        "period_from": 2025,
        "period_to": 2030,
        "decision": None,
        "sections": [{"code": "I", "name": "Một", "order": 1}, {"code": "II", "name": "Hai", "order": 2}],
        "targets": [
            _target("T-1", "I", owner=owner, measure="dossiers.filed_online"),
            _target("T-2", "I", comparator="<=", thresholds=[{"year": 2026, "value": "5.5"}]),
            _target("T-3", "II"),
        ],
    }


def _target(code: str, section: str, **facts: Any) -> dict[str, Any]:
    base = {
        "code": code,
        "section": section,
        "name": f"Chỉ tiêu {code}",
        "comparator": ">=",
        "unit": "percent",
        "class": "A",
        "formula": "a / b",
        "basis": "Mục I",
        "caution": "",
        "owner": None,
        "thresholds": [
            {"year": 2025, "comparator": ">=", "value": 50, "value_to": None},
            {"year": 2026, "comparator": "range", "value": 15, "value_to": 30},
        ],
        "measure": None,
        "deadline_year": None,
        "schedule_note": "",
    }
    return base | facts


def loaded(data: dict[str, Any]) -> Any:
    return load_plan(data, by=SYSTEM, at=NOW)


def plan_entries() -> list[Entry]:
    return list(Entry.objects.filter(subject="plan:thu").order_by("seq"))


def test_a_plan_is_loaded_with_sections_targets_and_thresholds(data: dict[str, Any]) -> None:
    result = loaded(data)

    assert result.added == ["T-1", "T-2", "T-3"]
    assert Plan.objects.get(code="thu").year_to == 2030
    target = Target.objects.get(code="T-1")
    assert target.section.name == "Một"
    assert target.owner == units()[0]
    assert target.measure == "dossiers.filed_online"
    bar = Threshold.objects.get(target=target, year=2026)
    assert (bar.comparator, bar.value, bar.value_to) == ("range", Decimal(15), Decimal(30))
    assert Threshold.objects.get(target__code="T-2").comparator == "<=", "a target's comparator stands in"


def test_the_same_plan_again_changes_and_writes_nothing(data: dict[str, Any]) -> None:
    loaded(data)
    ids = list(Threshold.objects.order_by("pk").values_list("pk", flat=True))

    result = loaded(deepcopy(data))

    assert not result.is_change
    assert len(plan_entries()) == 1
    assert list(Threshold.objects.order_by("pk").values_list("pk", flat=True)) == ids


def test_a_change_is_made_and_told_once(data: dict[str, Any]) -> None:
    loaded(data)
    data["targets"][0]["name"] = "Tên mới"
    data["targets"][1]["thresholds"][0]["value"] = 6
    del data["targets"][2]
    data["sections"].pop()
    data["targets"].append(_target("T-4", "I"))

    result = loaded(data)

    assert (result.added, result.changed, result.removed) == (["T-4"], ["T-1", "T-2"], ["T-3"])
    assert Target.objects.get(code="T-1").name == "Tên mới"
    ended = Target.objects.get(code="T-3")
    assert (ended.ended_on, ended.ended_by) == (local_date(NOW), result.version), "kept, with its history"
    assert ended.thresholds.exists()
    assert Section.objects.filter(plan__code="thu", code="II").exists(), "the ended target's place stays"
    told = plan_entries()[-1]
    assert told.event == "plan.loaded"
    assert told.data == {
        "code": "thu",
        "added": ["T-4"],
        "changed": ["T-1", "T-2"],
        "removed": ["T-3"],
        "version": 2,
        "reading": "",
    }


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        ({"section": "IX"}, "không có mục"),
        ({"unit": "kilogram"}, "kilogram"),
        ({"class": "Z"}, "“Z”"),
        ({"thresholds": [{"year": 2026, "comparator": "~", "value": 1}]}, "“~”"),
        ({"thresholds": [{"year": 2026, "comparator": ">=", "value": "nhiều"}]}, "không phải là số"),
        ({"scale": {"min": 1, "max": 1}}, "thang số"),
        ({"scale": {"min": "ít"}}, "thang số “ít”"),
        ({"typed_as": "always"}, "typed_as"),
    ],
)
def test_a_broken_target_is_named_and_nothing_is_loaded(
    data: dict[str, Any], broken: dict[str, Any], word: str
) -> None:
    data["targets"][1] |= broken

    with pytest.raises(BrokenPlan) as refused:
        loaded(data)

    assert "T-2" in refused.value.sentence
    assert word in refused.value.sentence
    assert not Plan.objects.filter(code="thu").exists()


def test_an_unknown_owner_is_refused(data: dict[str, Any]) -> None:
    data["targets"][0]["owner"] = "khong-co"

    with pytest.raises(Missing):
        loaded(data)


@pytest.mark.parametrize("pack", [PACK, ROOT / "communes" / "lungphinh"])
def test_every_plan_we_ship_names_only_known_comparators_units_and_sources(pack: Path) -> None:
    plan = json.loads((pack / "plan.json").read_text(encoding="utf-8"))

    for target in plan["targets"]:
        assert target["unit"] in Target.Unit.values
        assert target["class"] in Target.Source.values
        assert target["section"] in {section["code"] for section in plan["sections"]}
        assert all(bar["comparator"] in Target.Comparator.values for bar in target["thresholds"])
