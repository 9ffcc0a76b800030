"""One typed figure with its story, and the figures of one target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import PAGE_SIZE, Page, window
from xaso.kernel.wording import day_words
from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import TargetOfYear
from xaso.platform.journal.queries import timeline

from .. import access
from ..access import Action
from ..lifecycle import Move, State
from ..models import TypedFigure
from ..rules import typed as rules
from ..rules.windows import Window
from .rows import NO_OWNER, measure_of, threshold_words
from .typed import TypedLine, line_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a figure."""

    at: datetime
    title: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One typed figure with everything about it, and what this officer may do."""

    figure: TypedFigure
    line: TypedLine
    target_name: str
    owner: str
    threshold: str
    counts: bool
    others: tuple[TypedLine, ...]
    actions: tuple[Action, ...]
    may_change: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """A target that is typed, with its figures of all years, newest first."""

    one: TargetOfYear
    owner: str
    page: Page[TypedLine]
    may_type: bool


def typed_only(code: str, year: int) -> TargetOfYear:
    """Return a target that is typed. Raises `Missing` for one that is counted, or unknown."""
    one = plan.target(code, year)
    if measure_of(one) is not None:
        raise Missing("Chỉ tiêu này do phần mềm đếm nên không nhập tay. Mở chỉ tiêu từ bảng điều hành.")
    return one


def typed_target(officer: Officer, code: str, *, number: int = 1, at: datetime) -> TypedTarget:
    """Return a typed target with its figures. Raises `Missing` for one that is counted, unknown, or not the
    officer's to see.
    """
    today = local_date(at)
    one = typed_only(code, today.year)
    if not access.may_see(officer, one.target.owner_id):
        raise Missing
    rows = TypedFigure.objects.filter(target_code=code).exclude(state=State.DROPPED)
    fetched = with_names(rows).order_by("-covers_to", "-covers_from", "-pk")[window(number)]
    lines = [line_of(row, today) for row in fetched]
    return TypedTarget(
        one=one,
        owner=one.target.owner.short_name if one.target.owner else NO_OWNER,
        page=Page.cut(lines, number, total=rows.count()),
        may_type=access.may_type(officer, one.target.owner_id),
    )


def target_to_type(officer: Officer, code: str, year: int) -> TargetOfYear:
    """Return a typed target that the officer may type a figure for. Raises `Missing` otherwise."""
    one = typed_only(code, year)
    if not access.may_type(officer, one.target.owner_id):
        raise Missing
    return one


def seen_figure(officer: Officer, number: int) -> TypedFigure:
    """Return one typed figure with its evidence and officers. Raises `Missing` unless it is the officer's to
    see.
    """
    figure = with_names(TypedFigure.objects.filter(pk=number)).first()
    if figure is None:
        raise Missing("Không có số liệu nhập này. Mở lại từ danh sách số liệu nhập.")
    one = plan.target(figure.target_code, figure.year)
    if not access.may_see(officer, one.target.owner_id, figure):
        raise Missing
    return figure


def figure_page(officer: Officer, number: int, at: datetime) -> FigurePage:
    """Return one typed figure with its story. Raises `Missing` unless the officer may see it."""
    figure = seen_figure(officer, number)
    today = local_date(at)
    one = plan.target(figure.target_code, figure.year)
    same = TypedFigure.objects.filter(target_code=figure.target_code, window=figure.window)
    others = list(with_names(same.exclude(state=State.DROPPED)).order_by("-pk")[:PAGE_SIZE])
    last = rules.newest([other for other in others if other.state == State.APPROVED])
    return FigurePage(
        figure=figure,
        line=line_of(figure, today),
        target_name=one.target.name,
        owner=one.target.owner.short_name if one.target.owner else NO_OWNER,
        threshold=threshold_words(one),
        counts=last is not None and last.pk == figure.pk,
        others=tuple(line_of(other, today) for other in others if other.pk != figure.pk),
        actions=tuple(access.actions(officer, figure)),
        may_change=access.may(officer, figure, Move.CHANGE),
        steps=tuple(_steps(figure)),
    )


def covers_words(one: Window) -> str:
    """Return a window as a choice of a form: ``Quý III/2026 (15/06/2026 – 14/09/2026)``."""
    return f"{one.label} ({day_words(one.period.start)} – {day_words(one.end)})"


def with_names(rows: QuerySet[TypedFigure]) -> QuerySet[TypedFigure]:
    """Return the figures with their evidence and officers fetched along."""
    return rows.select_related("evidence", "entered_by__unit", "decided_by__unit")


_TITLES = {
    "indicators.figure_entered": "Nhập số liệu",
    "indicators.figure_changed": "Sửa số liệu",
    "indicators.figure_sent": "Gửi duyệt",
    "indicators.figure_taken_back": "Lấy lại để sửa",
    "indicators.figure_approved": "Duyệt",
    "indicators.figure_returned": "Trả lại",
    "indicators.figure_dropped": "Bỏ",
}


def _steps(figure: TypedFigure) -> list[Step]:
    """What happened to the figure, from the journal, the last first."""
    steps = []
    for entry in reversed(timeline(figure.subject)):
        by = f"{entry.actor_name}, {entry.actor_unit}" if entry.actor_unit else entry.actor_name
        text = str(entry.data.get("reason", ""))
        if "before" in entry.data and entry.data["before"] != entry.data["value"]:
            text = f"Từ {entry.data['before']} thành {entry.data['value']}".replace(".", ",")
        steps.append(Step(entry.at, _TITLES.get(entry.event, entry.event), by, text))
    return steps
