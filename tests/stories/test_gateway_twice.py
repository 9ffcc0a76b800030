"""A gateway that answers twice: one payment, one receipt, and money seen at the bank in the end."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import dossiers as make
from tests.stories.hands import Office, Person, Town
from xaso.kernel.clock import local_date
from xaso.modules.payments.models import Bill, GatewayAnswer, Payment, Receipt

pytestmark = pytest.mark.django_db

DESK = "/ban-lam-viec/thu-phi/"
GATEWAY = "xaso.modules.payments.providers.rehearsal.RehearsalGateway"


def test_a_gateway_that_answers_twice_is_paid_once(
    town: Town, office: Office, say: Person, settings: Any
) -> None:
    settings.PAYMENT_GATEWAY = GATEWAY
    desk, code = office.one_stop_officer, make.taken_in(town.cast, town.now(), code=make.COPY).code
    bill = Bill.objects.get()

    # she pays from her own dossier; the gateway says so twice
    say.look(code).follow("Nộp phí")
    page = say.path
    say.press("Thanh toán trực tuyến").follow("Sang trang của cổng thanh toán")
    say.press("Làm", {"what": "twice"})
    town.run_queue()
    assert "Đã nộp đủ 8.000 đồng" in say.open(page).text
    assert (Payment.objects.count(), Receipt.objects.count()) == (1, 1)
    assert sorted(GatewayAnswer.objects.values_list("effect", flat=True)) == ["repeated", "taken"]
    assert say.follow("Tải biên lai").body.startswith(b"%PDF")

    # paid is not reconciled: the cashier sees it only when the statement shows the money
    desk.open(f"{DESK}doi-soat/")
    assert bill.code in desk.text
    row = f"{local_date(town.now()):%d/%m/%Y},FT9,,8.000,{bill.code}T1 nop le phi"
    data = f"Ngày,Số bút toán,Ghi nợ,Ghi có,Nội dung\n{row}\n".encode()
    desk.open(f"{DESK}sao-ke/")
    desk.press("Nạp sao kê", {"file": SimpleUploadedFile("sao-ke.csv", data, "text/csv")})
    town.run_queue()
    assert "Không còn lần nộp nào chưa thấy tiền" in desk.open(f"{DESK}doi-soat/").text
    assert (Payment.objects.count(), Receipt.objects.count()) == (1, 1)
    town.check_journal()
