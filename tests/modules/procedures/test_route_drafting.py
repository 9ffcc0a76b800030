"""Drawing a route."""

import pytest

from tests.cast import NOW
from tests.modules.procedures.route_work import FAMILY, FIELD_CHECK, drawn_again
from xaso.kernel.errors import Missing
from xaso.modules.org.models import Officer
from xaso.modules.procedures.models import Route, RouteDraft
from xaso.modules.procedures.queries import routes as queries
from xaso.modules.procedures.services import route_drafting
from xaso.modules.procedures.services.draft_changing import DraftGone, DraftOvertaken
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def names(draft: RouteDraft) -> list[str]:
    return [step["name"] for step in draft.steps]


def test_a_draft_begins_with_the_steps_of_the_route_and_one_is_enough(control_officer: Officer) -> None:
    draft = drawn_again(control_officer)

    again = drawn_again(control_officer)

    assert again == draft
    assert [step["hours"] for step in draft.steps] == ["10.0", "10.0", "40.0", "20.0", "10.0", "10.0", "0.0"]
    assert draft.based_on == Route.objects.get(code=FAMILY)


def test_a_new_route_gets_a_code_of_its_name_that_nobody_has(control_officer: Officer) -> None:
    like = Route.objects.get(code=FAMILY)

    first = route_drafting.begin_route(name=" Tại  chỗ ", like=None, by=control_officer, at=NOW)
    second = route_drafting.begin_route(name="Mới", like=like, by=control_officer, at=NOW)

    assert (first.code, first.name, first.steps) == ("tai-cho-2", "Tại chỗ", [])
    assert second.code == "moi-2"
    assert len(second.steps) == 7
    with pytest.raises(route_drafting.NameMissing):
        route_drafting.begin_route(name="…", like=None, by=control_officer, at=NOW)


def test_a_step_is_put_where_it_may_stand_then_moved_changed_and_dropped(control_officer: Officer) -> None:
    act = {"by": control_officer, "at": NOW}
    draft = drawn_again(control_officer)

    draft = route_drafting.add_step(draft=draft, step=FIELD_CHECK, seen=1, **act)
    assert names(draft)[4] == "Thẩm tra thực địa"
    draft = route_drafting.move_step(draft=draft, place=4, to=3, seen=2, **act)
    assert names(draft)[3] == "Thẩm tra thực địa"
    kept = draft.steps[2]["code"]
    draft = route_drafting.change_step(draft=draft, place=2, step=FIELD_CHECK, seen=3, **act)
    assert (draft.steps[2]["name"], draft.steps[2]["code"]) == ("Thẩm tra thực địa", kept)
    draft = route_drafting.drop_step(draft=draft, place=2, seen=4, **act)

    assert len(draft.steps) == 7
    assert Entry.objects.filter(subject=f"route:{FAMILY}", event="procedures.draft_changed").count() == 5
    with pytest.raises(route_drafting.StepMissing):
        route_drafting.drop_step(draft=draft, place=7, seen=5, **act)


def test_a_route_does_not_grow_without_end(control_officer: Officer) -> None:
    draft = route_drafting.begin_route(name="Dài", like=None, by=control_officer, at=NOW)
    RouteDraft.objects.filter(pk=draft.pk).update(steps=[FIELD_CHECK.as_row()] * route_drafting.MOST_STEPS)

    with pytest.raises(route_drafting.TooManySteps):
        route_drafting.add_step(draft=draft, step=FIELD_CHECK, by=control_officer, at=NOW, seen=1)


def test_nobody_writes_over_what_he_has_not_seen(control_officer: Officer, centre_head: Officer) -> None:
    draft = drawn_again(control_officer)
    route_drafting.drop_step(draft=draft, place=3, by=centre_head, at=NOW, seen=1)

    with pytest.raises(DraftOvertaken):
        route_drafting.drop_step(draft=draft, place=3, by=control_officer, at=NOW, seen=1)

    assert len(queries.route_draft(FAMILY).steps) == 6


def test_a_draft_gets_its_name_and_ground(control_officer: Officer) -> None:
    draft = drawn_again(control_officer)

    named = route_drafting.name_route(
        draft=draft, name="Đầy đủ", basis=" QĐ  1 ", note="a\n\n\n\nb", by=control_officer, at=NOW, seen=1
    )

    assert (named.name, named.basis, named.note) == ("Đầy đủ", "QĐ 1", "a\n\nb")
    with pytest.raises(route_drafting.NameMissing):
        route_drafting.name_route(
            draft=named, name="-", basis="", note="", by=control_officer, at=NOW, seen=2
        )


def test_a_draft_thrown_away_is_gone_and_the_route_stays(control_officer: Officer) -> None:
    draft = drawn_again(control_officer)

    route_drafting.discard_route(draft=draft, by=control_officer, at=NOW, seen=1)

    assert queries.route(FAMILY, on=NOW.date()).number == 1
    with pytest.raises(Missing):
        queries.route_draft(FAMILY)
    with pytest.raises(DraftGone):
        route_drafting.drop_step(draft=draft, place=0, by=control_officer, at=NOW, seen=1)
