"""What whoever keeps the plan fills in: the file, the head, the rulings, the day it comes into force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

from ..models import Plan, ReadingFinding

LONGEST_REASON = 500
NEW_PLAN = "+"


class UploadForm(forms.Form):
    """The file of a plan, and which plan it renews."""

    file = forms.FileField(
        label="Tệp kế hoạch",
        help_text="Tệp Word (.docx) hoặc tệp chữ (.txt), nhiều nhất 25 MB. Phụ lục để nguyên trong tệp.",
        error_messages={
            "required": "Chọn tệp kế hoạch.",
            "empty": "Tệp này rỗng. Chọn lại tệp.",
            "invalid": "Chọn lại tệp kế hoạch.",
        },
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
    )
    plan = forms.ChoiceField(label="Tệp này là", error_messages={"required": "Chọn tệp này là kế hoạch nào."})
    title = forms.CharField(
        label="Tên kế hoạch",
        required=False,
        max_length=300,
        help_text="Bỏ trống thì lấy tên kế hoạch đang có, hoặc tên tệp. Sửa được trước khi xác nhận.",
    )

    def __init__(self, *args: Any, plans: Sequence[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(plan.code, f"Bản mới của: {plan.name}") for plan in plans]
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*chosen, (NEW_PLAN, "Kế hoạch chưa có trong phần mềm")]


class HeadForm(forms.Form):
    """The plan's name and years."""

    title = forms.CharField(
        label="Tên kế hoạch",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Nhập tên kế hoạch."},
    )
    year_from = forms.IntegerField(
        label="Năm đầu", error_messages={"required": "Nhập năm đầu.", "invalid": "Năm gồm 4 chữ số."}
    )
    year_to = forms.IntegerField(
        label="Năm cuối", error_messages={"required": "Nhập năm cuối.", "invalid": "Năm gồm 4 chữ số."}
    )


class InForceForm(forms.Form):
    """The decision that puts the plan in force."""

    number = forms.CharField(
        label="Số, ký hiệu văn bản ban hành",
        max_length=60,
        help_text="Ví dụ: 15-KH/ĐU",
        error_messages={"required": "Nhập số, ký hiệu của văn bản ban hành kế hoạch."},
    )
    decided_on = ThreePartDateField(label="Ngày ban hành")
    in_force_on = ThreePartDateField(
        label="Có hiệu lực từ ngày",
        help_text="Chỉ tiêu không còn trong bản này kết thúc từ ngày ấy.",
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Lý do",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do, để người xem sau hiểu vì sao."},
    )


class RulingForm(forms.Form):
    """What the officer says to a doubt about the text."""

    ruling = forms.ChoiceField(
        label="Xử lý thế nào",
        choices=[one for one in ReadingFinding.Ruling.choices if one[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một cách xử lý."},
    )
    correction = forms.CharField(
        label="Phải hiểu là",
        required=False,
        max_length=500,
        help_text="Chỉ khi hiểu là phải sửa. Số của chỉ tiêu thì sửa ở trang chỉ tiêu; ở đây chỉ ghi lại.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label="Lý do, hoặc điều cần hỏi",
        max_length=LONGEST_REASON,
        error_messages={"required": "Ghi lý do, hoặc điều cần hỏi."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
