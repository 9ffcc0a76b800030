"""How the history of a reading is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from xaso.platform.journal.models import Entry

from ..models import ReadingFinding

_MOST_NAMED = 12
_TITLES = {
    "plan.uploaded": "Nộp tệp",
    "plan.read": "Phần mềm đọc xong",
    "plan.unreadable": "Không đọc được",
    "plan.reading_head_amended": "Ghi tên và giai đoạn",
    "plan.targets_carried": "Giữ chỉ tiêu của bản trước",
    "plan.reading_confirmed": "Xác nhận",
    "plan.reading_reopened": "Mở lại",
    "plan.reading_dropped": "Bỏ bản đọc",
}
_IN_A_ROW = {"plan.item_decided", "plan.activity_decided", "plan.finding_ruled"}
_RULINGS = dict(ReadingFinding.Ruling.choices)


def history_lines(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The journal of a reading for the timeline, newest first; a run of like decisions is one line."""
    lines: list[dict[str, Any]] = []
    for entry in entries:
        line = {"title": _title(entry), "at": entry.at, "by": _who(entry), "text": _text(entry)}
        last = lines[-1] if lines else None
        if last and entry.event in _IN_A_ROW and _same(last, line):
            last["count"] = last.get("count", 1) + 1
            last["at"] = entry.at
            last["text"] = f"{last['count']} lần liền nhau. Lần cuối: {line['text']}"
        else:
            lines.append(line)
    return lines[::-1]


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return (one["title"], one["by"]) == (other["title"], other["by"])


def _title(entry: Entry) -> str:
    if entry.event == "plan.item_decided":
        return "Giữ vào kế hoạch" if entry.data["decision"] == "kept" else "Không đưa vào kế hoạch"
    if entry.event == "plan.activity_decided":
        return "Giữ hoạt động" if entry.data["decision"] == "kept" else "Không đưa hoạt động vào kế hoạch"
    if entry.event == "plan.finding_ruled":
        return "Cho ý kiến về chỗ cần xem lại"
    return _TITLES.get(entry.event, entry.event)


def _text(entry: Entry) -> str:
    tell = _TEXTS.get(entry.event)
    return tell(entry.data) if tell else str(entry.data.get("reason", ""))


def _ruling(data: dict[str, Any]) -> str:
    said = data["correction"] or data["reason"]
    return f"Chỗ {data['finding']} ({data['kind']}): {_RULINGS[data['ruling']].lower()}. {said}".strip()


def _items(data: dict[str, Any]) -> str:
    orders = data.get("items") or data.get("activities") or []
    named = ", ".join(map(str, orders[:_MOST_NAMED]))
    more = "…" if len(orders) > _MOST_NAMED else ""
    said = data["facts"].get("reason") or data["facts"].get("name", "")
    return f"Dòng {named}{more}. {said}".strip()


_TEXTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "plan.uploaded": lambda data: str(data["file"]),
    "plan.read": lambda data: f"{data['items']} điều đọc được, {data['findings']} chỗ cần xem lại.",
    "plan.item_decided": _items,
    "plan.activity_decided": _items,
    "plan.finding_ruled": _ruling,
    "plan.targets_carried": lambda data: ", ".join(data["targets"][:_MOST_NAMED]),
    "plan.reading_confirmed": lambda data: f"{data['kept']} chỉ tiêu được giữ.",
    "plan.reading_head_amended": lambda data: f"{data['title']} ({data['year_from']}–{data['year_to']})",
}


def _who(entry: Entry) -> str:
    return f"{entry.actor_name}, {entry.actor_unit}" if entry.actor_unit else entry.actor_name
