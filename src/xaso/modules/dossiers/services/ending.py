"""The ends: the result in the person's hand, the dossier withdrawn, the work stopped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.errors import Invalid
from xaso.kernel.text import clean

from .. import access
from ..events import DossierEvent, Returned, Stopped, Withdrawn
from ..lifecycle import Move, after
from ..models import Dossier, Result, StepRun
from .changing import Change, changing
from .intake import reason_of
from .paying import require_paid_at_return
from .routing import close_run
from .timing import settle

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer


def return_result(
    *, dossier: Dossier, by: Officer, channel: str, returned_to: str, at: datetime, seen: int
) -> Dossier:
    """Return the result: at the counter, by post, or online where it has a file. Lateness never stands in the
    way.

    `returned_to` says who received it and on what paper (receipt, identity card, authorisation). Raises
    `MoveRefused`, `NotYours`, `Overtaken`, `Unpaid` (what is collected at return is due), `Invalid`.
    Basis: NĐ 118/2025 Đ.22; onestop.md 4.13, 4.16.
    """
    receiver = clean(returned_to)
    if channel not in Result.Return.values:
        raise Invalid("Chọn cách trả kết quả.", field="channel")
    if not receiver:
        raise Invalid("Ghi người nhận kết quả.", field="returned_to")
    with changing(dossier, by=by, at=at, seen=seen) as change:
        locked = change.dossier
        after(locked.state, Move.RETURN)
        access.require(by, locked, "return")
        require_paid_at_return(locked)
        result = locked.result
        if channel == Result.Return.ONLINE and result.file_id is None:
            raise Invalid(
                "Chưa có tệp kết quả nên không trả trực tuyến được. Chọn cách khác.", field="channel"
            )
        result.return_channel, result.returned_to = channel, receiver[:160]
        result.save(update_fields=["return_channel", "returned_to"])
        change.move(Move.RETURN)
        close_run(change, StepRun.Outcome.ENDED)
        locked.returned_at, locked.holder = at, None
        change.tell(Returned, channel=channel, returned_to=receiver[:160])
    return change.dossier


def withdraw(*, dossier: Dossier, by: Person | Officer, reason: str, at: datetime) -> Dossier:
    """Take the dossier back at the applicant's wish, while no result is approved; an end.

    By the person, or by a receiver for someone at the counter. Raises `MoveRefused`, `Missing` for a
    stranger, `NotYours`, `NoReason`. Basis: NĐ 118/2025 Đ.21; TT 03/2025/TT-VPCP Đ.7 (quoted).
    """
    access.require_own_or_counter(by, dossier)
    with changing(dossier, by=by, at=at) as change:
        _end(change, Move.WITHDRAW, reason_of(reason), Withdrawn)
    return change.dossier


def stop(*, dossier: Dossier, by: Officer, reason: str, at: datetime, seen: int) -> Dossier:
    """Stop the work, with the reason (national state 8); an end. By a leader, the centre's head or the unit's
    head.

    Raises `MoveRefused`, `NotYours`, `Overtaken`, `NoReason`. Basis: TT 21/2023 as amended, function 17
    (quoted).
    """
    why = reason_of(reason)
    with changing(dossier, by=by, at=at, seen=seen) as change:
        after(change.dossier.state, Move.STOP)
        access.require(by, change.dossier, "stop")
        _end(change, Move.STOP, why, Stopped)
    return change.dossier


def _end(change: Change, move: Move, why: str, kind: type[DossierEvent]) -> None:
    dossier = change.dossier
    change.move(move)
    close_run(change, StepRun.Outcome.ENDED, why)
    settle(dossier, change.at)
    dossier.ended_reason, dossier.holder = why, None
    change.tell(kind, reason=why)
