"""What came: how many dossiers, by which way, from whom."""

from __future__ import annotations

from django.db.models import Q

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.org.queries import commune
from xaso.platform.measuring.figures import COUNT, PERCENT, Count, Share
from xaso.platform.measuring.registry import measure

from ..models import Dossier
from ..models.conditions import (
    ELECTRONIC_RESULT_IF_DUE,
    FILED_ONLINE,
    MARKED_ON_THE_SPOT,
    OF_PEOPLE,
    RETURNED_THE_SAME_DAY,
)
from .ways import SHARED


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
    facts=("received_at", "channel"),
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
        "khi thủ tục có kết quả giấy; ở đây không xét điều đó (xem dossiers.filed_online_766)."
    ),
    part_name="hồ sơ nộp trực tuyến",
    whole_name="hồ sơ đã tiếp nhận",
    date_field="received_at",
    facts=("received_at", "channel"),
    **SHARED,
)
def filed_online(period: Period) -> Share:
    """Dossiers received in the period; the part is those filed online. Basis: QĐ 766/QĐ-TTg group 3."""
    whole = Dossier.objects.received_in(period).by_channel_words()
    return Share.of(whole, FILED_ONLINE)


@measure(
    "dossiers.filed_online_766",
    "Tỷ lệ hồ sơ nộp trực tuyến, có kết quả điện tử (cách tính của Bộ 766)",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, tiêu chí 3.3, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ nộp trực tuyến và đã có kết quả điện tử, nếu thủ tục có kết quả giấy, chia cho mọi hồ sơ đã "
        "tiếp nhận trong kỳ. Hồ sơ trực tuyến đang giải quyết chưa đạt cho đến khi có kết quả. Bộ 766 còn "
        "nhân với tỷ lệ đồng bộ lên Cổng quốc gia; phần mềm chưa nối đồng bộ nên chưa nhân."
    ),
    part_name="hồ sơ trực tuyến có kết quả điện tử",
    whole_name="hồ sơ đã tiếp nhận",
    date_field="received_at",
    facts=("received_at", "channel", "state", "version__gives_paper_result", "result__file"),
    **SHARED,
)
def filed_online_766(period: Period) -> Share:
    """Dossiers received in the period; the part is online, with the electronic result where one is due.

    The ratio of synchronisation that index 766 multiplies by is left out: nothing is synchronised yet.
    Basis: QĐ 766/QĐ-TTg no. 3.3 (onestop.md part 8).
    """
    whole = Dossier.objects.received_in(period).by_channel_words()
    return Share.of(whole, FILED_ONLINE & ELECTRONIC_RESULT_IF_DUE)


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
    facts=("received_at", "entry"),
    **SHARED,
)
def through_one_stop(period: Period) -> Share:
    """Dossiers received in the period; the part is those not copied from the paper book. Basis: NĐ 118/2025
    Đ.14.
    """
    whole = Dossier.objects.received_in(period).by_channel_words()
    return Share.of(whole, Q(entry=Dossier.Entry.SYSTEM))


@measure(
    "dossiers.filer_identified",
    "Tỷ lệ hồ sơ của người dân có người nộp đã định danh điện tử",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, tiêu chí 4.5 (hồ sơ), theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ của người dân (không phải của tổ chức) mà người nộp đã định danh, xác thực điện tử lúc nộp, "
        "chia cho hồ sơ của người dân đã tiếp nhận trong kỳ. Bộ 766 còn tính hồ sơ có mã tra cứu cơ sở dữ "
        "liệu dân cư; phần mềm chưa nối cơ sở dữ liệu đó nên chưa tính."
    ),
    part_name="hồ sơ có người nộp đã định danh",
    whole_name="hồ sơ của người dân đã tiếp nhận",
    date_field="received_at",
    facts=("received_at", "applicant_verified"),
    **SHARED,
)
def filer_identified(period: Period) -> Share:
    """Dossiers of people received in the period; the part is filed by someone electronically identified.

    Basis: QĐ 766/QĐ-TTg no. 4.5b (onestop.md part 8); the code of the population database is not known here.
    """
    base = Dossier.objects.received_in(period).by_channel_words()
    return Share.of(base, Q(applicant_verified=True), among=OF_PEOPLE)


@measure(
    "dossiers.reused",
    "Tỷ lệ hồ sơ dùng lại giấy tờ đã có",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, tiêu chí 4.3, theo mô tả công thức của Bộ chỉ số; NĐ 224/2026/NĐ-CP Đ.18",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ có ít nhất một giấy tờ lấy lại từ hồ sơ trước, người nộp không phải nộp lại, chia cho mọi hồ "
        "sơ đã tiếp nhận trong kỳ. Kế hoạch của xã đếm người dân, doanh nghiệp; ở đây đếm hồ sơ."
    ),
    part_name="hồ sơ có giấy tờ dùng lại",
    whole_name="hồ sơ đã tiếp nhận",
    date_field="received_at",
    facts=("received_at", "has_reused_paper"),
    **SHARED,
)
def reused(period: Period) -> Share:
    """Dossiers received in the period; the part has at least one paper taken again from an earlier dossier.

    Basis: QĐ 766/QĐ-TTg no. 4.3 (onestop.md part 8); the plan's III.2-20 (targets.md) counts people.
    """
    whole = Dossier.objects.received_in(period).by_channel_words()
    return Share.of(whole, Q(has_reused_paper=True))


@measure(
    "dossiers.beyond_boundary",
    "Tỷ lệ hồ sơ tiếp nhận không phụ thuộc địa giới",
    unit=PERCENT,
    basis="NĐ 118/2025/NĐ-CP Đ.14 (dẫn lại): nộp ở bất kỳ Trung tâm nào trong tỉnh",
    certainty=Certainty.D,
    definition=(
        "Hồ sơ do nơi khác nhận thay xã, hoặc của người ở xã khác, chia cho mọi hồ sơ đã tiếp nhận trong kỳ. "
        "Người chưa rõ nơi ở coi như ở trong xã. Chưa có văn bản nói cách đếm; đây là cách của phần mềm."
    ),
    part_name="hồ sơ không phụ thuộc địa giới",
    whole_name="hồ sơ đã tiếp nhận",
    date_field="received_at",
    facts=("received_at", "channel", "origin__reception_place"),
    **SHARED,
)
def beyond_boundary(period: Period) -> Share:
    """Dossiers received in the period; the part came through another place or from another commune's people.

    Basis: NĐ 118/2025 Đ.14 (quoted; onestop.md 4.2). How to count is our own, since no text says it.
    """
    whole = Dossier.objects.received_in(period).by_channel_words()
    lives_here = Q(applicant__commune_code__in=("", commune().code))
    elsewhere = Q(origin__reception_place__gt="") | ~lives_here
    return Share.of(whole, elsewhere)


@measure(
    "dossiers.on_the_spot",
    "Tỷ lệ hồ sơ “4 tại chỗ” trả ngay trong ngày",
    unit=PERCENT,
    basis="Kế hoạch của xã mục III.2-11 (số thủ tục); cách đếm hồ sơ là của phần mềm",
    certainty=Certainty.D,
    definition=(
        "Hồ sơ của thủ tục có dấu “4 tại chỗ” được trả kết quả trong chính ngày tiếp nhận, chia cho mọi hồ "
        "sơ của các thủ tục ấy tiếp nhận trong kỳ. Cho thấy dấu “4 tại chỗ” có thật trên hồ sơ hay không."
    ),
    part_name="hồ sơ trả ngay trong ngày",
    whole_name="hồ sơ của thủ tục 4 tại chỗ",
    date_field="received_at",
    facts=("received_at", "returned_at", "version__four_on_the_spot"),
    **SHARED,
)
def on_the_spot(period: Period) -> Share:
    """Dossiers of procedures marked “4 tại chỗ” received in the period; the part was returned the same day.

    Basis: targets.md III.2-11 counts procedures; this counts what became of their dossiers, our own way.
    """
    base = Dossier.objects.received_in(period).by_channel_words()
    return Share.of(base, RETURNED_THE_SAME_DAY, among=MARKED_ON_THE_SPOT)
