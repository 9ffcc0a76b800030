"""Pages of scores in a real browser: axe without a finding, nothing wider than a phone, no script needed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.cast import cast as whole_cast
from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.hands import fits, leave_by
from tests.e2e.test_people_axe import findings
from tests.factories import dossiers as made
from tests.modules.indicators.declared import ASKED, INDEX, reviewed
from xaso.kernel.clock import SystemClock
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.services import rebuild

HERE = f"/dieu-hanh/bo-chi-so/{INDEX}/"
PAGES = (
    "/dieu-hanh/bo-chi-so/",
    f"{HERE}?ky=2026",
    f"{HERE}tieu-chi/{ASKED}/?ky=2026",
    f"{HERE}tieu-chi/{ASKED}/tu-cham/?ky=2026",
    f"{HERE}chinh-thuc/?ky=2026",
    f"{HERE}thu-tinh/",
)


def scored() -> Cast:
    """A reviewed score, and a dossier at work that is due later today."""
    now, cast = SystemClock().now(), whole_cast()
    reviewed(cast)
    one = made.assigned(cast)
    Dossier.objects.filter(pk=one.pk).update(received_at=now, due_at=now + timedelta(hours=1))
    rebuild(at=now)
    return cast


def wrong(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window.

    It cannot judge the contrast of text in a chart; the tokens' own tests do (docs/design-system.md).
    """
    found = [one for one in findings(page) if "incomplete color-contrast: ['<text" not in one]
    return [*found, *([] if fits(page) else ["wider than the window"])]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_scores_is_sound(open_page: Open, viewport: dict[str, int]) -> None:
    page = open_page(scored().head_of_office, viewport)

    found = {}
    for path in PAGES:
        page.goto(path)
        found[path] = wrong(page)

    assert found == {path: [] for path in PAGES}


def test_the_period_is_chosen_without_a_script(open_page: Open) -> None:
    page = open_page(scored().chairman, DESK, java_script_enabled=False)
    page.goto(f"{HERE}?ky=2026")

    page.get_by_label("Kỳ", exact=True).select_option(label="Quý I/2026")
    leave_by(page.get_by_role("button", name="Xem"))

    expect(page.get_by_role("heading", name="quý I/2026")).to_be_visible()
