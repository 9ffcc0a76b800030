"""Which open dossiers, finished today, would add most points to an index: by office, by officer, one by one.

The method, as the page states it: points with the dossier finished today and its result kept as a file, less
points with it left until the period ends; every other dossier as it is now. Several dossiers are reckoned
from their sum. Only what finishing changes is counted (see `effects`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, DecimalField, F, Q, Value, When

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.kernel.paging import Page, window
from xaso.kernel.periods import Period
from xaso.modules.dossiers.access import visible_to
from xaso.modules.dossiers.queries.rows import ListRow, list_rows, values_of
from xaso.modules.org.access import Role

from ..scoring.gains import Turn, together
from ..scoring.reading import read_index
from ..scoring.tree import Index
from .effects import FLAGS, Flags, Moves, Pattern, flags_in, marked, moves_of
from .kept import Freshness
from .scores import index_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from xaso.modules.org.models import Officer

COUNT_CAP = 1_000
MICRO = Decimal("0.000001")


class PeriodNotRunning(Invalid):
    """Finishing something today can only help a period that today lies in."""

    code = "period_not_running"
    default_sentence = "Chỉ thử tính được cho kỳ đang chạy. Chọn tháng này, quý này hoặc năm nay."


@dataclass(frozen=True, slots=True)
class GainLine:
    """An office or an officer: what they hold, how many of these help, and the points of all together."""

    key: str
    name: str
    unit: str
    held: int
    helping: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One dossier: the points it would add, and in which criteria."""

    row: ListRow
    points: Decimal
    parts: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """The answer. ``criteria`` are the leaves reckoned with; ``total`` is all that helps in the commune."""

    index: Index
    period: Period
    periods: tuple[Period, ...]
    criteria: tuple[tuple[str, str], ...]
    total: GainLine
    offices: tuple[GainLine, ...]
    officers: tuple[GainLine, ...]
    page: Page[RecordLine]
    freshness: Freshness
    chosen: str


@dataclass(slots=True)
class _Heap:
    """Dossiers of one office or officer, added up."""

    name: str
    unit: str
    held: int = 0
    helping: int = 0
    turns: list[dict[str, Turn]] = field(default_factory=list)


Patterns = Mapping[Flags, Pattern]


def running_periods(at: datetime) -> tuple[Period, ...]:
    """Return this month, this quarter and this year."""
    today = local_date(at)
    quarter = Period.quarter(today.year, (today.month + 2) // 3)
    return (Period.month_of(today), quarter, Period.year(today.year))


def simulate(
    officer: Officer,
    code: str,
    *,
    period: str = "",
    unit: str = "",
    holder: str = "",
    page: int = 1,
    at: datetime,
) -> Simulation:
    """Return what finishing open dossiers today would add to an index in a running period.

    A head of office sees the own office; the list holds only dossiers the officer may see. ``unit`` (a code)
    or ``holder`` (a key of `officers`) narrows the list. A constant number of queries, whatever the number of
    dossiers. Raises `Missing` for an unknown index, `PeriodNotRunning`.
    """
    periods = running_periods(at)
    span = next((one for one in periods if one.code == (period or periods[0].code)), None)
    if span is None:
        raise PeriodNotRunning
    index = read_index(index_of(code, local_date(at)).definition)
    moves = moves_of(index, span, at)
    found = marked(span)
    counts = _counts(found)
    patterns = {flags: moves.pattern(flags) for flags in {row["flags"] for row in counts}}
    offices, officers, total = _lines(counts, patterns, moves, _only(officer))
    chosen = next(
        (line.name for line in (*offices, *officers) if line.key in (unit, holder) and line.key), ""
    )
    return Simulation(
        index=index,
        period=span,
        periods=periods,
        criteria=moves.criteria,
        total=total,
        offices=offices,
        officers=officers,
        page=_page(_narrowed(found, officer, unit, holder), patterns, moves, page, at),
        freshness=moves.freshness,
        chosen=chosen,
    )


def _counts(found: QuerySet[Any]) -> list[dict[str, Any]]:
    """How many are alike, by office and holder. One query."""
    names = ("unit__code", "unit__short_name", "holder_id", "holder__full_name")
    rows = found.order_by().values(*names, *FLAGS).annotate(number=Count("pk"))
    return [{**row, "flags": flags_in(row)} for row in rows]


def _only(officer: Officer) -> str:
    """The code of the one office the officer may look into; empty for those who see all."""
    return "" if officer.has_role(Role.LEADER, Role.PLAN_OWNER) else officer.unit.code


def _lines(
    counts: Iterable[Mapping[str, Any]], patterns: Patterns, moves: Moves, only: str
) -> tuple[tuple[GainLine, ...], tuple[GainLine, ...], GainLine]:
    offices: dict[str, _Heap] = {}
    officers: dict[str, _Heap] = {}
    everyone = _Heap("", "")
    for row in counts:
        office, heaps = row["unit__code"] or "", [everyone]
        if only in ("", office):
            unit = row["unit__short_name"] or "Chưa có đơn vị"
            name = row["holder__full_name"] or "Chưa có người giữ"
            heaps.append(offices.setdefault(office, _Heap(unit, unit)))
            heaps.append(officers.setdefault(_holder_key(row), _Heap(name, unit)))
        for heap in heaps:
            _add(heap, patterns[row["flags"]], row["number"])
    return _ranked(offices, moves), _ranked(officers, moves), _line("", everyone, moves)


def _holder_key(row: Mapping[str, Any]) -> str:
    """An officer holds for one office at a time; what nobody holds is kept apart by office."""
    return f"{row['holder_id'] or ''}-{row['unit__code'] or ''}"


def _add(heap: _Heap, pattern: Pattern, number: int) -> None:
    heap.held += number
    if pattern.points > 0:
        heap.helping += number
        heap.turns.append({key: turn.times(number) for key, turn in pattern.turns.items()})


def _line(key: str, heap: _Heap, moves: Moves) -> GainLine:
    return GainLine(key, heap.name, heap.unit, heap.held, heap.helping, moves.gain(together(heap.turns)))


def _ranked(heaps: Mapping[str, _Heap], moves: Moves) -> tuple[GainLine, ...]:
    lines = [_line(key, heap, moves) for key, heap in heaps.items()]
    return tuple(sorted(lines, key=lambda line: (-line.points, line.name, line.key)))


def _narrowed(found: QuerySet[Any], officer: Officer, unit: str, holder: str) -> QuerySet[Any]:
    """What the list may show: seen by this officer, of the chosen office or holder."""
    seen = found.filter(pk__in=visible_to(officer).order_by().values("pk"))
    if only := _only(officer):
        seen = seen.filter(unit__code=only)
    if unit:
        return seen.filter(unit__code=unit)
    if not holder:
        return seen
    who, _, office = holder.partition("-")
    if who and not (who.isascii() and who.isdigit() and len(who) < 19):
        return seen.none()
    return seen.filter(holder=int(who) if who else None, unit__code=office)


def _page(
    found: QuerySet[Any], patterns: Patterns, moves: Moves, number: int, at: datetime
) -> Page[RecordLine]:
    """Twenty of the dossiers that help, those that add most first."""
    helping = [pattern for pattern in patterns.values() if pattern.points > 0]
    if not helping:
        return Page.cut([], number, total=0)
    rows = found.annotate(worth=_worth(helping)).filter(worth__gt=0)
    order = (F("worth").desc(), F("due_at").asc(nulls_last=True), "pk")
    values = list(values_of(rows.order_by(*order), *FLAGS)[window(number)])
    lines = [
        RecordLine(row, pattern.points, moves.parts(pattern.turns))
        for row, pattern in zip(
            list_rows(values, at), (patterns[flags_in(value)] for value in values), strict=True
        )
    ]
    total = rows.order_by()[: COUNT_CAP + 1].count()
    return Page.cut(lines, number, total=total, cap=COUNT_CAP)


def _worth(helping: Iterable[Pattern]) -> Case:
    """The points of a dossier, told by its flags; zero for one that would not help."""
    cases = [
        When(
            Q(**dict(zip(FLAGS, one.flags, strict=True))), then=Value(max(one.points.quantize(MICRO), MICRO))
        )
        for one in helping
    ]
    return Case(*cases, default=Value(Decimal(0)), output_field=DecimalField(max_digits=12, decimal_places=6))
