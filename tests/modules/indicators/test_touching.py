"""What people say touches the months in which a result may have come, and so does the result itself."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.modules.indicators.work import Office, dossier, noon
from xaso.modules.indicators.models import MonthlyFigure
from xaso.modules.surveys.services import rate
from xaso.platform.jobs.services import run_due

CODE = "surveys.dossiers_satisfied_766"


def touched() -> set[tuple[int, int]]:
    """The months of this year in which satisfaction by dossiers is to be counted again."""
    rows = MonthlyFigure.objects.filter(measure=CODE, year=2026, month__gt=0, touches__gt=0)
    return set(rows.values_list("year", "month"))


@pytest.mark.django_db
def test_an_answer_touches_its_month_and_those_in_which_the_result_may_have_come(
    office: Office, cast: Cast
) -> None:
    about = dossier(office, noon(2026, 5, 4))
    about.applicant = cast.citizen
    about.save(update_fields=["applicant"])

    rate(dossier=about, by=cast.citizen, level="not_satisfied", at=noon(2026, 5, 6))
    run_due(at=noon(2026, 5, 6) + timedelta(minutes=10))

    assert {(2026, 3), (2026, 4), (2026, 5)} <= touched()
    assert (2026, 6) not in touched()


def test_a_result_touches_the_satisfaction_of_its_month(cast: Cast) -> None:
    make.ready(cast, make.moment(2), finished=make.moment(10, month=4))
    run_due(at=make.moment(10, 9, month=4))

    assert (2026, 4) in touched()
