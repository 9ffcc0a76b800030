"""What finishing open dossiers today would add: the same as doing it, and never more than one may see."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories.officers import make_officer
from tests.modules.indicators.scoring.trees import index, leaf
from tests.modules.indicators.typed import evidence
from tests.modules.indicators.work import Office, dossier
from xaso.kernel.clock import SystemClock, local_date
from xaso.kernel.errors import Missing
from xaso.kernel.periods import Period
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.models.papers import Paper, Result
from xaso.modules.indicators.queries.simulator import (
    GainLine,
    PeriodNotRunning,
    Simulation,
    running_periods,
    simulate,
)
from xaso.modules.indicators.rules.slots import slots_of
from xaso.modules.indicators.scoring.rules import share_points
from xaso.modules.indicators.services import refresh
from xaso.modules.indicators.services.scoring import load_indexes
from xaso.modules.org.models import Officer
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.measuring.evaluation import evaluate
from xaso.platform.measuring.registry import registry

D = Decimal
NOW = SystemClock().now()
YEAR = Period.year(local_date(NOW).year)
SOON, AGO = min(NOW + timedelta(hours=6), YEAR.end_at - timedelta(seconds=20)), NOW - timedelta(minutes=5)
"""Due in this year yet, and gone by."""
MEASURES = {
    "dossiers.on_time_766": 20,
    "dossiers.filed_online_766": 6,
    "dossiers.result_electronic": 6,
    "dossiers.digitised_result": 4,
    "surveys.dossiers_satisfied_766": 6,
}
INDEX = index(
    *(
        leaf(code, most, {"kind": "share", "max_points": most, "measure": code})
        for code, most in MEASURES.items()
    )
)


@pytest.fixture
def scored(office: Office) -> Office:
    """An office whose work is scored by five shares; ten dossiers are done, six of them well."""
    load_indexes([INDEX], by=SYSTEM, at=NOW)
    for number in range(10):
        done = dossier(office, NOW - timedelta(minutes=20), online=number > 6, late=number > 5)
        Dossier.objects.filter(pk=done.pk).update(
            finished_at=AGO, due_at=SOON, is_digitised=number > 3, state="returned"
        )
    return office


def opened(office: Office, *, due: datetime | None = SOON, **facts: Any) -> Dossier:
    """A dossier at work, received today."""
    made = dossier(office, NOW - timedelta(minutes=10), online=facts.pop("online", False), late=None)
    Dossier.objects.filter(pk=made.pk).update(due_at=due, **facts)
    made.refresh_from_db()
    return made


def asked(who: Officer, **more: Any) -> Simulation:
    today = local_date(NOW)
    slots = {*slots_of(today), *slots_of(today - timedelta(days=1))}
    refresh([registry.get(code) for code in MEASURES], slots, at=NOW)
    return simulate(who, "thu", period=YEAR.code, at=NOW, **more)


def points() -> Decimal:
    """The points of the index as its measures count it this moment, not rounded."""
    total = D(0)
    for code, most in MEASURES.items():
        figure = evaluate(registry.get(code), YEAR)
        total += share_points(D(most), D(1), figure.part, figure.whole) if figure.whole else 0
    return total


def finish(one: Dossier, by: Officer) -> None:
    """What finishing today writes, in time when the deadline still runs."""
    late = one.due_at is not None and (one.due_at < NOW or one.supplement_count > 1)
    scanned = not one.papers.filter(needs_digitising=True, file=None).exists()
    Result.objects.create(dossier=one, outcome="granted", summary="Xong", file=evidence(by, NOW))
    Dossier.objects.filter(pk=one.pk).update(
        state="ready", finished_at=NOW, is_digitised=scanned, is_late=None if one.due_at is None else late
    )


def leave(one: Dossier) -> None:
    """What leaving it until the period ends comes to: its due moment passes."""
    if one.due_at is not None and one.due_at > NOW:
        Dossier.objects.filter(pk=one.pk).update(due_at=AGO)


CASES: dict[str, dict[str, Any]] = {
    "in time": {},
    "in time, online": {"online": True},
    "without a deadline": {"due": None},
    "late already": {"due": AGO, "online": True},
    "asked for more too often": {"supplement_count": 5},
}


@pytest.mark.parametrize("case", CASES)
def test_the_gain_is_what_finishing_really_adds_over_leaving(scored: Office, cast: Cast, case: str) -> None:
    one = opened(scored, **CASES[case])
    opened(scored, online=True)
    page = asked(cast.chairman).page
    told = {row.row.code: row.points for row in page.rows}.get(one.code, D(0))

    leave(one)
    left = points()
    Dossier.objects.filter(pk=one.pk).update(due_at=one.due_at)
    finish(one, cast.chairman)
    done = points()

    assert abs(max(done - left, D(0)) - told) < D("0.000001")
    assert done != left


def test_a_paper_not_scanned_keeps_a_dossier_from_counting_as_digitised(scored: Office, cast: Cast) -> None:
    whole, lacking = opened(scored), opened(scored)
    Paper.objects.create(dossier=lacking, name="Bản khai", medium="0", added_at=NOW)

    parts = {row.row.code: dict(row.parts) for row in asked(cast.chairman).page.rows}

    assert parts[whole.code]["dossiers.digitised_result"] > 0
    assert parts[lacking.code]["dossiers.digitised_result"] < 0


def test_what_waits_for_the_person_cannot_be_finished_today(scored: Office, cast: Cast) -> None:
    opened(scored, state="awaiting_supplement", paused_at=AGO)

    found = asked(cast.chairman)

    assert (found.total.held, found.page.rows) == (0, [])


def test_offices_and_officers_are_reckoned_from_the_sum_of_what_they_hold(scored: Office, cast: Cast) -> None:
    for _ in range(3):
        opened(scored, holder=cast.specialist)
    opened(scored)

    found = asked(cast.chairman)

    lines = {line.name: line for line in found.officers}
    assert (lines["Vi Văn Sổ"].held, lines["Vi Văn Sổ"].helping) == (3, 3)
    assert lines["Chưa có người giữ"].held == 1
    (office,) = found.offices
    assert (office.name, office.held) == ("Phòng Thử", 4)
    one = found.page.rows[0].points
    assert one < lines["Vi Văn Sổ"].points < 3 * one, "together they move a share less than one by one"
    assert office.points == found.total.points


def test_the_list_is_ordered_by_points_then_by_deadline(scored: Office, cast: Cast) -> None:
    later = opened(scored, due=SOON + timedelta(seconds=10))
    plain, online = opened(scored), opened(scored, online=True)

    codes = [row.row.code for row in asked(cast.chairman).page.rows]

    assert codes == [online.code, plain.code, later.code]


def test_the_list_narrows_to_an_office_and_to_a_holder(scored: Office, cast: Cast) -> None:
    mine = opened(scored, holder=cast.specialist)
    nobodys = opened(scored)

    def codes(**more: str) -> list[str]:
        return sorted(row.row.code for row in asked(cast.chairman, **more).page.rows)

    keys = {line.name: line.key for line in asked(cast.chairman).officers}

    assert codes(unit="phong-thu") == sorted([mine.code, nobodys.code])
    assert codes(unit="khac") == []
    assert codes(holder=keys["Vi Văn Sổ"]) == [mine.code]
    assert codes(holder=keys["Chưa có người giữ"]) == [nobodys.code]
    assert codes(holder="king-x") == []
    assert asked(cast.chairman, unit="phong-thu").chosen == "Phòng Thử"
    assert asked(cast.chairman, unit="khac").chosen == ""


def test_a_head_of_office_sees_the_own_office_alone(scored: Office, cast: Cast) -> None:
    opened(scored)

    found = asked(cast.land_head)

    assert (found.offices, found.officers, found.page.rows) == ((), (), [])
    assert found.total.held == 1


def test_the_list_holds_only_what_the_officer_may_see(scored: Office, cast: Cast) -> None:
    opened(scored)

    found = asked(make_officer("plan_owner"))

    assert [line.held for line in found.offices] == [1]
    assert found.page.rows == []


def test_nothing_open_adds_nothing(scored: Office, cast: Cast) -> None:
    found = asked(cast.chairman)

    assert found.total == GainLine("", "", "", 0, 0, D(0))
    assert found.page.total == 0


def test_before_the_first_count_nothing_is_reckoned(scored: Office, cast: Cast) -> None:
    opened(scored)

    found = simulate(cast.chairman, "thu", period=YEAR.code, at=NOW)

    assert (found.criteria, found.total.points) == ((), 0)


def test_only_a_running_period_can_be_helped(scored: Office, cast: Cast) -> None:
    with pytest.raises(PeriodNotRunning):
        simulate(cast.chairman, "thu", period=str(YEAR.start.year - 1), at=NOW)
    with pytest.raises(Missing):
        simulate(cast.chairman, "khong-co", at=NOW)

    assert simulate(cast.chairman, "thu", at=NOW).period == running_periods(NOW)[0]
    assert running_periods(NOW)[2] == YEAR


def test_as_many_questions_for_many_dossiers_as_for_one(
    scored: Office, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opened(scored, online=True)
    asked(cast.chairman)
    with django_assert_num_queries(5):
        simulate(cast.chairman, "thu", period=YEAR.code, at=NOW)
    for number in range(25):
        opened(scored, online=number > 9, holder=cast.specialist if number > 4 else None)

    with django_assert_num_queries(5):
        found = simulate(cast.chairman, "thu", period=YEAR.code, at=NOW)

    assert (len(found.page.rows), found.page.total, found.page.has_next) == (20, 26, True)
