"""Work goes on while an officer is away: the substitute sees, holds and passes on; others do not."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.factories.officers import make_officer
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.dossiers import access, queries
from xaso.modules.dossiers.lifecycle import State
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services import handling, resolving
from xaso.modules.org.access import Role
from xaso.modules.org.models import Officer
from xaso.modules.org.queries import with_stand_ins
from xaso.modules.org.services import Absence, delegate
from xaso.platform.journal.queries import timeline

AWAY = make.moment(4)
BACK = make.moment(12)


def stand_in(giver: Officer, substitute: Officer, role: Role) -> Officer:
    """The substitute as the gate gives them on the first day."""
    absence = Absence(giver, substitute, [role], AWAY.date(), make.moment(11).date(), "Nghỉ phép")
    delegate(absence, by=giver, at=AWAY)
    return with_stand_ins(Officer.objects.select_related("user", "unit").get(pk=substitute.pk), at=AWAY)


def later(officer: Officer) -> Officer:
    """The same officer once the days are over."""
    return with_stand_ins(Officer.objects.select_related("user", "unit").get(pk=officer.pk), at=BACK)


def test_what_the_absent_colleague_holds_waits_for_the_substitute_too(cast: Cast) -> None:
    dossier = make.assigned(cast)
    assert not access.can_see(cast.other_specialist, dossier)

    substitute = stand_in(cast.specialist, cast.other_specialist, Role.SPECIALIST)

    rows = queries.waiting_for(substitute, AWAY).rows
    assert [(row.code, row.action_code, row.instead_of) for row in rows] == [
        (dossier.code, "propose", cast.specialist.full_name)
    ]
    assert access.can(substitute, dossier, "propose")
    assert dossier in access.visible_to(substitute)
    assert not access.can_see(later(substitute), dossier)
    assert queries.waiting_for(later(substitute), BACK).rows == []


def test_the_substitute_acts_goes_on_seeing_it_and_is_named_in_the_journal(cast: Cast) -> None:
    dossier = make.assigned(cast)
    substitute = stand_in(cast.specialist, cast.other_specialist, Role.SPECIALIST)

    dossier = resolving.propose_result(
        dossier=dossier,
        by=substitute,
        outcome="granted",
        summary="Xác nhận đúng nơi ở.",
        upload=None,
        at=AWAY,
        seen=dossier.revision,
    )

    assert dossier.holder == cast.head_of_office
    assert access.can_see(later(substitute), dossier)
    entry = timeline(dossier.subject).filter(event="dossiers.result_proposed").get()
    assert entry.actor_name == cast.other_specialist.full_name


def test_new_work_goes_to_the_substitute_of_the_only_one_who_could_have_it(cast: Cast) -> None:
    dossier = make.proposed(cast)
    substitute = stand_in(cast.chairman, cast.centre_head, Role.LEADER)

    dossier = handling.forward(dossier=dossier, by=cast.head_of_office, at=AWAY, seen=dossier.revision)

    assert (dossier.state, dossier.holder) == (State.AWAITING_APPROVAL, cast.centre_head)
    approved = resolving.approve(dossier=dossier, by=substitute, at=AWAY, seen=dossier.revision)
    assert approved.state == State.AWAITING_ISSUE


def test_what_waits_in_the_absent_colleagues_office_waits_for_the_substitute(cast: Cast) -> None:
    make_officer("leader", unit="uy-ban", position="chu-tich")
    dossier = make.proposed(cast)
    dossier = handling.forward(
        dossier=dossier, by=cast.head_of_office, at=make.moment(3), seen=dossier.revision
    )
    assert dossier.holder is None

    substitute = stand_in(cast.chairman, cast.centre_head, Role.LEADER)

    assert access.in_pool(substitute, dossier)
    assert access.can(substitute, dossier, "approve")
    assert not access.in_pool(later(substitute), dossier)


def test_the_substitute_may_take_the_dossier_over(cast: Cast) -> None:
    dossier = make.assigned(cast)
    substitute = stand_in(cast.specialist, cast.other_specialist, Role.SPECIALIST)

    dossier = handling.hand_over(
        dossier=dossier, to=substitute, by=substitute, at=AWAY, seen=dossier.revision
    )

    assert dossier.holder == cast.other_specialist
    assert access.can(later(substitute), dossier, "propose")


def test_a_substitute_in_another_role_does_not_act_on_the_colleagues_work(cast: Cast) -> None:
    dossier = make.assigned(cast)
    helper = make_officer("specialist")
    clerk = cast.clerk

    substitute = stand_in(clerk, helper, Role.CLERK)

    assert not access.can(substitute, dossier, "propose")
    assert list(access.visible_to(substitute)) == []


def test_a_head_gives_many_dossiers_to_the_substitute(cast: Cast, client: Client) -> None:
    now = SystemClock().now()
    first, second = make.taken_in(cast, now), make.taken_in(cast, now)
    absence = Absence(
        cast.specialist,
        cast.other_specialist,
        [Role.SPECIALIST],
        local_date(now),
        local_date(now) + timedelta(days=2),
        "Đi học",
    )
    delegate(absence, by=cast.specialist, at=now)
    sign_in(client, cast.head_of_office)
    chosen = {"chon": [first.code, second.code], "to": str(cast.other_specialist.pk)}
    seen = {f"seen-{one.code}": str(one.revision) for one in (first, second)}

    asked = client.get("/ban-lam-viec/ho-so/phan-cong/", {"chon": first.code}).content.decode()
    done = client.post("/ban-lam-viec/ho-so/phan-cong/", chosen | seen)

    assert cast.specialist.full_name not in asked.split("Giao cho ai?")[-1]
    assert done.status_code == 302
    assert set(Dossier.objects.values_list("holder", flat=True)) == {cast.other_specialist.pk}


@pytest.mark.parametrize("role", [Role.RECEIVER, Role.RETURNER])
def test_whoever_stands_in_at_the_counter_sees_what_the_counter_sees(cast: Cast, role: Role) -> None:
    dossier = make.assigned(cast)
    absence = Absence(
        cast.one_stop_officer, cast.land_specialist, [role], AWAY.date(), AWAY.date(), "Nghỉ phép"
    )
    delegate(absence, by=cast.one_stop_officer, at=AWAY)

    substitute = with_stand_ins(cast.land_specialist, at=AWAY)

    assert dossier in access.visible_to(substitute)
