"""Asking offices and agencies for their opinion, side by side; what was verified in the field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean, clean_lines
from xaso.modules.org.access import Role
from xaso.modules.org.queries import calendar, serving
from xaso.platform.journal.actors import SYSTEM

from .. import access
from ..events import OpinionGiven, OpinionMissed, OpinionsAsked, Verified
from ..lifecycle import RUNNING
from ..models import Dossier, Opinion, Verification
from .changing import changing
from .intake import reason_of
from .papers import keep
from .routing import involve

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer, Unit


class Answered(Conflict):
    """The opinion was given before, or the dossier waits for it no more."""

    code = "answered"


def ask_opinions(
    *,
    dossier: Dossier,
    by: Officer,
    units: Sequence[Unit] = (),
    agencies: Sequence[str] = (),
    question: str,
    due_on: date,
    at: datetime,
    seen: int,
) -> Dossier:
    """Ask offices of the commune and outside agencies the same question at once, each with its own clock.

    The heads of the offices may see the dossier from now on. The legal deadline does not move. Raises
    `NotYours`, `Overtaken`, `NoReason` for no question, `Invalid` for nobody asked, an office without a
    head, or a day passed or not worked. Basis: NĐ 61/2018 Đ.19 (read; onestop.md 4.7): content and a time.
    """
    what = reason_of(question, field="question")
    outside = list(dict.fromkeys(name for name in map(clean, agencies) if name))
    if not units and not outside:
        raise Invalid("Chọn ít nhất một đơn vị, hoặc ghi một cơ quan ngoài xã.", field="units")
    _check_heads(units, at)
    _check_day(due_on, at)
    with changing(dossier, by=by, at=at, seen=seen) as change:
        locked = change.dossier
        access.require(by, locked, "consult")
        shared = {"dossier": locked, "question": what, "asked_by": by, "asked_at": at}
        due_at = calendar().end_of(due_on)
        Opinion.objects.bulk_create(
            [Opinion(unit=unit, due_at=due_at, **shared) for unit in units]
            + [Opinion(agency=name[:160], due_at=due_at, **shared) for name in outside]
        )
        for unit in units:
            involve(locked, unit=unit, officers=serving(Role.UNIT_HEAD, unit, at=at))
        change.tell(
            OpinionsAsked,
            asked=[*(unit.name for unit in units), *outside],
            units=[unit.code for unit in units],
            question=what,
            due_at=due_at.isoformat(),
        )
    return change.dossier


def give_opinion(
    *,
    opinion: Opinion,
    by: Officer,
    stance: str,
    answer: str,
    upload: UploadedFile | None = None,
    at: datetime,
) -> Opinion:
    """Write down what was answered: by the office asked, or for an agency by whoever is at work on it.

    Late answers are kept too. Raises `NotYours`, `Answered`, `NoReason`, `Invalid`, and the refusals of
    storing a file. Basis: NĐ 61/2018 Đ.19 (read; onestop.md 4.7): replies are recorded.
    """
    access.require_answer(by, opinion)
    if stance not in Opinion.Stance.values:
        raise Invalid("Chọn đồng ý, không đồng ý hay ý kiến khác.", field="stance")
    said = reason_of(answer, field="answer")
    file = keep(upload, by=by, at=at) if upload is not None else None
    with changing(opinion.dossier, by=by, at=at) as change:
        row = Opinion.objects.select_for_update(of=("self",)).select_related("unit").get(pk=opinion.pk)
        if row.answered_at is not None:
            raise Answered("Ý kiến này đã được trả lời. Tải lại trang để xem.")
        if change.dossier.state not in RUNNING:
            raise Answered("Hồ sơ không còn trong lúc giải quyết nên không nhận ý kiến nữa.")
        row.stance, row.answer, row.file = stance, said, file
        row.answered_by, row.answered_at = by, at
        row.save(update_fields=["stance", "answer", "file", "answered_by", "answered_at"])
        change.tell(
            OpinionGiven,
            asked=row.asked,
            asker=row.asked_by_id,
            stance=stance,
            answer=said,
            is_late=at > row.due_at,
        )
    return row


def tell_silence(*, at: datetime) -> int:
    """Tell the head of the one-stop of each opinion past its day without an answer, once; return how many.

    Nothing else follows from silence. Basis: NĐ 61/2018 Đ.19 (read; onestop.md 4.7): silence is reported to
    the head of the desk, never taken as consent.
    """
    silent = Opinion.objects.filter(
        answered_at=None, silence_told_at=None, due_at__lt=at, dossier__state__in=RUNNING
    )
    found = list(silent.select_related("dossier", "unit").order_by("pk"))
    for row in found:
        with changing(row.dossier, by=SYSTEM, at=at) as change:
            told = Opinion.objects.filter(pk=row.pk, silence_told_at=None, answered_at=None)
            if told.update(silence_told_at=at):
                change.tell(
                    OpinionMissed, asked=row.asked, asker=row.asked_by_id, due_at=row.due_at.isoformat()
                )
    return len(found)


def record_verification(
    *,
    dossier: Dossier,
    by: Officer,
    happened_at: datetime,
    place: str,
    participants: str,
    content: str,
    conclusion: str,
    upload: UploadedFile | None = None,
    at: datetime,
    seen: int,
) -> Dossier:
    """Write down a verification in the field: when, where, who took part, what was found.

    Raises `NotYours`, `Overtaken`, `Invalid` for a moment to come or an empty part, and the refusals of
    storing a file. Basis: NĐ 61/2018 Đ.19 (read; onestop.md 4.7).
    """
    where, who = clean(place), clean_lines(participants)
    if happened_at > at:
        raise Invalid("Buổi xác minh không thể ở sau lúc này.", field="happened_on")
    if not where or not who:
        raise Invalid("Ghi nơi xác minh và người tham gia.", field="place" if not where else "participants")
    found, drawn = reason_of(content, field="content"), reason_of(conclusion, field="conclusion")
    access.require(by, dossier, "verify")
    file = keep(upload, by=by, at=at) if upload is not None else None
    with changing(dossier, by=by, at=at, seen=seen) as change:
        access.require(by, change.dossier, "verify")
        Verification.objects.create(
            dossier=change.dossier,
            happened_at=happened_at,
            place=where[:200],
            participants=who,
            content=found,
            conclusion=drawn,
            file=file,
            recorded_by=by,
            recorded_at=at,
        )
        change.tell(Verified, happened_at=happened_at.isoformat(), place=where[:200], conclusion=drawn)
    return change.dossier


def _check_heads(units: Sequence[Unit], at: datetime) -> None:
    """Raise `Invalid` for an office without a head, since nobody could answer for it here."""
    for unit in units:
        if not serving(Role.UNIT_HEAD, unit, at=at):
            raise Invalid(
                f"{unit.name} chưa có người phụ trách trả lời ở đây. Ghi vào ô cơ quan, đơn vị khác.",
                field="units",
            )


def _check_day(due_on: date, at: datetime) -> None:
    if due_on < local_date(at):
        raise Invalid("Ngày trả lời không thể ở trước hôm nay.", field="due_on")
    if not calendar().is_workday(due_on):
        raise Invalid("Ngày trả lời là ngày nghỉ. Chọn một ngày làm việc.", field="due_on")
