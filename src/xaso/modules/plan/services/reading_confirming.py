"""Confirm a reading, open it again, drop it, put it in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid, Problem
from xaso.kernel.text import clean
from xaso.kernel.wording import day_words
from xaso.platform.journal.services import record

from ..events import ReadingConfirmed, ReadingDropped, ReadingHeadAmended, ReadingReopened
from ..models import PlanReading, PlanVersion, ReadingItem
from ..queries.reading_checks import Obstacle, obstacles
from ..reading.lifecycle import Move, State, after
from .loading import bring, tell
from .obligations import open_due
from .reading_intake import require_keeper, subject_of
from .reading_obligations import bring_obligations, end_obligations
from .reading_rows import NeedsReason
from .reading_writing import extras, plan_data
from .versions import add_version, current_version

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

EARLIEST, LATEST = 1990, 2100


class NotReady(Conflict):
    """Something must be done first; ``obstacles`` names each with its place."""

    code = "reading_not_ready"

    def __init__(self, found: list[Obstacle]) -> None:
        self.obstacles = found
        named = " ".join(one.text for one in found[:3])
        more = f" Và {len(found) - 3} chỗ nữa." if len(found) > 3 else ""
        super().__init__(f"Chưa xác nhận được. {named}{more}")


class BadHead(Invalid):
    """The plan's name, years, decision or days cannot be taken."""

    code = "bad_plan_head"


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that puts the plan in force."""

    number: str
    decided_on: date | None
    in_force_on: date | None


@transaction.atomic
def amend_head(
    *, reading: PlanReading, title: str, year_from: int, year_to: int, by: Officer, at: datetime
) -> PlanReading:
    """Set the plan's name and years, while the reading is open. Raises `BadHead`, `ReadingMoved`."""
    locked = _locked(reading, by)
    after(locked.state, Move.RULE)
    problems = []
    if not clean(title):
        problems.append(Problem("title", "Nhập tên kế hoạch."))
    if not EARLIEST <= year_from <= year_to <= LATEST:
        problems.append(Problem("year_to", "Năm cuối không được trước năm đầu."))
    if problems:
        raise BadHead(problems=problems)
    locked.title, locked.year_from, locked.year_to = clean(title)[:300], year_from, year_to
    locked.save(update_fields=["title", "year_from", "year_to"])
    event = ReadingHeadAmended(
        reading=str(locked.public_id),
        state=locked.state,
        title=locked.title,
        year_from=year_from,
        year_to=year_to,
    )
    record(event, by=by, at=at, subject=subject_of(locked))
    return locked


@transaction.atomic
def confirm(*, reading: PlanReading, by: Officer, at: datetime) -> PlanReading:
    """Confirm the reading as a whole. Raises `NotPlanKeeper`, `ReadingMoved`, `NotReady`."""
    locked = _locked(reading, by)
    state = after(locked.state, Move.CONFIRM)
    _require_ready(locked)
    locked.state, locked.confirmed_by, locked.confirmed_at = state, by, at
    locked.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    kept = locked.items.filter(decision=ReadingItem.Decision.KEPT).count()
    event = ReadingConfirmed(reading=str(locked.public_id), state=locked.state, title=locked.title, kept=kept)
    record(event, by=by, at=at, subject=subject_of(locked))
    return locked


@transaction.atomic
def reopen(*, reading: PlanReading, reason: str, by: Officer, at: datetime) -> PlanReading:
    """Open a confirmed reading again. Raises `NotPlanKeeper`, `ReadingMoved`, `NeedsReason`."""
    locked = _locked(reading, by)
    state = after(locked.state, Move.REOPEN)
    locked.reason, locked.state = _reason(reason), state
    locked.confirmed_by = locked.confirmed_at = None
    locked.save(update_fields=["reason", "state", "confirmed_by", "confirmed_at"])
    event = ReadingReopened(reading=str(locked.public_id), state=locked.state, reason=locked.reason)
    record(event, by=by, at=at, subject=subject_of(locked))
    return locked


@transaction.atomic
def drop(*, reading: PlanReading, reason: str, by: Officer, at: datetime) -> PlanReading:
    """Lay a reading aside for good; it stays to be seen. Raises as `reopen`."""
    locked = _locked(reading, by)
    state = after(locked.state, Move.DROP)
    locked.reason, locked.state = _reason(reason), state
    locked.save(update_fields=["reason", "state"])
    event = ReadingDropped(reading=str(locked.public_id), state=locked.state, reason=locked.reason)
    record(event, by=by, at=at, subject=subject_of(locked))
    return locked


@transaction.atomic
def put_in_force(*, reading: PlanReading, decision: Decision, by: Officer, at: datetime) -> PlanVersion:
    """Make the plan stand as the confirmed reading says, as its next version.

    Targets and activities it does not keep end on the day it comes into force, with their history; the
    reading in force before is replaced. The activities it keeps open what is due at once. Raises
    `NotPlanKeeper`, `ReadingMoved`, `NotReady`, `BadHead`, `BrokenPlan`.
    """
    locked = _locked(reading, by)
    state = after(locked.state, Move.PUT_IN_FORCE)
    _require_ready(locked)
    in_force_on = _checked(decision, locked, local_date(at))
    loaded = bring(plan_data(locked, _words(decision)), on=in_force_on)
    brought = bring_obligations(locked, loaded.plan, at=at)
    _replace_earlier(locked, loaded.plan.pk)
    locked.plan, locked.state = loaded.plan, state
    locked.save(update_fields=["plan", "state"])
    loaded.version = add_version(
        loaded.plan,
        source=f"Bản đọc từ tệp “{locked.file.name}”"[:200],
        in_force_on=in_force_on,
        by=by,
        at=at,
        decision=(decision.number.strip(), decision.decided_on),
        reading=locked,
        extra=extras(locked, brought),
    )
    tell(loaded, by=by, at=at)
    if brought is not None:
        end_obligations(brought, loaded.version, by=by, at=at, on=in_force_on)
        open_due(at=at, plan=loaded.plan)
    return loaded.version


def _locked(reading: PlanReading, by: Officer) -> PlanReading:
    require_keeper(by)
    return PlanReading.objects.select_for_update().get(pk=reading.pk)


def _require_ready(reading: PlanReading) -> None:
    found = obstacles(reading)
    if found:
        raise NotReady(found)


def _reason(text: str) -> str:
    if not text.strip():
        raise NeedsReason("Ghi lý do, để người xem sau hiểu vì sao.", field="reason")
    return text.strip()[:2000]


def _checked(decision: Decision, reading: PlanReading, today: date) -> date:
    problems = []
    if not decision.number.strip():
        problems.append(Problem("number", "Nhập số, ký hiệu của văn bản ban hành kế hoạch."))
    if decision.decided_on is None or decision.decided_on > today or decision.decided_on.year < EARLIEST:
        problems.append(Problem("decided_on", f"Nhập ngày ban hành, từ năm {EARLIEST} đến hôm nay."))
    if decision.in_force_on is None or decision.in_force_on > today:
        problems.append(
            Problem("in_force_on", "Ngày có hiệu lực không sau hôm nay. Chưa tới ngày thì đợi đến ngày đó.")
        )
    elif sentence := _too_early(decision.in_force_on, decision.decided_on, reading):
        problems.append(Problem("in_force_on", sentence))
    if problems or decision.in_force_on is None:
        raise BadHead(problems=problems)
    return decision.in_force_on


def _too_early(day: date, decided_on: date | None, reading: PlanReading) -> str:
    """Why the plan cannot have come into force on a day already; empty when it can.

    The day of a version that a pack made is the day it was loaded, no day of law: a reading may be older.
    """
    if decided_on is not None and day < decided_on:
        return f"Ngày có hiệu lực không trước ngày ban hành {day_words(decided_on)}. Xem lại văn bản."
    earlier = current_version(reading.plan.code) if reading.plan else None
    if earlier is not None and earlier.reading_id is not None and day < earlier.in_force_on:
        return (
            f"Bản {earlier.number} đang dùng có hiệu lực từ {day_words(earlier.in_force_on)}; bản mới không "
            "được có hiệu lực trước ngày đó."
        )
    if reading.year_from is not None and day.year < reading.year_from:
        return (
            f"Kế hoạch bắt đầu từ năm {reading.year_from} nên có hiệu lực sớm nhất từ "
            f"01/01/{reading.year_from}. Năm đầu của kế hoạch sai thì mở lại bản đọc và sửa."
        )
    return ""


def _words(decision: Decision) -> str:
    on = f" ngày {day_words(decision.decided_on)}" if decision.decided_on else ""
    return f"Số {decision.number.strip()}{on}"[:120]


def _replace_earlier(reading: PlanReading, plan_id: int) -> None:
    earlier = PlanReading.objects.select_for_update().filter(plan_id=plan_id, state=State.IN_FORCE)
    for one in earlier.exclude(pk=reading.pk):
        one.state = after(one.state, Move.REPLACE)
        one.save(update_fields=["state"])
