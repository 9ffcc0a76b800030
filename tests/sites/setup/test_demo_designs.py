"""What the keeper of the catalogue is drawing on top of a made year."""

from datetime import date

import pytest

from tests.cast import NOW, Cast
from xaso.modules.org.models import Officer
from xaso.modules.payments.models import FeeDraft
from xaso.modules.procedures.models import FormDraft, Route, RouteDraft, RouteStep
from xaso.sites.setup.demo import designs

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_what_the_pack_has_is_drawn_and_the_short_route_is_published(cast: Cast) -> None:
    made = designs.make_designs(now=NOW)

    route = Route.objects.get(code="tai-cho", number=2)
    assert made == 1
    assert route.valid_from == date(2026, 4, 1)
    assert RouteStep.objects.filter(route=route, output="Dự thảo kết quả").count() == 1
    assert not RouteDraft.objects.exists()


def test_a_route_a_form_and_a_fee_table_are_left_half_drawn(cast: Cast) -> None:
    made = designs.make_designs(
        now=NOW, codes=designs.Codes(drawn="day-du", form="residence", fees="sao-luc")
    )

    assert made == 4
    assert FeeDraft.objects.get().document == ""
    assert RouteDraft.objects.get().steps[3]["name"] == "Thẩm tra thực địa tại thôn"
    assert FormDraft.objects.get().definition["sections"][0]["fields"][-1]["options"] == []


def test_without_a_keeper_nothing_is_drawn(control_officer: Officer) -> None:
    control_officer.user.grants.filter(role="control_officer").delete()

    assert designs.make_designs(now=NOW) == 0
