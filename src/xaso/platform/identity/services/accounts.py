"""Make and keep accounts."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from xaso.kernel.errors import Conflict, Invalid

from .. import second_factor
from ..models import RoleGrant, User
from .tokens import revoke_tokens

_EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"
_SENTENCES = {
    "password_too_short": "Mật khẩu cần ít nhất 10 ký tự.",
    "password_too_common": "Mật khẩu này nhiều người dùng, dễ bị đoán. Hãy chọn mật khẩu khác.",
    "password_entirely_numeric": "Mật khẩu không được chỉ gồm chữ số. Hãy thêm chữ cái.",
    "password_too_similar": "Mật khẩu giống tên đăng nhập hoặc thông tin tài khoản. Hãy chọn mật khẩu khác.",
}


class UsernameTaken(Conflict):
    """There is an account of that name already."""

    code = "username_taken"
    default_sentence = "Tên đăng nhập này đã có tài khoản."


class WeakPassword(Invalid):
    """The password is too easy to guess; the problem stands at the field `password`."""

    code = "weak_password"


@transaction.atomic
def create_officer_user(
    *, username: str, password: str, roles: Iterable[str], at: datetime, must_change_password: bool = True
) -> User:
    """Make an officer's account; its password must be changed at the first sign-in. Raises UsernameTaken."""
    fields = {"kind": User.Kind.OFFICER, "must_change_password": must_change_password, "created_at": at}
    user = _create(username, password, **fields)
    set_roles(user=user, roles=roles)
    return user


def create_citizen_user(*, id_number: str, password: str, phone: str, email: str, at: datetime) -> User:
    """Make a person's account, named by the personal number. Raises UsernameTaken, WeakPassword."""
    draft = User(username=id_number, email=email, phone=phone)
    check_strength(password, draft)
    return _create(id_number, password, kind=User.Kind.CITIZEN, phone=phone, email=email, created_at=at)


@transaction.atomic
def set_roles(*, user: User, roles: Iterable[str]) -> None:
    """Give the user exactly these roles."""
    wanted = set(roles)
    user.grants.exclude(role__in=wanted).delete()
    RoleGrant.objects.bulk_create(
        [RoleGrant(user=user, role=role) for role in sorted(wanted)], ignore_conflicts=True
    )
    user.__dict__.pop("roles", None)


def set_contact(*, user: User, phone: str, email: str) -> None:
    """Change where the user's notices and codes go."""
    user.phone, user.email = phone, email
    user.save(update_fields=["phone", "email"])


def change_password(*, user: User, password: str) -> None:
    """Set the password the user has chosen. Raises WeakPassword, also for the one in use."""
    check_strength(password, user)
    if user.check_password(password):
        raise WeakPassword("Mật khẩu mới phải khác mật khẩu đang dùng.", field="password")
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


@transaction.atomic
def reset_password(*, user: User, at: datetime) -> str:
    """Give a user a new random password, shown once, to be changed at the next sign-in.

    The old password, an officer's second factor, every open session and every token of the user end.
    """
    password = random_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    second_factor.remove(user)
    revoke_tokens(user=user, at=at)
    return password


def random_password() -> str:
    """Sixteen characters in four groups, easy to read aloud: about 79 bits."""
    return "-".join("".join(secrets.choice(_EASY_TO_READ) for _ in range(4)) for _ in range(4))


def check_strength(password: str, user: User) -> None:
    """Raise WeakPassword, with every reason, when the password is too easy to guess."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        sentences = [_SENTENCES.get(error.code or "", str(error.message)) for error in weak.error_list]
        raise WeakPassword(" ".join(sentences), field="password") from None


def _create(username: str, password: str, **fields: object) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(username, password, **fields)
    except IntegrityError:
        raise UsernameTaken from None
