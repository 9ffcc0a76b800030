"""What waits for an officer: the day's queue with one next action each, and the online intake."""

from datetime import timedelta

from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.modules.dossiers.queries import inbox, waiting_count, waiting_for
from xaso.modules.dossiers.services import intake
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.org.models import Officer
from xaso.modules.org.queries import calendar

NOW = make.moment(4, 9)


def actions(officer: Officer) -> list[tuple[str, str]]:
    """Code and next action of all that waits."""
    return [(row.code, row.action_code) for row in waiting_for(officer, NOW).rows]


def test_each_has_their_one_next_action(cast: Cast) -> None:
    filed = make.filed(cast.citizen, make.moment(3))
    fresh = make.taken_in(cast)
    pool = make.taken_in(cast, code=make.COPY)
    handled = make.assigned(cast)
    checked = make.proposed(cast)
    approving = make.awaiting_approval(cast)
    numbering = make.approved(cast)
    done = make.ready(cast)

    assert actions(cast.one_stop_officer) == [(filed.code, "accept"), (done.code, "return")]
    assert set(actions(cast.head_of_office)) == {(fresh.code, "distribute"), (checked.code, "forward")}
    assert set(actions(cast.specialist)) == {(pool.code, "take"), (handled.code, "propose")}
    assert actions(cast.other_specialist) == [(pool.code, "take")]
    assert actions(cast.chairman) == [(approving.code, "approve")]
    assert actions(cast.clerk) == [(numbering.code, "issue")]
    assert actions(cast.sysadmin) == []
    assert actions(cast.control_officer) == []


def test_the_action_leads_to_its_page(cast: Cast) -> None:
    dossier = make.assigned(cast)

    row = waiting_for(cast.specialist, NOW).rows[0]

    assert (row.action_label, row.url_name) == ("Trình kết quả", "dossiers_desk:action")
    assert row.url_args == (dossier.code, "propose")
    assert (row.since, row.due_at) == (make.MONDAY, dossier.due_at)


def test_the_most_urgent_comes_first_and_what_has_no_deadline_last(cast: Cast) -> None:
    later = make.assigned(cast, make.moment(3))
    sooner = make.assigned(cast, make.moment(2))

    assert [row.code for row in waiting_for(cast.specialist, NOW).rows] == [sooner.code, later.code]


def test_what_rests_for_a_supplement_waits_for_nobody_here(cast: Cast) -> None:
    dossier = make.assigned(cast)
    intake.request_supplement(
        dossier=dossier,
        by=cast.specialist,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(3),
        seen=dossier.revision,
    )

    assert actions(cast.specialist) == []


def test_the_online_intake_is_oldest_first_and_only_for_who_receives(cast: Cast) -> None:
    younger = make.filed(cast.stranger, make.moment(3))
    older = make.filed(cast.citizen, make.moment(2))

    found = inbox(cast.one_stop_officer, now=NOW)

    assert [row.code for row in found.rows] == [older.code, younger.code]
    assert found.total == 2
    assert not inbox(cast.specialist, now=NOW).rows
    assert not inbox(cast.chairman, now=NOW).rows


def test_an_online_filing_is_due_to_be_answered_the_day_it_came(cast: Cast) -> None:
    make.filed(cast.citizen, make.moment(3, 9))

    row = inbox(cast.one_stop_officer, now=make.moment(3, 10)).rows[0]
    late = inbox(cast.one_stop_officer, now=make.moment(4, 8)).rows[0]

    assert row.due_at == make.moment(3, 17, 30)
    assert row.clock.kind == "due_soon"
    assert late.clock.kind == "overdue"


def test_the_queue_costs_three_queries_whatever_its_length(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        make.assigned(cast, make.MONDAY + timedelta(minutes=number))
    make.taken_in(cast, code=make.COPY)
    calendar()
    assert cast.specialist.user.roles

    with django_assert_num_queries(3):
        found = waiting_for(cast.specialist, NOW)
    with django_assert_num_queries(1):
        assert waiting_count(cast.specialist) == 4

    assert found.total == 4
