"""Fees: dossiers that owe one, how they were paid, procedures paid online, dossiers without a meeting."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Concat

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.payments.queries import figures
from xaso.modules.payments.queries.figures import ONLINE
from xaso.modules.procedures.queries import published as catalogue
from xaso.platform.measuring.figures import PERCENT, Share
from xaso.platform.measuring.registry import Split, measure

from ..models import Dossier
from ..models.conditions import ELECTRONIC_RESULT_IF_DUE, FILED_ONLINE
from .ways import SHARED

ONLY_GATEWAY = (
    "Trực tuyến là qua cổng thanh toán; chuyển khoản bằng mã QR chưa tính, vì chưa rõ Bộ 766 có tính không."
)
CHARGED = Q(fee_amount__gt=0) | Q(fee_set_by_province=True)
"""Versions that ask for money, the province's sums included."""
SUBJECT = Concat(Value("dossier:"), OuterRef("code"), output_field=CharField())
"""The key of a dossier in the books of payments, for a query inside one of dossiers."""
SERVICE = OuterRef("procedure__code")
"""The code of a procedure in the books of payments, for a query inside one of versions."""
OWING = Q(Exists(figures.bills_owed(SUBJECT)))
"""Something is owed or was paid, and not given back."""
PAID_ONLINE = Q(fee_method=ONLINE)
"""The last payment was made online."""
VERSIONS: dict[str, Any] = {
    "unit": PERCENT,
    "listing": "procedures.versions",
    "splits": (Split("field", "Lĩnh vực", "procedure__field__name"),),
    "facts": ("procedure__code", "procedure__is_hidden", "valid_from", "fee_amount", "fee_set_by_province"),
}


@measure(
    "dossiers.fee_online_766",
    "Tỷ lệ hồ sơ có nghĩa vụ tài chính được thanh toán trực tuyến",
    unit=PERCENT,
    basis="QĐ 766/QĐ-TTg, nhóm 6, phần A, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ tiếp nhận trong kỳ có khoản phải nộp trên 0 đồng; phần đạt là hồ sơ đã nộp trực tuyến. "
        f"{ONLY_GATEWAY} Khoản đã hoàn trả không tính."
    ),
    part_name="hồ sơ thanh toán trực tuyến",
    whole_name="hồ sơ có nghĩa vụ tài chính",
    date_field="received_at",
    facts=("received_at", "fee_owed", "fee_method"),
    **SHARED,
)
def fee_online_766(period: Period) -> Share:
    """Dossiers received in the period that owe something; the part paid through the gateway.

    Basis: QĐ 766/QĐ-TTg group 6, A (onestop.md part 8).
    """
    whole = _with_fees(Dossier.objects.received_in(period).by_channel_words()).filter(OWING)
    return Share.of(whole, PAID_ONLINE)


@measure(
    "dossiers.fee_online",
    "Tỷ lệ giao dịch thanh toán được thực hiện trực tuyến",
    unit=PERCENT,
    basis="Kế hoạch của xã mục III.2-05: từ 30% trở lên; QĐ 766/QĐ-TTg, số 3.6",
    certainty=Certainty.C,
    definition=(
        "Lần nộp phí, lệ phí trong kỳ, chưa hoàn trả, của các thủ tục ở phần đạt của chỉ tiêu III.2-04: đang "
        "dùng ở cuối kỳ, có thu phí và đã thanh toán trực tuyến được; mỗi lần nộp là một giao dịch. Phần đạt "
        f"là giao dịch trực tuyến. {ONLY_GATEWAY} Cả năm tính theo các thủ tục của cuối năm, không cộng từ "
        "các tháng."
    ),
    part_name="giao dịch trực tuyến",
    whole_name="giao dịch thanh toán",
    listing="payments",
    splits=(Split("service", "Mã thủ tục", "bill__service"), Split("method", "Cách nộp", "method")),
    facts=("at", "method", "bill__service"),
)
def fee_online(period: Period) -> Share:
    """Payments made in the period for the procedures of III.2-04; the part came through the gateway.

    Basis: the commune's plan, III.2-05 (targets.md: payments "of the TTHC counted in III.2-04").
    """
    deployed = services_pay_online(period).part.values("procedure__code")
    made = figures.transactions(period.start_at, period.end_at)
    return Share.of(made.filter(service__in=deployed), Q(method=ONLINE))


@measure(
    "dossiers.services_pay_online",
    "Tỷ lệ thủ tục có nghĩa vụ tài chính đã thanh toán trực tuyến được",
    basis="Kế hoạch của xã mục III.2-04: tối thiểu 80%",
    certainty=Certainty.D,
    definition=(
        "Thủ tục đang dùng ở cuối kỳ có thu phí, lệ phí; phần đạt là thủ tục đã từng có ít nhất một lần "
        "thanh toán trực tuyến thành công đến cuối kỳ: có giao dịch thật mới coi là đã triển khai."
    ),
    part_name="thủ tục đã thanh toán trực tuyến được",
    whole_name="thủ tục có nghĩa vụ tài chính",
    **VERSIONS,
)
def services_pay_online(period: Period) -> Share:
    """Procedures with a fee in force at the period's end; the part was ever paid for online by then.

    Basis: the commune's plan, III.2-04 (targets.md); that a true payment proves it is our own reading.
    """
    paid = figures.paid_for(SERVICE, until=period.end_at, method=ONLINE)
    return Share.of(catalogue.published(period.end), Q(Exists(paid)), among=CHARGED)


@measure(
    "dossiers.services_paid_online_766",
    "Tỷ lệ thủ tục có thu phí có giao dịch trực tuyến",
    basis="QĐ 766/QĐ-TTg, nhóm 6, phần B, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Thủ tục đang dùng ở cuối kỳ có thu phí, lệ phí; phần đạt là thủ tục có ít nhất một lần nộp trực "
        f"tuyến trong kỳ. {ONLY_GATEWAY}"
    ),
    part_name="thủ tục có giao dịch trực tuyến",
    whole_name="thủ tục có thu phí, lệ phí",
    **VERSIONS,
)
def services_paid_online_766(period: Period) -> Share:
    """Procedures with a fee in force at the period's end; the part was paid for online in the period.

    Basis: QĐ 766/QĐ-TTg group 6, B (onestop.md part 8).
    """
    paid = figures.paid_for(SERVICE, since=period.start_at, until=period.end_at, method=ONLINE)
    return Share.of(catalogue.published(period.end), Q(Exists(paid)), among=CHARGED)


@measure(
    "dossiers.services_paid_766",
    "Tỷ lệ thủ tục có thu phí có dữ liệu thanh toán",
    basis="QĐ 766/QĐ-TTg, nhóm 6, phần C, theo mô tả công thức của Bộ chỉ số",
    certainty=Certainty.C,
    definition=(
        "Thủ tục đang dùng ở cuối kỳ có thu phí, lệ phí; phần đạt là thủ tục có ít nhất một lần nộp ghi "
        "trong phần mềm trong kỳ, bằng cách nào cũng tính. Bộ 766 chỉ thấy dữ liệu đã đồng bộ; phần mềm chưa "
        "đồng bộ."
    ),
    part_name="thủ tục có dữ liệu thanh toán",
    whole_name="thủ tục có thu phí, lệ phí",
    **VERSIONS,
)
def services_paid_766(period: Period) -> Share:
    """Procedures with a fee in force at the period's end; the part was paid for in the period, in any way.

    Basis: QĐ 766/QĐ-TTg group 6, C (onestop.md part 8).
    """
    paid = figures.paid_for(SERVICE, since=period.start_at, until=period.end_at)
    return Share.of(catalogue.published(period.end), Q(Exists(paid)), among=CHARGED)


@measure(
    "dossiers.contactless",
    "Tỷ lệ giao dịch hành chính phi tiếp xúc",
    unit=PERCENT,
    basis="Kế hoạch của xã mục PLII-V.4: nộp, trả tiền và nhận kết quả đều trực tuyến",
    certainty=Certainty.C,
    definition=(
        "Hồ sơ nộp trực tuyến, đã có kết quả (bản điện tử, nếu thủ tục có kết quả giấy), và không phải nộp "
        f"tiền hoặc đã nộp trực tuyến; chia cho mọi hồ sơ đã tiếp nhận trong kỳ. {ONLY_GATEWAY}"
    ),
    part_name="hồ sơ phi tiếp xúc",
    whole_name="hồ sơ đã tiếp nhận",
    date_field="received_at",
    facts=("received_at", "channel", "state", "version__gives_paper_result", "fee_owed", "fee_method"),
    **SHARED,
)
def contactless(period: Period) -> Share:
    """Dossiers received in the period; the part was filed, paid (if at all) and answered online.

    Basis: the commune's plan, annex II, V.4 (targets.md).
    """
    whole = _with_fees(Dossier.objects.received_in(period).by_channel_words())
    return Share.of(whole, FILED_ONLINE & ELECTRONIC_RESULT_IF_DUE & (~OWING | PAID_ONLINE))


def _with_fees(rows: Any) -> Any:
    """Dossiers with what they owe or paid, and how they last did."""
    return rows.annotate(fee_owed=figures.owed_by(SUBJECT), fee_method=figures.method_of(SUBJECT))
