"""Background work of payments: statements are read and settled; orders without an answer are asked after."""

from __future__ import annotations

from typing import Any

from xaso.platform.jobs.registry import Progress, every, job

from .lifecycle import StatementState
from .providers import rehearsal
from .services import bank_orders, bank_settling, bank_statements


@job(bank_statements.MATCH, lease_seconds=600)
def match_statement(progress: Progress, *, statement_id: int) -> dict[str, Any]:
    """Read a statement, match its lines, then write the payments they make, twenty at a time."""
    progress.tell(5, "Đang đọc và khớp sao kê")
    statement = bank_statements.read_lines(statement_id, at=progress.at)
    link = {"link": bank_statements.statement_link(statement), "text": "Xem sao kê"}
    if statement.state == StatementState.UNREADABLE:
        return link
    total = max(statement.lines.filter(state="matched").count(), 1)
    done = 0
    while settled := bank_settling.settle_matched(statement_id, at=progress.at):
        done += settled
        progress.tell(20 + 79 * done // total, f"Đã ghi {done} lần nộp")
    return link


@every(minutes=10)
@job("payments.ask_after_orders")
def ask_after_orders(progress: Progress) -> dict[str, Any]:
    """Ask the gateway about orders it has not answered."""
    return {"asked": bank_orders.ask_after_orders(at=progress.at)}


@job(rehearsal.SEND)
def rehearsal_answer(progress: Progress, *, body: str, number: int) -> dict[str, Any]:
    """Send an answer of the gateway for rehearsals, as a true one comes from outside."""
    answer = bank_orders.take_answer(body=body.encode(), signature=rehearsal.signed(body), at=progress.at)
    return {"effect": answer.effect, "number": number}
