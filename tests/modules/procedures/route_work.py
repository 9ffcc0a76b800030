"""A route being drawn, for tests."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.cast import NOW
from xaso.modules.org.models import Officer
from xaso.modules.procedures.models import Route, RouteDraft
from xaso.modules.procedures.rules.routes import Step
from xaso.modules.procedures.services import route_drafting
from xaso.modules.procedures.services.route_publishing import publish_route

FAMILY = "day-du"
FIRST_DAY = date(2026, 4, 1)
DECIDED = date(2026, 3, 20)
FIELD_CHECK = Step(
    kind="handle", name="Thẩm tra thực địa", role="specialist", hours=Decimal(16), may_return=True,
    output="Biên bản xác minh", output_kind="verification",
)  # fmt: skip


def drawn_again(by: Officer, at: datetime = NOW) -> RouteDraft:
    """A draft of the pack's full route."""
    return route_drafting.revise_route(route=Route.objects.get(code=FAMILY, number=1), by=by, at=at)


def published(draft: RouteDraft, by: Officer, **other: Any) -> Route:
    """The draft made the next number of its route."""
    usual: dict[str, Any] = {
        "valid_from": FIRST_DAY, "decision_number": "12/QĐ-UBND", "decided_on": DECIDED, "at": NOW,
        "seen": draft.revision,
    }  # fmt: skip
    return publish_route(draft=draft, by=by, **usual | other)
