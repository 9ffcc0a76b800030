"""The deadline of a task: more time, rest, and who decides on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import NOW, Cast
from tests.factories import tasks as make
from tests.factories.officers import make_officer
from xaso.kernel.errors import Invalid
from xaso.modules.org import queries as org
from xaso.modules.plan import access
from xaso.modules.plan.lifecycle import MoveRefused, State
from xaso.modules.plan.models import Extension, Task
from xaso.modules.plan.models.tasks import IN_TIME
from xaso.modules.plan.queries.tasks import task_record, timing_of
from xaso.modules.plan.services import tasks_judging as judging
from xaso.modules.plan.services import tasks_working as working
from xaso.platform.journal.queries import timeline

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def codes(officer: Any, task: Task) -> list[str]:
    """What the officer may do now."""
    return [one.code for one in access.actions_for(officer, task)]


def test_more_time_keeps_the_first_deadline(cast: Cast) -> None:
    task = make.given(cast.chairman)
    later = task.deadline + 10 * DAY
    task = working.ask_extension(
        task=task, until=later, reason="Chờ số liệu", by=cast.head_of_office, at=NOW, seen=task.revision
    )
    with pytest.raises(working.AlreadyAsked):
        working.ask_extension(
            task=task, until=later, reason="Nữa", by=cast.head_of_office, at=NOW, seen=task.revision
        )

    task = judging.decide_extension(task=task, granted=True, by=cast.chairman, at=NOW, seen=task.revision)

    assert (task.first_deadline, task.deadline) == (make.IN_A_WEEK, later)
    assert task.extensions.get().verdict == Extension.Verdict.GRANTED


def test_a_refused_request_leaves_the_deadline_and_says_why(cast: Cast) -> None:
    task = make.given(cast.chairman)
    task = working.ask_extension(
        task=task, until=task.deadline + DAY, reason="Bận", by=cast.head_of_office, at=NOW, seen=task.revision
    )
    with pytest.raises(Invalid):
        judging.decide_extension(task=task, granted=False, by=cast.chairman, at=NOW, seen=task.revision)

    task = judging.decide_extension(
        task=task, granted=False, by=cast.chairman, at=NOW, seen=task.revision, note="Việc gấp"
    )

    assert task.deadline == make.IN_A_WEEK
    assert task.extensions.get().note == "Việc gấp"
    with pytest.raises(judging.NothingAsked):
        judging.decide_extension(task=task, granted=True, by=cast.chairman, at=NOW, seen=task.revision)


def test_time_is_asked_for_before_the_deadline_is_over(cast: Cast) -> None:
    task = make.given(cast.chairman)
    ask: dict[str, Any] = {"task": task, "reason": "Bận", "by": cast.head_of_office, "seen": task.revision}

    with pytest.raises(Invalid):
        working.ask_extension(until=task.deadline, at=NOW, **ask)
    with pytest.raises(working.TooLateToAsk):
        working.ask_extension(until=task.deadline + 9 * DAY, at=make.on(task.deadline + DAY), **ask)
    on_the_day = make.on(task.deadline)
    assert working.ask_extension(until=task.deadline + DAY, at=on_the_day, **ask).extensions.count() == 1


def test_work_that_rested_goes_on_with_a_later_deadline(cast: Cast) -> None:
    task = make.given(cast.chairman)
    task = judging.pause(task=task, reason="Chờ luật mới", by=cast.chairman, at=NOW, seen=task.revision)
    with pytest.raises(MoveRefused):
        make.sent(task, cast.head_of_office)
    with pytest.raises(MoveRefused):
        working.tell(task=task, text="x", by=cast.head_of_office, at=NOW, seen=task.revision)
    after: dict[str, Any] = {"task": task, "by": cast.chairman, "at": NOW + 30 * DAY, "seen": task.revision}
    with pytest.raises(Invalid):
        judging.resume(deadline=task.deadline - DAY, **after)
    with pytest.raises(Invalid) as refused:
        judging.resume(deadline=task.deadline + 31 * DAY, **after)

    task = judging.resume(deadline=task.deadline + 30 * DAY, **after)

    assert "đã nghỉ 30 ngày, từ 02/03/2026, nên hạn mới muộn nhất là 10/04/2026" in refused.value.sentence
    assert (task.state, task.deadline - task.first_deadline) == (State.IN_PROGRESS, 30 * DAY)
    assert (task.paused_on, timeline(task.subject).latest("pk").data["paused_on"]) == (None, "2026-03-02")


def test_a_late_task_does_not_become_timely_by_resting(cast: Cast) -> None:
    late = NOW + 60 * DAY
    task = make.given(cast.chairman)
    task = judging.pause(task=task, reason="Chờ", by=cast.chairman, at=late, seen=task.revision)
    resting = (timing_of(task, make.TODAY + 90 * DAY).words, Task.objects.judged().count())
    after: dict[str, Any] = {"task": task, "by": cast.chairman, "at": late + 9 * DAY, "seen": task.revision}

    with pytest.raises(Invalid) as refused:
        judging.resume(deadline=make.TODAY + 80 * DAY, **after)
    task = judging.resume(**after)
    task = make.sent(task, cast.head_of_office, late + 9 * DAY)
    task = judging.confirm(task=task, by=cast.chairman, at=late + 9 * DAY, seen=task.revision)

    assert resting == ("Tạm dừng khi đã quá hạn 51 ngày", 1)
    assert "đã qua trước khi tạm dừng nên không lùi được nữa" in refused.value.sentence
    assert not Task.objects.filter(IN_TIME, pk=task.pk).exists()


def test_nobody_of_the_lead_decides_on_the_own_deadline(cast: Cast) -> None:
    """The keeper of the plan stands for a unit without a head, and judges the plan's own tasks."""
    task = make.given(cast.chairman, lead=org.unit("cong-an"))
    Task.objects.filter(pk=task.pk).update(giver=None)
    keeper = cast.head_of_office
    task = working.ask_extension(
        task=Task.objects.get(pk=task.pk), until=task.deadline + DAY, reason="Bận", by=keeper, at=NOW,
        seen=task.revision,
    )  # fmt: skip

    with pytest.raises(access.OwnDeadline) as refused:
        judging.pause(task=task, reason="Nghỉ", by=keeper, at=NOW, seen=task.revision)
    with pytest.raises(access.OwnDeadline):
        judging.decide_extension(task=task, granted=True, by=keeper, at=NOW, seen=task.revision)
    task = judging.pause(task=task, reason="Nghỉ", by=cast.chairman, at=NOW, seen=task.revision)
    with pytest.raises(access.OwnDeadline):
        judging.resume(task=task, by=keeper, at=NOW + DAY, seen=task.revision)
    assert "Nhờ lãnh đạo" in refused.value.sentence
    assert "resume" in codes(cast.chairman, task)
    assert task_record(keeper, task.code, now=NOW).is_own_time


def test_a_head_who_gave_a_task_to_the_own_office_leaves_its_deadline_to_a_leader(cast: Cast) -> None:
    task = make.given(cast.land_head, lead=org.unit(make.ECONOMY), assignee=cast.land_specialist)
    task = working.ask_extension(
        task=task,
        until=task.deadline + DAY,
        reason="Bận",
        by=cast.land_specialist,
        at=NOW,
        seen=task.revision,
    )

    assert "decide" not in codes(cast.land_head, task)
    assert codes(cast.chairman, task)[0] == "decide"


def test_time_for_the_leaders_own_committee_is_decided_by_the_keeper_of_the_plan(cast: Cast) -> None:
    task = make.given(cast.chairman, lead=org.unit("uy-ban"), assignee=cast.chairman)
    task = working.ask_extension(
        task=task, until=task.deadline + DAY, reason="Bận", by=cast.chairman, at=NOW, seen=task.revision
    )
    vice = make_officer("leader", unit="uy-ban", full_name="Phó Văn Hai")

    assert "decide" not in codes(vice, task)
    assert codes(cast.head_of_office, task)[0] == "decide"


def test_a_request_for_time_waits_for_the_giver(cast: Cast) -> None:
    task = make.given(cast.chairman)
    task = working.ask_extension(
        task=task, until=task.deadline + DAY, reason="Bận", by=cast.head_of_office, at=NOW, seen=task.revision
    )

    assert codes(cast.chairman, task)[0] == "decide"
    assert "extend" not in codes(cast.head_of_office, task)
