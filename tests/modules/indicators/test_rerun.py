"""A definition run again on the frozen values gives the frozen figure; where it does not, the figure is
named.
"""

from __future__ import annotations

from datetime import date, time

from django.db import connection

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.modules.indicators.frozen import AFTER, QUARTER, closed_quarter, figure, plan_owner
from tests.modules.indicators.work import Office, dossier, noon
from xaso.kernel.clock import at
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.models import FrozenFigure, FrozenRecords
from xaso.modules.indicators.rules import freezing
from xaso.modules.indicators.rules.findings import Finding, Proof
from xaso.modules.indicators.rules.freezing import FrozenList, FrozenRecord
from xaso.modules.indicators.rules.proving import Verdict
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import close, prove
from xaso.modules.org.models import Setting
from xaso.modules.org.services import change_reference
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.measuring.evaluation import rerun
from xaso.platform.measuring.registry import registry

MARCH = Window.parse("2026-03")
TOLD_BY_FACTS = {
    "dossiers.received",
    "dossiers.filed_online",
    "dossiers.filed_online_766",
    "dossiers.through_one_stop",
    "dossiers.filer_identified",
    "dossiers.reused",
    "dossiers.on_time",
    "dossiers.electronic_handover",
    "dossiers.supplement_again",
    "dossiers.digitised_result",
    "dossiers.result_electronic",
}
"""Measures whose frozen values tell the part of each record."""


def again(proof: Proof) -> list[Finding]:
    return [one for one in proof.findings if "Chạy lại phép đo" in one.says]


def proven(window: Window = QUARTER) -> Proof:
    return prove(window=window, by=SYSTEM, at=AFTER)


def listed(one: FrozenFigure) -> FrozenList:
    assert one.records is not None
    return freezing.read(freezing.unpacked(bytes(one.records.content)))


def write_over(one: FrozenFigure, found: FrozenList) -> None:
    """Put another list behind a figure, with digest and numbers made to fit."""
    text = freezing.written(found)
    digest = freezing.digest_of(text)
    packed = freezing.packed(text)
    kept = FrozenRecords.objects.filter(sha256=digest).first() or FrozenRecords.objects.create(
        sha256=digest, content=packed, whole=found.whole, part=found.part
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE indicators_frozenfigure SET records_id = %s, digest = %s, part = %s, whole = %s"
            " WHERE id = %s",
            [kept.pk, digest, found.part, found.whole, one.pk],
        )


def test_every_measure_run_again_on_what_it_froze_gives_the_same(cast: Cast) -> None:
    for number, made in enumerate((make.taken_in, make.assigned, make.approved, make.ready, make.returned)):
        made(cast, make.moment(2 + number))  # type: ignore[operator]
    close(window=MARCH, by=plan_owner(), at=make.moment(16))

    proof = proven(MARCH)

    assert again(proof) == []
    told = set()
    for one in FrozenFigure.objects.filter(closing__window=MARCH.code, target="", span="period", whole__gt=0):
        ask, found = rerun(registry.get(one.measure), MARCH.period), listed(one)
        said = [ask(dict(zip(found.facts, each.facts, strict=True))) for each in found.records]
        assert all(
            is_in in (each.in_part, None) for (_, is_in), each in zip(said, found.records, strict=True)
        )
        if all(counts is not False and is_in is not None for counts, is_in in said):
            told.add(one.measure)
    assert told >= TOLD_BY_FACTS - {"dossiers.supplement_again"}
    assert proof.rerun > len(TOLD_BY_FACTS)


def test_records_put_into_the_part_with_every_number_made_to_fit_are_given_away(office: Office) -> None:
    closing, _ = closed_quarter(office)
    online = figure(closing, "dossiers.filed_online")
    found = listed(online)
    all_in = tuple(FrozenRecord(one.pk, one.code, True, one.facts) for one in found.records)
    write_over(online, FrozenList(found.model, found.facts, all_in))

    told = again(proven())

    assert [one.verdict for one in told] == [Verdict.BROKEN]
    assert told[0].figures == ("dossiers.filed_online",)
    assert "được 1/3, danh sách đã khóa ghi 3/3" in told[0].says


def test_a_record_of_another_time_put_into_the_list_is_given_away(office: Office) -> None:
    closing, _ = closed_quarter(office)
    received = figure(closing, "dossiers.received")
    found = listed(received)
    moved = FrozenRecord("999", "X", True, (at(date(2025, 5, 5), time(9)).isoformat(), "1"))
    write_over(received, FrozenList(found.model, found.facts, (*found.records, moved)))

    told = [one for one in again(proven()) if "dossiers.received" in one.figures]

    assert "được 3/3, danh sách đã khóa ghi 4/4" in told[0].says


def test_a_setting_changed_since_is_a_reason_to_look_and_no_accusation(office: Office) -> None:
    asked = dossier(office, noon(2026, 2, 3))
    Dossier.objects.filter(pk=asked.pk).update(supplement_count=2)
    close(window=QUARTER, by=plan_owner(), at=noon(2026, 3, 16))
    allowed = Setting.objects.filter(key="dossiers.supplement_max_requests").first()
    allowed = allowed or Setting(key="dossiers.supplement_max_requests", value_type="integer", certainty="D")
    allowed.value = 3
    change_reference(allowed, by=SYSTEM, at=AFTER)

    proof = proven()

    told = again(proof)
    assert {one.figures for one in told} == {("dossiers.supplement_again",)}
    assert {one.verdict for one in told} == {Verdict.DOUBTFUL}
    assert proof.holds, [one.words for one in proof.findings]
