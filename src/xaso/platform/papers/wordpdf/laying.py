"""Lay blocks out as PDF: plain data to one typst template, pictures beside it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from .. import services
from .blocks import Document
from .reading import read_word

TEMPLATE = "word-document.typ"


def pdf_of(word: bytes, *, at: datetime, title: str = "", standard: str | None = None) -> bytes:
    """The PDF of a Word file. Equal files and moments give equal bytes.

    Raises `UnreadableWord`, and `BrokenPaper` for what cannot be laid out.
    """
    return pdf_of_document(read_word(word), at=at, title=title, standard=standard)


def pdf_of_document(
    document: Document, *, at: datetime, title: str = "", standard: str | None = None
) -> bytes:
    """The PDF of blocks already read."""
    data = {
        "title": title or document.title or "Văn bản",
        "places": sorted(_places(document)),
        "sheets": [asdict(sheet) for sheet in document.sheets],
    }
    return services.pdf(TEMPLATE, data, images=document.pictures, at=at, standard=standard)


def _places(document: Document) -> set[str]:
    return {mark for sheet in document.sheets for mark in _names(asdict(sheet)["blocks"])}


def _names(value: object) -> set[str]:
    if isinstance(value, dict):
        if value.get("kind") == "mark" and value.get("what") == "place":
            return {str(value["name"])}
        return set().union(*(_names(inner) for inner in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(_names(inner) for inner in value))
    return set()
