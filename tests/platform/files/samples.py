"""Small files made on the spot: sound ones, and every kind of broken one."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from xaso.platform.journal.actors import Actor

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SOMEONE = Actor(kind="citizen", key="p-1", name="Giàng Thị Mỷ")
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def image(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#2B3A8C").save(made, kind)
    return made.getvalue()


def image_bomb(side: int) -> bytes:
    """A few bytes of PNG that say they are ``side`` by ``side`` dots."""
    made = bytearray(image("PNG", (8, 8)))
    made[16:24] = side.to_bytes(4, "big") * 2
    made[29:33] = zlib.crc32(made[12:29]).to_bytes(4, "big")
    return bytes(made)


def pdf(pages: int = 1, *, password: str = "", only_owner: bool = False) -> bytes:
    return _written(_pages(pages), password, only_owner=only_owner)


def pdf_running(kind: str) -> bytes:
    """A PDF that runs something: ``open``, ``launch``, ``names``, ``page``, ``link`` or ``chained``."""
    writer = _pages(1)
    script = _action("/JavaScript")
    catalog = writer.root_object
    if kind == "open":
        catalog[NameObject("/OpenAction")] = script
    elif kind == "launch":
        catalog[NameObject("/OpenAction")] = _action("/Launch")
    elif kind == "names":
        scripts = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("x"), script])})
        catalog[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): scripts})
    elif kind == "page":
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    elif kind == "link":
        link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): script})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([link])
    elif kind == "chained":
        goes = DictionaryObject({NameObject("/S"): NameObject("/GoTo"), NameObject("/Next"): script})
        catalog[NameObject("/OpenAction")] = goes
    return _written(writer)


def archive(kind: str = "docx", **extra: bytes) -> bytes:
    """A Word or Excel file reduced to its bones; ``extra`` parts by name with __ for a slash."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(MAIN[kind], "<w/>")
        for name, data in extra.items():
            parts.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def _pages(pages: int) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    return writer


def _written(writer: PdfWriter, password: str = "", *, only_owner: bool = False) -> bytes:
    if password:
        writer.encrypt("" if only_owner else password, owner_password=password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _action(kind: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/JS"): TextStringObject("x()")})
