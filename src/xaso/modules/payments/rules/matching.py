"""Which bill a movement of the bank account means, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from xaso.kernel.text import fold

_LENGTHS = (10, 11, 12)
"""Digits behind the prefix of a bill's code: six of the day, four to six of the number."""


class Outcome(StrEnum):
    """What a movement turned out to be."""

    PAYS = "pays"
    CONFIRMS = "confirms"
    NO_CODE = "no_code"
    MANY_CODES = "many_codes"
    UNKNOWN_CODE = "unknown_code"
    OTHER_AMOUNT = "other_amount"
    PAID_BEFORE = "paid_before"
    CLOSED_BILL = "closed_bill"
    MONEY_OUT = "money_out"


OUTCOME_WORDS = {
    Outcome.PAYS: "Nộp cho khoản thu",
    Outcome.CONFIRMS: "Tiền của lần nộp đã ghi",
    Outcome.NO_CODE: "Nội dung không có mã khoản thu",
    Outcome.MANY_CODES: "Nội dung có nhiều mã khoản thu",
    Outcome.UNKNOWN_CODE: "Mã trong nội dung không có trong sổ",
    Outcome.OTHER_AMOUNT: "Số tiền khác số phải nộp",
    Outcome.PAID_BEFORE: "Khoản thu đã nộp trước đó",
    Outcome.CLOSED_BILL: "Khoản thu đã hủy hoặc được miễn",
    Outcome.MONEY_OUT: "Tiền ra",
}


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement as matching sees it: đồng, above zero when money came in, and its text."""

    amount: int
    text: str


@dataclass(frozen=True, slots=True)
class BillFacts:
    """A bill as matching sees it. ``unproven``: paid otherwise than in cash, and seen on no bank line yet."""

    total: int
    is_due: bool
    is_paid: bool
    unproven: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a movement is, and the code of the one bill it names (empty when it names none or several)."""

    outcome: Outcome
    bill: str = ""


def codes_in(text: str, prefix: str) -> frozenset[str]:
    """Return every code of a bill that may be meant by a text, however a bank has broken or joined its words.

    A code standing alone is taken as it stands; else every reading of the digits behind the prefix.
    Basis: onestop.md 10.8 (grade B, D): the code of the bill travels in the text of the transfer.
    """
    upper = fold(text).upper()
    alone = re.findall(rf"(?<![0-9A-Z]){re.escape(prefix)}(?:\d{{10,12}})(?![0-9])", upper)
    if alone:
        return frozenset(alone)
    joined = re.sub(r"[^0-9A-Z]", "", upper)
    found = re.finditer(rf"{re.escape(prefix)}(\d{{10,12}})", joined)
    return frozenset(
        f"{prefix}{one[1][:length]}" for one in found for length in _LENGTHS if len(one[1]) >= length
    )


def judge(movements: Iterable[Movement], bills: Mapping[str, BillFacts], *, prefix: str) -> Iterator[Verdict]:
    """Yield what each movement is, in order; the second payment of one bill is told as such.

    A bill is paid only by exactly its sum, named alone: nothing is guessed and nothing is split. Basis:
    onestop.md 10.8: paid is not reconciled; nothing is ever charged twice.
    """
    used: set[str] = set()
    for movement in movements:
        verdict = _judge_one(movement, bills, used, prefix)
        if verdict.outcome in (Outcome.PAYS, Outcome.CONFIRMS):
            used.add(verdict.bill)
        yield verdict


def _judge_one(movement: Movement, bills: Mapping[str, BillFacts], used: set[str], prefix: str) -> Verdict:
    if movement.amount <= 0:
        return Verdict(Outcome.MONEY_OUT)
    codes = codes_in(movement.text, prefix)
    known = sorted(code for code in codes if code in bills)
    if len(known) > 1:
        return Verdict(Outcome.MANY_CODES)
    if not known:
        return Verdict(Outcome.UNKNOWN_CODE if codes else Outcome.NO_CODE)
    return Verdict(_of_bill(movement.amount, bills[known[0]], is_used=known[0] in used), known[0])


def _of_bill(amount: int, bill: BillFacts, *, is_used: bool) -> Outcome:
    if is_used:
        return Outcome.PAID_BEFORE
    if bill.is_due:
        return Outcome.PAYS if amount == bill.total else Outcome.OTHER_AMOUNT
    if bill.is_paid:
        return Outcome.CONFIRMS if bill.unproven and amount == bill.total else Outcome.PAID_BEFORE
    return Outcome.CLOSED_BILL


def marks_of(account: str, movements: Iterable[tuple[date, int, str, str]]) -> Iterator[str]:
    """Yield a mark for each (day, amount, reference, text), equal for the same movement in another statement.

    The bank's reference tells movements apart, else the text; movements alike in all are counted, so that two
    true ones stay two. Basis: onestop.md 10.8: idempotent by the number of the transaction.
    """
    seen: dict[str, int] = {}
    for on, amount, reference, text in movements:
        told = f"ref:{reference.upper()}" if reference else "text:" + re.sub(r"[^0-9a-z]", "", fold(text))
        base = f"{account}|{on.isoformat()}|{amount}|{told}"
        seen[base] = seen.get(base, 0) + 1
        yield sha256(f"{base}|{seen[base]}".encode()).hexdigest()
