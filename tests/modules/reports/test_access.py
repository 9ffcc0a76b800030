"""Who sees a report, and who may do what to it in each state."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.factories import reports as make
from xaso.modules.org.models import Officer
from xaso.modules.reports import access
from xaso.modules.reports.lifecycle import PartMove, PartState, State
from xaso.modules.reports.models import Part, Report


def codes(officer: Officer, report: Report) -> list[str]:
    return [one.code for one in access.actions(officer, report)]


def test_leaders_heads_and_plan_owners_see_all_others_their_own(
    focal: Officer, cast: Cast, outsider: Officer
) -> None:
    make.opened(focal)

    assert access.visible_to(cast.chairman).count() == 1
    assert access.visible_to(cast.land_head).count() == 1
    assert access.visible_to(cast.specialist).count() == 1
    assert access.visible_to(outsider).count() == 0
    assert access.visible_to(cast.sysadmin).count() == 0


def test_a_clerk_sees_what_waits_for_a_number(focal: Officer, cast: Cast) -> None:
    report = make.opened(focal)
    Part.objects.filter(report=report, unit=cast.clerk.unit).delete()
    before = access.visible_to(cast.clerk).count()

    Report.objects.filter(pk=report.pk).update(state=State.APPROVED)

    assert (before, access.visible_to(cast.clerk).count()) == (0, 1)


@pytest.mark.parametrize(
    ("state", "focal_may", "chairman_may", "clerk_may"),
    [
        (State.DRAFT, ["trinh", "dung", "bo"], [], []),
        (State.REVIEW, [], ["duyet", "tra-lai"], []),
        (State.APPROVED, ["ban-hanh"], ["tra-lai"], ["ban-hanh"]),
        (State.ISSUED, [], [], []),
        (State.DROPPED, [], [], []),
    ],
)
def test_each_may_what_the_state_and_the_role_allow(
    focal: Officer,
    cast: Cast,
    state: State,
    focal_may: list[str],
    chairman_may: list[str],
    clerk_may: list[str],
) -> None:
    report = make.opened(focal)
    report.state = state

    assert codes(focal, report) == focal_may
    assert codes(cast.chairman, report) == chairman_may
    assert codes(cast.clerk, report) == clerk_may
    assert codes(cast.specialist, report) == []


def test_a_leader_does_not_approve_what_he_put_forward(focal: Officer, cast: Cast) -> None:
    report = make.opened(focal)
    report.state, report.sent_by = State.REVIEW, cast.chairman

    assert codes(cast.chairman, report) == ["tra-lai"]


def test_parts_are_written_by_their_office_and_judged_by_the_focal_one(focal: Officer, cast: Cast) -> None:
    report = make.opened(focal)
    part = Part.objects.select_related("report").filter(report=report, unit=cast.land_head.unit).first()
    assert part is not None

    assert access.can_write(cast.land_specialist, part)
    assert not access.can_send(cast.land_specialist, part)
    assert access.can_send(cast.land_head, part)
    assert access.can_write(focal, part)
    assert not access.can_write(cast.specialist, part)
    part.state = PartState.SENT
    assert access.can_judge(focal, part, PartMove.ACCEPT)
    assert not access.can_judge(cast.land_head, part, PartMove.ACCEPT)
    assert not access.can_write(cast.land_head, part)
    part.report.state = State.REVIEW
    assert not access.can_judge(focal, part, PartMove.ACCEPT)


def test_only_plan_owners_open_reports(focal: Officer, cast: Cast) -> None:
    assert access.may_open_reports(focal)
    assert not access.may_open_reports(cast.chairman)
