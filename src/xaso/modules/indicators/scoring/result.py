"""The sums of a scored tree, and what they may be called: points of what was measured, out of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from .facts import NO_SOURCE, Fact
from .rules import ZERO, Outcome
from .tree import Criterion, Group, Index, Leaf
from .wording import points_words, rounded

Facts = Mapping[tuple[str, str], Fact]
"""By code of leaf and code of input. What is not there has no source."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Points, and how the maximum shares out: counted, without a source, left out as not applicable."""

    full: Decimal = ZERO
    points: Decimal = ZERO
    counted: Decimal = ZERO
    no_source: Decimal = ZERO
    left_out: Decimal = ZERO

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.full + other.full,
            self.points + other.points,
            self.counted + other.counted,
            self.no_source + other.no_source,
            self.left_out + other.left_out,
        )

    @property
    def per_cent(self) -> Decimal | None:
        """The points as per cent of what was counted; None when nothing was."""
        return rounded(self.points * 100 / self.counted) if self.counted else None

    @property
    def rescaled(self) -> Tally | None:
        """The same with what does not apply taken out and the rest stretched to the full maximum.

        None when nothing was left out, or everything was.
        Basis: documents.md R-05; shown as such beside the plain sum.
        """
        remains = self.full - self.left_out
        if not self.left_out or not remains:
            return None
        return Tally(
            self.full,
            rounded(self.points * self.full / remains),
            rounded(self.counted * self.full / remains),
            rounded(self.no_source * self.full / remains),
        )


@dataclass(frozen=True, slots=True)
class LeafResult:
    """One leaf with what it earned and from which facts."""

    leaf: Leaf
    outcome: Outcome
    facts: Mapping[str, Fact]

    @property
    def tally(self) -> Tally:
        """Its share in the sums."""
        found = self.outcome
        return Tally(self.leaf.max_points, found.points, found.counted, found.no_source, found.left_out)


@dataclass(frozen=True, slots=True)
class Review:
    """The points a reviewer gave what was declared of a leaf, and how much of its maximum that is."""

    points: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion with its leaves."""

    criterion: Criterion
    leaves: tuple[LeafResult, ...]

    @property
    def tally(self) -> Tally:
        """The sum of its leaves."""
        return total(leaf.tally for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group with its criteria."""

    group: Group
    criteria: tuple[CriterionResult, ...]

    @property
    def tally(self) -> Tally:
        """The sum of its criteria."""
        return total(one.tally for one in self.criteria)


@dataclass(frozen=True, slots=True)
class IndexResult:
    """A scored index."""

    index: Index
    groups: tuple[GroupResult, ...]

    @property
    def tally(self) -> Tally:
        """The sum of its groups; penalties never take it below zero."""
        found = total(group.tally for group in self.groups)
        return Tally(found.full, max(ZERO, found.points), found.counted, found.no_source, found.left_out)

    @property
    def leaves(self) -> tuple[LeafResult, ...]:
        """Every leaf, in order."""
        return tuple(leaf for group in self.groups for one in group.criteria for leaf in one.leaves)

    def leaf(self, code: str) -> LeafResult | None:
        """Return the leaf of that code, or None."""
        return next((one for one in self.leaves if one.leaf.code == code), None)


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    return sum(tallies, Tally())


def score(index: Index, facts: Facts) -> IndexResult:
    """Score every leaf of the index; a fact that is not given has no source, which is neither zero nor full.

    Raises `UnfitFact` for a fact that does not fit its leaf's rule.
    Basis: documents.md R-01 to R-05.
    """
    return IndexResult(index, tuple(_group(group, facts) for group in index.groups))


def declared_share(leaf: Leaf, facts: Mapping[str, Fact]) -> Decimal:
    """Return how much of the leaf's maximum a self score speaks of: with points, or as not applicable.

    ``facts``: what was declared, by input. That much a reviewer decides on, and no more.
    Basis: documents.md R-04, R-05.
    """
    found = score_leaf(leaf, {(leaf.code, code): fact for code, fact in facts.items()}).outcome
    return found.counted + found.left_out


def regrade(own: IndexResult, counted: IndexResult, reviews: Mapping[str, Review]) -> IndexResult:
    """Return our score with what reviewers gave some leaves in place of what was declared of them.

    ``counted`` is the same without declared facts. What was reviewed with points applies, whatever the self
    score said: it counts, and is no longer left out.
    Basis: documents.md R-04 (the last review decides; the scores before it are kept beside it), R-05.
    """
    base = {one.leaf.code: one.outcome for one in counted.leaves}

    def leaf(one: LeafResult) -> LeafResult:
        review = reviews.get(one.leaf.code)
        if review is None:
            return one
        return replace(one, outcome=_reviewed(base[one.leaf.code], review, one.outcome.how))

    def criterion(one: CriterionResult) -> CriterionResult:
        return replace(one, leaves=tuple(leaf(each) for each in one.leaves))

    return replace(
        own,
        groups=tuple(
            replace(group, criteria=tuple(criterion(one) for one in group.criteria)) for group in own.groups
        ),
    )


def score_leaf(leaf: Leaf, facts: Facts) -> LeafResult:
    """Score one leaf.

    Basis: documents.md R-02.
    """
    known = {one.code: facts.get((leaf.code, one.code), NO_SOURCE) for one in leaf.rule.inputs}
    return LeafResult(leaf, leaf.rule.score(known), known)


def _reviewed(counted: Outcome, review: Review, how: tuple[str, ...]) -> Outcome:
    return Outcome(
        counted.points + review.points,
        counted.counted + review.share,
        counted.no_source - review.share,
        counted.left_out,
        (*how, f"thẩm định {points_words(review.points)} điểm"),
    )


def _group(group: Group, facts: Facts) -> GroupResult:
    criteria = (
        CriterionResult(one, tuple(score_leaf(leaf, facts) for leaf in one.leaves)) for one in group.criteria
    )
    return GroupResult(group, tuple(criteria))
