"""A task whose activity of the plan ended says so on its own page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.factories import tasks as make
from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_acts import put_in_force, rule
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.plan.models import Activity, PlanVersion, Task
from xaso.modules.plan.services import reading_activities as acting

pytestmark = pytest.mark.django_db


def given(cast: Cast) -> Task:
    """A task that has time on the day the tests run."""
    return make.given(cast.chairman, deadline=local_date(SystemClock().now()) + timedelta(days=30))


def opened(who: Any, task: Task) -> str:
    """The task's page as somebody sees it."""
    answer = sign_in(Client(), who).get(reverse("tasks_desk:record", args=[task.code]))
    assert answer.status_code == 200
    return answer.content.decode()


def ended(task: Task, *, by: PlanVersion | None) -> Activity:
    """The activity behind a task, ended by a version of the plan or left by the pack."""
    activity = Activity.objects.order_by("pk").first()
    assert activity is not None
    Activity.objects.filter(pk=activity.pk).update(
        is_active=False, ended_on=date(2026, 3, 1) if by else None, ended_by=by
    )
    Task.objects.filter(pk=task.pk).update(activity=activity, origin=Task.Origin.ACTIVITY)
    return activity


def test_a_task_tells_that_its_activity_ended_when_and_by_which_version(cast: Cast) -> None:
    task = given(cast)
    version = PlanVersion.objects.get()
    activity = ended(task, by=version)
    href = reverse("plan_reading:version", args=[version.plan.code, version.number])

    leader = opened(cast.chairman, task)
    worker = opened(cast.specialist, task)

    assert f"Hoạt động {activity.code} của kế hoạch đã kết thúc từ 01/03/2026." in leader
    assert href in leader
    assert "không còn hoạt động này" in leader
    assert "đã kết thúc từ 01/03/2026" in worker
    assert href not in worker, "who may not open versions gets no link to one"


def test_a_task_tells_that_its_activity_left_the_pack(cast: Cast) -> None:
    task = given(cast)
    ended(task, by=None)

    page = opened(cast.chairman, task)

    assert "Gói dữ liệu của xã không còn hoạt động này." in page


def test_a_task_tells_who_ruled_its_activity_out_and_why(cast: Cast) -> None:
    keeper = work.keeper()
    reading = work.uploaded(keeper, text=work.ANNEX)
    known = next(one for one in reading.activities.all() if one.continues)
    rule(reading, keeper)
    acting.leave_activity(
        reading=reading, order=known.order, reason="Thôi đối thoại", by=keeper, at=work.NOW, seen=1
    )
    version = put_in_force(reading, keeper)
    task = given(cast)
    Task.objects.filter(pk=task.pk).update(activity=known.continues, origin=Task.Origin.ACTIVITY)

    page = opened(cast.chairman, task)

    assert f"Bản {version.number} của kế hoạch" in page
    assert f"{keeper.full_name} quyết định" in page
    assert "Lý do: Thôi đối thoại." in page
    assert f"?tu={version.number - 1}&amp;den={version.number}" in page
