"""The register of decisions that announce procedures, and what of them is on the national database."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.procedures.models import CatalogueDecision, Component, ProcedureVersion
from xaso.modules.procedures.reading.catalogue_file import Record

from .exchange import record_of

WAITING, LATE, DONE = "cho", "tre", "xong"


def decisions(page: int) -> Page[CatalogueDecision]:
    """Decisions that announce procedures, the latest first, each with how many versions rest on it."""
    rows = announcing().annotate(announced=Count("versions")).order_by("-decided_on", "-pk")
    return Page.cut(list(rows[window(page)]), page, total=announcing().count())


def announcing() -> QuerySet[CatalogueDecision]:
    """Decisions of that kind."""
    return CatalogueDecision.objects.filter(kind=CatalogueDecision.Kind.PUBLISH)


def signed_in_time(rows: QuerySet[CatalogueDecision]) -> QuerySet[CatalogueDecision]:
    """Those signed by their day; one whose law has no known day is not."""
    return rows.filter(decided_on__lte=F("due_on"))


def decision(number: int) -> CatalogueDecision:
    """One decision. Raise Missing when there is none."""
    found = announcing().filter(pk=number).first()
    if found is None:
        raise Missing("Sổ không có quyết định này.")
    return found


def to_publish() -> QuerySet[ProcedureVersion]:
    """Versions that a decision announced: they must be on the national database."""
    rows = ProcedureVersion.objects.filter(decision__kind=CatalogueDecision.Kind.PUBLISH)
    return rows.filter(procedure__is_hidden=False)


def announced_in_time(rows: QuerySet[ProcedureVersion]) -> QuerySet[ProcedureVersion]:
    """Those whose decision was signed by its day."""
    return rows.filter(decision__decided_on__lte=F("decision__due_on"))


def published_in_time(rows: QuerySet[ProcedureVersion]) -> QuerySet[ProcedureVersion]:
    """Those that were on the national database by their day."""
    return rows.filter(publication__published_on__lte=F("decision__publish_due_on"))


def publications(state: str, page: int, *, on: date) -> Page[ProcedureVersion]:
    """Versions on their way to the national database: waiting, waiting too long or done; the oldest first."""
    rows = _in_state(state, on)
    related = ("procedure", "decision", "publication")
    order = ("decision__decided_on", "procedure__code", "pk")
    fetched = rows.select_related(*related).order_by(*order)[window(page)]
    return Page.cut(list(fetched), page, total=rows.count())


def publication_counts(on: date) -> dict[str, int]:
    """How many versions wait, wait too long, are done."""
    return {state: _in_state(state, on).count() for state in (WAITING, LATE, DONE)}


def _in_state(state: str, on: date) -> QuerySet[ProcedureVersion]:
    waiting = Q(publication=None)
    asked = {
        LATE: waiting & Q(decision__publish_due_on__lt=on),
        DONE: ~waiting,
    }
    return to_publish().filter(asked.get(state, waiting))


def version_to_publish(number: int) -> ProcedureVersion:
    """One version that must be published. Raise Missing when there is none."""
    rows = to_publish().select_related("procedure", "decision", "publication")
    found = rows.filter(pk=number).first()
    if found is None:
        raise Missing("Không có bản này trong danh sách phải công khai.")
    return found


def records_to_publish() -> list[Record]:
    """The waiting versions as records of a file, to type from or hand over."""
    papers = Prefetch("components", Component.objects.order_by("order"))
    rows = _in_state(WAITING, date.max).select_related("procedure__field", "route").prefetch_related(papers)
    return [record_of(version) for version in rows.order_by("procedure__code", "valid_from")]
