"""A closed period is proven: what was changed behind the journal's back is named, later work is explained."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories.officers import make_officer
from tests.modules.indicators.frozen import (
    AFTER,
    CLOSED_AT,
    QUARTER,
    closed_quarter,
    figure,
    plan_owner,
)
from tests.modules.indicators.work import Office, dossier, noon, rating
from xaso.kernel.errors import Missing
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.events import PeriodProven
from xaso.modules.indicators.rules.findings import KEPT_SILENT, Finding, Proof
from xaso.modules.indicators.rules.proving import Verdict
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import ask_to_prove, close, prove
from xaso.modules.org.models import Officer
from xaso.modules.surveys.models import Rating
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal import guard
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.queries import timeline

APRIL = Window.parse("2026-03")
LATER = make.moment(2, month=4)


def proven(window: Window = QUARTER) -> Proof:
    return prove(window=window, by=SYSTEM, at=AFTER)


def of_verdict(proof: Proof, verdict: Verdict) -> list[Finding]:
    return [one for one in proof.findings if one.verdict is verdict]


def named(findings: list[Finding]) -> set[str]:
    return {one.record for one in findings} - {f"1 {KEPT_SILENT}"}


def tamper(table: str, change: str, key: int) -> None:
    """Write past the program, as somebody with the database's password would."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [key])


def test_a_period_nobody_touched_holds(office: Office) -> None:
    closed_quarter(office)

    proof = proven()

    assert proof.holds
    assert proof.findings == []
    assert proof.figures > 40
    assert proof.records >= 2 * 3


def test_a_record_changed_in_the_database_is_named_with_the_fact_and_both_values(office: Office) -> None:
    _, counted = closed_quarter(office)
    Dossier.objects.filter(pk=counted[1].pk).update(channel="2")

    proof = proven()

    fact = next(one for one in proof.findings if one.fact == "channel")
    place = next(one for one in proof.findings if one.change == "vào hoặc ra khỏi tử số")
    assert not proof.holds
    assert (fact.record, fact.before, fact.now) == (counted[1].code, "1", "2")
    assert "dossiers.filed_online" in fact.figures
    assert fact.verdict is place.verdict is Verdict.BROKEN
    assert "Nhật ký không ghi" in fact.says
    assert {one.record for one in proof.findings if one.fact} == {counted[1].code}


def test_one_change_is_told_once_with_every_figure_that_stands_on_the_record(office: Office) -> None:
    _, counted = closed_quarter(office)
    Dossier.objects.filter(pk=counted[0].pk).update(received_at=noon(2026, 1, 6))

    proof = proven()

    changes = [one for one in proof.findings if one.fact == "received_at"]
    assert len(changes) == 1
    assert {"dossiers.received", "dossiers.filed_online", "dossiers.on_time"} <= set(changes[0].figures)


def test_a_record_moved_out_of_the_period_is_named(office: Office) -> None:
    _, counted = closed_quarter(office)
    Dossier.objects.filter(pk=counted[2].pk).update(received_at=noon(2026, 3, 20))

    broken = of_verdict(proven(), Verdict.BROKEN)

    assert any(one.change == "không còn tính trong kỳ" and one.record == counted[2].code for one in broken)


def test_a_record_slipped_in_is_named(office: Office) -> None:
    closed_quarter(office)
    slipped = dossier(office, noon(2026, 2, 20))

    broken = of_verdict(proven(), Verdict.BROKEN)

    assert named(broken) == {slipped.code}
    assert {one.change for one in broken} == {"nay tính trong kỳ mà lúc khóa không có"}


def test_a_record_removed_is_named(office: Office) -> None:
    _, counted = closed_quarter(office)
    code = counted[1].code
    counted[1].delete()

    broken = of_verdict(proven(), Verdict.BROKEN)

    assert named(broken) == {code}
    assert {one.change for one in broken} == {"không còn bản ghi"}


def test_work_done_later_is_explained_by_the_journal(cast: Cast) -> None:
    open_one = make.approved(cast, make.moment(2))
    close(window=APRIL, by=plan_owner(), at=make.moment(16))
    from_then = timeline(open_one.subject).count()
    make.resolving.issue(
        dossier=open_one,
        by=cast.clerk,
        number="7/XN-UBND",
        issued_on=date(2026, 4, 2),
        at=LATER,
        seen=open_one.revision,
    )

    proof = proven(APRIL)

    mine = [one for one in proof.findings if one.record == open_one.code]
    assert timeline(open_one.subject).count() > from_then
    assert proof.holds
    assert mine
    assert {one.verdict for one in mine} == {Verdict.EXPLAINED}, [one.words for one in mine]


def test_tampering_is_not_hidden_by_later_work_that_says_otherwise(cast: Cast) -> None:
    held = make.assigned(cast, make.moment(2))
    close(window=APRIL, by=plan_owner(), at=make.moment(16))
    Dossier.objects.filter(pk=held.pk).update(received_at=make.moment(3))
    held = Dossier.objects.get(pk=held.pk)
    make.handling.assign(
        dossier=held, to=cast.other_specialist, by=cast.head_of_office, at=LATER, seen=held.revision
    )
    Dossier.objects.filter(pk=held.pk).update(received_at=make.moment(4))

    proof = proven(APRIL)

    fact = next(one for one in proof.findings if one.fact == "received_at")
    assert fact.verdict is Verdict.BROKEN
    assert "ghi giá trị khác: 2026-03-03" in fact.says


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("part = 3", "Nhật ký lúc khóa ghi 1/3"),
        ("value = 99", "Nhật ký lúc khóa ghi 1/3"),
        ("words = '99%%'", "Dấu của cả kỳ không khớp"),
        ("definition = 'khác'", "Dấu của cả kỳ không khớp"),
    ],
)
def test_a_frozen_figure_written_over_is_named(office: Office, change: str, says: str) -> None:
    closing, _ = closed_quarter(office)
    tamper("indicators_frozenfigure", change, figure(closing, "dossiers.filed_online").pk)

    broken = of_verdict(proven(), Verdict.BROKEN)

    assert any(says in one.says for one in broken)


def test_a_frozen_list_written_over_is_named(office: Office) -> None:
    closing, _ = closed_quarter(office)
    online, received = figure(closing, "dossiers.filed_online"), figure(closing, "dossiers.received")
    other = received.records
    assert other is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE indicators_frozenrecords SET content = %s WHERE id = %s",
            [bytes(other.content), online.records_id],
        )

    says = {
        one.says for one in of_verdict(proven(), Verdict.BROKEN) if "dossiers.filed_online" in one.figures
    }

    assert "Danh sách bản ghi đã bị sửa: dấu không khớp." in says
    assert "Đếm danh sách được 3/3, số đã khóa ghi 1/3." in says


def test_a_spoiled_list_is_told_and_not_a_crash(office: Office) -> None:
    closing, _ = closed_quarter(office)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE indicators_frozenrecords SET content = %s WHERE id = %s",
            [b"rac", figure(closing, "dossiers.filed_online").records_id],
        )

    assert any("đã hỏng" in one.says for one in of_verdict(proven(), Verdict.BROKEN))


def test_a_figure_taken_away_and_a_figure_added_are_named(office: Office) -> None:
    closing, _ = closed_quarter(office)
    gone = figure(closing, "dossiers.received")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM indicators_frozenfigure WHERE id = %s", [gone.pk])
        cursor.execute(
            "UPDATE indicators_frozenfigure SET measure = 'dossiers.khac' WHERE id = %s",
            [figure(closing, "dossiers.filed_online").pk],
        )

    says = {one.figures: one.says for one in of_verdict(proven(), Verdict.BROKEN) if one.figures}

    assert "có lúc khóa, nay không còn" in says["dossiers.received",]
    assert "không có trong mục khóa kỳ" in says["dossiers.khac",]


@pytest.fixture
def unguarded(db: None):
    """The journal without the triggers that protect it."""
    guard.remove(connection)
    yield
    guard.install(connection)


@pytest.mark.usefixtures("unguarded")
def test_a_journal_written_over_is_named(office: Office) -> None:
    closing, _ = closed_quarter(office)
    entry = timeline(closing.subject).get()
    tamper("journal_entry", "actor_name = 'Người khác'", entry.pk)

    assert any(f"Mục {entry.seq} của nhật ký" in one.says for one in of_verdict(proven(), Verdict.BROKEN))


@pytest.mark.usefixtures("unguarded")
def test_a_closing_the_journal_does_not_know_is_named(office: Office) -> None:
    closing, _ = closed_quarter(office)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE subject = %s", [closing.subject])

    assert any("không có mục khóa kỳ này" in one.says for one in of_verdict(proven(), Verdict.BROKEN))


def test_answers_of_people_are_counted_and_never_named(office: Office) -> None:
    given = rating(office, noon(2026, 2, 2))
    rating(office, noon(2026, 2, 3))
    close(window=QUARTER, by=plan_owner(), at=CLOSED_AT)
    Rating.objects.filter(pk=given.pk).update(level="not_satisfied")

    found = [one for one in proven().findings if "surveys.satisfaction" in one.figures]

    assert found
    for one in found:
        assert one.record == "1 bản ghi không nêu tên, để giữ kín người trả lời"
        assert (one.fact, one.before, one.now) == ("", "", "")
        assert one.verdict is Verdict.BROKEN


def test_an_answer_given_after_the_closing_is_a_doubt_and_no_accusation(office: Office) -> None:
    ended = dossier(office, noon(2026, 2, 2))
    close(window=QUARTER, by=plan_owner(), at=CLOSED_AT)
    Rating.objects.create(dossier=ended, field=ended.field, level="not_satisfied", at=noon(2026, 3, 20))

    proof = proven()

    assert proof.holds
    assert any("không nêu tên người trả lời" in one.says for one in of_verdict(proof, Verdict.DOUBTFUL))


def test_a_proof_is_written_in_the_journal_with_the_worst_first(office: Office) -> None:
    closing, counted = closed_quarter(office)
    Dossier.objects.filter(pk=counted[0].pk).update(channel="1")

    proof = proven()

    entry = timeline(closing.subject).get(event=PeriodProven.name)
    assert entry.data["broken"] == proof.count(Verdict.BROKEN)
    assert Finding.read(entry.data["findings"][0]) == proof.findings[0]


def test_proving_runs_as_a_job(office: Office) -> None:
    closed_quarter(office)
    asked = ask_to_prove(window=QUARTER, by=plan_owner("Người Xem"), at=AFTER)

    run_queued(at=AFTER)

    job = Job.objects.get(pk=asked.pk)
    assert job.state == Job.State.DONE
    assert job.result == {
        "link": "/dieu-hanh/ky-bao-cao/2026-Q1/chung-minh/",
        "text": "Số liệu còn nguyên. Xem kết quả",
    }


def test_a_window_not_closed_cannot_be_proven(office: Office) -> None:
    with pytest.raises(Missing, match="chưa khóa"):
        prove(window=QUARTER, by=SYSTEM, at=AFTER)


def test_only_who_closes_asks_for_a_proof(office: Office) -> None:
    closed_quarter(office)
    head: Officer = make_officer("unit_head")

    with pytest.raises(Missing):
        ask_to_prove(window=QUARTER, by=head, at=AFTER)


def test_the_command_says_that_all_holds(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    closed_quarter(office)

    call_command("figures_prove", "2026-Q1")

    out = capsys.readouterr().out
    assert "Quý I/2026" in out
    assert "Còn nguyên" in out


def test_the_command_names_what_was_changed_and_fails(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    _, counted = closed_quarter(office)
    Dossier.objects.filter(pk=counted[1].pk).update(channel="2")

    with pytest.raises(SystemExit) as stopped:
        call_command("figures_prove")

    out = capsys.readouterr().out
    assert stopped.value.code == 1
    assert counted[1].code in out
    assert "channel: 1 → 2" in out


def test_the_command_says_when_nothing_is_closed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("figures_prove")

    assert "Chưa khóa kỳ nào" in capsys.readouterr().out


def test_a_definition_that_changed_since_is_a_doubt(office: Office) -> None:
    closing, _ = closed_quarter(office)
    tamper(
        "indicators_frozenfigure", "definition = 'Cách đếm cũ.'", figure(closing, "dossiers.filed_online").pk
    )

    doubts = of_verdict(proven(), Verdict.DOUBTFUL)

    assert [one.says for one in doubts] == ["Định nghĩa đếm đã đổi từ lúc khóa kỳ."]


def test_a_measure_this_version_no_longer_has_cannot_be_counted_again(office: Office) -> None:
    closing, _ = closed_quarter(office)
    tamper("indicators_frozenfigure", "measure = 'dossiers.khac'", figure(closing, "dossiers.received").pk)

    doubts = of_verdict(proven(), Verdict.DOUBTFUL)

    assert [(one.figures, one.says) for one in doubts] == [
        (("dossiers.khac",), "Phiên bản phần mềm này không còn phép đo đó, nên không đếm lại được.")
    ]
