"""The plain boxes: one line, many lines, a list, radios, ticks, a date in three boxes, a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .numbers import number_words
from .values import DATE_PARTS, day_of

OPTIONAL = " (không bắt buộc)"
CHOOSE = "Chọn trong danh sách"
_DATE_LABELS = {"ngay": ("Ngày", 2), "thang": ("Tháng", 2), "nam": ("Năm", 4)}


@dataclass(frozen=True, slots=True)
class Box:
    """One component to draw.

    ``kind``: input, textarea, select, radios, checkboxes, date, file, or group (a fieldset around ``inner``).
    ``under``: boxes that belong to one of its choices, by the choice's value. ``kept``: papers already sent.
    """

    kind: str
    params: dict[str, Any]
    inner: tuple[Box, ...] = ()
    under: Mapping[str, Sequence[Box]] = field(default_factory=dict)
    kept: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What every box is told: name, label, hint, whether it may stay empty, what is wrong with it."""

    name: str
    label: str
    hint: str = ""
    required: bool = True
    error: str = ""

    def params(self, *, legend: bool = False) -> dict[str, Any]:
        """The parameters all components share; ``legend`` for those that are a group of controls."""
        text = self.label if self.required else self.label + OPTIONAL
        params: dict[str, Any] = {"name": self.name, "id": self.name, "idPrefix": self.name}
        if legend:
            params["fieldset"] = {"legend": {"text": text, "classes": "govuk-fieldset__legend--s"}}
        else:
            params["label"] = {"text": text, "classes": "govuk-label--s"}
        if self.hint:
            params["hint"] = {"text": self.hint}
        if self.error:
            params["errorMessage"] = {"text": self.error, "visuallyHiddenText": "Lỗi"}
        return params


def line(asked: Asked, value: Any, **more: Any) -> Box:
    """One line of text; ``more`` are parameters of the component."""
    shown = number_words(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
    return Box("input", {**asked.params(), "value": "" if shown is None else str(shown), **more})


def lines(asked: Asked, value: Any, limit: int) -> Box:
    """Many lines of text."""
    return Box(
        "textarea",
        {**asked.params(), "value": value or "", "rows": 5, "attributes": {"maxlength": str(limit)}},
    )


def listed(asked: Asked, value: Any, pairs: Sequence[tuple[str, str]]) -> Box:
    """A list to choose one from."""
    items = [{"value": "", "text": CHOOSE, "selected": not value}]
    items += [{"value": code, "text": text, "selected": code == value} for code, text in pairs]
    return Box("select", {**asked.params(), "items": items})


def chosen(
    asked: Asked,
    value: Any,
    pairs: Sequence[tuple[str, str]],
    under: Mapping[str, Sequence[Box]] | None = None,
    *,
    many: bool = False,
) -> Box:
    """Radios, or ticks when ``many``; ``under`` are boxes that belong to a choice."""
    picked = value if isinstance(value, list) else [value]
    items = [{"value": code, "text": text, "checked": code in picked} for code, text in pairs]
    kind = "checkboxes" if many else "radios"
    return Box(kind, {**asked.params(legend=True), "items": items}, under=under or {})


def tick(asked: Asked, value: Any, under: Sequence[Box] = ()) -> Box:
    """One tick."""
    text = asked.label if asked.required else asked.label + OPTIONAL
    params = asked.params()
    params.pop("label")
    params["items"] = [{"value": "1", "text": text, "checked": value is True}]
    return Box("checkboxes", params, under={"1": under} if under else {})


def day(asked: Asked, value: Any, *, birthday: bool = False) -> Box:
    """A date in three boxes, as typed when it was no date."""
    typed = _parts(value)
    wrong = " govuk-input--error" if asked.error else ""
    items = []
    for (part, _), auto in zip(DATE_PARTS, ("bday-day", "bday-month", "bday-year"), strict=True):
        label, width = _DATE_LABELS[part]
        item = {
            "id": f"{asked.name}-{part}",
            "name": f"{asked.name}-{part}",
            "label": label,
            "value": typed[part],
            "classes": f"govuk-input--width-{width}{wrong}",
        }
        items.append({**item, "autocomplete": auto} if birthday else item)
    return Box("date", {**asked.params(legend=True), "items": items})


def paper(asked: Asked, accept: Sequence[str], kept: Sequence[Any]) -> Box:
    """A file to choose, with those already sent."""
    endings = ",".join(f".{kind}" for kind in accept)
    return Box("file", {**asked.params(), "multiple": True, "attributes": {"accept": endings}}, kept=kept)


def group(asked: Asked, inner: Sequence[Box]) -> Box:
    """A fieldset around boxes that are one answer."""
    text = asked.label if asked.required else asked.label + OPTIONAL
    params = {"id": asked.name, "legend": text, "hint": asked.hint}
    return Box("group", params, inner=tuple(inner))


def _parts(value: Any) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {part: str(value.get(part) or "") for part, _ in DATE_PARTS}
    found = day_of(value)
    if found is None:
        return {part: "" for part, _ in DATE_PARTS}
    return {"ngay": str(found.day), "thang": str(found.month), "nam": str(found.year)}
