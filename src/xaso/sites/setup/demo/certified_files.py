"""Certified copies as files: given out, one withdrawn, some waiting for a signature or the scan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from xaso.kernel.clock import local_date
from xaso.modules.dossiers.queries import electronic
from xaso.modules.dossiers.queries.attesting import attestation, books
from xaso.modules.dossiers.services import copying
from xaso.modules.dossiers.services.attesting import Act, hand_over
from xaso.modules.dossiers.services.copy_signing import take_signed
from xaso.modules.dossiers.services.proving import end_result
from xaso.modules.org.access import Role
from xaso.modules.org.queries import commune, officers_with_role
from xaso.modules.procedures.queries import versions_with_papers
from xaso.platform.files import services as files

from .signing import Seal, seal_of, signed

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.dossiers.models import ElectronicCopy
    from xaso.modules.org.models import Officer

DOCUMENTS = (
    "Bằng tốt nghiệp THPT",
    "Giấy khai sinh",
    "Chứng chỉ nghề nông nghiệp",
    "Giấy chứng nhận kết hôn",
)
COPIES = 7
"""The last three wait: for the office's signature, for the leader's, for the scan; the first is withdrawn."""
SHEET = (1240, 1754)


def make_copies(people: Sequence[Person], *, until: datetime, rng: Random) -> None:
    """Enter copies up to `until`, twenty minutes apart, and carry each as far as its turn says."""
    codes = [code for one in books() for code in one.electronic]
    versions = versions_with_papers(codes, on=local_date(until))
    returners, leaders = officers_with_role(Role.RETURNER), officers_with_role(Role.LEADER)
    clerk = next((one for one in returners if {Role.RECEIVER, Role.SPECIALIST} <= one.roles), None)
    sealers = officers_with_role(Role.CLERK)
    if not versions or clerk is None or not leaders or not sealers:
        return
    seals = (
        (leaders[0], seal_of(leaders[0].full_name, commune().committee_name, at=until)),
        (sealers[0], seal_of(commune().committee_name, commune().committee_name, at=until)),
    )
    for number in range(COPIES):
        at, left = until - timedelta(minutes=20 * (COPIES - number)), COPIES - number
        copy = copying.attest_electronically(
            by=clerk,
            applicant=rng.choice(people),
            version=versions[0],
            act=Act(DOCUMENTS[number % len(DOCUMENTS)], 1 + number % 2, 1, leaders[0]),
            original_on=None,
            filing_key=f"demo-ban-sao-dien-tu-{number}",
            at=at,
        )
        if left > 1:
            _scan(copy, clerk, at + timedelta(minutes=3))
        for officer, seal in seals[: max(left - 2, 0)]:
            _sign(copy, officer, seal, at + timedelta(minutes=8))
        if left > 4:
            _give(copy, clerk, at + timedelta(minutes=12))
        if number == 0:
            _withdraw(copy, leaders[0], until)


def _scan(copy: ElectronicCopy, clerk: Officer, at: datetime) -> None:
    act = copy.attestation
    pages = [_page(number) for number in range(1, act.pages + 1)]
    copying.put_scan(copy=copy, uploads=pages, way="file", by=clerk, at=at)
    fresh = electronic.seen_copy(clerk, act.pk)
    copying.check_scan(copy=fresh, pages=act.pages, noted=0, checked=copying.CHECK_LIST, by=clerk, at=at)


def _sign(copy: ElectronicCopy, officer: Officer, seal: Seal, at: datetime) -> None:
    fresh = electronic.seen_copy(officer, copy.attestation_id)
    file = fresh.signed or fresh.paper
    if file is None:
        return
    act = copy.attestation
    name = f"ban-sao-{act.number:02d}-{act.year}-da-ky.pdf"
    upload = SimpleUploadedFile(name, signed(files.read(file), seal), "application/pdf")
    take_signed(upload=upload, copies=[fresh], by=officer, at=at)


def _give(copy: ElectronicCopy, clerk: Officer, at: datetime) -> None:
    hand_over(acts=[attestation(clerk, copy.attestation_id)], by=clerk, at=at)


def _withdraw(copy: ElectronicCopy, leader: Officer, at: datetime) -> None:
    dossier = attestation(leader, copy.attestation_id).dossier
    end_result(dossier=dossier, reason="Bản chính đã bị cơ quan cấp thu hồi.", by=leader, at=at)


def _page(number: int) -> SimpleUploadedFile:
    """A picture of a page that says it is invented."""
    image = Image.new("RGB", SHEET, "#fbf7ea")
    pen = ImageDraw.Draw(image)
    pen.rectangle((60, 60, SHEET[0] - 60, SHEET[1] - 60), outline="#8a6d1f", width=6)
    for line, text in enumerate(("GIAY TO GIA LAP", "KHONG CO GIA TRI", f"TRANG {number}")):
        pen.text((200, 300 + line * 160), text, fill="#333333", font_size=90)
    made = BytesIO()
    image.save(made, "JPEG", quality=70, dpi=(150, 150))
    return SimpleUploadedFile(f"trang-{number}.jpg", made.getvalue(), "image/jpeg")
