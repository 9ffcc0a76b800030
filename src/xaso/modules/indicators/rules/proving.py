"""Hold a frozen list against the records of today, and say of each difference if the journal explains it.

Source: our own design. A record may rightly change after a period was closed (a dossier is finished, a plan
is corrected); then the journal tells it. A difference the journal does not tell was made behind its back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from xaso.kernel.clock import local_date
from xaso.kernel.wording import moment_words

from .freezing import FrozenList, FrozenRecord, Plain

SILENT = "Nhật ký không ghi việc nào với bản ghi này sau khi khóa kỳ."
UNNAMED = "Được điền sau khi khóa; nhật ký không nêu tên người trả lời nên không đối chiếu từng bản ghi được."


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
    Verdict.BROKEN: "Không có trong nhật ký",
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
class Told:
    """What the journal tells of a record after the closing: one entry."""

    seq: int
    at: datetime
    event: str
    who: str
    data: Mapping[str, Any]


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
    is gone. Basis: our own design.
    """
    current = {record.pk: record for record in now.records}
    known = {record.pk for record in frozen.records}
    found: list[Difference] = []
    for record in frozen.records:
        found += _of_record(record, current.get(record.pk), elsewhere.get(record.pk), frozen.facts)
    found += [
        Difference(record.pk, record.code, Change.ADDED) for record in now.records if record.pk not in known
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


def judge(found: Sequence[Difference], told: Sequence[Told], *, is_silent: bool = False) -> list[Judged]:
    """Return the differences of one record, each with its verdict by what the journal told later of it.

    A changed value is explained when the last entry that speaks of it says the value of today; one that
    says another value gives it away. A value no entry speaks of is explained when it was empty and was
    filled, or is a count that grew, together with one that is; otherwise later work leaves a doubt to look
    at. That a record counts otherwise follows from its values: it is as explained as the worst of them.
    ``is_silent``: the journal does not name these records (answers of people), so a value that was filled can
    only be looked at. Basis: our own design.
    """
    changed = [one for one in found if one.change is Change.FACT]
    spoken = [_judge_spoken(one, told) for one in changed]
    is_told = any(one is not None and one.verdict is Verdict.EXPLAINED for one in spoken)
    facts = [
        one if one is not None else _judge_unspoken(difference, told, is_told=is_told, is_silent=is_silent)
        for difference, one in zip(changed, spoken, strict=True)
    ]
    worst = min((one.verdict for one in facts), key=list(Verdict).index, default=None)
    others = [_judge_place(one, told, worst) for one in found if one.change is not Change.FACT]
    return [*others, *facts]


def _judge_spoken(one: Difference, told: Sequence[Told]) -> Judged | None:
    """The verdict by the last entry that speaks of the value; None when none does."""
    name = one.fact.rpartition("__")[2]
    for entry in reversed(told):
        for key, value in ((name, one.now), (_day_name(name), _day(one.now))):
            if key and key in entry.data:
                return _compared(one, entry, said=entry.data[key], now=value)
    return None


def _judge_unspoken(one: Difference, told: Sequence[Told], *, is_told: bool, is_silent: bool) -> Judged:
    is_filled = one.before in (None, "", False) or _has_grown(one)
    if is_silent and is_filled:
        return Judged(one, Verdict.DOUBTFUL, UNNAMED)
    if not told:
        return Judged(one, Verdict.BROKEN, SILENT)
    if is_told and is_filled:
        return Judged(one, Verdict.EXPLAINED, "Được điền hoặc tăng lên cùng thay đổi mà nhật ký ghi.")
    return Judged(one, Verdict.DOUBTFUL, f"{_where(told[-1])}, nhưng nhật ký không ghi riêng giá trị này.")


def _has_grown(one: Difference) -> bool:
    """Whether a count went up, as counts of work do."""
    return type(one.before) is int and type(one.now) is int and one.now > one.before


def _compared(one: Difference, entry: Told, *, said: object, now: Plain) -> Judged:
    if _same(said, now):
        return Judged(one, Verdict.EXPLAINED, f"{_where(entry)}.")
    return Judged(one, Verdict.BROKEN, f"{_where(entry)} và ghi giá trị khác: {said}.")


def _judge_place(one: Difference, told: Sequence[Told], worst: Verdict | None) -> Judged:
    if worst is not None:
        return Judged(one, worst, "Theo các giá trị đã đổi của bản ghi.")
    if told and one.change is not Change.GONE:
        return Judged(one, Verdict.EXPLAINED, f"{_where(told[-1])}.")
    if one.change is Change.LEFT:
        says = "Các giá trị đã khóa không đổi; có thể do thời gian trôi qua hoặc định nghĩa đếm đã đổi."
        return Judged(one, Verdict.DOUBTFUL, says)
    return Judged(one, Verdict.BROKEN, SILENT)


def _where(entry: Told) -> str:
    return f"Nhật ký mục {entry.seq}, lúc {moment_words(entry.at)}, {entry.who}"


def _day_name(name: str) -> str:
    """The name under which an event tells the day of a moment: received_at is told as received_on."""
    return f"{name.removesuffix('_at')}_on" if name.endswith("_at") else ""


def _day(value: Plain) -> Plain:
    """The day in Vietnam of a moment as it is written; other values as they are."""
    try:
        return local_date(datetime.fromisoformat(str(value))).isoformat()
    except ValueError:
        return value


def _same(said: object, now: Plain) -> bool:
    """Whether both are one value: equal, both empty, or two spellings of one moment."""
    if said == now or (said in ("", None) and now in ("", None)):
        return True
    try:
        return datetime.fromisoformat(str(said)) == datetime.fromisoformat(str(now))
    except (ValueError, TypeError):
        return False
