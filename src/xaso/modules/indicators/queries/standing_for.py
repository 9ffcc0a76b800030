"""Who stands for each line of a closed window: who typed and approved it, who corrected it and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..models import Adjustment, FrozenFigure, TypedFigure
from ..rules.windows import Window
from .beside import approved_beside


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's figure, approved by another. Several typed figures behind one line: the newest speaks."""

    by: str
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Correction:
    """The last approved correction beside a line: its sizes, the people, the reason."""

    part: int | None
    whole: int | None
    approval: Approval
    reason: str


@dataclass(frozen=True, slots=True)
class StandsFor:
    """The people behind one line; None where nobody typed it, or nobody corrected it."""

    typed: Approval | None = None
    correction: Correction | None = None


def standing_for(window: Window) -> dict[int, StandsFor]:
    """Return who stands for each frozen figure of a window, by its key. Four queries at most.

    Source: documents.md B-09 (the national system asks for source and approver).
    """
    rows = list(FrozenFigure.objects.filter(closing__window=window.code).order_by("order"))
    beside = approved_beside(rows, {row.closing_id: window for row in rows})
    corrections = _corrections({one.pk for one in beside.values()})
    keys = {key for row in rows for key in row.typed}
    people = TypedFigure.objects.filter(pk__in=keys).select_related("entered_by", "decided_by")
    typed = {one.pk: one for one in people}
    found = {}
    for row in rows:
        newest = max((typed[key] for key in row.typed if key in typed), key=_decided, default=None)
        found[row.pk] = StandsFor(
            None if newest is None else _of_typed(newest),
            corrections[beside[row.pk].pk] if row.pk in beside else None,
        )
    return found


def _decided(figure: TypedFigure) -> tuple[str, int]:
    return figure.decided_at.isoformat() if figure.decided_at else "", figure.pk


def _of_typed(one: TypedFigure) -> Approval:
    approver = one.decided_by.full_name if one.decided_by else ""
    return Approval(one.entered_by.full_name, approver, one.decided_at)


def _corrections(keys: set[int]) -> dict[int, Correction]:
    rows = Adjustment.objects.filter(pk__in=keys).select_related("proposed_by", "decided_by")
    return {
        one.pk: Correction(
            one.part,
            one.whole,
            Approval(
                one.proposed_by.full_name, one.decided_by.full_name if one.decided_by else "", one.decided_at
            ),
            one.reason,
        )
        for one in rows
    }
