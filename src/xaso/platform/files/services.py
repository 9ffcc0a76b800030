"""Keeping files and giving them back."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path, PurePath
from typing import IO
from urllib.parse import quote

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpResponseBase

from xaso.kernel.clock import require_aware
from xaso.kernel.errors import Missing
from xaso.kernel.text import clean, slug
from xaso.platform.journal.actors import Actor, ActsAs, actor_of

from .inspection import inspect
from .kinds import CONTENT_TYPES, HEAD, agreed_kind
from .models import StoredFile
from .ports import scanner
from .refusals import FileBroken, FileInfected, FileTooLarge
from .uploads import MOST_BYTES

log = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
LONGEST_NAME = 120
SHOWN_IN_PAGE = frozenset({CONTENT_TYPES["pdf"], CONTENT_TYPES["jpg"], CONTENT_TYPES["png"]})


def store_upload(
    upload: UploadedFile,
    *,
    by: Actor | ActsAs,
    at: datetime,
    accept: Collection[str] = ("pdf", "jpg", "png"),
    max_mb: int = 10,
) -> StoredFile:
    """Keep an upload once it is what it says it is.

    ``accept`` are kinds of `kinds.CONTENT_TYPES`; ``max_mb`` never reaches past `uploads.MOST_BYTES`. Raises
    `FileTooLarge`, `FileTypeRefused`, `FileBroken`, `FileActive`, `ArchiveRefused`, `FileInfected`,
    `ScannerDown`; ``field`` is left for the caller to set.
    The bytes are written before the row: after a rollback `files_sweep` takes them away.
    """
    max_mb = min(max_mb, MOST_BYTES // MEGABYTE)
    name = safe_name(upload.name or "")
    if (upload.size or 0) > max_mb * MEGABYTE:
        raise _too_large(name, upload.size or 0, max_mb)
    with tempfile.TemporaryFile() as kept:
        size, digest = _copy(upload.chunks(), kept, name, max_mb)
        kept.seek(0)
        kind = agreed_kind(name, kept.read(HEAD), accept)
        pages = inspect(kind, kept, name)
        verdict = scanner().scan(kept)
        if verdict.found:
            log.warning("infected upload refused: %s (%s)", verdict.found, digest)
            raise FileInfected(
                f"Tệp “{name}” có vi-rút nên không nhận. Hãy gửi tệp khác hoặc ảnh chụp giấy tờ."
            )
        return _keep(
            kept, name=name, kind=CONTENT_TYPES[kind], size=size, digest=digest, pages=pages,
            scanned_by=verdict.by, by=by, at=at,
        )  # fmt: skip


def store_bytes(
    data: bytes, *, name: str, content_type: str, by: Actor | ActsAs, at: datetime, pages: int | None = None
) -> StoredFile:
    """Keep bytes the house made itself (a receipt, a signed result). They are not inspected."""
    with tempfile.TemporaryFile() as kept:
        kept.write(data)
        return _keep(
            kept, name=safe_name(name), kind=content_type, size=len(data),
            digest=hashlib.sha256(data).hexdigest(), pages=pages, scanned_by="", by=by, at=at,
        )  # fmt: skip


def response(stored: StoredFile, *, inline: bool = False) -> HttpResponseBase:
    """The file, to download; with ``inline`` a PDF or an image is shown in the browser.

    The caller has checked the right to see it. Never kept by caches, never sniffed. Raises `Missing` when the
    bytes are gone from the disk.
    """
    try:
        content = stored.content.open("rb")
    except FileNotFoundError:
        log.exception("bytes of stored file %s are missing", stored.id)
        raise Missing(
            "Tệp này không còn trên máy chủ. Báo người quản trị để lấy lại từ bản sao lưu."
        ) from None
    answer = FileResponse(content, content_type=stored.content_type)
    shown = inline and stored.content_type in SHOWN_IN_PAGE
    answer["Content-Disposition"] = disposition(stored.name, inline=shown)
    answer["Content-Length"] = str(stored.size)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def read(stored: StoredFile) -> bytes:
    """All bytes of a stored file (small ones: images for a paper). Raises `Missing` as `response` does."""
    try:
        with stored.content.open("rb") as content:
            data: bytes = content.read()
            return data
    except FileNotFoundError:
        raise Missing(
            "Tệp này không còn trên máy chủ. Báo người quản trị để lấy lại từ bản sao lưu."
        ) from None


def is_intact(stored: StoredFile) -> bool:
    """Whether the kept bytes are there and are those that were stored, by their SHA-256."""
    try:
        with stored.content.open("rb") as content:
            return digest_of(content.chunks()) == stored.sha256
    except FileNotFoundError:
        return False


@transaction.atomic
def discard(stored: StoredFile) -> None:
    """Take a file away for good: the row now, the bytes when the transaction commits.

    Raises ProtectedError while a row still points at it.
    """
    storage, name = stored.content.storage, stored.content.name
    stored.delete()
    transaction.on_commit(lambda: storage.delete(name))


def disposition(name: str, *, inline: bool) -> str:
    """Content-Disposition with an ASCII name for old programs and the true one for the rest (RFC 6266)."""
    path = PurePath(name)
    plain = f"{slug(path.stem) or 'tep'}{path.suffix if path.suffix.isascii() else ''}"
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def safe_name(name: str) -> str:
    """The file's own name without folders, invisible characters and quotes; at most 120 characters."""
    last = clean(
        name.replace("\\", "/").rsplit("/", 1)[-1].replace('"', "'").replace("<", "").replace(">", "")
    )
    path = PurePath(last.lstrip(".") or "tep")
    ending = path.suffix[:10]
    return f"{path.stem[: LONGEST_NAME - len(ending)]}{ending}"


def digest_of(chunks: Iterable[bytes]) -> str:
    """SHA-256 of bytes in pieces, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _copy(chunks: Iterable[bytes], kept: IO[bytes], name: str, max_mb: int) -> tuple[int, str]:
    """Copy and hash in one pass, stopping at the limit whatever size was declared."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > max_mb * MEGABYTE:
            raise _too_large(name, size, max_mb)
        digest.update(chunk)
        kept.write(chunk)
    if size == 0:
        raise FileBroken(f"Tệp “{name}” rỗng. Hãy chọn lại tệp.")
    return size, digest.hexdigest()


def _too_large(name: str, size: int, max_mb: int) -> FileTooLarge:
    megabytes = -(-size // MEGABYTE)
    return FileTooLarge(
        f"Tệp “{name}” nặng {megabytes} MB, quá {max_mb} MB. Hãy chụp ảnh nhỏ hơn hoặc tách tệp rồi gửi lại."
    )


def _keep(
    kept: IO[bytes],
    *,
    name: str,
    kind: str,
    size: int,
    digest: str,
    pages: int | None,
    scanned_by: str,
    by: Actor | ActsAs,
    at: datetime,
) -> StoredFile:
    actor = actor_of(by)
    stored = StoredFile(
        name=name, content_type=kind, size=size, sha256=digest, pages=pages, scanned_by=scanned_by,
        added_by=f"{actor.kind}:{actor.key}", added_at=require_aware(at),
    )  # fmt: skip
    kept.seek(0)
    stored.content.save(name, File(kept), save=False)
    _flush_to_disk(stored)
    stored.save(force_insert=True)
    return stored


def _flush_to_disk(stored: StoredFile) -> None:
    """What is acknowledged must survive a power cut; storages without paths see to it themselves."""
    try:
        path = Path(stored.content.path)
    except NotImplementedError:
        return
    with path.open("rb") as written:
        os.fsync(written.fileno())
