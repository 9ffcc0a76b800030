"""A closed window for the national reporting system: code, period, unit, value, source, approver, lock.

No public interface of that system was found (documents.md B-09), so this is a documented file, in three
shapes with one content. `docs/period-export.md` is its description.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xaso.kernel.clock import local
from xaso.modules.org import queries as org
from xaso.platform.papers import tables

from ..rules.freezing import plain
from ..rules.windows import SPAN_WORDS
from .closed import ClosedPeriod, FrozenLine, closed
from .confidential import is_silent
from .standing_for import Approval, StandsFor, standing_for

FORMAT = "xaso.closed-period/2"
COLUMNS = (
    "ma_so_lieu", "ma_phep_do", "ten", "khoang", "tu_ngay", "den_ngay", "don_vi_tinh", "gia_tri", "tu_so",
    "mau_so", "nguon", "nguoi_nhap", "nguoi_duyet", "duyet_luc", "can_cu", "muc_chac_chan",
    "don_vi_phu_trach", "nguong_nam", "trang_thai", "gia_tri_dieu_chinh", "tu_so_dieu_chinh",
    "mau_so_dieu_chinh", "trang_thai_dieu_chinh", "nguoi_dieu_chinh", "nguoi_duyet_dieu_chinh",
    "duyet_dieu_chinh_luc", "ly_do_dieu_chinh", "dau_danh_sach",
)  # fmt: skip
"""The columns of CSV and XLSX; the same names in JSON."""

JSON_TYPE = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class File:
    """A file to send: its name, its kind, its bytes."""

    name: str
    content_type: str
    content: bytes


def national(window_code: str, kind: str) -> File | None:
    """Return a closed window as a file; ``kind`` is json, csv or xlsx. None while it is not closed.

    Raises `Invalid` for a code that is no window's. Source: documents.md B-09.
    """
    found = closed(window_code)
    if found is None:
        return None
    name = f"so-lieu-{found.window.code}.{kind}"
    if kind == "json":
        return File(name, JSON_TYPE, _json(found))
    rows = [[_text(value) for value in row.values()] for row in _rows(found)]
    if kind == "csv":
        return File(name, tables.CSV_TYPE, b"".join(tables.csv(HEADED + COLUMNS, _headed(found, rows))))
    title = f"{found.window.label}, khóa {local(found.closed_at):%H:%M %d/%m/%Y}, dấu {found.digest}"
    return File(name, tables.XLSX_TYPE, tables.xlsx(title, HEADED + COLUMNS, _headed(found, rows)))


HEADED = ("ma_ky", "ma_don_vi", "nguoi_khoa", "khoa_luc", "dau_ky")
"""What CSV and XLSX repeat in each row, so that a row stands alone; JSON has it once."""


def _headed(found: ClosedPeriod, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    lock = _lock(found)
    head = [found.window.code, _unit_code(), lock["nguoi_khoa"], lock["khoa_luc"], lock["dau_ky"]]
    return [[*head, *row] for row in rows]


def _json(found: ClosedPeriod) -> bytes:
    commune = org.commune()
    data = {
        "dinh_dang": FORMAT,
        "don_vi": {"ma": _unit_code(), "ten": commune.committee_name, "ma_xa": commune.code},
        "ky": {
            "ma": found.window.code,
            "ten": found.window.label,
            "tu_ngay": found.window.period.start.isoformat(),
            "den_ngay": found.window.period.end.isoformat(),
        },
        "khoa": _lock(found),
        "so_lieu": _rows(found),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _lock(found: ClosedPeriod) -> dict[str, str]:
    return {
        "nguoi_khoa": found.closed_by,
        "khoa_luc": local(found.closed_at).isoformat(timespec="seconds"),
        "dau_ky": found.digest,
    }


def _rows(found: ClosedPeriod) -> list[dict[str, Any]]:
    people = standing_for(found.window)
    nobody = StandsFor()
    return [
        _row(line, found, nobody if is_silent(line) else people.get(line.id, nobody)) for line in found.lines
    ]


def _row(line: FrozenLine, found: ClosedPeriod, people: StandsFor) -> dict[str, Any]:
    span = found.window.span(line.span)
    correction = people.correction
    values = (
        line.code, line.measure, line.name, SPAN_WORDS[line.span], span.start.isoformat(),
        span.end.isoformat(), line.unit, plain(line.value), line.part, line.whole, line.source,
        *_approval(people.typed), line.basis, line.certainty.value, line.owner, line.threshold, line.state,
        plain(line.adjusted_value), correction.part if correction else None,
        correction.whole if correction else None, line.adjusted_state,
        *_approval(correction.approval if correction else None), correction.reason if correction else "",
        line.digest,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _approval(one: Approval | None) -> tuple[str, str, str]:
    if one is None:
        return "", "", ""
    at = local(one.approved_at).isoformat(timespec="seconds") if one.approved_at else ""
    return one.by, one.approved_by, at


def _unit_code() -> str:
    """The commune's code in electronic exchange; the code of its place until one is given."""
    commune = org.commune()
    return commune.identifier or commune.code


def _text(value: object) -> str:
    return "" if value is None else str(value)
