"""Hold a frozen list against the records of today, and say of each difference if the journal explains it.

Source: our own design. A record may rightly change after a period was closed (a dossier is finished, a plan
is corrected); then the journal tells it. Three words, and no more:

EXPLAINED: an entry after the closing tells the value of today, each change on the way was told by an event
that makes such a change, and the journal's chain is whole. DOUBTFUL: the record was worked on later, but no
entry tells this value; or time, a new definition or records of another kind may have made the difference. A
person looks. BROKEN: no entry tells of the record, an entry tells another value, an event that cannot change
the value told it changed, or what was kept does not fit its digest or the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from xaso.kernel.wording import moment_words

from .freezing import FrozenList, FrozenRecord, Plain
from .telling import DERIVED, UNTOLD, Step, Told, same, strange_step, told_of

SILENT = "Nhật ký không ghi việc nào với bản ghi này sau khi khóa kỳ."
UNNAMED = "Được điền sau khi khóa; nhật ký không nêu tên người trả lời nên không đối chiếu từng bản ghi được."


TIME = "Các giá trị đã khóa không đổi; có thể do thời gian trôi qua hoặc định nghĩa đếm đã đổi."
REDEFINED = "Các giá trị đã khóa không đổi; định nghĩa hoặc cài đặt của phép đo đã đổi từ lúc khóa."
UNSEEN = "Các giá trị đã khóa không đổi mà vào hoặc ra khỏi tử số: do một điều chưa khóa cùng bản ghi."
OF_OTHERS = "Đếm từ nhiệm vụ của đơn vị; mỗi nhiệm vụ được chứng minh riêng ở số liệu nhiệm vụ."
BY_VALUES = "Theo các giá trị đã đổi của bản ghi."
BROKEN_CHAIN = "Nhật ký có mục hỏng nên không lấy làm căn cứ được."


class Change(StrEnum):
    """What became of a record since the closing."""

    FACT = "fact"
    PART = "part"
    LEFT = "left"
    ADDED = "added"
    GONE = "gone"

    @property
    def label(self) -> str:
        """The change in words."""
        return _CHANGES[self]


_CHANGES = {
    Change.FACT: "giá trị đổi",
    Change.PART: "vào hoặc ra khỏi tử số",
    Change.LEFT: "không còn tính trong kỳ",
    Change.ADDED: "nay tính trong kỳ mà lúc khóa không có",
    Change.GONE: "không còn bản ghi",
}


class Verdict(StrEnum):
    """Whether the journal explains a difference. Worst first."""

    BROKEN = "broken"
    DOUBTFUL = "doubtful"
    EXPLAINED = "explained"

    @property
    def label(self) -> str:
        """The verdict in words."""
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.BROKEN: "Không khớp nhật ký",
    Verdict.DOUBTFUL: "Cần xem lại",
    Verdict.EXPLAINED: "Có trong nhật ký",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about one record that is not as it was: ``fact`` is the field's path, or empty."""

    pk: str
    code: str
    change: Change
    fact: str = ""
    before: Plain = None
    now: Plain = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A difference with its verdict and the sentence that gives the reason."""

    difference: Difference
    verdict: Verdict
    says: str


def differences(
    frozen: FrozenList, now: FrozenList, elsewhere: Mapping[str, Sequence[Plain]]
) -> list[Difference]:
    """Return what differs between a frozen list and the same list read today, record by record.

    ``elsewhere`` are the facts of today of frozen records that are no longer in ``now``; a record in neither
    is gone. One that was not there tells each of its facts, to be held against the journal. Basis: our own
    design.
    """
    current = {record.pk: record for record in now.records}
    known = {record.pk for record in frozen.records}
    found: list[Difference] = []
    for record in frozen.records:
        found += _of_record(record, current.get(record.pk), elsewhere.get(record.pk), frozen.facts)
    for record in now.records:
        if record.pk not in known:
            found.append(Difference(record.pk, record.code, Change.ADDED))
            found += [
                Difference(record.pk, record.code, Change.ADDED, path, None, value)
                for path, value in zip(frozen.facts, record.facts, strict=False)
            ]
    return found


def _of_record(
    then: FrozenRecord, now: FrozenRecord | None, facts: Sequence[Plain] | None, paths: Sequence[str]
) -> Iterable[Difference]:
    if now is None and facts is None:
        return [Difference(then.pk, then.code, Change.GONE)]
    values = now.facts if now is not None else facts or ()
    changed = [
        Difference(then.pk, then.code, Change.FACT, path, before, after)
        for path, before, after in zip(paths, then.facts, values, strict=False)
        if before != after
    ]
    if now is None:
        return [Difference(then.pk, then.code, Change.LEFT), *changed]
    if now.in_part != then.in_part:
        return [Difference(then.pk, then.code, Change.PART, "", then.in_part, now.in_part), *changed]
    return changed


Figures = Mapping[Difference, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms records are judged.

    ``called`` is the journal's word for such a record. ``is_silent``: the journal does not name these
    records (answers of people), so a value that was filled can only be looked at. ``is_whole``: the
    journal's chain holds; otherwise nothing is explained. ``redefined``: figures whose definition or setting
    changed since the closing.
    """

    called: str = ""
    is_silent: bool = False
    is_whole: bool = True
    redefined: frozenset[str] = frozenset()


def judge(found: Figures, told: Sequence[Told], terms: Terms) -> list[Judged]:
    """Return the differences of one record, each with its verdict by what the journal told of it.

    ``found`` has each difference with the figures it is a difference of. That a record counts otherwise
    follows from its values: it is as explained as the worst of them in the same figures. A record that was
    not there is as explained as the worst of its facts by all that was ever told of it; of these only what
    the journal gives away is told besides. Basis: our own design.
    """
    facts = [_judge_fact(one, told, terms) for one in found if one.fact]
    if not terms.is_whole:
        facts = [_untrusted(one) for one in facts]
    places = [
        _judge_place(
            one,
            [each for each in facts if _meet(found, one, each.difference)],
            told,
            is_redefined=not terms.redefined.isdisjoint(found[one]),
        )
        for one in found
        if not one.fact
    ]
    return [*places, *(one for one in facts if _is_worth_telling(one))]


def _is_worth_telling(one: Judged) -> bool:
    """Of a record that was not there a fact is told only where the journal says otherwise."""
    is_new = one.difference.change is Change.ADDED
    return not is_new or (one.verdict is Verdict.BROKEN and one.says != SILENT)


def _meet(found: Figures, place: Difference, fact: Difference) -> bool:
    """Whether a fact belongs to a figure in which the record counts otherwise."""
    is_of = (place.change is Change.ADDED) is (fact.change is Change.ADDED)
    return is_of and not set(found[place]).isdisjoint(found[fact])


def _judge_fact(one: Difference, told: Sequence[Told], terms: Terms) -> Judged:
    later = [entry for entry in told if entry.is_after]
    is_new = one.change is Change.ADDED
    steps = told_of(told if is_new else later, one.fact)
    if not steps or (is_new and not later):
        return _judge_unspoken(one, later, is_silent=terms.is_silent)
    last = steps[-1]
    if not same(last.value, one.now):
        return Judged(one, Verdict.BROKEN, f"{_where(last)} và ghi giá trị khác: {_shown(last.value)}.")
    strange = strange_step(steps, UNTOLD if is_new else one.before, terms.called, one.fact)
    if strange is not None:
        says = (
            f"{_where(strange)} và ghi giá trị {_shown(strange.value)}, nhưng việc ấy không đổi giá trị này."
        )
        return Judged(one, Verdict.BROKEN, says)
    return Judged(one, Verdict.EXPLAINED, f"{_where(last)}.")


def _judge_unspoken(one: Difference, later: Sequence[Told], *, is_silent: bool) -> Judged:
    if one.fact in DERIVED:
        return Judged(one, Verdict.DOUBTFUL, OF_OTHERS)
    if is_silent and one.change is Change.FACT and one.before in (None, "", False):
        return Judged(one, Verdict.DOUBTFUL, UNNAMED)
    if not later:
        return Judged(one, Verdict.BROKEN, SILENT)
    last = Step(None, (later[-1],))
    return Judged(one, Verdict.DOUBTFUL, f"{_where(last)}, nhưng nhật ký không ghi riêng giá trị này.")


def _judge_place(
    one: Difference, facts: Sequence[Judged], told: Sequence[Told], *, is_redefined: bool
) -> Judged:
    if one.change is Change.GONE:
        return Judged(one, Verdict.BROKEN, SILENT)
    if facts:
        worst = min((each.verdict for each in facts), key=list(Verdict).index)
        says = next(each.says for each in facts if each.verdict is worst)
        return Judged(one, worst, says if one.change is Change.ADDED else BY_VALUES)
    if is_redefined:
        return Judged(one, Verdict.DOUBTFUL, REDEFINED)
    if one.change is Change.LEFT:
        return Judged(one, Verdict.DOUBTFUL, TIME)
    if any(entry.is_after for entry in told):
        return Judged(one, Verdict.DOUBTFUL, UNSEEN)
    return Judged(one, Verdict.BROKEN, SILENT)


def _untrusted(one: Judged) -> Judged:
    if one.verdict is not Verdict.EXPLAINED:
        return one
    return replace(one, verdict=Verdict.DOUBTFUL, says=f"{one.says} {BROKEN_CHAIN}")


def _where(step: Step) -> str:
    entry = step.entries[-1]
    return f"Nhật ký mục {entry.seq}, lúc {moment_words(entry.at)}, {entry.who}"


def _shown(value: Plain) -> str:
    return "trống" if value in (None, "") else str(value)
