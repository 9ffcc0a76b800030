"""A fee table as a file, and what a file says."""

from __future__ import annotations

from collections.abc import Sequence

from ..reading.fee_file import FeeFile, RowProblem, as_excel, read_fees
from ..rules.tariff_checks import item_faults
from ..rules.tariffs import TariffItem

__all__ = ["FeeFile", "RowProblem", "file_of", "items_in"]


def file_of(title: str, items: Sequence[TariffItem]) -> bytes:
    """The items of a version or a draft as Excel."""
    return as_excel(title, items)


def items_in(data: bytes) -> FeeFile:
    """The items of an Excel file, with every row that cannot be taken. Raises `UnreadableFees`.

    Rows that read well are held against the rules too, so that all is told at once.
    """
    found = read_fees(data)
    if not found.problems:
        for place, item in zip(found.places, found.items, strict=True):
            found.problems += [RowProblem(place, said) for said in item_faults(item)]
    return found
