"""How the commune is doing: four live figures for everyone, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xaso.kernel.clock import local_date
from xaso.kernel.wording import moment_words
from xaso.platform.measuring.registry import Measure, MeasureMissing, registry

from .kept import KeptFigures
from .public import TOO_FEW, is_too_few
from .rows import NOT_COUNTED

LABELS = {
    "dossiers.received": "hồ sơ đã tiếp nhận",
    "dossiers.on_time": "hồ sơ giải quyết đúng hạn",
    "dossiers.filed_online": "hồ sơ nộp trực tuyến",
    "surveys.satisfaction": "bà con hài lòng",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure for the home page: ready words, what it was counted from, of which time, until when."""

    label: str
    words: str
    note: str
    since: str


def headline(at: datetime) -> list[Headline]:
    """Return the four figures of this year: received, on time, online, satisfied.
    One query; nothing is counted.
    """
    measures = _known(list(LABELS))
    kept = KeptFigures(local_date(at).year, at, LABELS)
    return [_line(measure, kept) for measure in measures]


def _known(codes: Sequence[str]) -> list[Measure]:
    found = []
    for code in codes:
        try:
            found.append(registry.get(code))
        except MeasureMissing:
            continue
    return found


def _line(measure: Measure, kept: KeptFigures) -> Headline:
    figure = kept.figure(measure)
    counted = kept.freshness([measure]).counted_at
    since = f"Số liệu năm {kept.year}"
    if figure is None or counted is None:
        return Headline(LABELS[measure.code], NOT_COUNTED, "", since)
    if is_too_few(measure, figure):
        return Headline(LABELS[measure.code], TOO_FEW, "", since)
    of = f"{figure.fraction} {measure.whole_name}" if measure.unit == "percent" and figure.whole else ""
    return Headline(LABELS[measure.code], figure.words(), of, f"{since}, tính đến {moment_words(counted)}")
