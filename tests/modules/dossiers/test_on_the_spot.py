"""Four things on the spot: one press goes as far as the officer's own roles, and no further."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories.officers import make_officer
from tests.modules.dossiers.pages_desk.acting import do, now
from tests.modules.dossiers.test_measures import figure
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers import access
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.lifecycle import State
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services.on_the_spot import Told, go_on_the_spot, steps_in_reach
from xaso.modules.org.models import Officer
from xaso.modules.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
SAID = Told(summary="Đã đối chiếu bản chính, cấp bản sao.", returned_to="Giàng Thị Say, thẻ căn cước")


def go(dossier: Dossier, by: Officer, told: Told = SAID) -> Dossier:
    return go_on_the_spot(dossier=dossier, by=by, told=told, at=make.MONDAY, seen=dossier.revision)


def test_three_people_at_one_counter_do_it_within_the_day(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)

    dossier = go(dossier, cast.specialist)
    assert dossier.state == State.AWAITING_APPROVAL
    dossier = go(dossier, cast.chairman)
    assert dossier.state == State.READY
    dossier = go(dossier, cast.one_stop_officer)

    assert dossier.state == State.RETURNED
    assert dossier.result.approved_by == cast.chairman
    assert dossier.result.returned_to == "Giàng Thị Say, thẻ căn cước"
    assert figure("dossiers.on_the_spot") == (1, 1)


def test_one_who_signs_and_returns_does_both_in_one_press(cast: Cast) -> None:
    deputy = make_officer("leader", "returner", unit="uy-ban")
    dossier = go(make.taken_in(cast, code=make.COPY), cast.specialist)

    assert steps_in_reach(dossier, deputy, at=make.MONDAY) == {"approve", "return"}
    dossier = go(dossier, deputy)

    assert dossier.state == State.RETURNED
    assert dossier.result.approved_by == deputy


def test_with_nobody_there_to_take_it_the_result_waits(cast: Cast) -> None:
    deputy = make_officer("leader", "returner", unit="uy-ban")
    dossier = go(make.taken_in(cast, code=make.COPY), cast.specialist)

    dossier = go(dossier, deputy, Told())

    assert dossier.state == State.READY


def test_without_a_result_to_put_forward_nothing_is_done(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)

    with pytest.raises(Invalid) as refused:
        go(dossier, cast.specialist, Told())

    assert refused.value.problems[0].field == "summary"
    assert now(dossier).revision == dossier.revision
    assert now(dossier).holder is None


def test_a_dossier_of_another_kind_or_of_somebody_else_is_not_done_on_the_spot(cast: Cast) -> None:
    ordinary, theirs = make.assigned(cast), make.taken_in(cast, code=make.COPY)

    with pytest.raises(NotYours):
        go(ordinary, cast.specialist)
    with pytest.raises(NotYours):
        go(theirs, cast.land_specialist)
    assert not access.can(cast.specialist, ordinary, "spot")


def test_reach_ends_at_the_first_step_of_somebody_else(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)

    assert steps_in_reach(dossier, cast.specialist, at=make.MONDAY) == {"handle"}
    assert steps_in_reach(dossier, cast.chairman, at=make.MONDAY) == frozenset()
    assert steps_in_reach(make.filed(cast.citizen), cast.specialist, at=make.MONDAY) == frozenset()


def test_the_screen_shows_the_four_things_and_does_the_officers_own(client: Client, cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)

    empty = do(client, cast.specialist, dossier, "spot", outcome="granted", summary="")
    done = do(client, cast.specialist, now(dossier), "spot", outcome="granted", summary="Cấp bản sao.")

    page = empty.content.decode()
    assert cast.chairman.full_name in page
    assert "đang chờ" in page
    assert 'name="returned_to"' not in page
    assert done.status_code == 302
    assert now(dossier).state == State.AWAITING_APPROVAL


def test_a_long_route_marked_so_goes_the_same_way_and_the_number_is_asked_for(cast: Cast) -> None:
    ProcedureVersion.objects.filter(procedure__code=make.RESIDENCE).update(four_on_the_spot=True)
    dossier = make.assigned(cast)

    for who in (cast.specialist, cast.head_of_office, cast.chairman):
        dossier = go(dossier, who)
    with pytest.raises(Invalid) as refused:
        go(dossier, cast.clerk)
    dossier = go(dossier, cast.clerk, Told(number="12/XN", issued_on=make.MONDAY.date()))

    assert refused.value.problems[0].field == "number"
    assert dossier.state == State.READY
    assert dossier.result.number == "12/XN"
