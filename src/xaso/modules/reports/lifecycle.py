"""States of a report and of an office's part in it, each with its one table of moves.

Source: documents.md 5 B-10 (nháp, gửi duyệt, tổng hợp, ký ban hành, khóa) and 1.4 O-01 (changes after
approval go back to the approver); the part's states are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xaso.kernel.errors import Conflict


class State(StrEnum):
    """How far a report is."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    ISSUED = "issued"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return _STATE_WORDS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and words of each, for a model's field."""
        return [(one.value, one.words) for one in cls]


_STATE_WORDS = {
    State.DRAFT: "Đang soạn",
    State.REVIEW: "Chờ duyệt",
    State.APPROVED: "Đã duyệt, chờ ban hành",
    State.ISSUED: "Đã ban hành",
    State.DROPPED: "Đã bỏ",
}


class Move(StrEnum):
    """What can happen to a report."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    ISSUE = "issue"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: from which states, to which, and how a refusal names it."""

    sources: frozenset[State]
    target: State
    words: str


MOVES: dict[Move, Rule] = {
    Move.SUBMIT: Rule(frozenset({State.DRAFT}), State.REVIEW, "trình duyệt"),
    Move.RETURN: Rule(frozenset({State.REVIEW, State.APPROVED}), State.DRAFT, "trả lại"),
    Move.APPROVE: Rule(frozenset({State.REVIEW}), State.APPROVED, "duyệt"),
    Move.ISSUE: Rule(frozenset({State.APPROVED}), State.ISSUED, "ban hành"),
    Move.DROP: Rule(frozenset({State.DRAFT}), State.DROPPED, "bỏ"),
}
"""The table. Nothing else changes a report's state; nothing leaves an issued report."""

ENDS = frozenset({State.ISSUED, State.DROPPED})
WRITABLE = frozenset({State.DRAFT})
"""States in which words of the report may change."""


class PartState(StrEnum):
    """How far an office's part is."""

    WAITING = "waiting"
    SENT = "sent"
    ACCEPTED = "accepted"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return _PART_WORDS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and words of each, for a model's field."""
        return [(one.value, one.words) for one in cls]


_PART_WORDS = {
    PartState.WAITING: "Chờ đơn vị viết",
    PartState.SENT: "Đơn vị đã gửi",
    PartState.ACCEPTED: "Đầu mối đã nhận",
}


class PartMove(StrEnum):
    """What can happen to a part."""

    WRITE = "write"
    SEND = "send"
    ACCEPT = "accept"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class PartRule:
    """One row of the parts' table."""

    sources: frozenset[PartState]
    target: PartState
    words: str


PART_MOVES: dict[PartMove, PartRule] = {
    PartMove.WRITE: PartRule(frozenset({PartState.WAITING}), PartState.WAITING, "sửa"),
    PartMove.SEND: PartRule(frozenset({PartState.WAITING}), PartState.SENT, "gửi"),
    PartMove.ACCEPT: PartRule(frozenset({PartState.SENT}), PartState.ACCEPTED, "nhận"),
    PartMove.RETURN: PartRule(frozenset({PartState.SENT, PartState.ACCEPTED}), PartState.WAITING, "trả lại"),
}
"""The table. A part once sent waits for the focal office; only a return opens it again."""


class MoveRefused(Conflict):
    """The state does not allow the move."""

    code = "report_move_refused"


def allows(state: State | str, move: Move) -> bool:
    """Return whether `move` may start from `state`."""
    return State(state) in MOVES[move].sources


def after(state: State | str, move: Move) -> State:
    """Return the state that `move` leads to. Raises `MoveRefused` when it may not start there."""
    if not allows(state, move):
        raise MoveRefused(
            f"Báo cáo đang ở trạng thái “{State(state).words.lower()}” nên không {MOVES[move].words} được. "
            "Tải lại trang để xem việc tiếp theo."
        )
    return MOVES[move].target


def part_allows(state: PartState | str, move: PartMove) -> bool:
    """Return whether `move` may start from the part's `state`."""
    return PartState(state) in PART_MOVES[move].sources


def part_after(state: PartState | str, move: PartMove) -> PartState:
    """Return the state that `move` leads a part to. Raises `MoveRefused` when it may not start there."""
    if not part_allows(state, move):
        raise MoveRefused(
            f"Phần này đang ở trạng thái “{PartState(state).words.lower()}” nên không "
            f"{PART_MOVES[move].words} được. Tải lại trang để xem việc tiếp theo."
        )
    return PART_MOVES[move].target
