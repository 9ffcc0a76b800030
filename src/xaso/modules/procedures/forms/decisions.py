"""What keepers fill in about decisions and the national database."""

from __future__ import annotations

from typing import Any

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

from ..models import CatalogueDecision
from ..services.versioning import Decision

FACTS = ("number", "issuer", "decided_on", "effective_on", "summary", "law", "law_effective_on")
CONTROL = ("drafted_here", "controlled_on", "controlled_by")


class RegisterForm(forms.Form):
    """A decision of the register."""

    number = forms.CharField(label="Số quyết định", max_length=80)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=160)
    decided_on = ThreePartDateField(label="Ngày ký")
    effective_on = ThreePartDateField(label="Ngày có hiệu lực")
    summary = forms.CharField(
        label="Trích yếu", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    law = forms.CharField(label="Văn bản căn cứ", max_length=300, required=False)
    law_effective_on = ThreePartDateField(
        label="Ngày văn bản căn cứ có hiệu lực",
        required=False,
        help_text="Không có ngày này thì không biết công bố có kịp không, nên không tính là kịp.",
    )
    drafted_here = forms.BooleanField(label="Dự thảo do xã trình", required=False)
    controlled_on = ThreePartDateField(label="Ngày kiểm soát chất lượng dự thảo", required=False)
    controlled_by = forms.CharField(label="Người kiểm soát chất lượng", max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        """The decision is signed before it takes effect."""
        said = super().clean() or self.cleaned_data
        signed, effective = said.get("decided_on"), said.get("effective_on")
        if signed and effective and effective < signed:
            self.add_error("effective_on", "Ngày có hiệu lực không được trước ngày ký.")
        return said

    def facts(self) -> Decision:
        """The decision as typed; call when the form is valid."""
        return Decision(**{name: self.cleaned_data[name] for name in FACTS})

    def control(self) -> dict[str, Any]:
        """Who drafted it and how the draft was controlled."""
        return {name: self.cleaned_data[name] for name in CONTROL}

    @staticmethod
    def initial_of(decision: CatalogueDecision) -> dict[str, Any]:
        """What the boxes hold of a decision written down before."""
        return {name: getattr(decision, name) for name in (*FACTS, *CONTROL)}


class PublicationForm(forms.Form):
    """Since when a version is on the national database."""

    published_on = ThreePartDateField(label="Ngày công khai trên Cơ sở dữ liệu quốc gia")
    note = forms.CharField(
        label="Ghi chú", max_length=300, required=False, help_text="Ví dụ: ai xem, xem ở trang nào."
    )
