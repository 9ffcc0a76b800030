"""What people type about themselves. What is right is decided by rules.py through the services."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

if TYPE_CHECKING:
    from .models import StoreItem


def _text(label: str, help_text: str = "", *, required: bool = True, **attrs: str) -> forms.CharField:
    sentence = {"required": f"Hãy nhập {label.lower()}.", "max_length": f"{label} dài quá."}
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=200,
        widget=forms.TextInput(attrs=attrs),
        error_messages=sentence,
    )


def _password(
    label: str, help_text: str = "", *, autocomplete: str, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": f"Hãy nhập {label.removeprefix('Nhập ').lower()}."},
    )


class RegisterForm(forms.Form):
    """A new account."""

    id_number = _text(
        "Số định danh cá nhân", "12 chữ số trên thẻ căn cước", inputmode="numeric", autocomplete="username"
    )
    full_name = _text("Họ và tên", "Viết như trên thẻ căn cước, đủ dấu", autocomplete="name")
    date_of_birth = ThreePartDateField(label="Ngày sinh", help_text="Ví dụ 27 3 1985")
    phone = _text("Số điện thoại", "Mã đăng nhập sẽ gửi tới số này", inputmode="tel", autocomplete="tel")
    email = _text("Thư điện tử", required=False, inputmode="email", autocomplete="email", spellcheck="false")
    password = _password("Mật khẩu", "Ít nhất 10 ký tự, không chỉ chữ số", autocomplete="new-password")
    again = _password("Nhập lại mật khẩu", autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Both passwords must be the same."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại.")
        return data


class ContactForm(forms.Form):
    """What a person may correct alone."""

    phone = _text("Số điện thoại", "Mã đăng nhập gửi tới số này", inputmode="tel", autocomplete="tel")
    email = _text("Thư điện tử", required=False, inputmode="email", autocomplete="email", spellcheck="false")
    village = forms.ChoiceField(label="Thôn, bản", required=False)
    address = _text("Địa chỉ", "Số nhà, tổ, đường nếu có", required=False, autocomplete="street-address")
    password = _password(
        "Mật khẩu",
        "Chỉ cần khi đổi số điện thoại hoặc thư điện tử",
        autocomplete="current-password",
        required=False,
    )

    def __init__(self, *args: Any, villages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["village"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Chọn thôn, bản"), *villages]


class VerifyItemForm(forms.Form):
    """With what a paper of the store was compared."""

    note = _text("Đã đối chiếu với", "Ví dụ: bản chính bà con mang đến, sổ hộ tịch")


class LimitItemForm(forms.Form):
    """Until when a paper of the store may be used."""

    valid_to = ThreePartDateField(
        label="Dùng được đến hết ngày", help_text="Để trống nếu giấy không ghi hạn", required=False
    )


class EndItemForm(forms.Form):
    """Why a paper of the store is no longer used, and what stands in its place."""

    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy nhập lý do.", "max_length": "Lý do dài quá."},
    )
    replaced_by = forms.ChoiceField(label="Bản thay thế", required=False)

    def __init__(self, *args: Any, others: Iterable[StoreItem] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replaced_by"]
        if isinstance(field, forms.ChoiceField):
            named = [(str(one.public_id), f"{one.name}, lần {one.version}") for one in others]
            field.choices = [("", "Không có"), *named]
