"""Searchable copies: asked once, made by a job, told when they cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.platform.files import readers
from tests.platform.files.samples import NOW, SOMEONE, archive, image, upload
from xaso.platform.files import recognition, services
from xaso.platform.files.models import StoredFile, TextCopy
from xaso.platform.files.refusals import NotReadable
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.queries import timeline

pytestmark = pytest.mark.django_db
State = TextCopy.State


def reader(settings: Any, kind: type[readers.QuickReader]) -> None:
    settings.TEXT_READER = f"{readers.HERE}{kind.__name__}"


def scan() -> StoredFile:
    return services.store_upload(upload(image(), "giay.jpg"), by=SOMEONE, at=NOW)


def test_a_scan_gets_a_searchable_copy_beside_it(settings: Any) -> None:
    reader(settings, readers.QuickReader)
    stored = scan()

    asked = recognition.ask(stored, by=SOMEONE, at=NOW)
    run_queued(at=NOW)

    copy = recognition.copies_of([stored.pk])[stored.pk]
    assert (asked.state, copy.state, copy.pages) == (State.WAITING, State.DONE, 2)
    assert copy.file is not None
    assert (copy.file.name, copy.file.content_type) == ("giay-tim-duoc.pdf", "application/pdf")
    events = [entry.event for entry in timeline(f"file:{stored.pk}")]
    assert events == ["files.text_asked", "files.text_read"]


def test_asking_again_makes_no_second_job_and_no_second_copy(settings: Any) -> None:
    reader(settings, readers.QuickReader)
    stored = scan()
    recognition.ask(stored, by=SOMEONE, at=NOW)
    recognition.ask(stored, by=SOMEONE, at=NOW + timedelta(minutes=1))
    run_queued(at=NOW)

    again = recognition.ask(stored, by=SOMEONE, at=NOW + timedelta(days=1))
    repeated = recognition.recognise(again.pk, at=NOW)

    assert (again.state, repeated) == (State.DONE, State.DONE)
    assert Job.objects.filter(name=recognition.JOB).count() == 1
    assert StoredFile.objects.filter(name="giay-tim-duoc.pdf").count() == 1


def test_a_machine_that_cannot_read_says_what_it_lacks_and_queues_nothing(settings: Any) -> None:
    reader(settings, readers.AbsentReader)

    copy = recognition.ask(scan(), by=SOMEONE, at=NOW)

    assert (copy.state, copy.note) == (State.ABSENT, "Cần cài: tesseract-ocr-vie.")
    assert not Job.objects.filter(name=recognition.JOB).exists()


def test_what_could_not_be_read_is_tried_again_when_asked(settings: Any) -> None:
    reader(settings, readers.FailingReader)
    stored = scan()
    recognition.ask(stored, by=SOMEONE, at=NOW)
    run_queued(at=NOW)
    failed = recognition.copies_of([stored.pk])[stored.pk]

    reader(settings, readers.QuickReader)
    recognition.ask(stored, by=SOMEONE, at=NOW + timedelta(hours=1))
    run_queued(at=NOW + timedelta(hours=1))

    assert (failed.state, failed.note, failed.file) == (State.FAILED, "Ảnh quá mờ.", None)
    assert recognition.copies_of([stored.pk])[stored.pk].state == State.DONE


def test_a_job_that_was_lost_does_not_hold_the_copy_for_ever(settings: Any) -> None:
    reader(settings, readers.QuickReader)
    stored = scan()
    recognition.ask(stored, by=SOMEONE, at=NOW)
    Job.objects.filter(name=recognition.JOB).update(key=None)

    recognition.ask(stored, by=SOMEONE, at=NOW + timedelta(hours=3))

    assert Job.objects.filter(name=recognition.JOB).count() == 2


def test_a_file_with_its_text_is_left_as_it_is(settings: Any) -> None:
    reader(settings, readers.IdleReader)
    stored = scan()
    recognition.ask(stored, by=SOMEONE, at=NOW)

    run_queued(at=NOW)

    copy = recognition.copies_of([stored.pk])[stored.pk]
    assert (copy.state, copy.file) == (State.READABLE, None)


def test_a_scan_whose_bytes_are_gone_fails_with_a_word(settings: Any) -> None:
    reader(settings, readers.QuickReader)
    stored = scan()
    copy = recognition.ask(stored, by=SOMEONE, at=NOW)
    stored.content.storage.delete(stored.content.name)

    ended = recognition.recognise(copy.pk, at=NOW)

    assert ended == State.FAILED
    assert "không còn" in TextCopy.objects.get().note


def test_text_is_not_read_from_a_word_file() -> None:
    stored = services.store_upload(upload(archive(), "don.docx"), by=SOMEONE, at=NOW, accept=("docx",))

    with pytest.raises(NotReadable):
        recognition.ask(stored, by=SOMEONE, at=NOW)
