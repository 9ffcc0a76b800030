"""How the records of each measure are listed: the measure names its `listing`, this site composes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.indicators.queries import RecordSet
from xaso.modules.surveys import queries as surveys
from xaso.platform.measuring.registry import Measure

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import Procedure

COUNTED_UP_TO = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text and, when it opens something, where."""

    text: str
    href: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A way to list records. ``note`` tells the reader what is left out, and why."""

    noun: str
    columns: tuple[str, ...]
    page: Callable[[Officer, RecordSet, int], Page[Row]]
    rows: Callable[[Officer, RecordSet], Iterable[Row]]
    note: Callable[[Officer], str]


def listing_of(measure: Measure) -> Listing:
    """Return how the records of a measure are listed. Raises `Missing` when this site has no list of them."""
    found = LISTINGS.get(measure.listing or measure.module)
    if found is None:
        raise Missing("Số liệu này chưa có trang danh sách. Xem số liệu theo tháng trên trang chỉ tiêu.")
    return found


# Ratings: level, field, month. Never the dossier, never the person.


def _ratings_page(officer: Officer, found: RecordSet, number: int) -> Page[Row]:
    page = surveys.page_of(found.records, number)
    return _as_cells(page, [_rating(row) for row in page.rows])


def _ratings_rows(officer: Officer, found: RecordSet) -> Iterator[Row]:
    return (_rating(row) for row in surveys.rows_of(found.records))


def _rating(row: surveys.RatingRow) -> Row:
    return Cell(row.level), Cell(row.field), Cell(row.month)


def _ratings_note(officer: Officer) -> str:
    return (
        "Danh sách chỉ có mức đánh giá, lĩnh vực và tháng. Không ai xem được người đánh giá hay hồ sơ nào, "
        f"kể cả lãnh đạo. Lĩnh vực có ít hơn {surveys.FEWEST_TO_NAME} lượt thì không ghi tên."
    )


# Procedures, with the name they had at the period's end.


def _procedures_page(officer: Officer, found: RecordSet, number: int) -> Page[Row]:
    rows = found.records.order_by("field__name", "code")
    fetched = [_procedure(row, found.period.end) for row in _with_versions(rows)[window(number)]]
    return Page.cut(fetched, number, total=rows.count())


def _procedures_rows(officer: Officer, found: RecordSet) -> Iterator[Row]:
    rows = _with_versions(found.records.order_by("field__name", "code"))
    return (_procedure(row, found.period.end) for row in rows)


def _with_versions(rows: Any) -> Any:
    return rows.select_related("field__unit").prefetch_related("versions")


def _procedure(row: Procedure, on: date) -> Row:
    versions = sorted(
        (one for one in row.versions.all() if one.valid_from <= on), key=lambda one: one.valid_from
    )
    return (
        Cell(row.code, reverse("procedures:detail", args=[row.code])),
        Cell(versions[-1].name if versions else ""),
        Cell(row.field.name),
        Cell(row.field.unit.short_name),
        Cell("Có" if row.via_one_stop else f"Không. {row.via_one_stop_note}".strip()),
    )


def _as_cells(page: Page[Any], rows: list[Row]) -> Page[Row]:
    return Page(rows, page.number, page.has_next, page.total, page.capped)


def _nothing(officer: Officer) -> str:
    return ""


LISTINGS = {
    surveys.LISTING: Listing(
        "lượt đánh giá", ("Mức đánh giá", "Lĩnh vực", "Tháng"), _ratings_page, _ratings_rows, _ratings_note
    ),
    "procedures": Listing(
        "thủ tục",
        ("Mã", "Thủ tục", "Lĩnh vực", "Đơn vị phụ trách", "Qua một cửa"),
        _procedures_page,
        _procedures_rows,
        _nothing,
    ),
}
