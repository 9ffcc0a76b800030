"""The register of dossiers (Mẫu 07): choose the days, then take it as PDF or Excel."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.wording import day_words
from xaso.modules.org.access import officer_page
from xaso.platform.files import services as files
from xaso.platform.files.models import StoredFile
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.services import log_access
from xaso.platform.papers import tables
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import form_errors

from .. import papers, queries
from ..access import SEES_ALL
from ..forms.desk_list import RegisterForm
from ..jobs import REGISTER

if TYPE_CHECKING:
    from uuid import UUID

    from xaso.modules.org.models import Officer

KEEPERS = tuple(SEES_ALL)
"""Whose book it is: those who see every dossier."""
AT_ONCE = 1_000
"""So many lines are put into a PDF while one waits; more is work for the queue."""
WIDTHS = (6, 24, 48, 24, 36, 20, 24, 24, 14, 14, 18, 24)


@officer_page(*KEEPERS)
def register(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Ask for the days; say how many dossiers they hold."""
    today = local_date(request.now)
    start = {"first": today.replace(day=1), "last": today}
    form = RegisterForm(request.GET if request.GET else None, initial=start)
    days = (start["first"], start["last"]) if not form.is_bound else form.days()
    context: dict[str, Any] = {"form": form, "count": None}
    if days is not None:
        context |= _found(officer, form, days)
    context["errors"] = form_errors(form) if form.is_bound else []
    return render(request, "dossiers/desk/register.html", context, status=422 if form.errors else 200)


def _found(officer: Officer, form: RegisterForm, days: tuple[date, date]) -> dict[str, Any]:
    try:
        count = queries.register_of(officer, *days).count()
    except Invalid as refusal:
        for one in refusal.problems:
            form.add_error(one.field, one.sentence)
        return {}
    return {"count": count, "days": days, "query": _query(days), "is_long": count > AT_ONCE}


@officer_page(*KEEPERS)
def register_file(request: TimedRequest, officer: Officer, kind: str) -> HttpResponseBase:
    """Give the book of the days: Excel at once; a long PDF from the queue. The reading is logged."""
    form = RegisterForm(request.GET)
    days = form.days()
    if days is None:
        return redirect("dossiers_desk:register")
    first, last = days
    rows = queries.register_of(officer, first, last)
    _log(request, officer, days)
    name = f"so-theo-doi-{first:%Y%m%d}-{last:%Y%m%d}"
    if kind == "xlsx":
        title = f"Sổ theo dõi hồ sơ, {day_words(first)}–{day_words(last)}"
        columns = [
            tables.Column(head, width) for head, width in zip(queries.REGISTER_HEADS, WIDTHS, strict=True)
        ]
        return _file(
            tables.xlsx(title, columns, queries.register_rows(rows)), tables.XLSX_TYPE, f"{name}.xlsx"
        )
    if rows.count() > AT_ONCE:
        told = {"officer": officer.pk, "first": first.isoformat(), "last": last.isoformat()}
        owner = officer.user.get_username()
        job = enqueue(REGISTER, told, at=request.now, owner=owner, title="Lập sổ theo dõi hồ sơ")
        return redirect("jobs:progress", job.pk)
    made = papers.register_pdf(list(queries.register_rows(rows)), days, at=request.now)
    return _file(made, "application/pdf", f"{name}.pdf")


@officer_page(*KEEPERS)
def register_made(request: TimedRequest, officer: Officer, file_id: UUID) -> HttpResponseBase:
    """Give the book that the queue made, to whoever asked for it."""
    own = Job.objects.filter(name=REGISTER, owner_id=officer.user.get_username(), result__file=str(file_id))
    found = StoredFile.objects.filter(pk=file_id).first() if own.exists() else None
    if found is None:
        raise Missing("Sổ này chưa lập xong hoặc đã bỏ. Lập lại ở trang Sổ theo dõi.")
    return files.response(found)


def _log(request: TimedRequest, officer: Officer, days: tuple[date, date]) -> None:
    log_access(
        by=officer,
        whom="dossiers:register",
        purpose=f"Lập sổ theo dõi hồ sơ (Mẫu 07), {day_words(days[0])} đến {day_words(days[1])}",
        where=request.path,
        at=request.now,
    )


def _query(days: tuple[date, date]) -> str:
    said: dict[str, int] = {}
    for name, day in zip(("first", "last"), days, strict=True):
        said |= {f"{name}-ngay": day.day, f"{name}-thang": day.month, f"{name}-nam": day.year}
    return urlencode(said)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    way = "inline" if content_type == "application/pdf" else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
