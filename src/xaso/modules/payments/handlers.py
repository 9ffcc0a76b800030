"""Tells who must act on a refund: whoever decides that one was asked for, the cashiers what was decided."""

from __future__ import annotations

from django.urls import reverse

from xaso.kernel.money import format_dong
from xaso.modules.org.access import Role
from xaso.modules.org.queries import officers_with_role
from xaso.platform.journal.listeners import on
from xaso.platform.journal.models import Entry
from xaso.platform.notices.services import notify

from .events import RefundAsked, RefundDecided
from .lifecycle import RefundState
from .models import Refund


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


def _tell(role: Role, bill: str, entry: Entry, title: str, body: str) -> None:
    """One notice inside the program to each officer of the role but who did it."""
    refund = Refund.objects.filter(bill__code=bill).order_by("-pk").first()
    if refund is None:
        return
    for officer in officers_with_role(role):
        if (entry.actor_kind, entry.actor_key) == ("officer", str(officer.pk)):
            continue
        notify(
            officer.user,
            title=title,
            body=body,
            link=reverse("payments_desk:refund", args=[refund.pk]),
            subject=f"bill:{bill}",
            key=f"refund:{entry.seq}:{officer.user_id}",
            at=entry.at,
            outside=(),
        )
