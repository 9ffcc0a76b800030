"""Is this paper genuine? For whoever holds it; nothing is shown that does not stand on the paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from xaso.kernel.codes import unspelled
from xaso.platform.files.services import digest_of
from xaso.platform.identity.answers import address_of
from xaso.platform.identity.services import throttle
from xaso.platform.ui.fields import FILE_WORDS
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import form_errors

from ..forms.people import ProofForm
from ..queries.proofs import NotProven, ProofView, proof_view

KIND = "proof"


@require_http_methods(["GET", "HEAD", "POST"])
def proofs(request: TimedRequest) -> HttpResponse:
    """Ask for the code on the paper."""
    form = ProofForm(request.POST or None)
    if form.is_valid():
        return redirect("dossiers:proof", unspelled(form.cleaned_data["code"]) or "0")
    errors = form_errors(form) if form.is_bound else []
    return _show(request, status=422 if errors else 200, form=form, errors=errors)


@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: TimedRequest, code: str) -> HttpResponse:
    """Say what the code proves; on POST compare a file with the one that was given."""
    try:
        attempt = throttle.start(
            kind=KIND, username=f"ma:{unspelled(code)}", address=address_of(request), at=request.now
        )
        found = proof_view(code)
    except (NotProven, throttle.TooManyTries) as refused:
        form = ProofForm(initial={"code": code[:40]})
        return _show(request, status=refused.status, form=form, refused=refused)
    throttle.succeed(attempt)
    is_same = _compared(request, found) if request.method == "POST" else None
    return _show(request, found=found, is_same=is_same)


def _compared(request: TimedRequest, found: ProofView) -> bool | None:
    """Whether the file sent is, bit by bit, the one that was given; None when none was sent."""
    sent = request.FILES.get("tep")
    if sent is None or not found.sha256:
        return None
    return digest_of(sent.chunks()) == found.sha256


def _show(request: TimedRequest, *, status: int = 200, **told: object) -> HttpResponse:
    """The page with what is told; what is not told is empty."""
    empty: dict[str, object] = {"found": None, "is_same": None, "refused": None, "form": None, "errors": []}
    context = {**empty, "file_words": FILE_WORDS, **told}
    answer = render(request, "dossiers/people/proof.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer
