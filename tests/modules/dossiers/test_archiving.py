"""Ended dossiers are packed for the archive with hashes of all that is in, once, and the receipt is noted."""

import hashlib
import json
import re
import zipfile
from dataclasses import fields
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.dossiers.models import ArchivePackage, Dossier
from xaso.modules.dossiers.queries.archiving import archive_package, archive_page, due_dossiers
from xaso.modules.dossiers.services import archiving
from xaso.modules.dossiers.services.archive_handing import (
    NotPacked,
    NotRecorded,
    Parties,
    draw_record,
    hand_over,
)
from xaso.modules.dossiers.services.archive_paper import list_pdf, listed, record_pdf
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.platform.files import services as files
from xaso.platform.journal.queries import timeline

pytestmark = pytest.mark.django_db
LATER = make.moment(5, month=4).replace(year=2027)


def ended(cast: Cast) -> Dossier:
    paper = PaperIn(None, "Giấy tờ nhà", medium="1", upload=make.picture("nha.png"))
    return make.returned(cast, make.moment(3), papers=(paper,))


def packed(cast: Cast) -> ArchivePackage:
    package, _ = archiving.start_package(by=cast.clerk, at=LATER)
    return archiving.pack(package=package, at=LATER)


def test_only_what_ended_a_year_ago_is_due(cast: Cast) -> None:
    dossier = ended(cast)
    make.assigned(cast)

    assert list(due_dossiers(today=date(2027, 3, 3))) == []
    assert list(due_dossiers(today=date(2027, 3, 4))) == [dossier]
    assert list(due_dossiers(today=date(2028, 2, 29))) == [dossier]


def test_the_package_lists_every_file_with_its_hash(cast: Cast) -> None:
    dossier = ended(cast)
    package = packed(cast)
    assert package.file is not None

    with zipfile.ZipFile(BytesIO(files.read(package.file))) as archive:
        manifest = archive.read("manifest.json")
        listed = json.loads(manifest)["files"]
        assert {one["path"] for one in listed} | {"manifest.json"} == set(archive.namelist())
        for one in listed:
            data = archive.read(one["path"])
            assert (one["bytes"], one["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        told = json.loads(archive.read(f"{dossier.code}/ho-so.json"))
    assert hashlib.sha256(manifest).hexdigest() == package.manifest_sha256
    assert told["result"]["number"] == dossier.result.number
    names = [one["path"].partition("/")[2] for one in listed]
    assert names == ["ho-so.json", "dien-bien.json", "giay-to-01-nha.png", "ket-qua-du-thao.png"]


def test_a_dossier_is_packed_once_and_packing_twice_changes_nothing(cast: Cast) -> None:
    ended(cast)
    package = packed(cast)

    again = archiving.pack(package=ArchivePackage.objects.get(pk=package.pk), at=LATER)

    assert again.file == package.file
    with pytest.raises(archiving.NothingDue):
        archiving.start_package(by=cast.clerk, at=LATER)
    assert [one.event for one in timeline("archive:1")] == ["dossiers.archive_packed"]


PARTIES = Parties("05/BB", "Lò Thị Văn", "Văn thư", "Lưu trữ lịch sử tỉnh", "Hà Thị Kho", "Lưu trữ viên")
RECEIPT = {"received_by": "Hà Thị Kho", "received_on": LATER.date()}


def recorded(cast: Cast) -> ArchivePackage:
    return draw_record(package=packed(cast), parties=PARTIES, by=cast.clerk, at=LATER)


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def test_the_hand_over_is_noted_once_after_the_record_was_drawn_up(cast: Cast) -> None:
    ended(cast)
    package, _ = archiving.start_package(by=cast.clerk, at=LATER)
    told = {"package": package, "by": cast.clerk, "at": LATER}

    with pytest.raises(NotPacked):
        draw_record(parties=PARTIES, **told)  # type: ignore[arg-type]
    assert archive_package(1).handing == "Đang lập gói"
    archiving.pack(package=package, at=LATER)
    assert archive_package(1).handing == "Chờ lập biên bản"
    with pytest.raises(NotRecorded):
        hand_over(**told, **RECEIPT)  # type: ignore[arg-type]
    draw_record(parties=PARTIES, **told)  # type: ignore[arg-type]
    assert archive_package(1).handing == "Chờ bên nhận ký"
    for wrong in ({"received_by": " "}, {"received_on": None}, {"received_on": date(2027, 4, 6)}):
        with pytest.raises(Invalid):
            hand_over(**told, **RECEIPT | wrong)  # type: ignore[arg-type]
    hand_over(**told, **RECEIPT, note="Khớp mã băm", upload=make.picture())  # type: ignore[arg-type]
    with pytest.raises(NotPacked):
        hand_over(**told, **RECEIPT)  # type: ignore[arg-type]

    found = archive_package(1)
    assert (found.handing, found.received_note) == ("Đã giao nhận", "Khớp mã băm")
    assert found.signed_record is not None
    assert archive_page(1).rows[0].dossiers == 1
    with pytest.raises(Missing):
        archive_package(2)


def test_the_record_names_everything_that_lacks_at_once(cast: Cast) -> None:
    ended(cast)
    package = packed(cast)

    with pytest.raises(Invalid) as refused:
        draw_record(package=package, parties=Parties("", "", "", " ", "", ""), by=cast.clerk, at=LATER)

    assert {one.field for one in refused.value.problems} == {
        "receipt_number", "giver", "receiver", "receiver_person",
    }  # fmt: skip
    with pytest.raises(Missing, match="chưa có biên bản"):
        record_pdf(package, at=LATER)


def test_the_record_on_paper_names_both_sides_counts_and_digests(cast: Cast) -> None:
    ended(cast)
    package = recorded(cast)
    assert package.file is not None

    told = words(record_pdf(package, at=LATER))

    counted = listed(package)
    assert (len(counted), counted[0].files) == (1, 4)
    digests = [package.file.sha256[:8], package.manifest_sha256[-8:]]
    for part in ("Lò Thị Văn, Văn thư", "Lưu trữ lịch sử tỉnh", "Hà Thị Kho", "05/BB", "trí nhớ", *digests):
        assert part in told
    assert "Số tệp trong gói: 4" in told


def test_the_list_has_a_line_for_each_dossier_and_leaves_its_keeping_to_the_archive(cast: Cast) -> None:
    dossier = ended(cast)
    ended(cast)
    package = packed(cast)

    told = words(list_pdf(package, at=LATER))

    assert dossier.code in told.replace(" ", "")
    assert "03/03/2026 đến 03/03/2026" in told
    assert "Mục lục có 2 hồ sơ" in told


def test_an_unfinished_package_has_no_list(cast: Cast) -> None:
    ended(cast)
    package, _ = archiving.start_package(by=cast.clerk, at=LATER)

    with pytest.raises(Missing, match="chưa lập xong"):
        list_pdf(package, at=LATER)


def test_the_clerk_sees_takes_draws_up_and_notes_by_page(client: Client, cast: Cast) -> None:
    ended(cast)
    packed(cast)
    sign_in(client, cast.clerk)
    here = "/ban-lam-viec/ho-so/luu-tru/"
    parties = {one.name: getattr(PARTIES, one.name) for one in fields(Parties)} | {"viec": "bien-ban"}
    day = {"received_on-ngay": "1", "received_on-thang": "4", "received_on-nam": "2026"}

    assert "Gói giao nộp số 1, 1 hồ sơ" in client.get(here).content.decode()
    assert client.post(here).status_code == 409
    assert b"".join(client.get(f"{here}1/goi.zip"))[:2] == b"PK"  # type: ignore[arg-type]
    assert client.get(f"{here}1/bien-ban.pdf").status_code == 404
    answer = client.post(f"{here}1/", parties | {"giver": ""})
    assert (answer.status_code, "Lưu trữ lịch sử tỉnh" in answer.content.decode()) == (422, True)
    assert client.post(f"{here}1/", parties).status_code == 302
    assert client.get(f"{here}1/bien-ban.pdf").content[:4] == b"%PDF"
    assert client.get(f"{here}1/muc-luc.pdf").content[:4] == b"%PDF"
    kept = client.post(f"{here}1/", {"received_by": "Hà Thị Kho", "signed_record": make.picture("bb.png")})
    assert (kept.status_code, "bb.png" in kept.content.decode()) == (422, True)
    mark = re.search(r'name="signed_record-kept" value="([^"]+)"', kept.content.decode())
    assert mark is not None
    done = {"received_by": "Hà Thị Kho", "signed_record-kept": mark[1]}
    assert client.post(f"{here}1/", done | day).status_code == 302
    assert b"".join(client.get(f"{here}1/bien-ban-da-ky/"))[1:4] == b"PNG"  # type: ignore[arg-type]
    assert "biên bản 05/BB" in client.get(here).content.decode()
    assert client.post(f"{here}1/", parties).status_code == 422
    sign_in(client, cast.specialist)
    assert client.get(here).status_code == 404
