"""People register, see what the commune keeps about them and who read it, and correct their contact data."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.cast import PASSWORD, sign_in
from xaso.modules.citizens.models import Person
from xaso.modules.citizens.queries import subject_of
from xaso.modules.org.models import Officer, Village
from xaso.platform.journal.services import log_access
from xaso.platform.notices.services import notify

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TYPED = {
    "id_number": "099 188 000 778",
    "full_name": "Tẩn Mỷ Chiêu",
    "date_of_birth-ngay": "30",
    "date_of_birth-thang": "4",
    "date_of_birth-nam": "1988",
    "phone": "0912 777 000",
    "email": "chieu@example.vn",
    "password": PASSWORD,
    "again": PASSWORD,
}


@pytest.mark.django_db
def test_a_visitor_registers_and_is_sent_to_sign_in(client: Client) -> None:
    answer = client.post("/dang-ky/", TYPED)

    assert answer["Location"] == "/dang-nhap/"
    person = Person.objects.get(id_number="099188000778")
    assert (person.full_name, person.phone) == ("Tẩn Mỷ Chiêu", "0912777000")
    assert "Đã tạo tài khoản." in client.get("/dang-nhap/").content.decode()


@pytest.mark.django_db
def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client) -> None:
    answer = client.post("/dang-ky/", TYPED | {"full_name": "Tẩn Mỷ Иван", "date_of_birth-thang": "13"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Có chỗ cần sửa" in page
    assert "Không có ngày 30/13/1988 trong lịch." in page
    assert "Họ và tên chỉ gồm chữ cái" in page
    assert 'value="099 188 000 778"' in page
    assert 'value="chieu@example.vn"' in page
    assert PASSWORD not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"full_name": "Tẩn Mỷ Иван"}, "Họ và tên chỉ gồm chữ cái"),
        ({"id_number": "123"}, "Số định danh gồm đúng 12 chữ số"),
        ({"date_of_birth-nam": "2020"}, "Tài khoản dành cho người từ 14 tuổi."),
        ({"phone": "12345"}, "Số điện thoại gồm 10 chữ số"),
        ({"email": "chieu"}, "Địa chỉ thư điện tử chưa đúng"),
        ({"password": "1234567890", "again": "1234567890"}, "Mật khẩu không được chỉ gồm chữ số."),
        ({"again": "khac-han-mat-khau"}, "Hai lần nhập mật khẩu không giống nhau."),
    ],
)
def test_each_mistake_has_its_sentence(client: Client, wrong: dict[str, str], sentence: str) -> None:
    answer = client.post("/dang-ky/", TYPED | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_number_with_an_account_is_refused(client: Client, citizen: Person) -> None:
    answer = client.post("/dang-ky/", TYPED | {"id_number": str(citizen.id_number)})

    assert "Số định danh này đã có tài khoản." in answer.content.decode()


@pytest.mark.django_db
def test_guessing_numbers_on_the_form_is_stopped(client: Client) -> None:
    for _ in range(5):
        client.post("/dang-ky/", TYPED | {"phone": "1"})

    answer = client.post("/dang-ky/", TYPED)

    assert "Đã nhập sai quá nhiều lần." in answer.content.decode()


def test_the_account_page_shows_my_data_and_who_read_it(
    client: Client, citizen: Person, specialist: Officer
) -> None:
    for minute in range(21):
        moment = AT + timedelta(minutes=minute)
        whom = subject_of(citizen)
        log_access(
            by=specialist, whom=whom, purpose=f"Xử lý hồ sơ số {minute}", where="/ban-lam-viec/", at=moment
        )
    assert citizen.user is not None
    notify(citizen.user, title="x", body="y", key="account-test", at=AT)
    sign_in(client, citizen)

    page = client.get("/tai-khoan/").content.decode()
    second = client.get("/tai-khoan/?trang=2").content.decode()

    assert citizen.full_name in page
    assert "1 chưa đọc" in page
    assert specialist.full_name in page
    assert "Xử lý hồ sơ số 20" in page
    assert "Xử lý hồ sơ số 0." not in page
    assert "Xử lý hồ sơ số 0." in second


def test_nobody_else_reads_my_list(
    client: Client, citizen: Person, stranger: Person, specialist: Officer
) -> None:
    log_access(by=specialist, whom=subject_of(citizen), purpose="Việc riêng", where="/", at=AT)
    sign_in(client, stranger)

    assert "Việc riêng" not in client.get("/tai-khoan/").content.decode()


@pytest.mark.parametrize("path", ["/tai-khoan/", "/tai-khoan/lien-he/"])
def test_officers_find_no_account_page_and_visitors_sign_in_first(
    client: Client, chairman: Officer, path: str
) -> None:
    visitor = client.get(path)
    officer = sign_in(client, chairman).get(path)

    assert visitor["Location"].startswith("/dang-nhap/?next=")
    assert officer.status_code == 404


def test_the_address_is_corrected_without_a_password(client: Client, citizen: Person) -> None:
    sign_in(client, citizen)
    village = Village.objects.exclude(pk=citizen.village_id).order_by("pk")[0]
    typed = {"phone": citizen.phone, "email": citizen.email, "village": village.code, "address": "Nhà 7"}

    answer = client.post("/tai-khoan/lien-he/", typed)

    citizen.refresh_from_db()
    assert answer["Location"] == "/tai-khoan/"
    assert (citizen.address, citizen.village) == ("Nhà 7", village)


@pytest.mark.parametrize(
    ("password", "status", "phone"),
    [("", 422, "0912000901"), ("sai", 422, "0912000901"), (PASSWORD, 302, "0987000111")],
)
def test_another_phone_asks_for_the_password(
    client: Client, citizen: Person, password: str, status: int, phone: str
) -> None:
    sign_in(client, citizen)

    answer = client.post("/tai-khoan/lien-he/", {"phone": "0987000111", "password": password})

    citizen.refresh_from_db()
    assert answer.status_code == status
    assert citizen.phone == phone


def test_a_wrong_phone_is_said_and_stays_in_its_box(client: Client, citizen: Person) -> None:
    sign_in(client, citizen)

    answer = client.post("/tai-khoan/lien-he/", {"phone": "12", "password": PASSWORD})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Số điện thoại gồm 10 chữ số" in page
    assert 'value="12"' in page


def test_a_person_changes_the_own_password(client: Client, citizen: Person) -> None:
    sign_in(client, citizen)
    new = "ruong-bac-thang-mua-lua"

    answer = client.post("/mat-khau/", {"current": PASSWORD, "password": new, "again": new})

    citizen.user.refresh_from_db()  # type: ignore[union-attr]
    assert answer.status_code == 302
    assert citizen.user.check_password(new)  # type: ignore[union-attr]
    assert client.get("/tai-khoan/").status_code == 200
