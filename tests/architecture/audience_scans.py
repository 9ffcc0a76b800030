"""The audience table of digitising: a dossier's papers at the counter, the register of old results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import CENTRE_HEAD, CLERK, CONSULTED, COUNTER, Page
from tests.architecture.world import World


def _dossier(world: World) -> Mapping[str, Any]:
    return {"code": world.handled.code}


def _paper(world: World) -> Mapping[str, Any]:
    return _dossier(world) | {"slug": str(world.paper.pk)}


DIGITISERS = COUNTER | {CENTRE_HEAD, CLERK}


def _old(world: World) -> Mapping[str, Any]:
    return {"code": world.old_result.code}


PAGES: dict[str, Page] = {
    "dossiers_desk:scans": Page(CONSULTED, _dossier),
    "dossiers_desk:scan_sheet": Page(CONSULTED, _paper),
    "dossiers_desk:text_copy": Page(CONSULTED, _paper),
    "dossiers_desk:old_results": Page(DIGITISERS),
    "dossiers_desk:old_results_check": Page(DIGITISERS),
    "dossiers_desk:old_results_template": Page(DIGITISERS),
    "dossiers_desk:old_results_bring": Page(DIGITISERS),
    "dossiers_desk:old_results_batch": Page(DIGITISERS),
    "dossiers_desk:old_result": Page(DIGITISERS, _old),
    "dossiers_desk:old_result_file": Page(DIGITISERS, _old),
    "dossiers_desk:old_result_copy": Page(DIGITISERS, _old),
}
