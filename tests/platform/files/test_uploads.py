"""A giant upload does not fill the disk, and the rest of the form arrives."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory
from pytest_django import Settings

from xaso.platform.files import services, uploads
from xaso.platform.files.refusals import FileTooLarge

from . import samples

MEGABYTE = 1024 * 1024


def test_a_giant_file_is_cut_while_it_comes_in_and_the_other_boxes_arrive(settings: Settings) -> None:
    giant = SimpleUploadedFile("phim.pdf", b"%PDF-" + b"0" * (50 * MEGABYTE))
    small = SimpleUploadedFile("giay.pdf", samples.pdf())

    request = RequestFactory().post("/", {"ho_ten": "Giàng Thị Mỷ", "phim": giant, "giay": small})

    assert request.POST["ho_ten"] == "Giàng Thị Mỷ"
    received = request.FILES["phim"]
    assert isinstance(received, TemporaryUploadedFile)
    assert received.size == 50 * MEGABYTE + 5
    received.seek(0, 2)
    assert received.tell() <= uploads.MOST_BYTES
    with pytest.raises(FileTooLarge, match="nặng 51 MB, quá 10 MB"):
        services.store_upload(received, by=samples.SOMEONE, at=samples.NOW)
    assert request.FILES["giay"].size == small.size
    request.close()


def test_a_file_under_the_limit_arrives_whole() -> None:
    data = b"x" * (3 * MEGABYTE)

    request = RequestFactory().post("/", {"tep": SimpleUploadedFile("a.bin", data)})

    assert request.FILES["tep"].read() == data
    request.close()
