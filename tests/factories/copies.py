"""Certified copies that are files, at any point of their way, made by the services alone."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories.officers import make_officer
from xaso.modules.dossiers.models import ElectronicCopy
from xaso.modules.dossiers.queries import electronic
from xaso.modules.dossiers.rules import SCAN_CHECKS
from xaso.modules.dossiers.services import copy_signing, copying
from xaso.modules.dossiers.services.attesting import Act
from xaso.modules.org.models import Officer
from xaso.platform.files import services as files
from xaso.sites.setup.demo.signing import Seal, seal_of, signed

_keys = count(1)
OFFICE = "UBND xã Suối Mây"


def counter() -> Officer:
    """Receives, appraises and hands over at the centre."""
    return make_officer("receiver", "specialist", "returner", full_name="Lù Thị Quầy")


def pages(number: int = 1, name: str = "ban-chinh.pdf") -> SimpleUploadedFile:
    """A small true PDF of so many pages."""
    writer = PdfWriter()
    for _ in range(number):
        writer.add_blank_page(595, 842)
    made = BytesIO()
    writer.write(made)
    return SimpleUploadedFile(name, made.getvalue(), "application/pdf")


def entered(cast: Cast, clerk: Officer, *, when: datetime = make.MONDAY, **more: Any) -> ElectronicCopy:
    """In the book, nothing scanned."""
    act = Act(more.get("document", "Bằng tốt nghiệp THPT"), more.get("pages", 2), 3, cast.chairman)
    return copying.attest_electronically(
        by=clerk,
        applicant=more.get("applicant", cast.citizen),
        version=make.version(make.COPY, when),
        act=act,
        original_on=more.get("original_on"),
        filing_key=f"ban-dien-tu-{next(_keys)}",
        at=when,
    )


def scanned(copy: ElectronicCopy, clerk: Officer, when: datetime = make.MONDAY) -> ElectronicCopy:
    """Its original scanned, not looked at."""
    copying.put_scan(copy=copy, uploads=[pages(copy.attestation.pages)], way="file", by=clerk, at=when)
    return again(copy, clerk)


def prepared(cast: Cast, clerk: Officer, *, when: datetime = make.MONDAY, **more: Any) -> ElectronicCopy:
    """Its PDF made, waiting for the chairman's signature."""
    copy = scanned(entered(cast, clerk, when=when, **more), clerk, when)
    copying.check_scan(
        copy=copy, pages=copy.attestation.pages, noted=0, checked=SCAN_CHECKS, by=clerk, at=when
    )
    return again(copy, clerk)


def half_signed(cast: Cast, clerk: Officer, **more: Any) -> ElectronicCopy:
    """Signed by the chairman, waiting for the office's signature."""
    copy = prepared(cast, clerk, **more)
    return sent_back(copy, signed_by(copy, cast.chairman.full_name), cast.chairman)


def issued(cast: Cast, clerk: Officer, **more: Any) -> ElectronicCopy:
    """With both signatures, given out."""
    copy = half_signed(cast, clerk, **more)
    return sent_back(copy, signed_by(copy, OFFICE), cast.clerk)


def again(copy: ElectronicCopy, officer: Officer) -> ElectronicCopy:
    """As it stands now."""
    return electronic.seen_copy(officer, copy.attestation_id)


def signed_by(copy: ElectronicCopy, *names: str) -> bytes:
    """What the signing tool makes of the file that went out."""
    file = copy.signed or copy.paper
    assert file is not None
    data = files.read(file)
    for name in names:
        data = signed(data, seal(name))
    return data


@lru_cache
def seal(name: str) -> Seal:
    """A key in that name, made once."""
    return seal_of(name, "Xã Suối Mây", at=make.MONDAY)


def sent_back(copy: ElectronicCopy, data: bytes, by: Officer, when: datetime = make.MONDAY) -> ElectronicCopy:
    """Brought back from the signing tool."""
    upload = SimpleUploadedFile("da-ky.pdf", data, "application/pdf")
    return copy_signing.take_signed(upload=upload, copies=[copy], by=by, at=when)
