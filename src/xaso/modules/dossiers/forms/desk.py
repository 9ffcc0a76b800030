"""What officers type to act on a dossier. Each form carries `seen`: the revision that was on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

from ..models import Handover, Result
from .people import ManyFilesField

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import Component

FREE_LINES = 3
FILE_HINT = "Tệp PDF, JPG hoặc PNG, không quá 10 MB."
NOBODY = "Để đơn vị tự nhận"


def long_words(
    label: str, hint: str = "", *, required: bool = True, rows: int = 3, missing: str = ""
) -> forms.CharField:
    """A box for some lines of text."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing or f"Hãy ghi vào ô “{label}”."},
    )


class DeedForm(forms.Form):
    """What every action carries. `blocked` says why this officer may not do it now, and who may."""

    blocked = ""
    seen = forms.IntegerField(widget=forms.HiddenInput)


class TakingForm(DeedForm):
    """Nothing to say but yes: accept, take."""


class NoteForm(DeedForm):
    """An optional word to whoever comes next."""

    note = long_words("Ghi chú", required=False)


class ReasonForm(DeedForm):
    """A reason that the applicant will read."""

    reason = long_words(
        "Lý do", "Người nộp sẽ đọc đúng những dòng này. Viết đủ và dễ hiểu.", rows=4, missing="Hãy ghi lý do."
    )


class ExtendForm(DeedForm):
    """An apology: why it is late, and by when it will be done."""

    new_due_on = ThreePartDateField(label="Hẹn trả lại vào ngày nào?")
    reason = long_words(
        "Vì sao chưa xong?",
        "Người nộp sẽ đọc đúng những dòng này trong văn bản xin lỗi.",
        rows=4,
        missing="Hãy ghi vì sao chưa giải quyết xong.",
    )

    def __init__(self, *args: Any, blocked: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blocked = blocked


class SendBackForm(DeedForm):
    """Why it goes back; the one who gets it back reads this."""

    note = long_words("Lý do chuyển trả", "Nói rõ cần làm lại việc gì.", missing="Hãy ghi lý do chuyển trả.")


class ToOfficerForm(DeedForm):
    """Who gets the dossier, how it travels, and a word with it. `people` are those who may hold the step."""

    to = forms.ChoiceField(
        label="Giao cho ai?", widget=forms.RadioSelect, error_messages={"required": "Hãy chọn người nhận."}
    )
    medium = forms.ChoiceField(
        label="Hồ sơ chuyển bằng cách nào?", choices=Handover.Medium.choices, widget=forms.RadioSelect
    )
    note = long_words("Ghi chú", required=False)

    def __init__(
        self,
        *args: Any,
        people: Iterable[Officer] = (),
        may_wait: bool = False,
        with_medium: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not with_medium:
            del self.fields["medium"]
        self.people = {str(one.pk): one for one in people}
        choices = [(key, f"{one.full_name} ({one.unit.short_name})") for key, one in self.people.items()]
        box: Any = self.fields["to"]
        box.choices = [*choices, ("0", NOBODY)] if may_wait else choices

    def officer(self) -> Officer | None:
        """Whoever was chosen; None when the office is to take it itself."""
        return self.people.get(self.cleaned_data["to"])


class ProposeForm(DeedForm):
    """The result put forward for checking and signing."""

    outcome = forms.ChoiceField(
        label="Đề xuất",
        choices=Result.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn giải quyết hay không giải quyết."},
    )
    summary = long_words(
        "Nội dung kết quả",
        "Nếu không giải quyết: ghi đủ lý do và căn cứ để người nộp hiểu.",
        rows=4,
        missing="Hãy ghi nội dung kết quả hoặc lý do không giải quyết.",
    )
    upload = forms.FileField(label="Dự thảo kết quả", help_text=FILE_HINT, required=False)


class IssueForm(DeedForm):
    """Number, day and file of the paper that is the result."""

    number = forms.CharField(
        label="Số, ký hiệu",
        help_text="Đúng như trên văn bản, ví dụ 12/TLKS.",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy ghi số, ký hiệu của văn bản kết quả."},
    )
    issued_on = ThreePartDateField(label="Ngày cấp")
    upload = forms.FileField(
        label="Tệp kết quả đã ký, đóng dấu",
        help_text=f"{FILE_HINT} Không có tệp thì bà con phải đến quầy lấy và hồ sơ chưa tính là số hóa.",
        required=False,
    )


class SpotForm(DeedForm):
    """Four things on the spot: only what the steps within this officer's reach need. `stages` are shown."""

    outcome = ProposeForm.base_fields["outcome"]
    summary = long_words(
        "Nội dung kết quả",
        "Nếu không giải quyết: ghi đủ lý do và căn cứ.",
        missing="Hãy ghi nội dung kết quả hoặc lý do không giải quyết.",
    )
    number = forms.CharField(
        label="Số, ký hiệu",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    issued_on = ThreePartDateField(label="Ngày cấp", required=False)
    returned_to = forms.CharField(
        label="Trả cho ai, đã xem giấy gì?",
        help_text="Ví dụ: chính người nộp, thẻ căn cước. Chưa trả ngay thì để trống.",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    upload = forms.FileField(label="Tệp kết quả", help_text=FILE_HINT, required=False)

    NEEDS = {
        "handle": ("outcome", "summary", "upload"),
        "issue": ("number", "issued_on", "upload"),
        "return": ("returned_to",),
    }

    def __init__(
        self, *args: Any, kinds: Iterable[str] = (), stages: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stages = stages
        reached = set(kinds)
        wanted = {name for kind in reached for name in self.NEEDS.get(kind, ())} | {"seen"}
        for name, must in (("summary", "handle"), ("number", "issue"), ("issued_on", "issue")):
            self.fields[name].required = must in reached
        self.fields["returned_to"].required = reached == {"return"}
        for name in list(self.fields):
            if name not in wanted:
                del self.fields[name]


class ReturnForm(DeedForm):
    """Who took the result, how, and what proved it."""

    SELF, OTHER = "self", "other"

    channel = forms.ChoiceField(
        label="Trả bằng cách nào?", choices=Result.Return.choices, widget=forms.RadioSelect
    )
    who = forms.ChoiceField(
        label="Ai nhận?",
        choices=[(SELF, "Đúng người nộp hồ sơ"), (OTHER, "Người được ủy quyền")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label="Họ tên người được ủy quyền",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    proof = forms.CharField(
        label="Giấy tờ đã xem",
        help_text=(
            "Giấy hẹn, thẻ căn cước; người được ủy quyền: thêm giấy ủy quyền. Bưu chính: số bưu gửi. "
            "Trả trực tuyến cho đúng người nộp thì không cần ghi."
        ),
        max_length=70,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy ghi giấy tờ đã xem, ví dụ: giấy hẹn và thẻ căn cước."},
    )

    def clean(self) -> dict[str, Any]:
        """Whoever is not the applicant is named; except online to the applicant, some paper was looked at."""
        data = super().clean() or {}
        is_other = data.get("who") == self.OTHER
        if is_other and not data.get("name"):
            self.add_error("name", "Hãy ghi họ tên người được ủy quyền.")
        if data.get("channel") == Result.Return.ONLINE and not is_other and "proof" in self.errors:
            del self.errors["proof"]
            data["proof"] = ""
        return data

    def returned_to(self, applicant: str) -> str:
        """Who has the result now and on what paper, in one line."""
        who = self.cleaned_data["name"] if self.cleaned_data["who"] == self.OTHER else applicant
        return ", ".join(part for part in (who, self.cleaned_data["proof"]) if part)


class ProvideForm(DeedForm):
    """Papers the person brought to the counter in answer to Mẫu 02."""

    uploads = ManyFilesField(label="Bản quét giấy tờ bổ sung", help_text=FILE_HINT, required=False)
    reply = long_words(
        "Bà con đã nộp thêm gì?",
        "Ví dụ: bản chính giấy chứng sinh.",
        missing="Hãy ghi giấy tờ đã nhận.",
    )


@dataclass(frozen=True)
class LackRow:
    """One line of the supplement form, for the template: what, and its two boxes."""

    name: str
    tick: forms.BoundField | None
    name_box: forms.BoundField | None
    reason: forms.BoundField


class LackForm(DeedForm):
    """Mẫu 02: everything that lacks, in one list; a line per paper of the procedure and some free ones."""

    def __init__(
        self,
        *args: Any,
        components: Iterable[Component] = (),
        with_exception: str = "",
        blocked: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.blocked = blocked
        self.components = list(components)
        for one in self.components:
            self.fields[f"lacks_{one.pk}"] = forms.BooleanField(label=one.name, required=False)
            self.fields[f"why_{one.pk}"] = self._why()
        for number in range(1, FREE_LINES + 1):
            self.fields[f"what_{number}"] = forms.CharField(
                label="Giấy tờ hoặc việc khác", required=False, max_length=300
            )
            self.fields[f"more_{number}"] = self._why()
        if with_exception:
            self.fields["exception"] = long_words(
                "Lý do cho phép", with_exception, missing="Hãy ghi lý do cho phép yêu cầu thêm."
            )

    @staticmethod
    def _why() -> forms.CharField:
        return forms.CharField(label="Cần bổ sung, sửa thế nào?", required=False, max_length=500)

    def rows(self) -> list[LackRow]:
        """The lines of the published papers."""
        return [
            LackRow(one.name, self[f"lacks_{one.pk}"], None, self[f"why_{one.pk}"]) for one in self.components
        ]

    def free_rows(self) -> list[LackRow]:
        """The free lines."""
        return [
            LackRow(f"Dòng {number}", None, self[f"what_{number}"], self[f"more_{number}"])
            for number in range(1, FREE_LINES + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """A line with a reason but no tick, or ticked without a reason, is asked about; an empty list too."""
        data = super().clean() or {}
        pairs = [(f"lacks_{one.pk}", f"why_{one.pk}") for one in self.components]
        pairs += [(f"what_{number}", f"more_{number}") for number in range(1, FREE_LINES + 1)]
        used = 0
        for what, why in pairs:
            used += bool(data.get(what))
            if data.get(what) and not data.get(why):
                self.add_error(why, "Hãy ghi cần bổ sung hoặc sửa thế nào.")
            elif data.get(why) and not data.get(what):
                is_tick = isinstance(self.fields[what], forms.BooleanField)
                self.add_error(
                    what, "Hãy đánh dấu giấy này." if is_tick else "Hãy ghi tên giấy tờ hoặc việc cần làm."
                )
        if not used and not self.errors:
            self.add_error(None, "Hãy đánh dấu ít nhất một giấy tờ, hoặc ghi một dòng vào phần khác.")
        return data

    def lacks(self) -> list[tuple[int | None, str, str]]:
        """What lacks: component's id or None, name, reason."""
        data = self.cleaned_data
        found: list[tuple[int | None, str, str]] = [
            (one.pk, one.name, data[f"why_{one.pk}"]) for one in self.components if data[f"lacks_{one.pk}"]
        ]
        for number in range(1, FREE_LINES + 1):
            if data[f"what_{number}"]:
                found.append((None, data[f"what_{number}"], data[f"more_{number}"]))
        return found
