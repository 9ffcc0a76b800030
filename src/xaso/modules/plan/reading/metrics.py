"""What a target measures, in the words of its sentence."""

from __future__ import annotations

import re

from xaso.modules.plan.reading.figures import Figure, is_percent
from xaso.modules.plan.reading.words.times import LEADING, deadlines
from xaso.modules.plan.reading.words.units import is_money

_REACH = re.compile(
    r"(?:[\s,:]*(?:phấn\s+đấu|đạt(?:\s+và\s+vượt)?(?:\s+tỷ\s+lệ|\s+mức)?|là|bằng|ở\s+mức|mức|từ|có|lên"
    r"|trở\s+lên|xuống|còn|tới|đến|được|tương\s+ứng|lần\s+lượt|tối\s+thiểu|ít\s+nhất"
    r"|bảo\s+đảm|đảm\s+bảo|phải|giữ|và|trên|dưới|khoảng|xếp|nằm|đứng|thuộc|vào|trong|(?<=\s)ở|chiếm|gấp))+\s*$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^\s*(?:[-+•*,;:.()]\s*)*(?:(?:và|chậm\s+nhất|phấn\s+đấu|đảm\s+bảo|bảo\s+đảm|trong\s+(?:số\s+)?đó|riêng|cụ\s+thể"
    r"|đồng\s+thời|tiếp\s+tục\s+duy\s+trì|duy\s+trì|có)\b\s*[,:]?\s*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"^\s*(?:(?:số|các|tổng\s+số)\s+)?|\s*(?:trở\s+lên|trở\s+xuống)\s*", re.IGNORECASE)
_BY_LAW = re.compile(r"^(?:theo|căn\s+cứ|trên\s+cơ\s+sở)\b[^,]*(?:,\s*|$)", re.IGNORECASE)
_FROM_NOW = re.compile(r"\s+từ\s+[\d.,]+(?![\d.,]|\s*tuổi)\s*%?[^\d,;]*$", re.IGNORECASE)
_LABEL = re.compile(
    r"^\W*(?:chỉ\s+tiêu|mục\s+tiêu|tiêu\s+chí)"
    r"(?:\s+(?:số\s+)?\d+(?:\.\d+)*\s*[:.)]|(?:\s+(?:được\s+)?(?:giao|cụ\s+thể|cần\s+đạt|phấn\s+đấu|chủ\s+yếu))?\s*:)\s*",
    re.IGNORECASE,
)
_FROM_THEN_ON = re.compile(r"(?:kể\s+)?từ\s+năm\s+20\d\d\s+trở\s+đi\s*,?", re.IGNORECASE)
_RESPECTIVELY = re.compile(r",?\s*(?:tương\s+ứng|lần\s+lượt).*$", re.IGNORECASE)
_UP = re.compile(r"\s*\btrở\s+(?:lên|xuống|lại)\b", re.IGNORECASE)
_MEASURE = re.compile(
    r"(?:^|\b)(?:tỷ\s+lệ|tỉ\s+lệ|mức\s+độ|chỉ\s+số|tổng|thu\s+nhập|sản\s+lượng|năng\s+suất|thời\s+gian"
    r"|tốc\s+độ|điểm|thứ\s+hạng|độ\s+che\s+phủ|diện\s+tích|số\s(?!hóa|hoá|liệu))",
    re.IGNORECASE,
)
_HEAD_INSIDE = re.compile(
    rf"(?:,\s*|\b(?:bảo\s+đảm|đảm\s+bảo|nâng|đưa|phấn\s+đấu|để|giảm|tăng|duy\s+trì)\s+)(?=(?:{_MEASURE.pattern}))",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"(?:về|đối\s+với|trong|lĩnh\s+vực|nhóm|mảng)\s", re.IGNORECASE)
_BEFORE_THING = re.compile(r"^\s*\([^()]*\)\s*")
_MEASURED_IN = re.compile(
    r"(?:ha|héc ta|k?m[23²³]?|tấn|tạ|kg|lần|lượt|giờ|ngày|phút|tháng|điểm)\b", re.IGNORECASE
)
_LONG_LEAD, _BARE_VERB = 4, 2
_TERM = re.compile(r"(?:đến|vào|trong|tới)?\s*(?:cuối|hết|cả|toàn)\s+nhiệm\s+kỳ\s*,?", re.IGNORECASE)
_ON_A_SCALE = re.compile(r"\s*(?:theo|trên|của)\s+thang(?:\s+điểm)?\s+\d+", re.IGNORECASE)
_LONGEST = 300


def metric_of(text: str, span: tuple[int, int], figure: Figure, offset: int) -> str:
    """The measure of one figure: the words before it, or after it, or both. Empty where there are none."""
    said = text[span[0] : max(span[0], offset + figure.begin)]
    left = _from_head(_plain_left(said))
    right = _plain_right(_right(text, span, offset + figure.end))
    if right and said.rstrip().endswith(":") and _TOPIC.match(left) and not _MEASURE.search(left):
        left = ""
    if figure.rank:
        about = re.search(r"(?:về|theo)\s+(.+)", right)
        return (
            left
            if _MEASURE.search(left)
            else f"Thứ hạng {about.group() if about else left or right}".strip()[:_LONGEST]
        )
    thing = "" if figure.unit is None or is_percent(figure) or is_money(figure.unit) else figure.unit
    if left and not right and thing and len(left.split()) <= _BARE_VERB and not _MEASURED_IN.match(thing):
        return f"{left} {thing}"
    if left and (_MEASURE.search(left) or not right):
        return left[:_LONGEST]
    if left:
        return " ".join(filter(None, (left, thing, right)))[:_LONGEST]
    if right:
        return " ".join(filter(None, ("Tỷ lệ" if is_percent(figure) else "Số", thing, right)))[:_LONGEST]
    return ""


def _from_head(left: str) -> str:
    """ "Bố trí nhân lực …, bảo đảm tỷ lệ hồ sơ" measures "tỷ lệ hồ sơ": from the head of the measure on."""
    heads = [
        found for found in _HEAD_INSIDE.finditer(left) if len(left[: found.start()].split()) >= _LONG_LEAD
    ]
    return left[heads[-1].end() :] if heads else left


def _right(text: str, span: tuple[int, int], end: int) -> str:
    """The words after a figure; a bracket right behind it is stepped over."""
    after = text[min(end, span[1]) : span[1]]
    if after.strip() or not (found := re.match(r"\s*\([^()]*\)([^.;(]*)", text[end : end + 400])):
        return after
    return found[1]


def only_time(text: str) -> bool:
    """Whether a text says nothing but a time or "phấn đấu"."""
    return not _plain_left(text)


def subjects_before(left: str, count: int) -> list[str]:
    """The subjects of corresponding values, where the text names just as many; else none."""
    plain = _plain_left(left)
    for part in (re.split(r"\b(?:của|tại|ở|theo)\b", plain)[-1], plain):
        names = [name.strip() for name in re.split(r",|;|\bvà\b", part) if name.strip()]
        if len(names) == count and all(len(name.split()) <= 8 for name in names[1:]):
            return names
    return []


def _plain_left(text: str) -> str:
    plain = without_times(_FROM_THEN_ON.sub(" ", _LABEL.sub("", " ".join(text.split()))))
    for _ in range(3):
        plain = _REACH.sub("", LEADING.sub("", _BY_LAW.sub("", _LEAD_IN.sub("", plain)))).strip(" ,;:-–(")
    return _FROM_NOW.sub("", plain)


def _plain_right(text: str) -> str:
    plain = _RESPECTIVELY.sub("", _UP.sub(" ", without_times(" ".join(_BEFORE_THING.sub("", text).split()))))
    return " ".join(_TAIL.sub("", _ON_A_SCALE.sub("", plain)).split()).strip(" ,;:.()")


def without_times(text: str) -> str:
    """The words of a text without its deadlines."""
    plain = _TERM.sub(" ", " ".join(text.split())).strip(" ,;:.")
    for moment in reversed(deadlines(text)):
        plain = f"{plain[: moment.start].rstrip(' ,')} {plain[moment.end :].lstrip(' ,')}"
    return plain.strip()
