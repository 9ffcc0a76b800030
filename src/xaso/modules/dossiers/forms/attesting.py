"""What is typed to certify, and what narrows the book."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from xaso.kernel.text import clean
from xaso.platform.ui.date_input import ThreePartDateField

from ..lifecycle import WORDS, State
from .desk_card import Card, card_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import ProcedureVersion

    from ..queries.attesting import Book

LINE = {"autocomplete": "off"}
FILE = "tep"
SHOWN_STATES = (State.IN_PROCESS, State.AWAITING_APPROVAL, State.READY, State.RETURNED)


class AttestForm(forms.Form):
    """One act. `who` takes the scan of an identity card or a personal number; a name may stand alone."""

    procedure = forms.ChoiceField(
        label="Việc chứng thực", error_messages={"required": "Chọn việc chứng thực."}
    )
    who = forms.CharField(
        label="Quét thẻ căn cước hoặc số định danh", max_length=300, required=False,
        widget=forms.TextInput(attrs=LINE),
    )  # fmt: skip
    full_name = forms.CharField(
        label="Người yêu cầu", max_length=100, required=False, widget=forms.TextInput(attrs=LINE),
        help_text="Quét thẻ thì không cần gõ.",
    )  # fmt: skip
    document = forms.CharField(
        label="Giấy tờ, văn bản", max_length=300,
        widget=forms.TextInput(attrs={**LINE, "list": "giay-to-gan-day"}),
        error_messages={"required": "Ghi tên giấy tờ, ví dụ: Bằng tốt nghiệp THPT."},
    )  # fmt: skip
    pages = forms.IntegerField(
        label="Số trang", min_value=1, max_value=2000, initial=1,
        error_messages={"required": "Ghi số trang.", "invalid": "Số trang là một số."},
    )  # fmt: skip
    copies = forms.IntegerField(
        label="Số bản", min_value=1, max_value=200, initial=1,
        error_messages={"required": "Ghi số bản.", "invalid": "Số bản là một số."},
    )  # fmt: skip
    electronic = forms.BooleanField(
        label="Làm bản sao điện tử (tệp, quét bản chính ở trang sau)", required=False
    )
    original_on = ThreePartDateField(
        label="Ngày cấp bản chính", required=False,
        help_text="Giấy có thời hạn thì hạn dùng của bản sao tính từ ngày này.",
    )  # fmt: skip
    signer = forms.ChoiceField(label="Người ký", error_messages={"required": "Chọn người ký."})

    def __init__(
        self,
        *args: Any,
        versions: Sequence[ProcedureVersion],
        signers: Sequence[Officer],
        electronic_for: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.electronic_for = electronic_for
        self.versions = {one.procedure.code: one for one in versions}
        self.signers = {str(one.pk): one for one in signers}
        self._choose("procedure", [(code, one.name) for code, one in self.versions.items()])
        self._choose("signer", [(key, one.full_name) for key, one in self.signers.items()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        box: Any = self.fields[name]
        box.choices = choices

    def clean(self) -> dict[str, Any]:
        """A person is known by a card, a number or a name."""
        data = super().clean() or {}
        typed = clean(data.get("who") or "")
        card = card_of(typed) if typed else None
        if typed and card is None:
            self.add_error("who", "Không đọc được thẻ. Quét lại, gõ 12 số, hoặc bỏ trống và gõ họ tên.")
        name = clean(data.get("full_name") or "") or (card.full_name if card else "")
        if not typed and not name:
            self.add_error("full_name", "Quét thẻ hoặc gõ họ tên người yêu cầu.")
        return data | {"card": card, "full_name": name}

    @property
    def is_electronic(self) -> bool:
        """Whether the copy is to be a file."""
        return bool(self.cleaned_data.get("electronic"))

    @property
    def card(self) -> Card | None:
        """The card read, when the form is valid."""
        found: Card | None = self.cleaned_data["card"]
        return found


class BookFilterForm(forms.Form):
    """What the register is narrowed by, all optional."""

    q = forms.CharField(
        label="Số, người yêu cầu, giấy tờ", required=False, widget=forms.TextInput(attrs=LINE)
    )
    so = forms.ChoiceField(label="Quyển", required=False)
    tt = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Tất cả"), *((state.value, WORDS[state].words) for state in SHOWN_STATES)],
    )
    ht = forms.ChoiceField(label="Làm bằng", required=False, choices=[("", "Tất cả"), (FILE, "Bản điện tử")])
    tu = ThreePartDateField(label="Từ ngày", required=False)
    den = ThreePartDateField(label="Đến ngày", required=False)

    def __init__(self, *args: Any, books: Sequence[Book], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box: Any = self.fields["so"]
        box.choices = [("", "Tất cả"), *((book.code, book.name) for book in books)]
