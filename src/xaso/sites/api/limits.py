"""How often a caller may do something costly. Counted in the cache of this process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from xaso.kernel.errors import Refusal


class TooOften(Refusal):
    """The caller has done this too often lately."""

    code = "too_often"
    status = 429


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` within `window` for one caller."""

    name: str
    times: int
    window: timedelta
    sentence: str


UPLOADS = Limit(
    "uploads", 120, timedelta(hours=1), "Đã tải lên quá nhiều tệp trong một giờ. Đợi rồi gửi tiếp."
)


def spend(limit: Limit, caller: str, *, at: datetime) -> None:
    """Note one use. Raises `TooOften` beyond the limit."""
    seconds = int(limit.window.total_seconds())
    key = f"api.limit:{limit.name}:{caller}:{int(at.timestamp()) // seconds}"
    cache.add(key, 0, seconds)
    if cache.incr(key) > limit.times:
        raise TooOften(limit.sentence)
