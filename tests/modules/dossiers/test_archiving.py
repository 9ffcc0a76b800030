"""Ended dossiers are packed for the archive with hashes of all that is in, once, and the receipt is noted."""

import hashlib
import json
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.dossiers.models import ArchivePackage, Dossier
from xaso.modules.dossiers.queries.archiving import archive_package, archive_page, due_dossiers
from xaso.modules.dossiers.services import archiving
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


def test_the_hand_over_is_noted_once_with_who_and_which_record(cast: Cast) -> None:
    ended(cast)
    package, _ = archiving.start_package(by=cast.clerk, at=LATER)
    told = {"package": package, "by": cast.clerk, "at": LATER, "received_on": LATER.date()}
    names = {"receiver": "Lưu trữ lịch sử tỉnh", "receipt_number": "05/BB"}

    with pytest.raises(archiving.NotPacked):
        archiving.hand_over(**told, **names)  # type: ignore[arg-type]
    archiving.pack(package=package, at=LATER)
    for wrong in ({"receiver": ""}, {"receipt_number": " "}, {"received_on": None}):
        with pytest.raises(Invalid):
            archiving.hand_over(**{**told, **names, **wrong})  # type: ignore[arg-type]
    archiving.hand_over(**told, **names)  # type: ignore[arg-type]
    with pytest.raises(archiving.NotPacked):
        archiving.hand_over(**told, **names)  # type: ignore[arg-type]

    assert archive_package(1).receiver == "Lưu trữ lịch sử tỉnh"
    assert archive_page(1).rows[0].dossiers == 1
    with pytest.raises(Missing):
        archive_package(2)


def test_the_clerk_sees_takes_and_notes_by_page(client: Client, cast: Cast) -> None:
    ended(cast)
    packed(cast)
    sign_in(client, cast.clerk)
    here = "/ban-lam-viec/ho-so/luu-tru/"

    assert "Gói giao nộp số 1, 1 hồ sơ" in client.get(here).content.decode()
    assert client.post(here).status_code == 409
    assert b"".join(client.get(f"{here}1/goi.zip"))[:2] == b"PK"  # type: ignore[arg-type]
    told = {"receiver": "Lưu trữ tỉnh", "receipt_number": "05/BB"}
    day = {"received_on-ngay": "1", "received_on-thang": "4", "received_on-nam": "2026"}
    assert client.post(f"{here}1/", told).status_code == 422
    assert client.post(f"{here}1/", told | day).status_code == 302
    assert "biên bản 05/BB" in client.get(here).content.decode()
    assert "Giao nộp lưu trữ" in client.get("/ban-lam-viec/ho-so/").content.decode()
    sign_in(client, cast.specialist)
    assert client.get(here).status_code == 404
