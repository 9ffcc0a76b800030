"""A frozen figure is corrected beside it: one asks with evidence, another decides, the figure stays."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.factories.officers import make_officer
from tests.modules.indicators.frozen import AFTER, closed_quarter, evidence, figure, leader, plan_owner
from tests.modules.indicators.work import Office, noon
from xaso.kernel.errors import Missing
from xaso.modules.indicators.events import AdjustmentApproved, AdjustmentProposed, AdjustmentRefused
from xaso.modules.indicators.models import Adjustment, FrozenFigure
from xaso.modules.indicators.queries import closed
from xaso.modules.indicators.queries.years import closed_lines
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import (
    AdjustmentDecided,
    AdjustmentWaits,
    Corrected,
    NotSecondPerson,
    UnfitAdjustment,
    approve_adjustment,
    close,
    propose,
    refuse_adjustment,
)
from xaso.modules.org.models import Officer
from xaso.modules.plan import queries as plan
from xaso.modules.plan.models import Target, Threshold
from xaso.platform.journal.queries import timeline


def share(
    part: int | str | None = 2, whole: int | None = 3, value: str | None = None, reason: str = "Sót."
) -> Corrected:
    numbers = (None if one is None else Decimal(one) for one in (part, whole))
    return Corrected(None if value is None else Decimal(value), *numbers, reason)


@pytest.fixture
def asker(db: None) -> Officer:
    return plan_owner("Người Lập")


@pytest.fixture
def online(office: Office, asker: Officer) -> FrozenFigure:
    """One of three, frozen."""
    closing, _ = closed_quarter(office, asker)
    return figure(closing, "dossiers.filed_online")


def asked(online: FrozenFigure, asker: Officer, said: Corrected | None = None) -> Adjustment:
    return propose(figure=online, said=said or share(), evidence=evidence(asker), by=asker, at=AFTER)


def test_a_correction_waits_beside_the_figure_and_changes_nothing(
    online: FrozenFigure, asker: Officer
) -> None:
    made = asked(online, asker)

    found = closed("2026-Q1")
    assert found is not None
    line = found.line("dossiers.filed_online")
    assert (made.number, made.state, made.words, made.part, made.whole) == (1, "waiting", "66,67%", 2, 3)
    assert (line.words, line.adjusted_words, line.adjusted_value) == ("33,3%", "", None)
    entry = timeline("closing:2026-Q1").get(event=AdjustmentProposed.name)
    assert entry.data["value"] == "66.6667"
    assert entry.data["evidence"] == made.evidence.sha256


def test_a_second_person_approves_and_it_is_read_beside_the_frozen_figure(
    online: FrozenFigure, asker: Officer
) -> None:
    made = approve_adjustment(adjustment=asked(online, asker), by=leader(), at=AFTER, note="Đã xem biên bản.")

    found = closed("2026-Q1")
    assert found is not None
    line = found.line("dossiers.filed_online")
    assert made.state == "approved"
    assert (line.words, line.value) == ("33,3%", Decimal("33.333333"))
    assert line.adjusted_words == "điều chỉnh thành 66,67%, duyệt ngày 01/04/2026"
    assert line.adjusted_value == Decimal("66.6667")
    assert timeline("closing:2026-Q1").filter(event=AdjustmentApproved.name).count() == 1


def test_the_last_approved_correction_is_the_one_that_is_read(online: FrozenFigure, asker: Officer) -> None:
    decider = leader()
    for part in (2, 3):
        approve_adjustment(adjustment=asked(online, asker, share(part)), by=decider, at=AFTER)
    refuse_adjustment(adjustment=asked(online, asker, share(0)), by=decider, at=AFTER, note="Sai.")

    found = closed("2026-Q1")

    assert found is not None
    assert found.line("dossiers.filed_online").adjusted_value == Decimal(100)
    assert [one.number for one in Adjustment.objects.order_by("number")] == [1, 2, 3]


def test_nobody_decides_on_ones_own_correction(online: FrozenFigure, asker: Officer) -> None:
    made = asked(online, asker)

    for act in (approve_adjustment, refuse_adjustment):
        with pytest.raises(NotSecondPerson, match="không tự duyệt"):
            act(adjustment=made, by=asker, at=AFTER, note="Đúng rồi.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Adjustment.objects.filter(pk=made.pk).update(decided_by=asker)


@pytest.mark.parametrize("role", ["unit_head", "specialist", "sysadmin"])
def test_others_neither_ask_nor_decide(online: FrozenFigure, asker: Officer, role: str) -> None:
    other = make_officer(role)
    made = asked(online, asker)

    with pytest.raises(Missing):
        asked(online, other)
    for act in (approve_adjustment, refuse_adjustment):
        with pytest.raises(Missing):
            act(adjustment=made, by=other, at=AFTER, note="Ý kiến.")


def test_a_refusal_needs_a_reason_and_is_told(online: FrozenFigure, asker: Officer) -> None:
    made, decider = asked(online, asker), leader()

    with pytest.raises(UnfitAdjustment):
        refuse_adjustment(adjustment=made, by=decider, at=AFTER, note="  ")
    refused = refuse_adjustment(adjustment=made, by=decider, at=AFTER, note="Biên bản không khớp.")

    assert (refused.state, refused.decision_note) == ("refused", "Biên bản không khớp.")
    assert timeline("closing:2026-Q1").filter(event=AdjustmentRefused.name).count() == 1


def test_a_correction_is_decided_once(online: FrozenFigure, asker: Officer) -> None:
    made = approve_adjustment(adjustment=asked(online, asker), by=leader(), at=AFTER)

    with pytest.raises(AdjustmentDecided):
        refuse_adjustment(adjustment=made, by=leader("Người Khác"), at=AFTER, note="Muộn rồi.")


def test_one_correction_waits_at_a_time(online: FrozenFigure, asker: Officer) -> None:
    asked(online, asker)

    with pytest.raises(AdjustmentWaits):
        asked(online, plan_owner("Người Sau"))

    assert Adjustment.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "box"),
    [
        (share(part=4), "part"),
        (share(part=None), "part"),
        (share(whole=None), "whole"),
        (share(part=None, whole=None), "value"),
        (share(part=None, whole=None, value="101"), "value"),
        (share(reason=" "), "reason"),
        (share(reason="x" * 2001), "reason"),
        (share(part=1), "value"),
        (share(part="1.5"), "part"),
        (share(whole=3_000_000_000), "whole"),
    ],
)
def test_numbers_and_words_that_cannot_be_are_told_at_their_box(
    online: FrozenFigure, asker: Officer, said: Corrected, box: str
) -> None:
    with pytest.raises(UnfitAdjustment) as refused:
        asked(online, asker, said)

    assert box in {one.field for one in refused.value.problems}
    assert not Adjustment.objects.exists()


def test_a_correction_without_evidence_is_refused(online: FrozenFigure, asker: Officer) -> None:
    with pytest.raises(UnfitAdjustment) as refused:
        propose(figure=online, said=share(), evidence=None, by=asker, at=AFTER)

    assert [one.field for one in refused.value.problems] == ["evidence"]


def test_one_correction_stands_beside_every_line_of_the_figure_with_the_state_it_gives(
    online: FrozenFigure, asker: Officer
) -> None:
    target = figure(online.closing, "CT-1", span="cumulative")
    approve_adjustment(adjustment=asked(target, asker), by=leader(), at=AFTER)

    found = closed("2026-Q1")

    assert found is not None
    lines = {
        (line.code, line.span): line
        for line in found.lines
        if line.measure == "dossiers.filed_online" and line.adjusted_words
    }
    assert set(lines) == {
        (code, span) for code in ("dossiers.filed_online", "CT-1") for span in ("period", "cumulative")
    }
    judged = lines["CT-1", "cumulative"]
    assert judged.state == "Chưa đạt, thiếu 6,7 điểm %"
    assert judged.adjusted_state == "Đang đạt"
    assert lines["CT-1", "period"].adjusted_state == ""
    assert [line.adjusted for line in closed_lines(plan.target("CT-1", 2026))] == ["66,67%"]


def test_two_lines_of_one_figure_wait_for_one_correction(online: FrozenFigure, asker: Officer) -> None:
    asked(figure(online.closing, "CT-1"), asker)

    with pytest.raises(AdjustmentWaits):
        asked(online, asker)


def test_the_year_so_far_is_another_figure_where_its_days_are_others(office: Office, asker: Officer) -> None:
    closed_quarter(office, asker)
    later = close(window=Window.parse("2026-Q2"), by=asker, at=noon(2026, 6, 16))
    one = figure(later, "dossiers.filed_online", span="cumulative")
    approve_adjustment(adjustment=asked(one, asker), by=leader(), at=noon(2026, 6, 17))

    found = closed("2026-Q2")

    assert found is not None
    assert found.line("CT-1", span="cumulative").adjusted_words
    assert not found.line("CT-1").adjusted_words
    quarter = closed("2026-Q1")
    assert quarter is not None
    assert not any(line.adjusted_words for line in quarter.lines)


def test_a_threshold_changed_since_the_closing_does_not_judge_the_corrected_figure(
    online: FrozenFigure, asker: Officer
) -> None:
    Threshold.objects.filter(target__code="CT-1").update(value=70)

    made = asked(online, asker)

    assert made.states == {"CT-1": "Ngưỡng của kế hoạch đã đổi từ lúc khóa nên không đánh giá lại"}
    Target.objects.filter(code="CT-1").update(measure="", code="CT-9")
    assert _states_again(online) == made.states


def _states_again(online: FrozenFigure) -> dict[str, str]:
    Adjustment.objects.all().delete()
    by = plan_owner("Người Lập Khác")
    return propose(figure=online, said=share(), evidence=evidence(by), by=by, at=AFTER).states


def test_a_target_without_a_figure_at_the_closing_gets_it_by_a_correction(
    online: FrozenFigure, asker: Officer
) -> None:
    line = figure(online.closing, "CT-2", span="cumulative")

    made = approve_adjustment(adjustment=asked(line, asker), by=leader(), at=AFTER)

    found = closed("2026-Q1")
    assert found is not None
    assert (line.source, made.figure) == ("none", line)
    assert found.line("CT-2", span="cumulative").adjusted_state == "Đang đạt"
    assert not found.line("CT-2").adjusted_words
