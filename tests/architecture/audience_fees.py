"""Who may open the pages of fee tables: any officer reads, keepers of the catalogue write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import OFFICERS, Page
from tests.architecture.audience_designs import DESIGNERS
from tests.architecture.world import World
from tests.factories.fees import TABLE


def _table(world: World) -> Mapping[str, Any]:
    return {"code": TABLE}


def _version(world: World) -> Mapping[str, Any]:
    return {"code": TABLE, "start": "2025-01-02"}


def _item(world: World) -> Mapping[str, Any]:
    return {"code": TABLE, "place": 0}


def _relief(world: World) -> Mapping[str, Any]:
    return {"code": TABLE, "place": 0, "number": 0}


PAGES: dict[str, Page] = {
    "procedures_desk:fee_tables": Page(OFFICERS),
    "procedures_desk:fee_gaps": Page(OFFICERS),
    "procedures_desk:fee_table": Page(OFFICERS, _table),
    "procedures_desk:fee_version": Page(OFFICERS, _version),
    "procedures_desk:fee_file": Page(OFFICERS, _version),
    "procedures_desk:fee_compare": Page(OFFICERS, _table),
    "procedures_desk:fee_use": Page(OFFICERS, lambda _: {"code": "9.000002"}),
    "procedures_desk:fee_new": Page(DESIGNERS),
    "procedures_desk:fee_revise": Page(DESIGNERS, _table, method="POST"),
    "procedures_desk:fee_draft": Page(DESIGNERS, _table),
    "procedures_desk:fee_head": Page(DESIGNERS, _table),
    "procedures_desk:fee_item_new": Page(DESIGNERS, _table),
    "procedures_desk:fee_item": Page(DESIGNERS, _item),
    "procedures_desk:fee_relief_new": Page(DESIGNERS, _item),
    "procedures_desk:fee_relief": Page(DESIGNERS, _relief),
    "procedures_desk:fee_upload": Page(DESIGNERS, _table),
    "procedures_desk:fee_draft_file": Page(DESIGNERS, _table),
    "procedures_desk:fee_example": Page(DESIGNERS, _table),
    "procedures_desk:fee_publish": Page(DESIGNERS, _table),
    "procedures_desk:fee_discard": Page(DESIGNERS, _table),
}
