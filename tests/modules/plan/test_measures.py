"""What the measures of tasks count in which period."""

from __future__ import annotations

from datetime import date

from tests.cast import Cast
from tests.factories import tasks as make
from xaso.kernel.periods import Period
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.org import queries as org
from xaso.modules.org.models import Setting
from xaso.modules.plan.models import Quarter, TaskKind
from xaso.modules.plan.rules.quarters import quarters_of
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


def dialogue(cast: Cast, day: date) -> None:
    """A dialogue whose minutes were sent that day."""
    make.done(cast, make.on(day), kind=TaskKind.DIALOGUE, deadline=day)


def test_four_dialogues_on_one_day_keep_one_quarter(cast: Cast) -> None:
    for _ in range(4):
        dialogue(cast, date(2025, 5, 20))

    whole_year = fraction("plan.quarters_with_dialogue", Period.year(2025))
    records = registry.get("plan.quarters_with_dialogue").function(Period.year(2025)).whole  # type: ignore[union-attr]

    assert whole_year == "1/4"
    assert list(records.order_by("code").values_list("code", "dialogues")) == [
        ("2025-Q1", 0), ("2025-Q2", 4), ("2025-Q3", 0), ("2025-Q4", 0),
    ]  # fmt: skip


def test_a_quarter_counts_in_the_period_it_ended_in_and_only_once_it_ended(cast: Cast) -> None:
    dialogue(cast, date(2026, 1, 5))

    found = [
        fraction("plan.quarters_with_dialogue", period)
        for period in (
            Period.month(2026, 2),
            Period.month(2026, 3),
            Window.parse("2026-Q1").period,
            Window.parse("2026-Q2").period,
            Period(date(2030, 1, 1), date(2030, 12, 31)),
        )
    ]

    assert found == ["0/0", "1/1", "0/1", "1/1", "0/0"]


def test_quarters_before_the_commune_held_any_do_not_count(cast: Cast) -> None:
    Setting.objects.update_or_create(
        key="plan.dialogues_from",
        defaults={"value": "2025-10-01", "label": "Quý đầu", "basis": "Đặt ra để thử", "certainty": "D"},
    )

    assert fraction("plan.quarters_with_dialogue", Period.year(2025)) == "0/1"


def test_the_quarters_of_a_plan_are_there_once_and_fill_each_year(cast: Cast) -> None:
    days = [(first, last) for _, first, last in quarters_of(2026)]

    assert Quarter.objects.count() == 4 * len(
        {code[:4] for code in Quarter.objects.values_list("code", flat=True)}
    )
    assert days[0][0] == date(2026, 1, 1)
    assert days[3] == (date(2026, 10, 1), date(2026, 12, 31))
    assert [last.day for _, last in days] == [31, 30, 30, 31]
