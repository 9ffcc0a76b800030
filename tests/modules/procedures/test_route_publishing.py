"""Publishing a route: the next number from a day on, dossiers keep theirs."""

from datetime import date, timedelta

import pytest

from tests.cast import NOW, Cast
from tests.factories import dossiers as make
from tests.modules.procedures.route_work import FAMILY, FIELD_CHECK, FIRST_DAY, drawn_again, published
from xaso.kernel.errors import Invalid
from xaso.modules.org.models import Officer
from xaso.modules.procedures import queries
from xaso.modules.procedures.models import ProcedureVersion, Route, RouteDraft
from xaso.modules.procedures.queries.routes import check_route, families, route
from xaso.modules.procedures.services import route_drafting, route_publishing
from xaso.modules.procedures.services.named import UnknownProcedures
from xaso.platform.identity.models import RoleGrant
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def longer(by: Officer) -> RouteDraft:
    """A draft with one more step."""
    draft = drawn_again(by)
    draft = route_drafting.add_step(draft=draft, step=FIELD_CHECK, by=by, at=NOW, seen=1)
    return route_drafting.move_step(draft=draft, place=4, to=3, by=by, at=NOW, seen=2)


def test_procedures_take_it_up_from_the_day_and_dossiers_keep_theirs(cast: Cast) -> None:
    dossier = make.assigned(cast, make.MONDAY)
    code = dossier.version.procedure.code
    users = set(
        ProcedureVersion.objects.filter(route__code=FAMILY, procedure__is_hidden=False).values_list(
            "procedure__code", flat=True
        )
    )

    made = published(longer(cast.control_officer), cast.control_officer)

    before, after = (
        queries.current_version(code, FIRST_DAY - timedelta(days=1)),
        queries.current_version(code, FIRST_DAY),
    )
    assert (before.route.number, after.route.number) == (1, 2)
    assert len(queries.route_steps(dossier.version)) == 7
    steps = queries.route_steps(after)
    assert [step.name for step in steps][3] == "Thẩm tra thực địa"
    assert steps[3].output == "Biên bản xác minh"
    assert sum(step.share for step in steps) == 1
    assert (made.number, made.valid_from, made.decision_number) == (2, FIRST_DAY, "12/QĐ-UBND")
    assert not RouteDraft.objects.exists()
    entry = Entry.objects.get(event="procedures.route_published")
    assert set(entry.data["procedures"]) == users


def test_a_route_with_faults_is_refused_and_says_each(control_officer: Officer) -> None:
    draft = drawn_again(control_officer)
    draft = route_drafting.drop_step(draft=draft, place=6, by=control_officer, at=NOW, seen=1)
    RoleGrant.objects.filter(role="clerk").delete()

    with pytest.raises(route_publishing.RouteFaulty) as refused:
        published(draft, control_officer)

    said = [problem.sentence for problem in refused.value.problems]
    assert len(said) == 2
    assert "chưa có lối ra" in said[0]
    assert "chưa có ai giữ" in said[1]
    assert Route.objects.filter(code=FAMILY).count() == 1


def test_an_office_without_the_role_is_told_but_does_not_keep_it_back(control_officer: Officer) -> None:
    draft = drawn_again(control_officer)
    RoleGrant.objects.filter(role="clerk").exclude(user__officer__unit__code="mot-cua").delete()
    RoleGrant.objects.create(user=control_officer.user, role="clerk")

    checked = check_route(draft)

    assert checked.faults == []
    assert any("hồ sơ sẽ sang người đơn vị khác" in fault.sentence for fault in checked.cautions)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"valid_from": NOW.date()}, "valid_from"),
        ({"decided_on": FIRST_DAY + timedelta(days=1)}, "decided_on"),
    ],
)
def test_the_days_must_fit(control_officer: Officer, days: dict[str, date], field: str) -> None:
    with pytest.raises(route_publishing.StartWrong) as refused:
        published(drawn_again(control_officer), control_officer, **days)

    assert refused.value.field == field


def test_the_next_number_does_not_begin_before_the_one_to_come(control_officer: Officer) -> None:
    published(drawn_again(control_officer), control_officer)
    coming = Route.objects.get(code=FAMILY, number=2)
    draft = route_drafting.revise_route(route=coming, by=control_officer, at=NOW)

    with pytest.raises(route_publishing.StartWrong, match="01/04/2026"):
        published(draft, control_officer, valid_from=FIRST_DAY - timedelta(days=2))
    made = published(draft, control_officer)

    assert made.number == 3
    assert {one.route.number for one in ProcedureVersion.objects.filter(valid_from=FIRST_DAY)} == {3}
    assert route(FAMILY, on=FIRST_DAY).number == 3
    assert route(FAMILY, on=NOW.date()).number == 1


def test_a_new_route_is_taken_up_by_the_procedures_named(control_officer: Officer) -> None:
    like = Route.objects.get(code=FAMILY)
    draft = route_drafting.begin_route(name="Có thực địa", like=like, by=control_officer, at=NOW)

    made = published(draft, control_officer, codes=["9.000001"])

    assert queries.current_version("9.000001", FIRST_DAY).route == made
    assert made.number == 1
    (family,) = [one for one in families(NOW.date()) if one.code == "co-thuc-dia"]
    assert (family.route, family.coming, family.used) == (None, made, 0)


def test_unknown_procedures_are_named_and_nothing_is_published(control_officer: Officer) -> None:
    with pytest.raises(UnknownProcedures, match=r"8\.123456"):
        published(drawn_again(control_officer), control_officer, codes=["9.000001", "8.123456"])

    assert Route.objects.filter(code=FAMILY).count() == 1


def test_a_draft_older_than_the_latest_number_is_refused(control_officer: Officer) -> None:
    draft = drawn_again(control_officer)
    Route.objects.create(code=FAMILY, number=2, name="Chen ngang", certainty="A")

    with pytest.raises(route_publishing.DraftStale):
        published(draft, control_officer)


def followed_by(code: str, start: date) -> ProcedureVersion:
    """The procedure's version, after which the same one begins again on a day."""
    now = queries.current_version(code, NOW.date())
    ProcedureVersion.objects.filter(pk=now.pk).update(valid_to=start - timedelta(days=1))
    later = ProcedureVersion.objects.get(pk=now.pk)
    later.pk, later.valid_from, later.valid_to = None, start, None
    later.save(force_insert=True)
    return later


def test_a_version_that_is_to_come_stays_on_the_new_number(control_officer: Officer) -> None:
    start = date(2026, 6, 1)
    followed_by("9.000001", start)

    published(drawn_again(control_officer), control_officer)

    told = ProcedureVersion.objects.filter(procedure__code="9.000001").order_by("valid_from")
    assert [(one.valid_from, one.route.number) for one in told][1:] == [(FIRST_DAY, 2), (start, 2)]


def test_a_procedure_that_will_join_the_route_joins_its_new_number(control_officer: Officer) -> None:
    start = date(2026, 6, 1)
    later = followed_by("9.000001", start)
    here = ProcedureVersion.objects.filter(procedure=later.procedure).exclude(pk=later.pk)
    here.update(route=Route.objects.get(code="tai-cho"))

    published(drawn_again(control_officer), control_officer)

    told = ProcedureVersion.objects.filter(procedure__code="9.000001").order_by("valid_from")
    assert [(one.route.code, one.route.number) for one in told] == [("tai-cho", 1), (FAMILY, 2)]


def test_a_decision_without_number_is_refused(control_officer: Officer) -> None:
    with pytest.raises(Invalid) as refused:
        published(drawn_again(control_officer), control_officer, decision_number=" ")

    assert refused.value.field == "decision_number"
