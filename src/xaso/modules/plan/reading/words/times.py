"""Years that are deadlines, told from years that only name something."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?P<year>20\d\d)(?!\d)"
_DASH = r"\s*(?:[-–—]|đến|tới)\s*(?:hết\s+)?(?:năm\s*)?"
_PERIOD = re.compile(
    rf"(?:giai\s+đoạn|thời\s+kỳ|trong\s+các\s+năm|các\s+năm|từ\s+năm|từ"
    rf"|năm)\s*(?P<from>20\d\d){_DASH}{_YEAR}",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"(?:trong\s+)?(?:hai|ba|bốn|năm|các|\d{{1,2}})\s+năm\s+20\d\d(?:\s*(?:,|và)\s*(?:năm\s+)?20\d\d)*"
    rf"\s*(?:,|và)\s*(?:năm\s+)?{_YEAR}",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"(?:(?:đến|tới|vào|trong|hết|cuối|đầu|trước|từ|của|so\s+với|ngay|cho)\s+)*(?:đến\s+|hết\s+|cuối\s+)?"
    rf"(?:ngày\s+\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*|\d{{1,2}}\s*/\s*\d{{1,2}}\s*/\s*"
    rf"|(?:ngày\s+\d{{1,2}}\s+)?tháng\s*\d{{1,2}}\s*(?:/|-|năm)\s*"
    rf"|\d{{1,2}}/(?=20)|quý\s*(?:[IVX]+|\d)\s*(?:/|-|năm)?\s*|năm\s+"
    rf"|(?<=đến\s)|(?<=hết\s)|(?<=tới\s)){_YEAR}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\(\s*{_YEAR}\s*\)")
_PAPER = (
    r"(?:kế\s+hoạch|chương\s+trình|đề\s+án|nghị\s+quyết|quyết\s+định|chỉ\s+thị|kết\s+luận|luật"
    r"|thông\s+tư|nghị\s+định|công\s+văn|hướng\s+dẫn|thông\s+báo)"
)
_NAMES_A_THING = re.compile(
    rf"(?:(?:tính(?:\s+đến|\s+từ)?|so(?:\s+với)?|kể\s+từ|ban\s+hành|{_PAPER}|chiến\s+lược|nhiệm\s+kỳ"
    r"|cùng\s+kỳ|dự\s+toán|theo(?![^,;:.)]*(?:\bđạt\b|%))|gấp|giá\s+(?:so\s+sánh|cố\s+định|hiện\s+hành|gốc))[^,;:.)]{0,40}"
    rf"|{_PAPER}\s+(?:số\s*)?:?\s*\d[^;:.)]{{0,60}})$",
    re.IGNORECASE,
)
_START_ONLY = re.compile(r"^từ\s+(?:đầu\s+)?(?:năm|tháng|quý|ngày|\d)", re.IGNORECASE)
_WITHIN = re.compile(r"(?:trong|trước|hết)\s+(?:ngày\s+)?(?:quý|tháng|\d{1,2}\s*/)", re.IGNORECASE)
_HOLDS_FROM = re.compile(r"\s*,(?!.*\b20\d\d\b)", re.DOTALL)
_OPENS = re.compile(r"(?:^|[,;:(]|\btrong|\bcả)\s*$", re.IGNORECASE)
_TELLS = re.compile(r"\s*(?:\)\s*)?(?::|(?:phấn\s+đấu\s+)?(?:đạt|là|bằng)\b)", re.IGNORECASE)
LEADING = re.compile(
    r"^\s*(?:phấn\s+đấu\s+)?(?:(?:đến|tới|trước|trong|hết|cuối|từ)\s+)*(?:(?:hết|cuối|đầu)\s+)?"
    r"(?:ngày\s+\d+[/.-]\d+[/.-]\d+|\d+/\d+/\d+|(?:ngày\s+\d+\s+)?tháng\s*\d+\s*(?:/|năm)\s*20\d\d"
    r"|quý\s*[IVX\d]+\s*(?:/|năm)?\s*20\d\d"
    r"|năm\s+20\d\d|giai\s+đoạn\s+20\d\d\s*[-–—đến\s]+\s*20\d\d|(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng))"
    r"(?:\s*[,:]|\s+(?=phấn|có|đạt|tối|ít|trên|không|bảo|đảm|\d))?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A deadline in a text: from ``start`` to ``end``, of ``year``."""

    start: int
    end: int
    year: int


def deadlines(text: str) -> list[Moment]:
    """The deadlines of a sentence, in order."""
    found: list[Moment] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_PERIOD, _SEVERAL, _POINT, _BARE):
        for match in pattern.finditer(text):
            span = match.span()
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            taken.append(span)
            if _is_deadline(text, match, pattern):
                found.append(Moment(span[0], span[1], int(match["year"])))
    return sorted(found, key=lambda moment: moment.start)


def _is_deadline(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    if _WITHIN.match(match.group()):
        return True
    if _NAMES_A_THING.search(before) or match.group().lower().startswith(("so với", "của")):
        return False
    if pattern is _PERIOD:
        return _OPENS.search(before) is not None or _TELLS.match(text, match.end()) is not None
    if _START_ONLY.match(match.group()):
        return not before.strip(" -+*•") and _HOLDS_FROM.match(text, match.end()) is not None
    return True


def heading_year(text: str) -> int | None:
    """The deadline a heading or an opening line sets for what stands below: "Đến năm 2030:"."""
    opened = re.match(rf"\s*giai\s+đoạn\s*(?:20\d\d){_DASH}{_YEAR}", text, re.IGNORECASE)
    if opened:
        return int(opened["year"])
    if re.search(r"20\d\d\s*(?:,|và)\s*(?:năm\s+)?20\d\d", text, re.IGNORECASE):
        return None
    points = [
        m
        for m in _POINT.finditer(text)
        if not _START_ONLY.match(m.group()) and not _NAMES_A_THING.search(text[: m.start()])
    ]
    return int(points[-1]["year"]) if len(points) == 1 else None


def period_of(text: str) -> tuple[int, int] | None:
    """The years a plan covers, as its title says: "giai đoạn 2026-2030", "năm 2027"."""
    if found := re.search(
        rf"(?:giai\s+đoạn|thời\s+kỳ|từ\s+năm|năm)?\s*(?P<from>20\d\d){_DASH}{_YEAR}", text, re.IGNORECASE
    ):
        first, last = int(found["from"]), int(found["year"])
        return (first, last) if first <= last else None
    if found := re.search(rf"năm\s+{_YEAR}", text, re.IGNORECASE):
        return int(found["year"]), int(found["year"])
    return None
