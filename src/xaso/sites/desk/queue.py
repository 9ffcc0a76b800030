"""The one queue of an officer's day: each module with work waiting gives a source, this site joins them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from xaso.kernel.paging import PAGE_SIZE, Page
from xaso.kernel.remaining import ClockKind, ClockState, clock_state
from xaso.modules.dossiers import queries as dossiers
from xaso.modules.dossiers.queries.attesting import to_sign_count
from xaso.modules.dossiers.queries.old_results import check_count
from xaso.modules.dossiers.queries.opinions import waiting_opinions, waiting_opinions_tally
from xaso.modules.dossiers.queries.tally import waiting_tally
from xaso.modules.indicators.queries import typing
from xaso.modules.indicators.queries.closings import send_by
from xaso.modules.org import queries as org
from xaso.modules.plan.queries import tasks_waiting as tasks
from xaso.modules.reports import queries as reports

if TYPE_CHECKING:
    from xaso.modules.indicators.queries import Window
    from xaso.modules.indicators.queries.typed import TypedLine
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: what, for whom, how it stands, and the one next action as a button.

    ``noun`` goes with the code in what a screen reader says of the button.
    """

    title: str
    code: str
    href: str
    who: str
    where: str
    due_at: datetime | None
    clock: ClockState
    action: str
    action_href: str
    noun: str = "hồ sơ"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of them are late, soon due, in time; how many came online and wait to be received.

    `to_sign`: of those, certifications that are signed many at a time on a page of their own;
    `arrived_late`: of those that came online, how many should have been answered by now.
    """

    overdue: int = 0
    soon: int = 0
    in_time: int = 0
    arrived: int = 0
    to_sign: int = 0
    arrived_late: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """What one module adds: a page of items, most urgent first, and its tally."""

    page: Callable[[Officer, datetime, int], Page[Item]]
    tally: Callable[[Officer, datetime], Tally]


def _dossiers(officer: Officer, now: datetime, number: int) -> Page[Item]:
    found = dossiers.waiting_for(officer, now, page=number)
    return Page(
        [_dossier(row) for row in found.rows], found.number, found.has_next, found.total, found.capped
    )


def _dossier(row: dossiers.WaitingRow) -> Item:
    record = reverse("dossiers_desk:record", args=[row.code])
    return Item(
        title=row.procedure_name,
        code=row.code,
        href=record,
        who=row.applicant_name,
        where=(row.step_name or row.state_words) + (f", thay {row.instead_of}" if row.instead_of else ""),
        due_at=row.due_at,
        clock=row.clock,
        action=row.action_label,
        action_href=reverse(row.url_name, args=row.url_args) if row.action_code else record,
    )


def _dossier_tally(officer: Officer, now: datetime) -> Tally:
    found = waiting_tally(officer, now)
    return Tally(
        found.overdue, found.soon, found.in_time, found.filed, to_sign_count(officer), found.filed_late
    )


def _opinions(officer: Officer, now: datetime, number: int) -> Page[Item]:
    """What other offices asked the officer's, still without an answer."""
    found = waiting_opinions(officer, number, now=now)
    return Page(
        [_opinion(row) for row in found.rows], found.number, found.has_next, found.total, found.capped
    )


def _opinion(row: dossiers.OpinionRow) -> Item:
    opinion = row.opinion
    href = reverse("dossiers_desk:opinion", args=[opinion.dossier.code, opinion.pk])
    return Item(
        title=f"Cho ý kiến: {opinion.dossier.version.name}",
        code=opinion.dossier.code,
        href=href,
        who=f"{opinion.asked_by.full_name}, {opinion.asked_by.unit.short_name} hỏi",
        where="Chờ đơn vị trả lời ý kiến",
        due_at=opinion.due_at,
        clock=row.clock,
        action="Trả lời",
        action_href=href,
        noun="ý kiến về hồ sơ",
    )


def _opinion_tally(officer: Officer, now: datetime) -> Tally:
    found = waiting_opinions_tally(officer, now)
    return Tally(found.overdue, found.soon, found.in_time)


def _figures(officer: Officer, now: datetime, number: int) -> Page[Item]:
    """What the plan's typed figures ask of the officer: to type, to mend, to decide. One entry for typing."""
    asked, lacking = typing.to_type_count(officer, now)
    lines, total = typing.waiting_figures(officer, number * PAGE_SIZE + 1, at=now)
    items = [_to_type(asked, lacking, now)] if lacking else []
    items += [_figure(line) for line in lines]
    start = (number - 1) * PAGE_SIZE
    return Page.cut(items[start : start + PAGE_SIZE + 1], number, total=total + bool(lacking))


def _to_type(asked: Window, lacking: int, now: datetime) -> Item:
    href = f"{reverse('typed:list')}?viec={typing.Need.TO_TYPE}"
    due_at = _typing_due(asked)
    return Item(
        title=f"Nhập số liệu {asked.label[:1].lower()}{asked.label[1:]}: còn {lacking} chỉ tiêu",
        code=asked.code,
        href=href,
        who="Kế hoạch của xã",
        where="Chờ đơn vị nhập, kèm minh chứng",
        due_at=due_at,
        clock=clock_state(due_at, now, calendar=org.calendar()),
        action="Nhập số",
        action_href=href,
        noun="kỳ",
    )


def _figure(line: TypedLine) -> Item:
    is_mine = line.is_returned
    record = reverse("typed:record", args=[line.number])
    return Item(
        title=f"Số liệu {line.window_low} của chỉ tiêu {line.target_code}: {line.words}",
        code=line.target_code,
        href=record,
        who=line.decided_by if is_mine else line.entered_by,
        where=f"Bị trả lại: {line.reason}" if is_mine else "Chờ duyệt",
        due_at=None,
        clock=ClockState(ClockKind.NO_DEADLINE, None, ClockKind.NO_DEADLINE.label),
        action="Sửa" if is_mine else "Xem và duyệt",
        action_href=reverse("typed:change", args=[line.number]) if is_mine else record,
        noun="số liệu chỉ tiêu",
    )


def _figure_tally(officer: Officer, now: datetime) -> Tally:
    asked, lacking = typing.to_type_count(officer, now)
    if not lacking:
        return Tally()
    kind = clock_state(_typing_due(asked), now, calendar=org.calendar()).kind
    return Tally(
        overdue=int(kind is ClockKind.OVERDUE),
        soon=int(kind is ClockKind.DUE_SOON),
        in_time=int(kind is ClockKind.IN_TIME),
    )


def _typing_due(asked: Window) -> datetime | None:
    """The end of the day on which the report of the window leaves: figures are typed before it."""
    day = send_by(asked)
    return org.calendar().end_of(day) if day else None


def _tasks(officer: Officer, now: datetime, number: int) -> Page[Item]:
    found = tasks.tasks_waiting_for(officer, now, page=number)
    return Page([_task(row) for row in found.rows], found.number, found.has_next, found.total, found.capped)


def _task(row: tasks.WaitingTask) -> Item:
    return Item(
        title=row.name,
        code=row.code,
        href=reverse("tasks_desk:record", args=[row.code]),
        who=row.who,
        where=row.where,
        due_at=row.due_at,
        clock=row.clock,
        action=row.action_label,
        action_href=reverse("tasks_desk:action", args=[row.code, row.action_slug]),
        noun="nhiệm vụ",
    )


def _task_tally(officer: Officer, now: datetime) -> Tally:
    found = tasks.waiting_tally(officer, now)
    return Tally(found.overdue, found.soon, found.in_time)


def _reports(officer: Officer, now: datetime, number: int) -> Page[Item]:
    """What reports ask of the officer; a few rows, for parts of one report are one."""
    rows = reports.waiting_for(officer)
    start = (number - 1) * PAGE_SIZE
    items = [_report(row, now) for row in rows[start : start + PAGE_SIZE + 1]]
    return Page.cut(items, number, total=len(rows))


def _report(row: reports.WaitingRow, now: datetime) -> Item:
    return Item(
        title=row.title,
        code=row.code,
        href=reverse("reports:record", args=[row.code]),
        who="Báo cáo định kỳ",
        where=row.where,
        due_at=row.due_at,
        clock=clock_state(row.due_at, now, calendar=org.calendar()),
        action=row.action,
        action_href=row.href,
        noun="báo cáo",
    )


def _report_tally(officer: Officer, now: datetime) -> Tally:
    rows = reports.waiting_for(officer)
    kinds = [clock_state(row.due_at, now, calendar=org.calendar()).kind for row in rows]
    return Tally(
        overdue=kinds.count(ClockKind.OVERDUE),
        soon=kinds.count(ClockKind.DUE_SOON),
        in_time=kinds.count(ClockKind.IN_TIME),
    )


def _scans(officer: Officer, now: datetime, number: int) -> Page[Item]:
    """Scans of old results that a second person must look at: one entry for all of them."""
    count = check_count(officer)
    href = reverse("dossiers_desk:old_results_check")
    item = Item(
        title=f"Kiểm tra bản quét kết quả cũ: {count} bản",
        code="Số hóa",
        href=href,
        who="Kho kết quả cũ",
        where="Chờ người thứ hai kiểm tra",
        due_at=None,
        clock=ClockState(ClockKind.NO_DEADLINE, None, ClockKind.NO_DEADLINE.label),
        action="Kiểm tra",
        action_href=href,
        noun="việc",
    )
    rows = [item] if count and number == 1 else []
    return Page(rows, number, has_next=False, total=int(bool(count)))


def _scan_tally(officer: Officer, now: datetime) -> Tally:
    return Tally()


SOURCES: tuple[Source, ...] = (
    Source(_dossiers, _dossier_tally),
    Source(_opinions, _opinion_tally),
    Source(_figures, _figure_tally),
    Source(_tasks, _task_tally),
    Source(_reports, _report_tally),
    Source(_scans, _scan_tally),
)
"""Later modules add theirs here."""


def waiting(officer: Officer, now: datetime, number: int, sources: Sequence[Source] = SOURCES) -> Page[Item]:
    """One page of all that waits for the officer, most urgent first, whatever module it comes from.

    With several sources the first pages of each up to this one are merged, so the order is true over all.
    """
    if len(sources) == 1:
        return sources[0].page(officer, now, number)
    pages = [source.page(officer, now, each) for source in sources for each in range(1, number + 1)]
    items = sorted((item for page in pages for item in page.rows), key=_urgency)
    start = (number - 1) * PAGE_SIZE
    total = sum(page.total or 0 for page in pages if page.number == 1)
    more = any(page.has_next for page in pages if page.number == number)
    rest = items[start : start + PAGE_SIZE + 1]
    capped = any(page.capped for page in pages)
    return Page(rest[:PAGE_SIZE], number, more or len(rest) > PAGE_SIZE, total, capped)


def tally(officer: Officer, now: datetime, sources: Sequence[Source] = SOURCES) -> Tally:
    """The counts at the top of the day, over all sources."""
    found = [source.tally(officer, now) for source in sources]
    return Tally(
        sum(one.overdue for one in found),
        sum(one.soon for one in found),
        sum(one.in_time for one in found),
        sum(one.arrived for one in found),
        sum(one.to_sign for one in found),
        sum(one.arrived_late for one in found),
    )


def _urgency(item: Item) -> tuple[bool, float]:
    return item.due_at is None, item.due_at.timestamp() if item.due_at else 0.0
