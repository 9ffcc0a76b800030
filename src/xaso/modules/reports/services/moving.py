"""A report on its way: before the head, approved, given back, dropped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.errors import Conflict, Invalid, Problem

from .. import access
from ..events import Approved, Dropped, GivenBack, Submitted
from ..lifecycle import Move, PartState, after
from ..models import Edition, Part, Report
from ..rules import outline
from .changing import changing, reason_of
from .composing import texts_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class NotReady(Invalid):
    """Something of the report is not done yet; ``problems`` names each."""

    code = "report_not_ready"
    default_sentence = "Báo cáo chưa trình được. Làm xong các việc dưới đây trước."


class OwnReport(Conflict):
    """A report is approved by another person than the one who put it forward."""

    code = "own_report"
    default_sentence = "Người trình không tự duyệt báo cáo của mình. Cần một lãnh đạo khác duyệt."


def submit(*, report: Report, by: Officer, at: datetime, seen: int) -> Report:
    """Put the report before the head: every part taken, words under every heading, fresh papers without gaps.

    Raises `MoveRefused`, `NotYourReport`, `Overtaken`, `NotReady`.
    """
    with changing(report, by=by, at=at, seen=seen) as change:
        state = after(change.report.state, Move.SUBMIT)
        access.require(by, change.report, access.SUBMIT)
        missing = what_lacks(change.report)
        if missing:
            raise NotReady(problems=[Problem("", sentence) for sentence in missing])
        edition = fresh_edition(change.report)
        change.report.state, change.report.returned_reason = state, ""
        change.report.sent_by, change.report.sent_at = by, at
        change.tell(Submitted(code=report.code, pdf=edition.pdf.sha256 if edition else ""))
    return report


def what_lacks(report: Report) -> list[str]:
    """Return, as sentences, what must be done before the report can be put forward."""
    found = []
    waiting = Part.objects.filter(report=report).exclude(state=PartState.ACCEPTED).select_related("unit")
    if waiting:
        units = ", ".join(sorted({part.unit.short_name for part in waiting}))
        found.append(f"Còn {len(waiting)} phần chưa nhận của: {units}.")
    texts = texts_of(report)
    empty = [one for one in outline.written_headings(report.kind) if not texts[one.code].strip()]
    if empty:
        names = "; ".join(one.name for one in empty)
        found.append(f"Đề mục chưa có lời văn: {names}. Không có gì thì ghi “Không phát sinh”.")
    edition = fresh_edition(report)
    if edition is None:
        found.append("Văn bản chưa dựng theo lời văn mới nhất. Bấm “Dựng văn bản” rồi trình.")
    elif edition.warnings:
        found.append(f"Văn bản còn chỗ chưa có số liệu: {', '.join(edition.warnings)}.")
    return found


def fresh_edition(report: Report) -> Edition | None:
    """Return the papers that say what the report says now, None when they must be made anew."""
    rows = Edition.objects.filter(report=report, revision=report.revision, is_issued=False)
    return rows.select_related("pdf", "template").order_by("-made_at", "-pk").first()


def approve(*, report: Report, by: Officer, at: datetime, seen: int) -> Report:
    """Approve what the papers say. Raises `MoveRefused`, `NotYourReport`, `OwnReport`, `Overtaken`."""
    with changing(report, by=by, at=at, seen=seen) as change:
        state = after(change.report.state, Move.APPROVE)
        if change.report.sent_by_id == by.pk:
            raise OwnReport
        access.require(by, change.report, access.APPROVE)
        edition = fresh_edition(change.report)
        change.report.state, change.report.approved_by, change.report.approved_at = state, by, at
        change.tell(Approved(code=report.code, pdf=edition.pdf.sha256 if edition else ""))
    return report


def give_back(*, report: Report, reason: str, by: Officer, at: datetime, seen: int) -> Report:
    """Give the report back to be mended, saying why.

    Raises `MoveRefused`, `NotYourReport`, `Overtaken`, `Invalid`.
    """
    why = reason_of(reason)
    with changing(report, by=by, at=at, seen=seen) as change:
        after(change.report.state, Move.RETURN)
        access.require(by, change.report, access.GIVE_BACK)
        reopen(change.report, why)
        change.tell(GivenBack(code=report.code, reason=why))
    return report


def reopen(held: Report, why: str) -> None:
    """Put a held report back into drafting: who sent and approved it no longer stands, the reason does."""
    held.state, held.returned_reason = after(held.state, Move.RETURN), why
    held.sent_by = held.sent_at = held.approved_by = held.approved_at = None
    held.number, held.issued_on = "", None
    held.signer_right = held.signer_title = held.signer_name = ""


def drop(*, report: Report, reason: str, by: Officer, at: datetime, seen: int) -> Report:
    """Drop a draft, saying why; another may be opened for the period.

    Raises `MoveRefused`, `NotYourReport`, `Overtaken`, `Invalid`.
    """
    why = reason_of(reason)
    with changing(report, by=by, at=at, seen=seen) as change:
        state = after(change.report.state, Move.DROP)
        access.require(by, change.report, access.DROP)
        change.report.state, change.report.returned_reason = state, why
        change.tell(Dropped(code=report.code, reason=why))
    return report
