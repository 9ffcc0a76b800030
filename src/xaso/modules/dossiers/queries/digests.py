"""The counts of a morning, for whoever answers for them: the whole, or the own office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from xaso.modules.org.access import Role

from ..models import DayDigest

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SHOWN_DAYS = 10


@dataclass(frozen=True, slots=True)
class Morning:
    """One kept digest: rows of offices, the whole where the officer sees it, and the other days kept."""

    day: date
    made_at: datetime
    units: list[dict[str, Any]]
    whole: dict[str, Any] | None
    before: dict[str, Any]
    before_day: date
    away: list[dict[str, Any]]
    days: list[date]


def morning(officer: Officer, day: date | None) -> Morning | None:
    """The digest of the day, of the latest when no day is asked for; None when there is none. Two queries."""
    days = list(DayDigest.objects.order_by("-day").values_list("day", flat=True)[:SHOWN_DAYS])
    asked = day or (days[0] if days else None)
    found = DayDigest.objects.filter(day=asked).first() if asked else None
    if found is None:
        return None
    sees_all = officer.has_role(Role.LEADER, Role.CENTRE_HEAD)
    units = [one for one in found.figures["units"] if sees_all or one["code"] == officer.unit.code]
    before = found.figures["before"]
    return Morning(
        day=found.day,
        made_at=found.made_at,
        units=units,
        whole=found.figures["whole"] if sees_all else None,
        before=before,
        before_day=date.fromisoformat(before["day"]),
        away=[one | {"until": date.fromisoformat(one["until"])} for one in found.figures["away"]],
        days=days,
    )
