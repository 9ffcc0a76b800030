"""States of the reading of a plan, and the one table of moves between them.

Source: ours. A plan's text is read by the program, ruled on and confirmed by the officer who keeps the plan,
put in force with the decision's number and day, and replaced by the next version; nothing is ever deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xaso.kernel.errors import Conflict


class State(StrEnum):
    """How far a reading is."""

    QUEUED = "queued"
    UNREADABLE = "unreadable"
    READ = "read"
    CONFIRMED = "confirmed"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        """The state in words."""
        return WORDS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and words, for a model field."""
        return [(state.value, WORDS[state]) for state in cls]


WORDS: dict[State, str] = {
    State.QUEUED: "Đang đọc",
    State.UNREADABLE: "Không đọc được",
    State.READ: "Chờ xác nhận",
    State.CONFIRMED: "Đã xác nhận, chờ hiệu lực",
    State.IN_FORCE: "Đang hiệu lực",
    State.REPLACED: "Đã có bản thay",
    State.DROPPED: "Đã bỏ",
}


class Move(StrEnum):
    """What can happen to a reading."""

    FINISH = "finish"
    FAIL = "fail"
    RULE = "rule"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    PUT_IN_FORCE = "put_in_force"
    REPLACE = "replace"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: from which states, to which, and the move as a refusal says it."""

    sources: frozenset[State]
    target: State
    words: str


MOVES: dict[Move, Rule] = {
    Move.FINISH: Rule(frozenset({State.QUEUED}), State.READ, "ghi kết quả đọc"),
    Move.FAIL: Rule(frozenset({State.QUEUED}), State.UNREADABLE, "ghi là không đọc được"),
    Move.RULE: Rule(frozenset({State.READ}), State.READ, "sửa chỉ tiêu, ghi ý kiến"),
    Move.CONFIRM: Rule(frozenset({State.READ}), State.CONFIRMED, "xác nhận"),
    Move.REOPEN: Rule(frozenset({State.CONFIRMED}), State.READ, "mở lại để sửa"),
    Move.PUT_IN_FORCE: Rule(frozenset({State.CONFIRMED}), State.IN_FORCE, "đưa vào hiệu lực"),
    Move.REPLACE: Rule(frozenset({State.IN_FORCE}), State.REPLACED, "thay bằng bản sau"),
    Move.DROP: Rule(
        frozenset({State.QUEUED, State.UNREADABLE, State.READ, State.CONFIRMED}), State.DROPPED, "bỏ"
    ),
}
"""The table. Nothing else changes a state."""


class ReadingMoved(Conflict):
    """The state of the reading does not allow the move."""

    code = "reading_moved"


def allows(state: State | str, move: Move) -> bool:
    """Return whether ``move`` may start from ``state``."""
    return State(state) in MOVES[move].sources


def after(state: State | str, move: Move) -> State:
    """Return the state ``move`` leads to from ``state``; raise `ReadingMoved` when it may not start there.

    Basis: the table above.
    """
    rule = MOVES[move]
    if not allows(state, move):
        raise ReadingMoved(
            f"Bản đọc đang ở trạng thái “{WORDS[State(state)].lower()}” nên không {rule.words} được. "
            "Tải lại trang để xem tiếp."
        )
    return rule.target
