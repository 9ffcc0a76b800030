"""Asking a measure: its figure, its months, its split, and the records behind each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, F, Q, TextField

from xaso.kernel.clock import local_date
from xaso.kernel.periods import Period
from xaso.platform.measuring.conditions import holds, pieces
from xaso.platform.measuring.days import DayInHanoi
from xaso.platform.measuring.figures import Answer, Count, Figure, Records, Share, Unit, total
from xaso.platform.measuring.registry import Measure, MeasureMissing, Split
from xaso.platform.measuring.tallies import counted


def evaluate(measure: Measure, period: Period) -> Figure:
    """The figure of ``period``, in at most 2 queries."""
    return figures([measure], period)[measure.code]


def figures(measures: Iterable[Measure], period: Period) -> dict[str, Figure]:
    """The figure of ``period`` of each measure, by code; measures of one set of records in one query."""
    asked = list(measures)
    found = counted({measure.code: _answer(measure, period) for measure in asked})
    return {measure.code: replace(found[measure.code][None], unit=measure.unit) for measure in asked}


def days(measures: Iterable[Measure], period: Period) -> dict[str, dict[date, Figure]]:
    """By code, the figure of every day of the period on which something counted.

    Measures of one set of records, dated alike, are counted in one query. Only a flow has days: raises
    ValueError for a stock.
    """
    dated: dict[str, dict[str, Answer]] = {}
    for measure in measures:
        if measure.date_field is None:
            raise ValueError(f"{measure.code} is a stock: it has no days")
        dated.setdefault(measure.date_field, {})[measure.code] = _answer(measure, period)
    return {
        code: {_day(key): figure for key, figure in found.items()}
        for field, answers in dated.items()
        for code, found in counted(answers, DayInHanoi(field)).items()
    }


def combine(measure: Measure, figures: Iterable[Figure]) -> Figure:
    """The figure of a longer period from those of its months, in order, without asking the database.

    Months add up; of a stock the last month stands for the period.
    """
    parts = list(figures)
    return parts[-1] if measure.is_stock and parts else total(parts, measure.unit)


def split(measure: Measure, period: Period, code: str) -> list[tuple[str, Figure]]:
    """The figure divided by the split ``code``: key and figure, largest whole first; at most 2 queries.

    The key of records without one is empty (`Split.blank` is its name). Raises `MeasureMissing` when
    the measure has no such split.
    """
    way = measure.split(code)
    groups: dict[str, list[Figure]] = {}
    for key, figure in counted({"": _answer(measure, period)}, F(way.path))[""].items():
        groups.setdefault("" if key is None else str(key), []).append(figure)
    joined = [(key, total(figures, measure.unit)) for key, figures in groups.items()]
    return sorted(joined, key=lambda pair: (-pair[1].whole, pair[0]))


def sets(measure: Measure, period: Period) -> Share:
    """The two sets of records of the period; of a plain count both are the records counted. No query."""
    answer = _answer(measure, period)
    return Share.sets(part=answer.records, whole=answer.records) if isinstance(answer, Count) else answer


Rerun = Callable[[Mapping[str, Any]], tuple[bool | None, bool | None]]


def rerun(measure: Measure, period: Period) -> Rerun:
    """What tells, of the values kept of a record that counted, whether by the measure's own conditions it
    counts and is in the part; None where the values do not tell.

    The values are by the paths of `Measure.facts`. Of a part that no condition makes out of the whole
    nothing is told.
    """
    answer = _answer(measure, period)

    def again(values: Mapping[str, Any]) -> tuple[bool | None, bool | None]:
        dated = _is_dated_in(measure, period, values)
        if isinstance(answer, Count):
            return dated, dated
        if answer.satisfying.base is not answer.counting.base:
            return dated, None
        among = answer.counting.condition
        counts = holds(among, values)
        known = pieces(among) if counts is None else ()
        is_in = holds(answer.satisfying.condition, values, given=known)
        return (False if dated is False else counts), is_in

    return again


def _is_dated_in(measure: Measure, period: Period, values: Mapping[str, Any]) -> bool | None:
    """Whether the date by which the record counts lies in the period; None when it was not kept."""
    if measure.date_field is None or values.get(measure.date_field) is None:
        return None
    text = str(values[measure.date_field])
    day = local_date(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)
    return period.start <= day <= period.end


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
    """What the function says; it must be of the kind its unit promises (of POINTS: the share that rises)."""
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
