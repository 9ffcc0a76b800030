"""The officer's morning: one notice of all that waits, whatever module it comes from."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from xaso.kernel.clock import local_date
from xaso.kernel.wording import day_words
from xaso.kernel.workdays import CalendarGap
from xaso.modules.org import queries as org
from xaso.platform.jobs.registry import Progress, every, job
from xaso.platform.notices.services import notify

from .queue import Tally, tally


@every("07:30")
@job("desk.tell_the_day")
def tell_the_day(progress: Progress) -> dict[str, Any]:
    """Tell each officer what waits today, inside the program; nobody on a day off, nor who has nothing."""
    now = progress.at
    day = local_date(now)
    try:
        works = org.calendar().is_workday(day)
    except CalendarGap:
        works = False
    told = 0
    for officer in org.officers() if works else ():
        found = tally(org.with_stand_ins(officer, at=now), now)
        if not (found.overdue or found.soon or found.in_time or found.arrived):
            continue
        notify(
            officer.user,
            title=f"Việc hôm nay, {day_words(day)}",
            body=_words(found),
            link=reverse("desk:today"),
            key=f"desk:day:{day.isoformat()}:{officer.user_id}",
            at=now,
            outside=(),
        )
        told += 1
    return {"told": told}


def _words(found: Tally) -> str:
    parts = [f"{found.overdue} việc quá hạn", f"{found.soon} sắp đến hạn", f"{found.in_time} trong hạn"]
    if found.arrived:
        late = f" ({found.arrived_late} quá hạn trả lời)" if found.arrived_late else ""
        parts.append(f"{found.arrived} hồ sơ trực tuyến chờ tiếp nhận{late}")
    return ", ".join(parts) + "."
