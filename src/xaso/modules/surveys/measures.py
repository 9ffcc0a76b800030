"""What people's answers say, as figures. The number of answers always stands beside the share."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.dossiers.queries import resolved_in
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import Split, measure

from .models import ON_LAND_BUILDING_INVESTMENT, ON_ONLINE_DOSSIERS, SATISFIED_OVERALL, Rating
from .queries import DOSSIERS_LISTING, LISTING
from .rules import NOT_SATISFIED, SATISFIED

BASIS = (
    "TT 32/2017/TT-BTTTT Đ.12 (ba mức đánh giá); so với QĐ 766/QĐ-TTg tiêu chí 5.4, cách tính khác: "
    "766 lấy số hồ sơ trừ hồ sơ bị đánh giá không hài lòng, có phản ánh hoặc quá hạn"
)
DEFINITION = (
    "Số lượt đánh giá “Rất hài lòng” và “Hài lòng” chia cho tổng số lượt đánh giá, tính theo ngày đánh giá. "
    "Mỗi hồ sơ đã trả kết quả được đánh giá một lần, không bắt buộc. Luôn đọc kèm số lượt đánh giá."
)
LAND_ONLY = "Chỉ tính hồ sơ thuộc lĩnh vực đất đai, xây dựng, đầu tư (gồm hộ kinh doanh, hợp tác xã)."
BY_FIELD = Split("field", "Lĩnh vực", "field__name")
SHARED: dict[str, Any] = {
    "unit": PERCENT,
    "certainty": Certainty.B,
    "date_field": "at",
    "splits": (BY_FIELD,),
    "listing": LISTING,
    "facts": ("level", "field__code"),
    "is_confidential": True,
}


@measure(
    "surveys.satisfaction",
    "Mức độ hài lòng về giải quyết thủ tục hành chính",
    basis=BASIS,
    definition=DEFINITION,
    part_name="lượt đánh giá rất hài lòng và hài lòng",
    whole_name="lượt đánh giá",
    **SHARED,
)
def satisfaction(period: Period) -> Share:
    """Ratings given in the period; the part is those with "rất hài lòng" or "hài lòng".

    Basis: TT 32/2017/TT-BTTTT Đ.12; the plan's III.2-16.
    """
    return Share.of(Rating.objects.given_in(period), SATISFIED_OVERALL)


@measure(
    "surveys.satisfaction_land",
    "Mức độ hài lòng về thủ tục đất đai, xây dựng, đầu tư",
    basis=BASIS,
    definition=f"{DEFINITION} {LAND_ONLY}",
    part_name="lượt đánh giá rất hài lòng và hài lòng",
    whole_name="lượt đánh giá",
    **SHARED,
)
def satisfaction_land(period: Period) -> Share:
    """Ratings given in the period on land, building and investment; the part is those satisfied.

    Basis: TT 32/2017/TT-BTTTT Đ.12; the plan's III.2-17.
    """
    return Share.of(Rating.objects.given_in(period), SATISFIED_OVERALL, among=ON_LAND_BUILDING_INVESTMENT)


@measure(
    "surveys.satisfaction_online",
    "Mức độ hài lòng khi sử dụng dịch vụ công trực tuyến",
    basis=BASIS,
    definition=f"{DEFINITION} Chỉ tính hồ sơ nộp trực tuyến.",
    part_name="lượt đánh giá rất hài lòng và hài lòng",
    whole_name="lượt đánh giá hồ sơ nộp trực tuyến",
    **SHARED,
)
def satisfaction_online(period: Period) -> Share:
    """Ratings given in the period on dossiers filed online; the part is those satisfied.

    Basis: TT 32/2017/TT-BTTTT Đ.12; the plan's III.6-06.
    """
    return Share.of(Rating.objects.given_in(period), SATISFIED_OVERALL, among=ON_ONLINE_DOSSIERS)


@measure(
    "surveys.attitude",
    "Mức độ hài lòng về thái độ phục vụ",
    basis=(
        "TT 32/2017/TT-BTTTT Đ.12 (câu hỏi về thái độ); kế hoạch của xã III.3-02. Số chính thức về sự phục "
        "vụ của cơ quan hành chính do tỉnh khảo sát (SIPAS) thì nhập kèm minh chứng"
    ),
    definition=(
        "Số lượt trả lời “Rất hài lòng” và “Hài lòng” ở câu hỏi về thái độ phục vụ chia cho số lượt có trả "
        "lời câu đó, tính theo ngày đánh giá. Câu này không bắt buộc nên số lượt ít hơn số lượt đánh giá."
    ),
    part_name="lượt trả lời rất hài lòng và hài lòng về thái độ",
    whole_name="lượt trả lời về thái độ",
    **SHARED | {"certainty": Certainty.C, "facts": ("attitude", "field__code")},
)
def attitude(period: Period) -> Share:
    """Ratings given in the period that answer the question on attitude; the part is those satisfied with it.

    Basis: TT 32/2017/TT-BTTTT Đ.12; the plan's III.3-02, of which the province's survey may be the official
    figure (targets.md).
    """
    return Share.of(Rating.objects.given_in(period), Q(attitude__in=SATISFIED), among=~Q(attitude=""))


@measure(
    "surveys.dossiers_satisfied_766",
    "Tỷ lệ hồ sơ được hài lòng (cách tính của Bộ 766)",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, tiêu chí 5.4, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ có kết quả trong kỳ, trừ hồ sơ quá hạn và hồ sơ bị đánh giá chưa hài lòng, chia cho hồ sơ có "
        "kết quả trong kỳ. Hồ sơ không ai đánh giá coi là hài lòng. Bộ 766 còn trừ hồ sơ có phản ánh, kiến "
        "nghị; phần mềm chưa nhận phản ánh nên chưa trừ."
    ),
    part_name="hồ sơ đúng hạn và không bị đánh giá chưa hài lòng",
    whole_name="hồ sơ có kết quả",
    date_field="finished_at",
    listing=DOSSIERS_LISTING,
    facts=("finished_at", "is_late", "rating__level"),
    is_confidential=True,
)
def dossiers_satisfied_766(period: Period) -> Share:
    """Dossiers that got a result in the period; the part is neither late nor rated as not satisfied.

    A dossier that nobody rated counts as satisfied; feedback on dossiers is not known here yet.
    Basis: QĐ 766/QĐ-TTg no. 5.4 (onestop.md part 8).
    """
    return Share.of(resolved_in(period), ~Q(is_late=True) & ~Q(rating__level=NOT_SATISFIED))
