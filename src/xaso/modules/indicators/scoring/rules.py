"""What a leaf earns from its facts: shares, steps, choices, points given by hand, penalties and bonuses.

The kinds are those seen in real tables of scores (documents.md R-02) and in the formulas of the index of
service quality (onestop.md part 8). Points are rounded to two decimals where they are given, so that what a
page shows adds up. A fact of the wrong kind for its rule is `UnfitFact`: a mistake of a caller or of a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from xaso.kernel.errors import Invalid
from xaso.kernel.money import grouped

from .facts import Counted, Fact, Graded, NoSource, NotApplicable, Number, Picked
from .wording import plain_words, points_words, rounded

ZERO = Decimal(0)
MAIN = "main"
"""The name of the one input of a rule that has only one."""
NO_SOURCE_WORDS = "chưa có nguồn số liệu"
NOTHING_AROSE = "không phát sinh"


class UnfitFact(Invalid):
    """What was entered does not fit the way the criterion is scored."""

    code = "unfit_fact"
    default_sentence = "Số liệu nhập không hợp với cách chấm của tiêu chí. Xem lại cách tính rồi nhập lại."


@dataclass(frozen=True, slots=True)
class Input:
    """Something a rule asks for. ``measure`` is the code of the measure that tells it; empty: a person."""

    code: str
    name: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a leaf earned. ``counted``, ``no_source`` and ``left_out`` share its maximum out between them.

    ``how`` is the reckoning in words, one line for each input.
    """

    points: Decimal = ZERO
    counted: Decimal = ZERO
    no_source: Decimal = ZERO
    left_out: Decimal = ZERO
    how: tuple[str, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.points + other.points,
            self.counted + other.counted,
            self.no_source + other.no_source,
            self.left_out + other.left_out,
            self.how + other.how,
        )


def share_points(max_points: Decimal, full_at: Decimal, part: int, whole: int) -> Decimal:
    """Return max × min(1, (part/whole) / full_at), not rounded. The whole is not zero.

    Basis: documents.md R-02 (a/b × 20); onestop.md part 8 (full at 80%, 50%, 90%).
    """
    return min(max_points, max_points * part / (full_at * whole))


@dataclass(frozen=True, slots=True)
class Term:
    """A share of a maximum: ``full_at`` is the share that earns all of it (1 when every record must).

    ``when_none`` are the points when nothing arose; None leaves the term out and the total is rescaled.
    """

    input: Input
    max_points: Decimal
    full_at: Decimal = Decimal(1)
    when_none: Decimal | None = None

    def score(self, fact: Fact) -> Outcome:
        """Return what the fact earns here.

        Basis: documents.md R-02 ("no task → fixed points"), R-05; onestop.md part 8 ("6 if none").
        """
        match fact:
            case Counted(whole=0) if self.when_none is not None:
                words = f"{NOTHING_AROSE}: {points_words(self.when_none)} điểm"
                return Outcome(rounded(self.when_none), self.max_points, how=(self._named(words),))
            case Counted(whole=0):
                return Outcome(left_out=self.max_points, how=(self._named(NOTHING_AROSE),))
            case Counted(part=part, whole=whole):
                points = rounded(share_points(self.max_points, self.full_at, part, whole))
                return Outcome(points, self.max_points, how=(self._named(self._sum(part, whole, points)),))
            case _:
                return _without_points(fact, self.max_points, self._named)

    def _sum(self, part: int, whole: int, points: Decimal) -> str:
        share = f"{grouped(part)}/{grouped(whole)}"
        if self.full_at != 1:
            share = (
                f"({share} : {plain_words(self.full_at * 100)}%), nhiều nhất {plain_words(self.max_points)}"
            )
        return f"{plain_words(self.max_points)} × {share} = {points_words(points)}"

    def _named(self, words: str) -> str:
        return f"{self.input.name}: {words}" if self.input.name else words


@dataclass(frozen=True, slots=True)
class Shares:
    """One share of the maximum, or several added up (6A + 2B + 2C)."""

    terms: tuple[Term, ...]

    @property
    def max_points(self) -> Decimal:
        """The maxima of the terms together."""
        return sum((term.max_points for term in self.terms), ZERO)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """One input a term."""
        return tuple(term.input for term in self.terms)

    def score(self, facts: Mapping[str, Fact]) -> Outcome:
        """Return the sum over the terms; a term without a source leaves the others standing.

        Basis: onestop.md part 8, group 6.
        """
        return sum((term.score(facts[term.input.code]) for term in self.terms), Outcome())


@dataclass(frozen=True, slots=True)
class Step:
    """From this number on, these points."""

    at_least: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Steps:
    """A table of steps, highest first; a threshold is a table of one. Below the lowest step: no points.

    A counted fact is read as its per cent.
    """

    input: Input
    steps: tuple[Step, ...]
    when_none: Decimal | None = None

    @property
    def max_points(self) -> Decimal:
        """The most a step gives."""
        return max(step.points for step in self.steps)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The number."""
        return (self.input,)

    def score(self, facts: Mapping[str, Fact]) -> Outcome:
        """Return the points of the highest step reached.

        Basis: documents.md R-02 (4 meetings 20, 3 → 15, 2 → 10, 1 → 5).
        """
        fact = facts[self.input.code]
        if isinstance(fact, Counted):
            if not fact.whole:
                return Term(self.input, self.max_points, when_none=self.when_none).score(fact)
            return self._reached(
                Decimal(fact.part) * 100 / fact.whole, f"{grouped(fact.part)}/{grouped(fact.whole)}"
            )
        if isinstance(fact, Number):
            return self._reached(fact.value, plain_words(fact.value))
        return _without_points(fact, self.max_points)

    def _reached(self, value: Decimal, words: str) -> Outcome:
        points = next((step.points for step in self.steps if value >= step.at_least), ZERO)
        return Outcome(rounded(points), self.max_points, how=(f"{words}: {points_words(points)} điểm",))


@dataclass(frozen=True, slots=True)
class Option:
    """One answer and its points."""

    code: str
    name: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers; yes or no is a choice of two."""

    input: Input
    options: tuple[Option, ...]

    @property
    def max_points(self) -> Decimal:
        """The most an option gives."""
        return max(option.points for option in self.options)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The answer."""
        return (self.input,)

    def score(self, facts: Mapping[str, Fact]) -> Outcome:
        """Return the points of the option. Raises `UnfitFact` for an option that is not there.

        Basis: documents.md R-02 (head chairs 20, deputy 10, none 0).
        """
        fact = facts[self.input.code]
        if not isinstance(fact, Picked):
            return _without_points(fact, self.max_points)
        found = next((option for option in self.options if option.code == fact.option), None)
        if found is None:
            raise UnfitFact
        how = f"{found.name}: {points_words(found.points)} điểm"
        return Outcome(rounded(found.points), self.max_points, how=(how,))


@dataclass(frozen=True, slots=True)
class Manual:
    """Points a person gives, with evidence, up to a maximum."""

    input: Input
    max_points: Decimal

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The points."""
        return (self.input,)

    def score(self, facts: Mapping[str, Fact]) -> Outcome:
        """Return the points given. Raises `UnfitFact` for points below zero or above the maximum.

        Basis: documents.md R-02 (manual), R-03.
        """
        fact = facts[self.input.code]
        if not isinstance(fact, Graded):
            return _without_points(fact, self.max_points)
        if not 0 <= fact.points <= self.max_points:
            raise UnfitFact(f"Điểm phải từ 0 đến {plain_words(self.max_points)}.")
        return Outcome(rounded(fact.points), self.max_points, how=(f"chấm {points_words(fact.points)} điểm",))


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A penalty (``per`` below zero) or a bonus for each occurrence, never more than ``cap`` in all.

    It has no maximum of its own: it stands beside the points of the tree.
    """

    input: Input
    per: Decimal
    cap: Decimal
    max_points: Decimal = ZERO

    @property
    def inputs(self) -> tuple[Input, ...]:
        """How many times."""
        return (self.input,)

    def score(self, facts: Mapping[str, Fact]) -> Outcome:
        """Return per × number, held at the cap. Raises `UnfitFact` for a number below zero.

        Basis: documents.md R-02 (penalty and bonus with cap).
        """
        fact = facts[self.input.code]
        if not isinstance(fact, Number):
            return _without_points(fact, ZERO)
        if fact.value < 0:
            raise UnfitFact("Số lần phải từ 0 trở lên.")
        earned = self.per * fact.value
        points = rounded(max(-self.cap, min(self.cap, earned)))
        cap = f", nhiều nhất {plain_words(self.cap)}"
        how = f"{plain_words(fact.value)} lần × {plain_words(self.per)}{cap} = {points_words(points)}"
        return Outcome(points, how=(how,))


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that is shown beside the others and earns nothing."""

    input: Input
    max_points: Decimal = ZERO

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The figure."""
        return (self.input,)

    def score(self, facts: Mapping[str, Fact]) -> Outcome:
        """Return no points, and the figure in words.

        Basis: onestop.md part 8, 5.1 ("info").
        """
        fact = facts[self.input.code]
        if isinstance(fact, Counted):
            return Outcome(
                how=(f"{grouped(fact.part)}/{grouped(fact.whole)}" if fact.whole else NOTHING_AROSE,)
            )
        if isinstance(fact, Number):
            return Outcome(how=(plain_words(fact.value),))
        return _without_points(fact, ZERO)


Rule = Shares | Steps | Choice | Manual | Adjustment | Shown


def _as_it_is(words: str) -> str:
    return words


def _without_points(fact: Fact, max_points: Decimal, named: object = None) -> Outcome:
    """What a fact that earns nothing does to the maximum; any other kind of fact does not belong here."""
    say = named if callable(named) else _as_it_is
    match fact:
        case NoSource():
            return Outcome(no_source=max_points, how=(say(NO_SOURCE_WORDS),))
        case NotApplicable(reason=reason):
            return Outcome(left_out=max_points, how=(say(f"không áp dụng: {reason}"),))
        case _:
            raise UnfitFact
