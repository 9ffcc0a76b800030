"""The account for fees and charges: one person names it by a decision, another confirms, then it is used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Forbidden, Invalid, Problem
from xaso.kernel.text import clean, clean_lines, fold
from xaso.platform.journal.services import record

from .. import access
from ..events import AccountDecided, AccountEnded, AccountNamed, AccountWithdrawn
from ..gateway import is_vietqr_account
from ..lifecycle import AccountState, account_after
from ..models import CollectionAccount

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

REPLACED = "Thay bằng tài khoản {}"


class AccountWaits(Conflict):
    """Another account waits to be confirmed."""

    code = "account_waits"
    default_sentence = "Đang có một tài khoản chờ xác nhận. Xác nhận hoặc rút tài khoản đó trước."


class OwnAccount(Forbidden):
    """Who named an account does not confirm it."""

    code = "own_account"
    default_sentence = "Người khai tài khoản không tự xác nhận. Nhờ lãnh đạo khác xác nhận."


class NotTheNamer(Forbidden):
    """Only who named the account takes it back."""

    code = "not_the_namer"
    default_sentence = "Chỉ người khai rút được tài khoản này. Lãnh đạo thì bấm “Không xác nhận”."


class NumberDiffers(Invalid):
    """The number typed from the decision is not the number named."""

    code = "account_number_differs"
    default_sentence = "Số vừa gõ khác số đã khai. So lại với văn bản; nếu khai sai thì bấm “Không xác nhận”."


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """The account as the decision says it. `bank`: six digits at NAPAS."""

    bank: str
    bank_name: str
    number: str
    holder: str
    decision: str
    decided_on: date
    issuer: str
    note: str = ""


@transaction.atomic
def name_account(facts: AccountFacts, *, by: Officer, at: datetime) -> CollectionAccount:
    """Name the account that fees are to be transferred into. It is used only when another confirms it.

    Raises `NotCashier`, `Invalid` naming each box, `AccountWaits`. Basis: onestop.md 10.5 (TKThuHuong,
    MaNHThuHuong, TenTKThuHuong); two people are our own convention against fraud.
    """
    access.require_cashier(by)
    values = _checked(facts, local_date(at))
    if CollectionAccount.objects.filter(state=AccountState.ASKED).exists():
        raise AccountWaits
    try:
        with transaction.atomic():
            row = CollectionAccount.objects.create(
                **values, decided_on=facts.decided_on, state=AccountState.ASKED, named_at=at, named_by=by
            )
    except IntegrityError:
        raise AccountWaits from None
    record(AccountNamed(**_facts(row), decision=row.decision), by=by, at=at, subject=subject_of(row))
    return row


@transaction.atomic
def confirm_account(
    *, account: CollectionAccount, number: str, by: Officer, at: datetime
) -> CollectionAccount:
    """Put the account into use from now on; the one used until now ends. `number` is typed anew.

    Raises `NotDecider`, `OwnAccount`, `NumberDiffers`, `MoneyMoveRefused`. Basis: our own convention: two
    people, each reading the number from the decision.
    """
    held = _decided(account, AccountState.CONFIRMED, "", by=by, at=at)
    if _number(number) != held.number:
        raise NumberDiffers(field="number")
    before = CollectionAccount.objects.select_for_update().filter(state=AccountState.CONFIRMED).first()
    if before is not None:
        _end(before, REPLACED.format(held), by=by, at=at)
    held.save()
    _tell_decided(held, by=by, at=at)
    return held


@transaction.atomic
def reject_account(*, account: CollectionAccount, note: str, by: Officer, at: datetime) -> CollectionAccount:
    """Decide that the account is not used, and why.

    Raises `NotDecider`, `OwnAccount`, `Invalid`, `MoneyMoveRefused`.
    """
    if not clean_lines(note):
        raise Invalid("Ghi lý do không xác nhận.", field="note")
    held = _decided(account, AccountState.REJECTED, note, by=by, at=at)
    held.save()
    _tell_decided(held, by=by, at=at)
    return held


@transaction.atomic
def withdraw_account(*, account: CollectionAccount, by: Officer, at: datetime) -> CollectionAccount:
    """Take back what one named oneself, before it is decided. Raises `NotTheNamer`, `MoneyMoveRefused`."""
    held = _held(account)
    if held.named_by_id != by.pk:
        raise NotTheNamer
    held.state = account_after(held.state, AccountState.WITHDRAWN)
    held.settled_at, held.settled_by = at, by
    held.save()
    record(AccountWithdrawn(**_facts(held)), by=by, at=at, subject=subject_of(held))
    return held


@transaction.atomic
def stop_account(*, account: CollectionAccount, reason: str, by: Officer, at: datetime) -> CollectionAccount:
    """Stop using the account at once, and why; no VietQR is made until another is confirmed.

    One person is enough to stop: waiting could cost money. Raises `NotDecider`, `Invalid`,
    `MoneyMoveRefused`.
    """
    access.require_decider(by)
    why = clean_lines(reason)
    if not why:
        raise Invalid("Ghi lý do ngừng dùng tài khoản.", field="reason")
    return _end(_held(account), why, by=by, at=at)


def subject_of(account: CollectionAccount) -> str:
    """The subject of an account's journal entries."""
    return f"collection_account:{account.pk}"


def _checked(facts: AccountFacts, today: date) -> dict[str, str]:
    """The plain values to keep. Raises `Invalid` naming each box that cannot be."""
    values = {
        "bank": clean(facts.bank),
        "bank_name": clean(facts.bank_name)[:160],
        "number": _number(facts.number),
        "holder": clean(re.sub(r"[^A-Z0-9 ]", " ", fold(facts.holder).upper()))[:120],
        "decision": clean(facts.decision)[:120],
        "issuer": clean(facts.issuer)[:160],
        "note": clean_lines(facts.note)[:500],
    }
    wanted = {
        "holder": "Ghi tên chủ tài khoản như ngân hàng ghi.",
        "decision": "Ghi số, ký hiệu văn bản giao tài khoản.",
        "issuer": "Ghi cơ quan ban hành văn bản.",
    }
    problems = [Problem(name, sentence) for name, sentence in wanted.items() if not values[name]]
    if not is_vietqr_account(values["bank"], values["number"]):
        sentence = "Số tài khoản gồm 4 đến 19 chữ số hoặc chữ cái, của một ngân hàng trong danh sách."
        problems.append(Problem("number", sentence))
    if facts.decided_on > today:
        problems.append(Problem("decided_on", "Ngày văn bản không được sau hôm nay."))
    if problems:
        raise Invalid(problems=problems)
    return values


def _number(text: str) -> str:
    """The number as banks write it, without the spaces and dots people put in."""
    return re.sub(r"[\s.\-]", "", text).upper()


def _held(account: CollectionAccount) -> CollectionAccount:
    return CollectionAccount.objects.select_for_update().get(pk=account.pk)


def _decided(
    account: CollectionAccount, wanted: AccountState, note: str, *, by: Officer, at: datetime
) -> CollectionAccount:
    """The account in its new state, not saved yet."""
    access.require_decider(by)
    held = _held(account)
    held.state = account_after(held.state, wanted)
    if held.named_by_id == by.pk:
        raise OwnAccount
    held.settled_at, held.settled_by, held.settled_note = at, by, clean_lines(note)[:500]
    return held


def _end(held: CollectionAccount, reason: str, *, by: Officer, at: datetime) -> CollectionAccount:
    held.state = account_after(held.state, AccountState.ENDED)
    held.ended_at, held.ended_by, held.ended_reason = at, by, reason[:500]
    held.save()
    record(AccountEnded(**_facts(held), reason=held.ended_reason), by=by, at=at, subject=subject_of(held))
    return held


def _tell_decided(held: CollectionAccount, *, by: Officer, at: datetime) -> None:
    told = AccountDecided(**_facts(held), outcome=str(held.state), note=held.settled_note)
    record(told, by=by, at=at, subject=subject_of(held))


def _facts(row: CollectionAccount) -> dict[str, Any]:
    return {"account": row.pk, "bank": row.bank, "number": row.number}
