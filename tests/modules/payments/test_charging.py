"""What is owed at a rate, and how it is explained."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from xaso.modules.payments import rules

ON = date(2026, 3, 2)
PAGES = rules.Terms("Sao y", "trang", 2000, tiers=((3, 1000),), ceiling=20000)


def relief(group: str, percent: int, **dates: date) -> rules.Relief:
    """Of a group, with the same words."""
    return rules.Relief(group=group, words=group, percent=percent, basis="Luật", **dates)


@pytest.mark.parametrize(
    ("quantity", "copies", "owed"),
    [(1, 1, 2000), (2, 1, 4000), (3, 1, 5000), (3, 4, 20000), (18, 1, 20000), (19, 2, 40000)],
)
def test_pages_cost_less_from_the_third_on_and_a_copy_has_its_ceiling(
    quantity: int, copies: int, owed: int
) -> None:
    assert rules.charge(PAGES, quantity=quantity, copies=copies, on=ON).amount == owed


def test_each_step_of_the_sum_is_told() -> None:
    charge = rules.charge(PAGES, quantity=30, copies=2, on=ON)

    assert charge.lines == (
        "2 trang × 2.000 = 4.000 đồng",
        "28 trang từ trang thứ 3 × 1.000 = 28.000 đồng",
        "Thu không quá 20.000 đồng một bản",
        "2 bản × 20.000 = 40.000 đồng",
    )


def test_the_best_of_several_reliefs_applies_alone() -> None:
    terms = rules.Terms("Giấy", "bản", 7001, reliefs=(relief("elderly", 50), relief("disabled", 30)))

    charge = rules.charge(terms, groups=("disabled", "elderly"), on=ON)

    assert (charge.full, charge.amount, charge.group) == (7001, 3500, "elderly")
    assert charge.lines[-1] == "Giảm 50% cho nhóm “elderly”: còn 3.500 đồng (Luật)"


@pytest.mark.parametrize(
    ("day", "owed"),
    [
        (date(2026, 8, 14), 8000),
        (date(2026, 8, 15), 0),
        (date(2027, 2, 28), 0),
        (date(2027, 3, 1), 8000),
    ],
)
def test_a_relief_holds_from_its_first_to_its_last_day(day: date, owed: int) -> None:
    until = relief("eid", 100, valid_from=date(2026, 8, 15), valid_to=date(2027, 2, 28))
    terms = rules.Terms("Giấy", "bản", 8000, reliefs=(until,))

    charge = rules.charge(terms, groups=("eid",), on=day)

    assert charge.amount == owed


@pytest.mark.parametrize(("quantity", "copies"), [(0, 1), (1, 0)])
def test_nothing_is_no_quantity(quantity: int, copies: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        rules.charge(PAGES, quantity=quantity, copies=copies, on=ON)


@given(quantity=some.integers(1, 500), copies=some.integers(1, 20), percent=some.integers(1, 100))
def test_relief_never_adds_and_more_pages_never_cost_less(quantity: int, copies: int, percent: int) -> None:
    terms = rules.Terms(
        "Sao y", "trang", 2000, tiers=((3, 1000),), ceiling=20000, reliefs=(relief("poor", percent),)
    )

    charge = rules.charge(terms, quantity=quantity, copies=copies, groups=("poor",), on=ON)
    more = rules.charge(terms, quantity=quantity + 1, copies=copies, groups=("poor",), on=ON)

    assert 0 <= charge.amount <= charge.full <= 20000 * copies
    assert charge.amount <= more.amount


def test_numbers_of_a_series_follow_one_another_to_eight_digits() -> None:
    assert rules.next_number(0) == 1
    assert rules.receipt_number(42) == "00000042"
    with pytest.raises(ValueError, match="full"):
        rules.next_number(rules.LARGEST_NUMBER)


def test_a_bill_code_is_fit_for_the_text_of_a_transfer() -> None:
    assert rules.bill_code("XS", date(2026, 11, 24), 7) == "XS2611240007"


def test_the_drawer_holds_what_came_less_what_went() -> None:
    expected = rules.expected_cash(opening=100_000, taken=58_000, given_back=8_000)

    assert expected == 150_000
    assert rules.difference(expected=expected, counted=149_000) == -1_000


@pytest.mark.parametrize(
    ("unit", "answers", "found"),
    [
        ("trang", {"pages": "3", "copies": 2}, (3, 2)),
        ("trang", {"pages": 3}, (3, 1)),
        ("trang", {"copies": 2}, None),
        ("trang", {"pages": "ba"}, None),
        ("bản", {"copies": "4"}, (4, 1)),
        ("bản", {"copies": "99999"}, (1, 1)),
        ("trường hợp", {"copies": "4"}, (1, 1)),
    ],
)
def test_answers_say_how_many(unit: str, answers: dict[str, Any], found: tuple[int, int] | None) -> None:
    assert rules.counted(unit, answers) == found
