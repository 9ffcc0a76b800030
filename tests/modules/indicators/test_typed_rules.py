"""What may be typed, which figure counts, how old it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.indicators.rules.typed import (
    Scale,
    Typed,
    age_days,
    age_words,
    asked_window,
    computed,
    counting,
    is_old,
    leaves_a_gap,
    newest,
    of_days,
    problems,
    scale_words,
    typeable_windows,
)
from xaso.modules.indicators.rules.windows import WindowKind, windows_of


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@dataclass(frozen=True)
class Row:
    covers_from: date
    covers_to: date
    pk: int
    decided_at: datetime | None = None


@pytest.mark.parametrize(
    ("unit", "value", "part", "whole", "boxes"),
    [
        ("percent", "85.5", None, None, []),
        ("percent", None, "171", "200", []),
        ("percent", "85.5", "171", "200", []),
        ("percent", "85.53", "171", "200", []),
        ("percent", "90", "171", "200", ["value"]),
        ("percent", None, None, None, ["value"]),
        ("percent", "101", None, None, ["value"]),
        ("percent", "-1", None, None, ["value"]),
        ("percent", None, "3", None, ["part_alone"]),
        ("percent", None, None, "3", ["whole_alone"]),
        ("percent", None, "3", "0", ["whole", "value"]),
        ("percent", None, "-1", "3", ["part"]),
        ("percent", None, "4", "3", ["part"]),
        ("percent", None, "99999999999999999999", "99999999999999999999", ["whole"]),
        ("points", "-12.5", None, None, []),
        ("points", "-100.5", None, None, ["value"]),
        ("count", "12", None, None, []),
        ("count", "12.5", None, None, ["value"]),
        ("count", None, None, None, ["value"]),
        ("count", "12", "1", "2", ["part"]),
        ("score", "0.65", None, None, []),
        ("score", "100000000000000", None, None, ["value"]),
        ("rank", "3", None, None, []),
        ("rank", "0", None, None, ["value"]),
        ("money", "1500000", None, None, []),
        ("money", "0.5", None, None, ["value"]),
    ],
)
def test_numbers_are_checked_by_their_unit(
    unit: str, value: str | None, part: str | None, whole: str | None, boxes: list[str]
) -> None:
    found = problems(Typed(number(value), number(part), number(whole)), unit)

    if boxes == ["part_alone"]:
        assert [box for box, _ in found] == ["whole", "value"]
    elif boxes == ["whole_alone"]:
        assert [box for box, _ in found] == ["part", "value"]
    else:
        assert [box for box, _ in found] == boxes
    assert all(sentence.endswith(".") for _, sentence in found)


@pytest.mark.parametrize(
    ("value", "scale", "sentence"),
    [
        ("0.65", Scale(Decimal(0), Decimal(1)), ""),
        ("1", Scale(Decimal(0), Decimal(1)), ""),
        ("1.1", Scale(Decimal(0), Decimal("1.0000")), "Thang số của chỉ tiêu này từ 0 đến 1. Xem lại số."),
        ("0.5", Scale(Decimal(1)), "Thang số của chỉ tiêu này từ 1. Xem lại số."),
        ("9", Scale(None, Decimal("2.5")), "Thang số của chỉ tiêu này không quá 2,5. Xem lại số."),
        ("999999", Scale(), ""),
    ],
)
def test_numbers_lie_on_the_scale_of_their_target(value: str, scale: Scale, sentence: str) -> None:
    found = problems(Typed(Decimal(value)), "score", scale)

    assert [words for _, words in found] == ([sentence] if sentence else [])
    assert scale_words(Scale()) == ""


def test_counts_of_windows_beside_each_other_add_up_and_the_longest_stands_for_those_inside_it() -> None:
    january = Row(date(2025, 12, 15), date(2026, 1, 14), 1)
    february = Row(date(2026, 1, 15), date(2026, 2, 14), 2)
    march = Row(date(2026, 2, 15), date(2026, 3, 14), 3)
    again = Row(date(2026, 2, 15), date(2026, 3, 14), 0, datetime(2026, 4, 1, tzinfo=UTC))
    quarter = Row(date(2025, 12, 15), date(2026, 3, 14), 4)
    april = Row(date(2026, 3, 15), date(2026, 4, 14), 5)

    assert counting([february, january], "count") == [january, february]
    assert counting([february, march, again], "money") == [february, again]
    assert counting([april, january, quarter, february], "count") == [quarter, april]
    assert counting([january, february], "percent") == [february]
    assert counting([], "percent") == []


def test_days_have_a_figure_when_every_one_of_them_has() -> None:
    january = Row(date(2025, 12, 15), date(2026, 1, 14), 1)
    february = Row(date(2026, 1, 15), date(2026, 2, 14), 2)
    so_far = Row(date(2025, 12, 15), date(2026, 2, 14), 3)
    both = (date(2025, 12, 15), date(2026, 2, 14))

    assert of_days([january, february], "count", *both) == [january, february]
    assert of_days([january], "count", *both) == []
    assert of_days([so_far], "count", date(2026, 1, 15), date(2026, 2, 14)) == []
    assert of_days([february, so_far], "percent", *both) == [so_far]
    assert (leaves_a_gap([february], both[0]), leaves_a_gap([january, february], both[0])) == (True, False)


def test_a_wrong_share_is_told_with_the_right_one() -> None:
    found = problems(Typed(Decimal(90), Decimal(2), Decimal(3)), "percent")

    assert "66,67%" in found[0][1]


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_from_its_parts_is_a_share_and_takes_itself(part: int, whole: int) -> None:
    typed = Typed(None, Decimal(min(part, whole)), Decimal(whole))

    value = computed(typed, "percent")

    assert value is not None
    assert 0 <= value <= 100
    assert problems(Typed(value, typed.part, typed.whole), "percent") == []


def test_a_value_without_parts_stays_as_it_was_typed() -> None:
    assert computed(Typed(Decimal("0.65")), "score") == Decimal("0.65")
    assert computed(Typed(None), "percent") is None


def test_the_figure_that_reaches_furthest_counts_then_the_longest_then_the_last_approved() -> None:
    march = date(2026, 3, 14)
    quarter = Row(date(2025, 12, 15), march, 1)
    month = Row(date(2026, 2, 15), march, 2)
    again = Row(date(2025, 12, 15), march, 0, datetime(2026, 3, 20, tzinfo=UTC))
    later = Row(date(2026, 3, 15), date(2026, 4, 14), 0)

    assert newest([month, quarter]) is quarter
    assert newest([again, quarter]) is again
    assert newest([quarter, later, again]) is later
    assert newest([]) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "mới trong tháng"),
        (30, "mới trong tháng"),
        (31, "cách đây 1 tháng"),
        (100, "cách đây 3 tháng"),
        (366, "cách đây 1 năm"),
        (800, "cách đây 2 năm 2 tháng"),
    ],
)
def test_age_is_told_in_months_and_years(days: int, words: str) -> None:
    today = date(2026, 11, 24)

    assert age_words(today - timedelta(days=days), today) == words


def test_a_figure_is_old_only_past_the_setting_and_a_future_one_has_no_age() -> None:
    today = date(2026, 11, 24)

    assert not is_old(today - timedelta(days=184), today, 184)
    assert is_old(today - timedelta(days=185), today, 184)
    assert age_days(today + timedelta(days=3), today) == 0


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2026, 11, 24), "2026-Q3"),
        (date(2026, 12, 14), "2026-Q3"),
        (date(2026, 12, 15), "2026-Q4"),
        (date(2027, 1, 2), "2026-Q4"),
        (date(2027, 3, 15), "2027-Q1"),
    ],
)
def test_the_quarter_asked_for_is_the_last_that_ended(today: date, code: str) -> None:
    assert asked_window(today, WindowKind.QUARTER).code == code


@given(st.dates(date(2025, 1, 1), date(2031, 12, 31)), st.sampled_from(WindowKind))
def test_what_is_asked_for_has_ended_and_nothing_of_its_kind_ended_later(
    today: date, kind: WindowKind
) -> None:
    asked = asked_window(today, kind)

    every = [*windows_of(today.year - 1), *windows_of(today.year)]
    assert asked.end < today
    assert not [one for one in every if one.kind is kind and asked.end < one.end < today]


def test_only_windows_that_ended_may_be_typed_the_last_first() -> None:
    found = typeable_windows(2026, date(2026, 4, 15))

    assert [one.code for one in found] == ["2026-04", "2026-Q1", "2026-03", "2026-02", "2026-01"]
    assert typeable_windows(2027, date(2026, 4, 15)) == []
