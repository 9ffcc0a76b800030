"""From rows of cells, of Excel or CSV alike, to a statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xaso.kernel.text import clean, fold

from .headings import Meaning, columns_of
from .statement import Line, RowProblem, Statement, UnreadableStatement
from .values import amount_of, day_of

HEAD_WITHIN = 40
MOST_LINES = 50_000
Row = Sequence[object]
_ACCOUNT = re.compile(
    r"(?:so tai khoan|tai khoan|so tk|account(?: no| number)?)[^0-9]{0,40}([0-9][0-9 .-]{4,30})"
)
_SUMMED = re.compile(r"so du|tong (?:cong|so|phat sinh)|cong|total|opening|closing|balance|trang \d")
_OPENING = re.compile(r"so du dau|du dau|opening")
_CLOSING = re.compile(r"so du cuoi|du cuoi|closing")
_OUT, _IN = frozenset({"d", "dr", "no", "debit", "-"}), frozenset({"c", "cr", "co", "credit", "+"})


@dataclass
class _Gathered:
    account: str = ""
    opening: int | None = None
    closing: int | None = None
    lines: list[Line] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def statement_of_rows(rows: Iterable[Row]) -> Statement | None:
    """The statement in a table; None when no row within the first 40 is its head.

    Every row with money in it becomes a movement or a `RowProblem`; sums and balances are read apart. Raises
    `UnreadableStatement` beyond 50.000 movements.
    """
    made = _Gathered()
    columns: Mapping[Meaning, int] | None = None
    for number, row in enumerate(rows, start=1):
        if columns is None:
            columns = columns_of(row)
            if columns is None:
                _note_beside(row, made)
            if number > HEAD_WITHIN and columns is None:
                return None
        elif any(cell not in (None, "") for cell in row):
            _take(number, row, columns, made)
        if len(made.lines) > MOST_LINES:
            raise UnreadableStatement("Sao kê quá 50.000 dòng. Tải sao kê theo từng tháng rồi nạp từng tệp.")
    if columns is None:
        return None
    return Statement(
        made.account, tuple(made.lines), tuple(made.problems), opening=made.opening, closing=made.closing
    )


def _take(number: int, row: Row, columns: Mapping[Meaning, int], made: _Gathered) -> None:
    def cell(meaning: Meaning) -> object:
        place = columns.get(meaning)
        return row[place] if place is not None and place < len(row) else None

    day = day_of(cell("day"))
    if day is None and _SUMMED.match(_first_words(row)):
        _note_beside(row, made)
        return
    try:
        amount = _amount(cell)
        balance = amount_of(cell("balance"))
    except ValueError:
        made.problems.append(RowProblem(number, f"Dòng {number}: số tiền không đọc được."))
        return
    if day is None:
        if amount:
            made.problems.append(RowProblem(number, f"Dòng {number}: có số tiền mà không có ngày giao dịch."))
        return
    if not amount:
        made.problems.append(RowProblem(number, f"Dòng {number}: có ngày giao dịch mà không có số tiền."))
        return
    made.lines.append(
        Line(
            number=number, on=day, amount=amount, text=_words(cell("text")), balance=balance,
            reference=_words(cell("reference")), other_party=_words(cell("party")),
        )
    )  # fmt: skip


def _amount(cell: Callable[[Meaning], object]) -> int:
    """Money in less money out, or the one amount with its sign. Raises ValueError."""
    single = amount_of(cell("amount"))
    if single is not None:
        sign = fold(str(cell("sign") or ""))
        return -abs(single) if sign in _OUT else abs(single) if sign in _IN else single
    return abs(amount_of(cell("credit")) or 0) - abs(amount_of(cell("debit")) or 0)


def _first_words(row: Row) -> str:
    return next((fold(one) for one in row if isinstance(one, str) and one.strip()), "")


def _note_beside(row: Row, made: _Gathered) -> None:
    """Take the account and the balances from a row beside the table."""
    words = fold(" ".join(str(one) for one in row if one is not None))
    if not made.account and (found := _ACCOUNT.search(words)):
        made.account = re.sub(r"\D", "", found[1])
    if _OPENING.search(words) and made.opening is None:
        made.opening = _last_amount(row)
    elif _CLOSING.search(words):
        made.closing = _last_amount(row)


def _last_amount(row: Row) -> int | None:
    for one in reversed(row):
        text = str(one).rsplit(":", 1)[-1] if isinstance(one, str) else one
        try:
            amount = amount_of(text)
        except ValueError:
            continue
        if amount is not None:
            return amount
    return None


def _words(value: object) -> str:
    return "" if value is None else clean(str(value))
