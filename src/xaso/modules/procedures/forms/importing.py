"""What keepers fill in to take over a file of the catalogue."""

from __future__ import annotations

from typing import Any

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

from ..services.versioning import Decision

DECISION = ("number", "issuer", "decided_on", "effective_on")


class ImportForm(forms.Form):
    """The file, from when it holds, and the decision it comes from, if any."""

    upload = forms.FileField(
        label="Tệp danh mục",
        help_text="Excel (.xlsx) hoặc JSON xuất từ trang này, nhiều nhất 15 MB.",
        error_messages={"required": "Chọn tệp danh mục.", "empty": "Tệp không có gì bên trong."},
    )
    valid_from = ThreePartDateField(
        label="Áp dụng từ ngày", help_text="Hồ sơ nhận trước ngày này giữ bản cũ."
    )
    number = forms.CharField(
        label="Số quyết định công bố",
        max_length=80,
        required=False,
        help_text="Để trống nếu chỉ sửa cho đúng, không có quyết định mới.",
    )
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=160, required=False)
    decided_on = ThreePartDateField(label="Ngày ký", required=False)
    effective_on = ThreePartDateField(label="Ngày quyết định có hiệu lực", required=False)

    def clean(self) -> dict[str, Any]:
        """A decision is told whole or not at all."""
        said = super().clean() or self.cleaned_data
        if said.get("number"):
            for name in DECISION:
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, "Ghi đủ thông tin của quyết định.")
        return said

    def decision(self) -> Decision | None:
        """The decision as typed; call when the form is valid."""
        if not self.cleaned_data["number"]:
            return None
        return Decision(**{name: self.cleaned_data[name] for name in DECISION})
