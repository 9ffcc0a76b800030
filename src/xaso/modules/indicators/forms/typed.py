"""What officers type in about a figure from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from ..queries.figure import covers_words
from ..rules.typed import ADDS_UP, Scale, scale_words
from ..rules.windows import Window
from ..services.typing import LONGEST_SOURCE, LONGEST_TEXT, Said

if TYPE_CHECKING:
    from xaso.modules.plan.models import Target

FILE_HINT = (
    "Báo cáo, công văn, bảng chấm, ảnh chụp: PDF, JPG, PNG, Word hoặc Excel. "
    "Thiếu tệp thì lưu nháp được, chưa gửi duyệt được."
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_MOST_DIGITS = 20


class NumberField(forms.CharField):
    """A number written the Vietnamese way: ``1.234,5``, ``85,5``, ``85,5%``. Cleans to Decimal or None."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=30, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """The number. Raises ValidationError with what to write instead."""
        text = (
            str(super().clean(value) or "")
            .replace("\u00a0", "")
            .replace(" ", "")
            .replace("−", "-")
            .removesuffix("%")
        )
        if not text:
            return None
        if _THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        if not text.isascii() or not _PLAIN.fullmatch(text) or len(text) > _MOST_DIGITS:
            raise ValidationError("Hãy nhập một số, ví dụ 85,5 hoặc 1.204.", code="no_number")
        try:
            return Decimal(text.replace(",", "."))
        except InvalidOperation as problem:  # pragma: no cover - the pattern lets only numbers through
            raise ValidationError("Hãy nhập một số, ví dụ 85,5 hoặc 1.204.", code="no_number") from problem


class TypedFigureForm(forms.Form):
    """One figure of one window. A share may be given as part and whole; other units have a value only."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    window = forms.ChoiceField(
        label="Kỳ của số liệu",
        help_text="Kỳ báo cáo từ ngày 15 tháng trước đến ngày 14. Chỉ chọn được kỳ đã kết thúc.",
        error_messages={
            "required": "Hãy chọn kỳ của số liệu.",
            "invalid_choice": "Hãy chọn một kỳ trong danh sách.",
        },
    )
    part = NumberField(label="Tử số")
    whole = NumberField(label="Mẫu số")
    value = NumberField(label="Tỷ lệ")
    source = forms.CharField(
        label="Lấy từ đâu",
        help_text=(
            "Tên, số, ngày của văn bản hoặc báo cáo; cơ quan cung cấp. "
            "Không ghi tên, số giấy tờ của người dân."
        ),
        max_length=LONGEST_SOURCE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi số này lấy từ văn bản, báo cáo nào."},
    )
    evidence = forms.FileField(label="Tệp minh chứng", help_text=FILE_HINT, required=False)
    note = forms.CharField(
        label="Ghi chú",
        help_text="Cách tính, phạm vi, điều cần lưu ý. Kỳ đã có số được duyệt thì ghi vì sao nhập số mới.",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, target: Target, windows: Iterable[Window] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if target.unit != "percent":
            del self.fields["part"], self.fields["whole"]
        self.fields["value"].label, self.fields["value"].help_text = value_words_of(target)
        choices = [(one.code, covers_words(one)) for one in windows]
        if choices:
            box: Any = self.fields["window"]
            box.choices = choices
        else:
            del self.fields["window"]

    def said(self) -> Said:
        """What was typed, for the service."""
        data = self.cleaned_data
        return Said(data["value"], data.get("part"), data.get("whole"), data["source"], data["note"])


SO_FAR_HINT = "Từ đầu năm báo cáo (15/12 năm trước) đến hết kỳ đã chọn. Số nhập sau thay số nhập trước."
PERIOD_HINT = (
    "Chỉ của kỳ đã chọn. Phần mềm cộng các kỳ thành số cả năm; "
    "kỳ dài đã có số thì thay các kỳ ngắn nằm trong đó."
)


def value_words_of(target: Target) -> tuple[str, str]:
    """The label and the hint of the box of the value: what to type, of which days, on which scale."""
    label = VALUE_LABELS.get(target.unit, "Giá trị")
    scale = scale_words(Scale(target.scale_min, target.scale_max))
    hints = [f"Thang số {scale}."] if scale else []
    if target.unit in ADDS_UP:
        is_of_window = target.typed_as == target.TypedAs.PERIOD
        label += " của riêng kỳ" if is_of_window else " lũy kế từ đầu năm"
        hints.append(PERIOD_HINT if is_of_window else SO_FAR_HINT)
    elif target.unit == "rank":
        hints.append("Hạng nhất là 1.")
    return label, " ".join(hints)


VALUE_LABELS = {
    "percent": "Tỷ lệ",
    "points": "Mức tăng",
    "count": "Số lượng",
    "score": "Điểm",
    "rank": "Thứ hạng",
    "money": "Số tiền (đồng)",
}


class ReasonForm(forms.Form):
    """Why a figure goes back to who typed it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Lý do trả lại",
        help_text="Nói rõ cần sửa gì: số, kỳ, nguồn hay minh chứng.",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
