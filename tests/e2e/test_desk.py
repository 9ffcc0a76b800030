"""The officers' desk in a real browser: the counter with scanner and keys alone, without a script, axe."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import cast as whole_cast
from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.hands import fits, leave_by, touch
from tests.e2e.test_people_axe import findings
from tests.factories import dossiers as made
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services.intake import Lack, request_supplement

CARD = "099190000901||Giàng Thị Say|20051990|Nữ|Bản Thượng|01012022"
COUNTER = "/ban-lam-viec/tiep-nhan/"


class Keys:
    """A keyboard with a scanner on it, and how often it was used.

    A key goes where the focus is, and the browser sets the focus of a new page in its own time: a person sees
    it and then types, so it is waited for.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def type(self, text: str) -> None:
        self._see_the_focus()
        self.page.keyboard.insert_text(text)
        self.steps += 1

    def press(self, key: str) -> None:
        self._see_the_focus()
        self.page.keyboard.press(key)
        self.steps += 1

    def enter(self) -> None:
        self._see_the_focus()
        with self.page.expect_navigation():
            self.press("Enter")

    def _see_the_focus(self) -> None:
        expect(self.page.locator(":focus")).to_have_count(1)


def test_a_known_citizen_is_taken_in_with_scanner_and_keyboard_in_nine_steps(open_page: Open) -> None:
    page = open_page(whole_cast().one_stop_officer, DESK)
    page.goto(COUNTER)
    keys = Keys(page)

    keys.type(CARD)  # the scanner types and ends with Enter
    keys.enter()
    keys.type("xac nhan noi o nguoi dan")
    keys.enter()
    if page.locator("button[name=chon-thu-tuc]").count():  # several fit: the best has the focus
        keys.enter()
    keys.press("Space")  # every due paper is here
    keys.enter()
    keys.enter()  # the button has the focus

    dossier = Dossier.objects.select_related("applicant").get()
    assert dossier.applicant.full_name == "Giàng Thị Say"
    assert dossier.received_at is not None
    expect(page.get_by_role("link", name="In giấy hẹn (Mẫu 01), mở thẻ mới")).to_be_visible()
    expect(page.locator("#id_q-who")).to_be_focused()
    assert keys.steps <= 9


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_counter_works_without_a_script(open_page: Open, viewport: dict[str, int]) -> None:
    page = open_page(whole_cast().one_stop_officer, viewport, java_script_enabled=False)
    page.goto(COUNTER)

    page.fill("#id_q-who", CARD)
    leave_by(page.get_by_role("button", name="Tìm người"))
    page.fill("#id_q-what", "9.000001")
    leave_by(page.get_by_role("button", name="Tìm thủ tục"))
    page.get_by_label("Đã nhận đủ các giấy bắt buộc").check()
    leave_by(page.get_by_role("button", name="Tiếp nhận hồ sơ"))

    assert Dossier.objects.count() == 1
    expect(page.get_by_role("link", name="In giấy hẹn (Mẫu 01), mở thẻ mới")).to_be_visible()


def test_hits_follow_the_typing(open_page: Open) -> None:
    page = open_page(whole_cast().one_stop_officer, DESK)
    page.goto(COUNTER)

    page.locator("#id_q-who").press_sequentially("giang say")
    touch(page.get_by_role("button", name="Giàng Thị Say"))
    page.locator("#id_q-what").press_sequentially("noi o")
    touch(page.locator("button[name=chon-thu-tuc]").first)

    expect(page.get_by_role("heading", name="3. Giấy tờ")).to_be_visible()


def test_an_officer_resolves_from_the_queue_with_a_mouse(open_page: Open) -> None:
    everyone = whole_cast()
    dossier = made.assigned(everyone)
    page = open_page(everyone.specialist, DESK)
    page.goto("/ban-lam-viec/")

    leave_by(page.get_by_role("link", name=f"Trình kết quả hồ sơ {dossier.code}"))
    page.get_by_label("Nội dung kết quả").fill("Xác nhận đúng nơi ở.")
    leave_by(page.get_by_role("button", name="Trình kết quả"))

    expect(page.get_by_text("Đã trình kết quả lên bước sau.")).to_be_visible()


def test_rows_are_walked_with_j_and_k_and_searched_with_a_slash(open_page: Open) -> None:
    everyone = whole_cast()
    first, second = made.taken_in(everyone), made.taken_in(everyone, made.moment(3))
    page = open_page(everyone.one_stop_officer, DESK)
    page.goto("/ban-lam-viec/ho-so/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-row-link]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-row-link]").nth(0)).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type(first.code)
    page.keyboard.press("Enter")

    expect(page.get_by_text(first.code).first).to_be_visible()
    expect(page.get_by_text(second.code)).to_have_count(0)


def paths_by_officer() -> dict[str, list[str]]:
    """Every page of the desk, by a member of the cast who may open it."""
    everyone = whole_cast()
    filed, taken, assigned = made.filed(everyone.citizen), made.taken_in(everyone), made.assigned(everyone)
    asked = made.filed(everyone.stranger)
    lack = Lack(None, "Ảnh", "Bị mờ, chụp lại")
    request_supplement(
        dossier=asked, by=everyone.one_stop_officer, items=[lack], at=made.MONDAY, seen=asked.revision
    )
    checked, signed, ready = made.proposed(everyone), made.awaiting_approval(everyone), made.ready(everyone)
    number, returned = made.approved(everyone), made.returned(everyone)
    base = "/ban-lam-viec/"
    person = f"nguoi={everyone.citizen.public_id}"
    return {
        "one_stop_officer": [
            base,
            f"{base}cho-tiep-nhan/",
            f"{base}ho-so/",
            f"{base}ho-so/?q=khong-co-ai",
            f"{base}tiep-nhan/",
            f"{base}tiep-nhan/?{person}&thu-tuc=9.000001",
            f"{base}tiep-nhan/tu-so-giay/",
            f"{base}ho-so/{filed.code}/",
            f"{base}ho-so/{filed.code}/tiep-nhan/",
            f"{base}ho-so/{filed.code}/tu-choi/",
            f"{base}ho-so/{filed.code}/yeu-cau-bo-sung/",
            f"{base}ho-so/{filed.code}/rut-ho-so/",
            f"{base}ho-so/{asked.code}/nhan-bo-sung/",
            f"{base}ho-so/{ready.code}/tra-ket-qua/",
            f"{base}ho-so/{returned.code}/",
            f"{base}ho-so/{asked.code}/",
        ],
        "specialist": [
            base,
            f"{base}ho-so/{assigned.code}/",
            f"{base}ho-so/{assigned.code}/trinh-ket-qua/",
            f"{base}ho-so/{assigned.code}/ban-giao/",
            f"{base}ho-so/{assigned.code}/chuyen-tra/",
        ],
        "head_of_office": [
            f"{base}ho-so/",
            f"{base}ho-so/{taken.code}/phan-cong/",
            f"{base}ho-so/{checked.code}/chuyen-buoc/",
            f"{base}ho-so/{assigned.code}/giao-nguoi-khac/",
            f"{base}ho-so/phan-cong/?chon={taken.code}",
        ],
        "chairman": [f"{base}ho-so/{signed.code}/duyet/", f"{base}ho-so/{assigned.code}/dung-giai-quyet/"],
        "clerk": [f"{base}ho-so/{number.code}/cap-so/"],
    }


def test_axe_finds_nothing_on_any_page_of_the_desk(open_page: Open) -> None:
    found: list[str] = []

    for who, paths in paths_by_officer().items():
        page = open_page(getattr(whole_cast(), who), DESK)
        for path in paths:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            found += findings(page)

    assert found == []


def test_axe_finds_nothing_after_mistakes(open_page: Open) -> None:
    everyone = whole_cast()
    filed, assigned = made.filed(everyone.citizen), made.assigned(everyone)
    found: list[str] = []

    for who, path, button in (
        ("one_stop_officer", COUNTER, "Tiếp nhận hồ sơ"),
        ("one_stop_officer", f"/ban-lam-viec/ho-so/{filed.code}/yeu-cau-bo-sung/", "Gửi yêu cầu bổ sung"),
        ("one_stop_officer", f"/ban-lam-viec/ho-so/{filed.code}/tu-choi/", "Từ chối tiếp nhận"),
        ("specialist", f"/ban-lam-viec/ho-so/{assigned.code}/trinh-ket-qua/", "Trình kết quả"),
    ):
        page = open_page(getattr(everyone, who), DESK)
        page.goto(path)
        leave_by(page.get_by_role("button", name=button, exact=True))
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        found += findings(page)

    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_menu_is_one_line_that_opens(open_page: Open, scripts: bool) -> None:
    page = open_page(whole_cast().one_stop_officer, PHONE, java_script_enabled=scripts)
    page.goto("/ban-lam-viec/thu-phi/")
    menu = page.get_by_role("navigation", name="Danh mục chính")

    expect(menu.get_by_role("link")).to_have_count(0)
    touch(menu.get_by_text("Danh mục"))

    expect(menu.locator("[aria-current]:visible")).to_have_text("Thu phí")
    if scripts:
        assert findings(page) == []
    leave_by(menu.get_by_role("link", name="Chứng thực"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Chứng thực")


def test_every_page_of_the_desk_fits_a_small_phone(open_page: Open) -> None:
    wide: list[str] = []

    for who, paths in paths_by_officer().items():
        page = open_page(getattr(whole_cast(), who), PHONE)
        for path in paths:
            page.goto(path)
            wide += [] if fits(page) else [path]

    assert wide == []
