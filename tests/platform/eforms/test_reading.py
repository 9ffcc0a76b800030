"""Boxes become answers: what people type, in the ways they type it; what is wrong keeps what was typed."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from xaso.platform.eforms import sources
from xaso.platform.eforms.checking import check_field
from xaso.platform.eforms.definition import Field, parse
from xaso.platform.eforms.numbers import number_words
from xaso.platform.eforms.reading import (
    read_address,
    read_date,
    read_field,
    read_number,
    read_person,
    read_text,
)

from .forms import a_field, a_form, a_section


def field_of(kind: str = "text", **more: object) -> Field:
    return parse(a_form(a_section("mot", a_field("o", kind, **more)))).field("o")


def sentences(field: Field, data: dict[str, list[str]]) -> dict[str, str]:
    return {problem.field: problem.sentence for problem in check_field(field, read_field(field, data))}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("5", 5), ("1.234", 1234), ("1.234,5", 1234.5), ("1 234 567", 1234567), ("1,5", 1.5), ("12.5", 12.5),
        ("-3", -3), ("  7 ", 7), ("0,50", 0.5), ("", None), ("ba", "ba"), ("1.23.4", "1.23.4"),
        ("1,2,3", "1,2,3"), ("5kg", "5kg"), ("1e9", "1e9"), ("٣", "٣"), ("9" * 30, "9" * 30), ("nan", "nan"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_vietnam_writes_them(typed: str, read: object) -> None:
    assert read_number(typed) == read


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_comes_back_from_its_words(number: int) -> None:
    assert read_number(number_words(number)) == number


@given(st.decimals(-99999, 99999, places=2))
def test_a_fraction_comes_back_from_its_words(number: object) -> None:
    assert read_number(number_words(float(str(number)))) == float(str(number))


@given(st.dates(date(1880, 1, 1), date(2100, 12, 31)))
def test_every_day_of_the_calendar_is_read_from_three_boxes(day: date) -> None:
    data = {"o-ngay": [str(day.day)], "o-thang": [f"{day.month:02d}"], "o-nam": [str(day.year)]}

    assert read_date(data, "o") == day.isoformat()


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("30", "2", "2025", "Tháng 2 năm 2025 không có ngày 30."),
        ("29", "2", "2025", "Tháng 2 năm 2025 không có ngày 29."),
        ("31", "4", "2025", "Tháng 4 không có ngày 31."),
        ("12", "13", "2025", "Không có tháng 13. Tháng từ 1 đến 12."),
        ("0", "1", "2025", "Không có ngày 0. Ngày từ 1 đến 31."),
        ("45", "1", "2025", "Không có ngày 45. Ngày từ 1 đến 31."),
        ("1", "1", "85", "Hãy ghi năm đủ 4 chữ số, ví dụ 1985."),
        ("1", "1", "1700", "Năm phải từ 1880 đến 2100. Hãy xem lại năm."),
        ("1", "1", "0000", "Năm phải từ 1880 đến 2100. Hãy xem lại năm."),
        ("một", "1", "1985", "Ngày, tháng, năm chỉ gồm chữ số, ví dụ 27 3 1985."),
        ("²", "1", "1985", "Ngày, tháng, năm chỉ gồm chữ số, ví dụ 27 3 1985."),
        ("", "1", "1985", "Còn thiếu ngày. Hãy điền đủ ngày, tháng, năm."),
        ("", "", "1985", "Còn thiếu ngày và tháng. Hãy điền đủ ngày, tháng, năm."),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_keeps_what_was_typed(
    day: str, month: str, year: str, sentence: str
) -> None:
    data = {"o-ngay": [day], "o-thang": [month], "o-nam": [year]}

    value = read_field(field_of("date"), data)

    assert sentences(field_of("date"), data) == {"o": sentence}
    assert value == "1700-01-01" or value == {"ngay": day, "thang": month, "nam": year}


@pytest.mark.parametrize(
    ("pattern", "typed", "sentence"),
    [
        ("name", "Giàng Thị Mỷ", None),
        ("name", "Nguyễn Văn A2", "Họ tên không có chữ số."),
        ("name", "Nguyеn Van Ba", "Họ tên có chữ “е” không thuộc bảng chữ cái La-tinh."),
        ("name", "王小明", "Họ tên có chữ “王” không thuộc bảng chữ cái La-tinh."),
        ("name", "A_B", "Họ tên chỉ gồm chữ cái và dấu cách."),
        ("name", "Q", "Họ tên cần ít nhất 2 chữ cái."),
        ("name", "Lò " * 40, "Họ tên dài quá 100 ký tự."),
        ("id_number", "010 190 123 456", None),
        ("id_number", "123456789", "Đây là số chứng minh nhân dân cũ (9 số)."),
        ("id_number", "01019012345", "Số định danh có 12 chữ số, bà con đã ghi 11 số."),
        ("id_number", "01019012345a", "Số định danh chỉ gồm chữ số."),
        ("id_number", "999999999999", "Số định danh này không đúng cách đánh số."),
        ("phone", "+84 912 345 678", None),
        ("phone", "0912.345.678", None),
        ("phone", "02143800123", None),
        ("phone", "12345", "Số điện thoại chưa đúng."),
        ("phone", "o912345678", "Số điện thoại chỉ gồm chữ số"),
        ("email", "my@vidu.vn", None),
        ("email", "my@", "Thư điện tử chưa đúng."),
    ],
)
def test_patterns_say_what_is_wrong(pattern: str, typed: str, sentence: str | None) -> None:
    found = sentences(field_of(pattern=pattern), {"o": [typed]})

    assert found.get("o", "").startswith(sentence or "")
    assert bool(found) is (sentence is not None)


def test_a_telephone_is_kept_in_one_spelling() -> None:
    spellings = ["0912 345 678", "+84912345678", "0084 912.345.678", "84912345678", "(091) 234-5678"]

    assert {read_text(text, "phone") for text in spellings} == {"0912345678"}


def test_text_is_cleaned_but_not_changed() -> None:
    decomposed = "Gia\u0300ng  Thi\u0323\u200b My\u0309 "

    assert read_field(field_of(), {"o": [decomposed]}) == "Giàng Thị Mỷ"


def test_too_long_a_text_is_kept_and_refused() -> None:
    field = field_of(max_length=5)

    assert read_field(field, {"o": ["dài lắm đây"]}) == "dài lắm đây"
    assert "Hãy rút còn 5 ký tự" in sentences(field, {"o": ["dài lắm đây"]})["o"]


def test_an_address_in_this_commune_is_stored_by_codes() -> None:
    data = {"o-place": ["xa"], "o-village": ["T02"], "o-detail": ["Nhà ông Páo"]}

    assert read_address(data, "o") == {
        "province": "15", "commune": "02848", "village": "T02", "detail": "Nhà ông Páo"}  # fmt: skip


def test_an_address_elsewhere_in_the_province_is_chosen_from_a_list() -> None:
    address = read_address({"o-place": ["tinh"], "o-commune": ["02809"]}, "o")

    assert address == {"province": "15", "commune": "02809", "village": "", "detail": ""}


@pytest.mark.parametrize("typed", ["Phường Mộc Châu", "moc chau", "MỘC CHÂU", "phuong moc chau"])
def test_a_commune_of_another_province_is_typed_and_found(typed: str) -> None:
    data = {"o-place": ["khac"], "o-province": ["14"], "o-commune_name": [typed]}

    assert read_address(data, "o") == {"province": "14", "commune": "03980", "village": "", "detail": ""}


def test_without_a_script_the_boxes_filled_in_tell_the_place() -> None:
    assert read_address({"o-province": ["14"], "o-commune_name": ["Tô Hiệu"]}, "o") == {
        "province": "14", "commune": "03646", "village": "", "detail": ""}  # fmt: skip
    assert read_address({"o-village": ["T01"]}, "o") == {
        "province": "15", "commune": "02848", "village": "T01", "detail": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("data", "box", "says"),
    [
        ({"o-detail": ["Số 5"]}, "o-place", "Hãy chọn nơi ở trong xã"),
        ({"o-place": ["tinh"]}, "o-commune", "Hãy chọn xã, phường."),
        ({"o-place": ["tinh"], "o-commune": ["03980"]}, "o-commune", "trong danh sách"),
        ({"o-place": ["khac"]}, "o-province", "Hãy chọn tỉnh"),
        ({"o-place": ["khac"], "o-province": ["14"]}, "o-commune_name", "Hãy ghi tên xã"),
        ({"o-place": ["khac"], "o-province": ["14"], "o-commune_name": ["Moc Chu"]}, "o-commune_name",
         "Tỉnh Sơn La không có xã, phường “Moc Chu”. Có phải Phường Mộc Châu?"),
        ({"o-place": ["khac"], "o-province": ["14"], "o-commune_name": ["Xyz"]}, "o-commune_name",
         "tên xã, phường hiện nay"),
        ({"o-place": ["xa"], "o-village": ["T99"]}, "o-village", "Hãy chọn thôn"),
        ({"o-place": ["xa"], "o-detail": ["x" * 201]}, "o-detail", "dài quá 200"),
    ],
)  # fmt: skip
def test_an_unclear_address_names_the_box_to_mend(data: dict[str, list[str]], box: str, says: str) -> None:
    assert says in sentences(field_of("address"), data)[box]


def test_without_lists_an_address_is_read_as_it_is_typed() -> None:
    sources.replace_all({})

    address = read_address({"o-province": ["Lào Cai"], "o-commune": ["Lùng  Phình"]}, "o")

    assert address == {"province": "Lào Cai", "commune": "Lùng Phình", "village": "", "detail": ""}
    assert check_field(field_of("address"), address) == []


def test_a_name_two_communes_share_is_asked_again() -> None:
    sources.register("commune", lambda province: [("1", "Xã Tân An"), ("2", "Phường Tân An")])
    data = {"o-place": ["khac"], "o-province": ["14"], "o-commune_name": ["tân an"]}

    found = sentences(field_of("address"), data)

    assert "Có phải Xã Tân An, Phường Tân An?" in found["o-commune_name"]


def test_an_untouched_address_and_person_are_nothing() -> None:
    assert read_address({"o-detail": [" "]}, "o") is None
    assert read_person({"o-name": [""], "o-date_of_birth-ngay": [""]}, "o") is None


def test_a_person_half_filled_in_names_the_missing_boxes() -> None:
    data = {
        "o-id_number": ["123"],
        "o-date_of_birth-ngay": ["31"],
        "o-date_of_birth-thang": ["6"],
        "o-date_of_birth-nam": ["1990"],
    }

    found = sentences(field_of("person"), data)

    assert set(found) == {"o-name", "o-id_number", "o-date_of_birth"}
    assert found["o-date_of_birth"] == "Tháng 6 không có ngày 31."


def test_a_query_dict_is_read_like_a_mapping_of_lists() -> None:
    data = QueryDict("o=a&o=b")
    options = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]

    assert read_field(field_of("choices", options=options), data) == ["a", "b"]
    assert read_field(field_of("bool"), QueryDict("o=1")) is True
    assert read_field(field_of("bool"), QueryDict("")) is False


@pytest.mark.parametrize(("kind", "typed"), [("ethnicity", "99"), ("village", "T99"), ("choice", "c")])
def test_a_value_of_no_list_is_refused(kind: str, typed: str) -> None:
    more = {"options": [{"value": "a", "label": "A"}]} if kind == "choice" else {}

    assert "chọn trong danh sách" in sentences(field_of(kind, **more), {"o": [typed]})["o"]


@pytest.mark.parametrize(
    ("more", "typed", "says"),
    [
        ({"min": 1}, "0", "ít nhất là 1"),
        ({"max": 1000}, "1.001", "nhiều nhất là 1.000"),
        ({"decimals": 0}, "2,5", "số tròn"),
        ({}, "hai", "phải là số"),
    ],
)
def test_a_number_outside_its_bounds_is_refused(more: dict[str, object], typed: str, says: str) -> None:
    assert says in sentences(field_of("number", **more), {"o": [typed]})["o"]
