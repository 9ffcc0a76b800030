"""Pages of fees, shifts, ledgers, refunds in a real browser: axe finds nothing, a phone shows them whole."""

from __future__ import annotations

import pytest

from tests.cast import cast as whole_cast
from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.test_money import HERE, wrong
from tests.factories import dossiers as make
from tests.factories import money
from xaso.modules.payments.models import Bill, Receipt, Refund, Shift


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_fees_is_sound(open_page: Open, viewport: dict[str, int]) -> None:
    cast = whole_cast()
    money.worldly(cast)
    dossier = make.taken_in(cast, code=make.COPY)
    shift, refund, receipt = (
        Shift.objects.get(),
        Refund.objects.get(state="approved"),
        Receipt.objects.all()[0],
    )
    due, paid = (Bill.objects.get(subject=f"world:{kind}") for kind in ("due", "paid"))
    page = open_page(cast.one_stop_officer, viewport)
    paths = [
        HERE, f"{HERE}lap/", f"{HERE}khoan/{paid.code}/", f"{HERE}khoan/{due.code}/huy/", f"{HERE}ca/",
        f"{HERE}ca/{shift.pk}/", f"{HERE}so/?thang=2026-03", f"{HERE}hoan-tra/",
        f"{HERE}hoan-tra/{refund.pk}/", "/ban-lam-viec/thu-tuc/bieu-thu/",
        f"{HERE}bien-lai/{receipt.pk}/thay/",
        f"/ban-lam-viec/ho-so/{dossier.code}/phi/", f"/ban-lam-viec/ho-so/{dossier.code}/",
    ]  # fmt: skip

    found = {}
    for path in paths:
        page.goto(path)
        found[path] = wrong(page)

    assert found == {path: [] for path in paths}
