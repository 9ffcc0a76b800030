"""Take in a bank statement: keep the file, read it, find for each line the bill it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from xaso.kernel.errors import Refusal
from xaso.platform.files import services as files
from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.services import record

from .. import access
from ..events import StatementAdded, StatementRead, StatementUnreadable
from ..lifecycle import BillState, LineState, StatementState, statement_after
from ..models import BankLine, BankStatement, Bill
from ..queries.bank_account import bill_prefix, known_numbers, receiving_account
from ..reading import Line, Statement, UnreadableStatement, read_statement
from ..rules import Method
from ..rules.matching import BillFacts, Movement, Outcome, Verdict, codes_in, judge, marks_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

ACCEPT = ("xlsx", "csv", "txt", "sta")
MOST_MB = 10
MATCH = "payments.match_statement"
_BATCH = 500
"""Rows a query; SQLite takes no more than some thousands of values at once."""
_STATES = {
    Outcome.PAYS: LineState.MATCHED,
    Outcome.CONFIRMS: LineState.MATCHED,
    Outcome.MONEY_OUT: LineState.OUT,
}


@transaction.atomic
def add_statement(*, upload: UploadedFile, by: Officer, at: datetime) -> BankStatement:
    """Keep the file of a statement; a job reads it and matches its lines.

    Handing the same days in twice is harmless: a movement is kept once. Raises `NotCashier` and what
    `files.services.store_upload` raises. Basis: onestop.md 10.8 (daily reconciliation with the bank).
    """
    access.require_cashier(by)
    stored = files.store_upload(upload, by=by, at=at, accept=ACCEPT, max_mb=MOST_MB)
    statement = BankStatement.objects.create(
        file=stored, state=StatementState.QUEUED, added_by=by, added_at=at
    )
    job = enqueue(
        MATCH, {"statement_id": statement.pk}, at=at,
        title=f"Đối soát sao kê “{stored.name}”"[:160], owner=by.user.get_username(),
    )  # fmt: skip
    statement.job_id = job.pk
    statement.save(update_fields=["job_id"])
    told = StatementAdded(statement=str(statement.public_id), file=stored.name, sha256=stored.sha256)
    record(told, by=by, at=at, subject=subject_of(statement))
    return statement


@transaction.atomic
def read_lines(statement_id: int, *, at: datetime) -> BankStatement:
    """Read the kept file, write each line that is new with what it was found to be. Safe to repeat.

    A file that cannot be read, or is of another account, is told as unreadable on its page.
    """
    held = BankStatement.objects.select_for_update(of=("self",)).select_related("file").get(pk=statement_id)
    if held.state != StatementState.QUEUED:
        return held
    try:
        found = read_statement(files.read(held.file))
        _require_own_account(found)
    except Refusal as refusal:
        held.state, held.failure = statement_after(held.state, StatementState.UNREADABLE), refusal.sentence
        held.save(update_fields=["state", "failure"])
        told = StatementUnreadable(statement=str(held.public_id), reason=refusal.sentence)
        record(told, by=SYSTEM, at=at, subject=subject_of(held))
        return held
    account = receiving_account()
    held.account = found.account or (account.number if account else "")
    added = _write_lines(held, found)
    _sum_up(held, found, added, at)
    event = StatementRead(statement=str(held.public_id), lines=added, known=held.known)
    record(event, by=SYSTEM, at=at, subject=subject_of(held))
    return held


def facts_of(codes: Iterable[str]) -> dict[str, BillFacts]:
    """The bills with these codes, as matching sees them."""
    facts: dict[str, BillFacts] = {}
    for some in _chunks(sorted(set(codes))):
        rows = Bill.objects.filter(code__in=some).values_list(
            "code", "total", "state", "payment__method", "payment__reconciliation"
        )
        for code, total, state, method, proof in rows:
            unproven = method is not None and method != Method.CASH and proof is None
            facts[code] = BillFacts(
                total, is_due=state == BillState.DUE, is_paid=method is not None, unproven=unproven
            )
    return facts


def subject_of(statement: BankStatement) -> str:
    """The subject of a statement's journal entries."""
    return f"bank_statement:{statement.public_id}"


def statement_link(statement: BankStatement) -> str:
    """Where the statement is seen: the link at the end of the job."""
    return reverse("payments_bank:statement", args=[statement.public_id])


def _require_own_account(found: Statement) -> None:
    known = known_numbers()
    if known and found.account and found.account.upper() not in known:
        raise UnreadableStatement(
            f"Sao kê của tài khoản {found.account}, không phải tài khoản thu phí {', '.join(sorted(known))}. "
            "Chọn lại tệp."
        )


def _write_lines(held: BankStatement, found: Statement) -> int:
    """Write the lines not known from an earlier statement, each with its verdict; return how many."""
    marks = list(
        marks_of(held.account, [(one.on, one.amount, one.reference, one.text) for one in found.lines])
    )
    known = _known(marks)
    fresh = [(mark, line) for mark, line in zip(marks, found.lines, strict=True) if mark not in known]
    verdicts = _verdicts([line for _, line in fresh])
    bills = _bill_keys(verdict.bill for verdict in verdicts if verdict.bill)
    rows = (
        _row(held, mark, line, verdict, bills) for (mark, line), verdict in zip(fresh, verdicts, strict=True)
    )
    BankLine.objects.bulk_create(rows, batch_size=_BATCH)
    held.known = len(marks) - len(fresh)
    return len(fresh)


def _known(marks: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in _chunks(marks):
        found.update(BankLine.objects.filter(mark__in=some).values_list("mark", flat=True))
    return found


def _verdicts(lines: Sequence[Line]) -> list[Verdict]:
    prefix = bill_prefix()
    named = {code for line in lines if line.amount > 0 for code in codes_in(line.text, prefix)}
    movements = (Movement(line.amount, line.text) for line in lines)
    return list(judge(movements, facts_of(named), prefix=prefix))


def _bill_keys(codes: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in _chunks(sorted(set(codes))):
        found.update(Bill.objects.filter(code__in=some).values_list("code", "pk"))
    return found


def _row(held: BankStatement, mark: str, line: Line, verdict: Verdict, bills: dict[str, int]) -> BankLine:
    return BankLine(
        statement=held, number=line.number, mark=mark, on=line.on, amount=line.amount, text=line.text[:2000],
        reference=line.reference[:120], other_party=line.other_party[:200], outcome=verdict.outcome,
        state=_STATES.get(verdict.outcome, LineState.OPEN), bill_id=bills.get(verdict.bill),
    )  # fmt: skip


def _sum_up(held: BankStatement, found: Statement, added: int, at: datetime) -> None:
    days = [line.on for line in found.lines]
    held.first_on, held.last_on = min(days, default=None), max(days, default=None)
    held.opening, held.closing, held.gap = found.opening, found.closing, found.gap
    held.problems = [[one.number, one.sentence] for one in found.problems]
    held.state, held.read_at = statement_after(held.state, StatementState.READ), at
    held.save()


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
