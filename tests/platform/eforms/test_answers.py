"""Pages asked, answers kept, problems told: once each, where they stand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from xaso.platform.eforms import answers
from xaso.platform.eforms.definition import Form, parse
from xaso.platform.eforms.display import NOTHING, answer_words, summary
from xaso.platform.eforms.numbers import number_words
from xaso.platform.eforms.prefilling import left_and_retyped, prefill

from .forms import a_field, a_form, a_rule, a_section, yes_no

TODAY = date(2026, 11, 24)
PACK = Path(settings.BASE_DIR) / "communes" / "lungphinh" / "eforms"
BIRTH = parse(json.loads((PACK / "birth.json").read_text(encoding="utf-8")))


def boxes(**values: str | list[str]) -> dict[str, list[str]]:
    """Posted boxes; ``__`` in a name stands for a hyphen."""
    return {
        name.replace("__", "-"): [value] if isinstance(value, str) else value
        for name, value in values.items()
    }


@pytest.fixture
def two_pages() -> Form:
    return parse(
        a_form(
            a_section("mot", yes_no("co_con"), a_field("ly_do", show_if="co_con == 'no'")),
            a_section("hai", a_field("so_con", "number", decimals=0), show_if="co_con == 'yes'"),
            a_section("ba", a_field("anh", "file"), a_field("ghi_chu", required=False)),
            rules=[a_rule("so_con < 20", "so_con", "Số con chưa hợp lý. Hãy xem lại.")],
        )
    )


def test_only_pages_that_apply_are_asked(two_pages: Form) -> None:
    with_child = answers.visible_sections(two_pages, {"co_con": "yes"}, today=TODAY)
    without = answers.visible_sections(two_pages, {"co_con": "no"}, today=TODAY)

    assert [section.code for section in with_child] == ["mot", "hai", "ba"]
    assert [section.code for section in without] == ["mot", "ba"]


def test_the_way_leads_past_pages_that_do_not_apply(two_pages: Form) -> None:
    after = answers.next_section(two_pages, "mot", {"co_con": "no"}, today=TODAY)
    before = answers.previous_section(two_pages, "ba", {"co_con": "no"}, today=TODAY)

    assert after is not None
    assert before is not None
    assert (after.code, before.code) == ("ba", "mot")
    assert answers.next_section(two_pages, "ba", {}, today=TODAY) is None
    assert answers.previous_section(two_pages, "mot", {}, today=TODAY) is None


def test_an_answer_behind_a_hidden_question_is_kept_but_not_filed(two_pages: Form) -> None:
    given_ = {"co_con": "no", "ly_do": "Chưa có", "so_con": 3}

    filed = answers.visible_answers(two_pages, given_, today=TODAY)

    assert filed == {"co_con": "no", "ly_do": "Chưa có"}


def test_a_hidden_answer_counts_as_missing_for_what_follows() -> None:
    form = parse(
        a_form(
            a_section("mot", yes_no("a"), yes_no("b", show_if="a == 'yes'")),
            a_section("hai", a_field("c"), show_if="b == 'yes'"),
        )
    )

    asked = answers.visible_sections(form, {"a": "no", "b": "yes"}, today=TODAY)

    assert [section.code for section in asked] == ["mot"]


def test_a_page_keeps_what_was_typed_even_when_it_is_wrong(two_pages: Form) -> None:
    result = answers.read_section(two_pages, "hai", boxes(so_con="hai đứa"), {"co_con": "yes"}, today=TODAY)

    assert result.values == {"so_con": "hai đứa"}
    assert result.errors == {"so_con": "“Ô so_con” phải là số, ví dụ 5 hoặc 1.250,5."}
    assert not result.is_good


def test_a_field_hidden_on_the_page_is_kept_but_not_asked(two_pages: Form) -> None:
    result = answers.read_section(two_pages, "mot", boxes(co_con="yes", ly_do="cũ"), {}, today=TODAY)

    assert result.is_good
    assert result.values == {"co_con": "yes", "ly_do": "cũ"}


def test_a_field_shown_by_an_answer_of_the_same_page_is_asked(two_pages: Form) -> None:
    result = answers.read_section(two_pages, "mot", boxes(co_con="no"), {}, today=TODAY)

    assert result.errors == {"ly_do": "Hãy điền “Ô ly_do”."}


def test_a_rule_speaks_at_its_field_and_once(two_pages: Form) -> None:
    broken = answers.read_section(two_pages, "hai", boxes(so_con="45"), {"co_con": "yes"}, today=TODAY)
    wrong_twice = answers.read_section(two_pages, "hai", boxes(so_con="45,5"), {"co_con": "yes"}, today=TODAY)

    assert [problem.sentence for problem in broken.problems] == ["Số con chưa hợp lý. Hãy xem lại."]
    assert [problem.sentence for problem in wrong_twice.problems] == [
        "“Ô so_con” phải là số tròn, không có phần lẻ."
    ]


def test_a_rule_that_cannot_be_checked_stops_nobody_and_is_listed() -> None:
    form = parse(a_form(a_section("mot", a_field("ten")), rules=[a_rule("ten > 3", "ten")]))

    result = answers.read_section(form, "mot", boxes(ten="Páo"), {}, today=TODAY)

    assert result.is_good
    assert [rule.field for rule in result.unchecked] == ["ten"]
    assert answers.check_all(form, {"ten": "Páo"}, today=TODAY, files={}) == []
    assert len(answers.unchecked_rules(form, {"ten": "Páo"}, today=TODAY)) == 1


@pytest.mark.parametrize("junk", [5, "x", [1], {"a": {"b": 1}}, True, None, 1.5, {"ngay": "1"}])
def test_answers_of_any_shape_are_checked_and_shown_without_breaking(junk: Any) -> None:
    bad = {field.code: junk for field in BIRTH.fields()}

    assert answers.check_all(BIRTH, bad, today=TODAY, files={})
    assert summary(BIRTH, bad, today=TODAY)
    for section in answers.visible_sections(BIRTH, bad, today=TODAY):
        assert section.boxes(bad, {}, {})


def test_a_required_paper_is_asked_for_only_when_papers_are_told(two_pages: Form) -> None:
    silent = answers.read_section(two_pages, "ba", {}, {}, today=TODAY)
    told = answers.read_section(two_pages, "ba", {}, {}, today=TODAY, files={"anh": []})
    sent = answers.read_section(two_pages, "ba", {}, {}, today=TODAY, files={"anh": ["a.pdf"]})

    assert silent.is_good
    assert told.errors == {"anh": "Hãy gửi kèm “Ô anh”."}
    assert sent.is_good


def test_error_links_lead_to_the_first_box_of_an_answer_in_order() -> None:
    found = answers.read_section(BIRTH, "mother", boxes(mother__name="Giàng Thị Mỷ"), {}, today=TODAY)
    child = answers.read_section(BIRTH, "child", {}, {}, today=TODAY)
    place = answers.read_section(BIRTH, "birth_place", {}, {}, today=TODAY)

    assert next(iter(answers.error_links(BIRTH, found.problems))) == "mother-date_of_birth-ngay"
    assert "birth_date-ngay" in answers.error_links(BIRTH, child.problems)
    assert "hometown-place" in answers.error_links(BIRTH, place.problems)
    assert answers.box_id(BIRTH, "mother") == "mother-name"
    assert answers.box_id(BIRTH, "mother-address") == "mother-address-place"


@pytest.mark.parametrize("path", sorted(PACK.glob("*.json")), ids=lambda path: path.stem)
def test_every_visible_required_field_left_empty_gives_exactly_one_problem(path: Path) -> None:
    form = parse(json.loads(path.read_text(encoding="utf-8")))

    problems = answers.check_all(form, {}, today=TODAY, files={})

    wanted = [field.code for field in answers.visible_fields(form, {}, today=TODAY) if field.required]
    assert [problem.field for problem in problems] == wanted


GOOD_BIRTH = {
    "applicant_name": "Giàng Thị Mỷ",
    "applicant_id": "010190123456",
    "applicant_phone": "0912345678",
    "applicant_address": {"province": "15", "commune": "02848", "village": "T01", "detail": ""},
    "relation": "mother",
    "special_case": "none",
    "child_name": "Vàng A Sình",
    "child_gender": "male",
    "birth_date": "2026-11-01",
    "child_ethnicity": "08",
    "child_nationality": "vn",
    "birth_place_kind": "home",
    "birth_address": {"province": "15", "commune": "02848", "village": "", "detail": ""},
    "hometown": {"province": "14", "commune": "03980", "village": "", "detail": ""},
    "mother": {
        "name": "Giàng Thị Mỷ",
        "date_of_birth": "2000-02-01",
        "id_number": "010300123456",
        "address": None,
    },
    "mother_ethnicity": "08",
    "mother_nationality": "vn",
    "father_stated": "unmarried",
    "birth_paper_kind": "certificate",
    "by_authorisation": False,
    "copies": 2,
    "truthful": True,
}
FILES = {"birth_paper": ["giay-chung-sinh.jpg"]}


def test_a_whole_birth_declaration_may_be_filed() -> None:
    assert answers.check_all(BIRTH, GOOD_BIRTH, today=TODAY, files=FILES) == []


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"birth_date": "2026-12-01"}, "birth_date", "không thể ở tương lai"),
        ({"mother": {**GOOD_BIRTH["mother"], "date_of_birth": "2020-01-01"}}, "mother", "chưa hợp lý"),  # type: ignore[dict-item]
        ({"truthful": False}, "truthful", "Hãy đánh dấu"),
    ],
)
def test_the_rules_of_the_birth_form_hold(changed: dict[str, Any], field: str, says: str) -> None:
    problems = answers.check_all(BIRTH, {**GOOD_BIRTH, **changed}, today=TODAY, files=FILES)

    assert [(problem.field, says in problem.sentence) for problem in problems] == [(field, True)]


def test_the_summary_says_every_answer_in_words() -> None:
    pages = summary(BIRTH, GOOD_BIRTH, today=TODAY, files=FILES)
    asked = answers.visible_fields(BIRTH, GOOD_BIRTH, today=TODAY)

    texts = [row.text for page in pages for row in page.rows]
    shown = {field.code: text for field, text in zip(asked, texts, strict=True)}
    assert shown["birth_date"] == "01/11/2026"
    assert shown["applicant_address"] == "Thôn Lùng Phình, Xã Lùng Phình, Tỉnh Lào Cai"
    assert shown["hometown"] == "Phường Mộc Châu, Tỉnh Sơn La"
    assert shown["child_gender"] == "Nam"
    assert shown["birth_time"] == NOTHING
    assert shown["by_authorisation"] == "Không"
    assert shown["child_ethnicity"] == "Mông"
    assert shown["birth_paper"] == "giay-chung-sinh.jpg"
    assert shown["identity_paper"] == "Chưa gửi"
    assert shown["mother"] == "Giàng Thị Mỷ, sinh 01/02/2000, số định danh 010300123456"


def test_the_summary_leaves_papers_out_when_none_are_told() -> None:
    pages = summary(BIRTH, GOOD_BIRTH, today=TODAY)

    assert "birth_papers" in [page.code for page in pages]
    assert BIRTH.field("birth_paper").label not in [row.label for page in pages for row in page.rows]


def test_the_account_fills_in_what_it_knows_and_nothing_else() -> None:
    account = {
        "full_name": "Giàng Thị Mỷ",
        "id_number": "010190123456",
        "phone": "0912345678",
        "address": {"province": "15", "commune": "02848", "village": "T01"},
        "ethnicity": "99",
    }

    first = prefill(BIRTH, account)

    assert first == {
        "applicant_name": "Giàng Thị Mỷ",
        "applicant_id": "010190123456",
        "applicant_phone": "0912345678",
        "applicant_address": {"province": "15", "commune": "02848", "village": "T01", "detail": ""},
    }


def test_only_what_fits_a_field_is_filled_in() -> None:
    form = parse(
        a_form(
            a_section(
                "mot",
                a_field("ngay", "date", prefill="account.date_of_birth"),
                yes_no("gioi", prefill="account.gender"),
                a_field("thon", "village", prefill="account.village"),
                a_field("so", "number", prefill="account.phone"),
                a_field("chu", "textarea", prefill="account.full_name"),
            )
        )
    )
    good = {"date_of_birth": "1990-02-01", "gender": "yes", "village": "T01", "phone": "1", "full_name": "Mỷ"}
    bad = {"date_of_birth": "1/2/1990", "gender": "maybe", "village": "T99", "full_name": 5}

    assert prefill(form, good) == {"ngay": "1990-02-01", "gioi": "yes", "thon": "T01", "chu": "Mỷ"}
    assert prefill(form, bad) == {}


def test_an_address_known_as_text_is_a_detail_within_this_commune() -> None:
    first = prefill(BIRTH, {"address": "Nhà ông Páo"})

    assert first["applicant_address"]["commune"] == "02848"
    assert first["applicant_address"]["detail"] == "Nhà ông Páo"


TYPED = parse(
    a_form(
        a_section(
            "mot",
            a_field("chu", max_length=50),
            a_field("so", "number"),
            a_field("ngay", "date"),
            yes_no("chon"),
            a_field("nhieu", "choices", options=[{"value": v, "label": v.upper()} for v in "abc"]),
            a_field("xac_nhan", "bool"),
        )
    )
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chu=st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=40),
    so=st.integers(-(10**6), 10**6),
    ngay=st.dates(date(1880, 1, 1), date(2100, 12, 31)),
    chon=st.sampled_from(["yes", "no"]),
    nhieu=st.lists(st.sampled_from("abc"), min_size=1, unique=True),
)
def test_what_is_posted_is_kept_checked_and_shown(
    chu: str, so: int, ngay: date, chon: str, nhieu: list[str]
) -> None:
    data = boxes(
        chu=chu, so=number_words(so), ngay__ngay=str(ngay.day), ngay__thang=str(ngay.month),
        ngay__nam=str(ngay.year), chon=chon, nhieu=nhieu, xac_nhan="1",
    )  # fmt: skip

    result = answers.read_section(TYPED, "mot", data, {}, today=TODAY)

    assert result.problems == []
    assert json.loads(json.dumps(result.values)) == result.values
    [page] = summary(TYPED, result.values, today=TODAY)
    assert [row.text for row in page.rows][1:] == [
        number_words(so), f"{ngay:%d/%m/}{ngay.year}", {"yes": "Có", "no": "Không"}[chon],
        "; ".join(value.upper() for value in nhieu), "Có",
    ]  # fmt: skip
    assert answers.check_all(TYPED, result.values, today=TODAY, files={}) == []


@given(left_out=st.sets(st.sampled_from(["chu", "so", "ngay", "chon", "nhieu", "xac_nhan"])))
def test_each_answer_left_out_gives_one_problem(left_out: set[str]) -> None:
    whole = {"chu": "a", "so": 1, "ngay": "2020-01-01", "chon": "yes", "nhieu": ["a"], "xac_nhan": True}

    problems = answers.check_all(
        TYPED, {code: value for code, value in whole.items() if code not in left_out}, today=TODAY, files={}
    )

    assert {problem.field for problem in problems} == left_out
    assert len(problems) == len(left_out)


def test_what_was_typed_wrongly_is_shown_as_typed() -> None:
    day, number = TYPED.field("ngay"), TYPED.field("so")

    assert answer_words(day, {"ngay": "30", "thang": "2", "nam": ""}) == "30/2/…"
    assert answer_words(number, "ba") == "ba"


def test_a_box_that_must_be_ticked_and_is_not_was_not_answered() -> None:
    must = TYPED.field("xac_nhan")

    assert must.required
    assert (answer_words(must, False), answer_words(must, True)) == (NOTHING, "Có")


def test_fields_filled_in_are_told_apart_from_those_typed_anew() -> None:
    given = {"name": "Say", "phone": "0912", "home": {"village": "B1"}, "email": "a@b"}

    found = left_and_retyped(given, {"name": "Say", "phone": "0999", "home": {"village": "B1"}})

    assert found == (["home", "name"], ["phone"])
