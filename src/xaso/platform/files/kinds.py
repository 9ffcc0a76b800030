"""The kinds of files that may be taken, and what a file really is by its first bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePath

import filetype

from .refusals import FileTypeRefused

CONTENT_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
    "csv": "text/csv",
    "sta": "text/plain",
}
"""Every kind this house knows; nothing else can be accepted anywhere."""

NAMES: Mapping[str, str] = {
    "pdf": "PDF",
    "jpg": "ảnh JPG",
    "png": "ảnh PNG",
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "txt": "chữ thường (.txt)",
    "csv": "bảng chữ (.csv)",
    "sta": "sao kê MT940 (.sta)",
}
_ALIASES = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "940": "sta", "mt940": "sta"}
_PDF_WITHIN = 1024
_ARCHIVES = frozenset({"docx", "xlsx"})
_TEXTS = frozenset({"txt", "csv", "sta"})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_PHONE_PHOTOS = frozenset({"heic", "heif", "hif"})
HEAD = 8192
"""How many first bytes `content_kind` wants to see."""


def named_kind(name: str) -> str:
    """The kind a file's name claims: its ending, in its usual spelling; empty when it has none."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    return _ALIASES.get(ending, ending)


def content_kind(head: bytes) -> str:
    """A known kind, ``zip`` for what may be Word or Excel, another ending, or empty, by the first bytes.

    Text has no bytes of its own to be known by: it is what nothing else claims and holds no control codes.
    """
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    found = filetype.guess(head)
    if found:
        return str(found.extension)
    return "txt" if head.startswith(_UTF16) or not _NO_TEXT & set(head) else ""


def agreed_kind(name: str, head: bytes, accept: Collection[str]) -> str:
    """The one kind that name and content agree on and the field takes.

    Raises `FileTypeRefused` otherwise, ValueError when ``accept`` names a kind this house does not know.
    """
    unknown = set(accept) - set(CONTENT_TYPES)
    if unknown:
        raise ValueError(f"unknown kinds of files: {sorted(unknown)}")
    kind, really = named_kind(name), content_kind(head)
    if kind in _PHONE_PHOTOS or really in _PHONE_PHOTOS:
        raise FileTypeRefused(
            f"“{name}” là ảnh HEIC của iPhone. Hãy chụp màn hình ảnh đó, hoặc vào Cài đặt, Camera, "
            "Định dạng, chọn “Tương thích nhất” rồi chụp lại."
        )
    if kind not in accept:
        raise FileTypeRefused(f"Không nhận tệp “{name}”. Hãy gửi {accepted_words(accept)}.")
    is_inside = (really == "zip" and kind in _ARCHIVES) or (really == "txt" and kind in _TEXTS)
    if really != kind and not is_inside:
        raise FileTypeRefused(
            f"“{name}” không phải tệp {NAMES[kind]} thật. "
            f"Hãy mở tệp gốc, lưu lại thành {accepted_words(accept)}."
        )
    return kind


def accepted_words(accept: Collection[str]) -> str:
    """``PDF, ảnh JPG hoặc ảnh PNG``."""
    names = [name for kind, name in NAMES.items() if kind in accept]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} hoặc {names[-1]}"
