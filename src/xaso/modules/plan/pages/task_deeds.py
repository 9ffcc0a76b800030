"""What an officer can do to a task: one row for each action, its words, its form, its service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from xaso.modules.org import queries as org

from ..forms import tasks as boxes
from ..models import Task
from ..services import tasks_judging as judging
from ..services import tasks_working as working

if TYPE_CHECKING:
    from xaso.platform.files.models import StoredFile

Facts = dict[str, Any]
"""Who, when, on which revision: the keyword arguments every service takes."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed under way: the task, the form as it was filled, and the file sent with it."""

    task: Task
    form: Any
    file: StoredFile | None
    facts: Facts

    @property
    def said(self) -> dict[str, Any]:
        """What was typed."""
        data: dict[str, Any] = self.form.cleaned_data
        return data


@dataclass(frozen=True, slots=True)
class Deed:
    """One action: `code` is that of `access`, `slug` its address, `done` what the next page says."""

    code: str
    slug: str
    title: str
    button: str
    done: str
    form: type[forms.Form]
    run: Callable[[Doing], Task]
    intro: str = ""
    kind: str = ""
    has_file: bool = False


def make_form(deed: Deed, task: Task, *, size: int, is_held: bool = False, **data: Any) -> forms.Form:
    """The form of a deed, filled with what was sent when it was; `is_held`: its file is there already."""
    if deed.form is boxes.AssignForm:
        people = org.officers().filter(unit=task.lead_id)
        return boxes.AssignForm(people=list(people), **data)
    if deed.form is boxes.ProductForm:
        return boxes.ProductForm(size=size, is_held=is_held, **data)
    return deed.form(**data)


def _send(doing: Doing) -> Task:
    assert doing.file is not None, "the form asks for the file"
    product = working.ProductIn(
        file=doing.file, title=doing.said["title"], dated_on=doing.said["dated_on"], note=doing.said["note"]
    )
    return working.send_product(task=doing.task, product=product, **doing.facts)


def _decide(doing: Doing) -> Task:
    granted = doing.said["answer"] == "yes"
    return judging.decide_extension(task=doing.task, granted=granted, note=doing.said["note"], **doing.facts)


def _assign(doing: Doing) -> Task:
    return working.assign(task=doing.task, to=doing.form.officer(), note=doing.said["note"], **doing.facts)


def _with(service: Callable[..., Task], *names: str) -> Callable[[Doing], Task]:
    """The service called with these boxes of the form."""

    def run(doing: Doing) -> Task:
        return service(task=doing.task, **{name: doing.said[name] for name in names}, **doing.facts)

    return run


DEEDS: tuple[Deed, ...] = (
    Deed(
        "start", "bat-dau", "Bắt đầu làm", "Bắt đầu làm", "Đã ghi nhận bắt đầu làm.", boxes.DeedForm,
        _with(working.start), "Người giao sẽ thấy việc này đang được làm.",
    ),
    Deed(
        "assign", "giao-nguoi", "Giao người làm", "Giao việc", "Đã giao người làm.", boxes.AssignForm,
        _assign,
        "Một nhiệm vụ một người chịu trách nhiệm chính trong đơn vị chủ trì.",
    ),
    Deed(
        "tell", "cap-nhat", "Cập nhật tình hình", "Ghi tình hình", "Đã ghi tình hình.", boxes.TellForm,
        _with(working.tell, "text"), "Bảy ngày không có tin thì nhiệm vụ vào danh sách đôn đốc.",
    ),
    Deed(
        "send", "gui-san-pham", "Gửi sản phẩm", "Gửi sản phẩm",
        "Đã gửi sản phẩm. Người giao sẽ xác nhận hoặc trả lại.", boxes.ProductForm, _send,
        "Ngày gửi quyết định đúng hạn hay quá hạn. Người giao xác nhận sau cũng không làm trễ.",
        has_file=True,
    ),
    Deed(
        "extend", "xin-gia-han", "Xin gia hạn", "Gửi đề nghị", "Đã gửi đề nghị gia hạn.", boxes.ExtendForm,
        _with(working.ask_extension, "until", "reason"),
        "Chỉ xin được trước khi hết hạn. Báo cáo luôn nêu cả tỷ lệ theo hạn ban đầu.",
    ),
    Deed(
        "confirm", "xac-nhan", "Xác nhận hoàn thành", "Xác nhận hoàn thành", "Nhiệm vụ đã hoàn thành.",
        boxes.NoteForm, _with(judging.confirm, "note"), "Xem sản phẩm trước khi xác nhận.",
    ),
    Deed(
        "return", "tra-lai", "Trả lại sản phẩm", "Trả lại", "Đã trả lại sản phẩm.", boxes.ReturnForm,
        _with(judging.return_product, "reason"), "Hạn vẫn chạy tiếp.", "warning",
    ),
    Deed(
        "decide", "tra-loi-gia-han", "Trả lời xin gia hạn", "Gửi trả lời", "Đã trả lời đề nghị gia hạn.",
        boxes.DecideForm, _decide, "Hạn giao lần đầu vẫn được giữ để so sánh.",
    ),
    Deed(
        "pause", "tam-dung", "Tạm dừng", "Tạm dừng", "Đã tạm dừng nhiệm vụ.", boxes.ReasonForm,
        _with(judging.pause, "reason"), "Khi nghỉ, hạn không chạy. Việc đã quá hạn thì vẫn là quá hạn.",
        "warning",
    ),
    Deed(
        "resume", "lam-tiep", "Cho làm tiếp", "Cho làm tiếp", "Nhiệm vụ đang được làm tiếp.",
        boxes.ResumeForm,
        _with(judging.resume, "deadline", "note"),
    ),
    Deed(
        "cancel", "huy", "Hủy nhiệm vụ", "Hủy nhiệm vụ", "Đã hủy nhiệm vụ.", boxes.ReasonForm,
        _with(judging.cancel, "reason"), "Nhiệm vụ đã hủy vẫn xem lại được, không tính vào tỷ lệ nào.",
        "warning",
    ),
)  # fmt: skip
BY_CODE = {deed.code: deed for deed in DEEDS}
BY_SLUG = {deed.slug: deed for deed in DEEDS}
