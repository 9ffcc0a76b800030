"""The whole record for an officer who may see it, in a fixed number of queries."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.errors import Missing
from xaso.modules.dossiers.queries import record, who_may_hold, who_may_hold_next
from xaso.modules.dossiers.services import handling, intake
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.dossiers.services.routing import RouteEnds
from xaso.modules.org.queries import calendar

NOW = make.moment(4, 9)


def test_a_record_holds_all_its_page_shows(cast: Cast) -> None:
    dossier = make.filed(cast.citizen)
    dossier = intake.accept(
        dossier=dossier, by=cast.one_stop_officer, at=make.moment(2, 9), seen=dossier.revision
    )
    dossier = handling.assign(
        dossier=dossier,
        to=cast.specialist,
        by=cast.head_of_office,
        at=make.moment(2, 10),
        seen=dossier.revision,
    )
    dossier = intake.request_supplement(
        dossier=dossier,
        by=cast.specialist,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(3),
        seen=dossier.revision,
    )

    found = record(cast.specialist, dossier.code, now=NOW)

    assert found.seen == dossier.revision
    assert found.clock.kind == "paused"
    assert [paper.name for paper in found.papers] == ["Bản chụp giấy tờ nhà"]
    assert [run.step.kind for run in found.runs] == ["receive", "assign", "handle"]
    assert len(found.handovers) == 2
    assert found.open_supplement is not None
    assert found.open_supplement.requested_by == cast.specialist
    assert found.steps[0].kind == "receive"
    assert found.result is None
    assert any("Giàng Thị Say" in text for section in found.answers for _, text in section.rows)


def test_a_record_costs_the_same_whatever_happened(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    short, long = make.filed(cast.citizen), make.returned(cast)
    calendar()
    assert cast.chairman.user.roles

    with django_assert_num_queries(10):
        record(cast.chairman, short.code, now=NOW)
    with django_assert_num_queries(10):
        record(cast.chairman, long.code, now=NOW)


@pytest.mark.parametrize("who", ["land_specialist", "sysadmin", "other_specialist", "control_officer"])
def test_who_may_not_see_it_finds_nothing(cast: Cast, who: str) -> None:
    dossier = make.assigned(cast)

    with pytest.raises(Missing):
        record(getattr(cast, who), dossier.code, now=NOW)


def test_an_unknown_code_is_missing(cast: Cast) -> None:
    with pytest.raises(Missing):
        record(cast.chairman, "H99-000000-0000", now=NOW)


def test_who_may_hold_the_step_and_the_next(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    assert who_may_hold(dossier, at=make.MONDAY) == [cast.head_of_office]
    assert set(who_may_hold_next(dossier, at=make.MONDAY)) == {cast.specialist, cast.other_specialist}
    assert who_may_hold(make.filed(cast.citizen), at=make.MONDAY) == []
    with pytest.raises(RouteEnds):
        who_may_hold_next(make.ready(cast), at=make.MONDAY)


def test_passing_work_on_is_offered_only_where_a_colleague_could_hold_it(cast: Cast) -> None:
    at_specialist, at_clerk = make.assigned(cast), make.approved(cast)

    several = record(cast.specialist, at_specialist.code, now=NOW).actions
    alone = record(cast.clerk, at_clerk.code, now=NOW).actions

    assert "hand_over" in {action.code for action in several}
    assert "issue" in {action.code for action in alone}
    assert "hand_over" not in {action.code for action in alone}
