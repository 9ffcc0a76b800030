"""Fees of the invented year: paid in a day's shift, by transfer or online; given back at early ends."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.clock import at, local_date
from xaso.modules.dossiers.services.paying import settle_ended
from xaso.modules.org.access import Role
from xaso.modules.payments import services as payments
from xaso.modules.payments.queries.bills import bills_of
from xaso.modules.payments.queries.drawer import cash_in
from xaso.platform.journal.actors import SYSTEM

from .office import Office

if TYPE_CHECKING:
    from xaso.modules.dossiers.models import Dossier
    from xaso.modules.org.models import Officer
    from xaso.modules.payments.models import Bill, Shift

OPENS, CLOSES = time(7, 30), time(17, 15)
CHANGE = 200_000
PAID_AT_ONCE = 0.93
GATEWAY_ONLINE, GATEWAY_COUNTER, TRANSFER = 0.6, 0.04, 0.2


class Till:
    """The cashier's drawer through the year: one shift a day on which cash came in, handed over then."""

    def __init__(self, office: Office, rng: Random) -> None:
        self.office = office
        self.rng = rng
        self.shift: Shift | None = None
        self.cashier: Officer | None = None

    def collect(self, dossier: Dossier, *, is_online: bool, moment: datetime) -> None:
        """Take what the dossier owes now, as people pay: most at once, some later or never."""
        for bill in bills_of(dossier.subject):
            if bill.state == "due" and self.rng.random() < PAID_AT_ONCE:
                self._take(bill, is_online, moment)

    def settle(self, dossier: Dossier, reason: str, moment: datetime) -> None:
        """After an early end: what is unpaid falls away, most of what was paid is soon given back."""
        settle_ended(dossier, reason, by=SYSTEM, at=moment)
        for bill in bills_of(dossier.subject):
            refund = bill.refunds.filter(state="asked").first()
            if refund is None or self.rng.random() < 0.3:
                continue
            payments.approve_refund(refund=refund, by=self._one_of(Role.CENTRE_HEAD), at=moment)
            payments.pay_refund(
                refund=refund,
                method="transfer",
                paid_to=f"{bill.payer_name}, tài khoản người nộp ghi trong đơn",
                by=self._one_of(Role.CASHIER),
                at=moment,
            )

    def end(self) -> None:
        """Count and hand over the last shift."""
        if self.shift is not None and self.cashier is not None:
            closing = at(local_date(self.shift.opened_at), CLOSES)
            counted = cash_in(self.shift)
            shift = payments.close_shift(
                shift=self.shift, counted_cash=counted, note="", by=self.cashier, at=closing
            )
            payments.hand_over(
                shift=shift, received_by="Thủ quỹ UBND xã", note="", by=self.cashier, at=closing
            )
        self.shift = None

    def _take(self, bill: Bill, is_online: bool, moment: datetime) -> None:
        way = self.rng.random()
        if way < (GATEWAY_ONLINE if is_online else GATEWAY_COUNTER):
            self._by(bill, "gateway", moment)
        elif is_online or way < GATEWAY_COUNTER + TRANSFER:
            self._by(bill, "transfer", moment)
        else:
            cashier = self._open(moment)
            payments.take_cash(bill=bill, amount=bill.total, key=f"cash:{bill.code}", by=cashier, at=moment)

    def _by(self, bill: Bill, method: str, moment: datetime) -> None:
        payments.take_payment(
            bill=bill,
            amount=bill.total,
            method=method,
            key=f"demo:{bill.code}",
            by=SYSTEM,
            at=moment + timedelta(minutes=2),
            reference=f"FT{bill.code[2:]}",
        )

    def _open(self, moment: datetime) -> Officer:
        """The cashier with the day's shift open; yesterday's is counted first."""
        day = local_date(moment)
        if self.shift is not None and local_date(self.shift.opened_at) != day:
            self.end()
        if self.shift is None or self.cashier is None:
            self.cashier = self._one_of(Role.CASHIER)
            opened = min(at(day, OPENS), moment)
            self.shift = payments.open_shift(opening_cash=CHANGE, by=self.cashier, at=opened)
        return self.cashier

    def _one_of(self, role: Role) -> Officer:
        return self.rng.choice(self.office.with_role(role))
