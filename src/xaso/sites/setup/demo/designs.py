"""What the keeper of the catalogue is drawing on top of a made year: routes, an e-form, a fee table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.payments.services import fee_drafting
from xaso.modules.procedures import services
from xaso.modules.procedures.queries import eforms, routes

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class Codes:
    """Which route is left half drawn, which is published, which form and fee table are left half drawn."""

    drawn: str = "dat-dai"
    published: str = "tai-cho"
    form: str = "single-status"
    fees: str = "chung-thuc"


LUNG_PHINH = Codes()
ON_SITE = services.Step(
    kind="handle",
    name="Thẩm tra thực địa tại thôn",
    role=Role.SPECIALIST,
    hours=Decimal(16),
    may_return=True,
    output="Biên bản xác minh có chữ ký trưởng thôn",
    output_kind="verification",
)


def make_designs(*, now: datetime, codes: Codes = LUNG_PHINH) -> int:
    """Leave a route, an e-form and a fee table half drawn, publish a route from next month; return how many.

    What the commune's pack does not have is left out.
    """
    keepers = org.officers_with_role(Role.CONTROL_OFFICER)
    if not keepers:
        return 0
    by = keepers[0]
    made = (
        _draw(codes.drawn, by, now),
        _publish(codes.published, by, now),
        _draw_form(codes.form, by, now),
        _copy_fees(codes.fees, by, now),
    )
    return sum(made)


def _draw(code: str, by: Officer, now: datetime) -> bool:
    """A step on the spot is added; it waits for its decision."""
    try:
        route = routes.route(code, on=local_date(now))
    except Missing:
        return False
    draft = services.revise_route(route=route, by=by, at=now)
    handles = [services.Step.of(row).kind == ON_SITE.kind for row in draft.steps].index(True)
    draft = services.add_step(draft=draft, step=ON_SITE, by=by, at=now, seen=draft.revision)
    place = [row["name"] for row in draft.steps].index(ON_SITE.name)
    services.move_step(draft=draft, place=place, to=handles + 1, by=by, at=now, seen=draft.revision)
    return True


def _publish(code: str, by: Officer, now: datetime) -> bool:
    """The result must lie there when the leader signs, from the first of next month."""
    today = local_date(now)
    try:
        route = routes.route(code, on=today)
    except Missing:
        return False
    draft = services.revise_route(route=route, by=by, at=now)
    steps = [services.Step.of(row) for row in draft.steps]
    place = next(number for number, step in enumerate(steps) if step.kind == ON_SITE.kind)
    told = {**steps[place].as_row(), "output": "Dự thảo kết quả", "output_kind": "result"}
    draft = services.change_step(
        draft=draft, place=place, step=services.Step.of(told), by=by, at=now, seen=draft.revision
    )
    services.publish_route(
        draft=draft,
        valid_from=_first_of_next_month(today),
        decision_number="45/QĐ-UBND (mô phỏng)",
        decided_on=today,
        by=by,
        at=now,
        seen=draft.revision,
    )
    return True


def _draw_form(code: str, by: Officer, now: datetime) -> bool:
    """A new choice has no choices yet, so the page tells what keeps the form back."""
    try:
        form = eforms.form_versions(code)[0]
    except Missing:
        return False
    draft = services.revise_form(form=form, by=by, at=now)
    services.add_field(
        draft=draft, section=0, kind="choice", label="Nhận kết quả ở đâu", by=by, at=now, seen=draft.revision
    )
    return True


def _copy_fees(code: str, by: Officer, now: datetime) -> bool:
    """A copy of the table in force waits for its document, so the page tells what keeps it back."""
    try:
        fee_drafting.revise_table(code=code, by=by, at=now, today=local_date(now))
    except Missing:
        return False
    return True


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
