"""Each working morning: count how everything stands, keep the counts, tell those who answer for it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from xaso.kernel.clock import at as moment_at
from xaso.kernel.clock import local_date
from xaso.kernel.wording import day_words
from xaso.kernel.workdays import CalendarGap
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.org.queries import calendar
from xaso.platform.notices.services import notify

from ..access import OVERSEERS
from ..lifecycle import RUNNING, State
from ..models import DayDigest, Dossier
from ..queries.oversight import at_risk
from .forecasting import forecast

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COUNTS = ("at_work", "overdue", "due_today", "at_risk", "resting")


def digest_day(*, at: datetime) -> DayDigest | None:
    """Keep the morning's counts and tell leaders, the centre's head and heads of offices, each their part.

    Once for a day: a second call gives the same and tells nobody again. None on a day off, and where the
    calendar does not reach. Basis: onestop.md 3.4 (the centre watches over deadlines every day).
    """
    day = local_date(at)
    if not _works(day):
        return None
    forecast(at=at)
    with transaction.atomic():
        made, _ = DayDigest.objects.get_or_create(
            day=day, defaults={"made_at": at, "figures": _figures(day, at)}
        )
    for officer in org.officers().filter(user__grants__role__in=OVERSEERS).distinct():
        _tell(officer, made, at)
    return made


def _works(day: date) -> bool:
    try:
        return calendar().is_workday(day)
    except CalendarGap:
        return False


def _figures(day: date, at: datetime) -> dict[str, Any]:
    """Counts of the whole and of each office, what the last working day brought, who is away."""
    units = _by_unit(day, at)
    return {
        "whole": {name: sum(one[name] for one in units) for name in COUNTS},
        "units": units,
        "before": _before(day),
        "away": [
            {
                "giver": one.giver_name,
                "substitute": _name(one.substitute_id),
                "until": one.ends_on.isoformat(),
            }
            for one in org.live_delegations(at=at)
        ],
    }


def _by_unit(day: date, at: datetime) -> list[dict[str, Any]]:
    running = Q(state__in=sorted(RUNNING))
    begin, end = moment_at(day), calendar().end_of(day)
    rows = Dossier.objects.filter(state__in=sorted(RUNNING | {State.AWAITING_SUPPLEMENT}))
    found = rows.values("unit__code", "unit__short_name").annotate(
        at_work=Count("pk", filter=running),
        overdue=Count("pk", filter=running & Q(due_at__lt=at)),
        due_today=Count("pk", filter=running & Q(due_at__gte=max(begin, at), due_at__lte=end)),
        at_risk=Count("pk", filter=running & at_risk(at)),
        resting=Count("pk", filter=Q(state=State.AWAITING_SUPPLEMENT)),
    )
    return [
        {
            "code": one["unit__code"] or "",
            "name": one["unit__short_name"] or "Chưa chuyển đơn vị",
            **{name: one[name] for name in COUNTS},
        }
        for one in found.order_by("unit__short_name", "unit__code")
    ]


def _before(day: date) -> dict[str, Any]:
    """What came and was done from the last working day's morning until this one's midnight."""
    last = calendar().add_workdays(day, -1)
    since, until = moment_at(last), moment_at(day)
    done = Q(finished_at__gte=since, finished_at__lt=until)
    found = Dossier.objects.aggregate(
        received=Count("pk", filter=Q(received_at__gte=since, received_at__lt=until)),
        done=Count("pk", filter=done),
        done_late=Count("pk", filter=done & Q(is_late=True)),
    )
    return {"day": last.isoformat(), **found}


def _name(officer_id: int) -> str:
    found = org.officers().filter(pk=officer_id).first()
    return found.full_name if found else ""


def _tell(officer: Officer, made: DayDigest, at: datetime) -> None:
    sees_all = officer.has_role(Role.LEADER, Role.CENTRE_HEAD)
    own = next((one for one in made.figures["units"] if one["code"] == officer.unit.code), None)
    counts = made.figures["whole"] if sees_all else own
    if counts is None:
        return
    where = "toàn xã" if sees_all else officer.unit.short_name
    body = (
        f"Hồ sơ ở {where}: {counts['at_work']} đang giải quyết, {counts['overdue']} quá hạn, "
        f"{counts['due_today']} đến hạn hôm nay, {counts['at_risk']} có nguy cơ quá hạn."
    )
    notify(
        officer.user,
        title=f"Đầu ngày {day_words(made.day)}",
        body=body,
        link=reverse("dossiers_steering:digest"),
        subject=f"digest:{made.day.isoformat()}",
        key=f"dossiers:digest:{made.day.isoformat()}:{officer.user_id}",
        at=at,
        outside=(),
    )
