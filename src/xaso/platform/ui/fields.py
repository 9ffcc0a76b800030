"""From a Django form field to the parameters of a GOV.UK component.

Pages write `{{ field(form.name) }}` (ui/forms.html); which component that is, and everything it is told,
is decided here, where it can be typed and tested.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from .date_input import PARTS, ThreePartDateWidget
from .problems import is_single_box, kind_of, sentences_of

OPTIONAL = " (không bắt buộc)"
DJANGO_ROWS = "10"  # what a Textarea carries when nobody chose
_PARAM_ATTRIBUTES = ("autocomplete", "inputmode", "spellcheck", "autocapitalize", "pattern")
_HTML_TYPES = {"text", "email", "tel", "password", "url", "number", "search"}


@dataclass(frozen=True)
class FieldView:
    """Which component to draw (see `kind_of`), and everything it is told."""

    kind: str
    params: dict[str, Any]


def field_view(
    bound: BoundField,
    *,
    heading: bool = False,
    classes: str = "",
    hint: str | None = None,
    inline: bool = False,
    prefix: str = "",
    suffix: str = "",
) -> FieldView:
    """What to draw for one field of a form.

    `heading`: the label is the page's h1 (one thing per page). `inline`: two short choices side by side.
    `prefix`, `suffix`: a unit beside the box ("đồng"). `hint`: replaces the field's help text.
    """
    kind = kind_of(bound)
    params: dict[str, Any] = {"name": bound.html_name, "id": bound.auto_id, "idPrefix": bound.auto_id}
    params.update(_texts(bound, hint))
    if classes:
        params["classes"] = classes
    label = {"text": bound.label + ("" if bound.field.required else OPTIONAL), "isPageHeading": heading}
    if kind in {"radios", "checkboxes", "date"} and not is_single_box(bound):
        size = "govuk-fieldset__legend--l" if heading else "govuk-fieldset__legend--s"
        params["fieldset"] = {"legend": {**label, "classes": size}}
    else:
        params["label"] = {**label, "classes": "govuk-label--l" if heading else "govuk-label--s"}
    params.update(_own(kind, bound))
    if inline:
        params["classes"] = f"{params.get('classes', '')} govuk-radios--inline".strip()
    for name, text in (("prefix", prefix), ("suffix", suffix)):
        if text:
            params[name] = {"text": text}
    return FieldView(kind, params)


def _texts(bound: BoundField, hint: str | None) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    shown = bound.help_text if hint is None else hint
    if shown:
        texts["hint"] = {"text": shown}
    if bound.errors:
        texts["errorMessage"] = {"text": sentences_of(bound)[0], "visuallyHiddenText": "Lỗi"}
    return texts


def _own(kind: str, bound: BoundField) -> dict[str, Any]:
    makers = {
        "input": _input,
        "textarea": _textarea,
        "select": _select,
        "radios": _choices,
        "checkboxes": _choices,
        "date": _date,
        "file": _file,
        "hidden": _hidden,
    }
    return makers[kind](bound)


def _attributes(bound: BoundField) -> dict[str, Any]:
    attrs = dict(bound.field.widget.attrs)
    own = {name: attrs.pop(name) for name in _PARAM_ATTRIBUTES if name in attrs}
    for taken in ("id", "class", "required", "aria-describedby"):
        attrs.pop(taken, None)
    return {**own, "attributes": attrs}


def _input(bound: BoundField) -> dict[str, Any]:
    typed = getattr(bound.field.widget, "input_type", "text")
    params = {"type": typed if typed in _HTML_TYPES else "text", **_attributes(bound)}
    if params["type"] == "number":  # spinners lose digits under a thumb; digits are asked for instead
        params.update(type="text")
        params.setdefault("inputmode", "numeric")
    limit = getattr(bound.field, "max_length", None)
    if limit:
        params["attributes"].setdefault("maxlength", limit)
    if params["type"] != "password":
        params["value"] = _text(bound.value())
    return params


def _textarea(bound: BoundField) -> dict[str, Any]:
    params = _attributes(bound)
    rows = params["attributes"].pop("rows", DJANGO_ROWS)
    rows = 5 if str(rows) == DJANGO_ROWS else rows
    params["attributes"].pop("cols", None)
    return {**params, "rows": rows, "value": _text(bound.value())}


def _select(bound: BoundField) -> dict[str, Any]:
    chosen = _text(bound.value())
    items = [{"value": value, "text": text, "selected": value == chosen} for value, text in _pairs(bound)]
    return {**_attributes(bound), "items": items}


def _choices(bound: BoundField) -> dict[str, Any]:
    if is_single_box(bound):
        return {"items": [{"value": "on", "text": bound.label, "checked": bool(bound.value())}]}
    value = bound.value()
    many = isinstance(value, (list, tuple, set))
    chosen = {_text(one) for one in value} if many else {_text(value)}
    pairs = [(value, text) for value, text in _pairs(bound) if value]
    return {"items": [{"value": value, "text": text, "checked": value in chosen} for value, text in pairs]}


def _date(bound: BoundField) -> dict[str, Any]:
    typed = ThreePartDateWidget.parts(bound.value())
    wrong = " govuk-input--error" if bound.errors else ""
    items = [
        {
            "id": f"{bound.auto_id}-{part}",
            "name": f"{bound.html_name}-{part}",
            "label": label,
            "value": value,
            "classes": f"govuk-input--width-{width}{wrong}",
        }
        for value, (part, label, width) in zip(typed, PARTS, strict=True)
    ]
    return {"items": items}


def _file(bound: BoundField) -> dict[str, Any]:
    params = _attributes(bound)
    multiple = bool(getattr(bound.field.widget, "allow_multiple_selected", False))
    return {**params, "multiple": multiple, **FILE_WORDS}


FILE_WORDS: dict[str, Any] = {
    "javascript": True,
    "chooseFilesButtonText": "Chọn tệp",
    "dropInstructionText": "hoặc kéo tệp vào đây",
    "noFileChosenText": "Chưa chọn tệp nào",
    "multipleFilesChosenText": {"other": "Đã chọn %{count} tệp", "one": "Đã chọn %{count} tệp"},
    "enteredDropZoneText": "Đang ở trong vùng thả tệp",
    "leftDropZoneText": "Đã ra khỏi vùng thả tệp",
}


def _hidden(bound: BoundField) -> dict[str, Any]:
    return {"value": _text(bound.value())}


def _pairs(bound: BoundField) -> list[tuple[str, str]]:
    choices: Iterable[Any] = getattr(bound.field.widget, "choices", ())
    pairs: list[tuple[str, str]] = []
    for value, text in choices:
        if isinstance(text, (list, tuple)):
            pairs += [(_text(inner), str(name)) for inner, name in text]
        else:
            pairs.append((_text(value), str(text)))
    return pairs


def _text(value: object) -> str:
    return "" if value is None else str(value)
