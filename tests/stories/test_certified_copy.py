"""A certified copy: from the identity card to the paper in the hand, each part by whoever may do it."""

from __future__ import annotations

import pytest

from tests.factories import dossiers as make
from tests.stories.hands import Office, Town
from xaso.modules.dossiers.models import Attestation
from xaso.modules.payments.models import Receipt

pytestmark = pytest.mark.django_db
BOOK = "/ban-lam-viec/chung-thuc/"


def test_a_certified_copy_is_entered_paid_signed_and_handed_over(town: Town, office: Office) -> None:
    desk = office.one_stop_officer
    desk.open("/ban-lam-viec/thu-phi/ca/").press("Mở ca thu", {"opening_cash": "0"})

    # one form: card, paper, pages, copies; the number and the fee are there at once
    desk.open(BOOK).press(
        "Vào sổ, lấy số",
        {
            "procedure": make.COPY, "who": "099190000901", "document": "Bằng tốt nghiệp THPT",
            "pages": "2", "copies": "1", "signer": str(town.cast.chairman.pk),
        },
    )  # fmt: skip
    act = Attestation.objects.get()
    assert f"Số 01/{act.year}" in desk.text

    # the words are printed, the money taken
    desk.follow("In lời chứng, mở thẻ mới")
    assert desk.body.startswith(b"%PDF")
    desk.open(f"/ban-lam-viec/ho-so/{act.dossier.code}/phi/").follow("Thu tiền")
    desk.press("Thu đủ 8.000 đồng tiền mặt")
    assert Receipt.objects.get().number == 1

    # the specialist of the field lays it before the chairman, who signs what lies before him
    office.specialist.act(
        act.dossier.code,
        "Làm tại chỗ",
        "Làm các việc của tôi",
        {"summary": "Chứng thực bản sao bằng tốt nghiệp."},
    )
    chairman = office.chairman
    chairman.open(BOOK).follow("1 việc chờ đồng chí ký")
    chairman.press("Đã ký các việc đã chọn", {"chon": str(act.pk)})

    # what is signed goes out
    office.centre_head.open(BOOK).press("Ghi đã trả các việc đã chọn", {"chon": str(act.pk)})
    act.dossier.refresh_from_db()
    assert (act.dossier.state, act.dossier.is_late) == ("returned", False)
    town.run_queue()
    town.check_journal()
