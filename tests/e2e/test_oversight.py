"""Pages of load, risks, mornings and absences on a phone: axe finds nothing, nothing sticks out."""

from __future__ import annotations

from tests.cast import cast as whole_cast
from tests.e2e.conftest import PHONE, Open
from tests.e2e.hands import fits
from tests.e2e.test_people_axe import findings
from tests.factories import dossiers as make
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.dossiers.services.digesting import digest_day
from xaso.modules.dossiers.services.forecasting import forecast
from xaso.modules.org.access import Role
from xaso.modules.org.queries import calendar
from xaso.modules.org.services import Absence, delegate

DOSSIERS = "/dieu-hanh/ho-so/"
ABSENT = "/ban-lam-viec/lam-thay/"
PAGES = (
    DOSSIERS,
    f"{DOSSIERS}nguy-co/",
    f"{DOSSIERS}diem-nghen/",
    f"{DOSSIERS}dau-ngay/",
    ABSENT,
    f"{ABSENT}moi/",
    "/minh-bach/ho-so/",
)


def test_every_page_of_oversight_is_sound(open_page: Open) -> None:
    now, cast = SystemClock().now(), whole_cast()
    today = local_date(now)
    for _ in range(8):
        make.assigned(cast, now)
    digest_day(at=calendar().start_of(calendar().next_workday(today)))
    forecast(at=now)
    absence = Absence(cast.specialist, cast.other_specialist, [Role.SPECIALIST], today, today, "Nghỉ phép")
    given = delegate(absence, by=cast.specialist, at=now)[0]
    page = open_page(cast.head_of_office, PHONE)
    pages = (*PAGES, f"{ABSENT}{given.pk}/thoi/")

    found = {}
    for path in pages:
        page.goto(path)
        found[path] = [*findings(page), *([] if fits(page) else ["wider than the window"])]

    assert found == {path: [] for path in pages}
