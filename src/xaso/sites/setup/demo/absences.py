"""Who is away these days and who stands in; the forecast and the morning's counts on top of a made year."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from xaso.kernel.clock import local_date
from xaso.modules.dossiers.services.digesting import digest_day
from xaso.modules.dossiers.services.forecasting import forecast
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.org.services import Absence, delegate

SPECIALIST_DAYS, LEADER_IN, LEADER_DAYS = 3, 7, 2


def make_absences(*, now: datetime) -> int:
    """Let one specialist be away from today and one leader from next week, where a colleague can stand in.

    Return how many are away.
    """
    today = local_date(now)
    plans = (
        (Role.SPECIALIST, 0, SPECIALIST_DAYS, "Nghỉ phép", ""),
        (Role.LEADER, LEADER_IN, LEADER_DAYS, "Đi công tác tại tỉnh", "Giấy ủy quyền của UBND xã (mô phỏng)"),
    )
    return sum(
        _away(role, today + timedelta(days=first), length, (reason, decision), now)
        for role, first, length, reason, decision in plans
    )


def count_the_morning(*, now: datetime) -> None:
    """Count the forecast, and the morning's figures on a working day."""
    if digest_day(at=now) is None:
        forecast(at=now)


def _away(role: Role, first: date, length: int, words: tuple[str, str], now: datetime) -> bool:
    """The first pair of one office in which both hold the role: one is away, the other stands in."""
    able = org.serving(role, at=now)
    for giver in able:
        colleague = next((one for one in able if one.pk != giver.pk and one.unit_id == giver.unit_id), None)
        if colleague is not None:
            last = first + timedelta(days=length - 1)
            delegate(Absence(giver, colleague, [role], first, last, *words), by=giver, at=now)
            return True
    return False
