"""How procedures are handled: through the one-stop, on the spot."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.procedures.models import Procedure, ProcedureVersion
from xaso.modules.procedures.queries.published import published
from xaso.modules.procedures.queries.versions import in_force
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import Split, measure

from .published import LISTING, VERSION
from .published import SPLITS as VERSION_SPLITS

SPLITS = (
    Split("field", "Lĩnh vực", "field__name"),
    Split("unit", "Đơn vị phụ trách", "field__unit__short_name"),
)


@measure(
    "procedures.via_one_stop",
    "Tỷ lệ thủ tục tiếp nhận, giải quyết theo cơ chế một cửa",
    unit=PERCENT,
    basis="Kế hoạch của xã, mục III.2 (III.2-10): 100% TTHC qua một cửa, trừ TTHC đặc thù",
    certainty=Certainty.D,
    definition=(
        "Thủ tục đang dùng ở cuối kỳ, trừ thủ tục đặc thù đã ghi lý do; phần đạt là thủ tục nhận và trả "
        "qua một cửa. Danh sách đặc thù hiện là giả định, chờ quyết định của tỉnh."
    ),
    part_name="thủ tục qua một cửa",
    whole_name="Thủ tục phải qua một cửa",
    splits=SPLITS,
    facts=("via_one_stop", "is_hidden", "field__code"),
)
def via_one_stop(period: Period) -> Share:
    """Procedures in force at the period's end but for the exempt; the part goes through the one-stop.

    Basis: the commune's plan, III.2-10; exempt is a procedure outside the one-stop whose reason is written.
    """
    bound = _in_force_at_end(period).exclude(Q(via_one_stop=False) & ~Q(via_one_stop_note=""))
    return Share.of(bound, Q(via_one_stop=True))


@measure(
    "procedures.four_on_the_spot",
    "Tỷ lệ thủ tục giải quyết theo phương châm “4 tại chỗ”",
    unit=PERCENT,
    basis="Kế hoạch của xã, mục III.2 (III.2-11): tối thiểu 20% TTHC",
    certainty=Certainty.D,
    definition=(
        "Thủ tục đang dùng ở cuối kỳ; phần đạt là thủ tục được đánh dấu nhận, thẩm định, ký duyệt và trả "
        "ngay tại Trung tâm. Dấu này do phần mềm đề xuất, chờ quyết định của xã."
    ),
    part_name="Thủ tục “4 tại chỗ”",
    whole_name="Thủ tục đang dùng",
    listing=LISTING,
    splits=VERSION_SPLITS,
    facts=(*VERSION, "four_on_the_spot"),
)
def four_on_the_spot(period: Period) -> Share:
    """Procedures in force at the period's end; the part is received, checked, signed, returned on the spot.

    Basis: the commune's plan, III.2-11 (targets.md).
    """
    return Share.of(published(period.end), Q(four_on_the_spot=True))


def _in_force_at_end(period: Period) -> QuerySet[Procedure]:
    versions = ProcedureVersion.objects.filter(in_force(period.end), procedure=OuterRef("pk"))
    return Procedure.objects.filter(Exists(versions), is_hidden=False)
