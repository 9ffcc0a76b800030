"""What is ticked when several dossiers are taken in together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from ..models import Paper
from ..services.grouping import PaperNeed


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of the checklist, for the template."""

    need: PaperNeed
    got: forms.BoundField
    kind: forms.BoundField
    box: str

    @property
    def is_first(self) -> bool:
        """Whether it is shown at once: everyone must bring it, several ask for it, or it was ticked."""
        return self.need.is_due or len(self.need.procedures) > 1 or bool(self.got.value())


class GroupPapersForm(forms.Form):
    """The papers of all procedures of the group, each once."""

    accept_lack = forms.BooleanField(
        label="Vẫn tiếp nhận: những giấy chưa đánh dấu không cần trong trường hợp này", required=False
    )

    def __init__(self, *args: Any, needs: Sequence[PaperNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = list(needs)
        for number, need in enumerate(self.needs):
            self.fields[f"got_{number}"] = forms.BooleanField(label=need.name, required=False)
            self.fields[f"as_{number}"] = forms.ChoiceField(
                label="Nhận bản gì",
                choices=Paper.Medium.choices,
                initial=Paper.Medium.COPY.value,
                required=False,
            )

    def lines(self) -> list[PaperLine]:
        """Each paper with its tick, its kind and the name of its file box."""
        return [
            PaperLine(need, self[f"got_{number}"], self[f"as_{number}"], self.file_of(number))
            for number, need in enumerate(self.needs)
        ]

    @staticmethod
    def file_of(number: int) -> str:
        """The name of the file box of a paper."""
        return f"file_{number}"

    def lacking(self) -> list[PaperNeed]:
        """Papers everyone must bring that were not ticked."""
        return [
            need
            for number, need in enumerate(self.needs)
            if need.is_due and not self.cleaned_data[f"got_{number}"]
        ]
