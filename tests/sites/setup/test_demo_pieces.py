"""A synthetic year that was stopped is taken up where it stood: nothing twice, nothing missing."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from tests.sites.setup.test_demo_year import made
from xaso.kernel.errors import Missing
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import Task
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import broken_entry
from xaso.sites.setup.demo.pieces import begun, runs_so_far
from xaso.sites.setup.demo.year import SMALL, make_year

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


class Stop(Exception):
    """The power goes."""


def stop_after(pieces: int) -> None:
    """Make a year and stop it after so many pieces."""
    left = [pieces]

    def rest(seconds: float) -> None:
        assert 0 <= seconds <= 0.2
        left[0] -= 1
        if not left[0]:
            raise Stop

    with pytest.raises(Stop):
        make_year(size=SMALL, today=TODAY, seed=7, now=NOW, tell=lambda words: None, rest=rest)


def test_a_year_stopped_twice_is_made_whole_without_anything_twice() -> None:
    stop_after(30)
    half = Dossier.objects.count()
    states = Counter(Dossier.objects.values_list("state", flat=True))
    stop_after(36)
    tasks = Task.objects.count()

    said = made("--seed", "99", today="2026-12-01")

    assert 10 < half < 60
    assert states["returned"] < half, "some were on their way when the power went"
    assert "Làm tiếp năm giả lập còn dở" in said
    assert Dossier.objects.count() == 60
    assert Dossier.objects.filter(state="returned").count() >= 40
    assert Person.objects.filter(id_number__startswith="098").count() == 60
    assert Task.objects.count() == tasks > 0
    assert (runs_so_far(), begun()) == (1, None)
    whole = Entry.objects.get(event="setup.demo_year_made")
    assert (whole.data["seed"], whole.data["last_day"]) == (7, "2026-11-23"), "made as it was begun"
    pieces = Entry.objects.filter(event="setup.demo_piece_made")
    names = [one.data["piece"] for one in pieces]
    assert len(names) == len(set(names)) > 60, "a piece a week, and each written once"
    assert broken_entry() is None
    assert made() == "Năm giả lập đã có sẵn, không ghi gì thêm.\n"


def test_what_is_missing_is_said_before_anything_is_written() -> None:
    Officer.objects.filter(user__grants__role="cashier").update(is_active=False)

    with pytest.raises(Missing, match="Chưa có cán bộ"):
        make_year(size=SMALL, today=TODAY, seed=7, now=NOW, tell=lambda words: None)

    assert begun() is None
    assert not Person.objects.filter(id_number__startswith="098").exists()
