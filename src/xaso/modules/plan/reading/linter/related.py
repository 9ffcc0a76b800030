"""Checks across measures that are not one but hang together: a part above its whole, near measures apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from xaso.modules.plan.reading.linter.conflicts import OF_A_PART, Claim, claims
from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.measures import concepts, same_measure
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding, Severity, Target
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.reading.words.units import is_share


@dataclass(frozen=True, slots=True)
class Containment:
    """Whoever is counted by the part is counted by the whole too, out of the same people or things.

    ``part`` and ``whole`` are phrases of a folded measure, ``of`` what both shares are taken of where the
    rest of their words cannot tell it.
    """

    part: re.Pattern[str]
    whole: re.Pattern[str]
    of: re.Pattern[str] | None = None

    def is_part(self, measure: str) -> bool:
        """Whether the folded measure speaks of the part."""
        return self.part.search(measure) is not None

    def is_whole(self, measure: str) -> bool:
        """Whether the folded measure speaks of the whole and not of the part."""
        of = self.of is None or self.of.search(measure) is not None
        return of and self.whole.search(measure) is not None and not self.is_part(measure)

    def share_a_base(self, part: str, whole: str) -> bool:
        """Whether the words besides the two phrases are the same: the same households, the same pupils."""
        if self.of is not None:
            return True
        both = re.compile(rf"(?:{self.part.pattern})|(?:{self.whole.pattern})")
        rests = [concepts(both.sub(" ", measure)) for measure in (part, whole)]
        return rests[0] == rests[1]


def _holds(part: str, whole: str, of: str | None = None) -> Containment:
    return Containment(re.compile(part), re.compile(whole), re.compile(of) if of else None)


CONTAINED = (
    _holds(r"phi tiep xuc", r"truc tuyen", r"ho so"),
    _holds(r"thanh toan truc tuyen", r"(?:thanh toan )?khong dung tien mat|(?:thanh toan )?khong tien mat"),
    _holds(
        r"(?:da )?qua dao tao,? (?:va )?(?:co|duoc cap) (?:van )?(?:bang|chung chi)[a-z, ]*"
        r"|co (?:van )?(?:bang|chung chi)[a-z, ]*",
        r"(?:da )?qua dao tao(?: nghe)?",
    ),
    _holds(r"nuoc sach(?: (?:theo|dat)? ?quy chuan)?", r"nuoc hop ve sinh"),
    _holds(r"nong thon moi nang cao", r"nong thon moi(?! (?:nang cao|kieu mau))"),
    _holds(r"nong thon moi kieu mau", r"nong thon moi(?! kieu mau)(?: nang cao)?"),
    _holds(r"chuan quoc gia muc do (?:2|ii)\b", r"chuan quoc gia(?: muc do (?:1|i)\b)?"),
    _holds(r"bao hiem xa hoi tu nguyen", r"bao hiem xa hoi(?! tu nguyen)"),
)
_FAMILIES: tuple[tuple[str, frozenset[str], Severity], ...] = (
    ("lien_thong", frozenset({"httt", "csdl", "du", "he"}), "trung bình"),
    ("dien_tu", frozenset({"ho_so", "ho_so_cong_viec", "van_ban"}), "thấp"),
    ("hai_long", frozenset({"tthc", "dvc", "ho_so", "phuc", "giai_quyet"}), "thấp"),
)
_MOST_OF_A_FAMILY = 6
_MEAN = re.compile(r"binh quan|trung binh|diem|chi so|hang")


def _shares(context: Context) -> list[Claim]:
    return [claim for claim in claims(context) if claim.unit == "%"]


def part_above_whole(context: Context) -> Iterator[Finding]:
    """A part that shall be larger than the whole that holds it: contactless dealings are online dealings."""
    found = [(claim, fold(claim.metric)) for claim in _shares(context)]
    for relation in CONTAINED:
        wholes = [(claim, measure) for claim, measure in found if relation.is_whole(measure)]
        for part, measure in found:
            if not relation.is_part(measure):
                continue
            below = [
                whole
                for whole, its_measure in wholes
                if relation.share_a_base(measure, its_measure) and _falls_below(whole, part)
            ]
            if below:
                yield finding(
                    "mâu thuẫn logic",
                    "trung bình",
                    [line for claim in (*below, part) for line in claim.lines],
                    f"{below[0].quote} ↔ {part.quote}",
                    "Phần nằm trong lại được giao mức cao hơn cái chứa nó.",
                )


def _levels(claim: Claim) -> dict[int | None, Decimal]:
    """The thresholds of a claim by year; one without a year stands for all of them."""
    if claim.row is None:
        return {claim.year: max(claim.values)}
    cells = claim.row.values.items()
    return {year: cell.value for year, cell in cells if cell is not None and isinstance(cell.value, Decimal)}


def _falls_below(whole: Claim, part: Claim) -> bool:
    """Whether the whole is lower than its part in a year that both speak of, or lower at a later time."""
    wholes, parts = _levels(whole), _levels(part)
    if None in wholes or None in parts:
        return max(wholes.values()) < min(parts.values())
    return any(
        value < its_value and (year == its_year or (year not in parts and _later(year, its_year)))
        for year, value in wholes.items()
        for its_year, its_value in parts.items()
    )


def _later(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one > other


def part_above_its_number(context: Context) -> Iterator[Finding]:
    """ "60 ha, trong đó 75 ha …": more things than there are. An average or a score has no such parts."""
    said = (*context.reading.targets, *context.reading.other_figures)
    for whole, part in pairwise(said):
        is_told = OF_A_PART.match(part.quote) is not None and whole.line == part.line
        if not is_told or whole.unit != part.unit or not _counts(whole):
            continue
        if isinstance(whole.value, Decimal) and isinstance(part.value, Decimal) and part.value > whole.value:
            yield finding(
                "mâu thuẫn logic",
                "cao",
                [whole.line],
                f"{whole.quote}, {part.quote.lstrip()}",
                "Phần nêu sau “trong đó” lớn hơn tổng nêu trước. Hỏi số đúng.",
            )


def _counts(target: Target) -> bool:
    """Whether a number counts things: no share, score or average."""
    unit = target.unit or "%"
    return not is_share(unit) and "/" not in unit and not _MEAN.search(fold(f"{target.metric} {unit}"))


def near(context: Context) -> Iterator[Finding]:
    """Near measures with different thresholds: systems and data that shall be connected, papers that shall
    be electronic, people that shall be satisfied.
    """
    found = _shares(context)
    for action, things, severity in _FAMILIES:
        family = [claim for claim in found if action in claim.words and claim.words & things]
        others = _apart(family)
        if others and len(family) <= _MOST_OF_A_FAMILY:
            first = family[0]
            yield finding(
                "mâu thuẫn giữa các phần",
                severity,
                [line for claim in (first, *others) for line in claim.lines],
                f"{first.quote} ↔ {others[0].quote}",
                "Các thước đo gần nhau nhưng mức khác nhau. Xem có phải cùng một việc không.",
            )


def _apart(family: Sequence[Claim]) -> list[Claim]:
    """Those of a family that differ from its first claim in measure and in threshold."""
    return [
        claim
        for claim in family[1:]
        if not claim.values <= family[0].values
        and not same_measure(claim.words, family[0].words)
        and not _meets_row(claim, family[0])
    ]


def _meets_row(one: Claim, other: Claim) -> bool:
    """Whether one is a row of years that holds the value of the other in the year it speaks of, or at its
    end.
    """
    if one.series == other.series:
        return False
    single, row = (other, one.row) if one.series else (one, other.row)
    cells = [(year, cell.value) for year, cell in row.values.items() if cell is not None] if row else []
    return any(
        value in single.values and (year == single.year or (year, value) == cells[-1])
        for year, value in cells
    )


CHECKS = (near, part_above_whole, part_above_its_number)
