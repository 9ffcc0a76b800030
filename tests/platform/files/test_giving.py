"""Giving files back: headers, names, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.http import FileResponse

from xaso.kernel.errors import Missing
from xaso.platform.files import services

from . import samples

pytestmark = pytest.mark.django_db


def answered(content_type: str, name: str, *, inline: bool = False) -> FileResponse:
    stored = services.store_bytes(
        b"bytes", name=name, content_type=content_type, by=samples.SOMEONE, at=samples.NOW
    )
    answer = services.response(stored, inline=inline)
    assert isinstance(answer, FileResponse)
    return answer


def test_a_file_is_downloaded_under_both_its_names_and_kept_by_no_cache() -> None:
    answer = answered("application/pdf", "Giấy khai sinh.pdf")

    assert answer["Content-Disposition"] == (
        "attachment; filename=\"giay-khai-sinh.pdf\"; filename*=UTF-8''Gi%E1%BA%A5y%20khai%20sinh.pdf"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == "5"
    assert answer.getvalue() == b"bytes"
    answer.close()


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("application/pdf", "inline"),
        ("image/jpeg", "inline"),
        ("image/png", "inline"),
        ("image/svg+xml", "attachment"),
        ("text/html", "attachment"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
    ],
)
def test_only_pdf_and_images_are_ever_shown_in_the_browser(content_type: str, kind: str) -> None:
    answer = answered(content_type, "tep.xyz", inline=True)

    assert answer["Content-Disposition"].startswith(f"{kind}; ")
    answer.close()


@pytest.mark.parametrize("name", ['a"; x="b.pdf', "a\r\nSet-Cookie: x.pdf", "𝔘.pdf", "đơn.đơn"])
def test_no_name_can_break_out_of_the_header(name: str) -> None:
    header = services.disposition(services.safe_name(name), inline=False)

    assert header.isascii()
    assert header.count('"') == 2
    assert "\n" not in header
    assert "\r" not in header


def test_bytes_gone_from_the_disk_are_missing_not_a_crash() -> None:
    stored = services.store_bytes(
        b"bytes", name="a.pdf", content_type="application/pdf", by=samples.SOMEONE, at=samples.NOW
    )
    Path(stored.content.path).unlink()

    with pytest.raises(Missing):
        services.response(stored)
    with pytest.raises(Missing):
        services.read(stored)
