"""What the catalogue itself says of the plan's targets. Stocks: counted as they stand at a period's end, from
the versions then in force; so a past period is told as it was.
"""

from .one_stop import four_on_the_spot, via_one_stop
from .published import business_online, content_complete, offered_online, on_national_database

__all__ = [
    "business_online",
    "content_complete",
    "four_on_the_spot",
    "offered_online",
    "on_national_database",
    "via_one_stop",
]
