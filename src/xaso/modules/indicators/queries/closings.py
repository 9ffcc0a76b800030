"""Reporting windows of a year, and one window: what was frozen, how its proof went, what waits beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from xaso.kernel.clock import local_date
from xaso.kernel.paging import Page
from xaso.kernel.paging import window as slice_of
from xaso.kernel.workdays import CalendarGap
from xaso.modules.org import queries as org
from xaso.modules.plan import queries as plan

from ..models import Adjustment, Closing
from ..rules.windows import CUMULATIVE, PERIOD, Window, cutoff_on, report_year, send_by_on, windows_of
from .closed import ClosedPeriod, FrozenLine, closed
from .kept import Freshness
from .running import RunningLine, running_lines

__all__ = [
    "LinePair",
    "Window",
    "WindowPage",
    "WindowRow",
    "WindowState",
    "WindowYear",
    "closed_codes",
    "window_page",
    "window_year",
]

CUTOFF_DAY, SEND_BY_DAY = 14, 18
OWED = ("quarter", "half", "year")
TARGETS, MEASURES = "chi-tieu", "phep-do"


class WindowState(StrEnum):
    """How a window stands today."""

    AHEAD = "ahead"
    RUNNING = "running"
    DUE = "due"
    LATE = "late"
    OPTIONAL = "optional"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The state in words."""
        return _LABELS[self]


_LABELS = {
    WindowState.AHEAD: "Chưa đến",
    WindowState.RUNNING: "Đang chạy",
    WindowState.DUE: "Chờ khóa",
    WindowState.LATE: "Chưa khóa, qua ngày gửi",
    WindowState.OPTIONAL: "Khóa khi cần",
    WindowState.CLOSED: "Đã khóa",
}


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One window with its days. ``send_by_on`` is None where the working calendar does not reach.

    A window of a kind the commune owes no report on (setting `reports.windows_owed`) is closed only at need.
    """

    window: Window
    cutoff_on: date
    send_by_on: date | None
    state: WindowState
    closed_at: datetime | None
    closed_by: str
    waiting: int
    is_owed: bool

    @property
    def can_close(self) -> bool:
        """Whether the window has ended and is not closed."""
        return self.state in (WindowState.DUE, WindowState.LATE, WindowState.OPTIONAL)


@dataclass(frozen=True, slots=True)
class WindowYear:
    """The windows of a report year. The two days are settings; ``send_by_note`` says how sure they are."""

    year: int
    years: tuple[int, ...]
    rows: tuple[WindowRow, ...]
    send_by_basis: str
    send_by_certainty: str


@dataclass(frozen=True, slots=True)
class LinePair:
    """One target or measure of a closed window: its figure in the window, and of the year so far."""

    period: FrozenLine
    cumulative: FrozenLine


@dataclass(frozen=True, slots=True)
class WindowPage:
    """One window; ``lines`` are 20 of what was frozen, None while it is open.

    Of an open window that has begun, ``running`` are 20 targets as last counted (``freshness``).
    """

    row: WindowRow
    found: ClosedPeriod | None
    group: str
    groups: tuple[tuple[str, str, int], ...]
    lines: Page[LinePair] | None
    running: Page[RunningLine] | None = None
    freshness: Freshness | None = None


def window_year(year: int, at: datetime) -> WindowYear:
    """Return the windows of a report year. Three queries, besides what org and plan remember."""
    today = local_date(at)
    closings = {one.window: one for one in Closing.objects.select_related("closed_by").filter(year=year)}
    waiting = _waiting(year)
    rows = [_row(one, closings.get(one.code), waiting[one.code], today) for one in windows_of(year)]
    years = {
        *plan.years(),
        report_year(today),
        year,
        *Closing.objects.values_list("year", flat=True).distinct(),
    }
    sending = org.setting_row("reports.send_by_day")
    return WindowYear(year, tuple(sorted(years)), tuple(rows), sending.basis, sending.certainty)


def window_page(code: str, at: datetime, *, group: str = "", page: int = 1) -> WindowPage:
    """Return one window with 20 lines of what was frozen: of the plan's targets, or of measures.

    Raises `Invalid` for a code that is no window's. Five queries; seven while it is open.
    """
    one = Window.parse(code)
    closing = Closing.objects.select_related("closed_by").filter(window=one.code).first()
    row = _row(one, closing, _waiting(one.year)[one.code], local_date(at))
    found = closed(one.code)
    if found is None:
        return _open_page(row, page)
    pairs = _pairs(found)
    sizes = {TARGETS: "Chỉ tiêu của kế hoạch", MEASURES: "Mọi phép đo của phần mềm"}
    by_group = {
        key: [pair for pair in pairs if bool(pair.period.target_code) is (key == TARGETS)] for key in sizes
    }
    chosen = group if group in sizes else TARGETS if by_group[TARGETS] else MEASURES
    rows = by_group[chosen]
    lines = Page.cut(rows[slice_of(page)], page, total=len(rows))
    groups = tuple((key, words, len(by_group[key])) for key, words in sizes.items())
    return WindowPage(row, found, chosen, groups, lines)


def _open_page(row: WindowRow, page: int) -> WindowPage:
    """A window not closed: nothing of one that has not begun."""
    if row.state is WindowState.AHEAD:
        return WindowPage(row, None, "", (), None)
    lines, fresh = running_lines(row.window)
    running = Page.cut(lines[slice_of(page)], page, total=len(lines))
    return WindowPage(row, None, "", (), None, running, fresh)


def _pairs(found: ClosedPeriod) -> list[LinePair]:
    cumulative = {line.code: line for line in found.of_span(CUMULATIVE)}
    return [LinePair(line, cumulative[line.code]) for line in found.of_span(PERIOD)]


def _row(one: Window, closing: Closing | None, waiting: int, today: date) -> WindowRow:
    settled = cutoff_on(one, int(org.setting("reports.cutoff_day", CUTOFF_DAY)))
    sends = send_by(one)
    return WindowRow(
        window=one,
        cutoff_on=settled,
        send_by_on=sends,
        state=_state(one, closing, settled, sends, today),
        closed_at=closing.closed_at if closing else None,
        closed_by=closing.closed_by.full_name if closing else "",
        waiting=waiting,
        is_owed=_is_owed(one),
    )


def _is_owed(one: Window) -> bool:
    """Whether the commune owes a report on windows of this kind."""
    return one.kind in org.setting("reports.windows_owed", OWED)


def _state(
    one: Window, closing: Closing | None, settled: date, sends: date | None, today: date
) -> WindowState:
    if closing is not None:
        return WindowState.CLOSED
    if today < one.period.start:
        return WindowState.AHEAD
    if today <= settled:
        return WindowState.RUNNING
    if not _is_owed(one):
        return WindowState.OPTIONAL
    return WindowState.LATE if sends is not None and today > sends else WindowState.DUE


def send_by(one: Window) -> date | None:
    """Return the day by which a window's report leaves; None where the working calendar does not reach."""
    try:
        return send_by_on(
            one,
            org.calendar(),
            cutoff_day=int(org.setting("reports.cutoff_day", CUTOFF_DAY)),
            send_by_day=int(org.setting("reports.send_by_day", SEND_BY_DAY)),
        )
    except CalendarGap:
        return None


def _waiting(year: int) -> Counter[str]:
    """How many corrections wait for a decision, by window."""
    rows = Adjustment.objects.filter(state=Adjustment.State.WAITING, figure__closing__year=year)
    return Counter(rows.values_list("figure__closing__window", flat=True))


def closed_around(window: Window) -> Window | None:
    """Return the closed window that holds this one, the one that ended first; None for none. One query."""
    return first_around(window, map(Window.parse, closed_codes()))


def first_around(window: Window, closed: Iterable[Window]) -> Window | None:
    """Return the first of these windows that holds the days of ``window``."""
    days = window.period
    held = (one for one in closed if one.period.start <= days.start and days.end <= one.period.end)
    return next(held, None)


def closed_codes() -> list[str]:
    """Return the codes of the closed windows, in the order they ended."""
    return list(Closing.objects.order_by("period_to", "-period_from").values_list("window", flat=True))
