"""A date typed in three boxes: day, month, year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = (("ngay", "Ngày", 2), ("thang", "Tháng", 2), ("nam", "Năm", 4))


class ThreePartDateWidget(forms.Widget):
    """Three boxes named `<name>-ngay`, `<name>-thang`, `<name>-nam`; keeps what was typed, right or wrong."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str, str]:
        day, month, year = (str(data.get(f"{name}-{part}", "")).strip() for part, _, _ in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part, _, _ in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-{PARTS[0][0]}" if id_ else id_

    @staticmethod
    def parts(value: object) -> tuple[str, str, str]:
        """Day, month, year as text, from what was typed, from a date or from 2026-11-24."""
        if isinstance(value, dt.date):
            return str(value.day), str(value.month), str(value.year)
        if isinstance(value, (tuple, list)) and len(value) == 3:
            return str(value[0]), str(value[1]), str(value[2])
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            return day.lstrip("0"), month.lstrip("0"), year
        return "", "", ""


class ThreePartDateField(forms.Field):
    """A date in three boxes; every mistake is answered with what to change.

    Cleans to `datetime.date`, or None when it is empty and not required.
    """

    widget = ThreePartDateWidget
    default_error_messages = {"required": "Hãy nhập ngày, tháng, năm."}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return ThreePartDateWidget.parts(initial) != ThreePartDateWidget.parts(data)

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.date) or value is None:
            return value
        typed = ThreePartDateWidget.parts(value)
        if not any(typed):
            return None
        missing = [label.lower() for text, (_, label, _) in zip(typed, PARTS, strict=True) if not text]
        if missing:
            raise ValidationError(f"Còn thiếu {' và '.join(missing)}.", code="incomplete")
        return self._date(*typed)

    @staticmethod
    def _date(day: str, month: str, year: str) -> dt.date:
        if not (day.isascii() and month.isascii() and year.isascii() and (day + month + year).isdigit()):
            raise ValidationError("Ngày, tháng, năm chỉ gồm chữ số, ví dụ 27 3 1985.", code="not_digits")
        if len(year) != 4:
            raise ValidationError("Hãy nhập năm đủ 4 chữ số, ví dụ 1985.", code="short_year")
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError as problem:
            told = f"Không có ngày {day}/{month}/{year} trong lịch. Hãy xem lại."
            raise ValidationError(told, code="no_such_day") from problem
