"""The pages of digitising: what is shown, what is sent, what survives a refusal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.platform.files import readers
from xaso.kernel.clock import SystemClock
from xaso.modules.dossiers.models import Dossier, Paper, Scan
from xaso.modules.dossiers.queries import scans as found
from xaso.modules.dossiers.rules import SCAN_CHECKS
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.platform.files.models import TextCopy
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.models import AccessEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_reader(settings: Any) -> None:
    settings.TEXT_READER = f"{readers.HERE}QuickReader"


@pytest.fixture
def dossier(cast: Cast) -> Dossier:
    return make.taken_in(cast, papers=(PaperIn(name="Sổ hộ khẩu cũ", medium="0"),))


def sheet_page(dossier: Dossier) -> str:
    return reverse("dossiers_desk:scan_sheet", args=[dossier.code, dossier.papers.get().pk])


def send(client: Client, dossier: Dossier, act: str, **data: Any) -> tuple[HttpResponse, str]:
    answer: Any = client.post(sheet_page(dossier), {"viec": act, **data}, follow=True)
    return answer, answer.content.decode()


def test_a_paper_is_scanned_checked_and_its_copy_opened(client: Client, cast: Cast, dossier: Dossier) -> None:
    sign_in(client, cast.one_stop_officer)

    _, page = send(client, dossier, "gan", files=[make.picture("a.png"), make.picture("b.png")])
    run_queued(at=SystemClock().now())
    _, checked = send(client, dossier, "dat", pages="2", noted="0", checks=list(SCAN_CHECKS))
    copy: Any = client.get(f"{sheet_page(dossier)}tim-duoc.pdf")

    assert "Đã gắn bản quét" in page
    assert "2 trang" in page
    assert "Đã quét, đạt" in checked
    assert b"".join(copy.streaming_content).startswith(b"%PDF")
    assert "Sổ hộ khẩu cũ" in AccessEntry.objects.latest("pk").purpose


def test_a_refused_check_list_says_all_that_lacks_and_keeps_what_was_typed(
    client: Client, cast: Cast, dossier: Dossier
) -> None:
    sign_in(client, cast.one_stop_officer)
    send(client, dossier, "gan", camera=make.picture("chup.png"))

    answer, page = send(client, dossier, "dat", pages="3", noted="0", checks=["whole"])
    _, faulty = send(client, dossier, "khong-dat", pages="", noted="", fault="")
    _, told = send(client, dossier, "khong-dat", fault="Mờ chữ")

    assert answer.status_code == 422
    assert "Bản quét có 1 trang, bản giấy cần 3 trang" in page
    assert 'value="3"' in page
    assert "Hãy ghi lỗi gì" in faulty
    assert "Chưa đạt, phải quét lại" in told
    assert Scan.objects.get().way == Scan.Way.CAMERA


def test_a_file_of_the_scanner_is_taken_out_of_its_folder(
    client: Client, cast: Cast, dossier: Dossier, settings: Any, tmp_path: Path
) -> None:
    settings.SCAN_FOLDER = str(tmp_path)
    lying = tmp_path / "SCAN_0001.png"
    lying.write_bytes(make.picture().read())
    os.utime(lying, (1, 1))
    sign_in(client, cast.one_stop_officer)

    shown = client.get(sheet_page(dossier)).content.decode()
    send(client, dossier, "gan", **{"may-quet": "SCAN_0001.png"})

    assert "SCAN_0001.png" in shown
    assert not lying.exists()
    assert (Scan.objects.get().way, Paper.objects.get().file is not None) == (Scan.Way.FOLDER, True)


def test_a_refused_file_stays_for_the_next_try(client: Client, cast: Cast, dossier: Dossier) -> None:
    sign_in(client, cast.one_stop_officer)
    Dossier.objects.filter(pk=dossier.pk).update(state="stopped")

    answer, page = send(client, dossier, "gan", files=make.picture("giu.png"))

    assert answer.status_code == 409
    assert "không số hóa thêm" in page
    assert Paper.objects.get().file is None


def test_a_paper_that_need_not_be_scanned_says_why(client: Client, cast: Cast, dossier: Dossier) -> None:
    sign_in(client, cast.one_stop_officer)

    _, empty = send(client, dossier, "khong-quet")
    _, page = send(client, dossier, "khong-quet", reason="shown")
    _, again = send(client, dossier, "phai-quet")

    assert "Hãy chọn một lý do" in empty
    assert "Giấy chỉ xuất trình" in page
    assert "Chưa có bản quét" in again


def test_a_machine_without_the_programs_says_so_and_can_be_asked_again(
    client: Client, cast: Cast, dossier: Dossier, settings: Any
) -> None:
    settings.TEXT_READER = f"{readers.HERE}AbsentReader"
    sign_in(client, cast.one_stop_officer)
    send(client, dossier, "gan", files=make.picture())
    page = client.get(reverse("dossiers_desk:scans", args=[dossier.code])).content.decode()

    settings.TEXT_READER = f"{readers.HERE}QuickReader"
    send(client, dossier, "nhan-dang")
    run_queued(at=SystemClock().now())

    assert "cần cài tesseract-ocr-vie" in page
    assert TextCopy.objects.get().state == TextCopy.State.DONE


def test_who_may_not_scan_sees_no_button_and_no_copy_is_made_up(
    client: Client, cast: Cast, dossier: Dossier
) -> None:
    sign_in(client, cast.chairman)

    page = client.get(sheet_page(dossier)).content.decode()
    answer, _ = send(client, dossier, "gan", files=make.picture())

    assert "Gắn bản quét" not in page
    assert answer.status_code == 403
    assert send(client, dossier, "nhan-dang")[0].status_code == 404
    assert send(client, dossier, "la")[0].status_code == 404
    assert client.get(f"{sheet_page(dossier)}tim-duoc.pdf").status_code == 404


def test_many_papers_cost_no_more_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    papers = tuple(PaperIn(name=f"Giấy {number}", medium="1", upload=make.picture()) for number in range(6))
    dossier = make.taken_in(cast, papers=papers)

    with django_assert_num_queries(3):
        rows = found.sheets(dossier)
        states = [row.state for row in rows]

    assert len(states) == 6
