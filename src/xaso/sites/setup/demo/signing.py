"""Digital signatures for rehearsal: certificates made up on the spot, that say they are worth nothing.

So that the way of an electronic copy can be shown whole without anybody's token. A program that checks where
a certificate comes from refuses them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

ISSUER = "DIEN TAP, KHONG CO GIA TRI"
ROOM = 12_000
"""Hexadecimal digits left for the signature."""
_BLANK = 0
_HOLE = f"0 {'9' * 10} {'9' * 10} {'9' * 10}"


@dataclass(frozen=True, slots=True)
class Seal:
    """A key with its made-up certificate."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def seal_of(name: str, organisation: str, *, at: datetime) -> Seal:
    """A certificate in that name, from the day before `at`, for twenty years."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
        ]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ISSUER)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=7300))
        .sign(key, hashes.SHA256())
    )
    return Seal(made, key)


def signed(document: bytes, seal: Seal) -> bytes:
    """The PDF with one more signature behind it; what stood there before stays byte by byte."""
    made = _with_hole(document)
    start = made.rindex(b"/Contents <") + len(b"/Contents ")
    end = start + ROOM + 2
    numbers = f"0 {start:<10} {end:<10} {len(made) - end:<10}"
    made = made.replace(_HOLE.encode(), numbers.encode())
    signature = (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(made[:start] + made[end:])
        .add_signer(seal.certificate, seal.key, hashes.SHA256())
        .sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])
    )
    return made[: start + 1] + signature.hex().encode().ljust(ROOM, b"0") + made[end - 1 :]


def _with_hole(document: bytes) -> bytes:
    """The document with a signature field added, its signature still nothing."""
    reader = PdfReader(io.BytesIO(document))
    number = int(str(reader.trailer["/Size"]))
    root = reader.trailer.raw_get("/Root")
    page = reader.pages[0].indirect_reference
    assert page is not None
    field = _named(
        {
            "/FT": NameObject("/Sig"), "/Type": NameObject("/Annot"), "/Subtype": NameObject("/Widget"),
            "/T": TextStringObject(f"ky-so-{number}"), "/F": NumberObject(132), "/P": _to(page),
            "/Rect": ArrayObject([NumberObject(_BLANK)] * 4), "/V": IndirectObject(number, 0, reader),
        }
    )  # fmt: skip
    mark = IndirectObject(number + 1, 0, reader)
    catalog, first = DictionaryObject(reader.root_object), DictionaryObject(reader.pages[0])
    form = reader.root_object.get("/AcroForm")
    fields = list(form.get_object()["/Fields"]) if form is not None else []
    catalog[NameObject("/AcroForm")] = _named(
        {"/Fields": ArrayObject([*fields, mark]), "/SigFlags": NumberObject(3)}
    )
    first[NameObject("/Annots")] = ArrayObject([*list(first.get("/Annots") or []), mark])
    objects = {
        root.idnum: _bytes(catalog),
        page.idnum: _bytes(first),
        number: _value(),
        number + 1: _bytes(field),
    }
    return _appended(document, objects, root.idnum)


def _value() -> bytes:
    return (
        f"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [{_HOLE}] "
        f"/Contents <{'0' * ROOM}> >>"
    ).encode()


def _appended(document: bytes, objects: dict[int, bytes], root: int) -> bytes:
    """The document with these objects written behind it, and where each stands (ISO 32000-1, 7.5.6)."""
    before = int(document[document.rindex(b"startxref") :].split()[1])
    made = io.BytesIO(document)
    made.seek(0, io.SEEK_END)
    made.write(b"\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = made.tell()
        made.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    table = made.tell()
    made.write(b"xref\n")
    for number, place in places.items():
        made.write(f"{number} 1\n{place:010d} 00000 n \n".encode())
    trailer = f"<< /Size {max(objects) + 1} /Root {root} 0 R /Prev {before} >>"
    made.write(f"trailer\n{trailer}\nstartxref\n{table}\n%%EOF\n".encode())
    return made.getvalue()


def _bytes(value: DictionaryObject) -> bytes:
    made = io.BytesIO()
    value.write_to_stream(made)
    return made.getvalue()


def _named(rows: dict[str, Any]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in rows.items()})


def _to(reference: IndirectObject) -> IndirectObject:
    return IndirectObject(reference.idnum, reference.generation, reference.pdf)
