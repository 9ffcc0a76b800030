"""What one form was told, the next need not ask."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from xaso.platform.eforms.definition import BrokenForm, Form, parse
from xaso.platform.eforms.sharing import given_before, meaning_of, not_asked_again

TODAY = date(2026, 3, 2)


def field(code: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"code": code, "type": kind, "label": code.capitalize(), **more}


def form(*fields: dict[str, Any], rules: tuple[dict[str, str], ...] = ()) -> Form:
    return parse(
        {
            "code": "to-khai",
            "title": "Tờ khai",
            "valid_from": "2026-01-01",
            "certainty": "D",
            "sections": [{"code": "one", "title": "Một", "fields": [deepcopy(one) for one in fields]}],
            "rules": list(rules),
        }
    )


def test_one_meaning_and_type_is_one_question_whatever_its_code() -> None:
    first = form(field("nguoi_mat", meaning="deceased.name"))
    second = form(field("ho_ten", meaning="deceased.name"), field("khac"))

    given = given_before(second, [(first, {"nguoi_mat": "Giàng A Cụ"})], today=TODAY)

    assert given == {"ho_ten": "Giàng A Cụ"}


def test_what_comes_from_one_place_of_the_account_is_one_question() -> None:
    first = form(field("a", prefill="account.phone"))
    second = form(field("b", prefill="account.phone"), field("c", prefill="account.email"))

    given = given_before(second, [(first, {"a": "0912000901"})], today=TODAY)

    assert given == {"b": "0912000901"}


def test_fields_that_only_look_alike_are_two_questions() -> None:
    first = form(field("reason"), field("died", "date", meaning="deceased.died_on"))
    second = form(field("reason"), field("died", meaning="deceased.died_on"))

    given = given_before(second, [(first, {"reason": "Già yếu", "died": "2026-01-05"})], today=TODAY)

    assert given == {}
    assert meaning_of(first.field("reason")) == ""


def test_an_answer_that_is_wrong_empty_or_no_longer_asked_is_not_carried_over() -> None:
    asked = field("number", pattern="id_number", meaning="head.id")
    hidden = field("other", show_if="number == '1'", meaning="head.name")
    first = form(asked, hidden)
    second = form(field("x", meaning="head.id"), field("y", meaning="head.name"))

    wrong = given_before(second, [(first, {"number": "12", "other": "Mua"})], today=TODAY)
    empty = given_before(second, [(first, {"number": ""})], today=TODAY)

    assert (wrong, empty) == ({}, {})


def test_an_answer_that_does_not_fit_the_field_here_is_not_carried_over() -> None:
    first = form(field("a", max_length=50, meaning="head.name"))
    second = form(field("b", max_length=3, meaning="head.name"))

    assert given_before(second, [(first, {"a": "Giàng A Mua"})], today=TODAY) == {}


def test_the_first_of_several_forms_says_it() -> None:
    first, second = form(field("a", meaning="x")), form(field("b", meaning="x"))
    third = form(field("c", meaning="x"))

    given = given_before(third, [(first, {"a": "một"}), (second, {"b": "hai"})], today=TODAY)

    assert given == {"c": "một"}


def test_what_holds_the_answer_given_before_is_not_asked_again() -> None:
    here = form(field("a"), field("paper", "file", required=True))

    same = not_asked_again(here, {"a": "một"}, {"a": "một"}, today=TODAY)
    other = not_asked_again(here, {"a": "hai"}, {"a": "một"}, today=TODAY)

    assert (same, other) == ({"a"}, frozenset())


def test_a_rule_broken_by_an_answer_given_before_brings_the_field_back() -> None:
    rule = {"expr": "a != b", "field": "a", "message": "Hai người phải khác nhau."}
    here = form(field("a"), field("b"), rules=(rule,))

    asked = not_asked_again(here, {"a": "Mua", "b": "Mua"}, {"a": "Mua"}, today=TODAY)

    assert asked == frozenset()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ([field("a", meaning="Người mất")], "chữ thường không dấu"),
        ([field("a", meaning="x"), field("b", meaning="x")], "đã dùng cho ô khác"),
        ([field("a", "bool", required=True, meaning="x")], "từng tờ khai"),
    ],
)
def test_a_meaning_that_cannot_be_shared_is_refused(fields: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(BrokenForm) as refused:
        form(*fields)

    assert said in refused.value.problems[0].sentence
