"""What people type to book an hour, and what a device asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from django import forms

REQUIRED = {
    "hour": "Chọn giờ đến.",
    "name": "Nhập họ và tên.",
    "phone": "Nhập số điện thoại.",
    "subject": "Ghi việc cần làm, ví dụ: làm giấy khai sinh.",
    "code": "Nhập mã.",
}


def _text(label: str, name: str, *, longest: int, help_text: str = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        help_text=help_text,
        widget=forms.TextInput(attrs=attrs),
        error_messages={
            "required": REQUIRED[name],
            "max_length": f"Viết ngắn lại, nhiều nhất {longest} ký tự.",
        },
    )


class BookForm(forms.Form):
    """One person at one hour of the day chosen before."""

    hour = forms.ChoiceField(
        label="Giờ đến",
        error_messages={
            "required": REQUIRED["hour"],
            "invalid_choice": "Giờ này vừa hết chỗ. Chọn giờ khác.",
        },
    )
    name = _text("Họ và tên", "name", longest=120, autocomplete="name")
    phone = _text(
        "Số điện thoại",
        "phone",
        longest=20,
        help_text="Để tìm lại và hủy lịch hẹn.",
        autocomplete="tel",
        inputmode="tel",
    )
    subject = _text("Việc cần làm", "subject", longest=200, help_text="Ví dụ: làm giấy khai sinh cho con.")

    def __init__(self, *args: object, hours: Sequence[time], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [("", "Chọn giờ"), *((f"{hour:%H:%M}", f"{hour:%H:%M}") for hour in hours)]
        self.fields["hour"].choices = choices  # type: ignore[attr-defined]


class FindForm(forms.Form):
    """The code and the phone that open an appointment."""

    code = _text(
        "Mã hẹn", "code", longest=12, help_text="Sáu chữ và số, ghi trên giấy hẹn.", autocomplete="off"
    )
    phone = _text("Số điện thoại đã đặt", "phone", longest=20, autocomplete="tel", inputmode="tel")


class CodeForm(forms.Form):
    """A code typed on the device."""

    code = _text("Mã", "code", longest=20, autocomplete="off")


class KioskForm(forms.Form):
    """The name of a device."""

    name = _text("Tên máy", "name", longest=60, help_text="Ví dụ: Máy ở cửa chính.")
