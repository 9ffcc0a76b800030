"""What officers type in about the points of a criterion; the boxes follow the way it is scored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

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
TOTAL = "tong"


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


class EvidenceField(forms.FileField):
    """A file that must be there, sent now or kept from the try before: the service says when it is not."""

    def clean(self, data: Any, initial: Any = None) -> None:
        """Nothing: the file goes its own way (`platform.files.held`)."""
        return


class NeededNumber(NumberField):
    """A number that must be there."""

    def __init__(self, missing: str = NO_NUMBER, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.required = True
        self.error_messages["required"] = missing


class _ScoreForm(forms.Form):
    """What all of them end with."""

    def words(self) -> Words:
        """Where the points come from and the remark, for the service."""
        return Words(self.cleaned_data.get("source", ""), self.cleaned_data.get("note", ""))


class SelfScoreForm(_ScoreForm):
    """The figures of the inputs that the program does not count.

    One share, or any other single input, must be told; of several shares at least one, the others stay
    without a source. A criterion told not to apply needs a reason and no figure.
    """

    def __init__(self, *args: Any, leaf: Leaf, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaf = leaf
        self.asked = [one for one in leaf.rule.inputs if not one.measure]
        self.boxes = dict(box for one in self.asked for box in self._boxes(one))
        self.fields.update(self.boxes)
        self.fields["not_applicable"] = forms.BooleanField(
            label="Tiêu chí này không áp dụng cho xã",
            required=False,
            help_text="Đánh dấu thì điểm của tiêu chí được đưa ra ngoài. Phải ghi lý do ở ghi chú.",
        )
        self.fields["source"] = _source()
        self.fields["evidence"] = EvidenceField(label="Tệp minh chứng", help_text=FILE_HINT)
        self.fields["note"] = _note("Ghi chú")

    def _boxes(self, one: Input) -> Iterator[tuple[str, forms.Field]]:
        rule, name = self.leaf.rule, one.name or self.leaf.name
        if isinstance(rule, Shares):
            kind = NeededNumber if len(self.asked) == 1 else NumberField
            yield f"part_{one.code}", kind(label=f"{name}: tử số")
            yield f"whole_{one.code}", kind(label=f"{name}: mẫu số")
        elif isinstance(rule, Choice):
            yield (
                f"pick_{one.code}",
                forms.ChoiceField(
                    label=name,
                    choices=[(option.code, _option(option.name, option.points)) for option in rule.options],
                    widget=forms.RadioSelect,
                    error_messages={"required": "Hãy chọn một mức.", "invalid_choice": "Hãy chọn một mức."},
                ),
            )
        else:
            label = "Điểm" if isinstance(rule, Manual) else one.name or "Số lượng"
            yield f"number_{one.code}", NeededNumber(label=label)

    def clean(self) -> dict[str, Any]:
        """Name every box that is missing or does not fit."""
        data = super().clean() or self.cleaned_data
        if data.get("not_applicable"):
            for name in self.boxes:
                self.errors.pop(name, None)
            if not data.get("note"):
                self.add_error("note", "Hãy ghi vì sao tiêu chí không áp dụng.")
            return data
        if isinstance(self.leaf.rule, Shares):
            for one in self.asked:
                self._check_share(f"part_{one.code}", f"whole_{one.code}")
            if not self.errors and not any(data[name] is not None for name in self.boxes):
                self.add_error(next(iter(self.boxes)), "Hãy nhập số liệu của ít nhất một phần.")
        return data

    def _check_share(self, part_box: str, whole_box: str) -> None:
        """Both or none, whole numbers, the part inside the whole."""
        data = self.cleaned_data
        if part_box not in data or whole_box not in data:
            return
        part, whole = data[part_box], data[whole_box]
        if part is None and whole is None:
            return
        unfit = [name for name in (part_box, whole_box) if not _is_count(data[name])]
        for name in unfit:
            self.add_error(name, NO_WHOLE_NUMBER)
        if not unfit and part > whole:
            self.add_error(part_box, "Tử số không được lớn hơn mẫu số.")

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


class ReviewForm(_ScoreForm):
    """A second person's points, or, where the self score says so, that the criterion does not apply."""

    agrees = forms.BooleanField(
        label="Đồng ý là tiêu chí không phát sinh hoặc không áp dụng",
        required=False,
        help_text="Đánh dấu thì để trống điểm, tiêu chí vẫn ở ngoài tổng điểm.",
    )
    points = NeededNumber("Hãy nhập điểm.", label="Điểm thẩm định")
    note = _note("Lý do", help_text="Bắt buộc khi điểm khác điểm tự chấm.")
    evidence = forms.FileField(label="Tệp kèm theo", help_text=FILE_HINT, required=False)

    def __init__(self, *args: Any, says_not_applicable: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if says_not_applicable:
            self.fields[
                "points"
            ].help_text = (
                "Đơn vị tự chấm đưa tiêu chí ra ngoài. Nhập điểm, kể cả 0, thì tiêu chí được tính vào tổng."
            )
        else:
            del self.fields["agrees"]

    def clean(self) -> dict[str, Any]:
        """Points or the agreement, not both."""
        data = super().clean() or self.cleaned_data
        if data.get("agrees"):
            self.errors.pop("points", None)
            if data.get("points") is not None:
                self.add_error("points", "Đã đồng ý không áp dụng thì để trống điểm, hoặc bỏ đánh dấu.")
            data["points"] = None
        return data


class AnswerForm(_ScoreForm):
    """What the owner says to a review."""

    note = _note("Nội dung giải trình", required=True, missing="Hãy ghi nội dung giải trình.")
    evidence = forms.FileField(label="Tệp kèm theo", help_text=FILE_HINT, required=False)


class OfficialForm(_ScoreForm):
    """The official score of a criterion or of the whole."""

    leaf = forms.ChoiceField(
        label="Tiêu chí",
        error_messages={"required": "Hãy chọn một tiêu chí.", "invalid_choice": "Hãy chọn một tiêu chí."},
    )
    points = NeededNumber("Hãy nhập điểm.", label="Điểm chính thức")
    source = _source()
    evidence = EvidenceField(label="Tệp minh chứng", help_text=FILE_HINT)
    note = _note("Ghi chú")

    def __init__(self, *args: Any, page: ScorePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = plain_words(page.index.max_points)
        box: Any = self.fields["leaf"]
        box.choices = [(TOTAL, f"Tổng điểm (tối đa {most})")] + [
            (leaf.code, f"{leaf.code}. {leaf.name} (tối đa {plain_words(leaf.max_points)})")
            for leaf in page.index.leaves
            if leaf.max_points
        ]

    def place(self) -> str:
        """The code of the leaf, empty for the total."""
        chosen: str = self.cleaned_data["leaf"]
        return "" if chosen == TOTAL else chosen


def _is_count(value: Decimal | None) -> bool:
    return value is not None and value == value.to_integral_value() and 0 <= value <= MOST


def _option(name: str, points: Decimal) -> str:
    return f"{name} ({plain_words(points)} điểm)"
