"""Satisfaction as a share, and the answers behind it as anyone may see them."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.modules.indicators.work import Office, noon, open_office, rating
from xaso.kernel.periods import Period
from xaso.modules.surveys.measures import satisfaction
from xaso.modules.surveys.models import Rating
from xaso.modules.surveys.queries import UNNAMED, page_of, rows_of
from xaso.platform.measuring.evaluation import evaluate
from xaso.platform.measuring.registry import registry

MARCH = Period.month(2026, 3)


@pytest.fixture
def office(db: None) -> Office:
    """An office with work of its own."""
    return open_office()


def test_very_satisfied_and_satisfied_count_as_satisfied(office: Office) -> None:
    for level in ("very_satisfied", "satisfied", "not_satisfied"):
        rating(office, noon(2026, 3, 9), level)

    figure = evaluate(registry.get("surveys.satisfaction"), MARCH)

    assert (figure.part, figure.whole) == (2, 3)


def test_an_answer_belongs_to_the_month_it_was_given_in(office: Office) -> None:
    rating(office, noon(2026, 2, 28))
    rating(office, noon(2026, 3, 1))
    rating(office, noon(2026, 3, 31))
    rating(office, noon(2026, 4, 1))

    assert evaluate(registry.get("surveys.satisfaction"), MARCH).whole == 2


def test_the_share_of_land_counts_land_building_and_investment_only(office: Office) -> None:
    rating(office, noon(2026, 3, 9), "not_satisfied", field="dat-dai")
    rating(office, noon(2026, 3, 9), "satisfied", field="ho-tich")

    figure = evaluate(registry.get("surveys.satisfaction_land"), MARCH)

    assert (figure.part, figure.whole) == (0, 1)


def test_without_answers_nothing_arose(office: Office) -> None:
    assert evaluate(registry.get("surveys.satisfaction"), MARCH).words() == "không phát sinh"


def test_the_part_lies_inside_the_whole(office: Office) -> None:
    rating(office, noon(2026, 3, 9), "satisfied")
    rating(office, noon(2026, 3, 9), "not_satisfied")

    share = satisfaction(MARCH)

    assert not share.strays().exists()
    assert share.rest().get().level == "not_satisfied"


def test_answers_are_shown_as_level_field_and_month_and_a_small_field_is_not_named(office: Office) -> None:
    for _ in range(5):
        rating(office, noon(2026, 3, 9))
    rating(office, noon(2026, 3, 9), "not_satisfied", field="dat-dai")

    page = page_of(Rating.objects.all(), 1)

    fields = {row.field for row in page.rows}
    assert fields == {"Hộ tịch", UNNAMED}
    assert {row.month for row in page.rows} == {"03/2026"}
    assert list(rows_of(Rating.objects.all())) == list(page.rows)


def test_a_field_named_in_one_month_is_not_named_in_a_month_with_few_answers(office: Office) -> None:
    for _ in range(5):
        rating(office, noon(2026, 3, 9))
    rating(office, noon(2026, 4, 9), "not_satisfied")

    fields = {(row.month, row.field) for row in page_of(Rating.objects.all(), 1).rows}

    assert fields == {("03/2026", "Hộ tịch"), ("04/2026", UNNAMED)}


def test_a_page_has_twenty_answers_and_asks_three_questions(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(23):
        rating(office, noon(2026, 3, 9))

    with django_assert_num_queries(3):
        page = page_of(Rating.objects.all(), 1)

    assert len(page.rows) == 20
    assert page.has_next
    assert page.total == 23
