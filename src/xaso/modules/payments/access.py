"""Who collects, who decides on giving back, who may look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xaso.kernel.errors import Forbidden
from xaso.modules.org.access import Role

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

LOOKERS = (Role.CASHIER, Role.CENTRE_HEAD, Role.LEADER)
"""Who may open bills, receipts and ledgers."""
DECIDERS = (Role.CENTRE_HEAD, Role.LEADER)
"""Who decides on a refund or confirms an account: never who asked (our own convention: two people)."""


FEE_KEEPERS = (Role.CONTROL_OFFICER, Role.CENTRE_HEAD, Role.SYSADMIN)
"""Who writes and publishes fee tables: those who keep the catalogue of procedures."""


class NotCashier(Forbidden):
    """Only cashiers collect and pay out."""

    code = "not_cashier"
    default_sentence = "Chỉ người được giao thu phí, lệ phí làm được việc này."


class NotFeeKeeper(Forbidden):
    """Only keepers write fee tables."""

    code = "not_fee_keeper"
    default_sentence = "Chỉ người giữ danh mục thủ tục soạn và ban hành biểu thu."


class NotDecider(Forbidden):
    """Only the centre's head or a leader decides on a refund."""

    code = "not_decider"
    default_sentence = "Chỉ lãnh đạo Trung tâm hoặc lãnh đạo UBND duyệt hoàn trả."


def may_collect(officer: Officer) -> bool:
    """Return whether the officer may take money."""
    return officer.has_role(Role.CASHIER)


def may_look(officer: Officer) -> bool:
    """Return whether the officer may see bills and ledgers."""
    return officer.has_role(*LOOKERS)


def may_decide(officer: Officer) -> bool:
    """Return whether the officer may decide on refunds."""
    return officer.has_role(*DECIDERS)


def may_keep_fees(officer: Officer) -> bool:
    """Return whether the officer may write and publish fee tables."""
    return officer.has_role(*FEE_KEEPERS)


def require_cashier(officer: Officer) -> None:
    """Raise `NotCashier` unless the officer may take money."""
    if not may_collect(officer):
        raise NotCashier


def require_fee_keeper(officer: Officer) -> None:
    """Raise `NotFeeKeeper` unless the officer may write and publish fee tables."""
    if not may_keep_fees(officer):
        raise NotFeeKeeper


def require_decider(officer: Officer) -> None:
    """Raise `NotDecider` unless the officer may decide on refunds."""
    if not may_decide(officer):
        raise NotDecider
