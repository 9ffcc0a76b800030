from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.clock import at
from xaso.kernel.deadlines import Deadline, LineKind, Pause, Span, Unit, count_deadline, put_off
from xaso.kernel.workdays import CalendarGap, WorkCalendar

FRIDAY = date(2026, 8, 28)
FIVE_DAYS = Span(5, Unit.WORKING_DAYS)
WIDE = WorkCalendar(frozenset({6, 7}), {date(2026, 6, 10): "lễ"}, {}, date(2025, 1, 1), date(2040, 12, 31))
moments = st.datetimes(datetime(2026, 5, 1), datetime(2026, 7, 31)).map(  # noqa: DTZ001
    lambda moment: at(moment.date(), moment.time())
)
spans = st.one_of(
    st.builds(Span, st.integers(1, 60), st.sampled_from([u for u in Unit if u is not Unit.SAME_DAY])),
    st.just(Span(0, Unit.SAME_DAY)),
)


@st.composite
def closed_pauses(draw: st.DrawFn) -> Pause:
    begin, end = sorted([draw(moments), draw(moments)])
    return Pause(begin, end, "chờ bổ sung")


def texts(deadline: Deadline, kind: LineKind | None = None) -> list[str]:
    return [line.text for line in deadline.lines if kind in (None, line.kind)]


@pytest.mark.parametrize(
    ("received", "starts", "due"),
    [
        (at(FRIDAY, time(9, 10)), at(FRIDAY, time(9, 10)), date(2026, 9, 9)),
        (at(FRIDAY, time(15, 0, 59)), at(FRIDAY, time(15, 0)), date(2026, 9, 9)),
        (at(FRIDAY, time(15, 1)), at(date(2026, 9, 3), time(7, 30)), date(2026, 9, 10)),
        (at(FRIDAY, time(6, 0)), at(FRIDAY, time(7, 30)), date(2026, 9, 9)),
        (at(date(2026, 8, 30), time(9)), at(date(2026, 9, 3), time(7, 30)), date(2026, 9, 10)),
        (at(date(2026, 8, 31), time(9)), at(date(2026, 9, 3), time(7, 30)), date(2026, 9, 10)),
        (at(date(2026, 8, 22), time(9)), at(date(2026, 8, 22), time(9)), date(2026, 8, 28)),
        (datetime(2026, 8, 28, 2, 0, tzinfo=UTC), at(FRIDAY, time(9)), date(2026, 9, 9)),
    ],
)
def test_working_days_run_from_the_day_after_receipt(
    calendar: WorkCalendar, received: datetime, starts: datetime, due: date
) -> None:
    deadline = count_deadline(received, FIVE_DAYS, calendar)

    assert deadline.starts_at == starts
    assert deadline.due_at == at(due, time(17, 30))


def test_every_step_of_the_counting_is_told(calendar: WorkCalendar) -> None:
    deadline = count_deadline(at(FRIDAY, time(15, 20)), FIVE_DAYS, calendar)

    assert texts(deadline) == [
        "Nhận lúc 15:20 thứ Sáu 28/08/2026, sau 15:00 nên coi như nhận sáng thứ Năm 03/09/2026.",
        "Bỏ qua 31/08–02/09: nghỉ Quốc khánh.",
        "Bỏ qua thứ Bảy 29/08, Chủ nhật 30/08.",
        "Đếm 5 ngày làm việc, không tính ngày nhận; ngày thứ nhất là thứ Sáu 04/09/2026.",
        "Bỏ qua thứ Bảy 05/09, Chủ nhật 06/09.",
        "Hạn: 17:30 thứ Năm 10/09/2026.",
    ]


def test_a_day_off_is_told_as_the_reason_for_a_later_start(calendar: WorkCalendar) -> None:
    deadline = count_deadline(at(date(2026, 8, 31), time(9)), FIVE_DAYS, calendar)

    assert texts(deadline, LineKind.RECEIVED) == [
        "Nhận lúc 09:00 thứ Hai 31/08/2026, là ngày nghỉ (Quốc khánh) "
        "nên coi như nhận sáng thứ Năm 03/09/2026."
    ]


def test_a_made_up_saturday_and_a_single_holiday_are_told(calendar: WorkCalendar) -> None:
    early = count_deadline(at(date(2026, 8, 21), time(9)), Span(2, Unit.WORKING_DAYS), calendar)
    late = count_deadline(at(date(2026, 11, 23), time(9)), Span(2, Unit.WORKING_DAYS), calendar)

    assert texts(early, LineKind.MADE_UP) == ["Thứ Bảy 22/08/2026 làm bù cho 31/08/2026, vẫn tính."]
    assert texts(late, LineKind.SKIPPED) == ["Bỏ qua thứ Ba 24/11: nghỉ Ngày Văn hóa."]


def test_two_holidays_in_a_row_are_told_apart(calendar: WorkCalendar) -> None:
    deadline = count_deadline(at(date(2026, 4, 29), time(9)), Span(1, Unit.WORKING_DAYS), calendar)

    assert texts(deadline, LineKind.SKIPPED)[:2] == [
        "Bỏ qua thứ Năm 30/04: nghỉ Ngày Giải phóng.",
        "Bỏ qua thứ Sáu 01/05: nghỉ Quốc tế Lao động.",
    ]


def test_many_weekends_become_one_line(calendar: WorkCalendar) -> None:
    deadline = count_deadline(at(date(2026, 6, 1), time(9)), Span(20, Unit.WORKING_DAYS), calendar)

    assert texts(deadline, LineKind.SKIPPED) == ["Bỏ qua 8 ngày nghỉ hằng tuần (thứ Bảy, Chủ nhật)."]


@pytest.mark.parametrize(
    ("received", "span", "due"),
    [
        (at(FRIDAY, time(8, 0)), Span(4, Unit.HOURS), at(FRIDAY, time(14, 0))),
        (at(FRIDAY, time(14, 0)), Span(4, Unit.HOURS), at(date(2026, 9, 3), time(8, 0))),
        (at(FRIDAY, time(12, 0)), Span(1, Unit.HOURS), at(FRIDAY, time(14, 30))),
        (at(FRIDAY, time(16, 0)), Span(1, Unit.HOURS), at(date(2026, 9, 3), time(8, 30))),
        (at(FRIDAY, time(11, 20)), Span(15, Unit.MINUTES), at(FRIDAY, time(13, 35))),
        (at(FRIDAY, time(9, 0)), Span(0, Unit.SAME_DAY), at(FRIDAY, time(17, 30))),
        (at(FRIDAY, time(16, 0)), Span(0, Unit.SAME_DAY), at(date(2026, 9, 3), time(17, 30))),
        (at(FRIDAY, time(9, 0)), Span(7, Unit.DAYS), at(date(2026, 9, 4), time(17, 30))),
        (at(FRIDAY, time(9, 0)), Span(3, Unit.DAYS), at(date(2026, 9, 3), time(17, 30))),
        (at(date(2026, 3, 31), time(9)), Span(1, Unit.MONTHS), at(date(2026, 5, 4), time(17, 30))),
        (at(date(2026, 2, 13), time(9)), Span(1, Unit.MONTHS), at(date(2026, 3, 13), time(17, 30))),
    ],
)
def test_each_unit_is_counted_its_own_way(
    calendar: WorkCalendar, received: datetime, span: Span, due: datetime
) -> None:
    assert count_deadline(received, span, calendar).due_at == due


def test_a_month_may_cross_the_year_and_ends_with_a_shorter_month() -> None:
    deadline = count_deadline(at(date(2026, 12, 31), time(9)), Span(2, Unit.MONTHS), WIDE)

    assert deadline.due_at == at(date(2027, 3, 1), time(17, 30))  # 28/02/2027 is a Sunday
    assert "theo trí nhớ, chưa kiểm chứng" in texts(deadline, LineKind.RULE)[0]


def test_a_last_day_off_moves_on_and_the_recalled_source_is_named(calendar: WorkCalendar) -> None:
    deadline = count_deadline(at(FRIDAY, time(9)), Span(5, Unit.DAYS), calendar)

    assert texts(deadline, LineKind.MOVED) == [
        "Ngày cuối là thứ Tư 02/09/2026 (nghỉ: Quốc khánh) nên chuyển sang thứ Năm 03/09/2026 "
        "(khoản 5 Điều 148 Bộ luật Dân sự 2015, theo trí nhớ, chưa kiểm chứng)."
    ]


def test_hours_received_at_noon_run_from_the_afternoon(calendar: WorkCalendar) -> None:
    deadline = count_deadline(at(FRIDAY, time(12, 0)), Span(1, Unit.HOURS), calendar)

    assert texts(deadline)[:2] == [
        "Nhận lúc 12:00 thứ Sáu 28/08/2026, ngoài giờ làm việc nên tính từ 13:30 thứ Sáu 28/08/2026.",
        "Đếm 1 giờ làm việc kể từ 13:30.",
    ]


@pytest.mark.parametrize(
    ("pauses", "due", "told"),
    [
        (
            [Pause(at(date(2026, 9, 3), time(9)), at(date(2026, 9, 4), time(9)), "chờ bổ sung")],
            at(date(2026, 9, 10), time(17, 30)),
            ["Tạm dừng từ 09:00 03/09/2026 đến 09:00 04/09/2026 (chờ bổ sung): không tính 1 ngày làm việc."],
        ),
        (
            [Pause(at(date(2026, 8, 29)), at(date(2026, 8, 31)), "chờ bổ sung")],
            at(date(2026, 9, 9), time(17, 30)),
            [
                "Tạm dừng từ 00:00 29/08/2026 đến 00:00 31/08/2026 (chờ bổ sung): "
                "không có giờ làm việc nào nên hạn giữ nguyên."
            ],
        ),
        (
            [Pause(at(FRIDAY, time(16)), None, "chờ bổ sung")],
            at(date(2026, 9, 9), time(17, 30)),
            ["Tạm dừng từ 16:00 28/08/2026 (chờ bổ sung); hạn sẽ lùi khi hết tạm dừng."],
        ),
        ([Pause(at(date(2026, 9, 10)), None, "muộn")], at(date(2026, 9, 9), time(17, 30)), []),
        ([Pause(at(FRIDAY, time(7)), at(FRIDAY, time(8)), "sớm")], at(date(2026, 9, 9), time(17, 30)), []),
        (
            [Pause(at(FRIDAY, time(8)), at(FRIDAY, time(10)), "chờ bổ sung")],
            at(date(2026, 9, 10), time(8, 20)),
            ["Tạm dừng từ 08:00 28/08/2026 đến 10:00 28/08/2026 (chờ bổ sung): không tính 50 phút làm việc."],
        ),
    ],
)
def test_a_pause_moves_the_deadline_by_the_working_time_inside_it(
    calendar: WorkCalendar, pauses: list[Pause], due: datetime, told: list[str]
) -> None:
    deadline = count_deadline(at(FRIDAY, time(9, 10)), FIVE_DAYS, calendar, pauses=pauses)

    assert deadline.due_at == due
    assert texts(deadline, LineKind.PAUSED) == told


def test_pauses_that_overlap_give_no_minute_back_twice(calendar: WorkCalendar) -> None:
    def hour(value: int) -> datetime:
        return at(date(2026, 9, 3), time(value))

    pauses = [
        Pause(hour(9), hour(10), "chờ giấy tờ"),
        Pause(hour(8), hour(11), "chờ bổ sung"),
        Pause(hour(10), hour(11), "chờ bổ sung"),
        Pause(hour(14), hour(15), "chờ lệ phí"),
    ]

    deadline = count_deadline(at(FRIDAY, time(9)), FIVE_DAYS, calendar, pauses=pauses)

    assert deadline.due_at == at(date(2026, 9, 10), time(11, 30))
    assert len(texts(deadline, LineKind.PAUSED)) == 2


def test_a_lasting_pause_takes_in_those_that_begin_inside_it(calendar: WorkCalendar) -> None:
    pauses = [
        Pause(at(FRIDAY, time(10)), None, "chờ bổ sung"),
        Pause(at(FRIDAY, time(11)), at(FRIDAY, time(14)), "chờ lệ phí"),
    ]

    deadline = count_deadline(at(FRIDAY, time(9)), FIVE_DAYS, calendar, pauses=pauses)

    assert deadline.due_at == at(date(2026, 9, 9), time(17, 30))
    assert texts(deadline, LineKind.PAUSED) == [
        "Tạm dừng từ 10:00 28/08/2026 (chờ bổ sung; chờ lệ phí); hạn sẽ lùi khi hết tạm dừng."
    ]


def test_days_off_passed_because_of_a_pause_are_told_too(calendar: WorkCalendar) -> None:
    pause = Pause(at(FRIDAY, time(9, 10)), at(date(2026, 9, 7), time(9, 10)), "chờ bổ sung")

    deadline = count_deadline(at(FRIDAY, time(9, 10)), FIVE_DAYS, calendar, pauses=[pause])

    assert deadline.due_at == at(date(2026, 9, 14), time(17, 30))
    assert texts(deadline, LineKind.SKIPPED)[-1] == "Bỏ qua thứ Bảy 12/09, Chủ nhật 13/09."


def test_the_cutoff_is_a_setting(calendar: WorkCalendar) -> None:
    received = at(FRIDAY, time(15, 20))

    assert count_deadline(received, FIVE_DAYS, calendar, time(16)).starts_at == received


def test_a_calendar_that_ends_too_soon_refuses_the_deadline(calendar: WorkCalendar) -> None:
    with pytest.raises(CalendarGap):
        count_deadline(at(date(2026, 12, 30), time(9)), FIVE_DAYS, calendar)


@given(moments, spans, st.lists(closed_pauses(), max_size=3))
def test_a_stored_deadline_comes_back_the_same(received: datetime, span: Span, pauses: list[Pause]) -> None:
    deadline = count_deadline(received, span, WIDE, pauses=pauses)

    assert Deadline.from_json(deadline.to_json()) == deadline


@given(moments, spans)
def test_a_deadline_ends_in_working_time_after_it_starts(received: datetime, span: Span) -> None:
    deadline = count_deadline(received, span, WIDE)

    assert deadline.starts_at < deadline.due_at
    assert received.replace(second=0, microsecond=0) <= deadline.starts_at
    assert WIDE.is_workday(deadline.due_at.date())
    assert time(7, 30) < deadline.due_at.timetz().replace(tzinfo=None) <= time(17, 30)


@given(moments, moments, spans)
def test_who_comes_later_is_never_due_earlier(one: datetime, other: datetime, span: Span) -> None:
    first, second = sorted([one, other])

    assert count_deadline(first, span, WIDE).due_at <= count_deadline(second, span, WIDE).due_at


@given(moments, spans, st.lists(closed_pauses(), max_size=3))
def test_pauses_never_bring_a_deadline_nearer(received: datetime, span: Span, pauses: list[Pause]) -> None:
    plain = count_deadline(received, span, WIDE)
    paused = count_deadline(received, span, WIDE, pauses=pauses)
    reordered = count_deadline(received, span, WIDE, pauses=[*reversed(pauses)])

    assert plain.due_at <= paused.due_at == reordered.due_at


@given(moments, st.integers(1, 60))
def test_a_working_day_of_eight_hours_is_at_least_eight_hours_of_work(received: datetime, count: int) -> None:
    by_day = count_deadline(received, Span(count, Unit.WORKING_DAYS), WIDE)
    by_hour = count_deadline(received, Span(count * 8, Unit.HOURS), WIDE)

    assert by_hour.due_at <= by_day.due_at


def test_a_date_put_off_ends_with_work_on_the_new_day_and_only_later_pauses_move_it() -> None:
    first = count_deadline(at(date(2026, 6, 1), time(8)), FIVE_DAYS, WIDE)
    since = at(date(2026, 6, 3), time(9))
    rest = Pause(at(date(2026, 6, 4), time(7, 30)), at(date(2026, 6, 5), time(7, 30)), "chờ bổ sung")

    moved = put_off(first, date(2026, 6, 11), since=since, why="Xin lỗi.", calendar=WIDE, pauses=[rest])

    assert moved.due_at == at(date(2026, 6, 12), time(17, 30))
    assert moved.starts_at == first.starts_at
    assert texts(moved, LineKind.MOVED) == ["Xin lỗi. Hạn cũ 17:30 thứ Hai 08/06/2026."]
    assert texts(moved, LineKind.DUE) == ["Hạn: 17:30 thứ Sáu 12/06/2026."]
    assert texts(moved)[: len(first.lines) - 1] == texts(first)[:-1]
