"""Templates that officers edited in Word: looked over, tried, taken, withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from xaso.kernel.errors import Conflict, Invalid, Missing, Problem
from xaso.kernel.text import clean
from xaso.modules.indicators.queries import ClosedPeriod, last_closed
from xaso.platform.files import services as files
from xaso.platform.journal.services import record

from .. import access
from ..events import TemplateAdded, TemplateWithdrawn
from ..models import ReportTemplate
from ..papers.checking import Looked, look_over
from ..papers.shipped import shipped
from ..rules import outline
from .composing import sample_paper

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

MOST_MEGABYTES = 5
LONGEST_NOTE = 300


class TemplateFaulty(Invalid):
    """The template cannot be taken; ``problems`` names every fault with the words it stands in."""

    code = "template_faulty"
    default_sentence = "Mẫu chưa dùng được. Sửa các chỗ dưới đây trong Word rồi gửi lại."


class NothingToTryWith(Conflict):
    """No period is closed yet, so a template cannot be tried."""

    code = "nothing_to_try_with"
    default_sentence = "Chưa khóa kỳ nào nên chưa thử được mẫu. Khóa một kỳ báo cáo rồi gửi lại mẫu."


def template_of(kind: str, profile: str) -> tuple[ReportTemplate | None, bytes]:
    """Return the template in use: the newest version not withdrawn, else the one the program ships."""
    row = _versions(kind, profile).filter(withdrawn_at=None).select_related("file").first()
    return row, template_bytes(kind, profile, row)


def template_bytes(kind: str, profile: str, row: ReportTemplate | None) -> bytes:
    """Return the Word file of a version, or of the program's own where there is none."""
    return files.read(row.file) if row is not None else shipped(kind, profile)


def add_template(
    *, kind: str, profile: str, upload: UploadedFile, note: str, by: Officer, at: datetime
) -> ReportTemplate:
    """Take a template after it was looked over and a whole paper was made with it on trial.

    Raises `Missing` for who may not, `TemplateFaulty`, `NothingToTryWith`, and the refusals of a file.
    """
    if not access.may_open_reports(by):
        raise Missing
    outline.kind_of(kind)
    outline.profile_of(profile)
    period = last_closed()
    if period is None:
        raise NothingToTryWith
    stored = files.store_upload(upload, by=by, at=at, accept=("docx",), max_mb=MOST_MEGABYTES)
    try:
        looked = _look(kind, profile, files.read(stored), period, at)
    except TemplateFaulty:
        files.discard(stored)
        raise
    with transaction.atomic():
        number = (_versions(kind, profile).values_list("number", flat=True).first() or 0) + 1
        row = ReportTemplate.objects.create(
            kind=kind, profile=profile, number=number, file=stored, note=clean(note)[:LONGEST_NOTE],
            warnings=list(looked.warnings), added_by=by, added_at=at,
        )  # fmt: skip
        fact = TemplateAdded(kind=kind, profile=profile, number=number, sha256=stored.sha256)
        record(fact, by=by, at=at, subject=f"report_template:{kind}:{profile}")
    return row


def withdraw_template(*, template: ReportTemplate, by: Officer, at: datetime) -> ReportTemplate:
    """Take a version out of use; the one before it, or the program's own, is used again. Safe to repeat."""
    if not access.may_open_reports(by):
        raise Missing
    with transaction.atomic():
        held = ReportTemplate.objects.select_for_update().get(pk=template.pk)
        if held.withdrawn_at is None:
            held.withdrawn_at = at
            held.save(update_fields=["withdrawn_at"])
            fact = TemplateWithdrawn(kind=held.kind, profile=held.profile, number=held.number)
            record(fact, by=by, at=at, subject=f"report_template:{held.kind}:{held.profile}")
    return held


def trial_pdf(*, kind: str, profile: str, at: datetime) -> bytes:
    """Return the template in use filled with the figures closed last, as PDF. Raises `NothingToTryWith`."""
    period = last_closed()
    if period is None:
        raise NothingToTryWith
    return _look(kind, profile, template_of(kind, profile)[1], period, at).pdf


def _look(kind: str, profile: str, data: bytes, period: ClosedPeriod, at: datetime) -> Looked:
    paper = sample_paper(kind, profile, period.window.year)
    looked = look_over(data, paper=paper, period=period, at=at)
    if looked.faults:
        raise TemplateFaulty(
            problems=[
                Problem("upload", f"{fault.says} Chỗ: “{fault.near}”" if fault.near else fault.says)
                for fault in looked.faults
            ]
        )
    return looked


def _versions(kind: str, profile: str) -> QuerySet[ReportTemplate]:
    return ReportTemplate.objects.filter(kind=kind, profile=profile).order_by("-number")
