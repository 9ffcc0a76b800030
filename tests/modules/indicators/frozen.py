"""A closed quarter to test with: three dossiers counted, one of them in the part, all told in the journal."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from PIL import Image

from tests.factories.officers import make_officer
from tests.modules.indicators.work import Office, dossier, noon, promise, rating
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.models import Closing, FrozenFigure
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import close
from xaso.modules.org.models import Officer
from xaso.platform.files.models import StoredFile
from xaso.platform.files.services import store_bytes

QUARTER = Window.parse("2026-Q1")
CLOSED_AT = noon(2026, 3, 16)
AFTER = noon(2026, 4, 1)


def plan_owner(name: str = "Hoàng Thị Kế") -> Officer:
    """Someone who keeps the plan."""
    return make_officer("plan_owner", full_name=name)


def leader(name: str = "Vàng A Trưởng") -> Officer:
    """Someone who leads."""
    return make_officer("leader", full_name=name)


def quarter_of_work(office: Office) -> list[Dossier]:
    """Three dossiers received in the first quarter of 2026, the first online; two beside it; a rating."""
    counted = [
        dossier(office, noon(2026, 1, 5), online=True),
        dossier(office, noon(2026, 2, 3)),
        dossier(office, noon(2026, 3, 14)),
    ]
    dossier(office, noon(2025, 12, 14))
    dossier(office, noon(2026, 3, 15))
    rating(office, noon(2025, 12, 15))
    promise("CT-1", "dossiers.filed_online", "40", owner=office.unit)
    promise("CT-2", "", "60")
    return counted


def closed_quarter(office: Office, by: Officer | None = None) -> tuple[Closing, list[Dossier]]:
    """The first quarter closed."""
    counted = quarter_of_work(office)
    return close(window=QUARTER, by=by or plan_owner(), at=CLOSED_AT), counted


def figure(closing: Closing, code: str, span: str = "period") -> FrozenFigure:
    """The frozen figure of a target's or a measure's code."""
    rows = FrozenFigure.objects.filter(closing=closing, span=span)
    return rows.filter(target=code).first() or rows.get(measure=code, target="")


def evidence(by: Officer, at: datetime = AFTER) -> StoredFile:
    """A small true picture in the store."""
    made = BytesIO()
    Image.new("RGB", (4, 4), "white").save(made, "PNG")
    return store_bytes(made.getvalue(), name="bien-ban.png", content_type="image/png", by=by, at=at)
