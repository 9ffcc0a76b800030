"""Carries a dossier along its route: which step, office and officer; every hand-over written down."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from xaso.kernel.errors import Conflict, Invalid
from xaso.modules.org.queries import serving
from xaso.modules.procedures.queries import route_steps
from xaso.platform.journal.actors import Actor

from .. import rules
from ..events import Assigned, SentBack, StepStarted
from ..lifecycle import ENTERING
from ..models import Dossier, Handover, Involvement, StepRun
from .changing import Change
from .outputs import require_output
from .papers import digitising_pairs
from .timing import live_run, step_due

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer, Unit
    from xaso.modules.procedures.models import RouteStep

Medium = Handover.Medium


class RouteEnds(Conflict):
    """The route has no step in that direction."""

    code = "route_ends"
    default_sentence = "Quy trình của thủ tục này không có bước đó. Báo người quản lý quy trình kiểm tra lại."


class WrongOfficer(Invalid):
    """The officer named cannot hold the step."""

    code = "wrong_officer"


def route_of(dossier: Dossier) -> list[RouteStep]:
    """The steps of the dossier's route, in order."""
    return route_steps(dossier.version)


def next_step(dossier: Dossier) -> RouteStep:
    """The step after the present one, or after reception when there is none. Raises `RouteEnds`."""
    steps = route_steps(dossier.version)
    order = (
        dossier.step.order
        if dossier.step
        else max((s.order for s in steps if s.kind == "receive"), default=0)
    )
    found = next((step for step in steps if step.order > order), None)
    if found is None:
        raise RouteEnds
    return found


def previous_step(dossier: Dossier) -> RouteStep:
    """The step before the present one. Raises `RouteEnds`."""
    if dossier.step is None:
        raise RouteEnds
    order = dossier.step.order
    found = [step for step in route_steps(dossier.version) if step.order < order]
    if not found:
        raise RouteEnds
    return found[-1]


def unit_of(step: RouteStep, dossier: Dossier) -> Unit:
    """The office a step belongs to: its own, or the one that answers for the field."""
    return step.unit or dossier.field.unit


def candidates(step: RouteStep, dossier: Dossier, *, at: datetime) -> list[Officer]:
    """Who may hold a step: officers with its role in its office; where it has none, in the commune.

    Whoever is away is replaced by their substitute.
    """
    return serving(step.role, unit_of(step, dossier), at=at) or serving(step.role, at=at)


def medium_of(dossier: Dossier) -> Handover.Medium:
    """How a dossier travels unless told: on paper while a paper to be scanned has no file."""
    return Medium.PAPER if rules.travels_on_paper(digitising_pairs(dossier)) else Medium.ELECTRONIC


def enter(
    change: Change,
    step: RouteStep,
    *,
    to: Officer | None = None,
    note: str = "",
    medium: Handover.Medium | None = None,
) -> None:
    """Close the present step as forwarded, open `step`, tell it.

    Raises `MoveRefused`, `WrongOfficer`, `OutputLacking` when the present step lacks what it must have.
    """
    require_output(change)
    way = medium or medium_of(change.dossier)
    holder = _holder(change, step, to)
    run = _open_run(change, step, holder, outcome=StepRun.Outcome.FORWARDED, note=note, medium=way)
    change.tell(
        StepStarted,
        step=step.name,
        kind=step.kind,
        unit=run.unit.name,
        holder=holder.full_name if holder else "",
        due_at=run.due_at.isoformat() if run.due_at else None,
        note=note,
        medium=str(way),
    )


def go_back(change: Change, step: RouteStep, *, note: str) -> None:
    """Close the present step as sent back and open the earlier `step` with whoever held it last."""
    holder = _last_holder(change, step)
    way = medium_of(change.dossier)
    run = _open_run(change, step, holder, outcome=StepRun.Outcome.SENT_BACK, note=note, medium=way)
    change.tell(
        SentBack,
        step=step.name,
        kind=step.kind,
        unit=run.unit.name,
        holder=holder.full_name if holder else "",
        note=note,
    )


def give(change: Change, to: Officer, *, how: str, note: str, medium: Handover.Medium) -> None:
    """Give the dossier to another holder within its step, telling it. Raises `WrongOfficer`."""
    dossier = change.dossier
    step, run = dossier.step, live_run(dossier)
    if step is None or run is None:
        raise RouteEnds
    _check(to, step, change)
    hand(change, run.unit, to, note, medium)
    run.holder = to
    run.save(update_fields=["holder"])
    change.tell(
        Assigned,
        step=step.name,
        unit=run.unit.name,
        holder=to.full_name,
        how=how,
        note=note,
        medium=str(medium),
    )


def hand(
    change: Change,
    unit: Unit,
    holder: Officer | None,
    note: str,
    medium: Handover.Medium,
    *,
    giver: Officer | None = None,
) -> None:
    """Write the hand-over to an office and officer when either changes, and let them see the dossier."""
    dossier = change.dossier
    source, officer = dossier.unit or (giver.unit if giver else unit), dossier.holder or giver
    if (source.pk, officer) != (unit.pk, holder):
        Handover.objects.create(
            dossier=dossier,
            from_unit=source,
            to_unit=unit,
            from_officer=officer,
            to_officer=holder,
            medium=medium,
            at=change.at,
            note=note,
        )
        dossier.handover_count += 1
        dossier.paper_handover_count += medium == Medium.PAPER
    dossier.unit, dossier.holder = unit, holder
    involve(dossier, unit=unit, officers=[*([holder] if holder else _pool(change)), *_stand_in(change)])


def involve(dossier: Dossier, *, unit: Unit, officers: list[Officer]) -> None:
    """Let an office, officers and the offices these work in see the dossier from now on.

    A step may go to an officer of another office when its own has nobody (`candidates`); that office's head
    must find it too.
    """
    offices = {unit.pk, *(officer.unit_id for officer in officers)}
    rows = [Involvement(dossier=dossier, unit_id=office) for office in sorted(offices)]
    rows += [Involvement(dossier=dossier, officer=officer) for officer in officers]
    Involvement.objects.bulk_create(rows, ignore_conflicts=True)


def close_run(change: Change, outcome: StepRun.Outcome, note: str = "") -> None:
    """End the present step."""
    ending = {"ended_at": change.at, "outcome": outcome} | ({"note": note} if note else {})
    change.dossier.runs.filter(ended_at=None).update(**ending)


def _open_run(
    change: Change,
    step: RouteStep,
    holder: Officer | None,
    *,
    outcome: StepRun.Outcome,
    note: str,
    medium: Handover.Medium,
) -> StepRun:
    dossier = change.dossier
    change.move(ENTERING[step.kind])
    close_run(change, outcome, note)
    unit = unit_of(step, dossier)
    dossier.step = step
    hand(change, unit, holder, note, medium, giver=_giver(change))
    return StepRun.objects.create(
        dossier=dossier,
        step=step,
        unit=unit,
        holder=holder,
        started_at=change.at,
        due_at=step_due(dossier, step, change.at),
    )


def _giver(change: Change) -> Officer | None:
    """Who passes on a dossier that nobody holds: the officer who acts; for a person's act, who took it in."""
    if isinstance(change.by, Actor) or change.by.as_actor().kind != "officer":
        return change.dossier.receiver
    return cast("Officer", change.by)


def _holder(change: Change, step: RouteStep, to: Officer | None) -> Officer | None:
    """Who gets the step: the one named, else whoever is to have it unasked (`_given`)."""
    if to is not None:
        _check(to, step, change)
        return to
    return _given(step, change.dossier, candidates(step, change.dossier, at=change.at))


def _given(step: RouteStep, dossier: Dossier, able: list[Officer]) -> Officer | None:
    """The only one who can; of several outside the step's office the first, since it cannot wait in an office
    that has nobody for it. None lets it wait in the office.
    """
    if len(able) == 1 or (able and able[0].unit_id != unit_of(step, dossier).pk):
        return able[0]
    return None


def _last_holder(change: Change, step: RouteStep) -> Officer | None:
    dossier = change.dossier
    run = dossier.runs.filter(step=step, holder__is_active=True).order_by("-started_at", "-pk").first()
    able = candidates(step, dossier, at=change.at)
    if run is not None and run.holder_id in {officer.pk for officer in able}:
        return next(officer for officer in able if officer.pk == run.holder_id)
    return _given(step, dossier, able)


def _check(to: Officer, step: RouteStep, change: Change) -> None:
    if to.pk not in {officer.pk for officer in candidates(step, change.dossier, at=change.at)}:
        unit = unit_of(step, change.dossier)
        raise WrongOfficer(
            f"{to.full_name} không giữ được bước “{step.name}” của {unit.short_name}. Chọn người khác.",
            field="to",
        )


def _pool(change: Change) -> list[Officer]:
    dossier = change.dossier
    return candidates(dossier.step, dossier, at=change.at) if dossier.step else []


def _stand_in(change: Change) -> list[Officer]:
    """Whoever acts in an absent colleague's place goes on seeing what they did."""
    if isinstance(change.by, Actor) or change.by.as_actor().kind != "officer":
        return []
    officer = cast("Officer", change.by)
    return [officer] if officer.standing_in else []
