"""A reporting window is closed once: its figures are frozen with their records and told in the journal."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories.officers import make_officer
from tests.modules.indicators import typed
from tests.modules.indicators.frozen import (
    AFTER,
    CLOSED_AT,
    QUARTER,
    closed_quarter,
    figure,
    leader,
    plan_owner,
    quarter_of_work,
)
from tests.modules.indicators.work import Office, dossier, noon, promise
from xaso.kernel.errors import Missing
from xaso.modules.indicators.events import PeriodClosed
from xaso.modules.indicators.models import Closing, FrozenFigure, FrozenRecords
from xaso.modules.indicators.models.closing import Frozen
from xaso.modules.indicators.queries import LineMissing, closed, last_closed
from xaso.modules.indicators.queries.running import running_lines
from xaso.modules.indicators.rules.freezing import digest_of, read, unpacked
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import AlreadyClosed, WindowOpen, ask_to_close, close
from xaso.modules.indicators.services.freezing import gather
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.queries import broken_entry, timeline
from xaso.platform.measuring.registry import registry


def test_every_measure_and_every_target_is_frozen_in_both_spans(office: Office) -> None:
    closing, _ = closed_quarter(office)

    rows = FrozenFigure.objects.filter(closing=closing)
    assert rows.filter(target="").count() == 2 * len(registry.all())
    assert set(rows.exclude(target="").values_list("target", "span")) == {
        (code, span) for code in ("CT-1", "CT-2") for span in ("period", "cumulative")
    }


def test_a_frozen_figure_counts_the_days_of_the_window_and_no_other(office: Office) -> None:
    closing, counted = closed_quarter(office)

    received, online = figure(closing, "dossiers.received"), figure(closing, "dossiers.filed_online")
    assert received.records is not None
    listed = read(unpacked(bytes(received.records.content)))
    assert (received.part, received.whole, received.words) == (3, 3, "3")
    assert (online.part, online.whole, online.words) == (1, 3, "33,3%")
    assert {record.code for record in listed.records} == {one.code for one in counted}
    assert listed.facts == registry.get("dossiers.received").facts


def test_the_digest_of_a_figure_is_that_of_its_list_and_stands_in_the_journal(office: Office) -> None:
    closing, _ = closed_quarter(office)

    frozen = figure(closing, "dossiers.filed_online")
    entry = timeline("closing:2026-Q1").get(event=PeriodClosed.name)
    assert frozen.records is not None
    assert digest_of(unpacked(bytes(frozen.records.content))) == frozen.digest == frozen.records.sha256
    row = ["period", "dossiers.filed_online", "", 1, 3, "33.333333", frozen.digest]
    assert row in entry.data["figures"]
    assert entry.data["digest"] == closing.digest
    assert broken_entry() is None


def test_a_target_carries_its_threshold_and_state_beside_its_measures_figure(office: Office) -> None:
    closing, _ = closed_quarter(office)

    target, measured = (
        figure(closing, "CT-1", "cumulative"),
        figure(closing, "dossiers.filed_online", "cumulative"),
    )
    unmeasured = figure(closing, "CT-2", "cumulative")
    assert (target.words, target.digest, target.records_id) == (
        measured.words,
        measured.digest,
        measured.records_id,
    )
    assert target.threshold == "tối thiểu 40%"
    assert target.state == "Chưa đạt, thiếu 6,7 điểm %"
    assert target.owner == office.unit.short_name
    assert (unmeasured.words, unmeasured.source, unmeasured.value) == ("chưa có nguồn số liệu", "none", None)
    assert figure(closing, "CT-1").state == "", "a threshold is of the year, not of the quarter"


def test_the_year_closed_says_whether_its_targets_were_kept(office: Office) -> None:
    quarter_of_work(office)
    closing = close(window=Window.parse("2026"), by=plan_owner(), at=noon(2026, 12, 20))

    assert figure(closing, "CT-1", "cumulative").state == "Không đạt, thiếu 15 điểm %"


def test_lists_that_are_the_same_are_kept_once(office: Office) -> None:
    closing, _ = closed_quarter(office)

    of_quarter, of_year = (
        figure(closing, "dossiers.received"),
        figure(closing, "dossiers.received", "cumulative"),
    )
    assert of_quarter.records_id == of_year.records_id


def test_where_the_window_is_the_year_so_far_each_list_is_read_once(office: Office) -> None:
    quarter_of_work(office)
    second = Window.parse("2026-Q2")

    with CaptureQueriesContext(connection) as of_both:
        gather(second, at=CLOSED_AT)
    with CaptureQueriesContext(connection) as of_one:
        found = gather(QUARTER, at=CLOSED_AT)

    assert len(of_both) - len(of_one) >= len(registry.all())
    assert len(found.figures) == 2 * len(registry.all()) + 4


def test_what_is_frozen_is_never_written_again(office: Office) -> None:
    closing, _ = closed_quarter(office)
    frozen = figure(closing, "dossiers.received")

    for change in (frozen.save, frozen.delete, closing.delete, FrozenRecords.objects.all().delete):
        with pytest.raises(Frozen):
            change()
    with pytest.raises(Frozen):
        FrozenFigure.objects.filter(pk=frozen.pk).update(part=9)


def test_work_done_after_the_closing_leaves_the_figure_as_it_was(office: Office) -> None:
    closed_quarter(office)
    dossier(office, noon(2026, 2, 9), online=True)

    found = closed("2026-Q1")

    assert found is not None
    assert found.line("dossiers.received").words == "3"


@pytest.mark.parametrize("day", [noon(2026, 3, 14), noon(2026, 1, 20)])
def test_a_window_that_has_not_ended_is_refused(office: Office, day) -> None:
    with pytest.raises(WindowOpen, match="14/03/2026"):
        close(window=QUARTER, by=plan_owner(), at=day)

    assert not Closing.objects.exists()


def test_a_window_is_closed_once(office: Office) -> None:
    closed_quarter(office)

    with pytest.raises(AlreadyClosed, match="Quý I/2026 đã khóa"):
        close(window=QUARTER, by=leader(), at=AFTER)

    assert Closing.objects.count() == 1


@pytest.mark.parametrize("role", ["unit_head", "specialist", "sysadmin", "centre_head"])
def test_only_a_leader_or_a_plan_owner_closes(office: Office, role: str) -> None:
    with pytest.raises(Missing):
        close(window=QUARTER, by=make_officer(role), at=CLOSED_AT)


def test_a_leader_closes_too(office: Office) -> None:
    assert close(window=QUARTER, by=leader(), at=CLOSED_AT).window == "2026-Q1"


def test_closing_runs_as_a_job_with_a_link_to_what_was_closed(office: Office) -> None:
    quarter_of_work(office)
    officer = plan_owner()

    asked = ask_to_close(window=QUARTER, by=officer, at=CLOSED_AT)
    again = ask_to_close(window=QUARTER, by=officer, at=CLOSED_AT)
    run_queued(at=CLOSED_AT)

    job = Job.objects.get(pk=asked.pk)
    assert again.pk == asked.pk, "one closing waits, however often it is asked for"
    assert job.state == Job.State.DONE
    assert job.result == {"link": "/dieu-hanh/ky-bao-cao/2026-Q1/", "text": "Đã khóa Quý I/2026. Mở kỳ"}
    assert Closing.objects.get().closed_by == officer


def test_a_job_whose_window_was_closed_meanwhile_leads_to_it(office: Office) -> None:
    officer = plan_owner()
    asked = ask_to_close(window=QUARTER, by=officer, at=CLOSED_AT)
    close(window=QUARTER, by=officer, at=CLOSED_AT)

    run_queued(at=CLOSED_AT)

    job = Job.objects.get(pk=asked.pk)
    assert job.state == Job.State.DONE
    assert job.result["text"] == "Quý I/2026 đã khóa. Mở kỳ"


def test_a_closing_tells_how_far_it_is(office: Office) -> None:
    told: list[tuple[int, str]] = []

    close(window=QUARTER, by=plan_owner(), at=CLOSED_AT, tell=lambda *now: told.append(now))

    assert [percent for percent, _ in told] == sorted(percent for percent, _ in told)
    assert told[-1] == (95, "Đang ghi số liệu đã chốt")


def test_a_closed_period_is_read_in_three_queries_whatever_its_size(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        promise(f"THEM-{number}", "dossiers.received", "1")
    closed_quarter(office)

    with django_assert_num_queries(3):
        found = closed("2026-Q1")

    assert found is not None
    line = found.line("CT-1", "cumulative")
    assert (line.code, line.target_code, line.measure) == ("CT-1", "CT-1", "dossiers.filed_online")
    assert (line.words, line.fraction, line.has_records) == ("33,3%", "1/3", True)
    assert line.href == f"/dieu-hanh/ky-bao-cao/2026-Q1/so/{line.id}/"
    assert found.line("dossiers.received").fraction == ""
    assert len(found.of_span("period")) == len(found.of_span("cumulative"))


def test_a_window_not_closed_has_nothing_to_read(office: Office) -> None:
    assert closed("2026-Q1") is None
    assert last_closed() is None


def test_an_unknown_line_is_told_with_its_window(office: Office) -> None:
    closed_quarter(office)
    found = closed("2026-Q1")

    assert found is not None
    with pytest.raises(LineMissing, match="Quý I/2026"):
        found.line("khong.co")


def test_the_last_closed_window_is_the_one_that_ended_last(office: Office) -> None:
    officer = plan_owner()
    for code in ("2026-02", "2026-Q1", "2026-03"):
        close(window=Window.parse(code), by=officer, at=CLOSED_AT)

    found = last_closed()

    assert found is not None
    assert found.window.code == "2026-Q1"


def test_answers_of_people_are_frozen_without_a_name(office: Office) -> None:
    closing, _ = closed_quarter(office)

    frozen = figure(closing, "surveys.satisfaction")
    assert frozen.records is not None
    listed = read(unpacked(bytes(frozen.records.content)))
    assert [record.code for record in listed.records] == [""]


def test_a_typed_figure_is_frozen_with_its_evidence_when_a_second_person_approved_it(cast: Cast) -> None:
    typist, second = typed.two(cast)
    typed.approved(typist, second, "12", window="2026-Q1", at=CLOSED_AT)
    typed.waiting(typist, "99", window="2026-03", at=CLOSED_AT)

    closing = close(window=QUARTER, by=plan_owner(), at=CLOSED_AT)

    for span in ("period", "cumulative"):
        frozen = figure(closing, typed.TARGET, span)
        assert (frozen.source, frozen.value, frozen.records) == ("typed", 12, None)
        assert "Báo cáo 12/BC-CA ngày 15/3/2026; tệp giay-to.png" in frozen.evidence
        assert len(frozen.digest) == 64


def test_a_figure_typed_for_an_earlier_window_counts_for_the_year_only(cast: Cast) -> None:
    typed.approved(*typed.two(cast), "12", window="2026-01", at=CLOSED_AT)
    running = {line.code: line for line in running_lines(QUARTER)[0]}[typed.TARGET]

    closing = close(window=QUARTER, by=plan_owner(), at=CLOSED_AT)

    assert figure(closing, typed.TARGET).words == "chưa nhập riêng cho kỳ này"
    assert figure(closing, typed.TARGET).value is None
    assert figure(closing, typed.TARGET, "cumulative").value == 12
    assert running.is_typed
    assert running.period == figure(closing, typed.TARGET).words
    assert running.cumulative == figure(closing, typed.TARGET, "cumulative").words
