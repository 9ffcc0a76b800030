"""What officers type in about the points of a criterion; the boxes follow the way it is scored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ..queries.scores import ScorePage
from ..scoring.facts import Counted, Fact, Graded, NotApplicable, Number, Picked
from ..scoring.rules import Choice, Input, Manual, Shares
from ..scoring.tree import Leaf
from ..scoring.wording import plain_words
from ..services.declaring import LONGEST_NOTE, LONGEST_SOURCE, Words
from .typed import NumberField

FILE_HINT = "PDF, JPG, PNG, Word hoặc Excel."
NO_NUMBER = "Hãy nhập một số."
NO_WHOLE_NUMBER = "Hãy nhập số nguyên từ 0 trở lên."
MOST = 10**9


def _source() -> forms.CharField:
    return forms.CharField(
        label="Lấy từ đâu",
        help_text="Tên, số, ngày của văn bản, báo cáo hoặc bảng điểm. Không ghi tên người dân.",
        max_length=LONGEST_SOURCE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi số này lấy từ văn bản, bảng điểm nào."},
    )


def _note(label: str, *, required: bool = False, help_text: str = "", missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing} if missing else {},
    )


def _evidence(*, must: bool) -> forms.FileField:
    return (
        forms.FileField(label="Tệp minh chứng", help_text=FILE_HINT, required=False)
        if must
        else (forms.FileField(label="Tệp kèm theo", help_text=FILE_HINT, required=False))
    )


class _ScoreForm(forms.Form):
    """What all of them end with."""

    def words(self) -> Words:
        """Where the points come from and the remark, for the service."""
        return Words(self.cleaned_data.get("source", ""), self.cleaned_data.get("note", ""))


class SelfScoreForm(_ScoreForm):
    """The figures of the inputs that the program does not count."""

    def __init__(self, *args: Any, leaf: Leaf, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaf = leaf
        self.asked = [one for one in leaf.rule.inputs if not one.measure]
        for one in self.asked:
            self.fields.update(self._boxes(one))
        self.fields["not_applicable"] = forms.BooleanField(
            label="Tiêu chí này không áp dụng cho xã", required=False,
            help_text="Đánh dấu thì điểm của tiêu chí được đưa ra ngoài. Phải ghi lý do ở ghi chú.",
        )  # fmt: skip
        self.fields["source"] = _source()
        self.fields["evidence"] = _evidence(must=True)
        self.fields["note"] = _note("Ghi chú")

    def _boxes(self, one: Input) -> Iterator[tuple[str, forms.Field]]:
        rule = self.leaf.rule
        if isinstance(rule, Shares):
            name = one.name or self.leaf.name
            yield f"part_{one.code}", NumberField(label=f"{name}: tử số")
            yield f"whole_{one.code}", NumberField(label=f"{name}: mẫu số")
        elif isinstance(rule, Choice):
            yield (
                f"pick_{one.code}",
                forms.ChoiceField(
                    label=one.name or self.leaf.name,
                    choices=[(option.code, _option(option.name, option.points)) for option in rule.options],
                    required=False,
                    widget=forms.RadioSelect,
                    error_messages={"invalid_choice": "Hãy chọn một trong các mức."},
                ),
            )
        else:
            label = "Điểm" if isinstance(rule, Manual) else one.name or "Số lượng"
            yield f"number_{one.code}", NumberField(label=label)

    def clean(self) -> dict[str, Any]:
        """Name every box that is missing or does not fit."""
        data = super().clean() or self.cleaned_data
        if data.get("not_applicable"):
            if not data.get("note"):
                self.add_error("note", "Hãy ghi vì sao tiêu chí không áp dụng.")
            return data
        for one in self.asked:
            self._check(one, data)
        return data

    def _check(self, one: Input, data: dict[str, Any]) -> None:
        if f"whole_{one.code}" in self.fields:
            self._check_share(one, data)
        elif f"pick_{one.code}" in self.fields:
            if not data.get(f"pick_{one.code}"):
                self.add_error(f"pick_{one.code}", "Hãy chọn một mức.")
        elif f"number_{one.code}" in data and data[f"number_{one.code}"] is None:
            self.add_error(f"number_{one.code}", NO_NUMBER)

    def _check_share(self, one: Input, data: dict[str, Any]) -> None:
        part, whole = data.get(f"part_{one.code}"), data.get(f"whole_{one.code}")
        if part is None and whole is None and len(self.asked) > 1 and any(self._told(data)):
            return
        for name in (f"part_{one.code}", f"whole_{one.code}"):
            if name in data and not _is_count(data[name]):
                self.add_error(name, NO_WHOLE_NUMBER)
        if _is_count(part) and _is_count(whole) and part is not None and whole is not None and part > whole:
            self.add_error(f"part_{one.code}", "Tử số không được lớn hơn mẫu số.")

    def _told(self, data: dict[str, Any]) -> Iterator[bool]:
        return (data.get(f"whole_{one.code}") is not None for one in self.asked)

    def facts(self) -> dict[str, Fact]:
        """What was said of each input, for the service; an input left empty stays without a source."""
        data = self.cleaned_data
        if data["not_applicable"]:
            return {one.code: NotApplicable(data["note"]) for one in self.asked}
        return {one.code: fact for one in self.asked if (fact := self._fact(one, data)) is not None}

    def _fact(self, one: Input, data: dict[str, Any]) -> Fact | None:
        if (whole := data.get(f"whole_{one.code}")) is not None:
            return Counted(int(data[f"part_{one.code}"]), int(whole))
        if pick := data.get(f"pick_{one.code}"):
            return Picked(pick)
        number = data.get(f"number_{one.code}")
        if number is None:
            return None
        return Graded(number) if isinstance(self.leaf.rule, Manual) else Number(number)


class PointsField(NumberField):
    """Points, which must be there."""

    def clean(self, value: Any) -> Decimal:
        """The points. Raises ValidationError when there are none."""
        found = super().clean(value)
        if found is None:
            raise ValidationError("Hãy nhập điểm.", code="required")
        return found


class ReviewForm(_ScoreForm):
    """A second person's points."""

    points = PointsField(label="Điểm thẩm định")
    note = _note("Lý do", help_text="Bắt buộc khi điểm khác điểm tự chấm.")
    evidence = _evidence(must=False)


class AnswerForm(_ScoreForm):
    """What the owner says to a review."""

    note = _note("Nội dung giải trình", required=True, missing="Hãy ghi nội dung giải trình.")
    evidence = _evidence(must=False)


class OfficialForm(_ScoreForm):
    """The official score of a criterion or of the whole."""

    leaf = forms.ChoiceField(
        label="Tiêu chí", required=False, error_messages={"invalid_choice": "Hãy chọn một tiêu chí."}
    )
    points = PointsField(label="Điểm chính thức")
    source = _source()
    evidence = _evidence(must=True)
    note = _note("Ghi chú")

    def __init__(self, *args: Any, page: ScorePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = plain_words(page.index.max_points)
        box: Any = self.fields["leaf"]
        box.choices = [("", f"Tổng điểm (tối đa {most})")] + [
            (leaf.code, f"{leaf.code}. {leaf.name} (tối đa {plain_words(leaf.max_points)})")
            for leaf in page.index.leaves
            if leaf.max_points
        ]


def _is_count(value: Decimal | None) -> bool:
    return value is not None and value == value.to_integral_value() and 0 <= value <= MOST


def _option(name: str, points: Decimal) -> str:
    return f"{name} ({plain_words(points)} điểm)"
