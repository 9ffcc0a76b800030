"""What a dossier owes: billed at its moment, counted by an officer, told in its story, given back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.factories import money
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.lifecycle import MoveRefused
from xaso.modules.dossiers.models import Dossier, FeeRequest
from xaso.modules.dossiers.queries.fees import fee_lines, fee_words
from xaso.modules.dossiers.queries.timeline import timeline
from xaso.modules.dossiers.services import ending, intake, paying
from xaso.modules.dossiers.services.paying import Counted, Unpaid
from xaso.modules.payments import services as payments
from xaso.modules.payments.models import Bill, FeeRate, Refund
from xaso.modules.payments.services import AlreadyBilled
from xaso.platform.jobs.services import run_queued


def deliver() -> None:
    """Let every listener hear what was told."""
    while run_queued(at=make.moment(6), limit=500):
        pass


def pay(dossier: Dossier, cast: Cast) -> Bill:
    """Pay what it owes by transfer."""
    bill = Bill.objects.get(subject=dossier.subject, state="due")
    payments.take_payment(
        bill=bill, amount=bill.total, method="transfer", key=bill.code, by=cast.one_stop_officer,
        at=make.moment(3),
    )  # fmt: skip
    return bill


def counted(dossier: Dossier, cast: Cast, *what: Counted) -> Bill:
    """Count it again at the counter."""
    return paying.bill_counted(dossier=dossier, counted=what, by=cast.one_stop_officer, at=make.moment(3))


def test_a_fee_is_billed_at_reception_and_a_free_procedure_is_not(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    make.taken_in(cast)

    bill = Bill.objects.get()
    assert (bill.subject, bill.total, bill.service) == (dossier.subject, 8000, make.COPY)
    assert bill.payer_name == cast.citizen.full_name


def test_what_was_copied_from_the_paper_book_is_not_billed(cast: Cast) -> None:
    make.taken_in(
        cast, make.moment(3), code=make.COPY, entry=Dossier.Entry.PAPER_BOOK, received_at=make.MONDAY
    )

    assert not Bill.objects.exists()


def test_an_officer_counts_again_and_grants_relief(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)

    more = counted(dossier, cast, Counted(money.COPY, 3))
    free = counted(dossier, cast, Counted(money.COPY, 3, group="poor"))

    assert (more.total, free.state) == (24_000, "free")
    assert [bill.state for bill in Bill.objects.order_by("pk")] == ["cancelled", "cancelled", "free"]
    assert fee_words(dossier) == f"được miễn, không phải nộp (mã {free.code})"


def test_counting_is_refused_when_paid_when_nothing_is_counted_and_to_others(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)

    with pytest.raises(Invalid):
        counted(dossier, cast, Counted(money.COPY, 0))
    with pytest.raises(paying.NoRate):
        counted(dossier, cast, Counted(money.PAGE, 1))
    with pytest.raises(NotYours):
        paying.bill_counted(
            dossier=dossier, counted=[Counted(money.COPY, 1)], by=cast.specialist, at=make.moment(3)
        )
    pay(dossier, cast)
    with pytest.raises(AlreadyBilled):
        counted(dossier, cast, Counted(money.COPY, 2))


def test_what_is_collected_at_return_is_billed_then_and_holds_the_result(cast: Cast) -> None:
    FeeRate.objects.filter(code=money.LICENCE).update(services=[make.RESIDENCE])
    make.approved(cast)
    assert not Bill.objects.exists()
    dossier = make.ready(cast)
    given = {"channel": "counter", "returned_to": "A", "by": cast.one_stop_officer, "at": make.moment(4)}

    with pytest.raises(Unpaid, match=r"50\.000 đồng"):
        ending.return_result(dossier=dossier, seen=dossier.revision, **given)
    pay(dossier, cast)

    assert ending.return_result(dossier=dossier, seen=dossier.revision, **given).state == "returned"


def test_the_payment_stands_once_in_the_story_and_the_person_is_told(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    bill = pay(dossier, cast)

    deliver()

    told = [line for line in timeline(dossier, for_public=True) if line.event == "fee_paid"]
    assert [line.details for line in told] == [[f"8.000 đồng, chuyển khoản. Mã khoản thu {bill.code}."]]
    user = cast.citizen.user
    assert user is not None
    assert user.notices.filter(title="Đã nộp phí, lệ phí").count() == 1


def test_a_payment_for_something_else_is_nobodys_story(cast: Cast) -> None:
    money.paid(cast)

    deliver()

    assert not Dossier.objects.exists()


def test_withdrawn_unpaid_the_bill_falls_away(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    ending.withdraw(dossier=dossier, by=cast.citizen, reason="Không cần nữa", at=make.moment(3))

    deliver()

    bill = Bill.objects.get()
    assert (bill.state, bill.ended_reason) == ("cancelled", "Hồ sơ đã rút: Không cần nữa")
    assert fee_lines(dossier) == []


def test_refused_after_payment_a_refund_waits_and_is_told_when_paid_out(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    pay(dossier, cast)
    ending.stop(
        dossier=dossier, by=cast.chairman, reason="Trùng hồ sơ khác", at=make.moment(3), seen=dossier.revision
    )
    deliver()

    refund = Refund.objects.get()
    payments.approve_refund(refund=refund, by=cast.chairman, at=make.moment(4))
    payments.pay_refund(
        refund=refund, method="transfer", paid_to="A", by=cast.one_stop_officer, at=make.moment(4)
    )
    deliver()

    assert refund.reason == "Hồ sơ dừng giải quyết: Trùng hồ sơ khác"
    assert "fee_refunded" in [line.event for line in timeline(dossier, for_public=True)]


def test_the_record_shows_the_fee_and_its_page_counts_it(client: Client, cast: Cast) -> None:
    sign_in(client, cast.one_stop_officer)
    dossier = make.taken_in(cast, code=make.COPY)
    address = reverse("dossiers_desk:fees", args=[dossier.code])

    record = client.get(reverse("dossiers_desk:record", args=[dossier.code])).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    nothing = client.post(address, {"quantity_0": 0, "copies_0": 1})
    empty = client.post(address, {"quantity_0": "", "copies_0": 1})
    done = client.post(address, {"quantity_0": 2, "copies_0": 1, "group": "elderly"})

    assert f'hx-get="{address}"' in record
    assert "<html" not in part
    assert "8.000 đồng" in part
    assert (nothing.status_code, empty.status_code, done.status_code) == (422, 422, 302)
    assert "Ghi số lượng của ít nhất một khoản." in nothing.content.decode()
    assert Bill.objects.get(state="due").total == 8_000


def test_a_free_procedure_shows_no_fee_and_takes_none(client: Client, cast: Cast) -> None:
    sign_in(client, cast.one_stop_officer)
    address = reverse("dossiers_desk:fees", args=[make.taken_in(cast).code])

    assert client.get(address, headers={"HX-Request": "true"}).content.strip() == b""
    assert "không có mức thu" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 404


def test_the_person_sees_what_to_pay_and_where(client: Client, cast: Cast) -> None:
    sign_in(client, cast.citizen)
    dossier = make.taken_in(cast, code=make.COPY)
    address = reverse("dossiers:mine_detail", args=[dossier.code])
    link = fee_lines(dossier)[0].link

    due = client.get(address).content.decode()
    pay(dossier, cast)
    paid = client.get(address).content.decode()

    assert "Bà con phải nộp" in due
    assert f'href="{link}"' in due
    assert client.get(link).status_code == 200
    assert "Xem biên lai" in paid


def test_the_receipt_says_the_fee(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    bill = Bill.objects.get()

    assert fee_words(dossier) == f"8.000 đồng, chờ nộp (mã {bill.code})"
    assert fee_words(make.taken_in(cast)) == "không thu"
    assert fee_words(make.taken_in(cast, code=make.LAND)) == ""


def test_an_online_filing_is_billed_when_it_is_received(cast: Cast) -> None:
    FeeRate.objects.filter(code=money.LICENCE).update(moment="reception", services=[make.RESIDENCE])
    dossier = make.filed(cast.citizen)
    assert not Bill.objects.exists()

    intake.accept(dossier=dossier, by=cast.one_stop_officer, at=make.moment(3), seen=dossier.revision)

    assert Bill.objects.get().total == 50_000


def test_a_fee_asked_for_in_the_work_lets_the_clock_rest_until_it_is_paid(cast: Cast) -> None:
    FeeRate.objects.filter(code=money.LICENCE).update(services=[make.RESIDENCE], moment="supplement")
    dossier = make.assigned(cast)
    due = dossier.due_at
    asked = {"by": cast.specialist, "at": make.moment(3), "counted": [Counted(money.LICENCE, 1)]}

    waiting = paying.ask_payment(dossier=dossier, seen=dossier.revision, **asked)
    with pytest.raises(MoveRefused):
        paying.ask_payment(dossier=waiting, seen=waiting.revision, **asked)
    bill = Bill.objects.get(state="due")
    payments.take_payment(
        bill=bill, amount=50_000, method="gateway", key="k", by=cast.one_stop_officer, at=make.moment(5)
    )
    deliver()

    again = Dossier.objects.get(pk=dossier.pk)
    assert (waiting.state, waiting.national_code, waiting.paused_at) == (
        "awaiting_payment",
        6,
        make.moment(3),
    )
    assert (again.state, again.paused_at, again.holder) == ("in_process", None, cast.specialist)
    assert due is not None
    assert again.due_at is not None
    assert again.due_at > due
    assert any("chờ nộp phí, lệ phí" in line for line in again.due_lines)
    told = [line.event for line in timeline(again, for_public=True)]
    assert [name for name in told if name in ("fee_asked", "fee_paid", "work_resumed")] == [
        "fee_asked",
        "fee_paid",
        "work_resumed",
    ]


def test_a_bill_taken_back_lets_the_work_go_on_and_another_cannot_ask(cast: Cast) -> None:
    FeeRate.objects.filter(code=money.LICENCE).update(services=[make.RESIDENCE], moment="supplement")
    dossier = make.assigned(cast)
    asked = {"at": make.moment(3), "counted": [Counted(money.LICENCE, 1)]}

    with pytest.raises(NotYours):
        paying.ask_payment(dossier=dossier, seen=dossier.revision, by=cast.other_specialist, **asked)
    paying.ask_payment(dossier=dossier, seen=dossier.revision, by=cast.specialist, **asked)
    bill = Bill.objects.get(state="due")
    payments.cancel_bill(bill=bill, reason="Nhầm", by=cast.one_stop_officer, at=make.moment(4))
    deliver()
    paying.go_on(bill=bill.code, by=cast.one_stop_officer, at=make.moment(5))

    assert Dossier.objects.get(pk=dossier.pk).state == "in_process"
    assert FeeRequest.objects.get().met_at == make.moment(4)


def test_the_specialist_lets_it_wait_from_its_page(client: Client, cast: Cast) -> None:
    FeeRate.objects.filter(code=money.LICENCE).update(services=[make.RESIDENCE], moment="supplement")
    dossier = make.assigned(cast)
    sign_in(client, cast.specialist)
    address = reverse("dossiers_desk:fees", args=[dossier.code])

    page = client.get(address).content.decode()
    old = client.post(address, {"quantity_0": 1, "copies_0": 1, "seen": dossier.revision - 1, "cho": "1"})
    done = client.post(address, {"quantity_0": 1, "copies_0": 1, "seen": dossier.revision, "cho": "1"})

    assert "Báo nộp, tạm dừng hạn trả" in page
    assert (old.status_code, done.status_code) == (409, 302)
    assert client.post(address, {"quantity_0": 1, "copies_0": 1}).status_code == 404
    assert "Chờ nộp phí, lệ phí" in client.get(done["Location"]).content.decode()
