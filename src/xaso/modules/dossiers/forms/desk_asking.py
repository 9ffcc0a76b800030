"""What officers type to ask for opinions, to give one, and to record a verification."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms

from xaso.kernel.clock import at
from xaso.platform.ui.date_input import ThreePartDateField

from ..models import Opinion
from .desk import FILE_HINT, DeedForm, long_words

if TYPE_CHECKING:
    from xaso.modules.org.models import Unit


class ConsultForm(DeedForm):
    """Whom to ask, what, and by when."""

    units = forms.MultipleChoiceField(
        label="Hỏi đơn vị nào trong xã?", widget=forms.CheckboxSelectMultiple, required=False
    )
    agencies = forms.CharField(
        label="Cơ quan, đơn vị khác",
        help_text="Mỗi dòng một cơ quan. Gửi văn bản cho họ như thường lệ; có trả lời thì ghi lại ở hồ sơ.",
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    question = long_words("Hỏi ý kiến về việc gì?", "Nói rõ cần trả lời điều gì.", rows=4)
    due_on = ThreePartDateField(label="Trả lời chậm nhất ngày nào?")

    def __init__(self, *args: Any, choices: Iterable[Unit] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_code = {one.code: one for one in choices}
        box: Any = self.fields["units"]
        box.choices = [(code, one.name) for code, one in self.by_code.items()]

    def asked(self) -> tuple[list[Unit], list[str]]:
        """The offices chosen and the agencies written."""
        units = [self.by_code[code] for code in self.cleaned_data["units"]]
        return units, self.cleaned_data["agencies"].splitlines()


class WantedFile(forms.FileField):
    """A file that must come, now or kept from a send before: the service says when it lacks."""

    def validate(self, value: Any) -> None:
        """Leave it to the service, which knows of the file kept."""


class AttachForm(DeedForm):
    """The file of the paper that the step must have; `paper` is its name."""

    upload = WantedFile(label="Tệp", help_text=FILE_HINT)

    def __init__(self, *args: Any, paper: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].label = paper or "Tệp"


class OpinionForm(forms.Form):
    """An answer."""

    stance = forms.ChoiceField(
        label="Ý kiến",
        choices=Opinion.Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn đồng ý, không đồng ý hay ý kiến khác."},
    )
    answer = long_words("Nội dung trả lời", rows=5, missing="Hãy ghi nội dung trả lời.")


class VerifyForm(DeedForm):
    """A verification in the field."""

    happened_on = ThreePartDateField(label="Ngày xác minh")
    hour = forms.TimeField(
        label="Lúc mấy giờ?",
        help_text="Ví dụ 08:30",
        input_formats=["%H:%M", "%Hh%M", "%H.%M"],
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": "Hãy ghi giờ.", "invalid": "Hãy ghi giờ như 08:30."},
    )
    place = forms.CharField(
        label="Nơi xác minh", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy ghi nơi xác minh."},
    )  # fmt: skip
    participants = long_words("Người tham gia", "Mỗi người một dòng: họ tên, chức vụ hoặc nơi ở.")
    content = long_words("Nội dung xác minh", rows=4)
    conclusion = long_words("Kết luận", rows=2)
    upload = forms.FileField(label="Bản chụp biên bản có chữ ký", help_text=FILE_HINT, required=False)

    def moment(self) -> datetime:
        """When it was."""
        hour: time = self.cleaned_data["hour"]
        return at(self.cleaned_data["happened_on"], hour)
