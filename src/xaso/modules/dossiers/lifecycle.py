"""States of a dossier, the moves between them, and the ten national states they map to.

Source: onestop.md part 7 (codes 1 to 10 of the national portal, technical sources; the legal annex was not seen).
"""

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
