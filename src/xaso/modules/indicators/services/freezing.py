"""Read every figure of a window with the records behind it: what a closing then writes down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import TargetOfYear
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.figures import NO_LEVEL_BEFORE, POINTS, Figure
from xaso.platform.measuring.registry import Measure, registry

from ..models import FrozenFigure, TypedFigure
from ..queries import typed
from ..queries.levels import levels_before
from ..queries.rows import NO_OWNER, NO_SOURCE, NOTHING_TO_COMPARE, measure_of, threshold_words
from ..queries.running import NOT_TYPED
from ..rules import freezing as rules
from ..rules import typed as typing
from ..rules.freezing import FrozenList, FrozenRecord
from ..rules.windows import CUMULATIVE, SPANS, Window, WindowKind

Tell = Callable[[int, str], None]
_SIX_DIGITS = Decimal("0.000001")
PIECE = 2000


@dataclass(frozen=True, slots=True)
class Kept:
    """A list as it is kept: its digest, its packed bytes, its sizes."""

    sha256: str
    content: bytes
    whole: int
    part: int


@dataclass(slots=True)
class Gathered:
    """Figures not yet written, in order, and the lists they stand on, by digest."""

    figures: list[FrozenFigure] = field(default_factory=list)
    lists: dict[str, Kept] = field(default_factory=dict)


def gather(window: Window, *, at: datetime, tell: Tell | None = None) -> Gathered:
    """Read every target of the year and every measure over both spans of the window.

    Two queries a measure and span (a plain count: one), asked once where both spans are the same days;
    ``tell`` hears the percent and the stage. Nothing is written.
    """
    found = Gathered()
    measures = registry.all()
    before = levels_before(window)
    for number, measure in enumerate(measures):
        if tell:
            tell(90 * number // len(measures), f"Đang chốt: {measure.name}")
        kept: dict[Period, Kept] = {}
        for span in SPANS:
            period = window.span(span)
            if period not in kept:  # a first quarter is the year so far
                kept[period] = _kept(list_of(measure, period), found)
            found.figures.append(_measured(measure, span, kept[period], at, before.get(measure.code)))
    read = _Read(
        window, at, {(one.measure, one.span): one for one in found.figures},
        typed.approved(window.year, window.end),
    )  # fmt: skip
    standing = plan.targets_in(window.year, window.period)
    lines = [_of_target(one, span, read) for one in standing for span in SPANS]
    found.figures = [*lines, *found.figures]
    for order, figure in enumerate(found.figures):
        figure.order = order
    return found


def list_of(measure: Measure, period: Period) -> FrozenList:
    """Return the records of a measure in a period as they stand now. The part is read before the whole; the
    records of a plain count are all in both.
    """
    share = evaluation.sets(measure, period)
    is_count = share.part is share.whole
    inside = None if is_count else set(share.part.order_by().values_list("pk", flat=True))
    model: type[Model] = share.whole.model
    code = code_path(model, measure)
    paths = ("pk", code, *measure.facts) if code else ("pk", *measure.facts)
    rows = share.whole.order_by().values_list(*paths).iterator(chunk_size=PIECE)
    records = {record.pk: record for record in _records(rows, inside, has_code=bool(code))}
    return FrozenList(model._meta.label_lower, measure.facts, tuple(records.values()))


def _records(
    rows: Iterator[tuple[Any, ...]], inside: set[Any] | None, *, has_code: bool
) -> Iterator[FrozenRecord]:
    first = 2 if has_code else 1
    for row in rows:
        yield FrozenRecord(
            pk=str(row[0]),
            code=str(row[1]) if has_code else "",
            in_part=inside is None or row[0] in inside,
            facts=tuple(rules.plain(value) for value in row[first:]),
        )


def code_path(model: type[Model], measure: Measure) -> str:
    """Return the path of the public code: the record's own, or that of the procedure it is a version of.

    Empty where there is none, and where a record may not be told one by one.
    """
    if measure.is_confidential:
        return ""
    names = {field.name for field in model._meta.get_fields()}
    return "code" if "code" in names else "procedure__code" if "procedure" in names else ""


def _kept(listed: FrozenList, found: Gathered) -> Kept:
    text = rules.written(listed)
    digest = rules.digest_of(text)
    kept = found.lists.get(digest) or Kept(digest, rules.packed(text), listed.whole, listed.part)
    found.lists[digest] = kept
    return kept


def _measured(measure: Measure, span: str, kept: Kept, at: datetime, since: Decimal | None) -> FrozenFigure:
    figure = Figure(kept.part, kept.whole, measure.unit, since)
    return FrozenFigure(
        span=span, measure=measure.code, target="", section="", name=measure.name, unit=measure.unit.value,
        source=FrozenFigure.Source.COUNTED, part=figure.part, whole=figure.whole, value=_six(figure.value),
        words=figure.words(), definition=measure.definition, basis=measure.basis,
        certainty=measure.certainty.value, digest=kept.sha256, frozen_at=at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """What the lines of targets are made from."""

    window: Window
    at: datetime
    by_measure: dict[tuple[str, str], FrozenFigure]
    typed: dict[str, list[TypedFigure]]


def _of_target(one: TargetOfYear, span: str, read: _Read) -> FrozenFigure:
    """A target's line: its measure's figure, or the one typed for it, or that there is none."""
    target, measure = one.target, measure_of(one)
    figures = read.typed.get(target.code)
    line = FrozenFigure(
        span=span, target=target.code, section=f"{target.section.code}. {target.section.name}",
        name=target.name, unit=target.unit, threshold=threshold_words(one),
        owner=target.owner.short_name if target.owner else NO_OWNER, frozen_at=read.at,
        source=FrozenFigure.Source.NONE, words=NO_SOURCE, definition=target.formula, basis=target.basis,
        certainty=Certainty.D.value,
    )  # fmt: skip
    if measure is not None:
        _copy(read.by_measure[measure.code, span], line)
    elif figures:
        _copy_typed(figures, line, read.window)
    if span == CUMULATIVE:
        line.state = _state_words(one, line, is_over=read.window.kind is WindowKind.YEAR)
    return line


def _state_words(one: TargetOfYear, line: FrozenFigure, *, is_over: bool) -> str:
    if one.ended_on:
        return plan.ended(one.ended_on).words
    is_complete = line.unit == POINTS and bool(line.part) and line.part == line.whole
    if line.words == NO_LEVEL_BEFORE and not is_complete:
        return NOTHING_TO_COMPARE
    is_measured = line.source != FrozenFigure.Source.NONE
    state = plan.judge(
        line.value, one.bar, measured=is_measured, year_over=is_over, unit=line.unit,
        is_complete=is_complete,
    )  # fmt: skip
    return state.words


COPIED = (
    "measure",
    "source",
    "part",
    "whole",
    "value",
    "words",
    "definition",
    "basis",
    "certainty",
    "digest",
)


def _copy(measured: FrozenFigure, line: FrozenFigure) -> None:
    for name in COPIED:
        setattr(line, name, getattr(measured, name))


def _copy_typed(figures: list[TypedFigure], line: FrozenFigure, window: Window) -> None:
    """The typed figures of the year so far; the window's own line has those typed for exactly its days."""
    line.source = FrozenFigure.Source.TYPED
    if line.span == CUMULATIVE:
        counted = typing.counting(figures, line.unit)
    else:
        counted = typing.of_days(figures, line.unit, window.period.start, window.end)
    if not counted:
        line.words = NOT_TYPED
        return
    value = typed.total(counted)
    line.value = _six(value)
    line.words = plan.value_words(value, line.unit)
    told = (f"{one.source}; tệp {one.evidence.name}" if one.evidence else one.source for one in counted)
    line.evidence = " | ".join(told)[:300]
    line.typed, line.digest = [one.pk for one in counted], typed_digest(counted)


def typed_digest(figures: Iterable[TypedFigure]) -> str:
    """Return the digest of typed figures: what they say, on what evidence, and who stands for them."""
    return rules.digest_of_lines(
        (
            one.target_code, one.window, str(rules.plain(one.value)), one.source,
            one.evidence.sha256 if one.evidence else "", one.entered_by_id, one.decided_by_id,
        )
        for one in figures
    )  # fmt: skip


def _six(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_SIX_DIGITS)
