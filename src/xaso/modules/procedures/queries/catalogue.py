"""Finding procedures: by words, by field, by life event, by place of filing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from xaso.kernel.errors import Missing
from xaso.kernel.paging import PAGE_SIZE, Page, window
from xaso.modules.org.queries.cache import remembered
from xaso.modules.procedures.models import (
    Field,
    LifeEvent,
    LifeEventProcedure,
    Procedure,
    ProcedureVersion,
    SearchWords,
)
from xaso.modules.procedures.queries.versions import GENERIC_FORM, in_force, open_versions
from xaso.platform.search import queries as search

CORPUS = "procedures"
MOST_HITS = 200
PlaceChoice = Procedure.FilingPlace


@dataclass(frozen=True)
class Filters:
    """What the catalogue is narrowed by; an empty text narrows nothing."""

    text: str = ""
    field: str = ""
    event: str = ""
    place: str = ""
    state: str = ""


def catalogue(
    text: str = "",
    field: str = "",
    event: str = "",
    place: str = "",
    page: int = 1,
    *,
    on: date | None = None,
) -> Page[ProcedureVersion]:
    """A page of the procedures in force on the day (without a day: of their latest versions), counted.

    With `text` the best match first, in a life event by its order, otherwise by name.
    """
    return _page(Filters(text=text, field=field, event=event, place=place), page, on)


def officers_catalogue(filters: Filters, page: int, *, on: date) -> Page[ProcedureVersion]:
    """`catalogue` for officers, who also filter by `state`: how far the record was verified."""
    return _page(filters, page, on)


def _page(filters: Filters, page: int, on: date | None) -> Page[ProcedureVersion]:
    rows = _narrowed(open_versions(on), filters)
    if filters.text.strip():
        found = in_order_found(rows, filters.text)
        return Page.cut(found[window(page)], page, total=len(found))
    order = ("procedure__life_events__order",) if filters.event else ("sort_name", "procedure__code")
    return Page.cut(list(rows.order_by(*order)[window(page)]), page, total=rows.count())


def _narrowed(rows: QuerySet[ProcedureVersion], filters: Filters) -> QuerySet[ProcedureVersion]:
    if filters.field:
        rows = rows.filter(procedure__field__code=filters.field)
    if filters.event:
        rows = rows.filter(procedure__life_events__event__code=filters.event)
    if filters.place:
        rows = rows.filter(procedure__filing_place=filters.place)
    if filters.state:
        rows = rows.filter(confidence=filters.state)
    return rows


def in_order_found(rows: QuerySet[ProcedureVersion], text: str) -> list[ProcedureVersion]:
    """The rows among the hits of a search, best first."""
    codes = [hit.key for hit in search.find(CORPUS, text, limit=MOST_HITS)]
    place = {code: number for number, code in enumerate(codes)}
    found = rows.filter(procedure__code__in=codes)
    return sorted(found, key=lambda version: place[version.procedure.code])


def find(text: str, limit: int = PAGE_SIZE, *, on: date | None = None) -> list[ProcedureVersion]:
    """The best matches; accents and one slip a word do not matter. Nothing for a text without words."""
    return in_order_found(open_versions(on), text)[:limit] if text.strip() else []


def popular(limit: int, *, on: date | None = None) -> list[ProcedureVersion]:
    """The procedures asked for most: filed here, with an own form, the most asked-for words first."""
    rows = open_versions(on).filter(procedure__filing_place=Procedure.FilingPlace.HERE)
    rows = rows.exclude(form_code__in=["", GENERIC_FORM])
    asked = rows.annotate(asked=Sum("procedure__search_words__weight", default=0))
    return list(asked.order_by("-asked", "sort_name", "pk")[:limit])


def example_words(limit: int) -> list[str]:
    """A few ways people ask, each of another field, the most usual first: for a search box to show."""
    rows = SearchWords.objects.filter(procedure__is_hidden=False).order_by("-weight", "pk")
    seen: dict[int, str] = {}
    for field, words in rows.values_list("procedure__field_id", "words"):
        seen.setdefault(field, words)
    return list(seen.values())[:limit]


def life_events() -> list[LifeEvent]:
    """The ways in by what happens in life, in order."""
    return list(LifeEvent.objects.order_by("order"))


def life_event(code: str) -> LifeEvent:
    """One life event. Raise Missing when there is none."""
    found = LifeEvent.objects.filter(code=code).first()
    if found is None:
        raise Missing("Không có việc này trong danh mục. Chọn lại từ trang thủ tục.")
    return found


def events_filed_together(row: Procedure, *, on: date) -> list[LifeEvent]:
    """The life events in which this procedure and at least one other are filed here online, in order."""
    here = Q(
        items__procedure__filing_place=PlaceChoice.HERE,
        items__procedure__is_hidden=False,
        items__procedure__in=ProcedureVersion.objects.filter(in_force(on)).values("procedure"),
    )
    if row.filing_place != PlaceChoice.HERE:
        return []
    mine = LifeEventProcedure.objects.filter(procedure=row).values("event")
    rows = LifeEvent.objects.filter(pk__in=mine).annotate(many=Count("items", filter=here))
    return list(rows.filter(many__gte=2).order_by("order"))


def fields() -> list[Field]:
    """The fields that hold procedures, in order, each with its office and `shown`: how many it holds.

    Remembered until a load changes something.
    """
    return list(remembered("procedures.fields", _fields))


def _fields() -> list[Field]:
    shown = Count("procedures", filter=Q(procedures__is_hidden=False))
    rows = Field.objects.select_related("unit").annotate(shown=shown).filter(shown__gt=0)
    return list(rows.order_by("order", "name"))


def filing_places() -> Sequence[tuple[str, str]]:
    """Code and words of each place a procedure can be filed."""
    return [(place.value, str(place.label)) for place in Procedure.FilingPlace]


def state_counts(on: date) -> dict[str, int]:
    """How many procedures in force are verified and how many partly: `{"verified": 212, "partial": 134}`."""
    rows = open_versions(on).order_by().values_list("confidence").annotate(number=Count("pk"))
    return dict(rows)
