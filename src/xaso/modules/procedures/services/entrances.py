"""Loading the ways in: life events, people's own words; building the search."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.transaction import atomic

from xaso.modules.org.services import Loaded, Row, announce_load, upsert
from xaso.modules.procedures.models import (
    LifeEvent,
    LifeEventProcedure,
    Procedure,
    ProcedureVersion,
    SearchWords,
)
from xaso.modules.procedures.queries.catalogue import CORPUS
from xaso.modules.procedures.queries.versions import open_versions
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.search import services as search


@atomic
def load_life_events(rows: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the life events and the procedures of each, in order. Procedures are loaded before."""
    heads = [{name: row[name] for name in ("code", "name", "blurb", "order")} for row in rows]
    LifeEvent.objects.exclude(code__in=[row["code"] for row in rows]).delete()
    loaded = upsert(LifeEvent, "code", heads)
    events = dict(LifeEvent.objects.values_list("code", "pk"))
    procedures = dict(Procedure.objects.values_list("code", "pk"))
    wanted = {
        (events[row["code"]], procedures[code]): order
        for row in rows
        for order, code in enumerate(row["procedures"], 1)
    }
    now = LifeEventProcedure.objects.values_list("event_id", "procedure_id", "order")
    if {(event, procedure): order for event, procedure, order in now} != wanted:
        LifeEventProcedure.objects.all().delete()
        LifeEventProcedure.objects.bulk_create(
            LifeEventProcedure(event_id=event, procedure_id=procedure, order=order)
            for (event, procedure), order in wanted.items()
        )
        loaded = loaded or Loaded(changed=[row["code"] for row in rows])
    return announce_load("life_events", loaded, by=by, at=at)


@atomic
def load_words(rows: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write how people say it. Procedures are loaded before; the search is built by `index_catalogue`."""
    procedures = dict(Procedure.objects.values_list("code", "pk"))
    wanted = {(procedures[code], row["words"]): row["weight"] for row in rows for code in row["codes"]}
    now = SearchWords.objects.values_list("procedure_id", "words", "weight")
    loaded = Loaded()
    standing = {(procedure, words): weight for procedure, words, weight in now}
    if standing != wanted:
        SearchWords.objects.all().delete()
        SearchWords.objects.bulk_create(
            (
                SearchWords(procedure_id=procedure, words=words, weight=weight)
                for (procedure, words), weight in wanted.items()
            ),
            batch_size=200,
        )
        told = [row["words"] for row in rows]
        loaded = Loaded(changed=told) if standing else Loaded(added=told)
    return announce_load("search_words", loaded, by=by, at=at)


def index_catalogue(*, on: date) -> int:
    """Build the search anew from the versions in force on the day and people's words; how many it holds."""
    return search.index(CORPUS, [_doc(version) for version in _findable(on)])


def _findable(on: date) -> list[ProcedureVersion]:
    related = ("procedure__search_words", "procedure__life_events__event")
    return list(open_versions(on).prefetch_related(*related))


def _doc(version: ProcedureVersion) -> search.Doc:
    """What a procedure is found by: its name first; then people's words, code, field, events and result."""
    procedure = version.procedure
    said = sorted(procedure.search_words.all(), key=lambda words: -words.weight)
    events = [item.event.name for item in procedure.life_events.all()]
    body = [*(words.words for words in said), procedure.field.name, *events, version.result, procedure.code]
    weight = max((words.weight for words in said), default=1)
    return search.Doc(key=procedure.code, title=version.name, body="\n".join(body), weight=weight)
