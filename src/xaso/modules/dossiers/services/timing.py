"""Puts the clocks of a dossier and its steps where the rules say, from what is stored."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.spans import Span
from xaso.modules.org.queries import calendar, cutoff, setting

from .. import rules
from ..models import Dossier, FeeRequest, Postponement, StepRun, Supplement

if TYPE_CHECKING:
    from xaso.modules.procedures.models import RouteStep


def requests_of(dossier: Dossier) -> list[Supplement]:
    """The dossier's supplement requests, in order."""
    return list(dossier.supplements.order_by("number")) if dossier.supplement_count else []


def rests_of(dossier: Dossier) -> list[Supplement | FeeRequest]:
    """All that let the dossier's clock rest, in order: supplement requests, fees asked for in its work."""
    rests: list[Supplement | FeeRequest] = [
        *requests_of(dossier),
        *FeeRequest.objects.filter(dossier=dossier),
    ]
    return sorted(rests, key=lambda one: one.requested_at)


def postponements_of(dossier: Dossier) -> list[Postponement]:
    """The times its date of return was put off, in order."""
    return list(dossier.postponements.order_by("number"))


def recount(dossier: Dossier) -> None:
    """Set when the dossier is due and how that was counted. Raises `CalendarGap`."""
    if dossier.received_at is None:
        return
    due = rules.due_of(
        dossier.received_at,
        span_of(dossier),
        calendar(),
        cutoff(),
        rests_of(dossier),
        extensions=postponements_of(dossier),
    )
    dossier.due_at = due.due_at
    dossier.due_lines = list(due.lines)


def span_of(dossier: Dossier) -> Span | None:
    """The time the dossier's own version of the procedure allows."""
    return rules.span_of(dossier.version.time_value, dossier.version.time_unit)


def step_due(dossier: Dossier, step: RouteStep, started_at: datetime) -> datetime | None:
    """When a step begun at `started_at` is due by its share of the working time."""
    if dossier.received_at is None:
        return None
    total = rules.working_minutes(dossier.received_at, span_of(dossier), calendar(), cutoff())
    return rules.step_due(started_at, step.share, total, calendar(), rests_of(dossier))


def settle(dossier: Dossier, at: datetime) -> None:
    """Write down that the dossier ended at `at`, and whether late (onestop.md 8.1, 8.2).

    One that ends while a supplement is awaited stopped its clock when the supplement was asked for;
    `paused_at` stays, so that its clock is shown as it is judged.
    """
    dossier.finished_at = at
    dossier.is_late = rules.is_late(
        ended_at=dossier.paused_at or at,
        due_at=dossier.due_at,
        received_at=dossier.received_at,
        supplement_requests=dossier.supplement_count,
        allowed_requests=allowed_supplements(),
    )


def allowed_supplements() -> int:
    """How many supplement requests the commune's setting allows (NĐ 118/2025 Đ.6, Đ.11, quoted: one)."""
    return int(setting("dossiers.supplement_max_requests", 1))


def supplement_days() -> int:
    """Working days after reception in which a supplement may be asked for (NĐ 61/2018 Đ.19 k.4: three)."""
    return int(setting("dossiers.supplement_refuse_days", 3))


def allowed_extensions() -> int:
    """How many times the date of return may be put off (NĐ 61/2018 Đ.19 k.9: once)."""
    return int(setting("dossiers.extension_max", 1))


def notice_days() -> int:
    """Working days before the date of return by which it must be put off (NĐ 61/2018 Đ.19 k.9: one)."""
    return int(setting("dossiers.overdue_notice_days", 1))


def live_run(dossier: Dossier) -> StepRun | None:
    """The step the dossier is on now."""
    return dossier.runs.select_related("step", "unit").filter(ended_at=None).first()
