"""Papers of one's own dossier to see or keep: only its applicant and who filed it; strangers get 404."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from xaso.kernel.errors import Missing
from xaso.modules.citizens.access import person_page
from xaso.platform.files.services import response
from xaso.platform.papers.qr import svg
from xaso.platform.ui.middleware import TimedRequest

from .. import queries
from ..papers import apology_pdf, receipt_pdf, refusal_pdf, stop_pdf, supplement_pdf, tracking_address
from ..queries.own_record import own_paper, own_postponement, own_record, own_result, own_supplement

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

NOT_YET = "Hồ sơ chưa được tiếp nhận nên chưa có giấy hẹn. Bà con in phiếu nộp để giữ mã hồ sơ."


@require_safe
@person_page
def qr(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """The QR that leads to public tracking of the dossier."""
    dossier = queries.own_dossier(person, code)
    answer = HttpResponse(svg(tracking_address(dossier)), content_type="image/svg+xml")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


@require_safe
@person_page
def receipt(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """Mẫu 01, once received."""
    record = own_record(person, code, now=request.now)
    if not record.has_receipt:
        raise Missing(NOT_YET)
    return _pdf(receipt_pdf(record.dossier), f"giay-hen-{code}.pdf")


@require_safe
@person_page
def supplement(request: TimedRequest, person: Person, code: str, number: int) -> HttpResponse:
    """Mẫu 02 of one request."""
    return _pdf(supplement_pdf(own_supplement(person, code, number)), f"bo-sung-{code}-{number}.pdf")


@require_safe
@person_page
def apology(request: TimedRequest, person: Person, code: str, number: int) -> HttpResponse:
    """Mẫu 04: the apology and the new date."""
    return _pdf(apology_pdf(own_postponement(person, code, number)), f"xin-loi-{code}-{number}.pdf")


@require_safe
@person_page
def refusal(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """Mẫu 03, when it was refused."""
    record = own_record(person, code, now=request.now)
    if not record.is_refused:
        raise Missing("Hồ sơ này không bị từ chối nên không có phiếu từ chối.")
    return _pdf(refusal_pdf(record.dossier), f"tu-choi-{code}.pdf")


@require_safe
@person_page
def stop_notice(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """Mẫu 05, when it was withdrawn or stopped."""
    record = own_record(person, code, now=request.now)
    if not record.is_stopped:
        raise Missing("Hồ sơ này không dừng hay rút nên không có thông báo dừng.")
    return _pdf(stop_pdf(record.dossier), f"dung-giai-quyet-{code}.pdf")


@require_safe
@person_page
def result(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """The file of the result."""
    return cast(HttpResponse, response(own_result(person, code)))


@require_safe
@person_page
def paper(request: TimedRequest, person: Person, code: str, paper_id: int) -> HttpResponse:
    """One paper handed in."""
    return cast(HttpResponse, response(own_paper(person, code, paper_id)))


def _pdf(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
