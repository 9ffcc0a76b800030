"""What officers type about reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

from .rules import outline

KINDS = [(one.code, one.name) for one in outline.KINDS]
PROFILES = [(one.code, one.name) for one in outline.PROFILES]


class OpenForm(forms.Form):
    """A new report: which, for which closed period, by when offices send their parts."""

    kind = forms.ChoiceField(label="Loại báo cáo", choices=KINDS)
    window = forms.ChoiceField(label="Kỳ đã khóa")
    profile = forms.ChoiceField(
        label="Thể thức", choices=PROFILES, widget=forms.RadioSelect, initial=outline.STATE
    )
    due_on = ThreePartDateField(label="Hạn các đơn vị gửi phần")
    recipient = forms.CharField(
        label="Kính gửi", required=False, max_length=200,
        help_text="Ghi khi báo cáo gửi cấp trên, ví dụ: Ủy ban nhân dân tỉnh.",
    )  # fmt: skip

    def __init__(self, *args: Any, windows: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["window"] = forms.ChoiceField(label="Kỳ đã khóa", choices=list(windows))


class TextForm(forms.Form):
    """Words, and the revision the page showed."""

    text = forms.CharField(
        label="Lời văn",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": "Viết nội dung; không có gì phát sinh thì ghi “Không phát sinh”."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why something is given back or dropped."""

    reason = forms.CharField(
        label="Lý do", widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Ghi lý do để người nhận biết cần sửa gì."},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(forms.Form):
    """Only the revision the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class IssueForm(forms.Form):
    """Number, date and signer of the paper."""

    number = forms.CharField(label="Số văn bản", max_length=10, help_text="Chỉ ghi số, ví dụ 12.")
    issued_on = ThreePartDateField(label="Ngày văn bản")
    signer_right = forms.CharField(label="Quyền hạn ký", max_length=120, required=False)
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=120)
    signer_name = forms.CharField(label="Họ và tên người ký", max_length=120)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class TemplateForm(forms.Form):
    """A template edited in Word."""

    upload = forms.FileField(label="Tệp mẫu (.docx)")
    note = forms.CharField(label="Ghi chú về lần sửa", required=False, max_length=300)
