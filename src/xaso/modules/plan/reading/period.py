"""The years a plan covers, and how far its vision reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR
from itertools import islice

from xaso.modules.plan.reading.lines import Line, Lines
from xaso.modules.plan.reading.outline import Item
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.reading.words.times import period_of

_HEAD = 40
_TITLE_LINES = 6
_LONGEST_TITLE = 400
_KIND = re.compile(
    r"\W*(?:du thao\s+)?(?:ke hoach|de an|nghi quyet|chuong trinh(?: hanh dong)?|phuong an|du an|chien luoc"
    r"|quyet dinh|chi thi|bao cao|khung ke hoach|ban ke hoach)\b"
)
_NO_TITLE = re.compile(
    r"\W*(?:can cu|so\s*:|theo de nghi"
    r"|noi nhan|kinh gui|xet\b|tren co so)|.*, ngay .*thang|.*\bdoc lap - tu do"
)
_DATES = re.compile(
    r"ngày\s+\d{1,2}\s*(?:/|tháng|-|\.)\s*\d{1,2}\s*(?:/|năm|-|\.)\s*\d{4}"
    r"|\b\d{1,2}/\d{1,2}/\d{4}|(?:so\s+với|của)\s+năm\s+\d{4}|\bsố\s*:?\s*\d+\S*",
    re.IGNORECASE,
)
_VISION = re.compile(
    r"(?:,|;|\(|-|–|và)?\s*(?:tầm\s+nhìn|định\s+hướng|hướng\s+đến|hướng\s+tới)\b.*", re.IGNORECASE
)
_BY_YEAR = re.compile(r"(?:đến|tới|trước)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d\d)", re.IGNORECASE)
_OPEN_END = re.compile(r"những\s+năm\s+(?:tiếp|sau)|các\s+năm\s+(?:tiếp|sau)", re.IGNORECASE)
_ISSUED = re.compile(r"ngày\b[^.;]{0,25}(?:tháng|/)[^.;]{0,12}(?:năm|/)\s*(20\d\d)", re.IGNORECASE)
_LONGEST_REACH, _USUAL_REACH = 10, 5


def plan_period(document: Lines, items: Sequence[Item]) -> tuple[int, int] | None:
    """The years the plan covers: as its title says, else as its first paragraphs and its annexes say."""
    title = title_of(items)
    if title and (period := _said(title, document)):
        return period
    head = [item.line.text for item in items[:_HEAD] if _names_plan(item.line.text)]
    spans = [period for text in head if (period := _said(text, document))]
    longer = [span for span in spans if span[0] != span[1]]
    if spans:
        return spans[0] if not longer or spans[0] in longer or _is_title(head[0]) else longer[0]
    later = (line.text for line in _short(document) if "giai đoạn" in line.text.lower())
    return next((period for text in later if (period := _said(text, document))), None)


def title_of(items: Sequence[Item]) -> str:
    """The title: the line that names the kind of paper and what stands below it, up to the first sentence."""
    for place, item in enumerate(items[:_HEAD]):
        if item.heading and item.label is not None:
            return ""
        text = item.line.text.strip()
        if _KIND.match(fold(text[:80])) and _names_plan(text) and _only_title(text):
            return " ".join([text, *_below(items[place + 1 : place + _TITLE_LINES])])
    return ""


def vision_of(document: Lines, period: tuple[int, int] | None, title: str = "") -> int | None:
    """The last year that the plan speaks of as its vision or orientation, without end where it says so."""
    if _OPEN_END.search(title):
        return MAXYEAR
    last = period[1] if period else 0
    years = [
        int(year)
        for _, text in document.every_text()
        if (found := _VISION.search(text[:1000]))
        for year in re.findall(r"20\d\d", found.group()[:120])
    ]
    return max((year for year in years if year > last), default=None)


def _below(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        text = item.line.text.strip()
        if item.label is not None or not _only_title(text) or _NO_TITLE.match(fold(text)):
            return
        yield text


def _only_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not text.endswith((".", ";", ":"))


def _names_plan(text: str) -> bool:
    plain = fold(text[:_LONGEST_TITLE])
    return (
        re.search(r"giai doan|nhiem ky|ke hoach|nam 20\d\d", plain) is not None
        or _KIND.match(plain) is not None
    ) and not (_NO_TITLE.match(plain) or "quyet dinh so" in plain or len(text) >= _LONGEST_TITLE)


def _said(text: str, document: Lines) -> tuple[int, int] | None:
    plain = _VISION.sub(" ", _DATES.sub(" ", text))
    found = period_of(plain)
    by = _BY_YEAR.search(plain)
    if found and by and found == (int(by[1]), int(by[1])):
        return _until(found[1], document)
    return found


def _until(last: int, document: Lines) -> tuple[int, int]:
    """A plan "until 2030" starts when it is issued."""
    head = (text for _, text in islice(document.every_text(), _HEAD))
    issued = [int(year[1]) for text in head if (year := _ISSUED.search(text))]
    reach = range(last - _LONGEST_REACH, last + 1)
    return next((year for year in reversed(issued) if year in reach), last - _USUAL_REACH), last


def _is_title(text: str) -> bool:
    return text.isupper() or len(text) < 160


def _short(document: Lines) -> Iterator[Line]:
    return (line for line in document.paragraphs() if len(line.text) < 300)
