"""Putting off the date of return, once, in time, with an apology to the person (Mẫu 04)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.modules.org.queries import calendar

from .. import access, rules
from ..events import Extended
from ..models import Dossier, Postponement
from .changing import changing
from .handling import check_running
from .intake import reason_of
from .timing import allowed_extensions, notice_days, recount

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class CannotExtend(Conflict):
    """The date of return may not be put off: too late, once already, or there is none."""

    code = "cannot_extend"


def extend(
    *, dossier: Dossier, by: Officer, reason: str, new_due_on: date, at: datetime, seen: int
) -> Dossier:
    """Put the date of return off to a later working day, with the reason the applicant will read (Mẫu 04).

    By the head of the office that has it, a leader or the centre's head. Raises `MoveRefused`, `NotYours`,
    `Overtaken`, `NoReason`, `CannotExtend` when it is too late or was done before, `Invalid` for a day not
    later or not worked, `CalendarGap`. Basis: NĐ 61/2018 Đ.19 k.9 (read; a provincial rule of 2025 keeps
    it); onestop.md 4.10.
    """
    why = reason_of(reason)
    with changing(dossier, by=by, at=at, seen=seen) as change:
        locked = change.dossier
        check_running(locked)
        access.require(by, locked, "extend")
        if (no := why_not(locked, at)) or locked.due_at is None:
            raise CannotExtend(no)
        if wrong := rules.wrong_new_day(new_due_on, locked.due_at, calendar()):
            raise Invalid(wrong, field="new_due_on")
        old = locked.due_at
        number = locked.postponements.count() + 1
        Postponement.objects.create(
            dossier=locked,
            number=number,
            reason=why,
            old_due_at=old,
            new_due_on=new_due_on,
            asked_at=at,
            asked_by=by,
        )
        recount(locked)
        change.tell(
            Extended,
            number=number,
            reason=why,
            old_due_at=old.isoformat(),
            due_at=locked.due_at.isoformat(),
        )
    return change.dossier


def why_not(dossier: Dossier, at: datetime) -> str:
    """Why the date of return may not be put off at that moment; empty when it may."""
    return rules.why_not_extended(
        extended_before=dossier.postponements.count(),
        allowed=allowed_extensions(),
        on=local_date(at),
        due_at=dossier.due_at,
        days=notice_days(),
        calendar=calendar(),
    )
