"""The pages of opinions and verifications."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.modules.dossiers.pages_desk.acting import address, do, now
from xaso.kernel.clock import local_date
from xaso.modules.dossiers.models import Dossier, Opinion, Verification
from xaso.modules.dossiers.services import consulting
from xaso.modules.org import queries as org

pytestmark = pytest.mark.django_db
DAY = ("ngay", "thang", "nam")


def asked(client: Client, cast: Cast) -> tuple[Dossier, Opinion]:
    """The specialist asks the economic office through the page."""
    dossier = make.assigned(cast, timezone.now())
    day = org.calendar().add_workdays(local_date(timezone.now()), 2)
    due = dict(zip((f"due_on-{part}" for part in DAY), (day.day, day.month, day.year), strict=True))
    answer = do(
        client, cast.specialist, dossier, "consult", units=["kinh-te"], question="Có vướng quy hoạch?", **due
    )
    assert answer.status_code == 302
    return now(dossier), Opinion.objects.get()


def test_an_office_is_asked_on_the_page_and_answers_on_its_own(client: Client, cast: Cast) -> None:
    dossier, opinion = asked(client, cast)
    page = reverse("dossiers_desk:opinion", args=[dossier.code, opinion.pk])
    head = sign_in(Client(), cast.land_head)

    listed = head.get(reverse("dossiers_desk:opinions")).content.decode()
    unsaid = head.post(page, {"stance": "agrees", "answer": "", "upload": make.picture("cong-van.png")})
    kept = unsaid.content.decode().split('name="upload-kept" value="')[1].split('"')[0]
    given = head.post(page, {"stance": "agrees", "answer": "Không vướng quy hoạch.", "upload-kept": kept})
    record = client.get(reverse("dossiers_desk:record", args=[dossier.code])).content.decode()
    file = client.get(reverse("dossiers_desk:opinion_file", args=[dossier.code, opinion.pk]))
    again = head.post(page, {"stance": "agrees", "answer": "Lần nữa cho chắc."})

    assert page in listed
    assert unsaid.status_code == 422
    assert given.status_code == 302
    assert "Không vướng quy hoạch." in record
    assert b"".join(file).startswith(b"\x89PNG")  # type: ignore[call-overload]
    assert "đã được trả lời" in again.content.decode()


def test_a_question_left_empty_is_refused_by_the_name_of_its_box(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast, timezone.now())

    answer = do(client, cast.specialist, dossier, "consult", units=["kinh-te"], question="")

    assert answer.status_code == 422
    assert "Hãy ghi vào ô “Hỏi ý kiến về việc gì?”." in answer.content.decode()


def test_an_unanswered_opinion_is_warned_of_where_the_result_is_put_forward(
    client: Client, cast: Cast
) -> None:
    dossier, opinion = asked(client, cast)
    Opinion.objects.filter(pk=opinion.pk).update(due_at=timezone.now() - timedelta(days=3))

    page = client.get(address(dossier, "propose")).content.decode()
    record = client.get(reverse("dossiers_desk:record", args=[dossier.code])).content.decode()

    assert "Còn 1 nơi chưa trả lời ý kiến" in page
    assert "Quá hạn, chưa trả lời" in record


def test_strangers_to_the_dossier_find_no_opinion_and_no_file(client: Client, cast: Cast) -> None:
    dossier, opinion = asked(client, cast)
    stranger = sign_in(Client(), cast.land_specialist)

    pages = [stranger.get(reverse(f"dossiers_desk:{name}", args=[dossier.code, opinion.pk])) for name in
             ("opinion", "opinion_file", "verification", "verification_file")]  # fmt: skip
    own_file = client.get(reverse("dossiers_desk:opinion_file", args=[dossier.code, opinion.pk]))
    empty = sign_in(Client(), cast.specialist).get(reverse("dossiers_desk:opinions")).content.decode()

    assert {page.status_code for page in pages} == {404}
    assert own_file.status_code == 404
    assert "chưa được hỏi ý kiến" in empty


def test_a_verification_is_written_on_its_page_and_printed(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast, timezone.now() - timedelta(days=1))
    yesterday = local_date(timezone.now() - timedelta(days=1))
    said = {
        "happened_on-ngay": yesterday.day, "happened_on-thang": yesterday.month,
        "happened_on-nam": yesterday.year,
        "hour": "8h30", "place": "Bản Thượng", "participants": "Sùng A Bản, trưởng thôn",
        "content": "Đo lại ranh giới.", "conclusion": "Đúng như hồ sơ.",
    }  # fmt: skip

    wrong = do(client, cast.specialist, dossier, "verify", **{**said, "hour": "25"})
    done = do(client, cast.specialist, dossier, "verify", **said, upload=make.picture("bien-ban.png"))
    found = Verification.objects.get()
    record = client.get(reverse("dossiers_desk:record", args=[dossier.code])).content.decode()
    printed = client.get(reverse("dossiers_desk:verification", args=[dossier.code, found.pk]))
    file = client.get(reverse("dossiers_desk:verification_file", args=[dossier.code, found.pk]))

    assert "Hãy ghi giờ như 08:30." in wrong.content.decode()
    assert "Bản Thượng" in wrong.content.decode()
    assert done.status_code == 302
    assert "Đo lại ranh giới." in record
    assert printed.content.startswith(b"%PDF")
    assert b"".join(file).startswith(b"\x89PNG")  # type: ignore[call-overload]


def test_what_is_not_there_is_not_given(client: Client, cast: Cast) -> None:
    dossier = consulting.record_verification(
        dossier=(one := make.assigned(cast)), by=cast.specialist, happened_at=make.MONDAY, place="Bản Thượng",
        participants="Sùng A Bản", content="Xem lại ranh giới.", conclusion="Đúng như hồ sơ.",
        at=make.MONDAY, seen=one.revision,
    )  # fmt: skip
    found = Verification.objects.get()
    sign_in(client, cast.specialist)

    none = client.get(reverse("dossiers_desk:verification", args=[dossier.code, found.pk + 1]))
    no_file = client.get(reverse("dossiers_desk:verification_file", args=[dossier.code, found.pk]))

    assert none.status_code == 404
    assert no_file.status_code == 404
