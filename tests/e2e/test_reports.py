"""Pages of reports in a real browser: axe, phones, and a part written and sent without a script."""

from __future__ import annotations

import pytest

from tests.cast import cast as everyone
from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.hands import fits, leave_by
from tests.e2e.test_people_axe import findings
from tests.factories import reports as make
from xaso.modules.org.models import Officer
from xaso.modules.reports.lifecycle import PartState
from xaso.modules.reports.models import Part, Report

HERE = "/dieu-hanh/bao-cao/"


def focal() -> Officer:
    """Who keeps the plan, with the quarter closed."""
    keeper = everyone().head_of_office
    make.closed_quarter(keeper)
    return keeper


def first_part(report: Report) -> Part:
    found = Part.objects.filter(report=report).order_by("pk").first()
    assert found is not None
    return found


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: Open, viewport: dict[str, int]) -> None:
    keeper, leader = focal(), everyone().chairman
    make.template(keeper)
    draft = make.ready(keeper, kind="cds-quy")
    issued = make.issue(make.approved(keeper, leader), keeper)
    own, one = f"{HERE}{draft.code}/", first_part(draft)
    heading = f"{own}gop/{one.heading}/"
    page = open_page(keeper, viewport, bypass_csp=True)
    wrong: list[str] = []

    for place in [
        HERE, f"{HERE}?loai=cds-nam", f"{HERE}lap/", f"{HERE}mau/", f"{HERE}mau/tu-dung/",
        f"{HERE}mau/{make.KIND}/{make.PROFILE}/", own, f"{own}xem/", f"{own}phan/{one.pk}/", heading,
        *(f"{own}{deed}/" for deed in ("dung", "trinh", "bo")), f"{HERE}{issued.code}/",
        f"{HERE}{issued.code}/xem/",
    ]:  # fmt: skip
        answer = page.goto(place)
        assert answer is not None
        assert answer.status == 200, place
        wrong += [f"{place}: {one}" for one in findings(page)]
        if not fits(page):
            wrong.append(f"{place} sticks out")

    assert wrong == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_where_the_head_and_the_clerk_decide(
    open_page: Open, viewport: dict[str, int]
) -> None:
    keeper, leader = focal(), everyone().chairman
    waits = make.submitted(keeper)
    approved = make.approved(keeper, leader, kind="cds-quy")
    wrong: list[str] = []

    for who, place in [
        (leader, f"{HERE}{waits.code}/duyet/"),
        (leader, f"{HERE}{waits.code}/tra-lai/"),
        (keeper, f"{HERE}{approved.code}/ban-hanh/"),
    ]:
        page = open_page(who, viewport, bypass_csp=True)
        answer = page.goto(place)
        assert answer is not None
        assert answer.status == 200, place
        leave_by(page.locator("main form button[type=submit]"))
        wrong += [f"{place}: {one}" for one in findings(page)]
        if not fits(page):
            wrong.append(f"{place} sticks out")

    assert wrong == []


def test_a_part_is_written_and_sent_without_a_script(open_page: Open) -> None:
    keeper = focal()
    part = first_part(make.opened(keeper))
    page = open_page(keeper, PHONE, java_script_enabled=False)

    page.goto(f"{HERE}{part.report.code}/phan/{part.pk}/")
    page.get_by_label("Lời văn").fill("Đã ban hành kế hoạch năm.")
    leave_by(page.get_by_role("button", name="Lưu và gửi đầu mối"))

    part.refresh_from_db()
    assert part.state == PartState.SENT
    assert part.text == "Đã ban hành kế hoạch năm."
    assert "Đã gửi phần của đơn vị cho đầu mối." in page.content()
