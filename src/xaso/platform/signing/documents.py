"""PDF files that came back signed: the same document as went out, and who signed it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from xaso.kernel.errors import Invalid

from .cms import BadSignatureError, Signer, signer_of

MOST_FIELDS = 50
_MAY_CHANGE = {
    "/Catalog": frozenset({"/AcroForm", "/DSS", "/Perms", "/Extensions", "/Version", "/Metadata"}),
    "/Page": frozenset({"/Annots"}),
}
"""What signing writes into these; nothing else of the document may differ."""


class NotThisDocument(Invalid):
    """The file is another document, or the document with something changed besides signatures."""

    code = "not_this_document"


class NotProperlySigned(Invalid):
    """There is no signature, or one that does not fit the file."""

    code = "not_properly_signed"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that fits the bytes up to `end`, and who made it by the certificate."""

    signer: Signer
    end: int


def check_same(original: bytes, signed: bytes) -> None:
    """Raise `NotThisDocument` unless `signed` is `original`, byte by byte, with signatures added behind.

    What stands behind may add signature fields only: no page, picture, text or remark may be laid over what
    went out. Basis: ISO 32000-1, 7.5.6 (incremental updates), 12.8 (signatures); design.
    """
    if len(signed) <= len(original) or signed[: len(original)] != original:
        raise NotThisDocument(
            "Tệp này không mang nguyên vẹn bản đã tải về. Tải lại bản cần ký, ký thẳng vào tệp đó (chế độ ký "
            "thêm, không lưu lại hay in lại), rồi nạp tệp công cụ ký ghi ra."
        )
    try:
        before, after = PdfReader(BytesIO(original)), PdfReader(BytesIO(signed))
        is_same = _same_pages(before, after) and _same_objects(before, after)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise NotThisDocument("Không mở được tệp đã ký. Tệp có thể hỏng: nạp lại tệp.") from problem
    if not is_same:
        raise NotThisDocument("Ngoài chữ ký số, tệp còn bị sửa nội dung. Tải lại bản cần ký rồi ký lại.")


def signatures(signed: bytes) -> list[Signature]:
    """The signatures of a PDF, the earliest first; the last covers the whole file.

    Raises `NotProperlySigned` when there is none, one does not fit, or something was added after the last.
    Says who the certificates name; not whether they may be trusted (see the package).
    """
    try:
        ranges = list(_ranges(PdfReader(BytesIO(signed))))
        found = [_signature(signed, one) for one in ranges]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise NotProperlySigned(
            "Có chữ ký số không khớp với tệp hoặc không đọc được. Ký lại bằng công cụ ký."
        ) from problem
    if not found:
        raise NotProperlySigned("Tệp này chưa có chữ ký số. Ký bằng công cụ ký rồi nạp lại.")
    found.sort(key=lambda one: one.end)
    if signed[found[-1].end :].strip():
        raise NotProperlySigned("Tệp bị ghi thêm sau chữ ký cuối cùng. Nạp đúng tệp công cụ ký ghi ra.")
    return found


def _signature(data: bytes, numbers: list[int]) -> Signature:
    start, size, again, rest = numbers
    end = again + rest
    gap = data[size:again]
    if start or not 0 < size < again <= end <= len(data) or gap[:1] != b"<" or gap[-1:] != b">":
        raise BadSignatureError("a range that leaves out more than the signature")
    signer = signer_of(bytes.fromhex(gap[1:-1].decode("ascii")), data[:size] + data[again:end])
    return Signature(signer, end)


def _ranges(reader: PdfReader) -> Iterator[list[int]]:
    for field in _fields(reader):
        value = _whole(field.get("/V"))
        if field.get("/FT") == "/Sig" and isinstance(value, DictionaryObject):
            yield [int(one) for one in _list(value.get("/ByteRange"))]


def _fields(reader: PdfReader) -> Iterator[DictionaryObject]:
    form = _whole(reader.root_object.get("/AcroForm"))
    waiting = _list(form.get("/Fields")) if isinstance(form, DictionaryObject) else []
    for _ in range(MOST_FIELDS):
        if not waiting:
            return
        field = _whole(waiting.pop(0))
        if isinstance(field, DictionaryObject):
            yield field
            waiting += _list(field.get("/Kids"))
    raise BadSignatureError("too many fields")


def _same_pages(before: PdfReader, after: PdfReader) -> bool:
    """As many pages, and no mark on any of them but those of signatures."""
    if len(before.pages) != len(after.pages):
        return False
    for old, new in zip(before.pages, after.pages, strict=True):
        known = {_shape(one) for one in _list(old.get("/Annots"))}
        for one in _list(new.get("/Annots")):
            mark = _whole(one)
            is_signature = mark.get("/Subtype") == "/Widget" and mark.get("/FT") == "/Sig"
            if _shape(one) not in known and not is_signature:
                return False
    return True


def _same_objects(before: PdfReader, after: PdfReader) -> bool:
    """Every object of the first is in the second as it was, apart from what signing must touch."""
    passed_over = _touched(before)
    for number in _numbers(before) - passed_over:
        old, new = _object(before, number), _object(after, number)
        ignored = _MAY_CHANGE.get(str(old.get("/Type"))) if isinstance(old, DictionaryObject) else None
        if _shape(old, ignored or frozenset()) != _shape(new, ignored or frozenset()):
            return False
    return True


def _touched(reader: PdfReader) -> set[int]:
    """The numbers of the form, its list of fields, the lists of marks, and the file's own description."""
    form = reader.root_object.get("/AcroForm")
    lists: list[Any] = [reader.trailer.get("/Info"), _raw(reader.root_object, "/AcroForm")]
    lists += [_raw(_whole(form), "/Fields")] if form is not None else []
    lists += [_raw(page, "/Annots") for page in reader.pages]
    lists.append(_raw(reader.root_object, "/Metadata"))
    return {one.idnum for one in lists if isinstance(one, IndirectObject)}


def _numbers(reader: PdfReader) -> set[int]:
    plain = {number for rows in reader.xref.values() for number in rows}
    return {number for number in plain | set(reader.xref_objStm) if number}


def _object(reader: PdfReader, number: int) -> Any:
    return reader.get_object(IndirectObject(number, 0, reader))


def _list(value: Any) -> list[Any]:
    found = _whole(value)
    return list(found) if isinstance(found, ArrayObject) else []


def _raw(owner: Any, key: str) -> Any:
    return dict.get(owner, key) if isinstance(owner, DictionaryObject) else None


def _whole(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _shape(value: Any, ignored: frozenset[str] = frozenset()) -> Any:
    """A value to compare: references by number, streams by the digest of their bytes."""
    if isinstance(value, IndirectObject):
        return ("R", value.idnum, value.generation)
    if isinstance(value, DictionaryObject):
        rows = tuple(
            sorted((str(key), repr(_shape(one))) for key, one in value.items() if key not in ignored)
        )
        data = value._data if isinstance(value, StreamObject) else b""
        return ("D", rows, hashlib.sha256(data).hexdigest() if data else "")
    if isinstance(value, ArrayObject):
        return ("A", tuple(repr(_shape(one)) for one in value))
    return ("V", repr(value))
