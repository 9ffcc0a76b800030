"""Officers' pages of published fee tables: the list, one table by its versions, its file, two compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import page_number
from xaso.modules.org.access import officer_page
from xaso.modules.payments.queries import tariffs
from xaso.modules.payments.queries.fee_file import file_of
from xaso.modules.payments.services import fee_drafting
from xaso.platform.papers.tables import XLSX_TYPE
from xaso.platform.ui.middleware import TimedRequest

from ..access import may_keep_catalogue
from ..forms.fees import NewTableForm, day_of
from ..queries import fee_use
from .fee_words import change_rows, item_rows, journal_rows
from .frame import Shown, keeper_page, sub_nav, tried

if TYPE_CHECKING:
    from datetime import date

    from xaso.modules.org.models import Officer
    from xaso.modules.payments.models import FeeDraft, FeeTable

HERE = "procedures_desk:fee_tables"
LONGEST_SEARCH = 120


@require_safe
@officer_page()
def listing(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The tables, 20 a page, by words and by state; keepers see what is being written and what lacks."""
    today, keeps = local_date(request.now), may_keep_catalogue(officer)
    words, state = request.GET.get("q", "")[:LONGEST_SEARCH].strip(), request.GET.get("tt", "")
    page = tariffs.table_list(page_number(request.GET.get("trang")), words=words, state=state, on=today)
    context = {
        "page": page,
        "words": words,
        "state": state,
        "states": [("", "Tất cả"), *tariffs.STATES.items()],
        "keeps": keeps,
        "drafts": tariffs.new_drafts() if keeps else [],
        "lacking": fee_use.without_rate(1, on=today).total,
        "sub_nav": sub_nav(HERE),
    }
    return render(request, "procedures/fees/list.html", context)


@require_safe
@officer_page()
def gaps(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Procedures whose fee the province sets and no table charges."""
    page = fee_use.without_rate(page_number(request.GET.get("trang")), on=local_date(request.now))
    context = {"page": page, "keeps": may_keep_catalogue(officer)}
    return render(request, "procedures/fees/gaps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def new(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Begin a table under a name."""
    form = NewTableForm(request.POST or None)
    shown = Shown()
    if request.method == "POST":
        made: list[FeeDraft] = []
        failed = tried(
            form,
            lambda: made.append(
                fee_drafting.begin_table(name=form.cleaned_data["name"], by=officer, at=request.now)
            ),
        )
        if failed is None:
            messages.success(request, "Đã lập bản thảo. Ghi văn bản, thêm từng khoản rồi ban hành.")
            return redirect("procedures_desk:fee_head", made[0].code)
        shown = failed
    context = {"form": form, "errors": shown.errors(form)}
    return render(request, "procedures/fees/new.html", context, status=shown.status)


@require_safe
@officer_page()
def record(request: TimedRequest, officer: Officer, code: str, start: str = "") -> HttpResponse:
    """One table: the version that counts today, or the one that begins on a day."""
    today = local_date(request.now)
    table = _version(code, start) if start else tariffs.version_in_force(code, on=today)
    versions = tariffs.versions_of(code)
    items = tariffs.items_of(table)
    context = {
        "table": table,
        "state": tariffs.state_of(table, on=today),
        "states": tariffs.STATES,
        "rows": item_rows(items, fee_use.procedure_names(tariffs.services_of(items))),
        "versions": [(one, tariffs.state_of(one, on=today)) for one in versions],
        "keeps": may_keep_catalogue(officer),
        "draft": tariffs.drafted(code),
        "entries": journal_rows(code),
    }
    return render(request, "procedures/fees/record.html", context)


@require_safe
@officer_page()
def file(request: TimedRequest, officer: Officer, code: str, start: str) -> HttpResponse:
    """A version as Excel."""
    table = _version(code, start)
    return as_file(file_of(table.name, tariffs.items_of(table)), f"bieu-thu-{code}-{start}")


@require_safe
@officer_page()
def compare(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Two versions of a table, side by side in words."""
    versions = tariffs.versions_of(code)
    days = [one.valid_from for one in versions]
    after = _day(request.GET.get("den", ""), days, days[0])
    before = _day(request.GET.get("tu", ""), days, next((day for day in days if day < after), days[-1]))
    older, newer = (tariffs.version(code, day) for day in (before, after))
    context = {
        "versions": versions,
        "older": older,
        "newer": newer,
        "changes": change_rows(tariffs.changes_of(older, newer)),
    }
    return render(request, "procedures/fees/compare.html", context)


@require_POST
@keeper_page
def revise(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Begin the draft of the next version, or go on with the one begun."""
    fee_drafting.revise_table(code=code, by=officer, at=request.now, today=local_date(request.now))
    return redirect("procedures_desk:fee_draft", code)


def as_file(content: bytes, name: str) -> HttpResponse:
    """The answer that hands out an Excel file."""
    answer = HttpResponse(content, content_type=XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _version(code: str, start: str) -> FeeTable:
    day = day_of(start)
    if day is None:
        raise Missing
    return tariffs.version(code, day)


def _day(text: str, days: list[date], otherwise: date) -> date:
    day = day_of(text)
    return day if day in days and day is not None else otherwise
