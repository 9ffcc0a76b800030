"""What officers type to give a task and to act on it. Deeds carry `seen`: the revision that was on the
screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from xaso.platform.ui.date_input import ThreePartDateField

from ..models import Task, TaskKind
from ..queries.tasks import DUES, GROUPS, SORTS, WHOSE, TaskFilters

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer, Unit

    from ..models import BudgetLine

FILE_HINT = "Tệp PDF, Word, Excel hoặc ảnh, không quá {size} MB."
ANY = ("", "Tất cả")


def words_field(
    label: str, hint: str = "", *, required: bool = True, missing: str = "", rows: int = 3
) -> Any:
    """A box of several lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing or f"Hãy ghi vào ô “{label}”."},
    )


def choose(form: forms.Form, name: str, pairs: Iterable[tuple[str, str]]) -> None:
    """Give a list of choice its choices."""
    box: Any = form.fields[name]
    box.choices = list(pairs)


class DeedForm(forms.Form):
    """What every action carries."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(DeedForm):
    """A reason that stays with the task."""

    reason = words_field("Lý do", missing="Hãy ghi lý do.")


class ReturnForm(DeedForm):
    """What is to be done better."""

    reason = words_field("Cần sửa, bổ sung gì?", missing="Hãy ghi cần sửa, bổ sung gì.")


class NoteForm(DeedForm):
    """An optional word."""

    note = words_field("Ghi chú", required=False)


class TellForm(DeedForm):
    """How it goes."""

    text = words_field(
        "Tình hình thực hiện", "Đã làm gì, còn vướng gì, cần ai giúp.", missing="Hãy ghi tình hình thực hiện."
    )


class LeadForm(forms.Form):
    """Which office leads an activity."""

    unit = forms.ChoiceField(
        label="Đơn vị chủ trì",
        error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Hãy chọn đơn vị trong danh sách."},
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", [("", "Chọn đơn vị"), *((unit.code, unit.short_name) for unit in units)])


class AssignForm(DeedForm):
    """Who of the lead is to do it."""

    to = forms.ChoiceField(
        label="Giao cho ai?", widget=forms.RadioSelect, error_messages={"required": "Hãy chọn người làm."}
    )
    note = words_field("Lời dặn", required=False)

    def __init__(self, *args: Any, people: Sequence[Officer] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        choose(
            self, "to", [(key, f"{one.full_name}, {one.position.name}") for key, one in self.people.items()]
        )

    def officer(self) -> Officer:
        """Whoever was chosen."""
        return self.people[self.cleaned_data["to"]]


class ProductForm(DeedForm):
    """The product that answers the task."""

    title = forms.CharField(
        label="Số, ký hiệu hoặc tên sản phẩm",
        help_text="Ví dụ 12/KH-UBND.",
        max_length=200,
        error_messages={"required": "Hãy ghi số, ký hiệu hoặc tên của sản phẩm."},
    )
    dated_on = ThreePartDateField(label="Ngày ghi trên sản phẩm")
    upload = forms.FileField(label="Tệp sản phẩm")
    note = words_field("Lời nhắn cho người giao", required=False)

    def __init__(self, *args: Any, size: int = 10, is_held: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].help_text = FILE_HINT.format(size=size)
        self.fields["upload"].required = not is_held


class ExtendForm(DeedForm):
    """Until when, and why."""

    until = ThreePartDateField(label="Xin lùi hạn đến ngày")
    reason = words_field("Lý do", "Người giao đọc đúng những dòng này.", missing="Hãy ghi lý do xin gia hạn.")


class DecideForm(DeedForm):
    """The answer to a request for more time."""

    answer = forms.ChoiceField(
        label="Có cho lùi hạn không?",
        choices=[("yes", "Đồng ý lùi hạn"), ("no", "Không đồng ý, giữ hạn cũ")],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn đồng ý hoặc không đồng ý."},
    )
    note = words_field("Ý kiến", "Bắt buộc khi không đồng ý.", required=False)


class ResumeForm(DeedForm):
    """On with it, later when need be."""

    deadline = ThreePartDateField(
        label="Hạn mới",
        help_text="Bỏ trống thì giữ hạn cũ. Lùi nhiều nhất bằng số ngày đã nghỉ; việc đã quá hạn từ trước "
        "khi nghỉ thì không lùi. Hạn giao lần đầu không đổi.",
        required=False,
    )
    note = words_field("Ghi chú", required=False)


class GiveForm(forms.Form):
    """A new task."""

    name = words_field("Nội dung nhiệm vụ", missing="Hãy ghi nội dung nhiệm vụ.", rows=2)
    kind = forms.ChoiceField(label="Loại nhiệm vụ", choices=TaskKind.choices)
    for_year = forms.IntegerField(
        label="Kế hoạch của năm", help_text="Chỉ ghi khi loại là Kế hoạch năm.", required=False,
        min_value=2000, max_value=2100,
    )  # fmt: skip
    product_type = forms.CharField(
        label="Sản phẩm phải có", help_text="Ví dụ: Kế hoạch, Báo cáo, Quyết định.", max_length=300,
        error_messages={"required": "Hãy ghi sản phẩm phải có."},
    )  # fmt: skip
    origin = forms.ChoiceField(label="Nguồn giao", choices=Task.Origin.choices)
    origin_words = forms.CharField(
        label="Số, ngày văn bản hoặc cuộc họp", max_length=300,
        error_messages={"required": "Hãy ghi nguồn giao: số, ngày văn bản hoặc cuộc họp."},
    )  # fmt: skip
    lead = forms.ChoiceField(
        label="Đơn vị chủ trì", help_text="Mỗi nhiệm vụ chỉ một đơn vị chủ trì.",
        error_messages={"required": "Hãy chọn đơn vị chủ trì."},
    )  # fmt: skip
    assignee = forms.ChoiceField(
        label="Người làm", help_text="Bỏ trống thì trưởng đơn vị chủ trì phân công.", required=False
    )
    coordinators = forms.MultipleChoiceField(
        label="Đơn vị phối hợp", required=False, widget=forms.CheckboxSelectMultiple
    )
    deadline = ThreePartDateField(label="Hạn hoàn thành", required=False)
    budget_line = forms.ChoiceField(label="Dòng kinh phí", required=False)
    details = words_field("Nói thêm", required=False)

    def __init__(
        self,
        *args: Any,
        leads: Sequence[Unit],
        units: Sequence[Unit],
        officers: Sequence[Officer],
        lines: Sequence[BudgetLine],
        needs_deadline: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deadline"].required = needs_deadline
        self.units = {one.code: one for one in units}
        self.officers = {str(one.pk): one for one in officers}
        self.lines = {one.code: one for one in lines}
        choose(self, "lead", [("", "Chọn đơn vị"), *((one.code, one.name) for one in leads)])
        choose(self, "coordinators", [(one.code, one.short_name) for one in units])
        people = [(key, f"{one.full_name} ({one.unit.short_name})") for key, one in self.officers.items()]
        choose(self, "assignee", [("", "Trưởng đơn vị phân công"), *people])
        choose(self, "budget_line", [("", "Không gắn"), *((one.code, one.name) for one in lines)])

    def clean(self) -> dict[str, Any]:
        """The rows behind the choices."""
        data = super().clean() or {}
        data["lead"] = self.units.get(data.get("lead") or "")
        data["assignee"] = self.officers.get(data.get("assignee") or "")
        data["coordinators"] = [self.units[code] for code in data.get("coordinators") or ()]
        data["budget_line"] = self.lines.get(data.get("budget_line") or "")
        return data


class FollowForm(forms.Form):
    """From which day the activities open tasks."""

    day = ThreePartDateField(
        label="Mở nhiệm vụ có hạn từ ngày",
        help_text="Lần nào của hoạt động có hạn trước ngày này thì không mở.",
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter that is on: its name in the address and the words of its tag."""

    name: str
    text: str


class TaskFilterForm(forms.Form):
    """The filter panel. Names are those of the address."""

    q = forms.CharField(label="Mã hoặc nội dung", required=False, max_length=200)
    cua = forms.ChoiceField(label="Của ai", required=False, choices=[ANY, *WHOSE.items()])
    nhom = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[ANY, *((code, words) for code, (words, _) in GROUPS.items())],
    )
    han = forms.ChoiceField(label="Hạn", required=False, choices=[ANY, *DUES.items()])
    don_vi = forms.ChoiceField(label="Đơn vị chủ trì", required=False)
    loai = forms.ChoiceField(label="Loại nhiệm vụ", required=False, choices=[ANY, *TaskKind.choices])
    hoat_dong = forms.CharField(label="Hoạt động", required=False, max_length=40, widget=forms.HiddenInput)
    nam = forms.TypedChoiceField(label="Năm của hạn", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, units: Sequence[Unit], years: Sequence[int]) -> None:
        super().__init__(data)
        self.auto_id = "loc-%s"
        choose(self, "don_vi", [ANY, *((one.code, one.short_name) for one in units)])
        choose(self, "nam", [ANY, *((str(year), str(year)) for year in years)])

    def filters(self, sort: str) -> TaskFilters:
        """What to narrow by; boxes that cannot be read narrow nothing."""
        self.is_valid()
        data = self.cleaned_data
        return TaskFilters(
            text=data.get("q") or "",
            group=data.get("nhom") or "",
            due=data.get("han") or "",
            whose=data.get("cua") or "",
            unit=data.get("don_vi") or "",
            kind=data.get("loai") or "",
            activity=data.get("hoat_dong") or "",
            year=data.get("nam"),
            sort=sort if sort in SORTS else "due",
        )

    def chosen(self) -> list[Chosen]:
        """The filters that are on, in words."""
        found = []
        for name, box in self.fields.items():
            value = self.cleaned_data.get(name)
            if not value:
                continue
            choices: Any = getattr(box, "choices", ())
            words = dict(choices).get(str(value), f"“{value}”")
            found.append(Chosen(name, f"{box.label}: {words}"))
        return found
