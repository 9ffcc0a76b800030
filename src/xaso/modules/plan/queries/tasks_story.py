"""What happened to a task, from the journal, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from xaso.kernel.wording import day_words
from xaso.platform.journal import queries as journal

if TYPE_CHECKING:
    from ..models import Task

Data = dict[str, Any]
Told = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened: when, what, by whom of which office, and more about it."""

    at: datetime
    title: str
    who: str
    unit: str
    details: list[str]


def story(task: Task) -> list[StoryLine]:
    """What happened to the task, newest first. One query; the caller has checked rights."""
    lines = []
    for entry in journal.timeline(task.subject):
        tell = _TELL.get(entry.event.removeprefix("plan."))
        if tell is not None:
            title, details = tell(entry.data)
            lines.append(
                StoryLine(
                    entry.at, title, entry.actor_name, entry.actor_unit, [one for one in details if one]
                )
            )
    return lines[::-1]


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text))


def _given(data: Data) -> Told:
    helping = ", ".join(data["coordinators"])
    return "Giao nhiệm vụ", [
        f"Chủ trì: {data['lead_name']}{', ' + data['assignee'] if data['assignee'] else ''}.",
        f"Phối hợp: {helping}." if helping else "",
        f"Hạn: {_day(data['first_deadline'])}. Sản phẩm: {data['product_type']}.",
    ]


def _sent(data: Data) -> Told:
    return f"Gửi sản phẩm lần {data['number']}", [
        f"{data['title']} ({data['file']}).",
        data["note"],
        f"Dấu vân tay tệp: {data['sha256'][:16]}…",
    ]


def _decided(data: Data) -> Told:
    if data["granted"]:
        return "Đồng ý gia hạn", [
            f"Hạn {_day(data['before'])} lùi đến {_day(data['deadline'])}.",
            data["note"],
        ]
    return "Không đồng ý gia hạn", [f"Giữ hạn {_day(data['before'])}.", data["note"]]


def _resumed(data: Data) -> Told:
    moved = data["before"] != data["deadline"]
    since = data.get("paused_on")
    return "Cho làm tiếp", [
        f"Đã nghỉ từ {_day(since)}." if since else "",
        f"Hạn {_day(data['before'])} lùi đến {_day(data['deadline'])}." if moved else "",
        data["note"],
    ]


_TELL: dict[str, Callable[[Data], Told]] = {
    "task_given": _given,
    "task_started": lambda _: ("Bắt đầu làm", []),
    "task_assigned": lambda data: (f"Giao {data['assignee']} làm", [data["note"]]),
    "task_told": lambda data: ("Cập nhật tình hình", [data["text"]]),
    "product_sent": _sent,
    "product_confirmed": lambda data: ("Xác nhận hoàn thành", [data["note"]]),
    "product_returned": lambda data: ("Trả lại sản phẩm", [data["reason"]]),
    "extension_asked": lambda data: (f"Xin gia hạn đến {_day(data['until'])}", [data["reason"]]),
    "extension_decided": _decided,
    "task_paused": lambda data: ("Tạm dừng", [data["reason"]]),
    "task_resumed": _resumed,
    "task_funded": lambda data: (f"Gắn dòng kinh phí {data['line']}", []),
    "task_cancelled": lambda data: ("Hủy nhiệm vụ", [data["reason"]]),
}
