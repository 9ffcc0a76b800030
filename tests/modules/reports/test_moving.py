"""Papers, approval, issue: a report on its way to a frozen file."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from tests.cast import Cast
from tests.factories import reports as make
from tests.modules.indicators import frozen
from xaso.kernel.errors import Invalid
from xaso.modules.indicators.models import Adjustment
from xaso.modules.indicators.models import Closing as ClosingRow
from xaso.modules.indicators.services import Corrected, propose
from xaso.modules.org.models import Officer
from xaso.modules.reports.access import NotYourReport
from xaso.modules.reports.lifecycle import MoveRefused, State
from xaso.modules.reports.models import Edition, Report
from xaso.modules.reports.papers.shipped import shipped
from xaso.modules.reports.services import moving, papers, templates, writing
from xaso.modules.reports.services.changing import Overtaken
from xaso.platform.files.models import StoredFile
from xaso.platform.files.services import read
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.queries import timeline

LAST_STAGE = 90
"""The papers are made, the files are about to be kept."""


def events(report: Report) -> list[str]:
    return [entry.event for entry in timeline(f"report:{report.code}")]


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_the_papers_carry_the_frozen_figures_with_their_marks(focal: Officer) -> None:
    edition = make.made(make.opened(focal))

    marks = {row["mark"] for row in edition.figures}
    assert marks == set(range(1, len(marks) + 1))
    first = edition.figures[0]
    assert first["href"] == f"/dieu-hanh/ky-bao-cao/{make.QUARTER}/so/{first['figure']}/"
    said = text_of(read(edition.pdf))
    assert "BÁO CÁO" in said
    assert "Chú giải số liệu".upper() in said.upper()
    assert first["digest"][:12] in said.replace("\n", "")
    assert "BÁO CÁO" in "\n".join(
        one.text for one in docx.Document(io.BytesIO(read(edition.word))).paragraphs
    )


def test_the_annex_lists_every_figure_with_its_lock(focal: Officer) -> None:
    edition = make.made(make.opened(focal))

    book = openpyxl.load_workbook(io.BytesIO(read(edition.annex)))
    notes = book["Chú giải số liệu"]
    digests = {row[8].value for row in notes.iter_rows(min_row=2)}
    assert len(book.sheetnames) == 3
    assert {row["digest"] for row in edition.figures} == digests


def test_new_papers_take_the_place_of_the_old(focal: Officer) -> None:
    report = make.opened(focal)
    make.made(report)
    before = StoredFile.objects.count()

    make.made(report)

    assert Edition.objects.filter(report=report).count() == 1
    assert StoredFile.objects.count() == before


def test_papers_are_asked_for_by_the_focal_office_and_made_in_the_background(
    focal: Officer, cast: Cast
) -> None:
    report = make.opened(focal)
    with pytest.raises(NotYourReport):
        papers.ask_for_papers(report=report, by=cast.specialist, at=make.WHEN)

    job = papers.ask_for_papers(report=report, by=focal, at=make.WHEN)
    run_queued(at=make.WHEN)

    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert job.result == {"link": f"/dieu-hanh/bao-cao/{report.code}/", "text": "Mở báo cáo"}
    assert moving.fresh_edition(report) is not None


def test_what_is_not_done_keeps_a_report_from_the_head(focal: Officer) -> None:
    report = make.opened(focal)

    with pytest.raises(moving.NotReady) as refused:
        moving.submit(report=report, by=focal, at=make.WHEN, seen=report.revision)

    said = " ".join(one.sentence for one in refused.value.problems)
    assert "phần chưa nhận" in said
    assert "chưa có lời văn" in said
    assert "Dựng văn bản" in said


def test_words_changed_after_the_making_must_be_made_anew(focal: Officer) -> None:
    report = make.ready(focal)

    writing.merge(report=report, heading="v", text="Thêm", by=focal, at=make.WHEN, seen=0)

    assert moving.what_lacks(report) == [
        "Văn bản chưa dựng theo lời văn mới nhất. Bấm “Dựng văn bản” rồi trình."
    ]


def test_a_paper_with_a_gap_is_not_put_forward(focal: Officer) -> None:
    report = make.ready(focal)
    Edition.objects.filter(report=report).update(warnings=["II-09"])

    assert "II-09" in " ".join(moving.what_lacks(report))


def test_the_head_approves_what_another_put_forward(focal: Officer, cast: Cast) -> None:
    report = make.submitted(focal)
    with pytest.raises(NotYourReport):
        moving.approve(report=report, by=focal if focal.pk != report.sent_by_id else cast.specialist,
                       at=make.WHEN, seen=report.revision)  # fmt: skip

    moving.approve(report=report, by=cast.chairman, at=make.WHEN, seen=report.revision)

    assert (report.state, report.approved_by) == (State.APPROVED, cast.chairman)
    assert events(report)[-2:] == ["reports.submitted", "reports.approved"]


def test_nobody_approves_their_own(focal: Officer) -> None:
    report = make.submitted(focal)

    with pytest.raises(moving.OwnReport):
        moving.approve(report=report, by=focal, at=make.WHEN, seen=report.revision)


def test_words_do_not_change_while_the_head_reads(focal: Officer) -> None:
    report = make.submitted(focal)

    with pytest.raises(NotYourReport):
        writing.merge(report=report, heading="v", text="Lén", by=focal, at=make.WHEN, seen=0)
    assert papers.make_papers(report=report, at=make.WHEN, tell=make.quiet) is None


def test_the_head_gives_back_with_a_reason(focal: Officer, cast: Cast) -> None:
    report = make.approved(focal, cast.chairman)

    moving.give_back(report=report, reason="Sai số", by=cast.chairman, at=make.WHEN, seen=report.revision)

    assert (report.state, report.returned_reason, report.approved_by) == (State.DRAFT, "Sai số", None)


def test_a_draft_is_dropped_and_another_may_be_opened(focal: Officer) -> None:
    report = make.opened(focal)

    moving.drop(report=report, reason="Lập nhầm", by=focal, at=make.WHEN, seen=report.revision)

    assert report.state == State.DROPPED
    assert make.opened(focal).code == f"{report.code}-2"


def test_an_old_page_moves_nothing(focal: Officer) -> None:
    report = make.ready(focal)

    with pytest.raises(Overtaken):
        moving.submit(report=report, by=focal, at=make.WHEN, seen=report.revision - 1)


def test_an_issued_report_has_number_date_signer_and_files_for_good(focal: Officer, cast: Cast) -> None:
    report = make.issue(make.approved(focal, cast.chairman), cast.clerk)

    edition = Edition.objects.get(report=report, is_issued=True)
    said = text_of(read(edition.pdf))
    assert (report.state, report.number) == (State.ISSUED, "05")
    assert "Số: 05/BC-UBND" in said
    assert "Hà Văn Núi" in said
    assert "ngày 16 tháng 3 năm 2026" in said
    assert events(report)[-1] == "reports.issued"
    assert papers.issue_papers(report=report, at=make.WHEN, tell=make.quiet) is None
    with pytest.raises(MoveRefused):
        moving.give_back(report=report, reason="x", by=cast.chairman, at=make.WHEN, seen=report.revision)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"number": "năm"}, "number"), ({"issued_on": make.WHEN.date() + timedelta(days=1)}, "issued_on"),
     ({"issued_on": make.WHEN.date() - timedelta(days=1)}, "issued_on")],
)  # fmt: skip
def test_number_and_date_must_be_possible(
    focal: Officer, cast: Cast, facts: dict[str, Any], field: str
) -> None:
    report = make.approved(focal, cast.chairman)
    usual: dict[str, Any] = {
        "number": "5", "issued_on": make.WHEN.date(), "signer_right": "", "signer_title": "CHỦ TỊCH",
        "signer_name": "Hà Văn Núi",
    }  # fmt: skip

    with pytest.raises(Invalid) as refused:
        papers.ask_to_issue(
            report=report, by=cast.clerk, at=make.WHEN, seen=report.revision, **(usual | facts)
        )

    assert [one.field for one in refused.value.problems] == [field]


def test_one_number_is_one_report_of_the_year(focal: Officer, cast: Cast) -> None:
    make.issue(make.approved(focal, cast.chairman), cast.clerk)
    other = make.approved(focal, cast.chairman, kind="cds-quy")

    with pytest.raises(papers.NumberTaken):
        make.issue(other, cast.clerk)


def test_only_clerk_and_focal_office_issue(focal: Officer, cast: Cast) -> None:
    report = make.approved(focal, cast.chairman)

    with pytest.raises(NotYourReport):
        make.issue(report, cast.chairman)


def test_a_figure_corrected_after_the_approval_sends_the_report_back(focal: Officer, cast: Cast) -> None:
    report = make.approved(focal, cast.chairman)
    closing = ClosingRow.objects.get(window=make.QUARTER)
    figure = frozen.figure(closing, "dossiers.received")
    said = Corrected(Decimal(9), None, None, "Sót một hồ sơ giấy.")
    one = propose(figure=figure, said=said, evidence=frozen.evidence(focal), by=focal, at=make.WHEN)
    Adjustment.objects.filter(pk=one.pk).update(
        state=Adjustment.State.APPROVED, decided_by=cast.chairman, decided_at=make.WHEN
    )

    make.issue(report, cast.clerk)

    assert report.state == State.DRAFT
    assert report.returned_reason == papers.FIGURES_MOVED
    assert (report.number, report.issued_on) == ("", None)
    assert not Edition.objects.filter(report=report, is_issued=True).exists()


def test_papers_being_made_do_not_replace_those_put_before_the_head(focal: Officer) -> None:
    report = make.ready(focal)
    seen = moving.fresh_edition(report)

    def submit_meanwhile(percent: int, stage: str) -> None:
        if percent == LAST_STAGE:
            held = Report.objects.get(pk=report.pk)
            moving.submit(report=held, by=focal, at=make.WHEN, seen=held.revision)

    made = papers.make_papers(report=report, at=make.WHEN, tell=submit_meanwhile)

    assert made is None
    assert Edition.objects.get(report=report) == seen


def test_the_template_is_that_of_the_approved_papers(focal: Officer, cast: Cast) -> None:
    report = make.approved(focal, cast.chairman)
    later = make.changed(shipped(make.KIND, make.PROFILE), "BÁO CÁO", "BÁO CÁO KHÁC")
    templates.add_template(
        kind=make.KIND, profile=make.PROFILE, upload=make.upload(later), note="", by=focal, at=make.WHEN
    )

    make.issue(report, cast.clerk)

    edition = Edition.objects.get(report=report, is_issued=True)
    assert edition.template is None
    assert "BÁO CÁO KHÁC" not in text_of(read(edition.pdf))


def test_a_number_written_anew_meanwhile_is_the_one_on_the_paper(focal: Officer, cast: Cast) -> None:
    report = make.approved(focal, cast.chairman)
    number(report, "5", cast.clerk)

    def number_meanwhile(percent: int, stage: str) -> None:
        if percent == LAST_STAGE:
            number(Report.objects.get(pk=report.pk), "6", cast.clerk)

    with pytest.raises(Overtaken):
        papers.issue_papers(report=report, at=make.WHEN, tell=number_meanwhile)
    report.refresh_from_db()
    edition = papers.issue_papers(report=report, at=make.WHEN, tell=make.quiet)

    assert edition is not None
    assert "Số: 06/BC-UBND" in text_of(read(edition.pdf))


def number(report: Report, given: str, by: Officer) -> None:
    papers.ask_to_issue(
        report=report, number=given, issued_on=make.WHEN.date(), signer_right="", signer_title="CHỦ TỊCH",
        signer_name="Hà Văn Núi", by=by, at=make.WHEN, seen=report.revision,
    )  # fmt: skip
