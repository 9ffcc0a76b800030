"""The boxes of a page, and the page they make."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.template import engines

from xaso.platform.eforms import sources
from xaso.platform.eforms.definition import parse

from .forms import a_field, a_form, a_section, yes_no

PACK = Path(settings.BASE_DIR) / "communes" / "lungphinh"
BIRTH = parse(json.loads((PACK / "eforms" / "birth.json").read_text(encoding="utf-8")))
PAGE_BUDGET = 15 * 1024
PAGE = (
    "{% from 'eforms/section.html' import section_fields %}"
    "{{ section_fields(section, values, errors, files) }}"
)


def html(
    section: Any, values: Mapping[str, Any], errors: Mapping[str, str] | None = None, **files: Any
) -> str:
    template = engines["jinja2"].from_string(PAGE)
    return template.render({"section": section, "values": values, "errors": errors or {}, "files": files})


def test_a_field_tied_to_one_choice_is_drawn_under_it() -> None:
    boxes = BIRTH.section("birth_place").boxes({})

    kind = boxes[0]
    assert kind.params["name"] == "birth_place_kind"
    assert [box.params["name"] for box in kind.under["health_facility"]] == ["birth_facility"]
    assert "birth_facility" not in [box.params.get("name") for box in boxes]


def test_a_field_tied_to_several_choices_says_when_to_fill_it_in() -> None:
    options = [{"value": v, "label": v.upper()} for v in "abc"]
    form = parse(
        a_form(
            a_section(
                "mot",
                a_field("chon", "choice", options=options),
                a_field("them", show_if="chon == 'a' or chon == 'b'"),
                a_field("khac", show_if="length(chon) > 0"),
            )
        )
    )

    hints = {
        box.params["name"]: box.params.get("hint", {}).get("text", "") for box in form.sections[0].boxes({})
    }

    assert hints["them"] == "Chỉ điền khi chọn “A” hoặc “B”."
    assert hints["khac"] == ""


def test_a_field_decided_on_an_earlier_page_is_drawn_only_when_it_applies() -> None:
    form = parse(
        a_form(a_section("mot", yes_no("hoi")), a_section("hai", a_field("ten", show_if="hoi == 'yes'")))
    )

    assert len(form.section("hai").boxes({"hoi": "yes"})) == 1
    assert form.section("hai").boxes({"hoi": "no"}) == []


def test_every_page_of_every_form_is_drawn_with_each_box_once() -> None:
    for path in sorted((PACK / "eforms").glob("*.json")):
        form = parse(json.loads(path.read_text(encoding="utf-8")))
        for section in form.sections:
            page = html(section, {})
            asked = [field.code for field in section.fields if field.show_if is None]
            assert [code for code in asked if f'"{code}' not in page] == []
            ids = [part.split('"', 1)[0] for part in page.split(' id="')[1:]]
            assert len(ids) == len(set(ids)), (form.code, section.code)


def test_what_was_typed_stands_in_its_box_beside_what_is_wrong() -> None:
    values = {
        "mother": {
            "name": "Giàng <b>",
            "date_of_birth": {"ngay": "30", "thang": "2", "nam": "1990"},
            "id_number": "123",
            "address": {"province": "14", "place": "khac", "commune_name": "Mộc Chu"},
        }
    }

    page = html(
        BIRTH.section("mother"), values, {"mother-date_of_birth": "Tháng 2 năm 1990 không có ngày 30."}
    )

    assert "Giàng &lt;b&gt;" in page
    [day] = re.findall(r"<input[^>]*mother-date_of_birth-ngay[^>]*>", page)
    assert 'value="30"' in day
    assert "Mộc Chu" in page
    assert "Tháng 2 năm 1990 không có ngày 30." in page
    assert 'value="khac" checked' in page


def test_a_stored_address_comes_back_into_its_boxes() -> None:
    here = html(
        BIRTH.section("applicant"),
        {"applicant_address": {"province": "15", "commune": "02848", "village": "T02"}},
    )
    away = html(BIRTH.section("applicant"), {"applicant_address": {"province": "14", "commune": "03980"}})

    assert 'value="xa" checked' in here
    assert '<option value="T02" selected' in here
    assert 'value="khac" checked' in away
    assert 'value="Phường Mộc Châu"' in away


def test_without_lists_an_address_is_plain_text() -> None:
    sources.replace_all({})

    page = html(BIRTH.section("applicant"), {})

    assert 'name="applicant_address-province"' in page
    assert 'name="applicant_address-place"' not in page


def test_papers_already_sent_are_listed() -> None:
    kept = [SimpleNamespace(file=SimpleNamespace(name="giấy.pdf", size=2048))]

    page = html(BIRTH.section("birth_papers"), {}, birth_paper=kept)

    assert "Đã gửi: giấy.pdf (2 KB)" in page
    assert 'accept=".pdf,.jpg,.png"' in page


@pytest.mark.parametrize("section", BIRTH.sections, ids=lambda section: section.code)
def test_a_page_of_the_birth_form_stays_small_with_the_true_divisions(section: Any) -> None:
    divisions = json.loads((PACK / "divisions.json").read_text(encoding="utf-8"))
    communes: dict[str, list[tuple[str, str]]] = {}
    for one in divisions["communes"]:
        communes.setdefault(one["province"], []).append((one["code"], one["full_name"]))
    sources.register("province", lambda: [(one["code"], one["full_name"]) for one in divisions["provinces"]])
    sources.register("commune", lambda province: communes.get(province, []))

    page = html(section, {})

    assert sum(map(len, communes.values())) == 3321
    assert len(gzip.compress(page.encode())) < PAGE_BUDGET / 2
