"""The person answers a supplement request; the clock runs on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean_lines

from .. import access
from ..events import SupplementProvided
from ..lifecycle import Move
from ..models import Dossier
from .changing import Change, changing
from .papers import PaperIn, StoredPaper, add_papers, keep_all
from .paying import SUPPLEMENT, bill_when_counted
from .timing import live_run, recount, step_due

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer


class NothingAsked(Conflict):
    """No supplement request is open."""

    code = "nothing_asked"
    default_sentence = "Hồ sơ này không có yêu cầu bổ sung nào đang chờ. Tải lại trang để xem."


def provide_supplement(
    *,
    dossier: Dossier,
    by: Person | Officer,
    reply: str = "",
    uploads: Sequence[PaperIn] = (),
    kept: Sequence[StoredPaper] = (),
    at: datetime,
) -> Dossier:
    """Meet the open request, by the person online or by the counter for papers brought in.

    `uploads` are stored now, `kept` were stored before. The dossier goes back to where it was; the due moment
    moves by the time it rested. Raises `NothingAsked`, `Missing` for a stranger, `NotYours` for an officer
    who does not receive, `Invalid` when nothing is given. Basis: onestop.md 4.8, 8.2.
    """
    access.require_own_or_counter(by, dossier)
    said = clean_lines(reply)
    if not said and not uploads and not kept:
        raise Invalid("Gửi kèm ít nhất một giấy tờ hoặc viết câu trả lời.", field="reply")
    if not dossier.supplements.filter(met_at=None).exists():
        raise NothingAsked
    papers = [*kept, *keep_all(uploads, by=by, at=at)]
    with changing(dossier, by=by, at=at) as change:
        _meet(change, said, papers)
    return change.dossier


def _meet(change: Change, reply: str, papers: Sequence[StoredPaper]) -> None:
    dossier = change.dossier
    request = dossier.supplements.filter(met_at=None).order_by("-number").first()
    if request is None:
        raise NothingAsked
    change.move(_way_back(dossier))
    request.met_at, request.reply = change.at, reply
    request.save(update_fields=["met_at", "reply"])
    add_papers(dossier, papers, at=change.at, supplement=request)
    dossier.paused_at = None
    recount(dossier)
    run = live_run(dossier)
    if run is not None:
        run.due_at = step_due(dossier, run.step, run.started_at)
        run.save(update_fields=["due_at"])
    change.tell(
        SupplementProvided,
        number=request.number,
        reply=reply,
        papers=len(papers),
        due_at=dossier.due_at.isoformat() if dossier.due_at else None,
    )
    bill_when_counted(dossier, SUPPLEMENT, by=change.by, at=change.at)


def _way_back(dossier: Dossier) -> Move:
    if dossier.received_at is None:
        return Move.RESUBMIT
    at_counter = dossier.step is not None and dossier.step.kind == "receive"
    return Move.TO_COUNTER if at_counter else Move.TO_WORK
