"""What still keeps a reading from being put in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..models import PlanReading, ReadingActivity, ReadingFinding, ReadingItem
from ..rules.obligations import lacks

HIGH = "cao"
_MOST_NAMED = 20
_FEW = 5
Kind, Decision = ReadingItem.Kind, ReadingItem.Decision


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to do first. ``where``: item, activity, finding or head; ``order``: which one, 0 for the
    whole list, of which ``show`` is the part to look at.
    """

    text: str
    where: str
    order: int = 0
    show: str = ""


def obstacles(reading: PlanReading) -> list[Obstacle]:
    """Return everything that must be done first, in the order of the text: at most twenty of a kind, and
    rows that nobody has looked at as one line when there are more than a few.

    A doubt the author was asked about is ruled on: the plan may run while the answer is awaited, and the
    version says so. Four queries.
    """
    return [*_head(reading), *_items(reading), *_activities(reading), *_findings(reading)]


def lacks_of(item: ReadingActivity) -> list[str]:
    """What keeps an activity from becoming an obligation as it is understood, in words. No query when the
    item holds its reading.
    """
    first, last = item.reading.year_from, item.reading.year_to
    found = lacks(
        output=item.output,
        leads=len(item.leads),
        timing=item.timing,
        by_hand=item.by_hand,
        years=None if first is None or last is None else (first, last),
    )
    return [words for _, words in found]


def _head(reading: PlanReading) -> Iterator[Obstacle]:
    if not reading.title.strip():
        yield Obstacle("Nhập tên kế hoạch.", "head")
    if reading.year_from is None or reading.year_to is None:
        yield Obstacle("Nhập năm đầu và năm cuối của kế hoạch.", "head")


def _items(reading: PlanReading) -> Iterator[Obstacle]:
    kept = list(
        ReadingItem.objects.filter(reading=reading, decision=Decision.KEPT)
        .select_related("target")
        .order_by("order")
    )
    unseen = ReadingItem.objects.filter(reading=reading, decision=Decision.OPEN).exclude(kind=Kind.OTHER)
    orders = list(unseen.order_by("order").values_list("order", flat=True))
    yield from _unseen(orders, "item", "Dòng", "chỉ tiêu")
    if not kept:
        yield Obstacle("Chưa có chỉ tiêu nào được giữ.", "item")
    lacking = [(item, lack) for item in kept if (lack := _lack(item))]
    for item, lack in lacking[:_MOST_NAMED]:
        yield Obstacle(f"Dòng {item.order} “{item.name[:80]}”: {lack}.", "item", item.order)
    yield from _continued_twice(kept)


def _unseen(orders: list[int], where: str, row: str, many: str) -> Iterator[Obstacle]:
    if len(orders) > _FEW:
        yield Obstacle(f"Còn {len(orders)} {many} chưa xem: giữ hoặc bỏ.", where, show=Decision.OPEN)
        return
    for order in orders:
        yield Obstacle(f"{row} {order} chưa được xem: giữ hoặc bỏ.", where, order)


def _lack(item: ReadingItem) -> str:
    lacks = []
    if item.owner_id is None:
        lacks.append("chưa có đơn vị phụ trách")
    if not item.binding:
        lacks.append("chưa chọn nguồn số liệu")
    if not item.unit:
        lacks.append("chưa có đơn vị tính")
    if not item.section_code:
        lacks.append("chưa có mục")
    return ", ".join(lacks)


def _continued_twice(kept: list[ReadingItem]) -> Iterator[Obstacle]:
    counts = Counter(item.target_id for item in kept if item.target_id)
    for item in kept:
        target = item.target
        if target is not None and counts[target.pk] > 1:
            words = f"Dòng {item.order}: chỉ tiêu {target.code} được nối tiếp {counts[target.pk]} lần."
            yield Obstacle(words, "item", item.order)


def _activities(reading: PlanReading) -> Iterator[Obstacle]:
    rows = ReadingActivity.objects.filter(reading=reading).exclude(decision=Decision.LEFT_OUT)
    items = list(rows.select_related("continues").order_by("order"))
    for item in items:
        item.reading = reading
    orders = [item.order for item in items if item.decision == Decision.OPEN]
    yield from _unseen(orders, "activity", "Hoạt động dòng", "hoạt động")
    kept = [item for item in items if item.decision == Decision.KEPT]
    lacking = [(item, words) for item in kept if (words := lacks_of(item))]
    for item, words in lacking[:_MOST_NAMED]:
        yield Obstacle(f"Hoạt động dòng {item.order}: {', '.join(words)}.", "activity", item.order)
    counts = Counter(item.continues.code for item in kept if item.continues)
    for item in kept:
        if item.continues is not None and (times := counts[item.continues.code]) > 1:
            told = f"Hoạt động dòng {item.order}: {item.continues.code} được nối tiếp {times} lần."
            yield Obstacle(told, "activity", item.order)


def _findings(reading: PlanReading) -> Iterator[Obstacle]:
    rows = list(ReadingFinding.objects.filter(reading=reading, severity=HIGH, ruling="").order_by("order"))
    if len(rows) > _FEW:
        yield Obstacle(f"Còn {len(rows)} chỗ mức cao chưa có ý kiến.", "finding", show=HIGH)
        return
    for one in rows:
        yield Obstacle(f"Chưa có ý kiến về “{one.kind}”, {one.where[:90]}", "finding", one.order)
