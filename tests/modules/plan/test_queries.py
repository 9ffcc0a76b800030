"""Targets as a year sees them."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.modules.indicators.work import Office, open_office, promise
from xaso.kernel.errors import Missing
from xaso.modules.plan import queries
from xaso.modules.plan.models import Threshold


@pytest.fixture
def office(db: None) -> Office:
    """An office, with the pack's plan put away."""
    return open_office()


def test_a_year_shows_its_own_threshold_and_the_next(office: Office) -> None:
    target = promise("A", "", "60", year=2026)
    Threshold.objects.create(target=target, year=2028, comparator=">=", value=80)

    before, inside, between, after = (queries.target("A", year) for year in (2025, 2026, 2027, 2029))

    assert before.bar is None
    assert before.next_bar is not None
    assert before.next_bar.year == 2026
    assert inside.bar is not None
    assert inside.bar.value == 60
    assert between.bar is None
    assert between.next_bar is not None
    assert between.next_bar.value == 80
    assert after.next_bar is None
    assert len(after.bars) == 2


def test_targets_come_in_the_plans_order_and_one_unit_can_be_asked_for(office: Office) -> None:
    promise("B", "", "60", owner=office.unit)
    promise("A", "", "60")

    assert [one.target.code for one in queries.targets(2026)] == ["B", "A"]
    assert [one.target.code for one in queries.targets(2026, unit=office.unit.code)] == ["B"]


@pytest.mark.parametrize(("year", "count"), [(2024, 0), (2025, 1), (2030, 1), (2031, 0)])
def test_only_plans_that_cover_the_year_are_asked(office: Office, year: int, count: int) -> None:
    promise("A", "", "60")

    assert len(queries.targets(year)) == count
    assert queries.plans(year).count() == count


def test_the_years_are_those_of_the_plans(office: Office) -> None:
    assert queries.years() == []
    promise("A", "", "60")

    assert queries.years() == [2025, 2026, 2027, 2028, 2029, 2030]


def test_an_unknown_target_is_missing(office: Office) -> None:
    with pytest.raises(Missing):
        queries.target("KHONG-CO", 2026)


def test_many_targets_take_as_many_questions_as_one(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(25):
        promise(f"T{number}", "", "60", owner=office.unit)

    with django_assert_num_queries(3):
        rows = queries.targets(2026)
        names = {(one.target.section.plan.name, one.target.owner) for one in rows}

    assert len(rows) == 25
    assert len(names) == 1


def test_owners_are_named_once_in_the_order_of_units(office: Office) -> None:
    promise("A", "", "60", owner=office.unit)
    promise("B", "", "60", owner=office.unit)
    promise("C", "", "60")

    assert queries.owners(queries.targets(2026)) == [(office.unit.code, "Phòng Thử")]
