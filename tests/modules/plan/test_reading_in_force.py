"""A reading is checked, confirmed, put in force as a version, opened again or dropped."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_work import NOW, PLAN, keep
from xaso.modules.org import queries as org
from xaso.modules.org.models import Officer
from xaso.modules.plan import queries
from xaso.modules.plan.models import Plan, PlanReading, PlanVersion, ReadingItem, Target
from xaso.modules.plan.queries import readings
from xaso.modules.plan.queries.reading_checks import obstacles
from xaso.modules.plan.reading.lifecycle import ReadingMoved
from xaso.modules.plan.services import load_plan
from xaso.modules.plan.services import reading_confirming as confirming
from xaso.modules.plan.services.reading_rows import NeedsReason
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Officer:
    return work.keeper()


@pytest.fixture
def reading(keeper: Officer) -> PlanReading:
    return work.uploaded(keeper)


# confirming and putting in force


def test_what_is_missing_is_named_one_by_one(reading: PlanReading, keeper: Officer) -> None:
    keep(reading, work.ON_TIME, keeper, owner=None, binding="")
    keep(reading, work.SATISFIED, keeper)
    ReadingItem.objects.filter(reading=reading, order=work.SHORTER).update(
        decision="kept", unit="", section_code="", target=Target.objects.get(code="I-01")
    )

    found = obstacles(reading)

    told = [(one.where, one.order) for one in found]
    assert told.count(("item", work.ONLINE)) == 1
    assert told.count(("item", work.SATISFIED)) == 1, "continued twice"
    assert next(one.text for one in found if one.order == work.ON_TIME).endswith(
        "chưa có đơn vị phụ trách, chưa chọn nguồn số liệu."
    )
    assert any("chưa có đơn vị tính, chưa có mục" in one.text for one in found)
    assert [one.order for one in found if one.where == "finding"] == [1, 2], "only the grave ones"
    with pytest.raises(confirming.NotReady, match="chỗ nữa") as refused:
        confirming.confirm(reading=reading, by=keeper, at=NOW)
    assert refused.value.obstacles == found


def test_a_reading_with_nothing_kept_and_no_years_is_not_ready(keeper: Officer) -> None:
    found = work.uploaded(keeper, renews=False, text="Xã Suối Mây\nBà con các bản giữ rừng.\n")
    PlanReading.objects.filter(pk=found.pk).update(title="", year_from=None)
    found.refresh_from_db()

    told = [one.text for one in obstacles(found)]

    assert len(told) == 3
    assert "Chưa có chỉ tiêu nào được giữ." in told


def test_the_head_is_set_and_checked(reading: PlanReading, keeper: Officer) -> None:
    for title, first, last, field in ((" ", 2026, 2028, "title"), ("Kế hoạch", 2028, 2026, "year_to")):
        with pytest.raises(confirming.BadHead) as refused:
            confirming.amend_head(
                reading=reading, title=title, year_from=first, year_to=last, by=keeper, at=NOW
            )
        assert [problem.field for problem in refused.value.problems] == [field]

    confirming.amend_head(
        reading=reading, title="Kế hoạch mới", year_from=2026, year_to=2028, by=keeper, at=NOW
    )

    found = readings.reading(reading.public_id)
    assert (found.title, found.year_from, found.year_to) == ("Kế hoạch mới", 2026, 2028)


def test_a_confirmed_reading_is_closed_until_it_is_opened_again(
    reading: PlanReading, keeper: Officer
) -> None:
    work.ruled(reading, keeper)
    confirming.confirm(reading=reading, by=keeper, at=NOW)

    with pytest.raises(ReadingMoved):
        keep(reading, 1, keeper)
    with pytest.raises(NeedsReason):
        confirming.reopen(reading=reading, reason="", by=keeper, at=NOW)
    confirming.reopen(reading=reading, reason="Sót một dòng", by=keeper, at=NOW)

    kept = keep(reading, 1, keeper)
    found = readings.reading(reading.public_id)
    assert kept.revision == 2
    assert (found.state, found.confirmed_by, found.reason) == ("read", None, "Sót một dòng")


def test_a_dropped_reading_stays_to_be_seen(reading: PlanReading, keeper: Officer) -> None:
    confirming.drop(reading=reading, reason="Nộp nhầm tệp", by=keeper, at=NOW)

    found = readings.reading(reading.public_id)
    assert (found.state, found.reason) == ("dropped", "Nộp nhầm tệp")
    with pytest.raises(ReadingMoved):
        confirming.confirm(reading=found, by=keeper, at=NOW)


def test_a_new_version_changes_adds_and_ends_targets_and_keeps_the_history(keeper: Officer) -> None:
    version = work.in_force(keeper)

    plan = Plan.objects.get(code=PLAN)
    assert (version.number, version.plan, plan.decision) == (2, plan, "Số 15-KH/ĐU ngày 01/03/2026")
    satisfied = Target.objects.get(code="I-01")
    assert satisfied.measure == "surveys.satisfaction"
    assert satisfied.basis == "Cải cách thủ tục hành chính: “Tỷ lệ người dân hài lòng đạt tối thiểu 95%”"
    assert [bar.value for bar in satisfied.thresholds.order_by("year")] == [95, 95, 95]
    new = Target.objects.get(code="I-05")
    assert (new.name, new.source, new.owner) == (
        "Tỷ lệ hồ sơ giải quyết đúng hạn",
        "D",
        org.unit("van-phong"),
    )
    ended = Target.objects.get(code="II-04")
    assert (ended.ended_on, ended.ended_by) == (date(2026, 3, 1), version)
    entry = Entry.objects.filter(event="plan.loaded").latest("seq")
    assert entry.data["version"] == 2
    assert entry.data["removed"] == ["I-02", "I-03", "I-04", "II-02", "II-03", "II-04"]
    assert entry.data["reading"] == str(version.reading.public_id if version.reading else "")
    assert [one["kind"] for one in version.snapshot["rulings"]][:1] == ["tỷ lệ vượt 100%"]
    assert len(version.snapshot["tasks"]) == 2


def test_a_bound_measure_gives_the_class_of_the_figure(reading: PlanReading, keeper: Officer) -> None:
    work.ruled(reading, keeper)
    measures = {work.ON_TIME: "surveys.satisfaction", work.LINKED: "dossiers.on_time"}
    for order, measure in measures.items():
        keep(reading, order, keeper, binding="measure", measure=measure)
    ReadingItem.objects.filter(reading=reading, order=work.SHORTER).update(unit="percent")
    keep(reading, work.SHORTER, keeper, binding="measure", measure="procedures.via_one_stop")
    confirming.confirm(reading=reading, by=keeper, at=NOW)

    confirming.put_in_force(reading=reading, decision=work.decision(), by=keeper, at=NOW)

    sources = {one.measure: one.source for one in Target.objects.filter(ended_on=None)}
    assert sources["surveys.satisfaction"] == "C"
    assert sources["dossiers.on_time"] == "A"
    assert sources["procedures.via_one_stop"] == "B"


def test_a_plan_of_its_own_gets_codes_of_plain_letters(keeper: Officer) -> None:
    version = work.in_force(keeper, renews=False)

    assert version.number == 1
    assert version.plan.code == "ke-hoach"
    codes = [target["code"] for target in version.snapshot["targets"]]
    assert codes == ["I-05", "I-06", "I-07", "II-05", "II-06"], "the codes of the other plan are taken"
    again = work.in_force(keeper, renews=False)
    assert again.plan.code == "ke-hoach-2"
    assert Plan.objects.get(code=PLAN).versions.count() == 1


def test_the_next_version_replaces_the_reading_and_a_dropped_target_comes_back(keeper: Officer) -> None:
    first = work.in_force(keeper)
    reading = work.uploaded(keeper)
    work.ruled(reading, keeper)
    ended = ReadingItem.objects.filter(reading=reading, order=work.SHORTER)
    ended.update(target=Target.objects.get(code="II-04"))
    confirming.confirm(reading=reading, by=keeper, at=NOW)

    second = confirming.put_in_force(
        reading=readings.reading(reading.public_id), decision=work.decision("16-KH/ĐU"), by=keeper, at=NOW
    )

    assert second.number == 3
    assert first.reading is not None
    assert readings.reading(first.reading.public_id).state == "replaced"
    assert Target.objects.get(code="II-04").ended_on is None
    assert Target.objects.get(code="I-06").ended_on == date(2026, 3, 1), "its promise became another target"


@pytest.mark.parametrize(
    ("decision", "fields"),
    [
        (confirming.Decision(" ", None, None), ["number", "decided_on", "in_force_on"]),
        (work.decision(on=NOW.date() + timedelta(days=1)), ["decided_on", "in_force_on"]),
        (work.decision(on=date(1900, 1, 1)), ["decided_on", "in_force_on"]),
        (confirming.Decision("1", date(2026, 3, 1), date(2026, 2, 1)), ["in_force_on"]),
        (confirming.Decision("1", date(2024, 11, 1), date(2024, 12, 1)), ["in_force_on"]),
    ],
)
def test_a_decision_that_is_missing_still_to_come_or_too_early_is_refused(
    reading: PlanReading, keeper: Officer, decision: confirming.Decision, fields: list[str]
) -> None:
    work.ruled(reading, keeper)
    confirming.confirm(reading=reading, by=keeper, at=NOW)

    with pytest.raises(confirming.BadHead) as refused:
        confirming.put_in_force(reading=reading, decision=decision, by=keeper, at=NOW)

    assert [problem.field for problem in refused.value.problems] == fields
    assert Plan.objects.get(code=PLAN).versions.count() == 1


def test_a_version_does_not_come_into_force_before_the_one_people_confirmed(keeper: Officer) -> None:
    work.in_force(keeper)
    reading = work.ruled(work.uploaded(keeper), keeper)
    confirming.confirm(reading=reading, by=keeper, at=NOW)

    with pytest.raises(confirming.BadHead) as refused:
        confirming.put_in_force(
            reading=readings.reading(reading.public_id), decision=work.decision(on=date(2026, 2, 27)),
            by=keeper, at=NOW,
        )  # fmt: skip

    assert "Bản 2 đang dùng có hiệu lực từ 01/03/2026" in refused.value.problems[0].sentence


def test_a_strict_comparator_is_kept_from_the_text_to_the_judgement(keeper: Officer) -> None:
    version = work.in_force(keeper)

    online = next(one for one in version.snapshot["targets"] if one["code"] == "II-01")
    seen = queries.target("II-01", 2028)

    assert [bar["comparator"] for bar in online["thresholds"]] == [">"]
    assert seen.bar is not None
    assert queries.bar_words(seen.bar, "percent") == "trên 120%"
    at_the_edge = queries.judge(Decimal(120), seen.bar, measured=True, year_over=True, unit="percent")
    assert at_the_edge.kind is queries.Kind.MISSED
    assert load_plan(
        version.snapshot | {"code": "khac", "targets": [online | {"code": "K-1"}]}, by=SYSTEM, at=NOW
    )
    assert Target.objects.get(code="K-1").thresholds.get().comparator == ">"


def test_the_pack_leaves_a_plan_people_confirmed_alone(keeper: Officer) -> None:
    version = work.in_force(keeper)
    first = PlanVersion.objects.get(plan=version.plan, number=1)

    loaded = load_plan(first.snapshot, by=SYSTEM, at=NOW)

    assert (loaded.is_kept, loaded.is_change) == (True, False)
    assert Target.objects.get(code="II-04").ended_on is not None
    assert version.plan.versions.count() == 2
