"""Declared scores for tests, in the invented commune's own small index."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from tests.cast import Cast
from tests.modules.indicators.typed import evidence
from tests.modules.indicators.work import noon
from xaso.kernel.periods import Period
from xaso.modules.indicators.models import DeclaredScore, ScoreIndex
from xaso.modules.indicators.scoring.facts import Fact, Picked
from xaso.modules.indicators.scoring.rules import MAIN
from xaso.modules.indicators.services import declaring
from xaso.modules.indicators.services.declaring import Place, Words
from xaso.modules.org.models import Officer

INDEX = "phuc-vu"
ASKED = "2.1"
"""A yes or no that the office of the cast answers."""
COUNTED = "1.1"
NOW = noon(2026, 5, 20)
YEAR = Period.year(2026)
SAID = Words(source="Kế hoạch 01/KH-UBND ngày 05/01/2026")
YES: dict[str, Fact] = {MAIN: Picked("yes")}


def place(leaf: str = ASKED, period: Period = YEAR) -> Place:
    """What is scored."""
    return Place(ScoreIndex.objects.get(code=INDEX), period, leaf)


def self_scored(by: Officer, *, facts: dict[str, Fact] | None = None, at: datetime = NOW) -> DeclaredScore:
    """A self score of the asked leaf."""
    return declaring.self_score(
        place=place(),
        facts=YES if facts is None else facts,
        words=SAID,
        evidence=evidence(by, at),
        by=by,
        at=at,
    )


def reviewed(cast: Cast, points: str = "4", *, at: datetime = NOW) -> DeclaredScore:
    """A self score by the head of the office, and the chairman's review."""
    self_scored(cast.head_of_office, at=at)
    return declaring.review(
        place=place(), points=Decimal(points), words=Words(note="Kế hoạch ký muộn."), evidence=None,
        by=cast.chairman, at=at,
    )  # fmt: skip
