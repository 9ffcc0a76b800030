"""Pages on which a plan is read in, in a real browser: axe, phones, keys, and no script needed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, Open
from tests.e2e.hands import leave_by
from tests.e2e.test_people_axe import findings
from tests.modules.plan import reading_work as work
from xaso.modules.plan.models import PlanReading
from xaso.modules.plan.queries import readings

HOME = "/dieu-hanh/ke-hoach/"
PLACES = (
    "", "chi-tieu/", "chi-tieu/1/", "can-xem-lai/", "can-xem-lai/1/", "van-ban/", "nhiem-vu/", "hoat-dong/",
    "khong-nhac-toi/", "xac-nhan/", "hieu-luc/", "bo/",
)  # fmt: skip
PHONE = {"width": 390, "height": 844}


def address(reading: PlanReading, place: str = "") -> str:
    return f"{HOME}ban-doc/{reading.public_id}/{place}"


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: Open, viewport: dict[str, int]) -> None:
    keeper = work.keeper()
    reading = work.uploaded(keeper)
    work.in_force(keeper)
    versions = [f"{HOME}phien-ban/{work.PLAN}/{place}" for place in ("", "2/", "so-sanh/")]
    page = open_page(keeper, viewport, bypass_csp=True)
    wrong: list[str] = []

    for place in [HOME, f"{HOME}nop/", *versions, *(address(reading, place) for place in PLACES)]:
        page.goto(place)
        wrong += findings(page)
        if page.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
            wrong.append(f"{place} sticks out")

    assert wrong == []


def test_a_promise_is_reached_by_keys_and_kept_without_a_script(open_page: Open) -> None:
    keeper = work.keeper()
    reading = work.uploaded(keeper)
    keyed = open_page(keeper, DESK)
    plain = open_page(keeper, DESK, java_script_enabled=False)

    keyed.goto(address(reading, "chi-tieu/"))
    keyed.keyboard.press("j")
    keyed.keyboard.press("j")
    keyed.keyboard.press("Enter")
    keyed.wait_for_url(f"**{address(reading, 'chi-tieu/2/')}")
    plain.goto(address(reading, "chi-tieu/2/"))
    plain.get_by_label("Đơn vị phụ trách").select_option("van-phong")
    plain.get_by_label("Nhập kèm minh chứng").check()
    leave_by(plain.get_by_role("button", name="Giữ và xem dòng sau", exact=True))

    following = f"{address(reading, 'chi-tieu/3/')}#doi-chieu"
    assert plain.url.endswith(following)
    assert readings.item(reading, 2).decision == "kept"
    keyed.goto(following)
    reached = [_next_by_tab(keyed) for _ in range(3)]
    assert "Đúng rồi, giữ và xem dòng sau" in reached


def _next_by_tab(page: Page) -> str:
    page.keyboard.press("Tab")
    return str(page.evaluate("document.activeElement.textContent.trim()"))
