"""Opening a report, writing its parts, merging: each works, and refuses."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta

import pytest

from tests.cast import Cast
from tests.factories import reports as make
from xaso.kernel.clock import at
from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.periods import Period
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import PlanVersion
from xaso.modules.plan.services import load_plan
from xaso.modules.reports import access
from xaso.modules.reports.access import NotYourReport
from xaso.modules.reports.lifecycle import MoveRefused, PartState
from xaso.modules.reports.models import Part, Report
from xaso.modules.reports.services import opening, writing
from xaso.modules.reports.services.changing import Overtaken
from xaso.modules.reports.services.composing import targets_by_heading, texts_of
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.queries import timeline


def part_of(report: Report, unit: str, heading: str = "ii-6") -> Part:
    return Part.objects.select_related("report", "unit").get(report=report, unit__code=unit, heading=heading)


def any_part(report: Report, officer: Officer) -> Part:
    rows = Part.objects.select_related("report", "unit").filter(report=report, unit=officer.unit)
    found = rows.order_by("pk").first()
    assert found is not None
    return found


def test_every_heading_has_a_part_and_owners_get_the_headings_of_their_targets(focal: Officer) -> None:
    report = make.opened(focal)

    headings = set(Part.objects.filter(report=report).values_list("heading", flat=True))
    assert {"i-1", "ii-2", "ii-6", "v"} <= headings
    assert report.focal_unit == focal.unit
    assert report.parts.exclude(unit=focal.unit).exists()
    assert [entry.event for entry in timeline(f"report:{report.code}")] == ["reports.opened"]


def test_first_words_name_the_frozen_figures(focal: Officer) -> None:
    report = make.opened(focal)

    written = "\n".join(report.parts.values_list("text", flat=True))

    assert "[kỳ: II-01]" in written
    assert "[lũy kế: II-01]" in written


def test_a_report_is_opened_once(focal: Officer) -> None:
    make.opened(focal)

    with pytest.raises(opening.AlreadyOpened):
        make.opened(focal)


def test_the_other_form_is_another_report(focal: Officer) -> None:
    make.opened(focal)

    assert make.opened(focal, profile="party").code.endswith("-dang")


def test_an_open_period_cannot_be_reported(cast: Cast) -> None:
    with pytest.raises(opening.PeriodNotClosed):
        make.opened(cast.head_of_office)


def test_only_who_keeps_the_plan_opens(focal: Officer, cast: Cast) -> None:
    with pytest.raises(Missing):
        make.opened(cast.specialist)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "cchc-nam"}, "window"),
        ({"due_on": date(2026, 1, 1)}, "due_on"),
        ({"recipient": "x" * 201}, "recipient"),
    ],
)
def test_what_cannot_be_is_told_at_its_box(focal: Officer, facts: dict[str, object], field: str) -> None:
    usual = {
        "kind": make.KIND, "profile": make.PROFILE, "window": make.QUARTER, "due_on": make.DUE,
        "recipient": "", "by": focal, "at": make.WHEN,
    }  # fmt: skip

    with pytest.raises(Invalid) as refused:
        opening.open_report(**(usual | facts))  # type: ignore[arg-type]

    assert refused.value.problems[0].field == field


def test_an_office_writes_its_part(focal: Officer, cast: Cast) -> None:
    part = any_part(make.opened(focal), cast.specialist)

    writing.write_part(part=part, text=" Đã làm. ", by=cast.specialist, at=make.WHEN, seen=part.revision)

    assert (part.text, part.state, part.written_by) == ("Đã làm.", PartState.WAITING, cast.specialist)
    assert part.report.revision == 1


def test_another_office_does_not(focal: Officer, outsider: Officer) -> None:
    part = any_part(make.opened(focal), focal)

    with pytest.raises(NotYourReport):
        writing.write_part(part=part, text="Chen", by=outsider, at=make.WHEN, seen=part.revision)


def test_who_comes_second_is_told(focal: Officer, cast: Cast) -> None:
    part = any_part(make.opened(focal), cast.specialist)
    writing.write_part(part=part, text="Một", by=cast.specialist, at=make.WHEN, seen=0)

    with pytest.raises(Overtaken):
        writing.write_part(part=part, text="Hai", by=focal, at=make.WHEN, seen=0)

    part.refresh_from_db()
    assert part.text == "Một"


def test_a_figure_the_period_has_not_is_refused(focal: Officer) -> None:
    part = any_part(make.opened(focal), focal)

    with pytest.raises(Invalid, match=r"KHONG\.CO"):
        writing.write_part(part=part, text="Đạt [kỳ: KHONG.CO]", by=focal, at=make.WHEN, seen=0)


def test_too_many_words_are_refused(focal: Officer) -> None:
    part = any_part(make.opened(focal), focal)

    with pytest.raises(Invalid, match="ngắn lại"):
        writing.write_part(part=part, text="x" * 20_001, by=focal, at=make.WHEN, seen=0)


def test_who_answers_for_the_office_sends(focal: Officer, cast: Cast) -> None:
    part = any_part(make.opened(focal), cast.specialist)
    with pytest.raises(NotYourReport):
        writing.send_part(part=part, text="Xong", by=cast.specialist, at=make.WHEN, seen=part.revision)

    writing.send_part(part=part, text="Xong", by=focal, at=make.WHEN, seen=part.revision)

    assert (part.state, part.text) == (PartState.SENT, "Xong")


def test_an_empty_part_is_not_sent(focal: Officer) -> None:
    part = any_part(make.opened(focal), focal)

    with pytest.raises(writing.EmptyPart):
        writing.send_part(part=part, text="  ", by=focal, at=make.WHEN, seen=part.revision)


def test_the_focal_office_takes_or_returns(focal: Officer, cast: Cast) -> None:
    part = any_part(make.opened(focal), focal)
    writing.send_part(part=part, text="Xong", by=focal, at=make.WHEN, seen=part.revision)
    with pytest.raises(NotYourReport):
        writing.accept_part(part=part, by=cast.chairman, at=make.WHEN, seen=part.revision)
    writing.accept_part(part=part, by=focal, at=make.WHEN, seen=part.revision)
    taken = part.state

    writing.return_part(part=part, reason="Thiếu số", by=focal, at=make.WHEN, seen=part.revision)

    assert taken == PartState.ACCEPTED
    assert (part.state, part.returned_reason) == (PartState.WAITING, "Thiếu số")


def test_every_part_that_was_sent_is_taken_in_one_go(focal: Officer, cast: Cast) -> None:
    report = make.opened(focal)
    first, second, unsent = report.parts.order_by("pk")[:3]
    for one in (first, second):
        writing.send_part(part=one, text="Xong", by=focal, at=make.WHEN, seen=one.revision)
    report.refresh_from_db()
    with pytest.raises(Overtaken):
        writing.accept_sent(report=report, by=focal, at=make.WHEN, seen=report.revision - 1)
    with pytest.raises(NotYourReport):
        writing.accept_sent(report=report, by=cast.chairman, at=make.WHEN, seen=report.revision)

    taken = writing.accept_sent(report=report, by=focal, at=make.WHEN, seen=report.revision)

    assert [(one.pk, one.state) for one in taken] == [(one.pk, PartState.ACCEPTED) for one in (first, second)]
    unsent.refresh_from_db()
    assert unsent.state == PartState.WAITING
    assert "nhan-phan-da-gui" not in {one.code for one in access.actions(focal, report)}, "nothing is left"


def test_a_target_ended_after_the_period_is_still_told_in_its_report(focal: Officer) -> None:
    report = make.opened(focal)
    days = Window.parse(report.window).period
    told = targets_by_heading(report.kind, report.year, days=days)
    heading, target = next((code, rows[0]) for code, rows in told.items() if rows)
    plan = deepcopy(PlanVersion.objects.get(plan=target.section.plan, number=1).snapshot)
    plan["targets"] = [one for one in plan["targets"] if one["code"] != target.code]

    load_plan(plan, by=SYSTEM, at=at(days.end + timedelta(days=30)))

    assert target in targets_by_heading(report.kind, report.year, days=days)[heading]
    later = Period(days.end + timedelta(days=31), days.end + timedelta(days=60))
    assert target not in targets_by_heading(report.kind, report.year, days=later)[heading]


@pytest.mark.parametrize("reason", ["", "x" * 1001])
def test_a_return_needs_a_reason_of_fair_length(focal: Officer, reason: str) -> None:
    part = any_part(make.opened(focal), focal)
    writing.send_part(part=part, text="Xong", by=focal, at=make.WHEN, seen=part.revision)

    with pytest.raises(Invalid):
        writing.return_part(part=part, reason=reason, by=focal, at=make.WHEN, seen=part.revision)


def test_a_part_not_sent_is_not_taken(focal: Officer) -> None:
    part = any_part(make.opened(focal), focal)

    with pytest.raises(MoveRefused):
        writing.accept_part(part=part, by=focal, at=make.WHEN, seen=part.revision)


def test_merged_words_stand_for_the_parts(focal: Officer, cast: Cast) -> None:
    report = make.opened(focal)
    before = texts_of(report)["ii-6"]

    writing.merge(report=report, heading="ii-6", text="Gộp lại.", by=focal, at=make.WHEN, seen=0)

    assert before != "Gộp lại."
    assert texts_of(report)["ii-6"] == "Gộp lại."
    with pytest.raises(Overtaken):
        writing.merge(report=report, heading="ii-6", text="Nữa", by=focal, at=make.WHEN, seen=0)
    with pytest.raises(NotYourReport):
        writing.merge(report=report, heading="ii-6", text="Nữa", by=cast.chairman, at=make.WHEN, seen=1)
    with pytest.raises(Missing):
        writing.merge(report=report, heading="ii", text="Nữa", by=focal, at=make.WHEN, seen=0)


def test_merging_again_takes_the_place_of_the_first(focal: Officer) -> None:
    report = make.opened(focal)
    first = writing.merge(report=report, heading="v", text="Một", by=focal, at=make.WHEN, seen=0)

    later = make.WHEN + timedelta(hours=1)
    second = writing.merge(report=report, heading="v", text="Hai", by=focal, at=later, seen=first.revision)

    assert (second.pk, second.text, second.revision) == (first.pk, "Hai", 2)
