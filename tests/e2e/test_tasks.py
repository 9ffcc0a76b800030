"""Pages of tasks and money in a real browser: axe, phones, and a task answered without a script."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cast import cast as everyone
from tests.e2e.conftest import DESK, Open
from tests.e2e.hands import leave_by
from tests.e2e.test_people_axe import findings
from tests.factories import tasks as make
from tests.factories.dossiers import picture
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.plan.models import Plan
from xaso.modules.plan.services.obligations import follow_from, open_due

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: Open, viewport: dict[str, int]) -> None:
    cast, now = everyone(), SystemClock().now()
    keeper = cast.head_of_office
    day = local_date(now).replace(month=1, day=1)
    follow_from(plan=Plan.objects.get(), day=day, by=keeper, at=now)
    open_due(at=now)
    make.done(cast)
    task = make.given(cast.chairman, deadline=local_date(now) + timedelta(days=20))
    entry = make.money(keeper)
    desk, steering, money = "/ban-lam-viec/nhiem-vu/", "/dieu-hanh/nhiem-vu/", "/dieu-hanh/kinh-phi/"
    deeds = [f"{desk}{task.code}/{deed}/" for deed in ("gui-san-pham", "giao-nguoi", "xin-gia-han")]
    page = open_page(keeper, viewport, bypass_csp=True)
    wrong: list[str] = []

    for place in [
        desk, f"{desk}?q=khongcothat", f"{desk}giao/", f"{desk}{task.code}/", *deeds, steering,
        f"{steering}?nam=2031", f"{steering}tuan/", f"{steering}hoat-dong/", f"{steering}hoat-dong/theo-doi/",
        money, f"{money}KP-MAY/", f"{money}KP-MAY/nhap/", f"{money}KP-MAY/{entry.pk}/gach-bo/",
    ]:  # fmt: skip
        page.goto(place)
        wrong += findings(page)
        if page.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
            wrong.append(f"{place} sticks out")

    assert wrong == []


def test_a_task_is_answered_without_a_script(open_page: Open, tmp_path: Path) -> None:
    cast, now = everyone(), SystemClock().now()
    today = local_date(now)
    task = make.given(cast.chairman, now, deadline=today + timedelta(days=20))
    file = tmp_path / "bao-cao.png"
    file.write_bytes(picture().read())
    page = open_page(cast.head_of_office, DESK, java_script_enabled=False)

    page.goto(f"/ban-lam-viec/nhiem-vu/{task.code}/")
    leave_by(page.get_by_role("button", name="Gửi sản phẩm"))
    page.get_by_label("Số, ký hiệu hoặc tên sản phẩm").fill("12/BC-UBND")
    for name, value in (("Ngày", today.day), ("Tháng", today.month), ("Năm", today.year)):
        page.get_by_label(name, exact=True).fill(str(value))
    page.set_input_files("input[type=file]", file)
    leave_by(page.locator("form button", has_text="Gửi sản phẩm"))

    task.refresh_from_db()
    assert task.sent_on == today
    assert "Chờ xác nhận sản phẩm" in page.content()
