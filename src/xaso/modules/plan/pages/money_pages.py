"""The plan's money: the whole, one line, entering and striking out an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Missing, Refusal
from xaso.kernel.paging import page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.files import services as files
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS, may_enter_money
from ..forms.money import MoneyForm, StrikeForm
from ..models import MoneyEntry, Plan
from ..queries import money
from ..queries.tasks import timing_of
from ..queries.tasks_steering import plan_followed
from ..services.money import MoneyIn, enter_money, strike_money
from .task_action import add_problems
from .task_desk import as_file
from .task_frame import max_mb, section_nav, sent_file

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COLUMNS = (
    "Dòng kinh phí", "Tên", "Năm", "Nguồn", "Bước", "Số tiền (đồng)", "Ngày chứng từ", "Căn cứ", "Nhiệm vụ",
    "Người nhập", "Nhập lúc", "Gạch bỏ lúc", "Lý do gạch bỏ",
)  # fmt: skip


@officer_page(*FOLLOWERS)
def overview(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show planned, allotted and spent by source and year, and the lines beside their work."""
    plan = _plan()
    year = _year(request, plan)
    context = {
        "plan": plan,
        "table": money.money_table(plan),
        "page": money.line_page(plan, page_number(request.GET.get("trang")), year=year),
        "year": year,
        "sub_nav": section_nav(officer, "money:overview"),
    }
    return render(request, "plan/money/overview.html", context)


@officer_page(*FOLLOWERS)
def export(request: TimedRequest, officer: Officer, kind: str) -> HttpResponse:
    """Give every entry as a file, struck ones included."""
    plan = _plan()
    rows = [_cells(one) for one in money.money_entries(plan)]
    name = f"kinh-phi-{local_date(request.now):%Y%m%d}"
    return as_file("Kinh phí thực hiện kế hoạch", COLUMNS, rows, name, kind)


@officer_page(*FOLLOWERS)
def line(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show one line with its entries."""
    record = money.line_record(
        code,
        page_number(request.GET.get("trang")),
        tasks_page=page_number(request.GET.get("trang_nv")),
    )
    today = local_date(request.now)
    context = {
        "record": record,
        "tasks": [(one, timing_of(one.task, today)) for one in record.by_task.rows],
        "sub_nav": section_nav(officer, "money:overview"),
        "enters": may_enter_money(officer),
    }
    return render(request, "plan/money/line.html", context)


@officer_page(Role.PLAN_OWNER)
def enter(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask for an amount with its paper, and keep it."""
    row = money.money_line(code)
    years = list(range(row.plan.year_from, row.plan.year_to + 1))
    tasks = money.tasks_of_line(row)
    form = MoneyForm(
        request.POST or None, request.FILES or None, years=years, tasks=tasks, size=max_mb(),
        initial={"year": local_date(request.now).year},
    )  # fmt: skip
    file = sent_file(request, officer)
    if request.method == "POST":
        if file.problem is not None:
            add_problems(form, [file.problem])
        if form.is_valid():
            said = {name: value for name, value in form.cleaned_data.items() if name != "upload"}
            try:
                enter_money(MoneyIn(line=row, file=file.stored, **said), by=officer, at=request.now)
            except Invalid as refusal:
                add_problems(form, refusal.problems)
            else:
                messages.success(request, "Đã ghi số tiền.")
                if words := money.beyond_of(row, said["year"]):
                    messages.warning(request, f"Năm {said['year']} dòng này {words}. Xem lại nếu chưa đúng.")
                return redirect("money:line", code)
    context = {
        "form": form,
        "line": row,
        "held": file.held,
        "sub_nav": section_nav(officer, "money:overview"),
    }
    return render(request, "plan/money/enter.html", context, status=422 if form.errors else 200)


@officer_page(Role.PLAN_OWNER)
def strike(request: TimedRequest, officer: Officer, code: str, key: int) -> HttpResponse:
    """Ask why an amount is struck out, and strike it."""
    entry = money.money_entry(code, key)
    form = StrikeForm(request.POST or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            strike_money(entry=entry, reason=form.cleaned_data["reason"], by=officer, at=request.now)
        except Invalid as problem:
            add_problems(form, problem.problems)
        except Refusal as problem:
            refusal = problem
        else:
            messages.success(request, "Đã gạch bỏ số tiền.")
            return redirect("money:line", code)
    context = {
        "form": form,
        "entry": entry,
        "refusal": refusal,
        "sub_nav": section_nav(officer, "money:overview"),
    }
    status = refusal.status if refusal else 422 if form.errors else 200
    return render(request, "plan/money/strike.html", context, status=status)


@officer_page(*FOLLOWERS)
def paper(request: TimedRequest, officer: Officer, code: str, key: int) -> HttpResponseBase:
    """Give the paper behind an amount."""
    entry = money.money_entry(code, key)
    if entry.file is None:
        raise Missing("Số tiền này không kèm bản chụp.")
    return files.response(entry.file, inline=True)


def _plan() -> Plan:
    plan = plan_followed()
    if plan is None:
        raise Missing("Chưa có kế hoạch nào. Nạp gói dữ liệu của xã trước.")
    return plan


def _year(request: TimedRequest, plan: Plan) -> int | None:
    """The year in the address; None for the whole span, also for a year that is none of the plan's."""
    text = request.GET.get("nam", "")
    years = {str(year): year for year in range(plan.year_from, plan.year_to + 1)}
    return years.get(text)


def _cells(one: MoneyEntry) -> tuple[object, ...]:
    return (
        one.line.code, one.line.name, one.year, one.get_source_display(), one.get_step_display(), one.amount,
        one.on, one.basis, one.task.code if one.task else "", one.entered_by.full_name, one.entered_at,
        one.struck_at, one.struck_reason,
    )  # fmt: skip
