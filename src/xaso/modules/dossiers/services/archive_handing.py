"""A package goes over to the archive: the record with both sides named, then the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid, Problem
from xaso.kernel.text import clean
from xaso.platform.journal.services import record

from ..models import ArchivePackage
from .archive_facts import ArchiveHandedOver, ArchiveRecorded
from .papers import keep

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

LACKS = {
    "receipt_number": "Ghi số biên bản giao nhận.",
    "giver": "Ghi người đại diện bên giao.",
    "receiver": "Ghi cơ quan nhận.",
    "receiver_person": "Ghi người đại diện bên nhận.",
}


class NotPacked(Conflict):
    """The package is still being made, or was handed over already."""

    code = "not_packed"
    default_sentence = "Gói chưa lập xong hoặc đã ghi giao nhận rồi. Tải lại trang để xem."


class NotRecorded(Conflict):
    """The record of handing over was not drawn up yet."""

    code = "not_recorded"
    default_sentence = "Chưa lập biên bản giao nhận. Lập biên bản, hai bên ký, rồi ghi đã giao nhận."


@dataclass(frozen=True, slots=True)
class Parties:
    """The number of the record, and who stands for each side."""

    receipt_number: str
    giver: str
    giver_position: str
    receiver: str
    receiver_person: str
    receiver_position: str


def draw_record(*, package: ArchivePackage, parties: Parties, by: Officer, at: datetime) -> ArchivePackage:
    """Name both sides and the record's number, so that the record can be printed; again until handed over.

    Raises `Invalid` with all that lacks, `NotPacked`. Basis: biên bản giao nhận, NĐ 30/2020 (documents.md
    part 1, layout recalled); onestop.md 6.11 (receipt).
    """
    told = {one.name: clean(getattr(parties, one.name)) for one in fields(Parties)}
    told["receipt_number"] = told["receipt_number"][:60]
    lacking = [Problem(name, sentence) for name, sentence in LACKS.items() if not told[name]]
    if lacking:
        raise Invalid(problems=lacking)
    with _changing(package) as locked:
        for name, value in told.items():
            setattr(locked, name, value[:160])
        locked.recorded_at = at
        event = ArchiveRecorded(
            number=locked.number, receipt=locked.receipt_number, giver=locked.giver, receiver=locked.receiver
        )
        record(event, by=by, at=at, subject=f"archive:{locked.number}")
    return locked


def hand_over(
    *,
    package: ArchivePackage,
    received_by: str,
    received_on: date | None,
    note: str = "",
    upload: UploadedFile | None = None,
    by: Officer,
    at: datetime,
) -> ArchivePackage:
    """Note who took the package on which day, what they wrote, and keep the scan of the signed record; once.

    Raises `Invalid`, `NotPacked`, `NotRecorded`, and the refusals of storing a file. Basis: onestop.md 6.11.
    """
    who = clean(received_by)[:160]
    if not who:
        raise Invalid("Ghi ai đã nhận gói.", field="received_by")
    if received_on is None or received_on > local_date(at):
        raise Invalid("Ngày giao nhận không thể trống hoặc ở sau hôm nay.", field="received_on")
    scan = keep(upload, by=by, at=at, accept=("pdf", "jpg", "png")) if upload is not None else None
    with _changing(package) as locked:
        if locked.recorded_at is None:
            raise NotRecorded
        locked.received_by, locked.received_on, locked.received_note = who, received_on, clean(note)[:500]
        locked.signed_record, locked.handed_by, locked.handed_at = scan, by, at
        event = ArchiveHandedOver(number=locked.number, receiver=who, receipt=locked.receipt_number)
        record(event, by=by, at=at, subject=f"archive:{locked.number}")
    return locked


@contextmanager
def _changing(package: ArchivePackage) -> Iterator[ArchivePackage]:
    """The package under lock, made and not handed over; saved after."""
    with transaction.atomic():
        locked = ArchivePackage.objects.select_for_update(of=("self",)).get(pk=package.pk)
        if locked.file_id is None or locked.handed_at is not None:
            raise NotPacked
        yield locked
        locked.save()
