"""Which offices work in the program."""

from datetime import datetime

import pytest
from django.db import transaction

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.periods import Period
from xaso.modules.org.models import Officer, Unit
from xaso.modules.procedures.events import FilingPlaceSet
from xaso.platform.journal.services import record
from xaso.platform.measuring.evaluation import evaluate, records
from xaso.platform.measuring.registry import registry

MARCH = Period.month(2026, 3)
MEASURE = registry.get("org.units_using_program")


def acted(officer: Officer, at: datetime) -> None:
    """Something this officer wrote then."""
    with transaction.atomic():
        record(
            FilingPlaceSet("9.000001", "here", "counter", ""), by=officer, at=at, subject="procedure:9.000001"
        )


def users(period: Period = MARCH) -> set[str]:
    """The codes of the offices that used the program."""
    return set(records(MEASURE, period, "part").values_list("code", flat=True))


def test_an_office_uses_the_program_when_one_of_its_officers_wrote_in_the_period(cast: Cast) -> None:
    acted(cast.clerk, make.moment(3))
    acted(cast.land_head, make.moment(1, month=4))

    assert users() == {cast.clerk.unit.code}
    assert users(Period.month(2026, 4)) == {cast.land_head.unit.code}
    assert users(Period.year(2026)) == {cast.clerk.unit.code, cast.land_head.unit.code}


def test_people_and_the_program_itself_do_not_make_an_office_use_it(cast: Cast) -> None:
    make.filed(cast.citizen)

    assert users() == set()


def test_offices_are_those_of_the_party_and_the_government_that_still_stand(cast: Cast) -> None:
    before = evaluate(MEASURE, MARCH).whole
    Unit.objects.create(code="truong-thu", name="Trường Thử", short_name="Trường", kind="school")
    Unit.objects.create(
        code="phong-cu", name="Phòng Cũ", short_name="Phòng Cũ", kind="office", is_active=False
    )
    Unit.objects.create(code="phong-moi", name="Phòng Mới", short_name="Phòng Mới", kind="office")

    assert evaluate(MEASURE, MARCH).whole == before + 1


@pytest.mark.django_db
def test_it_is_a_stock_that_keeps_facts() -> None:
    assert MEASURE.is_stock
    assert MEASURE.facts == ("code", "kind", "is_active")
