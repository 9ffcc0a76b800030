"""The questions after a result is returned (TT 32/2017 Đ.12)."""

from __future__ import annotations

from django import forms

from .models import Rating
from .rules import LONGEST_COMMENT

LEVELS = Rating.Level.choices
WRONG_LEVEL = "Chọn một trong ba mức."


def _level(label: str, *, required: bool, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=LEVELS,
        required=required,
        help_text=help_text,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một mức đánh giá chung.", "invalid_choice": WRONG_LEVEL},
    )


class RatingForm(forms.Form):
    """One overall question; the others may be left out."""

    level = _level("Bà con thấy việc giải quyết hồ sơ này thế nào?", required=True)
    ease = _level("Thủ tục dễ làm, được hướng dẫn rõ", required=False)
    punctuality = _level("Trả kết quả đúng hẹn", required=False)
    attitude = _level("Thái độ của cán bộ", required=False)
    comment = forms.CharField(
        label="Điều bà con muốn nói thêm",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Không cần ghi tên, số điện thoại.",
        error_messages={"max_length": f"Viết ngắn lại, nhiều nhất {LONGEST_COMMENT} ký tự."},
    )
