"""What is done to a task, by whom, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOW, Cast
from tests.factories import tasks as make
from tests.factories.officers import make_officer
from xaso.kernel.errors import Invalid
from xaso.modules.org import queries as org
from xaso.modules.plan import access
from xaso.modules.plan.access import NotYourTask, visible_to
from xaso.modules.plan.lifecycle import MoveRefused, State
from xaso.modules.plan.models import Extension, Task, TaskKind, TaskProduct
from xaso.modules.plan.models.tasks import IN_TIME
from xaso.modules.plan.services import tasks_judging as judging
from xaso.modules.plan.services import tasks_working as working
from xaso.modules.plan.services.tasks_changing import TaskOvertaken
from xaso.modules.plan.services.tasks_giving import UnfitTask, give
from xaso.platform.journal.queries import timeline

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_task_has_one_lead_and_two_deadlines_that_begin_alike(cast: Cast) -> None:
    task = make.given(cast.chairman, coordinators=[org.unit(make.ECONOMY)])

    assert task.lead.code == make.OFFICE
    assert [one.code for one in task.coordinators.all()] == [make.ECONOMY]
    assert task.first_deadline == task.deadline == make.IN_A_WEEK
    assert task.state == State.NOT_STARTED
    assert timeline(task.subject).get().data["lead_name"] == "Văn phòng"


def test_tasks_are_numbered_by_year(cast: Cast) -> None:
    one, other = make.given(cast.chairman), make.given(cast.chairman)

    assert one.code[:8] == "NV-2026-"
    assert int(other.code[-4:]) == int(one.code[-4:]) + 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "  "}, "name"),
        ({"product_type": ""}, "product_type"),
        ({"origin_words": ""}, "origin_words"),
        ({"deadline": make.TODAY - DAY}, "deadline"),
        ({"deadline": None}, "deadline"),
        ({"kind": TaskKind.YEAR_PLAN}, "for_year"),
    ],
)
def test_what_lacks_is_named(cast: Cast, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(UnfitTask) as refused:
        make.given(cast.chairman, **facts)

    assert [one.field for one in refused.value.problems] == [field]


def test_the_lead_does_not_help_itself_and_names_its_own_people(cast: Cast) -> None:
    with pytest.raises(UnfitTask) as refused:
        make.given(cast.chairman, coordinators=[org.unit(make.OFFICE)], assignee=cast.land_specialist)

    assert [one.field for one in refused.value.problems] == ["coordinators", "assignee"]


def test_a_head_gives_to_the_own_office_only(cast: Cast) -> None:
    own = make.given(cast.land_head, lead=org.unit(make.ECONOMY), assignee=cast.land_specialist)

    assert own.assignee == cast.land_specialist
    with pytest.raises(NotYourTask):
        make.given(cast.land_head)
    with pytest.raises(NotYourTask):
        make.given(cast.specialist)


def test_no_database_row_without_a_lead(cast: Cast) -> None:
    task = make.given(cast.chairman)

    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(lead=None)


def test_no_database_row_whose_deadline_moves_back(cast: Cast) -> None:
    task = make.given(cast.chairman)

    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(deadline=task.deadline - DAY)


def test_the_way_from_given_to_done(cast: Cast) -> None:
    task = make.given(cast.chairman)
    task = working.start(task=task, by=cast.head_of_office, at=NOW, seen=task.revision)
    task = working.assign(
        task=task, to=cast.specialist, by=cast.head_of_office, at=NOW, seen=task.revision, note="Làm sớm"
    )
    task = working.tell(task=task, text="Đang viết", by=cast.specialist, at=NOW + DAY, seen=task.revision)
    task = make.sent(task, cast.specialist, NOW + 2 * DAY)
    task = judging.confirm(task=task, by=cast.chairman, at=NOW + 30 * DAY, seen=task.revision, note="Tốt")

    assert task.state == State.DONE
    assert task.finished_on == make.TODAY + 2 * DAY
    product = task.products.get()
    assert (product.verdict, product.decided_by, product.reason) == ("accepted", cast.chairman, "Tốt")
    events = [one.event for one in timeline(task.subject)]
    assert events == [
        "plan.task_given", "plan.task_started", "plan.task_assigned", "plan.task_told", "plan.product_sent",
        "plan.product_confirmed",
    ]  # fmt: skip


def test_a_product_sent_back_is_sent_again_and_the_later_day_counts(cast: Cast) -> None:
    task = make.sent(make.given(cast.chairman), cast.head_of_office)
    task = judging.return_product(
        task=task, reason="Thiếu phụ lục", by=cast.chairman, at=NOW, seen=task.revision
    )

    assert (task.state, task.sent_on) == (State.IN_PROGRESS, None)
    late = NOW + 20 * DAY
    task = make.sent(task, cast.head_of_office, late)
    task = judging.confirm(task=task, by=cast.chairman, at=late, seen=task.revision)
    assert [one.verdict for one in task.products.order_by("number")] == ["returned", "accepted"]
    assert task.finished_on == make.TODAY + 20 * DAY
    assert not Task.objects.filter(IN_TIME, pk=task.pk).exists()


def test_nobody_judges_a_product_of_their_own_sending(cast: Cast) -> None:
    task = make.sent(make.given(cast.chairman, lead=org.unit("uy-ban")), cast.chairman)

    with pytest.raises(judging.OwnWork):
        judging.confirm(task=task, by=cast.chairman, at=NOW, seen=task.revision)
    with pytest.raises(judging.OwnWork):
        judging.return_product(task=task, reason="x", by=cast.chairman, at=NOW, seen=task.revision)
    vice = make_officer("leader", unit="uy-ban", full_name="Phó Văn Hai")
    assert judging.confirm(task=task, by=vice, at=NOW, seen=task.revision).state == State.DONE


def test_a_lead_without_a_head_is_stood_for_by_the_keeper_of_the_plan(cast: Cast) -> None:
    task = make.given(cast.chairman, lead=org.unit("cong-an"))

    assert make.sent(task, cast.head_of_office).state == State.AWAITING_CONFIRMATION


def test_only_the_lead_sends_and_only_the_giver_judges(cast: Cast) -> None:
    task = make.given(cast.chairman, lead=org.unit(make.ECONOMY))

    with pytest.raises(NotYourTask):
        make.sent(task, cast.head_of_office)
    task = make.sent(task, cast.land_head)
    with pytest.raises(NotYourTask):
        judging.confirm(task=task, by=cast.head_of_office, at=NOW, seen=task.revision)


def test_a_product_needs_a_name_and_a_day_that_has_come(cast: Cast) -> None:
    task = make.given(cast.chairman)

    for facts, field in (({"title": " "}, "title"), ({"dated_on": make.TODAY + DAY}, "dated_on")):
        with pytest.raises(Invalid) as refused:
            working.send_product(
                task=task, product=make.product(**facts), by=cast.head_of_office, at=NOW, seen=task.revision
            )
        assert refused.value.field == field


def test_a_cancelled_task_answers_what_was_asked_and_stays_readable(cast: Cast) -> None:
    task = make.given(cast.chairman)
    task = working.ask_extension(
        task=task, until=task.deadline + DAY, reason="Bận", by=cast.head_of_office, at=NOW, seen=task.revision
    )
    task = judging.cancel(task=task, reason="Trùng việc", by=cast.chairman, at=NOW, seen=task.revision)

    assert task.ended_reason == "Trùng việc"
    assert task.extensions.get().verdict == Extension.Verdict.REFUSED
    assert visible_to(cast.specialist).filter(pk=task.pk).exists()
    for again in (judging.cancel, judging.pause):
        with pytest.raises(MoveRefused):
            again(task=task, reason="x", by=cast.chairman, at=NOW, seen=task.revision)
    with pytest.raises(MoveRefused):
        judging.confirm(task=task, by=cast.chairman, at=NOW, seen=task.revision)
    with pytest.raises(MoveRefused):
        judging.resume(task=task, by=cast.chairman, at=NOW, seen=task.revision)
    with pytest.raises(MoveRefused):
        working.start(task=task, by=cast.head_of_office, at=NOW, seen=task.revision)


def test_whoever_was_overtaken_is_told_by_whom(cast: Cast) -> None:
    task = make.given(cast.chairman)
    working.start(task=task, by=cast.head_of_office, at=NOW, seen=task.revision)

    with pytest.raises(TaskOvertaken) as refused:
        working.start(task=task, by=cast.head_of_office, at=NOW, seen=task.revision)

    assert "Lò Thị Thông (Văn phòng) đã bắt đầu nhiệm vụ này" in refused.value.sentence


def test_work_is_given_to_people_of_the_lead(cast: Cast) -> None:
    task = make.given(cast.chairman)

    with pytest.raises(working.NotOfTheLead):
        working.assign(task=task, to=cast.land_specialist, by=cast.head_of_office, at=NOW, seen=task.revision)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("chairman", True), ("head_of_office", True), ("specialist", True), ("land_specialist", True),
        ("clerk", True), ("one_stop_officer", False), ("sysadmin", False),
    ],
)  # fmt: skip
def test_a_task_is_seen_by_its_lead_its_helpers_and_leaders(cast: Cast, who: str, sees: bool) -> None:
    task = make.given(cast.chairman, coordinators=[org.unit(make.ECONOMY)])

    assert visible_to(getattr(cast, who)).filter(pk=task.pk).exists() is sees


def codes(officer: Any, task: Task) -> list[str]:
    """What the officer may do now."""
    return [one.code for one in access.actions_for(officer, task)]


def test_actions_follow_the_state_and_the_party(cast: Cast) -> None:
    task = make.given(cast.chairman)

    assert codes(cast.chairman, task) == ["pause", "cancel"]
    assert codes(cast.head_of_office, task) == ["send", "start", "assign", "tell", "extend"]
    assert codes(cast.specialist, task) == []
    sent = make.sent(task, cast.head_of_office)
    assert codes(cast.chairman, sent) == ["confirm", "return", "cancel"]
    assert codes(cast.head_of_office, sent) == []
    done = judging.confirm(task=sent, by=cast.chairman, at=NOW, seen=sent.revision)
    assert codes(cast.chairman, done) == []


def test_a_default_deadline_is_a_setting(cast: Cast, set_setting: Callable[[str, object], None]) -> None:
    set_setting("plan.default_deadline_days", 10)

    task = give(make.task_in(deadline=None), by=cast.chairman, at=NOW)

    assert task.deadline == make.TODAY + 10 * DAY


def test_one_product_stands_at_a_time(cast: Cast) -> None:
    task = make.sent(make.given(cast.chairman), cast.head_of_office)

    with pytest.raises(IntegrityError), transaction.atomic():
        TaskProduct.objects.create(
            task=task, number=2, file=make.paper(), title="x", dated_on=make.TODAY, sent_at=NOW,
            sent_by=cast.head_of_office,
        )  # fmt: skip


def test_a_silent_word_is_no_word(cast: Cast) -> None:
    task = make.given(cast.chairman)

    with pytest.raises(Invalid):
        working.tell(task=task, text=" \n ", by=cast.head_of_office, at=NOW, seen=task.revision)


def test_the_plans_own_task_is_judged_by_whoever_keeps_the_plan(cast: Cast) -> None:
    task = make.given(cast.chairman, lead=org.unit(make.ECONOMY))
    Task.objects.filter(pk=task.pk).update(giver=None)
    task.refresh_from_db()
    sent = make.sent(task, cast.land_head)

    done = judging.confirm(task=sent, by=cast.head_of_office, at=NOW, seen=sent.revision)

    assert done.state == State.DONE


def test_the_first_news_begins_the_work(cast: Cast) -> None:
    task = make.given(cast.chairman)

    task = working.tell(task=task, text="Đã nhận", by=cast.head_of_office, at=NOW, seen=task.revision)

    assert task.state == State.IN_PROGRESS
