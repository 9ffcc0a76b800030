"""From a line of the plan to a line of the report, through pages and the worker.

A plan is handed in, ruled on and put in force; work is done; its quarter is closed; a figure is corrected
beside; the report is issued and every figure in it opens; the proof holds.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import dossiers as make
from tests.stories.browser import Browser
from tests.stories.hands import Office, Town
from xaso.kernel.clock import at, local_date
from xaso.modules.indicators.models import FrozenFigure
from xaso.modules.indicators.rules.typed import asked_window
from xaso.modules.indicators.rules.windows import Window, WindowKind

ONLINE = "Tỷ lệ hồ sơ bà con nộp qua mạng"
PLAN = """KẾ HOẠCH
Cải cách hành chính giai đoạn {first} - {last} của xã Suối Mây

I. CẢI CÁCH THỦ TỤC HÀNH CHÍNH
1. Chỉ tiêu
- {online} đạt tối thiểu 40% năm {year}, 45% năm {last}.
2. Nhiệm vụ
- Niêm yết công khai thủ tục tại nhà văn hóa các bản.
"""


def boxes(name: str, day: date) -> dict[str, str]:
    """A day in the three boxes of a form."""
    return {f"{name}-ngay": str(day.day), f"{name}-thang": str(day.month), f"{name}-nam": str(day.year)}


def closed_quarter(now: datetime) -> Window:
    """The last quarter that has ended."""
    return asked_window(local_date(now), WindowKind.QUARTER)


def put_in_force(keeper: Browser, window: Window) -> None:
    """Hand the plan in, keep its promise as counted, rule on every doubt, confirm, put in force."""
    year = window.year
    text = PLAN.format(first=year - 1, year=year, last=year + 1, online=ONLINE)
    file = SimpleUploadedFile("ke-hoach.txt", text.encode(), "text/plain")
    keeper.open("/dieu-hanh/ke-hoach/nop/")
    keeper.press("Nộp và đọc", {"file": file, "plan": "+", "title": "Kế hoạch cải cách của xã"})
    reading = keeper.path
    keeper.follow("Xem chỉ tiêu tiếp theo")
    keeper.press(
        "Giữ và xem dòng sau",
        {"owner": "van-phong", "binding": "measure", "measure": "dossiers.filed_online"},
    )
    keeper.open(f"{reading}can-xem-lai/")
    for address in sorted({href for href in keeper.addresses() if re.search(r"/can-xem-lai/\d+/$", href)}):
        keeper.open(address).press(
            "Ghi ý kiến và xem chỗ sau", {"ruling": "accepted", "reason": "Đã hỏi, giữ như văn bản."}
        )
    keeper.open(reading).follow("Xác nhận bản đọc")
    keeper.press("Xác nhận bản đọc", {"year_from": str(year - 1), "year_to": str(year + 1)})
    keeper.open(f"{reading}hieu-luc/")
    start = window.period.start
    keeper.press(
        "Đưa vào hiệu lực",
        {"number": "15-KH/ĐU", **boxes("decided_on", start), **boxes("in_force_on", start)},
    )


def corrected(office: Office, town: Town, window: Window, work: list[Any]) -> FrozenFigure:
    """Ask for a correction of the promise's figure of the year so far, and approve it as another person."""
    line = FrozenFigure.objects.get(
        closing__window=window.code,
        span="cumulative",
        name=ONLINE,
        measure="dossiers.filed_online",
        target__gt="",
    )
    here = f"/dieu-hanh/ky-bao-cao/{window.code}/so/{line.pk}/"
    assert (line.part, line.whole) == (0, len(work))
    office.head_of_office.open(here).follow("Lập điều chỉnh")
    office.head_of_office.press(
        "Gửi điều chỉnh",
        {"part": "2", "whole": str(len(work)), "reason": "Ghi nhầm kênh.", "evidence": make.picture()},
    )
    office.chairman.open(here).press("Duyệt điều chỉnh")
    page = office.chairman.open(here).text
    assert "điều chỉnh thành 66,67%" in page
    assert "không phải chữ ký số" in page
    return line


def issued(office: Office, town: Town, window: Window) -> str:
    """Open the quarter's report, write and take every part, make, submit, approve and issue it."""
    keeper, today = office.head_of_office, local_date(town.now())
    keeper.open("/dieu-hanh/bao-cao/lap/")
    keeper.press("Lập báo cáo và giao phần", {"kind": "cchc-quy", "window": window.code, "profile": "state"})
    record = keeper.path
    for address in sorted({href for href in keeper.addresses() if re.search(r"/phan/\d+/$", href)}):
        text = keeper.open(address).box("text")[0] or "Không phát sinh."
        keeper.press("Lưu và gửi đầu mối", {"text": text})
        keeper.open(address).press("Nhận phần này")
    keeper.open(f"{record}dung/").press("Dựng văn bản")
    town.run_queue()
    keeper.open(f"{record}trinh/").press("Trình duyệt")
    office.chairman.open(f"{record}duyet/").press("Duyệt")
    office.clerk.open(f"{record}ban-hanh/")
    signer = {"number": "5", "signer_title": "CHỦ TỊCH", "signer_name": "Hà Văn Núi"}
    office.clerk.press("Ban hành", {**signer, **boxes("issued_on", today)})
    town.run_queue()
    return record


def test_a_line_of_the_plan_becomes_a_line_of_the_report(town: Town, office: Office) -> None:
    window = closed_quarter(town.now())
    home, keeper = f"/dieu-hanh/ky-bao-cao/{window.code}/", office.head_of_office
    put_in_force(keeper, window)
    first = window.period.start + timedelta(days=10)
    work = [make.taken_in(town.cast, at(first + timedelta(days=number), time(9))) for number in range(3)]

    keeper.open(home).press(f"Khóa {window.label[0].lower()}{window.label[1:]}")
    town.run_queue()
    line = corrected(office, town, window, work)
    record = issued(office, town, window)
    keeper.open(f"{home}chung-minh/").press("Chứng minh ngay")
    town.run_queue()

    assert "Đã ban hành" in keeper.open(record).text
    paper = keeper.open(f"{record}xem/")
    ways = {href for href in paper.addresses() if href.startswith("/dieu-hanh/ky-bao-cao/")}
    same = FrozenFigure.objects.filter(closing=line.closing_id, target=line.target)
    assert ways & {f"/dieu-hanh/ky-bao-cao/{window.code}/so/{one.pk}/" for one in same}
    assert "điều chỉnh thành 66,67%" in paper.text
    assert "theo số điều chỉnh: Đang đạt" in paper.text
    for way in sorted(ways):
        keeper.open(way)
    shown = keeper.open(f"{home}so/{line.pk}/ban-ghi/").text
    assert all(one.code in shown for one in work)
    proof = keeper.open(f"{home}chung-minh/").text
    assert "Còn nguyên như lúc khóa" in proof
    assert "Nhật ký nguyên vẹn" in proof
    town.check_journal()
