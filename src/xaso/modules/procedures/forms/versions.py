"""What keepers of the catalogue fill in to publish a new version of a procedure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from xaso.kernel.text import clean, clean_lines
from xaso.platform.ui.date_input import ThreePartDateField

from ..models import FormDefinition, ProcedureVersion
from ..services.versioning import Decision

UNKNOWN = ("", "Chưa rõ")
YES_NO = (UNKNOWN, ("True", "Có"), ("False", "Không"))
LEVELS = (UNKNOWN, ("full", "Toàn trình"), ("partial", "Một phần"))
CHANNELS = (("direct", "Trực tiếp"), ("online", "Trực tuyến"), ("post", "Qua bưu chính"))
STATES = (("verified", "Đã kiểm chứng"), ("partial", "Còn chỗ chưa kiểm chứng"))
LISTS = ("steps", "legal_basis")
LONG = ("subjects", "result", "time_note", "fee_note", "note")
ONE_LINE = ("name", "authority")
AS_TYPED = ("fee_amount", "fee_set_by_province", "time_value", "time_unit", "channels", "service_level",
            "four_on_the_spot", "confidence", "form_code")  # fmt: skip


def _box(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class DecisionForm(forms.Form):
    """The decision, and from when the commune follows it."""

    number = forms.CharField(label="Số quyết định công bố", max_length=80)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=160)
    decided_on = ThreePartDateField(label="Ngày ký")
    effective_on = ThreePartDateField(label="Ngày quyết định có hiệu lực")
    valid_from = ThreePartDateField(
        label="Áp dụng ở xã từ ngày", help_text="Hồ sơ nhận trước ngày này giữ bản cũ."
    )
    law = forms.CharField(
        label="Văn bản căn cứ",
        max_length=300,
        required=False,
        help_text="Văn bản quy phạm pháp luật làm thay đổi thủ tục.",
    )
    law_effective_on = ThreePartDateField(label="Ngày văn bản căn cứ có hiệu lực", required=False)

    def clean(self) -> dict[str, Any]:
        """The decision is signed before it takes effect."""
        said = super().clean() or self.cleaned_data
        signed, effective = said.get("decided_on"), said.get("effective_on")
        if signed and effective and effective < signed:
            self.add_error("effective_on", "Ngày có hiệu lực không được trước ngày ký.")
        return said

    def decision(self) -> Decision:
        """The decision as typed; call when the form is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "valid_from"}
        return Decision(**said)


class VersionForm(forms.Form):
    """What the procedure says from then on."""

    name = forms.CharField(label="Tên thủ tục", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    authority = forms.CharField(label="Cơ quan thực hiện", max_length=200, required=False)
    subjects = _box("Đối tượng thực hiện", 2)
    time_value = forms.IntegerField(label="Thời hạn", min_value=0, max_value=9999, required=False)
    time_unit = forms.ChoiceField(
        label="Đơn vị thời hạn", required=False, choices=[UNKNOWN, *ProcedureVersion.TimeUnit.choices]
    )
    time_note = _box("Ghi chú thời hạn", 2)
    fee_amount = forms.IntegerField(
        label="Phí, lệ phí (đồng)",
        min_value=0,
        max_value=2_000_000_000,
        required=False,
        help_text="Không thu thì ghi 0. Chưa rõ thì để trống.",
    )
    fee_set_by_province = forms.BooleanField(
        label="Mức thu do Hội đồng nhân dân tỉnh quy định", required=False
    )
    fee_note = _box("Ghi chú phí, lệ phí", 2)
    result = _box("Kết quả", 2)
    channels = forms.MultipleChoiceField(
        label="Cách thức nộp", choices=CHANNELS, required=False, widget=forms.CheckboxSelectMultiple
    )
    online_submission = forms.ChoiceField(label="Nộp trực tuyến được", choices=YES_NO, required=False)
    service_level = forms.ChoiceField(label="Mức dịch vụ công trực tuyến", choices=LEVELS, required=False)
    steps = _box("Trình tự thực hiện", 6, help_text="Mỗi dòng một bước.")
    legal_basis = _box("Căn cứ pháp lý", 6, help_text="Mỗi dòng một văn bản.")
    form_code = forms.ChoiceField(label="Tờ khai điện tử", required=False)
    four_on_the_spot = forms.BooleanField(label="Giải quyết theo “4 tại chỗ”", required=False)
    confidence = forms.ChoiceField(label="Mức kiểm chứng", choices=STATES)
    note = _box("Ghi chú nội bộ", 2)

    def __init__(self, *args: Any, eforms: Sequence[FormDefinition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Tờ khai chung"), *((form.code, form.title) for form in eforms)]
        known = {code for code, _ in choices}
        kept = self.initial.get("form_code") or ""
        if kept not in known:
            choices.append((kept, kept))
        self.fields["form_code"] = forms.ChoiceField(label="Tờ khai điện tử", required=False, choices=choices)

    def clean(self) -> dict[str, Any]:
        """A time needs its unit, and a unit its number."""
        said = super().clean() or self.cleaned_data
        if said.get("time_value") is not None and not said.get("time_unit"):
            self.add_error("time_unit", "Chọn đơn vị của thời hạn.")
        if said.get("time_unit") and said.get("time_value") is None:
            self.add_error("time_value", "Ghi thời hạn bằng số, hoặc để đơn vị là “Chưa rõ”.")
        return said

    @staticmethod
    def initial_of(parts: Mapping[str, Any]) -> dict[str, Any]:
        """What the boxes hold before anybody types."""
        names = (*ONE_LINE, *LONG, *AS_TYPED)
        online = parts["online_submission"]
        return (
            {name: parts[name] for name in names}
            | {name: "\n".join(parts[name]) for name in LISTS}
            | {"online_submission": "" if online is None else str(online)}
        )

    def changes(self) -> dict[str, Any]:
        """The parts somebody changed; a text that only lost spaces is not changed."""
        said, before = self.cleaned_data, self.initial
        found = {name: said[name] for name in AS_TYPED if said[name] != before[name]}
        for names, tidy in ((ONE_LINE, clean), (LONG, clean_lines)):
            found |= {name: tidy(said[name]) for name in names if tidy(said[name]) != tidy(before[name])}
        for name in LISTS:
            lines = _lines(said[name])
            if lines != _lines(before[name]):
                found[name] = lines
        if "steps" in found:
            found["steps_kind"] = ""
        if said["online_submission"] != before["online_submission"]:
            found["online_submission"] = {"True": True, "False": False}.get(said["online_submission"])
        if "four_on_the_spot" in found:
            found["four_on_the_spot_certainty"] = "A"
        return found


def _lines(text: str) -> list[str]:
    return [line for line in map(clean, text.splitlines()) if line]


class PaperForm(forms.Form):
    """One paper to bring."""

    code = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Giấy tờ", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    originals = forms.IntegerField(label="Số bản chính", min_value=0, max_value=99, required=False)
    copies = forms.IntegerField(label="Số bản sao", min_value=0, max_value=99, required=False)
    required = forms.BooleanField(label="Ai cũng phải nộp", required=False)
    case = forms.CharField(label="Trường hợp phải nộp", max_length=2000, required=False)
    form_template = forms.CharField(label="Theo mẫu", max_length=120, required=False)


PaperForms = formset_factory(PaperForm, extra=2, can_delete=True, max_num=200, absolute_max=202)


def papers_of(formset: BaseFormSet[PaperForm]) -> list[dict[str, Any]]:
    """The papers as typed, those without a name or ticked away left out; new ones get a code."""
    kept = [
        form.cleaned_data
        for form in formset.forms
        if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
    ]
    taken = {said["code"] for said in kept if said["code"]}
    papers = []
    for said in kept:
        code = said["code"] or next(free for number in count(1) if (free := f"tp{number:02d}") not in taken)
        taken.add(code)
        papers.append(
            {
                "code": code,
                "name": clean_lines(said["name"]),
                "originals": said["originals"] or 0,
                "copies": said["copies"] or 0,
                "required": said["required"],
                "case": clean_lines(said["case"]),
                "form_template": clean(said["form_template"]),
            }
        )
    return papers


def papers_changed(formset: BaseFormSet[PaperForm], before: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the papers say something else than before, spaces aside."""

    def tidy(paper: Mapping[str, Any]) -> dict[str, Any]:
        return {name: clean_lines(told) if isinstance(told, str) else told for name, told in paper.items()}

    return [tidy(paper) for paper in papers_of(formset)] != [tidy(paper) for paper in before]
