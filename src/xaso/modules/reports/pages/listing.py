"""The list of reports, and opening one for a closed period."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import page_number
from xaso.platform.ui.middleware import TimedRequest

from .. import access, queries
from ..forms import OpenForm
from ..lifecycle import State
from ..models import Report
from ..queries.listing import choices_of_windows
from ..rules import outline
from ..services.opening import open_report
from .frame import Shown, report_page, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

USUAL_DAYS = timedelta(days=5)


@report_page
def listing(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The reports this officer may see."""
    asked = queries.Filters(
        year=request.GET.get("nam", ""),
        kind=request.GET.get("loai", ""),
        state=request.GET.get("trang-thai", ""),
    )
    context = {
        "page": queries.listing(officer, asked, page_number(request.GET.get("trang"))),
        "filters": asked,
        "kinds": [(one.code, one.name) for one in outline.KINDS],
        "states": State.choices(),
        "may_open": access.may_open_reports(officer),
        "may_read_templates": officer.has_role(*access.STEERS),
    }
    return render(request, "reports/list.html", context)


@report_page
def opening(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Ask which report, for which closed period; on POST open it."""
    if not access.may_open_reports(officer):
        raise Missing
    windows = choices_of_windows()
    shown = Shown()
    if request.method == "POST":
        form = OpenForm(request.POST, windows=windows)
        opened: list[Report] = []
        result = tried(
            form, lambda: opened.append(open_report(**form.cleaned_data, by=officer, at=request.now))
        )
        if result is None:
            messages.success(request, "Đã lập báo cáo và giao phần cho các đơn vị.")
            return redirect("reports:record", opened[0].code)
        shown = result
    else:
        form = OpenForm(initial={"due_on": local_date(request.now) + USUAL_DAYS}, windows=windows)
    context = {
        "form": form,
        "windows": windows,
        "errors": shown.errors(form),
        "refusal": shown.refusal,
        "outlines": [
            (outline.kind_of(f"{subject}-quy").about, one) for subject, one in outline.OUTLINES.items()
        ],
        "profiles": outline.PROFILES,
    }
    return render(request, "reports/open.html", context, status=shown.status)
