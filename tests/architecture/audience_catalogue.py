"""Who may open the catalogue's keeping: versions, files, decisions, reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import CENTRE_HEAD, CONTROL_OFFICER, OFFICERS, SYSADMIN, Group, Page
from tests.architecture.world import World
from tests.cast import NOW, officer
from xaso.kernel.clock import local_date
from xaso.modules.procedures.models import CatalogueImport
from xaso.modules.procedures.queries import exchange
from xaso.modules.procedures.reading.catalogue_file import as_json, read_catalogue
from xaso.modules.procedures.services import importing

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


PAGES: dict[str, Page] = {
    "procedures_desk:export": Page(OFFICERS, lambda world: {"kind": "json"}),
    "procedures_desk:imports": Page(CATALOGUE_KEEPERS),
    "procedures_desk:import": Page(CATALOGUE_KEEPERS, _import),
}
