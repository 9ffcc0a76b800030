"""Tasks: what the sections of work tell someone to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xaso.modules.plan.reading.assignments import is_assignment, is_office
from xaso.modules.plan.reading.figures import figures, is_percent
from xaso.modules.plan.reading.outline import Item
from xaso.modules.plan.reading.result import Task
from xaso.modules.plan.reading.sentences import sentences
from xaso.modules.plan.reading.words.plain import fold

_SHORTEST = 12
_OPENING = 80
_OPENS_A_TARGET = re.compile(
    r"(?:phan dau|ty le|ti le|muc do|chi so|tong|thu nhap|san luong|nang suat|thoi gian|toc do|diem|thu hang"
    r"|xep (?:loai|hang)|so (?!hoa|lieu)|giam|tang|khong de|khong con|thoi luong|trong do|rieng|luong)\b"
)
_DOES = re.compile(
    r"\W*(?:trồng|xây\s+dựng|kiên\s+cố|lắp\s+đặt|tổ\s+chức|mở|thành\s+lập|tuyển\s+chọn|kiểm\s+tra|tiếp\s+công\s+dân"
    r"|rà\s+soát|đào\s+tạo|bồi\s+dưỡng|hỗ\s+trợ|nâng\s+cấp|sửa\s+chữa|cấp|trang\s+bị|tập\s+huấn|tuyên\s+truyền|vận\s+động"
    r"|phối\s+hợp|nhân\s+rộng|củng\s+cố|lập|chỉnh\s+trang|phát\s+triển|mở\s+rộng|sửa|thu\s+gom|chuyển\s+đổi|hoàn\s+thiện"
    r"|hướng\s+dẫn|tham\s+mưu|triển\s+khai|thực\s+hiện|đẩy\s+mạnh|tăng\s+cường|bố\s+trí|huy\s+động|liên\s+kết)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"nhiem vu[^:]{0,20}giai phap")


def find_tasks(items: Sequence[Item]) -> list[Task]:
    """The tasks: bullets and leaf paragraphs of sections of work, without bullet or number.

    Sections of "giải pháp" are work in a plan that has no section of "nhiệm vụ", and inside a part that names
    both: "Nhiệm vụ, giải pháp".
    """
    apart = any(item.role == "tasks" for item in items)
    return [
        Task(item.section, " ".join(item.body.split()), item.line.number)
        for item, following in zip(items, [*items[1:], None], strict=False)
        if _of_work(item, apart=apart) and not item.annex and _is_task(item, following)
    ]


def _of_work(item: Item, *, apart: bool) -> bool:
    if item.role == "solutions":
        return not apart or any(_BOTH.search(fold(title)) for title in item.titles)
    return item.role in {"tasks", "mixed"}


def _is_task(item: Item, following: Item | None) -> bool:
    text = item.body.strip()
    if len(text) < _SHORTEST or text.startswith("(") or is_assignment(text) or is_office(text):
        return False
    if item.bulleted:
        return not _only_names_section(item) and (item.role != "mixed" or _says_work(text))
    if item.role == "mixed" and not _says_work(text):
        return False
    if item.heading:
        return (
            item.label is not None
            and not _opens(item, following)
            and not text.endswith(":")
            and not text.isupper()
        )
    return not text.endswith(":")


def _says_work(text: str) -> bool:
    """Whether one of the sentences tells someone to do something, with no level to reach."""
    return any(_is_work(text[start:end]) for start, end in sentences(text))


def _is_work(sentence: str) -> bool:
    if len(sentence) < _SHORTEST or _OPENS_A_TARGET.match(fold(sentence[:_OPENING]).strip(" -+*•")):
        return False
    levels = [one for one in figures(sentence) if one.said or is_percent(one)]
    return not levels or (_DOES.match(sentence) is not None and not is_percent(levels[0]))


def _only_names_section(item: Item) -> bool:
    """A bullet that is itself a heading: "* Nhiệm vụ:"."""
    return (
        item.heading
        and len(item.body) < 40
        and bool(item.titles)
        and item.titles[-1].startswith(item.body.strip(" :.;")[:30])
    )


def _opens(item: Item, following: Item | None) -> bool:
    """Whether the next paragraph stands below this one."""
    if following is None:
        return False
    if following.section.startswith(f"{item.section}."):
        return True
    return following.section == item.section and following.line.number != item.line.number
