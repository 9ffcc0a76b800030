"""An index out of its JSON, and everything that can be wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.indicators.scoring.trees import ON_TIME, index, leaf
from xaso.kernel.certainty import Certainty
from xaso.modules.indicators.scoring import rules
from xaso.modules.indicators.scoring.reading import BrokenIndex, read_index
from xaso.modules.indicators.scoring.tree import Place, Source

ALL_KINDS = index(
    leaf("1", 20, ON_TIME, owner="phong-thu", note="Ghi chú"),
    leaf("2", 10, {"kind": "shares", "terms": [
        {"code": "a", "name": "A", "max_points": 6, "full_at": "0.9", "when_none": 6},
        {"code": "b", "name": "B", "max_points": 4, "full_at": 0.8, "measure": "dossiers.received"},
    ]}),
    leaf("3", 5, {"kind": "steps", "steps": [{"at_least": 4, "points": 5}, {"at_least": 1, "points": 2}]}),
    leaf("4", 5, {"kind": "choice", "options": [
        {"code": "x", "name": "X", "points": 5}, {"code": "y", "name": "Y", "points": 0},
    ]}),
    leaf("5", 2, {"kind": "yes_no", "max_points": 2, "input": "Có kế hoạch"}, source="self"),
    leaf("6", 8, {"kind": "manual", "max_points": 8}),
    leaf("7", 0, {"kind": "adjustment", "per": -0.5, "cap": 2}),
    leaf("8", 0, {"kind": "shown", "measure": "dossiers.received"}),
    note="Thử mọi cách chấm",
)  # fmt: skip


def faults_of(data: Any) -> list[tuple[Place, str]]:
    with pytest.raises(BrokenIndex) as caught:
        read_index(data)
    return caught.value.faults


def first_leaf(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["groups"][0]["criteria"][0]["leaves"][0]
    return found


def test_every_kind_of_rule_is_read() -> None:
    found = read_index(ALL_KINDS)

    kinds = [type(one.rule) for one in found.leaves]

    assert kinds == [
        rules.Shares, rules.Shares, rules.Steps, rules.Choice, rules.Choice, rules.Manual, rules.Adjustment,
        rules.Shown,
    ]  # fmt: skip
    assert (found.max_points, found.valid_from, found.valid_to) == (50, date(2025, 1, 1), None)


def test_numbers_are_exact_as_written() -> None:
    rule = read_index(ALL_KINDS).leaves[1].rule

    assert isinstance(rule, rules.Shares)
    assert [(one.max_points, one.full_at, one.when_none) for one in rule.terms] == [
        (6, Decimal("0.9"), 6),
        (4, Decimal("0.8"), None),
    ]


def test_a_leaf_tells_its_measures_its_owner_and_whether_a_person_is_asked() -> None:
    first, second, *_ = read_index(ALL_KINDS).leaves

    assert (first.measures, first.owner, first.certainty) == (("dossiers.on_time",), "phong-thu", Certainty.D)
    assert not first.asked
    assert second.measures == ("dossiers.received",)
    assert second.asked
    assert [source.label for source in Source] == ["phần mềm đếm", "khảo sát", "tự chấm"]


def test_a_leaf_is_found_by_its_code() -> None:
    found = read_index(ALL_KINDS)

    assert found.leaf("7") is found.leaves[6]
    assert found.leaf("77") is None


def test_maxima_that_do_not_add_up_are_told_at_every_level() -> None:
    data = index(leaf("1", 20, ON_TIME))
    first_leaf(data)["max_points"] = 21
    data["max_points"] = 99

    found = dict(faults_of(data))

    assert found[("max_points",)] == "Điểm tối đa ghi 99, các phần bên trong cộng lại là 20."
    inner: Place = ("groups", 0, "criteria", 0)
    assert (*inner, "max_points") in found
    assert found[(*inner, "leaves", 0, "max_points")].endswith("là 20.")


def test_a_code_given_twice_is_told_at_the_second() -> None:
    data = index(leaf("1", 20, ON_TIME), leaf("1", 20, ON_TIME))

    assert faults_of(data) == [
        (("groups", 0, "criteria", 1, "leaves", 0, "code"), "Mã 1 đã có ở tiêu chí khác.")
    ]


def test_a_validity_that_ends_before_it_begins_is_told() -> None:
    data = index(leaf("1", 20, ON_TIME), valid_to="2024-12-31")

    assert [place for place, _ in faults_of(data)] == [("valid_to",)]


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda one: one.pop("how"), "how"),
        (lambda one: one.update(how=" "), "how"),
        (lambda one: one.update(hwo="x"), "hwo"),
        (lambda one: one.update(source="gods"), "source"),
        (lambda one: one.update(certainty="Z"), "certainty"),
        (lambda one: one.update(max_points="many"), "max_points"),
        (lambda one: one.update(max_points=True), "max_points"),
    ],
)
def test_a_leaf_that_is_not_whole_is_told_by_name(
    spoil: Callable[[dict[str, Any]], object], place: str
) -> None:
    data = index(leaf("1", 20, ON_TIME))
    spoil(first_leaf(data))

    assert [found[-1] for found, _ in faults_of(data)] == [place]


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ({"kind": "magic"}, ("rule", "kind")),
        ([], ("rule", "kind")),
        ({"kind": "share", "max_points": 20, "full_at": 0}, ("rule", "full_at")),
        ({"kind": "share", "max_points": 20, "full_at": 1.2}, ("rule", "full_at")),
        ({"kind": "share", "max_points": 20, "when_none": 21}, ("rule", "when_none")),
        ({"kind": "shares", "terms": []}, ("rule", "terms")),
        ({"kind": "shares", "terms": ["A"]}, ("terms", 0)),
        ({"kind": "steps", "steps": []}, ("rule", "steps")),
        ({"kind": "steps", "steps": [{"at_least": 1, "points": 1}] * 2}, ("rule", "steps")),
        ({"kind": "choice", "options": []}, ("rule", "options")),
        ({"kind": "adjustment", "per": 1, "cap": 0}, ("rule", "cap")),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_used_is_told_by_place(rule: Any, place: Place) -> None:
    data = index(leaf("1", 20, rule))

    found = faults_of(data)

    assert any(where[-2:] == place for where, _ in found), found


@pytest.mark.parametrize("value", [None, "31/12/2025", 2025])
def test_an_index_says_from_which_day_it_is_valid(value: Any) -> None:
    data = index(leaf("1", 20, ON_TIME), valid_from=value)

    assert ("valid_from",) in dict(faults_of(data))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    )
)
def test_no_json_breaks_the_reader(data: Any) -> None:
    with pytest.raises(BrokenIndex):
        read_index(data)


@given(st.sampled_from(sorted(json.dumps(ALL_KINDS))), st.data())
def test_a_spoiled_value_anywhere_is_a_fault_or_harmless(mark: str, draw: st.DataObject) -> None:
    text = json.dumps(ALL_KINDS)
    at = draw.draw(st.integers(0, len(text) - 1))
    try:
        data = json.loads(text[:at] + mark + text[at + 1 :])
    except json.JSONDecodeError:
        return

    try:
        found = read_index(data)
    except BrokenIndex as broken:
        told = [str(place) for place, _ in broken.faults]
    else:
        told = [found.code]

    assert told
