"""The activities of a plan's annex are ruled on line by line and open tasks when the plan is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.officers import make_officer
from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_work import ANNEX, KNOWN, NEW, NOW, PLAN, STRANGE
from xaso.kernel.clock import at
from xaso.kernel.errors import Missing
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import Activity, Plan, PlanReading, PlanVersion, ReadingActivity, Task
from xaso.modules.plan.queries import obligations, readings
from xaso.modules.plan.queries.reading_checks import obstacles
from xaso.modules.plan.queries.version_activities import activity_changes
from xaso.modules.plan.reading.lifecycle import ReadingMoved
from xaso.modules.plan.services import load_activities
from xaso.modules.plan.services import reading_activities as acting
from xaso.modules.plan.services import reading_confirming as confirming
from xaso.modules.plan.services.obligations import open_due
from xaso.modules.plan.services.reading_deciding import ItemChanged, NeedsReason, NoneChosen
from xaso.modules.plan.services.reading_intake import NotPlanKeeper
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db
WINTER = at(date(2026, 11, 24), time(9, 0))


@pytest.fixture
def keeper() -> Officer:
    return work.keeper()


@pytest.fixture
def reading(keeper: Officer) -> PlanReading:
    return work.uploaded(keeper, text=ANNEX)


def activity(reading: PlanReading, order: int) -> ReadingActivity:
    return obligations.read_activity(reading, order)


def facts(one: ReadingActivity, **changes: Any) -> acting.ActivityFacts:
    """What the page would send if nothing were touched."""
    base = acting.ActivityFacts(
        name=one.name,
        output=one.output,
        leads=[row["unit"] for row in one.leads],
        coordinators=one.coordinators,
        timing=one.timing,
        task_kind=one.task_kind,
        budget=one.budget_words,
        by_hand=one.by_hand,
        continues=one.continues,
    )
    return replace(base, **changes)


def keep(reading: PlanReading, order: int, by: Officer, **changes: Any) -> ReadingActivity:
    one = activity(reading, order)
    return acting.keep_activity(
        reading=reading, order=order, facts=facts(one, **changes), by=by, at=NOW, seen=one.revision
    )


def rule(reading: PlanReading, by: Officer, **strange: Any) -> None:
    """Everything kept; the strange row as said, else given by hand."""
    keep(reading, STRANGE, by, **(strange or {"by_hand": True}))
    work.ruled(reading, by)


def put_in_force(reading: PlanReading, by: Officer, number: str = "15-KH/ĐU") -> PlanVersion:
    confirming.confirm(reading=reading, by=by, at=WINTER)
    found = readings.reading(reading.public_id)
    return confirming.put_in_force(reading=found, decision=work.decision(number), by=by, at=WINTER)


def problems(reading: PlanReading, order: int, by: Officer, **changes: Any) -> list[str]:
    with pytest.raises(acting.BadActivity) as refused:
        keep(reading, order, by, **changes)
    return [one.field for one in refused.value.problems]


# reading


def test_a_row_is_understood_part_by_part_and_matched_with_what_the_commune_has(reading: PlanReading) -> None:
    known, new, strange = (activity(reading, order) for order in (KNOWN, NEW, STRANGE))

    assert known.continues == Activity.objects.get(code="HD-01")
    assert (known.leads, known.coordinators) == ([{"unit": "van-phong", "output": ""}], ["kinh-te"])
    assert (known.timing, known.note, known.group) == (
        "Tháng 12 hàng năm",
        "",
        "I. Cải cách thủ tục hành chính",
    )
    assert (new.continues, new.timing, new.budget_words) == (None, "Hằng quý", "Ngân sách xã")
    assert (new.leads, new.coordinators) == ([{"unit": "kinh-te", "output": ""}], ["van-phong"])
    assert new.note == "Phối hợp: không có trong danh mục đơn vị: “Các bản”."
    assert (strange.leads, strange.timing, strange.by_hand) == ([], "", False)
    assert "“Đoàn kiểm tra” không có trong danh mục" in strange.note
    assert "Chưa hiểu thời gian “Khi có yêu cầu”" in strange.note


def test_what_is_in_force_and_not_named_waits_for_a_decision_too(reading: PlanReading) -> None:
    page = obligations.read_activities(reading, show="standing")

    assert [one.continues and one.continues.code for one in page.rows] == ["HD-02", "HD-03", "HD-04"]
    by_hand = page.rows[2]
    assert (by_hand.by_hand, by_hand.lead_note) == (True, "Giao khi biết đơn vị nào soạn.")
    assert readings.tally(reading).activities == 6


def test_where_the_text_says_another_lead_the_text_is_followed(keeper: Officer) -> None:
    text = ANNEX.replace("\tVăn phòng\tCác phòng\t", "\tPhòng Kinh tế\tVăn phòng\t")

    known = activity(work.uploaded(keeper, text=text), KNOWN)

    assert known.continues is not None
    assert (known.leads, known.coordinators) == ([{"unit": "kinh-te", "output": ""}], ["van-phong"])


def test_a_plan_of_other_years_is_not_matched_with_activities_of_this_one(keeper: Officer) -> None:
    later = ANNEX.replace("2026 - 2028", "2031 - 2035")
    same = work.uploaded(keeper, renews=False, text=ANNEX)
    other = work.uploaded(keeper, renews=False, text=later)

    assert activity(same, KNOWN).continues == Activity.objects.get(code="HD-01")
    assert activity(other, KNOWN).continues is None
    assert other.activities.count() == 3, "activities of another plan do not wait for a decision here"


# deciding


def test_an_activity_is_kept_as_the_officer_says_it(reading: PlanReading, keeper: Officer) -> None:
    kept = keep(
        reading, STRANGE, keeper, leads=["van-phong"], timing="Ngày 25 hằng tháng", budget="Nguồn xã",
        output="Biên bản", coordinators=["cong-an"], task_kind="legal_drafting",
    )  # fmt: skip

    found = activity(reading, STRANGE)
    assert (found.decision, found.decided_by, found.revision) == ("kept", keeper, 1)
    assert found.leads == [{"unit": "van-phong", "output": ""}]
    assert (found.timing, found.budget_words, found.task_kind) == (
        "Ngày 25 hằng tháng",
        "Nguồn xã",
        "legal_drafting",
    )
    entry = Entry.objects.get(event="plan.activity_decided")
    assert entry.data["activities"] == [kept.order]
    assert entry.data["facts"]["leads"] == "van-phong"


def test_what_lacks_is_named_field_by_field(reading: PlanReading, keeper: Officer) -> None:
    assert problems(reading, STRANGE, keeper) == ["leads", "timing"]
    assert problems(reading, NEW, keeper, output=" ", name="") == ["name", "output"]
    assert problems(reading, NEW, keeper, timing="năm 2031") == ["timing"]
    assert problems(reading, NEW, keeper, leads=["khong-co"]) == ["leads"]
    assert problems(reading, NEW, keeper, coordinators=["kinh-te"]) == ["coordinators"]
    assert problems(reading, NEW, keeper, task_kind="la") == ["task_kind"]
    keep(reading, KNOWN, keeper)
    assert problems(reading, NEW, keeper, continues=Activity.objects.get(code="HD-01")) == ["continues"]


def test_given_by_hand_needs_neither_lead_nor_time(reading: PlanReading, keeper: Officer) -> None:
    kept = keep(reading, STRANGE, keeper, by_hand=True, leads=["van-phong"], lead_note="Giao khi có việc.")

    assert (kept.leads, kept.by_hand, kept.lead_note) == ([], True, "Giao khi có việc.")


def test_leaving_out_needs_a_reason_and_the_right_moment(reading: PlanReading, keeper: Officer) -> None:
    with pytest.raises(NeedsReason):
        acting.leave_activity(reading=reading, order=NEW, reason=" ", by=keeper, at=NOW, seen=0)
    with pytest.raises(ItemChanged):
        acting.leave_activity(reading=reading, order=NEW, reason="Trùng", by=keeper, at=NOW, seen=5)
    with pytest.raises(Missing):
        acting.leave_activity(reading=reading, order=99, reason="Trùng", by=keeper, at=NOW, seen=0)

    left = acting.leave_activity(reading=reading, order=NEW, reason="Trùng", by=keeper, at=NOW, seen=0)

    assert (left.decision, left.reason) == ("left_out", "Trùng")
    with pytest.raises(Missing):
        obligations.read_activity(reading, 99)


def test_several_are_kept_together_only_when_all_are_whole(reading: PlanReading, keeper: Officer) -> None:
    with pytest.raises(acting.BadActivity, match="dòng 3 chưa có đơn vị chủ trì, chưa rõ thời gian"):
        acting.keep_activities(reading=reading, orders=[NEW, STRANGE], by=keeper, at=NOW)
    assert not reading.activities.filter(decision="kept").exists()

    assert acting.keep_activities(reading=reading, orders=[KNOWN, NEW], by=keeper, at=NOW) == 2
    left = acting.leave_activities(reading=reading, orders=[STRANGE], reason="Không làm", by=keeper, at=NOW)

    assert left == 1
    assert obligations.next_open_activity(reading, 0) == 4
    with pytest.raises(NoneChosen):
        acting.keep_activities(reading=reading, orders=[], by=keeper, at=NOW)


def test_only_the_keeper_decides_and_only_while_it_is_open(reading: PlanReading, keeper: Officer) -> None:
    with pytest.raises(NotPlanKeeper):
        keep(reading, NEW, make_officer("specialist"))
    rule(reading, keeper)
    confirming.confirm(reading=reading, by=keeper, at=NOW)

    with pytest.raises(ReadingMoved):
        keep(reading, NEW, keeper)


def test_what_keeps_the_reading_from_being_confirmed_is_named(reading: PlanReading, keeper: Officer) -> None:
    keep(reading, KNOWN, keeper)
    keep(reading, NEW, keeper)
    standing = activity(reading, NEW + 2)
    ReadingActivity.objects.filter(pk=standing.pk).update(
        decision="kept", continues=Activity.objects.get(code="HD-01"), timing=""
    )

    told = [one.text for one in obstacles(reading) if one.where == "activity"]

    assert told == [
        "Hoạt động dòng 3 chưa được xem: giữ hoặc bỏ.",
        "Hoạt động dòng 5 chưa được xem: giữ hoặc bỏ.",
        "Hoạt động dòng 6 chưa được xem: giữ hoặc bỏ.",
        "Hoạt động dòng 4: chưa rõ thời gian.",
        "Hoạt động dòng 1: HD-01 được nối tiếp 2 lần.",
        "Hoạt động dòng 4: HD-01 được nối tiếp 2 lần.",
    ]


# in force


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
