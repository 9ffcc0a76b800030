"""The paper of a result written from a template, as PDF."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from xaso.kernel.clock import local
from xaso.kernel.codes import spelled
from xaso.modules.org.queries import commune
from xaso.platform.papers.qr import svg
from xaso.platform.papers.services import pdf

from ..models import Dossier, Result

if TYPE_CHECKING:
    from ..models import Proof


def proof_address(code: str) -> str:
    """Where the QR of a result leads: the public page that says whether it is genuine."""
    return f"{settings.SITE_URL}{reverse('dossiers:proof', args=[code])}"


def result_pdf(
    dossier: Dossier,
    proof: Proof,
    *,
    number: str,
    issued_on: date | None,
    is_draft: bool,
    at: datetime,
) -> bytes:
    """A result written from a template, with its number, signer and the QR that proves it.

    A draft says across the page that it is one. Basis: head and foot as NĐ 30/2020 lays papers out; the words
    are the commune's own template (setting results.templates), not a form of any ministry.
    """
    home, result = commune(), Result.objects.filter(dossier=dossier).select_related("approved_by").first()
    signer = result.approved_by if result else None
    day = issued_on or local(at).date()
    data = {
        "agency": home.committee_name,
        "number": number,
        "dated": f"{home.name}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "title": proof.title,
        "body": proof.body,
        "position": signer.position.name if signer else "",
        "signer": signer.full_name if signer else "",
        "is_draft": is_draft,
        "code": spelled(proof.code),
        "address": f"{settings.SITE_URL}{reverse('dossiers:proofs')}",
        "receivers": [dossier.applicant.full_name, f"Lưu: hồ sơ {dossier.code}"],
    }
    images = {"qr.svg": svg(proof_address(proof.code))}
    return pdf("dossiers/ket-qua.typ", data, images=images, at=at)
