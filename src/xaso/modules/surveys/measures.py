"""What people's answers say, as figures. The number of answers always stands beside the share."""

from __future__ import annotations

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import Split, measure

from .models import Rating
from .queries import LISTING

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


@measure(
    "surveys.satisfaction",
    "Mức độ hài lòng về giải quyết thủ tục hành chính",
    unit=PERCENT,
    basis=BASIS,
    certainty=Certainty.B,
    definition=DEFINITION,
    part_name="lượt đánh giá rất hài lòng và hài lòng",
    whole_name="lượt đánh giá",
    date_field="at",
    splits=(BY_FIELD,),
    listing=LISTING,
)
def satisfaction(period: Period) -> Share:
    """Ratings given in the period; the part is those with "rất hài lòng" or "hài lòng".

    Basis: TT 32/2017/TT-BTTTT Đ.12; the plan's III.2-16.
    """
    given = Rating.objects.given_in(period)
    return Share(part=given.satisfied(), whole=given)


@measure(
    "surveys.satisfaction_land",
    "Mức độ hài lòng về thủ tục đất đai, xây dựng, đầu tư",
    unit=PERCENT,
    basis=BASIS,
    certainty=Certainty.B,
    definition=f"{DEFINITION} {LAND_ONLY}",
    part_name="lượt đánh giá rất hài lòng và hài lòng",
    whole_name="lượt đánh giá",
    date_field="at",
    splits=(BY_FIELD,),
    listing=LISTING,
)
def satisfaction_land(period: Period) -> Share:
    """Ratings given in the period on land, building and investment; the part is those satisfied.

    Basis: TT 32/2017/TT-BTTTT Đ.12; the plan's III.2-17.
    """
    given = Rating.objects.given_in(period).on_land_building_investment()
    return Share(part=given.satisfied(), whole=given)
