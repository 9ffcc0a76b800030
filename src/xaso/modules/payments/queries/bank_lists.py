"""Statements and their lines, as the pages of the desk show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.kernel.text import words

from ..access import may_look
from ..lifecycle import BillState, LineState
from ..models import BankLine, BankStatement, Bill

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

MOST_SUGGESTED = 5
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class StatementCounts:
    """How the lines of a statement stand."""

    settled: int
    waiting: int
    open: int
    aside: int
    out: int

    @property
    def all(self) -> int:
        """Lines first seen in this statement."""
        return self.settled + self.waiting + self.open + self.aside + self.out


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A bill an open line may mean: the sum is the same; whether the payer's name stands in the text."""

    bill: Bill
    is_named: bool


def statements(viewer: Officer, number: int) -> Page[tuple[BankStatement, StatementCounts]]:
    """The statements handed in, newest first, each with the counts of its lines. Raises Missing."""
    _require(viewer)
    rows = _counted(BankStatement.objects.select_related("file", "added_by"))
    found = list(rows.order_by("-added_at", "-id")[window(number)])
    total = BankStatement.objects.count()
    return Page.cut([(one, _counts(one)) for one in found], number, total=total)


def statement(viewer: Officer, public_id: UUID) -> tuple[BankStatement, StatementCounts]:
    """One statement with the counts of its lines. Raises Missing."""
    _require(viewer)
    rows = _counted(BankStatement.objects.select_related("file", "added_by"))
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Missing
    return found, _counts(found)


def statement_lines(viewer: Officer, of: BankStatement, number: int, *, state: str = "") -> Page[BankLine]:
    """The lines of a statement in its order, 20 a page; ``state`` narrows them. Raises Missing."""
    _require(viewer)
    rows = of.lines.select_related("bill")
    if state in LineState.__members__.values():
        rows = rows.filter(state=state)
    return Page.cut(list(rows.order_by("number", "id")[window(number)]), number, total=rows.count())


def queue(viewer: Officer, number: int, *, aside: bool = False) -> Page[BankLine]:
    """The lines that wait for a person, oldest first; with ``aside`` those set aside, newest first."""
    _require(viewer)
    state = LineState.ASIDE if aside else LineState.OPEN
    rows = BankLine.objects.select_related("bill", "ruled_by").filter(state=state)
    order = ("-on", "-id") if aside else ("on", "id")
    return Page.cut(list(rows.order_by(*order)[window(number)]), number, total=rows.count())


def line(viewer: Officer, key: int) -> BankLine:
    """One line with its statement, bill and who ruled. Raises Missing."""
    _require(viewer)
    found = BankLine.objects.select_related("statement__file", "bill", "ruled_by").filter(pk=key).first()
    if found is None:
        raise Missing
    return found


def suggestions(viewer: Officer, of: BankLine) -> list[Suggestion]:
    """Bills that are due for just this sum, those whose payer the line names first, then the newest."""
    _require(viewer)
    told = set(words(f"{of.text} {of.other_party}"))
    bills = Bill.objects.filter(state=BillState.DUE, total=of.amount).order_by("-made_at", "-id")[:_LOOKED_AT]
    found = [Suggestion(bill, is_named=set(words(bill.payer_name)) <= told) for bill in bills]
    return sorted(found, key=lambda one: not one.is_named)[:MOST_SUGGESTED]


def waiting_lines() -> int:
    """How many lines wait for a person."""
    return BankLine.objects.filter(state=LineState.OPEN).count()


def last_read_at() -> datetime | None:
    """When a statement was last read."""
    read: datetime | None = BankStatement.objects.aggregate(last=Max("read_at"))["last"]
    return read


def _require(viewer: Officer) -> None:
    if not may_look(viewer):
        raise Missing


def _counted(rows: QuerySet[BankStatement]) -> QuerySet[BankStatement]:
    return rows.annotate(
        **{f"n_{state.value}": Count("lines", filter=Q(lines__state=state)) for state in LineState}
    )


def _counts(one: BankStatement) -> StatementCounts:
    told = {state.value: int(getattr(one, f"n_{state.value}")) for state in LineState}
    return StatementCounts(
        settled=told["settled"],
        waiting=told["matched"],
        open=told["open"],
        aside=told["aside"],
        out=told["out"],
    )
