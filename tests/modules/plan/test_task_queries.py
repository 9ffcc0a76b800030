"""Questions about tasks: lists, the day's queue, rates per office, the weekly list, measures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, Cast
from tests.factories import tasks as make
from tests.factories.officers import make_officer
from xaso.kernel.errors import Missing
from xaso.kernel.periods import Period
from xaso.modules.org import queries as org
from xaso.modules.plan.models import Task, TaskKind
from xaso.modules.plan.queries import tasks, tasks_steering, tasks_waiting
from xaso.modules.plan.queries.tasks import TaskFilters
from xaso.modules.plan.queries.tasks_story import story
from xaso.modules.plan.services import tasks_judging as judging
from xaso.modules.plan.services import tasks_working as working
from xaso.platform.jobs.services import run_queued
from xaso.platform.measuring.evaluation import days, evaluate, split
from xaso.platform.measuring.registry import registry
from xaso.platform.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
YEAR = Period.year(2026)


def found(cast: Cast, at: timedelta = timedelta(), **filters: object) -> list[str]:
    """The codes the chairman's list shows."""
    page = tasks.task_list(cast.chairman, TaskFilters(**filters), now=NOW + at)  # type: ignore[arg-type]
    return [one.code for one in page.rows]


def test_the_list_narrows_by_each_filter(cast: Cast) -> None:
    mine = make.given(cast.chairman, lead=org.unit("uy-ban"), assignee=cast.chairman, name="Việc của tôi")
    head = make.given(
        cast.land_head, lead=org.unit(make.ECONOMY), kind=TaskKind.LEGAL_DRAFTING,
        coordinators=[org.unit("uy-ban")], deadline=date(2027, 1, 5),
    )  # fmt: skip
    done = make.done(cast)

    assert found(cast) == [mine.code, head.code, done.code]
    assert found(cast, sort="newest")[0] == done.code
    assert found(cast, whose="me") == [mine.code]
    assert found(cast, whose="unit") == [mine.code]
    assert found(cast, whose="help") == [head.code]
    assert found(cast, whose="given") == [mine.code, done.code]
    assert found(cast, group="done") == [done.code]
    assert found(cast, unit=make.ECONOMY) == [head.code]
    assert found(cast, kind="legal_drafting") == [head.code]
    assert found(cast, year=2027) == [head.code]
    assert found(cast, text="viec cua TOI") == [mine.code]
    assert found(cast, text=done.code) == [done.code]
    assert found(cast, activity="HD-01") == []
    assert found(cast, whose="ai do", group="x", due="y", sort="z") == found(cast)


def test_the_list_narrows_by_deadline(cast: Cast) -> None:
    soon = make.given(cast.chairman, deadline=make.TODAY + 2 * DAY)
    far = make.given(cast.chairman, deadline=make.TODAY + 60 * DAY)
    late = make.done(cast, sent_at=NOW + 30 * DAY)
    asked = working.ask_extension(
        task=far, until=far.deadline + DAY, reason="x", by=cast.head_of_office, at=NOW, seen=far.revision
    )
    judging.decide_extension(task=asked, granted=True, by=cast.chairman, at=NOW, seen=asked.revision)

    assert found(cast, due="soon") == [soon.code]
    assert found(cast, due="overdue") == []
    assert found(cast, due="overdue", at=3 * DAY) == [soon.code]
    assert found(cast, due="late") == [late.code]
    assert found(cast, due="extended") == [far.code]
    assert found(cast, due="silent", at=8 * DAY) == [soon.code, far.code]


def test_a_page_of_the_list_costs_two_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(25):
        make.given(cast.chairman)
    roles = cast.chairman.user.roles
    assert roles

    with django_assert_max_num_queries(3):
        page = tasks.task_list(cast.chairman, TaskFilters(), now=NOW)

    assert (len(page.rows), page.total, page.has_next) == (20, 25, True)
    assert len(list(tasks.task_export(cast.chairman, TaskFilters(), now=NOW))) == 25


def test_a_stranger_finds_no_task_and_no_product(cast: Cast) -> None:
    task = make.sent(make.given(cast.chairman), cast.head_of_office)

    with pytest.raises(Missing):
        tasks.task_record(cast.one_stop_officer, task.code, now=NOW)
    with pytest.raises(Missing):
        tasks.task_product(cast.one_stop_officer, task.code, 1)
    with pytest.raises(Missing):
        tasks.task_product(cast.chairman, task.code, 2)
    assert tasks.task_product(cast.specialist, task.code, 1).title == "12/BC-UBND"


def test_the_story_tells_each_step_newest_first(cast: Cast) -> None:
    task = make.given(cast.chairman, coordinators=[org.unit(make.ECONOMY)])
    for granted in (True, False):
        task = working.ask_extension(
            task=task, until=task.deadline + 5 * DAY, reason="Chờ", by=cast.head_of_office, at=NOW,
            seen=task.revision,
        )  # fmt: skip
        task = judging.decide_extension(
            task=task, granted=granted, by=cast.chairman, at=NOW, seen=task.revision, note="Ý kiến"
        )
    task = judging.pause(task=task, reason="Nghỉ", by=cast.chairman, at=NOW, seen=task.revision)
    task = judging.resume(
        task=task, deadline=task.deadline + DAY, by=cast.chairman, at=NOW + DAY, seen=task.revision
    )
    task = make.sent(task, cast.head_of_office)
    task = judging.return_product(task=task, reason="Thiếu", by=cast.chairman, at=NOW, seen=task.revision)
    judging.cancel(task=task, reason="Thôi", by=cast.chairman, at=NOW, seen=task.revision)

    told = [line.title for line in story(task)]

    assert told == [
        "Hủy nhiệm vụ", "Trả lại sản phẩm", "Gửi sản phẩm lần 1", "Cho làm tiếp", "Tạm dừng",
        "Không đồng ý gia hạn", "Xin gia hạn đến 21/03/2026", "Đồng ý gia hạn", "Xin gia hạn đến 16/03/2026",
        "Giao nhiệm vụ",
    ]  # fmt: skip
    assert story(task)[3].details == ["Đã nghỉ từ 02/03/2026.", "Hạn 16/03/2026 lùi đến 17/03/2026."]
    assert "Phối hợp: Phòng Kinh tế." in story(task)[-1].details


def waits(officer: object, at: timedelta = timedelta()) -> dict[str, str]:
    """The tasks that wait for the officer, with the address of the next action."""
    page = tasks_waiting.tasks_waiting_for(officer, NOW + at)  # type: ignore[arg-type]
    return {one.code: one.action_slug for one in page.rows}


def test_what_waits_follows_who_has_the_next_step(cast: Cast) -> None:
    new = make.given(cast.chairman)
    own = make.given(cast.chairman, assignee=cast.specialist)
    sent = make.sent(make.given(cast.chairman, lead=org.unit(make.ECONOMY)), cast.land_head)
    asked = working.ask_extension(
        task=own, until=own.deadline + DAY, reason="x", by=cast.specialist, at=NOW, seen=own.revision
    )
    alone = make.given(cast.chairman, lead=org.unit("cong-an"))

    assert waits(cast.specialist) == {own.code: "gui-san-pham"}
    assert waits(cast.head_of_office) == {new.code: "giao-nguoi", alone.code: "gui-san-pham"}
    assert waits(cast.chairman) == {asked.code: "tra-loi-gia-han", sent.code: "xac-nhan"}
    assert waits(cast.land_head) == {}


def test_a_request_for_time_waits_for_somebody_outside_the_lead(cast: Cast) -> None:
    own = make.given(cast.land_head, lead=org.unit(make.ECONOMY), assignee=cast.land_specialist)
    plans = make.given(cast.chairman, lead=org.unit("cong-an"))
    board = make.given(cast.chairman, lead=org.unit("uy-ban"), assignee=cast.chairman)
    Task.objects.filter(pk=plans.pk).update(giver=None)
    for task, by in ((own, cast.land_specialist), (plans, cast.head_of_office), (board, cast.chairman)):
        working.ask_extension(
            task=task, until=task.deadline + DAY, reason="Bận", by=by, at=NOW, seen=task.revision
        )
    run_queued(at=NOW + timedelta(minutes=5))

    assert waits(cast.land_head) == {}
    assert waits(cast.chairman) == {
        own.code: "tra-loi-gia-han", plans.code: "tra-loi-gia-han", board.code: "gui-san-pham",
    }  # fmt: skip
    assert waits(cast.head_of_office) == {plans.code: "gui-san-pham", board.code: "tra-loi-gia-han"}
    told = Notice.objects.filter(title="Có đề nghị gia hạn chờ trả lời")
    assert sorted(told.values_list("body", "recipient")) == sorted(
        [
            (f"{own.code}: {own.name}", cast.chairman.user.pk),
            (f"{plans.code}: {plans.name}", cast.chairman.user.pk),
            (f"{board.code}: {board.name}", cast.head_of_office.user.pk),
        ]
    )


def test_the_tally_tells_late_from_soon(cast: Cast) -> None:
    make.given(cast.chairman, assignee=cast.specialist)
    make.given(cast.chairman, assignee=cast.specialist, deadline=make.TODAY + DAY)

    assert tasks_waiting.waiting_tally(cast.specialist, NOW) == tasks_waiting.TaskTally(0, 1, 1)
    assert tasks_waiting.waiting_tally(cast.specialist, NOW + 2 * DAY) == tasks_waiting.TaskTally(1, 0, 1)


def test_a_deadline_outside_the_calendar_still_has_its_end_of_day(cast: Cast) -> None:
    make.given(cast.chairman, assignee=cast.specialist, deadline=date(2099, 1, 5))

    page = tasks_waiting.tasks_waiting_for(cast.specialist, NOW)

    assert page.rows[0].due_at.year == 2099


def test_both_rates_stand_per_office(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.done(cast)
    make.done(cast, sent_at=NOW + 30 * DAY)
    make.given(cast.chairman, lead=org.unit(make.ECONOMY))
    org.units()

    with django_assert_num_queries(1):
        found = tasks_steering.year_of_tasks(2026, today=make.TODAY + 40 * DAY)

    assert [one.code for one in found.offices] == [make.OFFICE, make.ECONOMY]
    assert found.offices[0].rates.words == "50% (1/2)"
    assert (found.whole.total, found.whole.done, found.whole.overdue) == (3, 2, 1)
    assert found.whole.rates.first_words == "33,3% (1/3)"


def test_a_first_deadline_that_is_past_is_judged_in_its_own_year_however_far_it_moved(cast: Cast) -> None:
    task = make.given(cast.chairman)
    task = working.ask_extension(
        task=task, until=date(2027, 1, 20), reason="x", by=cast.head_of_office, at=NOW, seen=task.revision
    )
    judging.decide_extension(task=task, granted=True, by=cast.chairman, at=NOW, seen=task.revision)

    found = tasks_steering.year_of_tasks(2026, today=make.IN_A_WEEK + DAY).whole
    later = tasks_steering.year_of_tasks(2027, today=make.IN_A_WEEK + DAY).whole

    assert (found.total, found.rates.words, found.rates.first_words) == (0, "không phát sinh", "0% (0/1)")
    assert (later.total, later.rates.first_words) == (1, "không phát sinh")
    assert value("plan.tasks_on_time_first") == (0, 1)
    assert value("plan.tasks_on_time_first", Period.year(2027)) == (0, 0)
    assert value("plan.tasks_on_time") == (0, 0)


def test_years_of_tasks_reach_over_the_plan(cast: Cast) -> None:
    make.given(cast.chairman)

    assert tasks_steering.task_years() == [2025, 2026, 2027]


def test_the_weekly_list_asks_each_office_once(cast: Cast) -> None:
    late = make.given(cast.chairman, deadline=make.TODAY + DAY)
    soon = make.given(cast.chairman, deadline=make.TODAY + 10 * DAY)
    silent = make.given(cast.chairman, lead=org.unit(make.ECONOMY), deadline=make.TODAY + 90 * DAY)

    found = tasks_steering.week_of_tasks(today=make.TODAY + 8 * DAY)

    assert [one.name for one in found] == ["Văn phòng", "Phòng Kinh tế"]
    assert [one.code for one in found[0].overdue] == [late.code]
    assert [one.code for one in found[0].soon] == [soon.code]
    assert [one.code for one in found[1].silent] == [silent.code]


def test_activities_tell_their_rhythm_and_their_tasks(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        rows = tasks_steering.activities(2026, today=make.TODAY)

    by_code = {one.code: one for one in rows}
    assert by_code["HD-01"].due_on == [date(2026, 12, 31)]
    assert len(by_code["HD-02"].due_on) == 4
    assert by_code["HD-04"].leads == []
    assert tasks_steering.activity("HD-01") is not None
    assert tasks_steering.activity("KHONG") is None


def value(code: str, period: Period = YEAR) -> tuple[int, int]:
    """The part and the whole of a measure."""
    figure = evaluate(registry.get(code), period)
    return figure.part, figure.whole


def test_measures_of_tasks_in_time_by_both_deadlines(cast: Cast) -> None:
    make.done(cast)
    far = make.given(cast.chairman, deadline=make.TODAY + 5 * DAY)
    far = working.ask_extension(
        task=far, until=far.deadline + 30 * DAY, reason="x", by=cast.head_of_office, at=NOW, seen=far.revision
    )
    far = judging.decide_extension(task=far, granted=True, by=cast.chairman, at=NOW, seen=far.revision)
    far = make.sent(far, cast.head_of_office, NOW + 20 * DAY)
    judging.confirm(task=far, by=cast.chairman, at=NOW + 20 * DAY, seen=far.revision)
    make.given(cast.chairman, deadline=date(2099, 5, 5))

    assert value("plan.tasks_on_time") == (2, 2)
    assert value("plan.tasks_on_time_first") == (1, 2)
    assert value("plan.tasks_on_time", Period.year(2099)) == (0, 0)
    by_day = days([registry.get("plan.tasks_on_time")], YEAR)["plan.tasks_on_time"]
    assert {day: figure.whole for day, figure in by_day.items()} == {make.IN_A_WEEK: 1, far.deadline: 1}
    assert split(registry.get("plan.tasks_on_time"), YEAR, "lead")[0][0] == "Văn phòng"


def test_the_measure_of_drafting_counts_units_without_a_late_text(cast: Cast) -> None:
    make.done(cast, kind=TaskKind.LEGAL_DRAFTING)
    make.done(cast, kind=TaskKind.LEGAL_DRAFTING, lead=org.unit(make.ECONOMY))
    make.done(cast, kind=TaskKind.LEGAL_DRAFTING, lead=org.unit(make.ECONOMY), sent_at=NOW + 30 * DAY)

    assert value("plan.legal_drafting_on_time", Period.month(2026, 3)) == (1, 2)
    assert value("plan.legal_drafting_on_time", Period.month(2026, 2)) == (0, 0)
    rows = registry.get("plan.legal_drafting_on_time").function(YEAR)
    assert list(rows.whole.order_by("code").values_list("code", "due_tasks", "late_tasks")) == [  # type: ignore[union-attr]
        ("kinh-te", 2, 1),
        ("van-phong", 1, None),
    ]


def test_the_measure_of_dialogues_counts_those_with_minutes(cast: Cast) -> None:
    make.done(cast, kind=TaskKind.DIALOGUE)
    make.given(cast.chairman, kind=TaskKind.DIALOGUE)

    assert value("plan.dialogues_held", Period.month(2026, 3)) == (1, 1)


def test_the_measure_of_plans_asks_for_both_plans(cast: Cast) -> None:
    make.done(cast, kind=TaskKind.YEAR_PLAN, for_year=2026)
    before = value("plan.units_with_plan")
    make.done(cast, kind=TaskKind.PERIOD_PLAN)
    make.done(cast, kind=TaskKind.PERIOD_PLAN, lead=org.unit(make.ECONOMY))

    assert before == (0, 4)
    assert value("plan.units_with_plan") == (1, 4)
    assert value("plan.units_with_plan", Period.year(2027)) == (0, 4)


def test_a_leader_of_no_unit_waits_for_nothing(cast: Cast) -> None:
    make.given(cast.chairman)

    assert waits(make_officer("leader", unit="mot-cua")) == {}
