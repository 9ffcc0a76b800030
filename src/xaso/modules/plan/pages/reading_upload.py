"""Hand in the file of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from xaso.kernel.errors import Refusal
from xaso.modules.org.access import Role, officer_page
from xaso.platform.files.refusals import FileRefused, ScannerDown
from xaso.platform.ui.middleware import TimedRequest

from ..forms.reading import NEW_PLAN, UploadForm
from ..queries import readings
from ..reading import UnreadablePlan
from ..reading.lifecycle import State
from ..services.reading_intake import upload_plan

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(Role.PLAN_OWNER)
def upload(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Take the file; a small one is read at once, a large one in the background with its progress shown."""
    plans = readings.all_plans()
    initial = {"plan": plans[0].code if plans else NEW_PLAN}
    form = UploadForm(request.POST or None, request.FILES or None, plans=plans, initial=initial)
    if request.method != "POST":
        return render(request, "plan/reading/upload.html", {"form": form})
    if form.is_valid():
        try:
            return _taken(request, form, officer)
        except (FileRefused, UnreadablePlan, ScannerDown) as refusal:
            _refuse(form, refusal)
    return render(request, "plan/reading/upload.html", {"form": form}, status=422)


def _taken(request: TimedRequest, form: UploadForm, officer: Officer) -> HttpResponse:
    data = form.cleaned_data
    reading = upload_plan(
        upload=data["file"],
        plan=readings.plan_of_code(data["plan"]) if data["plan"] != NEW_PLAN else None,
        title=data["title"],
        by=officer,
        at=request.now,
    )
    if reading.state == State.QUEUED:
        return HttpResponseRedirect(reverse("jobs:progress", args=[reading.job_id]))
    messages.success(request, "Đã đọc xong tệp. Xem từng chỉ tiêu và từng chỗ cần xem lại.")
    return HttpResponseRedirect(reverse("plan_reading:reading", args=[reading.public_id]))


def _refuse(form: UploadForm, refusal: Refusal) -> None:
    form.add_error("file", refusal.sentence)
