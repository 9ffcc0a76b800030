"""Recurring activities: loaded, followed from a day, opened as tasks once."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import NOW, PACK, Cast, sign_in
from tests.factories import tasks as make
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.plan.access import NotYourTask
from xaso.modules.plan.jobs import open_obligations
from xaso.modules.plan.models import Activity, BudgetLine, Plan, Task
from xaso.modules.plan.rules.recurrence import parse_time
from xaso.modules.plan.services import load_activities
from xaso.modules.plan.services.naming_leads import HasLead, name_lead
from xaso.modules.plan.services.obligations import follow_from, open_due
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.queries import timeline

pytestmark = pytest.mark.django_db
LUNGPHINH = PACK.parents[2] / "communes" / "lungphinh"
IN_2026 = make.on(date(2026, 12, 1))


def rows() -> dict[str, Any]:
    """The activities of the invented pack."""
    found: dict[str, Any] = json.loads((PACK / "activities.json").read_text(encoding="utf-8"))
    return found


def load(data: dict[str, Any]) -> Any:
    return load_activities(data, plan="suoi-may-2025-2027", by=SYSTEM, at=NOW)


def follow(cast: Cast, day: date) -> None:
    follow_from(plan=Plan.objects.get(), day=day, by=cast.head_of_office, at=NOW)


def test_loading_again_writes_nothing(cast: Cast) -> None:
    entries = timeline("plan:suoi-may-2025-2027").count()

    again = load(rows())

    assert not again.is_change
    assert timeline("plan:suoi-may-2025-2027").count() == entries
    assert BudgetLine.objects.filter(activity__code="HD-01").get().funding == "Theo dự toán hằng năm"


def test_what_changed_is_written_and_what_is_gone_rests(cast: Cast) -> None:
    data = rows()
    data["activities"][0]["output"] = "Kế hoạch đã ký"
    data["activities"][1]["coordinators"] = []
    data["activities"][2]["leads"].pop()
    del data["activities"][3]
    data["budget_lines"][0]["name"] = "Mua máy in"

    loaded = load(data)

    assert set(loaded.changed) >= {"HD-01", "HD-02", "HD-03", "KP-MAY"}
    assert loaded.removed == ["HD-04"]
    assert not Activity.objects.get(code="HD-04").is_active
    assert load(rows()).is_change
    assert Activity.objects.get(code="HD-04").is_active


def test_each_lead_gets_a_task_of_its_own_once(cast: Cast) -> None:
    follow(cast, date(2026, 1, 1))

    opened = open_due(at=IN_2026)
    again = open_due(at=IN_2026)

    plans = [one for one in opened if one.activity and one.activity.code == "HD-03"]
    assert {one.lead.code: one.product_type for one in plans} == {
        "van-phong": "Kế hoạch",
        "kinh-te": "Kế hoạch của Phòng Kinh tế",
    }
    assert {one.for_year for one in plans} == {2027}
    assert {one.deadline for one in plans} == {date(2026, 12, 31)}
    assert again == []


def test_a_rhythm_opens_each_time_and_late_ones_are_not_hidden(cast: Cast) -> None:
    follow(cast, date(2026, 4, 1))

    open_due(at=IN_2026)

    found = Task.objects.filter(activity__code="HD-02").order_by("deadline")
    assert [one.occurrence for one in found] == ["2026-Q2", "2026-Q3", "2026-Q4"]
    assert found[0].deadline < date(2026, 12, 1)
    assert [one.code for one in found[0].coordinators.all()] == ["van-phong"]


def test_nothing_opens_before_its_time_nor_without_a_lead(cast: Cast) -> None:
    follow(cast, date(2026, 1, 1))

    opened = open_due(at=make.on(date(2026, 3, 1)))

    assert {one.activity.code for one in opened if one.activity} == {"HD-02"}
    assert not Task.objects.filter(activity__code="HD-04").exists()


def test_words_nobody_understands_open_nothing(cast: Cast) -> None:
    follow(cast, date(2026, 1, 1))
    Activity.objects.update(time_words="Theo yêu cầu")

    assert open_due(at=IN_2026) == []


def test_only_the_keeper_of_the_plan_sets_the_day_within_its_years(cast: Cast) -> None:
    plan = Plan.objects.get()

    with pytest.raises(NotYourTask):
        follow_from(plan=plan, day=date(2026, 1, 1), by=cast.chairman, at=NOW)
    with pytest.raises(Invalid):
        follow_from(plan=plan, day=date(2031, 1, 1), by=cast.head_of_office, at=NOW)


def test_the_job_opens_what_is_due(cast: Cast) -> None:
    follow(cast, date(2026, 1, 1))

    class Progress:
        at = IN_2026

        def tell(self, percent: int, stage: str) -> None:
            assert stage

    assert open_obligations(Progress())["opened"] > 0


def test_the_annex_of_the_commune_is_understood_to_the_last_row() -> None:
    data = json.loads((LUNGPHINH / "activities.json").read_text(encoding="utf-8"))

    annex = [row for row in data["activities"] if row["code"].startswith("PLI-")]

    assert len(annex) == 22
    assert all(parse_time(row["time_words"]) for row in data["activities"])
    assert all(row["leads"] or row["lead_note"] for row in annex)


def test_a_task_opened_by_the_plan_tells_where_it_comes_from(cast: Cast) -> None:
    follow(cast, date(2026, 1, 1))

    task = next(one for one in open_due(at=IN_2026) if one.activity and one.activity.code == "HD-01")

    assert task.giver is None
    assert task.origin_words.startswith("HD-01, ")
    assert task.budget_line is not None
    assert task.deadline - task.given_on == timedelta(days=30)


LEADERLESS = "HD-04"


def named(cast: Cast, unit: str = "kinh-te") -> Activity:
    activity = Activity.objects.get(code=LEADERLESS)
    name_lead(activity=activity, unit=unit, by=cast.head_of_office, at=NOW)
    return activity


def test_an_activity_without_a_lead_opens_tasks_once_the_plan_owner_names_one(cast: Cast) -> None:
    follow(cast, date(2026, 1, 1))
    before = Task.objects.filter(activity__code=LEADERLESS).count()

    activity = named(cast)
    open_due(at=IN_2026)

    assert before == 0
    assert Task.objects.filter(activity=activity, lead__code="kinh-te").exists()
    entry = timeline("activity:HD-04").get()
    assert (entry.event, entry.data["unit"]) == ("plan.activity_lead_named", "kinh-te")


def test_loading_the_pack_again_leaves_the_lead_a_person_named(cast: Cast) -> None:
    activity = named(cast)

    again = load(rows())

    assert not again.is_change
    assert activity.leads.get().unit.code == "kinh-te"


def test_a_lead_is_named_once_by_the_plan_owner_and_for_what_still_runs(cast: Cast) -> None:
    activity = named(cast)

    with pytest.raises(HasLead):
        name_lead(activity=activity, unit="van-phong", by=cast.head_of_office, at=NOW)
    with pytest.raises(NotYourTask):
        name_lead(activity=activity, unit="van-phong", by=cast.chairman, at=NOW)
    Activity.objects.update(is_active=False)
    with pytest.raises(Missing):
        name_lead(activity=activity, unit="van-phong", by=cast.head_of_office, at=NOW)


def test_the_page_says_which_activities_never_open_a_task_and_a_lead_is_named_there(
    cast: Cast,
) -> None:
    keeper, chairman = sign_in(Client(), cast.head_of_office), sign_in(Client(), cast.chairman)
    place = "/dieu-hanh/nhiem-vu/hoat-dong/"

    told = keeper.get(place).content.decode()
    read = chairman.get(place).content.decode()
    nothing = keeper.post(f"{place}HD-04/chu-tri/", {"unit": ""})
    done = keeper.post(f"{place}HD-04/chu-tri/", {"unit": "kinh-te"}, follow=True).content.decode()

    assert "không tự mở nhiệm vụ: HD-04" in told
    assert "kế hoạch chưa nêu đơn vị chủ trì cụ thể" in told
    assert "Chọn đơn vị chủ trì" in told
    assert "Chọn đơn vị chủ trì" not in read
    assert nothing.status_code == 422
    assert "Đã ghi đơn vị chủ trì" in done
    assert "không tự mở nhiệm vụ: HD-04" not in done
    assert keeper.get(f"{place}HD-04/chu-tri/").status_code == 404
