"""One change of a report: locked, checked against what the page showed, told to the journal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean_lines
from xaso.platform.journal.actors import Actor
from xaso.platform.journal.services import record

from ..events import ReportEvent
from ..models import Part, Report
from .opening import subject_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

LONGEST_REASON = 1000


class Overtaken(Conflict):
    """Somebody changed it after the page was shown."""

    code = "report_overtaken"
    default_sentence = (
        "Nội dung này vừa được người khác sửa. Lời văn anh chị gõ vẫn ở dưới; xem bản mới rồi gộp lại."
    )


@dataclass
class Change:
    """A report held for one change, and the fact to be told when it is done."""

    report: Report
    fact: ReportEvent | None = None

    def tell(self, fact: ReportEvent) -> None:
        """Say what was done; the journal writes it last."""
        self.fact = fact

    def words_changed(self) -> None:
        """Papers made so far no longer say what the report says."""
        self.report.revision += 1


@contextmanager
def changing(
    report: Report, *, by: Officer | Actor, at: datetime, seen: int | None = None
) -> Iterator[Change]:
    """Lock the report for one change; save it and tell the journal at the end. Raises `Overtaken`."""
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        if seen is not None and held.revision != seen:
            raise Overtaken("Báo cáo vừa được người khác sửa. Tải lại trang rồi làm tiếp.")
        change = Change(held)
        yield change
        held.save()
        if change.fact is not None:
            record(change.fact, by=by, at=at, subject=subject_of(held))
    report.refresh_from_db()


def held_part(change: Change, part: Part, *, seen: int | None) -> Part:
    """Return the part as it is now, within the change. Raises `Overtaken`."""
    now = Part.objects.select_related("unit").get(pk=part.pk)
    now.report = change.report
    if seen is not None and now.revision != seen:
        raise Overtaken
    return now


def reason_of(text: str, *, field: str = "reason") -> str:
    """Return a reason as it was meant. Raises `Invalid` for none, or one too long."""
    said = clean_lines(text)
    if not said:
        raise Invalid("Ghi lý do để người nhận biết cần sửa gì.", field=field)
    if len(said) > LONGEST_REASON:
        raise Invalid(f"Viết lý do ngắn lại, nhiều nhất {LONGEST_REASON} ký tự.", field=field)
    return said
