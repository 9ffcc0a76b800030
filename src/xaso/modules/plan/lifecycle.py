"""States of a task, and the one table of moves between them.

Source: documents.md part 8, M-03 (the usual states of steering tasks), M-04 and M-05. Whether a task is in
time is no state: it is derived from its dates (`rules.timing`). A request for more time is a fact beside the
state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from xaso.kernel.errors import Conflict


class State(StrEnum):
    """How far a task is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING_CONFIRMATION = "awaiting"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return _WORDS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return value and Vietnamese words, for a model field."""
        return [(state.value, state.words) for state in cls]


_WORDS = {
    State.NOT_STARTED: "Chưa thực hiện",
    State.IN_PROGRESS: "Đang thực hiện",
    State.AWAITING_CONFIRMATION: "Chờ xác nhận sản phẩm",
    State.PAUSED: "Tạm dừng",
    State.DONE: "Hoàn thành",
    State.CANCELLED: "Đã hủy",
}

ENDS = frozenset({State.DONE, State.CANCELLED})
"""States nothing leaves."""

RUNNING = frozenset({State.NOT_STARTED, State.IN_PROGRESS})
"""States in which the work is with the lead and its deadline runs."""

OPEN = frozenset(State) - ENDS
"""States before an end."""


class Move(StrEnum):
    """What can happen to a task."""

    START = "start"
    SEND = "send"
    CONFIRM = "confirm"
    RETURN = "return"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


class Party(StrEnum):
    """Who may make a move; `access` says which officer is which party to a task."""

    GIVER = "giver"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: from which states, to which, by whom, and its name as a refusal says it."""

    sources: frozenset[State]
    target: State
    who: frozenset[Party]
    words: str


def _rule(sources: Iterable[State], target: State, who: Party, words: str) -> Rule:
    return Rule(frozenset(sources), target, frozenset({who}), words)


MOVES: dict[Move, Rule] = {
    Move.START: _rule([State.NOT_STARTED], State.IN_PROGRESS, Party.LEAD, "bắt đầu"),
    Move.SEND: _rule(RUNNING, State.AWAITING_CONFIRMATION, Party.LEAD, "gửi sản phẩm"),
    Move.CONFIRM: _rule([State.AWAITING_CONFIRMATION], State.DONE, Party.GIVER, "xác nhận hoàn thành"),
    Move.RETURN: _rule([State.AWAITING_CONFIRMATION], State.IN_PROGRESS, Party.GIVER, "trả lại sản phẩm"),
    Move.PAUSE: _rule(RUNNING, State.PAUSED, Party.GIVER, "tạm dừng"),
    Move.RESUME: _rule([State.PAUSED], State.IN_PROGRESS, Party.GIVER, "cho làm tiếp"),
    Move.CANCEL: _rule(OPEN, State.CANCELLED, Party.GIVER, "hủy"),
}
"""The table. Nothing else changes a state."""


class MoveRefused(Conflict):
    """The state does not allow the move."""

    code = "task_move_refused"


def allows(state: State | str, move: Move) -> bool:
    """Return whether `move` may start from `state`."""
    return State(state) in MOVES[move].sources


def after(state: State | str, move: Move) -> State:
    """Return the state that `move` leads to from `state`; raise `MoveRefused` when it may not start there.

    Basis: the table above (documents.md M-03 to M-05).
    """
    rule = MOVES[move]
    if not allows(state, move):
        now = State(state).words.lower()
        raise MoveRefused(f"Nhiệm vụ đang “{now}” nên không {rule.words} được. Tải lại trang để xem tiếp.")
    return rule.target
