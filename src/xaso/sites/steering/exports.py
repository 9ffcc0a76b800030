"""Any list of this site as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from xaso.platform.papers import tables


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a file: title, heads, rows, the file's name without ending, a note beside the title."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    name: str
    note: str = ""


def answer(sheet: Sheet, kind: str) -> HttpResponse:
    """Return the sheet as a file to keep: ``kind`` is csv or xlsx."""
    if kind == "csv":
        response = HttpResponse(tables.csv(sheet.columns, sheet.rows), content_type=tables.CSV_TYPE)
    else:
        title = f"{sheet.title}. {sheet.note}" if sheet.note else sheet.title
        response = HttpResponse(tables.xlsx(title, sheet.columns, sheet.rows), content_type=tables.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{sheet.name}.{kind}"'
    return response
