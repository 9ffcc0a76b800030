"""A route as it is drawn: its steps, what keeps it from being published, and each step's part of the time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from xaso.kernel.text import slug

RECEIVE, APPROVE, ISSUE, RETURN = "receive", "approve", "issue", "return"
HANDLE = "handle"
STAGES = {RECEIVE: 0, "assign": 1, HANDLE: 1, "check": 1, APPROVE: 2, ISSUE: 3, RETURN: 4}
"""The order in which kinds of steps may follow each other; those of one stage in any order."""
ONCE = {RECEIVE: "tiếp nhận", APPROVE: "phê duyệt", ISSUE: "cấp số", RETURN: "trả kết quả"}
OUTPUTS = {
    HANDLE: frozenset({"result", "verification", "opinion", "paper"}),
    "check": frozenset({"result", "verification", "opinion", "paper"}),
    APPROVE: frozenset({"result", "paper"}),
    ISSUE: frozenset({"result", "paper"}),
}
"""What each kind of step can be made to wait for: only what its holder is able to write down or attach."""
SMALLEST = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `hours` are working hours.

    `unit`: a unit's code, empty for the office that answers for the procedure's field.
    """

    kind: str
    name: str
    role: str
    unit: str = ""
    hours: Decimal = Decimal(0)
    may_return: bool = False
    output: str = ""
    code: str = ""
    output_kind: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Step:
        """The step kept as plain values."""
        return cls(**{**row, "hours": Decimal(row["hours"])})

    def as_row(self) -> dict[str, Any]:
        """Plain values to keep."""
        return {**asdict(self), "hours": str(self.hours)}

    @property
    def is_timed(self) -> bool:
        """Whether the legal time runs in it: it has ended when the result waits to be fetched."""
        return self.kind != RETURN


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a route cannot be published: at a step (counted from 0), or of the whole."""

    sentence: str
    step: int | None = None


def faults(steps: Sequence[Step], is_held: Callable[[Step], bool]) -> list[Fault]:
    """Return everything that would let a dossier get stuck: no holder, no exit, no time, a wrong order.

    `is_held`: whether anybody can hold the step. Basis: onestop.md 4.17 (pattern of a commune's
    route: received, assigned, handled, checked, signed, numbered, returned; returning is not timed).
    """
    if not steps:
        return [Fault("Quy trình chưa có bước nào. Thêm bước đầu tiên.")]
    return [*_ends(steps), *_kinds(steps), *_order(steps), *_each(steps, is_held)]


def _ends(steps: Sequence[Step]) -> list[Fault]:
    found = []
    if steps[0].kind != RECEIVE:
        found.append(Fault("Bước đầu phải là bước tiếp nhận hồ sơ.", 0))
    if all(step.kind != RETURN for step in steps):
        found.append(Fault("Quy trình chưa có lối ra: thêm bước trả kết quả ở cuối."))
    return found


def _kinds(steps: Sequence[Step]) -> list[Fault]:
    kinds = [step.kind for step in steps]
    found = []
    if HANDLE not in kinds:
        found.append(Fault("Quy trình cần ít nhất một bước thụ lý."))
    if APPROVE not in kinds:
        found.append(Fault("Quy trình cần một bước phê duyệt, vì chỉ kết quả đã duyệt mới trả được."))
    for kind, words in ONCE.items():
        extra = [place for place, found_kind in enumerate(kinds) if found_kind == kind][1:]
        found += [Fault(f"Quy trình chỉ có một bước {words}. Bỏ bớt bước này.", place) for place in extra]
    return found


def _order(steps: Sequence[Step]) -> list[Fault]:
    """A step of an earlier stage after a later one is never reached, or the state of a dossier refuses it."""
    found = []
    furthest = steps[0]
    for place, step in enumerate(steps[1:], 1):
        if STAGES[step.kind] < STAGES[furthest.kind]:
            found.append(Fault(f"Bước “{step.name}” phải đứng trước bước “{furthest.name}”.", place))
        else:
            furthest = step
    return found


def place_for(kind: str, kinds: Sequence[str]) -> int:
    """Return where a new step of the kind belongs among steps of these kinds: before the first later stage.

    Basis: onestop.md 4.17 (order of a commune's route).
    """
    later = (place for place, other in enumerate(kinds) if STAGES[other] > STAGES[kind])
    return next(later, len(kinds))


def _each(steps: Sequence[Step], is_held: Callable[[Step], bool]) -> list[Fault]:
    found = []
    for place, step in enumerate(steps):
        if not is_held(step):
            sentence = f"Bước “{step.name}” chưa có ai giữ: xã chưa có cán bộ nào có vai trò này."
            found.append(Fault(sentence, place))
        if step.is_timed and step.hours <= 0:
            found.append(Fault(f"Bước “{step.name}” chưa có thời gian. Ghi số giờ làm việc.", place))
        wrong = _wrong_output(step)
        if wrong:
            found.append(Fault(wrong, place))
    return found


def _wrong_output(step: Step) -> str:
    """Why nobody could tell whether what the step must have is there; empty when it is sound."""
    if step.output and not step.output_kind:
        return f"Bước “{step.name}” ghi phải có “{step.output}” mà chưa chọn loại. Sửa bước, chọn loại."
    if step.output_kind == "paper" and not step.output:
        return f"Bước “{step.name}” phải có một giấy tờ mà chưa ghi tên giấy. Sửa bước, ghi tên."
    if step.output_kind and step.output_kind not in OUTPUTS.get(step.kind, frozenset()):
        return f"Người giữ bước “{step.name}” không đính được thứ phải có. Đặt yêu cầu này ở bước thụ lý."
    return ""


def shares(steps: Sequence[Step]) -> list[Decimal]:
    """Return each step's part of the legal time, four digits, adding up to exactly 1; untimed steps have 0.

    Basis: onestop.md 4.17 (hours of the steps, 8 a day); parts let one route serve times of any length.
    """
    hours = [step.hours if step.is_timed else Decimal(0) for step in steps]
    total = sum(hours, Decimal(0))
    if total <= 0:
        return [Decimal(0) for _ in steps]
    parts = [(each / total).quantize(SMALLEST, ROUND_DOWN) for each in hours]
    longest = max(range(len(parts)), key=lambda place: parts[place])
    parts[longest] += 1 - sum(parts, Decimal(0))
    return parts


def step_codes(steps: Sequence[Step]) -> list[str]:
    """Return a code for each step: the one it has, else its name in plain letters; none twice.

    Basis: our own convention (design); a code names a step in exports and in the journal.
    """
    taken: set[str] = set()
    codes = []
    for step in steps:
        wanted = step.code or slug(step.name)[:30].strip("-") or "buoc"
        code = next_free(wanted, taken)
        taken.add(code)
        codes.append(code)
    return codes


def next_free(wanted: str, taken: set[str], joint: str = "-") -> str:
    """Return `wanted`, or with the first number from 2 on that makes it free.

    Basis: our own convention (design).
    """
    if wanted not in taken:
        return wanted
    root = re.sub(rf"{re.escape(joint)}\d+$", "", wanted)
    number = 2
    while f"{root}{joint}{number}" in taken:
        number += 1
    return f"{root}{joint}{number}"
