"""What people kept of a plan's annex opens tasks when the plan comes into force, once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_acts import WINTER, activity, put_in_force, rule
from tests.modules.plan.reading_work import ANNEX, NEW, NOW, PLAN, STRANGE
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import Activity, Plan, PlanReading, PlanVersion, ReadingActivity, Task
from xaso.modules.plan.queries import obligations, readings
from xaso.modules.plan.queries.version_activities import activity_changes
from xaso.modules.plan.services import load_activities
from xaso.modules.plan.services import reading_activities as acting
from xaso.modules.plan.services.obligations import open_due
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Officer:
    return work.keeper()


@pytest.fixture
def reading(keeper: Officer) -> PlanReading:
    return work.uploaded(keeper, text=ANNEX)


def test_the_tasks_foretold_are_the_tasks_opened_and_once_only(reading: PlanReading, keeper: Officer) -> None:
    rule(reading, keeper)
    foretold = obligations.outlook(reading, today=WINTER.date())

    version = put_in_force(reading, keeper)

    opened = Task.objects.filter(activity__plan=version.plan)
    assert foretold.opens == opened.count() > 0
    assert (foretold.added, foretold.changed, foretold.kept, foretold.ends) == (2, 0, 4, ())
    now = [row for row in foretold.rows if row.state == "now"]
    assert {(row.name, row.due_on) for row in now if row.code == ""} == {
        ("Niêm yết thủ tục tại nhà văn hóa các bản", date(2026, 12, 31))
    }
    assert open_due(at=WINTER) == []
    assert obligations.outlook(reading, today=WINTER.date()).opens == 0


def test_a_new_activity_carries_all_its_parts_into_its_task(reading: PlanReading, keeper: Officer) -> None:
    rule(reading, keeper)

    put_in_force(reading, keeper)

    task = Task.objects.get(name__startswith="Niêm yết")
    assert task.activity is not None
    assert (task.activity.code, task.lead.code, task.deadline) == ("HD-05", "kinh-te", date(2026, 12, 31))
    assert [unit.code for unit in task.coordinators.all()] == ["van-phong"]
    assert task.product_type == "Biên bản"
    assert task.budget_line is not None
    assert (task.budget_line.code, task.budget_line.funding) == ("KP-HD-05", "Ngân sách xã")
    assert task.activity.follows_from == WINTER.date()
    assert Activity.objects.count() == 6
    assert activity(reading, NEW).continues == task.activity


def test_a_time_the_officer_chose_is_followed_and_the_words_of_the_plan_stay(
    reading: PlanReading, keeper: Officer
) -> None:
    rule(reading, keeper, leads=["van-phong"], timing="Trước ngày 20/12 hằng năm")

    put_in_force(reading, keeper)

    made = Activity.objects.get(name="Kiểm tra bộ phận một cửa")
    assert (made.time_words, made.timing) == ("Khi có yêu cầu", "Trước ngày 20/12 hằng năm")
    assert Task.objects.get(activity=made).deadline == date(2026, 12, 19)


def test_a_later_version_keeps_changes_and_ends_obligations_with_their_history(
    reading: PlanReading, keeper: Officer
) -> None:
    rule(reading, keeper)
    put_in_force(reading, keeper)
    opened = set(Task.objects.values_list("code", flat=True))
    again = work.uploaded(keeper, text=ANNEX.replace("Hằng quý", "Hằng tháng"))
    order = next(
        one.order for one in again.activities.all() if one.continues and one.continues.code == "HD-02"
    )
    work.ruled(again, keeper)
    acting.leave_activity(reading=again, order=order, reason="Thôi đối thoại", by=keeper, at=NOW, seen=1)
    foretold = obligations.outlook(again, today=WINTER.date())

    version = put_in_force(again, keeper, "16-KH/ĐU")

    assert [one.code for one in foretold.ends] == ["HD-02"]
    assert foretold.open_tasks == Task.objects.filter(activity__code="HD-02").count() == 4
    ended, changed = Activity.objects.get(code="HD-02"), Activity.objects.get(code="HD-05")
    assert (ended.is_active, ended.ended_on, ended.ended_by) == (False, date(2026, 3, 1), version)
    assert changed.time_words == "Hằng tháng"
    assert opened <= set(Task.objects.values_list("code", flat=True)), "no task is taken back"
    assert Activity.objects.count() == 6, "nothing doubled"
    earlier = PlanVersion.objects.get(plan=version.plan, number=version.number - 1)
    pack = PlanVersion.objects.get(plan=version.plan, number=1)
    told = activity_changes(earlier, version, {"uy-ban": "UBND xã"})
    assert told == (
        ("changed", "HD-05", "Niêm yết thủ tục tại nhà văn hóa các bản", (
            ("Thời gian", "Mỗi quý một lần, hạn ngày cuối quý", "Mỗi tháng một lần, hạn ngày cuối tháng"),
        )),
        ("ended", "HD-02", "Đối thoại trực tuyến với người dân", (
            ("Thời gian", "Mỗi quý một lần, hạn ngày cuối quý", ""),
        )),
    )  # fmt: skip
    assert activity_changes(pack, version, {}) is None
    held = [one["code"] for one in version.snapshot["obligations"]]
    assert "HD-02" not in held
    assert "HD-05" in held
    entry = Entry.objects.filter(event="plan.activities_loaded").latest("seq")
    assert (entry.data["removed"], entry.data["version"]) == (["HD-02"], version.number)


def test_a_plan_of_its_own_leaves_what_another_plan_opens_alone(keeper: Officer) -> None:
    reading = work.uploaded(keeper, renews=False, text=ANNEX)
    rule(reading, keeper)
    foretold = obligations.outlook(reading, today=WINTER.date())

    version = put_in_force(reading, keeper)

    assert foretold.count("shared") == 1
    assert version.plan.code != PLAN
    assert Activity.objects.filter(name__startswith="Ban hành kế hoạch kiểm soát").count() == 1
    assert {one.plan.code for one in Activity.objects.filter(code__startswith="HD-0")} == {
        PLAN,
        version.plan.code,
    }
    assert not Task.objects.filter(activity__plan__code=PLAN).exists(), "the other plan's open by themselves"


def test_the_pack_leaves_activities_people_confirmed_alone(reading: PlanReading, keeper: Officer) -> None:
    rule(reading, keeper)
    put_in_force(reading, keeper)

    loaded = load_activities({"activities": [], "budget_lines": []}, plan=PLAN, by=SYSTEM, at=WINTER)

    assert (loaded.is_kept, loaded.is_change) == (True, False)
    assert Activity.objects.filter(is_active=True).count() == 6


def test_a_reading_from_before_leaves_activities_as_they_are(reading: PlanReading, keeper: Officer) -> None:
    reading.activities.all().delete()
    work.ruled(reading, keeper)

    version = put_in_force(reading, keeper)

    assert Activity.objects.filter(is_active=True).count() == 4
    assert "obligations" not in version.snapshot
    assert obligations.outlook(reading, today=WINTER.date()).ends == ()


def test_an_obligation_that_is_over_or_still_to_come_says_so(reading: PlanReading, keeper: Officer) -> None:
    rule(reading, keeper, leads=["van-phong"], timing="Năm 2026")
    ReadingActivity.objects.filter(reading=reading, order=NEW).update(timing="Tháng 6 năm 2027")

    states = {row.order: row.state for row in obligations.outlook(reading, today=date(2027, 1, 5)).rows}

    assert (states[STRANGE], states[NEW]) == ("over", "later")


def test_the_outlook_asks_a_constant_number_of_questions(reading: PlanReading, keeper: Officer) -> None:
    rule(reading, keeper)
    rows = "\n".join(
        f"{n}\tThủ tục gọn\tKiểm soát\tViệc số {n} của bản\tBáo cáo\tPhòng Kinh tế\t\tHằng năm\t"
        for n in range(4, 30)
    )
    long = work.uploaded(keeper, text=ANNEX + rows + "\n")
    orders = [one.order for one in long.activities.all() if one.order != STRANGE]
    acting.keep_activities(reading=long, orders=orders, by=keeper, at=NOW)

    with CaptureQueriesContext(connection) as few:
        obligations.outlook(readings.reading(reading.public_id), today=WINTER.date())
    with CaptureQueriesContext(connection) as many:
        found = obligations.outlook(readings.reading(long.public_id), today=WINTER.date())

    assert len(found.rows) > 25
    assert len(many) <= len(few)


def test_no_plan_has_activities_before_it_is_known(keeper: Officer) -> None:
    Plan.objects.filter(code=PLAN).update(year_to=2026)
    reading = work.uploaded(keeper, renews=False, text="Xã Suối Mây\nBà con các bản giữ rừng.\n")

    assert reading.activities.count() == 0
    assert obligations.outlook(reading, today=WINTER.date()).rows == ()


def test_every_part_of_an_activity_that_differs_is_told(keeper: Officer) -> None:
    other = one_activity(output="Báo cáo", kind="dialogue", budget="", leads=["kinh-te"], time="")
    old = PlanVersion(snapshot={"obligations": [one_activity()]})
    new = PlanVersion(snapshot={"obligations": [other | {"coordinators": []}, one_activity(code="HD-02")]})

    told = activity_changes(old, new, {"kinh-te": "Phòng Kinh tế"})

    assert told is not None
    changed, added = told
    assert [line[0] for line in changed[3]] == [
        "Sản phẩm", "Loại việc", "Dòng kinh phí", "Chủ trì", "Phối hợp", "Thời gian",
    ]  # fmt: skip
    assert changed[3][3] == ("Chủ trì", "van-phong", "Phòng Kinh tế")
    assert changed[3][5] == ("Thời gian", "Mỗi năm, hạn 31/12", "khi có việc")
    assert added[0] == "added"


def one_activity(**changes: Any) -> dict[str, Any]:
    """An activity as a version keeps it."""
    kept = {
        "code": "HD-01", "group": "", "name": "Việc", "output": "Kế hoạch", "leads": ["van-phong"],
        "coordinators": ["kinh-te"], "time": "Hằng năm", "kind": "general", "budget": "Ngân sách",
    }  # fmt: skip
    return kept | changes
