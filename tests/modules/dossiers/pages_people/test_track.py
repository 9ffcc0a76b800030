"""Public tracking: code and state for whoever knows both facts, nothing else, not too often."""

import pytest
from django.test import Client

from xaso.modules.dossiers.models import Dossier

WRONG = "Mã hồ sơ hoặc bốn số cuối chưa đúng"


def test_the_qr_fills_the_code_in(client: Client, filed: Dossier) -> None:
    page = client.get(f"/tra-cuu/?ma={filed.code}").content.decode()

    assert f'value="{filed.code}"' in page


@pytest.mark.parametrize("fact", ["0901", " 0901 "])
def test_code_and_second_fact_show_the_state_and_nothing_else(
    client: Client, filed: Dossier, fact: str
) -> None:
    page = client.post("/tra-cuu/", {"code": filed.code.lower(), "second_fact": fact}).content.decode()

    assert "Chờ tiếp nhận" in page
    assert "Giàng" not in page
    assert "nơi ở" not in page


def test_unknown_code_and_wrong_fact_get_the_same_sentence(client: Client, filed: Dossier) -> None:
    unknown = client.post("/tra-cuu/", {"code": "SM-000000-0000", "second_fact": "0901"})
    wrong = client.post("/tra-cuu/", {"code": filed.code, "second_fact": "1234"})

    assert WRONG in unknown.content.decode()
    assert WRONG in wrong.content.decode()
    assert unknown.status_code == wrong.status_code


def test_guessing_is_stopped_even_with_the_right_fact(client: Client, filed: Dossier) -> None:
    for guess in range(5):
        client.post("/tra-cuu/", {"code": filed.code, "second_fact": f"111{guess}"})

    answer = client.post("/tra-cuu/", {"code": filed.code, "second_fact": "0901"})

    assert answer.status_code == 429
    assert "quá nhiều lần" in answer.content.decode()
    assert "Chờ tiếp nhận" not in answer.content.decode()


@pytest.mark.django_db
def test_empty_boxes_say_what_to_fill_in(client: Client) -> None:
    answer = client.post("/tra-cuu/", {})

    assert answer.status_code == 422
    assert "Hãy điền mã hồ sơ." in answer.content.decode()


def test_the_answer_is_kept_by_no_cache(client: Client, filed: Dossier) -> None:
    answer = client.post("/tra-cuu/", {"code": filed.code, "second_fact": "0901"})

    assert answer["Cache-Control"] == "private, no-store"
