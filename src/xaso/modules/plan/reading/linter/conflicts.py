"""Checks across places: one measure with two thresholds, repetition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.measures import concepts, same_measure
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding, IndicatorRow, Target
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.reading.words.units import is_money, is_share

_MOST_MEASURES = 1200
_MOST_WITH_A_WORD = 100
_REACHES = re.compile(r"\b(?:xuống|lên|còn|tới)\b", re.IGNORECASE)
_LEVEL = re.compile(r"\bcap (?:tinh|xa|huyen|phuong|trung uong|thon)\b")
_SCALED = {None, "điểm", "chỉ số"}
_MOVES = re.compile(r"\b(?:tang|giam)\b(?! cuong)")
_LEVEL_REACHED = re.compile(r"^\s*(?:giảm|tăng|nâng|hạ|đưa)\s+", re.IGNORECASE)
_RAISES = re.compile(r"^\s*(?:huy động|bố trí|bảo đảm|đảm bảo|dành|cân đối)\s+", re.IGNORECASE)
_STEPS = re.compile(
    r"\b(?:quy (?:[ivx]+|\d)|thang \d{1,2}|(?:6|9|sau|chin) thang|ca nam|cuoi nam|thang cuoi)\b"
)
OF_A_PART = re.compile(r"\s*trong\s+(?:số\s+)?đó\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One threshold somewhere: the measure, the value, its year where said, and where it stands."""

    metric: str
    words: frozenset[str]
    values: frozenset[Decimal]
    unit: str | None
    year: int | None
    lines: tuple[int, ...]
    quote: str
    row: IndicatorRow | None = None

    @property
    def series(self) -> bool:
        """Whether the claim is a row of years."""
        return self.row is not None


def claims(context: Context) -> list[Claim]:
    """All thresholds of the plan, each text once; a row of an annex is one claim with all its values.

    What is said of a part ("trong đó hộ nghèo đạt 60%") leaves its measure in the words before it.
    """
    said = (*context.reading.targets, *context.reading.other_figures)
    found = [_of_target(target) for target in said if not OF_A_PART.match(target.quote)]
    found += [claim for row in context.reading.indicator_rows if (claim := _of_row(row)) is not None]
    unique: dict[tuple[str, frozenset[Decimal], int | None], Claim] = {}
    for claim in found:
        if claim.words:
            unique.setdefault((claim.metric, claim.values, claim.year), claim)
    return list(unique.values())[:_MOST_MEASURES]


def _unit(unit: str | None) -> str | None:
    return None if unit is None else unit.lower()


def _of_target(target: Target) -> Claim:
    values = target.value if isinstance(target.value, tuple) else (target.value,)
    metric = _RAISES.sub("", target.metric) if is_money(target.unit) else target.metric
    words = concepts(_LEVEL_REACHED.sub("", metric) if _REACHES.search(target.quote) else metric)
    return Claim(
        target.metric, words, frozenset(values), _unit(target.unit), target.year, (target.line,), target.quote
    )


def _of_row(row: IndicatorRow) -> Claim | None:
    cells = [cell for cell in row.values.values() if cell is not None and isinstance(cell.value, Decimal)]
    if not cells:
        return None
    values = frozenset(cell.value for cell in cells if isinstance(cell.value, Decimal))
    quote, lines = f"{row.name}: {cells[0].raw}", (row.line, cells[0].line)
    return Claim(row.name, concepts(row.name), values, _unit(cells[0].unit), None, lines, quote, row)


def _pairs(found: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs that share a word, so that a long plan does not compare everything with everything."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(found):
        for word in claim.words:
            holders[word].append(place)
    seen: set[tuple[int, int]] = set()
    for places in holders.values():
        for pair in combinations(places[:_MOST_WITH_A_WORD], 2):
            if pair not in seen:
                seen.add(pair)
                yield found[pair[0]], found[pair[1]]


def conflicting(context: Context) -> Iterator[Finding]:
    """One measure with different thresholds in two places of the plan."""
    for one, other in _pairs(claims(context)):
        if _one_unit(one.unit, other.unit) and _contradict(one, other) and _same(one, other):
            yield finding(
                "mâu thuẫn giữa các phần",
                "cao",
                [*one.lines, *other.lines],
                f"{_quoted(one, other)} ↔ {_quoted(other, one)}",
                "Cùng một thước đo mà hai nơi ghi hai mức. Chọn một mức khi xác nhận.",
            )


def _one_unit(one: str | None, other: str | None) -> bool:
    """Whether units are one, where one place leaves out "per head, per year": "triệu đồng/người/năm"."""
    if one == other or one is None or other is None:
        return one == other
    short, long = sorted((one, other), key=len)
    return is_money(short) and long.startswith(f"{short}/")


def _quoted(claim: Claim, against: Claim) -> str:
    """The claim in the words of the text; of a row of years the year that the other speaks of."""
    cell = claim.row.values.get(against.year) if claim.row is not None and against.year else None
    return f"{claim.metric}: {cell.raw} ({against.year})" if cell is not None else claim.quote


def _kind(claim: Claim) -> set[str]:
    """What tells measures of like words apart: the level of government, and growth from a level."""
    text = fold(claim.quote if claim.row is None else claim.metric)
    return {*_LEVEL.findall(text), *(() if _REACHES.search(claim.quote) else _MOVES.findall(text))}


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims are of one measure; counts of things need the very same words."""
    if _kind(one) != _kind(other):
        return False
    if is_share(one.unit) or one.unit in _SCALED:
        return same_measure(one.words, other.words)
    return one.words == other.words


def _contradict(one: Claim, other: Claim) -> bool:
    if one.lines[0] == other.lines[0]:
        return False
    if one.series or other.series:
        return _against_series(one, other)
    if _step(one) and _step(other) and _step(one) != _step(other):
        return False
    years_differ = one.year is not None and other.year is not None and one.year != other.year
    return not years_differ and one.values != other.values


def _step(claim: Claim) -> frozenset[str]:
    """The quarter or month that a threshold is for: steps of one year contradict none."""
    return frozenset(_STEPS.findall(fold(claim.quote)))


def _against_series(one: Claim, other: Claim) -> bool:
    """A target against a row of years: with its year it must be that year's threshold, else any of them."""
    if one.series and other.series:
        return False
    single, series = (other, one) if one.series else (one, other)
    if _adds_up(single, series):
        return False
    cell = series.row.values.get(single.year) if series.row is not None and single.year is not None else None
    if cell is not None and isinstance(cell.value, Decimal):
        return cell.value not in single.values
    if single.year is not None and len(series.values) > 1:
        return False
    return not single.values & series.values


def _adds_up(single: Claim, series: Claim) -> bool:
    """Whether the thresholds of the years are parts of one total: 15 houses, then 12, of 27."""
    cells = series.row.values.values() if series.row is not None else ()
    values = [cell.value for cell in cells if cell is not None and isinstance(cell.value, Decimal)]
    return not is_share(series.unit) and sum(values, Decimal(0)) in single.values


def repeated(context: Context) -> Iterator[Finding]:
    """An indicator, an activity or a task that stands twice."""
    rows: list[tuple[str, str, int]] = [
        ("chỉ tiêu", f"{row.group} {row.name} {row.owner}", row.line)
        for row in context.reading.indicator_rows
    ]
    rows += [
        ("hoạt động", f"{row.group} {row.task} {row.activity} {row.output} {row.lead} {row.time}", row.line)
        for row in context.reading.matrix_rows
    ]
    rows += [("nhiệm vụ", task.text, task.line) for task in context.reading.tasks]
    seen: dict[tuple[str, str], int] = {}
    for what, text, line in rows:
        key = (what, " ".join(text.lower().split()).rstrip(".;"))
        if key in seen and len(text) > 20:
            yield finding(
                "trùng lặp",
                "trung bình",
                [seen[key], line],
                text.replace("None", "").strip(),
                f"Cùng một {what} ghi hai lần. Bỏ một lần hoặc nói rõ khác nhau ở đâu.",
            )
        seen.setdefault(key, line)


CHECKS = (conflicting, repeated)
