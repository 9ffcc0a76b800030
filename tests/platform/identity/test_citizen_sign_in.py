"""People sign in with their personal number, a password and a one-time code."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.platform.identity.conftest import AT, NUMBER, PASSWORD
from xaso.platform.identity.models import SignInCode, User
from xaso.platform.identity.services import codes
from xaso.platform.notices.providers.fake import FakeProvider, Sent

SIGN_IN, CODE = "/dang-nhap/", "/dang-nhap/ma/"


def give_password(client: Client, **facts: str):
    return client.post(SIGN_IN, {"id_number": NUMBER, "password": PASSWORD, **facts})


def code_in(outbox: list[Sent]) -> str:
    found = re.search(r"\b\d{6}\b", outbox[-1].body)
    assert found is not None
    return found.group()


def wrong_for(code: str) -> str:
    return "000000" if code != "000000" else "111111"


@pytest.fixture(autouse=True)
def outbox(outbox: list[Sent]) -> list[Sent]:
    return outbox


def test_number_password_and_code_let_a_person_in(client: Client, person: User, outbox: list[Sent]) -> None:
    first = give_password(client, next="/thong-bao/")
    second = client.post(CODE, {"code": code_in(outbox)})

    assert first["Location"] == CODE
    assert outbox[-1].address == "0912000123"
    assert second["Location"] == "/thong-bao/"
    assert client.get("/thong-bao/").status_code == 200


def test_the_page_says_that_it_stands_in_for_vneid(client: Client, db: None) -> None:
    page = client.get(SIGN_IN).content.decode()

    assert "Cách đăng nhập này đứng thay VNeID trong bản cài đặt này." in page


def test_spaces_in_the_number_do_not_matter(client: Client, person: User) -> None:
    assert give_password(client, id_number="010 190 000 123")["Location"] == CODE


def test_a_wrong_password_is_refused_and_the_number_stays_in_its_box(client: Client, person: User) -> None:
    answer = give_password(client, password="sai-mat-khau-roi")

    assert answer.status_code == 422
    assert "Số định danh hoặc mật khẩu không đúng." in answer.content.decode()
    assert f'value="{NUMBER}"' in answer.content.decode()
    assert "sai-mat-khau-roi" not in answer.content.decode()


def test_an_officer_cannot_use_the_peoples_door(client: Client, officer: User) -> None:
    assert give_password(client, id_number=officer.username).status_code == 422


def test_the_page_shows_where_the_code_went_only_masked(client: Client, person: User) -> None:
    give_password(client)

    page = client.get(CODE).content.decode()

    assert "091••••123" in page
    assert "0912000123" not in page


def test_without_a_password_there_is_no_code_page(client: Client, db: None) -> None:
    assert client.get(CODE)["Location"] == SIGN_IN


def test_a_wrong_code_says_how_many_tries_are_left(client: Client, person: User, outbox: list[Sent]) -> None:
    give_password(client)

    answer = client.post(CODE, {"code": wrong_for(code_in(outbox))})

    assert "còn 4 lần nhập" in answer.content.decode()


def test_another_code_cannot_be_asked_for_at_once(client: Client, person: User, outbox: list[Sent]) -> None:
    give_password(client)

    answer = client.post(CODE, {"resend": "1"})

    assert answer.status_code == 429
    assert "Đợi" in answer.content.decode()
    assert len(outbox) == 1


def test_a_code_that_cannot_be_sent_is_said_and_nothing_begins(client: Client, person: User) -> None:
    FakeProvider.is_down = True

    answer = give_password(client)

    assert answer.status_code == 422
    assert "Chưa gửi được mã lúc này." in answer.content.decode()


def test_a_right_code_is_used_up(person: User, outbox: list[Sent]) -> None:
    row = codes.begin(user=person, at=AT)

    assert codes.finish(code_id=row.pk, code=code_in(outbox), at=AT) == person
    with pytest.raises(codes.CodeOver):
        codes.finish(code_id=row.pk, code=code_in(outbox), at=AT)


@pytest.mark.parametrize(("seconds", "is_good"), [(300, True), (301, False)])
def test_a_code_lasts_five_minutes(person: User, outbox: list[Sent], seconds: int, is_good: bool) -> None:
    row = codes.begin(user=person, at=AT)
    later = AT + timedelta(seconds=seconds)

    if is_good:
        assert codes.finish(code_id=row.pk, code=code_in(outbox), at=later) == person
    else:
        with pytest.raises(codes.CodeOver):
            codes.finish(code_id=row.pk, code=code_in(outbox), at=later)


def test_the_fifth_wrong_try_ends_the_code(person: User, outbox: list[Sent]) -> None:
    row = codes.begin(user=person, at=AT)
    wrong = wrong_for(code_in(outbox))
    for _ in range(4):
        with pytest.raises(codes.CodeWrong):
            codes.finish(code_id=row.pk, code=wrong, at=AT)

    with pytest.raises(codes.CodeOver, match="Đã nhập sai 5 lần"):
        codes.finish(code_id=row.pk, code=wrong, at=AT)
    with pytest.raises(codes.CodeOver):
        codes.finish(code_id=row.pk, code=code_in(outbox), at=AT)


def test_a_new_code_replaces_the_old_one_and_gives_no_new_tries(person: User, outbox: list[Sent]) -> None:
    row = codes.begin(user=person, at=AT)
    old = code_in(outbox)
    with pytest.raises(codes.CodeWrong):
        codes.finish(code_id=row.pk, code=wrong_for(old), at=AT)

    later = AT + timedelta(seconds=60)
    codes.resend(code_id=row.pk, at=later)

    row.refresh_from_db()
    assert row.tries == 1
    if code_in(outbox) != old:
        with pytest.raises(codes.CodeWrong):
            codes.finish(code_id=row.pk, code=old, at=later)
    assert codes.finish(code_id=row.pk, code=code_in(outbox), at=later) == person


def test_three_codes_are_sent_at_most(person: User) -> None:
    row = codes.begin(user=person, at=AT)
    codes.resend(code_id=row.pk, at=AT + timedelta(minutes=1))
    codes.resend(code_id=row.pk, at=AT + timedelta(minutes=2))

    with pytest.raises(codes.CodeTooSoon, match="Đã gửi 3 mã"):
        codes.resend(code_id=row.pk, at=AT + timedelta(minutes=3))


def test_beginning_again_and_again_is_refused_with_the_time(person: User) -> None:
    for minute in range(5):
        codes.begin(user=person, at=AT + timedelta(minutes=minute))

    with pytest.raises(codes.CodeTooSoon, match="Thử lại sau 08:15"):
        codes.begin(user=person, at=AT + timedelta(minutes=5))


def test_only_a_digest_of_the_code_is_kept(person: User, outbox: list[Sent]) -> None:
    codes.begin(user=person, at=AT)

    row = SignInCode.objects.get()
    assert re.fullmatch(r"[0-9a-f]{64}", row.digest)
    assert row.sent_to == "091••••123"
