"""Old results in the register, made by the services alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.platform.files.samples import pdf, upload
from xaso.modules.dossiers.models import OldResult
from xaso.modules.dossiers.reading.old_results import COLUMNS, ListedResult
from xaso.modules.dossiers.rules import SCAN_CHECKS
from xaso.modules.dossiers.services import old_results as work
from xaso.platform.files.services import store_bytes
from xaso.platform.papers import tables


def row(number: str = "12/2019", **more: Any) -> ListedResult:
    """One row of a list."""
    facts = {"kind": "Giấy khai sinh", "issued_on": date(2019, 3, 15), "holder": "Sùng Thị Xa"}
    return ListedResult(line=2, number=number, **facts | more)


def listed(cast: Cast, *rows: ListedResult, at: datetime = make.MONDAY) -> list[OldResult]:
    """Rows written into the register by the clerk."""
    chosen = rows or (row(),)
    source = store_bytes(b"ds", name="ds.xlsx", content_type=tables.XLSX_TYPE, by=cast.clerk, at=at)
    work.list_results(rows=chosen, source=source, by=cast.clerk, at=at)
    numbers = [one.number for one in chosen]
    return list(OldResult.objects.filter(number__in=numbers).order_by("pk"))


def scanned(cast: Cast, result: OldResult, *, pages: int = 2, at: datetime = make.MONDAY) -> OldResult:
    """Scanned by the clerk."""
    return work.scan_old(result=result, upload=upload(pdf(pages), "quet.pdf"), by=cast.clerk, at=at)


def checked(cast: Cast, result: OldResult, *, at: datetime = make.MONDAY, **more: Any) -> OldResult:
    """Checked by the counter's officer."""
    facts = {"pages": 2, "noted": 0, "checked": list(SCAN_CHECKS), "fault": ""}
    return work.check_old(result=result, by=cast.one_stop_officer, at=at, **facts | more)


def sheet(*rows: Sequence[object], heads: Sequence[str] = ()) -> bytes:
    """An Excel list with the heads of the template."""
    return tables.xlsx("Kết quả cũ", list(heads or COLUMNS.values()), rows)
