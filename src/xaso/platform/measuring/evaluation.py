"""Asking a measure: its figure, its months, its split, and the records behind each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db.models import CharField, F, Q, TextField
from django.db.models import Count as CountRows
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDay
from django.utils import timezone

from xaso.kernel.clock import HANOI, local_date
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import Count, Figure, Records, Share, Unit, total
from xaso.platform.measuring.registry import Answer, Measure, MeasureMissing, Split

Sizes = dict[tuple[str, tuple[Any, ...]], dict[Any, int]]
"""Counts by the question asked, so that one question is asked once."""


def evaluate(measure: Measure, period: Period) -> Figure:
    """The figure of ``period``, in at most 2 queries."""
    return _answer(measure, period).count()


def daily(measure: Measure, period: Period, *, sizes: Sizes | None = None) -> dict[date, Figure]:
    """The figure of every day of the period on which something counted; at most 2 queries.

    Only a flow has days: raises ValueError for a stock. Measures that share a set of records share its
    count too, when they are given the same ``sizes``.
    """
    if measure.date_field is None:
        raise ValueError(f"{measure.code} is a stock: it has no days")
    with timezone.override(HANOI):
        counted = _counted_by(_answer(measure, period), TruncDay(measure.date_field), sizes)
    return {_day(key): figure for key, figure in counted}


def combine(measure: Measure, figures: Iterable[Figure]) -> Figure:
    """The figure of a longer period from those of its months, in order, without asking the database.

    Months add up; of a stock the last month stands for the period.
    """
    parts = list(figures)
    return total(parts[-1:] if measure.is_stock else parts, measure.unit)


def split(measure: Measure, period: Period, code: str) -> list[tuple[str, Figure]]:
    """The figure divided by the split ``code``: key and figure, largest whole first; at most 2 queries.

    The key of records without one is empty (`Split.blank` is its name). Raises `MeasureMissing` when
    the measure has no such split.
    """
    way = measure.split(code)
    groups: dict[str, list[Figure]] = {}
    for key, figure in _counted_by(_answer(measure, period), F(way.path)):
        groups.setdefault("" if key is None else str(key), []).append(figure)
    joined = [(key, total(figures, measure.unit)) for key, figures in groups.items()]
    return sorted(joined, key=lambda pair: (-pair[1].whole, pair[0]))


def sets(measure: Measure, period: Period) -> Share:
    """The two sets of records of the period; of a plain count both are the records counted. No query."""
    answer = _answer(measure, period)
    return Share(part=answer.records, whole=answer.records) if isinstance(answer, Count) else answer


def records(
    measure: Measure, period: Period, which: str = "whole", *, split: str = "", key: str = ""
) -> Records:
    """The records behind the figure: its ``part``, its ``whole``, or the ``rest`` of the whole.

    ``split`` and ``key`` narrow them to one line of `split`. A plain count has no rest. The caller
    narrows the records further to what the viewer may see. Raises `MeasureMissing`.
    """
    found = _which(sets(measure, period), which)
    return _keyed(found, measure.split(split), key) if split else found


def _answer(measure: Measure, period: Period) -> Answer:
    """What the function says; it must be of the kind its unit promises."""
    answer = measure.function(period)
    if isinstance(answer, Count) is not (measure.unit is Unit.COUNT):
        raise TypeError(f"measure {measure.code}: {measure.unit} does not go with {type(answer).__name__}")
    return answer


def _which(answer: Share, which: str) -> Records:
    match which:
        case "part":
            return answer.part
        case "whole":
            return answer.whole
        case "rest":
            return answer.rest()
        case _:
            raise MeasureMissing(f"Số liệu không có phần “{which[:40]}”. Chọn part, whole hoặc rest.")


def _counted_by(answer: Answer, by: Combinable, sizes: Sizes | None = None) -> list[tuple[Any, Figure]]:
    """Figures by the value of ``by``, each set of records grouped by the database once."""
    known = {} if sizes is None else sizes
    if isinstance(answer, Count):
        return [(key, Figure.of_count(size)) for key, size in _sizes(answer.records, by, known).items()]
    if answer.holds is not None:
        return _both(answer.whole, answer.holds, by)
    part = _sizes(answer.part, by, known)
    whole = _sizes(answer.whole, by, known)
    # A whole counted a moment ago for another measure may lack a record that the part has by now.
    return [(key, Figure(min(part.get(key, 0), size), size)) for key, size in whole.items()]


def _both(whole: Records, holds: Q, by: Combinable) -> list[tuple[Any, Figure]]:
    """The part and the whole by the value of ``by``, in one pass."""
    once = whole.query.distinct
    grouped = whole.order_by().annotate(split_key=by).values("split_key")
    sizes = grouped.annotate(
        split_part=CountRows("pk", filter=holds, distinct=once), split_size=CountRows("pk", distinct=once)
    )
    rows = sizes.values_list("split_key", "split_part", "split_size")
    return [(key, Figure(part, size)) for key, part, size in rows]


def _sizes(records: Records, by: Combinable, known: Sizes) -> dict[Any, int]:
    rows = CountRows("pk", distinct=records.query.distinct)
    grouped = records.order_by().annotate(split_key=by).values("split_key").annotate(split_size=rows)
    pairs = grouped.values_list("split_key", "split_size")
    try:
        asked = pairs.query.sql_with_params()
    except EmptyResultSet:
        return {}
    if asked not in known:
        known[asked] = dict(pairs)
    return known[asked]


def _day(key: date | datetime) -> date:
    return local_date(key) if isinstance(key, datetime) else key


def _keyed(records: Records, way: Split, key: str) -> Records:
    keyed: Records = records.annotate(split_key=F(way.path))
    if key:
        try:
            found: Records = keyed.filter(split_key=key)
        except (ValueError, ValidationError):
            raise MeasureMissing(f"“{key[:40]}” không phải là một {way.name.lower()}.") from None
        return found
    field = keyed.query.annotations["split_key"].output_field
    blank = Q(split_key__isnull=True)
    if isinstance(field, CharField | TextField):
        blank |= Q(split_key="")
    unkeyed: Records = keyed.filter(blank)
    return unkeyed
