"""Open a report for a closed period: its parts, each with a first wording from the frozen figures."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from xaso.kernel.clock import at as moment
from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid, Missing
from xaso.kernel.text import clean
from xaso.modules.indicators.queries import ClosedPeriod, FrozenLine, closed
from xaso.platform.journal.services import record

from .. import access
from ..events import ReportOpened
from ..models import Part, Report
from ..papers.figures import NONE, has_figure
from ..rules import drafting, naming, outline
from .composing import targets_by_heading

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer, Unit

END_OF_DAY = time(17)
LONGEST_RECIPIENT = 200


class PeriodNotClosed(Conflict):
    """A report takes its figures from a closed period only."""

    code = "period_not_closed"


class AlreadyOpened(Conflict):
    """There is one report of a kind and form for a period."""

    code = "report_already_opened"


def open_report(
    *, kind: str, profile: str, window: str, due_on: date, recipient: str, by: Officer, at: datetime
) -> Report:
    """Open a report; every office that owns targets under a heading gets a part, other headings go to the
    focal office, which is the opener's.

    Raises `Missing` for who may not, `PeriodNotClosed`, `AlreadyOpened`, `Invalid`. Source: documents.md 5.
    """
    if not access.may_open_reports(by):
        raise Missing
    of_kind = outline.kind_of(kind)
    outline.profile_of(profile)
    period = _closed_for(of_kind, window)
    if due_on < local_date(at):
        raise Invalid("Hạn các đơn vị gửi phần phải từ hôm nay trở đi.", field="due_on")
    to = clean(recipient)
    if len(to) > LONGEST_RECIPIENT:
        raise Invalid(f"Viết nơi kính gửi ngắn lại, nhiều nhất {LONGEST_RECIPIENT} ký tự.", field="recipient")
    before = Report.objects.filter(kind=kind, profile=profile, window=period.window.code).count()
    try:
        with transaction.atomic():
            report = Report.objects.create(
                code=naming.code_of(of_kind, profile, period.window.code, before),
                kind=kind, profile=profile, window=period.window.code, year=period.window.year,
                focal_unit=by.unit, due_at=moment(due_on, END_OF_DAY), recipient=to, made_by=by, made_at=at,
            )  # fmt: skip
            count = _write_parts(report, period, by.unit)
            event = ReportOpened(
                code=report.code, kind=kind, profile=profile, window=report.window, parts=count
            )
            record(event, by=by, at=at, subject=subject_of(report))
    except IntegrityError:
        raise AlreadyOpened(
            f"{of_kind.name} của kỳ này, thể thức này đã được lập. Mở báo cáo đó trong danh sách."
        ) from None
    return report


def subject_of(report: Report) -> str:
    """Return what the journal calls a report."""
    return f"report:{report.code}"


def _closed_for(kind: outline.Kind, window: str) -> ClosedPeriod:
    period = closed(window)
    if period is None:
        raise PeriodNotClosed("Kỳ này chưa khóa số liệu. Khóa kỳ trước rồi lập báo cáo.")
    if period.window.kind not in kind.windows:
        raise Invalid(f"{kind.name} không lập cho {period.window.label}. Chọn kỳ khác.", field="window")
    return period


def _write_parts(report: Report, period: ClosedPeriod, focal: Unit) -> int:
    lines = {line.code: line for line in period.of_span()}
    parts = []
    for heading, targets in targets_by_heading(report.kind, report.year, days=period.window.period).items():
        codes: dict[int, list[str]] = {}
        for target in targets:
            codes.setdefault(target.owner_id or focal.pk, []).append(target.code)
        for unit_id, own in (codes or {focal.pk: []}).items():
            facts = [_fact(lines[code]) for code in own if code in lines]
            parts.append(
                Part(report=report, heading=heading, unit_id=unit_id, text=drafting.first_words(facts))
            )
    Part.objects.bulk_create(parts)
    return len(parts)


def _fact(line: FrozenLine) -> drafting.Fact:
    return drafting.Fact(
        code=line.code,
        name=line.name,
        threshold=line.threshold,
        state=line.judged_words,
        has_figure=line.source != NONE,
        has_of_window=has_figure(line),
    )
