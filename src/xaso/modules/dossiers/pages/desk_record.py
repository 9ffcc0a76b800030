"""One dossier as an officer meets it, its papers and its printed forms. Every reading is logged."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from xaso.kernel.errors import Missing
from xaso.modules.citizens.queries import subject_of
from xaso.modules.org.access import officer_page
from xaso.platform.files import services as files
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest

from .. import papers, queries
from ..lifecycle import State
from ..models import Dossier, Paper
from ..queries.groups import siblings
from ..queries.own_record import answer_due_of
from ..queries.proofs import proof_of
from .desk_deeds import BY_CODE

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SEEING = "Xem hồ sơ đang giải quyết"


@officer_page()
def record(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show the record, with exactly what this officer may do now."""
    now = request.now
    found = queries.record(officer, code, now=now)
    log_reading(request, officer, found.dossier, SEEING, now)
    return render(request, "dossiers/desk/record.html", record_context(found))


def record_context(found: queries.Record) -> dict[str, object]:
    """What the record's template is given."""
    live = next((run for run in found.runs if run.ended_at is None), None)
    return {
        "record": found,
        "dossier": found.dossier,
        "deeds": [(action, BY_CODE[action.code]) for action in found.actions],
        "timeline": queries.timeline(found.dossier, for_public=False),
        "live": live,
        "answer_due": answer_due_of(found.dossier),
        "proof": proof_of(found.dossier.pk),
        "is_refused": found.dossier.state == State.REFUSED,
        "siblings": siblings(found.dossier),
        "is_stopped": found.dossier.state in papers.STOPPED,
    }


@officer_page()
def paper(request: TimedRequest, officer: Officer, code: str, paper_id: int) -> HttpResponseBase:
    """Give the file of one paper."""
    dossier = queries.seen_dossier(officer, code)
    found = Paper.objects.select_related("file").filter(pk=paper_id, dossier=dossier).first()
    if found is None or found.file is None:
        raise Missing
    log_reading(request, officer, dossier, f"Xem giấy tờ: {found.name}", request.now)
    return files.response(found.file, inline=True)


@officer_page()
def result_file(request: TimedRequest, officer: Officer, code: str) -> HttpResponseBase:
    """Give the file of the result."""
    now = request.now
    found = queries.record(officer, code, now=now)
    if found.result is None or found.result.file is None:
        raise Missing("Hồ sơ này chưa có tệp kết quả.")
    log_reading(request, officer, found.dossier, "Xem tệp kết quả", now)
    return files.response(found.result.file, inline=True)


@officer_page()
def receipt(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Mẫu 01: receipt and appointment."""
    dossier = queries.seen_dossier(officer, code)
    if dossier.received_at is None:
        raise Missing("Hồ sơ này chưa được tiếp nhận nên chưa có giấy hẹn.")
    log_reading(request, officer, dossier, "In Mẫu 01", request.now)
    return pdf_answer(papers.receipt_pdf(dossier), f"mau-01-{code}")


@officer_page()
def supplement(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """Mẫu 02: what lacks."""
    dossier = queries.seen_dossier(officer, code)
    found = dossier.supplements.filter(number=number).first()
    if found is None:
        raise Missing("Hồ sơ này không có yêu cầu bổ sung đó.")
    log_reading(request, officer, dossier, "In Mẫu 02", request.now)
    return pdf_answer(papers.supplement_pdf(found), f"mau-02-{code}-{number}")


@officer_page()
def apology(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """Mẫu 04: the apology and the new date."""
    dossier = queries.seen_dossier(officer, code)
    rows = dossier.postponements.select_related("asked_by__unit", "asked_by__position")
    found = rows.filter(number=number).first()
    if found is None:
        raise Missing("Hồ sơ này chưa hẹn lại ngày trả lần đó.")
    log_reading(request, officer, dossier, "In Mẫu 04", request.now)
    return pdf_answer(papers.apology_pdf(found), f"mau-04-{code}-{number}")


@officer_page()
def refusal(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Mẫu 03: why it is not received."""
    dossier = queries.seen_dossier(officer, code)
    if dossier.state != State.REFUSED:
        raise Missing("Hồ sơ này không bị từ chối nên không có Mẫu 03.")
    log_reading(request, officer, dossier, "In Mẫu 03", request.now)
    return pdf_answer(papers.refusal_pdf(dossier), f"mau-03-{code}")


@officer_page()
def stop_notice(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Mẫu 05: the work stops."""
    dossier = queries.seen_dossier(officer, code)
    if dossier.state not in papers.STOPPED:
        raise Missing("Hồ sơ này không dừng hay rút nên không có Mẫu 05.")
    log_reading(request, officer, dossier, "In Mẫu 05", request.now)
    return pdf_answer(papers.stop_pdf(dossier), f"mau-05-{code}")


@officer_page()
def control(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Mẫu 06: who had it, from when to when."""
    dossier = queries.seen_dossier(officer, code)
    if dossier.received_at is None:
        raise Missing("Hồ sơ này chưa được tiếp nhận nên chưa có phiếu kiểm soát.")
    log_reading(request, officer, dossier, "In Mẫu 06", request.now)
    return pdf_answer(papers.control_pdf(dossier, at=request.now), f"mau-06-{code}")


def log_reading(
    request: TimedRequest, officer: Officer, dossier: Dossier, purpose: str, at: datetime
) -> None:
    """Write whose data was read, and why, for the applicant and whoever filed for them."""
    people = {one.pk: one for one in (dossier.applicant, dossier.submitter)}
    for person in people.values():
        log_access(
            by=officer,
            whom=subject_of(person),
            purpose=f"{purpose} ({dossier.code})",
            where=request.path,
            at=at,
        )


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A paper to look at, never kept by caches."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
