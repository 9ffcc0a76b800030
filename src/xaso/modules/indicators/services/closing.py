"""Close a reporting window: freeze every figure with its records, once, in one transaction and one fact."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Missing
from xaso.kernel.wording import day_words
from xaso.modules.org import queries as org
from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.queries import last_seq
from xaso.platform.journal.services import record

from .. import events
from ..access import may_close
from ..models import Closing, FrozenFigure, FrozenRecords
from ..rules import freezing as rules
from ..rules.windows import Window, cutoff_on
from .freezing import Gathered, Tell, gather

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.jobs.models import Job

CLOSE = "indicators.close"
CUTOFF_DAY = 14


class WindowOpen(Conflict):
    """The window has not ended, so its figures still move."""

    code = "window_open"


class AlreadyClosed(Conflict):
    """A window is closed once."""

    code = "already_closed"


def ask_to_close(*, window: Window, by: Officer, at: datetime) -> Job:
    """Queue the closing of a window as a job of the officer who asks.

    Raises `Missing` for who may not close, `WindowOpen`, `AlreadyClosed`.
    """
    check_may_close(window=window, by=by, at=at)
    return enqueue(
        CLOSE,
        {"window": window.code, "officer": by.pk},
        at=at,
        key=f"{CLOSE}:{window.code}",
        title=f"Khóa kỳ {window.label}",
        owner=by.user.get_username(),
    )


def close(*, window: Window, by: Officer, at: datetime, tell: Tell | None = None) -> Closing:
    """Freeze every target and every measure of a window, in the window and from the year's first day.

    Figures are read first, then all are written with one journal entry that holds their digests. Raises
    `Missing` for who may not close, `WindowOpen`, `AlreadyClosed`. Source: documents.md B-10; who closes is
    our own rule (see `access.may_close`).
    """
    check_may_close(window=window, by=by, at=at)
    journal_from = last_seq()
    found = gather(window, at=at, tell=tell)
    if tell:
        tell(95, "Đang ghi số liệu đã chốt")
    return _write(window, found, journal_from=journal_from, by=by, at=at)


def check_may_close(*, window: Window, by: Officer, at: datetime) -> None:
    """Raise `Missing`, `WindowOpen` or `AlreadyClosed` when the officer cannot close the window now."""
    if not may_close(by):
        raise Missing
    settled = cutoff_on(window, cutoff_day())
    if local_date(at) <= settled:
        raise WindowOpen(
            f"{window.label} chốt số liệu hết ngày {day_words(settled)}. Khóa kỳ từ ngày hôm sau."
        )
    if Closing.objects.filter(window=window.code).exists():
        raise _already(window)


def cutoff_day() -> int:
    """Return the day of a window's last month on which figures are settled (a setting)."""
    return int(org.setting("reports.cutoff_day", CUTOFF_DAY))


def _write(window: Window, found: Gathered, *, journal_from: int, by: Officer, at: datetime) -> Closing:
    rows = [full_line(figure) for figure in found.figures]
    digest = rules.digest_of_lines(rows)
    period = window.period
    try:
        with transaction.atomic():
            closing = Closing.objects.create(
                window=window.code, kind=window.kind.value, year=window.year, period_from=period.start,
                period_to=period.end, closed_at=at, closed_by=by, journal_from=journal_from, digest=digest,
            )  # fmt: skip
            _write_figures(closing, found)
            event = events.PeriodClosed(
                window=window.code,
                period_from=period.start.isoformat(),
                period_to=period.end.isoformat(),
                journal_from=journal_from,
                figures=[short_line(figure) for figure in found.figures],
                digest=digest,
            )
            record(event, by=by, at=at, subject=closing.subject)
    except IntegrityError:
        if Closing.objects.filter(window=window.code).exists():
            raise _already(window) from None
        raise
    return closing


def _write_figures(closing: Closing, found: Gathered) -> None:
    FrozenRecords.objects.bulk_create(
        [
            FrozenRecords(sha256=one.sha256, content=one.content, whole=one.whole, part=one.part)
            for one in found.lists.values()
        ],
        ignore_conflicts=True,
    )
    ids = dict(FrozenRecords.objects.filter(sha256__in=found.lists).values_list("sha256", "pk"))
    for figure in found.figures:
        figure.closing = closing
        figure.records_id = ids.get(figure.digest)
    FrozenFigure.objects.bulk_create(found.figures)


def short_line(figure: FrozenFigure) -> list[str | int | None]:
    """Return what the journal keeps of a frozen figure: its place, its numbers, its digest."""
    value = rules.plain(figure.value)
    return [
        figure.span, figure.measure, figure.target, figure.part, figure.whole,
        None if value is None else str(value), figure.digest,
    ]  # fmt: skip


def full_line(figure: FrozenFigure) -> list[rules.Plain]:
    """Return everything a frozen figure says, in one order: what the digest of a closing is made over."""
    return [
        *short_line(figure), figure.order, figure.section, figure.name, figure.unit, str(figure.source),
        figure.words, figure.definition, figure.basis, figure.certainty, figure.threshold, figure.state,
        figure.owner, figure.evidence,
    ]  # fmt: skip


def _already(window: Window) -> AlreadyClosed:
    return AlreadyClosed(
        f"{window.label} đã khóa. Cần sửa một số thì lập điều chỉnh bên cạnh số đó.",
        hint="Mở kỳ trong danh sách kỳ báo cáo.",
    )
