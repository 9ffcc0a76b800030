"""Reading definitions: the sound ones are read, each kind of mistake is named where it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from xaso.kernel.errors import Missing
from xaso.platform.eforms.definition import BrokenForm, parse

from .forms import a_field, a_form, a_rule, a_section, yes_no


def problems_in_full(data: Any) -> list[tuple[str, str]]:
    with pytest.raises(BrokenForm) as broken:
        parse(data)
    return [(problem.field, problem.sentence) for problem in broken.value.problems]


PACK = sorted((Path(settings.BASE_DIR) / "communes" / "lungphinh" / "eforms").glob("*.json"))


def problems_of(data: Any) -> dict[str, str]:
    return dict(problems_in_full(data))


@pytest.mark.parametrize("path", PACK, ids=lambda path: path.stem)
def test_every_form_of_the_pack_is_sound(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))

    form = parse(data)

    assert form.code == path.stem
    assert len(form.sections) == len(data["sections"])
    assert len(form.rules) == len(data["rules"])


def test_the_pack_has_the_forms_of_the_most_used_procedures() -> None:
    assert len(PACK) >= 13


def test_a_section_or_field_that_is_not_there_is_missing() -> None:
    form = parse(a_form(a_section("mot", a_field("ten"))))

    assert form.section("mot").fields[0] is form.field("ten")
    assert form.section_of("ten-place").code == "mot"
    with pytest.raises(Missing):
        form.section("hai")
    with pytest.raises(Missing):
        form.field("tuoi")


@pytest.mark.parametrize(
    ("data", "place", "says"),
    [
        (a_form(a_section("mot", a_field("ten", "colour"))), "mot.ten", "loại ô"),
        (a_form(a_section("mot", a_field("ten"), a_field("ten"))), "mot.ten", "đã dùng"),
        (a_form(a_section("mot", a_field("a")), a_section("mot", a_field("b"))), "mot", "đã dùng"),
        (a_form(a_section("mot", a_field("Tên"))), "mot.Tên", "chữ thường không dấu"),
        (a_form(a_section("mot", a_field("ten", colour="red"))), "mot.ten", "colour"),
        (a_form(a_section("mot", a_field("ten", "choice"))), "mot.ten", "danh sách lựa chọn"),
        (
            a_form(a_section("mot", a_field("ten", options=[{"value": "a", "label": "A"}]))),
            "mot.ten",
            "ô chọn",
        ),
        (a_form(a_section("mot", a_field("ten", pattern="zip"))), "mot.ten", "pattern"),
        (a_form(a_section("mot", a_field("ten", prefill="account.tax"))), "mot.ten", "prefill"),
        (a_form(a_section("mot", a_field("so", "number", min=5, max=1))), "mot.so", "lớn hơn số lớn nhất"),
        (a_form(a_section("mot", a_field("so", "number", min="5"))), "mot.so", "min phải là số"),
        (a_form(a_section("mot", a_field("so", min=5))), "mot.so", "Chỉ ô số"),
        (a_form(a_section("mot", a_field("so", "number", decimals=9))), "mot.so", "decimals"),
        (a_form(a_section("mot", a_field("so", required="yes"))), "mot.so", "required"),
        (a_form(a_section("mot")), "mot", "chưa có ô"),
        (a_form(), "sections", "ít nhất một phần"),
        (a_form(a_section("mot", a_field("ten")), certainty="Z"), "certainty", "Độ chắc chắn"),
        (a_form(a_section("mot", a_field("ten")), valid_from="1/7/2025"), "valid_from", "2025-07-01"),
        (a_form(a_section("mot", a_field("ten")), valid_to="2024-01-01"), "valid_to", "sau ngày"),
        (
            a_form(a_section("mot", a_field("ten", show_if="tuoi > 3"))),
            "mot.ten",
            "không có ô nào tên “tuoi”",
        ),
        (a_form(a_section("mot", a_field("ten", show_if="ten >"))), "mot.ten", "sai cú pháp"),
        (a_form(a_section("mot", a_field("ten"), show_if="so > 1")), "mot", "không có ô nào tên “so”"),
        (a_form(a_section("mot", a_field("ten")), rules=[a_rule("filled(x)", "ten")]), "rules.1", "“x”"),
        (a_form(a_section("mot", a_field("ten")), rules=[a_rule("filled(ten)", "so")]), "rules.1", "“so”"),
        (
            a_form(a_section("mot", a_field("ten")), rules=[a_rule("filled(ten)", "ten", " ")]),
            "rules.1",
            "câu báo",
        ),
        (
            a_form(a_section("mot", a_field("anh", "file")), rules=[a_rule("filled(anh)", "anh")]),
            "rules.1",
            "giấy tờ",
        ),
    ],
)
def test_a_mistake_is_named_where_it_stands(data: dict[str, Any], place: str, says: str) -> None:
    found = problems_of(data)

    assert says in found[place]


@pytest.mark.parametrize(
    ("data", "place", "says"),
    [
        ({**a_form(), "sections": "x"}, "form", "danh sách"),
        ({**a_form(), "sections": [5]}, "form", "danh sách"),
        (a_form({"code": "mot", "title": "Một", "fields": None}), "mot", "“fields”"),
        (a_form({"title": "Một", "fields": [a_field("a")]}), "phần không mã", "chữ thường"),
        (a_form(a_section("mot", a_field("ten"), show_if=5)), "mot", "phải là chữ"),
        (
            a_form(a_section("mot", a_field("c", "choice", options=[{"value": "a", "label": "A"}] * 2))),
            "mot.c",
            "cùng giá trị",
        ),
        ({**a_form(a_section("mot", a_field("ten"))), "colour": 1}, "form", "colour"),
        ({**a_form(a_section("mot", a_field("ten"))), "title": ""}, "title", "Thiếu"),
    ],
)
def test_data_of_another_shape_is_named_too(data: dict[str, Any], place: str, says: str) -> None:
    sentences = problems_in_full(data)

    assert any(where == place and says in sentence for where, sentence in sentences)


def test_all_mistakes_are_told_at_once() -> None:
    data = a_form(a_section("mot", a_field("ten", "colour"), a_field("so", pattern="zip")), certainty="Z")

    found = problems_of(data)

    assert set(found) == {"certainty", "mot.ten", "mot.so"}


def test_a_condition_may_not_look_at_a_later_field() -> None:
    data = a_form(a_section("mot", a_field("ten", show_if="sau == 'yes'"), yes_no("sau")))

    assert "không có ô nào tên “sau”" in problems_of(data)["mot.ten"]


def test_a_value_no_option_has_is_found() -> None:
    data = a_form(a_section("mot", yes_no("hoi")), a_section("hai", a_field("ten"), show_if="hoi != 'maybe'"))

    assert "không có lựa chọn “maybe”" in problems_of(data)["hai"]


def test_a_section_nobody_can_reach_is_found() -> None:
    never = "hoi == 'yes' and hoi == 'no'"
    data = a_form(a_section("mot", yes_no("hoi")), a_section("hai", a_field("ten"), show_if=never))

    assert "không bao giờ đúng" in problems_of(data)["hai"]


@pytest.mark.parametrize("data", [[], "form", None, 3])
def test_what_is_no_object_is_refused(data: Any) -> None:
    assert problems_of(data) == {"form": "Định nghĩa phải là một đối tượng JSON."}
