"""Levels that no number says: all of them, none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xaso.modules.plan.reading.figures import says_part
from xaso.modules.plan.reading.metrics import without_times
from xaso.modules.plan.reading.promises import Place
from xaso.modules.plan.reading.result import Target
from xaso.modules.plan.reading.words.times import deadlines
from xaso.modules.plan.reading.words.units import unit_after

_STRIVING = r"\s*(?:[-+*•]\s*)?(?:[^,;.]{0,60}[,:]\s*)?(?:phấn\s+đấu\s+)?"
_ALL = re.compile(
    rf"{_STRIVING}(?P<all>toàn\s+bộ|tất\s+cả(?:\s+các)?)\s+"
    r"(?=[^;.]{3,160}?\b(?:được|đạt|có|hoàn\s+thành|sử\s+dụng)\b)",
    re.IGNORECASE,
)
_NONE = re.compile(
    rf"{_STRIVING}(?P<none>không\s+còn)\s+(?!quá|dưới|trên|ít|nhiều)(?=[^\W\d_])", re.IGNORECASE
)


def says_in_words(text: str) -> bool:
    """Whether a text without digits may still promise an amount."""
    least = re.search(r"tối thiểu|ít nhất", text, re.IGNORECASE)
    return least is not None or says_part(text) or bool(_ALL.match(text) or _NONE.match(text))


def all_or_none(text: str, span: tuple[int, int], place: Place) -> Iterator[Target]:
    """ "Toàn bộ hồ sơ … được số hóa" is all of them; "Không còn thôn lõm sóng" is none."""
    start, end = span
    moments = deadlines(text[start:end])
    year = moments[-1].year if moments else place.year
    quote = text[start:end]
    if found := _ALL.match(text, start, end):
        metric = f"Tỷ lệ {without_times(text[found.end('all') : end])}"
        yield Target(quote, metric, "=", Decimal(100), None, "%", year, place.section, place.line)
    elif found := _NONE.match(text, start, end):
        metric = f"Số {without_times(text[found.end('none') : end])}"
        unit, _, known = unit_after(text, found.end("none"))
        counted = unit if known else None
        yield Target(quote, metric, "=", Decimal(0), None, counted, year, place.section, place.line)
