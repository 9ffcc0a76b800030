"""Who somebody is."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from xaso.kernel.errors import Missing
from xaso.kernel.text import fold
from xaso.platform.identity.models import User

from ..models import Person
from ..rules import digits_of

_SHORTEST_NUMBER = 4


def person_of(user: User | AnonymousUser) -> Person | None:
    """The person behind a signed-in user; None for visitors and officers."""
    if not isinstance(user, User) or user.kind != User.Kind.CITIZEN:
        return None
    return Person.objects.select_related("user", "village").filter(user=user).first()


def user_of(person: Person) -> User:
    """The account of a person who is signed in. Raises Missing for one without an account."""
    if person.user is None:
        raise Missing
    return person.user


def person_by_id(public_id: UUID) -> Person:
    """The person of that public id, for officers; the caller logs the access. Raises Missing."""
    person = Person.objects.select_related("user", "village").filter(public_id=public_id).first()
    if person is None:
        raise Missing
    return person


def person_by_number(id_number: str) -> Person | None:
    """The person of that personal number, for officers; the caller logs the access."""
    return Person.objects.select_related("user", "village").filter(id_number=digits_of(id_number)).first()


def people_like(text: str, limit: int = 20) -> list[Person]:
    """People by name without accents (every word, any order), by the start of their number or phone.

    For officers; the caller logs the access. At least two letters or four digits, else nothing is found.
    """
    found = _matching(text)
    return list(found.select_related("village").order_by("folded_name", "date_of_birth", "pk")[:limit])


def _matching(text: str) -> QuerySet[Person]:
    digits = digits_of(text)
    if digits.isdigit():
        if len(digits) < _SHORTEST_NUMBER:
            return Person.objects.none()
        return Person.objects.filter(Q(id_number__startswith=digits) | Q(phone__startswith=digits))
    words = fold(text).split()
    if len("".join(words)) < 2:
        return Person.objects.none()
    found = Person.objects.all()
    for word in words:
        found = found.filter(Q(folded_name__startswith=word) | Q(folded_name__contains=f" {word}"))
    return found


def subject_of(person: Person) -> str:
    """The person's name in the journal and the access log: "person:UUID"."""
    return f"person:{person.public_id}"
