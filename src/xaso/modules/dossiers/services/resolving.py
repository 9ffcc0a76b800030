"""The result: put forward, approved, numbered, ready for the person."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean, clean_lines

from .. import access, rules
from ..events import Approved, Ready, ResultProposed
from ..lifecycle import Move, MoveRefused, State, after
from ..models import Dossier, ElectronicCopy, Handover, Result
from .changing import Change, changing, check_seen
from .papers import digitising_pairs, keep
from .paying import RETURN, bill_when_counted
from .proving import prove, written_file
from .routing import enter, next_step
from .storing import keep_in_store
from .timing import settle

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile


class NeedsSignatures(Conflict):
    """A certified copy that is a file is approved by signing it, not by a button."""

    code = "needs_signatures"
    default_sentence = (
        "Việc này làm bằng bản sao điện tử: mở Chứng thực, Bản sao điện tử chờ ký số, tải tệp về, ký bằng "
        "công cụ ký số rồi nạp lại."
    )


def propose_result(
    *,
    dossier: Dossier,
    by: Officer,
    outcome: str,
    summary: str,
    upload: UploadedFile | None = None,
    kept: StoredFile | None = None,
    at: datetime,
    seen: int,
) -> Dossier:
    """Put the result forward and send it on to be checked or approved; once more after it was sent back.

    `outcome` is granted, or refused with the reason in `summary`. Raises `MoveRefused`, `NotYours`,
    `Overtaken`, `Invalid`, and the refusals of storing a file. Basis: NĐ 118/2025 Đ.19; NĐ 61/2018 Đ.19 k.8.
    """
    said = clean_lines(summary)
    if outcome not in Result.Outcome.values:
        raise Invalid("Chọn giải quyết hay không giải quyết.", field="outcome")
    if not rules.is_fit_reason(said):
        raise Invalid("Ghi nội dung kết quả, hoặc lý do không giải quyết.", field="summary")
    check_seen(dossier, seen)
    _check_state(dossier, State.IN_PROCESS, "trình kết quả")
    access.require(by, dossier, "propose")
    file = keep(upload, by=by, at=at) if upload is not None else kept
    file = file or written_file(dossier, by=by, at=at, is_draft=True)
    with changing(dossier, by=by, at=at, seen=seen) as change:
        access.require(by, change.dossier, "propose")
        _write_result(change.dossier, outcome, said, file)
        change.tell(ResultProposed, outcome=outcome, summary=said, has_file=file is not None)
        enter(change, next_step(change.dossier))
    return change.dossier


def approve(*, dossier: Dossier, by: Officer, at: datetime, seen: int, note: str = "") -> Dossier:
    """Approve the result, as whoever signs at this step; on to numbering, or ready where the route has none.

    Raises `MoveRefused`, `NotYours`, `Overtaken`, and `NeedsSignatures` for a certified copy that is a file.
    Basis: NĐ 118/2025 Đ.19.
    """
    with changing(dossier, by=by, at=at, seen=seen) as change:
        _check_state(change.dossier, State.AWAITING_APPROVAL, "duyệt")
        access.require(by, change.dossier, "approve")
        result = change.dossier.result
        _check_not_electronic(result)
        result.approved_by, result.approved_at = by, at
        result.save(update_fields=["approved_by", "approved_at"])
        change.tell(Approved, outcome=result.outcome, note=clean_lines(note))
        following = next_step(change.dossier)
        if following.kind == "issue":
            enter(change, following, note=clean_lines(note))
        else:
            result.file = written_file(change.dossier, by=by, at=at) or result.file
            result.save(update_fields=["file"])
            finish(change, result, clean_lines(note))
    return change.dossier


def issue(
    *,
    dossier: Dossier,
    by: Officer,
    number: str,
    issued_on: date,
    upload: UploadedFile | None = None,
    kept: StoredFile | None = None,
    at: datetime,
    seen: int,
) -> Dossier:
    """Give the result its number and date, with the signed file when there is one; the result is ready.

    Raises `MoveRefused`, `NotYours`, `Overtaken`, `Invalid`, and the refusals of storing a file.
    Basis: onestop.md 4.17 (văn thư numbers and issues), 6.1 (the result is digitised).
    """
    written = clean(number)
    check_seen(dossier, seen)
    _check_number(written, issued_on, dossier, at)
    _check_state(dossier, State.AWAITING_ISSUE, "cấp số")
    access.require(by, dossier, "issue")
    file = keep(upload, by=by, at=at) if upload is not None else kept
    file = file or written_file(dossier, by=by, at=at, number=written, issued_on=issued_on)
    with changing(dossier, by=by, at=at, seen=seen) as change:
        access.require(by, change.dossier, "issue")
        result = change.dossier.result
        result.number, result.issued_on = written, issued_on
        result.file = file or result.file
        result.save(update_fields=["number", "issued_on", "file"])
        finish(change, result, "")
    return change.dossier


def finish(change: Change, result: Result, note: str) -> None:
    """Make the result ready: the legal clock stops here (onestop.md 8.1: state 9 before 10)."""
    dossier = change.dossier
    after(dossier.state, Move.FINISH)
    has_file = result.file_id is not None
    settle(dossier, change.at)
    dossier.is_digitised = rules.is_digitised(digitising_pairs(dossier), has_file)
    way = Handover.Medium.ELECTRONIC if has_file else Handover.Medium.PAPER
    enter(change, next_step(dossier), note=note, medium=way)
    if has_file and result.outcome == Result.Outcome.GRANTED:
        prove(dossier, at=change.at)
    keep_in_store(dossier, by=change.by, at=change.at)
    change.tell(
        Ready, outcome=result.outcome, number=result.number, is_late=dossier.is_late, has_file=has_file
    )
    bill_when_counted(dossier, RETURN, by=change.by, at=change.at)


def _check_not_electronic(result: Result) -> None:
    is_granted = result.outcome == Result.Outcome.GRANTED
    if is_granted and ElectronicCopy.objects.filter(attestation__dossier=result.dossier_id).exists():
        raise NeedsSignatures


def _write_result(dossier: Dossier, outcome: str, summary: str, file: StoredFile | None) -> None:
    result = Result.objects.filter(dossier=dossier).first() or Result(dossier=dossier)
    result.outcome, result.summary = outcome, summary
    result.file = file or result.file
    result.approved_by, result.approved_at = None, None
    result.save()


def _check_state(dossier: Dossier, wanted: State, verb: str) -> None:
    if dossier.state != wanted:
        now = dossier.state_words.lower()
        raise MoveRefused(f"Hồ sơ đang ở trạng thái “{now}” nên không {verb} được. Tải lại trang để xem.")


def _check_number(number: str, issued_on: date, dossier: Dossier, at: datetime) -> None:
    if not number:
        raise Invalid("Ghi số, ký hiệu của văn bản kết quả.", field="number")
    if len(number) > 60:
        raise Invalid("Số, ký hiệu dài quá 60 ký tự. Viết gọn lại.", field="number")
    if issued_on > local_date(at):
        raise Invalid("Ngày văn bản không thể ở sau hôm nay.", field="issued_on")
    if dossier.received_at is not None and issued_on < local_date(dossier.received_at):
        raise Invalid("Ngày văn bản không thể ở trước ngày tiếp nhận hồ sơ.", field="issued_on")
