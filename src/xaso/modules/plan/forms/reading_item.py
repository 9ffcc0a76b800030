"""What the officer says one promise of the text means, with a row for each year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from xaso.kernel.text import clean, slug
from xaso.modules.org import queries as org
from xaso.platform.measuring.figures import Unit as MeasuredIn
from xaso.platform.measuring.registry import Measure

from ..models import PlanReading, ReadingItem, Target
from ..services.reading_deciding import ItemIn

NEW_SECTION = "+"
_MOST_YEARS = 30
_MARKS = {MeasuredIn.PERCENT: "%", MeasuredIn.POINTS: "điểm %"}


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen: sections, targets in force, measures."""

    sections: Sequence[tuple[str, str]]
    targets: Sequence[Target]
    measures: Sequence[Measure]


@dataclass(frozen=True, slots=True)
class YearRow:
    """The boxes of one year."""

    year: int
    comparator: forms.BoundField
    value: forms.BoundField
    value_to: forms.BoundField


class ScaleField(forms.DecimalField):
    """One end of the scale that typed numbers must lie in."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": "Viết số, dấu chấm cho phần lẻ."}
        super().__init__(required=False, max_digits=14, decimal_places=4, error_messages=wrong, **kwargs)


class ItemForm(forms.Form):
    """A promise as a target. `facts` gives what `keep_item` takes."""

    name = forms.CharField(
        label="Chỉ tiêu",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập tên chỉ tiêu."},
    )
    target = forms.ChoiceField(label="Nối tiếp chỉ tiêu đang có", required=False)
    section = forms.ChoiceField(label="Mục", error_messages={"required": "Chọn mục của kế hoạch."})
    section_new = forms.CharField(
        label="Tên mục khác", required=False, max_length=300, help_text="Chỉ khi chọn “Mục khác”."
    )
    owner = forms.ChoiceField(label="Đơn vị phụ trách", error_messages={"required": "Chọn đơn vị phụ trách."})
    unit = forms.ChoiceField(
        label="Đơn vị tính",
        choices=[("", "Chọn"), *Target.Unit.choices],
        error_messages={"required": "Chọn đơn vị tính."},
    )
    binding = forms.ChoiceField(
        label="Số liệu lấy từ đâu",
        choices=[one for one in ReadingItem.Binding.choices if one[0]],
        error_messages={"required": "Chọn số liệu lấy từ đâu."},
        widget=forms.RadioSelect,
    )
    measure = forms.ChoiceField(label="Phép đo", required=False)
    typed_as = forms.ChoiceField(
        label="Số lượng, số tiền nhập vào là",
        choices=Target.TypedAs.choices,
        required=False,
        help_text="Số của riêng kỳ thì phần mềm cộng các kỳ thành số cả năm.",
    )
    scale_min = ScaleField(label="Số nhập thấp nhất", help_text="Bỏ trống khi không có thang số.")
    scale_max = ScaleField(label="Số nhập cao nhất")
    baseline_value = forms.DecimalField(
        label="Mức ban đầu",
        required=False,
        max_digits=14,
        decimal_places=4,
        localize=False,
        help_text="Mức đã đạt khi kế hoạch bắt đầu, nếu biết.",
        error_messages={"invalid": "Viết số, dấu chấm cho phần lẻ."},
    )
    baseline_year = forms.IntegerField(
        label="Của năm", required=False, min_value=1990, max_value=2100,
        error_messages={"invalid": "Năm gồm 4 chữ số."},
    )  # fmt: skip
    baseline_source = forms.CharField(label="Theo nguồn", required=False, max_length=300)
    deadline_year = forms.IntegerField(
        label="Năm phải đạt", required=False, min_value=1990, max_value=2100,
        help_text="Bỏ trống khi đo hằng năm.",
        error_messages={"invalid": "Năm gồm 4 chữ số."},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, item: ReadingItem, years: Sequence[int], choices: Choices, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", initial_of(item))
        super().__init__(*args, **kwargs)
        self.years = tuple(years)[:_MOST_YEARS]
        self._choices = choices
        self._choose("section", [("", "Chọn"), *_sections(choices.sections), (NEW_SECTION, "Mục khác…")])
        self._choose("target", [("", "Không, đây là chỉ tiêu mới"), *_targets(choices.targets)])
        self._choose("owner", [("", "Chưa chọn"), *((one.code, one.name) for one in org.units())])
        self._choose("measure", [("", "Chọn phép đo"), *_measures(choices.measures)])
        for year in self.years:
            self._add_year(year)

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def _add_year(self, year: int) -> None:
        self.fields[f"cmp_{year}"] = forms.ChoiceField(
            label=f"Cách so sánh năm {year}", choices=Target.Comparator.choices, required=False
        )
        for name, words in (("val", "Mức"), ("to", "Đến")):
            self.fields[f"{name}_{year}"] = forms.CharField(
                label=f"{words} năm {year}", required=False, max_length=20
            )

    def rows(self) -> list[YearRow]:
        """The boxes year by year, for the table of the page."""
        return [
            YearRow(year, self[f"cmp_{year}"], self[f"val_{year}"], self[f"to_{year}"]) for year in self.years
        ]

    def facts(self) -> ItemIn:
        """Return what was entered. Only after `is_valid`."""
        data = self.cleaned_data
        code, name = self._section(data)
        targets = {one.code: one for one in self._choices.targets}
        return ItemIn(
            name=clean(data["name"]),
            section_code=code,
            section_name=name,
            unit=data["unit"],
            owner=org.unit(data["owner"]),
            target=targets.get(data["target"]),
            levels=[self._level(year) for year in self.years if data[f"val_{year}"].strip()],
            binding=data["binding"],
            measure=data["measure"] if data["binding"] == ReadingItem.Binding.MEASURE else "",
            deadline_year=data["deadline_year"],
            typed_as=data["typed_as"] or Target.TypedAs.SO_FAR,
            scale_min=data["scale_min"],
            scale_max=data["scale_max"],
            baseline_value=data["baseline_value"],
            baseline_year=data["baseline_year"],
            baseline_source=data["baseline_source"],
        )

    def _section(self, data: dict[str, Any]) -> tuple[str, str]:
        if data["section"] != NEW_SECTION:
            return data["section"], dict(self._choices.sections).get(data["section"], "")
        name = clean(data["section_new"])
        return f"M-{slug(name)[:30]}".strip("-"), name

    def _level(self, year: int) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "year": year,
            "comparator": data[f"cmp_{year}"],
            "value": data[f"val_{year}"],
            "value_to": data[f"to_{year}"] or None,
        }

    def take(self, problems: Iterable[Any]) -> None:
        """Put a refusal's problems beside their boxes."""
        for problem in problems:
            name = f"val_{problem.field[6:]}" if problem.field.startswith("level_") else problem.field
            self.add_error(name if name in self.fields else None, problem.sentence)


def initial_of(item: ReadingItem) -> dict[str, Any]:
    """What the form shows first: the promise as understood or as decided before."""
    shown: dict[str, Any] = {
        "name": item.name,
        "target": item.target.code if item.target else "",
        "section": item.section_code,
        "owner": item.owner.code if item.owner else "",
        "unit": item.unit,
        "binding": item.binding,
        "measure": item.measure,
        "typed_as": item.typed_as,
        "scale_min": item.scale_min.normalize() if item.scale_min is not None else None,
        "scale_max": item.scale_max.normalize() if item.scale_max is not None else None,
        "baseline_value": item.baseline_value.normalize() if item.baseline_value is not None else None,
        "baseline_year": item.baseline_year,
        "baseline_source": item.baseline_source,
        "deadline_year": item.deadline_year,
        "seen": item.revision,
    }
    for bar in item.thresholds:
        shown[f"cmp_{bar['year']}"] = bar["comparator"]
        shown[f"val_{bar['year']}"] = bar["value"].replace(".", ",")
        shown[f"to_{bar['year']}"] = (bar["value_to"] or "").replace(".", ",")
    return shown


def years_of(reading: PlanReading, item: ReadingItem) -> list[int]:
    """The years the table shows: those of the plan, and every year the promise names."""
    named = {bar["year"] for bar in item.thresholds}
    first = reading.year_from or min(named, default=reading.uploaded_at.year)
    last = reading.year_to or max(named, default=first + 5)
    return sorted({*range(first, last + 1), *named})


def _sections(rows: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((code, f"{code} {name}") for code, name in rows)


def _targets(rows: Iterable[Target]) -> Iterable[tuple[str, str]]:
    return ((one.code, f"{one.code} {one.name}"[:140]) for one in rows)


def _measures(rows: Iterable[Measure]) -> Iterable[tuple[str, str]]:
    for one in rows:
        mark = f" ({_MARKS[one.unit]})" if one.unit in _MARKS else " (số lượng)"
        yield one.code, f"{one.name}{mark} – {one.code}"
