"""The list of records kept with a frozen figure, read and held against its digest and its numbers."""

from __future__ import annotations

from ..models import FrozenFigure, FrozenRecords
from ..rules import freezing
from ..rules.findings import Finding
from ..rules.freezing import FrozenList, UnreadableList
from ..rules.proving import Verdict


def list_kept(figure: FrozenFigure) -> tuple[FrozenList | None, list[Finding]]:
    """Return the list of a figure, and what is wrong with it; None when there is none to read. One query."""
    code = figure.target or figure.measure
    kept = FrozenRecords.objects.filter(figures=figure).first()
    if kept is None:
        return None, [broken("Danh sách bản ghi của số này không còn.", code)]
    try:
        text = freezing.unpacked(bytes(kept.content))
        listed = freezing.read(text)
    except UnreadableList:
        return None, [broken("Danh sách bản ghi của số này đã hỏng, không đọc được.", code)]
    faults = []
    if freezing.digest_of(text) != figure.digest:
        faults.append(broken("Danh sách bản ghi đã bị sửa: dấu không khớp.", code))
    if (listed.part, listed.whole) != (figure.part, figure.whole):
        says = (
            f"Đếm danh sách được {listed.part}/{listed.whole}, số đã khóa ghi {figure.part}/{figure.whole}."
        )
        faults.append(broken(says, code))
    return listed, faults


def broken(says: str, *codes: str) -> Finding:
    """Return a finding about the closing itself, not about one record."""
    return Finding(Verdict.BROKEN, says, codes)
