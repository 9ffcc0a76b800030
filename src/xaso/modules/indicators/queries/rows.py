"""One target as the board shows it: where its figure comes from, and everything about it in ready words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import Kind, TargetOfYear, TargetState
from xaso.platform.measuring.figures import NO_LEVEL_BEFORE, Figure
from xaso.platform.measuring.registry import Measure, MeasureMissing, registry

from .confidential import HiddenFigure, few_state
from .kept import KeptFigures
from .notes import Notes
from .typed import TypedFigures, TypedLine

NO_OWNER = "Chưa giao đơn vị"
NO_SOURCE = "chưa có nguồn số liệu"
NOT_COUNTED = "chưa đếm"
NOTHING_TO_COMPARE = "Chưa có mức của năm trước để so"
UNIT_MARKS = {"percent": "%", "points": " điểm %"}
SHARES = tuple(UNIT_MARKS)
"""Units of figures that have a part and a whole."""


class Origin(StrEnum):
    """Where the figure of a target comes from this year."""

    COUNTED = "counted"
    TYPED = "typed"
    NONE = "none"

    @property
    def label(self) -> str:
        """The origin in words."""
        return _LABELS[self]


_LABELS = {
    Origin.COUNTED: "Phần mềm đếm",
    Origin.TYPED: "Nhập, có minh chứng",
    Origin.NONE: "Chưa có nguồn số liệu",
}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One target as the board shows it; every text is ready words.

    ``typed`` is the approved figure shown, ``waiting`` one that nobody has approved yet; both None where a
    measure counts. ``spark`` are the values of the last months, or of the last windows typed.
    """

    code: str
    name: str
    section: str
    owner: str
    owner_id: int | None
    source: str
    measure: str
    origin: Origin
    figure: str
    fraction: str
    threshold: str
    bar_value: Decimal | None
    state: TargetState
    spark: tuple[Decimal | None, ...]
    forecast: str
    forecast_method: str
    typed: TypedLine | None
    waiting: TypedLine | None
    notes: Notes | None

    @property
    def is_measured(self) -> bool:
        """Whether the year has a source for the figure."""
        return self.origin is not Origin.NONE

    @property
    def origin_words(self) -> str:
        """Where the figure comes from, of which window when it was typed."""
        return f"{self.origin.label}: {self.typed.as_of}" if self.typed else self.origin.label


@dataclass(frozen=True, slots=True)
class Sources:
    """What rows are made from, each read once for all of them."""

    kept: KeptFigures
    typed: TypedFigures
    notes: Mapping[str, Notes]


def measures_of(targets: Sequence[TargetOfYear]) -> list[Measure]:
    """Return the measures these targets are shown by; a measure not in this version is left out."""
    found = {one.target.measure: measure_of(one) for one in targets}
    return [measure for measure in found.values() if measure is not None]


def measure_of(one: TargetOfYear) -> Measure | None:
    """Return the measure of a target, or None: none named, or not in this version."""
    if not one.target.measure:
        return None
    try:
        return registry.get(one.target.measure)
    except MeasureMissing:
        return None


def board_row(one: TargetOfYear, sources: Sources) -> BoardRow:
    """Return one target with its figure of the year, its state, its past and its forecast."""
    measure = measure_of(one)
    return _typed_row(one, sources) if measure is None else _counted_row(one, measure, sources)


def state_of(
    one: TargetOfYear, figure: Figure | None, measure: Measure | None, *, year_over: bool
) -> TargetState:
    """Return how a counted target stands; a measure never counted says so instead of "nothing arose", and a
    target the plan dropped in the year that it ended.
    """
    if one.ended_on:
        return plan.ended(one.ended_on)
    if measure is not None and figure is None:
        return TargetState(Kind.NOT_ARISEN, "Chưa đếm lần nào")
    if isinstance(figure, HiddenFigure):
        return few_state()
    if figure is not None and figure.words() == NO_LEVEL_BEFORE and not figure.is_complete:
        return TargetState(Kind.NOT_ARISEN, NOTHING_TO_COMPARE)
    return plan.judge(
        figure.value if figure else None, one.bar, measured=measure is not None, year_over=year_over,
        unit=one.target.unit, is_complete=figure is not None and figure.is_complete,
    )  # fmt: skip


def typed_state(one: TargetOfYear, value: Decimal | None, *, year_over: bool) -> TargetState:
    """Return how a target stands by a typed figure; None: nobody has given one for the year."""
    if one.ended_on:
        return plan.ended(one.ended_on)
    unit = one.target.unit
    return plan.judge(value, one.bar, measured=value is not None, year_over=year_over, unit=unit)


def figure_words(figure: Figure | None, measure: Measure | None) -> str:
    """Return the figure in words; three different kinds of nothing read differently."""
    if measure is None:
        return NO_SOURCE
    return NOT_COUNTED if figure is None else figure.words()


def threshold_words(one: TargetOfYear) -> str:
    """Return what the plan asks of the year, or, when it asks nothing, the first year it does."""
    if one.bar:
        return plan.bar_words(one.bar, one.target.unit)
    if one.next_bar:
        return f"năm {one.next_bar.year}: {plan.bar_words(one.next_bar, one.target.unit)}"
    return "không đặt ngưỡng"


def _counted_row(one: TargetOfYear, measure: Measure, sources: Sources) -> BoardRow:
    kept, unit = sources.kept, one.target.unit
    figure = kept.figure(measure)
    ahead = None if one.ended_on else kept.forecast(measure)
    return _row(
        one, sources, measure=measure.code, origin=Origin.COUNTED, figure=figure_words(figure, measure),
        fraction=figure.fraction if figure and figure.whole and unit in SHARES else "",
        state=state_of(one, figure, measure, year_over=kept.year_over),
        spark=[point.value for point in kept.trend(measure)],
        forecast=plan.value_words(ahead.value, unit) if ahead else "",
        method=ahead.method if ahead else "",
    )  # fmt: skip


def _typed_row(one: TargetOfYear, sources: Sources) -> BoardRow:
    code = one.target.code
    typed = sources.typed.of(code)
    state = typed_state(one, typed.value if typed else None, year_over=sources.kept.year_over)
    earlier = sources.typed.earlier(code)
    if typed is None and earlier is not None and not one.ended_on:
        state = TargetState(Kind.NOT_MEASURED, f"Chưa có số của năm {sources.kept.year}")
    return _row(
        one, sources, measure="", origin=Origin.TYPED if typed else Origin.NONE,
        figure=typed.words if typed else NO_SOURCE, fraction=typed.fraction if typed else "", state=state,
        spark=[point.value for point in sources.typed.trend(code)], forecast="", method="", typed=typed,
    )  # fmt: skip


def _row(
    one: TargetOfYear,
    sources: Sources,
    *,
    measure: str,
    origin: Origin,
    figure: str,
    fraction: str,
    state: TargetState,
    spark: Sequence[Decimal | None],
    forecast: str,
    method: str,
    typed: TypedLine | None = None,
) -> BoardRow:
    target = one.target
    return BoardRow(
        code=target.code, name=target.name, section=target.section.name,
        owner=target.owner.short_name if target.owner else NO_OWNER, owner_id=target.owner_id,
        source=target.get_source_display(), measure=measure, origin=origin, figure=figure, fraction=fraction,
        threshold=threshold_words(one), bar_value=one.bar.value if one.bar else None, state=state,
        spark=tuple(spark), forecast=forecast, forecast_method=method, typed=typed,
        waiting=None if measure else sources.typed.waiting(target.code), notes=sources.notes.get(target.code),
    )  # fmt: skip
