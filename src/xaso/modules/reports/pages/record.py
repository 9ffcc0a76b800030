"""One report: its page, its paper on the screen, its files."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from xaso.kernel.errors import Missing
from xaso.kernel.paging import page_number
from xaso.platform.files import services as files
from xaso.platform.journal.events import event_class
from xaso.platform.journal.models import Entry
from xaso.platform.ui.middleware import TimedRequest

from .. import queries
from ..events import ReportEvent
from ..models import Edition
from ..queries.record import Record, newest_edition
from ..rules import outline
from ..services.composing import sign_of
from ..services.reading import sheets_of
from .frame import report_page

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

KINDS = {"docx": "word", "pdf": "pdf", "xlsx": "annex"}
TYPES = {"png": "image/png", "jpg": "image/jpeg"}


@report_page
def record(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show the report with exactly what this officer may do now."""
    found = queries.record(officer, code, page=page_number(request.GET.get("trang")))
    report = found.report
    context = {"record": found, "report": report, "story": _story(found)}
    context["sign"] = sign_of(report.profile, report.number)
    return render(request, "reports/record.html", context)


@report_page
def paper(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show the newest paper as a page; every foot mark opens the frozen figure."""
    report = queries.seen_report(officer, code)
    edition = newest_edition(report)
    if edition is None:
        raise Missing("Báo cáo này chưa dựng văn bản. Bấm “Dựng văn bản” trên trang báo cáo.")
    document = sheets_of(edition)
    context = {
        "report": report,
        "edition": edition,
        "document": document,
        "hrefs": figure_hrefs(edition),
        "pictures": {name: _data_uri(name, data) for name, data in document.pictures.items()},
    }
    return render(request, "reports/paper.html", context)


@report_page
def file(request: TimedRequest, officer: Officer, code: str, kind: str) -> HttpResponseBase:
    """Give a file of the newest papers; the PDF opens in the browser."""
    return files.response(queries.edition_file(officer, code, KINDS[kind]), inline=True)


def figure_hrefs(edition: Edition) -> dict[str, str]:
    """Where each foot mark leads: the frozen figure of the window, else that of the year so far."""
    found: dict[str, str] = {}
    for row in edition.figures:
        found.setdefault(f"so-{row['mark']}", row["href"])
    return found


def _data_uri(name: str, data: bytes) -> str:
    kind = TYPES[name.rpartition(".")[2]]
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _story(found: Record) -> list[dict[str, object]]:
    return [_told(entry, found) for entry in found.entries]


def _told(entry: Entry, found: Record) -> dict[str, object]:
    kind = event_class(entry.event)
    title = kind.words if kind is not None and issubclass(kind, ReportEvent) else entry.event
    heading = entry.data.get("heading")
    names = {one.code: one.name for one in outline.written_headings(found.report.kind)}
    said = [names.get(str(heading), "") if heading else "", str(entry.data.get("reason", ""))]
    by = f"{entry.actor_name}, {entry.actor_unit}" if entry.actor_unit else entry.actor_name
    return {"title": title, "at": entry.at, "by": by, "text": ". ".join(one for one in said if one)}
