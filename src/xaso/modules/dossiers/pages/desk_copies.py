"""Certified copies that wait for a digital signature: take the files along, bring them back signed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from xaso.kernel.errors import Missing
from xaso.modules.org.access import Role, officer_page
from xaso.platform.files import services as files
from xaso.platform.ui.middleware import TimedRequest

from ..models import ElectronicCopy
from ..queries import electronic as queries
from ..services.copy_paper import signatures_wanted
from ..services.copy_signing import Taken, take_many
from .desk_record import log_reading

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SIGNERS = (Role.LEADER, Role.CLERK, Role.CENTRE_HEAD)


@officer_page(*SIGNERS)
def waiting(request: TimedRequest, officer: Officer) -> HttpResponse:
    """What waits for this officer's signature and for the office's; on POST signed files, many at once."""
    to_sign, to_seal = queries.to_sign(officer), queries.to_seal(officer)
    taken: list[Taken] = []
    if request.method == "POST":
        sent = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
        taken = take_many(uploads=sent, copies=[*to_sign, *to_seal], by=officer, at=request.now)
        if not sent:
            messages.info(request, "Chưa chọn tệp nào.")
        if all(one.copy is not None for one in taken):
            _tell(request, taken)
            return redirect("dossiers_desk:copies_waiting")
        to_sign, to_seal = queries.to_sign(officer), queries.to_seal(officer)
    context = {
        "to_sign": to_sign,
        "to_seal": to_seal,
        "taken": taken,
        "wanted": signatures_wanted(),
    }
    return render(request, "dossiers/desk/copies.html", context, status=422 if taken else 200)


@require_GET
@officer_page(*SIGNERS)
def download(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The chosen files, all that wait when none is chosen, in one ZIP; each reading is logged."""
    rows = {one.attestation_id: one for one in [*queries.to_sign(officer), *queries.to_seal(officer)]}
    keys = [int(key) for key in request.GET.getlist("chon") if key.isascii() and key.isdigit()]
    chosen = [rows[key] for key in keys if key in rows] if keys else list(rows.values())
    if not chosen:
        raise Missing("Không còn bản nào chờ ký số. Tải lại trang để xem.")
    for one in chosen:
        log_reading(request, officer, one.attestation.dossier, "Tải bản sao điện tử để ký số", request.now)
    answer = HttpResponse(_zip(chosen), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="ban-sao-cho-ky-so.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _zip(chosen: list[ElectronicCopy]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for one in chosen:
            file = one.signed or one.paper
            if file is not None:
                act = one.attestation
                archive.writestr(f"{act.book}-{act.number:02d}-{act.year}.pdf", files.read(file))
    return made.getvalue()


def _tell(request: TimedRequest, taken: list[Taken]) -> None:
    issued = sum(one.copy is not None and one.copy.issued_at is not None for one in taken)
    if issued:
        messages.success(
            request, f"Đã phát hành {issued} bản sao điện tử; bản sao đã vào kho giấy tờ của bà con."
        )
    if len(taken) > issued:
        messages.success(request, f"Đã nhận {len(taken) - issued} bản đã ký, còn chờ chữ ký số của cơ quan.")
