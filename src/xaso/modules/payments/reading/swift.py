"""Statements in the format MT940 of SWIFT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import mt940

from xaso.kernel.text import clean

from .statement import Line, RowProblem, Statement, UnreadableStatement
from .tables import MOST_LINES

_STARTS = re.compile(r"^:(?:20|25|28C?|60[FM]):", re.MULTILINE)
_NO_REFERENCE = frozenset({"", "NONREF", "NOTPROVIDED"})


def is_mt940(text: str) -> bool:
    """Whether a text carries the marks of MT940 in its first 2.000 characters."""
    return len(_STARTS.findall(text[:2000])) >= 2


def statement_of_mt940(text: str) -> Statement:
    """All movements of a file, which may hold many days, one message each. Raises `UnreadableStatement`.

    Only one account in đồng; the opening balance is the first message's, the closing one the last's.
    """
    try:
        messages = mt940.parse_statements(text)
    except Exception as problem:  # the library raises whatever its patterns stumble on
        raise UnreadableStatement("Tệp MT940 hỏng hoặc thiếu dòng. Tải lại từ ngân hàng.") from problem
    accounts = {str(one.data.get("account_identification", "")) for one in messages}
    if len(accounts) != 1:
        raise UnreadableStatement("Tệp có nhiều tài khoản. Tải sao kê của riêng tài khoản thu phí.")
    lines: list[Line] = []
    problems: list[RowProblem] = []
    for number, data in enumerate(_movements(messages), start=1):
        made = _line(number, data)
        (lines if isinstance(made, Line) else problems).append(made)  # type: ignore[arg-type]
    if not lines and not problems and not any("final_opening_balance" in one.data for one in messages):
        raise UnreadableStatement
    if len(lines) > MOST_LINES:
        raise UnreadableStatement("Sao kê quá 50.000 dòng. Tải sao kê theo từng tháng rồi nạp từng tệp.")
    return Statement(
        re.sub(r"\D", "", accounts.pop().rsplit("/", 1)[-1]), tuple(lines), tuple(problems),
        opening=_balance(messages[0].data, "opening"), closing=_balance(messages[-1].data, "closing"),
    )  # fmt: skip


def _movements(messages: Any) -> Iterator[dict[str, Any]]:
    for message in messages:
        for one in message:
            yield one.data


def _line(number: int, data: dict[str, Any]) -> Line | RowProblem:
    amount, on = data["amount"], data["date"]
    if amount.currency != "VND":
        return RowProblem(number, f"Giao dịch {number}: tiền {amount.currency}, không phải đồng Việt Nam.")
    if amount.amount != amount.amount.to_integral_value():
        return RowProblem(number, f"Giao dịch {number}: số tiền có phần lẻ của đồng.")
    words = " ".join(str(data.get(name) or "") for name in ("transaction_details", "extra_details"))
    return Line(
        number=number, on=date(on.year, on.month, on.day), amount=int(amount.amount), text=clean(words),
        reference=_reference(data), other_party=clean(str(data.get("applicant_name") or "")),
    )  # fmt: skip


def _reference(data: dict[str, Any]) -> str:
    told = (clean(str(data.get(name) or "")) for name in ("bank_reference", "customer_reference"))
    return next((one for one in told if one.upper() not in _NO_REFERENCE), "")


def _balance(data: dict[str, Any], which: str) -> int | None:
    for name in (f"final_{which}_balance", f"intermediate_{which}_balance"):
        balance = data.get(name)
        if balance is not None:
            return int(balance.amount.amount)
    return None
