"""What an officer types about old results."""

from __future__ import annotations

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

from ..models import OldResult


class FindForm(forms.Form):
    """Words and state to find by; given by GET."""

    q = forms.CharField(label="Số, loại hoặc người được cấp", required=False, max_length=120)
    trang_thai = forms.ChoiceField(
        label="Số hóa đến đâu", required=False, choices=[("", "Tất cả"), *OldResult.State.choices]
    )


class VoidForm(forms.Form):
    """From when, and why, a result is no longer in force."""

    on = ThreePartDateField(label="Hết hiệu lực từ ngày nào?")
    note = forms.CharField(
        label="Vì sao?",
        help_text="Ví dụ: bị thu hồi theo quyết định nào, được thay bằng giấy nào.",
        max_length=200,
        error_messages={"required": "Hãy ghi vì sao hết hiệu lực."},
    )
