"""Who may open the designers of routes and e-forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import CENTRE_HEAD, CONTROL_OFFICER, OFFICERS, SYSADMIN, Group, Page
from tests.architecture.world import World
from tests.modules.procedures.route_work import FAMILY

DESIGNERS: Group = frozenset({CONTROL_OFFICER, CENTRE_HEAD, SYSADMIN})
"""Who keeps the catalogue."""


def _route(world: World) -> Mapping[str, Any]:
    return {"code": FAMILY}


def _number(world: World) -> Mapping[str, Any]:
    return {"code": FAMILY, "number": 1}


def _step(world: World) -> Mapping[str, Any]:
    return {"code": FAMILY, "place": 0}


PAGES: dict[str, Page] = {
    "procedures_desk:routes": Page(OFFICERS),
    "procedures_desk:route": Page(OFFICERS, _route),
    "procedures_desk:route_number": Page(OFFICERS, _number),
    "procedures_desk:route_bpmn": Page(OFFICERS, _number),
    "procedures_desk:route_new": Page(DESIGNERS),
    "procedures_desk:route_revise": Page(DESIGNERS, _route, method="POST"),
    "procedures_desk:route_draft": Page(DESIGNERS, _route),
    "procedures_desk:route_name": Page(DESIGNERS, _route),
    "procedures_desk:route_step_new": Page(DESIGNERS, _route),
    "procedures_desk:route_step": Page(DESIGNERS, _step),
    "procedures_desk:route_publish": Page(DESIGNERS, _route),
    "procedures_desk:route_discard": Page(DESIGNERS, _route),
}
