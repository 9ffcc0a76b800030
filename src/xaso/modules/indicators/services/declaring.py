"""Scores that people declare: self score, review, answer, and the official score. Nothing is written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.errors import Forbidden, Invalid, Missing, Problem
from xaso.kernel.periods import Period
from xaso.kernel.text import clean, clean_lines
from xaso.platform.journal.services import record

from .. import access
from ..events import ScoreDeclared
from ..models import DeclaredScore, ScoreIndex
from ..scoring import cycle
from ..scoring.cycle import Step
from ..scoring.facts import Fact, from_plain, to_plain
from ..scoring.reading import read_index
from ..scoring.result import declared_share, score_leaf
from ..scoring.tree import Index, Leaf
from ..scoring.wording import plain_words, points_words

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile

LONGEST_SOURCE, LONGEST_NOTE = 400, 2000
Kind = DeclaredScore.Kind


class UnfitScore(Invalid):
    """Points, source or reason cannot be taken; every box is told at once."""

    code = "unfit_score"


class NotYourScore(Forbidden):
    """The officer may see the score, but this step belongs to somebody else."""

    code = "not_your_score"


class CountedAlready(Invalid):
    """Nobody scores by hand what the program counts."""

    code = "counted_already"
    default_sentence = (
        "Tiêu chí này phần mềm đã đếm từ dữ liệu nên không tự chấm. Muốn đổi điểm thì xử lý hồ sơ."
    )


@dataclass(frozen=True, slots=True)
class Place:
    """What is scored: a version of an index, a period, and the code of a leaf (empty: the total)."""

    index: ScoreIndex
    period: Period
    leaf: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Where points come from, and a remark."""

    source: str = ""
    note: str = ""


def self_score(
    *,
    place: Place,
    facts: Mapping[str, Fact],
    words: Words,
    evidence: StoredFile | None,
    by: Officer,
    at: datetime,
) -> DeclaredScore:
    """Keep what the owner of a criterion says of those of its inputs that the program does not count.

    Raises `Missing` for an unknown criterion, `NotYourScore`, `CountedAlready`, `UnfitFact` for numbers that
    do not fit the formula, `UnfitScore` without source or evidence. Source: documents.md R-03, R-04.
    """
    leaf = _leaf(place)
    if not access.may_self_score(by, leaf.owner):
        raise NotYourScore(
            "Tiêu chí này do đơn vị khác phụ trách. Nhờ trưởng đơn vị đó hoặc đầu mối kế hoạch tự chấm."
        )
    if not leaf.asked:
        raise CountedAlready
    asked = {one.code for one in leaf.rule.inputs if not one.measure}
    known = {code: fact for code, fact in facts.items() if code in asked}
    outcome = score_leaf(leaf, {(leaf.code, code): fact for code, fact in known.items()}).outcome
    _check(_source(words, needed=True) + _evidence(evidence, needed=True))
    points = outcome.points if outcome.counted or not leaf.max_points else None
    plain = {code: to_plain(fact) for code, fact in known.items()}
    return _keep(place, Kind.SELF, points, words, evidence, by=by, at=at, facts=plain)


def review(
    *,
    place: Place,
    points: Decimal | None,
    words: Words,
    evidence: StoredFile | None,
    by: Officer,
    at: datetime,
) -> DeclaredScore:
    """Keep a second person's points beside the self score: the first review, or after an answer the second.

    Points make the criterion count even where the self score says that it does not apply; None agrees with
    that, and fits no other self score. Raises `StepRefused` when there is nothing to review, `NotYourScore`
    for whoever gave the self score, `UnfitScore` for points outside what was declared or without a reason.
    Source: documents.md R-04, R-05.
    """
    leaf = _leaf(place)
    with transaction.atomic():
        given = _locked(place)
        steps = _steps(given)
        step = Step.SECOND_REVIEW if steps[-1:] == [Step.ANSWER] else Step.REVIEW
        cycle.check(steps, step)
        scored = next(row for row in reversed(given) if row.kind == Kind.SELF)
        if not access.may_review_score(by, scored.entered_by_id):
            raise NotYourScore(
                "Người tự chấm không tự thẩm định. Nhờ lãnh đạo hoặc đầu mối kế hoạch khác."
                if scored.entered_by_id == by.pk
                else "Chỉ lãnh đạo UBND hoặc đầu mối kế hoạch thẩm định được điểm."
            )
        problems = _reviewable(points, leaf, scored)
        if points != scored.points and not clean_lines(words.note):
            problems.append(Problem("note", "Điểm khác điểm tự chấm. Hãy ghi lý do."))
        _check(problems)
        return _keep(place, Kind(step.value), points, words, evidence, by=by, at=at)


def answer(
    *, place: Place, words: Words, evidence: StoredFile | None, by: Officer, at: datetime
) -> DeclaredScore:
    """Keep the owner's answer to a review, which opens the second review.

    Raises `StepRefused`, `NotYourScore`, `UnfitScore` without words. Source: documents.md R-04.
    """
    leaf = _leaf(place)
    if not access.may_self_score(by, leaf.owner):
        raise NotYourScore("Chỉ đơn vị phụ trách tiêu chí hoặc đầu mối kế hoạch giải trình được.")
    with transaction.atomic():
        cycle.check(_steps(_locked(place)), Step.ANSWER)
        if not clean_lines(words.note):
            _check([Problem("note", "Hãy ghi nội dung giải trình.")])
        return _keep(place, Kind.ANSWER, None, words, evidence, by=by, at=at)


def record_official(
    *, place: Place, points: Decimal, words: Words, evidence: StoredFile | None, by: Officer, at: datetime
) -> DeclaredScore:
    """Keep the official score of a criterion, or of the whole index, beside ours; never instead of it.

    Raises `NotYourScore`, `Missing`, `UnfitScore`. Source: onestop.md 8.3 (show both and the gap).
    """
    if not access.may_record_official(by):
        raise NotYourScore("Chỉ lãnh đạo UBND hoặc đầu mối kế hoạch ghi được điểm chính thức.")
    index = _tree(place)
    leaf = _leaf(place) if place.leaf else None
    problems = _within(points, leaf) if leaf else _between(points, index.max_points)
    _check(problems + _source(words, needed=True) + _evidence(evidence, needed=True))
    return _keep(place, Kind.OFFICIAL, points, words, evidence, by=by, at=at)


def _tree(place: Place) -> Index:
    return read_index(place.index.definition)


def _leaf(place: Place) -> Leaf:
    found = _tree(place).leaf(place.leaf)
    if found is None:
        raise Missing
    return found


def _locked(place: Place) -> list[DeclaredScore]:
    """The declared scores of the leaf, oldest first; two reviews at once meet at the index's lock."""
    ScoreIndex.objects.select_for_update().get(pk=place.index.pk)
    rows = DeclaredScore.objects.filter(index=place.index, period=place.period.code, leaf=place.leaf)
    return list(rows.exclude(kind=Kind.OFFICIAL).order_by("pk"))


def _steps(rows: list[DeclaredScore]) -> list[Step]:
    return [Step(row.kind) for row in rows]


def _check(problems: list[Problem]) -> None:
    if problems:
        raise UnfitScore(problems=problems)


def _source(words: Words, *, needed: bool) -> list[Problem]:
    source = clean(words.source)
    if needed and not source:
        return [Problem("source", "Hãy ghi số này lấy từ văn bản, bảng điểm nào.")]
    if len(source) > LONGEST_SOURCE:
        return [Problem("source", f"Viết ngắn lại, nhiều nhất {LONGEST_SOURCE} ký tự.")]
    return []


def _evidence(evidence: StoredFile | None, *, needed: bool) -> list[Problem]:
    if needed and evidence is None:
        return [Problem("evidence", "Chưa có minh chứng. Hãy gắn tệp minh chứng.")]
    return []


def _within(points: Decimal, leaf: Leaf) -> list[Problem]:
    return _between(points, leaf.max_points) if leaf.max_points else []


def _reviewable(points: Decimal | None, leaf: Leaf, scored: DeclaredScore) -> list[Problem]:
    """Points stay inside what was declared: what the program counts of the criterion is no reviewer's."""
    if points is None:
        says_none = scored.points is None
        return [] if says_none else [Problem("points", "Hãy nhập điểm.")]
    facts = {code: from_plain(plain) for code, plain in scored.facts.items()}
    return _between(points, declared_share(leaf, facts)) if leaf.max_points else []


def _between(points: Decimal, most: Decimal) -> list[Problem]:
    if 0 <= points <= most:
        return []
    return [Problem("points", f"Điểm phải từ 0 đến {plain_words(most)}.")]


@transaction.atomic
def _keep(
    place: Place,
    kind: DeclaredScore.Kind,
    points: Decimal | None,
    words: Words,
    evidence: StoredFile | None,
    *,
    by: Officer,
    at: datetime,
    facts: Mapping[str, object] | None = None,
) -> DeclaredScore:
    row = DeclaredScore.objects.create(
        index=place.index,
        period=place.period.code,
        leaf=place.leaf,
        kind=kind,
        facts=dict(facts or {}),
        points=points,
        source=clean(words.source),
        note=clean_lines(words.note)[:LONGEST_NOTE],
        evidence=evidence,
        entered_by=by,
        entered_at=at,
    )
    event = ScoreDeclared(
        index=place.index.code,
        version=place.index.version,
        period=place.period.code,
        leaf=place.leaf,
        kind=str(kind),
        points="" if points is None else points_words(points),
        evidence=evidence.sha256 if evidence else "",
    )
    record(event, by=by, at=at, subject=place.index.subject)
    return row
