"""Making the papers of a report, and issuing them: in the background, never of stale words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.codes import canonical_json
from xaso.kernel.errors import Conflict, Invalid, Problem
from xaso.kernel.text import clean
from xaso.modules.indicators.queries import ClosedPeriod, closed
from xaso.platform.files import services as files
from xaso.platform.files.kinds import CONTENT_TYPES
from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.services import record

from .. import access
from ..events import GivenBack, Issued, PapersMade
from ..lifecycle import Move, State, after
from ..models import Edition, Report, ReportTemplate
from ..papers.making import Made, make
from ..rules import naming
from .changing import Overtaken, changing
from .composing import paper_of, sign_of
from .moving import fresh_edition, reopen
from .opening import PeriodNotClosed, subject_of
from .templates import template_bytes, template_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile
    from xaso.platform.jobs.models import Job

MAKE, ISSUE = "reports.make", "reports.issue"
FIGURES_MOVED = (
    "Số liệu của kỳ hoặc mẫu của phần mềm đã thay đổi sau khi duyệt. Dựng lại văn bản, xem chỗ thay đổi rồi "
    "trình lại."
)
Tell = Callable[[int, str], None]


class NumberTaken(Conflict):
    """Another report of the year has that number."""

    code = "report_number_taken"


def ask_for_papers(*, report: Report, by: Officer, at: datetime) -> Job:
    """Queue the making of Word, PDF and Excel, as a job of the officer. Raises `NotYourReport`."""
    access.require(by, report, access.MAKE)
    return _queue(MAKE, report, by, at, "Dựng báo cáo")


def make_papers(*, report: Report, at: datetime, tell: Tell) -> Edition | None:
    """Make the papers of what the report says now; earlier drafts of them go.

    None when the report is no longer being drafted. Raises `TemplateBroken` and `BrokenPaper`.
    """
    if report.state != State.DRAFT:
        return None
    template, data = template_of(report.kind, report.profile)
    made = _made(report, data, at, tell)
    tell(90, "Đang lưu các tệp")
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        if held.state != State.DRAFT:
            return None
        _discard_drafts(report)
        edition = _keep(report, made, template, data, at)
        fact = PapersMade(
            code=report.code, revision=edition.revision, word=edition.word.sha256, pdf=edition.pdf.sha256,
            annex=edition.annex.sha256, figures=edition.figures_digest,
            template=edition.template_sha256,
        )  # fmt: skip
        record(fact, by=SYSTEM, at=at, subject=subject_of(report))
    return edition


def ask_to_issue(
    *,
    report: Report,
    number: str,
    issued_on: date,
    signer_right: str,
    signer_title: str,
    signer_name: str,
    by: Officer,
    at: datetime,
    seen: int,
) -> Job:
    """Write number, date and signer on an approved report and queue its last making; then it is issued.

    Raises `MoveRefused`, `NotYourReport`, `Overtaken`, `NumberTaken`, `Invalid`.
    """
    with changing(report, by=by, at=at, seen=seen) as change:
        held = change.report
        after(held.state, Move.ISSUE)
        access.require(by, held, access.ISSUE)
        held.number, held.issued_on = _checked(held, number, issued_on, at)
        held.signer_right, held.signer_title = clean(signer_right), clean(signer_title)
        held.signer_name, held.issued_by = clean(signer_name), by
    return _queue(ISSUE, report, by, at, "Ban hành báo cáo")


def issue_papers(*, report: Report, at: datetime, tell: Tell) -> Edition | None:
    """Make the issued papers and freeze them. None when the report is no longer waiting to be issued.

    What the head did not see is not issued: the template is the one of the approved papers, and when a figure
    was adjusted since, the report goes back to drafting and says why. Raises `Overtaken` when number, date or
    signer were written anew meanwhile: made again, the papers say what the report says.
    """
    if report.state != State.APPROVED or not report.number:
        return None
    approved = fresh_edition(report)
    template = approved.template if approved else None
    data = template_bytes(report.kind, report.profile, template)
    made = _made(report, data, at, tell)
    tell(90, "Đang lưu và khóa các tệp")
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        if _stamp(held) != _stamp(report):
            raise Overtaken
        if approved is None or not _says_the_same(approved, made, data):
            reopen(held, FIGURES_MOVED)
            held.save()
            fact = GivenBack(code=held.code, reason=FIGURES_MOVED)
            record(fact, by=SYSTEM, at=at, subject=subject_of(held))
            return None
        return _issue(held, _keep(held, made, template, data, at, is_issued=True), at)


def digest_of(rows: list[dict[str, Any]]) -> str:
    """Return the digest of the figures of a paper: the same figures give the same."""
    return hashlib.sha256(canonical_json({"figures": rows}).encode()).hexdigest()


def _issue(held: Report, edition: Edition, at: datetime) -> Edition:
    held.state, held.issued_at = after(held.state, Move.ISSUE), at
    held.save(update_fields=["state", "issued_at"])
    assert held.issued_on is not None  # ask_to_issue wrote both
    assert held.issued_by is not None
    fact = Issued(
        code=held.code, number=held.number, issued_on=held.issued_on.isoformat(), word=edition.word.sha256,
        pdf=edition.pdf.sha256, annex=edition.annex.sha256,
    )  # fmt: skip
    record(fact, by=held.issued_by, at=at, subject=subject_of(held))
    return edition


def _queue(name: str, report: Report, by: Officer, at: datetime, title: str) -> Job:
    with transaction.atomic():
        job = enqueue(
            name, {"report": report.pk}, at=at, key=f"{name}:{report.pk}", title=f"{title} {report.code}",
            owner=by.user.get_username(),
        )  # fmt: skip
        Report.objects.filter(pk=report.pk).update(job_id=job.pk)
    return job


def _made(report: Report, template: bytes, at: datetime, tell: Tell) -> Made:
    tell(5, "Đang đọc số liệu đã khóa")
    return make(paper_of(report), _period(report), template, at=at, tell=tell)


def _says_the_same(approved: Edition, made: Made, template: bytes) -> bool:
    now = hashlib.sha256(template).hexdigest(), digest_of(_rows(made))
    return (approved.template_sha256, approved.figures_digest) == now


def _stamp(report: Report) -> tuple[object, ...]:
    """What is written on the paper when it is issued."""
    return report.number, report.issued_on, report.signer_right, report.signer_title, report.signer_name


def _period(report: Report) -> ClosedPeriod:
    period = closed(report.window)
    if period is None:
        raise PeriodNotClosed
    return period


def _keep(
    report: Report,
    made: Made,
    template: ReportTemplate | None,
    data: bytes,
    at: datetime,
    *,
    is_issued: bool = False,
) -> Edition:
    rows = _rows(made)
    return Edition.objects.create(
        report=report,
        revision=report.revision,
        template=template,
        template_sha256=hashlib.sha256(data).hexdigest(),
        word=_store(report, made.word, "docx", at),
        pdf=_store(report, made.pdf, "pdf", at),
        annex=_store(report, made.annex, "xlsx", at),
        figures=rows,
        figures_digest=digest_of(rows),
        warnings=list(made.missing),
        is_issued=is_issued,
        made_at=at,
    )


def _rows(made: Made) -> list[dict[str, Any]]:
    return [one.as_row() for one in made.shown]


def _store(report: Report, data: bytes, kind: str, at: datetime) -> StoredFile:
    name = f"bao-cao-{report.code}.{kind}"
    return files.store_bytes(data, name=name, content_type=CONTENT_TYPES[kind], by=SYSTEM, at=at)


def _discard_drafts(report: Report) -> None:
    for old in Edition.objects.filter(report=report, is_issued=False).select_related("word", "pdf", "annex"):
        kept = (old.word, old.pdf, old.annex)
        old.delete()
        for stored in kept:
            files.discard(stored)


def _checked(report: Report, number: str, issued_on: date, at: datetime) -> tuple[str, date]:
    problems = []
    written = ""
    try:
        written = naming.number_of(number)
    except ValueError:
        problems.append(Problem("number", "Ghi số văn bản bằng chữ số, ví dụ 12."))
    today = local_date(at)
    first = local_date(report.approved_at) if report.approved_at else today
    if not first <= issued_on <= today:
        problems.append(Problem("issued_on", "Ngày văn bản từ ngày duyệt đến hôm nay."))
    if problems:
        raise Invalid(problems=problems)
    same = Report.objects.filter(profile=report.profile, number=written, issued_on__year=issued_on.year)
    if same.exclude(pk=report.pk).exists():
        sign = sign_of(report.profile, written)
        raise NumberTaken(
            f"Số {sign} đã có ở báo cáo khác trong năm. Ghi số tiếp theo của sổ.", field="number"
        )
    return written, issued_on
