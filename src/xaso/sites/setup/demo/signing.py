"""Digital signatures for rehearsal: certificates made up on the spot, that say they are worth nothing.

So that the way of an electronic copy can be shown whole without anybody's token. A program that checks where
a certificate comes from refuses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import internal
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from xaso.platform.signing.documents import apart

ISSUER = "DIEN TAP, KHONG CO GIA TRI"


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
    signer = SimpleSigner(
        signing_cert=internal.translate_pyca_cryptography_cert_to_asn1(seal.certificate),
        signing_key=internal.translate_pyca_cryptography_key_to_asn1(seal.key),
        cert_registry=SimpleCertificateStore(),
    )
    made = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(document), strict=False)
    field = PdfSignatureMetadata(field_name=f"ky-so-{uuid4().hex[:8]}", md_algorithm="sha256")
    apart(lambda: PdfSigner(field, signer).sign_pdf(writer, output=made))
    return made.getvalue()
