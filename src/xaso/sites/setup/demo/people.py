"""The invented neighbours: written down through the same service as people at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.modules.citizens.queries import person_by_number
from xaso.modules.citizens.services import record_person
from xaso.modules.org import queries as org
from xaso.platform.journal.actors import Actor, ActsAs

from . import names, numbers

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Village

FIRST_SERIAL = 100
RUN_APART = 50_000
HAVE_PHONE = 0.82
IDENTIFIED, OF_TEN_PEOPLE = 7, 10
BATCH = 250


def make_neighbours(count: int, *, run: int, rng: Random, by: Actor | ActsAs, at: datetime) -> list[Person]:
    """Write down `count` invented people over the villages, a batch a transaction; those who are there stay.

    `run` keeps the numbers of a second synthetic year apart from the first.
    """
    villages = org.villages()
    weights = [rng.uniform(0.6, 1.6) for _ in villages]
    made: list[Person] = []
    for start in range(0, count, BATCH):
        with transaction.atomic():
            for number in range(start, min(start + BATCH, count)):
                village = rng.choices(villages, weights)[0] if villages else None
                serial = FIRST_SERIAL + run * RUN_APART + number
                # Nothing identifies people electronically yet; the year supposes that most have been.
                is_verified = number % OF_TEN_PEOPLE < IDENTIFIED
                made.append(_neighbour(serial, village, rng, by, at, is_verified=is_verified))
    return made


def ethnic_codes() -> dict[str, str]:
    """Name of each people to its code in the commune's list."""
    return {name: code for code, name in org.ethnic_groups()}


def born_between(rng: Random, today: date, youngest: int, oldest: int) -> date:
    """A day of birth that makes someone of that many years today."""
    return today - timedelta(days=rng.randint(youngest * 366, oldest * 365))


def _neighbour(
    serial: int, village: Village | None, rng: Random, by: Actor | ActsAs, at: datetime, *, is_verified: bool
) -> Person:
    """All chances are drawn whether or not the person is there, so that the others come out the same."""
    name = names.invent(rng)
    born = born_between(rng, local_date(at), 18, 78)
    phone = numbers.phone(serial) if rng.random() < HAVE_PHONE else ""
    number = numbers.id_number(serial, born, is_woman=name.gender == names.FEMALE)
    if (known := person_by_number(number)) is not None:
        return known
    person = record_person(
        by=by,
        at=at,
        full_name=name.full,
        id_number=number,
        date_of_birth=born,
        gender=name.gender,
        ethnicity=ethnic_codes().get(name.people, ""),
        phone=phone,
        village=village,
        commune_code=org.commune().code,
        address="",
    )
    if is_verified:
        person.is_verified = True
        person.save(update_fields=["is_verified"])
    return person


def weigh(people: Sequence[Person], rng: Random) -> list[float]:
    """How often each comes: most once or twice, some often."""
    return [rng.paretovariate(1.6) for _ in people]
