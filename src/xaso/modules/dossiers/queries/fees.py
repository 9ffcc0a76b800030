"""What a dossier owes and paid, in the words of its pages and papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xaso.kernel.money import format_dong
from xaso.modules.payments.queries.bills import bills_of
from xaso.modules.payments.queries.pay_link import pay_link

from ..models import Dossier

if TYPE_CHECKING:
    from xaso.modules.payments.models import Bill


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One bill of a dossier: what is owed, how it was counted, and where its payer pays or finds receipts."""

    bill: Bill
    counted: list[str]
    link: str

    @property
    def is_due(self) -> bool:
        """Whether it waits to be paid."""
        return bool(self.bill.state == "due")

    @property
    def words(self) -> str:
        """The sum and how it stands: “8.000 đồng, chờ nộp”."""
        sum_ = format_dong(self.bill.total) if self.bill.total else ""
        return ", ".join(part for part in (sum_, self.bill.state_words.lower()) if part)


def fee_lines(dossier: Dossier) -> list[FeeLine]:
    """The dossier's bills that were not cancelled, in the order they were made. Two queries."""
    return [
        FeeLine(
            bill=bill,
            counted=[said for line in bill.lines.all() for said in line.explanation],
            link=pay_link(bill.code),
        )
        for bill in bills_of(dossier.subject)
    ]


def fee_words(dossier: Dossier) -> str:
    """What the receipt says of the fee; empty when nothing is known of it."""
    lines = fee_lines(dossier)
    if lines:
        return "; ".join(f"{line.words} (mã {line.bill.code})" for line in lines)
    return "không thu" if dossier.version.fee_amount == 0 and not dossier.version.flags else ""
