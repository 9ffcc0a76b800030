"""What whoever keeps the plan types to enter money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from xaso.kernel.money import parse_dong
from xaso.platform.ui.date_input import ThreePartDateField

from ..models import MoneyEntry
from .tasks import FILE_HINT, choose, words_field

if TYPE_CHECKING:
    from ..models import Task


class DongField(forms.CharField):
    """An amount in đồng: 120.000.000."""

    def clean(self, value: Any) -> Any:
        """The whole number; a sentence for anything else."""
        text = super().clean(value)
        try:
            return int(parse_dong(text))
        except ValueError:
            raise ValidationError("Ghi số tiền bằng đồng, ví dụ 120.000.000.", code="no_money") from None


class MoneyForm(forms.Form):
    """One amount with its paper."""

    step = forms.ChoiceField(
        label="Số tiền này là gì?", choices=MoneyEntry.Step.choices, widget=forms.RadioSelect,
        error_messages={"required": "Chọn kế hoạch, đã giao hoặc đã chi."},
    )  # fmt: skip
    year = forms.TypedChoiceField(label="Của năm", coerce=int)
    source = forms.ChoiceField(label="Nguồn vốn", choices=MoneyEntry.Source.choices)
    amount = DongField(
        label="Số tiền", help_text="Bằng đồng, ví dụ 120.000.000.", max_length=30,
        error_messages={"required": "Hãy ghi số tiền."},
    )  # fmt: skip
    on = ThreePartDateField(label="Ngày của văn bản, chứng từ")
    basis = forms.CharField(
        label="Văn bản, chứng từ làm căn cứ", help_text="Ví dụ: Quyết định 15/QĐ-UBND ngày 05/01/2026.",
        max_length=300, error_messages={"required": "Hãy ghi văn bản hoặc chứng từ làm căn cứ."},
    )  # fmt: skip
    task = forms.ChoiceField(label="Cho nhiệm vụ", required=False)
    upload = forms.FileField(label="Bản chụp văn bản, chứng từ", required=False)
    is_another = forms.BooleanField(label="Đây là khoản khác, vẫn ghi", required=False)

    def __init__(
        self, *args: Any, years: Sequence[int], tasks: Sequence[Task], size: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tasks = {one.code: one for one in tasks}
        choose(self, "year", [(str(year), str(year)) for year in years])
        choose(
            self,
            "task",
            [("", "Không gắn nhiệm vụ"), *((one.code, _named(one)) for one in tasks)],
        )
        self.fields["upload"].help_text = FILE_HINT.format(size=size)

    def clean(self) -> dict[str, Any]:
        """The task behind the choice."""
        data = super().clean() or {}
        data["task"] = self.tasks.get(data.get("task") or "")
        return data


def _named(task: Task) -> str:
    """The task in the list; one of no line says that it gets this one."""
    words = f"{task.code}: {task.name[:80]}"
    return words if task.budget_line_id else f"{words} (chưa có dòng kinh phí, sẽ gắn vào dòng này)"


class StrikeForm(forms.Form):
    """Why an amount is struck out."""

    reason = words_field("Lý do gạch bỏ", missing="Hãy ghi lý do gạch bỏ.")
