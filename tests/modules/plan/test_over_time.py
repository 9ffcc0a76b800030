"""A new version of the plan rewrites no past year: thresholds, measures, targets and spans by version."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.modules.indicators.work import noon
from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_work import PLAN
from xaso.kernel.clock import local_date
from xaso.kernel.periods import Period
from xaso.modules.indicators.queries.board import board
from xaso.modules.indicators.queries.target import target_page
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services.freezing import gather
from xaso.modules.plan import queries
from xaso.modules.plan.models import Plan, PlanVersion, Target
from xaso.modules.plan.queries import Kind
from xaso.modules.plan.rules.validity import InForce, Spell, spells
from xaso.modules.plan.services import load_plan
from xaso.platform.journal.actors import SYSTEM

JULY = noon(2026, 7, 15)
LATER = noon(2027, 2, 1)
TAKEN_OVER = local_date(JULY)
Q1 = Period(date(2025, 12, 15), date(2026, 3, 14))
Q4 = Period(date(2026, 9, 15), date(2026, 12, 14))


@pytest.fixture
def data(db: None) -> dict[str, Any]:
    """The plan of the invented commune as its first version holds it, in force since January 2025."""
    return deepcopy(PlanVersion.objects.get(plan__code=PLAN, number=1).snapshot)


def of(data: dict[str, Any], code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["targets"] if one["code"] == code)
    return found


def bar(code: str, year: int) -> Decimal | None:
    """What the plan asks of the year."""
    asked = queries.target(code, year).bar
    return asked.value if asked else None


def version_two(data: dict[str, Any]) -> None:
    """In July 2026: I-01 asks 1 of every year, by another measure; I-02 goes, I-09 comes."""
    of(data, "I-01")["thresholds"] = [
        {"year": year, "comparator": ">=", "value": "1", "value_to": None} for year in (2025, 2026, 2027)
    ]
    of(data, "I-01").update({"measure": "dossiers.on_time", "class": "A", "name": "Tên mới"})
    data["targets"] = [one for one in data["targets"] if one["code"] != "I-02"]
    data["targets"].append(of(data, "I-03") | {"code": "I-09"})
    load_plan(data, by=SYSTEM, at=JULY)


def test_past_years_keep_the_thresholds_and_the_measure_of_their_own_version(data: dict[str, Any]) -> None:
    before = bar("I-01", 2025)

    version_two(data)

    past, now = queries.target("I-01", 2025), queries.target("I-01", 2026)
    assert (before, past.bar.value if past.bar else None, bar("I-01", 2026)) == (90, 90, 1)
    assert (past.target.measure, now.target.measure) == ("surveys.satisfaction", "dossiers.on_time")
    assert (past.target.name, now.target.name) == ("Tỷ lệ người dân hài lòng", "Tên mới")
    assert (past.version, now.version) == (1, 2)
    assert Target.objects.get(code="I-01").thresholds.get(year=2025).value == 1, "rows have the newest"


def test_a_target_that_ended_in_july_stands_in_that_year_and_in_a_quarter_before(
    data: dict[str, Any],
) -> None:
    version_two(data)

    def codes(rows: list[queries.TargetOfYear]) -> dict[str, date | None]:
        return {one.target.code: one.ended_on for one in rows if one.target.code in ("I-02", "I-09")}

    assert codes(queries.targets(2025)) == {"I-02": None}
    assert codes(queries.targets(2026)) == {"I-02": TAKEN_OVER, "I-09": None}
    assert codes(queries.targets(2027)) == {"I-09": None}
    assert codes(queries.targets_in(2026, Q1)) == {"I-02": None}
    assert codes(queries.targets_in(2026, Q4)) == {"I-09": None}
    assert queries.target("I-02", 2027).ended_on == TAKEN_OVER
    assert queries.target("I-09", 2025).bar is None, "the plan of 2025 did not have it"
    assert queries.target("I-09", 2025).version == 2


def test_the_board_shows_it_as_ended_and_the_page_tells_the_history(data: dict[str, Any]) -> None:
    version_two(data)

    rows = {row.code: row for part in board(2026, at=LATER).sections for row in part.rows}
    page = target_page("I-01", 2026, LATER)
    ended = target_page("I-02", 2026, LATER)

    assert rows["I-02"].state.kind is Kind.ENDED
    assert rows["I-02"].state.words == "Đã kết thúc 15/07/2026"
    assert rows["I-02"].forecast == ""
    assert [(line.year, line.threshold, line.version) for line in page.years] == [
        (2025, "tối thiểu 90%", 1),
        (2026, "tối thiểu 1%", 2),
        (2027, "tối thiểu 1%", 2),
    ]
    assert [(one.number, one.years) for one in page.versions] == [(2, "2026–2027"), (1, "2025")]
    assert [(one.is_held, one.years) for one in ended.versions] == [(False, ""), (True, "2025")]
    assert page.versions[0].levels_words == "2025–2027: tối thiểu 1%"
    assert [line.year for line in ended.years] == [2025, 2026]


def test_a_window_closed_later_is_judged_by_the_plan_as_it_was_at_its_end(data: dict[str, Any]) -> None:
    version_two(data)

    def thresholds(window: str) -> dict[str, tuple[str, str]]:
        found = gather(Window.parse(window), at=LATER).figures
        of_target = {one.target: one for one in found if one.span == "cumulative"}
        return {
            code: (of_target[code].threshold, of_target[code].state)
            for code in ("I-01", "I-02", "I-09")
            if code in of_target
        }

    first, last, year = (thresholds(window) for window in ("2026-Q1", "2026-Q4", "2026"))

    assert (set(first), set(last), set(year)) == (
        {"I-01", "I-02"},
        {"I-01", "I-09"},
        {"I-01", "I-02", "I-09"},
    )
    assert (first["I-01"][0], last["I-01"][0]) == ("tối thiểu 90%", "tối thiểu 1%")
    assert "kết thúc" not in first["I-02"][1]
    assert year["I-02"][1] == "Đã kết thúc 15/07/2026"


def test_a_day_typed_into_the_past_takes_nothing_from_years_before(data: dict[str, Any]) -> None:
    version_two(data)

    PlanVersion.objects.filter(number=2).update(in_force_on=date(1900, 1, 1))
    Target.objects.filter(code="I-02").update(ended_on=date(1900, 1, 1))

    past = {one.target.code: one for one in queries.targets(2025)}
    assert (past["I-02"].ended_on, bar("I-01", 2025)) == (None, 90)
    assert queries.target("I-02", 2026).ended_on == TAKEN_OVER, "the day it was entered"


def test_a_plan_renewed_for_other_years_keeps_the_years_it_covered(db: None) -> None:
    before = {one.target.code for one in queries.targets(2025)}

    work.in_force(work.keeper())
    Plan.objects.filter(code=PLAN).update(year_from=2026, year_to=2028)
    PlanVersion.objects.filter(number=2).update(
        snapshot=PlanVersion.objects.get(number=2).snapshot | {"period_from": 2026, "period_to": 2028}
    )

    assert {one.target.code for one in queries.targets(2025)} == before
    assert queries.years() == [2025, 2026, 2027, 2028]
    assert [one.code for one in queries.plans(2025)] == [PLAN]
    assert {one.version for one in queries.targets(2028)} == {2}


def test_versions_add_one_query_however_many_targets(
    data: dict[str, Any], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version_two(data)

    with django_assert_num_queries(4):
        queries.targets(2026)
    with django_assert_num_queries(4):
        queries.target_over("I-01", 2026)


ON, ENTERED = date(2025, 1, 2), date(2026, 7, 20)
ONE, TWO = InForce(1, ON, ON, 2025, 2030), InForce(2, date(2026, 7, 15), ENTERED, 2025, 2030)


@pytest.mark.parametrize(
    ("versions", "year", "found"),
    [
        ((), 2026, ()),
        ((ONE,), 2031, ()),
        ((ONE, TWO), 2025, (Spell(1, None),)),
        ((ONE, TWO), 2026, (Spell(2, None), Spell(1, date(2026, 7, 15)))),
        ((ONE, TWO), 2027, (Spell(2, None),)),
        ((TWO,), 2025, (Spell(2, None),)),
        ((ONE, InForce(2, date(1900, 1, 1), ENTERED, 2025, 2030)), 2025, (Spell(1, None),)),
        ((ONE, InForce(2, date(1900, 1, 1), ENTERED, 2025, 2030)), 2026, (Spell(2, None), Spell(1, ENTERED))),
        ((ONE, InForce(2, date(2026, 12, 20), ENTERED, 2027, 2030)), 2026, (Spell(1, None),)),
        ((ONE, InForce(2, ON, ON, 2025, 2030), TWO), 2025, (Spell(2, None),)),
    ],
)
def test_a_year_is_seen_by_the_last_version_in_force_that_covers_it(
    versions: tuple[InForce, ...], year: int, found: tuple[Spell, ...]
) -> None:
    assert spells(versions, year=year, start=date(year, 1, 1), end=date(year, 12, 31)) == found


DAYS = st.lists(st.dates(date(2020, 1, 1), date(2035, 12, 31)), min_size=1, max_size=6)


@given(DAYS, st.integers(2025, 2030))
def test_a_later_version_never_changes_a_year_that_ended_before_it(days: list[date], year: int) -> None:
    versions = [InForce(number, on, on, 2025, 2030) for number, on in enumerate(days, 1)]
    start, end = date(year, 1, 1), date(year, 12, 31)
    before = spells(versions, year=year, start=start, end=end)

    entered = date(year + 1, 3, 1)
    newest = InForce(len(days) + 1, min(days) - timedelta(days=1), entered, 2025, 2030)

    assert spells([*versions, newest], year=year, start=start, end=end) == before
    assert before[0].ended_on is None
    assert all(one.ended_on is not None and start < one.ended_on <= end for one in before[1:])
