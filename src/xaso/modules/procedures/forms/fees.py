"""What keepers fill in to write a fee table. `seen`: the revision on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from xaso.kernel.certainty import Certainty
from xaso.kernel.money import grouped, parse_dong
from xaso.kernel.text import clean
from xaso.modules.payments.queries.words import GROUPS, KINDS, MOMENTS
from xaso.modules.payments.services.fee_drafting import HeadFacts, TariffItem, TariffRelief
from xaso.platform.ui.date_input import ThreePartDateField

from .routes import SeenForm, typed_codes

MOST = 2_000_000_000
CHANNELS = [("", "Mọi cách nộp"), ("online", "Nộp trực tuyến"), ("direct", "Nộp trực tiếp")]
GRADES = [
    (Certainty.A.value, "Đã đọc văn bản, từng mức khớp"),
    (Certainty.B.value, "Lấy lại từ nguồn khác"),
    (Certainty.R.value, "Theo trí nhớ, chưa kiểm chứng"),
]


class WholeDongField(forms.CharField):
    """Whole đồng: 8.000."""

    def clean(self, value: Any) -> Any:
        """The number; a sentence for anything else."""
        text = super().clean(value)
        return _dong(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """A number as it is written in Vietnam."""
        return grouped(value) if isinstance(value, int) else value


class TiersField(forms.CharField):
    """Steps, one a line: ``3: 1.000``."""

    def clean(self, value: Any) -> Any:
        """Pairs of a unit and đồng; a sentence for anything else."""
        return tuple(_tier(line) for line in super().clean(value).splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        """Pairs as lines."""
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{start}: {grouped(amount)}" for start, amount in value)


class NewTableForm(forms.Form):
    """A table that is not there yet."""

    name = forms.CharField(
        label="Tên biểu thu", max_length=200, help_text="Ví dụ: Lệ phí hộ tịch.",
        error_messages={"required": "Đặt tên biểu thu."},
    )  # fmt: skip


class FeeHeadForm(SeenForm):
    """Its name, the document it rests on, its days, how sure we are."""

    name = forms.CharField(label="Tên biểu thu", max_length=200)
    document = forms.CharField(
        label="Số, ký hiệu văn bản", max_length=120,
        help_text="Ví dụ: Nghị quyết 12/2026/NQ-HĐND.",
        error_messages={"required": "Ghi số, ký hiệu văn bản quy định mức thu."},
    )  # fmt: skip
    document_on = ThreePartDateField(label="Ngày ban hành")
    issuer = forms.CharField(
        label="Cơ quan ban hành", max_length=160, help_text="Ví dụ: Hội đồng nhân dân tỉnh.",
        error_messages={"required": "Ghi cơ quan ban hành văn bản."},
    )  # fmt: skip
    valid_from = ThreePartDateField(
        label="Áp dụng từ ngày", help_text="Khoản thu lập trước ngày này giữ mức cũ."
    )
    valid_to = ThreePartDateField(
        label="Áp dụng đến hết ngày", required=False, help_text="Để trống khi chưa biết."
    )
    certainty = forms.ChoiceField(
        label="Mức thu trong biểu", choices=GRADES, widget=forms.RadioSelect,
        error_messages={"required": "Chọn đã đối chiếu với văn bản hay chưa."},
    )  # fmt: skip
    note = forms.CharField(
        label="Ghi chú", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def facts(self) -> HeadFacts:
        """As typed; call when the form is valid."""
        return HeadFacts(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class FeeItemForm(SeenForm):
    """One fee or charge."""

    name = forms.CharField(
        label="Tên khoản", max_length=300, error_messages={"required": "Ghi tên khoản thu."}
    )
    kind = forms.ChoiceField(
        label="Loại", choices=KINDS, widget=forms.RadioSelect,
        help_text="Phí bù chi phí dịch vụ; lệ phí là mức ấn định khi giải quyết việc nhà nước. Hai sổ riêng.",
        error_messages={"required": "Chọn phí hay lệ phí."},
    )  # fmt: skip
    unit = forms.CharField(
        label="Đơn vị tính", max_length=40,
        help_text="“trang” thì nhân số trang và số bản; “bản” thì nhân số bản; đơn vị khác tính một lần.",
        error_messages={"required": "Ghi đơn vị tính."},
    )  # fmt: skip
    amount = WholeDongField(
        label="Mức một đơn vị", max_length=20, help_text="Không thu thì ghi 0.",
        error_messages={"required": "Ghi mức thu; không thu thì ghi 0."},
    )  # fmt: skip
    tiers = TiersField(
        label="Bậc", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mức khác từ đơn vị thứ mấy. Mỗi dòng một bậc, ví dụ 3: 1.000.",
    )  # fmt: skip
    ceiling = WholeDongField(label="Tối đa một bản", max_length=20, required=False)
    moment = forms.ChoiceField(label="Thu lúc nào", choices=MOMENTS, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label="Áp dụng cho", choices=CHANNELS, required=False)
    services = forms.CharField(
        label="Thủ tục thu khoản này", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một mã thủ tục.",
    )  # fmt: skip
    basis = forms.CharField(
        label="Căn cứ riêng", max_length=400, required=False, help_text="Khi khác văn bản của biểu."
    )
    note = forms.CharField(
        label="Ghi chú", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_services(self) -> tuple[str, ...]:
        """The codes, each once, in order."""
        return tuple(typed_codes(self.cleaned_data["services"]))

    def item(self) -> TariffItem:
        """The item as typed, without a code; call when the form is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        texts = {name: clean(said[name]) for name in ("name", "unit", "basis", "note")}
        return TariffItem(code="", **(said | texts))


class FeeReliefForm(SeenForm):
    """Who pays less, by how much, by which document."""

    group = forms.ChoiceField(label="Nhóm được miễn, giảm", choices=GROUPS)
    percent = forms.IntegerField(
        label="Được giảm", min_value=1, max_value=100, help_text="Miễn thì ghi 100.",
        error_messages={"required": "Ghi phần trăm; miễn thì ghi 100."},
    )  # fmt: skip
    basis = forms.CharField(
        label="Căn cứ", max_length=400, help_text="Số, ký hiệu văn bản và điều.",
        error_messages={"required": "Ghi văn bản làm căn cứ miễn, giảm."},
    )  # fmt: skip
    valid_from = ThreePartDateField(label="Từ ngày", required=False)
    valid_to = ThreePartDateField(label="Đến hết ngày", required=False)

    def relief(self) -> TariffRelief:
        """As typed; call when the form is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return TariffRelief(**(said | {"basis": clean(said["basis"])}))


class FeeExampleForm(forms.Form):
    """A made-up dossier: for what, how many pages and copies, who pays, on which day."""

    what = forms.ChoiceField(label="Thủ tục hoặc khoản", required=False)
    pages = forms.IntegerField(label="Số trang", min_value=1, max_value=9999)
    copies = forms.IntegerField(label="Số bản", min_value=1, max_value=9999)
    groups = forms.MultipleChoiceField(
        label="Người nộp thuộc nhóm", choices=GROUPS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"] = forms.ChoiceField(
            label="Thủ tục hoặc khoản", required=False, choices=[("", "Mọi khoản của biểu"), *choices]
        )


class FeeFileForm(SeenForm):
    """A table as a file."""

    upload = forms.FileField(
        label="Tệp biểu thu", help_text="Excel (.xlsx) xuất từ trang này, nhiều nhất 5 MB.",
        error_messages={"required": "Chọn tệp biểu thu.", "empty": "Tệp không có gì bên trong."},
    )  # fmt: skip


class AttachForm(forms.Form):
    """At which item of a table a procedure is charged."""

    place = forms.ChoiceField(
        label="Khoản thu", widget=forms.RadioSelect, error_messages={"required": "Chọn khoản thu."}
    )

    def __init__(self, *args: Any, items: Sequence[TariffItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["place"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [(item.code, f"{item.name}: {item.rate_words}") for item in items]


def day_of(text: str) -> date | None:
    """The day in an address, ``2027-01-01``; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _dong(text: str) -> int:
    try:
        amount = int(parse_dong(text))
    except ValueError:
        raise ValidationError("Ghi số tiền nguyên đồng, ví dụ 8.000.", code="no_money") from None
    if amount > MOST:
        raise ValidationError("Số tiền quá lớn. Xem lại số 0.", code="too_much")
    return amount


def _tier(line: str) -> tuple[int, int]:
    start, colon, amount = line.partition(":")
    if not colon or not start.strip().isdecimal():
        raise ValidationError(
            "Mỗi dòng ghi: từ đơn vị thứ mấy, hai chấm, số đồng. Ví dụ 3: 1.000.", code="no_tier"
        )
    return int(start), _dong(amount)
