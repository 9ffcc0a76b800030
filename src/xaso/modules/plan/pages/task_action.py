"""One small page for each thing an officer can do to a task. What was typed and sent survives every
refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Invalid, Missing, Problem, Refusal
from xaso.modules.org.access import officer_page
from xaso.platform.files.held import HeldFile
from xaso.platform.ui.middleware import TimedRequest

from .. import access
from ..access import WORKERS
from ..queries import tasks
from .task_deeds import BY_SLUG, Deed, Doing, make_form
from .task_desk import record_context
from .task_frame import max_mb, sent_file

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

    from ..models import Task


@officer_page(*WORKERS)
def act(request: TimedRequest, officer: Officer, code: str, deed: str) -> HttpResponse:
    """Ask what the action needs; on POST do it, or say why not with everything still there."""
    task = tasks.seen_task(officer, code)
    found = BY_SLUG.get(deed)
    if found is None:
        raise Missing
    if request.method != "POST":
        if not access.can(officer, task, found.code):
            raise Missing("Việc này không còn làm được. Mở nhiệm vụ để xem việc tiếp theo.")
        form = make_form(found, task, size=max_mb(), initial={"seen": task.revision})
        return _page(request, officer, task, found, form)
    file = sent_file(request, officer) if found.has_file else None
    is_held = file is not None and file.stored is not None
    form = make_form(found, task, size=max_mb(), is_held=is_held, data=request.POST, files=request.FILES)
    facts = {"by": officer, "at": request.now}
    refusal = _do(Doing(task, form, file.stored if file else None, facts), found, file)
    if refusal is None and not form.errors:
        messages.success(request, found.done)
        return redirect("tasks_desk:record", code)
    return _page(request, officer, task, found, form, refusal=refusal, file=file)


def _do(doing: Doing, deed: Deed, file: HeldFile | None) -> Refusal | None:
    """Do it; a refusal that names boxes goes to the form, any other is returned."""
    form = doing.form
    if file is not None and file.problem is not None:
        add_problems(form, [file.problem])
    if not form.is_valid():
        return None
    doing.facts["seen"] = form.cleaned_data["seen"]
    try:
        deed.run(doing)
    except Invalid as refusal:
        if not refusal.problems:
            return refusal
        add_problems(form, refusal.problems)
    except Missing:
        raise
    except Refusal as refusal:
        return refusal
    return None


def add_problems(form: Form, problems: list[Problem]) -> None:
    """Put each problem beside its box, or above the form."""
    for one in problems:
        form.add_error(one.field if one.field in form.fields else None, one.sentence)


def _page(
    request: TimedRequest,
    officer: Officer,
    task: Task,
    deed: Deed,
    form: Form,
    *,
    refusal: Refusal | None = None,
    file: HeldFile | None = None,
) -> HttpResponse:
    """The page, on the task as it is now: after a refusal the form carries the fresh revision."""
    record = tasks.task_record(officer, task.code, now=request.now)
    context: dict[str, Any] = {
        **record_context(record, officer),
        "deed": deed,
        "form": form,
        "seen": record.task.revision if refusal else form["seen"].value(),
        "is_open": any(one.code == deed.code for one in record.actions),
        "refusal": refusal,
        "held": file.held if file else None,
    }
    failed = refusal is not None or bool(form.errors)
    status = refusal.status if refusal else 422 if failed else 200
    return render(request, "plan/tasks/action.html", context, status=status)
