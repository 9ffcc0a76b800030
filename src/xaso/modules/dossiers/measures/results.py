"""What people got: results on paper or as files."""

from __future__ import annotations

from django.db.models import Q

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import measure

from ..models import Dossier
from ..models.conditions import ELECTRONIC_RESULT, WRITTEN_RESULT_DUE
from .ways import SHARED


@measure(
    "dossiers.digitised_result",
    "Tỷ lệ hồ sơ, kết quả giải quyết được số hóa",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg tiêu chí 4.2; TT 01/2023/TT-VPCP chương II; TT 03/2025/TT-VPCP Đ.5 khoản 2",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ mà mọi giấy tờ cần số hóa đã có tệp và kết quả có bản điện tử, chia cho hồ sơ có kết quả "
        "trong kỳ. Giấy chỉ xuất trình và giấy tờ nộp điện tử không phải quét."
    ),
    part_name="hồ sơ đã số hóa giấy tờ và kết quả",
    whole_name="hồ sơ có kết quả",
    date_field="finished_at",
    facts=("finished_at", "state", "is_digitised"),
    **SHARED,
)
def digitised_result(period: Period) -> Share:
    """Dossiers that got a result in the period; the part is those digitised, papers and result.

    Basis: QĐ 766/QĐ-TTg no. 4.2; TT 01/2023/TT-VPCP.
    """
    whole = Dossier.objects.resolved_in(period).by_channel_words()
    return Share.of(whole, Q(is_digitised=True))


@measure(
    "dossiers.result_electronic",
    "Tỷ lệ hồ sơ có kết quả điện tử",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, tiêu chí 4.1, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ có bản điện tử của kết quả, chia cho hồ sơ có kết quả trong kỳ mà thủ tục cho kết quả là văn "
        "bản, giấy tờ."
    ),
    part_name="hồ sơ có kết quả điện tử",
    whole_name="hồ sơ có kết quả là văn bản, giấy tờ",
    date_field="finished_at",
    facts=("finished_at", "state", "version__gives_paper_result", "result__file"),
    **SHARED,
)
def result_electronic(period: Period) -> Share:
    """Dossiers that got a written result in the period; the part has it as a file.

    Basis: QĐ 766/QĐ-TTg no. 4.1 (onestop.md part 8).
    """
    base = Dossier.objects.resolved_in(period).by_channel_words()
    return Share.of(base, ELECTRONIC_RESULT, among=WRITTEN_RESULT_DUE)
