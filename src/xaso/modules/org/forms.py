"""What officers type to say who stands in for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from xaso.modules.org.models import Role
from xaso.modules.org.queries.delegations import may_stand_in, roles_to_give
from xaso.platform.ui.date_input import ThreePartDateField

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class DelegationForm(forms.Form):
    """Which of the giver's roles go to whom, on which days, and why."""

    roles = forms.MultipleChoiceField(
        label="Giao những việc nào?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một việc."},
    )
    substitute = forms.ChoiceField(
        label="Ai làm thay?",
        help_text="Việc gắn với phòng thì chỉ người cùng phòng làm thay được.",
        error_messages={"required": "Hãy chọn người làm thay."},
    )
    starts_on = ThreePartDateField(label="Từ ngày", help_text="Từ hôm nay trở đi.")
    ends_on = ThreePartDateField(label="Đến hết ngày")
    reason = forms.CharField(
        label="Lý do",
        help_text="Ví dụ: nghỉ phép, đi học, đi công tác.",
        max_length=300,
        error_messages={"required": "Hãy ghi lý do vắng."},
    )
    decision = forms.CharField(
        label="Số, ngày văn bản ủy quyền",
        help_text="Cần khi làm thay việc ký, duyệt.",
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, giver: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in may_stand_in(giver)}
        roles: Any = self.fields["roles"]
        roles.choices = [(role.value, role.label) for role in roles_to_give(giver)]
        people: Any = self.fields["substitute"]
        people.choices = [("", "Chọn người"), *((key, _name(one)) for key, one in self.people.items())]

    def chosen(self) -> dict[str, Any]:
        """What `services.Absence` takes beside the giver."""
        data = self.cleaned_data
        return data | {
            "roles": [Role(one) for one in data["roles"]],
            "substitute": self.people[data["substitute"]],
        }


def _name(officer: Officer) -> str:
    return f"{officer.full_name}, {officer.position.name}, {officer.unit.short_name}"
