"""People's pages: find a procedure, read what it asks, print what to bring."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.paging import page_number
from xaso.modules.org import queries as org
from xaso.modules.payments.queries.fees import rates_of
from xaso.modules.procedures import queries
from xaso.modules.procedures.models import LifeEvent, ProcedureVersion
from xaso.modules.procedures.pages import wording
from xaso.platform.ui.middleware import TimedRequest

LONGEST_SEARCH = 120


@require_safe
def listing(request: TimedRequest) -> HttpResponse:
    """The catalogue: by words, field and life event, 20 a page."""
    text = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    field, event = request.GET.get("linh-vuc", ""), request.GET.get("su-kien", "")
    number = page_number(request.GET.get("trang"))
    page = queries.catalogue(text, field, event, page=number, on=local_date(request.now))
    context = {
        "page": page,
        "text": text,
        "fields": queries.fields(),
        "chosen_field": field,
        "events": queries.life_events(),
        "chosen_event": event,
        "together": _together(page.rows, event),
        "rows": [
            (version, wording.time_fact(version), wording.place_badge(version)) for version in page.rows
        ],
    }
    return render(request, "procedures/list.html", context)


@require_safe
def detail(request: TimedRequest, code: str) -> HttpResponse:
    """One procedure: what to bring, how long, how much, where, what one gets, how sure we are."""
    today = local_date(request.now)
    version = queries.version_page(code, today)
    together = queries.events_filed_together(version.procedure, on=today)
    return render(request, "procedures/detail.html", {**_facts(version, today), "together": together})


@require_safe
def checklist(request: TimedRequest, code: str) -> HttpResponse:
    """What to bring, on a sheet of A4."""
    today = local_date(request.now)
    return render(request, "procedures/checklist.html", _facts(queries.version_page(code, today), today))


def _together(rows: Sequence[ProcedureVersion], event: str) -> LifeEvent | None:
    """The life event looked at, when several of its procedures are filed here: a group may be sent."""
    here = [one for one in rows if one.procedure.filing_place == queries.PlaceChoice.HERE]
    return queries.life_event(event) if event and len(here) > 1 else None


def _facts(version: ProcedureVersion, today: date) -> dict[str, object]:
    return {
        "version": version,
        "procedure": version.procedure,
        "time": wording.time_fact(version),
        "fee": wording.fee_fact(version, rates_of(version.procedure.code, on=today)),
        "groups": wording.paper_groups(version),
        "flags": wording.flag_words(version),
        "channels": wording.channel_words(version),
        "steps_note": wording.steps_note(version),
        "state_words": wording.state_words(version),
        "national_url": version.source_url or org.setting("portal.national_url", ""),
        "address": org.setting("portal.address", ""),
        "hotline": org.setting("portal.hotline", ""),
    }
