"""Who is told what happens to a task, and which months are counted again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOW, Cast
from tests.factories import tasks as make
from xaso.modules.indicators.models import MonthlyFigure
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import Task
from xaso.modules.plan.services import tasks_judging as judging
from xaso.modules.plan.services import tasks_working as working
from xaso.platform.jobs.services import run_queued
from xaso.platform.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def titles(officer: Officer) -> list[str]:
    """What the officer was told, in order."""
    run_queued(at=NOW + timedelta(minutes=5))
    return list(Notice.objects.filter(recipient=officer.user).order_by("pk").values_list("title", flat=True))


def test_each_is_told_what_the_other_did(cast: Cast) -> None:
    task = make.given(cast.chairman)
    task = working.assign(task=task, to=cast.specialist, by=cast.head_of_office, at=NOW, seen=task.revision)
    for granted in (True, False):
        task = working.ask_extension(
            task=task, until=task.deadline + DAY, reason="x", by=cast.specialist, at=NOW, seen=task.revision
        )
        task = judging.decide_extension(
            task=task, granted=granted, by=cast.chairman, at=NOW, seen=task.revision, note="y"
        )
    task = make.sent(task, cast.specialist)
    task = judging.return_product(task=task, reason="x", by=cast.chairman, at=NOW, seen=task.revision)
    task = make.sent(task, cast.specialist)
    judging.confirm(task=task, by=cast.chairman, at=NOW, seen=task.revision)

    assert set(titles(cast.chairman)) == {"Có sản phẩm chờ xác nhận", "Có đề nghị gia hạn chờ trả lời"}
    assert set(titles(cast.specialist)) >= {
        "Được giao làm một nhiệm vụ", "Được gia hạn", "Không được gia hạn", "Sản phẩm bị trả lại",
        "Nhiệm vụ đã được xác nhận hoàn thành",
    }  # fmt: skip


def test_the_heads_of_the_lead_are_told_until_somebody_has_it(cast: Cast) -> None:
    task = make.given(cast.chairman)
    judging.cancel(task=task, reason="Trùng", by=cast.chairman, at=NOW, seen=task.revision)

    assert titles(cast.head_of_office) == ["Có nhiệm vụ mới", "Nhiệm vụ đã bị hủy"]


def test_work_done_counts_the_figures_of_its_months_again(cast: Cast) -> None:
    make.done(cast)

    run_queued(at=NOW + timedelta(minutes=5))

    assert Task.objects.count() == 1
    counted = MonthlyFigure.objects.filter(measure="plan.tasks_on_time", part=1)
    assert counted.exists()
