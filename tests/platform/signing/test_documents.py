"""A PDF that came back signed: the same document, each signature fitting the bytes, whose it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, NameObject, NumberObject

from xaso.platform.signing.documents import (
    NotProperlySigned,
    NotThisDocument,
    check_same,
    ready_to_sign,
    signatures,
)
from xaso.sites.setup.demo.signing import ISSUER, seal_of, signed

WHEN = datetime(2026, 3, 2, tzinfo=UTC)
LEADER, OFFICE = seal_of("Tráng A Chủ", "Suối Mây", at=WHEN), seal_of("UBND xã Suối Mây", "Suối Mây", at=WHEN)


def blank(pages: int = 2) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    made = BytesIO()
    writer.write(made)
    return ready_to_sign(made.getvalue())


def changed(document: bytes, how: str) -> bytes:
    """The document with something besides a signature written behind it."""
    writer = PdfWriter(BytesIO(document), incremental=True)
    if how == "page":
        writer.pages[0][NameObject("/MediaBox")] = ArrayObject([NumberObject(9)] * 4)
    elif how == "more pages":
        writer.add_blank_page(100, 100)
    else:
        writer.add_annotation(0, FreeText(text="Đã sửa", rect=(50, 50, 200, 100)))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_one_signature_after_the_other_is_read_back_in_order() -> None:
    document = blank()
    once = signed(document, LEADER)
    twice = signed(once, OFFICE)

    for before, after in ((document, once), (document, twice), (once, twice)):
        check_same(before, after)

    found = signatures(twice)
    assert [one.signer.name for one in found] == ["Tráng A Chủ", "UBND xã Suối Mây"]
    assert found[0].end == len(once)
    assert (found[1].signer.issuer, found[1].signer.organisation) == (ISSUER, "Suối Mây")
    assert len(PdfReader(BytesIO(twice)).pages) == 2


@pytest.mark.parametrize("how", ["page", "more pages", "note"])
def test_a_document_changed_before_it_was_signed_is_another(how: str) -> None:
    document = blank()

    with pytest.raises(NotThisDocument, match="sửa nội dung"):
        check_same(document, signed(changed(document, how), LEADER))


def test_a_document_written_anew_is_another() -> None:
    document = blank()

    for other in (document, signed(blank(3), LEADER), document[:-1]):
        with pytest.raises(NotThisDocument, match="không mang nguyên vẹn"):
            check_same(document, other)
    with pytest.raises(NotThisDocument, match="Không mở được"):
        check_same(b"not a PDF", b"not a PDF either")


def test_what_is_not_signed_or_changed_after_is_refused() -> None:
    whole = signed(blank(), LEADER)
    at = whole.index(b"/Type /Sig")
    cases = {
        "chưa có chữ ký số": blank(),
        "ghi thêm sau chữ ký": whole + b"x",
        "không khớp": whole[:at].replace(b"595", b"596", 1) + whole[at:],
    }

    for sentence, data in cases.items():
        with pytest.raises(NotProperlySigned, match=sentence):
            signatures(data)
    with pytest.raises(NotProperlySigned):
        signatures(b"%PDF-1.4 broken")


def test_a_range_that_leaves_out_more_than_the_signature_is_refused() -> None:
    whole = signed(blank(), LEADER)
    told = re.search(rb"/ByteRange \[0 (\d+) ", whole)
    assert told is not None
    moved = whole[: told.start(1)] + str(int(told[1]) - 4).encode() + whole[told.end(1) :]

    with pytest.raises(NotProperlySigned):
        signatures(moved)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for broken in (data, b"%PDF-1.7\n" + data, blank(1)[:-30] + data):
        with pytest.raises(NotProperlySigned):
            signatures(broken)


@pytest.mark.parametrize("place", range(8))
def test_a_byte_changed_anywhere_under_the_signature_is_seen(place: int) -> None:
    whole = signed(blank(), LEADER)
    at = whole.index(b"/Contents <") * place // 8 + 9
    changed_one = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]

    with pytest.raises(NotProperlySigned):
        signatures(changed_one)
