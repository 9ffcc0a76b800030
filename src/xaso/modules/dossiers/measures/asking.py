"""Whether people were asked once or again for what the commune held."""

from __future__ import annotations

from django.db.models import Q

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import measure

from ..models import Dossier
from .ways import SHARED


@measure(
    "dossiers.asked_once",
    "Tỷ lệ hồ sơ không phải nộp lại giấy tờ xã đã có",
    unit=PERCENT,
    basis="Kế hoạch của xã III.2-20; NĐ 224/2026/NĐ-CP Đ.18 khoản 4 (không hỏi lại dữ liệu đã có)",
    certainty=Certainty.D,
    definition=(
        "Hồ sơ lấy lại giấy tờ từ kho, không giấy nào phải nộp lại hay bị yêu cầu bổ sung, chia cho hồ sơ "
        "tiếp nhận trong kỳ cần giấy mà xã đã có bản cùng tên còn dùng được. Kế hoạch đếm người dân, doanh "
        "nghiệp; ở đây đếm hồ sơ."
    ),
    part_name="hồ sơ không phải nộp lại",
    whole_name="hồ sơ có giấy tờ xã đã có",
    date_field="received_at",
    facts=(
        "received_at",
        "ask_once__held",
        "ask_once__reused",
        "ask_once__asked_again",
        "ask_once__requested_again",
    ),
    **SHARED,
)
def asked_once(period: Period) -> Share:
    """Dossiers received in the period with papers that the commune held; the part had none asked for again.

    Basis: the plan's III.2-20 (targets.md): at least one paper taken again, none asked for again.
    """
    base = Dossier.objects.received_in(period).by_channel_words()
    never_again = Q(ask_once__asked_again=0, ask_once__requested_again=0)
    return Share.of(base, never_again, among=Q(ask_once__held__gt=0))
