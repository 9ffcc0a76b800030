"""Accounts for two of the invented neighbours, so that the people's side can be walked through too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from xaso.modules.citizens.services import register_account
from xaso.platform.identity import services as identity
from xaso.platform.journal.events import event_class
from xaso.platform.journal.listeners import listeners_of
from xaso.platform.journal.queries import timeline

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.dossiers.models import Dossier

HOW_MANY = 2
TELLS_PEOPLE = "xaso.modules.dossiers.handlers."
LAST_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account and its password, told once."""

    full_name: str
    id_number: str
    password: str


def open_accounts(dossiers: Sequence[Dossier], *, at: datetime) -> list[DemoAccount]:
    """Open accounts for the busiest neighbours with work under way, with their notices of the last month."""
    return [_open(person, dossiers, at) for person in _busiest(dossiers)]


def _busiest(dossiers: Sequence[Dossier]) -> list[Person]:
    """Those with a phone and something open first, then by how many dossiers they have."""
    many = Counter(one.applicant for one in dossiers if one.applicant.phone and one.applicant.user_id is None)
    has_open = {one.applicant_id for one in dossiers if one.finished_at is None}
    order = sorted(
        many, key=lambda person: (person.pk not in has_open, -many[person], person.id_number or "")
    )
    return order[:HOW_MANY]


def _open(person: Person, dossiers: Iterable[Dossier], at: datetime) -> DemoAccount:
    password = identity.random_password()
    owner = register_account(
        id_number=person.id_number or "",
        full_name=person.full_name,
        date_of_birth=person.date_of_birth,
        phone=person.phone,
        email="",
        password=password,
        at=at,
    )
    user = owner.user
    if user is not None:
        identity.set_contact(user=user, phone="", email="")
        for one in dossiers:
            if person.pk in (one.applicant_id, one.submitter_id):
                _tell_again(one.subject, since=at - LAST_MONTH)
        identity.set_contact(user=user, phone=person.phone, email="")
    return DemoAccount(person.full_name, person.id_number or "", password)


def _tell_again(subject: str, *, since: datetime) -> None:
    """Give the notices of the last month, inside the program only: the account has no address meanwhile."""
    for entry in timeline(subject).filter(at__gte=since):
        kind = event_class(entry.event)
        for name, listener in listeners_of(kind).items() if kind else ():
            if kind and name.startswith(TELLS_PEOPLE):
                listener(kind.read(entry.data), entry)
