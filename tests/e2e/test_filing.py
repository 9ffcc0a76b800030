"""A birth is registered from the first page to the receipt, by anybody, on anything."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.hands import Finger, Keyboard, fits, touch
from tests.e2e.journeys import register_birth
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier


def filed(code: str) -> Dossier:
    return Dossier.objects.select_related("applicant").get(code=code)


def check_receipt(page: Page, code: str, owner: Person) -> None:
    dossier = filed(code)
    assert dossier.applicant == owner
    assert dossier.answers["child_name"] == "Vàng Thị Mây"
    assert [paper.file.name for paper in dossier.papers.select_related("file")] == ["giay-chung-sinh.png"]
    assert page.locator("h1").inner_text() == "Đã gửi hồ sơ"
    assert code in page.locator("main").inner_text()


def test_on_a_small_phone(open_page: Open, say: Person, birth: str, photo: Path) -> None:
    page = open_page(say, PHONE, is_mobile=True, has_touch=True)

    code = register_birth(page, Finger(page), birth, photo)

    check_receipt(page, code, say)


def test_without_javascript(open_page: Open, say: Person, birth: str, photo: Path) -> None:
    page = open_page(say, PHONE, java_script_enabled=False)

    code = register_birth(page, Finger(page), birth, photo)

    check_receipt(page, code, say)


def test_with_the_keyboard_alone(open_page: Open, say: Person, birth: str, photo: Path) -> None:
    page = open_page(say, DESK)

    code = register_birth(page, Keyboard(page), birth, photo)

    check_receipt(page, code, say)


def test_every_page_fits_a_small_phone_and_doubled_text(
    open_page: Open, say: Person, birth: str, photo: Path
) -> None:
    page = open_page(say, PHONE, bypass_csp=True)
    hands = MeasuringFinger(page)

    register_birth(page, hands, birth, photo)
    hands.measure()

    assert hands.seen > 12
    assert hands.too_wide == []


class MeasuringFinger(Finger):
    """A finger that measures each page before leaving it, at usual and at doubled text."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.too_wide: list[str] = []
        self.seen = 0

    def press(self, words: str) -> None:
        self.measure()
        super().press(words)

    def measure(self) -> None:
        self.seen += 1
        if not fits(self.page):
            self.too_wide.append(self.page.url)
        self.page.add_style_tag(content="html { font-size: 200% }")
        if not fits(self.page):
            self.too_wide.append(f"{self.page.url} at 200% text")


def test_leaving_in_the_middle_and_coming_back_finds_every_word(
    open_page: Open, say: Person, birth: str
) -> None:
    page = open_page(say, PHONE)
    hands = Finger(page)
    page.goto(f"/nop-ho-so/{birth}/")
    hands.press("Bắt đầu")
    hands.choose("who", "toi")
    hands.press("Tiếp tục")
    hands.type("applicant_phone", "12")
    hands.press("Lưu, làm tiếp sau")

    later = open_page(say, DESK)
    later.goto("/ho-so/")
    Finger(later).follow("Làm tiếp Thủ tục đăng ký khai sinh")

    assert later.locator("#applicant_phone").input_value() == "12"


def test_a_mistake_puts_the_focus_on_the_summary_and_its_link_on_the_box(
    open_page: Open, say: Person, birth: str
) -> None:
    page = open_page(say, PHONE)
    hands = Finger(page)
    page.goto(f"/nop-ho-so/{birth}/")
    hands.press("Bắt đầu")
    hands.choose("who", "toi")
    hands.press("Tiếp tục")
    hands.type("applicant_phone", "12")
    hands.press("Tiếp tục")

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    touch(page.locator(".govuk-error-summary a").first)

    expect(page.locator("#applicant_phone")).to_be_focused()


def test_the_button_is_dead_after_the_first_press(
    open_page: Open, say: Person, birth: str, photo: Path
) -> None:
    page = open_page(say, PHONE)
    hands = Finger(page)
    code = register_birth(page, hands, birth, photo)

    page.go_back()
    page.goto(page.url)

    assert page.url.endswith(f"/ho-so/{code}/da-nop/")
    assert Dossier.objects.count() == 1
