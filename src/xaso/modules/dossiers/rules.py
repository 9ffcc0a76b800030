"""What the law computes for a dossier: its deadline, its steps' shares, its supplements, its lateness.

Plain Python. Settings of the commune (cut-off hour, number of supplement requests, window) come in as
arguments, since their sources differ in certainty and the commune may change them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile, zip_longest
from typing import Protocol

from xaso.kernel.clock import local_date
from xaso.kernel.codes import date_parts, render_code
from xaso.kernel.deadlines import Deadline, Pause, Span, Unit, count_deadline, put_off
from xaso.kernel.text import fold, shorten, words
from xaso.kernel.wording import day_words, long_day, moment_words
from xaso.kernel.workdays import WorkCalendar

PAUSE_REASON = "chờ bổ sung hồ sơ"
FOLDED_LIMIT = 300


WRITTEN_ANEW = (
    "don ", "to khai", "ban khai", "mau ", "giay de nghi", "phieu de nghi", "phieu yeu cau",
    "van ban de nghi", "to trinh",
)  # fmt: skip
"""How the name of a paper begins that is written for one request."""


@dataclass(frozen=True, slots=True)
class Due:
    """A dossier's time limit: `deadline` is None where the procedure states none, `lines` say why or how."""

    deadline: Deadline | None
    lines: tuple[str, ...]

    @property
    def due_at(self) -> datetime | None:
        """The due moment, when there is one."""
        return self.deadline.due_at if self.deadline else None


class Asked(Protocol):
    """A supplement request as the clock sees it."""

    requested_at: datetime
    met_at: datetime | None


class PutOff(Protocol):
    """A date of return put off with an apology, as the clock sees it."""

    asked_at: datetime
    new_due_on: date
    reason: str


def span_of(value: int | None, unit: str) -> Span | None:
    """Return the time a procedure version allows; None when the catalogue states no amount or no unit.

    Basis: NĐ 63/2010 Đ.8 k.2 (the deadline is part of a published procedure); never guessed.
    """
    if unit == Unit.SAME_DAY:
        return Span(0, Unit.SAME_DAY)
    if not value or not unit:
        return None
    return Span(value, Unit(unit))


def pauses_of(requests: Iterable[Asked], since: datetime) -> list[Pause]:
    """Return the rests of the clock that supplement requests after reception make.

    Basis: onestop.md 8.2 (supplement time is taken out of the processing time; technical source). A request
    made and met before reception rests nothing: the clock had not started.
    """
    return [
        Pause(max(asked.requested_at, since), asked.met_at, getattr(asked, "pause_reason", PAUSE_REASON))
        for asked in requests
        if asked.met_at is None or asked.met_at > since
    ]


def due_of(
    received_at: datetime,
    span: Span | None,
    calendar: WorkCalendar,
    cutoff: time,
    requests: Iterable[Asked] = (),
    *,
    extensions: Sequence[PutOff] = (),
) -> Due:
    """Return when the result is due and how that was counted. Raises `CalendarGap`.

    Basis: NĐ 61/2018 Đ.18 for the cut-off hour (read; still practised), onestop.md 4.18 and 8.2; Đ.19 k.9 for
    the date put off with an apology. A procedure without a stated time gets no deadline, and the line says
    so.
    """
    if span is None:
        return Due(None, ("Danh mục chưa ghi thời hạn của thủ tục này nên không tính ngày hẹn trả.",))
    pauses = pauses_of(requests, received_at)
    turns = [one.asked_at for one in extensions]
    first = _within(pauses, None, turns[0] if turns else None)
    deadline = count_deadline(received_at, span, calendar, cutoff, first)
    for one, end in zip_longest(extensions, turns[1:]):
        deadline = put_off(
            deadline,
            one.new_due_on,
            since=one.asked_at,
            why=f"Xin lỗi, hẹn lại ngày trả từ {moment_words(one.asked_at)} ({one.reason.rstrip('.')}).",
            calendar=calendar,
            pauses=_within(pauses, one.asked_at, end),
        )
    return Due(deadline, tuple(line.text for line in deadline.lines))


def _within(pauses: Iterable[Pause], since: datetime | None, until: datetime | None) -> list[Pause]:
    """The pauses that began from one moment on and before another."""
    return [
        pause
        for pause in pauses
        if (since is None or pause.from_at >= since) and (until is None or pause.from_at < until)
    ]


def extension_closes_on(due_at: datetime, days: int, calendar: WorkCalendar) -> date:
    """Return the last day on which the date of return may still be put off, `days` working days before it.

    Basis: NĐ 61/2018 Đ.19 k.9 (read; kept by a provincial rule of 2025); working days, which is stricter.
    """
    return calendar.add_workdays(local_date(due_at), -days)


def why_not_extended(
    *,
    extended_before: int,
    allowed: int,
    on: date,
    due_at: datetime | None,
    days: int,
    calendar: WorkCalendar,
) -> str:
    """Return why the date of return may not be put off, or nothing when it may.

    Basis: NĐ 61/2018 Đ.19 k.9 (read; kept by a provincial rule of 2025): once, with an apology, at least one
    day before the date promised; counted in working days, which is stricter.
    """
    if due_at is None:
        return "Hồ sơ này không có ngày hẹn trả nên không có gì để hẹn lại."
    if extended_before >= allowed:
        return f"Hồ sơ này đã hẹn lại {extended_before} lần; quy định chỉ cho {allowed} lần."
    last = extension_closes_on(due_at, days, calendar)
    if on > last:
        return (
            f"Chỉ được hẹn lại trước ngày hẹn trả ít nhất {days} ngày làm việc, muộn nhất {long_day(last)}. "
            "Nay đã quá ngày đó; hãy giải quyết và trả kết quả sớm nhất có thể."
        )
    return ""


def wrong_new_day(day: date, due_at: datetime, calendar: WorkCalendar) -> str:
    """Return what is wrong with a new day of return, or nothing. Raises `CalendarGap`.

    Basis: NĐ 61/2018 Đ.19 k.9: the new date is told to the applicant, who can only come on a working day.
    """
    if day <= local_date(due_at):
        return f"Ngày hẹn lại phải sau ngày hẹn cũ, {long_day(local_date(due_at))}."
    if not calendar.is_workday(day):
        return f"Ngày {day_words(day)} là ngày nghỉ. Chọn một ngày làm việc."
    return ""


def working_minutes(
    received_at: datetime, span: Span | None, calendar: WorkCalendar, cutoff: time
) -> int | None:
    """Return the working minutes the whole procedure has, rests left out; None without a deadline.

    Basis: onestop.md 4.17 (internal processes share out hours at 8 hours a day).
    """
    due = due_of(received_at, span, calendar, cutoff).deadline
    return calendar.minutes_between(due.starts_at, due.due_at) if due else None


def step_due(
    started_at: datetime,
    share: Decimal | None,
    total_minutes: int | None,
    calendar: WorkCalendar,
    requests: Iterable[Asked] = (),
) -> datetime | None:
    """Return when one step is due: its share of the working time from its start, rests added.

    None for a step without a share (returning is not timed) or a procedure without a deadline. Basis:
    onestop.md 4.17; a step's hours are internal and do not replace the legal deadline (4.16).
    """
    if not share or total_minutes is None:
        return None
    minutes = int((share * total_minutes).to_integral_value(ROUND_HALF_UP))
    rested = sum(
        calendar.minutes_between(pause.from_at, pause.to_at)
        for pause in pauses_of(requests, started_at)
        if pause.to_at is not None
    )
    return calendar.add_minutes(started_at, max(minutes, 1) + rested)


def supplement_closes_on(received_at: datetime, days: int, calendar: WorkCalendar) -> date:
    """Return the last day on which a supplement may still be asked for after reception.

    Basis: NĐ 61/2018 Đ.19 k.4: 03 working days from reception (read; whether NĐ 118/2025 kept it was not
    seen).
    """
    return calendar.add_workdays(local_date(received_at), days)


def supplement_needs_leader(
    *,
    asked_before: int,
    allowed: int,
    on: date,
    received_at: datetime | None,
    days: int,
    calendar: WorkCalendar,
) -> str:
    """Return why this supplement request needs a leader, or nothing when any officer in charge may make it.

    Basis: NĐ 118/2025 Đ.6, Đ.11 (quoted): ask only once, for everything; NĐ 61/2018 Đ.19 k.4 for the window.
    """
    if asked_before >= allowed:
        return f"Hồ sơ này đã được yêu cầu bổ sung {asked_before} lần; quy định chỉ cho {allowed} lần."
    if received_at is not None and on > supplement_closes_on(received_at, days, calendar):
        return f"Đã quá {days} ngày làm việc kể từ ngày tiếp nhận nên không yêu cầu bổ sung được nữa."
    return ""


def is_late(
    *,
    ended_at: datetime,
    due_at: datetime | None,
    received_at: datetime | None,
    supplement_requests: int,
    allowed_requests: int,
) -> bool | None:
    """Return whether a finished dossier is late; None when it has no deadline or was never received.

    `ended_at` is the moment of the supplement request for one that ended while the supplement was awaited.
    `due_at` already holds the supplement time, which equals taking that time off the end. More requests than
    allowed count as late. Basis: onestop.md 8.1 and 8.2 (description of index 766, technical source).
    """
    if due_at is None or received_at is None:
        return None
    return ended_at > due_at or supplement_requests > allowed_requests


def is_digitised(papers: Iterable[tuple[bool, bool]], has_result_file: bool) -> bool:
    """Return whether a dossier counts as digitised: each paper that must be scanned has a file, so has the
    result.

    `papers` are pairs (must be digitised, has a file). Basis: index 766 no. 4.2 (component file and result
    file attached); which papers are not scanned: TT 03/2025/TT-VPCP Đ.5 k.2 (quoted).
    """
    return has_result_file and all(has_file for must, has_file in papers if must)


def travels_on_paper(papers: Iterable[tuple[bool, bool]]) -> bool:
    """Return whether a dossier leaves the counter on paper: some paper that must be scanned has no file.

    Basis: TT 01/2023/TT-VPCP ch. II (scan at reception, before resolution); plan III.2-03 counts such a hop.
    """
    return any(must and not has_file for must, has_file in papers)


def reach(ahead: Sequence[str], mine: Collection[str]) -> frozenset[str]:
    """Return the kinds of step, from the first ahead on, that one officer may do one after another.

    Basis: targets.md III.2-11 (“4 tại chỗ”): done on the spot as far as the one at the counter may go.
    """
    return frozenset(takewhile(lambda kind: kind in mine, ahead))


def key_of(name: str) -> str:
    """Return how two papers are known to be one: the words of the name without marks and case.

    Basis: our own convention (design); NĐ 224/2026 Đ.18 k.4 (nobody brings one paper twice).
    """
    return " ".join(fold(name).split()).rstrip(" .;:")[:200]


def is_written_anew(name: str) -> bool:
    """Return whether a paper is written for the request at hand, so that no earlier one can stand in for it.

    A request, a declaration, a form to fill. Basis: our own reading of the names in the catalogue;
    NĐ 224/2026 Đ.18 k.4 spares people only papers that were accepted before.
    """
    return fold(name).lstrip(" (0123456789)").startswith(WRITTEN_ANEW)


def code_of(template: str, identifier: str, day: date, number: int) -> str:
    """Return a dossier's code from the commune's template. Raises `Invalid` for a broken template.

    Basis: TT 03/2025/TT-VPCP Đ.13 (shape of clause 1 inferred from clause 3); TT 01/2018 Đ.19: daily counter.
    """
    return render_code(template, identifier=identifier, seq=number, **date_parts(day))


def folded_of(code: str, *texts: str) -> str:
    """Return the words a dossier is found by, folded: its code, then names, each word once where it repeats.

    Basis: design, the house's search rule (kernel.text.fold).
    """
    found: dict[str, None] = dict.fromkeys(words(code))
    found |= dict.fromkeys(word for text in texts for word in words(text))
    return shorten(" ".join(found), FOLDED_LIMIT).rstrip("…")


def second_facts(id_numbers: Sequence[str | None], phones: Sequence[str | None]) -> frozenset[str]:
    """Return the second facts that open public tracking: last four digits of an identity number or a phone.

    Basis: TT 01/2018 Đ.16 k.2d: without signing in, code and state only.
    """
    digits = ["".join(c for c in text if c.isdigit()) for text in (*id_numbers, *phones) if text]
    return frozenset(text[-4:] for text in digits if len(text) >= 9)


def is_fit_reason(text: str) -> bool:
    """Return whether a reason says something: at least two words.

    Basis: NĐ 61/2018 Đ.17 k.2 and Đ.19 k.8: refusal and supplement state content and reason.
    """
    return len(fold(text).split()) >= 2


def answer_due(filed_at: datetime, calendar: WorkCalendar) -> Deadline:
    """Return by when the commune says of an online filing: received, more is needed, or refused. Raises
    `CalendarGap`.

    Within the working day; what comes after working hours counts from the next working morning. Basis:
    onestop.md 4.4 (NĐ 61/2018 Đ.17 k.2 read; the practice under NĐ 118/2025 quoted).
    """
    closing = calendar.windows[-1][1]
    return count_deadline(filed_at, Span(0, Unit.SAME_DAY), calendar, closing)


def answered_by(now: datetime, calendar: WorkCalendar) -> datetime:
    """Return the last closing that is over: what was filed online before and still waits is late with its
    answer. Raises `CalendarGap`. Basis: onestop.md 4.4, the other side of `answer_due`.
    """
    day = local_date(now)
    while not calendar.is_workday(day) or calendar.end_of(day) >= now:
        day -= timedelta(days=1)
    return calendar.end_of(day)


SCAN_CHECKS: Mapping[str, str] = {
    "copies": "Đủ số bản: bao nhiêu bản giấy thì bấy nhiêu bản quét",
    "whole": "Quét trọn tờ: không mất góc, mất dấu, mất chữ ký",
    "order": "Các trang theo đúng thứ tự",
    "clear": "Đọc rõ chữ, đúng màu; từ 200 điểm ảnh một inch",
}
"""What is looked at before a scan passes: TT 01/2023/TT-VPCP Đ.8 k.2 (quoted); dots an inch recalled."""


def images_due(pages: int, noted: int) -> int:
    """Return how many images a paper of so many pages must have.

    A page with a sticky note is scanned twice, with it and without. Basis: TT 01/2023/TT-VPCP Đ.8 k.2.
    """
    return pages + noted


def scan_faults(*, pages: int, noted: int, images: int, checked: Collection[str]) -> list[str]:
    """Return, in words, what keeps a scan from passing; nothing when it passes.

    Basis: TT 01/2023/TT-VPCP Đ.8 k.2 (quoted): as many copies and images as originals and pages, whole, in
    order.
    """
    faults = [] if noted <= pages else ["Số trang có giấy dán không thể nhiều hơn số trang giấy."]
    due = images_due(pages, noted)
    if images != due:
        faults.append(f"Bản quét có {images} trang, bản giấy cần {due} trang.")
    return faults + [f"Chưa đánh dấu: {words}." for code, words in SCAN_CHECKS.items() if code not in checked]


def names_signer(certificate: str, officer: str) -> bool:
    """Return whether the name on a certificate is the officer's: the same words, accents and case aside.

    A certificate may say more ("Giàng A Sính - Phó Chủ tịch"). Basis: design of this program (grade D).
    """
    return f" {fold(officer)} " in f" {fold(certificate)} "


def has_all_signatures(serials: Iterable[str], wanted: int) -> bool:
    """Return whether a file carries signatures of so many different certificates.

    Basis: the signer's and the office's (NĐ 45/2020 Đ.10, named by onestop.md 6.7, text not read; how many is
    the setting dossiers.copy_signatures, grade R).
    """
    return len(set(serials)) >= wanted
