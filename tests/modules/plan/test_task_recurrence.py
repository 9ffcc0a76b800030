"""When recurring work of the plan is due, from the words of its annex."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.plan.rules.recurrence import Recurrence, in_span, occurrences, opens_on, parse_time, to_come

D = date

KNOWN: list[tuple[str, int, list[tuple[str, date, date]]]] = [
    ("Hàng năm", 2027, [("2027", D(2027, 1, 1), D(2027, 12, 31))]),
    ("Hằng năm.", 2027, [("2027", D(2027, 1, 1), D(2027, 12, 31))]),
    ("Thường xuyên", 2026, [("2026", D(2026, 1, 1), D(2026, 12, 31))]),
    ("Thường xuyên, hàng năm", 2026, [("2026", D(2026, 1, 1), D(2026, 12, 31))]),
    ("Tháng 12 hàng năm", 2026, [("2026", D(2026, 12, 1), D(2026, 12, 31))]),
    ("tháng 2 hằng năm", 2028, [("2028", D(2028, 2, 1), D(2028, 2, 29))]),
    ("Quý IV hàng năm", 2026, [("2026", D(2026, 10, 1), D(2026, 12, 31))]),
    ("Trong quý 2 mỗi năm", 2026, [("2026", D(2026, 4, 1), D(2026, 6, 30))]),
    ("Trước ngày 10/12 hàng năm", 2026, [("2026", D(2026, 12, 9), D(2026, 12, 9))]),
    ("Trước ngày 31/12 hàng năm", 2026, [("2026", D(2026, 12, 30), D(2026, 12, 30))]),
    ("Trước 01-3 hàng năm", 2028, [("2028", D(2028, 2, 29), D(2028, 2, 29))]),
    ("2026-2027", 2026, []),
    ("2026-2027", 2027, [("2026-2027", D(2026, 1, 1), D(2027, 12, 31))]),
    ("2026 – 2027", 2027, [("2026-2027", D(2026, 1, 1), D(2027, 12, 31))]),
    ("Giai đoạn 2026 - 2030", 2030, [("2026-2030", D(2026, 1, 1), D(2030, 12, 31))]),
    ("Từ năm 2026 đến năm 2028", 2028, [("2026-2028", D(2026, 1, 1), D(2028, 12, 31))]),
    ("Năm 2026", 2026, [("2026", D(2026, 1, 1), D(2026, 12, 31))]),
    ("Đến hết năm 2030", 2030, [("2030", D(2030, 1, 1), D(2030, 12, 31))]),
    ("Quý II/2026", 2026, [("2026", D(2026, 4, 1), D(2026, 6, 30))]),
    ("Tháng 6 năm 2026", 2026, [("2026", D(2026, 6, 1), D(2026, 6, 30))]),
    ("Trước ngày 31/12/2026", 2026, [("2026", D(2026, 1, 1), D(2026, 12, 30))]),
    ("Trước 15/6 năm 2026", 2026, [("2026", D(2026, 1, 1), D(2026, 6, 14))]),
    ("28/02/2026", 2026, [("2026", D(2026, 1, 1), D(2026, 2, 28))]),
    ("Chậm nhất ngày 30/9/2026", 2026, [("2026", D(2026, 1, 1), D(2026, 9, 30))]),
    ("Đến 31/12/2026", 2026, [("2026", D(2026, 1, 1), D(2026, 12, 31))]),
    ("15/12 hằng năm", 2026, [("2026", D(2026, 12, 15), D(2026, 12, 15))]),
    ("Đến hết ngày 31/12 hằng năm", 2026, [("2026", D(2026, 1, 1), D(2026, 12, 31))]),
    ("6 tháng đầu năm hằng năm", 2026, [("2026", D(2026, 1, 1), D(2026, 6, 30))]),
    ("6 tháng cuối năm 2026", 2026, [("2026", D(2026, 7, 1), D(2026, 12, 31))]),
    ("Định kỳ 6 tháng/lần", 2026, [("2026-H1", D(2026, 1, 1), D(2026, 6, 30)),
                                   ("2026-H2", D(2026, 7, 1), D(2026, 12, 31))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year", "due"), KNOWN)
def test_words_of_the_annex_become_days(text: str, year: int, due: list[tuple[str, date, date]]) -> None:
    rule = parse_time(text)

    assert rule is not None
    assert [(one.key, one.starts_on, one.due_on) for one in occurrences(rule, year)] == due
    assert rule.words


@pytest.mark.parametrize(
    ("text", "keys", "last"),
    [
        ("3 tháng/lần", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"], date(2026, 12, 31)),
        ("Hàng quý", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"], date(2026, 12, 31)),
        ("1 tháng/lần", [f"2026-{month:02d}" for month in range(1, 13)], date(2026, 12, 31)),
        ("Hàng tháng", [f"2026-{month:02d}" for month in range(1, 13)], date(2026, 12, 31)),
        ("Ngày 15 hàng tháng", [f"2026-{month:02d}" for month in range(1, 13)], date(2026, 12, 15)),
    ],
)
def test_a_rhythm_within_the_year_tells_its_parts_apart(text: str, keys: list[str], last: date) -> None:
    rule = parse_time(text)

    assert rule is not None
    found = occurrences(rule, 2026)
    assert [one.key for one in found] == keys
    assert found[-1].due_on == last


def test_the_thirty_first_of_each_month_is_the_last_day_of_a_short_one() -> None:
    rule = parse_time("Ngày 31 hàng tháng")

    assert rule is not None
    assert occurrences(rule, 2026)[1].due_on == date(2026, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "", "Theo yêu cầu", "Tháng 13 hàng năm", "Tháng 0/2026", "Trước ngày 31/6/2025",
        "Trước 31/6 hàng năm", "Trước ngày 1/1 hàng năm", "Trước 10/13/2026", "2027-2026",
        "Ngày 32 hàng tháng", "Quý V hàng năm",
    ],
)  # fmt: skip
def test_words_that_are_no_time_give_no_rule(text: str) -> None:
    assert parse_time(text) is None


def test_the_strict_reading_of_before_is_told() -> None:
    rule = parse_time("Trước ngày 10/12 hàng năm")

    assert rule is not None
    assert rule.words == "Mỗi năm, trước ngày 10/12: chậm nhất hết ngày 9/12"


RULES = st.one_of(
    st.sampled_from([rule for text, _, _ in KNOWN if (rule := parse_time(text))]),
    st.builds(Recurrence, st.just("nhịp"), every=st.sampled_from([1, 3, 6]), by_day=st.integers(1, 31)),
)


@given(RULES, st.integers(2025, 2035))
def test_every_time_is_due_in_its_year_after_it_begins_with_a_key_of_its_own(
    rule: Recurrence, year: int
) -> None:
    found = occurrences(rule, year)

    assert all(one.due_on.year == year and one.starts_on <= one.due_on for one in found)
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
    later = occurrences(rule, year + 1)
    assert len({one.key for one in (*found, *later)}) == len(found) + len(later)


@given(RULES, st.integers(2025, 2035), st.integers(0, 120))
def test_work_opens_no_later_than_its_window_and_its_days_before(
    rule: Recurrence, year: int, days: int
) -> None:
    for one in occurrences(rule, year):
        assert opens_on(one, days) <= one.starts_on
        assert one.due_on - opens_on(one, days) >= timedelta(days=days)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    rule = parse_time(text)

    assert rule is None or rule.words


@given(
    st.sampled_from([text for text, _, _ in KNOWN]),
    st.sampled_from([str.upper, str.lower, str.strip, lambda text: f"  {text.replace(' ', '  ')} "]),
)
def test_case_and_spaces_do_not_matter(text: str, change: object) -> None:
    assert callable(change)

    assert parse_time(change(text)) == parse_time(text)


@pytest.mark.parametrize(
    ("text", "several", "single"),
    [
        ("Tháng 12", "Tháng 12 hằng năm", "Tháng 12 năm 2026"),
        ("Quý IV.", "Quý IV hằng năm", "Quý IV năm 2026"),
        ("Trước 10/12", "Trước 10/12 hằng năm", "Trước 10/12 năm 2026"),
        ("6 tháng đầu năm", "6 tháng đầu năm hằng năm", "6 tháng đầu năm 2026"),
        ("Hằng năm", "Hằng năm", "Hằng năm"),
        ("2026-2027", "2026-2027", "2026-2027"),
        ("Khi phát sinh", "Khi phát sinh", "Khi phát sinh"),
        ("", "", ""),
    ],
)
def test_a_time_that_names_no_year_is_made_whole_by_the_years_of_the_plan(
    text: str, several: str, single: str
) -> None:
    assert in_span(text, (2026, 2030)) == several
    assert in_span(text, (2026, 2026)) == single


@pytest.mark.parametrize("text", ["30/02/2026", "31/6 hằng năm", "00/12/2026"])
def test_a_day_the_calendar_does_not_have_is_not_understood(text: str) -> None:
    assert parse_time(text) is None


def test_the_times_to_come_end_with_the_plan() -> None:
    rule = parse_time("Tháng 12 hàng năm")
    assert rule is not None

    found = to_come(rule, (2026, 2028), date(2027, 1, 1))

    assert [one.due_on for one in found] == [date(2027, 12, 31), date(2028, 12, 31)]
