"""Public tracking: code and state, for whoever knows the code and a second fact."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from xaso.platform.identity.answers import address_of
from xaso.platform.identity.services import throttle
from xaso.platform.ui.middleware import TimedRequest

from ..forms.people import TrackForm
from ..queries import NotTracked, TrackView
from ..queries import track as look_up


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: TimedRequest) -> HttpResponse:
    """Ask for the code (filled in from a QR) and the second fact; show code and state, nothing else."""
    if request.method != "POST":
        form = TrackForm(initial={"code": request.GET.get("ma", "")[:40]})
        return _page(request, form, None, 200)
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _page(request, form, None, 422)
    code, fact = form.cleaned_data["code"], form.cleaned_data["second_fact"]
    try:
        attempt = throttle.start(
            kind="track", username=code.strip().upper(), address=address_of(request), at=request.now
        )
        found = look_up(code, fact)
    except (NotTracked, throttle.TooManyTries) as refused:
        form.add_error(None, refused.sentence)
        return _page(request, form, None, refused.status)
    throttle.succeed(attempt)
    return _page(request, form, found, 200)


def _page(request: TimedRequest, form: TrackForm, found: TrackView | None, status: int) -> HttpResponse:
    answer = render(request, "dossiers/people/track.html", {"form": form, "found": found}, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer
