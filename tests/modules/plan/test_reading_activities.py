"""The activities of a plan's annex are ruled on line by line and open tasks when the plan is in force."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories.officers import make_officer
from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_acts import activity, keep, rule
from tests.modules.plan.reading_work import ANNEX, KNOWN, NEW, NOW, STRANGE
from xaso.kernel.errors import Missing
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import Activity, PlanReading, ReadingActivity
from xaso.modules.plan.queries import obligations, readings
from xaso.modules.plan.queries.reading_checks import obstacles
from xaso.modules.plan.reading.lifecycle import ReadingMoved
from xaso.modules.plan.services import reading_activities as acting
from xaso.modules.plan.services import reading_confirming as confirming
from xaso.modules.plan.services.reading_intake import NotPlanKeeper
from xaso.modules.plan.services.reading_rows import ItemChanged, NeedsReason, NoneChosen
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Officer:
    return work.keeper()


@pytest.fixture
def reading(keeper: Officer) -> PlanReading:
    return work.uploaded(keeper, text=ANNEX)


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
