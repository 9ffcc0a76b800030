"""Four things on the spot: each step of the route, who does it here, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..models import Dossier
from ..services.on_the_spot import steps_in_reach
from ..services.routing import candidates, route_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import RouteStep


@dataclass(frozen=True, slots=True)
class Stage:
    """One step on the screen."""

    step: RouteStep
    who: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Spot:
    """The screen for one officer: the stages, and the kinds of step one press may reach."""

    stages: list[Stage]
    kinds: frozenset[str]


def spot(officer: Officer, dossier: Dossier, *, at: datetime) -> Spot:
    """The steps of the dossier with who does each; a done one names who did it."""
    kinds = steps_in_reach(dossier, officer, at=at)
    runs = {run.step_id: run for run in dossier.runs.select_related("holder").order_by("started_at", "pk")}
    stages = []
    for step in route_of(dossier):
        run, is_now = runs.get(step.pk), dossier.step_id == step.pk
        if run is not None and run.ended_at is not None and not is_now:
            stages.append(Stage(step, run.holder.full_name if run.holder else "", "xong", "green"))
            continue
        able = candidates(step, dossier, at=at)
        is_mine = officer.pk in {one.pk for one in able} and (is_now or step.kind in kinds)
        who = "Bạn" if is_mine else ", ".join(one.full_name for one in able[:3]) or "chưa có ai"
        stages.append(Stage(step, who, "đang chờ" if is_now else "chưa tới", "amber" if is_now else "grey"))
    return Spot(stages, kinds)
