"""Give a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Invalid
from xaso.modules.org import queries as org
from xaso.modules.org.access import officer_page
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS, GIVERS, may_give_to
from ..forms.tasks import GiveForm
from ..models import Activity, Task
from ..queries.money import active_lines
from ..queries.tasks_steering import activity
from ..services.tasks_giving import TaskIn, give
from .task_action import add_problems
from .task_frame import section_nav

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@officer_page(*GIVERS)
def give_task(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Ask for the task and give it; ?hoat-dong=CODE fills in an activity of the plan."""
    source = activity(request.GET.get("hoat-dong", ""))
    form = _form(request, officer, source)
    if request.method == "POST" and form.is_valid():
        try:
            task = give(TaskIn(activity=source, **form.cleaned_data), by=officer, at=request.now)
        except Invalid as refusal:
            add_problems(form, refusal.problems)
        else:
            messages.success(request, f"Đã giao nhiệm vụ {task.code} cho {task.lead.name}.")
            return redirect("tasks_desk:record", task.code)
    context = {
        "form": form,
        "source": source,
        "default_days": org.setting("plan.default_deadline_days"),
        "sub_nav": section_nav(officer, "tasks_desk:give") if officer.has_role(*FOLLOWERS) else [],
    }
    return render(request, "plan/tasks/give.html", context, status=422 if form.errors else 200)


def _form(request: TimedRequest, officer: Officer, source: Activity | None) -> GiveForm:
    units = org.units()
    return GiveForm(
        request.POST or None,
        leads=[one for one in units if may_give_to(officer, one.pk)],
        units=units,
        officers=list(org.officers()),
        lines=active_lines(),
        needs_deadline=not org.setting("plan.default_deadline_days"),
        initial=_initial(source) if source else {"origin": Task.Origin.LEADER},
    )


def _initial(source: Activity) -> dict[str, Any]:
    line = getattr(source, "budget_line", None)
    return {
        "name": source.name,
        "kind": source.kind,
        "product_type": source.output,
        "origin": Task.Origin.ACTIVITY,
        "origin_words": f"{source.code}, {source.plan.name}"[:300],
        "coordinators": [one.code for one in source.coordinators.all()],
        "budget_line": line.code if line else "",
    }
