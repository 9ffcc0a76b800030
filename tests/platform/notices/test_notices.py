"""Users are told in the program at once, and outside through jobs that try again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from xaso.kernel.errors import Missing
from xaso.platform.identity.models import User
from xaso.platform.identity.services import create_citizen_user, create_officer_user
from xaso.platform.jobs.services import run_queued
from xaso.platform.notices.checks import CONSOLE, real_channels
from xaso.platform.notices.models import Delivery, Notice
from xaso.platform.notices.ports import NotSent
from xaso.platform.notices.providers.console import ConsoleProvider
from xaso.platform.notices.providers.fake import FakeProvider, Sent
from xaso.platform.notices.providers.smtp import SmtpProvider
from xaso.platform.notices.queries import notices_of, unread_count
from xaso.platform.notices.services import mark_all_read, mark_read, notify
from xaso.platform.notices.wording import mask_address

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PASSWORD = "nui-cao-suoi-sau-2025"


@pytest.fixture
def person(db: None) -> User:
    return create_citizen_user(
        id_number="010190000123", password=PASSWORD, phone="0912000123", email="say@example.vn", at=AT
    )


@pytest.fixture
def stranger(db: None) -> User:
    return create_citizen_user(
        id_number="010190000124", password=PASSWORD, phone="0912000124", email="", at=AT
    )


def tell(user: User, key: str = "k1", **facts: object) -> Notice:
    text = {"title": "Hồ sơ đã tiếp nhận", "body": "Hẹn trả ngày 05/03/2026.", "link": "/ho-so/H1/"}
    return notify(user, key=key, at=AT, **(text | facts))  # type: ignore[arg-type]


def test_a_notice_is_readable_at_once_and_goes_out_by_job(person: User, outbox: list[Sent]) -> None:
    notice = tell(person)
    before = (unread_count(person), list(outbox))

    run_queued(at=AT)

    assert before == (1, [])
    assert {sent.address for sent in outbox} == {"0912000123", "say@example.vn"}
    assert set(notice.deliveries.values_list("state", "sent_at")) == {(Delivery.State.SENT, AT)}


def test_a_letter_carries_the_link_and_a_text_message_does_not(person: User, outbox: list[Sent]) -> None:
    tell(person)
    run_queued(at=AT)

    bodies = {sent.address: sent.body for sent in outbox}
    assert bodies["0912000123"] == "Hẹn trả ngày 05/03/2026."
    assert bodies["say@example.vn"].endswith("Xem tại: http://localhost:8000/ho-so/H1/")


def test_the_same_key_tells_once(person: User, outbox: list[Sent]) -> None:
    first = tell(person)

    again = tell(person, title="Lần nữa")
    run_queued(at=AT)

    assert again == first
    assert len(outbox) == 2


def test_outside_channels_can_be_left_out(person: User, outbox: list[Sent]) -> None:
    tell(person, outside=())
    run_queued(at=AT)

    assert unread_count(person) == 1
    assert outbox == []


def test_a_provider_that_is_down_is_tried_again_and_seen(stranger: User, outbox: list[Sent]) -> None:
    FakeProvider.is_down = True
    notice = tell(stranger)
    run_queued(at=AT)
    delivery = notice.deliveries.get()
    while_down = (delivery.state, delivery.error)

    FakeProvider.is_down = False
    run_queued(at=AT + timedelta(seconds=10))

    delivery.refresh_from_db()
    assert while_down == (Delivery.State.FAILED, "nhà cung cấp không trả lời")
    assert (delivery.state, delivery.error, delivery.attempts) == (Delivery.State.SENT, "", 2)
    assert len(outbox) == 1


def test_reading_is_for_the_recipient_only(person: User, stranger: User) -> None:
    notice = tell(person)

    with pytest.raises(Missing):
        mark_read(stranger, notice.pk, at=AT)
    mark_read(person, notice.pk, at=AT)

    assert unread_count(person) == 0


def test_all_can_be_marked_read(person: User, stranger: User) -> None:
    for number in range(3):
        tell(person, key=f"p{number}")
    tell(stranger, key="s")

    assert mark_all_read(person, at=AT) == 3
    assert (unread_count(person), unread_count(stranger)) == (0, 1)


def test_the_list_has_twenty_a_page_newest_first(person: User, django_assert_num_queries: object) -> None:
    for number in range(25):
        notify(person, title=f"Tin {number}", body="x", key=str(number), at=AT + timedelta(minutes=number))

    with django_assert_num_queries(3):  # type: ignore[operator]
        page = notices_of(person, 1)

    assert [notice.title for notice in page.rows][:2] == ["Tin 24", "Tin 23"]
    assert (len(page.rows), page.has_next, page.total) == (20, True, 25)


def test_the_console_masks_the_address_and_shows_the_text_only_in_a_demonstration(
    settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    ConsoleProvider().send("0912000123", "Mã đăng nhập", "Mã là\n123456.")
    settings.DEMO = False  # type: ignore[attr-defined]
    ConsoleProvider().send("say@example.vn", "Mã đăng nhập", "Mã là 654321.")

    shown, hidden = capsys.readouterr().out.splitlines()
    assert shown == "[TIN NHẮN tới 091••••123] Mã đăng nhập: Mã là 123456."
    assert "654321" not in hidden
    assert hidden.startswith("[THƯ ĐIỆN TỬ tới s•••@example.vn]")


def test_a_letter_goes_to_the_mail_server() -> None:
    SmtpProvider().send("say@example.vn", "Hồ sơ\nđã xong", "Mời đến nhận.")

    (letter,) = mail.outbox
    assert (letter.subject, letter.to, letter.body) == ("Hồ sơ đã xong", ["say@example.vn"], "Mời đến nhận.")


def test_a_mail_server_that_does_not_answer_is_an_answer(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]

    with pytest.raises(NotSent, match="máy chủ thư"):
        SmtpProvider().send("say@example.vn", "x", "y")


@pytest.mark.parametrize(
    ("address", "masked"),
    [("0912000123", "091••••123"), ("say@example.vn", "s•••@example.vn"), ("@x", "•••@x")],
)
def test_addresses_are_masked(address: str, masked: str) -> None:
    assert mask_address(address) == masked


def test_a_real_installation_on_the_console_is_warned_of(settings: object) -> None:
    settings.DEMO, settings.NOTICE_PROVIDERS = False, {"sms": CONSOLE}  # type: ignore[attr-defined]
    real = real_channels(None)
    settings.DEMO = True  # type: ignore[attr-defined]

    assert [warning.id for warning in real] == ["notices.W001"]
    assert real_channels(None) == []


def test_the_page_lists_notices_and_marks_them(client: Client, person: User) -> None:
    notice = tell(person)
    client.force_login(person)

    page = client.get("/thong-bao/").content.decode()
    opened = client.post(f"/thong-bao/{notice.pk}/da-doc/", {"mo": "1"})
    after = client.get("/thong-bao/").content.decode()

    assert "Hồ sơ đã tiếp nhận" in page
    assert "Chưa đọc" in page
    assert opened["Location"] == "/ho-so/H1/"
    assert "Chưa đọc" not in after


def test_all_are_marked_by_the_button(client: Client, person: User) -> None:
    tell(person)
    client.force_login(person)

    client.post("/thong-bao/da-doc/")

    assert unread_count(person) == 0


def test_a_stranger_cannot_open_a_notice(client: Client, person: User, stranger: User) -> None:
    notice = tell(person)
    client.force_login(stranger)

    assert client.post(f"/thong-bao/{notice.pk}/da-doc/").status_code == 404
    assert "Hồ sơ đã tiếp nhận" not in client.get("/thong-bao/").content.decode()


def test_a_visitor_is_sent_to_sign_in_and_back(client: Client, db: None) -> None:
    assert client.get("/thong-bao/?trang=2")["Location"] == "/dang-nhap/?next=%2Fthong-bao%2F%3Ftrang%3D2"


def test_an_officer_sees_the_page_in_the_officers_frame(client: Client, db: None) -> None:
    officer = create_officer_user(
        username="can.bo", password=PASSWORD, roles=[], at=AT, must_change_password=False
    )
    client.force_login(officer)
    session = client.session
    session["identity.second_factor_at"] = AT.isoformat()
    session.save()

    page = client.get("/thong-bao/")

    assert "ui/desk.css" in page.content.decode()
