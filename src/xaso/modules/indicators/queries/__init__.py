"""Questions about figures. Pages ask these;
none of them counts work, but for the splits and records of one target.
"""

from ..rules.windows import Window, WindowKind, windows_of
from .board import Board, BoardSection, Filters, board
from .closed import ClosedPeriod, FrozenLine, LineMissing, closed, last_closed
from .headline import Headline, headline
from .kept import Freshness
from .public import PublicBoard, PublicTarget, public_board, public_target
from .records import RecordSet, record_set, sides
from .rows import BoardRow, Origin
from .target import TargetPage, target_page

__all__ = [
    "Board",
    "BoardRow",
    "BoardSection",
    "ClosedPeriod",
    "Filters",
    "Freshness",
    "FrozenLine",
    "Headline",
    "LineMissing",
    "Origin",
    "PublicBoard",
    "PublicTarget",
    "RecordSet",
    "TargetPage",
    "Window",
    "WindowKind",
    "board",
    "closed",
    "headline",
    "last_closed",
    "public_board",
    "public_target",
    "record_set",
    "sides",
    "target_page",
    "windows_of",
]
