"""Versions of the plan: kept whole, compared, and the history of one target."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_work import NOW, PLAN
from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org
from xaso.modules.plan import queries
from xaso.modules.plan.models import PlanVersion, Target
from xaso.modules.plan.queries import readings, versions
from xaso.modules.plan.services import load_plan
from xaso.modules.plan.services.loading import BrokenPlan
from xaso.platform.journal.actors import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def data() -> dict[str, Any]:
    """The plan of the invented commune as its first version holds it."""
    return deepcopy(PlanVersion.objects.get(plan__code=PLAN, number=1).snapshot)


def target(data: dict[str, Any], code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["targets"] if one["code"] == code)
    return found


def test_a_snapshot_loaded_again_changes_nothing(data: dict[str, Any]) -> None:
    loaded = load_plan(data, by=SYSTEM, at=NOW)

    assert (loaded.is_change, loaded.version) == (False, None)


def test_a_threshold_written_otherwise_that_asks_the_same_is_no_difference(data: dict[str, Any]) -> None:
    target(data, "I-01")["thresholds"] = [
        {"year": 2026, "comparator": ">=", "value": "100", "value_to": None}
    ]
    load_plan(deepcopy(data), by=SYSTEM, at=NOW)
    target(data, "I-01")["thresholds"] = [{"year": 2026, "comparator": "=", "value": "100", "value_to": None}]
    load_plan(data, by=SYSTEM, at=NOW)

    found = versions.compare(PLAN, 2, 3)

    assert found.newer.snapshot != found.older.snapshot
    assert found.changes == (), "both read “đạt 100%”"


def test_two_versions_tell_every_difference(data: dict[str, Any]) -> None:
    changed = target(data, "I-01")
    changed |= {
        "name": "Tỷ lệ bà con hài lòng",
        "measure": "",
        "class": "D",
        "owner": None,
        "unit": "count",
        "section": "II",
        "deadline_year": 2027,
        "typed_as": "period",
        "scale": {"min": 0, "max": "2.5"},
        "baseline": {"value": "61.5", "year": 2024, "source": "Báo cáo năm 2024"},
    }
    changed["thresholds"] = [{"year": 2026, "comparator": "range", "value": "10", "value_to": "20"}]
    target(data, "I-03")["baseline"] = {"value": "50", "year": None, "source": ""}
    data["targets"] = [one for one in data["targets"] if one["code"] != "II-04"]
    data["targets"].append(target(data, "I-02") | {"code": "I-09", "thresholds": []})
    load_plan(data, by=SYSTEM, at=NOW)

    found = versions.compare(PLAN, 1, 2)

    assert (found.count("added"), found.count("changed"), found.count("ended")) == (1, 2, 1)
    told = {change.code: {what: (old, new) for what, old, new in change.lines} for change in found.changes}
    assert told["I-01"] == {
        "Tên": ("Tỷ lệ người dân hài lòng", "Tỷ lệ bà con hài lòng"),
        "Mục": ("I", "II"),
        "Đơn vị tính": ("%", "số lượng"),
        "Đơn vị phụ trách": ("van-phong", "chưa có"),
        "Phép đo": ("surveys.satisfaction", "chưa có"),
        "Nguồn số liệu": ("khảo sát", "nhập kèm minh chứng"),
        "Năm phải đạt": ("chưa có", "2027"),
        "Ngưỡng": ("2025–2027: tối thiểu 90%", "2026: từ 10 đến 20"),
        "Số nhập": ("số lũy kế từ đầu năm đến hết kỳ", "số của riêng kỳ từ 0 đến 2,5"),
        "Mức ban đầu": ("chưa có", "61,5 (năm 2024)"),
    }
    assert told["I-03"] == {"Mức ban đầu": ("chưa có", "50")}
    assert told["I-09"] == {"Ngưỡng": ("", "không đặt ngưỡng")}
    assert told["II-04"] == {"Ngưỡng": ("không đặt ngưỡng", "")}
    kept = Target.objects.get(code="I-01")
    assert (kept.baseline_value, kept.baseline_year) == (61.5, 2024)


def test_years_that_ask_the_same_are_told_once() -> None:
    bars = [
        {"year": year, "comparator": ">=", "value": value, "value_to": None}
        for year, value in ((2025, "80"), (2026, "80"), (2028, "80"), (2029, "90"))
    ]

    words = versions.levels({"unit": "percent", "thresholds": bars})

    assert words == "2025–2026: tối thiểu 80%; 2028: tối thiểu 80%; 2029: tối thiểu 90%"


@pytest.mark.parametrize(
    ("measure", "kind", "words"),
    [
        ("a.b", "A", "Phép đo A"),
        ("gone.measure", "A", "gone.measure"),
        ("", "D", "nhập kèm minh chứng"),
        ("", "A", "chưa có nguồn số liệu"),
    ],
)
def test_a_target_says_where_its_figure_comes_from(measure: str, kind: str, words: str) -> None:
    assert versions.figure_source({"measure": measure, "class": kind}, {"a.b": "Phép đo A"}) == words


def test_the_history_of_a_target_tells_each_change_once_newest_first(data: dict[str, Any]) -> None:
    target(data, "I-02")["owner"] = "mot-cua"
    load_plan(data, by=SYSTEM, at=NOW)
    keeper = work.keeper()

    version = work.in_force(keeper)

    history = queries.target_history("I-01")
    assert [(one.number, one.decision) for one in history] == [(3, "15-KH/ĐU"), (1, "")]
    assert history[0].levels[0] == (2026, "tối thiểu 95%")
    assert [(one.number, one.is_held) for one in queries.target_history("I-02")] == [(3, False), (1, True)]
    assert history[1].figure_source == "Mức độ hài lòng về giải quyết thủ tục hành chính"
    assert queries.target_history("khong-co") == []
    assert [one.number for one in queries.newest_versions()] == [version.number]
    assert [one.number for one in versions.versions(PLAN).rows] == [3, 2, 1]


@pytest.mark.parametrize(("code", "word"), [("I-01", "hai lần"), ("CT-NGOAI", "kế hoạch khác")])
def test_a_code_stands_for_one_target_everywhere(data: dict[str, Any], code: str, word: str) -> None:
    other = deepcopy(data) | {"code": "khac", "targets": [target(data, "II-01") | {"code": "CT-NGOAI"}]}
    load_plan(other, by=SYSTEM, at=NOW)
    data["targets"].append(target(data, "I-02") | {"code": code})

    with pytest.raises(BrokenPlan, match=word):
        load_plan(data, by=SYSTEM, at=NOW)


def test_what_is_not_there_is_missing() -> None:
    for ask in (
        lambda: versions.version(PLAN, 9),
        lambda: versions.compare("khong-co", 1, 2),
        lambda: readings.plan_of_code("khong-co"),
    ):
        with pytest.raises(Missing):
            ask()


def test_owners_are_named_by_code() -> None:
    assert versions.owner_names()["van-phong"] == org.unit("van-phong").short_name
