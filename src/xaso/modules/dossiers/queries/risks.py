"""Dossiers expected to be late: when each will be done by the pace of its queue, and until when to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.kernel.paging import Page
from xaso.modules.org.queries import calendar

from ..access import overseen_by
from ..lifecycle import RUNNING
from ..models import Forecast
from ..models.querysets import DossierQuerySet
from ..rules import extension_closes_on
from ..services.timing import notice_days
from .oversight import at_risk
from .rows import ListRow, list_rows, page_values

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A dossier that will be late if work goes on as it does: the line, and how that was reckoned.

    `late_minutes`: working minutes past its due moment. `tell_by`: the last day to put the date off with an
    apology (Mẫu 04); `too_late_to_tell` once that day is over.
    """

    line: ListRow
    expected_at: datetime
    late_minutes: int
    ahead: int
    each_minutes: int
    rest_minutes: int
    tell_by: date
    too_late_to_tell: bool


def risk_page(officer: Officer, now: datetime, *, unit: str = "", page: int = 1) -> Page[RiskRow]:
    """Dossiers at risk that the officer oversees, most urgent first, at one office when it is named.

    Four queries. Basis: onestop.md 4.10 (NĐ 61/2018 Đ.19 k.9: tell before the due day); the reckoning is our
    own (`services.forecasting`).
    """
    rows = risky(officer, now)
    if unit:
        rows = rows.filter(unit__code=unit)
    found = page_values(rows, ("due_at", "pk"), page)
    forecasts = Forecast.objects.in_bulk([one["pk"] for one in found], field_name="dossier_id")
    lines = zip(list_rows(found, now), found, strict=True)
    cut = [_row(line, forecasts[one["pk"]], now) for line, one in lines if one["pk"] in forecasts]
    return Page.cut(cut, page, total=rows.order_by().count())


def risky(officer: Officer, now: datetime) -> DossierQuerySet:
    """The dossiers at work, not late yet, and expected after their due moment."""
    return overseen_by(officer).filter(at_risk(now), state__in=sorted(RUNNING))


def _row(line: ListRow, forecast: Forecast, now: datetime) -> RiskRow:
    work, due_at = calendar(), line.due_at
    assert due_at is not None  # `at_risk` asks for it
    tell_by = extension_closes_on(due_at, notice_days(), work)
    return RiskRow(
        line=line,
        expected_at=forecast.expected_at,
        late_minutes=work.minutes_between(due_at, forecast.expected_at),
        ahead=forecast.ahead,
        each_minutes=forecast.each_minutes,
        rest_minutes=forecast.rest_minutes,
        tell_by=tell_by,
        too_late_to_tell=tell_by < local_date(now),
    )
