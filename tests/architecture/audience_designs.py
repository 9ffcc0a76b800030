"""Who may open the designers of routes and e-forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import CENTRE_HEAD, CONTROL_OFFICER, OFFICERS, SYSADMIN, Group, Page
from tests.architecture.world import World
from tests.modules.procedures.form_work import FORM
from tests.modules.procedures.route_work import FAMILY

DESIGNERS: Group = frozenset({CONTROL_OFFICER, CENTRE_HEAD, SYSADMIN})
"""Who keeps the catalogue."""


def _route(world: World) -> Mapping[str, Any]:
    return {"code": FAMILY}


def _number(world: World) -> Mapping[str, Any]:
    return {"code": FAMILY, "number": 1}


def _step(world: World) -> Mapping[str, Any]:
    return {"code": FAMILY, "place": 0}


def _form(world: World) -> Mapping[str, Any]:
    return {"code": FORM}


def _begun(world: World) -> Mapping[str, Any]:
    return {"code": FORM, "start": "2025-01-01"}


def _section(world: World) -> Mapping[str, Any]:
    return {"code": FORM, "place": 0}


def _in_section(world: World) -> Mapping[str, Any]:
    return {"code": FORM, "number": 0}


def _field(world: World) -> Mapping[str, Any]:
    return {"code": FORM, "number": 0, "place": 0}


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
    "procedures_desk:forms": Page(OFFICERS),
    "procedures_desk:form": Page(OFFICERS, _form),
    "procedures_desk:form_version": Page(OFFICERS, _begun),
    "procedures_desk:form_new": Page(DESIGNERS),
    "procedures_desk:form_revise": Page(DESIGNERS, _form, method="POST"),
    "procedures_desk:form_draft": Page(DESIGNERS, _form),
    "procedures_desk:form_name": Page(DESIGNERS, _form),
    "procedures_desk:form_section_new": Page(DESIGNERS, _form),
    "procedures_desk:form_section": Page(DESIGNERS, _section),
    "procedures_desk:form_field_new": Page(DESIGNERS, _in_section),
    "procedures_desk:form_field": Page(DESIGNERS, _field),
    "procedures_desk:form_rule_new": Page(DESIGNERS, _form),
    "procedures_desk:form_rule": Page(DESIGNERS, _section),
    "procedures_desk:form_preview": Page(DESIGNERS, _form),
    "procedures_desk:form_publish": Page(DESIGNERS, _form),
    "procedures_desk:form_discard": Page(DESIGNERS, _form),
}
