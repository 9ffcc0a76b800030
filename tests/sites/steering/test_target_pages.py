"""One target, and the records behind its figure: two clicks from the board to a dossier."""

import csv
import io
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.cast import sign_in as enter
from tests.modules.indicators.work import Office, count_promises, dossier, promise, rating
from tests.modules.plan.reading_work import in_force, keeper
from tests.sites.steering.conftest import SignIn
from xaso.kernel.clock import SystemClock, local_date

NOW = SystemClock().now()
YEAR = local_date(NOW).year
RECORDS = "/dieu-hanh/so-lieu/dossiers.filed_online/"


@pytest.fixture
def worked(office: Office) -> Office:
    """Three dossiers of this moment, one online, in two villages and two fields."""
    promise("A", "dossiers.filed_online", "60", year=YEAR, owner=office.unit)
    dossier(office, NOW, online=True, late=None)
    dossier(office, NOW, late=None, village=1)
    dossier(office, NOW, late=None, village=1, field="dat-dai")
    count_promises(NOW)
    return office


def test_a_target_tells_its_definition_its_sides_its_months_and_its_splits(
    worked: Office, leader: Client
) -> None:
    page = leader.get("/dieu-hanh/chi-tieu/A/").content.decode()

    assert "33,3%" in page
    assert "Số này được đếm thế nào" in page
    assert "Mức chắc chắn" in page
    assert "Theo lĩnh vực" in page
    assert "Thôn B" in page
    assert "Qua các năm của kế hoạch" in page


def test_a_target_without_a_source_says_what_it_waits_for(office: Office, leader: Client) -> None:
    promise("B", "", "60", year=YEAR)

    page = leader.get("/dieu-hanh/chi-tieu/B/").content.decode()

    assert "Chưa có nguồn số liệu." in page
    assert "không ghi 0% hay 100%" in page


def test_a_target_tells_how_each_version_of_the_plan_put_it(cast: Cast) -> None:
    leader = enter(Client(), cast.chairman)
    before = leader.get("/dieu-hanh/chi-tieu/I-01/").content.decode()

    in_force(keeper())

    after = leader.get("/dieu-hanh/chi-tieu/I-01/").content.decode()
    assert "qua các bản kế hoạch" not in before, "one version has no history"
    assert "Chỉ tiêu này qua các bản kế hoạch" in after
    assert "Bản 2, 15-KH/ĐU" in after
    assert "2026–2028: tối thiểu 95%" in after


def test_an_unknown_target_is_not_found(office: Office, leader: Client) -> None:
    assert leader.get("/dieu-hanh/chi-tieu/KHONG-CO/").status_code == 404


def test_the_dossier_is_two_clicks_from_the_board(worked: Office, leader: Client) -> None:
    board = leader.get("/dieu-hanh/").content.decode()
    first = re.search(r'href="(/dieu-hanh/so-lieu/[^"]+)"', board)
    assert first is not None

    listed = leader.get(first[1].replace("&amp;", "&")).content.decode()

    assert re.search(r'href="/ban-lam-viec/ho-so/THU-\d+/"', listed)


@pytest.mark.parametrize(("which", "count"), [("part", 1), ("whole", 3), ("rest", 2)])
def test_each_side_of_the_figure_lists_its_own_records(
    worked: Office, leader: Client, which: str, count: int
) -> None:
    page = leader.get(RECORDS, {"ky": str(YEAR), "phan": which}).content.decode()

    assert len(set(re.findall(r"/ban-lam-viec/ho-so/(THU-\d+)/", page))) == count


def test_one_line_of_a_split_lists_only_its_records(worked: Office, leader: Client) -> None:
    page = leader.get(RECORDS, {"ky": str(YEAR), "chia": "village", "nhom": "Thôn B"}).content.decode()

    assert len(set(re.findall(r"/ban-lam-viec/ho-so/(THU-\d+)/", page))) == 2
    assert "Thôn B" in page


@pytest.mark.parametrize(
    ("query", "status"),
    [({"ky": "hôm qua"}, 422), ({"phan": "half"}, 404), ({"chia": "colour", "nhom": "red"}, 404)],
)
def test_an_address_that_makes_no_sense_gets_a_sentence(
    worked: Office, leader: Client, query: dict[str, str], status: int
) -> None:
    assert leader.get(RECORDS, query).status_code == status


def test_an_unknown_measure_is_not_found(office: Office, leader: Client) -> None:
    assert leader.get("/dieu-hanh/so-lieu/dossiers.khong_co/").status_code == 404


def test_the_records_are_twenty_a_page_with_a_constant_number_of_questions(
    worked: Office, leader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(40):
        dossier(worked, NOW, late=None)
    leader.get(RECORDS)

    with django_assert_max_num_queries(14):
        page = leader.get(RECORDS).content.decode()

    assert len(set(re.findall(r"/ban-lam-viec/ho-so/(THU-\d+)/", page))) == 20
    assert "Có 43 hồ sơ" in page


def test_a_head_of_unit_sees_the_figure_of_all_and_the_dossiers_of_his_own(
    worked: Office, sign_in: SignIn
) -> None:
    page = sign_in("unit_head").get(RECORDS).content.decode()

    assert "chỉ có hồ sơ mà anh chị được xem theo nhiệm vụ" in page
    assert not re.findall(r"/ban-lam-viec/ho-so/(THU-\d+)/", page)


def test_the_records_as_csv_carry_no_names_of_people(worked: Office, leader: Client) -> None:
    response = leader.get(f"{RECORDS}xuat.csv?ky={YEAR}")

    text = response.getvalue().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 4
    assert "Giàng" not in text


def test_ratings_are_listed_by_level_field_and_month_only(office: Office, leader: Client) -> None:
    promise("S", "surveys.satisfaction", "90", year=YEAR)
    given = [rating(office, NOW, "not_satisfied", field="dat-dai"), *[rating(office, NOW) for _ in range(5)]]
    count_promises(NOW)

    pages = [
        leader.get("/dieu-hanh/so-lieu/surveys.satisfaction/").content.decode(),
        leader.get("/dieu-hanh/so-lieu/surveys.satisfaction/xuat.csv").getvalue().decode(),
        leader.get("/dieu-hanh/chi-tieu/S/").content.decode(),
    ]

    assert "Không ai xem được người đánh giá hay hồ sơ nào" in pages[0]
    assert "Chưa hài lòng" in pages[0]
    for page in pages:
        assert "Hộ tịch" in page
        assert "Đất đai" not in page, "one answer on land would point at its giver"
        assert not any(one.dossier.code in page for one in given)
        assert "Giàng" not in page


def test_procedures_are_listed_with_the_name_they_have(office: Office, leader: Client) -> None:
    page = leader.get("/dieu-hanh/so-lieu/procedures.via_one_stop/").content.decode()

    assert "Thủ tục Hộ tịch" in page
    assert "/thu-tuc/1.ho-tich/" in page


def test_of_too_few_answers_neither_figure_nor_months_nor_records_are_told(
    leader: Client, office: Office
) -> None:
    promise("S", "surveys.satisfaction", "90", year=YEAR)
    rating(office, NOW, "not_satisfied")
    count_promises(NOW)

    page = leader.get("/dieu-hanh/chi-tieu/S/").content.decode()
    listed = leader.get("/dieu-hanh/so-lieu/surveys.satisfaction/")

    assert "dưới 5 lượt, không nêu" in page
    assert "không nêu số của tháng nào" in page
    assert "0/1" not in page
    assert "so-lieu/surveys.satisfaction" not in page
    assert listed.status_code == 404
    assert "giữ kín người trả lời" in listed.content.decode()
