"""What people and officers type to sign in."""

from __future__ import annotations

from typing import Any

from django import forms

from xaso.kernel.text import clean


def _password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    sentence = {"required": f"Hãy nhập {label.removeprefix('Nhập ').lower()}."}
    return forms.CharField(
        label=label, strip=False, max_length=200, widget=widget, help_text=help_text, error_messages=sentence
    )


def _code(label: str, help_text: str, max_length: int) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.CharField(
        label=label,
        max_length=max_length,
        help_text=help_text,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": "Hãy nhập mã.", "max_length": "Mã dài quá. Hãy nhập lại."},
    )


class CitizenSignInForm(forms.Form):
    """Personal number and password."""

    id_number = forms.CharField(
        label="Số định danh cá nhân",
        help_text="12 chữ số trên thẻ căn cước",
        max_length=30,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "username", "spellcheck": "false"}
        ),
        error_messages={"required": "Hãy nhập 12 số trên thẻ căn cước."},
    )
    password = _password("Mật khẩu", "current-password")

    def clean_id_number(self) -> str:
        """The digits, without the spaces and dots people type between them."""
        return "".join(char for char in str(self.cleaned_data["id_number"]) if char not in " .-")


class CodeForm(forms.Form):
    """The one-time code that was sent."""

    code = _code("Mã đăng nhập", "6 chữ số trong tin nhắn vừa gửi", 12)


class OfficerSignInForm(forms.Form):
    """Name and password of an officer."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={"required": "Hãy nhập tên đăng nhập."},
    )
    password = _password("Mật khẩu", "current-password")

    def clean_username(self) -> str:
        """The name as a person meant it."""
        return clean(str(self.cleaned_data["username"]))


class SecondFactorForm(forms.Form):
    """The code of the phone, or a recovery code."""

    code = _code("Mã xác thực", "6 chữ số trên ứng dụng xác thực, hoặc một mã dự phòng", 20)


class TotpSetupForm(forms.Form):
    """The first code of the phone that was just set up."""

    code = _code("Mã hiện trên ứng dụng", "6 chữ số, đổi sau mỗi 30 giây", 12)


class NewPasswordForm(forms.Form):
    """A new password, typed twice; the one in use when it is not the first sign-in."""

    current = _password("Mật khẩu đang dùng", "current-password")
    password = _password(
        "Mật khẩu mới", "new-password", "Ít nhất 10 ký tự, không chỉ chữ số. Một câu ngắn dễ nhớ là tốt nhất."
    )
    again = _password("Nhập lại mật khẩu mới", "new-password")

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu mới không giống nhau. Hãy nhập lại.")
        return data
