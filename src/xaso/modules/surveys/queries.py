"""Questions about ratings. No answer to them tells who rated, nor which dossier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Count, QuerySet, Value, When

from xaso.kernel.clock import local_date
from xaso.kernel.paging import Page, window

from .models import Rating
from .rules import FEWEST_TO_NAME, NOT_SATISFIED, names_field

if TYPE_CHECKING:
    from xaso.modules.dossiers.models import Dossier

__all__ = [
    "DOSSIERS_LISTING",
    "FEWEST_TO_NAME",
    "LISTING",
    "RatingRow",
    "dossier_rows_of",
    "dossiers_page_of",
    "has_rated",
    "page_of",
    "rows_of",
]

LISTING = "surveys.ratings"
DOSSIERS_LISTING = "surveys.dossiers"
COUNTED_UP_TO = 1000
UNNAMED = f"Lĩnh vực có ít hơn {FEWEST_TO_NAME} lượt trong tháng"
LATE, COMPLAINED, FINE = "Quá hạn", "Bị đánh giá chưa hài lòng", "Đạt"
UNNAMED_DOSSIERS = f"Lĩnh vực có ít hơn {FEWEST_TO_NAME} hồ sơ trong tháng"


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One answer, or one dossier as the answers tell of it, as anyone may see it: level, field, month."""

    level: str
    field: str
    month: str


def has_rated(dossier: Dossier) -> bool:
    """Return whether the dossier has been rated."""
    return Rating.objects.filter(dossier_id=dossier.pk).exists()


def page_of(ratings: QuerySet[Rating], number: int) -> Page[RatingRow]:
    """Return 20 answers as level, field and month, in an order that does not tell when each was given.

    A field with fewer than five answers in a month is not named there. Three queries.
    """
    named = _named_fields(ratings)
    fetched = list(_ordered(ratings)[window(number)])
    counted = ratings.order_by()[: COUNTED_UP_TO + 1].count()
    rows = [_row(one, named) for one in fetched]
    return Page.cut(rows, number, total=counted, cap=COUNTED_UP_TO)


def rows_of(ratings: QuerySet[Rating]) -> Iterator[RatingRow]:
    """Yield every answer as `page_of` shows it, for an export."""
    named = _named_fields(ratings)
    return (_row(one, named) for one in _ordered(ratings).iterator(chunk_size=500))


Group = tuple[int, int, int]


def _named_fields(ratings: QuerySet[Rating]) -> set[Group]:
    """Return the fields that may be named, each with the month in which it may."""
    groups = ratings.order_by().values_list("field_id", "at__year", "at__month")
    counted = groups.annotate(answers=Count("pk"))
    return {(field, year, month) for field, year, month, answers in counted if names_field(answers)}


def _ordered(ratings: QuerySet[Rating]) -> QuerySet[Rating]:
    """Order by month, level and field; inside these by dossier number, never by the moment of the answer."""
    return ratings.select_related("field").order_by(
        "-at__year", "-at__month", "level", "field_id", "dossier_id"
    )


def _row(rating: Rating, named: set[Group]) -> RatingRow:
    day = local_date(rating.at)
    field = rating.field.name if (rating.field_id, day.year, day.month) in named else UNNAMED
    return RatingRow(rating.get_level_display(), field, f"{day.month:02d}/{day.year}")


# Dossiers as the answers tell of them: never which dossier, for that would tell how its applicant answered.


def dossiers_page_of(dossiers: QuerySet[Dossier], number: int) -> Page[RatingRow]:
    """Return 20 dossiers as what is said of them, field and month of the result; those said alike together.

    A field with fewer than five dossiers in a month is not named there. Three queries.
    """
    named = _named_groups(dossiers)
    fetched = list(_told(dossiers)[window(number)])
    counted = dossiers.order_by()[: COUNTED_UP_TO + 1].count()
    return Page.cut([_dossier_row(one, named) for one in fetched], number, total=counted, cap=COUNTED_UP_TO)


def dossier_rows_of(dossiers: QuerySet[Dossier]) -> Iterator[RatingRow]:
    """Yield every dossier as `dossiers_page_of` shows it, for an export."""
    named = _named_groups(dossiers)
    return (_dossier_row(one, named) for one in _told(dossiers).iterator(chunk_size=500))


def _named_groups(dossiers: QuerySet[Dossier]) -> set[Group]:
    groups = dossiers.order_by().values_list("field_id", "finished_at__year", "finished_at__month")
    counted = groups.annotate(dossiers=Count("pk"))
    return {(field, year, month) for field, year, month, number in counted if names_field(number)}


def _told(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier, tuple[Any, ...]]:
    """By month, then by what is said: a place in an order of dossiers would tell which one it is."""
    why = Case(
        When(is_late=True, then=Value(LATE)),
        When(rating__level=NOT_SATISFIED, then=Value(COMPLAINED)),
        default=Value(FINE),
        output_field=CharField(),
    )
    rows = dossiers.annotate(why=why).order_by(
        "-finished_at__year", "-finished_at__month", "why", "field_id", "pk"
    )
    return rows.values_list("why", "field_id", "field__name", "finished_at")


def _dossier_row(row: tuple[Any, ...], named: set[Group]) -> RatingRow:
    why, field_id, field, finished_at = row
    day = local_date(finished_at)
    name = field if (field_id, day.year, day.month) in named else UNNAMED_DOSSIERS
    return RatingRow(why, name, f"{day.month:02d}/{day.year}")
