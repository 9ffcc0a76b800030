"""What a cashier types about statements and their lines."""

from __future__ import annotations

from django import forms

from ..models import RehearsedOrder


class StatementForm(forms.Form):
    """The file of a statement."""

    file = forms.FileField(
        label="Tệp sao kê",
        help_text="Excel (.xlsx), CSV hoặc MT940 (.sta) tải từ ngân hàng, nhiều nhất 10 MB.",
        error_messages={"required": "Chọn tệp sao kê."},
    )  # fmt: skip


class SettleForm(forms.Form):
    """The bill a line pays."""

    code = forms.CharField(
        label="Mã khoản thu", max_length=20, help_text="Ghi trên thông báo nộp tiền, ví dụ XS2611240001.",
        error_messages={"required": "Ghi mã khoản thu."},
    )  # fmt: skip


class AsideForm(forms.Form):
    """Why a line pays no bill."""

    note = forms.CharField(
        label="Tiền này là gì, đã xử lý thế nào?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: nộp trùng, đã trả lại người chuyển ngày 24/11/2026.",
        error_messages={"required": "Ghi lý do, hoặc tiền đã trả lại cho ai."},
    )  # fmt: skip


class PlayForm(forms.Form):
    """What the gateway for rehearsals lets happen."""

    what = forms.ChoiceField(
        label="Chuyện gì xảy ra?", choices=[one for one in RehearsedOrder.Play.choices if one[0]],
        widget=forms.RadioSelect, error_messages={"required": "Chọn một chuyện."},
    )  # fmt: skip


class ReturnForm(forms.Form):
    """How money taken for nothing was given back."""

    note = forms.CharField(
        label="Tiền đã trả lại thế nào?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Cho ai, bằng cách nào, ngày nào, số chứng từ.",
        error_messages={"required": "Ghi tiền đã trả lại thế nào."},
    )  # fmt: skip
