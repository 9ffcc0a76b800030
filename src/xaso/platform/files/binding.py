"""Several scans of one paper become one PDF, page after page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import IO

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter

from .inspection import inspect
from .kinds import CONTENT_TYPES, HEAD, agreed_kind

SIDE_INCHES = 11.69
"""A picture is laid down as if its longer side were that of A4."""


def bind(uploads: Sequence[UploadedFile], name: str) -> UploadedFile:
    """One upload of all the pages in the order given; a single file is left as it is.

    Raises the refusals of looking into a file (`FileTypeRefused`, `FileBroken`, `FileActive`), ValueError
    for no file at all.
    """
    if not uploads:
        raise ValueError("nothing to bind")
    if len(uploads) == 1:
        return uploads[0]
    writer = PdfWriter()
    for upload in uploads:
        stream = io.BytesIO(upload.read())
        kind = agreed_kind(upload.name or "", stream.getvalue()[:HEAD], ("pdf", "jpg", "png"))
        inspect(kind, stream, upload.name or "")
        writer.append(PdfReader(stream if kind == "pdf" else _page(stream)))
    made = io.BytesIO()
    writer.write(made)
    return SimpleUploadedFile(f"{name}.pdf", made.getvalue(), "application/pdf")


def _page(stream: IO[bytes]) -> IO[bytes]:
    with Image.open(stream, formats=("JPEG", "PNG")) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGB")
    made = io.BytesIO()
    image.save(made, "PDF", resolution=max(72.0, max(image.size) / SIDE_INCHES), quality=90)
    made.seek(0)
    return made


def as_pdf(data: bytes, content_type: str) -> bytes:
    """The pages of a stored scan as PDF: a picture becomes one page, a PDF stays as it is."""
    if content_type == CONTENT_TYPES["pdf"]:
        return data
    return _page(io.BytesIO(data)).read()
