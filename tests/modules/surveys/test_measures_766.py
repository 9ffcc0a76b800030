"""Satisfaction online, with the attitude, and as index 766 counts it: by dossiers, and telling of none."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.modules.indicators.work import Office, dossier, noon, open_office, rating
from xaso.kernel.periods import Period
from xaso.modules.dossiers.models import Dossier
from xaso.modules.surveys.measures import dossiers_satisfied_766
from xaso.modules.surveys.models import Rating
from xaso.modules.surveys.queries import UNNAMED_DOSSIERS, dossier_rows_of, dossiers_page_of
from xaso.platform.measuring.evaluation import evaluate
from xaso.platform.measuring.registry import registry

MARCH = Period.month(2026, 3)


@pytest.fixture
def office(db: None) -> Office:
    """An office with work of its own."""
    return open_office()


def rated(office: Office, level: str, *, online: bool = False, late: bool = False) -> Dossier:
    """Returned in March and rated."""
    about = dossier(office, noon(2026, 3, 9), online=online, late=late)
    Rating.objects.create(dossier=about, field=about.field, level=level, at=noon(2026, 4, 2))
    return about


def test_satisfaction_online_takes_answers_on_dossiers_filed_online(office: Office) -> None:
    for level in ("satisfied", "not_satisfied"):
        rated(office, level, online=True)
        rated(office, level)

    figure = evaluate(registry.get("surveys.satisfaction_online"), Period.month(2026, 4))

    assert (figure.part, figure.whole) == (1, 2)


def test_attitude_takes_only_those_who_answered_that_question(office: Office) -> None:
    for level in ("very_satisfied", "not_satisfied", ""):
        one = rating(office, noon(2026, 3, 9), "satisfied")
        Rating.objects.filter(pk=one.pk).update(attitude=level)

    figure = evaluate(registry.get("surveys.attitude"), MARCH)

    assert (figure.part, figure.whole) == (1, 2)


def test_a_dossier_is_satisfied_unless_it_was_late_or_rated_not_satisfied(office: Office) -> None:
    good = rated(office, "very_satisfied")
    silent = dossier(office, noon(2026, 3, 9))
    rated(office, "not_satisfied")
    rated(office, "satisfied", late=True)
    dossier(office, noon(2026, 3, 9), late=None)
    dossier(office, noon(2026, 3, 9), state="withdrawn")

    share = dossiers_satisfied_766(MARCH)

    assert (share.part.count(), share.whole.count()) == (2, 4)
    assert set(share.part) == {good, silent}
    assert not share.strays().exists()


def test_a_dossier_without_a_deadline_is_not_late(office: Office) -> None:
    about = dossier(office, noon(2026, 3, 9))
    Dossier.objects.filter(pk=about.pk).update(is_late=None)

    assert evaluate(registry.get("surveys.dossiers_satisfied_766"), MARCH).part == 1


def test_the_list_says_why_in_which_field_and_month_and_never_which_dossier(office: Office) -> None:
    for _ in range(4):
        dossier(office, noon(2026, 3, 9))
    rated(office, "not_satisfied")
    rated(office, "satisfied", late=True)
    dossier(office, noon(2026, 3, 9), field="dat-dai")

    page = dossiers_page_of(dossiers_satisfied_766(MARCH).whole, 1)

    assert sorted(row.level for row in page.rows) == [
        "Bị đánh giá chưa hài lòng", "Quá hạn", "Đạt", "Đạt", "Đạt", "Đạt", "Đạt",
    ]  # fmt: skip
    assert {row.field for row in page.rows} == {"Hộ tịch", UNNAMED_DOSSIERS}
    assert {row.month for row in page.rows} == {"03/2026"}
    assert not any("THU-" in str(row) for row in page.rows)
    assert list(dossier_rows_of(dossiers_satisfied_766(MARCH).whole)) == list(page.rows)


def test_the_place_in_the_list_does_not_tell_which_dossier_it_is(office: Office) -> None:
    def words() -> list[str]:
        return [row.level for row in dossiers_page_of(dossiers_satisfied_766(MARCH).whole, 1).rows]

    disliked = [
        rated(office, "satisfied"),
        dossier(office, noon(2026, 3, 9)),
        dossier(office, noon(2026, 3, 9)),
    ]
    Rating.objects.all().delete()
    seen = set()
    for about in disliked:
        one = Rating.objects.create(
            dossier=about, field=about.field, level="not_satisfied", at=noon(2026, 3, 12)
        )
        seen.add(tuple(words()))
        one.delete()

    assert len(seen) == 1


def test_a_page_has_twenty_dossiers_and_asks_three_questions(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(23):
        dossier(office, noon(2026, 3, 9))

    with django_assert_num_queries(3):
        page = dossiers_page_of(dossiers_satisfied_766(MARCH).whole, 1)

    assert len(page.rows) == 20
    assert page.total == 23


def test_every_measure_of_answers_is_confidential_and_keeps_facts() -> None:
    found = [one for one in registry.all() if one.module == "surveys"]

    assert len(found) == 5
    assert all(one.is_confidential and one.facts and one.basis and one.listing for one in found)
    assert not any(fact.startswith(("dossier__", "comment")) for one in found for fact in one.facts)
