"""No people's page of a dossier has anything for axe to find, nor anything it cannot decide."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.cast import cast as whole_cast
from tests.e2e.conftest import Open
from tests.e2e.hands import Finger, fits
from tests.factories import dossiers as made
from xaso.modules.citizens.models import Person
from xaso.modules.citizens.queries import store_items
from xaso.modules.dossiers.services import intake

UNDECIDED_FOR_A_REASON: dict[str, str] = {}
"""Rules axe cannot decide by itself, and how we did."""


def findings(page: Page) -> list[str]:
    """What axe found on the page, and what it could not decide, by rule and place."""
    results = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]}).response
    found = []
    for kind in ("violations", "incomplete"):
        for rule in results[kind]:
            if kind == "violations" or rule["id"] not in UNDECIDED_FOR_A_REASON:
                places = [node["html"][:120] for node in rule["nodes"]]
                found.append(f"{page.url} {kind} {rule['id']}: {places}")
    return found


def too_wide(page: Page) -> list[str]:
    """The page's address when something sticks out sideways at 320 px, at usual or at doubled text."""
    found = [] if fits(page) else [page.url]
    page.add_style_tag(content="html { font-size: 200% }")
    return found if fits(page) else [*found, f"{page.url} at 200% text"]


def test_pages_of_a_filing(open_page: Open, say: Person, birth: str) -> None:
    page = open_page(say, bypass_csp=True)
    draft = made.draft_of(say)
    paths = ["", "nguoi-nop/", "nguoi-khac/", "applicant/", "home/", "giay-to/", "giay-to/house_paper/"]
    found: list[str] = []

    page.goto(f"/nop-ho-so/{birth}/")
    found += findings(page)
    for path in [*paths, "kiem-tra/", "bo-ban-nhap/"]:
        page.goto(f"/nop-ho-so/soan/{draft.public_id}/{path}")
        found += findings(page) + too_wide(page)
    for code in ("9.000004", "9.000005", "9.000002"):
        page.goto(f"/nop-ho-so/{code}/")
        found += findings(page)

    assert found == []


def test_pages_of_a_filing_with_mistakes(open_page: Open, say: Person) -> None:
    page = open_page(say)
    draft = made.draft_of(say, whole=False)
    found: list[str] = []

    for path, button in (
        ("nguoi-khac/", "Tiếp tục"),
        ("applicant/", "Tiếp tục"),
        ("home/", "Tiếp tục"),
        ("giay-to/", "Tiếp tục"),
        ("giay-to/house_paper/", "Tải lên"),
        ("kiem-tra/", "Nộp hồ sơ"),
    ):
        page.goto(f"/nop-ho-so/soan/{draft.public_id}/{path}")
        for box in page.locator("main input[type=text], main input[type=tel]").all():
            if box.is_visible():
                box.fill("")
        Finger(page).press(button)
        found += findings(page)

    assert found == []


def test_pages_of_one_s_dossiers(open_page: Open, say: Person) -> None:
    page = open_page(say, bypass_csp=True)
    found: list[str] = []

    for path in _own_pages(say):
        page.goto(path)
        found += findings(page) + too_wide(page)

    assert found == []


def test_public_tracking(open_page: Open, say: Person) -> None:
    page = open_page()
    dossier = made.filed(say)
    page.goto("/tra-cuu/")
    found = findings(page)
    Finger(page).press("Tra cứu")
    found += findings(page)
    page.goto(f"/tra-cuu/?ma={dossier.code}")
    page.fill("#id_second_fact", "0901")
    Finger(page).press("Tra cứu")

    found += findings(page)

    assert found == []
    assert "Chờ tiếp nhận" in page.locator("main").inner_text()


def test_the_store_and_the_check_of_a_paper(open_page: Open, say: Person) -> None:
    dossier = made.ready(whole_cast())
    item = store_items(dossier.subject)[0]
    page = open_page(say, bypass_csp=True)
    found: list[str] = []

    for path in ("/giay-to-cua-toi/", f"/giay-to-cua-toi/{item.public_id}/", "/xac-thuc/"):
        page.goto(path)
        found += findings(page) + too_wide(page)
    page.fill("#id_code", dossier.proof.code)
    Finger(page).press("Xác thực")
    found += findings(page) + too_wide(page)

    assert found == []
    assert "Giấy thật, đang có hiệu lực" in page.locator("main").inner_text()


def _own_pages(say: Person) -> Iterator[str]:
    """Pages of dossiers at every point of life that looks different."""
    everyone = whole_cast()
    yield "/ho-so/"
    filed = made.filed(say)
    asked = made.filed(say)
    lack = intake.Lack(component_id=None, name="Giấy ủy quyền", reason="Bản gửi bị mờ, không đọc được")
    intake.request_supplement(
        dossier=asked, by=everyone.one_stop_officer, items=[lack], at=made.MONDAY, seen=asked.revision
    )
    made.draft_of(say)
    yield "/ho-so/"
    for path in ("", "da-nop/", "phieu-nop/", "rut/"):
        yield f"/ho-so/{filed.code}/{path}"
    for path in ("", "bo-sung/"):
        yield f"/ho-so/{asked.code}/{path}"
    for dossier in (made.taken_in(everyone), made.ready(everyone), made.returned(everyone)):
        yield f"/ho-so/{dossier.code}/"
