"""Targets: the promises with numbers that the paragraphs make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xaso.modules.plan.reading.figures import Figure, figures, is_percent
from xaso.modules.plan.reading.lines import LONGEST_PARAGRAPH
from xaso.modules.plan.reading.metrics import metric_of, only_time, subjects_before
from xaso.modules.plan.reading.outline import Item
from xaso.modules.plan.reading.promises import TELLS_OF_NOW, Place, could_promise, is_other, promises
from xaso.modules.plan.reading.result import Target
from xaso.modules.plan.reading.sentences import asides, sentences, trimmed
from xaso.modules.plan.reading.wholes import all_or_none, says_in_words
from xaso.modules.plan.reading.words.times import Moment, deadlines

_JOINT = re.compile(r",\s+(?!phường,\s|thị\s+trấn\b)|\s+và\s+|\s+và(?=\s)|;\s*|\s+-\s+|:\s+", re.IGNORECASE)
_YEARLY = re.compile(
    r"(?:mỗi|hằng|hàng|bình\s+quân(?:\s+mỗi|\s+hằng|\s+hàng)?"
    r"|từng)\s+năm\s*,?\s*(?:phấn\s+đấu\s+)?(?:tăng|giảm)"
    r"|(?:tăng|giảm)\s+(?:bình\s+quân\s+)?(?:mỗi|hằng|hàng|bình\s+quân)\s+năm",
    re.IGNORECASE,
)
_GROWS = re.compile(
    r"(?:(?:các\s+năm\s+)?tiếp\s+theo\s+|mức\s+)?(?:tăng|giảm)"
    r"(?:\s+(?:bình\s+quân|thêm|ít\s+nhất|tối\s+thiểu|mỗi\s+năm|hằng\s+năm|hàng\s+năm))*",
    re.IGNORECASE,
)
_LEFT_BEHIND = re.compile(r"\W*(?:tăng\s+|giảm\s+|nâng\s+)?(?:lên|xuống)\b", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:được|bị|phải|không)\b", re.IGNORECASE)
_FAR = re.compile(r"\w+(?:\W+\w+){2,}")
_GROWS_AT_END = re.compile(rf"\s*:?\s*{_GROWS.pattern}$", re.IGNORECASE)
_RHYTHM = re.compile(
    r"(?<!\d)(?P<every>\d{1,3})\s*(?P<span>tháng|tuần|ngày|năm|quý)\s*/\s*(?:(?P<times>\d{1,3})\s*)?lần"
    r"|định\s+kỳ\s+(?P<every2>\d{1,3})\s+(?P<span2>tháng|tuần|ngày|năm)\s+(?:một|1|01)\s+lần",
    re.IGNORECASE,
)


_PART = re.compile(r"\btrong\s+(?:số\s+)?đó\b", re.IGNORECASE)
_MOST_FIGURES = 60
_FEW_WORDS = 4
_YEAR_BEFORE = re.compile(r"năm\s+(20\d\d)\s*$", re.IGNORECASE)
_TERM = re.compile(r"(?:cuối|hết|cả|toàn|trong)\s+nhiệm\s+kỳ", re.IGNORECASE)
_LISTS = re.compile(r"\s*:")
_ALLOWED = re.compile(r"\s*(?:thì\s+)?(?:có\s+thể|được\s+phép)\b", re.IGNORECASE)
_SHARE_OF_THEM = re.compile(r"(?:\s+trở\s+lên)?\s+đạt(?:\s+tỷ\s+lệ)?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The figures of the paragraphs: targets proper, and quantities inside tasks."""

    targets: tuple[Target, ...]
    others: tuple[Target, ...]


def find_targets(items: Sequence[Item], period: tuple[int, int] | None) -> Found:
    """The targets of all paragraphs of a plan for the years ``period``: one year is the deadline of all."""
    targets: list[Target] = []
    others: list[Target] = []
    for item in items:
        if item.role == "status":
            continue
        proper, other = of_text(item.line.text, item.start, _place(item, period))
        targets.extend(proper)
        others.extend(other)
    return Found(tuple(targets), tuple(others))


def _place(item: Item, period: tuple[int, int] | None) -> Place:
    first, last = period or (None, None)
    ends = first == last or any(_TERM.search(title) for title in item.titles)
    year = item.year or (last if ends else None)
    return Place(item.section, item.role, year, item.line.number, item.titles, first, last)


def of_text(text: str, start: int, place: Place) -> tuple[list[Target], list[Target]]:
    """The targets proper and the other quantities in ``text`` from ``start``."""
    targets: list[Target] = []
    others: list[Target] = []
    metric = ""
    if not any(char.isdigit() for char in text) and not says_in_words(text):
        return targets, others
    telling, last, held, ended = False, start, None, start
    for span in sentences(text[start : start + 5 * LONGEST_PARAGRAPH]):
        shifted = (span[0] + start, span[1] + start)
        goes_on = telling and ";" in text[last : shifted[0]]
        telling, last = goes_on or _tells_of_now(text, shifted), shifted[1]
        if telling:
            continue
        held = _held_year(text, shifted) or (held if ";" in text[ended : shifted[0]] else None)
        ended = shifted[1]
        for target, proper in _of_sentence(text, shifted, replace(place, year=held or place.year), metric):
            (targets if proper else others).extend(_told_apart(target, targets))
            metric = target.metric
        others.extend(_rhythms(text, shifted, place))
        if place.role == "targets" and not figures(text[slice(*shifted)]):
            targets.extend(all_or_none(text, shifted, replace(place, year=held or place.year)))
    return _named_by_the_next(targets), others


def _named_by_the_next(targets: list[Target]) -> list[Target]:
    """ "Quý I: 40%; quý IV: 90% hồ sơ được số hóa": the first steps measure what the last one names."""
    named: list[Target] = []
    for target in reversed(targets):
        following = named[-1] if named else None
        bare = (
            target.metric == f"Số {target.unit}" and following is not None and following.unit == target.unit
        )
        named.append(replace(target, metric=following.metric) if bare and following else target)
    return named[::-1]


def _told_apart(target: Target, before: Sequence[Target]) -> list[Target]:
    """Values that "correspond" to the figures just said are one target each: "đạt 50%, … đạt 22%; đến năm
    2030 tương ứng là 60% và 30%".
    """
    if not isinstance(target.value, tuple):
        return [target]
    said = [one for one in before if one.unit == target.unit and not isinstance(one.value, tuple)]
    if len(said) != len(target.value) or len({one.metric for one in said}) != len(said):
        return [target]
    return [
        replace(target, metric=one.metric, value=value, comparator=one.comparator)
        for one, value in zip(said, target.value, strict=True)
    ]


def _held_year(text: str, span: tuple[int, int]) -> int | None:
    """The year of an opening "Đến năm 2026:", which holds for all that the list behind the colon says."""
    moments = deadlines(text[span[0] : span[1]])
    opens = moments and only_time(text[span[0] : span[0] + moments[0].start])
    return moments[0].year if opens and _LISTS.match(text, span[0] + moments[0].end) else None


def _tells_of_now(text: str, span: tuple[int, int]) -> bool:
    """Whether a sentence tells how things stand; what follows a semicolon goes on telling it."""
    return TELLS_OF_NOW.match(text[span[0] : span[1]]) is not None


@dataclass(frozen=True, slots=True)
class _Piece:
    span: tuple[int, int]
    figure: Figure
    offset: int


def _of_sentence(
    text: str, span: tuple[int, int], place: Place, before: str
) -> Iterator[tuple[Target, bool]]:
    moments = deadlines(text[span[0] : span[1]])
    leading = _leading_year(text, span, moments)
    parts = [piece for part in asides(text, span) for piece in _pieces(text, part)]
    metrics = _metrics([metric_of(text, piece.span, piece.figure, piece.offset) for piece in parts], before)
    whole: int | None = None
    for piece, metric in zip(parts, metrics, strict=True):
        own = _year(text, piece) or leading
        own = own or (place.plan_ends if _TERM.search(text, *piece.span) else None)
        year = own or (whole if _PART.search(text, span[0], piece.span[1]) else None) or place.year
        whole = own or whole
        if (
            year is not None
            and place.plan_starts is not None
            and year < place.plan_starts
            and not piece.figure.said
        ):
            continue
        if _tells_of_past(text, span[0], piece, place):
            continue
        proper = promises(text, piece.span, piece.figure, piece.offset, place)
        if proper or is_other(text, piece.span, piece.figure, piece.offset, place):
            yield from ((target, proper) for target in _targets(text, piece, metric, year, place))


def _tells_of_past(text: str, start: int, piece: _Piece, place: Place) -> bool:
    """Whether a figure stands in a bracket behind a year before the plan: "năm 2026 (đạt 86,4 điểm)"."""
    opened = text.rfind("(", start, piece.offset + piece.figure.start)
    if opened < 0 or ")" in text[opened : piece.offset + piece.figure.start] or place.plan_starts is None:
        return False
    named = _YEAR_BEFORE.search(text, start, opened)
    return named is not None and int(named[1]) < place.plan_starts


def _metrics(metrics: list[str], before: str) -> list[str]:
    """What the figures of one sentence measure: where one has no words of its own, its neighbour's.

    ``before`` is what the sentence before measured.
    """
    filled: list[str] = []
    following = next(filter(None, metrics), before)
    for metric in metrics:
        last = filled[-1] if filled else ""
        if (last or before) and metric and _GROWS.fullmatch(metric):
            filled.append(f"{last or before}: {metric}")
        else:
            filled.append(metric or _GROWS_AT_END.sub("", last or following))
    return filled


def _leading_year(text: str, span: tuple[int, int], moments: Sequence[Moment]) -> int | None:
    """The deadline that opens a sentence and holds for all of it."""
    if moments and only_time(text[span[0] : span[0] + moments[0].start]):
        return moments[0].year
    return None


def _pieces(text: str, part: tuple[int, int]) -> list[_Piece]:
    """Cut a part so that each figure that could promise has its own piece."""
    words = text[part[0] : part[1]]
    every = figures(words)[:_MOST_FIGURES]
    found = [
        figure
        for figure, following in zip(every, [*every[1:], None], strict=False)
        if could_promise(words[: figure.start], figure)
        and not _ALLOWED.match(words, figure.end)
        and not _narrows(words, figure, following)
    ]
    pieces, start = [], part[0]
    for figure, following in zip(found, [*found[1:], None], strict=False):
        end, after = part[1], part[1]
        if following is not None:
            end, after = _cut(text, part[0] + figure.end, part[0] + max(following.begin, figure.end))
        pieces.append(_Piece(trimmed(text, start, end), figure, part[0]))
        start = after
    return pieces


def _narrows(words: str, figure: Figure, following: Figure | None) -> bool:
    """Whether a figure only says which things the next one counts: "chỉ số trên 150 không quá 10 ngày"."""
    if following is None or figure.several or following.several:
        return False
    if figure.said and not words[figure.end : following.start].strip() and not is_percent(figure):
        return True
    if (
        is_percent(following)
        and not is_percent(figure)
        and figure.unit
        and _SHARE_OF_THEM.fullmatch(words[figure.end : following.start])
    ):
        return True
    if not (figure.said and following.said):
        return False
    if figure.rank or following.rank or is_percent(figure):
        return False
    between = words[figure.end : following.start]
    return len(between.split()) <= _FEW_WORDS and not re.search(
        r"[,;:()–-]|\b(?:và|lên|đối|với|cho|tại|của)\b", between
    )


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a piece ends and the next begins: at a comma right after the figure, else at the last comma or
    "và".
    """
    joints = [found for found in _JOINT.finditer(text, start, end + 1) if found.end() <= end + 1]
    if not joints:
        return end, end
    joint = joints[0] if joints[0].start() == start else joints[-1]
    if _PREDICATE.search(text[joint.end() : end]) and not _PREDICATE.search(text[start : joint.start()]):
        return end, end
    return joint.start(), min(joint.end(), end)


def _year(text: str, piece: _Piece) -> int | None:
    """The deadline said beside the figure: right after it first, then at the head of its piece, then
    anywhere.
    """
    start, end = piece.span
    words = text[start:end]
    at, stop = piece.offset + piece.figure.start - start, piece.offset + piece.figure.end - start
    moments = [
        moment
        for moment in deadlines(words)
        if not _LEFT_BEHIND.match(words, moment.end) and not _aside(words, moment, at)
    ]
    right_after = [
        moment for moment in moments if moment.start >= at and not _FAR.search(words[stop : moment.start])
    ]
    before = [moment for moment in moments if moment.start < at]
    leads = before[:1] if before and only_time(words[: before[0].start]) else []
    after = [moment for moment in moments if moment.start >= at]
    chosen = right_after[:1] or leads or after[:1] or before[-1:]
    return chosen[0].year if chosen else None


def _aside(words: str, moment: Moment, at: int) -> bool:
    """Whether a moment stands in a bracket after the figure, with figures of its own: "(năm 2025: 241)"."""
    opened = words.rfind("(", 0, moment.start)
    if opened < at or ")" in words[opened : moment.start]:
        return False
    said = words[opened : moment.start] + words[moment.end :].partition(")")[0]
    return any(char.isdigit() for char in said)


def _targets(text: str, piece: _Piece, metric: str, year: int | None, place: Place) -> Iterator[Target]:
    figure, (start, end) = piece.figure, piece.span
    quote = text[start:end]

    metric = metric or (f"Số {figure.unit}" if figure.unit else quote)

    def made(value: Decimal | tuple[Decimal, ...], metric: str, year: int | None) -> Target:
        unit = (
            "%/năm"
            if figure.unit == "%" and _YEARLY.search(quote[: piece.offset + figure.end - start])
            else figure.unit
        )
        return Target(
            quote, metric, figure.comparator, value, figure.value_to, unit, year, place.section, place.line
        )

    if not figure.several:
        yield made(figure.values[0], metric, year)
        return
    years = [moment.year for moment in _all_years(quote)]
    subjects = subjects_before(text[start : piece.offset + figure.begin], len(figure.values))
    if len(years) == len(figure.values):
        yield from (made(value, metric, one) for value, one in zip(figure.values, years, strict=True))
    elif subjects:
        yield from (
            made(value, f"{metric}: {name}", year)
            for value, name in zip(figure.values, subjects, strict=True)
        )
    else:
        yield made(figure.values, metric, year)


def _all_years(quote: str) -> list[Moment]:
    years = [
        Moment(found.start(), found.end(), int(found[1]))
        for found in re.finditer(r"(?<!\d)(20\d\d)(?!\d)", quote)
    ]
    if len(years) == 2 and re.search(r"20\d\d\s*[-–]\s*20\d\d|20\d\d\s+đến\s+(?:năm\s+)?20\d\d", quote):
        first, last = years[0].year, years[1].year
        return [Moment(0, 0, year) for year in range(first, last + 1)] if 0 < last - first < 20 else years
    return years


def _rhythms(text: str, span: tuple[int, int], place: Place) -> Iterator[Target]:
    """Rhythms: "định kỳ 3 tháng/lần" is one time in three months."""
    for found in _RHYTHM.finditer(text, *span):
        every, unit = found["every"] or found["every2"], (found["span"] or found["span2"]).lower()
        start, end = _around(text, span, found)
        metric = " ".join(text[found.end() : end].split()).strip(" ,.") or " ".join(
            text[start : found.start()].split()
        )
        yield Target(
            text[start:end],
            f"Tần suất {metric}"[:200],
            "=",
            Decimal(found["times"] or 1),
            None,
            f"lần/{int(every)} {unit}",
            None,
            place.section,
            place.line,
        )


def _around(text: str, span: tuple[int, int], found: re.Match[str]) -> tuple[int, int]:
    start = max(text.rfind(sign, span[0], found.start()) for sign in "(,;") + 1
    close = text.find(")", found.end(), span[1])
    return trimmed(text, max(start, span[0]), close if close >= 0 else span[1])
