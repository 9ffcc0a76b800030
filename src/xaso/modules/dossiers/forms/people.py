"""What people type outside their e-forms."""

from __future__ import annotations

from typing import Any

from django import forms

MYSELF, OTHER = "toi", "nguoi-khac"
RELATIONS = (
    "Cha, mẹ của người đó",
    "Con của người đó",
    "Vợ, chồng của người đó",
    "Ông, bà của người đó",
    "Cháu của người đó",
    "Anh, chị, em của người đó",
    "Người giám hộ",
    "Người được ủy quyền bằng văn bản",
    "Người giúp người già yếu, khuyết tật",
)


class PartyForm(forms.Form):
    """For oneself or for another person."""

    who = forms.ChoiceField(
        label="Bà con nộp hồ sơ này cho ai?",
        choices=[
            (MYSELF, "Cho tôi, hoặc cho con nhỏ của tôi"),
            (OTHER, "Cho người khác, tôi nộp thay"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn nộp cho mình hay nộp thay người khác."},
    )


class OtherForm(forms.Form):
    """The person for whom one files, and what one is to that person."""

    other_name = forms.CharField(
        label="Họ, chữ đệm, tên của người đó",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy điền họ tên của người được nộp thay."},
    )
    other_id_number = forms.CharField(
        label="Số định danh của người đó",
        help_text="12 chữ số trên thẻ căn cước.",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Hãy điền số định danh của người được nộp thay."},
    )
    relation = forms.ChoiceField(
        label="Bà con là gì của người đó?",
        choices=[(text, text) for text in RELATIONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn quan hệ với người được nộp thay."},
    )


class DeclarationForm(forms.Form):
    """The last word before sending."""

    agreed = forms.BooleanField(
        label="Tôi đã xem lại. Những điều khai trên là đúng và tôi chịu trách nhiệm về lời khai của mình.",
        error_messages={"required": "Hãy đánh dấu vào ô cam đoan thì mới nộp được."},
    )


class WithdrawForm(forms.Form):
    """Why the dossier is taken back, and that one means it."""

    reason = forms.CharField(
        label="Vì sao bà con rút hồ sơ?",
        help_text="Ví dụ: khai nhầm tên, muốn nộp lại sau.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do rút hồ sơ."},
    )
    sure = forms.BooleanField(
        label="Tôi hiểu là rút rồi thì muốn làm tiếp phải nộp hồ sơ mới.",
        error_messages={"required": "Hãy đánh dấu vào ô này nếu bà con chắc chắn muốn rút."},
    )


class ProofForm(forms.Form):
    """The code printed on a result."""

    code = forms.CharField(
        label="Mã xác thực in trên giấy",
        help_text="12 ký tự, ví dụ K7QM-2F9X-04BC. Có gạch nối hay không đều được.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Hãy nhập mã xác thực.", "max_length": "Mã dài quá. Chỉ nhập 12 ký tự."},
    )


class TrackForm(forms.Form):
    """A dossier's code and a second fact only its people know."""

    code = forms.CharField(
        label="Mã hồ sơ",
        help_text="Ghi trên giấy hẹn hoặc phiếu nộp.",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "Hãy điền mã hồ sơ."},
    )
    second_fact = forms.CharField(
        label="4 số cuối",
        help_text="4 số cuối của số định danh, hoặc của số điện thoại đã ghi trong hồ sơ.",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Hãy điền 4 số cuối của số định danh hoặc số điện thoại."},
    )


class ManyFilesInput(forms.ClearableFileInput):
    """A box that takes several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Cleans to the list of files sent, empty when there were none."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return every file; what may be stored is for the service to say."""
        sent = data if isinstance(data, (list, tuple)) else [data]
        return [one for one in (super(ManyFilesField, self).clean(item, initial) for item in sent) if one]
