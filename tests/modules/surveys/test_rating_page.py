"""The page on which people rate."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.modules.indicators.work import dossier, noon, open_office
from xaso.modules.dossiers.models import Dossier
from xaso.modules.surveys.models import Rating


@pytest.fixture
def returned(cast: Cast) -> Dossier:
    """A returned dossier of the citizen."""
    made = dossier(open_office(), noon(2026, 3, 2))
    made.applicant = made.submitter = cast.citizen
    made.save(update_fields=["applicant", "submitter"])
    return made


@pytest.fixture
def page(returned: Dossier) -> str:
    """The address of the page."""
    return f"/ho-so/{returned.code}/danh-gia/"


def test_the_page_asks_and_promises_that_nobody_learns_who_answered(
    client: Client, cast: Cast, page: str
) -> None:
    text = sign_in(client, cast.citizen).get(page).content.decode()

    assert "Rất hài lòng" in text
    assert "Đánh giá được giữ kín" in text
    assert "Không đánh giá cũng không sao" in text


def test_the_answer_is_kept_and_thanked_for(client: Client, cast: Cast, page: str) -> None:
    sign_in(client, cast.citizen)

    response = client.post(page, {"level": "satisfied", "attitude": "very_satisfied"}, follow=True)

    assert "Cảm ơn bà con" in response.content.decode()
    assert Rating.objects.get().attitude == "very_satisfied"


def test_a_second_answer_is_thanked_for_and_changes_nothing(client: Client, cast: Cast, page: str) -> None:
    sign_in(client, cast.citizen)
    client.post(page, {"level": "satisfied"})

    response = client.post(page, {"level": "not_satisfied"})

    assert "Mỗi hồ sơ chỉ đánh giá một lần" in response.content.decode()
    assert Rating.objects.get().level == "satisfied"


def test_without_the_overall_level_the_page_says_what_to_do_and_keeps_what_was_said(
    client: Client, cast: Cast, page: str
) -> None:
    sign_in(client, cast.citizen)

    text = client.post(page, {"ease": "satisfied", "comment": "Chờ hơi lâu"}).content.decode()

    assert "Chọn một mức đánh giá chung." in text
    assert "Chờ hơi lâu" in text
    assert not Rating.objects.exists()


def test_a_dossier_not_yet_returned_cannot_be_rated(
    client: Client, cast: Cast, returned: Dossier, page: str
) -> None:
    Dossier.objects.filter(pk=returned.pk).update(state="ready")

    response = sign_in(client, cast.citizen).get(page)

    assert response.status_code == 409
    assert "chưa trả kết quả" in response.content.decode()


@pytest.mark.parametrize("who", ["stranger", "specialist", "chairman"])
def test_strangers_and_officers_find_no_such_page(client: Client, cast: Cast, page: str, who: str) -> None:
    assert sign_in(client, getattr(cast, who)).get(page).status_code == 404


def test_nobody_signed_in_is_sent_to_sign_in(client: Client, page: str) -> None:
    response = client.get(page)

    assert response.status_code == 302
    assert "/dang-nhap/" in response["Location"]
