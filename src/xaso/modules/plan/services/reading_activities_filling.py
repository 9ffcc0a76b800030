"""Write down the activities of a plan's annexes as they were understood, beside those in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from xaso.kernel.text import words

from ..models import Activity, PlanReading, ReadingActivity
from ..reading import Reading
from ..reading.proposing import ActivityProposal, UnitName, propose_activities, standing_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Unit

_BATCH = 500
_TEXTS = (
    "name",
    "output",
    "objective",
    "duty",
    "lead_words",
    "coordinating_words",
    "time_words",
    "budget_words",
)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Activities in force that a row may continue: those of the plan first, then those of other plans of the
    same years, by code.
    """

    own: dict[str, Activity]
    others: dict[str, Activity]

    def get(self, code: str) -> Activity | None:
        """The activity of that code."""
        return self.own.get(code) or self.others.get(code)

    def all(self) -> Iterable[Activity]:
        """All of them, the plan's own first."""
        return [*self.own.values(), *self.others.values()]


def fill_activities(reading: PlanReading, understood: Reading, units: Sequence[Unit]) -> int:
    """Write a row for each activity of the annexes, then one for each in force that the text does not name.

    Return how many the annexes have. The caller has set the reading's years.
    """
    standing = _standing(reading)
    proposals = propose_activities(
        understood.matrix_rows,
        period=_period(reading),
        units=unit_names(units),
        standing=[standing_of(one.code, one.name, one.output, one.group) for one in standing.all()],
    )
    rows = [_row(reading, order, one, standing) for order, one in enumerate(proposals, start=1)]
    named = {one.continues for one in proposals}
    left = [one for one in standing.own.values() if one.code not in named]
    rows += [standing_row(reading, order, one) for order, one in enumerate(left, start=len(rows) + 1)]
    ReadingActivity.objects.bulk_create(rows, batch_size=_BATCH)
    return len(proposals)


def unit_names(units: Sequence[Unit]) -> list[UnitName]:
    """The units as proposals compare them; departments are the offices under the committee."""
    committees = {one.pk for one in units if one.kind == "committee"}
    return [
        UnitName(one.code, one.name, one.short_name, one.kind == "office" and one.parent_id in committees)
        for one in units
    ]


def standing_row(reading: PlanReading, order: int, activity: Activity) -> ReadingActivity:
    """An activity in force that the text does not name, as it stands."""
    row = ReadingActivity(
        reading=reading,
        order=order,
        kind=ReadingActivity.Kind.STANDING,
        group=activity.group,
        **{name: getattr(activity, name) for name in _TEXTS},
    )
    _take_over(row, activity)
    return row


def _standing(reading: PlanReading) -> _Standing:
    own = _by_code(_running().filter(plan=reading.plan_id)) if reading.plan_id else {}
    others = _running().exclude(plan=reading.plan_id) if reading.plan_id else _running()
    years = _period(reading)
    if years:
        others = others.filter(Q(plan__year_from__lte=years[1], plan__year_to__gte=years[0]))
    return _Standing(own, _by_code(others))


def _running() -> QuerySet[Activity]:
    rows = Activity.objects.filter(is_active=True).select_related("plan")
    return rows.prefetch_related("leads__unit", "coordinators").order_by("plan_id", "order", "code")


def _by_code(rows: Iterable[Activity]) -> dict[str, Activity]:
    return {one.code: one for one in rows}


def _row(
    reading: PlanReading, order: int, proposal: ActivityProposal, standing: _Standing
) -> ReadingActivity:
    row = ReadingActivity(
        reading=reading,
        order=order,
        line=proposal.line,
        group=proposal.group,
        leads=[{"unit": one.unit, "output": one.output} for one in proposal.leads],
        coordinators=list(proposal.coordinators),
        timing=proposal.timing,
        note="\n".join(proposal.notes),
        **{name: getattr(proposal, name) for name in _TEXTS},
    )
    activity = standing.get(proposal.continues)
    if activity is not None:
        _continue(row, activity)
    return row


def _continue(row: ReadingActivity, activity: Activity) -> None:
    """Where the text says the same as before, what people made of it before still holds."""
    same = {name for name in _TEXTS if words(getattr(row, name)) == words(getattr(activity, name))}
    for name in same:
        setattr(row, name, getattr(activity, name))
    if "lead_words" in same and "time_words" in same:
        _take_over(row, activity)
        row.note = ""
    row.continues = activity
    row.task_kind = activity.kind
    row.group = activity.group


def _take_over(row: ReadingActivity, activity: Activity) -> None:
    row.continues = activity
    row.leads = [{"unit": one.unit.code, "output": one.output} for one in activity.leads.all()]
    row.coordinators = [one.code for one in activity.coordinators.all()]
    row.timing = activity.time_read
    row.by_hand = not row.leads
    row.task_kind, row.lead_note = activity.kind, activity.lead_note


def _period(reading: PlanReading) -> tuple[int, int] | None:
    if reading.year_from is None or reading.year_to is None:
        return None
    return reading.year_from, reading.year_to
