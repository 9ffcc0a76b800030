"""How long a statement of 10,000 lines takes to be read and matched, and to be written as payments; beside a floor.

Usage: python -m bench.statement [LINES]. Needs a database with a pack that has a cashier. Prints one JSON object.
The floor: the same file through Python's own csv, and its rows put into a bare table in one go.
"""

import csv
import io
import json
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from xaso.kernel.clock import SystemClock, local_date  # noqa: E402
from xaso.modules.payments.queries.bank_account import bill_prefix, receiving_account  # noqa: E402
from xaso.modules.payments.services.bank_settling import settle_matched  # noqa: E402
from xaso.modules.payments.services.bank_statements import add_statement, read_lines  # noqa: E402

HEAD = "Ngày giao dịch,Số bút toán,Ghi nợ,Ghi có,Nội dung,Tên người chuyển"


def bills(count: int, at: Any) -> list[Any]:
    """Make that many bills that are due, of one line each, without the services: they are not what is measured."""
    model, line = apps.get_model("payments", "Bill"), apps.get_model("payments", "BillLine")
    rate = apps.get_model("payments", "FeeRate").objects.order_by("pk")[0]
    start = model.objects.count()
    day = f"{local_date(at) - timedelta(days=1):%y%m%d}"
    rows = model.objects.bulk_create(
        [
            model(
                code=f"{bill_prefix()}{day}{start + number:06d}", subject=f"bench:{start + number}", moment="reception",
                payer_name="Người Thử", state="due", total=8000, made_at=at,
            )
            for number in range(count)
        ],
        batch_size=500,
    )  # fmt: skip
    line.objects.bulk_create(
        [
            line(bill=row, order=1, rate=rate, kind=rate.kind, name=rate.name, unit=rate.unit, quantity=1,
                 full_amount=8000, amount=8000)
            for row in rows
        ],
        batch_size=500,
    )  # fmt: skip
    return list(rows)


def lines(owed: list[Any], at: Any) -> Iterator[str]:
    """The statement: nine lines of ten pay a bill in the many ways banks write, one fits nothing."""
    day = f"{local_date(at):%d/%m/%Y}"
    yield HEAD
    ways = ("{0}", "NGUOI THU nop phi {0}", "MBVCB.1234.{0}.CT tu 0102", "ck {0} le phi", "nop-{0}")
    for number, one in enumerate(owed):
        text = "chuyen tien khong ghi ma" if number % 10 == 9 else ways[number % 5].format(one.code)
        yield f"{day},FT{at:%H%M%S}{number},,8.000,{text},NGUOI THU"


def floor(text: str) -> dict[str, float]:
    """Seconds to part the same file with csv, and to put its rows into a bare table."""
    start = time.perf_counter()
    rows = list(csv.reader(io.StringIO(text)))
    parted = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_lines (day text, ref text, amount text, words text)")
        start = time.perf_counter()
        values = [(row[0], row[1], row[3], row[4]) for row in rows]
        with transaction.atomic():
            cursor.executemany("INSERT INTO bench_lines VALUES (%s, %s, %s, %s)", values)
        return {"csv_s": round(parted, 3), "bare_rows_s": round(time.perf_counter() - start, 3)}


def main(count: int) -> None:
    """Print seconds and what was found."""
    at = SystemClock().now()
    officer = apps.get_model("org", "Officer").objects.filter(user__grants__role="cashier").order_by("pk")[0]
    text = "\n".join(lines(bills(count, at), at))
    upload = SimpleUploadedFile("sao-ke.csv", text.encode(), "text/csv")
    statement = add_statement(upload=upload, by=officer, at=at)
    start = time.perf_counter()
    read_lines(statement.pk, at=at)
    matched = time.perf_counter() - start
    found = statement.lines
    named = found.filter(state="matched").count()
    start = time.perf_counter()
    while settle_matched(statement.pk, at=at):
        pass
    settled = time.perf_counter() - start
    print(
        json.dumps({
            "lines": count,
            "matched": named,
            "left to a person": found.filter(state="open").count(),
            "account set": receiving_account() is not None,
            "read and matched_s": round(matched, 2),
            "payments with receipts_s": round(settled, 2),
            "ms per payment": round(settled * 1000 / max(named, 1), 2),
            "floor": floor(text),
            "database": connection.vendor,
        })
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
