"""What the measures of tasks count in which period."""

from __future__ import annotations

from datetime import date

from tests.cast import Cast
from tests.factories import tasks as make
from xaso.kernel.periods import Period
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.org import queries as org
from xaso.modules.plan.models import TaskKind
from xaso.platform.measuring.evaluation import evaluate
from xaso.platform.measuring.registry import registry

LAST_DAY = date(2025, 12, 31)


def fraction(code: str, period: Period) -> str:
    return evaluate(registry.get(code), period).fraction


def test_drafting_due_on_the_last_day_of_december_is_in_its_year_and_in_the_next_report_year(
    cast: Cast,
) -> None:
    task = make.done(cast, make.on(date(2025, 12, 20)), kind=TaskKind.LEGAL_DRAFTING, deadline=LAST_DAY)

    asked = {
        "calendar year": Period.year(2025),
        "calendar month": Period.month(2025, 12),
        "report year before": Window.parse("2025").period,
        "first report month": Window.parse("2026-01").period,
        "first quarter so far": Window.parse("2026-Q1").cumulative,
        "second quarter alone": Window.parse("2026-Q2").period,
        "second quarter so far": Window.parse("2026-Q2").cumulative,
    }
    found = {name: fraction("plan.legal_drafting_on_time", period) for name, period in asked.items()}

    assert task.deadline == LAST_DAY
    assert found == {
        "calendar year": "1/1",
        "calendar month": "1/1",
        "report year before": "0/0",
        "first report month": "1/1",
        "first quarter so far": "1/1",
        "second quarter alone": "0/0",
        "second quarter so far": "1/1",
    }


def test_drafting_of_one_period_does_not_stand_in_another(cast: Cast) -> None:
    late = make.done(
        cast, make.on(date(2026, 1, 5)), make.on(date(2026, 3, 2)),
        kind=TaskKind.LEGAL_DRAFTING, deadline=date(2026, 2, 20), lead=org.unit(make.ECONOMY),
    )  # fmt: skip
    make.done(
        cast, make.on(date(2026, 3, 16)), kind=TaskKind.LEGAL_DRAFTING, deadline=date(2026, 4, 1),
        lead=org.unit(make.ECONOMY),
    )  # fmt: skip

    quarter = Window.parse("2026-Q2")

    assert late.finished_on == date(2026, 3, 2)
    assert fraction("plan.legal_drafting_on_time", quarter.period) == "1/1"
    assert fraction("plan.legal_drafting_on_time", quarter.cumulative) == "0/1"
