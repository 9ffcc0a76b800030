"""Officers' pages: how far each record is verified, and where a procedure is filed."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.kernel.paging import page_number
from xaso.modules.org.access import officer_page
from xaso.modules.payments.queries.fees import rates_of
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.access import may_set_filing_place
from xaso.modules.procedures.forms import FilingPlaceForm
from xaso.modules.procedures.pages import wording
from xaso.modules.procedures.pages.frame import sub_nav
from xaso.modules.procedures.pages.version_words import entry_words
from xaso.platform.journal.queries import timeline
from xaso.platform.ui.middleware import TimedRequest

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

LONGEST_SEARCH = 120
STATES = (("verified", "Đã kiểm chứng"), ("partial", "Còn chỗ chưa kiểm chứng"))


@require_safe
@officer_page()
def listing(request: TimedRequest, officer: "Officer") -> HttpResponse:
    """The catalogue with verification states, 20 a page."""
    filters = queries.Filters(
        text=request.GET.get("q", "")[:LONGEST_SEARCH].strip(),
        field=request.GET.get("linh-vuc", ""),
        place=request.GET.get("noi-nop", ""),
        state=request.GET.get("kiem-chung", ""),
    )
    today = local_date(request.now)
    page = queries.officers_catalogue(filters, page_number(request.GET.get("trang")), on=today)
    context = {
        "page": page,
        "filters": filters,
        "rows": [
            (version, wording.time_fact(version), wording.place_badge(version)) for version in page.rows
        ],
        "fields": queries.fields(),
        "places": queries.filing_places(),
        "states": STATES,
        "keeps": may_set_filing_place(officer),
        "counts": queries.state_counts(today),
        "sub_nav": sub_nav("procedures_desk:list"),
    }
    return render(request, "procedures/desk_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page()
def record(request: TimedRequest, officer: "Officer", code: str) -> HttpResponse:
    """One procedure's record: doubts, history, and the place of filing, which keepers may change."""
    today = local_date(request.now)
    version = queries.version_page(code, today)
    procedure = version.procedure
    may_set = may_set_filing_place(officer)
    form = FilingPlaceForm(
        request.POST or None, initial={"place": procedure.filing_place, "note": procedure.filing_note}
    )
    status = 200
    if request.method == "POST" and may_set:
        status = 422
        if form.is_valid():
            try:
                services.set_filing_place(
                    procedure=procedure, **form.cleaned_data, by=officer, at=request.now
                )
            except Invalid as refused:
                form.add_error("note", refused.sentence)
            else:
                messages.success(request, "Đã ghi nơi nộp của thủ tục.")
                return HttpResponseRedirect(reverse("procedures_desk:record", args=[code]))
    context = {
        "version": version,
        "procedure": procedure,
        "time": wording.time_fact(version),
        "fee": wording.fee_fact(version, rates_of(code, on=today)),
        "flags": wording.flag_words(version),
        "state_words": wording.state_words(version),
        "form": form if may_set else None,
        "steps": queries.route_steps(version),
        "history": queries.versions_of(procedure),
        "entries": [(entry, entry_words(entry.data)) for entry in timeline(f"procedure:{code}")],
    }
    return render(request, "procedures/desk_record.html", context, status=status)
