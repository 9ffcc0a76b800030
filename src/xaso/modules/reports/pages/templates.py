"""Templates: which are in use, taking one to edit in Word, sending an edited one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, page_number, window
from xaso.platform.files import services as files
from xaso.platform.files.kinds import CONTENT_TYPES
from xaso.platform.measuring.registry import registry
from xaso.platform.ui.middleware import TimedRequest

from .. import access
from ..forms import TemplateForm
from ..models import ReportTemplate
from ..papers.shipped import shipped
from ..rules import outline, words
from ..services import templates as services
from .frame import Shown, steering_page, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SHIPPED = 0


@steering_page
def templates(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Every kind of report in both forms, with the version in use."""
    used: dict[tuple[str, str], ReportTemplate] = {}
    for row in ReportTemplate.objects.filter(withdrawn_at=None).order_by("number"):
        used[row.kind, row.profile] = row
    rows = [
        (kind, [(profile, used.get((kind.code, profile.code))) for profile in outline.PROFILES])
        for kind in outline.KINDS
    ]
    return render(request, "reports/templates.html", {"rows": rows})


@steering_page
def template(request: TimedRequest, officer: Officer, kind: str, profile: str) -> HttpResponse:
    """One template: its versions, and a box to send an edited one; faults are told one by one."""
    of_kind, of_profile = outline.kind_of(kind), outline.profile_of(profile)
    may_add = access.may_open_reports(officer)
    form, shown = TemplateForm(), Shown()
    if request.method == "POST":
        if not may_add:
            raise Missing
        form = TemplateForm(request.POST, request.FILES)
        result = tried(
            form,
            lambda: services.add_template(
                kind=kind, profile=profile, by=officer, at=request.now, **form.cleaned_data
            ),
        )
        if result is None:
            messages.success(request, "Đã nhận mẫu mới. Báo cáo dựng từ giờ dùng mẫu này.")
            return redirect("reports:template", kind, profile)
        shown = result
    rows = ReportTemplate.objects.filter(kind=kind, profile=profile).select_related("file", "added_by")
    context = {
        "kind": of_kind,
        "profile": of_profile,
        "rows": list(rows.order_by("-number")[:20]),
        "used": next((row.number for row in rows.order_by("-number") if row.withdrawn_at is None), SHIPPED),
        "form": form,
        "errors": shown.errors(form),
        "refusal": shown.refusal,
        "may_add": may_add,
    }
    return render(request, "reports/template.html", context, status=shown.status)


@steering_page
def template_file(
    request: TimedRequest, officer: Officer, kind: str, profile: str, number: int
) -> HttpResponseBase:
    """Give a version of a template as Word; 0 is the one the program ships."""
    outline.kind_of(kind)
    outline.profile_of(profile)
    if number != SHIPPED:
        return files.response(_version(kind, profile, number).file)
    answer = HttpResponse(shipped(kind, profile), content_type=CONTENT_TYPES["docx"])
    answer["Content-Disposition"] = files.disposition(f"mau-{kind}-{profile}.docx", inline=False)
    return answer


@steering_page
def template_trial(request: TimedRequest, officer: Officer, kind: str, profile: str) -> HttpResponse:
    """The template in use, filled with the figures closed last, as PDF."""
    outline.kind_of(kind)
    outline.profile_of(profile)
    made = services.trial_pdf(kind=kind, profile=profile, at=request.now)
    answer = HttpResponse(made, content_type=CONTENT_TYPES["pdf"])
    answer["Content-Disposition"] = files.disposition(f"dung-thu-{kind}-{profile}.pdf", inline=True)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@steering_page
def withdraw(request: TimedRequest, officer: Officer, kind: str, profile: str, number: int) -> HttpResponse:
    """Take a version out of use."""
    services.withdraw_template(template=_version(kind, profile, number), by=officer, at=request.now)
    messages.success(request, f"Đã thôi dùng bản {number}.")
    return redirect("reports:template", kind, profile)


@steering_page
def template_words(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The names a template may use, and the codes of every measure, 20 a page."""
    measures = sorted(registry.all(), key=lambda one: one.code)
    number = page_number(request.GET.get("trang"))
    context = {
        "values": words.VALUES.items(),
        "functions": words.FUNCTIONS.items(),
        "page": Page.cut(measures[window(number)], number, total=len(measures)),
    }
    return render(request, "reports/words.html", context)


def _version(kind: str, profile: str, number: int) -> ReportTemplate:
    row = ReportTemplate.objects.select_related("file").filter(kind=kind, profile=profile, number=number)
    found = row.first()
    if found is None:
        raise Missing("Không có bản mẫu này.")
    return found
