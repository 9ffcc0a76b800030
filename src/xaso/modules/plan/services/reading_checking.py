"""Whether what an officer entered about a promise can become a target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from xaso.kernel.errors import Invalid, Problem
from xaso.platform.measuring.figures import PERCENT, POINTS
from xaso.platform.measuring.registry import MeasureMissing, registry

from ..models import ReadingItem, Target
from ..reading.proposing import plain_number

if TYPE_CHECKING:
    from .reading_deciding import ItemIn

Binding = ReadingItem.Binding
_MOST = Decimal(1_000_000_000)


class BadItem(Invalid):
    """A promise cannot become a target as entered; every problem is named."""

    code = "bad_reading_item"


def check_item(facts: ItemIn, item: ReadingItem) -> list[dict[str, Any]]:
    """Return the thresholds as plain values, by year. Raises `BadItem` with every problem at once."""
    problems: list[Problem] = []
    levels = _levels(facts.levels, problems)
    problems.extend(_words(facts))
    problems.extend(_source(facts))
    problems.extend(_scale(facts))
    problems.extend(_continued(facts, item))
    if problems:
        raise BadItem(problems=problems)
    return levels


def _words(facts: ItemIn) -> Iterator[Problem]:
    if not facts.name.strip():
        yield Problem("name", "Nhập tên chỉ tiêu.")
    if not facts.section_code.strip() or not facts.section_name.strip():
        yield Problem("section", "Chọn mục của kế hoạch.")
    if facts.unit not in Target.Unit.values:
        yield Problem("unit", "Chọn đơn vị tính.")


def _source(facts: ItemIn) -> Iterator[Problem]:
    if facts.binding not in Binding.values:
        yield Problem("binding", "Chọn nguồn số liệu.")
    if facts.binding != Binding.MEASURE:
        return
    try:
        measure = registry.get(facts.measure)
    except MeasureMissing:
        yield Problem("measure", "Chọn phép đo.")
        return
    shares = {PERCENT.value: "tính bằng %", POINTS.value: "tính bằng điểm %"}
    if shares.get(measure.unit.value) != shares.get(facts.unit):
        counted = shares.get(measure.unit.value, "đếm số lượng")
        yield Problem("measure", f"Phép đo này {counted}, khác đơn vị của chỉ tiêu. Chọn phép đo khác.")


def _scale(facts: ItemIn) -> Iterator[Problem]:
    low, high = facts.scale_min, facts.scale_max
    if low is not None and high is not None and low >= high:
        yield Problem("scale_max", "Số cao nhất phải lớn hơn số thấp nhất.")
    if facts.typed_as not in Target.TypedAs.values:
        yield Problem("typed_as", "Chọn số nhập là số của kỳ hay số lũy kế.")


def _continued(facts: ItemIn, item: ReadingItem) -> Iterator[Problem]:
    """A target in force is continued by one promise only."""
    if facts.target is None:
        return
    others = ReadingItem.objects.filter(
        reading=item.reading, target=facts.target, decision=ReadingItem.Decision.KEPT
    )
    other = others.exclude(pk=item.pk).first()
    if other is not None:
        yield Problem(
            "target",
            f"Chỉ tiêu {facts.target.code} đã được dòng số {other.order} nối tiếp. Chọn chỉ tiêu khác.",
        )


def _levels(rows: Any, problems: list[Problem]) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        year = int(row["year"])
        value, upper = _number(row.get("value")), _number(row.get("value_to"))
        comparator = str(row.get("comparator") or "")
        problem = _level_problem(row, value, upper, comparator)
        if problem or value is None:
            problems.append(Problem(f"level_{year}", f"Năm {year}: {problem}"))
            continue
        is_range = comparator == Target.Comparator.RANGE
        found[year] = {
            "year": year,
            "comparator": comparator,
            "value": plain_number(value),
            "value_to": plain_number(upper) if is_range and upper is not None else None,
        }
    return [found[year] for year in sorted(found)]


def _level_problem(
    row: Mapping[str, Any], value: Decimal | None, upper: Decimal | None, comparator: str
) -> str:
    if value is None:
        return f"“{row.get('value')}” không phải là số. Viết số, dấu phẩy cho phần lẻ."
    if comparator not in Target.Comparator.values:
        return "chọn cách so sánh."
    if comparator == Target.Comparator.RANGE and (upper is None or upper < value):
        return "“từ … đến” cần số sau không nhỏ hơn số trước."
    if abs(value) >= _MOST * 10 or (upper is not None and abs(upper) >= _MOST * 10):
        return "số quá lớn. Kiểm tra lại đơn vị tính."
    return ""


def _number(value: Any) -> Decimal | None:
    """``92,5`` and ``92.5`` both read; None for anything that is no number."""
    text = str(value if value is not None else "").strip().replace(" ", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
