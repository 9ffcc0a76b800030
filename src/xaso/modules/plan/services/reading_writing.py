"""From a confirmed reading to the plan's data, in the shape that `loading.bring` takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from xaso.kernel.text import shorten, slug
from xaso.platform.measuring.registry import registry

from ..models import Plan, PlanReading, ReadingFinding, ReadingItem, Target
from .obligations import LoadedActivities
from .reading_obligations import obligations_of

_LONGEST_CODE = 40
_LONGEST_BASIS = 1500
Kind, Binding = ReadingItem.Kind, ReadingItem.Binding


def plan_data(reading: PlanReading, decision: str) -> dict[str, Any]:
    """Return the plan as the kept items say. New targets get the next free code of their section."""
    items = list(
        reading.items.filter(decision=ReadingItem.Decision.KEPT)
        .select_related("target", "owner")
        .order_by("order")
    )
    sections = list(_sections(reading, items))
    places = {section["code"]: section["order"] for section in sections}
    ordered = sorted(items, key=lambda item: (places[item.section_code], item.order))
    taken = set(Target.objects.values_list("code", flat=True))
    return {
        "code": reading.plan.code if reading.plan else _plan_code(reading.title),
        "name": reading.title,
        "period_from": reading.year_from,
        "period_to": reading.year_to,
        "decision": decision,
        "sections": sections,
        "targets": [_target(item, taken) for item in ordered],
    }


def extras(reading: PlanReading, brought: LoadedActivities | None) -> dict[str, Any]:
    """Return what a version keeps beside the targets: tasks, activities of the annexes as the text has them
    and the obligations they are (``brought``: none were written when None), and the rulings.
    """
    rows = ReadingFinding.objects.filter(reading=reading).exclude(ruling="").order_by("order")
    return {
        "tasks": reading.reading.get("tasks", []),
        "activities": reading.reading.get("matrix_rows", []),
        **_obligations(reading, brought),
        "rulings": [
            {
                "kind": one.kind,
                "severity": one.severity,
                "where": one.where,
                "ruling": one.ruling,
                "correction": one.correction,
                "reason": one.reason,
            }
            for one in rows
        ],
    }


def _obligations(reading: PlanReading, brought: LoadedActivities | None) -> dict[str, Any]:
    if brought is None or reading.plan is None:
        return {}
    running = obligations_of(reading.plan)
    return {"obligations": [one for one in running if one["code"] not in brought.removed]}


def _sections(reading: PlanReading, items: Sequence[ReadingItem]) -> Iterator[dict[str, Any]]:
    """The standing sections in their order, then new ones as they come; only those that hold something."""
    names: dict[str, str] = {}
    if reading.plan is not None:
        names = dict(reading.plan.sections.order_by("order", "code").values_list("code", "name"))
    standing = list(names)
    for item in items:
        names.setdefault(item.section_code, item.section_name)
    used = {item.section_code for item in items}
    ordered = [code for code in standing if code in used] + [code for code in names if code not in standing]
    for order, code in enumerate(ordered, start=1):
        yield {"code": code, "name": names[code], "order": order}


def _target(item: ReadingItem, taken: set[str]) -> dict[str, Any]:
    target = item.target
    code = target.code if target else _next_code(item.section_code, taken)
    taken.add(code)
    return {
        "code": code,
        "section": item.section_code,
        "name": item.name,
        "unit": item.unit,
        "class": _source(item),
        "owner": item.owner.code if item.owner else None,
        "measure": item.measure if item.binding == Binding.MEASURE else "",
        "formula": target.formula if target else "",
        "basis": _basis(item),
        "caution": target.caution if target else "",
        "schedule_note": _schedule_note(item),
        "deadline_year": item.deadline_year,
        "thresholds": item.thresholds,
        "typed_as": item.typed_as,
        "scale": {"min": item.scale_min, "max": item.scale_max},
        "baseline": {
            "value": item.baseline_value,
            "year": item.baseline_year,
            "source": item.baseline_source,
        },
    }


def _source(item: ReadingItem) -> str:
    """The class of the figure (targets.md): as it was while the binding is the same, else by the measure."""
    target = item.target
    measure = item.measure if item.binding == Binding.MEASURE else ""
    if target is not None and target.measure == measure:
        return target.source
    if not measure:
        return Target.Source.TYPED
    if measure.startswith("surveys."):
        return Target.Source.SURVEY
    return Target.Source.REGISTER if registry.get(measure).is_stock else Target.Source.TRANSACTIONS


def _basis(item: ReadingItem) -> str:
    if item.kind == Kind.CARRIED:
        return item.target.basis if item.target else item.quote
    place = item.section_name or item.section_code
    quote = shorten(" ".join(item.quote.split()), _LONGEST_BASIS)
    return f"{place}: “{quote}” ({item.said})" if item.kind == Kind.INDICATOR else f"{place}: “{quote}”"


def _schedule_note(item: ReadingItem) -> str:
    lines = [line for line in item.note.split("\n") if "năm" in line.lower()]
    if lines:
        return " ".join(lines)
    return item.target.schedule_note if item.target else ""


def _plan_code(title: str) -> str:
    base = slug(title)[: _LONGEST_CODE - 4].strip("-") or "ke-hoach"
    return _free(base, set(Plan.objects.filter(code__startswith=base).values_list("code", flat=True)))


def _free(base: str, taken: Collection[str]) -> str:
    number, code = 1, base
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


def _next_code(section: str, taken: Collection[str]) -> str:
    """``III.2-21``: the section's number and the next free one, in plain letters: it stands in addresses."""
    stem = ".".join(part if part.isascii() and part.isalnum() else slug(part) for part in section.split("."))
    stem = stem[: _LONGEST_CODE - 5].strip("-.") or "CT"
    number = 1
    while f"{stem}-{number:02d}" in taken:
        number += 1
    return f"{stem}-{number:02d}"
