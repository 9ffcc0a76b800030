"""The commune decides where a procedure is filed."""

from datetime import datetime

from django.db.transaction import atomic

from xaso.kernel.errors import Invalid
from xaso.modules.procedures.events import FilingPlaceSet
from xaso.modules.procedures.models import Procedure
from xaso.platform.journal import services as journal
from xaso.platform.journal.actors import Actor, ActsAs


class NoteMissing(Invalid):
    """A change of the place needs its reason."""

    code = "filing_note_missing"
    default_sentence = "Ghi lý do đổi nơi nộp, để bà con và người sau biết."


class UnknownPlace(Invalid):
    """There is no such place of filing."""

    code = "filing_place_unknown"
    default_sentence = "Chọn một trong các nơi nộp đã cho."


@atomic
def set_filing_place(
    *, procedure: Procedure, place: str, note: str, by: Actor | ActsAs, at: datetime
) -> Procedure:
    """Say where the procedure is filed, with a note that people read. Loading the pack again keeps it.

    Raises NoteMissing without a note and UnknownPlace for a place that does not exist.
    """
    if place not in Procedure.FilingPlace.values:
        raise UnknownPlace(field="place")
    words = " ".join(note.split())[:300]
    if not words:
        raise NoteMissing(field="note")
    row = Procedure.objects.select_for_update().get(pk=procedure.pk)
    fact = FilingPlaceSet(code=row.code, place_before=row.filing_place, place=place, note=words)
    row.filing_place, row.filing_note, row.filing_set_at = place, words, at
    row.save(update_fields=["filing_place", "filing_note", "filing_set_at"])
    journal.record(fact, by=by, at=at, subject=f"procedure:{row.code}")
    return row
