"""PDF files that came back signed: the same document as went out, and who signed it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, TypeVar

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from xaso.kernel.errors import Invalid

T = TypeVar("T")
MOST_SIGNATURES = 20
APPEND_ONLY = 3
"""Tells signing tools to write behind what is there (ISO 32000-1, table 219); they write the same."""
UNREADABLE = (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError)
"""What pyHanko raises over files that are no PDF, or whose signatures are of no known make."""
NO_SIGNATURE_FITS = "Có chữ ký số không khớp với tệp hoặc không đọc được. Ký lại bằng công cụ ký."


class NotThisDocument(Invalid):
    """The file is another document, or the document with something changed besides signatures."""

    code = "not_this_document"


class NotProperlySigned(Invalid):
    """There is no signature, or one that does not fit the file."""

    code = "not_properly_signed"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who the certificate says signed: its name and number, who gave it out, and from when until when."""

    name: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that fits the bytes up to `end`, and who made it by the certificate."""

    signer: Signer
    end: int


def ready_to_sign(document: bytes) -> bytes:
    """The PDF with a form that has no field yet, so that what a signing tool adds is told from other changes.

    Basis: ISO 32000-1, 12.7.2; `check_same` compares forms and needs one on both sides.
    """
    writer, made = IncrementalPdfFileWriter(BytesIO(document), strict=False), BytesIO()
    form = generic.DictionaryObject(
        {
            generic.pdf_name("/Fields"): generic.ArrayObject(),
            generic.pdf_name("/SigFlags"): generic.NumberObject(APPEND_ONLY),
        }
    )
    writer.root[generic.pdf_name("/AcroForm")] = writer.add_object(form)
    writer.update_root()
    writer.write(made)
    return made.getvalue()


def check_same(original: bytes, signed: bytes) -> None:
    """Raise `NotThisDocument` unless `signed` is `original`, byte by byte, with signatures added behind.

    `original` comes from `ready_to_sign`. What stands behind may add signature fields only: no page, picture,
    text or remark may be laid over what went out. Basis: ISO 32000-1, 7.5.6 (incremental updates), 12.8
    (signatures), as pyHanko reviews them.
    """
    if len(signed) <= len(original) or signed[: len(original)] != original:
        raise NotThisDocument(
            "Tệp này không mang nguyên vẹn bản đã tải về. Tải lại bản cần ký, ký thẳng vào tệp đó (chế độ ký "
            "thêm, không lưu lại hay in lại), rồi nạp tệp công cụ ký ghi ra."
        )
    try:
        last = PdfFileReader(BytesIO(original), strict=False).xrefs.total_revisions - 1
        review = DEFAULT_DIFF_POLICY.review_file(PdfFileReader(BytesIO(signed), strict=False), last)
    except UNREADABLE as problem:
        raise NotThisDocument("Không mở được tệp đã ký. Tệp có thể hỏng: nạp lại tệp.") from problem
    if (
        isinstance(review, SuspiciousModification)
        or review.modification_level > ModificationLevel.FORM_FILLING
    ):
        raise NotThisDocument("Ngoài chữ ký số, tệp còn bị sửa nội dung. Tải lại bản cần ký rồi ký lại.")


def signatures(signed: bytes) -> list[Signature]:
    """The signatures of a PDF, the earliest first; the last covers the whole file.

    Raises `NotProperlySigned` when there is none, one does not fit, or something was added after the last.
    Says who the certificates name; not whether they may be trusted (see the package).
    """
    try:
        embedded = PdfFileReader(BytesIO(signed), strict=False).embedded_regular_signatures
        ends = [sum(list(map(int, one.byte_range))[-2:]) for one in embedded]
        if not ends:
            raise NotProperlySigned("Tệp này chưa có chữ ký số. Ký bằng công cụ ký rồi nạp lại.")
        if signed[max(ends) :].strip() or len(embedded) > MOST_SIGNATURES:
            raise NotProperlySigned("Tệp bị ghi thêm sau chữ ký cuối cùng. Nạp đúng tệp công cụ ký ghi ra.")
        return [_signature(one, end) for one, end in zip(embedded, ends, strict=True)]
    except UNREADABLE as problem:
        raise NotProperlySigned(NO_SIGNATURE_FITS) from problem


def apart(work: Callable[[], T]) -> T:
    """Do it in a thread of its own: pyHanko runs an event loop, and the caller's thread may have one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def _signature(embedded: EmbeddedPdfSignature, end: int) -> Signature:
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = apart(lambda: validate_pdf_signature(embedded, nobody))
    whole = status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    if not (status.intact and status.valid and whole):
        raise NotProperlySigned(NO_SIGNATURE_FITS)
    return Signature(_signer(embedded.signer_cert), end)


def _signer(certificate: Any) -> Signer:
    validity = certificate["tbs_certificate"]["validity"]
    return Signer(
        name=_named(certificate.subject, "common_name"),
        organisation=_named(certificate.subject, "organization_name"),
        issuer=_named(certificate.issuer, "common_name"),
        serial=f"{certificate.serial_number:x}",
        valid_from=validity["not_before"].native,
        valid_to=validity["not_after"].native,
    )


def _named(name: Any, part: str) -> str:
    found = name.native.get(part, "")
    return str(found if isinstance(found, str) else next(iter(found), ""))[:160]
