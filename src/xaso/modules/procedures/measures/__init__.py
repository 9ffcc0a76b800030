"""What the catalogue itself says of the plan's targets.

Mostly stocks: counted as they stand at a period's end, from the versions then in force; so a past period
is told as it was. Announcing is counted by the day of signing.
"""

from .announcing import (
    announced_on_time,
    drafts_controlled,
    published_on_time,
    versions_announced_on_time,
)
from .one_stop import four_on_the_spot, via_one_stop
from .published import (
    business_online,
    content_complete,
    offered_online,
    on_national_database,
    online_on_national_portal,
)

__all__ = [
    "announced_on_time",
    "business_online",
    "content_complete",
    "drafts_controlled",
    "four_on_the_spot",
    "offered_online",
    "on_national_database",
    "online_on_national_portal",
    "published_on_time",
    "versions_announced_on_time",
    "via_one_stop",
]
