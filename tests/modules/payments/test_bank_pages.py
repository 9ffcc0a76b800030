"""Pages on statements: hand in, see, rule."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import NOW, Cast, sign_in
from tests.modules.payments.bank_work import a_bill, a_statement, an_open_line, csv_file
from xaso.modules.org.models import Officer
from xaso.modules.payments.lifecycle import LineState
from xaso.modules.payments.models import BankStatement, Payment
from xaso.modules.payments.services.bank_statements import add_statement, read_lines

pytestmark = pytest.mark.django_db


def opened(who: Any, name: str, *args: Any, query: str = "") -> Any:
    """The answer to opening an address."""
    return sign_in(Client(), who).get(reverse(f"payments_bank:{name}", args=args) + query)


def sent(who: Any, address: str, /, *args: Any, **data: Any) -> Any:
    """The answer to sending a form."""
    return sign_in(Client(), who).post(reverse(f"payments_bank:{address}", args=args), data)


def test_a_statement_is_handed_in_and_its_progress_is_shown(cashier: Officer) -> None:
    answer = sent(cashier, "statements", file=csv_file("02/03/2026,FT1,,8000,x"))

    statement = BankStatement.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("jobs:progress", args=[statement.job_id])


def test_a_file_of_another_kind_is_refused_with_what_to_send(cashier: Officer) -> None:
    answer = sent(cashier, "statements", file=csv_file("x", name="sao-ke.exe"))

    assert answer.status_code == 422
    assert "Hãy gửi" in answer.content.decode()
    assert not BankStatement.objects.exists()


def test_the_list_tells_how_each_statement_stands_in_a_steady_number_of_queries(
    cashier: Officer, own_account: str
) -> None:
    bill = a_bill(8000)
    a_statement(cashier, f"02/03/2026,FT1,,8000,{bill.code}", "02/03/2026,FT2,,9000,khac")
    opened(cashier, "statements")
    with CaptureQueriesContext(
        connection,
    ) as few:
        page = opened(cashier, "statements").content.decode()
    for number in range(5):
        a_statement(cashier, f"02/03/2026,G{number},,9000,khac")

    with CaptureQueriesContext(connection) as more:
        opened(cashier, "statements")

    assert own_account in page
    assert len(more) == len(few)


def test_one_statement_shows_its_lines_and_what_could_not_be_read(cashier: Officer) -> None:
    bill = a_bill(8000)
    rows = [f"02/03/2026,FT1,,8000,{bill.code}", "02/03/2026,FT2,,tám,y"]
    statement = a_statement(cashier, *rows)

    page = opened(cashier, "statement", statement.public_id).content.decode()
    settled = opened(cashier, "statement", statement.public_id, query="?nhom=open").content.decode()

    assert bill.code in page
    assert "Dòng 3: số tiền không đọc được." in page
    assert "Không có dòng nào" in settled


def test_an_unreadable_statement_says_why(cashier: Officer) -> None:
    statement = add_statement(upload=csv_file("x", head="không,phải"), by=cashier, at=NOW)
    read_lines(statement.pk, at=NOW)

    assert "hàng tiêu đề" in opened(cashier, "statement", statement.public_id).content.decode()


def test_the_queue_shows_open_lines_and_those_set_aside(cashier: Officer) -> None:
    line = an_open_line(cashier, text="thue hoi truong")
    before = opened(cashier, "queue").content.decode()

    sent(cashier, "set_aside", line.pk, note="Tiền thuê hội trường")

    assert "thue hoi truong" in before
    assert "Không còn dòng nào" in opened(cashier, "queue").content.decode()
    assert "thue hoi truong" in opened(cashier, "queue", query="?nhom=da-gac").content.decode()
    assert "Tiền thuê hội trường" in opened(cashier, "line", line.pk).content.decode()


def test_a_line_names_the_bills_it_may_mean_and_is_settled_with_one(cashier: Officer) -> None:
    other, bill = a_bill(8000, name="Lý Seo Phừ"), a_bill(8000, name="Giàng A Tàu")
    line = an_open_line(cashier, text="GIANG A TAU nop le phi")

    page = opened(cashier, "line", line.pk).content.decode()
    answer = sent(cashier, "settle", line.pk, code=bill.code)

    assert page.index(bill.code) < page.index(other.code)
    assert page.count("tên có trong nội dung") == 1
    assert answer.status_code == 302
    assert Payment.objects.get().bill == bill


def test_a_wrong_code_is_refused_beside_its_box_and_kept(cashier: Officer) -> None:
    line = an_open_line(cashier)

    answer = sent(cashier, "settle", line.pk, code="XS0000000000")

    assert answer.status_code == 422
    assert "Không có khoản thu mang mã này" in answer.content.decode()
    assert 'value="XS0000000000"' in answer.content.decode()


def test_a_line_set_aside_comes_back(cashier: Officer) -> None:
    line = an_open_line(cashier)
    sent(cashier, "set_aside", line.pk, note="nhầm")

    sent(cashier, "reopen", line.pk)

    line.refresh_from_db()
    assert line.state == LineState.OPEN


def test_leaders_look_and_do_not_touch(cast: Cast, cashier: Officer) -> None:
    line = an_open_line(cashier)

    page = opened(cast.chairman, "line", line.pk).content.decode()

    assert "Gác dòng này" not in page
    assert sent(cast.chairman, "set_aside", line.pk, note="x").status_code == 404
    assert sent(cast.chairman, "statements", file=csv_file()).status_code == 403
    assert opened(cast.specialist, "line", line.pk).status_code == 404
    assert opened(cashier, "line", 999_999).status_code == 404
