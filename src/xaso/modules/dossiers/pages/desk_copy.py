"""One certified copy that is a file: scan the original, check it, follow the signatures, take the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from xaso.kernel.errors import Invalid, Missing, Refusal
from xaso.modules.org.access import Role, officer_page
from xaso.modules.org.queries import officers_with_role
from xaso.platform.files import scanfolder
from xaso.platform.files import services as files
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors

from .. import access
from ..forms.copies import SignerForm
from ..forms.scans import CheckForm
from ..lifecycle import RUNNING
from ..models import ElectronicCopy, Stage
from ..queries import electronic as queries
from ..services import copying
from ..services.copy_paper import signatures_wanted
from .desk_record import log_reading
from .desk_uploads import Kept, Uploads

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

BOX = "files"


@dataclass
class Shown:
    """The page after a try: its forms with what was typed, what went wrong, the files kept."""

    check: CheckForm
    signer: SignerForm
    errors: list[ErrorLink] = field(default_factory=list)
    kept: dict[str, list[Kept]] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does what to which copy, with what was sent."""

    request: TimedRequest
    officer: Officer
    copy: ElectronicCopy
    uploads: Uploads


@officer_page()
def copy(request: TimedRequest, officer: Officer, pk: int) -> HttpResponse:
    """One copy: put the scan in, check it, change who signs; see who signed and what became of it."""
    found = queries.seen_copy(officer, pk)
    log_reading(request, officer, found.attestation.dossier, "Xem bản sao điện tử", request.now)
    shown = Shown(_check_form(found), _signer_form(found))
    if request.method != "POST":
        return _page(request, officer, found, shown)
    act = ACTS.get(request.POST.get("viec", ""))
    if act is None:
        raise Missing
    doing = Doing(request, officer, found, Uploads(request, officer, request.now))
    done = _tried(act, doing, shown)
    if done:
        doing.uploads.drop()
        messages.success(request, done)
        return redirect("dossiers_desk:copy", pk)
    shown.kept, lost = doing.uploads.hold([BOX], many=BOX)
    shown.errors += [ErrorLink(one.sentence, "#id_files") for one in lost]
    shown.status = shown.status if shown.status != 200 else 422
    return _page(request, officer, queries.seen_copy(officer, pk), shown)


@require_GET
@officer_page()
def scan_file(request: TimedRequest, officer: Officer, pk: int) -> HttpResponseBase:
    """The scan of the original."""
    found = queries.seen_copy(officer, pk)
    if found.scan is None:
        raise Missing("Chưa có bản quét bản chính.")
    log_reading(request, officer, found.attestation.dossier, "Xem bản quét bản chính", request.now)
    return files.response(found.scan, inline=True)


@require_GET
@officer_page()
def copy_file(request: TimedRequest, officer: Officer, pk: int) -> HttpResponseBase:
    """The copy as it is now: given out, signed in part, or still to be signed."""
    found = queries.seen_copy(officer, pk)
    file = found.signed or found.paper
    if file is None:
        raise Missing("Bản sao điện tử chưa lập. Quét và kiểm tra bản chính trước.")
    log_reading(request, officer, found.attestation.dossier, "Tải bản sao điện tử", request.now)
    return files.response(file, inline=request.GET.get("xem") == "1")


def _tried(act: Callable[[Doing, Shown], str], doing: Doing, shown: Shown) -> str:
    """What to say when it is done; empty when it was refused, with why in `shown`."""
    try:
        return act(doing, shown)
    except Missing:
        raise
    except Invalid as refusal:
        shown.errors += [ErrorLink(one.sentence, f"#id_{one.field}") for one in refusal.problems]
        shown.errors, shown.status = shown.errors or [ErrorLink(refusal.sentence)], refusal.status
    except Refusal as refusal:
        shown.errors, shown.status = [ErrorLink(refusal.sentence)], refusal.status
    return ""


def _attach(doing: Doing, shown: Shown) -> str:
    sent = doing.uploads.scans(BOX)
    copying.put_scan(
        copy=doing.copy, uploads=sent.files, way=sent.way, by=doing.officer, at=doing.request.now
    )
    sent.clear()
    return "Đã gắn bản quét. So với bản chính rồi kiểm tra bên dưới."


def _check(doing: Doing, shown: Shown) -> str:
    is_fault = doing.request.POST.get("viec") == "khong-dat"
    shown.check = form = CheckForm(doing.request.POST, is_fault=is_fault)
    if not form.is_valid():
        shown.errors = form_errors(form)
        return ""
    said, by, at = form.cleaned_data, doing.officer, doing.request.now
    if is_fault:
        copying.start_over(copy=doing.copy, fault=form.wrong, by=by, at=at)
        return "Đã ghi: phải quét lại. Tệp đã lập và chữ ký số cũ, nếu có, không dùng nữa."
    copying.check_scan(
        copy=doing.copy, pages=said["pages"], noted=said["noted"], checked=said["checks"], by=by, at=at
    )
    return "Đã lập bản sao điện tử, chờ người ký ký số."


def _change_signer(doing: Doing, shown: Shown) -> str:
    shown.signer = form = _signer_form(doing.copy, doing.request)
    if not form.is_valid():
        shown.errors = form_errors(form)
        return ""
    copying.change_signer(copy=doing.copy, signer=form.chosen, by=doing.officer, at=doing.request.now)
    return f"Lời chứng đã ghi lại tên {form.chosen.full_name}."


ACTS: dict[str, Callable[[Doing, Shown], str]] = {
    "gan": _attach,
    "dat": _check,
    "khong-dat": _check,
    "doi-nguoi-ky": _change_signer,
}
"""What the buttons of the page do; each returns what to say when it is done."""


def _check_form(found: ElectronicCopy) -> CheckForm:
    return CheckForm(initial={"pages": found.attestation.pages, "noted": 0})


def _signer_form(found: ElectronicCopy, request: TimedRequest | None = None) -> SignerForm:
    return SignerForm(
        request.POST if request else None,
        signers=officers_with_role(Role.LEADER),
        initial={"signer": str(found.attestation.signer_id)},
    )


def _page(request: TimedRequest, officer: Officer, found: ElectronicCopy, shown: Shown) -> HttpResponse:
    dossier = found.attestation.dossier
    is_open = dossier.state in RUNNING and found.stage != Stage.ISSUED
    may = is_open and access.may_digitise(officer, dossier)
    context = {
        "copy": found,
        "act": found.attestation,
        "dossier": dossier,
        "proof": queries.proof_of_copy(found),
        "stages": Stage,
        "may": may,
        "is_open": is_open,
        "wanted": signatures_wanted(),
        "may_sign": found in [*queries.to_sign(officer), *queries.to_seal(officer)],
        "shown": shown,
        "has_folder": scanfolder.folder() is not None,
        "waiting": scanfolder.waiting(officer.user.get_username(), at=request.now) if may else [],
        "chosen": request.POST.get("may-quet", ""),
    }
    return render(request, "dossiers/desk/copy.html", context, status=shown.status)
