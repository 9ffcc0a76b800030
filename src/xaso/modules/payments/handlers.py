"""Tells who must act: who decides that a refund or an account waits, the others what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from xaso.kernel.money import format_dong
from xaso.kernel.wording import day_words
from xaso.modules.org.access import Role
from xaso.modules.org.queries import officers_with_role
from xaso.platform.journal.listeners import on
from xaso.platform.journal.models import Entry
from xaso.platform.notices.services import notify

from .access import DECIDERS, LOOKERS
from .events import AccountDecided, AccountEnded, AccountNamed, FeesPublished, RefundAsked, RefundDecided
from .lifecycle import AccountState, RefundState
from .models import Refund


@dataclass(frozen=True, slots=True)
class _Words:
    """What a notice says, and the page it leads to."""

    title: str
    body: str
    link: str


@on(RefundAsked)
def refund_asked(event: RefundAsked, entry: Entry) -> None:
    """The head of the centre decides."""
    body = f"Đề nghị hoàn trả {format_dong(event.amount)} của khoản thu {event.bill}. Lý do: {event.reason}"
    _tell(Role.CENTRE_HEAD, event.bill, entry, "Có khoản chờ duyệt hoàn trả", body)


@on(RefundDecided)
def refund_decided(event: RefundDecided, entry: Entry) -> None:
    """The cashiers pay out, or read why not."""
    if event.outcome == RefundState.APPROVED:
        title, body = (
            "Có khoản hoàn trả chờ chi",
            f"{entry.actor_name} đã duyệt hoàn trả khoản thu {event.bill}.",
        )
    else:
        title, body = "Không hoàn trả", f"{entry.actor_name} không duyệt khoản thu {event.bill}: {event.note}"
    _tell(Role.CASHIER, event.bill, entry, title, body)


@on(AccountNamed)
def account_named(event: AccountNamed, entry: Entry) -> None:
    """Those who may confirm it."""
    body = f"{entry.actor_name} khai {event.number} theo {event.decision}. So với văn bản rồi xác nhận."
    _tell_of_account(DECIDERS, event, entry, "Có tài khoản thu phí chờ xác nhận", body)


@on(AccountDecided)
def account_decided(event: AccountDecided, entry: Entry) -> None:
    """Everybody who has to do with money: a change of account is the first thing a fraud would hide."""
    if event.outcome == AccountState.CONFIRMED:
        body = f"Từ nay tiền phí, lệ phí chuyển vào tài khoản {event.number}, {entry.actor_name} xác nhận."
        _tell_of_account(LOOKERS, event, entry, "Tài khoản thu phí đã đổi", body)
        return
    body = f"{entry.actor_name} không xác nhận tài khoản {event.number}: {event.note}"
    _tell_of_account(LOOKERS, event, entry, "Tài khoản thu phí không được xác nhận", body)


@on(AccountEnded)
def account_ended(event: AccountEnded, entry: Entry) -> None:
    """Everybody who has to do with money."""
    body = f"Tài khoản {event.number} không nhận phí, lệ phí nữa. {event.reason}."
    _tell_of_account(LOOKERS, event, entry, "Tài khoản thu phí đã ngừng dùng", body)


@on(FeesPublished)
def fees_published(event: FeesPublished, entry: Entry) -> None:
    """Those who collect and look after money, in time before the day."""
    start = day_words(date.fromisoformat(event.valid_from))
    body = f"Áp dụng từ {start}, theo {event.basis}. {entry.actor_name} ban hành."
    link = reverse("procedures_desk:fee_version", args=[event.table, event.valid_from])
    _tell_all(LOOKERS, "fees", entry, _Words("Biểu thu có bản mới", body, link))


def _tell(role: Role, bill: str, entry: Entry, title: str, body: str) -> None:
    """About the newest refund of the bill."""
    refund = Refund.objects.filter(bill__code=bill).order_by("-pk").first()
    if refund is not None:
        link = reverse("payments_desk:refund", args=[refund.pk])
        _tell_all((role,), "refund", entry, _Words(title, body, link))


def _tell_of_account(
    roles: Sequence[Role], event: AccountNamed | AccountDecided | AccountEnded, entry: Entry, title: str,
    body: str,
) -> None:  # fmt: skip
    link = reverse("payments_bank:account", args=[event.account])
    _tell_all(roles, "account", entry, _Words(title, body, link))


def _tell_all(roles: Sequence[Role], kind: str, entry: Entry, words: _Words) -> None:
    """One notice inside the program to each officer of the roles, once, but who did it."""
    told = {officer.pk: officer for role in roles for officer in officers_with_role(role)}
    for officer in told.values():
        if (entry.actor_kind, entry.actor_key) == ("officer", str(officer.pk)):
            continue
        notify(
            officer.user,
            title=words.title,
            body=words.body,
            link=words.link,
            subject=entry.subject,
            key=f"{kind}:{entry.seq}:{officer.user_id}",
            at=entry.at,
            outside=(),
        )
