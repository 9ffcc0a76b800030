"""Figures in a sentence: a number with its unit, its comparator, its range; ranks; lists of corresponding
values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xaso.modules.plan.reading.result import Comparator
from xaso.modules.plan.reading.words.comparators import Compared, compared
from xaso.modules.plan.reading.words.decoys import masked
from xaso.modules.plan.reading.words.numbers import number
from xaso.modules.plan.reading.words.units import NUMBER, is_share, unit_after


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a sentence. ``start``..``end`` spans number and unit, ``begin`` its comparator too.

    ``said`` tells that words or signs compare it; ``known`` that its unit is a known one; ``several`` that
    the text lists values that correspond to several subjects or years; ``ratio`` that it is so many
    of so many.
    """

    start: int
    end: int
    begin: int
    values: tuple[Decimal, ...]
    value_to: Decimal | None
    unit: str | None
    comparator: Comparator
    said: bool
    known: bool
    rank: bool = False
    several: bool = False
    from_low: bool = False
    ratio: bool = False


_N = rf"(?:{NUMBER})"
_LIST = re.compile(
    rf"(?:tương\s+ứng|lần\s+lượt)(?:\s+(?:là|với|đạt|ở|các|mức|mức\s+là|tỷ\s+lệ|bằng|từng\s+năm))*\s*:?\s*"
    rf"(?P<list>{_N}\s*%?(?:\s*(?:,|;|và|/|-)\s*{_N}\s*%?)+)",
    re.IGNORECASE,
)
_LIST_AFTER = re.compile(
    rf"(?<![\d.,])(?P<list>{_N}\s*%?(?:\s*(?:,\s|;|và|,)\s*{_N}\s*%?)+)(?=\s*,?\s*(?:lần\s+lượt"
    rf"|tương\s+ứng))",
    re.IGNORECASE,
)
_TOP = re.compile(
    r"(?:(?P<top>nhóm|top|tốp)\s+(?:đầu\s+|các\s+)?(?P<a>\d{1,3})(?![\d.,]*\s*%|\d)"
    r"|(?<![\d/])(?P<b>\d{1,3})\s+(?:[^\W\d_]+\s+){1,4}?(?:dẫn\s+đầu|đứng\s+đầu|tốt\s+nhất|cao\s+nhất|hàng\s+đầu))",
    re.IGNORECASE,
)
_TOP_SHARE = re.compile(
    r"(?:(?:nằm\s+)?(?:thuộc|trong|vào|ở)\s+)?(?:(?:nhóm|top|tốp)\s+)?(?<![\d/])(?P<a>\d{1,2}|một|hai|ba)"
    r"\s*(?:/|phần)\s*(?P<b>\d{1,2}|hai|ba|tư|bốn|năm)\s+(?:(?:tổng\s+)?số\s+|các\s+)?"
    r"(?P<of>xã|phường|đơn\s+vị|địa\s+phương)\b[^.;:\d]{0,40}?\b"
    r"(?:dẫn\s+đầu|đứng\s+đầu|tốt\s+nhất|cao\s+nhất|hàng\s+đầu)",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?P<word>từ(?=\s+(?:thứ|hạng|vị\s+trí))|xếp|đứng|vị\s+trí|thứ\s+hạng|hạng|thứ\s+bậc)\s*(?:(?:vào\s+)?(?:thứ|hạng|vị\s+trí"
    r"|thứ\s+hạng|từ|trong|ở|tối\s+thiểu|ít\s+nhất|đạt)\s*){0,4}"
    r"(?P<a>\d{1,3})(?!\s*%|\d)(?:\s*(?:-|–|đến"
    r"|tới|lên)\s*(?:(?:thứ|vị\s+trí|hạng)\s*)?(?P<to>\d{1,3}))?(?:\s*/\s*(?P<of>\d{1,4}))?(?P<up>\s*(?:[^\W\d_]+\s+){0,5}?tr"
    r"ở\s+lên)?",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"(?<![\d/.,]){_N}(?!\d)")
_RATIO = re.compile(rf"\s*/\s*(?P<whole>{_N})(?!\d)")
_RATE = re.compile(r"1[.,]?00(?:0|[.,]?000)?|1[.,]?000[.,]?000")
_OF_THEIR_NUMBER = re.compile(r"\s+(?:tổng|số|lượng|diện\s+tích|thời\s+gian)\s+(?=[^\W\d_])", re.IGNORECASE)
_RANGE = re.compile(
    rf"\s*(?:-|–|—|÷|~|đến|tới)\s*(?:dưới\s+|không\s+quá\s+)?(?P<to>{_N})(?!\d)", re.IGNORECASE
)
_TO_ANOTHER = re.compile(r"[^.;]{0,60}?\b(?:lên|xuống|còn|đến|tới)\b[^.;\d]{0,25}\d", re.IGNORECASE)
_STRIVES = re.compile(r"phấn\s+đấu[^.;]{0,60}$", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?:tối\s+thiểu|ít\s+nhất|không\s+dưới|tối\s+đa|không\s+quá)\s+(?:(?:mỗi|có"
    r"|là)\s+(?:[^\W\d_]+\s+){0,2})?(?P<word>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r"\s+(?!năm\b|tháng\b|cửa\b)(?=[^\W\d_])",
    re.IGNORECASE,
)


_PART_IN_WORDS = re.compile(
    r"(?<!\w)(?:(?P<half>một\s+nửa|phân\s+nửa|quá\s+nửa|hơn\s+nửa)|(?P<part>một|hai|ba|bốn)\s+phần\s+(?P<whole>ba|tư|bốn|năm|mười))"
    r"(?=\s+(?:tổng\s+)?(?:số\s+)?[^\W\d_]|\s*[,.;]|\s*$)",
    re.IGNORECASE,
)
_WORDS_OF_PARTS = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "mười": 10}


def says_part(text: str) -> bool:
    """Whether a text gives a share in words: "ba phần tư", "một nửa"."""
    return _PART_IN_WORDS.search(text) is not None


def _parts_in_words(text: str) -> Iterator[Figure]:
    for match in _PART_IN_WORDS.finditer(text):
        share = Decimal(50)
        if match["part"]:
            part, whole = (_WORDS_OF_PARTS[match[name].lower()] for name in ("part", "whole"))
            share = round(Decimal(part) * 100 / whole, 1)
        over = match["half"] is not None and match["half"].lower().startswith(("quá", "hơn"))
        if share < 100:
            word = compared(text, match.start(), match.end(), 0)
            yield Figure(
                match.start(), match.end(), word.start, (share,), None, "%", ">" if over else word.comparator,
                said=over or word.said, known=True,
            )  # fmt: skip


def figures(text: str) -> list[Figure]:
    """The figures of a sentence in order, without the numbers that promise nothing."""
    found = list(_shares_of_the_top(text))
    for figure in found:
        text = _covered(text, figure)
    hidden = masked(text) if any(char.isdigit() for char in text) else text
    for finder in (_lists, _ranks):
        for figure in finder(hidden):
            found.append(figure)
            hidden = _covered(hidden, figure)
    found.extend(_numbers(hidden))
    found.extend(_spoken(hidden))
    found.extend(_parts_in_words(text))
    return sorted(found, key=lambda figure: figure.start)


def _covered(text: str, figure: Figure) -> str:
    """The text with the figure taken out of sight; every position stays."""
    return text[: figure.start] + "\x00" * (figure.end - figure.start) + text[figure.end :]


def _shares_of_the_top(text: str) -> Iterator[Figure]:
    """ "1/3 xã đứng đầu" is a rank within the first third of the communes: at most 33,3 % from the top."""
    for match in _TOP_SHARE.finditer(text):
        part, whole = number(match["a"]), number("bốn" if match["b"].lower() == "tư" else match["b"])
        if 0 < part < whole:
            share = round(part * 100 / whole, 1)
            unit = f"% {' '.join(match['of'].lower().split())} đứng đầu"
            yield Figure(
                match.start(), match.end(), match.start(), (share,), None, unit, "<=",
                said=True, known=True, rank=True,
            )  # fmt: skip


def _lists(text: str) -> Iterator[Figure]:
    for pattern in (_LIST, _LIST_AFTER):
        for match in pattern.finditer(text):
            values = tuple(number(one) for one in re.findall(NUMBER, match["list"]))
            share = "%" in match["list"]
            if len(values) < 2 or not (share or pattern is _LIST):
                continue
            word = compared(text, match.start(), match.end(), 0)
            start, end = match.start("list"), match.end("list")
            unit, known = ("%", True) if share else unit_after(text, end)[::2]
            yield Figure(
                start,
                end,
                min(word.start, match.start()),
                values,
                None,
                unit,
                word.comparator,
                word.said,
                known,
                several=True,
            )
            return


def _ranks(text: str) -> Iterator[Figure]:
    taken: list[tuple[int, int]] = []
    for match in _RANK.finditer(text):
        comparator: Comparator = (
            "between" if match["to"] else ("<=" if match["up"] or _lenient(match.group()) else "=")
        )
        place, last = match["a"], number(match["to"]) if match["to"] else None
        if last is not None and last < number(place):
            place, last, comparator = match["to"], None, "="
        taken.append(match.span())
        yield _rank(match, place, comparator, last)
    for match in _TOP.finditer(text):
        place = match["a"] or match["b"]
        again = any(match.start() < end and start < match.end() for start, end in taken)
        if not again and "\x00" not in match.group():
            yield _rank(match, place, "<=", None)


def _lenient(words: str) -> bool:
    return re.search(r"tối\s+thiểu|ít\s+nhất|trong", words, re.IGNORECASE) is not None


def _rank(match: re.Match[str], place: str, comparator: Comparator, last: Decimal | None) -> Figure:
    return Figure(
        match.start(),
        match.end(),
        match.start(),
        (number(place),),
        last,
        "hạng",
        comparator,
        said=True,
        known=True,
        rank=True,
    )


def _numbers(text: str) -> Iterator[Figure]:
    at, floor = 0, 0
    while match := _SINGLE.search(text, at):
        figure = _one(text, match, floor)
        at = max(match.end(), figure.end)
        floor = at
        yield figure


def _one(text: str, match: re.Match[str], floor: int) -> Figure:
    start, end = match.span()
    unit, stop, known = unit_after(text, end)
    reach = _RANGE.match(text, stop if known else end)
    if reach:
        ranged = _ranged(text, match, reach, floor, unit if known else None)
        if ranged is not None:
            return ranged
    ratio = None if known else _RATIO.match(text, end)
    if ratio and _OF_THEIR_NUMBER.match(text, ratio.end()) and number(ratio["whole"]) > 0:
        return _fraction(text, match, ratio, floor)
    if ratio:
        unit, stop, known = unit_after(text, ratio.end())
        stop = max(stop, ratio.end())
        if unit and _RATE.fullmatch(ratio["whole"]):
            unit = f"/{ratio['whole']} {unit}"
    word = compared(text, start, stop, floor)
    figure = Figure(
        start,
        stop,
        word.start,
        (number(match.group()),),
        None,
        unit,
        word.comparator,
        word.said,
        known,
        ratio=ratio is not None,
    )
    return _from_low(text, figure, word)


def _fraction(text: str, match: re.Match[str], ratio: re.Match[str], floor: int) -> Figure:
    """ "3/4 số thôn" is 75 % of them, however many there are."""
    word = compared(text, match.start(), ratio.end(), floor)
    share = round(number(match.group()) * 100 / number(ratio["whole"]), 1)
    return Figure(
        match.start(),
        ratio.end(),
        word.start,
        (share,),
        None,
        "%",
        word.comparator,
        said=word.said,
        known=True,
    )


def _from_low(text: str, figure: Figure, word: Compared) -> Figure:
    """Tell two meanings of "từ 60%" apart.

    Where "lên 85%" follows, it is where things stand; where nothing follows, it is the least that shall be.
    """
    if not word.open_from:
        return figure
    goes_on = _TO_ANOTHER.match(text, figure.end) is not None
    if not goes_on and (is_percent(figure) or _STRIVES.search(text, 0, figure.start)):
        return replace(figure, comparator=">=", said=True)
    return replace(figure, from_low=goes_on)


def _ranged(
    text: str, match: re.Match[str], reach: re.Match[str], floor: int, first_unit: str | None
) -> Figure | None:
    unit, stop, known = unit_after(text, reach.end())
    low, high = number(match.group()), number(reach["to"])
    same = first_unit is None or unit is None or first_unit == unit or unit.startswith(f"{first_unit}/")
    if not same or low >= high:
        return None
    word = compared(text, match.start(), stop, floor)
    plainly = word.comparator in {"=", "~"} or re.search(
        r"từ\s*$", text[floor : match.start()], re.IGNORECASE
    )
    comparator: Comparator = "between" if plainly else word.comparator
    return Figure(match.start(), stop, word.start, (low,), high, unit or first_unit, comparator, True, known)


def _spoken(text: str) -> Iterator[Figure]:
    for match in _SPOKEN.finditer(text):
        unit, stop, known = unit_after(text, match.end("word"))
        word = compared(text, match.start("word"), stop, match.start())
        if known and word.said:
            yield Figure(
                match.start("word"),
                stop,
                match.start(),
                (number(match["word"]),),
                None,
                unit,
                word.comparator,
                True,
                known,
            )


def is_percent(figure: Figure) -> bool:
    """Whether the figure is a share."""
    return is_share(figure.unit)
