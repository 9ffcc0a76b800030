"""What is typed at the counter: who stands there, for whom, which procedure, which papers came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms

from xaso.kernel.clock import at, local_date
from xaso.kernel.text import clean
from xaso.platform.eforms.checking import pattern_problem
from xaso.platform.eforms.reading import read_text
from xaso.platform.ui.date_input import ThreePartDateField

from ..models import Dossier, Paper, PaperOrigin
from .people import RELATIONS

if TYPE_CHECKING:
    from xaso.modules.citizens.queries import StoreOffer
    from xaso.modules.org.models import Village
    from xaso.modules.procedures.models import Component

CHANNELS = [
    (Dossier.Channel.COUNTER.value, "Nộp tại quầy"),
    (Dossier.Channel.POST.value, "Gửi qua bưu chính"),
]
FREE_PAPERS = 2
AGAIN = "again"
MORNING, AFTER_CUTOFF = time(8, 0), time(16, 0)
LINE = {"autocomplete": "off"}


class FindForm(forms.Form):
    """The two searches, and how the dossier came. Only `channel` is ever checked."""

    who = forms.CharField(
        label="Quét thẻ căn cước, hoặc gõ số định danh, họ tên, số điện thoại",
        widget=forms.TextInput(attrs={**LINE, "spellcheck": "false"}),
    )
    what = forms.CharField(
        label="Tên thủ tục, gõ không dấu cũng được",
        widget=forms.TextInput(attrs={**LINE, "spellcheck": "false"}),
    )
    channel = forms.ChoiceField(
        label="Hồ sơ đến bằng cách nào?",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn hồ sơ đến bằng cách nào."},
    )

    def full_clean(self) -> None:
        """Check as usual, then let the two searches be."""
        super().full_clean()
        for name in ("who", "what"):
            self.errors.pop(name, None)


class PersonForm(forms.Form):
    """The facts of the person at the counter."""

    full_name = forms.CharField(
        label="Họ và tên", max_length=100, widget=forms.TextInput(attrs=LINE),
        error_messages={"required": "Hãy nhập họ và tên người nộp."},
    )  # fmt: skip
    id_number = forms.CharField(
        label="Số định danh", max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric", **LINE}),
        error_messages={"required": "Hãy nhập 12 chữ số trên thẻ căn cước."},
    )  # fmt: skip
    date_of_birth = ThreePartDateField(label="Ngày sinh", required=False)
    gender = forms.ChoiceField(
        label="Giới tính",
        choices=[("female", "Nữ"), ("male", "Nam")],
        widget=forms.RadioSelect,
        required=False,
    )
    phone = forms.CharField(
        label="Số điện thoại", max_length=20, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", **LINE}),
    )  # fmt: skip
    village = forms.ChoiceField(label="Thôn", required=False)
    address = forms.CharField(
        label="Nơi ở khác", max_length=200, required=False, widget=forms.TextInput(attrs=LINE)
    )

    def __init__(self, *args: Any, villages: Iterable[Village] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.villages = {one.code: one for one in villages}
        box: Any = self.fields["village"]
        box.choices = [("", "Chưa chọn"), *((code, one.name) for code, one in self.villages.items())]

    def clean_full_name(self) -> str:
        """A name as papers write it."""
        return _checked("name", self.cleaned_data["full_name"])

    def clean_id_number(self) -> str:
        """Twelve digits."""
        return _checked("id_number", self.cleaned_data["id_number"])

    def clean_phone(self) -> str:
        """A telephone number, or nothing."""
        return _checked("phone", self.cleaned_data["phone"])


class OtherForm(forms.Form):
    """For whom, when the person at the counter files for another."""

    for_other = forms.BooleanField(label="Nộp thay người khác", required=False)
    other_name = forms.CharField(
        label="Họ và tên người được nộp thay",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs=LINE),
    )
    other_id = forms.CharField(
        label="Số định danh của người đó", max_length=20, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **LINE}),
    )  # fmt: skip
    other_born = ThreePartDateField(label="Ngày sinh của người đó", required=False)
    relation = forms.ChoiceField(
        label="Người nộp là gì của người đó?", required=False,
        choices=[("", "Chọn quan hệ"), *((text, text) for text in RELATIONS)],
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """All of it, when it is for another."""
        data = super().clean() or {}
        if not data.get("for_other"):
            return data
        for name, sentence in (
            ("other_name", "Hãy nhập họ tên người được nộp thay."),
            ("other_id", "Hãy nhập số định danh của người được nộp thay."),
            ("relation", "Hãy chọn quan hệ với người được nộp thay."),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return data

    def clean_other_name(self) -> str:
        """A name as papers write it, or nothing."""
        return _checked("name", self.cleaned_data["other_name"])

    def clean_other_id(self) -> str:
        """Twelve digits, or nothing."""
        return _checked("id_number", self.cleaned_data["other_id"])


class OriginForm(forms.Form):
    """By which letter, authorisation or other place it came; all empty for whoever simply stands there."""

    authorisation = forms.CharField(
        label="Giấy ủy quyền", help_text="Số, ngày, nơi chứng thực.", max_length=200, required=False,
        widget=forms.TextInput(attrs=LINE),
    )  # fmt: skip
    post_number = forms.CharField(
        label="Số bưu gửi", max_length=60, required=False, widget=forms.TextInput(attrs=LINE)
    )
    help_place = forms.CharField(
        label="Nơi giúp bà con làm hồ sơ", help_text="Ví dụ: nhà văn hóa thôn. Trống: tại Trung tâm.",
        max_length=160, required=False, widget=forms.TextInput(attrs=LINE),
    )  # fmt: skip
    reception_place = forms.CharField(
        label="Nơi khác nhận hồ sơ thay xã",
        help_text="Ví dụ: Trung tâm Phục vụ hành chính công xã bên. Trống: xã tự nhận.",
        max_length=160, required=False, widget=forms.TextInput(attrs=LINE),
    )  # fmt: skip

    @property
    def has_words(self) -> bool:
        """Whether anything was typed."""
        return any(bound.value() for bound in self)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of the checklist, for the template. `component` is None on a free line."""

    component: Component | None
    got: forms.BoundField
    medium: forms.BoundField
    file_name: str
    why: forms.BoundField | None = None


class PapersForm(forms.Form):
    """The checklist of the procedure: what came, as what, with a scan or without."""

    all_required = forms.BooleanField(label="Đã nhận đủ các giấy bắt buộc", required=False)
    accept_lack = forms.BooleanField(
        label="Vẫn tiếp nhận: những giấy chưa đánh dấu không cần trong trường hợp này", required=False
    )

    def __init__(
        self,
        *args: Any,
        components: Iterable[Component] = (),
        earlier: Mapping[int, StoreOffer] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.components = list(components)
        self.earlier = dict(earlier or {})
        for one in self.components:
            usual = Paper.Medium.ORIGINAL if one.originals or not one.copies else Paper.Medium.COPY
            self.fields[f"got_{one.pk}"] = forms.BooleanField(label=one.name, required=False)
            self.fields[f"as_{one.pk}"] = forms.ChoiceField(
                label="Nhận bản gì", choices=self._kinds(one), initial=usual.value, required=False
            )
            if one.pk in self.earlier:
                self.fields[f"why_{one.pk}"] = _why(one)
        for number in range(1, FREE_PAPERS + 1):
            self.fields[f"free_{number}"] = forms.CharField(
                label="Giấy tờ khác", required=False, max_length=300, widget=forms.TextInput(attrs=LINE)
            )
            self.fields[f"free_as_{number}"] = forms.ChoiceField(
                label="Nhận bản gì",
                choices=Paper.Medium.choices,
                initial=Paper.Medium.COPY.value,
                required=False,
            )

    def _kinds(self, component: Component) -> list[tuple[str, str]]:
        """What may come: the usual kinds, and the one that lies in the person's store."""
        known = self.earlier.get(component.pk)
        name = "" if known is None or known.is_same else f" ({known.item.name})"
        again = [(AGAIN, f"Lấy lại bản đã có{name}, hồ sơ {known.code}")] if known else []
        return [*Paper.Medium.choices, *again]

    def taken_again(self, component: Component) -> StoreOffer | None:
        """The paper of the store that stands in for this one, when that was chosen."""
        if self.cleaned_data[f"as_{component.pk}"] != AGAIN or not self.ticked(component):
            return None
        return self.earlier.get(component.pk)

    def why(self, component: Component) -> str:
        """Why a paper came though the commune holds it; empty where it does not."""
        return str(self.cleaned_data.get(f"why_{component.pk}", ""))

    def lines(self) -> list[PaperLine]:
        """The published papers."""
        due_first = sorted(self.components, key=lambda one: not is_due(one))
        return [
            PaperLine(one, self[f"got_{one.pk}"], self[f"as_{one.pk}"], self.file_of(one), self._why_box(one))
            for one in due_first
        ]

    def free_lines(self) -> list[PaperLine]:
        """Lines for papers the catalogue does not name."""
        return [
            PaperLine(
                None, self[f"free_{number}"], self[f"free_as_{number}"], f"{self.prefix}-free_file_{number}"
            )
            for number in range(1, FREE_PAPERS + 1)
        ]

    def _why_box(self, component: Component) -> forms.BoundField | None:
        name = f"why_{component.pk}"
        return self[name] if name in self.fields else None

    def file_of(self, component: Component) -> str:
        """The name of the file box of a paper."""
        return f"{self.prefix}-file_{component.pk}"

    def ticked(self, component: Component) -> bool:
        """Whether this paper came."""
        every = self.cleaned_data["all_required"] and is_due(component)
        return bool(self.cleaned_data[f"got_{component.pk}"] or every)

    def lacking(self) -> list[Component]:
        """Papers everyone must bring that did not come."""
        return [one for one in self.components if is_due(one) and not self.ticked(one)]


def _why(component: Component) -> forms.ChoiceField:
    reasons = [one for one in PaperOrigin.Reason if one != PaperOrigin.Reason.OTHER]
    return forms.ChoiceField(
        label=f"Vì sao nhận lại: {component.name}",
        choices=[(one.value, one.label) for one in reasons],
        initial=PaperOrigin.Reason.WISH.value,
        required=False,
    )


def is_due(component: Component) -> bool:
    """Whether everyone must bring this paper; "to be shown" and "to be handed in" are not conditions."""
    return component.required


class BookForm(forms.Form):
    """The day in the paper book."""

    received_on = ThreePartDateField(label="Ngày tiếp nhận ghi trong sổ giấy")
    after_cutoff = forms.BooleanField(label="Nhận sau giờ chốt trong ngày", required=False)

    def moment(self) -> datetime:
        """When it was received, as the deadline counts it."""
        hour = AFTER_CUTOFF if self.cleaned_data["after_cutoff"] else MORNING
        return at(self.cleaned_data["received_on"], hour)

    def is_future(self, now: datetime) -> bool:
        """Whether the day is yet to come."""
        return bool(self.cleaned_data["received_on"] > local_date(now))


def _checked(pattern: str, typed: str) -> str:
    text = clean(typed) if pattern == "name" else read_text(typed, pattern)
    wrong = pattern_problem(pattern, text) if text else None
    if wrong:
        raise forms.ValidationError(wrong)
    return text
