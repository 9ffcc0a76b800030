"""A small invented plan handed in by whoever keeps the plan of the invented commune."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.officers import make_officer
from xaso.kernel.clock import at
from xaso.modules.org import queries as org
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import Plan, PlanReading, PlanVersion, ReadingItem
from xaso.modules.plan.queries import readings
from xaso.modules.plan.services import reading_activities as acting
from xaso.modules.plan.services import reading_confirming as confirming
from xaso.modules.plan.services import reading_deciding as deciding
from xaso.modules.plan.services.reading_intake import upload_plan

NOW = at(date(2026, 3, 2), time(9, 0))
PLAN = "suoi-may-2025-2027"
TEXT = """KẾ HOẠCH
Cải cách hành chính giai đoạn 2026 - 2028 của xã Suối Mây

I. CẢI CÁCH THỦ TỤC HÀNH CHÍNH
1. Chỉ tiêu
- Tỷ lệ người dân hài lòng đạt tối thiểu 95%.
- Tỷ lệ hồ sơ giải quyết đúng hạn đạt 97% năm 2026, 98% năm 2027, 99% năm 2028.
- Số thủ tục được rút ngắn thời gian từ 10 đến 15 thủ tục vào năm 2027.
2. Nhiệm vụ
- Niêm yết công khai thủ tục tại nhà văn hóa các bản.
II. CHÍNH QUYỀN SỐ
1. Chỉ tiêu
- Tỷ lệ hồ sơ nộp trực tuyến đạt trên 120% vào năm 2028.
- Hoàn thành trước ngày 31/02/2027: 100% thôn, bản có nhóm liên lạc số.
2. Nhiệm vụ
- Mở lớp hướng dẫn dùng điện thoại cho bà con.
"""
ANNEX = (
    TEXT
    + """
Phụ lục I
KHUNG KẾ HOẠCH

"""
    + "\n".join(
        "\t".join(row.split("|"))
        for row in (
            "STT|Mục tiêu|Nhiệm vụ|Hoạt động|Kết quả, sản phẩm|Chủ trì|Phối hợp|Thời gian|Kinh phí",
            "I|Cải cách thủ tục hành chính",
            "1|Thủ tục gọn|Kiểm soát thủ tục|Ban hành kế hoạch kiểm soát thủ tục hành chính|Kế hoạch"
            "|Văn phòng|Các phòng|Tháng 12 hàng năm|Theo dự toán hằng năm",
            "2|Thủ tục gọn|Kiểm soát thủ tục|Niêm yết thủ tục tại nhà văn hóa các bản|Biên bản|Phòng Kinh tế"
            "|Văn phòng, Các bản|Hằng quý|Ngân sách xã",
            "3|Thủ tục gọn|Kiểm soát thủ tục|Kiểm tra bộ phận một cửa|Báo cáo|Đoàn kiểm tra||Khi có yêu cầu|",
        )
    )
    + "\n"
)
"""The same with an annex: an activity the commune has already, a new one, and one nobody understands."""
SATISFIED, ON_TIME, SHORTER, ONLINE, LINKED = 1, 2, 3, 4, 5
"""The promises of the text, by their order."""
KNOWN, NEW, STRANGE = 1, 2, 3
"""The activities of the annex; after them come those in force that it does not name."""


def keeper() -> Officer:
    """Somebody who keeps the plan."""
    return make_officer("plan_owner", full_name="Lù Thị Kế")


def file(text: str = TEXT, name: str = "ke-hoach.txt") -> SimpleUploadedFile:
    """The file of a plan as a browser sends it."""
    return SimpleUploadedFile(name, text.encode(), "text/plain")


def uploaded(by: Officer, *, renews: bool = True, text: str = TEXT, moment: datetime = NOW) -> PlanReading:
    """A reading of the text, a new version of the commune's plan or a plan of its own."""
    plan = Plan.objects.get(code=PLAN) if renews else None
    return upload_plan(upload=file(text), plan=plan, title="", by=by, at=moment)


def ruled(reading: PlanReading, by: Officer) -> PlanReading:
    """Everything decided: every promise kept by the office, every activity kept, every doubt accepted."""
    orders = list(reading.items.values_list("order", flat=True))
    owner = org.unit("van-phong")
    deciding.keep_many(reading=reading, orders=orders, owner=owner, typed=True, by=by, at=NOW)
    activities = list(reading.activities.values_list("order", flat=True))
    if activities:
        acting.keep_activities(reading=reading, orders=activities, by=by, at=NOW)
    for finding in reading.findings.all():
        deciding.rule_finding(
            reading=reading,
            order=finding.order,
            ruling="accepted",
            correction="",
            reason="Đã hỏi, giữ như văn bản.",
            by=by,
            at=NOW,
            seen=0,
        )
    return reading


def decision(number: str = "15-KH/ĐU", on: date = date(2026, 3, 1)) -> confirming.Decision:
    """The decision of a day."""
    return confirming.Decision(number, on, on)


def in_force(by: Officer, *, renews: bool = True, text: str = TEXT) -> PlanVersion:
    """The text as the plan in force."""
    reading = ruled(uploaded(by, renews=renews, text=text), by)
    confirming.confirm(reading=reading, by=by, at=NOW)
    return confirming.put_in_force(
        reading=readings.reading(reading.public_id), decision=decision(), by=by, at=NOW
    )


def item(reading: PlanReading, order: int) -> ReadingItem:
    """One promise of the reading."""
    return readings.item(reading, order)


def facts(one: ReadingItem, **changes: Any) -> deciding.ItemIn:
    """What the page would send if nothing were touched."""
    base = deciding.ItemIn(
        name=one.name,
        section_code=one.section_code,
        section_name=one.section_name,
        unit=one.unit,
        owner=org.unit("van-phong"),
        target=one.target,
        levels=one.thresholds,
        binding="typed",
        measure="",
    )
    return replace(base, **changes)


def keep(reading: PlanReading, order: int, by: Officer, **changes: Any) -> ReadingItem:
    """Keep a promise as it was read, but for the changes."""
    one = item(reading, order)
    return deciding.keep_item(
        reading=reading, order=order, facts=facts(one, **changes), by=by, at=NOW, seen=one.revision
    )


def events(reading: PlanReading) -> list[str]:
    """What the journal tells of the reading, in order."""
    return [entry.event for entry in readings.history(reading)]
