"""Digitising on a phone: a paper is photographed and passed; axe finds nothing, nothing sticks out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cast import cast as whole_cast
from tests.e2e.conftest import PHONE, Open
from tests.e2e.hands import Finger, fits
from tests.e2e.test_people_axe import findings
from tests.factories import dossiers as make
from tests.factories import old_results as old
from tests.platform.files import readers
from tests.platform.files.scans import printed_page
from xaso.kernel.clock import SystemClock
from xaso.modules.dossiers.models import Scan
from xaso.modules.dossiers.services.papers import PaperIn

OLD = "/ban-lam-viec/so-hoa/"


def test_a_paper_is_photographed_and_passed_and_every_page_of_digitising_is_sound(
    open_page: Open, settings: Any, tmp_path: Path
) -> None:
    settings.TEXT_READER = f"{readers.HERE}QuickReader"
    now, cast = SystemClock().now(), whole_cast()
    dossier = make.taken_in(cast, now, papers=(PaperIn(name="Sổ hộ khẩu cũ", medium="0"),))
    waiting = old.scanned(cast, old.listed(cast, at=now)[0], at=now)
    photo = tmp_path / "chup.jpg"
    photo.write_bytes(printed_page())
    page = open_page(cast.one_stop_officer, PHONE)
    hand, scans = Finger(page), f"/ban-lam-viec/ho-so/{dossier.code}/so-hoa/"

    page.goto(scans)
    hand.follow("Sổ hộ khẩu cũ")
    hand.attach("camera", photo)
    hand.press("Gắn bản quét")
    for box in page.locator('input[name="checks"]').all():
        box.check()
    hand.press("Bản quét đạt")
    scan = Scan.objects.get()
    found = {}
    for path in (
        scans,
        page.url,
        OLD,
        f"{OLD}kiem-tra/",
        f"{OLD}nhap/",
        f"{OLD}tai-tep/",
        f"{OLD}{waiting.code}/",
    ):
        page.goto(path)
        found[path] = [*findings(page), *([] if fits(page) else ["wider than the window"])]

    assert (scan.way, scan.outcome) == (Scan.Way.CAMERA, Scan.Outcome.PASSED)
    assert {path: told for path, told in found.items() if told} == {}
