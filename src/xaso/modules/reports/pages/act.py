"""One small page for each thing that moves a report. What was typed survives every refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.platform.jobs.models import Job
from xaso.platform.ui.middleware import TimedRequest

from .. import access, queries
from ..forms import IssueForm, ReasonForm, SeenForm
from ..models import Report
from ..queries.listing import label_of
from ..queries.record import newest_edition
from ..rules import outline
from ..rules.outline import PARTY
from ..services import moving, papers, writing
from ..services.composing import sample_paper
from ..services.moving import what_lacks
from .frame import Shown, report_page, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class Deed:
    """What a page does: its title, its button, the sentence before it, what is said when it is done."""

    code: str
    title: str
    button: str
    explains: str
    done: str
    form: type[BaseForm]
    run: Callable[..., Any]
    is_warning: bool = False


def _make(*, report: Report, by: Officer, at: Any, seen: int) -> Job:
    return papers.ask_for_papers(report=report, by=by, at=at)


DEEDS = {
    one.code: one
    for one in (
        Deed(
            access.MAKE, "Dựng văn bản", "Dựng văn bản",
            "Phần mềm điền lời văn và số liệu đã khóa vào mẫu, dựng bản Word, PDF và phụ lục Excel.",
            "", SeenForm, _make,
        ),
        Deed(
            access.ACCEPT_SENT, "Nhận các phần đã gửi", "Nhận mọi phần đã gửi",
            "Mọi phần đơn vị đã gửi mà chưa nhận được nhận một lượt. Phần cần sửa thì mở ra, trả lại trước.",
            "Đã nhận mọi phần đã gửi.", SeenForm, writing.accept_sent,
        ),
        Deed(
            access.SUBMIT, "Trình duyệt", "Trình duyệt",
            "Lãnh đạo sẽ xem đúng văn bản đã dựng. Trong lúc chờ duyệt, lời văn không sửa được.",
            "Đã trình lãnh đạo.", SeenForm, moving.submit,
        ),
        Deed(
            access.APPROVE, "Duyệt báo cáo", "Duyệt",
            "Duyệt đúng văn bản PDF đang có. Sau khi duyệt, văn thư ghi số, ngày và ban hành.",
            "Đã duyệt báo cáo.", SeenForm, moving.approve,
        ),
        Deed(
            access.GIVE_BACK, "Trả lại báo cáo", "Trả lại",
            "Báo cáo trở về đang soạn để sửa.", "Đã trả lại báo cáo.", ReasonForm, moving.give_back, True,
        ),
        Deed(
            access.ISSUE, "Ban hành báo cáo", "Ban hành",
            "Phần mềm dựng lại văn bản với số, ngày và người ký, rồi khóa các tệp. Không sửa được nữa.",
            "", IssueForm, papers.ask_to_issue,
        ),
        Deed(
            access.DROP, "Bỏ báo cáo", "Bỏ báo cáo",
            "Báo cáo bị bỏ vẫn xem được. Có thể lập báo cáo khác cho kỳ này.",
            "Đã bỏ báo cáo.", ReasonForm, moving.drop, True,
        ),
    )
}  # fmt: skip


@report_page
def act(request: TimedRequest, officer: Officer, code: str, deed: str) -> HttpResponse:
    """Ask what the deed needs; on POST do it, or say why not with everything still there."""
    report = queries.seen_report(officer, code)
    task = DEEDS.get(deed)
    if task is None or (request.method != "POST" and not access.can_do(officer, report, deed)):
        raise Missing("Việc này không còn làm được với báo cáo này. Mở báo cáo để xem việc tiếp theo.")
    form = task.form(
        request.POST if request.method == "POST" else None, initial=_initial(task, report, request)
    )
    shown = Shown()
    if request.method == "POST":
        results: list[Any] = []
        result = tried(
            form,
            lambda: results.append(task.run(report=report, by=officer, at=request.now, **form.cleaned_data)),
        )
        if result is None:
            return _done(request, task, results[0], code)
        shown = result
    context = {
        "report": report,
        "title": f"{outline.kind_of(report.kind).name}, {label_of(report.window)}",
        "deed": task,
        "form": form,
        "errors": shown.errors(form),
        "refusal": shown.refusal,
        "lacks": what_lacks(report) if deed == access.SUBMIT and not shown.problems else [],
        "has_paper": newest_edition(report) is not None,
    }
    return render(request, "reports/act.html", context, status=shown.status)


def _done(request: TimedRequest, task: Deed, result: Any, code: str) -> HttpResponse:
    if isinstance(result, Job) and result.owner_id == request.user.get_username():
        return redirect("jobs:progress", result.pk)
    messages.success(request, task.done or "Việc này đang chạy. Tải lại trang sau ít phút.")
    return redirect("reports:record", code)


def _initial(task: Deed, report: Report, request: TimedRequest) -> dict[str, Any]:
    first: dict[str, Any] = {"seen": report.revision}
    if task.code == access.ISSUE:
        paper = sample_paper(report.kind, report.profile, report.year)
        approver = report.approved_by
        is_deputy = approver is not None and approver.position.name.lower().startswith("phó")
        right, title = paper.signer_right, paper.signer_title
        if is_deputy and report.profile != PARTY:
            right, title = f"{right}, KT. {title}", f"PHÓ {title}"
        name = approver.full_name if approver and report.profile != PARTY else ""
        first |= {
            "number": report.number, "issued_on": report.issued_on or local_date(request.now),
            "signer_right": right, "signer_title": title, "signer_name": name,
        }  # fmt: skip
    return first
