"""How the catalogue is published, and what of it is taken online."""

from typing import Any

from django.db.models import Q

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.org.queries import setting
from xaso.modules.procedures.queries import published as catalogue
from xaso.modules.procedures.queries.published import PARTS
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import Split, measure

LISTING = "procedures.versions"
BUSINESS_FIELDS = "procedures.business_fields"
SPLITS = (
    Split("field", "Lĩnh vực", "procedure__field__name"),
    Split("unit", "Đơn vị phụ trách", "procedure__field__unit__short_name"),
)
SHARED: dict[str, Any] = {"unit": PERCENT, "listing": LISTING, "splits": SPLITS}
VERSION = ("procedure__code", "procedure__is_hidden", "valid_from", "valid_to")


@measure(
    "procedures.content_complete",
    "Tỷ lệ thủ tục công khai đủ nội dung",
    basis="QĐ 766/QĐ-TTg, tiêu chí 1.3, theo mô tả công thức của Bộ chỉ số; NĐ 63/2010/NĐ-CP Đ.8 khoản 2",
    certainty=Certainty.C,
    definition=(
        "Thủ tục đang dùng ở cuối kỳ nói đủ các phần: "
        + ", ".join(PARTS.values())
        + "; chia cho mọi thủ tục đang dùng. Các bước viết chung cho mọi thủ tục thì coi là chưa có trình tự."
    ),
    part_name="thủ tục công khai đủ nội dung",
    whole_name="thủ tục đang công khai",
    facts=(*VERSION, "steps_kind", "time_unit", "time_value", "fee_amount", "fee_set_by_province"),
    **SHARED,
)
def content_complete(period: Period) -> Share:
    """Procedures in force at the period's end; the part says all that the law wants published.

    Basis: QĐ 766/QĐ-TTg no. 1.3 (onestop.md part 8), parts by onestop.md 5.6.
    """
    whole = catalogue.published(period.end)
    return Share.of(whole, catalogue.told_whole(whole))


@measure(
    "procedures.offered_online",
    "Tỷ lệ thủ tục có dịch vụ công trực tuyến",
    basis="QĐ 766/QĐ-TTg, tiêu chí 3.1, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Thủ tục có kênh nộp trực tuyến, toàn trình hay một phần, theo nguồn ghi ở từng thủ tục, chia cho "
        "thủ tục cấp xã đang dùng ở cuối kỳ. Thủ tục chưa rõ thì chưa tính là có."
    ),
    part_name="thủ tục nộp trực tuyến được",
    whole_name="thủ tục đang dùng",
    facts=(*VERSION, "online_submission", "service_level"),
    **SHARED,
)
def offered_online(period: Period) -> Share:
    """Procedures in force at the period's end; the part can be sent online, wholly or in part.

    Basis: QĐ 766/QĐ-TTg no. 3.1 (onestop.md part 8).
    """
    return Share.of(catalogue.published(period.end), catalogue.TAKEN_ONLINE)


@measure(
    "procedures.on_national_database",
    "Tỷ lệ thủ tục có mã và có trang trên Cổng Dịch vụ công quốc gia",
    basis="Kế hoạch của xã, mục III.2 (III.2-09): 100% TTHC được chuẩn hóa, công khai",
    certainty=Certainty.C,
    definition=(
        "Thủ tục đang dùng ở cuối kỳ đã có mã quốc gia được xác minh và có trang trên Cổng Dịch vụ công quốc "
        "gia, chia cho mọi thủ tục đang dùng. Kế hoạch còn đòi đồng bộ dữ liệu; phần mềm chưa nối Cổng nên "
        "chưa xét điều đó."
    ),
    part_name="thủ tục có mã và trang quốc gia",
    whole_name="thủ tục đang dùng",
    facts=(*VERSION, "procedure__code_is_local", "source_url"),
    **SHARED,
)
def on_national_database(period: Period) -> Share:
    """Procedures in force at the period's end; the part has a verified national code and a national page.

    Basis: the commune's plan, III.2-09 (targets.md); of its three conditions synchronisation is not known.
    """
    return Share.of(catalogue.published(period.end), catalogue.ON_NATIONAL_DATABASE)


@measure(
    "procedures.business_online",
    "Tỷ lệ thủ tục đào tạo, nghiên cứu, sản xuất, kinh doanh nộp trực tuyến được",
    basis="Kế hoạch của xã mục PLII-V.3 (Phụ lục II): 100%",
    certainty=Certainty.C,
    definition=(
        "Thủ tục thuộc các lĩnh vực đào tạo, nghiên cứu, sản xuất, kinh doanh có kênh nộp trực tuyến, chia "
        "cho mọi thủ tục đang dùng ở cuối kỳ của các lĩnh vực đó. Lĩnh vực nào thuộc nhóm này do xã chọn "
        "(thiết lập procedures.business_fields); danh sách hiện nay là giả định."
    ),
    part_name="thủ tục sản xuất, kinh doanh nộp trực tuyến được",
    whole_name="thủ tục đào tạo, nghiên cứu, sản xuất, kinh doanh",
    facts=(*VERSION, "procedure__field__code", "online_submission", "service_level"),
    **SHARED,
)
def business_online(period: Period) -> Share:
    """Procedures in force at the period's end, of the fields the commune names; the part can be sent online.

    Basis: the commune's plan, PLII-V.3 (targets.md); which fields is a setting.
    """
    for_business = Q(procedure__field__code__in=setting(BUSINESS_FIELDS, []))
    return Share.of(catalogue.published(period.end), catalogue.TAKEN_ONLINE, among=for_business)


@measure(
    "procedures.online_on_national_portal",
    "Tỷ lệ dịch vụ công trực tuyến có trên Cổng Dịch vụ công quốc gia",
    basis="Kế hoạch của xã mục III.2 (III.2-14): 100% DVCTT mức độ 3, 4 tích hợp trên Cổng DVCQG",
    certainty=Certainty.C,
    definition=(
        "Thủ tục có kênh nộp trực tuyến, toàn trình hay một phần, ở cuối kỳ; phần đạt là thủ tục đã có mã và "
        "trang trên Cổng Dịch vụ công quốc gia. Kế hoạch nói danh mục được phê duyệt; xã chưa có danh mục đó "
        "nên mẫu số là thủ tục có kênh trực tuyến theo nguồn. Cách gọi mức độ 3, 4 nay không còn dùng."
    ),
    part_name="dịch vụ trực tuyến có trên Cổng quốc gia",
    whole_name="thủ tục nộp trực tuyến được",
    facts=(*VERSION, "online_submission", "service_level", "procedure__code_is_local", "source_url"),
    **SHARED,
)
def online_on_national_portal(period: Period) -> Share:
    """Procedures in force at the period's end that can be sent online; the part has a national page.

    Basis: the commune's plan, III.2-14 (targets.md); there is no approved list, so the source tells.
    """
    base = catalogue.published(period.end)
    return Share.of(base, catalogue.ON_NATIONAL_DATABASE, among=catalogue.TAKEN_ONLINE)
