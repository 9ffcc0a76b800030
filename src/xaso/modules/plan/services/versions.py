"""Versions: the whole plan as it stood in force, kept for good."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xaso.kernel.clock import require_aware
from xaso.kernel.codes import canonical_json
from xaso.platform.journal.actors import Actor, ActsAs, actor_of

from ..models import Plan, PlanReading, PlanVersion, Target
from ..reading.proposing import plain_number


def current_version(code: str) -> PlanVersion | None:
    """The newest version of the plan of that code, None when there is none."""
    rows = PlanVersion.objects.filter(plan__code=code).select_related("plan", "reading")
    return rows.order_by("-number").first()


def add_version(
    plan: Plan,
    *,
    source: str,
    in_force_on: date,
    by: Actor | ActsAs,
    at: datetime,
    decision: tuple[str, date | None] = ("", None),
    reading: PlanReading | None = None,
    extra: dict[str, Any] | None = None,
) -> PlanVersion:
    """Keep the plan as it stands now as its next version; ``extra`` goes into the snapshot beside it.

    Belongs in the caller's transaction, after the targets were written.
    """
    snapshot = snapshot_of(plan) | (extra or {})
    last = current_version(plan.code)
    actor = actor_of(by)
    return PlanVersion.objects.create(
        plan=plan,
        number=last.number + 1 if last else 1,
        decision_number=decision[0] or (plan.decision if reading is None else ""),
        decision_on=decision[1],
        in_force_on=in_force_on,
        source=source,
        reading=reading,
        snapshot=snapshot,
        sha256=hashlib.sha256(canonical_json(snapshot).encode()).hexdigest(),
        added_by=f"{actor.name}, {actor.unit}" if actor.unit else actor.name,
        added_at=require_aware(at),
    )


def snapshot_of(plan: Plan) -> dict[str, Any]:
    """The plan as plain values in the shape of a pack's plan.json; ended targets are left out.

    Numbers are text, so that no digit is lost. Three queries.
    """
    targets = Target.objects.filter(section__plan=plan, ended_on=None).select_related("section", "owner")
    ordered = targets.prefetch_related("thresholds").order_by("section__order", "order", "code")
    return {
        "code": plan.code,
        "name": plan.name,
        "period_from": plan.year_from,
        "period_to": plan.year_to,
        "decision": plan.decision,
        "sections": list(plan.sections.order_by("order", "code").values("code", "name", "order")),
        "targets": [_target(one) for one in ordered],
    }


def _target(one: Target) -> dict[str, Any]:
    return {
        "code": one.code,
        "section": one.section.code,
        "order": one.order,
        "name": one.name,
        "unit": one.unit,
        "class": one.source,
        "owner": one.owner.code if one.owner else None,
        "measure": one.measure,
        "formula": one.formula,
        "basis": one.basis,
        "caution": one.caution,
        "schedule_note": one.schedule_note,
        "deadline_year": one.deadline_year,
        "typed_as": one.typed_as,
        "scale": {"min": _text(one.scale_min), "max": _text(one.scale_max)},
        "baseline": {
            "value": _text(one.baseline_value),
            "year": one.baseline_year,
            "source": one.baseline_source,
        },
        "thresholds": list(_bars(one)),
    }


def _bars(one: Target) -> Iterable[dict[str, Any]]:
    for bar in sorted(one.thresholds.all(), key=lambda bar: bar.year):
        yield {
            "year": bar.year,
            "comparator": bar.comparator,
            "value": _text(bar.value),
            "value_to": _text(bar.value_to),
        }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain_number(value)
