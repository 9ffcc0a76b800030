"""What an officer tells of a certified copy that is a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class SignerForm(forms.Form):
    """Who certifies instead."""

    signer = forms.ChoiceField(label="Người ký", error_messages={"required": "Chọn người ký."})

    def __init__(self, *args: Any, signers: Sequence[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signers = {str(one.pk): one for one in signers}
        box: Any = self.fields["signer"]
        box.choices = [(key, one.full_name) for key, one in self.signers.items()]

    @property
    def chosen(self) -> Officer:
        """The officer chosen, when the form is valid."""
        return self.signers[self.cleaned_data["signer"]]
