"""Statements taken in, matched and settled; nothing is ever paid twice."""

import pytest

from tests.cast import NOW, Cast
from tests.modules.payments.bank_work import a_bill, a_statement, an_open_line, csv_file
from xaso.kernel.errors import Invalid
from xaso.modules.org.models import Officer
from xaso.modules.payments.access import NotCashier
from xaso.modules.payments.lifecycle import BillState, LineState, MoneyMoveRefused, StatementState
from xaso.modules.payments.models import BankLine, Bill, Payment, Reconciliation
from xaso.modules.payments.rules.matching import Outcome
from xaso.modules.payments.services import cancel_bill, open_shift, take_cash, take_payment
from xaso.modules.payments.services.bank_settling import (
    LineUnfit,
    PaymentProven,
    reopen_line,
    set_line_aside,
    settle_by_hand,
    settle_matched,
)
from xaso.modules.payments.services.bank_statements import add_statement, read_lines
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_a_transfer_with_the_code_of_a_bill_pays_it_and_is_reconciled_at_once(cashier: Officer) -> None:
    bill = a_bill(8000)

    statement = a_statement(cashier, f"02/03/2026,FT1,,8.000,GIANG A TAU {bill.code} nop phi")

    bill.refresh_from_db()
    line = statement.lines.get()
    assert (statement.state, line.state, line.outcome) == (
        StatementState.MATCHED, LineState.SETTLED, Outcome.PAYS,
    )  # fmt: skip
    assert (bill.state, bill.payment.method, bill.payment.reference) == (BillState.PAID, "transfer", "FT1")
    assert bill.payment.receipts.count() == 1
    assert Reconciliation.objects.get(payment=bill.payment).line == line
    assert Entry.objects.filter(subject=f"bill:{bill.code}", event="payments.bill_paid").count() == 1


def test_the_job_does_the_whole_of_it_and_leads_to_the_statement(cashier: Officer) -> None:
    bill = a_bill(8000)
    statement = add_statement(upload=csv_file(f"02/03/2026,FT1,,8000,{bill.code}"), by=cashier, at=NOW)

    run_queued(at=NOW)

    job = Job.objects.get(pk=statement.job_id)
    assert job.state == Job.State.DONE, job.error
    assert str(statement.public_id) in job.result["link"]
    assert Payment.objects.filter(bill=bill).exists()


def test_the_same_statement_twice_and_one_that_overlaps_pay_nothing_more(cashier: Officer) -> None:
    bill = a_bill(8000)
    row = f"02/03/2026,FT1,,8000,{bill.code}"
    a_statement(cashier, row)

    again = a_statement(cashier, row, "02/03/2026,FT2,,5000,khac")

    assert (again.known, again.lines.count()) == (1, 1)
    assert Payment.objects.count() == 1
    assert BankLine.objects.count() == 2


def test_a_second_transfer_for_one_bill_waits_for_a_person(cashier: Officer) -> None:
    bill = a_bill(8000)

    statement = a_statement(cashier, f"02/03/2026,FT1,,8000,{bill.code}", f"02/03/2026,FT2,,8000,{bill.code}")

    assert [(line.state, line.outcome) for line in statement.lines.order_by("number")] == [
        (LineState.SETTLED, Outcome.PAYS), (LineState.OPEN, Outcome.PAID_BEFORE),
    ]  # fmt: skip
    assert Payment.objects.count() == 1


def test_a_line_proves_a_payment_through_the_gateway_without_paying_again(cashier: Officer) -> None:
    bill = a_bill(8000)
    payment = take_payment(bill=bill, amount=8000, method="gateway", key="gateway:1", by=SYSTEM, at=NOW)

    statement = a_statement(cashier, f"02/03/2026,FT1,,8000,{bill.code}T1")

    assert statement.lines.get().outcome == Outcome.CONFIRMS
    assert Reconciliation.objects.get().payment == payment
    assert Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("02/03/2026,FT1,,7000,{code}", Outcome.OTHER_AMOUNT),
        ("02/03/2026,FT1,,8000,nop tien", Outcome.NO_CODE),
        ("02/03/2026,FT1,,8000,XS9912310001", Outcome.UNKNOWN_CODE),
        ("02/03/2026,FT1,8000,,{code}", Outcome.MONEY_OUT),
    ],
)
def test_what_does_not_fit_pays_nothing(cashier: Officer, row: str, outcome: Outcome) -> None:
    bill = a_bill(8000)

    line = a_statement(cashier, row.format(code=bill.code)).lines.get()

    assert line.outcome == outcome
    assert line.state == (LineState.OUT if outcome == Outcome.MONEY_OUT else LineState.OPEN)
    assert not Payment.objects.exists()


@pytest.mark.parametrize("what", ["paid", "cancelled"])
def test_a_bill_that_changed_after_the_matching_is_left_to_a_person(cashier: Officer, what: str) -> None:
    bill = a_bill(8000)
    statement = add_statement(upload=csv_file(f"02/03/2026,FT1,,8000,{bill.code}"), by=cashier, at=NOW)
    read_lines(statement.pk, at=NOW)
    if what == "paid":
        cashier_pays_cash(cashier, bill)
    else:
        cancel_bill(bill=bill, reason="nhầm", by=cashier, at=NOW)

    settle_matched(statement.pk, at=NOW)

    line = statement.lines.get()
    expected = Outcome.PAID_BEFORE if what == "paid" else Outcome.CLOSED_BILL
    assert (line.state, line.outcome) == (LineState.OPEN, expected)
    assert not Reconciliation.objects.exists()


def cashier_pays_cash(cashier: Officer, bill: Bill) -> None:
    open_shift(opening_cash=0, by=cashier, at=NOW)
    take_cash(bill=bill, amount=bill.total, key="cash:1", by=cashier, at=NOW)


def test_a_file_that_is_no_statement_is_told_and_changes_nothing(cashier: Officer) -> None:
    statement = add_statement(upload=csv_file("a,b", head="không,phải"), by=cashier, at=NOW)

    read_lines(statement.pk, at=NOW)
    read_lines(statement.pk, at=NOW)

    statement.refresh_from_db()
    assert statement.state == StatementState.UNREADABLE
    assert "hàng tiêu đề" in statement.failure
    assert settle_matched(statement.pk, at=NOW) == 0
    assert Entry.objects.filter(event="payments.statement_unreadable").count() == 1


def test_a_statement_of_another_account_is_refused(cashier: Officer, own_account: str) -> None:
    head = f"Số tài khoản: 999888777\n{'Ngày,Số tiền,Nội dung'}"
    statement = add_statement(upload=csv_file("02/03/2026,8000,x", head=head), by=cashier, at=NOW)

    read_lines(statement.pk, at=NOW)

    statement.refresh_from_db()
    assert "999888777" in statement.failure


def test_balances_that_do_not_add_up_and_broken_rows_are_kept_with_the_statement(cashier: Officer) -> None:
    head = "Số dư đầu kỳ,,1000\nNgày,Số tiền,Nội dung"
    upload = csv_file("02/03/2026,8000,x", "02/03/2026,tám,y", "Số dư cuối kỳ,9500,", head=head)
    statement = add_statement(upload=upload, by=cashier, at=NOW)

    read_lines(statement.pk, at=NOW)

    statement.refresh_from_db()
    assert (statement.gap, [row for row, _ in statement.problems]) == (500, [4])


def test_a_person_settles_an_open_line_with_the_bill_it_means(cashier: Officer) -> None:
    bill, line = a_bill(8000), an_open_line(cashier, 8000)

    settled = settle_by_hand(line=line, code=f" {bill.code.lower()} ", by=cashier, at=NOW)

    assert (settled.state, settled.bill, settled.ruled_by) == (LineState.SETTLED, bill, cashier)
    assert Payment.objects.get(bill=bill).key == f"bank:{line.mark}"
    with pytest.raises(MoneyMoveRefused):
        settle_by_hand(line=line, code=bill.code, by=cashier, at=NOW)


def test_a_line_never_settles_a_bill_that_another_line_settled(cashier: Officer) -> None:
    bill, first, second = a_bill(8000), an_open_line(cashier), an_open_line(cashier)
    settle_by_hand(line=first, code=bill.code, by=cashier, at=NOW)

    with pytest.raises(PaymentProven):
        settle_by_hand(line=second, code=bill.code, by=cashier, at=NOW)

    assert Payment.objects.count() == Reconciliation.objects.count() == 1


@pytest.mark.parametrize("code", ["XS9912310001", "other"])
def test_a_line_settles_only_a_known_bill_of_the_same_sum(cashier: Officer, code: str) -> None:
    line = an_open_line(cashier, 8000)
    named = a_bill(9000).code if code == "other" else code

    with pytest.raises(LineUnfit):
        settle_by_hand(line=line, code=named, by=cashier, at=NOW)


def test_a_line_is_set_aside_with_a_reason_and_may_come_back(cashier: Officer) -> None:
    line = an_open_line(cashier)

    with pytest.raises(Invalid):
        set_line_aside(line=line, note=" ", by=cashier, at=NOW)
    aside = set_line_aside(line=line, note="Tiền thuê hội trường", by=cashier, at=NOW)
    back = reopen_line(line=aside, by=cashier, at=NOW)

    assert (aside.state, aside.note, back.state) == (LineState.ASIDE, "Tiền thuê hội trường", LineState.OPEN)


def test_only_cashiers_touch_statements(cast: Cast, cashier: Officer) -> None:
    line, other = an_open_line(cashier), cast.specialist

    for act in (
        lambda: add_statement(upload=csv_file(), by=other, at=NOW),
        lambda: settle_by_hand(line=line, code="x", by=other, at=NOW),
        lambda: set_line_aside(line=line, note="x", by=other, at=NOW),
        lambda: reopen_line(line=line, by=other, at=NOW),
    ):
        with pytest.raises(NotCashier):
            act()
