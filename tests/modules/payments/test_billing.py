"""Bills: what is owed, from the rates in force, once for each subject and moment."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.cast import PACK, Cast
from tests.factories import money
from xaso.kernel.errors import Invalid
from xaso.modules.payments import services
from xaso.modules.payments.lifecycle import MoneyMoveRefused
from xaso.modules.payments.models import Bill, FeeTable
from xaso.modules.payments.queries.fees import rate_in_force, rates_for
from xaso.modules.payments.services import AlreadyBilled, Item, NoSuchRate, Payer
from xaso.modules.payments.services.loading import TableInUse
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry


def pack_table() -> dict[str, object]:
    """The fee table of the test pack."""
    rows: list[dict[str, object]] = json.loads((PACK / "fees.json").read_text("utf-8"))
    return rows[0]


def test_a_bill_adds_its_lines_and_keeps_fee_and_charge_apart(cast: Cast) -> None:
    bill = money.bill(cast, Item(money.PAGE, quantity=3, copies=2), Item(money.LICENCE))

    lines = list(bill.lines.order_by("order"))
    assert (bill.state, bill.total) == ("due", 60_000)
    assert [(line.kind, line.amount) for line in lines] == [("phi", 10_000), ("le_phi", 50_000)]
    assert lines[0].explanation[-1] == "2 bản × 5.000 = 10.000 đồng"
    assert lines[0].basis == "Biểu thu đặt ra để thử"


def test_a_poor_household_owes_nothing_and_the_bill_says_why(cast: Cast) -> None:
    bill = money.bill(cast, Item(money.COPY, groups=("poor", "elderly")))

    line = bill.lines.get()
    assert (bill.state, bill.total, line.full_amount, line.group) == ("free", 0, 8000, "poor")
    with pytest.raises(MoneyMoveRefused):
        services.take_payment(
            bill=bill, amount=0, method="transfer", key="bank:1", by=cast.one_stop_officer, at=money.moment(2)
        )


def test_codes_count_up_day_by_day(cast: Cast) -> None:
    codes = [money.bill(cast, at=money.moment(day)).code for day in (2, 2, 3)]

    assert codes == ["XS2603020001", "XS2603020002", "XS2603030001"]


def test_a_subject_has_one_live_bill_a_moment(cast: Cast) -> None:
    first = money.bill(cast, subject="dossier:A")

    with pytest.raises(AlreadyBilled) as refused:
        money.bill(cast, subject="dossier:A")

    assert refused.value.bill == first
    services.cancel_bill(bill=first, reason="Ghi nhầm mức", by=cast.one_stop_officer, at=money.moment(2))
    assert money.bill(cast, subject="dossier:A").code != first.code


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"payer": Payer("  ")}, Invalid),
        ({"items": ()}, Invalid),
        ({"moment": "later"}, Invalid),
        ({"items": (Item("khong-co"),)}, NoSuchRate),
        ({"items": (Item(money.PAGE, quantity=0),)}, Invalid),
    ],
)
def test_what_cannot_be_billed_is_refused_and_leaves_no_gap(
    cast: Cast, change: dict[str, object], refusal: type[Exception]
) -> None:
    asked: dict[str, object] = {"payer": Payer("A"), "items": (Item(money.COPY),), "moment": "reception"}

    with pytest.raises(refusal):
        services.assess(subject="x:1", by=SYSTEM, at=money.moment(2), **(asked | change))  # type: ignore[arg-type]

    assert money.bill(cast).code == "XS2603020001"


def test_a_paid_bill_is_not_cancelled_and_a_cancel_says_why(cast: Cast) -> None:
    payment = money.paid(cast)

    with pytest.raises(MoneyMoveRefused):
        services.cancel_bill(bill=payment.bill, reason="Nhầm", by=cast.one_stop_officer, at=money.moment(2))
    with pytest.raises(Invalid):
        services.cancel_bill(bill=money.bill(cast), reason=" ", by=cast.one_stop_officer, at=money.moment(2))


def test_the_journal_tells_codes_and_sums_never_names(cast: Cast) -> None:
    bill = money.bill(cast, subject="dossier:A")

    entry = Entry.objects.get(event="payments.bill_made")

    assert entry.subject == f"bill:{bill.code}"
    assert entry.data == {
        "bill": bill.code,
        "bill_subject": "dossier:A",
        "moment": "reception",
        "total": 8000,
    }


def test_a_new_version_ends_the_one_before_and_old_bills_keep_theirs(cast: Cast) -> None:
    bill = money.bill(cast)
    row = pack_table() | {"valid_from": "2026-04-01"}
    row["rates"] = [dict(row["rates"][0], amount=9000)]  # type: ignore[index,call-overload]

    services.load_fees([row], by=SYSTEM, at=money.moment(2))

    before, after = (
        rate_in_force(money.COPY, on=date(2026, 3, 31)),
        rate_in_force(money.COPY, on=date(2026, 4, 1)),
    )
    assert (before and before.amount, after and after.amount) == (8000, 9000)
    assert rate_in_force(money.PAGE, on=date(2026, 4, 1)) is None
    assert Bill.objects.get(pk=bill.pk).lines.get().rate == before


def test_a_version_somebody_was_billed_by_does_not_change(cast: Cast) -> None:
    row = pack_table()
    unused = services.load_fees([row | {"note": "Sửa khi chưa dùng"}], by=SYSTEM, at=money.moment(2))
    money.bill(cast)

    with pytest.raises(TableInUse):
        services.load_fees([row], by=SYSTEM, at=money.moment(2))

    assert unused.changed == ["sao-luc@2025-01-02"]
    assert not services.load_fees([row | {"note": "Sửa khi chưa dùng"}], by=SYSTEM, at=money.moment(2))
    assert FeeTable.objects.get().note == "Sửa khi chưa dùng"


def test_rates_are_found_by_procedure_and_way_of_filing(cast: Cast) -> None:
    on = date(2026, 3, 2)

    assert [rate.code for rate in rates_for("9.000002", channel="online", on=on)] == [money.COPY]
    assert rates_for("9.000001", channel="online", on=on) == []
