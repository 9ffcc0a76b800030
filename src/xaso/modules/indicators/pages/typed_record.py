"""One typed figure: what it says and on what evidence, what happened to it, what may be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from xaso.kernel.errors import Invalid, Missing, Refusal
from xaso.modules.org.access import officer_page
from xaso.platform.files import services as files
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, problem_links

from .. import access
from ..forms.typed import ReasonForm
from ..lifecycle import Move
from ..models import TypedFigure
from ..queries import figure as figures
from ..services import typing

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

DONE = {
    Move.SEND: "Đã gửi duyệt.",
    Move.TAKE_BACK: "Đã lấy lại. Số liệu là bản nháp.",
    Move.APPROVE: "Đã duyệt. Số liệu lên bảng điều hành.",
    Move.RETURN: "Đã trả lại cho người nhập.",
    Move.DROP: "Đã bỏ số liệu này.",
}


@officer_page()
def record(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """Show one typed figure."""
    return _page(request, officer, number)


@require_POST
@officer_page()
def act(request: TimedRequest, officer: Officer, number: int, deed: str) -> HttpResponse:
    """Do one thing to the figure, or show it as it is now with the reason why not."""
    figure = figures.seen_figure(officer, number)
    move = access.BY_CODE.get(deed)
    if move is None:
        raise Missing
    form = ReasonForm(request.POST)
    form.is_valid()
    seen = form.cleaned_data.get("seen")
    try:
        _deeds(form.cleaned_data.get("reason", ""))[move](
            figure=figure, by=officer, at=request.now, seen=-1 if seen is None else seen
        )
    except Invalid as refusal:
        links = problem_links(refusal.problems) or [ErrorLink(refusal.sentence)]
        return _page(request, officer, number, form=form, errors=links, status=refusal.status)
    except Missing:
        raise
    except Refusal as refusal:
        links = [ErrorLink(refusal.sentence)]
        return _page(request, officer, number, form=form, errors=links, status=refusal.status)
    messages.success(request, DONE[move])
    return redirect("typed:record", number)


@officer_page()
def evidence(request: TimedRequest, officer: Officer, number: int) -> HttpResponseBase:
    """Give the evidence of a figure, shown in the browser where that is safe."""
    figure = figures.seen_figure(officer, number)
    if figure.evidence is None:
        raise Missing("Số liệu này chưa có minh chứng.")
    return files.response(figure.evidence, inline=True)


def _deeds(reason: str) -> dict[Move, Callable[..., TypedFigure]]:
    def send_back(**given: object) -> TypedFigure:
        return typing.send_back(reason=reason, **given)  # type: ignore[arg-type]

    return {
        Move.SEND: typing.send,
        Move.TAKE_BACK: typing.take_back,
        Move.APPROVE: typing.approve,
        Move.DROP: typing.drop,
        Move.RETURN: send_back,
    }


def _page(
    request: TimedRequest,
    officer: Officer,
    number: int,
    *,
    form: ReasonForm | None = None,
    errors: list[ErrorLink] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = figures.figure_page(officer, number, request.now)
    context = {
        "found": found,
        "form": form or ReasonForm(initial={"seen": found.figure.revision}),
        "errors": errors or [],
    }
    return render(request, "indicators/typed/record.html", context, status=status)
