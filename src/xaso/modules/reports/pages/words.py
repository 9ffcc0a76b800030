"""The words of a report: writing a part, taking it or giving it back, merging a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Missing
from xaso.modules.indicators.queries import closed
from xaso.platform.ui.middleware import TimedRequest

from .. import access, queries
from ..forms import ReasonForm, SeenForm, TextForm
from ..lifecycle import PartMove, PartState
from ..models import MergedText, Part
from ..queries.listing import label_of
from ..queries.record import figures_to_name, told
from ..rules import outline
from ..services import writing
from ..services.composing import texts_of
from .frame import Shown, report_page, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SEND, ACCEPT, RETURN = "send", "accept", "return"


@report_page
def part(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """Show a part; whoever may writes and sends it, the focal office takes it or gives it back."""
    found = queries.seen_part(officer, code, number)
    form, reason = TextForm(initial={"text": found.text, "seen": found.revision}), _reason_form(found)
    shown = Shown()
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action == ACCEPT:
            result = _accept(officer, found, request)
        elif action == RETURN:
            reason = ReasonForm(request.POST)
            result = _return(officer, found, reason, request)
        else:
            form = TextForm(request.POST)
            result = _write(officer, found, form, action, request)
        if result is None:
            messages.success(request, _DONE.get(action, "Đã lưu. Phần này chưa gửi đầu mối."))
            stays = action not in _DONE
            return redirect("reports:part", code, number) if stays else redirect("reports:record", code)
        shown = result
    return _page(request, officer, queries.seen_part(officer, code, number), form, reason=reason, shown=shown)


_DONE = {
    SEND: "Đã gửi phần của đơn vị cho đầu mối.",
    ACCEPT: "Đã nhận phần của đơn vị.",
    RETURN: "Đã trả lại phần cho đơn vị.",
}


@report_page
def merging(request: TimedRequest, officer: Officer, code: str, heading: str) -> HttpResponse:
    """Merge the words of a heading: the offices' parts beside the box."""
    report = queries.seen_report(officer, code)
    if not access.can_merge(officer, report):
        raise Missing("Lời văn của báo cáo này không gộp được lúc này. Mở báo cáo để xem việc tiếp theo.")
    of_kind = outline.heading_of(report.kind, heading)
    row = MergedText.objects.filter(report=report, heading=heading).first()
    shown = Shown()
    form = TextForm(initial={"text": texts_of(report)[heading], "seen": row.revision if row else 0})
    if request.method == "POST":
        form = TextForm(request.POST)
        result = tried(
            form,
            lambda: writing.merge(
                report=report, heading=heading, by=officer, at=request.now, **form.cleaned_data
            ),
        )
        if result is None:
            messages.success(request, f"Đã gộp lời văn “{of_kind.name}”.")
            return redirect("reports:record", code)
        shown = result
    parts = Part.objects.filter(report=report, heading=heading).select_related("unit").order_by("unit__order")
    period = closed(report.window)
    context = {
        "report": report,
        "heading": of_kind,
        "parts": [(one, told(period, one.text)) for one in parts],
        "row": row,
        "form": form,
        "errors": shown.errors(form),
        "refusal": shown.refusal,
        "figures": figures_to_name(period, report, heading),
        "seen_now": row.revision if row else 0,
        "waiting": PartState.WAITING,
    }
    return render(request, "reports/merge.html", context, status=shown.status)


def _write(officer: Officer, found: Part, form: TextForm, action: str, request: TimedRequest) -> Shown | None:
    deed = writing.send_part if action == SEND else writing.write_part
    return tried(form, lambda: deed(part=found, by=officer, at=request.now, **form.cleaned_data))


def _accept(officer: Officer, found: Part, request: TimedRequest) -> Shown | None:
    form = SeenForm(request.POST)
    return tried(
        form, lambda: writing.accept_part(part=found, by=officer, at=request.now, **form.cleaned_data)
    )


def _return(officer: Officer, found: Part, form: ReasonForm, request: TimedRequest) -> Shown | None:
    return tried(
        form, lambda: writing.return_part(part=found, by=officer, at=request.now, **form.cleaned_data)
    )


def _reason_form(found: Part) -> ReasonForm:
    return ReasonForm(initial={"seen": found.revision})


def _page(
    request: TimedRequest, officer: Officer, found: Part, form: TextForm, *, reason: ReasonForm, shown: Shown
) -> HttpResponse:
    bound = reason if reason.is_bound else form
    period = closed(found.report.window)
    context = {
        "part": found,
        "report": found.report,
        "window": label_of(found.report.window),
        "heading": outline.heading_of(found.report.kind, found.heading),
        "told": told(period, found.text),
        "form": form,
        "reason": reason,
        "errors": shown.errors(bound),
        "refusal": shown.refusal,
        "can_write": access.can_write(officer, found),
        "can_send": access.can_send(officer, found),
        "can_accept": access.can_judge(officer, found, PartMove.ACCEPT),
        "can_return": access.can_judge(officer, found, PartMove.RETURN),
        "figures": figures_to_name(period, found.report, found.heading),
        "state_words": PartState(found.state).words,
    }
    return render(request, "reports/part.html", context, status=shown.status)
