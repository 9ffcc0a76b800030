"""What a person's data must look like."""

from datetime import date

import pytest

from xaso.modules.citizens import rules

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("010-190-000-123", "010190000123"),
        ("(0214) 3 123 456", "02143123456"),
        ("", ""),
    ],
)
def test_digits_lose_what_people_type_between_them(typed: str, digits: str) -> None:
    assert rules.digits_of(typed) == digits


@pytest.mark.parametrize(
    ("name", "is_good"),
    [
        ("Giàng Thị Mỷ", True),
        ("Vừ A Lạ", True),
        ("", False),
        ("Иван Петров", False),
        ("王芳", False),
        ("A1", False),
    ],
)
def test_a_name_is_of_vietnamese_letters(name: str, is_good: bool) -> None:
    assert (rules.name_problem(name) is None) == is_good


@pytest.mark.parametrize(
    ("number", "is_good"),
    [
        ("010190000123", True),
        ("", False),
        ("01019000012", False),
        ("0101900001234", False),
        ("abcdefghijkl", False),
    ],
)
def test_a_personal_number_has_twelve_digits(number: str, is_good: bool) -> None:
    assert (rules.id_number_problem(number) is None) == is_good


@pytest.mark.parametrize(
    ("born", "at_least", "is_good"),
    [
        (date(1990, 5, 20), 14, True),
        (date(2012, 3, 2), 14, True),
        (date(2012, 3, 3), 14, False),
        (date(2026, 3, 2), 0, True),
        (date(2026, 3, 3), 0, False),
        (date(1895, 1, 1), 0, False),
        (None, 0, False),
    ],
)
def test_a_date_of_birth_is_past_and_old_enough(born: date | None, at_least: int, is_good: bool) -> None:
    assert (rules.birth_problem(born, TODAY, at_least=at_least) is None) == is_good


@pytest.mark.parametrize(
    ("phone", "required", "is_good"),
    [
        ("0912345678", True, True),
        ("", True, False),
        ("", False, True),
        ("912345678", True, False),
        ("09123", False, False),
    ],
)
def test_a_phone_number_begins_with_zero(phone: str, required: bool, is_good: bool) -> None:
    assert (rules.phone_problem(phone, required=required) is None) == is_good


@pytest.mark.parametrize(
    ("email", "is_good"),
    [("", True), ("a@b.vn", True), ("a@b", False), ("ab.vn", False), ("a b@c.vn", False)],
)
def test_an_email_may_be_left_out_but_not_be_wrong(email: str, is_good: bool) -> None:
    assert (rules.email_problem(email) is None) == is_good


@pytest.mark.parametrize(
    ("name", "born", "agrees"),
    [
        ("GIANG THI SAY", date(1990, 5, 20), True),
        ("Giàng Thị Say", date(1990, 5, 21), False),
        ("Giàng Thị Sáy", date(1990, 5, 20), True),
        ("Giàng Thị Mỷ", date(1990, 5, 20), False),
    ],
)
def test_the_same_person_has_the_same_name_and_birth_date(name: str, born: date, agrees: bool) -> None:
    assert rules.same_person("Giàng Thị Say", date(1990, 5, 20), name, born) == agrees


def test_a_record_without_a_birth_date_agrees_with_nobody() -> None:
    assert not rules.same_person("Giàng Thị Say", None, "Giàng Thị Say", date(1990, 5, 20))


@pytest.mark.parametrize(
    ("phone", "email", "changes"),
    [("0912 000 901", "", False), ("0912000902", "", True), ("0912000901", "a@b.vn", True)],
)
def test_another_phone_or_email_asks_for_the_password(phone: str, email: str, changes: bool) -> None:
    assert rules.contact_changes("0912000901", "", phone, email) == changes


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("(1) Bản sao của Giấy khai sinh", "giay khai sinh"),
        ("Bản chính Giấy chứng nhận kết hôn", "giay chung nhan ket hon"),
        ("Đơn đề nghị", "don de nghi"),
    ],
)
def test_a_paper_is_known_by_its_name_without_numbers_and_copies(name: str, kind: str) -> None:
    assert rules.kind_of(name) == kind


def test_a_short_name_stands_only_for_itself() -> None:
    assert rules.may_stand_for("can cuoc", "Căn cước")
    assert not rules.may_stand_for("can cuoc", "Căn cước của cha mẹ")
    assert rules.may_stand_for("giay khai sinh", "Giấy khai sinh của trẻ")
    assert not rules.may_stand_for("giay khai sinh", "Giấy khai sinhh của trẻ")


@pytest.mark.parametrize(
    ("ended", "replaced", "valid_to", "standing"),
    [
        (False, False, None, rules.Standing.VALID),
        (False, False, date(2026, 3, 2), rules.Standing.VALID),
        (False, False, date(2026, 3, 1), rules.Standing.EXPIRED),
        (True, True, None, rules.Standing.REPLACED),
        (True, False, date(2026, 3, 1), rules.Standing.WITHDRAWN),
    ],
)
def test_what_a_paper_is_worth(
    ended: bool, replaced: bool, valid_to: date | None, standing: rules.Standing
) -> None:
    day = date(2026, 3, 2)

    assert rules.standing_of(is_ended=ended, is_replaced=replaced, valid_to=valid_to, today=day) == standing


def test_a_limited_paper_holds_so_many_months_to_the_same_day_or_the_last() -> None:
    life = {"Giấy xác nhận tình trạng hôn nhân": 6}
    kind = rules.kind_of("Giấy xác nhận tình trạng hôn nhân")

    assert rules.valid_until(kind, date(2026, 1, 15), life) == date(2026, 7, 15)
    assert rules.valid_until(kind, date(2026, 8, 31), life) == date(2027, 2, 28)
    assert rules.valid_until(kind, None, life) is None
    assert rules.valid_until("giay khac", date(2026, 1, 15), life) is None


def test_a_paper_of_one_birth_is_another_paper_at_the_next() -> None:
    kinds = [rules.kind_of("Giấy chứng sinh")]

    assert rules.is_of_one_event("Giấy chứng sinh; không có thì văn bản của người làm chứng", kinds)
    assert rules.is_of_one_event("Bản sao Giấy chứng sinh", kinds)
    assert not rules.is_of_one_event("Giấy chứng sinhh", kinds)
    assert not rules.is_of_one_event("Giấy khai sinh", kinds)
