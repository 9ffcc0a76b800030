"""The page of the register (Mẫu 07), and the printed forms of a record."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.modules.dossiers import jobs
from xaso.modules.dossiers.services import ending
from xaso.platform.files.models import StoredFile
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import enqueue, run_due
from xaso.platform.journal.models import AccessEntry

pytestmark = pytest.mark.django_db

MARCH = {
    "first-ngay": "1", "first-thang": "3", "first-nam": "2026",
    "last-ngay": "31", "last-thang": "3", "last-nam": "2026",
}  # fmt: skip


def test_the_page_counts_and_gives_the_book_as_pdf_and_excel(client: Client, cast: Cast) -> None:
    dossier = make.taken_in(cast)
    sign_in(client, cast.one_stop_officer)

    page = client.get(reverse("dossiers_desk:register"), MARCH).content.decode()
    pdf = client.get(reverse("dossiers_desk:register_file", args=["pdf"]), MARCH)
    excel = client.get(reverse("dossiers_desk:register_file", args=["xlsx"]), MARCH)

    assert "1 hồ sơ đã tiếp nhận" in page
    assert pdf.content.startswith(b"%PDF")
    sheet = load_workbook(BytesIO(excel.content)).active
    assert dossier.code in [cell.value for row in sheet.rows for cell in row]  # type: ignore[union-attr]
    assert "Mẫu 07" in AccessEntry.objects.latest("pk").purpose


def test_wrong_days_are_a_sentence(client: Client, cast: Cast) -> None:
    sign_in(client, cast.one_stop_officer)

    turned = client.get(reverse("dossiers_desk:register"), {**MARCH, "last-nam": "2025"})
    unread = client.get(reverse("dossiers_desk:register"), {**MARCH, "last-thang": "13"})

    assert "Ngày cuối phải từ ngày đầu trở đi." in turned.content.decode()
    assert unread.status_code == 422


def test_a_long_book_is_made_by_the_queue_for_who_asked_and_thrown_away_after_a_week(
    client: Client, cast: Cast
) -> None:
    make.taken_in(cast)
    told = {"officer": cast.one_stop_officer.pk, "first": "2026-03-01", "last": "2026-03-31"}
    owner = cast.one_stop_officer.user.get_username()
    job = enqueue(jobs.REGISTER, told, at=make.MONDAY, owner=owner)
    run_due(at=make.MONDAY)
    link = Job.objects.get(pk=job.pk).result["link"]  # type: ignore[index]

    own = sign_in(client, cast.one_stop_officer).get(link)
    other = sign_in(Client(), cast.chairman).get(link)
    run_due(at=make.moment(12))

    assert b"".join(own).startswith(b"%PDF")  # type: ignore[call-overload]
    assert other.status_code == 404
    assert not StoredFile.objects.filter(name__startswith="so-theo-doi").exists()


def test_stop_notice_and_control_slip_are_printed_from_the_record(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    sign_in(client, cast.one_stop_officer)
    early = client.get(reverse("dossiers_desk:stop_notice", args=[dossier.code]))
    ending.withdraw(dossier=dossier, by=cast.citizen, reason="Tôi không cần nữa.", at=make.MONDAY)

    record = client.get(reverse("dossiers_desk:record", args=[dossier.code])).content.decode()
    papers = [
        client.get(reverse(f"dossiers_desk:{name}", args=[dossier.code]))
        for name in ("stop_notice", "control")
    ]
    own = sign_in(Client(), cast.citizen).get(reverse("dossiers:stop_notice", args=[dossier.code]))

    assert early.status_code == 404
    assert "Mẫu 05" in record
    assert "Mẫu 06" in record
    assert all(paper.content.startswith(b"%PDF") for paper in [*papers, own])


def test_a_filing_not_received_has_neither(client: Client, cast: Cast) -> None:
    dossier = make.filed(cast.citizen)

    slip = sign_in(client, cast.one_stop_officer).get(reverse("dossiers_desk:control", args=[dossier.code]))
    own = sign_in(Client(), cast.citizen).get(reverse("dossiers:stop_notice", args=[dossier.code]))

    assert slip.status_code == 404
    assert own.status_code == 404
