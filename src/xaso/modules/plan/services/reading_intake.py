"""Take in the file of a plan, and read it."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from xaso.kernel.errors import Forbidden, Refusal
from xaso.kernel.text import clean
from xaso.platform.files import services as files
from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.services import record

from ..access import may_keep_plan
from ..events import PlanRead, PlanUnreadable, PlanUploaded
from ..models import Plan, PlanReading
from ..reading import open_bytes
from ..reading.lifecycle import Move, State, after
from .reading_filling import fill

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

ACCEPT = ("docx", "txt")
MOST_MB = 25
AT_ONCE = 250 * 1024
"""Text up to this many bytes is read while the officer waits, in about a second (bench/plan_text.py)."""
_MARKUP = 4
"""How many bytes a Word file spends on one byte of text, unpacked."""
READ = "plan.read"


class NotPlanKeeper(Forbidden):
    """Only whoever keeps the plan may do it."""

    code = "not_plan_keeper"
    default_sentence = "Chỉ đầu mối kế hoạch làm được việc này. Nhờ người giữ vai trò đó."


def require_keeper(officer: Officer) -> None:
    """Raise `NotPlanKeeper` unless the officer keeps the plan."""
    if not may_keep_plan(officer):
        raise NotPlanKeeper


@transaction.atomic
def upload_plan(
    *, upload: UploadedFile, plan: Plan | None, title: str, by: Officer, at: datetime
) -> PlanReading:
    """Keep the file and read it: at once, or in the background when it is large.

    ``plan`` is the plan it renews, None for one not known before; ``title`` may be empty. A small file that
    cannot be read is refused and not kept. Raises `NotPlanKeeper`, `UnreadablePlan`, and what
    `files.services.store_upload` raises.
    """
    require_keeper(by)
    stored = files.store_upload(upload, by=by, at=at, accept=ACCEPT, max_mb=MOST_MB)
    data = files.read(stored)
    is_small = _text_bytes(data) <= AT_ONCE
    if is_small:
        open_bytes(data, name=stored.name)
    reading = PlanReading.objects.create(
        plan=plan,
        title=_title(title, plan, stored.name),
        year_from=plan.year_from if plan else None,
        year_to=plan.year_to if plan else None,
        file=stored,
        uploaded_by=by,
        uploaded_at=at,
    )
    event = PlanUploaded(
        reading=str(reading.public_id),
        state=reading.state,
        title=reading.title,
        plan=plan.code if plan else "",
        file=stored.name,
        sha256=stored.sha256,
    )
    record(event, by=by, at=at, subject=subject_of(reading))
    if is_small:
        read_plan(reading.pk, at=at)
        reading.refresh_from_db()
    else:
        _queue(reading, by, at)
    return reading


@transaction.atomic
def read_plan(reading_id: int, *, at: datetime) -> None:
    """Read the kept file and write what was understood; a file that is no plan is told as unreadable.

    Safe to repeat: a reading that is done already is left alone.
    """
    reading = PlanReading.objects.select_for_update().get(pk=reading_id)
    if reading.state != State.QUEUED:
        return
    try:
        document = open_bytes(files.read(reading.file), name=reading.file.name)
    except Refusal as refusal:
        reading.state, reading.failure = after(reading.state, Move.FAIL), refusal.sentence
        reading.save(update_fields=["state", "failure"])
        failed = PlanUnreadable(reading=str(reading.public_id), state=reading.state, reason=refusal.sentence)
        record(failed, by=SYSTEM, at=at, subject=subject_of(reading))
        return
    items, findings = fill(reading, document)
    reading.state, reading.read_at = after(reading.state, Move.FINISH), at
    reading.save()
    done = PlanRead(reading=str(reading.public_id), state=reading.state, items=items, findings=findings)
    record(done, by=SYSTEM, at=at, subject=subject_of(reading))


def reading_link(reading_id: int) -> str:
    """Where the reading is seen: the link at the end of the job."""
    public_id = PlanReading.objects.values_list("public_id", flat=True).get(pk=reading_id)
    return reverse("plan_reading:reading", args=[public_id])


def subject_of(reading: PlanReading) -> str:
    """The subject of a reading's journal entries."""
    return f"plan_reading:{reading.public_id}"


def _text_bytes(data: bytes) -> int:
    """About how much text a file holds: a Word file is packed, so its own size says little."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.getinfo("word/document.xml").file_size // _MARKUP
    except (zipfile.BadZipFile, KeyError):
        return len(data)


def _queue(reading: PlanReading, by: Officer, at: datetime) -> None:
    job = enqueue(
        READ,
        {"reading_id": reading.pk},
        at=at,
        title=f"Đọc kế hoạch “{reading.file.name}”"[:160],
        owner=by.user.get_username(),
    )
    reading.job_id = job.pk
    reading.save(update_fields=["job_id"])


def _title(typed: str, plan: Plan | None, name: str) -> str:
    return clean(typed)[:300] or (plan.name if plan else PurePath(name).stem)
