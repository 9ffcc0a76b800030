"""Tasks at the desk: the list, one task, its products, the list as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from xaso.kernel.clock import local_date
from xaso.kernel.paging import page_number
from xaso.kernel.wording import moment_words
from xaso.modules.org import queries as org
from xaso.modules.org.access import officer_page
from xaso.platform.files import services as files
from xaso.platform.papers import tables
from xaso.platform.ui.context import NavItem
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS, WORKERS, may_give
from ..forms.tasks import TaskFilterForm
from ..queries import tasks
from ..queries.tasks_steering import task_years
from ..queries.tasks_story import story
from .task_deeds import BY_CODE

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COLUMNS = (
    "Mã", "Nhiệm vụ", "Loại", "Sản phẩm", "Đơn vị chủ trì", "Người làm", "Người giao", "Nguồn giao",
    "Ngày giao",
    "Hạn ban đầu", "Hạn", "Ngày gửi sản phẩm", "Trạng thái", "Theo hạn",
)  # fmt: skip
PRESETS = (
    ("", "Tất cả"),
    ("cua=me&nhom=open", "Giao cho tôi"),
    ("cua=unit&nhom=open", "Đơn vị tôi"),
    ("cua=given&nhom=open", "Tôi giao"),
    ("han=overdue", "Quá hạn"),
    ("nhom=waiting", "Chờ xác nhận"),
)


@officer_page(*WORKERS)
def task_list(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the tasks the officer may see."""
    form = _form(request)
    filters = form.filters(request.GET.get("xep", ""))
    here = request.GET.urlencode()
    context = {
        "page": tasks.task_list(officer, filters, page_number(request.GET.get("trang")), now=request.now),
        "form": form,
        "chosen": form.chosen(),
        "sort": filters.sort,
        "sorts": [(code, words) for code, (words, _) in tasks.SORTS.items()],
        "sub_nav": [NavItem(f"?{query}", words, current=query == here) for query, words in PRESETS],
        "gives": may_give(officer),
        "export_cap": tasks.EXPORT_CAP,
        "query": here,
    }
    return render(request, "plan/tasks/list.html", context)


@officer_page(*WORKERS)
def task_export(request: TimedRequest, officer: Officer, kind: str) -> HttpResponse:
    """Give the filtered list as a file."""
    filters = _form(request).filters(request.GET.get("xep", ""))
    rows = [_cells(row) for row in tasks.task_export(officer, filters, now=request.now)]
    title = f"Danh sách nhiệm vụ, lập lúc {moment_words(request.now)}"
    if len(rows) >= tasks.EXPORT_CAP:
        rows.append((f"Tệp dừng ở {tasks.EXPORT_CAP} dòng. Lọc hẹp lại để lấy phần còn lại.",))
    return as_file(title, COLUMNS, rows, f"nhiem-vu-{local_date(request.now):%Y%m%d}", kind)


def as_file(
    title: str, columns: tuple[str, ...], rows: list[tuple[object, ...]], name: str, kind: str
) -> HttpResponse:
    """A table as CSV or Excel, kept by no cache."""
    if kind == "csv":
        answer = HttpResponse(b"".join(tables.csv(columns, rows)), content_type=tables.CSV_TYPE)
    else:
        answer = HttpResponse(tables.xlsx(title, columns, rows), content_type=tables.XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@officer_page(*WORKERS)
def task_record(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show one task, with exactly what this officer may do now."""
    found = tasks.task_record(officer, code, now=request.now)
    return render(request, "plan/tasks/record.html", record_context(found, officer))


def record_context(found: tasks.TaskRecord, officer: Officer) -> dict[str, object]:
    """What the record's template is given."""
    return {
        "record": found,
        "task": found.task,
        "row": found.row,
        "deeds": [(action, BY_CODE[action.code]) for action in found.actions],
        "story": story(found.task),
        "reads_plan": officer.has_role(*FOLLOWERS),
    }


@officer_page(*WORKERS)
def product_file(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponseBase:
    """Give the file of one product."""
    return files.response(tasks.task_product(officer, code, number).file, inline=True)


def _form(request: TimedRequest) -> TaskFilterForm:
    return TaskFilterForm(request.GET, units=org.units(), years=task_years())


def _cells(row: tasks.TaskRow) -> tuple[object, ...]:
    return (
        row.code, row.name, row.kind, row.product_type, row.lead, row.assignee, row.giver, row.origin,
        row.given_on, row.first_deadline, row.deadline, row.finished_on, row.state.words, row.timing.words,
    )  # fmt: skip
