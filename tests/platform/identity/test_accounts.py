"""Accounts are made with strong passwords, exact roles and a lockout that holds over processes."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher

from tests.platform.identity.conftest import AT, PASSWORD
from xaso.platform.identity.models import SignInAttempt, User
from xaso.platform.identity.services import (
    TooManyTries,
    UsernameTaken,
    WeakPassword,
    WrongCredentials,
    check_officer,
    create_citizen_user,
    create_officer_user,
    random_password,
    set_contact,
    set_roles,
    throttle,
)


def test_a_password_is_hashed_with_argon2_of_owasp(officer: User) -> None:
    hasher = identify_hasher(officer.password)

    assert hasher.algorithm == "argon2"
    assert "m=19456,t=2,p=1" in officer.password


def test_a_new_officer_must_change_the_password(new_officer: User) -> None:
    assert new_officer.must_change_password
    assert new_officer.kind == User.Kind.OFFICER
    assert new_officer.roles == {"receiver"}


def test_a_name_is_given_once(officer: User) -> None:
    with pytest.raises(UsernameTaken):
        create_officer_user(username="can.bo", password=PASSWORD, roles=[], at=AT)


def test_roles_are_set_exactly(officer: User) -> None:
    set_roles(user=officer, roles=["leader", "receiver"])

    assert officer.roles == {"leader", "receiver"}
    assert User.objects.get(pk=officer.pk).roles == {"leader", "receiver"}


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("ngan", "ít nhất 10 ký tự"),
        ("8206153947", "chỉ gồm chữ số"),
        ("password123", "nhiều người dùng"),
        ("010190000123a", "giống tên đăng nhập"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(db: None, password: str, sentence: str) -> None:
    with pytest.raises(WeakPassword) as refusal:
        create_citizen_user(id_number="010190000123", password=password, phone="0912000123", email="", at=AT)

    assert sentence in refusal.value.problems[0].sentence
    assert not User.objects.filter(username="010190000123").exists()


def test_random_passwords_differ_and_are_long() -> None:
    made = {random_password() for _ in range(50)}

    assert len(made) == 50
    assert all(len(password) == 19 for password in made)


def test_contact_data_can_be_changed(person: User) -> None:
    set_contact(user=person, phone="0988000111", email="a@example.vn")

    person.refresh_from_db()
    assert (person.phone, person.email) == ("0988000111", "a@example.vn")


def wrong(username: str, address: str, minutes: float) -> None:
    with pytest.raises(WrongCredentials):
        check_officer(
            username=username, password="sai-mat-khau", address=address, at=AT + timedelta(minutes=minutes)
        )


def right(minutes: float, address: str = "10.0.0.9") -> User:
    return check_officer(
        username="can.bo", password=PASSWORD, address=address, at=AT + timedelta(minutes=minutes)
    )


def test_the_lockout_of_a_name_ends_fifteen_minutes_after_its_first_wrong_try(officer: User) -> None:
    for minute in range(5):
        wrong("can.bo", f"10.0.0.{minute}", minute)

    with pytest.raises(TooManyTries, match="Thử lại sau 08:15"):
        right(14.9)
    assert right(15) == officer


def test_a_refused_try_does_not_make_the_lockout_longer(officer: User) -> None:
    for _ in range(5):
        wrong("can.bo", "10.0.0.1", 0)
    for minute in range(1, 14):
        with pytest.raises(TooManyTries):
            right(minute)

    assert right(15) == officer


def test_a_right_password_forgives_the_wrong_ones_before(officer: User) -> None:
    for _ in range(4):
        wrong("can.bo", "10.0.0.1", 0)
    right(1)
    for _ in range(4):
        wrong("can.bo", "10.0.0.1", 2)

    assert right(3) == officer


def test_case_of_the_name_does_not_get_around_the_lockout(officer: User) -> None:
    for name in ("can.bo", "Can.Bo", "CAN.BO", "can.BO", "CAN.bo"):
        wrong(name, "10.0.0.1", 0)

    with pytest.raises(TooManyTries):
        right(1)


def test_thirty_wrong_tries_lock_an_address_for_every_name(officer: User) -> None:
    for number in range(30):
        SignInAttempt.objects.create(kind="password", username=f"ten{number}", address="10.0.0.9", at=AT)

    with pytest.raises(TooManyTries):
        right(1)
    assert right(1, address="10.0.0.10") == officer


def test_tries_side_by_side_all_count(officer: User) -> None:
    for _ in range(5):
        throttle.start(kind=throttle.PASSWORD, username="can.bo", address="10.0.0.1", at=AT)

    with pytest.raises(TooManyTries):
        right(0)


def test_old_tries_are_cleared(officer: User) -> None:
    SignInAttempt.objects.create(kind="password", username="x", address="y", at=AT - timedelta(days=100))

    right(0)

    assert not SignInAttempt.objects.filter(username="x").exists()
