"""A person's own account: make it, correct what may be corrected."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.codes import phone_digits
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean, fold
from xaso.platform.identity import services as identity
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record
from xaso.platform.notices.services import notify

from .. import rules
from ..events import AccountRegistered, PasswordReset, PersonCorrected
from ..models import Person
from ..queries import subject_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Village

COME = "Bà con mang thẻ căn cước đến Trung tâm Phục vụ hành chính công của xã để được giúp."


class AccountExists(Conflict):
    """The personal number has an account already."""

    code = "account_exists"
    default_sentence = f"Số định danh này đã có tài khoản. Hãy đăng nhập. Không phải của mình thì: {COME}"


class PersonDiffers(Conflict):
    """The commune's record of that number does not agree with what was typed."""

    code = "person_differs"
    default_sentence = f"Thông tin vừa nhập không khớp với thông tin xã đang giữ cho số định danh này. {COME}"


def register_account(
    *,
    id_number: str,
    full_name: str,
    date_of_birth: date | None,
    phone: str,
    email: str,
    password: str,
    at: datetime,
) -> Person:
    """Make a person's account, on the commune's record of that number when name and birth date agree.

    Raises Invalid with every problem at once, AccountExists, PersonDiffers, identity's WeakPassword.
    """
    number, phone = rules.digits_of(id_number), phone_digits(phone)
    name, email = clean(full_name), clean(email)
    problems = rules.account_problems(number, name, date_of_birth, phone, email, today=local_date(at))
    if problems or date_of_birth is None:
        raise Invalid(problems=problems)
    with transaction.atomic():
        person = _known_or_new(number, name, date_of_birth, at)
        was_known = person.pk is not None
        try:
            user = identity.create_citizen_user(
                id_number=number, password=password, phone=phone, email=email, at=at
            )
        except identity.UsernameTaken:
            raise AccountExists from None
        person.user, person.phone, person.email = user, phone, email
        person.save()
        event = AccountRegistered(person=str(person.public_id), was_known=was_known)
        record(event, by=person, at=at, subject=subject_of(person))
    return person


def _known_or_new(number: str, name: str, born: date, at: datetime) -> Person:
    """The locked record of that number when it agrees, else a new one, not yet saved."""
    person = Person.objects.select_for_update(no_key=True).filter(id_number=number).first()
    if person is None:
        return Person(
            id_number=number, full_name=name, folded_name=fold(name), date_of_birth=born, created_at=at
        )
    if person.user_id is not None:
        raise AccountExists
    if not rules.same_person(person.full_name, person.date_of_birth, name, born):
        raise PersonDiffers
    return person


class NoAccount(Conflict):
    """The person has no account yet."""

    code = "no_account"
    default_sentence = "Người này chưa có tài khoản. Hướng dẫn bà con đăng ký tài khoản mới."


def reset_password(*, person: Person, by: Actor | ActsAs, at: datetime) -> str:
    """Give a person who came with the card a new password, told once and changed at the next sign-in.

    The person is told by notice, so that a reset behind the back is seen. Raises NoAccount.
    """
    with transaction.atomic():
        rows = Person.objects.select_for_update(of=("self",), no_key=True).select_related("user")
        row = rows.get(pk=person.pk)
        if row.user is None:
            raise NoAccount
        password = identity.reset_password(user=row.user, at=at)
        entry = record(PasswordReset(person=str(row.public_id)), by=by, at=at, subject=subject_of(row))
        notify(
            row.user,
            title="Mật khẩu vừa được đặt lại",
            body="Cán bộ một cửa vừa đặt lại mật khẩu của bà con. Nếu bà con không nhờ, hãy báo ngay cho xã.",
            link="/tai-khoan/",
            key=f"citizens.password_reset:{entry.seq}",
            at=at,
        )
    return password


def correct_contact(
    *, person: Person, phone: str, email: str, address: str, village: Village | None, at: datetime
) -> Person:
    """Change what a person may change alone: phone, e-mail, address, village. Raises Invalid.

    Where codes and notices go changes with it; the page has let the person prove the password before.
    """
    phone, email, address = phone_digits(phone), clean(email), clean(address)[:200]
    problems = [p for p in (rules.phone_problem(phone, required=True), rules.email_problem(email)) if p]
    if problems:
        raise Invalid(problems=problems)
    wanted: dict[str, object] = {"phone": phone, "email": email, "address": address}
    wanted["village_id"] = village.pk if village else None
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        changed = [name for name, value in wanted.items() if getattr(row, name) != value]
        if not changed:
            return row
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save(update_fields=list(wanted))
        if row.user is not None:
            identity.set_contact(user=row.user, phone=phone, email=email)
        record(
            PersonCorrected(person=str(row.public_id), fields=[name.removesuffix("_id") for name in changed]),
            by=row,
            at=at,
            subject=subject_of(row),
        )
    return row
