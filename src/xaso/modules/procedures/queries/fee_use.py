"""Which procedures fee tables charge; which have a fee set by the province that no table has yet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from xaso.kernel.paging import Page, window
from xaso.modules.payments.queries.fees import rates_in_force

from ..models import Procedure, ProcedureVersion
from .versions import open_versions


def known_codes() -> frozenset[str]:
    """The codes of every procedure of the catalogue, shown or hidden."""
    return frozenset(Procedure.objects.values_list("code", flat=True))


def procedure_names(codes: Collection[str]) -> dict[str, tuple[str, bool]]:
    """The newest names of these procedures, by code, and whether they are shown; unknown ones left out."""
    rows = ProcedureVersion.objects.filter(procedure__code__in=codes).order_by("valid_from")
    told = rows.values_list("procedure__code", "name", "procedure__is_hidden")
    return {code: (name, not is_hidden) for code, name, is_hidden in told}


def without_rate(number: int, *, on: date) -> Page[ProcedureVersion]:
    """Procedures whose fee the province sets and no table in force charges, 20 a page, by name."""
    charged = {code for rate in rates_in_force(on=on) for code in rate.services}
    rows = open_versions(on).filter(fee_set_by_province=True).exclude(procedure__code__in=charged)
    found = list(rows.order_by("sort_name", "pk")[window(number)])
    return Page.cut(found, number, total=rows.count())
