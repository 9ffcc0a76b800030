"""Mistakes on a page: one sentence each, and a link to the box it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from xaso.kernel.errors import Invalid, Problem, Refusal

from .date_input import ThreePartDateField, ThreePartDateWidget


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary: the sentence and the box it is about."""

    text: str
    href: str = ""


_WHAT_TO_DO = {
    "select": "Hãy chọn {}.",
    "radios": "Hãy chọn {}.",
    "checkboxes": "Hãy chọn {}.",
    "file": "Hãy tải lên {}.",
}


def sentences_of(bound: BoundField) -> list[str]:
    """The errors of one field; the bare "required" becomes what to do, naming the field."""
    usual = {str(kind.default_error_messages["required"]) for kind in (forms.Field, ThreePartDateField)}
    return [_required(bound) if str(text) in usual else str(text) for text in bound.errors]


def _required(bound: BoundField) -> str:
    label = bound.label
    if is_single_box(bound):
        return f"Hãy đánh dấu vào ô “{label}”"
    if kind_of(bound) == "date":
        return f"Hãy nhập ngày, tháng, năm vào ô “{label}”."
    if label.endswith("?"):
        return f"Hãy trả lời câu “{label}”"
    is_name = label[1:2].isupper() or label[:1].isdigit()
    named = label if is_name else label[:1].lower() + label[1:]
    return _WHAT_TO_DO.get(kind_of(bound), "Hãy nhập {}.").format(named)


def kind_of(bound: BoundField) -> str:
    """The component's name: input, textarea, select, radios, checkboxes, date, file or hidden."""
    widget = bound.field.widget
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (ThreePartDateWidget, "date"),
        (forms.HiddenInput, "hidden"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkboxes"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
    )
    return next((kind for widget_class, kind in kinds if isinstance(widget, widget_class)), "input")


def is_single_box(bound: BoundField) -> bool:
    """Whether it is one box to tick, whose label stands beside it."""
    return isinstance(bound.field.widget, forms.CheckboxInput)


def form_errors(*owners: forms.BaseForm) -> list[ErrorLink]:
    """Every error of the forms, in the order of their fields, each with a link to its box."""
    found = []
    for form in owners:
        found += [ErrorLink(str(text)) for text in form.non_field_errors()]
        for bound in form:
            found += [ErrorLink(text, f"#{_first_box(bound)}") for text in sentences_of(bound)]
    return found


def errors_of(errors: Mapping[str, str | Iterable[str]]) -> list[ErrorLink]:
    """The same from a mapping of box id to sentence(s); an empty id gives a line without a link."""
    found = []
    for box, texts in errors.items():
        for text in [texts] if isinstance(texts, str) else texts:
            found.append(ErrorLink(text, f"#{box}" if box else ""))
    return found


def problem_links(problems: Iterable[Problem], prefix: str = "id_") -> list[ErrorLink]:
    """The same from the problems of an `Invalid` refusal or an e-form; a box's id is `prefix` + field."""
    return [ErrorLink(one.sentence, f"#{prefix}{one.field}" if one.field else "") for one in problems]


def refusal_links(refusal: Refusal, prefix: str | None = "id_") -> list[ErrorLink]:
    """Every sentence of a refusal: the problems of an `Invalid`, else its sentence and hint.

    `prefix` None gives no links, for a page whose boxes are not named as the service names its fields.
    """
    problems = refusal.problems if isinstance(refusal, Invalid) else []
    if not problems:
        return [ErrorLink(f"{refusal.sentence} {refusal.hint or ''}".strip())]
    return (
        [ErrorLink(one.sentence) for one in problems] if prefix is None else problem_links(problems, prefix)
    )


def _first_box(bound: BoundField) -> str:
    return bound.field.widget.id_for_label(bound.auto_id, "0") if kind_of(bound) == "date" else bound.auto_id
