"""People written down at the counter."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from xaso.kernel.clock import local_date
from xaso.kernel.codes import phone_digits
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean, fold
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from .. import rules
from ..events import PersonCorrected, PersonRecorded
from ..models import Person
from ..queries import subject_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Village


class OtherPerson(Conflict):
    """The number belongs to a record that does not agree with what was typed."""

    code = "other_person"
    default_sentence = (
        "Số định danh này đang ghi cho người có họ tên hoặc ngày sinh khác. Xem lại thẻ căn cước; "
        "nếu thẻ đúng, nhờ người quản trị sửa thông tin cũ."
    )


def record_person(
    *,
    by: Actor | ActsAs,
    at: datetime,
    full_name: str,
    id_number: str = "",
    date_of_birth: date | None = None,
    gender: str = "",
    ethnicity: str = "",
    phone: str = "",
    email: str = "",
    village: Village | None = None,
    commune_code: str = "",
    address: str = "",
) -> Person:
    """Write down a person at the counter, or complete the record of that personal number.

    A known number keeps its name and birth date; other fields take what was typed, contact data only without
    an account. Raises Invalid with every problem, OtherPerson when name or birth date do not agree.
    """
    typed: dict[str, Any] = {"gender": gender, "ethnicity": ethnicity, "village": village}
    typed |= {"commune_code": commune_code, "address": clean(address)[:200], "date_of_birth": date_of_birth}
    typed |= {"phone": phone_digits(phone), "email": clean(email)}
    name, number = clean(full_name), rules.digits_of(id_number) or None
    _check(name, number, typed, local_date(at))
    try:
        with transaction.atomic():
            known = _locked(number) if number else None
            if known is not None:
                return _complete(known, name, typed, by=by, at=at)
            person = Person.objects.create(
                full_name=name, folded_name=fold(name), id_number=number, created_at=at, **typed
            )
            record(PersonRecorded(person=str(person.public_id)), by=by, at=at, subject=subject_of(person))
            return person
    except IntegrityError:
        raise Conflict from None


def _locked(number: str) -> Person | None:
    """The record of that number under lock; rows that point at it may be written meanwhile (`no_key`)."""
    return Person.objects.select_for_update(no_key=True).filter(id_number=number).first()


def _check(name: str, number: str | None, typed: dict[str, Any], today: date) -> None:
    found = [rules.name_problem(name), rules.phone_problem(typed["phone"], required=False)]
    found += [rules.email_problem(typed["email"]), rules.id_number_problem(number) if number else None]
    found += [rules.birth_problem(typed["date_of_birth"], today) if typed["date_of_birth"] else None]
    problems = [problem for problem in found if problem]
    if problems:
        raise Invalid(problems=problems)


def _complete(
    person: Person, name: str, typed: dict[str, Any], *, by: Actor | ActsAs, at: datetime
) -> Person:
    born, known = typed["date_of_birth"], person.date_of_birth
    if fold(person.full_name) != fold(name) or (born and known and born != known):
        raise OtherPerson
    own = {"phone", "email"} if person.user_id is not None else set()
    changes = {
        field: value
        for field, value in typed.items()
        if value not in (None, "") and field not in own and getattr(person, field) != value
    }
    if changes:
        for field, value in changes.items():
            setattr(person, field, value)
        person.save(update_fields=list(changes))
        event = PersonCorrected(person=str(person.public_id), fields=sorted(changes))
        record(event, by=by, at=at, subject=subject_of(person))
    return person
