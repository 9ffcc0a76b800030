"""The few files of the year, made once and shared: one sample paper, one sample result for each procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfWriter

from xaso.modules.dossiers.services.papers import StoredPaper
from xaso.platform.files.services import store_bytes
from xaso.platform.journal.actors import SYSTEM

from .mix import Offer

if TYPE_CHECKING:
    from xaso.modules.citizens.queries import StoreOffer
    from xaso.platform.files.models import StoredFile

ORIGINAL, COPY, ELECTRONIC = "0", "1", "2"
MOST_PAPERS = 3
ABOUT = "Giấy tờ giả lập, không có giá trị"


class Shelf:
    """Stored files by what they stand for."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def paper(self, at: datetime) -> StoredFile:
        """The sample of a paper that people send."""
        return self._file("giay-to", "giay-to-gia-lap.pdf", at)

    def result(self, offer: Offer, at: datetime) -> StoredFile:
        """The sample of the result of this procedure."""
        return self._file(offer.code, f"ket-qua-gia-lap-{offer.code}.pdf", at)

    def product(self, at: datetime) -> StoredFile:
        """The sample of what answers a task."""
        return self._file("san-pham", "san-pham-gia-lap.pdf", at)

    def evidence(self, at: datetime) -> StoredFile:
        """The sample of what a typed figure stands on."""
        return self._file("minh-chung", "minh-chung-gia-lap.pdf", at)

    def handed_in(self, offer: Offer, *, on_paper: bool, at: datetime) -> list[StoredPaper]:
        """The papers handed in at the counter: scanned, or on paper only."""
        wanted = [one for one in offer.components if one.required][:MOST_PAPERS]
        file = None if on_paper else self.paper(at)
        return [
            StoredPaper(one.pk, one.name, ORIGINAL if one.originals else COPY, file) for one in wanted
        ] or [StoredPaper(None, "Đơn đề nghị", ORIGINAL, file)]

    def supplemented(self, at: datetime) -> StoredPaper:
        """A paper sent to meet a request."""
        return StoredPaper(None, "Giấy tờ bổ sung", ELECTRONIC, self.paper(at))

    def _file(self, key: str, name: str, at: datetime) -> StoredFile:
        if key not in self._files:
            data = sample_pdf()
            self._files[key] = store_bytes(
                data, name=name, content_type="application/pdf", by=SYSTEM, at=at, pages=1
            )
        return self._files[key]


def taken_again(paper: StoredPaper, known: Mapping[int, StoreOffer]) -> StoredPaper:
    """The paper of the same name in the person's store instead of this one, where there is one."""
    offer = known.get(paper.component_id or 0)
    if offer is None or not offer.is_same:
        return paper
    return StoredPaper(paper.component_id, paper.name, offer.item.medium, offer.item.file, offer.item)


def sample_pdf() -> bytes:
    """One empty page of A4 whose properties say what it is."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": ABOUT})
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()
