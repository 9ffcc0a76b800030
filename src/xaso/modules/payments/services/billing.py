"""From what is asked for to what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean, clean_lines
from xaso.modules.org.queries import setting
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from .. import rules
from ..events import BillCancelled, BillMade
from ..lifecycle import BillState, bill_after
from ..models import Bill, BillLine, BillSeries, FeeRate
from ..queries.fees import rate_in_force, terms_of

DEFAULT_PREFIX = "XS"
MOST_UNITS = 9_999
LARGEST_SUM = 2_000_000_000


class NoSuchRate(Invalid):
    """No fee table in force has this rate."""

    code = "no_such_rate"


class AlreadyBilled(Conflict):
    """There is a live bill for this subject and moment."""

    code = "already_billed"

    def __init__(self, bill: Bill) -> None:
        super().__init__(f"Đã có khoản thu {bill.code} cho việc này ({bill.state_words.lower()}).")
        self.bill = bill


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays, as the receipt will say."""

    name: str
    id_number: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One rate, how many units and copies of it, and the groups of Luật 97/2015 Đ.10 the payer belongs to."""

    rate: str
    quantity: int = 1
    copies: int = 1
    groups: tuple[str, ...] = ()


@transaction.atomic
def assess(
    *,
    subject: str,
    payer: Payer,
    items: Sequence[Item],
    moment: str,
    by: Actor | ActsAs,
    at: datetime,
    service: str = "",
) -> Bill:
    """Make the bill of `subject` ("kind:code") at `moment`: what is owed, line by line, with its basis.

    The rates are those in force on the day of `at`. A bill of 0 đồng is free: it keeps why, and is never
    collected. `service` is the procedure's code, for the figures. Raises `NoSuchRate`, `AlreadyBilled` when
    the subject has a live bill for the moment, `Invalid` without payer or items.
    Basis: Luật 97/2015 Đ.10, 14.
    """
    _check(payer, items, moment)
    lines, total = _lines(items, local_date(at))
    bill = Bill(
        code=_next_code(local_date(at)),
        subject=subject,
        service=service,
        moment=moment,
        payer_name=clean(payer.name)[:160],
        payer_id_number=clean(payer.id_number)[:14],
        payer_address=clean(payer.address)[:300],
        state=BillState.DUE if total else BillState.FREE,
        total=total,
        made_at=at,
    )
    _save_once(bill)
    for line in lines:
        line.bill = bill
    BillLine.objects.bulk_create(lines)
    told = BillMade(bill=bill.code, bill_subject=subject, moment=moment, total=total)
    record(told, by=by, at=at, subject=f"bill:{bill.code}")
    return bill


@transaction.atomic
def cancel_bill(*, bill: Bill, reason: str, by: Actor | ActsAs, at: datetime) -> Bill:
    """Take back an unpaid bill, with the reason. Raises `MoneyMoveRefused` for a paid one, `Invalid`."""
    why = clean_lines(reason)
    if not why:
        raise Invalid("Ghi lý do hủy khoản thu.", field="reason")
    held = Bill.objects.select_for_update(no_key=True).get(pk=bill.pk)
    held.state = bill_after(held.state, BillState.CANCELLED)
    held.ended_reason = why[:300]
    held.save(update_fields=["state", "ended_reason"])
    told = BillCancelled(bill=held.code, bill_subject=held.subject, reason=held.ended_reason)
    record(told, by=by, at=at, subject=f"bill:{held.code}")
    return held


def _check(payer: Payer, items: Sequence[Item], moment: str) -> None:
    if not clean(payer.name):
        raise Invalid("Ghi tên người nộp.", field="payer_name")
    if not items:
        raise Invalid("Chọn ít nhất một khoản thu.", field="items")
    if moment not in rules.MOMENT_WORDS:
        raise Invalid("Chọn thời điểm thu.", field="moment")


def _lines(items: Sequence[Item], on: date) -> tuple[list[BillLine], int]:
    """The lines, and what they come to."""
    lines = [_line(place, item, on) for place, item in enumerate(items, start=1)]
    total = sum(line.amount for line in lines)
    if total > LARGEST_SUM:
        raise Invalid("Số tiền quá lớn. Xem lại số lượng.", field="items")
    return lines, total


def _line(place: int, item: Item, on: date) -> BillLine:
    rate = rate_in_force(item.rate, on=on)
    if rate is None:
        raise NoSuchRate(f"Biểu thu đang dùng không có mức “{item.rate}”.", field="items")
    if not (1 <= item.quantity <= MOST_UNITS and 1 <= item.copies <= MOST_UNITS):
        raise Invalid(f"Số lượng từ 1 đến {MOST_UNITS}.", field="quantity")
    owed = rules.charge(terms_of(rate), quantity=item.quantity, copies=item.copies, groups=item.groups, on=on)
    return BillLine(
        order=place,
        rate=rate,
        kind=rate.kind,
        name=rate.name,
        unit=rate.unit,
        quantity=item.quantity,
        copies=item.copies,
        full_amount=owed.full,
        amount=owed.amount,
        group=owed.group,
        explanation=list(owed.lines),
        basis=_basis(rate),
    )


def _basis(rate: FeeRate) -> str:
    return rate.basis or rate.table.basis


def _next_code(day: date) -> str:
    """Take the day's next code; its counter stays locked until the bill is written, so no gap is left."""
    BillSeries.objects.bulk_create([BillSeries(day=day)], ignore_conflicts=True)
    series = BillSeries.objects.select_for_update().get(day=day)
    series.last += 1
    series.save(update_fields=["last"])
    return rules.bill_code(str(setting("payments.bill_prefix", DEFAULT_PREFIX)), day, series.last)


def _save_once(bill: Bill) -> None:
    live = Bill.objects.filter(
        subject=bill.subject,
        moment=bill.moment,
        state__in=[BillState.DUE, BillState.PAID, BillState.FREE],
    )
    if (known := live.first()) is not None:
        raise AlreadyBilled(known)
    try:
        with transaction.atomic():
            bill.save(force_insert=True)
    except IntegrityError:
        known = live.first()
        if known is None:
            raise
        raise AlreadyBilled(known) from None
