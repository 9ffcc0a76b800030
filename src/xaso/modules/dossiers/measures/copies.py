"""Certified copies given out as files."""

from __future__ import annotations

from django.db.models import Q

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import measure

from ..models import Dossier
from ..queries.attesting import books
from .ways import SHARED


@measure(
    "dossiers.electronic_copies",
    "Tỷ lệ bản sao chứng thực phát hành bằng bản điện tử",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, tiêu chí cung cấp chứng thực bản sao điện tử (tài liệu kỹ thuật); NĐ 45/2020 Đ.10",
    certainty=Certainty.C,
    definition=(
        "Việc chứng thực bản sao từ bản chính có bản điện tử đủ chữ ký số đã phát hành, chia cho mọi việc "
        "chứng thực bản sao từ bản chính có kết quả trong kỳ. Bộ chỉ số chỉ hỏi xã có cung cấp hay không: tử "
        "số khác không là có, danh sách là minh chứng."
    ),
    part_name="bản sao điện tử đã phát hành",
    whole_name="bản sao chứng thực có kết quả",
    date_field="finished_at",
    facts=("finished_at", "state", "attestation__electronic__issued_at"),
    **SHARED,
)
def electronic_copies(period: Period) -> Share:
    """Certified copies of originals done in the period; the part was given out as a signed file.

    Basis: QĐ 766/QĐ-TTg, ELECTRONIC_CERTIFIED_COPY (onestop.md 6.13, part 8).
    """
    codes = [code for book in books() for code in book.electronic]
    base = Dossier.objects.resolved_in(period).by_channel_words()
    copies = Q(attestation__isnull=False, version__procedure__code__in=codes)
    return Share.of(base, Q(attestation__electronic__issued_at__isnull=False), among=copies)
