"""What officers type in about a correction of a frozen figure."""

from __future__ import annotations

from typing import Any

from django import forms

from ..services.adjusting import LONGEST_REASON, Corrected
from .typed import VALUE_LABELS, NumberField

FILE_HINT = "Biên bản, công văn, trang sổ chứng minh số đúng: PDF, JPG, PNG, Word hoặc Excel."


class AdjustmentForm(forms.Form):
    """A correction: for a share its part and whole, otherwise a value; why, and on what evidence."""

    part = NumberField(label="Tử số đúng")
    whole = NumberField(label="Mẫu số đúng")
    value = NumberField(label="Tỷ lệ đúng")
    reason = forms.CharField(
        label="Vì sao phải điều chỉnh",
        help_text="Bản ghi nào sai hoặc thiếu, vì sao. Không ghi tên, số giấy tờ của người dân.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Hãy ghi vì sao số đã khóa phải điều chỉnh."},
    )
    evidence = forms.FileField(
        label="Tệp minh chứng",
        help_text=FILE_HINT,
        error_messages={"required": "Hãy gắn tệp minh chứng cho điều chỉnh."},
    )

    def __init__(self, *args: Any, unit: str, has_file: bool = False, **kwargs: Any) -> None:
        """``has_file``: the evidence came with an earlier try and is held."""
        super().__init__(*args, **kwargs)
        self.fields["evidence"].required = not has_file
        if unit != "percent":
            del self.fields["part"], self.fields["whole"]
            value = self.fields["value"]
            value.label = f"{VALUE_LABELS.get(unit, 'Giá trị')} đúng"
            value.required = True
            value.error_messages["required"] = "Hãy nhập giá trị."

    def said(self) -> Corrected:
        """What was typed, for the service."""
        data = self.cleaned_data
        return Corrected(data["value"], data.get("part"), data.get("whole"), data["reason"])


class DecisionForm(forms.Form):
    """A decision on a correction, with a word about it."""

    note = forms.CharField(
        label="Ý kiến",
        help_text="Không duyệt thì phải ghi lý do.",
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
