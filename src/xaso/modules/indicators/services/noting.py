"""Remarks beside a target: written by those who steer, struck by who wrote them, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Forbidden, Invalid, Missing, Problem
from xaso.kernel.text import clean_lines
from xaso.modules.plan import queries as plan
from xaso.platform.journal.services import record

from .. import events
from ..access import STEERS
from ..models import TargetNote

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

LONGEST_NOTE = 1000


class UnfitNote(Invalid):
    """A remark that says nothing, or too much."""

    code = "unfit_note"


class NotYourNote(Forbidden):
    """Somebody else wrote the remark."""

    code = "not_your_note"
    default_sentence = "Chỉ người viết mới rút được ghi chú này."


@transaction.atomic
def add_note(*, target: str, text: str, by: Officer, at: datetime) -> TargetNote:
    """Write a remark beside a target. Raises `Missing` for who does not steer or an unknown target,
    `UnfitNote`.
    """
    if not by.has_role(*STEERS):
        raise Missing
    plan.target(target, local_date(at).year)
    words = clean_lines(text)
    if not words:
        raise UnfitNote(problems=[Problem("text", "Hãy viết ghi chú rồi lưu.")])
    if len(words) > LONGEST_NOTE:
        raise UnfitNote(problems=[Problem("text", f"Viết ngắn lại, nhiều nhất {LONGEST_NOTE} ký tự.")])
    note = TargetNote.objects.create(target_code=target, text=words, by=by, at=at)
    record(events.NoteAdded(target=target, text=words), by=by, at=at, subject=f"target:{target}")
    return note


@transaction.atomic
def strike_note(*, note_id: int, by: Officer, at: datetime) -> TargetNote:
    """Take one's own remark off the pages; the journal keeps it. Safe to repeat.

    Raises `Missing` for an unknown remark or who does not steer, `NotYourNote`.
    """
    note = TargetNote.objects.select_for_update().filter(pk=note_id).first()
    if note is None or not by.has_role(*STEERS):
        raise Missing
    if note.by_id != by.pk:
        raise NotYourNote
    if note.struck_at is None:
        note.struck_at = at
        note.save(update_fields=["struck_at"])
        event = events.NoteStruck(target=note.target_code, note=note.pk)
        record(event, by=by, at=at, subject=f"target:{note.target_code}")
    return note
