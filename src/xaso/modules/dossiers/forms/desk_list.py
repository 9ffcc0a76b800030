"""What narrows the officers' list, read from the address: a saved filter is a saved address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from xaso.platform.ui.date_input import ThreePartDateField

from ..models import Dossier
from ..queries.listing import DUES, GROUPS, SORTS, Filters

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer, Unit
    from xaso.modules.procedures.models import Field

_DAY = re.compile(r"(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4})", re.ASCII)
ANY = ("", "Tất cả")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter that is on: its name in the address and the words of its tag."""

    name: str
    text: str


class TypedDay(forms.CharField):
    """A day typed as 1/9/2026."""

    def to_python(self, value: Any) -> Any:
        """The date; None for an empty box; a sentence for anything else."""
        text = str(value or "").strip()
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            return date(int(found[3]), int(found[2]), int(found[1])) if found else self._refuse()
        except ValueError:
            return self._refuse()

    def _refuse(self) -> date:
        raise ValidationError("Hãy gõ ngày như 1/9/2026.", code="no_day")


class FilterForm(forms.Form):
    """The filter panel. Names are those of the address."""

    q = forms.CharField(label="Mã, tên người hoặc thủ tục", required=False, max_length=200)
    nhom = forms.ChoiceField(label="Trạng thái", required=False)
    han = forms.ChoiceField(label="Hạn", required=False, choices=[ANY, *DUES.items()])
    linh_vuc = forms.ChoiceField(label="Lĩnh vực", required=False)
    don_vi = forms.ChoiceField(label="Đơn vị đang giữ", required=False)
    nguoi_giu = forms.ChoiceField(label="Người đang giữ", required=False)
    kenh = forms.ChoiceField(label="Kênh nộp", required=False, choices=[ANY, *Dossier.Channel.choices])
    tu = TypedDay(label="Tiếp nhận từ ngày", help_text="Ví dụ 1/9/2026", required=False)
    den = TypedDay(label="Đến hết ngày", required=False)

    def __init__(
        self,
        data: Any,
        *,
        fields: Sequence[Field],
        units: Sequence[Unit],
        officers: Sequence[Officer],
    ) -> None:
        super().__init__(data)
        self.auto_id = "loc-%s"
        self._choose("nhom", [(code, words) for code, (words, _) in GROUPS.items()])
        self._choose("linh_vuc", [(one.code, one.name) for one in fields])
        self._choose("don_vi", [(one.code, one.short_name) for one in units])
        self._choose("nguoi_giu", [("me", "Tôi"), *((str(one.pk), one.full_name) for one in officers)])

    def _choose(self, name: str, pairs: Sequence[tuple[str, str]]) -> None:
        box: Any = self.fields[name]
        box.choices = [ANY, *pairs]

    def filters(self, sort: str) -> Filters:
        """What to narrow by; boxes that cannot be read narrow nothing."""
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            text=data.get("q") or "",
            group=data.get("nhom") or "",
            field=data.get("linh_vuc") or "",
            unit=data.get("don_vi") or "",
            holder=data.get("nguoi_giu") or "",
            channel=data.get("kenh") or "",
            due=data.get("han") or "",
            received_from=data.get("tu"),
            received_to=data.get("den"),
            sort=sort if sort in SORTS else "newest",
        )

    def chosen(self) -> list[Chosen]:
        """The filters that are on, in words."""
        found = []
        for name, box in self.fields.items():
            value = self.cleaned_data.get(name)
            if not value:
                continue
            if isinstance(box, forms.ChoiceField):
                words = str(dict(box.choices).get(value, value))  # type: ignore[arg-type]
            else:
                words = value.strftime("%d/%m/%Y") if isinstance(value, date) else f"“{value}”"
            found.append(Chosen(name, f"{box.label}: {words}"))
        return found


class RegisterForm(forms.Form):
    """The days of a register, both included."""

    first = ThreePartDateField(label="Tiếp nhận từ ngày")
    last = ThreePartDateField(label="Đến hết ngày")

    def days(self) -> tuple[date, date] | None:
        """The days typed; None when they cannot be read."""
        if not self.is_valid():
            return None
        return self.cleaned_data["first"], self.cleaned_data["last"]


class BulkAssignForm(forms.Form):
    """One officer for many dossiers."""

    to = forms.ChoiceField(
        label="Giao cho ai?", widget=forms.RadioSelect, error_messages={"required": "Hãy chọn người nhận."}
    )
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, people: Sequence[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        box: Any = self.fields["to"]
        box.choices = [(key, f"{one.full_name}, {one.position.name}") for key, one in self.people.items()]

    def officer(self) -> Officer:
        """Whoever was chosen."""
        return self.people[self.cleaned_data["to"]]
