"""What a bank statement says: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xaso.kernel.errors import Refusal


class UnreadableStatement(Refusal):
    """The file cannot be read as a bank statement; the sentence says what to do."""

    code = "unreadable_statement"
    status = 422
    default_sentence = (
        "Không đọc được sao kê. Tải lại từ ngân hàng ở dạng Excel (.xlsx), CSV hoặc MT940 rồi thử lại."
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One movement of the account.

    ``number`` is the row of the file (of a MT940 file: the movement) counted from 1; ``amount`` in đồng,
    above zero when money came in.
    """

    number: int
    on: date
    amount: int
    text: str
    reference: str = ""
    other_party: str = ""
    balance: int | None = None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that looks like a movement and cannot be taken as one."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: the account as written, its movements, balances where the file tells them."""

    account: str
    lines: tuple[Line, ...]
    problems: tuple[RowProblem, ...] = ()
    opening: int | None = None
    closing: int | None = None

    @property
    def gap(self) -> int | None:
        """Closing balance less what the movements make of the opening one; None when a balance is missing."""
        if self.opening is None or self.closing is None:
            return None
        return self.closing - self.opening - sum(line.amount for line in self.lines)
