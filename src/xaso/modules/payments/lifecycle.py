"""States of bills, refunds and receipts, and the moves between them, in one table each."""

from __future__ import annotations

from enum import StrEnum

from xaso.kernel.errors import Conflict


class _Worded(StrEnum):
    """A state that can say itself in Vietnamese."""

    @property
    def words(self) -> str:
        """The state as a page says it."""
        return _WORDS[type(self)][self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return value and words, for a model field."""
        return [(state.value, state.words) for state in cls]


class BillState(_Worded):
    """What became of a bill."""

    DUE = "due"
    PAID = "paid"
    FREE = "free"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


class RefundState(_Worded):
    """What became of a refund."""

    ASKED = "asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAID = "paid"


class ReceiptState(_Worded):
    """What became of a receipt."""

    VALID = "valid"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


class StatementState(_Worded):
    """How far the reading of a bank statement is."""

    QUEUED = "queued"
    READ = "read"
    MATCHED = "matched"
    UNREADABLE = "unreadable"


class LineState(_Worded):
    """What became of one line of a bank statement."""

    OUT = "out"
    MATCHED = "matched"
    SETTLED = "settled"
    OPEN = "open"
    ASIDE = "aside"


class OrderState(_Worded):
    """What became of an order at the payment gateway."""

    OPENING = "opening"
    WAITING = "waiting"
    PAID = "paid"
    TO_RETURN = "to_return"
    RETURNED = "returned"
    FAILED = "failed"
    EXPIRED = "expired"


class AccountState(_Worded):
    """What became of an account named to receive fees and charges."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


_WORDS: dict[type[_Worded], dict[str, str]] = {
    BillState: {
        BillState.DUE: "Chờ nộp",
        BillState.PAID: "Đã nộp",
        BillState.FREE: "Được miễn, không phải nộp",
        BillState.REFUNDED: "Đã hoàn trả",
        BillState.CANCELLED: "Đã hủy",
    },
    RefundState: {
        RefundState.ASKED: "Chờ duyệt hoàn trả",
        RefundState.APPROVED: "Đã duyệt, chờ chi trả",
        RefundState.REJECTED: "Không hoàn trả",
        RefundState.PAID: "Đã chi trả",
    },
    ReceiptState: {
        ReceiptState.VALID: "Đang có giá trị",
        ReceiptState.REPLACED: "Đã thay bằng biên lai khác",
        ReceiptState.CANCELLED: "Đã hủy",
    },
    StatementState: {
        StatementState.QUEUED: "Chờ đọc",
        StatementState.READ: "Đã đọc, đang ghi nhận",
        StatementState.MATCHED: "Đã đối soát",
        StatementState.UNREADABLE: "Không đọc được",
    },
    LineState: {
        LineState.OUT: "Tiền ra",
        LineState.MATCHED: "Đã khớp, đang ghi nhận",
        LineState.SETTLED: "Đã khớp",
        LineState.OPEN: "Cần người xem",
        LineState.ASIDE: "Không phải khoản thu",
    },
    OrderState: {
        OrderState.OPENING: "Đang mở lệnh",
        OrderState.WAITING: "Chờ cổng trả lời",
        OrderState.PAID: "Đã trả",
        OrderState.TO_RETURN: "Tiền thừa, phải trả lại",
        OrderState.RETURNED: "Đã trả lại",
        OrderState.FAILED: "Không trả được",
        OrderState.EXPIRED: "Hết hạn",
    },
    AccountState: {
        AccountState.ASKED: "Chờ xác nhận",
        AccountState.CONFIRMED: "Đang dùng",
        AccountState.REJECTED: "Không xác nhận",
        AccountState.WITHDRAWN: "Đã rút",
        AccountState.ENDED: "Đã ngừng dùng",
    },
}
"""By class: members of two enumerations with one value would be one key."""

BILL_MOVES: dict[BillState, frozenset[BillState]] = {
    BillState.DUE: frozenset({BillState.PAID, BillState.CANCELLED}),
    BillState.FREE: frozenset({BillState.CANCELLED}),
    BillState.PAID: frozenset({BillState.REFUNDED}),
    BillState.REFUNDED: frozenset(),
    BillState.CANCELLED: frozenset(),
}
"""A paid bill never becomes due again: what is owed anew is a new bill."""

REFUND_MOVES: dict[RefundState, frozenset[RefundState]] = {
    RefundState.ASKED: frozenset({RefundState.APPROVED, RefundState.REJECTED}),
    RefundState.APPROVED: frozenset({RefundState.PAID, RefundState.REJECTED}),
    RefundState.REJECTED: frozenset(),
    RefundState.PAID: frozenset(),
}

RECEIPT_MOVES: dict[ReceiptState, frozenset[ReceiptState]] = {
    ReceiptState.VALID: frozenset({ReceiptState.REPLACED, ReceiptState.CANCELLED}),
    ReceiptState.REPLACED: frozenset(),
    ReceiptState.CANCELLED: frozenset(),
}


STATEMENT_MOVES: dict[StatementState, frozenset[StatementState]] = {
    StatementState.QUEUED: frozenset({StatementState.READ, StatementState.UNREADABLE}),
    StatementState.READ: frozenset({StatementState.MATCHED}),
    StatementState.MATCHED: frozenset(),
    StatementState.UNREADABLE: frozenset(),
}

LINE_MOVES: dict[LineState, frozenset[LineState]] = {
    LineState.OUT: frozenset(),
    LineState.MATCHED: frozenset({LineState.SETTLED, LineState.OPEN}),
    LineState.OPEN: frozenset({LineState.SETTLED, LineState.ASIDE}),
    LineState.ASIDE: frozenset({LineState.OPEN}),
    LineState.SETTLED: frozenset(),
}
"""A settled line stays settled: its money has a receipt."""

ORDER_MOVES: dict[OrderState, frozenset[OrderState]] = {
    OrderState.OPENING: frozenset(
        {OrderState.WAITING, OrderState.PAID, OrderState.TO_RETURN, OrderState.FAILED, OrderState.EXPIRED}
    ),
    OrderState.WAITING: frozenset(
        {OrderState.PAID, OrderState.TO_RETURN, OrderState.FAILED, OrderState.EXPIRED}
    ),
    OrderState.FAILED: frozenset({OrderState.PAID, OrderState.TO_RETURN}),
    OrderState.EXPIRED: frozenset({OrderState.PAID, OrderState.TO_RETURN}),
    OrderState.PAID: frozenset(),
    OrderState.TO_RETURN: frozenset({OrderState.RETURNED}),
    OrderState.RETURNED: frozenset(),
}
"""Money that arrives after all is never turned away: an ended order may still turn out paid."""

ACCOUNT_MOVES: dict[AccountState, frozenset[AccountState]] = {
    AccountState.ASKED: frozenset({AccountState.CONFIRMED, AccountState.REJECTED, AccountState.WITHDRAWN}),
    AccountState.CONFIRMED: frozenset({AccountState.ENDED}),
    AccountState.REJECTED: frozenset(),
    AccountState.WITHDRAWN: frozenset(),
    AccountState.ENDED: frozenset(),
}
"""An account that ended is named anew and confirmed anew, never brought back."""


class MoneyMoveRefused(Conflict):
    """The state does not allow the move."""

    code = "money_move_refused"


def bill_after(now: str, wanted: BillState) -> BillState:
    """Return `wanted` when a bill may go there from `now`; raise `MoneyMoveRefused` otherwise."""
    state = BillState(now)
    if wanted not in BILL_MOVES[state]:
        raise _refusal("Khoản thu", state)
    return wanted


def refund_after(now: str, wanted: RefundState) -> RefundState:
    """Return `wanted` when a refund may go there from `now`; raise `MoneyMoveRefused` otherwise."""
    state = RefundState(now)
    if wanted not in REFUND_MOVES[state]:
        raise _refusal("Khoản hoàn trả", state)
    return wanted


def receipt_after(now: str, wanted: ReceiptState) -> ReceiptState:
    """Return `wanted` when a receipt may go there from `now`; raise `MoneyMoveRefused` otherwise."""
    state = ReceiptState(now)
    if wanted not in RECEIPT_MOVES[state]:
        raise _refusal("Biên lai", state)
    return wanted


def statement_after(now: str, wanted: StatementState) -> StatementState:
    """Return `wanted` when a statement may go there from `now`; raise `MoneyMoveRefused` otherwise."""
    state = StatementState(now)
    if wanted not in STATEMENT_MOVES[state]:
        raise _refusal("Sao kê", state)
    return wanted


def line_after(now: str, wanted: LineState) -> LineState:
    """Return `wanted` when a line may go there from `now`; raise `MoneyMoveRefused` otherwise."""
    state = LineState(now)
    if wanted not in LINE_MOVES[state]:
        raise _refusal("Dòng sao kê", state)
    return wanted


def order_after(now: str, wanted: OrderState) -> OrderState:
    """Return `wanted` when an order may go there from `now`; raise `MoneyMoveRefused` otherwise."""
    state = OrderState(now)
    if wanted not in ORDER_MOVES[state]:
        raise _refusal("Lệnh thanh toán", state)
    return wanted


def account_after(now: str, wanted: AccountState) -> AccountState:
    """Return `wanted` when an account may go there from `now`; raise `MoneyMoveRefused` otherwise."""
    state = AccountState(now)
    if wanted not in ACCOUNT_MOVES[state]:
        raise _refusal("Tài khoản", state)
    return wanted


def _refusal(what: str, state: _Worded) -> MoneyMoveRefused:
    return MoneyMoveRefused(f"{what} đang ở trạng thái “{state.words.lower()}”. Tải lại trang để xem.")
