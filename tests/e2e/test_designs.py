"""Designers of routes, e-forms and fee tables in a real browser: axe, a phone, no script."""

from __future__ import annotations

from tests.cast import cast as whole_cast
from tests.e2e.conftest import PHONE, Open
from tests.e2e.hands import fits, leave_by
from tests.e2e.test_people_axe import findings
from tests.factories.fees import TABLE, revised
from tests.modules.procedures.form_work import FORM, drawn_anew
from tests.modules.procedures.route_work import FAMILY, drawn_again
from xaso.modules.procedures.queries import routes

ROUTES, FORMS = "/ban-lam-viec/thu-tuc/quy-trinh/", "/ban-lam-viec/thu-tuc/to-khai/"
ROUTE, FORM_DRAFT = f"{ROUTES}{FAMILY}/ban-thao/", f"{FORMS}{FORM}/ban-thao/"
FEES = "/ban-lam-viec/thu-tuc/bieu-thu/"
FEE_DRAFT = f"{FEES}{TABLE}/ban-thao/"
PAGES = (
    ROUTES, f"{ROUTES}{FAMILY}/", ROUTE, f"{ROUTE}buoc/2/", f"{ROUTE}ban-hanh/",
    FORMS, f"{FORMS}{FORM}/", FORM_DRAFT, f"{FORM_DRAFT}phan/1/", f"{FORM_DRAFT}phan/0/o/0/",
    f"{FORM_DRAFT}dieu-kien/", f"{FORM_DRAFT}xem-thu/", f"{FORM_DRAFT}ban-hanh/",
    FEES, f"{FEES}{TABLE}/", FEE_DRAFT, f"{FEE_DRAFT}ten/", f"{FEE_DRAFT}khoan/0/", f"{FEE_DRAFT}nap/",
    f"{FEE_DRAFT}khoan/0/nhom/", f"{FEE_DRAFT}xem-thu/?pages=5&copies=2", f"{FEE_DRAFT}ban-hanh/",
    "/ban-lam-viec/thu-tuc/9.000001/muc-thu/?bieu=sao-luc",
)  # fmt: skip


def test_every_page_is_sound_on_a_phone_and_a_step_is_moved_without_a_script(open_page: Open) -> None:
    keeper = whole_cast().control_officer
    drawn_again(keeper)
    drawn_anew(keeper)
    revised(keeper)
    page = open_page(keeper, PHONE)
    found = {}
    for path in PAGES:
        page.goto(path)
        # it cannot judge the contrast of text in a drawing; the tokens' own tests do
        seen = [one for one in findings(page) if "incomplete color-contrast: ['<text" not in one]
        found[path] = [*seen, *([] if fits(page) else ["wider than the window"])]
    plain = open_page(keeper, PHONE, java_script_enabled=False)

    plain.goto(ROUTE)
    leave_by(plain.locator("button[value='xuong:2']"))

    assert found == {path: [] for path in PAGES}
    assert routes.route_draft(FAMILY).steps[3]["kind"] == "handle"
