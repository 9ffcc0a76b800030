"""The invented neighbours: written down through the same service as people at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
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


def make_neighbours(count: int, *, run: int, rng: Random, by: Actor | ActsAs, at: datetime) -> list[Person]:
    """Write down `count` invented people over the villages, in the caller's transaction.

    `run` keeps the numbers of a second synthetic year apart from the first.
    """
    villages = org.villages()
    weights = [rng.uniform(0.6, 1.6) for _ in villages]
    made = []
    for number in range(count):
        village = rng.choices(villages, weights)[0] if villages else None
        person = _neighbour(FIRST_SERIAL + run * RUN_APART + number, village, rng, by, at)
        # Nothing identifies people electronically yet; the synthetic year supposes that most have been.
        if number % OF_TEN_PEOPLE < IDENTIFIED:
            person.is_verified = True
            person.save(update_fields=["is_verified"])
        made.append(person)
    return made


def ethnic_codes() -> dict[str, str]:
    """Name of each people to its code in the commune's list."""
    return {name: code for code, name in org.ethnic_groups()}


def born_between(rng: Random, today: date, youngest: int, oldest: int) -> date:
    """A day of birth that makes someone of that many years today."""
    return today - timedelta(days=rng.randint(youngest * 366, oldest * 365))


def _neighbour(serial: int, village: Village | None, rng: Random, by: Actor | ActsAs, at: datetime) -> Person:
    name = names.invent(rng)
    born = born_between(rng, local_date(at), 18, 78)
    return record_person(
        by=by,
        at=at,
        full_name=name.full,
        id_number=numbers.id_number(serial, born, is_woman=name.gender == names.FEMALE),
        date_of_birth=born,
        gender=name.gender,
        ethnicity=ethnic_codes().get(name.people, ""),
        phone=numbers.phone(serial) if rng.random() < HAVE_PHONE else "",
        village=village,
        commune_code=org.commune().code,
        address="",
    )


def weigh(people: Sequence[Person], rng: Random) -> list[float]:
    """How often each comes: most once or twice, some often."""
    return [rng.paretovariate(1.6) for _ in people]
