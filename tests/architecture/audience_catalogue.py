"""Who may open the catalogue's keeping: versions, files, decisions, reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import (
    CENTRE_HEAD,
    CONTROL_OFFICER,
    OFFICERS,
    STEERING,
    SYSADMIN,
    Group,
    Page,
)
from tests.architecture.world import World
from tests.cast import NOW, officer
from xaso.kernel.clock import local_date
from xaso.modules.procedures.models import CatalogueImport, ProcedureVersion, Review
from xaso.modules.procedures.queries import exchange, procedure
from xaso.modules.procedures.reading.catalogue_file import as_json, read_catalogue
from xaso.modules.procedures.services import Decision, importing, new_version, reviewing

CATALOGUE_KEEPERS: Group = frozenset({CONTROL_OFFICER, CENTRE_HEAD, SYSADMIN})


def _import(world: World) -> Mapping[str, Any]:
    """A file handed in that says what the catalogue says already."""
    found = CatalogueImport.objects.first()
    if found is None:
        today = local_date(NOW)
        data = as_json(exchange.records(today))
        found = importing.keep_import(
            file=read_catalogue(data),
            data=data,
            file_name="danh-muc.json",
            valid_from=today,
            decision=None,
            by=officer("control_officer"),
            at=NOW,
        )
    return {"public_id": found.public_id}


def _decision(world: World) -> Mapping[str, Any]:
    return {"number": _announced().decision_id}


def _publication(world: World) -> Mapping[str, Any]:
    return {"number": _announced().pk}


def _announced() -> ProcedureVersion:
    """A version that a decision of the register announced."""
    found = ProcedureVersion.objects.exclude(decision=None).first()
    if found is not None:
        return found
    today = local_date(NOW)
    return new_version(
        procedure=procedure("9.000001"),
        changes={"note": "Đổi theo quyết định."},
        valid_from=today,
        decision=Decision(number="1/QĐ-UBND", decided_on=today, effective_on=today, issuer="UBND tỉnh"),
        by=officer("control_officer"),
        at=NOW,
    )


def _year(world: World) -> Mapping[str, Any]:
    return {"year": _review().plan.year}


def _one_review(world: World) -> Mapping[str, Any]:
    return {"number": _review().pk}


def _review() -> Review:
    """A procedure of a year's plan of reviews."""
    found = Review.objects.first()
    if found is not None:
        return found
    today, keeper = local_date(NOW), officer("control_officer")
    plan = reviewing.plan_reviews(
        year=today.year, number="5/KH-UBND", decided_on=today, note="", by=keeper, at=NOW
    )
    return reviewing.add_reviews(plan=plan, codes=["9.000001"], due_on=today, by=keeper, at=NOW)[0]


PAGES: dict[str, Page] = {
    "steering:costs": Page(STEERING),
    "steering:costs_file": Page(STEERING),
    "steering:cost": Page(STEERING, lambda world: {"code": "9.000001"}),
    "procedures_desk:export": Page(OFFICERS, lambda world: {"kind": "json"}),
    "procedures_desk:decisions": Page(OFFICERS),
    "procedures_desk:decision_new": Page(CATALOGUE_KEEPERS),
    "procedures_desk:decision": Page(CATALOGUE_KEEPERS, _decision),
    "procedures_desk:publications": Page(OFFICERS),
    "procedures_desk:publication_file": Page(OFFICERS),
    "procedures_desk:publication": Page(CATALOGUE_KEEPERS, _publication),
    "procedures_desk:reviews": Page(OFFICERS),
    "procedures_desk:reviews_of": Page(OFFICERS, _year),
    "procedures_desk:review_file": Page(OFFICERS, _year),
    "procedures_desk:review_new": Page(CATALOGUE_KEEPERS),
    "procedures_desk:review_add": Page(CATALOGUE_KEEPERS, _year),
    "procedures_desk:review": Page(OFFICERS, _one_review),
    "procedures_desk:imports": Page(CATALOGUE_KEEPERS),
    "procedures_desk:import": Page(CATALOGUE_KEEPERS, _import),
}
