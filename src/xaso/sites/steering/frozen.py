"""Which frozen records this officer may open: the site composes it, as it does the live lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from xaso.modules.dossiers.access import visible_to
from xaso.modules.indicators.queries.frozen import FrozenRecordsPage, FrozenRow

from .listed import Cell

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

OUT_OF_SIGHT = Cell("Ngoài phạm vi anh chị được xem")
UNNAMED = Cell("Không nêu tên, giữ kín người trả lời")
Names = dict[str, Cell]


def names_of(officer: Officer, found: FrozenRecordsPage) -> Names:
    """Return what stands for each record of the page, by its key: its code, with a link where it opens.

    A dossier outside the officer's sight has neither; nor has a record of a confidential measure. One query
    at most.
    """
    rows = found.page.rows
    measure = found.measure
    if measure is None or measure.is_confidential:
        return {row.pk: UNNAMED for row in rows}
    naming = NAMINGS.get(measure.listing or measure.module, _plain)
    return naming(officer, rows)


def _dossiers(officer: Officer, rows: Sequence[FrozenRow]) -> Names:
    seen = set(visible_to(officer).filter(pk__in=[row.pk for row in rows]).values_list("code", flat=True))
    return {
        row.pk: Cell(row.code, reverse("dossiers_desk:record", args=[row.code]))
        if row.code in seen
        else OUT_OF_SIGHT
        for row in rows
    }


def _procedures(officer: Officer, rows: Sequence[FrozenRow]) -> Names:
    return {row.pk: Cell(row.code, reverse("procedures:detail", args=[row.code])) for row in rows}


def _plain(officer: Officer, rows: Sequence[FrozenRow]) -> Names:
    return {row.pk: Cell(row.code or row.pk) for row in rows}


NAMINGS: dict[str, Callable[[Officer, Sequence[FrozenRow]], Names]] = {
    "dossiers": _dossiers,
    "procedures": _procedures,
    "procedures.versions": _procedures,
}
"""By the measure's listing; others show the public code without a link."""
