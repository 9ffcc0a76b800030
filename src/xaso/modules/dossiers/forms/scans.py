"""What an officer tells of a scan: its check list, or why a paper need not be scanned."""

from __future__ import annotations

from typing import Any

from django import forms

from .. import rules
from ..models import Scan


class CheckForm(forms.Form):
    """Pages counted by hand and the list to go through; or the fault for which it must be made again."""

    pages = forms.IntegerField(
        label="Bản giấy có mấy trang có chữ?",
        help_text="Đếm từng mặt giấy.",
        min_value=1,
        max_value=2000,
        error_messages={
            "required": "Hãy đếm số trang bản giấy.",
            "invalid": "Ghi số trang bằng chữ số, ví dụ 4.",
        },
    )
    noted = forms.IntegerField(
        label="Trong đó mấy trang có giấy dán?",
        help_text="Trang có giấy dán phải quét hai lần: có và không có giấy dán. Không có thì ghi 0.",
        min_value=0,
        max_value=2000,
        initial=0,
        error_messages={"required": "Không có giấy dán thì ghi 0.", "invalid": "Ghi bằng chữ số, ví dụ 0."},
    )
    checks = forms.MultipleChoiceField(
        label="Đã xem từng điều",
        choices=list(rules.SCAN_CHECKS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Xem bản quét rồi đánh dấu từng điều."},
    )
    fault = forms.CharField(
        label="Lỗi phải quét lại",
        help_text="Chỉ ghi khi chưa đạt, ví dụ: mất dấu ở trang 2.",
        max_length=300,
        error_messages={"required": "Hãy ghi lỗi gì để người quét biết mà làm lại."},
    )

    def __init__(self, data: Any = None, *, is_fault: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.is_fault = is_fault
        if self.is_bound:
            needed = {"fault"} if is_fault else {"pages", "noted", "checks"}
            for name, box in self.fields.items():
                box.required = name in needed

    @property
    def wrong(self) -> str:
        """The fault, when that is what was said."""
        return str(self.cleaned_data["fault"]) if self.is_fault else ""


class WaiverForm(forms.Form):
    """Why it need not be scanned."""

    reason = forms.ChoiceField(
        label="Vì sao không phải quét?",
        choices=[choice for choice in Scan.Waiver.choices if choice[0] != Scan.Waiver.ELECTRONIC],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một lý do."},
    )
    substitute = forms.CharField(
        label="Mã kết quả thay thế",
        help_text="Chỉ ghi khi đã có kết quả điện tử thay cho giấy này.",
        max_length=60,
        required=False,
    )
