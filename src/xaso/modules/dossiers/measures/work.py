"""How the work went: in time, and on paper or not."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.org.queries import setting
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import measure

from ..models import Dossier, Postponement
from ..models.conditions import ALL_ELECTRONIC, HANDED_OVER, ON_TIME, on_time_or_within
from .ways import SHARED


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
    facts=("received_at", "due_at", "paused_at", "finished_at", "is_late"),
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
    return Share.of(whole, ON_TIME)


@measure(
    "dossiers.on_time_766",
    "Tỷ lệ hồ sơ giải quyết đúng hạn (cách tính của Bộ 766)",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, tiêu chí 2.1, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ đã xong đúng hạn cộng hồ sơ đang giải quyết còn trong hạn, chia cho mọi hồ sơ có hạn. Mỗi hồ "
        "sơ tính một lần: đã xong thì vào ngày xong; chưa xong mà quá hạn thì vào ngày đến hạn; chưa xong, "
        "còn hạn hoặc đang chờ bổ sung thì vào ngày tiếp nhận. Yêu cầu bổ sung quá số lần cho phép là quá "
        "hạn. Khác dossiers.on_time ở chỗ tính cả hồ sơ còn trong hạn."
    ),
    part_name="hồ sơ đúng hạn hoặc còn trong hạn",
    whole_name="hồ sơ có hạn đã xong hoặc đang giải quyết",
    date_field="handled_at",
    facts=("received_at", "due_at", "paused_at", "finished_at", "is_late", "supplement_count"),
    **SHARED,
)
def on_time_766(period: Period) -> Share:
    """Received dossiers with a deadline, each once: finished in the period, fallen due in it, or received in
    it and still within time.

    The part is those finished on time and those still open within time. The months of a year add up; what a
    past month told of dossiers open then is kept by its closing, for they have finished since.
    Basis: QĐ 766/QĐ-TTg no. 2.1, onestop.md 8.1 and 8.2.
    """
    whole = Dossier.objects.handled_in(period).by_channel_words()
    return Share.of(whole, on_time_or_within(int(setting("dossiers.supplement_max_requests", 1))))


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
    facts=("received_at", "handover_count", "paper_handover_count"),
    **SHARED,
)
def electronic_handover(period: Period) -> Share:
    """Dossiers received in the period and handed over at least once; the part is those never on paper.

    Basis: targets.md III.2-03 (the commune's plan).
    """
    base = Dossier.objects.received_in(period).by_channel_words()
    return Share.of(base, ALL_ELECTRONIC, among=HANDED_OVER)


@measure(
    "dossiers.supplement_again",
    "Tỷ lệ hồ sơ bị yêu cầu bổ sung quá số lần cho phép",
    unit=PERCENT,
    basis="NĐ 118/2025/NĐ-CP Đ.6, Đ.11 (dẫn lại): chỉ yêu cầu bổ sung một lần",
    certainty=Certainty.B,
    definition=(
        "Hồ sơ bị yêu cầu bổ sung nhiều lần hơn mức cho phép (lãnh đạo cho phép, có lý do), chia cho hồ sơ "
        "tiếp nhận trong kỳ đã bị yêu cầu bổ sung ít nhất một lần. Càng thấp càng tốt."
    ),
    part_name="hồ sơ bị yêu cầu bổ sung quá số lần",
    whole_name="hồ sơ bị yêu cầu bổ sung",
    date_field="received_at",
    facts=("received_at", "supplement_count"),
    **SHARED,
)
def supplement_again(period: Period) -> Share:
    """Dossiers received in the period and asked for more; the part is those asked oftener than allowed.

    Basis: NĐ 118/2025 Đ.6, Đ.11 (quoted): everything is asked for once.
    """
    base = Dossier.objects.received_in(period).by_channel_words()
    allowed = int(setting("dossiers.supplement_max_requests", 1))
    return Share.of(base, Q(supplement_count__gt=allowed), among=Q(supplement_count__gt=0))


@measure(
    "dossiers.put_off",
    "Tỷ lệ hồ sơ hẹn lại ngày trả",
    unit=PERCENT,
    basis="NĐ 61/2018/NĐ-CP Đ.19 khoản 9 (văn bản cũ; một quy định cấp tỉnh năm 2025 giữ đúng)",
    certainty=Certainty.A,
    definition=(
        "Hồ sơ đã xin lỗi và hẹn lại ngày trả (Mẫu 04), chia cho mọi hồ sơ có hạn đã tiếp nhận trong kỳ. Hồ "
        "sơ hẹn lại mà xong trước ngày hẹn mới vẫn tính là đúng hạn; ở đây đếm riêng để thấy rõ."
    ),
    part_name="hồ sơ hẹn lại ngày trả",
    whole_name="hồ sơ có hạn đã tiếp nhận",
    date_field="received_at",
    facts=("received_at", "due_at"),
    **SHARED,
)
def put_off(period: Period) -> Share:
    """Dossiers with a deadline received in the period; the part is those whose date of return was put off.

    Basis: NĐ 61/2018 Đ.19 k.9 (read): once, with an apology. One put off and done by its new date is on time
    (onestop.md 8.2: the end is compared with the date promised).
    """
    base = Dossier.objects.received_in(period).by_channel_words()
    put_off = Postponement.objects.filter(dossier=OuterRef("pk"), number=1)
    return Share.of(base, Q(Exists(put_off)), among=Q(due_at__isnull=False))
