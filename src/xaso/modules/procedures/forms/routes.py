"""What keepers of the catalogue fill in to draw and publish a route. `seen`: the revision on the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from xaso.kernel.text import clean
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.platform.ui.date_input import ThreePartDateField

from ..models import Route, RouteStep
from ..rules.routes import RETURN, Step

ROLES = (
    Role.RECEIVER, Role.UNIT_HEAD, Role.SPECIALIST, Role.LEADER, Role.CLERK, Role.RETURNER, Role.CENTRE_HEAD,
)  # fmt: skip
"""Roles that hold steps of a route."""
FIELD_OFFICE = "Đơn vị phụ trách lĩnh vực"


class SeenForm(forms.Form):
    """Only the revision the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class NewRouteForm(forms.Form):
    """A new route: its name, and the one it is to be like."""

    name = forms.CharField(label="Tên quy trình", max_length=120)
    like = forms.ChoiceField(label="Bắt đầu từ", required=False)

    def __init__(self, *args: Any, routes: Sequence[Route], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Trang trống"), *((route.code, route.name) for route in routes)]
        self.fields["like"] = forms.ChoiceField(
            label="Bắt đầu từ",
            choices=choices,
            required=False,
            help_text="Chép các bước của quy trình có sẵn.",
        )


class RouteNameForm(SeenForm):
    """What the route is called and founded on."""

    name = forms.CharField(label="Tên quy trình", max_length=120)
    basis = forms.CharField(label="Căn cứ", max_length=300, required=False)
    note = forms.CharField(
        label="Ghi chú", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class StepForm(SeenForm):
    """One step."""

    kind = forms.ChoiceField(label="Loại bước", choices=RouteStep.Kind.choices)
    name = forms.CharField(
        label="Tên bước", max_length=120, help_text="Nói việc phải làm, ví dụ: Thẩm tra thực địa."
    )
    role = forms.ChoiceField(label="Ai giữ bước", choices=[(role.value, role.label) for role in ROLES])
    unit = forms.ChoiceField(label="Của đơn vị nào", required=False)
    hours = forms.DecimalField(
        label="Số giờ làm việc",
        min_value=0,
        max_value=5000,
        decimal_places=2,
        localize=True,
        required=False,
        help_text="Một ngày 8 giờ. Bước trả kết quả không tính giờ.",
    )
    may_return = forms.BooleanField(label="Được chuyển trả bước trước", required=False)
    output_kind = forms.ChoiceField(
        label="Phải có gì khi xong bước?",
        choices=[("", "Không bắt buộc"), *RouteStep.Output.choices],
        required=False,
        help_text="Chưa có thì chưa chuyển sang bước sau được.",
    )
    output = forms.CharField(
        label="Gọi tên là",
        max_length=300,
        required=False,
        help_text="Ví dụ: Biên bản xác minh tại thôn. Với giấy tờ, người giữ bước đính giấy đúng tên này.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [("", FIELD_OFFICE), *((unit.code, unit.name) for unit in org.units())]
        self.fields["unit"] = forms.ChoiceField(label="Của đơn vị nào", choices=units, required=False)

    def clean(self) -> dict[str, Any]:
        """A name without its kind, or a paper without its name, could not be held to."""
        said = super().clean() or {}
        kind, name = said.get("output_kind") or "", clean(said.get("output") or "")
        if name and not kind:
            self.add_error("output_kind", "Chọn đó là loại gì, để phần mềm biết đã có hay chưa.")
        if kind == RouteStep.Output.PAPER and not name:
            self.add_error("output", "Ghi tên giấy tờ phải có.")
        return said

    def step(self) -> Step:
        """The step as typed; call when the form is valid."""
        said = self.cleaned_data
        kind = said["output_kind"]
        timed = said["kind"] != RETURN
        return Step(
            kind=said["kind"],
            name=clean(said["name"]),
            role=said["role"],
            unit=said["unit"],
            hours=(said["hours"] or Decimal(0)) if timed else Decimal(0),
            may_return=said["may_return"],
            output=clean(said["output"]) or (RouteStep.Output(kind).label if kind else ""),
            output_kind=kind,
        )


class PublishRouteForm(SeenForm):
    """From when, by which decision, and for which further procedures."""

    valid_from = ThreePartDateField(
        label="Áp dụng từ ngày", help_text="Hồ sơ nhận trước ngày này đi tiếp quy trình cũ."
    )
    decision_number = forms.CharField(label="Số quyết định phê duyệt", max_length=80)
    decided_on = ThreePartDateField(label="Ngày ký quyết định")
    codes = forms.CharField(
        label="Thêm thủ tục dùng quy trình này",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một mã thủ tục. Thủ tục đang dùng quy trình này không phải ghi.",
    )

    def clean_codes(self) -> list[str]:
        """The codes, each once, in order."""
        return typed_codes(self.cleaned_data["codes"])


def typed_codes(text: str) -> list[str]:
    """Codes of procedures typed one a line, or parted by spaces and commas; each once, in order."""
    return list(dict.fromkeys(re.findall(r"[^\s,;]+", text)))
