"""Loading routes from the pack: a published route never changes, one that differs is the next number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.db.transaction import atomic

from xaso.kernel.clock import local_date
from xaso.kernel.codes import digest
from xaso.modules.org import queries as org
from xaso.modules.org.services import Loaded, Row, announce_load
from xaso.modules.procedures.models import Route, RouteStep
from xaso.platform.journal.actors import Actor, ActsAs

OFFICE_OF_FIELD = "field"


@atomic
def load_routes(rows: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the routes and their steps; a row that differs from the one loaded before makes a new number.

    Dossiers keep their version of the procedure and with it their route. A route the commune published itself
    stays the latest of its family until the pack's row differs.
    """
    latest = {route.code: route for route in Route.objects.order_by("number").prefetch_related("steps")}
    marks = dict(Route.objects.exclude(digest="").order_by("number").values_list("code", "digest"))
    added: list[str] = []
    changed: list[str] = []
    for row in rows:
        before, mark = latest.get(row["code"]), digest(row)
        head, steps = _head(row, mark), [_step(step) for step in row["steps"]]
        if marks.get(row["code"]) == mark or (before and _takes_mark(before, head, steps)):
            continue
        start = None if before is None else local_date(at)
        write_route(head, steps, before=before, valid_from=start)
        (changed if before else added).append(row["code"])
    return announce_load("routes", Loaded(added, changed), by=by, at=at)


def _takes_mark(before: Route, head: dict[str, Any], steps: list[dict[str, Any]]) -> bool:
    """Mark a route loaded before marks were kept, when its steps are the row's; return whether they are."""
    if before.digest:
        return False
    stored = sorted(before.steps.all(), key=lambda step: step.order)
    if [{name: getattr(step, name) for name in steps[0]} for step in stored] != steps:
        return False
    Route.objects.filter(pk=before.pk).update(digest=head["digest"], hours=head["hours"])
    return True


def write_route(
    head: dict[str, Any], steps: Sequence[dict[str, Any]], *, before: Route | None, valid_from: date | None
) -> Route:
    """Write a route after `before` of its family, with its steps in order."""
    number = before.number + 1 if before else 1
    route = Route.objects.create(**head, number=number, valid_from=valid_from)
    RouteStep.objects.bulk_create(
        RouteStep(route=route, order=order, **step) for order, step in enumerate(steps, 1)
    )
    return route


def routes_on(day: date) -> dict[str, Route]:
    """The route of each family that holds on the day: its highest number that has begun."""
    begun = Route.objects.filter(Q(valid_from=None) | Q(valid_from__lte=day))
    return {route.code: route for route in begun.order_by("number")}


def _head(row: Row, mark: str) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "basis": row.get("basis") or "",
        "certainty": row["certainty"],
        "note": row.get("note") or "",
        "hours": Decimal(str(row.get("hours") or 100)),
        "digest": mark,
    }


def _step(row: Row) -> dict[str, Any]:
    named = row.get("unit") not in (None, "", OFFICE_OF_FIELD)
    return {
        "code": row["code"],
        "kind": row["kind"],
        "name": row["name"],
        "role": row["role"],
        "unit_id": org.unit(row["unit"]).pk if named else None,
        "share": Decimal(str(row.get("share") or 0)).quantize(Decimal("0.0001")),
        "may_return": row["may_return"],
        "output": row.get("output") or "",
        "output_kind": row.get("output_kind") or "",
    }
