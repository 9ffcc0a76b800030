"""Tasks of the whole commune: rates per office, the weekly list, the activities of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.paging import PAGE_SIZE, Page, page_number
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS, may_give, may_set_up
from ..forms.tasks import FollowForm, LeadForm
from ..queries import tasks_steering as steering
from ..services import naming_leads
from ..services.obligations import follow_from, open_due
from .task_action import add_problems
from .task_desk import as_file
from .task_frame import asked_year, section_nav

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COLUMNS = (
    "Đơn vị", "Nhiệm vụ có hạn trong năm", "Hoàn thành", "Chưa xong", "Quá hạn", "Đã lùi hạn", "Đến lúc xét",
    "Đúng hạn", "Tỷ lệ đúng hạn", "Đến lúc xét theo hạn ban đầu",
    "Đúng hạn ban đầu", "Tỷ lệ theo hạn ban đầu",
)  # fmt: skip


@officer_page(*FOLLOWERS)
def overview(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show how each office's tasks of a year stand, by both deadlines."""
    year = asked_year(request)
    context = {
        "found": steering.year_of_tasks(year, today=local_date(request.now)),
        "years": steering.task_years(),
        "sub_nav": section_nav(officer, "tasks:overview"),
        "gives": may_give(officer),
        "sees_all": officer.has_role(Role.LEADER, Role.PLAN_OWNER),
    }
    return render(request, "plan/tasks/overview.html", context)


@officer_page(*FOLLOWERS)
def overview_export(request: TimedRequest, officer: Officer, kind: str) -> HttpResponse:
    """Give the same table as a file."""
    year = asked_year(request)
    found = steering.year_of_tasks(year, today=local_date(request.now))
    rows = [_cells(one) for one in [*found.offices, found.whole]]
    return as_file(f"Nhiệm vụ các đơn vị năm {year}", COLUMNS, rows, f"nhiem-vu-don-vi-{year}", kind)


@officer_page(*FOLLOWERS)
def week(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show what to ask each office this week."""
    context = {
        "offices": steering.week_of_tasks(today=local_date(request.now)),
        "sub_nav": section_nav(officer, "tasks:week"),
    }
    return render(request, "plan/tasks/week.html", context)


@officer_page(*FOLLOWERS)
def activities(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the recurring activities of the plan with their rhythm and their tasks of a year."""
    year = asked_year(request)
    rows = steering.activities(year, today=local_date(request.now))
    number = page_number(request.GET.get("trang"))
    start = (number - 1) * PAGE_SIZE
    context = {
        "year": year,
        "years": steering.task_years(),
        "page": Page.cut(rows[start : start + PAGE_SIZE + 1], number, total=len(rows)),
        "sub_nav": section_nav(officer, "tasks:activities"),
        "silent": [row for row in rows if row.why_not],
        "sets_up": may_set_up(officer),
        "gives": may_give(officer),
    }
    return render(request, "plan/tasks/activities.html", context)


@officer_page(Role.PLAN_OWNER)
def follow(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Say from which day activities open tasks, and open those at once."""
    plan = steering.plan_followed()
    if plan is None:
        raise Missing("Chưa có hoạt động nào của kế hoạch. Nạp gói dữ liệu của xã trước.")
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            follow_from(plan=plan, day=form.cleaned_data["day"], by=officer, at=request.now)
        except Invalid as refusal:
            add_problems(form, refusal.problems)
        else:
            opened = open_due(at=request.now)
            messages.success(request, f"Đã đặt ngày theo dõi. Mở thêm {len(opened)} nhiệm vụ đến kỳ.")
            return redirect("tasks:activities")
    context = {"form": form, "plan": plan, "sub_nav": section_nav(officer, "tasks:activities")}
    return render(request, "plan/tasks/follow.html", context, status=422 if form.errors else 200)


@officer_page(Role.PLAN_OWNER)
def name_lead(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Name the office that leads an activity for which the plan names none; what is due opens at once."""
    activity = steering.leaderless(code)
    form = LeadForm(request.POST or None, units=org.units())
    if request.method == "POST" and form.is_valid():
        naming_leads.name_lead(activity=activity, by=officer, at=request.now, **form.cleaned_data)
        opened = open_due(at=request.now, plan=activity.plan)
        messages.success(request, f"Đã ghi đơn vị chủ trì. Mở thêm {len(opened)} nhiệm vụ đến kỳ.")
        return redirect("tasks:activities")
    context = {"form": form, "activity": activity, "sub_nav": section_nav(officer, "tasks:activities")}
    return render(request, "plan/tasks/name_lead.html", context, status=422 if form.errors else 200)


def _cells(one: steering.OfficeTasks) -> tuple[object, ...]:
    return (
        one.name, one.total, one.done, one.open, one.overdue, one.extended, one.rates.due, one.rates.in_time,
        one.rates.words, one.rates.due_first, one.rates.in_time_first, one.rates.first_words,
    )  # fmt: skip
