"""The plan's money: lines with their sums beside their work, totals by source and year, one line's
entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When

from xaso.kernel.errors import Missing
from xaso.kernel.paging import PAGE_SIZE, Page, window

from ..lifecycle import State
from ..models import BudgetLine, MoneyEntry, Plan, Task
from ..rules.money import Reading, Source, Sums, beyond, read_sums, read_task_sums, sums_of, total

MOST_TASKS = 100
Cells = Mapping[tuple[str, int], Sums]


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """Sources by years, with both totals; `cells` by (source, year)."""

    years: list[int]
    sources: list[tuple[str, str]]
    cells: Cells
    by_source: Mapping[str, Sums]
    by_year: Mapping[int, Sums]
    whole: Sums


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of money with its work: tasks, those done, and what the sums say."""

    code: str
    name: str
    funding: str
    sums: Sums
    tasks: int
    done: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class TaskMoney:
    """The money of one task, and how it reads beside the task's progress."""

    task: Task
    sums: Sums
    reading: Reading


@dataclass(frozen=True, slots=True)
class LineRecord:
    """One line with its entries, newest first, its own table, and its sums by task."""

    line: BudgetLine
    row: LineRow
    entries: Page[MoneyEntry]
    table: MoneyTable
    by_task: Page[TaskMoney]
    of_no_task: Sums


def money_table(plan: Plan, *, line: BudgetLine | None = None) -> MoneyTable:
    """What was planned, allotted and spent by source and year, of the plan or of one line. One query."""
    rows = _standing().filter(line__plan=plan)
    if line is not None:
        rows = rows.filter(line=line)
    amounts: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for source, year, step, amount in rows.values_list("source", "year", "step").annotate(all=Sum("amount")):
        amounts[source, year][step] = amount
    cells = {key: sums_of(steps) for key, steps in amounts.items()}
    years = list(range(plan.year_from, plan.year_to + 1))
    sources = [(one.value, one.words) for one in Source]
    return MoneyTable(
        years=years,
        sources=sources,
        cells=cells,
        by_source={code: total(cells.get((code, year), Sums()) for year in years) for code, _ in sources},
        by_year={year: total(cells.get((code, year), Sums()) for code, _ in sources) for year in years},
        whole=total(cells.values()),
    )


def line_page(
    plan: Plan, number: int, *, year: int | None = None, only_warned: bool = False
) -> Page[LineRow]:
    """Lines of money in the plan's order, 20 a page; sums and tasks of one year or of all. Three queries."""
    found = line_rows(plan, year=year)
    rows = [one for one in found if one.reading.is_warning] if only_warned else found
    start = (number - 1) * PAGE_SIZE
    return Page.cut(rows[start : start + PAGE_SIZE + 1], number, total=len(rows))


def line_rows(plan: Plan, *, year: int | None = None) -> list[LineRow]:
    """Every line of the plan that runs, with its sums and tasks. Three queries, whatever their number."""
    lines = list(BudgetLine.objects.filter(plan=plan, is_active=True).order_by("order", "pk"))
    return _rows(lines, year)


def _rows(lines: Iterable[BudgetLine], year: int | None) -> list[LineRow]:
    lines = list(lines)
    keys = [one.pk for one in lines]
    sums, work = _sums(keys, year), _work(keys, year)
    return [_row(one, sums.get(one.pk, Sums()), *work.get(one.pk, (0, 0))) for one in lines]


def _row(line: BudgetLine, sums: Sums, tasks: int, done: int) -> LineRow:
    reading = read_sums(sums, tasks=tasks, done=done)
    return LineRow(line.code, line.name, line.funding, sums, tasks, done, reading)


def _sums(keys: list[int], year: int | None) -> dict[int, Sums]:
    rows = _standing().filter(line__in=keys)
    if year is not None:
        rows = rows.filter(year=year)
    amounts: dict[int, dict[str, int]] = defaultdict(dict)
    for line, step, amount in rows.values_list("line_id", "step").annotate(all=Sum("amount")):
        amounts[line][step] = amount
    return {line: sums_of(steps) for line, steps in amounts.items()}


def _work(keys: list[int], year: int | None) -> dict[int, tuple[int, int]]:
    mine = ~Q(tasks__state=State.CANCELLED) & Q(tasks__isnull=False)
    if year is not None:
        mine &= Q(tasks__deadline__year=year)
    rows = BudgetLine.objects.filter(pk__in=keys).annotate(
        made=Count("tasks", filter=mine), finished=Count("tasks", filter=mine & Q(tasks__state=State.DONE))
    )
    return {key: (made, done) for key, made, done in rows.values_list("pk", "made", "finished")}


def money_line(code: str) -> BudgetLine:
    """The line of that code. Raises `Missing`."""
    found = BudgetLine.objects.select_related("plan", "activity").filter(code=code).first()
    if found is None:
        raise Missing
    return found


def line_record(code: str, number: int, *, tasks_page: int = 1) -> LineRecord:
    """One line with its sums by source and year and by task, and its entries, struck ones included. Nine
    queries.

    Raises `Missing`.
    """
    line = money_line(code)
    rows = line.entries.select_related("entered_by", "struck_by", "task", "file").order_by(
        "-entered_at", "-pk"
    )
    start = (number - 1) * PAGE_SIZE
    fetched = list(rows[start : start + PAGE_SIZE + 1])
    entries = Page.cut(fetched, number, total=line.entries.count())
    by_task, of_no_task = _money_by_task(line, tasks_page)
    row, table = _rows([line], None)[0], money_table(line.plan, line=line)
    return LineRecord(line, row, entries, table, by_task, of_no_task)


def _money_by_task(line: BudgetLine, number: int) -> tuple[Page[TaskMoney], Sums]:
    """The tasks of the line, also cancelled ones that money went to, 20 a page; and what names no task."""
    amounts: dict[int | None, dict[str, int]] = defaultdict(dict)
    rows = _standing().filter(line=line).values_list("task_id", "step").annotate(all=Sum("amount"))
    for task, step, amount in rows:
        amounts[task][step] = amount
    mine = Q(budget_line=line) & ~Q(state=State.CANCELLED) | Q(pk__in=[key for key in amounts if key])
    found = Task.objects.filter(mine).select_related("lead").order_by("-deadline", "-pk")
    tasks = list(found[window(number)])
    lines = [_task_money(one, sums_of(amounts.get(one.pk, {}))) for one in tasks]
    return Page.cut(lines, number, total=found.count()), sums_of(amounts.get(None, {}))


def _task_money(task: Task, sums: Sums) -> TaskMoney:
    return TaskMoney(task, sums, read_task_sums(sums, is_done=task.state == State.DONE))


def money_of_task(task: Task) -> TaskMoney:
    """What was planned, allotted and spent for one task, beside its progress. One query."""
    rows = _standing().filter(task=task).values_list("step").annotate(all=Sum("amount"))
    return _task_money(task, sums_of(dict(rows)))


def beyond_of(line: BudgetLine, year: int) -> str:
    """How far the line goes beyond what it rests on in a year, in words; empty if it does not. One query."""
    return beyond(_sums([line.pk], year).get(line.pk, Sums()))


def money_entry(code: str, key: int) -> MoneyEntry:
    """One entry of a line. Raises `Missing`."""
    rows = MoneyEntry.objects.select_related("line__plan", "file", "task", "entered_by")
    found = rows.filter(line__code=code, pk=key).first()
    if found is None:
        raise Missing
    return found


def money_entries(plan: Plan) -> QuerySet[MoneyEntry]:
    """Every entry of the plan, oldest first, for a file."""
    rows = MoneyEntry.objects.filter(line__plan=plan).select_related(
        "line", "task", "entered_by", "struck_by"
    )
    return rows.order_by("pk")


def _standing() -> QuerySet[MoneyEntry]:
    """Entries that count: not struck out."""
    return MoneyEntry.objects.filter(struck_at=None)


def active_lines() -> list[BudgetLine]:
    """Every line of money that runs, in the plan's order. One query."""
    return list(BudgetLine.objects.filter(is_active=True).order_by("plan_id", "order", "pk"))


def tasks_of_line(line: BudgetLine) -> list[Task]:
    """The tasks an amount of the line may be for: its own, then those of no line, which get it; each newest
    first, at most 100. One query.
    """
    fitting = Task.objects.alive().filter(Q(budget_line=line) | Q(budget_line=None, activity=None))
    own_first = Case(When(budget_line=line, then=Value(0)), default=Value(1))
    return list(fitting.order_by(own_first, "-deadline", "-pk")[:MOST_TASKS])
