"""The account that receives fees: two people, each reading the decision; a history; VietQR at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import money
from tests.factories.money import ACCOUNT, moment
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.payments.access import NotCashier, NotDecider
from xaso.modules.payments.lifecycle import MoneyMoveRefused
from xaso.modules.payments.models import CollectionAccount
from xaso.modules.payments.queries import bank_account
from xaso.modules.payments.queries.pay_link import pay_link
from xaso.modules.payments.services import accounts
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.models import Entry
from xaso.platform.notices.models import Notice

LIST_QUERIES = 9
OTHER = replace(ACCOUNT, number="2900200300400", decision="Quyết định 99/QĐ-UBND")


def events() -> list[str]:
    return list(
        Entry.objects.filter(subject__startswith="collection_account:")
        .order_by("seq")
        .values_list("event", flat=True)
    )


def test_an_account_named_is_used_only_when_another_confirms_it(cast: Cast) -> None:
    bill = money.bill(cast)
    waiting = money.named_account(cast)
    before = bank_account.transfer_order(bill)

    accounts.confirm_account(account=waiting, number="1900.200.300 400", by=cast.chairman, at=moment(3))

    after = bank_account.transfer_order(bill)
    assert before is None
    assert after is not None
    assert (after.account.number, after.account.holder) == ("1900200300400", "UBND XA THU")
    assert "1900200300400" in after.qr
    assert events() == ["payments.account_named", "payments.account_decided"]


def test_nobody_confirms_what_he_named_himself(cast: Cast) -> None:
    waiting = money.named_account(cast)
    CollectionAccount.objects.update(named_by=cast.chairman)

    with pytest.raises(accounts.OwnAccount, match="không tự xác nhận"):
        accounts.confirm_account(account=waiting, number=ACCOUNT.number, by=cast.chairman, at=moment(3))

    assert bank_account.receiving_account() is None
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectionAccount.objects.update(state="confirmed", settled_by=cast.chairman)


def test_only_cashiers_name_and_only_leaders_confirm_or_stop(cast: Cast) -> None:
    with pytest.raises(NotCashier):
        accounts.name_account(ACCOUNT, by=cast.sysadmin, at=moment(2))
    waiting = money.named_account(cast)

    with pytest.raises(NotDecider):
        accounts.confirm_account(account=waiting, number=ACCOUNT.number, by=cast.sysadmin, at=moment(3))
    with pytest.raises(NotDecider):
        accounts.stop_account(account=waiting, reason="Thử", by=cast.one_stop_officer, at=moment(3))
    with pytest.raises(accounts.NotTheNamer):
        accounts.withdraw_account(account=waiting, by=cast.centre_head, at=moment(3))


def test_a_number_that_is_not_the_one_named_confirms_nothing(cast: Cast) -> None:
    waiting = money.named_account(cast)

    with pytest.raises(accounts.NumberDiffers) as refused:
        accounts.confirm_account(account=waiting, number="1900200300401", by=cast.chairman, at=moment(3))

    assert refused.value.problems[0].field == "number"
    assert bank_account.receiving_account() is None


def test_what_the_decision_does_not_say_is_asked_for_box_by_box(cast: Cast) -> None:
    empty = replace(
        ACCOUNT, bank="12", number="?", holder=" ", decision="", issuer="", decided_on=date(2026, 4, 1)
    )

    with pytest.raises(Invalid) as refused:
        accounts.name_account(empty, by=cast.one_stop_officer, at=moment(2))

    named = {one.field for one in refused.value.problems}
    assert named == {"holder", "decision", "issuer", "number", "decided_on"}


def test_one_account_waits_at_a_time_and_may_be_taken_back_or_refused_with_a_reason(cast: Cast) -> None:
    cashier = cast.one_stop_officer
    first = money.named_account(cast)
    with pytest.raises(accounts.AccountWaits):
        accounts.name_account(OTHER, by=cashier, at=moment(2))
    accounts.withdraw_account(account=first, by=cashier, at=moment(2))
    second = accounts.name_account(OTHER, by=cashier, at=moment(2))
    with pytest.raises(Invalid, match="lý do"):
        accounts.reject_account(account=second, note=" ", by=cast.chairman, at=moment(3))

    refused = accounts.reject_account(account=second, note="Sai ngân hàng", by=cast.chairman, at=moment(3))

    assert refused.settled_note == "Sai ngân hàng"
    assert [row.state for row in CollectionAccount.objects.order_by("pk")] == ["withdrawn", "rejected"]
    with pytest.raises(MoneyMoveRefused):
        accounts.confirm_account(account=second, number=OTHER.number, by=cast.chairman, at=moment(4))


def test_a_new_account_ends_the_old_one_whose_statements_stay_the_communes(cast: Cast) -> None:
    old = money.own_account(cast)

    new = money.own_account(cast, OTHER)

    old.refresh_from_db()
    assert (old.state, old.ended_reason) == ("ended", f"Thay bằng tài khoản {new}")
    assert bank_account.receiving_account() == new
    assert bank_account.known_numbers() == {ACCOUNT.number, OTHER.number}


def test_one_leader_stops_an_account_at_once(cast: Cast) -> None:
    used = money.own_account(cast)
    bill = money.bill(cast)
    with pytest.raises(Invalid, match="lý do"):
        accounts.stop_account(account=used, reason="", by=cast.chairman, at=moment(3))

    accounts.stop_account(account=used, reason="Ngân hàng báo khóa", by=cast.chairman, at=moment(3))

    assert bank_account.transfer_order(bill) is None
    assert events()[-1] == "payments.account_ended"


def test_everybody_who_has_to_do_with_money_is_told_of_a_change(cast: Cast) -> None:
    used = money.own_account(cast)
    accounts.stop_account(account=used, reason="Ngân hàng báo khóa", by=cast.chairman, at=moment(3))
    other = accounts.name_account(OTHER, by=cast.one_stop_officer, at=moment(4))
    accounts.reject_account(account=other, note="Chưa có văn bản", by=cast.chairman, at=moment(4))

    run_queued(at=moment(5))

    told = {
        (one.title, one.recipient_id)
        for one in Notice.objects.filter(subject__startswith="collection_account:")
    }
    cashier, centre_head = cast.one_stop_officer.user_id, cast.centre_head.user_id
    assert ("Có tài khoản thu phí chờ xác nhận", cast.chairman.user_id) in told
    assert ("Có tài khoản thu phí chờ xác nhận", cashier) not in told
    for title in ("đã đổi", "đã ngừng dùng", "không được xác nhận"):
        assert (f"Tài khoản thu phí {title}", cashier) in told
        assert (f"Tài khoản thu phí {title}", centre_head) in told


def test_the_whole_way_on_the_pages_ends_with_a_vietqr_for_the_payer(client: Client, cast: Cast) -> None:
    desk, boss = sign_in(client, cast.one_stop_officer), sign_in(Client(), cast.chairman)
    typed = {
        "bank": "970405", "number": "8800 1234 5678", "holder": "Kho quỹ xã Suối Mây",
        "decision": "Quyết định 15/QĐ-UBND", "decided_on-ngay": "5", "decided_on-thang": "1",
        "decided_on-nam": "2026",
        "issuer": "UBND xã Suối Mây",
    }  # fmt: skip
    link = pay_link(money.bill(cast).code)

    faulty = desk.post(reverse("payments_bank:account_new"), typed | {"number": "12"})
    record = desk.post(reverse("payments_bank:account_new"), typed)["Location"]
    key = CollectionAccount.objects.get().pk
    looked = boss.get(record).content.decode()
    wrong = boss.post(
        reverse("payments_bank:account_decide", args=[key]), {"quyet": "xac-nhan", "number": "1"}
    )
    boss.post(
        reverse("payments_bank:account_decide", args=[key]), {"quyet": "xac-nhan", "number": "880012345678"}
    )
    paying = Client().get(link).content.decode()

    assert faulty.status_code == 422
    assert 'value="Kho quỹ xã Suối Mây"' in faulty.content.decode()
    assert "data:image/svg+xml" in looked
    assert "KHO QUY XA SUOI MAY" in looked
    assert wrong.status_code == 422
    assert "Số vừa gõ khác số đã khai" in wrong.content.decode()
    assert "data:image/svg+xml" in paying
    assert "880012345678" in paying


def test_the_record_offers_each_what_he_may_do(client: Client, cast: Cast) -> None:
    desk, boss = sign_in(client, cast.one_stop_officer), sign_in(Client(), cast.chairman)
    first = money.named_account(cast)
    page = reverse("payments_bank:account", args=[first.pk])

    own, others = desk.get(page).content.decode(), boss.get(page).content.decode()
    withdrawn = desk.post(reverse("payments_bank:account_withdraw", args=[first.pk]))
    again = desk.post(reverse("payments_bank:account_withdraw", args=[first.pk]))
    used = money.own_account(cast)
    stopped = boss.post(reverse("payments_bank:account_stop", args=[used.pk]), {"reason": "Bị khóa"})

    assert "Rút tài khoản đã khai" in own
    assert "Gõ lại số tài khoản" in others
    assert withdrawn.status_code == 302
    assert again.status_code == 409
    assert stopped.status_code == 302
    assert boss.get(reverse("payments_bank:account", args=[0])).status_code == 404
    assert (
        boss.post(reverse("payments_bank:account_decide", args=[used.pk]), {"quyet": "x"}).status_code == 404
    )


def test_the_list_asks_the_same_however_long(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    boss = sign_in(client, cast.chairman)
    money.own_account(cast)
    boss.get(reverse("payments_bank:accounts"))
    for number in range(21):
        money.own_account(cast, replace(ACCOUNT, number=f"77{number:06d}"))

    with django_assert_num_queries(LIST_QUERIES):
        answer = boss.get(reverse("payments_bank:accounts")).content.decode()

    assert "trang=2" in answer
    with pytest.raises(Missing):
        bank_account.account_list(cast.specialist, 1)


def test_banks_are_named_once_and_none_without_a_number() -> None:
    found = bank_account.banks()

    assert len({code for code, _ in found}) == len(found) > 40
    assert all(len(code) == 6 for code, _ in found)
