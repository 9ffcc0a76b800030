"""Who is away in the made year, and the morning's counts on top of it."""

from datetime import timedelta

from tests.cast import NOW, Cast
from tests.factories import dossiers as make
from xaso.modules.dossiers.models import DayDigest, Forecast
from xaso.modules.org.models import Delegation
from xaso.modules.org.queries import live_delegations
from xaso.sites.setup.demo.absences import count_the_morning, make_absences


def test_one_is_away_where_a_colleague_of_the_office_can_stand_in(cast: Cast) -> None:
    assert make_absences(now=NOW) == 1

    found = Delegation.objects.get()
    assert {found.giver, found.substitute} == {cast.specialist, cast.other_specialist}
    assert len(live_delegations(at=NOW)) == 1


def test_the_forecast_is_counted_every_day_and_the_morning_on_working_days(cast: Cast) -> None:
    make.assigned(cast)

    count_the_morning(now=NOW + timedelta(days=5))
    assert (Forecast.objects.count(), DayDigest.objects.count()) == (1, 0)

    count_the_morning(now=NOW)
    assert (Forecast.objects.count(), DayDigest.objects.count()) == (1, 1)
