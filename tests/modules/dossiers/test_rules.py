"""What the law computes: deadlines, shares of steps, supplements, lateness, codes."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.clock import at
from xaso.kernel.errors import Invalid
from xaso.kernel.spans import Span, Unit
from xaso.kernel.workdays import WorkCalendar
from xaso.modules.dossiers import rules

CALENDAR = WorkCalendar(
    weekly_off=frozenset({6, 7}),
    off={date(2026, 4, 30): "Ngày Giải phóng", date(2026, 5, 1): "Quốc tế Lao động"},
    work={},
    covers_from=date(2025, 1, 1),
    covers_to=date(2027, 12, 31),
)
CUTOFF = time(15, 0)
FIVE = Span(5, Unit.WORKING_DAYS)


@dataclass
class Asked:
    """A supplement request."""

    requested_at: datetime
    met_at: datetime | None = None


def on(day: int, hour: int = 8, minute: int = 0, month: int = 3) -> datetime:
    return at(date(2026, month, day), time(hour, minute))


@pytest.mark.parametrize(
    ("value", "unit", "span"),
    [
        (5, "working_days", FIVE),
        (4, "hours", Span(4, Unit.HOURS)),
        (0, "same_day", Span(0, Unit.SAME_DAY)),
        (None, "same_day", Span(0, Unit.SAME_DAY)),
        (None, "", None),
        (7, "", None),
        (None, "days", None),
        (0, "days", None),
    ],
)
def test_a_time_is_read_from_the_catalogue_and_never_guessed(
    value: int | None, unit: str, span: Span | None
) -> None:
    assert rules.span_of(value, unit) == span


@pytest.mark.parametrize(
    ("received", "span", "due"),
    [
        (on(2), FIVE, on(9, 17, 30)),
        (on(2, 15, 0), FIVE, on(9, 17, 30)),
        (on(2, 15, 1), FIVE, on(10, 17, 30)),
        (on(7, 9), FIVE, on(16, 17, 30)),
        (on(2), Span(4, Unit.HOURS), on(2, 14)),
        (on(2), Span(0, Unit.SAME_DAY), on(2, 17, 30)),
        (on(2, 16), Span(0, Unit.SAME_DAY), on(3, 17, 30)),
        (on(29, 9, month=4), Span(1, Unit.WORKING_DAYS), on(4, 17, 30, month=5)),
    ],
)
def test_the_due_moment_follows_cutoff_holidays_and_unit(
    received: datetime, span: Span, due: datetime
) -> None:
    assert rules.due_of(received, span, CALENDAR, CUTOFF).due_at == due


def test_without_a_time_there_is_no_due_moment_and_the_line_says_why() -> None:
    due = rules.due_of(on(2), None, CALENDAR, CUTOFF)

    assert due.due_at is None
    assert "chưa ghi thời hạn" in due.lines[0]


def test_a_met_supplement_moves_the_due_moment_by_the_working_time_it_took() -> None:
    plain = rules.due_of(on(2), FIVE, CALENDAR, CUTOFF)

    moved = rules.due_of(on(2), FIVE, CALENDAR, CUTOFF, [Asked(on(3, 8), on(5, 8))])

    assert plain.due_at == on(9, 17, 30)
    assert moved.due_at == on(11, 17, 30)
    assert any("Tạm dừng" in line for line in moved.lines)


def test_a_supplement_still_open_is_told_and_moves_nothing_yet() -> None:
    due = rules.due_of(on(2), FIVE, CALENDAR, CUTOFF, [Asked(on(3))])

    assert due.due_at == on(9, 17, 30)
    assert any("khi hết tạm dừng" in line for line in due.lines)


def test_a_supplement_before_reception_rests_nothing() -> None:
    asked = [Asked(on(2, 8), on(4, 8))]

    assert rules.pauses_of(asked, on(4, 9)) == []


@given(st.integers(0, 5), st.integers(0, 20))
def test_a_supplement_never_brings_the_due_moment_nearer(begin: int, length: int) -> None:
    start = CALENDAR.add_minutes(on(2), begin * 480 or 1)
    end = CALENDAR.add_minutes(start, length * 240)
    plain = rules.due_of(on(2), FIVE, CALENDAR, CUTOFF).due_at

    moved = rules.due_of(on(2), FIVE, CALENDAR, CUTOFF, [Asked(start, end)]).due_at

    assert plain is not None
    assert moved is not None
    assert moved >= plain


def test_the_whole_working_time_is_counted_from_the_start_of_the_clock() -> None:
    assert rules.working_minutes(on(2), FIVE, CALENDAR, CUTOFF) == 5 * 480 + 450
    assert rules.working_minutes(on(2, 16), Span(0, Unit.SAME_DAY), CALENDAR, CUTOFF) == 480
    assert rules.working_minutes(on(2), None, CALENDAR, CUTOFF) is None


def test_a_step_has_its_share_of_the_working_time() -> None:
    assert rules.step_due(on(2), Decimal("0.1"), 2400, CALENDAR) == on(2, 14)
    assert rules.step_due(on(2), Decimal("0.4"), 2400, CALENDAR) == on(4, 8)


def test_a_step_has_at_least_a_minute() -> None:
    assert rules.step_due(on(2), Decimal("0.0001"), 60, CALENDAR) == on(2, 8, 1)


@pytest.mark.parametrize(("share", "total"), [(None, 2400), (Decimal(0), 2400), (Decimal("0.1"), None)])
def test_a_step_without_share_or_deadline_is_not_timed(share: Decimal | None, total: int | None) -> None:
    assert rules.step_due(on(2), share, total, CALENDAR) is None


def test_a_step_rests_while_a_supplement_is_awaited() -> None:
    asked = [Asked(on(2, 9), on(3, 9))]

    assert rules.step_due(on(2), Decimal("0.1"), 2400, CALENDAR, asked) == on(3, 14)
    assert rules.step_due(on(2), Decimal("0.1"), 2400, CALENDAR, [Asked(on(2, 9))]) == on(2, 14)


def test_the_window_for_a_supplement_is_counted_in_working_days() -> None:
    assert rules.supplement_closes_on(on(5), 3, CALENDAR) == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("before", "day", "received", "word"),
    [
        (0, 5, True, ""),
        (0, 6, True, "Đã quá 3 ngày làm việc"),
        (1, 3, True, "đã được yêu cầu bổ sung 1 lần"),
        (1, 3, False, "đã được yêu cầu bổ sung 1 lần"),
        (0, 30, False, ""),
    ],
)
def test_a_further_or_late_supplement_needs_a_leader(
    before: int, day: int, received: bool, word: str
) -> None:
    why = rules.supplement_needs_leader(
        asked_before=before,
        allowed=1,
        on=date(2026, 3, day),
        received_at=on(2) if received else None,
        days=3,
        calendar=CALENDAR,
    )

    assert word in why
    assert bool(why) == bool(word)


@pytest.mark.parametrize(
    ("ended", "requests", "late"),
    [(on(9, 17, 30), 0, False), (on(9, 17, 31), 0, True), (on(9), 1, False), (on(9), 2, True)],
)
def test_lateness_follows_the_due_moment_and_the_number_of_requests(
    ended: datetime, requests: int, late: bool
) -> None:
    found = rules.is_late(
        ended_at=ended,
        due_at=on(9, 17, 30),
        received_at=on(2),
        supplement_requests=requests,
        allowed_requests=1,
    )

    assert found is late


@pytest.mark.parametrize(("due", "received"), [(None, on(2)), (on(9), None)])
def test_lateness_is_not_measured_without_a_deadline_or_before_reception(
    due: datetime | None, received: datetime | None
) -> None:
    found = rules.is_late(
        ended_at=on(20), due_at=due, received_at=received, supplement_requests=0, allowed_requests=1
    )

    assert found is None


def test_a_dossier_is_digitised_when_every_paper_to_scan_and_the_result_have_files() -> None:
    assert rules.is_digitised([(True, True), (False, False)], has_result_file=True)
    assert not rules.is_digitised([(True, False)], has_result_file=True)
    assert not rules.is_digitised([(True, True)], has_result_file=False)


def test_a_dossier_travels_on_paper_while_a_paper_to_scan_has_no_file() -> None:
    assert rules.travels_on_paper([(True, False)])
    assert not rules.travels_on_paper([(True, True), (False, False)])


def test_a_code_follows_the_template() -> None:
    code = rules.code_of("{identifier}-{yymmdd}-{seq:04d}", "H38.LP", date(2026, 11, 24), 7)

    assert code == "H38.LP-261124-0007"


def test_a_broken_template_is_refused() -> None:
    with pytest.raises(Invalid):
        rules.code_of("{nobody}", "H38", date(2026, 11, 24), 1)


def test_found_words_are_folded_once_each_and_cut_between_words() -> None:
    folded = rules.folded_of("H38.LP-261124-0007", "Giàng Thị Mỷ", "Giàng Thị Mỷ", "Đăng ký khai sinh")

    assert folded == "h38 lp 261124 0007 giang thi my dang ky khai sinh"
    assert len(rules.folded_of("H38", "dài " * 5, " ".join(f"từ{n}" for n in range(200)))) <= 300


def test_second_facts_are_the_last_four_digits_of_numbers_that_are_there() -> None:
    found = rules.second_facts(["010190001234", None], ["0912 345 678", "", "12"])

    assert found == {"1234", "5678"}


def test_a_reason_says_something() -> None:
    assert rules.is_fit_reason("Thiếu giấy")
    assert not rules.is_fit_reason("không")
    assert not rules.is_fit_reason("  ")


def test_what_came_online_is_answered_within_its_working_day() -> None:
    assert rules.answer_due(on(2, 9), CALENDAR).due_at == on(2, 17, 30)
    assert rules.answer_due(on(2, 19), CALENDAR).due_at == on(3, 17, 30)
    assert rules.answer_due(on(7, 9), CALENDAR).due_at == on(9, 17, 30)


@pytest.mark.parametrize(
    ("name", "anew"),
    [
        ("Tờ khai đăng ký khai sinh theo mẫu", True),
        ("Đơn đề nghị", True),
        ("(1) Văn bản đề nghị giao đất", True),
        ("Giấy chứng sinh", False),
        ("Giấy tờ đơn vị cấp", False),
        ("Đơn", False),
    ],
)
def test_a_request_or_declaration_is_written_anew(name: str, anew: bool) -> None:
    assert rules.is_written_anew(name) is anew


@pytest.mark.parametrize(
    ("pages", "noted", "images", "faults"),
    [(3, 0, 3, 0), (3, 1, 4, 0), (3, 0, 4, 1), (3, 1, 3, 1), (1, 2, 3, 1), (1, 2, 2, 2)],
)
def test_a_scan_has_one_image_a_page_and_two_of_a_page_with_a_note(
    pages: int, noted: int, images: int, faults: int
) -> None:
    found = rules.scan_faults(pages=pages, noted=noted, images=images, checked=rules.SCAN_CHECKS)

    assert len(found) == faults
    assert len(rules.scan_faults(pages=pages, noted=noted, images=images, checked=())) == faults + 4


@pytest.mark.parametrize(
    ("certificate", "is_hers"),
    [
        ("Giàng Thị Mỷ", True),
        ("GIANG THI MY", True),
        ("Giàng Thị Mỷ - Phó Chủ tịch", True),
        ("Giàng Thị Mỷa", False),
        ("Thị Mỷ", False),
        ("", False),
    ],
)
def test_a_certificate_names_its_signer_whole(certificate: str, is_hers: bool) -> None:
    assert rules.names_signer(certificate, "Giàng Thị Mỷ") is is_hers


@pytest.mark.parametrize(
    ("serials", "wanted", "has"), [(["a", "b"], 2, True), (["a", "a"], 2, False), (["a"], 1, True)]
)
def test_signatures_of_one_certificate_count_once(serials: list[str], wanted: int, has: bool) -> None:
    assert rules.has_all_signatures(serials, wanted) is has
