"""Decide what becomes of each activity of a plan's annexes: an obligation that opens tasks, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.errors import Invalid, Problem
from xaso.kernel.text import clean, clean_lines, shorten
from xaso.modules.org import queries as org
from xaso.platform.journal.services import record

from ..events import ActivityDecided
from ..models import Activity, PlanReading, ReadingActivity, TaskKind
from ..queries.reading_checks import lacks_of
from ..rules.obligations import lacks
from .reading_intake import subject_of
from .reading_rows import chosen_rows, decide_row, open_row, reason_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

Decision = ReadingActivity.Decision
_SENTENCES = {
    "output": "Nhập sản phẩm phải có.",
    "leads": "Chọn đơn vị chủ trì, hoặc chọn giao khi có việc.",
}


class BadActivity(Invalid):
    """An activity cannot become an obligation as entered; every problem is named."""

    code = "bad_read_activity"


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What the officer says an activity means. ``leads`` and ``coordinators`` are codes of units; ``timing``
    are words that `parse_time` reads.
    """

    name: str
    output: str
    leads: Sequence[str]
    coordinators: Sequence[str]
    timing: str
    task_kind: str
    budget: str
    by_hand: bool
    continues: Activity | None
    lead_note: str = ""


@transaction.atomic
def keep_activity(
    *, reading: PlanReading, order: int, facts: ActivityFacts, by: Officer, at: datetime, seen: int
) -> ReadingActivity:
    """Take an activity into the plan as the officer says it.

    Raises `NotPlanKeeper`, `ReadingMoved`, `ItemChanged`, and `BadActivity` naming every field that cannot
    be taken: a product is there; one that opens tasks by itself has a lead, and a time inside the plan's
    years; an activity in force is continued once.
    """
    item = open_row(ReadingActivity, reading, order, by, seen)
    problems = list(_problems(facts, item))
    if problems:
        raise BadActivity(problems=problems)
    own = {row["unit"]: row.get("output", "") for row in item.leads}
    item.name, item.output = clean_lines(facts.name), shorten(clean(facts.output), 290)
    item.leads = [{"unit": code, "output": own.get(code, "")} for code in dict.fromkeys(facts.leads)]
    item.coordinators = list(dict.fromkeys(facts.coordinators))
    item.timing, item.task_kind = clean(facts.timing)[:120], facts.task_kind
    item.budget_words, item.by_hand = clean(facts.budget)[:200], facts.by_hand
    item.continues, item.lead_note = facts.continues, clean(facts.lead_note)[:300]
    if item.by_hand:
        item.leads = []
    decide_row(item, Decision.KEPT, "", by, at)
    _tell(item.reading, [item.order], Decision.KEPT, _plain(item), by=by, at=at)
    return item


@transaction.atomic
def leave_activity(
    *, reading: PlanReading, order: int, reason: str, by: Officer, at: datetime, seen: int
) -> ReadingActivity:
    """Leave an activity out, with a reason; one in force that it continues ends with the new version.

    Raises as `keep_activity`, and `NeedsReason`.
    """
    item = open_row(ReadingActivity, reading, order, by, seen)
    decide_row(item, Decision.LEFT_OUT, reason_of(reason), by, at)
    _tell(item.reading, [item.order], Decision.LEFT_OUT, {"reason": item.reason}, by=by, at=at)
    return item


@transaction.atomic
def keep_activities(*, reading: PlanReading, orders: Sequence[int], by: Officer, at: datetime) -> int:
    """Take several activities as they were understood; return how many.

    Raises as `keep_activity`: nothing is taken while one of them lacks something.
    """
    rows = chosen_rows(ReadingActivity, reading, orders, by)
    lacking = [(item, words) for item in rows if (words := lacks_of(item))]
    if lacking:
        named = "; ".join(f"dòng {item.order} {', '.join(words)}" for item, words in lacking[:5])
        more = f" và {len(lacking) - 5} dòng nữa" if len(lacking) > 5 else ""
        raise BadActivity(f"Chưa giữ được: {named}{more}. Mở từng dòng để chọn.")
    for item in rows:
        decide_row(item, Decision.KEPT, "", by, at)
    _tell(rows[0].reading, [item.order for item in rows], Decision.KEPT, {}, by=by, at=at)
    return len(rows)


@transaction.atomic
def leave_activities(
    *, reading: PlanReading, orders: Sequence[int], reason: str, by: Officer, at: datetime
) -> int:
    """Leave several activities out with one reason; return how many. Raises as `leave_activity`."""
    why = reason_of(reason)
    rows = chosen_rows(ReadingActivity, reading, orders, by)
    for item in rows:
        decide_row(item, Decision.LEFT_OUT, why, by, at)
    orders = [item.order for item in rows]
    _tell(rows[0].reading, orders, Decision.LEFT_OUT, {"reason": why}, by=by, at=at)
    return len(rows)


def _problems(facts: ActivityFacts, item: ReadingActivity) -> Iterator[Problem]:
    if not clean(facts.name):
        yield Problem("name", "Nhập tên hoạt động.")
    found = lacks(
        output=facts.output,
        leads=len(facts.leads),
        timing=facts.timing,
        by_hand=facts.by_hand,
        years=_years(item.reading),
    )
    for field, words in found:
        yield Problem(field, _SENTENCES.get(field, f"{words[:1].upper()}{words[1:]}. Chọn lại."))
    known = {one.code for one in org.units()}
    if not {*facts.leads, *facts.coordinators} <= known:
        yield Problem("leads", "Có đơn vị không còn trong danh mục. Chọn lại.")
    if len(set(facts.leads)) == 1 and set(facts.leads) & set(facts.coordinators):
        yield Problem("coordinators", "Đơn vị này đã chủ trì. Bỏ khỏi danh sách phối hợp.")
    if facts.task_kind not in TaskKind.values:
        yield Problem("task_kind", "Chọn loại việc.")
    yield from _continued(facts, item)


def _continued(facts: ActivityFacts, item: ReadingActivity) -> Iterator[Problem]:
    if facts.continues is None:
        return
    rows = ReadingActivity.objects.filter(reading=item.reading, continues=facts.continues)
    other = rows.filter(decision=Decision.KEPT).exclude(pk=item.pk).first()
    if other is not None:
        words = (
            f"Hoạt động {facts.continues.code} đã được dòng số {other.order} nối tiếp. Chọn hoạt động khác."
        )
        yield Problem("continues", words)


def _years(reading: PlanReading) -> tuple[int, int] | None:
    if reading.year_from is None or reading.year_to is None:
        return None
    return reading.year_from, reading.year_to


def _tell(
    reading: PlanReading,
    orders: list[int],
    decision: str,
    facts: dict[str, str],
    *,
    by: Officer,
    at: datetime,
) -> None:
    event = ActivityDecided(
        reading=str(reading.public_id),
        state=reading.state,
        decision=str(decision),
        activities=orders,
        facts=facts,
    )
    record(event, by=by, at=at, subject=subject_of(reading))


def _plain(item: ReadingActivity) -> dict[str, str]:
    return {
        "name": shorten(item.name, 300),
        "output": item.output,
        "leads": ", ".join(row["unit"] for row in item.leads),
        "coordinators": ", ".join(item.coordinators),
        "timing": item.timing,
        "kind": item.task_kind,
        "budget": item.budget_words,
        "by_hand": "yes" if item.by_hand else "",
        "continues": item.continues.code if item.continues else "",
    }
