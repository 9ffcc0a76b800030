"""What the commune's own offices say, as figures: who works in the program."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.platform.journal.models import Entry
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import Split, measure

from .models import Officer, Unit

LISTING = "org.units"
GOVERNING = (
    Unit.Kind.PARTY,
    Unit.Kind.COUNCIL,
    Unit.Kind.COMMITTEE,
    Unit.Kind.OFFICE,
    Unit.Kind.CENTRE,
    Unit.Kind.POLICE,
    Unit.Kind.MILITARY,
)
"""The party's and the government's own organs; schools, the health station, the Front and unions are not."""


@measure(
    "org.units_using_program",
    "Tỷ lệ cơ quan Đảng, chính quyền xã dùng phần mềm chung",
    unit=PERCENT,
    basis="Kế hoạch của xã mục PLII-V.15 (Phụ lục II): 100%",
    certainty=Certainty.C,
    definition=(
        "Cơ quan, phòng, ban của Đảng ủy, HĐND, UBND xã (kể cả Trung tâm, Công an, Quân sự) có ít nhất một "
        "cán bộ làm việc trong phần mềm này trong kỳ, theo nhật ký, chia cho số cơ quan ấy. Chỉ đăng nhập "
        "xem mà không ghi gì thì chưa tính. Nếu tỉnh quy định phần mềm chung là phần mềm khác, hãy nhập số "
        "kèm minh chứng."
    ),
    part_name="cơ quan có dùng phần mềm",
    whole_name="cơ quan Đảng, chính quyền xã",
    splits=(Split("kind", "Loại cơ quan", "kind"),),
    listing=LISTING,
    facts=("code", "kind", "is_active"),
)
def units_using_program(period: Period) -> Share:
    """Active organs of the party and the government; the part has an officer who wrote something then.

    An officer counts for the office where they are today. Basis: the commune's plan, PLII-V.15 (targets.md:
    units using the common software / units).
    """
    whole = Unit.objects.filter(is_active=True, kind__in=GOVERNING)
    acts = Entry.objects.filter(
        actor_key=Cast(OuterRef("pk"), CharField(max_length=60)),
        actor_kind="officer",
        at__gte=period.start_at,
        at__lt=period.end_at,
    )
    workers = Officer.objects.filter(Exists(acts), unit=OuterRef("pk"))
    return Share.of(whole, Q(Exists(workers)))
