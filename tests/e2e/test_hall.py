"""Certification, groups, the hall and the catalogue on a phone, in a real browser: axe finds nothing."""

from __future__ import annotations

from tests.architecture.world import called_today, certified, taken_in_together
from tests.cast import cast as whole_cast
from tests.e2e.conftest import PHONE, Open
from tests.e2e.test_money import wrong
from tests.factories import dossiers as make
from xaso.kernel.clock import SystemClock
from xaso.modules.visits import queries

DESK = "/ban-lam-viec"


def test_pages_of_the_hall_are_sound_for_people(open_page: Open) -> None:
    called_today(whole_cast())
    days = queries.days_ahead(at=SystemClock().now())
    page = open_page(None, PHONE)
    paths = [
        "/dat-lich/", "/dat-lich/ho-tich/", f"/dat-lich/ho-tich/{days[-1]:%Y-%m-%d}/", "/lich-hen/",
        "/man-hinh-goi-so/", "/ki-ot/nhan-may/",
    ]  # fmt: skip

    found = {}
    for path in paths:
        page.goto(path)
        found[path] = wrong(page)

    assert found == {path: [] for path in paths}


def test_pages_of_the_counter_are_sound(open_page: Open) -> None:
    cast = whole_cast()
    called_today(cast)
    certified(cast)
    group = taken_in_together(cast)
    chosen = f"thu-tuc={make.RESIDENCE}&thu-tuc={make.COPY}"
    page = open_page(cast.one_stop_officer, PHONE)
    paths = [
        f"{DESK}/so-thu-tu/?doi", f"{DESK}/so-thu-tu/quay-1/", f"{DESK}/so-thu-tu/lich-hen/",
        f"{DESK}/so-thu-tu/may/", f"{DESK}/chung-thuc/", f"{DESK}/tiep-nhan/nhom/?{chosen}&q=xac+nhan",
        f"{DESK}/tiep-nhan/nhom/nhan/?{chosen}", f"{DESK}/nhom-ho-so/{group.code}/", f"{DESK}/thu-tuc/",
        f"{DESK}/thu-tuc/{make.COPY}/",
    ]  # fmt: skip

    found = {}
    for path in paths:
        page.goto(path)
        found[path] = wrong(page)

    assert found == {path: [] for path in paths}
