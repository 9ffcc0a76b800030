"""Four things on the spot: received, appraised, approved and returned at the centre, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from xaso.kernel.errors import Invalid
from xaso.kernel.text import clean

from .. import access
from ..models import Dossier, Result
from ..rules import reach
from . import ending, handling, resolving
from .changing import check_seen
from .papers import keep
from .routing import candidates, route_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import RouteStep
    from xaso.platform.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Told:
    """What the screen asks for; whatever the officer's steps do not need stays empty."""

    outcome: str = Result.Outcome.GRANTED
    summary: str = ""
    number: str = ""
    issued_on: date | None = None
    returned_to: str = ""
    upload: UploadedFile | None = None
    kept: StoredFile | None = None


def go_on_the_spot(*, dossier: Dossier, by: Officer, told: Told, at: datetime, seen: int) -> Dossier:
    """Do one after another every step that waits for this officer, as far as their roles and `told` reach.

    Each step goes through its own service, so nobody does on the spot what they may not do elsewhere; the
    dossier stops at the first step of somebody else. Raises `NotYours` when no step is this officer's,
    `Overtaken`, `Invalid` when a step lacks what it needs (returning may wait), and the refusals of the
    steps; then nothing is done. Basis: targets.md III.2-11; onestop.md 1.4.
    """
    access.require(by, dossier, "spot")
    check_seen(dossier, seen)
    stored = keep(told.upload, by=by, at=at) if told.upload is not None else told.kept
    ready = replace(told, kept=stored, upload=None)
    with transaction.atomic():
        done = 0
        while (code := _next(by, dossier)) is not None:
            if lacks := _lacks(code, ready):
                if done and code == "return":  # nobody stands there to take it yet
                    break
                raise lacks
            dossier = _ACTS[code](dossier, by, ready, at)
            done += 1
    return dossier


def steps_in_reach(dossier: Dossier, by: Officer, *, at: datetime) -> frozenset[str]:
    """The kinds of step, from the present one on, that this officer may hold one after another."""
    if dossier.step is None:
        return frozenset()
    ahead = [step for step in route_of(dossier) if step.order >= dossier.step.order]
    mine = [step.kind for step in ahead if _may_hold(step, dossier, by, at)]
    return reach([step.kind for step in ahead], mine)


def _may_hold(step: RouteStep, dossier: Dossier, by: Officer, at: datetime) -> bool:
    if step.kind == "return":
        return access.may_return(by)
    return by.pk in {one.pk for one in candidates(step, dossier, at=at)}


def _next(by: Officer, dossier: Dossier) -> str | None:
    return next((code for code in _ACTS if access.can(by, dossier, code)), None)


def _lacks(code: str, told: Told) -> Invalid | None:
    """What the step needs and was not told."""
    if code == "propose" and not clean(told.summary):
        return Invalid("Ghi nội dung kết quả, hoặc lý do không giải quyết.", field="summary")
    if code == "issue" and not (clean(told.number) and told.issued_on):
        return Invalid("Ghi số, ký hiệu và ngày của văn bản kết quả.", field="number")
    if code == "return" and not clean(told.returned_to):
        return Invalid("Ghi người nhận kết quả và giấy tờ đã xem.", field="returned_to")
    return None


Act = Callable[[Dossier, "Officer", Told, datetime], Dossier]


def _take(dossier: Dossier, by: Officer, _: Told, at: datetime) -> Dossier:
    return handling.take(dossier=dossier, by=by, at=at, seen=dossier.revision)


def _forward(dossier: Dossier, by: Officer, _: Told, at: datetime) -> Dossier:
    return handling.forward(dossier=dossier, by=by, at=at, seen=dossier.revision)


def _propose(dossier: Dossier, by: Officer, told: Told, at: datetime) -> Dossier:
    return resolving.propose_result(
        dossier=dossier,
        by=by,
        outcome=told.outcome,
        summary=told.summary,
        kept=told.kept,
        at=at,
        seen=dossier.revision,
    )


def _approve(dossier: Dossier, by: Officer, _: Told, at: datetime) -> Dossier:
    return resolving.approve(dossier=dossier, by=by, at=at, seen=dossier.revision)


def _issue(dossier: Dossier, by: Officer, told: Told, at: datetime) -> Dossier:
    if told.issued_on is None:
        raise Invalid("Ghi ngày của văn bản kết quả.", field="issued_on")
    return resolving.issue(
        dossier=dossier,
        by=by,
        number=told.number,
        issued_on=told.issued_on,
        kept=told.kept,
        at=at,
        seen=dossier.revision,
    )


def _return(dossier: Dossier, by: Officer, told: Told, at: datetime) -> Dossier:
    return ending.return_result(
        dossier=dossier,
        by=by,
        channel=Result.Return.COUNTER,
        returned_to=told.returned_to,
        at=at,
        seen=dossier.revision,
    )


_ACTS: dict[str, Act] = {
    "take": _take,
    "propose": _propose,
    "forward": _forward,
    "approve": _approve,
    "issue": _issue,
    "return": _return,
}
