"""Rate a returned dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Invalid
from xaso.modules.citizens.access import person_page
from xaso.modules.dossiers import queries as dossiers
from xaso.platform.ui.middleware import TimedRequest

from ..forms import RatingForm
from ..queries import has_rated
from ..rules import may_rate
from ..services import rate as rate_dossier
from ..services.rating import NotReturned, TooLate, check_open

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.dossiers.models import Dossier


@person_page
def rate(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """Ask for the rating, keep it, and thank; a dossier rated before only thanks. Strangers get 404."""
    dossier = dossiers.own_dossier(person, code)
    rated = has_rated(dossier)
    context = {"dossier": dossier, "code": code}
    if rated:
        return render(request, "surveys/thanks.html", context)
    if not may_rate(state=dossier.state, rated=rated):
        raise NotReturned
    check_open(dossier, at=request.now)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rate_dossier(dossier=dossier, by=person, at=request.now, **form.cleaned_data)
        except Invalid as refusal:
            for problem in refusal.problems:
                form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        else:
            return redirect("surveys:rate", code=code)
    return render(request, "surveys/rate.html", {**context, "form": form})


@person_page
def invitation(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """The line on the person's page of the dossier: the link while it may be rated, else why not."""
    dossier = dossiers.own_dossier(person, code)
    words = _words(request, dossier, has_rated(dossier))
    return render(request, "surveys/invitation.html", {"code": code, "words": words})


def _words(request: TimedRequest, dossier: Dossier, rated: bool) -> str:
    """Why there is nothing to rate; empty while there is."""
    if rated:
        return "Bà con đã đánh giá hồ sơ này. Cảm ơn bà con."
    if not may_rate(state=dossier.state, rated=rated):
        return "Nhận kết quả xong, bà con đánh giá phục vụ tại đây."
    try:
        check_open(dossier, at=request.now)
    except TooLate as late:
        return late.sentence
    return ""
