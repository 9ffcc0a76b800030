"""Officers sign in with a password and the code of their phone, and finish the first sign-in first."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.platform.identity.conftest import PASSWORD, SECRET, code_now
from xaso.kernel.clock import SystemClock
from xaso.platform.identity import second_factor
from xaso.platform.identity.models import SignInAttempt, User
from xaso.platform.identity.services import reset_password
from xaso.platform.identity.services.tokens import make_token, token_of

SIGN_IN, CODE = "/can-bo/dang-nhap/", "/can-bo/dang-nhap/ma/"
SET_PASSWORD, SET_TOTP = "/can-bo/mat-khau/", "/can-bo/xac-thuc/"
NEW_PASSWORD = "ruong-bac-thang-mua-lua"


def give_password(client: Client, username: str = "can.bo", password: str = PASSWORD, **facts: str):
    return client.post(SIGN_IN, {"username": username, "password": password, **facts})


def test_password_and_code_let_an_officer_in(client: Client, officer: User) -> None:
    first = give_password(client)
    second = client.post(CODE, {"code": code_now()})

    assert (first.status_code, first["Location"]) == (302, CODE)
    assert (second.status_code, second["Location"]) == (302, "/ban-lam-viec/")
    assert client.get("/viec-nen/").status_code == 200


def test_the_password_alone_lets_nobody_in(client: Client, officer: User) -> None:
    give_password(client)

    assert client.get("/viec-nen/")["Location"].startswith(SIGN_IN)


def test_a_session_that_never_showed_the_second_factor_is_stopped_at_the_door(
    client: Client, officer: User
) -> None:
    client.force_login(officer)

    assert client.get("/viec-nen/")["Location"] == CODE


def test_a_code_counts_once(client: Client, officer: User) -> None:
    code = code_now()
    give_password(client)
    client.post(CODE, {"code": code})
    other = Client()
    give_password(other)

    answer = other.post(CODE, {"code": code})

    assert answer.status_code == 422
    assert "Mã không đúng hoặc đã dùng rồi" in answer.content.decode()


def test_a_recovery_code_stands_in_for_the_phone_once(client: Client, officer: User) -> None:
    recovery = second_factor.renew_recovery_codes(officer)[3]
    give_password(client)
    first = client.post(CODE, {"code": f"{recovery[:4]} {recovery[4:]}"})
    other = Client()
    give_password(other)

    second = other.post(CODE, {"code": recovery})

    assert first.status_code == 302
    assert second.status_code == 422
    assert second_factor.recovery_left(officer) == 9


def test_the_session_key_changes_with_each_proof(client: Client, officer: User) -> None:
    client.get(SIGN_IN)
    client.session.save()
    keys = [client.session.session_key]
    give_password(client)
    keys.append(client.session.session_key)
    client.post(CODE, {"code": code_now()})
    keys.append(client.session.session_key)

    assert len(set(keys)) == 3
    assert set(Session.objects.values_list("session_key", flat=True)) & set(keys) == {keys[2]}


@pytest.mark.parametrize(("username", "password"), [("can.bo", "sai-mat-khau-roi"), ("khong.co", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(
    client: Client, officer: User, username: str, password: str
) -> None:
    answer = give_password(client, username, password)

    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()
    assert f'value="{username}"' in answer.content.decode()


def test_a_citizen_cannot_use_the_officers_door(client: Client, person: User) -> None:
    answer = give_password(client, person.username)

    assert answer.status_code == 422


def test_the_sixth_try_is_refused_even_with_the_right_password(client: Client, officer: User) -> None:
    for _ in range(5):
        give_password(client, password="sai-mat-khau-roi")

    answer = give_password(client)

    assert answer.status_code == 422
    assert "Đã nhập sai quá nhiều lần. Thử lại sau" in answer.content.decode()
    assert SignInAttempt.objects.filter(username="can.bo").count() == 5


def test_five_wrong_codes_lock_the_second_step(client: Client, officer: User) -> None:
    give_password(client)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})

    answer = client.post(CODE, {"code": code_now()})

    assert "Đã nhập sai quá nhiều lần" in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/viec-nen/?trang=2", "/viec-nen/?trang=2"),
        ("https://elsewhere.example/", "/ban-lam-viec/"),
        ("//elsewhere.example/", "/ban-lam-viec/"),
        ("javascript:alert(1)", "/ban-lam-viec/"),
    ],
)
def test_next_leads_only_within_the_site(client: Client, officer: User, wanted: str, reached: str) -> None:
    give_password(client, next=wanted)

    answer = client.post(CODE, {"code": code_now()})

    assert answer["Location"] == reached


def test_the_first_sign_in_asks_for_an_own_password_then_the_phone(client: Client, new_officer: User) -> None:
    first = give_password(client, "can.bo.moi", next="/viec-nen/")
    anywhere = client.get("/ban-lam-viec/")
    typed = {"current": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    changed = client.post(SET_PASSWORD, typed)
    anywhere_again = client.get("/viec-nen/")
    page = client.get(SET_TOTP).content.decode()
    secret = client.session["identity.totp_secret"]
    done = client.post(SET_TOTP, {"code": second_factor.code_at(secret, datetime.now(UTC))})

    assert first["Location"] == anywhere["Location"] == SET_PASSWORD
    assert changed.status_code == 302
    assert anywhere_again["Location"] == SET_TOTP
    assert "data:image/svg+xml" in page
    assert done.status_code == 200
    assert done.content.decode().count("<li><code>") == 10
    assert 'href="/viec-nen/"' in done.content.decode()
    assert client.get("/thong-bao/").status_code == 200


def test_the_given_password_cannot_be_kept(client: Client, new_officer: User) -> None:
    give_password(client, "can.bo.moi")

    answer = client.post(SET_PASSWORD, {"current": PASSWORD, "password": PASSWORD, "again": PASSWORD})

    assert answer.status_code == 422
    assert "Mật khẩu mới phải khác mật khẩu đang dùng." in answer.content.decode()


def test_the_phone_cannot_be_set_up_before_the_password(client: Client, new_officer: User) -> None:
    give_password(client, "can.bo.moi")

    assert client.get(SET_TOTP)["Location"] == SET_PASSWORD


def test_a_wrong_first_code_sets_nothing_up(client: Client, new_officer: User) -> None:
    new_officer.must_change_password = False
    new_officer.save()
    give_password(client, "can.bo.moi")

    answer = client.post(SET_TOTP, {"code": "123"})

    assert answer.status_code == 422
    assert not second_factor.is_active(new_officer)


def test_the_secret_lies_sealed_in_the_database(officer: User) -> None:
    row = officer.authenticator_set.get(type="totp")

    assert SECRET not in str(row.data)


def test_a_reset_by_the_administrator_ends_everything_old(client: Client, officer: User) -> None:
    give_password(client)
    client.post(CODE, {"code": code_now()})

    now = SystemClock().now()
    token = make_token(user=officer, days=30, scopes=["read"], at=now)

    password = reset_password(user=officer, at=now)

    assert client.get("/viec-nen/")["Location"].startswith(SIGN_IN)
    assert give_password(Client()).status_code == 422
    assert give_password(Client(), password=password)["Location"] == SET_PASSWORD
    assert token_of(token, at=now) is None


def test_new_recovery_codes_need_a_code_of_the_phone(client: Client, officer: User) -> None:
    client.force_login(officer)
    session = client.session
    session["identity.second_factor_at"] = "2026-03-02T08:00:00+07:00"
    session.save()

    refused = client.post("/can-bo/ma-du-phong/", {"code": "000000"})
    given = client.post("/can-bo/ma-du-phong/", {"code": code_now()})

    assert refused.status_code == 422
    assert given.content.decode().count("<li><code>") == 10


def test_signing_out_needs_the_button(client: Client, officer: User) -> None:
    give_password(client)
    client.post(CODE, {"code": code_now()})

    asked = client.get("/dang-xuat/")
    still_in = client.get("/viec-nen/").status_code
    left = client.post("/dang-xuat/")

    assert (asked.status_code, still_in, left.status_code) == (200, 200, 302)
    assert client.get("/viec-nen/")["Location"].startswith(SIGN_IN)


def test_the_admin_has_no_door_of_its_own(client: Client, person: User) -> None:
    visitor = client.get("/quan-tri/login/")
    client.force_login(person)
    citizen = client.get("/quan-tri/login/")

    assert visitor["Location"].startswith(SIGN_IN)
    assert citizen.status_code == 404
