"""The two searches of the counter, for the whole screen and as pieces that follow the typing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from xaso.kernel.clock import local_date
from xaso.kernel.codes import mask_id
from xaso.modules.citizens.queries import people_like, person_by_number, subject_of
from xaso.modules.org.access import Role, officer_page
from xaso.modules.procedures import queries as procedures_queries
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest

from ..forms.desk_card import Card, card_of

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import ProcedureVersion

HITS = 6
SHORTEST = 3
LOOKING = "Tìm người nộp tại quầy"


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person among the hits: enough to tell them apart, no more."""

    public_id: UUID
    name: str
    born_on: date | None
    number: str
    village: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search for a person gave: the card behind the words, if they were one, and who fits."""

    card: Card | None
    people: list[Person]

    @property
    def hits(self) -> list[PersonHit]:
        """The people as the page shows them."""
        return [
            PersonHit(
                one.public_id,
                one.full_name,
                one.date_of_birth,
                mask_id(one.id_number) if one.id_number else "",
                one.village.name if one.village else "",
            )
            for one in self.people
        ]


def find_people(request: TimedRequest, officer: Officer, typed: str, at: datetime) -> Found:
    """Who fits what was scanned or typed; each one shown is logged."""
    card = card_of(typed)
    if card is not None:
        known = person_by_number(card.id_number)
        people = [known] if known else []
    else:
        people = people_like(typed, HITS) if len(typed.strip()) >= SHORTEST else []
    for one in people:
        log_access(by=officer, whom=subject_of(one), purpose=LOOKING, where=request.path, at=at)
    return Found(card, people)


def find_procedures(typed: str, on: date) -> list[ProcedureVersion]:
    """Which procedures fit what was typed: by code, or by words without accents."""
    return procedures_queries.find(typed, HITS, on=on)


@officer_page(Role.RECEIVER)
def people(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The hits of the person's box, as a piece of the page."""
    found = find_people(request, officer, request.GET.get("q-who", ""), request.now)
    return render(request, "dossiers/desk/parts/people_hits.html", {"hits": found.hits, "asked": True})


@officer_page(Role.RECEIVER)
def procedures(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The hits of the procedure's box, as a piece of the page."""
    hits = find_procedures(request.GET.get("q-what", ""), local_date(request.now))
    return render(request, "dossiers/desk/parts/procedure_hits.html", {"hits": hits, "asked": True})
