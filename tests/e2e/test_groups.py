"""A death is registered and the funeral money asked for in one go, on a small phone without any script."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import FOUNDED, PACK
from tests.e2e.conftest import PHONE, ROOT, Open
from tests.e2e.hands import Finger, fits
from xaso.kernel.clock import local_date
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier, DossierGroup, Paper
from xaso.modules.procedures import services as procedures
from xaso.platform.journal.actors import SYSTEM

EVENT, DEATH, FUNERAL, ELSEWHERE = "nguoi-than-mat", "1.000656", "1.014028", "9.000004"
NUMBER = "099040000777"


@pytest.fixture
def event(live_server: LiveServer) -> str:
    """The true death registration and funeral support, with their true forms, as one event of life."""
    pack = ROOT / "communes/lungphinh"
    forms = [
        json.loads((pack / f"eforms/{name}.json").read_text(encoding="utf-8"))
        for name in ("death", "funeral-support")
    ]
    listed = json.loads((pack / "procedures.json").read_text(encoding="utf-8"))
    own = json.loads((PACK / "procedures.json").read_text(encoding="utf-8"))
    at_home = {"route": "day-du", "field_group": own[0]["field_group"]}
    rows = [*own, *(row | at_home for row in listed if row["code"] in (DEATH, FUNERAL))]
    day = local_date(FOUNDED)
    procedures.load_forms(forms, by=SYSTEM, at=FOUNDED)
    procedures.load_procedures(rows, first_from=day, valid_from=day, by=SYSTEM, at=FOUNDED)
    happening = {"code": EVENT, "name": "Người thân mất", "blurb": "Khai tử, mai táng phí.", "order": 1}
    procedures.load_life_events(
        [{**happening, "procedures": [DEATH, FUNERAL, ELSEWHERE]}], by=SYSTEM, at=FOUNDED
    )
    return EVENT


def test_two_procedures_in_one_go_on_a_phone_without_script(
    open_page: Open, say: Person, event: str, photo: Path
) -> None:
    page = open_page(say, PHONE, java_script_enabled=False)
    hands = Finger(page)

    begin(page, hands)
    tell_of_the_death(hands)
    send(hands, photo)
    later = open_page(say, PHONE, java_script_enabled=False)
    come_back(later)
    ask_for_the_money(later)
    receipt = hand_in(later)

    group = DossierGroup.objects.get()
    death, funeral = Dossier.objects.filter(membership__group=group).order_by("membership__order")
    assert (death.code in receipt, funeral.code in receipt) == (True, True)
    assert death.answers["deceased"]["id_number"] == NUMBER
    assert funeral.answers["deceased"] == death.answers["deceased"]
    assert funeral.answers["death_date"] == death.answers["death_date"] == "2026-02-20"
    assert [one.file.name for one in Paper.objects.select_related("file")] == ["giay-chung-sinh.png"]


def begin(page: Page, hands: Finger) -> None:
    """From the catalogue to the first page of questions."""
    page.goto(f"/thu-tuc/?su-kien={EVENT}")
    hands.follow("Nộp nhiều thủ tục “Người thân mất” một lượt")
    expect(page.locator("main")).to_contain_text("Không nộp ở đây")
    page.locator(f'input[value="{DEATH}"]').check()
    page.locator(f'input[value="{FUNERAL}"]').check()
    assert fits(page)
    hands.press("Bắt đầu")
    hands.choose("who", "toi")
    hands.press("Tiếp tục")


def tell_of_the_death(hands: Finger) -> None:
    """The whole form on the death."""
    hands.choose("applicant_address-place", "xa")
    hands.choose("relation", "child")
    hands.press("Tiếp tục")
    hands.type("deceased-name", "Giàng A Cụ")
    for part, text in (("ngay", "1"), ("thang", "2"), ("nam", "1940")):
        hands.type(f"deceased-date_of_birth-{part}", text)
    hands.type("deceased-id_number", NUMBER)
    hands.choose("deceased-address-place", "xa")
    hands.choose("deceased_gender", "male")
    hands.pick("deceased_ethnicity", "Mông")
    hands.press("Tiếp tục")
    for part, text in (("ngay", "20"), ("thang", "2"), ("nam", "2026")):
        hands.type(f"death_date-{part}", text)
    hands.choose("death_place_kind", "home")
    hands.choose("death_address-place", "xa")
    hands.type("death_cause", "Già yếu")
    hands.press("Tiếp tục")
    hands.choose("death_paper_kind", "notice")
    hands.press("Tiếp tục")
    hands.press("Tiếp tục")
    hands.type("copies", "1")
    hands.tick("truthful")
    hands.press("Tiếp tục")


def send(hands: Finger, photo: Path) -> None:
    """The notice of death; then the list of the group."""
    hands.follow("Giấy báo tử")
    hands.attach("tep", photo)
    hands.press("Tải lên")
    hands.follow("Về danh sách giấy tờ")
    hands.press("Tiếp tục")


def come_back(page: Page) -> None:
    """Another day, from the list of one's own, on to the second form."""
    hands = Finger(page)
    page.goto("/ho-so/")
    hands.follow("Làm tiếp nhóm hồ sơ Người thân mất")
    assert fits(page)
    expect(page.locator("main")).to_contain_text("Không phải điền lại")
    hands.press("Làm tiếp")


def ask_for_the_money(page: Page) -> None:
    """Only what the first form did not ask."""
    hands = Finger(page)
    expect(page.locator("#applicant_name")).to_have_count(0)
    hands.choose("relation", "family")
    hands.press("Tiếp tục")
    expect(page.locator('[id="deceased-name"]')).to_have_count(0)
    expect(page.locator('[id="death_date-ngay"]')).to_have_count(0)
    hands.choose("benefit", "social_pension")
    hands.pick("village", "Bản Thượng")
    hands.press("Tiếp tục")
    hands.choose("other_support", "no")
    hands.press("Tiếp tục")
    hands.choose("pay_by", "cash")
    hands.press("Tiếp tục")
    hands.tick("truthful")
    hands.press("Tiếp tục")
    hands.press("Tiếp tục")


def hand_in(page: Page) -> str:
    """The one check and the one button; the words of the receipt."""
    hands = Finger(page)
    hands.press("Xem lại và nộp cả nhóm")
    assert fits(page)
    hands.tick("id_agreed")
    hands.press("Nộp cả 2 hồ sơ")
    expect(page.locator("h1")).to_have_text("Đã gửi 2 hồ sơ")
    assert fits(page)
    return page.locator("main").inner_text()
