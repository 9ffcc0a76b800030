"""States of a procedure's review within a year's plan, and the one table of moves between them.

Source: our own convention (design) after the plan's section III.2 (rà soát, đơn giản hóa TTHC): planned,
looked into, proposed, decided. No circular on the forms of a review was at hand.
"""

from collections.abc import Mapping
from enum import StrEnum

from xaso.kernel.errors import Conflict


class ReviewState(StrEnum):
    """How far the review of one procedure is."""

    PLANNED = "planned"
    FOUND = "found"
    PROPOSED = "proposed"
    KEPT = "kept"
    ACCEPTED = "accepted"
    REJECTED = "rejected"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return _WORDS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return value and Vietnamese words, for a model field."""
        return [(state.value, state.words) for state in cls]


_WORDS = {
    ReviewState.PLANNED: "Chưa rà soát",
    ReviewState.FOUND: "Đã ghi nhận xét",
    ReviewState.PROPOSED: "Chờ lãnh đạo quyết định",
    ReviewState.KEPT: "Giữ nguyên",
    ReviewState.ACCEPTED: "Đồng ý phương án",
    ReviewState.REJECTED: "Không đồng ý",
}
DONE = frozenset({ReviewState.KEPT, ReviewState.ACCEPTED, ReviewState.REJECTED})
"""States nothing leaves."""


class ReviewMove(StrEnum):
    """What can happen to a review."""

    FIND = "find"
    KEEP = "keep"
    PROPOSE = "propose"
    ACCEPT = "accept"
    REJECT = "reject"


MOVES: Mapping[tuple[ReviewState, ReviewMove], ReviewState] = {
    (ReviewState.PLANNED, ReviewMove.FIND): ReviewState.FOUND,
    (ReviewState.FOUND, ReviewMove.FIND): ReviewState.FOUND,
    (ReviewState.FOUND, ReviewMove.KEEP): ReviewState.KEPT,
    (ReviewState.FOUND, ReviewMove.PROPOSE): ReviewState.PROPOSED,
    (ReviewState.PROPOSED, ReviewMove.ACCEPT): ReviewState.ACCEPTED,
    (ReviewState.PROPOSED, ReviewMove.REJECT): ReviewState.REJECTED,
}


class ReviewMoveRefused(Conflict):
    """The review is not where the move starts."""

    code = "review_move_refused"
    default_sentence = "Việc rà soát thủ tục này đã sang bước khác. Tải lại trang để xem."


def moved(state: str, move: ReviewMove) -> ReviewState:
    """Return the state after the move. Raises `ReviewMoveRefused`."""
    found = MOVES.get((ReviewState(state), move))
    if found is None:
        raise ReviewMoveRefused
    return found
