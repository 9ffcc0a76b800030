"""The papers of the one-stop as PDF: receipt (Mẫu 01), supplement slip (Mẫu 02), refusal slip (Mẫu 03),
apology with a new date (Mẫu 04).

Names and numbers of the forms: TT 03/2025/TT-VPCP, annex I (quoted). Their layout is recalled from the forms
before them; the small print on each paper says so.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from xaso.kernel.clock import local
from xaso.kernel.wording import moment_words
from xaso.modules.org.queries import calendar, commune, units
from xaso.platform.papers.qr import svg
from xaso.platform.papers.services import pdf

from .models import Dossier, Paper, Postponement, Supplement
from .rules import span_of

FORMS = {
    "01": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "02": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "03": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    "04": "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
}
SMALL_PRINT = (
    "Mẫu số {number}, Phụ lục I Thông tư 03/2025/TT-VPCP (tên và số mẫu: trích dẫn lại; bố cục: theo trí "
    "nhớ, chưa đối chiếu văn bản). In từ hệ thống một cửa của xã."
)


def receipt_pdf(dossier: Dossier) -> bytes:
    """Mẫu 01: what was received, when the result is due and how that was counted line by line, with a QR.

    For a received dossier; raises ValueError for another. Basis: TT 03/2025/TT-VPCP Mẫu 01; TT 01/2018 Đ.19
    k.2.
    """
    if dossier.received_at is None or dossier.receiver is None:
        raise ValueError(f"{dossier.code} was not received")
    span = span_of(dossier.version.time_value, dossier.version.time_unit)
    data = _shared(dossier, "01", dossier.received_at) | {
        "papers": [_paper(paper) for paper in dossier.papers.order_by("pk") if paper.supplement_id is None],
        "allowed": span.words if span else "danh mục chưa ghi",
        "received": moment_words(dossier.received_at),
        "due": moment_words(dossier.due_at) if dossier.due_at else "",
        "due_lines": list(dossier.due_lines),
        "officer": dossier.receiver.full_name,
    }
    return _pdf("dossiers/mau-01.typ", data, dossier, dossier.received_at)


def supplement_pdf(supplement: Supplement) -> bytes:
    """Mẫu 02: all that lacks and why, in one list. Basis: TT 03/2025/TT-VPCP Mẫu 02; NĐ 118/2025 Đ.11."""
    dossier = supplement.dossier
    data = _shared(dossier, "02", supplement.requested_at) | {
        "number": supplement.number,
        "items": [{"name": item["name"], "reason": item["reason"]} for item in supplement.items],
        "asked": moment_words(supplement.requested_at),
        "exception": supplement.exception,
        "officer": supplement.requested_by.full_name,
    }
    return _pdf("dossiers/mau-02.typ", data, dossier, supplement.requested_at)


def refusal_pdf(dossier: Dossier) -> bytes:
    """Mẫu 03: why the dossier is not received. For a refused dossier; raises ValueError for another.

    Basis: TT 03/2025/TT-VPCP Mẫu 03.
    """
    if dossier.finished_at is None or dossier.receiver is None or not dossier.ended_reason:
        raise ValueError(f"{dossier.code} was not refused")
    data = _shared(dossier, "03", dossier.finished_at) | {
        "reason": dossier.ended_reason,
        "refused": moment_words(dossier.finished_at),
        "officer": dossier.receiver.full_name,
    }
    return _pdf("dossiers/mau-03.typ", data, dossier, dossier.finished_at)


def apology_pdf(postponement: Postponement) -> bytes:
    """Mẫu 04: the apology, why it is not done yet, and the new date of return.

    Basis: TT 03/2025/TT-VPCP Mẫu 04; NĐ 61/2018 Đ.19 k.9.
    """
    dossier = postponement.dossier
    data = _shared(dossier, "04", postponement.asked_at) | {
        "reason": postponement.reason,
        "received": moment_words(dossier.received_at) if dossier.received_at else "",
        "old_due": moment_words(postponement.old_due_at),
        "new_due": moment_words(calendar().end_of(postponement.new_due_on)),
        "unit": postponement.asked_by.unit.name,
        "officer": postponement.asked_by.full_name,
        "position": postponement.asked_by.position.name,
    }
    return _pdf("dossiers/mau-04.typ", data, dossier, postponement.asked_at)


def tracking_address(dossier: Dossier) -> str:
    """Where the QR leads: public tracking with the code filled in."""
    return f"{settings.SITE_URL}{reverse('dossiers:track')}?ma={dossier.code}"


def _pdf(template: str, data: dict[str, Any], dossier: Dossier, at: datetime) -> bytes:
    return pdf(template, data, images={"qr.svg": svg(tracking_address(dossier))}, at=at)


def _shared(dossier: Dossier, number: str, at: datetime) -> dict[str, Any]:
    """What every paper says: who issues it, to whom, about what."""
    home, day = commune(), local(at).date()
    centre = next((unit.name for unit in units() if unit.kind == "centre"), home.committee_name)
    person, submitter = dossier.applicant, dossier.submitter
    return {
        "above": home.committee_name,
        "agency": centre,
        "form": f"Mẫu số {number}",
        "title": FORMS[number],
        "code": dossier.code,
        "dated": f"{home.name}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "applicant": person.full_name,
        "submitter": submitter.full_name if submitter.pk != person.pk else "",
        "relation": dossier.relation,
        "address": ", ".join(part for part in (person.address, str(person.village or "")) if part),
        "phone": submitter.phone or person.phone,
        "email": submitter.email or person.email,
        "procedure": f"{dossier.version.name} ({dossier.version.procedure.code})",
        "small_print": SMALL_PRINT.format(number=number),
        "tracking": f"{settings.SITE_URL}{reverse('dossiers:track')}",
    }


def _paper(paper: Paper) -> list[str]:
    return [paper.name, paper.get_medium_display(), "có tệp" if paper.file_id else "bản giấy"]
