"""How much of what was given on paper before is digitised. Stocks: as it stands at a period's end."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import PERCENT, POINTS, Share
from xaso.platform.measuring.registry import Split, measure

from ..models import OldResult

WAYS: dict[str, Any] = {
    "splits": (Split("field", "Lĩnh vực", "field__name"), Split("kind", "Loại kết quả", "kind")),
    "listing": "dossiers.old_results",
    "facts": ("issued_on", "valid_to", "void_on", "checked_at", "state"),
    "whole_name": "kết quả cũ còn hiệu lực trong sổ",
}


@measure(
    "dossiers.old_results_digitised",
    "Tỷ lệ số hóa kết quả giải quyết còn hiệu lực",
    unit=PERCENT,
    basis="Kế hoạch của xã, mục III.2.a (III.2-06): số hóa kết quả TTHC còn hiệu lực",
    certainty=Certainty.D,
    definition=(
        "Kết quả cũ đã quét và được người thứ hai kiểm tra đạt đến cuối kỳ, chia cho kết quả cũ trong sổ còn "
        "hiệu lực ở cuối kỳ. Kho chưa kiểm kê hết thì mẫu số còn thiếu."
    ),
    part_name="kết quả cũ đã số hóa",
    **WAYS,
)
def old_results_digitised(period: Period) -> Share:
    """Old results in force at the period's end; the part is digitised by then.

    Basis: the commune's plan, III.2-06 (onestop.md 1.3).
    """
    valid = OldResult.objects.valid_on(period.end)
    return Share.of(valid, _done_by(period))


@measure(
    "dossiers.old_results_growth",
    "Mức tăng trong năm của tỷ lệ số hóa kết quả còn hiệu lực",
    unit=POINTS,
    basis="Kế hoạch của xã, mục III.2.a (III.2-07): mỗi năm tăng tối thiểu 20%, kết quả TTHC còn hiệu lực",
    certainty=Certainty.D,
    definition=(
        "Tỷ lệ số hóa kết quả cũ còn hiệu lực ở cuối kỳ, trừ tỷ lệ ấy ở cuối năm trước như đã giữ lại (đã "
        "khóa năm trước thì lấy số đã khóa), tính bằng điểm phần trăm; tử số và mẫu số là của cuối kỳ. Tỷ lệ "
        "tụt thì mức tăng dưới 0. Đã đạt 100% thì coi là đạt, không phải tăng nữa. Đọc “tăng 20%” là 20 điểm "
        "phần trăm; kế hoạch không nói rõ."
    ),
    part_name="kết quả cũ đã số hóa",
    **{**WAYS, "splits": ()},
)
def old_results_growth(period: Period) -> Share:
    """The share that rises, as `old_results_digitised`; the level it rose from is the one kept.

    Basis: the commune's plan, III.2-07 (targets.md): level(N) − level(N−1), until all is digitised.
    """
    return old_results_digitised(period)


def _done_by(period: Period) -> Q:
    """Scanned, and found right by a second person, by the period's end."""
    return Q(state=OldResult.State.CHECKED, checked_at__lt=period.end_at)
