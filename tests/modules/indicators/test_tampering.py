"""What is changed behind the journal's back after a closing is named, whatever was honestly done besides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.modules.indicators import typed
from tests.modules.indicators.frozen import (
    AFTER,
    QUARTER,
    closed_quarter,
    evidence,
    figure,
    leader,
    plan_owner,
)
from tests.modules.indicators.work import Office
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.models import Adjustment, Closing, FrozenFigure, TypedFigure
from xaso.modules.indicators.rules.findings import Finding, Proof
from xaso.modules.indicators.rules.freezing import digest_of_lines
from xaso.modules.indicators.rules.proving import Verdict
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import approve_adjustment, close, propose, prove
from xaso.modules.indicators.services.adjusting import Corrected
from xaso.modules.indicators.services.closing import full_line
from xaso.platform.files.services import store_bytes
from xaso.platform.journal import guard
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.chain import entry_digest
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import timeline

MARCH = Window.parse("2026-03")
LATER = make.moment(2, month=4)


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """The journal without the triggers that protect it."""
    guard.remove(connection)
    yield
    guard.install(connection)


def sql(statement: str, *values: object) -> None:
    """Write past the program, as somebody with the database's password would."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def broken(proof: Proof) -> list[Finding]:
    return [one for one in proof.findings if one.verdict is Verdict.BROKEN]


def proven(window: Window = QUARTER) -> Proof:
    return prove(window=window, by=SYSTEM, at=AFTER)


def adjusted(closing: Closing, code: str = "dossiers.filed_online") -> Adjustment:
    """An approved correction from 1/3 to 2/3."""
    by = plan_owner("Giàng Thị Lập")
    said = Corrected(None, Decimal(2), Decimal(3), "Một hồ sơ nộp trực tuyến ghi nhầm kênh.")
    asked = propose(figure=figure(closing, code), said=said, evidence=evidence(by), by=by, at=AFTER)
    return approve_adjustment(adjustment=asked, by=leader("Vàng A Duyệt"), at=AFTER)


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ("part = 99, whole = 100, value = 99, words = '99%%'", "tử số"),
        ("value = 99", "giá trị"),
        ("words = '99%%'", "lời ghi số"),
        ("reason = 'Lý do khác'", "lý do"),
        ("state = 'refused'", "quyết định"),
        ("decision_note = 'Ý khác'", "ý kiến"),
        ("decided_at = '2026-05-01 00:00:00+00:00'", "lúc quyết định"),
        ("proposed_at = '2026-05-01 00:00:00+00:00'", "lúc lập"),
    ],
)
def test_a_correction_changed_in_the_database_is_named(office: Office, change: str, names: str) -> None:
    closing, _ = closed_quarter(office)
    made = adjusted(closing)
    honest = proven()
    sql(f"UPDATE indicators_adjustment SET {change} WHERE id = %s", made.pk)

    found = broken(proven())

    assert honest.holds, [one.words for one in honest.findings]
    assert honest.adjustments == 1
    assert [one.figures for one in found] == [("dossiers.filed_online",)]
    assert names in found[0].says


def test_the_people_and_the_file_of_a_correction_are_held_against_the_journal(office: Office) -> None:
    closing, _ = closed_quarter(office)
    made = adjusted(closing)
    other = plan_owner("Người Khác")
    paper = store_bytes(b"khac", name="khac.txt", content_type="text/plain", by=other, at=AFTER)
    Adjustment.objects.filter(pk=made.pk).update(proposed_by=other, evidence=paper)

    says = broken(proven())[0].says

    assert "người lập" in says
    assert "dấu minh chứng" in says


def test_a_correction_slipped_in_and_one_taken_away_are_named(office: Office) -> None:
    closing, _ = closed_quarter(office)
    made = adjusted(closing)
    sql("UPDATE indicators_adjustment SET number = 2 WHERE id = %s", made.pk)

    says = {one.says for one in broken(proven())}

    assert any("lần 2" in one and "không có trong nhật ký" in one for one in says)
    assert any("lần 1" in one and "nay không còn" in one for one in says)


def test_a_file_of_evidence_written_over_is_named(office: Office) -> None:
    closing, _ = closed_quarter(office)
    made = adjusted(closing)
    with Path(made.evidence.content.path).open("ab") as kept:
        kept.write(b"x")

    assert any("tệp minh chứng" in one.says for one in broken(proven()))


@pytest.mark.parametrize(
    "change", ["value = 77", "source = 'Nguồn khác'", "state = 'dropped'", "\"window\" = '2026-H1'"]
)
def test_a_typed_figure_changed_after_the_closing_is_named(cast: Cast, change: str) -> None:
    made = typed.approved(*typed.two(cast), value="12")
    close(window=QUARTER, by=cast.head_of_office, at=typed.NOW)
    honest = proven()
    sql(f"UPDATE indicators_typedfigure SET {change} WHERE id = %s", made.pk)

    found = [one for one in broken(proven()) if typed.TARGET in one.figures]

    assert honest.holds, [one.words for one in honest.findings]
    assert found
    assert "số nhập" in found[0].says


def test_the_evidence_of_a_typed_figure_written_over_is_named(cast: Cast) -> None:
    made = typed.approved(*typed.two(cast), value="12")
    close(window=QUARTER, by=cast.head_of_office, at=typed.NOW)
    assert made.evidence is not None
    with Path(made.evidence.content.path).open("ab") as kept:
        kept.write(b"x")

    assert [one.figures for one in broken(proven())] == [(typed.TARGET,)]


def test_a_newer_typed_figure_of_another_window_breaks_nothing(cast: Cast) -> None:
    typed.approved(*typed.two(cast), value="12")
    close(window=QUARTER, by=cast.head_of_office, at=typed.NOW)
    typed.approved(*typed.two(cast), value="15", window="2026-04")

    assert proven().holds
    assert TypedFigure.objects.count() == 2


def test_a_record_backdated_into_a_closed_period_is_named(cast: Cast) -> None:
    close(window=MARCH, by=plan_owner(), at=make.moment(16))
    slipped = make.taken_in(cast, make.moment(20))
    Dossier.objects.filter(pk=slipped.pk).update(received_at=make.moment(5))

    found = [one for one in broken(proven(MARCH)) if one.record == slipped.code]

    place = next(one for one in found if not one.fact)
    fact = next(one for one in found if one.fact == "received_at")
    assert place.change == "nay tính trong kỳ mà lúc khóa không có"
    assert "dossiers.received" in place.figures
    assert "2026-03-20" in fact.says


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"paper_handover_count": 3}, "paper_handover_count"),
        ({"applicant_verified": True}, "applicant_verified"),
        ({"has_reused_paper": True}, "has_reused_paper"),
        ({"channel": "2"}, "channel"),
        ({"entry": "paper_book"}, "entry"),
    ],
)
@pytest.mark.parametrize("when", ["before the work", "after the work"])
def test_honest_work_hides_no_tampering(cast: Cast, change: dict[str, object], fact: str, when: str) -> None:
    held = make.approved(cast, make.moment(2))
    close(window=MARCH, by=plan_owner(), at=make.moment(16))
    told = {"number": "7/XN-UBND", "issued_on": date(2026, 4, 2), "at": LATER}
    if when == "before the work":
        Dossier.objects.filter(pk=held.pk).update(**change)
    make.resolving.issue(dossier=held, by=cast.clerk, seen=held.revision, **told)  # type: ignore[arg-type]
    if when == "after the work":
        Dossier.objects.filter(pk=held.pk).update(**change)

    proof = proven(MARCH)

    assert {one.fact for one in broken(proof) if one.record == held.code and one.fact} == {fact}
    rest = [
        one for one in proof.findings if one.fact in ("state", "finished_at", "is_late", "handover_count")
    ]
    assert rest
    assert {one.verdict for one in rest} == {Verdict.EXPLAINED}, [one.words for one in rest]


@pytest.mark.usefixtures("unguarded")
def test_where_an_entry_was_written_over_nothing_counts_as_told(cast: Cast) -> None:
    close(window=MARCH, by=plan_owner(), at=make.moment(16))
    slipped = make.taken_in(cast, make.moment(20))
    Dossier.objects.filter(pk=slipped.pk).update(received_at=make.moment(5))
    for entry in timeline(slipped.subject):
        entry.data = {**entry.data, "received_on": "2026-03-05"}
        sql("DELETE FROM journal_entry WHERE id = %s", entry.pk)
        Entry.objects.bulk_create([entry])

    proof = proven(MARCH)

    assert not proof.holds
    assert "mục" in proof.chain_broken
    assert proof.count(Verdict.EXPLAINED) == 0
    assert any("Nhật ký hỏng từ mục" in one.says for one in broken(proof))


@pytest.mark.usefixtures("unguarded")
def test_a_closing_made_anew_with_every_digest_is_named_by_the_chain(office: Office) -> None:
    closing, _ = closed_quarter(office)
    adjusted(closing)
    sql("UPDATE indicators_frozenfigure SET words = '99%%' WHERE id = %s", figure(closing, "CT-1").pk)
    digest = digest_of_lines(
        full_line(one) for one in FrozenFigure.objects.filter(closing=closing).order_by("order")
    )
    sql("UPDATE indicators_closing SET digest = %s WHERE id = %s", digest, closing.pk)
    entry = timeline(closing.subject).filter(event="indicators.period_closed").get()
    entry.data = {**entry.data, "digest": digest}
    entry.digest = entry_digest(entry)
    sql("DELETE FROM journal_entry WHERE id = %s", entry.pk)
    Entry.objects.bulk_create([entry])

    proof = proven()

    assert [one.says for one in broken(proof)] == [
        f"Nhật ký hỏng từ mục {entry.seq + 1}: không nối với mục đứng trước. "
        "Vì thế không việc nào được coi là có trong nhật ký."
    ]
