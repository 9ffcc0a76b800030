"""Checks of units: counts given as shares, numbers without unit, growth that may be read two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding, IndicatorRow, Threshold
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.reading.words.units import is_share

_COUNT = re.compile(r"^so (?!hoa\b|lieu\b|hoa,)")
_OF_SOMETHING = re.compile(
    r"tăng|giảm|hạ|nâng|bằng|so\s+với|đạt\s+tỷ\s+lệ|chiếm|%\s*(?!vào|năm|trở\s+lên|trong)\w", re.IGNORECASE
)
_RATE = re.compile(r"^(?:ty le|ti le)\b")
_TOTAL = re.compile(r"^tong\b(?! hop)")
_GROWTH = re.compile(
    r"(?:(?:mỗi|hằng|hàng|từng)\s+năm|bình\s+quân(?:\s+(?:mỗi|hằng"
    r"|hàng))?(?:\s+năm)?)\s*(?:phấn\s+đấu\s+)?(?:tăng|giảm)\s+(?:thêm\s+)?[^\d;.]{0,25}\d+(?:[.,]\d+)?\s*%"
    r"|(?:tăng|giảm)\s+(?:bình\s+quân\s+)?[^\d;.]{0,20}\d+(?:[.,]\d+)?\s*%\s*(?:/|mỗi\s+|một\s+)năm",
    re.IGNORECASE,
)
_OF_SHARE = re.compile(r"tỷ\s+lệ|tỉ\s+lệ|mức\s+độ", re.IGNORECASE)
_ENOUGH_ROWS = 4
_WRONG = re.compile(r"(?:[GMK]bps|[GMK]b/s)\s*/\s*(?:s|giây)|%\s*%|km/h\s*/\s*giờ", re.IGNORECASE)
_ACTION = re.compile(
    r"^(?:ung dung|xay dung|trien khai|nang cao|phat trien|day manh|tang cuong|hoan thien|doi moi|to "
    r"chuc|khuyen khich|thuc day|nghien cuu|ho tro|dau tu|mo rong|tham gia|quan ly)\b"
)


def _values(row: IndicatorRow) -> list[Threshold]:
    return [cell for cell in row.values.values() if cell is not None and isinstance(cell.value, Decimal)]


def count_given_as_share(context: Context) -> Iterator[Finding]:
    """A name that counts things ("Số …") with values in %, or a rate with values in things."""
    for row in context.reading.indicator_rows:
        values, name = _values(row), fold(row.name)
        shares = [is_share(cell.unit) for cell in values]
        wrong = (_COUNT.match(name) and shares and all(shares)) or (
            _RATE.match(name)
            and any(
                cell.unit and not is_share(cell.unit) and not re.search(r"[‰/]|phan", fold(cell.unit))
                for cell in values
            )
        )
        if wrong:
            yield finding(
                "đơn vị không khớp chỉ tiêu",
                "cao",
                [row.line, *(cell.line for cell in values[:1])],
                f"{row.name}: {values[0].raw}",
                "Tên chỉ tiêu và đơn vị của mức không hợp nhau. Hỏi xem đếm gì, trên tổng nào.",
            )
        elif _TOTAL.match(name) and shares and all(shares):
            yield finding(
                'tên thiếu "Tỷ lệ"',
                "thấp",
                [row.line],
                row.name,
                "Tên ghi tổng số nhưng mức là %. Ghi rõ là tỷ lệ của gì trên gì.",
            )
    for target in context.reading.targets:
        counts = _COUNT.match(fold(target.metric)) and not _OF_SOMETHING.search(target.quote)
        if counts and is_share(target.unit):
            yield finding(
                "đơn vị không khớp chỉ tiêu",
                "cao",
                [target.line],
                target.quote,
                "Tên đếm số lượng mà mức là %. Hỏi xem đếm gì, trên tổng nào.",
            )


_FITTING: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:tong )?dien tich\b"), re.compile(r"ha|hec ta|m2|m²|km2|km²|%|mau|sao"), "diện tích"),
    (
        re.compile(r"^(?:tong )?san luong\b"),
        re.compile(r"(?:nghin |trieu )?(?:tan|ta|kg|lit|m3|m³|con|qua|kwh)|%"),
        "sản lượng",
    ),
    (re.compile(r"^(?:tong )?chieu dai\b"), re.compile(r"k?m|%"), "chiều dài"),
)


def unit_of_another_measure(context: Context) -> Iterator[Finding]:
    """A measure in a unit of something else: an area in tons."""
    told = [
        (row.name, cell.unit, row.line, f"{row.name}: {cell.raw}")
        for row in context.reading.indicator_rows
        for cell in _values(row)
    ]
    told += [(one.metric, one.unit, one.line, one.quote) for one in context.reading.targets]
    seen: set[int] = set()
    for name, unit, line, quote in told:
        for measure, units, what in _FITTING:
            if unit and measure.match(fold(name)) and not units.match(fold(unit)) and line not in seen:
                seen.add(line)
                yield finding(
                    "đơn vị không khớp chỉ tiêu",
                    "cao",
                    [line],
                    quote,
                    f"“{unit}” không phải đơn vị của {what}. Hỏi đơn vị đúng.",
                )


def not_measurable(context: Context) -> Iterator[Finding]:
    """A name that tells a work, not a share of something, with values in %."""
    for row in context.reading.indicator_rows:
        values = _values(row)
        if values and all(is_share(cell.unit) for cell in values) and _ACTION.match(fold(row.name)):
            yield finding(
                "chỉ tiêu không đo được",
                "trung bình",
                [row.line],
                row.name,
                "Tên là một việc làm, không rõ tử số và mẫu số. Ghi lại thành “Tỷ lệ …”.",
            )


def no_unit(context: Context) -> Iterator[Finding]:
    """A number without a unit; counts and scores may go without, where not every other row has its unit."""
    rows = context.reading.indicator_rows
    lacking = [row for row in rows if not row.unit]
    unasked = lacking if len(lacking) > 1 or len(rows) < _ENOUGH_ROWS else []
    for row in rows:
        bare = [cell for cell in _values(row) if not cell.unit]
        plain = re.match(r"so |chi so|diem|he so|thu hang|xep hang", fold(row.name)) is not None
        if bare and not row.unit and not (plain and row in unasked):
            yield finding(
                "số không có đơn vị",
                "trung bình",
                [row.line, bare[0].line],
                f"{row.name}: {bare[0].raw}",
                "Mức không có đơn vị tính. Chọn đơn vị khi xác nhận.",
            )
    for target in context.reading.targets:
        if target.unit is None and not re.search(r"chi so|diem|he so|index|hang|^so ", fold(target.metric)):
            yield finding(
                "số không có đơn vị",
                "trung bình",
                [target.line],
                target.quote,
                "Con số không có đơn vị. Chọn đơn vị khi xác nhận.",
            )


def ambiguous_growth(context: Context) -> Iterator[Finding]:
    """A share that shall grow by so many % a year: percentage points, or per cent of what it was?"""
    for number, text in context.texts:
        if "%" not in text or not _OF_SHARE.search(text):
            continue
        for found in _GROWTH.finditer(text):
            if _about_share(text, found.start()):
                yield finding(
                    "đơn vị mơ hồ",
                    "trung bình",
                    [number],
                    found.group(),
                    "Không rõ là điểm phần trăm hay phần trăm của mức trước. Chọn một cách hiểu.",
                )


def _about_share(text: str, at: int) -> bool:
    before = text[max(0, at - 260) : at]
    sentence = re.split(r"(?<=[^\d])\.\s", before)[-1]
    return _OF_SHARE.search(sentence) is not None


def wrong_unit(context: Context) -> Iterator[Finding]:
    """A unit that does not exist: "Gbps/s", "%%"."""
    for number, text in context.texts:
        for found in _WRONG.finditer(text):
            yield finding(
                "đơn vị đo sai", "thấp", [number], found.group(), "Đơn vị này viết thừa. Sửa lại cho đúng."
            )


CHECKS = (
    count_given_as_share,
    unit_of_another_measure,
    not_measurable,
    no_unit,
    ambiguous_growth,
    wrong_unit,
)
