"""What indicators do on request."""

from .adjusting import (
    AdjustmentDecided,
    AdjustmentWaits,
    Corrected,
    NotSecondPerson,
    UnfitAdjustment,
    approve_adjustment,
    propose,
    refuse_adjustment,
)
from .closing import CLOSE, AlreadyClosed, WindowOpen, ask_to_close, close
from .counting import REBUILD, REFRESH, rebuild, refresh, refresh_month, refresh_stale, touch
from .proving import PROVE, ask_to_prove, prove, read_chain

__all__ = [
    "CLOSE",
    "PROVE",
    "REBUILD",
    "REFRESH",
    "AdjustmentDecided",
    "AdjustmentWaits",
    "AlreadyClosed",
    "Corrected",
    "NotSecondPerson",
    "UnfitAdjustment",
    "WindowOpen",
    "approve_adjustment",
    "ask_to_close",
    "ask_to_prove",
    "close",
    "propose",
    "prove",
    "read_chain",
    "rebuild",
    "refresh",
    "refresh_month",
    "refresh_stale",
    "refuse_adjustment",
    "touch",
]
