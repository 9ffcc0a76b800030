"""What dossiers say, as figures: how many came, how they were filed, whether in time, digitised, on paper or
not.
"""

from __future__ import annotations

from typing import Any

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import COUNT, PERCENT, Count, Share
from xaso.platform.measuring.registry import Split, measure

from .models import Dossier

BY_VILLAGE = Split("village", "Thôn, bản", "village__name", "Ngoài xã hoặc chưa rõ")
BY_FIELD = Split("field", "Lĩnh vực", "field__name")
BY_CHANNEL = Split("channel", "Kênh nộp", "channel_words")
SHARED: dict[str, Any] = {"splits": (BY_VILLAGE, BY_FIELD, BY_CHANNEL)}


@measure(
    "dossiers.received",
    "Hồ sơ đã tiếp nhận",
    unit=COUNT,
    basis="NĐ 118/2025/NĐ-CP Đ.17; TT 01/2018 Đ.17 (sổ theo dõi hồ sơ)",
    certainty=Certainty.B,
    definition="Số hồ sơ bộ phận một cửa đã tiếp nhận trong kỳ, mọi kênh nộp, tính theo lúc tiếp nhận.",
    part_name="hồ sơ đã tiếp nhận",
    whole_name="hồ sơ đã tiếp nhận",
    date_field="received_at",
    **SHARED,
)
def received(period: Period) -> Count:
    """Dossiers the one-stop received in the period, whatever the channel. Basis: NĐ 118/2025 Đ.17."""
    return Count(Dossier.objects.received_in(period).by_channel_words())


@measure(
    "dossiers.filed_online",
    "Tỷ lệ hồ sơ nộp trực tuyến",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, nhóm 3 (tiêu chí 3.3); kế hoạch của xã mục III.2 và III.6",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ nộp trực tuyến chia cho mọi hồ sơ đã tiếp nhận trong kỳ. Bộ 766 còn đòi có kết quả điện tử "
        "khi thủ tục có kết quả giấy; ở đây không xét điều đó."
    ),
    part_name="hồ sơ nộp trực tuyến",
    whole_name="hồ sơ đã tiếp nhận",
    date_field="received_at",
    **SHARED,
)
def filed_online(period: Period) -> Share:
    """Dossiers received in the period; the part is those filed online. Basis: QĐ 766/QĐ-TTg group 3."""
    whole = Dossier.objects.received_in(period).by_channel_words()
    return Share(part=whole.filed_online(), whole=whole)


@measure(
    "dossiers.on_time",
    "Tỷ lệ hồ sơ giải quyết đúng hạn",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg tiêu chí 2.1; cách lấy thời điểm kết thúc theo tài liệu kỹ thuật của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ có kết quả hoặc kết thúc đúng hạn, chia cho mọi hồ sơ có hạn đã kết thúc trong kỳ cộng hồ sơ "
        "đến hạn trong kỳ mà nay vẫn chưa xong. Thời gian chờ bổ sung không tính; yêu cầu bổ sung quá số lần "
        "cho phép thì coi là quá hạn. Mỗi hồ sơ tính một lần. Thủ tục chưa ghi thời hạn không tính."
    ),
    part_name="hồ sơ đúng hạn",
    whole_name="hồ sơ có hạn đã kết thúc hoặc đã quá hạn",
    date_field="judged_at",
    **SHARED,
)
def on_time(period: Period) -> Share:
    """Received dossiers with a deadline, each once: finished in the period, or fallen due in it and still
    open.

    The part is those finished by their due moment. The end is the moment of the result, of withdrawal or of
    stopping; supplement time is inside the due moment; one resting for a supplement asked in time is not
    late. A dossier past due counts in the month it fell due until it finishes, then in the month it finished:
    so the months of a year add up. Basis: QĐ 766/QĐ-TTg no. 2.1, onestop.md 8.1 and 8.2.
    """
    whole = Dossier.objects.judged_in(period).by_channel_words()
    return Share(part=whole.on_time(), whole=whole)


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
    **SHARED,
)
def digitised_result(period: Period) -> Share:
    """Dossiers that got a result in the period; the part is those digitised, papers and result.

    Basis: QĐ 766/QĐ-TTg no. 4.2; TT 01/2023/TT-VPCP.
    """
    whole = Dossier.objects.resolved_in(period).by_channel_words()
    return Share(part=whole.filter(is_digitised=True), whole=whole)


@measure(
    "dossiers.electronic_handover",
    "Tỷ lệ hồ sơ luân chuyển nội bộ bằng phương thức điện tử",
    unit=PERCENT,
    basis="Kế hoạch của xã mục III.2-03",
    certainty=Certainty.A,
    definition=(
        "Hồ sơ mà mọi lần luân chuyển trong xã đều bằng bản điện tử, chia cho hồ sơ tiếp nhận trong kỳ đã "
        "luân chuyển ít nhất một lần. Một lần chuyển bản giấy là hồ sơ không còn tính vào tử số."
    ),
    part_name="hồ sơ chỉ luân chuyển điện tử",
    whole_name="hồ sơ đã luân chuyển",
    date_field="received_at",
    **SHARED,
)
def electronic_handover(period: Period) -> Share:
    """Dossiers received in the period and handed over at least once; the part is those never on paper.

    Basis: targets.md III.2-03 (the commune's plan).
    """
    whole = Dossier.objects.handed_over_in(period).by_channel_words()
    return Share(part=whole.all_electronic(), whole=whole)


@measure(
    "dossiers.through_one_stop",
    "Tỷ lệ hồ sơ tiếp nhận qua hệ thống một cửa",
    unit=PERCENT,
    basis="NĐ 118/2025/NĐ-CP Đ.14, Đ.17; kế hoạch của xã: 100% hồ sơ qua một cửa",
    certainty=Certainty.B,
    definition=(
        "Hồ sơ tiếp nhận thẳng vào hệ thống một cửa, chia cho mọi hồ sơ tiếp nhận trong kỳ kể cả hồ sơ ghi "
        "lại từ sổ giấy."
    ),
    part_name="hồ sơ qua hệ thống một cửa",
    whole_name="hồ sơ đã tiếp nhận",
    date_field="received_at",
    **SHARED,
)
def through_one_stop(period: Period) -> Share:
    """Dossiers received in the period; the part is those not copied from the paper book. Basis: NĐ 118/2025
    Đ.14.
    """
    whole = Dossier.objects.received_in(period).by_channel_words()
    return Share(part=whole.filter(entry=Dossier.Entry.SYSTEM), whole=whole)
