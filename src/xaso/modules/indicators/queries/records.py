"""The records behind a figure."""

from __future__ import annotations

from dataclasses import dataclass

from xaso.kernel.errors import Missing
from xaso.kernel.periods import Period
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.figures import COUNT, Records
from xaso.platform.measuring.registry import Measure, registry

from .confidential import TooFewAnswers, are_few_answers, fewest_answers

WHICH = {"part": "tử số", "whole": "mẫu số", "rest": "phần còn lại"}


@dataclass(frozen=True, slots=True)
class RecordSet:
    """Records of one side of a measure in a period.
    ``records`` are not yet narrowed to the viewer: the caller does.
    """

    measure: Measure
    period: Period
    which: str
    name: str
    records: Records
    narrowed_to: str = ""


def record_set(
    measure: str, *, period: str, which: str = "whole", split: str = "", key: str = ""
) -> RecordSet:
    """Return the records behind a figure: ``which`` is part, whole or rest; ``split`` and ``key`` narrow to
    one line.

    Raises `MeasureMissing` for an unknown measure or split, `Invalid` for a period that cannot be read,
    `Missing` for another ``which``, `TooFewAnswers` where the list would tell how one person answered: that
    costs one query, of confidential measures only.
    """
    if which not in WHICH:
        raise Missing
    found = registry.get(measure)
    span = Period.parse(period)
    if found.is_confidential:
        _refuse_few(found, span, split, key)
    records = evaluation.records(found, span, which, split=split, key=key)
    narrowed = f"{found.split(split).name}: {key or found.split(split).blank}" if split else ""
    return RecordSet(found, span, which, side_name(found, which), records, narrowed)


def _refuse_few(measure: Measure, span: Period, split: str, key: str) -> None:
    """Of answers only whole months are listed, and no group of a few: from two spans a day apart, or from
    one, anybody could tell a single answer.
    """
    if ".." in span.code:
        raise TooFewAnswers("Danh sách lượt đánh giá chỉ mở theo tháng, quý, năm. Chọn kỳ khác.")
    whole = evaluation.records(measure, span, "whole", split=split, key=key)
    if are_few_answers(measure, len(whole.order_by().values_list("pk")[: fewest_answers()])):
        raise TooFewAnswers(
            f"Có dưới {fewest_answers()} lượt nên không mở danh sách, để giữ kín người trả lời. "
            "Chọn kỳ dài hơn."
        )


def side_name(measure: Measure, which: str) -> str:
    """Return what one side of the measure is called, in the reader's words."""
    if which == "rest":
        return f"phần còn lại, không thuộc {measure.part_name or 'tử số'}"
    name = measure.part_name if which == "part" else measure.whole_name
    return name or WHICH[which]


def sides(measure: Measure) -> list[tuple[str, str]]:
    """Return the sides a measure has, each with its name: a plain count has one."""
    if measure.unit is COUNT:
        return [("whole", side_name(measure, "whole"))]
    return [(which, side_name(measure, which)) for which in WHICH]
