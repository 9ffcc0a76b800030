"""Each officer's morning notice."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.platform.notices.models import Notice
from xaso.sites.desk import jobs

pytestmark = pytest.mark.django_db


class Morning:
    """A running job's moment."""

    def __init__(self, *, days: int = 0) -> None:
        self.at = make.moment(5, 7, 30) + timedelta(days=days)

    def tell(self, percent: int, stage: str) -> None:
        """Nobody watches."""


def told() -> dict[int, str]:
    """Whom the morning told, and what."""
    return {one.recipient_id: one.body for one in Notice.objects.filter(key__startswith="desk:day:")}


def test_each_officer_hears_once_what_waits(cast: Cast) -> None:
    make.assigned(cast, make.moment(4))
    make.filed(cast.citizen, make.moment(4))

    jobs.tell_the_day(Morning())
    jobs.tell_the_day(Morning())

    assert told()[cast.specialist.user_id] == "0 việc quá hạn, 0 sắp đến hạn, 1 trong hạn."
    assert "1 hồ sơ trực tuyến chờ tiếp nhận" in told()[cast.one_stop_officer.user_id]
    assert Notice.objects.filter(key__startswith="desk:day:").count() == len(told())


@pytest.mark.parametrize("days", [2, 365 * 40])
def test_nobody_is_told_on_a_day_off_or_beyond_the_calendar(cast: Cast, days: int) -> None:
    make.assigned(cast, make.moment(4))

    assert jobs.tell_the_day(Morning(days=days)) == {"told": 0}
