"""When recurring work of the plan is due, from the words of its annex."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.plan.rules.recurrence import Recurrence, occurrences, opens_on, parse_time

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
