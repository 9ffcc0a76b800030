"""The words of a report: offices write their parts, the focal office takes, returns and merges them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.errors import Invalid
from xaso.kernel.text import clean_lines
from xaso.modules.indicators.queries import closed

from .. import access
from ..access import NotYourReport
from ..events import PartAccepted, PartReturned, PartSent, PartWritten, TextMerged
from ..lifecycle import PartMove, PartState, part_after
from ..models import MergedText, Part, Report
from ..rules import outline, words
from .changing import Change, Overtaken, changing, held_part, reason_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

LONGEST_TEXT = 20_000


class EmptyPart(Invalid):
    """A part is sent with words in it."""

    code = "part_empty"
    default_sentence = (
        "Phần này chưa có lời văn. Viết nội dung; không có gì phát sinh thì ghi “Không phát sinh”."
    )


def write_part(*, part: Part, text: str, by: Officer, at: datetime, seen: int) -> Part:
    """Keep the words of an office's part. Figures are named as `[kỳ: mã]` or `[lũy kế: mã]`.

    Raises `MoveRefused`, `NotYourReport`, `Overtaken`, `Invalid` for a figure the period has not.
    """
    said = _checked(part.report, text)
    with changing(part.report, by=by, at=at) as change:
        held = held_part(change, part, seen=seen)
        _write(change, held, said, by, at)
    part.refresh_from_db()
    return part


def send_part(*, part: Part, text: str, by: Officer, at: datetime, seen: int) -> Part:
    """Keep the words and send them to the focal office, which takes or returns them.

    Raises what `write_part` does, and `EmptyPart`.
    """
    said = _checked(part.report, text)
    if not said:
        raise EmptyPart(field="text")
    with changing(part.report, by=by, at=at) as change:
        held = held_part(change, part, seen=seen)
        _write(change, held, said, by, at)
        if not access.can_send(by, held):
            raise NotYourReport(
                "Phần này do trưởng đơn vị hoặc đầu mối của đơn vị gửi. "
                "Lời văn chưa được lưu: bấm “Lưu” rồi báo họ gửi."
            )
        held.state, held.sent_at = part_after(held.state, PartMove.SEND), at
        held.save(update_fields=["state", "sent_at"])
        change.tell(PartSent(code=change.report.code, heading=held.heading, unit=held.unit.code))
    part.refresh_from_db()
    return part


def accept_part(*, part: Part, by: Officer, at: datetime, seen: int) -> Part:
    """Take an office's part into the report. Raises `MoveRefused`, `NotYourReport`, `Overtaken`."""
    with changing(part.report, by=by, at=at) as change:
        held = held_part(change, part, seen=seen)
        after = _judged(held, by, PartMove.ACCEPT)
        held.state, held.returned_reason = after, ""
        held.revision += 1
        held.save(update_fields=["state", "returned_reason", "revision"])
        change.tell(PartAccepted(code=change.report.code, heading=held.heading, unit=held.unit.code))
    part.refresh_from_db()
    return part


@transaction.atomic
def accept_sent(*, report: Report, by: Officer, at: datetime, seen: int) -> list[Part]:
    """Take every part that was sent, each with its own line in the journal; parts still being written stay.

    Raises `NotYourReport`, and `Overtaken` when words changed after the page was shown.
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.revision != seen:
        raise Overtaken("Có phần vừa được sửa hoặc gửi thêm. Tải lại trang, xem phần đó rồi nhận.")
    access.require(by, held, access.ACCEPT_SENT)
    sent = Part.objects.filter(report=held, state=PartState.SENT).select_related("report").order_by("pk")
    return [accept_part(part=one, by=by, at=at, seen=one.revision) for one in sent]


def return_part(*, part: Part, reason: str, by: Officer, at: datetime, seen: int) -> Part:
    """Give a part back to its office, saying why.

    Raises `MoveRefused`, `NotYourReport`, `Overtaken`, `Invalid`.
    """
    why = reason_of(reason)
    with changing(part.report, by=by, at=at) as change:
        held = held_part(change, part, seen=seen)
        held.state, held.returned_reason = _judged(held, by, PartMove.RETURN), why
        held.revision += 1
        held.save(update_fields=["state", "returned_reason", "revision"])
        change.tell(
            PartReturned(code=change.report.code, heading=held.heading, unit=held.unit.code, reason=why)
        )
    part.refresh_from_db()
    return part


def merge(*, report: Report, heading: str, text: str, by: Officer, at: datetime, seen: int) -> MergedText:
    """Keep the words of a heading as the focal office merged them; ``seen`` is 0 before the first merging.

    Raises `NotYourReport`, `Overtaken`, `Invalid`, `Missing` for a heading the report has not.
    """
    outline.heading_of(report.kind, heading)
    said = _checked(report, text)
    with changing(report, by=by, at=at) as change:
        if not access.can_merge(by, change.report):
            raise NotYourReport
        row = MergedText.objects.filter(report=change.report, heading=heading).first()
        if (row.revision if row else 0) != seen:
            raise Overtaken
        row = row or MergedText(report=change.report, heading=heading)
        row.text, row.merged_by, row.merged_at = said, by, at
        row.revision += 1
        row.save()
        change.words_changed()
        change.tell(TextMerged(code=change.report.code, heading=heading, length=len(said)))
    return row


def _write(change: Change, held: Part, said: str, by: Officer, at: datetime) -> None:
    part_after(held.state, PartMove.WRITE)
    if not access.can_write(by, held):
        raise NotYourReport
    held.text, held.written_by, held.written_at = said, by, at
    held.revision += 1
    held.save(update_fields=["text", "written_by", "written_at", "revision"])
    change.words_changed()
    change.tell(
        PartWritten(code=change.report.code, heading=held.heading, unit=held.unit.code, length=len(said))
    )


def _judged(held: Part, by: Officer, move: PartMove) -> str:
    after = part_after(held.state, move)
    if not access.can_judge(by, held, move):
        raise NotYourReport
    return after


def _checked(report: Report, text: str) -> str:
    """The words as they were meant. Raises `Invalid` for too many, and for a figure the period has not."""
    said = clean_lines(text)
    if len(said) > LONGEST_TEXT:
        raise Invalid(f"Viết ngắn lại, nhiều nhất {LONGEST_TEXT} ký tự.", field="text")
    named = words.mentions(said)
    if not named:
        return said
    period = closed(report.window)
    known = {line.code for line in period.lines} if period else set()
    for one in named:
        if one.code not in known:
            raise Invalid(
                f"Kỳ này không có số liệu mang mã “{one.code}”. Chép mã trong bảng số liệu có thể chèn.",
                field="text",
            )
    return said
