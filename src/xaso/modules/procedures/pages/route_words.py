"""A route's steps in the words of a page, of the drawing and of BPMN."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.platform.ui import formats

from ..forms.routes import FIELD_OFFICE
from ..gateway import Task, bpmn
from ..models import Route, RouteStep
from ..rules.routes import Step, shares
from ..services.route_drafting import drawn
from .route_drawing import Drawn, draw


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as it is read: `place` from 0; `sentences` say what is wrong or good to know."""

    place: int
    step: Step
    kind: str
    role: str
    office: str
    time: str
    sentences: tuple[str, ...] = ()
    is_faulty: bool = False

    @property
    def holder(self) -> str:
        """Role and office."""
        return f"{self.role}, {self.office}"


def step_rows(steps: Sequence[Step]) -> list[StepRow]:
    """The steps in words, each with its hours and its part of the legal time."""
    offices = {unit.code: unit.short_name for unit in org.units()}
    return [
        StepRow(
            place=place,
            step=step,
            kind=str(RouteStep.Kind(step.kind).label),
            role=str(Role(step.role).label),
            office=offices.get(step.unit, step.unit) if step.unit else FIELD_OFFICE,
            time=_time(step, share),
        )
        for place, (step, share) in enumerate(zip(steps, shares(steps), strict=True))
    ]


def _time(step: Step, share: Decimal) -> str:
    if not step.is_timed:
        return "không tính giờ"
    if step.hours <= 0:
        return "chưa có thời gian"
    digits = 0 if step.hours == step.hours.to_integral_value() else 1
    return f"{formats.number(step.hours, digits)} giờ, {formats.percent(share * 100)} thời hạn"


def picture(rows: Sequence[StepRow], title: str, faulty: Collection[int] = ()) -> SafeString:
    """The line of steps, those at `faulty` places marked."""
    boxes = [
        Drawn(row.step.name, row.holder, row.time, row.step.output, row.step.may_return, row.place in faulty)
        for row in rows
    ]
    return draw(boxes, title)


def as_bpmn(route: Route) -> bytes:
    """The published route as a BPMN 2.0 file."""
    rows = step_rows(drawn(route))
    tasks = [Task(row.step.name, row.holder, _about(row), row.step.may_return) for row in rows]
    return bpmn(route.code, route.name, _about_route(route), tasks)


def _about(row: StepRow) -> str:
    parts = [f"Loại bước: {row.kind}", f"Thời gian: {row.time}"]
    if row.step.output:
        parts.append(f"Phải có khi xong bước: {row.step.output}")
    return ". ".join(parts) + "."


def _about_route(route: Route) -> str:
    start = formats.date(route.valid_from) if route.valid_from else "khi dùng phần mềm"
    parts = [f"Quy trình {route.code}, lần {route.number}, áp dụng từ {start}", route.basis, route.note]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
