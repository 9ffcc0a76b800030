"""The page on which people rate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.modules.indicators.work import dossier, open_office
from xaso.kernel.clock import SystemClock
from xaso.modules.dossiers.models import Dossier
from xaso.modules.surveys.models import Rating

NOW = SystemClock().now()


@pytest.fixture
def returned(cast: Cast) -> Dossier:
    """A returned dossier of the citizen."""
    made = dossier(open_office(), NOW - timedelta(days=3))
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


def test_when_the_days_to_rate_are_over_the_page_says_so_and_what_else_to_do(
    client: Client, cast: Cast, returned: Dossier, page: str
) -> None:
    Dossier.objects.filter(pk=returned.pk).update(returned_at=NOW - timedelta(days=31))
    sign_in(client, cast.citizen)

    answers = [client.get(page), client.post(page, {"level": "satisfied"})]

    assert {answer.status_code for answer in answers} == {409}
    assert "Đã quá 30 ngày" in answers[0].content.decode()
    assert "gửi phản ánh, kiến nghị" in answers[0].content.decode()
    assert not Rating.objects.exists()


def test_the_invitation_is_a_link_only_while_there_is_something_to_rate(
    client: Client, cast: Cast, returned: Dossier, page: str
) -> None:
    sign_in(client, cast.citizen)
    line = f"{page}loi-moi/"
    before = client.get(line).content.decode()
    client.post(page, {"level": "satisfied"})
    after = client.get(line).content.decode()
    Rating.objects.all().delete()
    Dossier.objects.filter(pk=returned.pk).update(returned_at=NOW - timedelta(days=31))
    late = client.get(line).content.decode()
    Dossier.objects.filter(pk=returned.pk).update(state="ready")
    early = client.get(line).content.decode()

    assert f'href="{page}"' in before
    assert ("Bà con đã đánh giá" in after, page in after) == (True, False)
    assert ("Đã quá 30 ngày" in late, page in late) == (True, False)
    assert ("Nhận kết quả xong" in early, page in early) == (True, False)


def test_a_stranger_gets_no_invitation(client: Client, cast: Cast, page: str) -> None:
    assert sign_in(client, cast.stranger).get(f"{page}loi-moi/").status_code == 404


def test_the_page_of_the_dossier_holds_the_link_and_asks_for_the_newer_line(
    client: Client, cast: Cast
) -> None:
    own = f"/ho-so/{make.returned(cast).code}/"

    text = sign_in(client, cast.citizen).get(own).content.decode()

    assert f'hx-get="{own}danh-gia/loi-moi/"' in text
    assert f'href="{own}danh-gia/"' in text
