"""A plan's text is taken in, read, ruled on, confirmed and put in force."""

from __future__ import annotations

import hashlib
import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_work import NOW, events, item, keep
from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import PlanReading, Target
from xaso.modules.plan.queries import readings
from xaso.modules.plan.reading import UnreadablePlan
from xaso.modules.plan.services import reading_confirming as confirming
from xaso.modules.plan.services import reading_deciding as deciding
from xaso.modules.plan.services.reading_checking import BadItem
from xaso.modules.plan.services.reading_intake import AT_ONCE, NotPlanKeeper, read_plan, upload_plan
from xaso.modules.plan.services.reading_rows import ItemChanged, NeedsReason, NoneChosen
from xaso.platform.files.kinds import CONTENT_TYPES
from xaso.platform.files.models import StoredFile
from xaso.platform.files.refusals import FileRefused
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import run_queued

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Officer:
    return work.keeper()


@pytest.fixture
def reading(keeper: Officer) -> PlanReading:
    return work.uploaded(keeper)


# taking in


def test_a_small_file_is_read_at_once_into_promises_doubts_and_lines(reading: PlanReading) -> None:
    found = readings.reading(reading.public_id)

    assert found.state == "read"
    assert (found.year_from, found.year_to) == (2026, 2028), "as its title says"
    assert readings.tally(found).items == 5
    assert readings.tally(found).high_unruled == 2
    assert readings.tally(found).tasks == 2
    assert events(found) == ["plan.uploaded", "plan.read"]
    assert readings.whole_reading(found.public_id)["targets"][0]["value"] == 95


def test_a_promise_takes_over_what_the_target_in_force_says(reading: PlanReading) -> None:
    satisfied, online = item(reading, work.SATISFIED), item(reading, work.ONLINE)

    assert satisfied.target is not None
    assert satisfied.target.code == "I-01"
    assert (satisfied.measure, satisfied.binding) == ("surveys.satisfaction", "measure")
    assert satisfied.owner == org.unit("van-phong")
    assert "đơn vị phụ trách" not in satisfied.note
    assert [bar["value"] for bar in satisfied.thresholds] == ["95", "95", "95"]
    assert online.target is not None
    assert online.target.code == "II-01"
    assert [(bar["comparator"], bar["value"]) for bar in online.thresholds] == [(">", "120")]


def test_a_series_is_one_promise_and_what_is_new_is_left_open(reading: PlanReading) -> None:
    on_time = item(reading, work.ON_TIME)

    assert on_time.target is None
    assert [(bar["year"], bar["value"]) for bar in on_time.thresholds] == [
        (2026, "97"),
        (2027, "98"),
        (2028, "99"),
    ]
    assert (on_time.owner, on_time.binding, on_time.decision) == (None, "", "open")
    assert (on_time.section_code, on_time.section_name) == ("I", "Cải cách thủ tục hành chính")


def test_a_text_that_names_no_years_takes_those_of_the_plan_it_renews(keeper: Officer) -> None:
    timeless = "KẾ HOẠCH\nI. CHỈ TIÊU\n- Tỷ lệ người dân hài lòng đạt tối thiểu 95%.\n"

    found = work.uploaded(keeper, text=timeless)

    assert (found.year_from, found.year_to) == (2025, 2027)


def test_a_plan_not_known_before_takes_its_years_from_its_title(keeper: Officer) -> None:
    found = work.uploaded(keeper, renews=False)

    assert (found.plan, found.year_from, found.year_to) == (None, 2026, 2028)
    assert found.title == "ke-hoach"
    assert not found.items.exclude(target=None).exists()


def test_a_large_file_is_read_in_the_background_with_a_link_at_the_end(keeper: Officer) -> None:
    filler = "- Tuyên truyền cho bà con các bản hiểu kế hoạch.\n" * (AT_ONCE // 50)

    found = work.uploaded(keeper, text=work.TEXT + filler)

    assert found.state == "queued"
    run_queued(at=NOW)
    job = Job.objects.get(pk=found.job_id)
    assert job.owner_id == keeper.user.get_username()
    assert job.result is not None
    assert job.result["link"] == f"/dieu-hanh/ke-hoach/ban-doc/{found.public_id}/"
    assert readings.reading(found.public_id).state == "read"
    assert readings.tally(found).items == 5


def test_a_word_file_is_weighed_by_its_text_and_not_by_its_packed_size(keeper: Officer) -> None:
    short, long = word(10), word(12_000)

    small = upload_plan(upload=short, plan=None, title="Ngắn", by=keeper, at=NOW)
    large = upload_plan(upload=long, plan=None, title="Dài", by=keeper, at=NOW)

    assert large.file.size < AT_ONCE
    assert (small.state, large.state) == ("read", "queued")


def word(paragraphs: int) -> SimpleUploadedFile:
    document, kept = Document(), io.BytesIO()
    for number in range(paragraphs):
        mark = hashlib.sha256(str(number).encode()).hexdigest()[:12]
        document.add_paragraph(f"- Tuyên truyền cho bà con bản {mark} hiểu kế hoạch của xã và cùng làm theo.")
    document.save(kept)
    return SimpleUploadedFile("ke-hoach.docx", kept.getvalue(), CONTENT_TYPES["docx"])


def test_reading_again_changes_nothing(reading: PlanReading) -> None:
    read_plan(reading.pk, at=NOW)

    assert events(reading).count("plan.read") == 1
    assert reading.items.count() == 5


def test_a_file_found_unreadable_in_the_background_says_why(keeper: Officer) -> None:
    filler = "- Tuyên truyền cho bà con.\n" * (AT_ONCE // 20)
    found = work.uploaded(keeper, text=work.TEXT + filler)
    with found.file.content.storage.open(found.file.content.name, "wb") as stored:
        stored.write(b"%PDF-1.7 something else")

    read_plan(found.pk, at=NOW)

    found.refresh_from_db()
    assert found.state == "unreadable"
    assert "PDF" in found.failure
    assert events(found) == ["plan.uploaded", "plan.unreadable"]


def test_what_cannot_be_read_is_refused_and_not_kept(keeper: Officer) -> None:
    blank = SimpleUploadedFile("trang.txt", b"   \n ", "text/plain")
    picture = SimpleUploadedFile("anh.pdf", b"%PDF-1.7", "application/pdf")

    with pytest.raises(UnreadablePlan):
        upload_plan(upload=blank, plan=None, title="", by=keeper, at=NOW)
    with pytest.raises(FileRefused, match=r"Word \(\.docx\)"):
        upload_plan(upload=picture, plan=None, title="", by=keeper, at=NOW)

    assert not PlanReading.objects.exists()
    assert not StoredFile.objects.exists()


def test_only_who_keeps_the_plan_does_any_of_it(reading: PlanReading, chairman: Officer) -> None:
    steps = [
        lambda: work.uploaded(chairman),
        lambda: keep(reading, 1, chairman),
        lambda: confirming.confirm(reading=reading, by=chairman, at=NOW),
        lambda: confirming.put_in_force(reading=reading, decision=work.decision(), by=chairman, at=NOW),
        lambda: confirming.drop(reading=reading, reason="Thử", by=chairman, at=NOW),
    ]

    for step in steps:
        with pytest.raises(NotPlanKeeper):
            step()


# deciding


def test_a_promise_is_kept_as_the_officer_says(reading: PlanReading, keeper: Officer) -> None:
    kept = keep(
        reading,
        work.ON_TIME,
        keeper,
        name="Tỷ lệ hồ sơ đúng hạn",
        binding="measure",
        measure="dossiers.on_time",
        levels=[{"year": 2026, "comparator": "range", "value": "97,5", "value_to": "99"}],
        baseline_value=Decimal("91.2"),
        baseline_year=2025,
        baseline_source="Báo cáo năm 2025",
        typed_as="period",
        scale_min=Decimal(0),
        scale_max=Decimal(100),
    )

    assert (kept.decision, kept.decided_by, kept.revision) == ("kept", keeper, 1)
    assert kept.thresholds == [{"year": 2026, "comparator": "range", "value": "97.5", "value_to": "99"}]
    entry = readings.history(reading).last()
    assert entry is not None
    assert entry.event == "plan.item_decided"
    assert entry.data["facts"]["thresholds"] == "2026 range 97.5–99"
    assert entry.data["facts"]["measure"] == "dossiers.on_time"
    assert (kept.typed_as, kept.scale_min, kept.scale_max) == ("period", 0, 100)


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"name": " "}, "name", "tên"),
        ({"section_code": "", "section_name": ""}, "section", "mục"),
        ({"unit": "kg"}, "unit", "đơn vị tính"),
        ({"scale_min": Decimal(1), "scale_max": Decimal(1)}, "scale_max", "lớn hơn"),
        ({"typed_as": "always"}, "typed_as", "lũy kế"),
        ({"binding": "guess"}, "binding", "nguồn"),
        ({"binding": "measure", "measure": "no.such"}, "measure", "Chọn phép đo"),
        ({"binding": "measure", "measure": "dossiers.received"}, "measure", "đếm số lượng"),
        ({"unit": "count", "binding": "measure", "measure": "dossiers.on_time"}, "measure", "%"),
        ({"binding": "measure", "measure": "dossiers.old_results_growth"}, "measure", "điểm %"),
        (
            {"levels": [{"year": 2026, "comparator": ">=", "value": "nhiều"}]},
            "level_2026",
            "không phải là số",
        ),
        (
            {"levels": [{"year": 2026, "comparator": ">=", "value": "Infinity"}]},
            "level_2026",
            "không phải là số",
        ),
        ({"levels": [{"year": 2026, "comparator": "~", "value": "1"}]}, "level_2026", "so sánh"),
        (
            {"levels": [{"year": 2026, "comparator": "range", "value": "5", "value_to": "3"}]},
            "level_2026",
            "từ",
        ),
        (
            {"levels": [{"year": 2026, "comparator": "range", "value": "5", "value_to": ""}]},
            "level_2026",
            "từ",
        ),
        ({"levels": [{"year": 2026, "comparator": "=", "value": "1e11"}]}, "level_2026", "quá lớn"),
    ],
)
def test_what_cannot_become_a_target_is_named(
    reading: PlanReading, keeper: Officer, changes: dict[str, Any], field: str, word: str
) -> None:
    with pytest.raises(BadItem) as refused:
        keep(reading, work.ON_TIME, keeper, **changes)

    assert [problem.field for problem in refused.value.problems] == [field]
    assert word in refused.value.problems[0].sentence
    assert item(reading, work.ON_TIME).decision == "open"


def test_a_target_in_force_is_continued_by_one_promise(reading: PlanReading, keeper: Officer) -> None:
    keep(reading, work.SATISFIED, keeper)

    with pytest.raises(BadItem) as refused:
        keep(reading, work.ON_TIME, keeper, target=Target.objects.get(code="I-01"))

    assert refused.value.problems[0].field == "target"
    assert "dòng số 1" in refused.value.problems[0].sentence


def test_who_comes_second_is_told(reading: PlanReading, keeper: Officer) -> None:
    one = item(reading, work.ON_TIME)
    keep(reading, work.ON_TIME, keeper)

    with pytest.raises(ItemChanged):
        deciding.leave_item(
            reading=reading, order=one.order, reason="Thử", by=keeper, at=NOW, seen=one.revision
        )


def test_a_promise_is_left_out_with_a_reason_only(reading: PlanReading, keeper: Officer) -> None:
    with pytest.raises(NeedsReason):
        deciding.leave_item(reading=reading, order=1, reason="  ", by=keeper, at=NOW, seen=0)

    left = deciding.leave_item(reading=reading, order=1, reason="Trùng dòng 2", by=keeper, at=NOW, seen=0)

    assert (left.decision, left.reason) == ("left_out", "Trùng dòng 2")


def test_several_are_decided_at_once_filling_only_what_is_open(reading: PlanReading, keeper: Officer) -> None:
    count = deciding.keep_many(
        reading=reading, orders=[1, 2, 99], owner=org.unit("kinh-te"), typed=True, by=keeper, at=NOW
    )
    left = deciding.leave_many(reading=reading, orders=[3], reason="Không theo dõi", by=keeper, at=NOW)

    assert (count, left) == (2, 1)
    assert (item(reading, 1).owner, item(reading, 1).binding) == (org.unit("van-phong"), "measure")
    assert (item(reading, 2).owner, item(reading, 2).binding) == (org.unit("kinh-te"), "typed")
    with pytest.raises(NoneChosen):
        deciding.leave_many(reading=reading, orders=[], reason="Thử", by=keeper, at=NOW)


def test_targets_the_text_does_not_name_are_kept_when_asked_for(
    reading: PlanReading, keeper: Officer
) -> None:
    assert [one.code for one in readings.unnamed_targets(reading).rows] == [
        "I-02", "I-03", "I-04", "II-02", "II-03", "II-04",
    ]  # fmt: skip

    count = deciding.carry_over(reading=reading, codes=["I-02", "II-04", "I-01"], by=keeper, at=NOW)

    assert count == 2, "I-01 is continued by a promise already"
    carried = readings.items(reading, show="carried").rows
    assert [(one.target.code if one.target else "", one.decision) for one in carried] == [
        ("I-02", "kept"),
        ("II-04", "kept"),
    ]
    assert carried[0].thresholds[0] == {"year": 2025, "comparator": ">=", "value": "80", "value_to": None}
    with pytest.raises(NoneChosen):
        deciding.carry_over(reading=reading, codes=["I-02"], by=keeper, at=NOW)


@pytest.mark.parametrize(
    ("ruling", "correction", "reason", "field"),
    [
        ("", "", "Vì sao", "ruling"),
        ("perhaps", "", "Vì sao", "ruling"),
        ("corrected", " ", "Vì sao", "correction"),
        ("accepted", "", " ", "reason"),
        ("asked", "", "", "reason"),
    ],
)
def test_a_ruling_without_its_words_is_refused(
    reading: PlanReading, keeper: Officer, ruling: str, correction: str, reason: str, field: str
) -> None:
    with pytest.raises(NeedsReason) as refused:
        rule(reading, keeper, ruling=ruling, correction=correction, reason=reason)

    assert refused.value.field == field


def rule(reading: PlanReading, by: Officer, order: int = 1, seen: int = 0, **words: str) -> None:
    said = {"ruling": "accepted", "correction": "", "reason": ""} | words
    deciding.rule_finding(reading=reading, order=order, by=by, at=NOW, seen=seen, **said)


def test_a_doubt_is_ruled_on_and_nothing_is_corrected_by_it(reading: PlanReading, keeper: Officer) -> None:
    before = item(reading, work.ONLINE).thresholds

    rule(reading, keeper, ruling="corrected", correction="Là 100%", reason="Đã hỏi")

    found = readings.finding(reading, 1)
    assert (found.ruling, found.correction, found.ruled_by) == ("corrected", "Là 100%", keeper)
    assert item(reading, work.ONLINE).thresholds == before
    with pytest.raises(ItemChanged):
        rule(reading, keeper, reason="Người thứ hai")
    with pytest.raises(Missing):
        rule(reading, keeper, order=99, reason="Không có")
