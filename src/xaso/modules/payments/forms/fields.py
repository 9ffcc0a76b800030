"""Boxes for money."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from xaso.kernel.money import parse_dong


class DongField(forms.CharField):
    """An amount in đồng: 120.000."""

    def clean(self, value: Any) -> Any:
        """The whole number; a sentence for anything else."""
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = int(parse_dong(text))
        except ValueError:
            raise ValidationError("Ghi số tiền bằng đồng, ví dụ 120.000.", code="no_money") from None
        if amount > 2_000_000_000:
            raise ValidationError("Số tiền quá lớn. Xem lại.", code="too_much")
        return amount


def reason_field(label: str, hint: str = "", *, required: bool = True) -> forms.CharField:
    """A box of a few lines for a reason."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do."},
    )
