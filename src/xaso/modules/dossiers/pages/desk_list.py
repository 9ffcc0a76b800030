"""The officers' list of dossiers: filter, sort, twenty rows a page, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from xaso.kernel.clock import local_date
from xaso.kernel.money import grouped
from xaso.kernel.paging import page_number
from xaso.kernel.wording import moment_words
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role, officer_page
from xaso.modules.procedures import queries as procedures
from xaso.platform.journal.services import log_access
from xaso.platform.papers import tables
from xaso.platform.ui.context import NavItem
from xaso.platform.ui.middleware import TimedRequest

from .. import queries
from ..access import ARCHIVISTS, DIGITISES, SEES_ALL, WORKING_ROLES
from ..forms.desk_list import FilterForm
from ..queries.listing import EXPORT_CAP, SORTS, Filters
from ..queries.rows import ListRow

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COLUMNS = (
    "Mã hồ sơ", "Thủ tục", "Lĩnh vực", "Người đề nghị", "Người nộp", "Thôn", "Kênh nộp", "Trạng thái", "Bước",
    "Đơn vị đang giữ", "Người đang giữ", "Nộp lúc", "Tiếp nhận lúc", "Hạn trả", "Có kết quả lúc", "Trả lúc",
    "Theo hạn",
)  # fmt: skip
PRESETS = (
    ("", "Tất cả"),
    ("nguoi_giu=me&nhom=open", "Tôi đang giữ"),
    ("han=overdue&xep=due", "Quá hạn"),
    ("han=soon&xep=due", "Sắp đến hạn"),
    ("nhom=supplement", "Chờ bổ sung"),
    ("nhom=ready", "Chờ trả kết quả"),
)


@officer_page(*WORKING_ROLES)
def dossier_list(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the dossiers the officer may see."""
    now = request.now
    form = _form(request)
    filters = form.filters(request.GET.get("xep", ""))
    page = queries.officer_list(officer, filters, page_number(request.GET.get("trang")), now=now)
    context = {
        "page": page,
        "form": form,
        "chosen": form.chosen(),
        "sort": filters.sort,
        "sorts": [(code, words) for code, (words, _) in SORTS.items()],
        "sub_nav": _presets(request),
        "assigns": officer.has_role(Role.UNIT_HEAD, Role.LEADER, Role.CENTRE_HEAD),
        "digitises": officer.has_role(*DIGITISES),
        "keeps_register": officer.has_role(*SEES_ALL),
        "archives": officer.has_role(*ARCHIVISTS),
        "export_cap": EXPORT_CAP,
        "query": request.GET.urlencode(),
    }
    return render(request, "dossiers/desk/list.html", context)


@officer_page(*WORKING_ROLES)
def export(request: TimedRequest, officer: Officer, kind: str) -> HttpResponseBase:
    """Give the filtered list as a file; the reading is logged."""
    now = request.now
    filters = _form(request).filters(request.GET.get("xep", ""))
    log_access(
        by=officer,
        whom="dossiers:list",
        purpose=f"Xuất danh sách hồ sơ ra tệp {kind}",
        where=request.path,
        at=now,
    )
    rows = _rows(officer, filters, now)
    answer: HttpResponseBase
    if kind == "csv":
        answer = StreamingHttpResponse(tables.csv(COLUMNS, rows), content_type=tables.CSV_TYPE)
    else:
        title = f"Danh sách hồ sơ, lập lúc {moment_words(now)}"
        answer = HttpResponse(tables.xlsx(title, COLUMNS, rows), content_type=tables.XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="ho-so-{local_date(now):%Y%m%d}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _form(request: TimedRequest) -> FilterForm:
    return FilterForm(
        request.GET, fields=procedures.fields(), units=org.units(), officers=list(org.officers())
    )


def _presets(request: TimedRequest) -> list[NavItem]:
    here = request.GET.urlencode()
    asked = NavItem(reverse("dossiers_desk:opinions"), "Ý kiến được hỏi")
    return [*(NavItem(f"?{query}", words, current=query == here) for query, words in PRESETS), asked]


def _rows(officer: Officer, filters: Filters, now: datetime) -> Iterator[tuple[object, ...]]:
    written = 0
    for row in queries.export_rows(officer, filters, now=now):
        yield _cells(row)
        written += 1
    if written >= EXPORT_CAP:
        yield (f"Tệp dừng ở {grouped(EXPORT_CAP)} dòng. Lọc hẹp lại, ví dụ theo tháng, để lấy phần còn lại.",)


def _cells(row: ListRow) -> tuple[object, ...]:
    return (
        row.code, row.procedure_name, row.field_name, row.applicant_name, row.submitter_name,
        row.village_name, row.channel_words, row.state_words, row.step_name, row.unit_name, row.holder_name,
        row.filed_at, row.received_at, row.due_at, row.finished_at, row.returned_at, row.clock.words,
    )  # fmt: skip
