"""What an officer counts to bill a dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from xaso.modules.payments.queries.fees import counted_by
from xaso.modules.payments.queries.words import group_options

from ..services.paying import Counted

if TYPE_CHECKING:
    from xaso.modules.payments.models import FeeRate


class CountForm(forms.Form):
    """Units and copies of each rate of the procedure, and the group of the payer."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    group = forms.ChoiceField(
        label="Nhóm được miễn, giảm", required=False,
        help_text="Chọn khi đã xem giấy tờ chứng minh.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, rates: Sequence[FeeRate], answers: Mapping[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rates = list(rates)
        groups: Any = self.fields["group"]
        groups.choices = [("", "Không thuộc nhóm nào"), *group_options()]
        for place, rate in enumerate(self.rates):
            quantity, copies = counted_by(rate, answers) or (1, 1)
            self.fields[f"quantity_{place}"] = _whole(f"Số {rate.unit}", quantity, least=0)
            self.fields[f"copies_{place}"] = _whole("Số bản", copies, least=1)

    def rows(self) -> list[dict[str, Any]]:
        """Each rate with its boxes, for the page."""
        return [
            {"rate": rate, "quantity": self[f"quantity_{place}"], "copies": self[f"copies_{place}"]}
            for place, rate in enumerate(self.rates)
        ]

    def counted(self) -> list[Counted]:
        """What was counted, of a valid form."""
        data = self.cleaned_data
        return [
            Counted(rate.code, data[f"quantity_{place}"], data[f"copies_{place}"], data["group"])
            for place, rate in enumerate(self.rates)
        ]


def _whole(label: str, start: int, *, least: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=9999, initial=start)
