"""The PDF of a certified copy: the scan of the original page after page, then the words of certification."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from xaso.kernel.clock import local
from xaso.kernel.codes import spelled
from xaso.modules.org.queries import commune, setting
from xaso.platform.files import services as files
from xaso.platform.files.binding import as_pdf
from xaso.platform.files.models import StoredFile
from xaso.platform.papers.framing import Box, framed
from xaso.platform.papers.qr import svg
from xaso.platform.papers.services import pdf
from xaso.platform.signing.documents import ready_to_sign

from ..models import Attestation, Proof
from ..queries.attesting import book_named, book_numbers
from .result_paper import proof_address

BOX = Box(left=15, bottom=24, width=180, height=252)
SIGNATURES = 2
CERTIFIED = (
    "Câu chữ, bố cục của lời chứng và số chữ ký số cần có: theo trí nhớ về NĐ 23/2015/NĐ-CP, NĐ "
    "45/2020/NĐ-CP Đ.10, TT 01/2020/TT-BTP, chưa đối chiếu văn bản. Lập từ hệ thống một cửa của xã."
)


def signatures_wanted() -> int:
    """How many digital signatures a copy must carry (setting dossiers.copy_signatures, grade R)."""
    return int(setting("dossiers.copy_signatures", SIGNATURES))


def copy_pdf(act: Attestation, proof: Proof, scan: StoredFile, *, at: datetime) -> bytes:
    """The unsigned PDF: every page of the scan marked as a copy, and a page with words, number, day and QR.

    It says itself that it is nothing without its signatures. Basis: NĐ 45/2020 Đ.10 (named by onestop.md 6.7,
    text not read); words and layout recalled, the small print says so.
    """
    home, book, (number, numbered) = commune(), book_named(act.book), book_numbers(act)
    day, signer = local(act.entered_at).date(), act.signer
    data = {
        "title": f"Bản sao chứng thực: {act.document}",
        "agency": home.committee_name,
        "dated": f"{home.name}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "heading": (book.heading if book else "") or "Lời chứng",
        "document": act.document,
        "pages": scan.pages or 1,
        "applicant": act.dossier.applicant.full_name,
        "number": number,
        "book": numbered,
        "signer": signer.full_name,
        "position": signer.position.name if signer.position else "",
        "code": spelled(proof.code),
        "address": f"{settings.SITE_URL}{reverse('dossiers:proofs')}",
        "signatures": signatures_wanted(),
        "small_print": CERTIFIED,
    }
    images = {"qr.svg": svg(proof_address(proof.code))}
    sheets = pdf("dossiers/ban-sao-dien-tu.typ", data, images=images, at=at)
    return ready_to_sign(framed(sheets, as_pdf(files.read(scan), scan.content_type), BOX))
