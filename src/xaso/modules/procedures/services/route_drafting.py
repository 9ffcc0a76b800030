"""Drawing a route: begin a draft, name it, put, move and drop its steps, throw it away."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.transaction import atomic

from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.text import clean, clean_lines, slug
from xaso.modules.procedures.models import Route, RouteDraft, RouteStep
from xaso.modules.procedures.rules.routes import Step, next_free, place_for
from xaso.modules.procedures.services.draft_changing import changing, locked, tell

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

MOST_STEPS = 30
RESERVED = "moi"
"""The word that the address of a new route uses."""
TENTH = Decimal("0.1")


class NameMissing(Invalid):
    """A route needs a name with letters."""

    code = "route_name_missing"
    default_sentence = "Đặt tên quy trình, có chữ cái."


class TooManySteps(Invalid):
    """A route has at most `MOST_STEPS` steps."""

    code = "route_too_long"
    default_sentence = f"Quy trình dài nhất {MOST_STEPS} bước. Gộp bớt bước."


class StepMissing(Missing):
    """The draft has no step at that place."""

    code = "route_step_missing"
    default_sentence = "Bản thảo không có bước này. Tải lại trang để xem."


@atomic
def begin_route(*, name: str, like: Route | None, by: Officer, at: datetime) -> RouteDraft:
    """Begin a draft of a new route under a code made of its name; with the steps of `like` when given.

    Raises `NameMissing`.
    """
    words = clean(name)
    root = slug(words)[:36].strip("-")
    if not root:
        raise NameMissing(field="name")
    taken = {
        RESERVED,
        *Route.objects.values_list("code", flat=True),
        *RouteDraft.objects.values_list("code", flat=True),
    }
    steps = [step.as_row() for step in drawn(like)] if like else []
    draft = RouteDraft.objects.create(
        code=next_free(root, taken), name=words[:120], steps=steps, changed_at=at, changed_by=by
    )
    tell(draft, "Lập bản thảo quy trình", by=by, at=at)
    return draft


@atomic
def revise_route(*, route: Route, by: Officer, at: datetime) -> RouteDraft:
    """The draft of the route's next number: the one already begun, or a new one with the route's steps."""
    held = Route.objects.select_for_update().get(pk=route.pk)
    begun = RouteDraft.objects.filter(code=held.code).first()
    if begun is not None:
        return begun
    draft = RouteDraft.objects.create(
        code=held.code,
        name=held.name,
        note=held.note,
        steps=[step.as_row() for step in drawn(held)],
        based_on=held,
        changed_at=at,
        changed_by=by,
    )
    tell(draft, f"Lập bản thảo từ lần {held.number}", by=by, at=at)
    return draft


def drawn(route: Route) -> list[Step]:
    """A published route's steps as they are drawn, hours by their part of the route's hours."""
    rows = RouteStep.objects.filter(route=route).select_related("unit").order_by("order")
    return [
        Step(
            kind=row.kind,
            name=row.name,
            role=row.role,
            unit=row.unit.code if row.unit else "",
            hours=(row.share * route.hours).quantize(TENTH),
            may_return=row.may_return,
            output=row.output,
            output_kind=row.output_kind,
            code=row.code,
        )
        for row in rows
    ]


def name_route(
    *, draft: RouteDraft, name: str, basis: str, note: str, by: Officer, at: datetime, seen: int
) -> RouteDraft:
    """Give the draft its name, what it is founded on and a note.

    Raises `NameMissing`, `DraftGone`, `DraftOvertaken`.
    """
    words = clean(name)[:120]
    if not slug(words):
        raise NameMissing(field="name")
    with changing(draft, what="Sửa tên, căn cứ, ghi chú", by=by, at=at, seen=seen) as held:
        held.name, held.basis, held.note = words, clean(basis)[:300], clean_lines(note)
    return held


def add_step(*, draft: RouteDraft, step: Step, by: Officer, at: datetime, seen: int) -> RouteDraft:
    """Add a step after those it may follow: before the first of a later stage.

    Raises `TooManySteps`, `DraftGone`, `DraftOvertaken`.
    """
    with changing(draft, what=f"Thêm bước “{step.name}”", by=by, at=at, seen=seen) as held:
        if len(held.steps) >= MOST_STEPS:
            raise TooManySteps
        held.steps.insert(place_for(step.kind, [row["kind"] for row in held.steps]), step.as_row())
    return held


def change_step(
    *, draft: RouteDraft, place: int, step: Step, by: Officer, at: datetime, seen: int
) -> RouteDraft:
    """Write the step at a place (from 0) anew; it keeps its code.

    Raises `StepMissing`, `DraftGone`, `DraftOvertaken`.
    """
    with changing(draft, what=f"Sửa bước “{step.name}”", by=by, at=at, seen=seen) as held:
        _check(held, place)
        held.steps[place] = {**step.as_row(), "code": held.steps[place]["code"]}
    return held


def move_step(*, draft: RouteDraft, place: int, to: int, by: Officer, at: datetime, seen: int) -> RouteDraft:
    """Put the step at a place to another; beyond the ends it stops there.

    Raises `StepMissing`, `DraftGone`, `DraftOvertaken`.
    """
    with changing(draft, what=f"Chuyển bước {place + 1}", by=by, at=at, seen=seen) as held:
        _check(held, place)
        step = held.steps.pop(place)
        held.steps.insert(max(0, min(to, len(held.steps))), step)
    return held


def drop_step(*, draft: RouteDraft, place: int, by: Officer, at: datetime, seen: int) -> RouteDraft:
    """Take a step out. Raises `StepMissing`, `DraftGone`, `DraftOvertaken`."""
    with changing(draft, what=f"Bỏ bước {place + 1}", by=by, at=at, seen=seen) as held:
        _check(held, place)
        held.steps.pop(place)
    return held


@atomic
def discard_route(*, draft: RouteDraft, by: Officer, at: datetime, seen: int) -> None:
    """Throw the draft away; what is published stays. Raises `DraftGone`, `DraftOvertaken`."""
    held = locked(draft, seen=seen)
    tell(held, "Bỏ bản thảo", by=by, at=at)
    held.delete()


def _check(draft: RouteDraft, place: int) -> None:
    if not 0 <= place < len(draft.steps):
        raise StepMissing
