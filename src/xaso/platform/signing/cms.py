"""One signature as CMS (RFC 5652): whose certificate made it, and whether it fits the bytes it stands for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

from .der import CONTEXT_0, NotDerError, Value, dotted, first

SIGNED_DATA = "1.2.840.113549.1.7.2"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
RSA_PSS = "1.2.840.113549.1.1.10"
HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "2.16.840.1.101.3.4.2.1": hashes.SHA256,
    "2.16.840.1.101.3.4.2.2": hashes.SHA384,
    "2.16.840.1.101.3.4.2.3": hashes.SHA512,
}
"""What may stand for the bytes; SHA-1 no longer."""


class BadSignatureError(ValueError):
    """Not of a make that is read here, or it does not fit the bytes."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who the certificate says signed: its name and number, who gave it out, and from when until when."""

    name: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime


def signer_of(signature: bytes, covered: bytes) -> Signer:
    """Who signed `covered`. Raises `BadSignatureError` when it is not of these bytes or unreadable.

    Basis: RFC 5652, section 5.4: the digest stands among the signed attributes, and these are signed.
    """
    try:
        certificates, info = _opened(signature)
        certificate = _certificate(certificates, info)
        _check(certificate, info, covered)
    except (NotDerError, ValueError, IndexError, KeyError, UnsupportedAlgorithm, InvalidSignature) as problem:
        raise BadSignatureError(str(problem)) from problem
    return Signer(
        name=_named(certificate.subject, NameOID.COMMON_NAME),
        organisation=_named(certificate.subject, NameOID.ORGANIZATION_NAME),
        issuer=_named(certificate.issuer, NameOID.COMMON_NAME),
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
    )


def _opened(signature: bytes) -> tuple[list[Value], list[Value]]:
    """The certificates carried along, and the parts of the one signature."""
    kind, wrapped = first(signature).parts()[:2]
    if dotted(kind.body) != SIGNED_DATA:
        raise BadSignatureError("not signed data")
    parts = first(wrapped.body).parts()
    certificates = next(part for part in parts if part.tag == CONTEXT_0).parts()
    infos = parts[-1].parts()
    if len(infos) != 1:
        raise BadSignatureError("not one signature")
    return certificates, infos[0].parts()


def _certificate(certificates: list[Value], info: list[Value]) -> x509.Certificate:
    """The certificate of the number the signature names."""
    serial = int.from_bytes(info[1].parts()[1].body, "big", signed=True)
    found = (x509.load_der_x509_certificate(one.whole) for one in certificates)
    return next(one for one in found if one.serial_number == serial)


def _check(certificate: x509.Certificate, info: list[Value], covered: bytes) -> None:
    name = dotted(info[2].parts()[0].body)
    algorithm = HASHES[name]()
    signed, rest = covered, info[3:]
    if rest[0].tag == CONTEXT_0:
        _check_digest(rest[0], hashlib.new(algorithm.name, covered).digest())
        signed, rest = b"\x31" + rest[0].whole[1:], rest[1:]
    kind, value = dotted(rest[0].parts()[0].body), rest[1].body
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(value, signed, _padding(kind, algorithm), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(value, signed, ec.ECDSA(algorithm))
    else:
        raise BadSignatureError("no RSA or EC key")


def _padding(kind: str, algorithm: hashes.HashAlgorithm) -> padding.AsymmetricPadding:
    if kind == RSA_PSS:
        return padding.PSS(mgf=padding.MGF1(algorithm), salt_length=padding.PSS.AUTO)
    return padding.PKCS1v15()


def _check_digest(attributes: Value, digest: bytes) -> None:
    told = {dotted(one.parts()[0].body): one.parts()[1] for one in attributes.parts()}
    if told[MESSAGE_DIGEST].parts()[0].body != digest:
        raise BadSignatureError("of other bytes")


def _named(name: x509.Name, part: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(part)
    return str(found[0].value)[:160] if found else ""
