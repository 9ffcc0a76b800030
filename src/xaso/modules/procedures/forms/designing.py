"""What keepers of the catalogue fill in to draw and publish an e-form. `seen`: the revision on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from xaso.kernel.certainty import Certainty
from xaso.kernel.text import clean, clean_lines
from xaso.platform.ui.date_input import ThreePartDateField

from ..models import FormDefinition
from ..rules.conditions import TESTS, WITHOUT_VALUE, Simple, as_simple, compose, fits
from ..rules.forms import TYPES, has, option_lines, options_of
from .routes import SeenForm, typed_codes

PATTERNS = (
    ("", "Chữ bất kỳ"),
    ("name", "Họ tên"),
    ("id_number", "Số định danh, 12 chữ số"),
    ("phone", "Số điện thoại"),
    ("email", "Thư điện tử"),
)
PREFILLS = (
    ("", "Không"),
    ("account.full_name", "Họ tên"),
    ("account.id_number", "Số định danh"),
    ("account.date_of_birth", "Ngày sinh"),
    ("account.phone", "Số điện thoại"),
    ("account.email", "Thư điện tử"),
    ("account.address", "Nơi ở"),
    ("account.gender", "Giới tính"),
    ("account.ethnicity", "Dân tộc"),
    ("account.village", "Thôn"),
)
ALWAYS = "Luôn hiện"


class NewFormForm(forms.Form):
    """A new form: its title, and the one it is to be like."""

    title = forms.CharField(label="Tên tờ khai", max_length=200)
    like = forms.ChoiceField(label="Bắt đầu từ", required=False)

    def __init__(self, *args: Any, known: Sequence[FormDefinition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Trang trống"), *((form.code, form.title) for form in known)]
        self.fields["like"] = forms.ChoiceField(
            label="Bắt đầu từ", choices=choices, required=False, help_text="Chép các ô của tờ khai có sẵn."
        )


class FormNameForm(SeenForm):
    """What the form is called, founded on, and how sure that is."""

    title = forms.CharField(label="Tên tờ khai", max_length=200)
    basis = forms.CharField(
        label="Căn cứ", max_length=300, required=False, help_text="Mẫu của văn bản nào, điều nào."
    )
    certainty = forms.ChoiceField(
        label="Mức chắc chắn",
        choices=[(grade.value, grade.label.capitalize()) for grade in Certainty],
        widget=forms.RadioSelect,
    )


class ConditionForm(SeenForm):
    """When something is shown: one test of an earlier field, or an expression written by hand."""

    when_field = forms.ChoiceField(label="Chỉ hiện khi ô", required=False)
    when_test = forms.ChoiceField(label="Phép thử", choices=list(TESTS.items()), required=False)
    when_value = forms.CharField(
        label="So với",
        max_length=200,
        required=False,
        help_text="Với ô chọn, ghi đúng chữ của lựa chọn. Bỏ trống khi không cần.",
    )
    when_text = forms.CharField(
        label="Hoặc viết điều kiện",
        max_length=500,
        required=False,
        help_text="Khi cần nhiều hơn một phép thử. Ghi vào đây thì ba ô trên không dùng.",
    )

    def __init__(self, *args: Any, before: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = {field["code"]: field for field in before}
        choices = [("", ALWAYS), *((code, field["label"]) for code, field in self.before.items())]
        self.fields["when_field"] = forms.ChoiceField(label="Chỉ hiện khi ô", choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """Put the picked test together; refuse one that does not suit the field or lacks its value."""
        said = super().clean() or {}
        said["show_if"] = clean(said.get("when_text") or "") or self._picked(said)
        return said

    def _picked(self, said: Mapping[str, Any]) -> str | None:
        field = self.before.get(said.get("when_field") or "")
        if field is None:
            return None
        test, value = said.get("when_test") or "", clean(said.get("when_value") or "")
        value = value.replace(",", ".") if field["type"] == "number" else value
        if not fits(field["type"], test):
            self.add_error("when_test", f"Ô “{field['label']}” không thử như vậy được. Chọn phép thử khác.")
        elif test not in WITHOUT_VALUE and not value:
            self.add_error("when_value", "Ghi giá trị để so.")
        elif field["type"] == "number" and test not in WITHOUT_VALUE and not _is_number(value):
            self.add_error("when_value", "Ghi một số, ví dụ 2 hoặc 2.5.")
        else:
            return compose(Simple(field["code"], test, _value_of(field, value)), field["type"])
        return None


def condition_initial(show_if: str | None, before: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What the boxes of a condition hold for an expression: the picked test, or the text of anything more."""
    simple = as_simple(show_if) if show_if else None
    fields = {field["code"]: field for field in before}
    if simple is None or simple.field not in fields or not fits(fields[simple.field]["type"], simple.test):
        return {"when_text": show_if or ""}
    labels = {option["value"]: option["label"] for option in fields[simple.field].get("options") or []}
    return {
        "when_field": simple.field,
        "when_test": simple.test,
        "when_value": labels.get(simple.value, simple.value),
    }


def _value_of(field: Mapping[str, Any], typed: str) -> str:
    """The value of the choice whose words were typed; else what was typed."""
    options = field.get("options") or []
    return next((option["value"] for option in options if option["label"] == typed), typed)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text[:1].isdigit() or text[:1] == "-"


class SectionForm(ConditionForm):
    """One section."""

    title = forms.CharField(label="Tên phần", max_length=200)
    intro = forms.CharField(
        label="Lời dẫn", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def said(self) -> dict[str, Any]:
        """The section as typed; call when the form is valid."""
        data = self.cleaned_data
        return {
            "title": clean(data["title"]),
            "intro": clean_lines(data["intro"]),
            "show_if": data["show_if"],
        }


class NewFieldForm(SeenForm):
    """A new field: what it asks, and which kind of answer."""

    label = forms.CharField(
        label="Nhãn của ô", max_length=200, help_text="Câu hỏi ngắn bà con đọc hiểu ngay."
    )
    kind = forms.ChoiceField(label="Loại ô", choices=list(TYPES.items()))


class FieldForm(ConditionForm):
    """One field: only what its type has is asked."""

    label = forms.CharField(label="Nhãn của ô", max_length=200)
    hint = forms.CharField(label="Lời nhắc dưới nhãn", max_length=500, required=False)
    required = forms.BooleanField(label="Bắt buộc điền", required=False)
    legal_term = forms.CharField(
        label="Tên gọi trong giấy tờ", max_length=200, required=False, help_text="Khi khác nhãn."
    )
    options = forms.CharField(
        label="Các lựa chọn",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi dòng một lựa chọn. Phần trước dấu | là mã, giữ nguyên khi đổi chữ.",
    )
    min = forms.FloatField(label="Nhỏ nhất", required=False)
    max = forms.FloatField(label="Lớn nhất", required=False)
    decimals = forms.IntegerField(label="Số chữ số sau dấu phẩy", min_value=0, max_value=4, required=False)
    max_length = forms.IntegerField(
        label="Dài nhất bao nhiêu ký tự", min_value=1, max_value=5000, required=False
    )
    pattern = forms.ChoiceField(label="Dạng chữ", choices=PATTERNS, required=False)
    prefill = forms.ChoiceField(label="Điền sẵn từ tài khoản", choices=PREFILLS, required=False)
    component = forms.CharField(
        label="Mã thành phần hồ sơ", max_length=60, required=False,
        help_text="Mã của giấy tờ trong danh mục thủ tục, để giấy tải lên vào đúng thành phần.",
    )  # fmt: skip
    meaning = forms.CharField(
        label="Nghĩa chung", max_length=60, required=False,
        help_text="Ô cùng nghĩa ở tờ khai khác của một nhóm hồ sơ chỉ hỏi một lần. Ví dụ: deceased.person.",
    )  # fmt: skip

    SAID = (
        "label", "hint", "required", "legal_term", "min", "max", "decimals", "max_length", "pattern",
        "prefill", "component", "meaning",
    )  # fmt: skip

    def __init__(self, *args: Any, edited: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edited = edited
        for name in ("options", "min", "max", "decimals", "max_length", "pattern", "component"):
            if not has(edited["type"], name):
                del self.fields[name]
        if edited["type"] == "file":
            del self.fields["prefill"]

    def said(self) -> dict[str, Any]:
        """The field's properties as typed; call when the form is valid."""
        data = self.cleaned_data
        said = {name: _plain(data[name]) for name in self.SAID if name in data}
        said |= {"label": clean(data["label"]), "required": data["required"], "show_if": data["show_if"]}
        if "options" in data:
            said["options"] = options_of(data["options"], self.edited.get("options") or [])
        return said


def field_initial(field: Mapping[str, Any], before: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the boxes of a field hold."""
    held = {name: field.get(name) for name in FieldForm.SAID}
    lines = option_lines(field.get("options") or [])
    return held | {"options": lines} | condition_initial(field.get("show_if"), before)


def _plain(value: Any) -> Any:
    """A typed value as a definition keeps it: nothing instead of an empty text, whole numbers whole."""
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


class RuleForm(SeenForm):
    """Something that must be true of the answers."""

    message = forms.CharField(
        label="Câu báo khi sai",
        max_length=300,
        help_text="Nói phải sửa gì, ví dụ: Ngày sinh không được sau hôm nay.",
    )
    field = forms.ChoiceField(label="Báo ở ô")
    expr = forms.CharField(label="Điều phải đúng", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, fields: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"] = forms.ChoiceField(
            label="Báo ở ô", choices=[(field["code"], field["label"]) for field in fields]
        )

    def said(self) -> dict[str, str]:
        """The rule as typed; call when the form is valid."""
        data = self.cleaned_data
        return {"expr": clean(data["expr"]), "field": data["field"], "message": clean(data["message"])}


class PublishFormForm(SeenForm):
    """From when, and for which further procedures."""

    valid_from = ThreePartDateField(
        label="Áp dụng từ ngày", help_text="Hồ sơ đã soạn, đã nộp giữ tờ khai cũ."
    )
    codes = forms.CharField(
        label="Thêm thủ tục dùng tờ khai này", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một mã thủ tục. Thủ tục đang dùng tờ khai này không phải ghi.",
    )  # fmt: skip

    def clean_codes(self) -> list[str]:
        """The codes, each once, in order."""
        return typed_codes(self.cleaned_data["codes"])
