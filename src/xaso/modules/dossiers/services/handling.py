"""Inside the commune: who works on the dossier, and its way from step to step."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.errors import Invalid
from xaso.kernel.text import clean_lines

from .. import access
from ..lifecycle import RUNNING, MoveRefused, State
from ..models import Dossier, Handover
from .changing import changing
from .intake import reason_of
from .routing import enter, give, go_back, medium_of, next_step, previous_step

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

Medium = Handover.Medium


def assign(*, dossier: Dossier, to: Officer, by: Officer, at: datetime, seen: int, note: str = "") -> Dossier:
    """Give the work to an officer: from the step of distribution on to the next one, or anew within a step.

    Raises `MoveRefused`, `NotYours`, `Overtaken`, `WrongOfficer`. Basis: NĐ 118/2025 Đ.19 (the head assigns).
    """
    with changing(dossier, by=by, at=at, seen=seen) as change:
        check_running(change.dossier)
        access.require(by, change.dossier, "distribute", "reassign")
        if access.can(by, change.dossier, "distribute"):
            enter(change, next_step(change.dossier), to=to, note=clean_lines(note))
        else:
            give(change, to, how="assign", note=clean_lines(note), medium=medium_of(change.dossier))
    return change.dossier


def take(*, dossier: Dossier, by: Officer, at: datetime, seen: int) -> Dossier:
    """Take a dossier that waits in the officer's office, held by nobody.

    Raises `MoveRefused`, `NotYours`, `Overtaken`.
    """
    with changing(dossier, by=by, at=at, seen=seen) as change:
        check_running(change.dossier)
        access.require(by, change.dossier, "take")
        give(change, by, how="take", note="", medium=medium_of(change.dossier))
    return change.dossier


def forward(
    *,
    dossier: Dossier,
    by: Officer,
    at: datetime,
    seen: int,
    note: str = "",
    medium: Handover.Medium | None = None,
    to: Officer | None = None,
) -> Dossier:
    """Send the dossier to the next step of its route: after checking, or from the counter when it came back
    there.

    Without `medium` it travels on paper while a paper to be scanned has no file. Raises `MoveRefused`,
    `NotYours`, `Overtaken`, `WrongOfficer`, `RouteEnds`.
    """
    with changing(dossier, by=by, at=at, seen=seen) as change:
        check_running(change.dossier)
        access.require(by, change.dossier, "forward")
        enter(change, next_step(change.dossier), to=to, note=clean_lines(note), medium=medium)
    return change.dossier


def send_back(*, dossier: Dossier, by: Officer, at: datetime, seen: int, note: str) -> Dossier:
    """Send the dossier back to the step before, saying why. Raises `MoveRefused`, `NotYours`, `Overtaken`,
    `NoReason`.
    """
    why = reason_of(note, field="note")
    with changing(dossier, by=by, at=at, seen=seen) as change:
        check_running(change.dossier)
        access.require(by, change.dossier, "send_back")
        go_back(change, previous_step(change.dossier), note=why)
    return change.dossier


def hand_over(
    *,
    dossier: Dossier,
    to: Officer,
    by: Officer,
    at: datetime,
    seen: int,
    note: str = "",
    medium: Handover.Medium = Medium.ELECTRONIC,
) -> Dossier:
    """Hand the dossier to a colleague at the same step.

    Raises `MoveRefused`, `NotYours`, `Overtaken`, `WrongOfficer`, `Invalid` for handing over to oneself.
    """
    if to.pk == by.pk == dossier.holder_id:
        raise Invalid("Hồ sơ đang ở chỗ bạn rồi. Chọn người khác để bàn giao.", field="to")
    with changing(dossier, by=by, at=at, seen=seen) as change:
        check_running(change.dossier)
        access.require(by, change.dossier, "hand_over")
        give(change, to, how="hand_over", note=clean_lines(note), medium=medium)
    return change.dossier


def check_running(dossier: Dossier) -> None:
    """Raise `MoveRefused` unless the dossier is being worked on."""
    if State(dossier.state) not in RUNNING:
        now = dossier.state_words.lower()
        raise MoveRefused(
            f"Hồ sơ đang ở trạng thái “{now}” nên không chuyển đi đâu được. Tải lại trang để xem."
        )
