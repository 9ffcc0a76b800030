"""Searchable copies of scans: asked for in a transaction, made by a job, kept beside the scan itself."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction
from pypdf import PdfReader

from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.actors import SYSTEM, Actor, ActsAs, actor_of
from xaso.platform.journal.services import record

from .events import TextAsked, TextRead
from .kinds import CONTENT_TYPES
from .models import StoredFile, TextCopy
from .ports import text_reader
from .refusals import AlreadyReadable, NotReadable, ReadingFailed
from .services import store_bytes

JOB = "files.recognise"
SECONDS = 1200
"""The longest one file may be read."""
GIVEN_UP = timedelta(hours=2)
"""After this a copy that still waits may be asked for again."""
ENDINGS = {CONTENT_TYPES[kind]: kind for kind in ("pdf", "jpg", "png")}
_SETTLED = frozenset({TextCopy.State.DONE, TextCopy.State.READABLE})


def is_scan(stored: StoredFile) -> bool:
    """Whether text can be read from a file of this kind."""
    return stored.content_type in ENDINGS


def lacking() -> tuple[str, ...]:
    """What this machine lacks to read scans; empty when it can."""
    return text_reader().missing()


@transaction.atomic
def ask(stored: StoredFile, *, by: Actor | ActsAs, at: datetime) -> TextCopy:
    """Have a PDF/A-2b with text made of a scan, once; a copy that failed is tried again.

    On a machine that cannot read, the row says so and nothing is queued. Raises `NotReadable`.
    Basis: onestop.md 6.1, 6.5 (TT 02/2019/TT-BNV: PDF/A; recalled).
    """
    if not is_scan(stored):
        raise NotReadable(f"“{stored.name}” không phải bản quét. Chỉ nhận dạng chữ được từ PDF, JPG, PNG.")
    actor = actor_of(by)
    who = f"{actor.kind}:{actor.key}"
    asked = TextCopy(source=stored, asked_by=who, asked_at=at)
    TextCopy.objects.bulk_create([asked], ignore_conflicts=True)
    copy = TextCopy.objects.select_for_update().get(source=stored)
    is_fresh = copy.asked_at == at and copy.asked_by == who
    waits = copy.state == TextCopy.State.WAITING and at - copy.asked_at < GIVEN_UP
    if copy.state in _SETTLED or (waits and not is_fresh):
        return copy
    missing = lacking()
    copy.asked_by, copy.asked_at, copy.ended_at = who, at, None
    copy.state = TextCopy.State.ABSENT if missing else TextCopy.State.WAITING
    copy.note = f"Cần cài: {', '.join(missing)}." if missing else ""
    copy.save()
    if not missing:
        enqueue(
            JOB, {"copy": copy.pk}, at=at, key=f"{JOB}:{copy.pk}", title=f"Nhận dạng chữ: {stored.name}"[:160]
        )
    record(TextAsked(file=str(stored.pk), state=copy.state), by=by, at=at, subject=f"file:{stored.pk}")
    return copy


def recognise(number: int, *, at: datetime, seconds: int = SECONDS) -> TextCopy.State:
    """Make the copy that waits under this number; how it ended. Safe to repeat: what is settled stays."""
    copy = TextCopy.objects.select_related("source").get(pk=number)
    if copy.state != TextCopy.State.WAITING:
        return TextCopy.State(copy.state)
    begun = time.perf_counter()
    made, state, note = _made(copy.source, seconds)
    spent = round((time.perf_counter() - begun) * 1000)
    return _settle(copy, made, state, note, spent=spent, at=at)


def copies_of(files: Collection[UUID]) -> dict[UUID, TextCopy]:
    """The copies of these files by the file's id, in one query."""
    rows = TextCopy.objects.filter(source__in=files).select_related("file")
    return {row.source_id: row for row in rows}


def _made(source: StoredFile, seconds: int) -> tuple[bytes, TextCopy.State, str]:
    with tempfile.TemporaryDirectory() as folder:
        scan = Path(folder) / f"ban-quet.{ENDINGS[source.content_type]}"
        target = Path(folder) / "tim-duoc.pdf"
        try:
            with source.content.open("rb") as content, scan.open("wb") as kept:
                shutil.copyfileobj(content, kept)
            text_reader().read(scan, target, seconds=seconds)
        except AlreadyReadable as same:
            return b"", TextCopy.State.READABLE, same.sentence
        except ReadingFailed as failed:
            return b"", TextCopy.State.FAILED, failed.sentence
        except FileNotFoundError:
            return b"", TextCopy.State.FAILED, "Tệp gốc không còn trên máy chủ. Báo người quản trị."
        return target.read_bytes(), TextCopy.State.DONE, ""


@transaction.atomic
def _settle(
    seen: TextCopy, made: bytes, state: TextCopy.State, note: str, *, spent: int, at: datetime
) -> TextCopy.State:
    copy = TextCopy.objects.select_for_update().select_related("source").get(pk=seen.pk)
    if copy.state != TextCopy.State.WAITING:
        return TextCopy.State(copy.state)
    if made:
        pages = _count_pages(made)
        name = f"{Path(copy.source.name).stem}-tim-duoc.pdf"
        copy.file = store_bytes(
            made, name=name, content_type=CONTENT_TYPES["pdf"], by=SYSTEM, at=at, pages=pages
        )
        copy.pages = pages
    copy.state, copy.note, copy.milliseconds, copy.ended_at = state, note[:300], spent, at
    copy.save()
    file = copy.file
    record(
        TextRead(
            file=str(copy.source_id), state=state.value, copy=str(file.pk) if file else "",
            sha256=file.sha256 if file else "", pages=copy.pages, note=copy.note,
        ),
        by=SYSTEM, at=at, subject=f"file:{copy.source_id}",
    )  # fmt: skip
    return state


def _count_pages(made: bytes) -> int:
    with tempfile.TemporaryFile() as kept:
        kept.write(made)
        return len(PdfReader(kept).pages)
