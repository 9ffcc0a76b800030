"""Decide what becomes of each promise of a plan's text, and rule on each doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from xaso.kernel.errors import Missing
from xaso.kernel.text import shorten
from xaso.platform.journal.services import record

from ..events import FindingRuled, ItemDecided, TargetsCarried
from ..models import PlanReading, ReadingFinding, ReadingItem, Target
from ..reading.proposing import Level, as_plain
from .reading_checking import check_item
from .reading_filling import continue_target
from .reading_intake import subject_of
from .reading_rows import (
    ItemChanged,
    NeedsReason,
    NoneChosen,
    chosen_rows,
    decide_row,
    locked_reading,
    open_row,
    reason_of,
)

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer, Unit


@dataclass(frozen=True, slots=True)
class ItemIn:
    """What the officer entered about one promise. ``levels`` are {year, comparator, value, value_to}."""

    name: str
    section_code: str
    section_name: str
    unit: str
    owner: Unit | None
    target: Target | None
    levels: Sequence[Mapping[str, Any]]
    binding: str
    measure: str
    deadline_year: int | None = None
    typed_as: str = Target.TypedAs.SO_FAR
    scale_min: Decimal | None = None
    scale_max: Decimal | None = None
    baseline_value: Decimal | None = None
    baseline_year: int | None = None
    baseline_source: str = ""


@transaction.atomic
def keep_item(
    *, reading: PlanReading, order: int, facts: ItemIn, by: Officer, at: datetime, seen: int
) -> ReadingItem:
    """Take a promise into the plan as the officer says it.

    Owner and binding may still be open; the plan is not put in force before they are chosen. Raises
    `NotPlanKeeper`, `ReadingMoved`, `ItemChanged`, and `BadItem` naming every field that cannot be taken.
    """
    item = open_row(ReadingItem, reading, order, by, seen)
    levels = check_item(facts, item)
    for field in fields(facts):
        if field.name != "levels":
            setattr(item, field.name, getattr(facts, field.name))
    item.thresholds = levels
    decide_row(item, ReadingItem.Decision.KEPT, "", by, at)
    _tell(reading, [item.order], ReadingItem.Decision.KEPT, _plain(item), by=by, at=at)
    return item


@transaction.atomic
def leave_item(
    *, reading: PlanReading, order: int, reason: str, by: Officer, at: datetime, seen: int
) -> ReadingItem:
    """Leave a promise out of the plan, with a reason. Raises as `keep_item`, and `NeedsReason`."""
    item = open_row(ReadingItem, reading, order, by, seen)
    decide_row(item, ReadingItem.Decision.LEFT_OUT, reason_of(reason), by, at)
    _tell(reading, [item.order], ReadingItem.Decision.LEFT_OUT, {"reason": item.reason}, by=by, at=at)
    return item


@transaction.atomic
def keep_many(
    *,
    reading: PlanReading,
    orders: Sequence[int],
    owner: Unit | None,
    typed: bool,
    by: Officer,
    at: datetime,
) -> int:
    """Take several promises as they were understood; ``owner`` and ``typed`` (figures typed with evidence)
    fill only what is still open. Return how many. Raises as `keep_item`, and `NoneChosen`.
    """
    rows = chosen_rows(ReadingItem, reading, orders, by)
    for item in rows:
        item.owner = item.owner or owner
        if typed and not item.binding:
            item.binding = ReadingItem.Binding.TYPED
        decide_row(item, ReadingItem.Decision.KEPT, "", by, at)
    facts = {"owner": owner.code if owner else "", "typed": "yes" if typed else ""}
    _tell(reading, [item.order for item in rows], ReadingItem.Decision.KEPT, facts, by=by, at=at)
    return len(rows)


@transaction.atomic
def leave_many(*, reading: PlanReading, orders: Sequence[int], reason: str, by: Officer, at: datetime) -> int:
    """Leave several promises out with one reason. Return how many. Raises as `leave_item`."""
    why = reason_of(reason)
    rows = chosen_rows(ReadingItem, reading, orders, by)
    for item in rows:
        decide_row(item, ReadingItem.Decision.LEFT_OUT, why, by, at)
    _tell(
        reading, [item.order for item in rows], ReadingItem.Decision.LEFT_OUT, {"reason": why}, by=by, at=at
    )
    return len(rows)


@transaction.atomic
def carry_over(*, reading: PlanReading, codes: Sequence[str], by: Officer, at: datetime) -> int:
    """Keep targets in force that the text does not name, as they stand. Return how many.

    Raises `NotPlanKeeper`, `ReadingMoved`, `NoneChosen`.
    """
    locked = locked_reading(reading, by)
    named = locked.items.exclude(target=None).exclude(decision=ReadingItem.Decision.LEFT_OUT).values("target")
    rows = Target.objects.filter(section__plan=locked.plan, ended_on=None, code__in=codes)
    targets = list(rows.exclude(pk__in=named).select_related("section", "owner").order_by("order", "code"))
    if not targets:
        raise NoneChosen
    last = locked.items.aggregate(last=Max("order"))["last"] or 0
    ReadingItem.objects.bulk_create(
        _carried(locked, last + place, target, by, at) for place, target in enumerate(targets, start=1)
    )
    event = TargetsCarried(
        reading=str(locked.public_id), state=locked.state, targets=[one.code for one in targets]
    )
    record(event, by=by, at=at, subject=subject_of(locked))
    return len(targets)


@transaction.atomic
def rule_finding(
    *,
    reading: PlanReading,
    order: int,
    ruling: str,
    correction: str,
    reason: str,
    by: Officer,
    at: datetime,
    seen: int,
) -> ReadingFinding:
    """Write what the officer says to a doubt. Nothing is corrected by it: the target is changed on its page.

    A correction needs its words, the other rulings a reason. Raises `NotPlanKeeper`, `ReadingMoved`,
    `ItemChanged`, `NeedsReason`.
    """
    locked = locked_reading(reading, by)
    found = ReadingFinding.objects.select_for_update().filter(reading=locked, order=order).first()
    if found is None:
        raise Missing
    if found.revision != seen:
        raise ItemChanged
    if ruling not in set(ReadingFinding.Ruling.values) - {""}:
        raise NeedsReason("Chọn một cách xử lý.", field="ruling")
    if ruling == ReadingFinding.Ruling.CORRECTED and not correction.strip():
        raise NeedsReason("Ghi phải hiểu là thế nào.", field="correction")
    if ruling != ReadingFinding.Ruling.CORRECTED:
        reason_of(reason)
    found.ruling, found.reason = ruling, reason.strip()[:500]
    found.correction = correction.strip()[:500] if ruling == ReadingFinding.Ruling.CORRECTED else ""
    found.ruled_by, found.ruled_at = by, at
    found.revision += 1
    found.save()
    event = FindingRuled(
        reading=str(locked.public_id),
        state=locked.state,
        finding=found.order,
        kind=found.kind,
        ruling=found.ruling,
        correction=found.correction,
        reason=found.reason,
    )
    record(event, by=by, at=at, subject=subject_of(locked))
    return found


def _carried(reading: PlanReading, order: int, target: Target, by: Officer, at: datetime) -> ReadingItem:
    item = ReadingItem(
        reading=reading,
        order=order,
        kind=ReadingItem.Kind.CARRIED,
        quote=shorten(target.basis or target.name, 2000),
        said="giữ như bản đang hiệu lực",
        unit=target.unit,
        deadline_year=target.deadline_year,
        decision=ReadingItem.Decision.KEPT,
        decided_by=by,
        decided_at=at,
    )
    continue_target(item, target)
    item.thresholds = as_plain(
        [Level(bar.year, bar.comparator, bar.value, bar.value_to) for bar in target.thresholds.all()]
    )
    return item


def _tell(
    reading: PlanReading,
    orders: list[int],
    decision: ReadingItem.Decision,
    facts: dict[str, str],
    *,
    by: Officer,
    at: datetime,
) -> None:
    event = ItemDecided(
        reading=str(reading.public_id),
        state=reading.state,
        decision=decision.value,
        items=orders,
        facts=facts,
    )
    record(event, by=by, at=at, subject=subject_of(reading))


def _plain(item: ReadingItem) -> dict[str, str]:
    bars = "; ".join(
        f"{bar['year']} {bar['comparator']} {bar['value']}{'–' + bar['value_to'] if bar['value_to'] else ''}"
        for bar in item.thresholds
    )
    return {
        "name": item.name,
        "section": item.section_code,
        "unit": item.unit,
        "owner": item.owner.code if item.owner else "",
        "target": item.target.code if item.target else "",
        "thresholds": bars,
        "measure": item.measure if item.binding == ReadingItem.Binding.MEASURE else item.binding,
    }
