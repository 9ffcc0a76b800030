"""A PDF that came back signed: the same document, each signature fitting the bytes, whose it is."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, NameObject, NumberObject

from xaso.platform.signing.cms import BadSignatureError, signer_of
from xaso.platform.signing.der import NotDerError, dotted, first
from xaso.platform.signing.documents import NotProperlySigned, NotThisDocument, check_same, signatures
from xaso.sites.setup.demo.signing import ISSUER, seal_of, signed

WHEN = datetime(2026, 3, 2, tzinfo=UTC)
LEADER, OFFICE = seal_of("Tráng A Chủ", "Suối Mây", at=WHEN), seal_of("UBND xã Suối Mây", "Suối Mây", at=WHEN)


def blank(pages: int = 2) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


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
    start = whole.index(b"/ByteRange [0 ") + len(b"/ByteRange [0 ")
    size = int(whole[start : start + 10])
    moved = whole[:start] + f"{size - 4:<10}".encode() + whole[start + 10 :]

    with pytest.raises(NotProperlySigned):
        signatures(moved)


def rsa_signed(data: bytes, pss: bool) -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Suối Mây")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(WHEN).not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    way = padding.PSS(padding.MGF1(hashes.SHA384()), padding.PSS.DIGEST_LENGTH) if pss else None
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data)
    builder = builder.add_signer(made, key, hashes.SHA384(), rsa_padding=way)
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    return builder.sign(Encoding.DER, options if pss else [*options, pkcs7.PKCS7Options.NoAttributes])


@pytest.mark.parametrize("pss", [False, True])
def test_rsa_signatures_are_read_with_and_without_attributes(pss: bool) -> None:
    made = rsa_signed(b"so chung thuc 05", pss)

    found = signer_of(made, b"so chung thuc 05")

    assert (found.name, found.organisation, found.serial) == ("", "Suối Mây", "7")
    with pytest.raises(BadSignatureError):
        signer_of(made, b"so chung thuc 06")


def test_other_makes_of_signatures_are_refused() -> None:
    made = rsa_signed(b"x", pss=True)
    two = pkcs7.PKCS7SignatureBuilder().set_data(b"x")
    for one in (LEADER, OFFICE):
        two = two.add_signer(one.certificate, one.key, hashes.SHA256())
    of_two = two.sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])

    for bad in (
        b"",
        b"\x30\x80\x00\x00",
        made[:50],
        of_two,
        made.replace(b"*\x86H\x86\xf7\r\x01\x07\x02", b"*\x86H\x86\xf7\r\x01\x07\x03"),
    ):
        with pytest.raises(BadSignatureError):
            signer_of(bad, b"x")


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        found = first(data)
    except NotDerError:
        return

    assert data.startswith(found.whole)


def test_identifiers_are_written_with_dots() -> None:
    assert dotted(b"*\x86H\x86\xf7\r\x01\x07\x02") == "1.2.840.113549.1.7.2"
    for bad in (b"", b"\x86"):
        with pytest.raises(NotDerError):
            dotted(bad)
