"""What the officer says one activity of an annex means: who, what, when, from which money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms

from xaso.kernel.text import clean
from xaso.modules.org import queries as org

from ..models import Activity, PlanReading, ReadingActivity, TaskKind
from ..rules.recurrence import parse_time
from ..services.reading_activities import ActivityFacts

AUTO, BY_HAND = "auto", "by_hand"
OTHER = "+"
_MONTHS = [f"Tháng {month} hằng năm" for month in range(1, 13)]
_QUARTERS = [f"Quý {roman} hằng năm" for roman in ("I", "II", "III", "IV")]
_RHYTHMS = ["Hằng năm", "Hằng quý", "Hằng tháng", "6 tháng/lần"]
_EXAMPLES = "Ví dụ: Trước ngày 10/12 hằng năm; Ngày 25 hằng tháng; Trước 15/6/2027; Quý III/2027; 2026-2027."


class NeededLeads(forms.MultipleChoiceField):
    """Leads: whether some are needed depends on how tasks open, which `keep_activity` says."""

    def validate(self, value: Any) -> None:
        """Refuse units that are not on the list, not an empty one."""
        if value:
            super().validate(value)


class NeededTiming(forms.ChoiceField):
    """A time: needed when tasks open by themselves, which `keep_activity` says."""

    def validate(self, value: Any) -> None:
        """Refuse a time that is not on the list, not an empty one."""
        if value:
            super().validate(value)


class ActivityForm(forms.Form):
    """An activity as an obligation. `facts` gives what `keep_activity` takes."""

    name = forms.CharField(
        label="Hoạt động",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập tên hoạt động."},
    )
    continues = forms.ChoiceField(label="Là hoạt động đang có", required=False)
    output = forms.CharField(
        label="Sản phẩm",
        max_length=290,
        help_text="Thứ phải nộp khi xong, ví dụ: Kế hoạch.",
        error_messages={"required": "Nhập sản phẩm phải có."},
    )
    opens = forms.ChoiceField(
        label="Mở nhiệm vụ thế nào?",
        choices=[
            (AUTO, "Tự mở khi đến kỳ, mỗi đơn vị chủ trì một nhiệm vụ"),
            (BY_HAND, "Không tự mở: giao khi có việc"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn cách mở nhiệm vụ."},
    )
    leads = NeededLeads(label="Chủ trì", widget=forms.CheckboxSelectMultiple)
    timing = NeededTiming(label="Thời gian")
    timing_other = forms.CharField(
        label="Thời gian khác",
        required=False,
        max_length=120,
        help_text=f"Chỉ khi chọn “Khác”. {_EXAMPLES}",
    )
    coordinators = forms.MultipleChoiceField(
        label="Phối hợp", required=False, widget=forms.CheckboxSelectMultiple
    )
    task_kind = forms.ChoiceField(
        label="Loại việc", choices=TaskKind.choices, help_text="Chỉ tiêu nào đếm riêng loại việc thì dùng."
    )
    budget = forms.CharField(label="Dòng kinh phí", required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: ReadingActivity, running: Sequence[Activity], **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(item))
        super().__init__(*args, **kwargs)
        self._running = {one.code: one for one in running}
        self._note = item.lead_note
        units = [(one.code, one.short_name) for one in org.units()]
        own = {row["unit"]: row["output"] for row in item.leads if row.get("output")}
        self._choose(
            "leads", [(code, f"{name}: {own[code]}" if code in own else name) for code, name in units]
        )
        self._choose("coordinators", units)
        self._choose("continues", [("", "Không, đây là hoạt động mới"), *_running(item.reading, running)])
        self._choose("timing", list(_timings(item)))

    def _choose(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def facts(self) -> ActivityFacts:
        """Return what was entered. Only after `is_valid`."""
        data = self.cleaned_data
        by_hand = data["opens"] == BY_HAND
        return ActivityFacts(
            name=data["name"],
            output=clean(data["output"]),
            leads=data["leads"],
            coordinators=data["coordinators"],
            timing=clean(data["timing_other"]) if data["timing"] == OTHER else data["timing"],
            task_kind=data["task_kind"],
            budget=data["budget"],
            by_hand=by_hand,
            continues=self._running.get(data["continues"]),
            lead_note=self._note or ("Giao khi có việc." if by_hand else ""),
        )

    def take(self, problems: Iterable[Any]) -> None:
        """Put a refusal's problems beside their boxes."""
        other = self.data.get("timing") == OTHER
        for problem in problems:
            name = "timing_other" if problem.field == "timing" and other else problem.field
            self.add_error(name if name in self.fields else None, problem.sentence)


def initial_of(item: ReadingActivity) -> dict[str, Any]:
    """What the form shows first: the activity as understood or as decided before."""
    return {
        "name": item.name,
        "continues": item.continues.code if item.continues else "",
        "output": item.output,
        "opens": BY_HAND if item.by_hand else AUTO,
        "leads": [row["unit"] for row in item.leads],
        "timing": item.timing,
        "coordinators": item.coordinators,
        "task_kind": item.task_kind,
        "budget": item.budget_words,
        "seen": item.revision,
    }


def _timings(item: ReadingActivity) -> Iterator[tuple[str, Any]]:
    """First as it was understood, told in words; then the usual rhythms; then anything else."""
    rule = parse_time(item.timing) if item.timing else None
    if rule is None:
        yield "", "Chọn thời gian"
    else:
        yield item.timing, f"{item.timing}: {rule.words[:1].lower()}{rule.words[1:]}"
    yield "Theo nhịp", _pairs(_RHYTHMS, item)
    yield "Một tháng mỗi năm", _pairs(_MONTHS, item)
    yield "Một quý mỗi năm", _pairs(_QUARTERS, item)
    yield "Một lần", _pairs([f"Năm {year}" for year in _years(item.reading)], item)
    yield OTHER, "Khác, viết ở ô dưới"


def _pairs(words: Iterable[str], item: ReadingActivity) -> list[tuple[str, str]]:
    return [(one, one) for one in words if one != item.timing]


def _years(reading: PlanReading) -> range:
    if reading.year_from is None or reading.year_to is None:
        return range(0)
    return range(reading.year_from, reading.year_to + 1)


def _running(reading: PlanReading, rows: Iterable[Activity]) -> Iterator[tuple[str, str]]:
    for one in rows:
        other = "" if one.plan_id == reading.plan_id else f" (của {one.plan.name[:60]})"
        yield one.code, f"{one.code} {' '.join(one.name.split())[:110]}{other}"
