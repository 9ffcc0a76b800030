"""The archive of invented old results: listed in the first weeks, scanned through the year, some waiting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from xaso.kernel.clock import at
from xaso.kernel.text import fold
from xaso.modules.dossiers.queries.old_results import to_scan
from xaso.modules.dossiers.reading.old_results import COLUMNS, ListedResult
from xaso.modules.dossiers.services import old_results as work
from xaso.modules.org.access import Role
from xaso.modules.procedures.queries import fields
from xaso.platform.files.services import store_bytes
from xaso.platform.papers import tables

from .names import invent
from .office import Office

if TYPE_CHECKING:
    from xaso.modules.dossiers.models import OldResult

KINDS = (
    ("Giấy khai sinh", "ho tich", "KS"),
    ("Giấy chứng nhận kết hôn", "ho tich", "KH"),
    ("Quyết định trợ cấp xã hội", "bao tro xa hoi", "QĐ-TC"),
    ("Giấy xác nhận tình trạng nhà ở", "nha o", "XN"),
)
FIRST_LISTED = timedelta(days=30)
WAITING = 6
"""The last scans nobody has looked at yet, so that the queue has work."""
SCANNED_SHARE = 0.3


def make_archive(first: date, last: date, *, most: int, rng: Random, office: Office) -> None:
    """List `most` old results, scan a share day by day, have another officer check all but the last."""
    clerk, checker = office.with_role(Role.CLERK)[0], office.with_role(Role.RECEIVER)[0]
    began = at(first + FIRST_LISTED, time(9, 0))
    rows = list(_rows(most, first, rng))
    sheet = tables.xlsx("Kết quả cũ", list(COLUMNS.values()), [])
    source = store_bytes(sheet, name="kiem-ke-kho.xlsx", content_type=tables.XLSX_TYPE, by=clerk, at=began)
    work.list_results(rows=rows, source=source, by=clerk, at=began)
    chosen = to_scan(int(most * SCANNED_SHARE))
    for number, (result, moment) in enumerate(
        zip(chosen, _moments(first + FIRST_LISTED, last, len(chosen)), strict=True)
    ):
        scan = work.scan_old(result=result, upload=_page(result), by=clerk, at=moment)
        if number < len(chosen) - WAITING:
            fault = "Mất dấu ở góc dưới" if rng.random() < 0.05 else ""
            work.check_old(
                result=scan, pages=1, noted=0, checked=work.CHECK_LIST, fault=fault, by=checker,
                at=moment + timedelta(hours=3),
            )  # fmt: skip


def _rows(most: int, first: date, rng: Random) -> Iterator[ListedResult]:
    known = {fold(field.name): field.name for field in fields()}
    for number in range(1, most + 1):
        kind, words, mark = rng.choice(KINDS)
        issued = first - timedelta(days=rng.randrange(200, 3650))
        field = next((name for folded, name in known.items() if words in folded), "")
        yield ListedResult(
            line=number + 1, kind=kind, number=f"{number:03d}/{issued:%Y}/{mark}", issued_on=issued,
            holder=invent(rng).full, issuer="UBND xã (trước sắp xếp)", field=field,
            place=f"Kệ {number // 60 + 1}, hộp {number // 12 + 1}",
        )  # fmt: skip


def _moments(first: date, last: date, count: int) -> Iterator[datetime]:
    """Mornings spread evenly over the days in between."""
    for number in range(count):
        day = first + (last - first) * (number + 1) // (count + 1)
        yield at(day, time(8 + number % 4, 10 + number % 45))


def _page(result: OldResult) -> SimpleUploadedFile:
    """A picture of a page that says it is invented."""
    image = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(image)
    for line, text in enumerate((result.number, "GIAY TO GIA LAP", "KHONG CO GIA TRI")):
        pen.text((60, 80 + line * 40), text.encode("ascii", "replace").decode(), fill="black")
    made = BytesIO()
    image.save(made, "JPEG", quality=70, dpi=(75, 75))
    return SimpleUploadedFile(f"{result.code}.jpg", made.getvalue(), "image/jpeg")
