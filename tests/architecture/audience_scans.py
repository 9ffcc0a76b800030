"""The audience table of digitising: a dossier's papers at the counter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import ON_THE_CASE, Page
from tests.architecture.world import World


def _dossier(world: World) -> Mapping[str, Any]:
    return {"code": world.handled.code}


def _paper(world: World) -> Mapping[str, Any]:
    return _dossier(world) | {"slug": str(world.paper.pk)}


PAGES: dict[str, Page] = {
    "dossiers_desk:scans": Page(ON_THE_CASE, _dossier),
    "dossiers_desk:scan_sheet": Page(ON_THE_CASE, _paper),
    "dossiers_desk:text_copy": Page(ON_THE_CASE, _paper),
}
