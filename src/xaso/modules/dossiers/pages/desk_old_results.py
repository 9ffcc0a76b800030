"""The register of old results: its list and progress, sheets brought in, files in batches, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from xaso.kernel.clock import local_date
from xaso.kernel.paging import page_number
from xaso.modules.org.access import officer_page
from xaso.modules.procedures.queries import fields
from xaso.platform.files import services as files
from xaso.platform.files.held import HeldFile
from xaso.platform.files.models import StoredFile
from xaso.platform.journal.services import log_access
from xaso.platform.papers import tables
from xaso.platform.ui.context import NavItem
from xaso.platform.ui.middleware import TimedRequest

from ..access import DIGITISES
from ..forms.old_results import FindForm
from ..queries import old_results as found
from ..reading.old_results import COLUMNS, NEEDED, ResultList, UnreadableList, read_list
from ..services import old_results as work

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SHEET = "sheet"
MOST_FILES = 50
WIDTHS = {"kind": 28, "holder": 28, "issuer": 28, "field": 24, "place": 20}
MOST_SHOWN = 100


def sub_nav(here: str, officer: Officer) -> list[NavItem]:
    """The pages of this register; the queue with how many wait for this officer."""
    base = "/ban-lam-viec/so-hoa/"
    items = (
        (base, "Sổ kết quả cũ", 0),
        (f"{base}kiem-tra/", "Chờ kiểm tra", found.check_count(officer)),
        (f"{base}tai-tep/", "Tải bản quét", 0),
        (f"{base}nhap/", "Nhập danh sách", 0),
    )
    return [NavItem(href, text, href == here, badge) for href, text, badge in items]


@officer_page(*DIGITISES)
@require_GET
def register(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The register with progress against each year's level."""
    form = FindForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "trang_thai": ""}
    context = {
        "form": form,
        "page": found.results(asked["trang_thai"], asked["q"], page_number(request.GET.get("trang"))),
        "years": found.progress(local_date(request.now)),
        "first_level": found.first_level(),
        "growth": found.yearly_growth(),
        "sub_nav": sub_nav(request.path, officer),
        "is_found": bool(asked["q"] or asked["trang_thai"]),
    }
    _log(request, officer, "Xem sổ kết quả cũ")
    return render(request, "dossiers/desk/old_results.html", context)


@officer_page(*DIGITISES)
@require_GET
def to_check(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Scans of others that wait for this officer's eye."""
    page = found.to_check(officer, page_number(request.GET.get("trang")))
    context = {"page": page, "sub_nav": sub_nav(request.path, officer)}
    return render(request, "dossiers/desk/old_results_check.html", context)


@officer_page(*DIGITISES)
@require_GET
def template(request: TimedRequest, officer: Officer) -> HttpResponse:
    """An empty sheet with the right heads."""
    heads = [
        tables.Column(f"{label} *" if name in NEEDED else label, width=WIDTHS.get(name, 16))
        for name, label in COLUMNS.items()
    ]
    answer = HttpResponse(tables.xlsx("Kết quả cũ", heads, []), content_type=tables.XLSX_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="mau-ket-qua-cu.xlsx"'
    return answer


@officer_page(*DIGITISES)
def bring_in(request: TimedRequest, officer: Officer) -> HttpResponse:
    """A sheet: read it, show what would be written and every fault; write it only when told to."""

    def store(upload: UploadedFile) -> StoredFile:
        return files.store_upload(upload, by=officer, at=request.now, accept=("xlsx",), max_mb=10)

    context: dict[str, object] = {
        "sub_nav": sub_nav(request.path, officer),
        "columns": COLUMNS,
        "needed": NEEDED,
    }
    page = "dossiers/desk/old_results_bring.html"
    if request.method != "POST":
        return render(request, page, context | {"problem": "", "held": None, "read": None})
    box = HeldFile(request, SHEET, whose=officer.pk, store=store)
    problem = box.problem.sentence if box.problem else "" if box.stored else "Hãy chọn tệp Excel."
    read: ResultList | None = None
    if box.stored is not None:
        try:
            known = [field.name for field in fields()]
            read = read_list(files.read(box.stored), fields=known, today=local_date(request.now))
        except UnreadableList as broken:
            problem = broken.sentence
    if read and box.stored and not read.faults and request.POST.get("viec") == "ghi":
        count = work.list_results(rows=read.rows, source=box.stored, by=officer, at=request.now)
        messages.success(request, f"Đã ghi {count} kết quả cũ vào sổ.")
        return redirect("dossiers_desk:old_results")
    known_before = work.known_keys(read.rows) if read else set()
    context |= {
        "problem": problem,
        "held": box.held if read else None,
        "read": read,
        "fresh": [row for row in read.rows if row.key not in known_before][:MOST_SHOWN] if read else [],
        "fresh_count": len(read.rows) - len(known_before) if read else 0,
        "known_count": len(known_before),
        "most_shown": MOST_SHOWN,
    }
    return render(request, page, context, status=422 if problem or (read and read.faults) else 200)


@officer_page(*DIGITISES)
def batch(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Many files at once, each put to the result its name tells; what could not be placed is named."""
    outcomes: list[work.Outcome] = []
    problem = ""
    if request.method == "POST":
        sent = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
        if not sent:
            problem = "Hãy chọn ít nhất một tệp."
        elif len(sent) > MOST_FILES:
            problem = f"Mỗi lần tải nhiều nhất {MOST_FILES} tệp. Chọn bớt rồi tải tiếp."
        else:
            outcomes = work.scan_batch(uploads=sent, by=officer, at=request.now)
    context = {
        "problem": problem,
        "outcomes": outcomes,
        "taken": sum(not one.refusal for one in outcomes),
        "most": MOST_FILES,
        "sub_nav": sub_nav(request.path, officer),
    }
    return render(request, "dossiers/desk/old_results_batch.html", context, status=422 if problem else 200)


def _log(request: TimedRequest, officer: Officer, purpose: str) -> None:
    log_access(by=officer, whom=work.REGISTER, purpose=purpose, where=request.path, at=request.now)
