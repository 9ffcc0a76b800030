"""Questions about figures. Pages ask these;
none of them counts work, but for the splits and records of one target.
"""

from .board import Board, BoardRow, BoardSection, Filters, board
from .headline import Headline, headline
from .kept import Freshness
from .records import RecordSet, record_set, sides
from .target import TargetPage, target_page

__all__ = [
    "Board",
    "BoardRow",
    "BoardSection",
    "Filters",
    "Freshness",
    "Headline",
    "RecordSet",
    "TargetPage",
    "board",
    "headline",
    "record_set",
    "sides",
    "target_page",
]
