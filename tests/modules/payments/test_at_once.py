"""Many pay at once: each bill once, each receipt number once, none left out."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from tests import cast as the_cast
from tests.cast import Cast
from tests.factories import money
from xaso.kernel.errors import Refusal
from xaso.modules.payments import services
from xaso.modules.payments.models import Bill, Payment, Receipt, Refund
from xaso.platform.journal.actors import SYSTEM

ROOT = Path(__file__).resolve().parents[3]
TABLES = """
import django; django.setup()
from django.apps import apps
from django.db import connection
from xaso.modules.org.models import Commune
from xaso.modules.payments.models import Bill, FeeRate, FeeTable, BillLine
from xaso.kernel.clock import HANOI
from datetime import date, datetime
wanted = {"org", "identity", "auth", "contenttypes", "journal", "jobs", "payments", "django_tasks_database"}
with connection.schema_editor() as editor:
    [editor.create_model(one) for one in apps.get_models() if one._meta.app_label in wanted]
names = dict.fromkeys(("name", "full_name", "committee_name", "province_name"), "X")
Commune.objects.create(code="1", province_code="1", **names)
table = FeeTable.objects.create(code="t", name="T", basis="B", valid_from=date(2025, 1, 1), certainty="D")
rate = FeeRate.objects.create(
    table=table, order=1, code="r", name="R", kind="phi", unit="ban", amount=8000, moment="reception",
    certainty="D",
)
for number in range(36):
    bill = Bill.objects.create(
        code=f"XS{number}", subject=f"x:{number}", moment="reception", payer_name="A", state="due",
        total=8000, made_at=datetime(2026, 3, 2, 9, tzinfo=HANOI),
    )
    BillLine.objects.create(
        bill=bill, order=1, rate=rate, kind="phi", name="R", unit="ban", quantity=1, full_amount=8000,
        amount=8000,
    )
"""
PAYING = """
import django; django.setup()
import sys
from datetime import UTC, datetime
from xaso.modules.payments.models import Bill, Receipt
from xaso.modules.payments.services import take_payment
from xaso.platform.journal.actors import SYSTEM
for bill in Bill.objects.order_by("pk")[int(sys.argv[1]) : int(sys.argv[1]) + 24]:
    take_payment(
        bill=bill, amount=8000, method="transfer", key=bill.code, by=SYSTEM,
        at=datetime(2026, 3, 2, 2, tzinfo=UTC),
    )
"""
COUNTING = """
import django; django.setup()
from xaso.modules.payments.models import Payment, Receipt
print(Payment.objects.count(), *Receipt.objects.order_by("number").values_list("number", flat=True))
"""


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """Run each work in a thread with its own connection, started together; return results or refusals."""
    start = threading.Barrier(len(works))
    results: list[object] = [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        start.wait()
        try:
            results[place] = work()
        except Refusal as refused:
            results[place] = refused.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def pay(bill: Bill, key: str) -> object:
    """Pay the bill by transfer under a key; its payment's key."""
    payment = services.take_payment(
        bill=bill, amount=bill.total, method="transfer", key=key, by=SYSTEM, at=money.moment(2)
    )
    return payment.key


@pytest.fixture
def postgres(transactional_db: None) -> Cast:
    """The cast on PostgreSQL, where rows are locked."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    return the_cast.cast()


@pytest.mark.postgres
def test_fifty_at_once_on_one_series_leave_no_gap_and_no_double(postgres: Cast) -> None:
    bills = [money.bill(postgres) for _ in range(100)]

    def pay_two_twice(mine: list[Bill]) -> Callable[[], object]:
        return lambda: [pay(bill, bill.code) for bill in (*mine, *mine)]

    results = at_once([pay_two_twice(bills[place : place + 2]) for place in range(0, 100, 2)])

    assert all(isinstance(result, list) for result in results)
    assert list(Receipt.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 101))
    assert Payment.objects.count() == Bill.objects.filter(state="paid").count() == 100


@pytest.mark.postgres
def test_a_bill_paid_by_ten_at_once_is_paid_once(postgres: Cast) -> None:
    bill = money.bill(postgres)

    def paying(place: int) -> Callable[[], object]:
        return lambda: pay(bill, f"bank:{place}")

    results = at_once([paying(place) for place in range(10)])

    assert results.count("already_paid") == 9
    assert Payment.objects.count() == Receipt.objects.count() == 1


@pytest.mark.postgres
def test_one_subject_billed_by_ten_at_once_is_billed_once(postgres: Cast) -> None:
    results = at_once([lambda: money.bill(postgres, subject="dossier:A")] * 10)

    assert results.count("already_billed") == 9
    assert Bill.objects.count() == 1


@pytest.mark.postgres
def test_a_refund_paid_out_by_ten_at_once_is_paid_out_once(postgres: Cast) -> None:
    payment = money.paid(postgres)
    refund = services.ask_refund(bill=payment.bill, reason="Rút", by=SYSTEM, at=money.moment(3))
    services.approve_refund(refund=refund, by=postgres.centre_head, at=money.moment(3))

    def pay_out() -> object:
        return services.pay_refund(
            refund=refund, method="transfer", paid_to="A", by=postgres.one_stop_officer, at=money.moment(3)
        ).state

    results = at_once([pay_out] * 10)

    assert sorted(map(str, results)) == ["money_move_refused"] * 9 + ["paid"]
    assert Refund.objects.get().state == "paid"


def test_many_processes_on_sqlite_leave_no_gap_and_no_double(tmp_path: Path) -> None:
    world = os.environ | {
        "XASO_DATABASE": f"sqlite:///{tmp_path / 'thu.sqlite3'}",
        "XASO_VAR": str(tmp_path),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "xaso.settings",
    }
    subprocess.run([sys.executable, "-c", TABLES], env=world, check=True, cwd=ROOT)

    workers = [
        subprocess.Popen([sys.executable, "-c", PAYING, start], env=world, cwd=ROOT)
        for start in ("0", "6", "12")
    ]
    codes = [worker.wait() for worker in workers]
    told = subprocess.run(
        [sys.executable, "-c", COUNTING], env=world, cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert codes == [0, 0, 0]
    assert told.stdout.split() == ["36", *map(str, range(1, 37))]
