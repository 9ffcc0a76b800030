"""What a measure says of a period: sets of records, and the figure counted from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from xaso.kernel.money import grouped

Records = QuerySet[Any]

NOTHING_AROSE = "không phát sinh"
NO_LEVEL_BEFORE = "chưa có mức năm trước"
EVERY = Q()
"""The condition that holds for each record."""
_TENTH = Decimal("0.1")


class Unit(StrEnum):
    """What the figure is counted in. SCORE and MONEY are for figures entered, not counted from records.

    POINTS: by how many points of a hundred a share stands above where it stood at the end of the year before.
    """

    PERCENT = "percent"
    POINTS = "points"
    COUNT = "count"
    SCORE = "score"
    MONEY = "money"


PERCENT, POINTS, COUNT, SCORE, MONEY = Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """The sizes of the part and the whole. For a plain count both are that count.

    ``since`` is for POINTS: the level, per cent, from which the share rose; None while it is not known.
    """

    part: int
    whole: int
    unit: Unit = Unit.PERCENT
    since: Decimal | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"the part is inside the whole: {self.part} of {self.whole}")

    @classmethod
    def of_count(cls, number: int) -> Figure:
        """The figure of a plain count."""
        return cls(number, number, Unit.COUNT)

    @property
    def level(self) -> Decimal | None:
        """The part in the whole, per cent, not rounded, or None when there was nothing to measure."""
        return Decimal(self.part) * 100 / self.whole if self.whole else None

    @property
    def value(self) -> Decimal | None:
        """Per cent, not rounded, or None when there was nothing to measure; a count as it is.

        Of POINTS the level less the one before, below zero when it fell; None while either is not known.
        """
        if self.unit is Unit.COUNT:
            return Decimal(self.part)
        if self.unit is Unit.POINTS:
            return None if self.level is None or self.since is None else self.level - self.since
        return self.level

    @property
    def is_complete(self) -> bool:
        """Whether the share of POINTS is whole, so that it can rise no more."""
        return self.unit is Unit.POINTS and 0 < self.part == self.whole

    @property
    def rounded(self) -> Decimal | None:
        """`value` to one tenth, but never 100 while a record is missing nor 0 while there is one."""
        if self.value is None or self.unit is Unit.COUNT:
            return self.value
        near = self.value.quantize(_TENTH, ROUND_HALF_UP)
        if self.unit is Unit.POINTS:
            return near
        if self.part < self.whole:
            near = min(near, 100 - _TENTH)
        return max(near, _TENTH) if self.part else near

    def words(self) -> str:
        """``87,5%``, ``100%``, ``1.204``, ``−2,5 điểm %``, or why there is none, as ``không phát sinh``."""
        if self.unit is Unit.COUNT:
            return grouped(self.part)
        if self.rounded is None:
            return NO_LEVEL_BEFORE if self.whole else NOTHING_AROSE
        number = f"{self.rounded}".removesuffix(".0").replace(".", ",").replace("-", "−")
        return number + (" điểm %" if self.unit is Unit.POINTS else "%")

    @property
    def fraction(self) -> str:
        """``35/40``: the part and the whole as they were counted."""
        return f"{grouped(self.part)}/{grouped(self.whole)}"


class Tally(NamedTuple):
    """Records to be counted: those of ``base`` for which ``condition`` holds."""

    base: Records
    condition: Q = EVERY

    @property
    def records(self) -> Records:
        """The records themselves."""
        return self.base.filter(self.condition)


@dataclass(frozen=True, slots=True)
class Share:
    """A share: the records that satisfy, inside the records that count. Both of one model.

    Made by `of` from conditions on one set, or by `sets` from two. Shares of one set are counted in one pass.
    """

    satisfying: Tally
    counting: Tally

    @classmethod
    def of(cls, base: Records, holds: Q, *, among: Q = EVERY) -> Share:
        """The share for which ``holds`` in the records of ``base``, or in those ``among`` them.

        Both conditions are on the record's own fields, its annotations, what it points to and what alone
        points to it: over many that point to it they would count it many times.
        """
        return cls(Tally(base, among & holds), Tally(base, among))

    @classmethod
    def sets(cls, *, part: Records, whole: Records) -> Share:
        """The share of one set in another, for what no condition on one set tells."""
        return cls(Tally(part), Tally(whole))

    def __post_init__(self) -> None:
        if self.satisfying.base.model is not self.counting.base.model:
            raise TypeError("the part and the whole of a share are records of one model")

    @property
    def part(self) -> Records:
        """The records that satisfy."""
        return self.satisfying.records

    @property
    def whole(self) -> Records:
        """The records that count."""
        return self.counting.records

    def rest(self) -> Records:
        """The records of the whole that are not in the part: those that spoil the share."""
        return self.whole.filter(~Exists(_same(self.part)))

    def strays(self) -> Records:
        """Records of the part outside the whole: always none, or the measure is wrong."""
        return self.part.filter(~Exists(_same(self.whole)))


@dataclass(frozen=True, slots=True)
class Count:
    """A plain count of records."""

    records: Records


Answer = Share | Count


def total(figures: Iterable[Figure], unit: Unit) -> Figure:
    """Figures of periods that do not overlap, added up: part to part and whole to whole."""
    added = list(figures)
    return Figure(sum(each.part for each in added), sum(each.whole for each in added), unit)


def _same(records: Records) -> QuerySet[Model]:
    return records.order_by().filter(pk=OuterRef("pk"))
