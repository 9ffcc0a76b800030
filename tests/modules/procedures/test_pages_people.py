"""People's pages of the catalogue."""

import pytest
from django.test import Client

from tests.cast import sign_in
from xaso.modules.citizens.models import Person

pytestmark = pytest.mark.django_db


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_searches_without_accents_and_keeps_what_was_typed(client: Client) -> None:
    page = text(client, "/thu-tuc/?q=giay+o+tro")

    assert 'value="giay o tro"' in page
    assert page.index("Xác nhận nơi ở của người dân") < page.index("Đăng ký tạm trú")


def test_a_list_without_a_match_says_what_to_do(client: Client) -> None:
    page = text(client, "/thu-tuc/?q=zzqqxx")

    assert "Không tìm thấy thủ tục nào." in page
    assert "Xem tất cả thủ tục" in page


def test_the_list_narrows_by_field_and_life_event(client: Client) -> None:
    page = text(client, "/thu-tuc/?linh-vuc=dat_dai")
    event = text(client, "/thu-tuc/?su-kien=chuyen-nha")

    assert "Đăng ký biến động đất đai" in page
    assert "Cấp bản sao trích lục" not in page
    assert "Đăng ký tạm trú" in event
    assert "Cấp bản sao trích lục" not in event


def test_odd_page_numbers_and_long_searches_are_harmless(client: Client) -> None:
    assert client.get("/thu-tuc/?trang=khong").status_code == 200
    assert client.get(f"/thu-tuc/?q={'a' * 5000}").status_code == 200
    assert client.get("/thu-tuc/?q=%27%22%2A%20OR%20NEAR%28").status_code == 200


def test_a_procedure_tells_what_to_bring_how_long_how_much_and_how_sure(client: Client) -> None:
    page = text(client, "/thu-tuc/9.000001/")

    for words in ("Đơn xin xác nhận nơi ở", "5 ngày làm việc", "Không thu", "Giấy xác nhận", "Đã kiểm chứng"):
        assert words in page
    assert 'href="/nop-ho-so/9.000001/"' in page


def test_one_filed_elsewhere_says_so_and_has_no_button(client: Client) -> None:
    national, counter = text(client, "/thu-tuc/9.000004/"), text(client, "/thu-tuc/9.000005/")

    assert "không nộp trên trang của xã" in national
    assert "ô chưa nhập" in national
    assert "chỉ nộp trực tiếp" in counter
    assert "/nop-ho-so/" not in national + counter


def test_doubts_are_told_where_there_are_any(client: Client) -> None:
    page = text(client, "/thu-tuc/9.000005/")

    assert "Chưa rõ thời hạn" in page
    assert "Còn chỗ chưa kiểm chứng" in page
    assert "Hai nguồn ghi khác nhau về hồ sơ." in page


def test_a_replaced_one_names_the_other_and_an_unknown_one_is_not_found(client: Client) -> None:
    assert "Dùng thủ tục 9.000003" in text(client, "/thu-tuc/9.000006/", 404)
    assert "Không có thủ tục này" in text(client, "/thu-tuc/1.999/", 404)


def test_the_checklist_prints_the_papers(client: Client) -> None:
    page = text(client, "/thu-tuc/9.000001/in/")

    assert "Bản chụp giấy tờ nhà" in page
    assert "0 bản chính" not in page


def test_pages_are_read_only(client: Client, citizen: Person) -> None:
    sign_in(client, citizen)

    assert client.post("/thu-tuc/").status_code == 405
    assert client.post("/thu-tuc/9.000001/").status_code == 405
