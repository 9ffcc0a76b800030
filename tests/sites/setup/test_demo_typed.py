"""The typed figures of the synthetic year: through the services, at every point of their way."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.cast import FOUNDED, Cast
from xaso.modules.indicators.models import TargetNote, TypedFigure
from xaso.modules.org.queries import calendar
from xaso.modules.plan import queries as plan
from xaso.platform.files.models import StoredFile
from xaso.platform.journal.listeners import nobody_told
from xaso.platform.journal.queries import broken_entry
from xaso.sites.setup.demo.office import Office
from xaso.sites.setup.demo.shelf import Shelf
from xaso.sites.setup.demo.typed import type_figures

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FIRST, LAST = date(2025, 9, 24), date(2026, 11, 23)
HOW_MANY = 7


@pytest.fixture
def made(cast: Cast) -> int:
    """Seven typed targets of a unit that has a specialist, and a year of their figures."""
    like = plan.target("II-04", 2026).target
    for number in range(HOW_MANY - 1):
        like.pk, like.code, like.unit = None, f"X-{number}", "percent" if number else "score"
        like.owner = cast.land_head.unit
        like.save()
    with nobody_told():
        return type_figures(FIRST, LAST, rng=Random(3), office=Office(), shelf=Shelf())


def test_earlier_quarters_are_decided_and_the_last_shows_every_state(made: int) -> None:
    figures = list(TypedFigure.objects.select_related("entered_by", "decided_by"))
    last = [one for one in figures if one.window == "2026-Q3"]
    earlier = [one for one in figures if one.window != "2026-Q3"]

    assert made == len(figures)
    assert {one.window for one in earlier} == {"2025-Q4", "2026-Q1", "2026-Q2"}
    assert {one.state for one in earlier} == {"approved"}
    assert Counter(one.state for one in last) == {"draft": 1, "waiting": 1, "returned": 1, "approved": 2}
    assert len({one.target_code for one in figures}) == HOW_MANY - 1, "one target is left without a source"
    assert len({one.target_code for one in last}) == HOW_MANY - 2, "one is left to type"


def test_the_owners_people_type_in_working_hours_and_another_decides(made: int, cast: Cast) -> None:
    work = calendar()

    for one in TypedFigure.objects.select_related("entered_by", "decided_by"):
        assert one.entered_by.unit == cast.land_head.unit or one.target_code == "II-04"
        assert one.decided_by != one.entered_by
        for moment in (one.entered_at, one.sent_at, one.decided_at):
            assert moment is None or work.next_moment(moment) == moment
        assert "không có giá trị" in one.source


def test_the_journal_holds_one_file_serves_all_and_leaders_left_notes(made: int) -> None:
    assert broken_entry() is None
    assert StoredFile.objects.count() == 1
    assert TargetNote.objects.count() == 3
    assert Path(StoredFile.objects.get().content.path).exists()


def test_before_any_quarter_has_ended_nothing_is_typed(cast: Cast) -> None:
    found = type_figures(FOUNDED.date(), FOUNDED.date(), rng=Random(1), office=Office(), shelf=Shelf())

    assert found == 0
