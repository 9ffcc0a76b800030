"""What the commune promised, for everybody: plain words, no person, no group of a few."""

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.modules.indicators import typed
from tests.modules.indicators.work import Office, count_promises, dossier, open_office, promise, rating
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.org.models import Setting
from xaso.modules.org.services import change_reference
from xaso.platform.journal.actors import SYSTEM

NOW = SystemClock().now()
YEAR = local_date(NOW).year
PAGE = "/minh-bach/"


@pytest.fixture
def office(db: None) -> Office:
    """An office with a plan of its own."""
    return open_office()


@pytest.fixture
def worked(office: Office) -> Office:
    """Six dossiers, three online; two targets, one of them not measured."""
    promise("A", "dossiers.filed_online", "60", year=YEAR, owner=office.unit)
    promise("B", "", "60", year=YEAR)
    for number in range(6):
        dossier(office, NOW, late=None, online=number < 3)
    count_promises(NOW)
    return office


def text(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_the_promise_the_figure_and_how_it_stands(worked: Office, client: Client) -> None:
    page = text(client)

    assert "50%" in page
    assert "3/6" in page
    assert "Hứa: tối thiểu 60%" in page
    assert "Chưa đạt, thiếu 10 điểm %" in page
    assert "Chưa có nguồn số liệu" in page
    assert 'href="/minh-bach/A/' in page


def test_a_target_explains_what_is_counted_without_a_way_into_records(worked: Office, client: Client) -> None:
    page = text(client, f"{PAGE}A/")

    assert "Cách đếm" in page
    assert "Theo tháng" in page
    assert "Mức chắc chắn" in page
    assert "/dieu-hanh/" not in page
    assert "Giàng" not in page


def test_a_share_of_a_few_is_not_published_nor_can_it_be_told_from_its_months(
    office: Office, client: Client
) -> None:
    promise("S", "surveys.satisfaction", "90", year=YEAR)
    for _ in range(4):
        rating(office, NOW, "not_satisfied")
    count_promises(NOW)

    pages = [text(client), text(client, f"{PAGE}S/")]
    data = json.loads(client.get(f"{PAGE}du-lieu.json").content)

    for page in pages:
        assert "quá ít để công bố" in page
        assert "0/4" not in page
        assert "Có dưới 5 lượt nên chưa công bố" in page
    assert "Theo tháng" not in pages[1]
    assert data["chi_tieu"][0]["gia_tri"] == ""


def test_with_enough_answers_the_share_is_published(office: Office, client: Client) -> None:
    promise("S", "surveys.satisfaction", "90", year=YEAR)
    for number in range(5):
        rating(office, NOW, "satisfied" if number else "not_satisfied")
    count_promises(NOW)

    assert "80%" in text(client)


def test_a_typed_figure_is_published_only_once_approved_and_without_its_source(cast: Cast) -> None:
    typist, second = typed.two(cast)
    source = "Công văn kín 7/CV-XX"
    waiting = typed.waiting(typist, at=NOW, window=f"{YEAR - 1}-Q4", source=source)
    before = text(Client(), f"{PAGE}?nam={YEAR - 1}")
    cache.clear()
    typed.typing.approve(figure=waiting, by=second, at=NOW, seen=waiting.revision)

    after = text(Client(), f"{PAGE}?nam={YEAR - 1}")
    one = text(Client(), f"{PAGE}{typed.TARGET}/?nam={YEAR - 1}")

    assert "nhập, có minh chứng" not in before
    assert "nhập, có minh chứng, số quý IV" in after
    assert "nhập, có minh chứng, số quý IV" in one
    assert source not in before + after + one


def test_a_target_the_commune_does_not_publish_is_nowhere(worked: Office, client: Client) -> None:
    row = Setting.objects.get(key="indicators.public_hidden")
    row.value = ["A"]
    change_reference(row, by=SYSTEM, at=NOW)

    assert "Chỉ tiêu A" not in text(client)
    assert "Chỉ tiêu A" not in client.get(f"{PAGE}du-lieu.csv").content.decode()
    assert client.get(f"{PAGE}A/").status_code == 404


def test_the_same_list_is_there_as_csv_and_json(worked: Office, client: Client) -> None:
    sheet = client.get(f"{PAGE}du-lieu.csv?nam={YEAR}")
    data = json.loads(client.get(f"{PAGE}du-lieu.json?nam={YEAR}").content)

    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [row["ma"] for row in rows] == ["A", "B"]
    assert rows[0]["gia_tri"] == "50"
    assert "attachment" in sheet["Content-Disposition"]
    assert data["nam"] == YEAR
    assert data["chi_tieu"] == rows


def test_years_without_targets_and_words_that_are_no_year_are_answered(
    worked: Office, client: Client
) -> None:
    assert "không có chỉ tiêu nào cho năm 2099" in text(client, f"{PAGE}?nam=2099")
    assert f"năm {YEAR}" in text(client, f"{PAGE}?nam=abc")
    assert client.get(f"{PAGE}KHONG-CO/").status_code == 404


def test_before_any_plan_the_page_says_so(office: Office, client: Client) -> None:
    assert "Xã chưa nạp kế hoạch." in text(client)


def test_the_questions_do_not_grow_with_the_targets_and_the_second_visitor_asks_none(
    worked: Office, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        promise(f"C{number}", "dossiers.on_time", "60", year=YEAR)

    with django_assert_max_num_queries(12):
        text(client)
    with django_assert_max_num_queries(0):
        again = text(Client())

    assert len(again.encode()) < 120_000


def test_the_home_page_and_the_menu_lead_there(worked: Office, client: Client) -> None:
    page = text(client, "/")

    assert page.count('href="/minh-bach/"') == 2
