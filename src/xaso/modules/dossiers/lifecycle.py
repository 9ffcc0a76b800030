"""States of a dossier, the one table of moves between them, and the ten national states they map to.

Source: onestop.md part 7 (codes 1 to 10 of the national portal, technical sources; the legal annex was
not seen) and part 4 (who does what, NĐ 118/2025 and what is known of it).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from xaso.kernel.errors import Conflict


class State(StrEnum):
    """Our states, finer than the national ones."""

    FILED = "filed"
    REFUSED = "refused"
    RECEIVED = "received"
    IN_PROCESS = "in_process"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_APPROVAL = "awaiting_approval"
    AWAITING_ISSUE = "awaiting_issue"
    AWAITING_PAYMENT = "awaiting_payment"
    READY = "ready"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return value and Vietnamese words, for a model field."""
        return [(state.value, WORDS[state].words) for state in cls]


@dataclass(frozen=True, slots=True)
class StateWords:
    """How a state reads, and its national code and words."""

    words: str
    national_code: int
    national_words: str


WORDS: dict[State, StateWords] = {
    State.FILED: StateWords("Chờ tiếp nhận", 1, "Mới đăng ký"),
    State.REFUSED: StateWords("Không được tiếp nhận", 3, "Không được tiếp nhận"),
    State.RECEIVED: StateWords("Đã tiếp nhận", 2, "Được tiếp nhận"),
    State.IN_PROCESS: StateWords("Đang giải quyết", 4, "Đang xử lý"),
    State.AWAITING_SUPPLEMENT: StateWords("Chờ bổ sung", 5, "Yêu cầu bổ sung giấy tờ"),
    State.AWAITING_APPROVAL: StateWords("Chờ lãnh đạo duyệt", 4, "Đang xử lý"),
    State.AWAITING_ISSUE: StateWords("Chờ cấp số", 4, "Đang xử lý"),
    State.AWAITING_PAYMENT: StateWords("Chờ nộp phí, lệ phí", 6, "Yêu cầu thực hiện nghĩa vụ tài chính"),
    State.READY: StateWords("Có kết quả, chờ trả", 9, "Đã xử lý xong"),
    State.RETURNED: StateWords("Đã trả kết quả", 10, "Đã trả kết quả"),
    State.WITHDRAWN: StateWords("Đã rút", 7, "Công dân yêu cầu rút hồ sơ"),
    State.STOPPED: StateWords("Dừng giải quyết", 8, "Dừng xử lý"),
}

ENDS = frozenset({State.REFUSED, State.RETURNED, State.WITHDRAWN, State.STOPPED})
"""States nothing leaves."""

RUNNING = frozenset({State.RECEIVED, State.IN_PROCESS, State.AWAITING_APPROVAL, State.AWAITING_ISSUE})
"""States in which the legal clock runs (onestop.md 7: from reception until the result, resting in 5 and 6).
"""

OPEN = RUNNING | {State.FILED, State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT}
"""States before a result or an end."""


class Move(StrEnum):
    """What can happen to a dossier."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK_SUPPLEMENT = "ask_supplement"
    RESUBMIT = "resubmit"
    TO_COUNTER = "to_counter"
    TO_WORK = "to_work"
    TO_APPROVAL = "to_approval"
    TO_ISSUE = "to_issue"
    ASK_PAYMENT = "ask_payment"
    FINISH = "finish"
    RETURN = "return"
    WITHDRAW = "withdraw"
    STOP = "stop"


class Party(StrEnum):
    """Who may make a move; `access` says which officer or person is which party to a dossier."""

    RECEIVER = "receiver"
    HOLDER = "holder"
    SUPERVISOR = "supervisor"
    RETURNER = "returner"
    APPLICANT = "applicant"
    CASHIER = "cashier"
    KEEPER = "keeper"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: from which states, to which, by whom, and its name as a refusal says it."""

    sources: frozenset[State]
    target: State
    who: frozenset[Party]
    words: str


def _rule(sources: Iterable[State], target: State, who: Iterable[Party], words: str) -> Rule:
    return Rule(frozenset(sources), target, frozenset(who), words)


_BEFORE_DECISION = OPEN - {State.AWAITING_ISSUE}

MOVES: dict[Move, Rule] = {
    Move.ACCEPT: _rule([State.FILED], State.RECEIVED, [Party.RECEIVER], "tiếp nhận"),
    Move.REFUSE: _rule([State.FILED, State.RECEIVED], State.REFUSED, [Party.RECEIVER], "từ chối tiếp nhận"),
    Move.ASK_SUPPLEMENT: _rule(
        [State.FILED, State.RECEIVED, State.IN_PROCESS],
        State.AWAITING_SUPPLEMENT,
        [Party.RECEIVER, Party.HOLDER, Party.SUPERVISOR],
        "yêu cầu bổ sung",
    ),
    Move.RESUBMIT: _rule(
        [State.AWAITING_SUPPLEMENT], State.FILED, [Party.APPLICANT, Party.RECEIVER], "bổ sung trước tiếp nhận"
    ),
    Move.TO_COUNTER: _rule(
        [State.IN_PROCESS, State.AWAITING_SUPPLEMENT],
        State.RECEIVED,
        [Party.HOLDER, Party.APPLICANT, Party.RECEIVER],
        "chuyển về bộ phận tiếp nhận",
    ),
    Move.TO_WORK: _rule(
        [
            State.RECEIVED,
            State.IN_PROCESS,
            State.AWAITING_SUPPLEMENT,
            State.AWAITING_APPROVAL,
            State.AWAITING_ISSUE,
            State.AWAITING_PAYMENT,
        ],
        State.IN_PROCESS,
        [Party.HOLDER, Party.APPLICANT, Party.RECEIVER, Party.CASHIER],
        "chuyển xử lý",
    ),
    Move.TO_APPROVAL: _rule(
        [State.RECEIVED, State.IN_PROCESS, State.AWAITING_ISSUE],
        State.AWAITING_APPROVAL,
        [Party.HOLDER],
        "trình duyệt",
    ),
    Move.TO_ISSUE: _rule([State.AWAITING_APPROVAL], State.AWAITING_ISSUE, [Party.HOLDER], "chuyển cấp số"),
    Move.ASK_PAYMENT: _rule(
        [State.IN_PROCESS], State.AWAITING_PAYMENT, [Party.HOLDER], "báo nộp phí, lệ phí"
    ),
    Move.FINISH: _rule(
        [State.AWAITING_APPROVAL, State.AWAITING_ISSUE], State.READY, [Party.HOLDER], "hoàn thành kết quả"
    ),
    Move.RETURN: _rule([State.READY], State.RETURNED, [Party.RETURNER], "trả kết quả"),
    Move.WITHDRAW: _rule(_BEFORE_DECISION, State.WITHDRAWN, [Party.APPLICANT, Party.RECEIVER], "rút hồ sơ"),
    Move.STOP: _rule(_BEFORE_DECISION - {State.FILED}, State.STOPPED, [Party.SUPERVISOR], "dừng giải quyết"),
}
"""The table. Nothing else changes a state."""

ENTERING: dict[str, Move] = {
    "receive": Move.TO_COUNTER,
    "assign": Move.TO_WORK,
    "handle": Move.TO_WORK,
    "check": Move.TO_WORK,
    "approve": Move.TO_APPROVAL,
    "issue": Move.TO_ISSUE,
    "return": Move.FINISH,
}
"""The move that entering a step of each kind makes (kinds of `procedures.RouteStep`)."""


class MoveRefused(Conflict):
    """The state does not allow the move."""

    code = "move_refused"


def allows(state: State | str, move: Move) -> bool:
    """Return whether `move` may start from `state`."""
    return State(state) in MOVES[move].sources


def after(state: State | str, move: Move) -> State:
    """Return the state that `move` leads to from `state`; raise `MoveRefused` when it may not start there.

    Basis: the table above (onestop.md parts 4 and 7).
    """
    rule = MOVES[move]
    if not allows(state, move):
        now = WORDS[State(state)].words.lower()
        raise MoveRefused(
            f"Hồ sơ đang ở trạng thái “{now}” nên không {rule.words} được. Tải lại trang để xem tiếp."
        )
    return rule.target


def national_code(state: State | str) -> int:
    """Return the national code 1 to 10 of a state (onestop.md part 7)."""
    return WORDS[State(state)].national_code
