"""What people type about the account that receives fees and charges."""

from __future__ import annotations

from typing import Any

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

from ..queries.bank_account import banks
from ..services.accounts import AccountFacts
from .fields import reason_field


class AccountForm(forms.Form):
    """The account as the decision names it."""

    bank = forms.ChoiceField(
        label="Ngân hàng", error_messages={"required": "Chọn ngân hàng.", "invalid_choice": "Chọn ngân hàng."}
    )
    number = forms.CharField(
        label="Số tài khoản", max_length=40, help_text="Chép từ văn bản; dấu cách, dấu chấm tự bỏ.",
        error_messages={"required": "Ghi số tài khoản."},
    )  # fmt: skip
    holder = forms.CharField(
        label="Tên chủ tài khoản", max_length=120, help_text="Như ngân hàng ghi; dấu tiếng Việt tự bỏ.",
        error_messages={"required": "Ghi tên chủ tài khoản như ngân hàng ghi."},
    )  # fmt: skip
    decision = forms.CharField(
        label="Số, ký hiệu văn bản", max_length=120, help_text="Ví dụ: Quyết định 15/QĐ-UBND.",
        error_messages={"required": "Ghi số, ký hiệu văn bản giao tài khoản."},
    )  # fmt: skip
    decided_on = ThreePartDateField(label="Ngày văn bản")
    issuer = forms.CharField(
        label="Cơ quan ban hành", max_length=160,
        error_messages={"required": "Ghi cơ quan ban hành văn bản."},
    )  # fmt: skip
    note = forms.CharField(
        label="Ghi chú", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["bank"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [("", "Chọn ngân hàng"), *banks()]

    def facts(self) -> AccountFacts:
        """The account as typed; call when the form is valid."""
        return AccountFacts(bank_name=dict(banks())[self.cleaned_data["bank"]], **self.cleaned_data)


class ConfirmForm(forms.Form):
    """The number once more, from the paper."""

    number = forms.CharField(
        label="Gõ lại số tài khoản theo văn bản", max_length=40,
        help_text="Đọc từ văn bản, không chép trên màn hình này.",
        error_messages={"required": "Gõ lại số tài khoản ghi trong văn bản."},
    )  # fmt: skip


class RejectForm(forms.Form):
    """Why the account is not confirmed."""

    note = reason_field("Vì sao không xác nhận?", "Ví dụ: số khác văn bản; chưa có văn bản.")


class StopForm(forms.Form):
    """Why the account is not used any more."""

    reason = reason_field("Vì sao ngừng dùng?", "Ví dụ: ngân hàng báo tài khoản bị khóa; lộ thông tin.")
