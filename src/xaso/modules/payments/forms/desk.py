"""What officers type to bill, replace a receipt, give back, and keep a shift."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from ..rules import GROUPS, METHOD_WORDS, MOMENTS, Method
from ..services import Item
from .fields import DongField, reason_field

if TYPE_CHECKING:
    from ..models import FeeRate

ROWS = 3


class MakeForm(forms.Form):
    """A bill for somebody at the counter: payer, up to three rates, the group of the payer."""

    payer_name = forms.CharField(
        label="Người nộp", max_length=160, error_messages={"required": "Hãy ghi tên người nộp."}
    )
    payer_id_number = forms.CharField(label="Số định danh", max_length=14, required=False)
    payer_address = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    about = forms.CharField(
        label="Của việc gì", max_length=60, required=False, help_text="Ví dụ mã hồ sơ. Bỏ trống nếu không có."
    )
    group = forms.ChoiceField(
        label="Nhóm được miễn, giảm", required=False, choices=[("", "Không thuộc nhóm nào"), *GROUPS]
    )
    moment = forms.ChoiceField(label="Thu lúc nào", choices=MOMENTS)

    def __init__(self, *args: Any, rates: Sequence[FeeRate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Chọn khoản thu"), *((rate.code, _rate_words(rate)) for rate in rates)]
        for row in range(1, ROWS + 1):
            self.fields[f"rate_{row}"] = forms.ChoiceField(
                label=f"Khoản thu {row}", choices=choices, required=row == 1,
                error_messages={"required": "Hãy chọn khoản thu."},
            )  # fmt: skip
            for name, label in (("quantity", "Số lượng"), ("copies", "Số bản")):
                self.fields[f"{name}_{row}"] = forms.IntegerField(
                    label=label, min_value=1, max_value=9999, initial=1
                )

    def rows(self) -> list[dict[str, Any]]:
        """The boxes of each line, for the page."""
        names = ("rate", "quantity", "copies")
        return [{name: self[f"{name}_{row}"] for name in names} for row in range(1, ROWS + 1)]

    def items(self) -> list[Item]:
        """What is to be billed, of a valid form."""
        data = self.cleaned_data
        groups = (data["group"],) if data["group"] else ()
        return [
            Item(data[f"rate_{row}"], data[f"quantity_{row}"], data[f"copies_{row}"], groups)
            for row in range(1, ROWS + 1)
            if data[f"rate_{row}"]
        ]


def _rate_words(rate: FeeRate) -> str:
    return f"{rate.name[:90]} ({rate.get_kind_display().lower()}, {rate.amount:,} đồng/{rate.unit})".replace(
        ",", ".", 1
    )


class CancelForm(forms.Form):
    """Why an unpaid bill is taken back."""

    reason = reason_field("Vì sao hủy khoản thu này?")


class RefundForm(forms.Form):
    """Why the money is to be given back."""

    reason = reason_field("Vì sao hoàn trả?", "Người duyệt và người nộp đọc đúng những dòng này.")


class ReplaceForm(forms.Form):
    """The right payer, and why the receipt is replaced."""

    payer_name = forms.CharField(
        label="Tên người nộp đúng", max_length=160, error_messages={"required": "Hãy ghi tên người nộp."}
    )
    payer_id_number = forms.CharField(label="Số định danh", max_length=14, required=False)
    payer_address = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    reason = reason_field("Vì sao thay biên lai?")


class DecideForm(forms.Form):
    """What the one who decides says; needed to reject."""

    note = reason_field("Ý kiến", "Bắt buộc khi không hoàn trả.", required=False)


class PayOutForm(forms.Form):
    """How the money was given back, and to whom."""

    method = forms.ChoiceField(
        label="Chi trả bằng", widget=forms.RadioSelect,
        choices=[(way.value, METHOD_WORDS[way]) for way in (Method.CASH, Method.TRANSFER)],
        error_messages={"required": "Chọn tiền mặt hay chuyển khoản."},
    )  # fmt: skip
    paid_to = forms.CharField(
        label="Người nhận", max_length=200, help_text="Họ tên và giấy tờ đã xem, hoặc số tài khoản.",
        error_messages={"required": "Hãy ghi người nhận tiền."},
    )  # fmt: skip


class OpenShiftForm(forms.Form):
    """Change in the drawer at the start."""

    opening_cash = DongField(
        label="Tiền lẻ đầu ca", max_length=20, help_text="Bằng đồng. Không có thì ghi 0.",
        error_messages={"required": "Hãy ghi số tiền lẻ; không có thì ghi 0."},
    )  # fmt: skip


class CloseShiftForm(forms.Form):
    """What was counted at the end."""

    counted_cash = DongField(
        label="Tiền mặt đếm được", max_length=20, help_text="Cả tiền lẻ đầu ca, bằng đồng.",
        error_messages={"required": "Hãy ghi số tiền đếm được."},
    )  # fmt: skip
    note = reason_field("Giải thích chênh lệch", "Chỉ cần khi thừa hoặc thiếu.", required=False)


class HandOverForm(forms.Form):
    """Who receives the cash."""

    received_by = forms.CharField(
        label="Người nhận tiền", max_length=160, help_text="Họ tên và chức vụ, hoặc kho bạc, ngân hàng.",
        error_messages={"required": "Hãy ghi người nhận tiền."},
    )  # fmt: skip
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)
