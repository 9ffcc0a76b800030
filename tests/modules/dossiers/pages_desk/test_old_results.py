"""The pages of the register of old results."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import old_results as old
from tests.platform.files import readers
from tests.platform.files.samples import pdf, upload
from xaso.kernel.clock import SystemClock
from xaso.modules.dossiers.models import OldResult
from xaso.modules.dossiers.queries import old_results as found
from xaso.modules.dossiers.rules import SCAN_CHECKS
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.models import AccessEntry

pytestmark = pytest.mark.django_db

ROW = ("Giấy khai sinh", "12/2019", "15/03/2019", "Sùng Thị Xa", "", "UBND xã", "Hộ tịch", "Hộp 3", "")


@pytest.fixture(autouse=True)
def _quick_reader(settings: Any) -> None:
    settings.TEXT_READER = f"{readers.HERE}QuickReader"


def page(client: Client, name: str, *args: str, **query: str) -> str:
    answer = client.get(reverse(f"dossiers_desk:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, name: str, *args: str, **data: Any) -> tuple[HttpResponse, str]:
    answer: Any = client.post(reverse(f"dossiers_desk:{name}", args=args), data, follow=True)
    return answer, answer.content.decode()


def test_a_list_is_looked_at_before_it_is_written(client: Client, cast: Cast) -> None:
    sign_in(client, cast.clerk)
    _, looked = send(client, "old_results_bring", sheet=upload(old.sheet(ROW), "ds.xlsx"))
    before = OldResult.objects.count()
    mark = looked.split('name="sheet-kept" value="')[1].split('"')[0]

    _, written = send(client, "old_results_bring", viec="ghi", **{"sheet-kept": mark})
    _, again = send(client, "old_results_bring", sheet=upload(old.sheet(ROW), "ds.xlsx"))

    assert "sẽ ghi vào sổ" in looked
    assert before == 0
    assert "Đã ghi 1 kết quả cũ" in written
    assert "Sùng Thị Xa" in written
    assert "1 kết quả đã có trong sổ" in again


def test_a_list_with_faults_names_every_row_and_writes_none(client: Client, cast: Cast) -> None:
    sign_in(client, cast.clerk)
    wrong = (*ROW[:2], "hôm qua", *ROW[3:])

    answer, shown = send(
        client, "old_results_bring", viec="ghi", sheet=upload(old.sheet(ROW, wrong), "a.xlsx")
    )
    empty, said = send(client, "old_results_bring")
    torn, told = send(client, "old_results_bring", sheet=upload(old.sheet(heads=("x",)), "b.xlsx"))

    assert (answer.status_code, empty.status_code, torn.status_code) == (422, 422, 422)
    assert "Dòng 3" in shown
    assert "Hãy chọn tệp Excel" in said
    assert "Không thấy hàng tiêu đề" in told
    assert not OldResult.objects.exists()


def test_files_of_a_batch_are_placed_or_named(client: Client, cast: Cast) -> None:
    old.listed(cast)
    sign_in(client, cast.clerk)

    _, shown = send(
        client, "old_results_batch", files=[upload(pdf(1), "12-2019.pdf"), upload(pdf(1), "la.pdf")]
    )
    none, said = send(client, "old_results_batch")
    many, told = send(client, "old_results_batch", files=[upload(b"x", f"{n}.pdf") for n in range(51)])

    assert "1 tệp chưa gắn được" in shown
    assert "Không có kết quả mang mã hoặc số này" in shown
    assert (none.status_code, many.status_code) == (422, 422)
    assert "ít nhất một tệp" in said
    assert "nhiều nhất 50 tệp" in told


def test_a_second_person_checks_and_the_next_one_opens(client: Client, cast: Cast) -> None:
    first, second = old.listed(cast, old.row("1/2019"), old.row("2/2019"))
    old.scanned(cast, first)
    old.scanned(cast, second)
    run_queued(at=SystemClock().now())
    sign_in(client, cast.one_stop_officer)

    queue = page(client, "old_results_check")
    lacking, said = send(client, "old_result", first.code, viec="dat", pages="3", noted="0", checks=["whole"])
    _, following = send(
        client, "old_result", first.code, viec="dat", pages="2", noted="0", checks=list(SCAN_CHECKS)
    )
    _, faulty = send(client, "old_result", second.code, viec="khong-dat", fault="Mất dấu")
    copy: Any = client.get(reverse("dossiers_desk:old_result_copy", args=[first.code]))
    scan: Any = client.get(reverse("dossiers_desk:old_result_file", args=[first.code]))

    assert "Giấy khai sinh 1/2019" in queue
    assert lacking.status_code == 422
    assert "cần 3 trang" in said
    assert second.code in following
    assert "Đã số hóa xong một kết quả" in following
    assert "Phải quét lại: Mất dấu" in faulty
    assert b"".join(copy.streaming_content).startswith(b"%PDF")
    assert b"".join(scan.streaming_content).startswith(b"%PDF")
    assert AccessEntry.objects.filter(whom=first.subject).exists()


def test_whoever_scanned_is_told_to_wait_and_may_scan_again(client: Client, cast: Cast) -> None:
    (result,) = old.listed(cast)
    sign_in(client, cast.clerk)

    none, said = send(client, "old_result", result.code, viec="gan")
    _, shown = send(client, "old_result", result.code, viec="gan", files=upload(pdf(2), "a.pdf"))
    own, told = send(client, "old_result", result.code, viec="khong-dat", fault="Mờ")
    odd, _ = send(client, "old_result", result.code, viec="la")

    assert (none.status_code, own.status_code, odd.status_code) == (422, 409, 404)
    assert "Hãy chọn tệp" in said
    assert "người khác sẽ kiểm tra" in shown
    assert "người khác phải kiểm tra" in told
    assert client.get(reverse("dossiers_desk:old_result_copy", args=[result.code])).status_code == 404


def test_a_result_out_of_force_says_from_when_and_why(client: Client, cast: Cast) -> None:
    (result,) = old.listed(cast)
    sign_in(client, cast.clerk)
    day = {"on-ngay": "5", "on-thang": "1", "on-nam": "2026"}

    lacking, said = send(client, "old_result", result.code, viec="het-hieu-luc", note="", **day)
    early, told = send(client, "old_result", result.code, viec="het-hieu-luc", note="ừ", **day)
    _, shown = send(client, "old_result", result.code, viec="het-hieu-luc", note="Bị thu hồi", **day)

    assert (lacking.status_code, early.status_code) == (422, 422)
    assert "Hãy ghi vì sao" in said
    assert "bị thu hồi, được thay" in told
    assert "Bị thu hồi" in shown
    assert OldResult.objects.get().void_on == date(2026, 1, 5)
    assert client.get(reverse("dossiers_desk:old_result_file", args=[result.code])).status_code == 404


def test_the_register_is_searched_without_accents_and_by_state(client: Client, cast: Cast) -> None:
    old.listed(cast, old.row("1/2019", holder="Vàng A Tủa"), old.row("2/2019", holder="Hảng Thị Mo"))
    sign_in(client, cast.clerk)

    named = page(client, "old_results", q="vang tua")
    none = page(client, "old_results", trang_thai="checked")
    sheet = client.get(reverse("dossiers_desk:old_results_template"))

    assert "Vàng A Tủa" in named
    assert "Hảng Thị Mo" not in named
    assert "Không có kết quả nào khớp" in none
    assert "35%" in none
    assert sheet.content.startswith(b"PK")


def test_a_page_of_the_register_costs_a_fixed_number_of_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    old.listed(cast, *(old.row(f"{number}/2019") for number in range(30)))

    with django_assert_num_queries(2):
        page = found.results("", "", 1)
        told = [(one.code, one.field) for one in page.rows]

    assert (len(told), page.has_next, page.total) == (20, True, 30)
