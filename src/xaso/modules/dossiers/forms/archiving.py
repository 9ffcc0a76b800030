"""What is written when a package goes over to the archive."""

from __future__ import annotations

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

LINE = {"autocomplete": "off"}


class RecordForm(forms.Form):
    """Both sides of the record of giving and taking, and its number."""

    receipt_number = forms.CharField(
        label="Số biên bản", max_length=60, widget=forms.TextInput(attrs=LINE),
        error_messages={"required": "Ghi số biên bản giao nhận."},
    )  # fmt: skip
    giver = forms.CharField(
        label="Người đại diện bên giao", max_length=160, widget=forms.TextInput(attrs=LINE),
        error_messages={"required": "Ghi người đại diện bên giao."},
    )  # fmt: skip
    giver_position = forms.CharField(label="Chức vụ người giao", max_length=160, required=False)
    receiver = forms.CharField(
        label="Cơ quan nhận", max_length=160, widget=forms.TextInput(attrs=LINE),
        error_messages={"required": "Ghi cơ quan nhận."},
    )  # fmt: skip
    receiver_person = forms.CharField(
        label="Người đại diện bên nhận", max_length=160, widget=forms.TextInput(attrs=LINE),
        error_messages={"required": "Ghi người đại diện bên nhận."},
    )  # fmt: skip
    receiver_position = forms.CharField(label="Chức vụ người nhận", max_length=160, required=False)


class HandOverForm(forms.Form):
    """Who took the package, when, and what they wrote."""

    received_by = forms.CharField(
        label="Người đã nhận gói", max_length=160, widget=forms.TextInput(attrs=LINE),
        error_messages={"required": "Hãy ghi ai đã nhận gói."},
    )  # fmt: skip
    received_on = ThreePartDateField(label="Ngày giao nhận")
    note = forms.CharField(
        label="Ý kiến của bên nhận",
        help_text="Ghi như trong biên bản, ví dụ: đã so mã băm, khớp.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
