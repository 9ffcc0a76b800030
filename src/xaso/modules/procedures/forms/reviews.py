"""What officers fill in about reviews of procedures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

from ..models import Review
from ..rules.costs import AskedPaper


def _words(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}), **more)


class ReviewPlanForm(forms.Form):
    """A year's plan."""

    year = forms.IntegerField(label="Năm", min_value=2020, max_value=2100)
    number = forms.CharField(label="Số kế hoạch", max_length=80)
    decided_on = ThreePartDateField(label="Ngày ban hành")
    note = _words("Ghi chú", 2, required=False)


class AddReviewsForm(forms.Form):
    """Procedures that go into the plan."""

    codes = _words("Mã thủ tục", 5, help_text="Mỗi dòng một mã. Thủ tục đã có trong kế hoạch thì giữ nguyên.")
    due_on = ThreePartDateField(label="Hạn rà soát")

    def clean_codes(self) -> list[str]:
        """The codes, each once, in order."""
        return list(dict.fromkeys(re.findall(r"[^\s,;]+", self.cleaned_data["codes"])))


class FindingsForm(forms.Form):
    """What the review found."""

    findings = _words(
        "Nhận xét", help_text="Giấy nào thừa, bước nào chậm, quy định nào không rõ, người dân vướng ở đâu."
    )


class ProposalForm(forms.Form):
    """What is proposed; papers to leave out are ticked."""

    kind = forms.ChoiceField(label="Cách đơn giản hóa", choices=Review.Kind.choices)
    proposal = _words("Phương án")
    dropped = forms.MultipleChoiceField(
        label="Giấy tờ đề nghị bỏ", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, papers: Sequence[AskedPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["dropped"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(paper.code, paper.name) for paper in papers]
        if not papers:
            del self.fields["dropped"]


class AnswerForm(forms.Form):
    """What leaders decide."""

    is_accepted = forms.ChoiceField(
        label="Quyết định",
        choices=[("True", "Đồng ý phương án"), ("False", "Không đồng ý")],
        widget=forms.RadioSelect,
    )
    answer = _words("Ý kiến", 3)
    number = forms.CharField(label="Số văn bản quyết định", max_length=80, required=False)
