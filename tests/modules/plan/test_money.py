"""The plan's money: entered with its paper, struck out with a reason, added up beside the work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, Cast
from tests.factories import tasks as make
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.plan.models import BudgetLine, Plan
from xaso.modules.plan.queries import money
from xaso.modules.plan.queries.tasks import task_record
from xaso.modules.plan.queries.tasks_story import story
from xaso.modules.plan.rules.money import Sums
from xaso.modules.plan.services.money import (
    AlreadyStruck,
    NotYourMoney,
    SameMoney,
    UnfitMoney,
    strike_money,
)
from xaso.modules.plan.services.tasks_judging import cancel
from xaso.platform.journal.queries import timeline

pytestmark = pytest.mark.django_db


def test_amounts_add_up_by_source_and_year(cast: Cast) -> None:
    make.money(cast.head_of_office)
    make.money(cast.head_of_office, step="allotted", amount=80_000_000)
    make.money(cast.head_of_office, source="people", year=2027, amount=5_000_000)

    table = money.money_table(Plan.objects.get())

    assert table.years == [2025, 2026, 2027]
    assert table.cells["local", 2026] == Sums(120_000_000, 80_000_000, None)
    assert table.by_source["people"] == Sums(planned=5_000_000)
    assert table.by_year[2025].is_empty
    assert table.whole == Sums(125_000_000, 80_000_000, None)


def test_a_struck_amount_is_read_but_counts_no_more(cast: Cast) -> None:
    entry = make.money(cast.head_of_office)

    strike_money(entry=entry, reason="Nhập nhầm dòng", by=cast.head_of_office, at=NOW)

    record = money.line_record("KP-MAY", 1)
    assert record.entries.rows[0].struck_reason == "Nhập nhầm dòng"
    assert record.table.whole.is_empty
    assert [one.event for one in timeline("budget_line:KP-MAY")] == [
        "plan.money_entered",
        "plan.money_struck",
    ]
    with pytest.raises(AlreadyStruck):
        strike_money(entry=entry, reason="Lại", by=cast.head_of_office, at=NOW)


def test_only_the_keeper_of_the_plan_enters_and_strikes(cast: Cast) -> None:
    entry = make.money(cast.head_of_office)

    with pytest.raises(NotYourMoney):
        make.money(cast.chairman)
    with pytest.raises(NotYourMoney):
        strike_money(entry=entry, reason="x", by=cast.chairman, at=NOW)
    with pytest.raises(Invalid):
        strike_money(entry=entry, reason=" ", by=cast.head_of_office, at=NOW)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"amount": 0}, "amount"), ({"amount": 10**13}, "amount"), ({"basis": " "}, "basis"),
        ({"on": date(1900, 1, 1)}, "on"), ({"on": date(2024, 12, 31)}, "on"),
        ({"step": "spent", "on": date(2025, 12, 31)}, "on"), ({"year": 2025, "step": "spent"}, "on"),
        ({"year": 2040}, "year"), ({"on": make.TODAY + timedelta(days=1)}, "on"), ({"source": "x"}, "source"),
        ({"step": "x"}, "step"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(cast: Cast, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(UnfitMoney) as refused:
        make.money(cast.head_of_office, **facts)

    assert [one.field for one in refused.value.problems] == [field]


def test_an_amount_is_not_for_a_task_of_another_line(cast: Cast) -> None:
    line = BudgetLine.objects.get(code="KP-HD-01")
    task = make.given(cast.chairman, budget_line=line)

    with pytest.raises(UnfitMoney):
        make.money(cast.head_of_office, task=task)
    assert make.money(cast.head_of_office, task=task, line=line).task == task
    assert money.tasks_of_line(line) == [task]


def test_a_task_of_no_line_gets_the_line_with_its_first_amount(cast: Cast) -> None:
    line = BudgetLine.objects.get(code="KP-MAY")
    task = make.given(cast.chairman)
    other = make.given(cast.chairman, budget_line=line)
    offered = money.tasks_of_line(line)

    make.money(cast.head_of_office, task=task, step="spent", amount=1_000)

    task.refresh_from_db()
    assert (offered, task.budget_line, task.revision) == ([other, task], line, 1)
    assert story(task)[0].title == "Gắn dòng kinh phí KP-MAY"
    assert money.line_record("KP-MAY", 1).row.tasks == 2


def test_money_stands_by_task_beside_its_progress(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    line = BudgetLine.objects.get(code="KP-MAY")
    open_task, done = make.given(cast.chairman, budget_line=line), make.done(cast, budget_line=line)
    dropped, quiet = (make.given(cast.chairman, budget_line=line) for _ in range(2))
    for task, step, amount in (
        (open_task, "planned", 900), (open_task, "allotted", 500), (open_task, "spent", 400),
        (done, "allotted", 300), (done, "spent", 200), (dropped, "spent", 50), (None, "spent", 7),
    ):  # fmt: skip
        make.money(cast.head_of_office, task=task, step=step, amount=amount)
    for task in (dropped, quiet):
        cancel(task=task, reason="Thôi", by=cast.chairman, at=NOW, seen=task.revision)

    with django_assert_max_num_queries(10):
        record = money.line_record("KP-MAY", 1)

    by_task = {one.task.pk: one for one in record.by_task.rows}
    assert set(by_task) == {open_task.pk, done.pk, dropped.pk}, "money that went to a dropped task is seen"
    assert by_task[open_task.pk].sums == Sums(900, 500, 400)
    assert by_task[open_task.pk].reading.words == "Đã chi 80% số đã giao, việc chưa xong"
    assert by_task[done.pk].reading.words == "Đã chi 66,7% số đã giao"
    assert record.of_no_task == Sums(spent=7)
    assert task_record(cast.chairman, open_task.code, now=NOW).money.sums == Sums(900, 500, 400)


def test_an_amount_just_like_one_that_stands_is_asked_back_once(cast: Cast) -> None:
    first = make.money(cast.head_of_office)

    with pytest.raises(SameMoney) as refused:
        make.money(cast.head_of_office)
    make.money(cast.head_of_office, is_another=True)
    make.money(cast.head_of_office, amount=first.amount + 1)

    asked = refused.value.problems[0]
    assert asked.field == "is_another"
    assert asked.sentence.startswith("Đã có khoản y hệt: kế hoạch 120.000.000 đồng, năm 2026, ")
    assert first.line.entries.count() == 3
    assert timeline("budget_line:KP-MAY").filter(data__is_another=True).count() == 1
    for entry in first.line.entries.filter(amount=first.amount):
        strike_money(entry=entry, reason="Nhầm", by=cast.head_of_office, at=NOW)
    assert make.money(cast.head_of_office).pk, "a struck one is asked about no more"


def test_what_goes_beyond_its_ground_is_told(cast: Cast) -> None:
    line = BudgetLine.objects.get(code="KP-MAY")
    told = []
    for step, amount in (
        ("planned", 500),
        ("allotted", 400),
        ("spent", 300),
        ("spent", 200),
        ("allotted", 101),
    ):
        make.money(cast.head_of_office, step=step, amount=amount)
        told.append(money.beyond_of(line, 2026))

    assert told == [
        "", "", "", "đã chi 500 đồng, lớn hơn số đã giao 400 đồng",
        "đã giao 501 đồng, lớn hơn kế hoạch 500 đồng",
    ]  # fmt: skip
    assert money.beyond_of(line, 2025) == ""


def test_a_line_stands_beside_its_work(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    line = BudgetLine.objects.get(code="KP-MAY")
    make.given(cast.chairman, budget_line=line)
    make.done(cast, budget_line=line)
    make.money(cast.head_of_office, step="spent")
    plan = Plan.objects.get()

    with django_assert_num_queries(3):
        page = money.line_page(plan, 1, year=2026)

    row = next(one for one in page.rows if one.code == "KP-MAY")
    assert (row.tasks, row.done) == (2, 1)
    assert row.reading.is_warning
    assert [one.code for one in money.line_page(plan, 1, only_warned=True).rows] == ["KP-MAY"]


def test_every_entry_goes_into_the_file(cast: Cast) -> None:
    make.money(cast.head_of_office)

    assert [one.amount for one in money.money_entries(Plan.objects.get())] == [120_000_000]


def test_what_is_not_there_is_missing(cast: Cast) -> None:
    with pytest.raises(Missing):
        money.money_line("KHONG-CO")
    with pytest.raises(Missing):
        money.money_entry("KP-MAY", 999_999)
