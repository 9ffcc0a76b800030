"""Reports on a closed quarter, at each point of their way, made through the services."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.modules.indicators.frozen import CLOSED_AT
from xaso.kernel.clock import local_date
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import close
from xaso.modules.org.models import Officer
from xaso.modules.reports.models import Edition, Part, Report, ReportTemplate
from xaso.modules.reports.papers.shipped import shipped
from xaso.modules.reports.services import moving, opening, papers, templates, writing

QUARTER = "2026-Q1"
KIND, PROFILE = "cchc-quy", "state"
DUE = date(2026, 3, 20)
WHEN = CLOSED_AT
NOTHING = "Không phát sinh."


def quiet(percent: int, stage: str) -> None:
    """Nobody watches."""


def closed_quarter(by: Officer, at: datetime = WHEN) -> None:
    """Close the quarter the reports are of."""
    close(window=Window.parse(QUARTER), by=by, at=at)


def opened(by: Officer, *, kind: str = KIND, profile: str = PROFILE, at: datetime = WHEN) -> Report:
    """A report just opened."""
    return opening.open_report(
        kind=kind, profile=profile, window=QUARTER, due_on=DUE, recipient="", by=by, at=at
    )


def written(by: Officer, report: Report, *, at: datetime = WHEN) -> Report:
    """Every part written, sent and taken by the focal office itself."""
    for part in Part.objects.filter(report=report).select_related("report", "unit"):
        text = part.text or NOTHING
        sent = writing.send_part(part=part, text=text, by=by, at=at, seen=part.revision)
        writing.accept_part(part=sent, by=by, at=at, seen=sent.revision)
    report.refresh_from_db()
    return report


def made(report: Report, *, at: datetime = WHEN) -> Edition:
    """Its papers."""
    report.refresh_from_db()
    edition = papers.make_papers(report=report, at=at, tell=quiet)
    assert edition is not None
    return edition


def ready(by: Officer, **facts: Any) -> Report:
    """Written, with its papers: it can be put before the head."""
    report = written(by, opened(by, **facts))
    made(report)
    return report


def submitted(by: Officer, **facts: Any) -> Report:
    """Before the head."""
    report = ready(by, **facts)
    return moving.submit(report=report, by=by, at=WHEN, seen=report.revision)


def approved(by: Officer, head: Officer, **facts: Any) -> Report:
    """Approved by the head."""
    report = submitted(by, **facts)
    return moving.approve(report=report, by=head, at=WHEN, seen=report.revision)


def issue(report: Report, by: Officer, *, number: str = "5", at: datetime = WHEN) -> Report:
    """Issue an approved report: the number is written, the last papers are made."""
    papers.ask_to_issue(
        report=report, number=number, issued_on=local_date(at), signer_right="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH", signer_name="Hà Văn Núi", by=by, at=at, seen=report.revision,
    )  # fmt: skip
    report.refresh_from_db()
    papers.issue_papers(report=report, at=at, tell=quiet)
    report.refresh_from_db()
    return report


def upload(data: bytes | None = None, name: str = "mau.docx") -> SimpleUploadedFile:
    """A template as an officer sends it: the program's own unless other bytes are given."""
    return SimpleUploadedFile(name, data if data is not None else shipped(KIND, PROFILE))


def template(by: Officer, *, at: datetime = WHEN) -> ReportTemplate:
    """A version of the template, taken."""
    return templates.add_template(kind=KIND, profile=PROFILE, upload=upload(), note="Bản thử", by=by, at=at)


def changed(template_bytes: bytes, old: str, new: str) -> bytes:
    """The template with words replaced in its paragraphs, as an officer edits in Word."""
    opened_file: Any = docx.Document(BytesIO(template_bytes))
    cells = [cell for table in opened_file.tables for row in table.rows for cell in row.cells]
    for place in [opened_file, *cells]:
        for paragraph in place.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace(old, new)
    kept = BytesIO()
    opened_file.save(kept)
    return kept.getvalue()
