"""Certified copies as files by page: entered and scanned at the counter, signed outside, brought back."""

from __future__ import annotations

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import copies
from tests.factories import dossiers as make
from xaso.kernel.clock import SystemClock
from xaso.modules.dossiers.models import Attestation, ElectronicCopy, Stage
from xaso.modules.dossiers.rules import SCAN_CHECKS
from xaso.modules.org.models import Officer

pytestmark = pytest.mark.django_db
WAITING = "/ban-lam-viec/chung-thuc/ky-so/"
TICKED = {"viec": "dat", "pages": "1", "noted": "0", "checks": list(SCAN_CHECKS)}


@pytest.fixture
def clerk(cast: Cast) -> Officer:
    return copies.counter()


def typed(cast: Cast, **more: str) -> dict[str, str]:
    return {
        "key": "nhanh", "procedure": make.COPY, "who": "099190000901", "document": "Bằng tốt nghiệp THPT",
        "pages": "1", "copies": "1", "signer": str(cast.chairman.pk), "electronic": "on",
    } | more  # fmt: skip


def here(copy: ElectronicCopy) -> str:
    return reverse("dossiers_desk:copy", args=[copy.attestation_id])


def test_from_the_counter_to_the_file_given_out(client: Client, cast: Cast, clerk: Officer) -> None:
    leader, office = Client(), Client()
    sign_in(client, clerk)
    sign_in(leader, cast.chairman)
    sign_in(office, cast.clerk)

    page = client.post(reverse("dossiers_desk:attest"), typed(cast), follow=True).content.decode()
    assert "Chờ quét bản chính" in page
    copy = ElectronicCopy.objects.get()
    client.post(here(copy), {"viec": "gan", "files": make.picture("bang.png")})
    page = client.post(here(copy), TICKED, follow=True).content.decode()
    assert "Tệp này chưa phải bản sao chứng thực" in page

    for officer, name in ((leader, cast.chairman.full_name), (office, copies.OFFICE)):
        taken = officer.get(f"{WAITING}tai.zip")
        with zipfile.ZipFile(BytesIO(taken.content)) as archive:
            assert archive.namelist() == [f"BS-01-{copy.attestation.year}.pdf"]
        data = copies.signed_by(copies.again(copy, clerk), name)
        upload = copies.pages(name="da-ky.pdf")
        upload.file = BytesIO(data)
        upload.size = len(data)
        assert officer.post(WAITING, {"files": upload}).status_code == 302

    page = client.get(here(copy)).content.decode()
    assert "Đã phát hành" in page
    assert "chưa kiểm tra chứng thư" in page
    assert "Không có bản sao điện tử nào chờ ký số" in office.get(WAITING).content.decode()
    assert office.get(f"{WAITING}tai.zip").status_code == 404
    file = reverse("dossiers_desk:copy_file", args=[copy.attestation_id])
    assert b"".join(client.get(file))[:4] == b"%PDF"  # type: ignore[arg-type]


def test_what_the_form_refuses_is_still_there(client: Client, cast: Cast, clerk: Officer) -> None:
    sign_in(client, clerk)

    answer = client.post(reverse("dossiers_desk:attest"), typed(cast, **{"original_on-ngay": "40"}))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Bằng tốt nghiệp THPT"' in page
    assert re.search(r'name="electronic"[^>]*checked', page)
    assert not Attestation.objects.exists()


def test_a_scan_that_does_not_pass_says_why_and_stays(client: Client, cast: Cast, clerk: Officer) -> None:
    copy = copies.scanned(copies.entered(cast, clerk), clerk)
    sign_in(client, clerk)

    unticked = client.post(here(copy), TICKED | {"checks": []})
    wrong = client.post(here(copy), TICKED | {"pages": "5"})
    faulty = client.post(here(copy), {"viec": "khong-dat", "fault": ""})
    empty = client.post(here(copies.entered(cast, clerk)), {"viec": "gan"})

    assert [one.status_code for one in (unticked, wrong, faulty, empty)] == [422] * 4
    assert 'value="5"' in wrong.content.decode()
    assert "Sổ ghi 2 trang" in wrong.content.decode()
    assert client.post(here(copy), {"viec": "bay"}).status_code == 404
    assert client.post(here(copy), {"viec": "khong-dat", "fault": "Mờ"}).status_code == 302
    assert "Phải quét lại: Mờ" in client.get(here(copy)).content.decode()


def test_a_refused_scan_is_held_and_the_scanner_folder_is_emptied(
    client: Client, cast: Cast, clerk: Officer, settings: Any, tmp_path: Path
) -> None:
    settings.SCAN_FOLDER = str(tmp_path)
    scan = tmp_path / "quet.png"
    scan.write_bytes(make.picture().read())
    os.utime(scan, (1, 1))
    copy = copies.entered(cast, clerk, pages=1)
    sign_in(client, clerk)
    key = re.search(r'name="may-quet" value="([^"]+)"', client.get(here(copy)).content.decode())
    assert key is not None

    client.post(here(copy), {"viec": "gan", "may-quet": key[1]})

    assert copies.again(copy, clerk).stage == Stage.CHECK
    assert not scan.exists()


def test_the_signer_is_changed_by_page(client: Client, cast: Cast, clerk: Officer) -> None:
    deputy = copies.make_officer("leader", full_name="Lý Thị Phó")
    copy = copies.prepared(cast, clerk)
    sign_in(client, clerk)

    wrong = client.post(here(copy), {"viec": "doi-nguoi-ky", "signer": "0"})
    done = client.post(here(copy), {"viec": "doi-nguoi-ky", "signer": str(deputy.pk)})

    assert (wrong.status_code, done.status_code) == (422, 302)
    assert copies.again(copy, clerk).attestation.signer == deputy


def test_files_that_are_not_taken_are_named_with_why(client: Client, cast: Cast, clerk: Officer) -> None:
    copies.prepared(cast, clerk)
    sign_in(client, cast.chairman)

    answer = client.post(WAITING, {"files": copies.pages(name="khac.pdf")})
    none = client.post(WAITING, {}, follow=True)

    assert answer.status_code == 422
    assert "khac.pdf: Không phải bản nào đang chờ" in answer.content.decode()
    assert "Chưa chọn tệp nào" in none.content.decode()


def test_the_button_of_the_dossier_leads_to_signing(client: Client, cast: Cast, clerk: Officer) -> None:
    copy = copies.prepared(cast, clerk)
    sign_in(client, cast.chairman)
    dossier = copy.attestation.dossier

    answer = client.get(reverse("dossiers_desk:action", args=[dossier.code, "approve"]))

    assert answer["Location"] == WAITING
    assert "1 bản sao điện tử chờ ký số" in client.get("/ban-lam-viec/").content.decode()


def test_files_not_there_yet_are_not_found(client: Client, cast: Cast, clerk: Officer) -> None:
    copy = copies.entered(cast, clerk)
    sign_in(client, clerk)

    for name in ("copy_scan", "copy_file"):
        assert client.get(reverse(f"dossiers_desk:{name}", args=[copy.attestation_id])).status_code == 404
    scanned = copies.scanned(copy, clerk)
    scan = client.get(reverse("dossiers_desk:copy_scan", args=[scanned.attestation_id]))
    assert b"".join(scan)[:4] == b"%PDF"  # type: ignore[arg-type]


def test_the_register_tells_what_is_a_file_and_what_became_of_it(
    client: Client, cast: Cast, clerk: Officer
) -> None:
    copies.issued(cast, clerk)
    sign_in(client, clerk)

    page = client.get(reverse("dossiers_desk:attest") + "?ht=tep").content.decode()

    assert "Bản điện tử: đã phát hành" in page


def test_the_list_of_those_to_sign_asks_a_fixed_number_of_questions(
    client: Client, cast: Cast, clerk: Officer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        copies.prepared(cast, clerk, when=SystemClock().now())
    sign_in(client, cast.chairman)
    client.get(WAITING)

    with django_assert_max_num_queries(14):
        page = client.get(WAITING).content.decode()

    assert page.count('name="chon"') == 3
