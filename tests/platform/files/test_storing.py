"""What is taken, what is refused, and how it is kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from xaso.platform.files import inspection, services
from xaso.platform.files.models import StoredFile
from xaso.platform.files.refusals import (
    ArchiveRefused,
    FileActive,
    FileBroken,
    FileInfected,
    FileRefused,
    FileTooLarge,
    FileTypeRefused,
)

from . import samples

pytestmark = pytest.mark.django_db
ALL = ("pdf", "jpg", "png", "docx", "xlsx", "txt")


def store(data: bytes, name: str, accept: tuple[str, ...] = ALL, max_mb: int = 10) -> StoredFile:
    return services.store_upload(
        samples.upload(data, name), by=samples.SOMEONE, at=samples.NOW, accept=accept, max_mb=max_mb
    )


def refused(kind: type[FileRefused], data: bytes, name: str, accept: tuple[str, ...] = ALL) -> str:
    with pytest.raises(kind) as refusal:
        store(data, name, accept)
    assert StoredFile.objects.count() == 0
    assert refusal.value.status == 422
    return refusal.value.sentence


@pytest.mark.parametrize(
    ("data", "name", "content_type", "pages"),
    [
        (samples.pdf(3), "Giấy khai sinh.pdf", "application/pdf", 3),
        (samples.image(), "anh.JPEG", "image/jpeg", None),
        (samples.image("PNG"), "anh.png", "image/png", None),
        (samples.archive(), "don.docx", services.CONTENT_TYPES["docx"], None),
        (samples.archive("xlsx"), "bang.xlsx", services.CONTENT_TYPES["xlsx"], None),
        ("Kế hoạch năm 2026\n".encode(), "ke-hoach.txt", "text/plain", None),
        ("Kế hoạch".encode("utf-16"), "ke-hoach.txt", "text/plain", None),
    ],
)
def test_a_sound_file_is_kept_whole_with_its_hash(
    data: bytes, name: str, content_type: str, pages: int | None
) -> None:
    stored = store(data, name)

    kept = StoredFile.objects.get(pk=stored.pk)
    assert services.read(kept) == data
    assert (kept.name, kept.content_type, kept.size, kept.pages) == (name, content_type, len(data), pages)
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert (kept.added_by, kept.added_at, kept.scanned_by) == ("citizen:p-1", samples.NOW, "")


def test_bytes_lie_under_the_id_never_under_the_strangers_name(settings: Settings) -> None:
    stored = store(samples.pdf(), "../../etc/passwd.pdf")

    path = Path(stored.content.path)
    assert path == Path(settings.MEDIA_ROOT) / stored.id.hex[:2] / stored.id.hex
    assert stored.name == "passwd.pdf"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C:\\Users\\A\\giấy.pdf", "giấy.pdf"),
        ("a\u202egpj.exe.pdf", "agpj.exe.pdf"),
        ('<b>"x".pdf', "b'x'.pdf"),
        ("", "tep"),
        ("...", "tep"),
        ("d" * 300 + ".pdf", "d" * 116 + ".pdf"),
    ],
)
def test_names_are_made_safe(typed: str, kept: str) -> None:
    assert services.safe_name(typed) == kept


def test_a_heavy_file_is_refused_with_its_weight() -> None:
    with pytest.raises(FileTooLarge) as refusal:
        store(b"%PDF-" + b"0" * (2 * 1024 * 1024), "to.pdf", max_mb=1)

    assert refusal.value.sentence == (
        "Tệp “to.pdf” nặng 3 MB, quá 1 MB. Hãy chụp ảnh nhỏ hơn hoặc tách tệp rồi gửi lại."
    )


def test_no_field_takes_more_than_uploads_keep() -> None:
    upload = samples.upload(b"%PDF-", "to.pdf")
    upload.size = 26 * 1024 * 1024

    with pytest.raises(FileTooLarge, match="quá 25 MB"):
        services.store_upload(upload, by=samples.SOMEONE, at=samples.NOW, max_mb=100)


def test_a_file_that_lies_about_its_size_is_still_measured() -> None:
    upload = samples.upload(b"%PDF-" + b"0" * (2 * 1024 * 1024), "to.pdf")
    upload.size = 10

    with pytest.raises(FileTooLarge):
        services.store_upload(upload, by=samples.SOMEONE, at=samples.NOW, max_mb=1)


@pytest.mark.parametrize(
    ("data", "name", "accept", "says"),
    [
        (samples.image(), "anh.pdf", ALL, "không phải tệp PDF thật"),
        (samples.pdf(), "anh.png", ALL, "không phải tệp ảnh PNG thật"),
        (b"MZ\x90\x00" + b"\0" * 200, "phan-mem.exe", ALL, "Không nhận tệp"),
        (b"<html><script>", "trang.pdf", ALL, "không phải tệp PDF thật"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "hinh.svg", ALL, "Không nhận tệp"),
        (samples.archive(), "don.docx", ("pdf", "jpg", "png"), "Hãy gửi PDF, ảnh JPG hoặc ảnh PNG."),
        (samples.image(), "IMG_1.HEIC", ALL, "ảnh HEIC của iPhone"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "anh.jpg", ALL, "ảnh HEIC của iPhone"),
        (samples.pdf(), "khong-duoi", ALL, "Không nhận tệp"),
    ],
)
def test_a_kind_that_is_not_taken_or_not_true_is_refused(
    data: bytes, name: str, accept: tuple[str, ...], says: str
) -> None:
    assert says in refused(FileTypeRefused, data, name, accept)


def test_a_field_that_accepts_an_unknown_kind_is_a_bug() -> None:
    with pytest.raises(ValueError, match="exe"):
        store(samples.pdf(), "a.pdf", ("pdf", "exe"))


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.pdf", "rỗng"),
        (b"%PDF-1.7\n" + b"garbage" * 50, "a.pdf", "Không mở được tệp PDF"),
        (samples.pdf(5)[:300], "a.pdf", "Không mở được tệp PDF"),
        (samples.pdf(password="bi-mat"), "a.pdf", "có mật khẩu"),
        (samples.pdf(inspection.MOST_PAGES + 1), "a.pdf", "quá 300 trang"),
        (samples.image(size=(400, 400))[:700], "a.jpg", "Không mở được ảnh"),
        (samples.image("PNG", (400, 400))[:200], "a.png", "Không mở được ảnh"),
        (b"PK\x03\x04" + b"\0" * 100, "a.docx", "Không mở được tệp"),
        (samples.archive("xlsx"), "a.docx", "không phải tệp Word, Excel thật"),
    ],
)
def test_a_broken_file_is_refused_with_what_to_do(data: bytes, name: str, says: str) -> None:
    sentence = refused(FileBroken, data, name)

    assert says in sentence
    assert "ãy" in sentence


def test_a_pdf_locked_only_against_changes_is_taken() -> None:
    assert store(samples.pdf(2, password="bi-mat", only_owner=True), "a.pdf").pages == 2


@pytest.mark.parametrize("kind", ["open", "launch", "names", "page", "link", "chained"])
def test_a_pdf_that_runs_something_is_refused(kind: str) -> None:
    assert "lệnh tự chạy" in refused(FileActive, samples.pdf_running(kind), "a.pdf")


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_an_image_of_too_many_pixels_is_refused_unopened(side: int) -> None:
    assert "quá lớn" in refused(FileBroken, samples.image_bomb(side), "bom.png")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (samples.archive(bom=b"\0" * (40 * 1024 * 1024)), "phình ra quá lớn"),
        (samples.archive(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "macro"),
        (
            samples.archive(**{f"p{number}": b"" for number in range(inspection.MOST_ENTRIES)}),
            "phình ra quá lớn",
        ),
    ],
)
def test_a_word_file_that_swells_or_carries_macros_is_refused(data: bytes, says: str) -> None:
    assert says in refused(ArchiveRefused, data, "don.docx")


def test_an_infected_file_is_refused(settings: Settings) -> None:
    settings.FILE_SCANNER = "tests.platform.files.scanners.FindsEverything"

    assert "có vi-rút" in refused(FileInfected, samples.pdf(), "a.pdf")


def test_who_scanned_it_is_remembered(settings: Settings) -> None:
    settings.FILE_SCANNER = "tests.platform.files.scanners.FindsNothing"

    assert store(samples.pdf(), "a.pdf").scanned_by == "thử"


def test_bytes_the_house_made_are_kept_as_they_are() -> None:
    stored = services.store_bytes(
        b"%PDF-1.7",
        name="bien-nhan.pdf",
        content_type="application/pdf",
        by=samples.SOMEONE,
        at=samples.NOW,
        pages=1,
    )

    assert services.read(stored) == b"%PDF-1.7"
    assert stored.pages == 1


def test_a_rolled_back_row_leaves_bytes_that_harm_nobody(settings: Settings) -> None:
    def kept_then_failed() -> None:
        with transaction.atomic():
            store(samples.pdf(), "a.pdf")
            raise RuntimeError("later in the same request")

    with pytest.raises(RuntimeError):
        kept_then_failed()

    assert StoredFile.objects.count() == 0
    assert len([path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]) == 1


@pytest.mark.django_db(transaction=True)
def test_discarding_takes_row_and_bytes_away() -> None:
    stored = store(samples.pdf(), "a.pdf")
    path = Path(stored.content.path)

    services.discard(stored)

    assert not path.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("data", [b"MZ\x00\x01chuong trinh", samples.pdf(1), samples.archive()])
def test_what_is_no_text_is_not_taken_for_one(data: bytes) -> None:
    sentence = refused(FileTypeRefused, data, "ke-hoach.txt")

    assert "không phải tệp chữ thường (.txt) thật" in sentence
