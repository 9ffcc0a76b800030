"""How procedures are announced: decisions signed in time, drafts controlled, versions published in time."""

from typing import Any

from django.db.models import F

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.procedures.queries import decisions
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import Split, measure

from .published import LISTING, SPLITS

DECISIONS = "procedures.decisions"
DECIDED = ("number", "decided_on")
ISSUERS = (Split("issuer", "Cơ quan ban hành", "issuer"),)
ANNOUNCED = ("procedure__code", "valid_from", "decision__decided_on")
VERSIONS: dict[str, Any] = {"unit": PERCENT, "listing": LISTING, "splits": SPLITS}


@measure(
    "procedures.announced_on_time",
    "Tỷ lệ quyết định công bố thủ tục được ban hành kịp thời",
    unit=PERCENT,
    basis="Kế hoạch của xã, mục III.2 (III.2-08): 100%; số ngày theo QĐ 766/QĐ-TTg, tiêu chí 1.1",
    certainty=Certainty.C,
    definition=(
        "Quyết định công bố ký trong kỳ có trong sổ; phần đạt là quyết định ký trước ngày văn bản căn cứ "
        "có hiệu lực ít nhất số ngày làm việc đã đặt (thiết lập procedures.sign_days, hiện là giả định). "
        "Chưa ghi ngày hiệu lực của văn bản căn cứ thì chưa tính là kịp. Quyết định đến hạn mà chưa ký không "
        "có trong sổ nên chưa tính được."
    ),
    part_name="quyết định kịp thời",
    whole_name="quyết định công bố ký trong kỳ",
    date_field="decided_on",
    splits=ISSUERS,
    listing=DECISIONS,
    facts=(*DECIDED, "law_effective_on", "due_on"),
)
def announced_on_time(period: Period) -> Share:
    """Decisions that announce procedures, signed in the period; the part was signed by its day.

    Basis: the commune's plan, III.2-08 (targets.md); the number of days by QĐ 766/QĐ-TTg no. 1.1.
    """
    whole = decisions.announcing().filter(decided_on__range=(period.start, period.end))
    return Share.sets(part=decisions.signed_in_time(whole), whole=whole)


@measure(
    "procedures.drafts_controlled",
    "Tỷ lệ dự thảo quyết định công bố được kiểm soát chất lượng",
    unit=PERCENT,
    basis="Kế hoạch của xã mục III.2 (III.2-12): 100%",
    certainty=Certainty.C,
    definition=(
        "Quyết định công bố ký trong kỳ mà dự thảo do xã trình; phần đạt là dự thảo đã kiểm soát chất lượng "
        "xong trước khi ký. Ở xã thường ít hoặc không phát sinh."
    ),
    part_name="dự thảo đã kiểm soát chất lượng",
    whole_name="dự thảo quyết định công bố do xã trình",
    date_field="decided_on",
    splits=ISSUERS,
    listing=DECISIONS,
    facts=(*DECIDED, "drafted_here", "controlled_on"),
)
def drafts_controlled(period: Period) -> Share:
    """Decisions signed in the period that the commune drafted; the part was controlled before it was signed.

    Basis: the commune's plan, III.2-12 (targets.md).
    """
    signed = decisions.announcing().filter(decided_on__range=(period.start, period.end))
    whole = signed.filter(drafted_here=True)
    return Share.sets(part=whole.filter(controlled_on__lte=F("decided_on")), whole=whole)


@measure(
    "procedures.versions_announced_on_time",
    "Tỷ lệ thủ tục được công bố đúng hạn",
    basis="QĐ 766/QĐ-TTg, tiêu chí 1.1, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Bản thủ tục ban hành theo quyết định công bố ký trong kỳ; phần đạt là bản có quyết định ký trước "
        "ngày văn bản căn cứ có hiệu lực ít nhất 5 ngày làm việc (mức của cấp tỉnh, đổi được ở thiết lập)."
    ),
    part_name="thủ tục công bố đúng hạn",
    whole_name="thủ tục công bố trong kỳ",
    date_field="decision__decided_on",
    facts=(*ANNOUNCED, "decision__due_on"),
    **VERSIONS,
)
def versions_announced_on_time(period: Period) -> Share:
    """Versions announced by decisions signed in the period; the part by one signed by its day.

    Basis: QĐ 766/QĐ-TTg no. 1.1 (onestop.md part 8).
    """
    whole = decisions.to_publish().filter(decision__decided_on__range=(period.start, period.end))
    return Share.sets(part=decisions.announced_in_time(whole), whole=whole)


@measure(
    "procedures.published_on_time",
    "Tỷ lệ thủ tục được công khai trên Cơ sở dữ liệu quốc gia đúng hạn",
    basis="QĐ 766/QĐ-TTg, tiêu chí 1.2, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Bản thủ tục ban hành theo quyết định công bố ký trong kỳ; phần đạt là bản có trên Cơ sở dữ liệu "
        "quốc gia trong 5 ngày làm việc từ ngày ký (mức của cấp tỉnh, đổi được ở thiết lập), theo ngày cán "
        "bộ đã xem và ghi. Phần mềm chưa nối với Cơ sở dữ liệu đó."
    ),
    part_name="thủ tục công khai đúng hạn",
    whole_name="thủ tục phải công khai",
    date_field="decision__decided_on",
    facts=(*ANNOUNCED, "decision__publish_due_on", "publication__published_on"),
    **VERSIONS,
)
def published_on_time(period: Period) -> Share:
    """Versions announced by decisions signed in the period; the part was published by its day.

    Basis: QĐ 766/QĐ-TTg no. 1.2 (onestop.md part 8).
    """
    whole = decisions.to_publish().filter(decision__decided_on__range=(period.start, period.end))
    return Share.sets(part=decisions.published_in_time(whole), whole=whole)
