"""States of a typed figure, and the one table of moves between them.

Source: targets.md (a figure from outside is entered by the owner with its evidence; without evidence it stays
"chưa có minh chứng"), documents.md B-10 (draft, sent, decided; a later correction is a new figure).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xaso.kernel.errors import Conflict


class State(StrEnum):
    """Where a typed figure stands. Only an approved one is shown as a figure."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The state in words."""
        return _LABELS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and words, for a model field."""
        return [(state.value, state.label) for state in cls]


_LABELS = {
    State.DRAFT: "Bản nháp",
    State.WAITING: "Chờ duyệt",
    State.RETURNED: "Bị trả lại",
    State.APPROVED: "Đã duyệt",
    State.DROPPED: "Đã bỏ",
}

OPEN = frozenset({State.DRAFT, State.WAITING, State.RETURNED})
"""States in which the figure still waits for somebody."""
EDITABLE = frozenset({State.DRAFT, State.RETURNED})
"""States in which it may still be typed over: nobody has been asked to believe it."""


class Move(StrEnum):
    """What can happen to a typed figure."""

    CHANGE = "change"
    SEND = "send"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    RETURN = "return"
    DROP = "drop"


class Party(StrEnum):
    """Who makes a move: the one who typed the figure, or a second person (`access` says who is which)."""

    TYPIST = "typist"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: from which states, to which, by whom, and its name as a refusal says it."""

    sources: frozenset[State]
    target: State | None
    who: Party
    words: str


MOVES: dict[Move, Rule] = {
    Move.CHANGE: Rule(EDITABLE, None, Party.TYPIST, "sửa"),
    Move.SEND: Rule(EDITABLE, State.WAITING, Party.TYPIST, "gửi duyệt"),
    Move.TAKE_BACK: Rule(frozenset({State.WAITING}), State.DRAFT, Party.TYPIST, "lấy lại"),
    Move.DROP: Rule(EDITABLE, State.DROPPED, Party.TYPIST, "bỏ"),
    Move.APPROVE: Rule(frozenset({State.WAITING}), State.APPROVED, Party.SECOND, "duyệt"),
    Move.RETURN: Rule(frozenset({State.WAITING}), State.RETURNED, Party.SECOND, "trả lại"),
}
"""The table. Nothing else changes a state. A target of None keeps the state."""


class TypedMoveRefused(Conflict):
    """The state of the figure does not allow the move."""

    code = "typed_move_refused"


def allows(state: State | str, move: Move) -> bool:
    """Return whether ``move`` may start from ``state``. Basis: the table above (documents.md B-10)."""
    return State(state) in MOVES[move].sources


def after(state: State | str, move: Move) -> State:
    """Return the state that ``move`` leads to; raise `TypedMoveRefused` when it may not start there.

    Basis: the table above (documents.md B-10).
    """
    rule = MOVES[move]
    if not allows(state, move):
        now = State(state).label.lower()
        raise TypedMoveRefused(
            f"Số liệu này {now} nên không {rule.words} được nữa. Tải lại trang để xem việc tiếp theo."
        )
    return rule.target or State(state)
