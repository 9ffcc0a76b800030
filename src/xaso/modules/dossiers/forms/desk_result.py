"""What officers type to write a result from a template, to withdraw it or to replace it."""

from __future__ import annotations

from django import forms

from .desk import long_words


class WriteResultForm(forms.Form):
    """The heading and the words of the paper."""

    title = forms.CharField(
        label="Tên văn bản", max_length=200, error_messages={"required": "Hãy ghi tên văn bản."}
    )
    body = forms.CharField(
        label="Nội dung",
        help_text="Mỗi dòng là một đoạn. Số, ngày, người ký và mã QR phần mềm tự ghi.",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Hãy ghi nội dung.", "max_length": "Nội dung dài quá 8.000 ký tự."},
    )


class EndResultForm(forms.Form):
    """Why a result holds no longer."""

    reason = long_words(
        "Lý do", "Ghi cả số quyết định. Bà con đọc đúng những dòng này.", missing="Hãy ghi lý do."
    )
    replaced_by = forms.CharField(
        label="Mã hồ sơ có kết quả thay thế",
        help_text="Để trống nếu thu hồi mà không cấp lại",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
