"""One's own dossiers: the list, one with its timeline, the receipt after filing, the note to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xaso.kernel.paging import page_number
from xaso.modules.citizens.access import person_page
from xaso.platform.ui.middleware import TimedRequest

from .. import queries
from ..papers import tracking_address
from ..queries import TimelineLine
from ..queries.group_path import own_groups
from ..queries.groups import own_group_view, siblings
from ..queries.own_record import OwnRecord, own_record

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person


@require_safe
@person_page
def mine(request: TimedRequest, person: Person) -> HttpResponse:
    """Drafts to go on with, then dossiers, newest first, 20 a page."""
    number = page_number(request.GET.get("trang"))
    context = {
        "drafts": queries.own_drafts(person) if number == 1 else [],
        "groups": own_groups(person) if number == 1 else [],
        "page": queries.own_dossiers(person, number),
    }
    return render(request, "dossiers/people/mine.html", context)


@require_safe
@person_page
def mine_detail(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """One dossier: its clock, what may be done now, each step so far, papers, notes and result."""
    record = own_record(person, code, now=request.now)
    context = {
        "record": record,
        "dossier": record.dossier,
        "siblings": siblings(record.dossier),
        "steps": [_step(line) for line in queries.timeline(record.dossier, for_public=True)],
    }
    return render(request, "dossiers/people/mine_detail.html", context)


@require_safe
@person_page
def filed(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """The receipt right after filing: the code, when the commune answers, what comes next."""
    record = own_record(person, code, now=request.now)
    return render(request, "dossiers/people/filed.html", _receipt(record))


@require_safe
@person_page
def filed_group(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """The receipt of a group: each dossier with its code and dates."""
    return render(request, "dossiers/people/group_filed.html", {"view": own_group_view(person, code)})


@require_safe
@person_page
def filing_note(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """The same on one sheet to print: sent, waiting to be received. It is no Mẫu 01."""
    record = own_record(person, code, now=request.now)
    return render(request, "dossiers/people/filing_note.html", _receipt(record))


def _step(line: TimelineLine) -> dict[str, object]:
    by = ", ".join(part for part in (line.who, line.unit) if part)
    return {
        "title": line.title,
        "at": line.at,
        "by": by,
        "text": " ".join(_sentence(part) for part in line.details),
    }


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _receipt(record: OwnRecord) -> dict[str, object]:
    return {"record": record, "dossier": record.dossier, "tracking_url": tracking_address(record.dossier)}
