"""E-forms as they are drawn: picked conditions, codes, choices, what differs."""

from typing import Any

import pytest

from xaso.modules.procedures.rules import forms
from xaso.modules.procedures.rules.conditions import TESTS, WITHOUT_VALUE, Simple, as_simple, compose, fits
from xaso.platform.eforms.expressions import compile_expression

FORM: dict[str, Any] = {
    "sections": [
        {
            "code": "who",
            "title": "Người khai",
            "fields": [
                {"code": "name", "type": "text", "label": "Họ tên"},
                {"code": "paper", "type": "file", "label": "Bản quét"},
            ],
        },
        {
            "code": "why",
            "title": "Lý do",
            "fields": [{"code": "reason", "type": "choice", "label": "Vì sao"}],
        },
    ],
    "rules": [{"expr": "filled(name)", "field": "name", "message": "Ghi họ tên."}],
}
KINDS = {"is": "choice", "is_not": "text", "has": "choices", "more": "number", "less": "number",
         "filled": "date", "empty": "person", "ticked": "bool", "unticked": "bool"}  # fmt: skip


@pytest.mark.parametrize("test", TESTS)
def test_every_picked_test_is_an_expression_that_is_read_back(test: str) -> None:
    kind = KINDS[test]
    value = "" if test in WITHOUT_VALUE else "2.5" if kind == "number" else "ly 'hôn'"
    simple = Simple("o", test, value)

    written = compose(simple, kind)

    assert as_simple(written) == simple
    assert compile_expression(written, {"o": kind}).names == {"o"}
    assert fits(kind, test)


@pytest.mark.parametrize(
    "source",
    [
        "a == 'x' or b == 'y'",
        "length(a) > 2",
        "a.commune == 'x'",
        "a == b",
        "a ==",
        "a == True",
        "a <= 3",
        "not (a == 'x')",
    ],
)
def test_more_than_one_test_stays_as_written(source: str) -> None:
    assert as_simple(source) is None


def test_a_test_must_suit_its_field() -> None:
    assert not fits("bool", "is")
    assert not fits("choice", "has")
    assert fits("village", "is")
    assert not fits("village", "ticked")


def test_new_pieces_get_codes_of_their_words_that_nobody_has() -> None:
    field = forms.new_field(FORM, kind="file", label="Name")
    section = forms.new_section(FORM, title="Why", intro="")

    assert (field["code"], field["accept"], field["required"]) == ("name_2", ["pdf", "jpg", "png"], False)
    assert forms.new_field(FORM, kind="text", label="Today")["code"] == "today_2"
    assert forms.new_field(FORM, kind="text", label="2 con")["code"] == "o_2_con"
    assert forms.new_field(FORM, kind="text", label="…")["code"] == "o"
    assert (section["code"], section["intro"], section["fields"]) == ("why_2", None, [])


def test_a_condition_looks_only_at_fields_before_it_that_are_no_papers() -> None:
    assert [one["code"] for one in forms.fields_before(FORM, 1)] == ["name"]
    assert [one["code"] for one in forms.fields_before(FORM, 0, 1)] == ["name"]
    assert forms.fields_before(FORM, 0) == []


def test_choices_keep_their_value_when_worded_anew() -> None:
    before = [{"value": "self", "label": "Tự làm"}, {"value": "other", "label": "Làm hộ"}]

    found = forms.options_of("self | Tự mình làm\n\nLàm hộ\nỦy quyền\nUy quyen", before)

    assert found == [
        {"value": "self", "label": "Tự mình làm"},
        {"value": "other", "label": "Làm hộ"},
        {"value": "uy_quyen", "label": "Ủy quyền"},
        {"value": "uy_quyen_2", "label": "Uy quyen"},
    ]
    assert forms.options_of(forms.option_lines(found), []) == found


def test_a_field_keeps_only_what_its_type_has() -> None:
    typed = {
        **forms.FIELD,
        "type": "text",
        "code": "a",
        "min": 3,
        "options": [{"value": "x"}],
        "max_length": 9,
    }

    kept = forms.kept_properties(typed)

    assert (kept["min"], kept["options"], kept["max_length"]) == (None, [], 9)


def test_what_differs_is_told_by_section_field_and_rule() -> None:
    after: dict[str, Any] = {
        "sections": [
            {
                "code": "who",
                "title": "Người nộp",
                "fields": [{"code": "name", "type": "text", "label": "Họ tên", "required": True}],
            },
            FORM["sections"][1] | {"intro": ""},
        ],
        "rules": [],
    }  # fmt: skip

    found = [f"{one.verb} {one.what}" for one in forms.differences(FORM, after)]

    assert found == [
        "bỏ ô “Bản quét”",
        "bỏ điều kiện “Ghi họ tên.”",
        "sửa phần “Người nộp”",
        "sửa ô “Họ tên”",
    ]
    assert forms.differences(FORM, FORM) == []
    assert len(forms.differences(None, FORM)) == 7


def test_a_place_is_told_in_words() -> None:
    words = [forms.place_words(FORM, place) for place in ("who.name", "why", "rules.1", "title", "who.gone")]

    assert words == ["Người khai › Họ tên", "Lý do", "Điều kiện kiểm tra 1", "Tờ khai", "Người khai"]
