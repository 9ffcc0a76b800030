"""The board on the screen, on paper and as a file."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.modules.indicators.work import Office, count_promises, dossier, promise
from tests.sites.steering.conftest import SignIn
from xaso.kernel.clock import SystemClock, local_date

NOW = SystemClock().now()
YEAR = local_date(NOW).year
PAGES = [
    "/dieu-hanh/",
    "/dieu-hanh/in/",
    "/dieu-hanh/xuat.csv",
    "/dieu-hanh/xuat.xlsx",
    "/dieu-hanh/chi-tieu/A/",
]


@pytest.fixture
def promised(office: Office) -> Office:
    """Two targets, one measured at 50%, one without a source; each asks at least 60%."""
    promise("A", "dossiers.filed_online", "60", year=YEAR, owner=office.unit)
    promise("B", "", "60", year=YEAR)
    dossier(office, NOW, online=True, late=None)
    dossier(office, NOW, late=None)
    count_promises(NOW)
    return office


def test_a_leader_sees_figure_threshold_and_state_of_each_target(promised: Office, leader: Client) -> None:
    page = leader.get("/dieu-hanh/").content.decode()

    assert f"Bảng điều hành năm {YEAR}" in page
    assert "50%" in page
    assert "1/2" in page
    assert "tối thiểu 60%" in page
    assert "Chưa đạt, thiếu 10 điểm %" in page
    assert "Số liệu tính đến" in page
    assert "1 chỉ tiêu chưa có nguồn số liệu" in page
    assert f"/dieu-hanh/so-lieu/dossiers.filed_online/?ky={YEAR}&amp;phan=whole" in page


@pytest.mark.parametrize("role", ["leader", "unit_head", "plan_owner"])
@pytest.mark.parametrize("path", PAGES)
def test_leaders_heads_and_plan_owners_open_every_page(
    promised: Office, sign_in: SignIn, role: str, path: str
) -> None:
    assert sign_in(role).get(path).status_code == 200


@pytest.mark.parametrize("role", ["receiver", "specialist", "sysadmin"])
@pytest.mark.parametrize("path", PAGES)
def test_to_other_officers_the_board_does_not_exist(
    promised: Office, sign_in: SignIn, role: str, path: str
) -> None:
    assert sign_in(role).get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_nobody_signed_in_is_sent_to_the_officers_door(promised: Office, client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 302
    assert "/can-bo/" in response["Location"]


def test_the_filters_stand_in_the_address_and_can_be_taken_off(promised: Office, leader: Client) -> None:
    page = leader.get(f"/dieu-hanh/?don-vi={promised.unit.code}&trang-thai=on_way").content.decode()

    assert "Chỉ tiêu A" in page
    assert "Chỉ tiêu B" not in page
    assert "Bỏ lọc" in page


def test_a_filter_that_fits_nothing_says_so(promised: Office, leader: Client) -> None:
    page = leader.get("/dieu-hanh/?trang-thai=missed").content.decode()

    assert "Không có chỉ tiêu nào khớp bộ lọc." in page


@pytest.mark.parametrize("year", ["abcd", "20 6", "²026", "99", "20266"])
def test_a_year_that_is_none_is_refused_with_a_sentence(promised: Office, leader: Client, year: str) -> None:
    response = leader.get("/dieu-hanh/", {"nam": year})

    assert response.status_code == 422
    assert "Không hiểu năm trong đường dẫn" in response.content.decode()


def test_a_year_the_plan_does_not_cover_is_empty_and_not_an_error(promised: Office, leader: Client) -> None:
    response = leader.get("/dieu-hanh/?nam=2099")

    assert response.status_code == 200
    assert "Kế hoạch không có chỉ tiêu cho năm 2099" in response.content.decode()


def test_the_board_page_asks_a_constant_number_of_questions(
    promised: Office, leader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    leader.get("/dieu-hanh/")
    for number in range(40):
        promise(f"C{number}", "surveys.satisfaction", "60", year=YEAR)

    with django_assert_max_num_queries(14):
        leader.get("/dieu-hanh/")


def test_the_board_prints_without_links_and_names_who_printed(promised: Office, leader: Client) -> None:
    page = leader.get("/dieu-hanh/in/").content.decode()

    assert "x-sheet--landscape" in page
    assert "Chỉ tiêu B" in page
    assert "Người in: Vàng A Mẫu" in page
    assert "/dieu-hanh/chi-tieu/" not in page


def test_the_board_as_csv_has_a_row_for_each_target(promised: Office, leader: Client) -> None:
    response = leader.get("/dieu-hanh/xuat.csv")

    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["A", "B"]
    assert rows[1][4:8] == ["50%", "1/2", "tối thiểu 60%", "Chưa đạt, thiếu 10 điểm %"]
    assert "attachment" in response["Content-Disposition"]


def test_the_board_as_excel_opens_and_has_the_same_rows(promised: Office, leader: Client) -> None:
    response = leader.get("/dieu-hanh/xuat.xlsx")

    content = response.content
    sheet = load_workbook(io.BytesIO(content)).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "Chỉ tiêu A" in cells
    assert "chưa có nguồn số liệu" in cells
