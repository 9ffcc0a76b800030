"""Whether a figure is a promise: what stands around it, and what its section is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xaso.modules.plan.reading.figures import Figure, is_percent
from xaso.modules.plan.reading.metrics import only_time
from xaso.modules.plan.reading.roles import Role
from xaso.modules.plan.reading.words.units import is_money

_STANDS_NOW = re.compile(
    r"(?:hiện\s+nay|hiện\s+tại|hiện\s+có|hiện\s+đạt|hiện\s+mới|đã\s+đạt"
    r"|kết\s+quả\s+(?:năm|thực\s+hiện|đạt)|thực\s+hiện\s+năm|từ\s+mức"
    r"|(?<!thôn\s)(?<!cấp\s)(?<!lập\s)(?<!trồng\s)(?<!xây\s)(?<!dựng\s)(?<!tuyển\s)(?<!nạp\s)mới\s+đạt"
    r"|đạt\s+được|số\s+gốc|hiện\s+trạng"
    r"|xuất\s+phát|ước\s+đạt\s+năm)(?:(?!\svà\s)[^,;.)]){0,30}$"
    r"|(?:so\s+với|cùng\s+kỳ|năm\s+trước)(?:(?!\svà\s)[^,;:.)]){0,30}$",
    re.IGNORECASE,
)
_CEILING = re.compile(r"(?:cho\s+)?(?:đến|tới)\s+khi\s+(?:đạt)?[^,;.]{0,25}$", re.IGNORECASE)
_OF_ALL = re.compile(
    r"(?:trên|trong)\s+(?:tổng\s+số\s+)?$|tổng\s+số\s+$|quy\s+mô\s+$|gồm\s+$",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"(?:\bvới|\bgồm|\bcủa|\btại|\btrong|\bqua|\bgiữa|\btừ|\bsau|\bmỗi|\bcứ|\btrên"
    r"|\bkhoảng\s+cách|\bkỷ\s+niệm|\btheo)\s+$",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(r"\d[^,;.]*\bcho\s+$", re.IGNORECASE)
_WITHIN = re.compile(r"%[^;.,]*\btrong\s+(?:thời\s+hạn|thời\s+gian|vòng)\s+$", re.IGNORECASE)
_ASPIRES = re.compile(
    r"(?:đạt|phấn\s+đấu|hoàn\s+thành|xây\s+dựng|thành\s+lập|(?<!\w)có|duy\s+trì|tổ\s+chức|bố\s+trí"
    r"|giảm|tăng|mở|đào\s+tạo|bồi\s+dưỡng|công\s+nhận"
    r"|lắp\s+đặt|trang\s+bị|thu\s+hút|hỗ\s+trợ|xóa|trồng|kết\s+nạp|phát\s+triển|sửa|nâng\s+cấp|nâng"
    r"|làm|khởi\s+công|kiên\s+cố\s+hóa|cứng\s+hóa|bê\s+tông|giữ\s+vững|tiếp\s+công\s+dân|ban\s+hành|cấp|số\s+hóa|rút\s+ngắn|cắt\s+giảm"
    r"|bảo\s+đảm|đảm\s+bảo|tạo|giải\s+quyết|tiếp\s+nhận|đưa|thu|huy\s+động|thực\s+hiện|kiểm\s+tra"
    r"|rà\s+soát|đăng|phát|triển\s+khai|hình\s+thành"
    r"|bằng|còn|lên|là|mức|tập\s+huấn|tuyên\s+truyền|nhân\s+rộng|vận\s+hành|quy\s+mô|sản\s+lượng"
    r"|thu\s+nhập|năng\s+suất|số|tổng)(?!\w)",
    re.IGNORECASE,
)
_DOES = re.compile(rf"{_ASPIRES.pattern}\s+(?:được\s+|thêm\s+|mới\s+|mỗi\s+năm\s+)*$", re.IGNORECASE)
_MEASURED = re.compile(
    r"chỉ\s+số|thu\s+nhập|điểm|tỷ\s+lệ|tỉ\s+lệ|mức|số\s|tổng|sản\s+lượng|năng\s+suất|index|thời\s+gian",
    re.IGNORECASE,
)
TELLS_OF_NOW = re.compile(
    r"\s*(?:[-+*•]\s*)?(?:đến\s+hết\s+năm\s+20\d\d,?\s+đã|tính\s+đến|đến\s+nay|tới\s+nay|hiện\s+nay|hiện\s+tại|hiện\s+có|hiện\s+trạng"
    r"|thời\s+gian\s+qua|năm\s+qua|trong\s+năm\s+20\d\d\s*,?\s*đã)\b",
    re.IGNORECASE,
)
_IS_GOAL: frozenset[Role] = frozenset({"targets", "mixed", "purpose", ""})
_IS_WORK: frozenset[Role] = frozenset({"tasks", "solutions"})
_NOW_IN_PAST = re.compile(
    r"(?:^|\()\s*(?:hiện|năm\s+20\d\d\s+(?:là|mới|đã)|ước)[^),;]*$"
    r"|\(\s*(?:(?:đến|tới|hết|cuối|tính\s+đến)\s+)*năm\s+20\d\d\s+(?:là|mới|đã|có|còn)[^),;]*$",
    re.IGNORECASE,
)


_ON_PLACES = re.compile(r"[^\W\d_]\s+(?<!đạt\s)(?<!có\s)(?<!được\s)(?<!là\s)trên\s+$", re.IGNORECASE)
_PLACES = re.compile(r"tuyến|đường|thôn|bản|xã|phường|khu|tổ\s+dân|cánh\s+đồng|địa", re.IGNORECASE)
_FAR_FROM = re.compile(
    r"(?<!cải\s)\b(?:cách|xa)\s+(?:[^\W\d_]+\s+){1,4}(?:trên|hơn|dưới|khoảng|quá)\s+$", re.IGNORECASE
)
_NOT_PROMISED = (_FAR_FROM, _STANDS_NOW, _CEILING, _NOW_IN_PAST, _WITHIN)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: its section, what the section is about, the deadline of its heading, its line."""

    section: str
    role: Role
    year: int | None = None
    line: int = 0
    titles: tuple[str, ...] = ()
    plan_starts: int | None = None
    plan_ends: int | None = None


def promises(text: str, span: tuple[int, int], figure: Figure, offset: int, place: Place) -> bool:
    """Whether the figure is a target proper in this place."""
    left = text[span[0] : offset + figure.start]
    if figure.rank:
        return place.role not in {"money", "org"}
    if place.role in _IS_GOAL:
        return _goal(left, figure, place.role)
    if place.role in _IS_WORK:
        return is_percent(figure) or (figure.said and figure.known)
    return figure.said and is_percent(figure)


def is_other(text: str, span: tuple[int, int], figure: Figure, offset: int, place: Place) -> bool:
    """Whether a figure that is no target proper is still a quantity promised inside a task."""
    left = text[span[0] : offset + figure.start]
    if place.role not in _IS_WORK:
        return False
    return figure.known and _ASPIRES.search(left) is not None


def could_promise(left: str, figure: Figure) -> bool:
    """Whether the words before a figure leave it open that it is promised: it is no ceiling, no state of
    today.
    """
    before = left[-70:]
    if figure.from_low or any(words.search(before) for words in _NOT_PROMISED):
        return False
    if _ON_PLACES.search(before) and _PLACES.match(figure.unit or ""):
        return False
    if figure.said:
        return True
    if _OF_ALL.search(before):
        return False
    return is_percent(figure) or not (_TO_WHOM.search(before) or _FOR_WHOM.search(before))


def _goal(left: str, figure: Figure, role: Role) -> bool:
    if is_percent(figure) or (figure.ratio and figure.unit is not None):
        return True
    measured = _MEASURED.search(left) is not None
    if figure.said:
        return measured or figure.unit is not None
    if role in {"purpose", ""}:
        named = measured and left.rstrip().endswith(":") and not is_money(figure.unit)
        return figure.known and (_near_aspiring(left) or named)
    if figure.known:
        return role == "targets" or only_time(left) or _ASPIRES.search(left) is not None
    if measured and (_near_aspiring(left) or left.rstrip().endswith(":")):
        return True
    return figure.unit is not None and (role == "targets" or _DOES.search(left) is not None)


def _near_aspiring(left: str) -> bool:
    return (
        re.search(
            r"(?:đạt|phấn\s+đấu|hoàn\s+thành|còn|lên|bằng|là)(?:\s+[^\W\d]+){0,3}\s*$", left, re.IGNORECASE
        )
        is not None
    )
