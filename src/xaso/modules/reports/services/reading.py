"""Read a made paper again, to show it on a page."""

from __future__ import annotations

from xaso.platform.files import services as files
from xaso.platform.papers.wordpdf.blocks import Document
from xaso.platform.papers.wordpdf.reading import read_word

from ..models import Edition


def sheets_of(edition: Edition) -> Document:
    """Return the Word file of an edition as blocks. Raises `Missing` when its bytes are gone."""
    return read_word(files.read(edition.word))
