"""One small page for each thing an officer can do to a dossier. What was typed survives every refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Invalid, Missing, Problem, Refusal
from xaso.modules.org.access import officer_page
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors

from .. import access, queries
from ..queries.electronic import is_approved_by_signing
from .desk_deeds import BY_CODE, Deed, Doing, Scene
from .desk_record import log_reading, record_context
from .desk_uploads import Kept, Uploads

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass
class Shown:
    """What the page says after a refusal: the sentence, the problems of its boxes, the files kept."""

    refusal: Refusal | None = None
    problems: list[Problem] = field(default_factory=list)
    kept: dict[str, list[Kept]] = field(default_factory=dict)
    status: int = 200


@officer_page()
def action(request: TimedRequest, officer: Officer, code: str, deed: str) -> HttpResponse:
    """Ask what the action needs; on POST do it, or say why not with everything still there."""
    now = request.now
    scene = Scene(queries.seen_dossier(officer, code), officer, now)
    task = BY_CODE[deed]
    if request.method != "POST":
        if not access.can(officer, scene.dossier, deed):
            raise Missing("Việc này không còn làm được với hồ sơ này. Mở hồ sơ để xem việc tiếp theo.")
        if deed == "approve" and is_approved_by_signing(scene.dossier):
            return redirect("dossiers_desk:copies_waiting")
        return _page(request, scene, task, task.make_form(scene), Shown())
    form = task.make_form(scene, request.POST, request.FILES)
    uploads = Uploads(request, officer, now)
    shown = _do(Doing(scene, form, uploads), task)
    if shown is None:
        uploads.drop()
        messages.success(request, task.done)
        return redirect("dossiers_desk:record", code)
    shown.kept, lost = uploads.hold(task.files, many=task.many_files)
    shown.problems += [one for one in lost if one not in shown.problems]
    return _page(request, scene, task, form, shown)


def _do(doing: Doing, task: Deed) -> Shown | None:
    """Do it. Nothing when it is done; else what to show."""
    if not doing.form.is_valid():
        return Shown(status=422)
    try:
        task.run(doing)
    except Invalid as refusal:
        return Shown(_unless_told(refusal), list(refusal.problems), status=refusal.status)
    except Missing:
        raise
    except Refusal as refusal:
        return Shown(refusal, status=refusal.status)
    return None


def _unless_told(refusal: Invalid) -> Refusal | None:
    """A refusal whose problems say it all needs no sentence of its own."""
    return None if refusal.problems else refusal


def _page(request: TimedRequest, scene: Scene, task: Deed, form: BaseForm, shown: Shown) -> HttpResponse:
    """The page, on the record as it is now: after a refusal the form carries the fresh revision."""
    found = queries.record(scene.officer, scene.dossier.code, now=scene.at)
    blocked = getattr(form, "blocked", "")
    is_open = any(one.code == task.code for one in found.actions) and not blocked
    log_reading(request, scene.officer, found.dossier, task.title, scene.at)
    context: dict[str, Any] = {
        **record_context(found),
        "deed": task,
        "form": form,
        "seen": found.seen if shown.refusal else form["seen"].value(),
        "is_open": is_open,
        "blocked": blocked,
        "refusal": shown.refusal,
        "errors": _errors(form, shown.problems),
        "box_errors": {one.field: one.sentence for one in shown.problems},
        "kept": shown.kept,
        "typed": [] if is_open else list(_typed(form)),
    }
    return render(request, f"dossiers/desk/{task.template}.html", context, status=shown.status)


def _errors(form: BaseForm, problems: Iterable[Problem]) -> list[ErrorLink]:
    """The errors of the form and the problems the service found, each once, with the box to go to."""
    links = form_errors(form) if form.is_bound else []
    for one in problems:
        box = f"#id_{one.field}" if one.field in form.fields else ""
        links.append(ErrorLink(one.sentence, box))
    return links


def _typed(form: BaseForm) -> Iterable[tuple[str, str]]:
    """What was typed, to copy by hand when the action is gone."""
    if not form.is_bound:
        return
    for bound in form:
        value = bound.value()
        if isinstance(value, str) and value.strip() and bound.html_name != "seen":
            yield str(bound.label), value
