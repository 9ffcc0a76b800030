"""An index scored for a period: from kept figures, beside it what people declared, leaf by leaf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.periods import Period
from xaso.modules.org import queries as org
from xaso.platform.measuring.evaluation import combine, evaluate
from xaso.platform.measuring.figures import COUNT, Figure
from xaso.platform.measuring.registry import Measure, MeasureMissing, registry

from ..models import DeclaredScore, ScoreIndex
from ..scoring.cycle import Step, judged, standing
from ..scoring.facts import Counted, Fact, NotApplicable, Number, from_plain
from ..scoring.reading import read_index
from ..scoring.result import (
    Facts,
    IndexResult,
    LeafResult,
    Review,
    Tally,
    declared_share,
    regrade,
    score,
)
from ..scoring.rules import Input
from ..scoring.tree import Criterion, Group, Index, Leaf
from .confidential import are_few_answers, few_words
from .kept import Freshness, KeptFigures

FIRST_YEAR, LAST_YEAR = 2000, 2100
Kind = DeclaredScore.Kind


@dataclass(frozen=True, slots=True)
class InputLine:
    """One input of a leaf: its figure in words and, when the program counts it, the measure behind it."""

    name: str
    measure: str
    measure_name: str
    words: str
    is_few: bool = False


@dataclass(frozen=True, slots=True)
class LeafLine:
    """One leaf: what the program counted, the same with declared facts, and the scores of others beside."""

    leaf: Leaf
    counted: LeafResult
    own: LeafResult
    owner: str
    inputs: tuple[InputLine, ...]
    declared: Decimal | None
    official: Decimal | None

    @property
    def is_declared(self) -> bool:
        """Whether a person's figures are in our score."""
        return self.own.outcome != self.counted.outcome

    @property
    def gap(self) -> Decimal | None:
        """The official score less ours; None unless both are of the whole leaf (onestop.md 8.3)."""
        if self.official is None or self.own.outcome.counted != self.leaf.max_points:
            return None
        return self.official - self.own.outcome.points


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion with its leaves."""

    criterion: Criterion
    leaves: tuple[LeafLine, ...]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with its sums, counted alone and with declared facts, and its criteria."""

    group: Group
    tally: Tally
    own: Tally
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True, slots=True)
class ScorePage:
    """An index in a period. ``tally`` is what the program counts, ``own`` the same with declared facts."""

    row: ScoreIndex
    index: Index
    period: Period
    periods: tuple[Period, ...]
    tally: Tally
    own: Tally
    groups: tuple[GroupLine, ...]
    official: DeclaredScore | None
    freshness: Freshness

    @property
    def is_declared(self) -> bool:
        """Whether people's figures add anything to what the program counts."""
        return self.own != self.tally

    @property
    def leaves(self) -> tuple[LeafLine, ...]:
        """Every leaf, in order."""
        return tuple(leaf for group in self.groups for one in group.criteria for leaf in one.leaves)

    @property
    def gap(self) -> Decimal | None:
        """The official scores less ours over the leaves where both are whole; None when there are none."""
        gaps = [leaf.gap for leaf in self.leaves if leaf.gap is not None]
        return sum(gaps, Decimal(0)) if gaps else None


@dataclass(frozen=True, slots=True)
class LeafPage:
    """One leaf with every score ever declared for it in the period, oldest first."""

    page: ScorePage
    group: Group
    line: LeafLine
    history: tuple[DeclaredScore, ...]
    steps: tuple[Step, ...]

    @property
    def says_not_applicable(self) -> bool:
        """Whether the newest self score says that the leaf does not apply."""
        said = [one for one in self.history if one.kind == Kind.SELF]
        return bool(said) and said[-1].points is None


def indexes(on: date) -> list[ScoreIndex]:
    """Return the version in force of each set of criteria, by name. One query."""
    newest: dict[str, ScoreIndex] = {}
    for row in _in_force(ScoreIndex.objects.all(), on).order_by("name", "valid_from", "pk"):
        newest[row.code] = row
    return list(newest.values())


def index_of(code: str, on: date) -> ScoreIndex:
    """Return the version of a set of criteria in force on a day. Raises `Missing`."""
    row = _in_force(ScoreIndex.objects.filter(code=code), on).order_by("-valid_from", "-pk").first()
    if row is None:
        raise Missing("Không có bộ chỉ số này trong thời gian đã chọn. Chọn bộ chỉ số khác hoặc kỳ khác.")
    return row


def score_period(code: str, at: datetime) -> Period:
    """Return the month, quarter, half, nine months or year of a code; this year when empty.

    Raises `Invalid` for two dates, for a year out of sight, and for a period that has not begun.
    """
    today = local_date(at)
    period = Period.parse(code) if code else Period.year(today.year)
    if ".." in code or not FIRST_YEAR <= period.start.year <= LAST_YEAR:
        raise Invalid("Chọn một tháng, quý hoặc năm trong danh sách kỳ.", field="ky")
    if period.start > today:
        raise Invalid("Kỳ này chưa bắt đầu nên chưa có điểm. Chọn kỳ khác.", field="ky")
    return period


def score_page(code: str, period: Period, at: datetime) -> ScorePage:
    """Return an index scored for a period, from kept figures: nothing is counted, but for a stock that is
    asked about over a quarter, which costs two queries. Otherwise five queries. Raises `Missing`.
    """
    row = index_of(code, min(period.end, local_date(at)))
    index = read_index(row.definition)
    figures, freshness = figures_of(index, period, at)
    declared = _declared(row, period)
    counted_facts = facts_of(index, figures)
    counted = score(index, counted_facts)
    own = score(index, _with_declared(counted_facts, declared))
    own = regrade(own, counted, _reviews(index, declared))
    return ScorePage(
        row=row,
        index=index,
        period=period,
        periods=_periods(period.start.year, local_date(at)),
        tally=counted.tally,
        own=own.tally,
        groups=_groups(counted, own, figures, declared),
        official=_official(declared, ""),
        freshness=freshness,
    )


def leaf_page(code: str, leaf: str, period: Period, at: datetime) -> LeafPage:
    """Return one leaf with the history of its scores. Raises `Missing`."""
    page = score_page(code, period, at)
    found = next(
        (
            (group.group, line)
            for group in page.groups
            for criterion in group.criteria
            for line in criterion.leaves
            if line.leaf.code == leaf
        ),
        None,
    )
    if found is None:
        raise Missing
    rows = DeclaredScore.objects.filter(index=page.row, period=period.code, leaf=leaf)
    history = tuple(rows.select_related("entered_by__unit", "evidence").order_by("pk"))
    steps = tuple(Step(one.kind) for one in history if one.kind != Kind.OFFICIAL)
    return LeafPage(page, *found, history, steps)


def evidence_of(pk: int) -> DeclaredScore:
    """Return a declared score with its evidence file. Raises `Missing` when there is none."""
    row = DeclaredScore.objects.select_related("evidence").filter(pk=pk, evidence__isnull=False).first()
    if row is None:
        raise Missing
    return row


def measures_of(index: Index) -> dict[str, Measure]:
    """Return the measures an index is counted by, those this version does not know left out."""
    found = {}
    for code in {code for leaf in index.leaves for code in leaf.measures}:
        try:
            found[code] = registry.get(code)
        except MeasureMissing:
            continue
    return found


def figures_of(index: Index, period: Period, at: datetime) -> tuple[dict[str, Figure], Freshness]:
    """Return the figure of each measure over the period, and how old the figures are.

    A measure never counted is left out. Months of a flow are added up; a stock stands for itself.
    """
    measures = measures_of(index)
    kept = KeptFigures(period.start.year, at, measures)
    figures = {code: _figure(measure, period, kept, at) for code, measure in measures.items()}
    known = {code: figure for code, figure in figures.items() if figure is not None}
    return known, kept.freshness(measures.values())


def _figure(measure: Measure, period: Period, kept: KeptFigures, at: datetime) -> Figure | None:
    if period == Period.year(period.start.year):
        return kept.counted(measure)
    inside = [
        point.figure
        for point in kept.counted_months(measure)
        if period.start <= point.period.start <= period.end and point.figure is not None
    ]
    if not inside or not measure.is_stock or period.is_month:
        return combine(measure, inside) if inside else None
    return evaluate(measure, Period(period.start, min(period.end, local_date(at))))


def _in_force(rows: QuerySet[ScoreIndex], on: date) -> QuerySet[ScoreIndex]:
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def facts_of(index: Index, figures: Mapping[str, Figure]) -> dict[tuple[str, str], Fact]:
    """Return what the leaves ask for, by leaf and input, from figures of measures; unknown ones left out.

    Of too few answers of people nothing is scored: the points would tell them.
    """
    return {
        (leaf.code, one.code): _fact(figures[one.measure], registry.get(one.measure))
        for leaf in index.leaves
        for one in leaf.rule.inputs
        if one.measure in figures
    }


def _fact(figure: Figure, measure: Measure) -> Fact:
    if are_few_answers(measure, figure.whole):
        return NotApplicable(few_words())
    return Number(Decimal(figure.part)) if figure.unit is COUNT else Counted(figure.part, figure.whole)


Declared = Mapping[str, Sequence[DeclaredScore]]


def _declared(row: ScoreIndex, period: Period) -> Declared:
    """Every declared score of the period by leaf, oldest first."""
    found: dict[str, list[DeclaredScore]] = {}
    rows = DeclaredScore.objects.filter(index=row, period=period.code)
    for one in rows.select_related("entered_by", "evidence").order_by("pk"):
        found.setdefault(one.leaf, []).append(one)
    return found


def _with_declared(facts: Facts, declared: Declared) -> Facts:
    """The facts with those of the newest self score of each leaf; what is counted is never replaced."""
    added = {
        (leaf, code): from_plain(plain)
        for leaf, rows in declared.items()
        for newest in [one for one in rows if one.kind == Kind.SELF][-1:]
        for code, plain in newest.facts.items()
    }
    return {**added, **facts}


def _reviews(index: Index, declared: Declared) -> dict[str, Review]:
    """What the last review gave each leaf; a leaf whose reviewer agrees that it does not apply has none."""
    found = {}
    for leaf in index.leaves:
        rows = declared.get(leaf.code, ())
        points = judged(_steps(rows))
        if points is not None:
            said = next(one for one in reversed(rows) if one.kind == Kind.SELF)
            facts = {code: from_plain(plain) for code, plain in said.facts.items()}
            found[leaf.code] = Review(points, declared_share(leaf, facts))
    return found


def _official(declared: Declared, leaf: str) -> DeclaredScore | None:
    rows = [one for one in declared.get(leaf, ()) if one.kind == Kind.OFFICIAL]
    return rows[-1] if rows else None


def _standing(declared: Declared, leaf: str) -> Decimal | None:
    return standing(_steps(declared.get(leaf, ())))


def _steps(rows: Sequence[DeclaredScore]) -> list[tuple[Step, Decimal | None]]:
    return [(Step(one.kind), one.points) for one in rows if one.kind != Kind.OFFICIAL]


def _groups(
    counted: IndexResult, own: IndexResult, figures: Mapping[str, Figure], declared: Declared
) -> tuple[GroupLine, ...]:
    owners = {unit.code: unit.short_name for unit in org.units()}
    mine = {one.leaf.code: one for one in own.leaves}

    def line(one: LeafResult) -> LeafLine:
        leaf = one.leaf
        official = _official(declared, leaf.code)
        return LeafLine(
            leaf=leaf,
            counted=one,
            own=mine[leaf.code],
            owner=owners.get(leaf.owner, ""),
            inputs=tuple(_input(asked, figures) for asked in leaf.rule.inputs),
            declared=_standing(declared, leaf.code),
            official=official.points if official else None,
        )

    return tuple(
        GroupLine(
            group.group,
            group.tally,
            with_declared.tally,
            tuple(CriterionLine(one.criterion, tuple(map(line, one.leaves))) for one in group.criteria),
        )
        for group, with_declared in zip(counted.groups, own.groups, strict=True)
    )


def _input(asked: Input, figures: Mapping[str, Figure]) -> InputLine:
    figure = figures.get(asked.measure)
    if figure is None:
        return InputLine(asked.name, "", "", "")
    measure = registry.get(asked.measure)
    if are_few_answers(measure, figure.whole):
        return InputLine(asked.name, measure.code, measure.name, few_words(), is_few=True)
    words = figure.words() if figure.unit is COUNT or not figure.whole else figure.fraction
    return InputLine(asked.name, measure.code, measure.name, words)


def _periods(year: int, today: date) -> tuple[Period, ...]:
    """The year, its quarters and its months that have begun."""
    every: Iterable[Period] = (
        Period.year(year),
        *(Period.quarter(year, number) for number in range(1, 5)),
        *(Period.month(year, number) for number in range(1, 13)),
    )
    return tuple(period for period in every if period.start <= today)
