"""What officers fill in about a procedure."""

from django import forms

from xaso.modules.procedures.models import Procedure


class FilingPlaceForm(forms.Form):
    """Where it is filed, and why."""

    place = forms.ChoiceField(
        label="Nộp ở đâu", choices=Procedure.FilingPlace.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="Lý do, bà con đọc được",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: Cổng tỉnh đã mở thủ tục này từ 01/4/2026.",
    )
