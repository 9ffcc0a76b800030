"""Saying who stands in for whom, and what it opens."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import NOW, Cast, sign_in
from tests.factories.officers import make_officer
from xaso.kernel.clock import SystemClock, local_date
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.org import queries, services
from xaso.modules.org.access import Role
from xaso.modules.org.models import Delegation, Officer
from xaso.modules.org.queries import delegations
from xaso.modules.org.services.delegating import AlreadyAway, AlreadyOver, NotYourAbsence
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.models import Entry
from xaso.platform.notices.models import Notice

pytestmark = pytest.mark.django_db
MONDAY = NOW.date()
FRIDAY = MONDAY + timedelta(days=4)


def away(
    giver: Officer,
    substitute: Officer,
    *roles: Role,
    starts_on: date = MONDAY,
    ends_on: date = FRIDAY,
    reason: str = "Nghỉ phép",
) -> services.Absence:
    return services.Absence(giver, substitute, roles, starts_on, ends_on, reason)


def give(absence: services.Absence, by: Officer | None = None) -> Delegation:
    return services.delegate(absence, by=by or absence.giver, at=NOW)[0]


def test_a_substitute_has_the_role_on_those_days_and_on_no_other(cast: Cast) -> None:
    deputy = make_officer("specialist")

    give(away(cast.head_of_office, deputy, Role.UNIT_HEAD))

    for day, has in ((-1, False), (0, True), (4, True), (5, False)):
        found = queries.with_stand_ins(Officer.objects.get(pk=deputy.pk), at=NOW + timedelta(days=day))
        assert found.has_role(Role.UNIT_HEAD) is has, day


def test_whoever_serves_in_a_role_is_the_substitute_while_the_giver_is_away(cast: Cast) -> None:
    give(away(cast.specialist, cast.other_specialist, Role.SPECIALIST))

    now = queries.serving(Role.SPECIALIST, cast.specialist.unit, at=NOW)
    later = queries.serving(Role.SPECIALIST, cast.specialist.unit, at=NOW + timedelta(days=5))

    assert now == [cast.other_specialist]
    assert set(later) == {cast.specialist, cast.other_specialist}


def test_a_substitute_who_left_leaves_the_work_with_the_giver(cast: Cast) -> None:
    give(away(cast.chairman, cast.centre_head, Role.LEADER))
    Officer.objects.filter(pk=cast.centre_head.pk).update(is_active=False)

    assert queries.serving(Role.LEADER, at=NOW) == [cast.chairman]


def test_a_role_taken_from_the_giver_is_gone_for_the_substitute_at_once(cast: Cast) -> None:
    give(away(cast.chairman, cast.centre_head, Role.LEADER))
    assert queries.with_stand_ins(cast.centre_head, at=NOW).has_role(Role.LEADER)

    cast.chairman.user.grants.all().delete()

    found = queries.with_stand_ins(Officer.objects.get(pk=cast.centre_head.pk), at=NOW)
    assert not found.has_role(Role.LEADER)


def test_the_journal_and_both_people_know(cast: Cast) -> None:
    given = give(away(cast.specialist, cast.other_specialist, Role.SPECIALIST), by=cast.head_of_office)

    run_queued(at=NOW + timedelta(minutes=5))

    entry = Entry.objects.get(event="org.delegation_given")
    assert (entry.subject, entry.actor_name) == (f"delegation:{given.pk}", cast.head_of_office.full_name)
    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told == {cast.specialist.user_id, cast.other_specialist.user_id}


def test_refuses_whoever_is_neither_the_giver_nor_a_head_nor_a_leader(cast: Cast) -> None:
    absence = away(cast.specialist, cast.other_specialist, Role.SPECIALIST)

    for stranger in (cast.other_specialist, cast.land_head, cast.centre_head):
        with pytest.raises(NotYourAbsence):
            give(absence, by=stranger)

    assert give(absence, by=cast.chairman).given_by == cast.chairman


def test_refuses_days_people_and_roles_that_make_no_sense(cast: Cast) -> None:
    me, other, abroad = cast.specialist, cast.other_specialist, cast.land_specialist
    day = timedelta(days=1)
    wrong = {
        "ends_on": away(me, other, Role.SPECIALIST, ends_on=MONDAY - day),
        "starts_on": away(me, other, Role.SPECIALIST, starts_on=MONDAY - day),
        "reason": away(me, other, Role.SPECIALIST, reason=" "),
        "roles": away(me, other, Role.LEADER),
        "substitute": away(me, abroad, Role.SPECIALIST),
    }

    for field, absence in wrong.items():
        with pytest.raises(Invalid) as refused:
            give(absence)
        assert refused.value.field == field

    for absence in (away(me, me, Role.SPECIALIST), away(me, other)):
        with pytest.raises(Invalid):
            give(absence)
    Officer.objects.filter(pk=other.pk).update(is_active=False)
    with pytest.raises(Invalid, match="không còn làm việc"):
        give(away(me, Officer.objects.get(pk=other.pk), Role.SPECIALIST))
    assert not Delegation.objects.exists()


def test_refuses_a_second_substitute_and_chains(cast: Cast) -> None:
    third = make_officer("specialist")
    give(away(cast.specialist, cast.other_specialist, Role.SPECIALIST))

    for absence in (
        away(cast.specialist, third, Role.SPECIALIST, starts_on=FRIDAY),
        away(cast.other_specialist, third, Role.SPECIALIST),
        away(third, cast.specialist, Role.SPECIALIST),
    ):
        with pytest.raises(AlreadyAway, match=cast.other_specialist.full_name):
            give(absence)

    next_week = away(
        cast.specialist,
        third,
        Role.SPECIALIST,
        starts_on=MONDAY + timedelta(days=7),
        ends_on=MONDAY + timedelta(days=8),
    )
    assert give(next_week).substitute == third


def test_what_is_withdrawn_is_over_at_once_and_only_once(cast: Cast) -> None:
    given = give(away(cast.specialist, cast.other_specialist, Role.SPECIALIST))
    with pytest.raises(NotYourAbsence):
        services.withdraw_delegation(delegation=given, by=cast.other_specialist, at=NOW)

    services.withdraw_delegation(delegation=given, by=cast.head_of_office, at=NOW)

    assert set(queries.serving(Role.SPECIALIST, cast.specialist.unit, at=NOW)) == {
        cast.specialist,
        cast.other_specialist,
    }
    assert Entry.objects.filter(event="org.delegation_withdrawn").count() == 1
    run_queued(at=NOW + timedelta(minutes=5))
    assert Notice.objects.filter(title="Thôi làm thay").count() == 2
    with pytest.raises(AlreadyOver):
        services.withdraw_delegation(delegation=given, by=cast.head_of_office, at=NOW)


def test_the_list_shows_each_officer_their_own_business(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    give(away(cast.specialist, cast.other_specialist, Role.SPECIALIST))
    give(away(cast.land_specialist, make_officer("specialist", unit="kinh-te"), Role.SPECIALIST))
    assert cast.chairman.user.roles

    with django_assert_max_num_queries(2):  # type: ignore[operator]
        page = delegations.delegations_page(cast.chairman, at=NOW)

    assert page.total == 2
    assert page.rows[0].state_words == "Đang hiệu lực"
    assert delegations.delegations_page(cast.head_of_office, at=NOW).total == 1
    assert delegations.delegations_page(cast.other_specialist, at=NOW).rows[0].may_withdraw is False
    assert delegations.delegations_page(cast.clerk, at=NOW).total == 0
    states = [
        delegations.delegations_page(cast.specialist, at=NOW + timedelta(days=days)).rows[0].state_words
        for days in (-1, 5)
    ]
    assert states == ["Chưa đến ngày", "Đã hết hạn"]
    assert len(queries.live_delegations(at=NOW)) == 2


def test_the_page_delegates_withdraws_and_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    sign_in(client, cast.specialist)
    year = str(local_date(SystemClock().now()).year + 1)
    typed = {
        "roles": ["specialist"], "substitute": str(cast.other_specialist.pk), "reason": "Đi học",
        "starts_on-ngay": "4", "starts_on-thang": "1", "starts_on-nam": year,
        "ends_on-ngay": "3", "ends_on-thang": "1", "ends_on-nam": year,
    }  # fmt: skip

    refused = client.post("/ban-lam-viec/lam-thay/moi/", typed)
    done = client.post("/ban-lam-viec/lam-thay/moi/", typed | {"ends_on-ngay": "9"})
    listed = client.get("/ban-lam-viec/lam-thay/").content.decode()

    assert refused.status_code == 422
    assert "Đi học" in refused.content.decode()
    assert done.status_code == 302
    assert cast.other_specialist.full_name in listed
    one = Delegation.objects.get()
    assert client.get(f"/ban-lam-viec/lam-thay/{one.pk}/thoi/").status_code == 200
    client.post(f"/ban-lam-viec/lam-thay/{one.pk}/thoi/")
    one.refresh_from_db()
    assert one.withdrawn_by == cast.specialist


def test_a_head_may_ask_for_the_own_office_only(cast: Cast) -> None:
    assert delegations.giver_for(cast.head_of_office, str(cast.clerk.pk)) == cast.clerk
    assert cast.clerk in delegations.givers_for(cast.head_of_office)
    for key in (str(cast.land_specialist.pk), "999999"):
        with pytest.raises(Missing):
            delegations.giver_for(cast.head_of_office, key)
    assert cast.land_specialist not in delegations.may_stand_in(cast.specialist)
    assert cast.land_specialist in delegations.may_stand_in(cast.one_stop_officer)
