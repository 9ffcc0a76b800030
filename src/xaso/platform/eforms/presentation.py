"""From the fields of a page to boxes on the screen, drawn by the macro `eforms/section.html`.

A field whose condition looks at one choice of the same page is drawn under that choice: with a script it
appears when chosen, without one it is always there. A field whose condition cannot be tied to one choice
stands in its own place, with a hint that says when to fill it in.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import places, sources
from .boxes import Asked, Box, chosen, day, line, lines, listed, paper, tick
from .limits import DEFAULT_LENGTHS
from .values import may_show

if TYPE_CHECKING:
    from .definition import Field, Section

MOST_RADIOS = 8
_AUTOCOMPLETE = {"account.full_name": "name", "account.phone": "tel", "account.email": "email"}
_TICKED = "1"


def boxes(
    section: Section,
    values: Mapping[str, Any],
    errors: Mapping[str, str],
    files: Mapping[str, Sequence[Any]],
) -> list[Box]:
    """The boxes of a page, holding what was typed, with sentences by box name where something is wrong."""
    return _Page(section, values, errors, files).boxes()


class _Page:
    """One page being drawn."""

    def __init__(
        self,
        section: Section,
        values: Mapping[str, Any],
        errors: Mapping[str, str],
        files: Mapping[str, Sequence[Any]],
    ) -> None:
        self.values, self.errors, self.files = values, errors, files
        self.fields = [field for field in section.fields if self._may_be_asked(section, field)]
        self.parents = {field.code: _parent(field, self.fields) for field in self.fields}

    def _may_be_asked(self, section: Section, field: Field) -> bool:
        """A condition on earlier pages alone is already decided; one on this page is not."""
        if field.show_if is None or field.show_if.names & {other.code for other in section.fields}:
            return True
        return may_show(field.show_if, self.values)

    def boxes(self) -> list[Box]:
        """Those that stand by themselves; the others stand under a choice of theirs."""
        return [self._box(field) for field in self.fields if self.parents[field.code] is None]

    def _box(self, field: Field) -> Box:
        value = self.values.get(field.code)
        draw = _DRAWINGS.get(field.type)
        if draw is not None:
            return draw(self, field, value)
        return _text(self, field, value)

    def asked(self, field: Field) -> Asked:
        """What the box of a field is told."""
        hints = [field.hint, _when(field, self.fields) if self.parents[field.code] is None else ""]
        if field.legal_term and field.legal_term != field.label:
            hints.append(f"Trong giấy tờ gọi là “{field.legal_term}”.")
        hint = " ".join(text for text in hints if text)
        return Asked(
            field.code, field.label, hint, required=field.required, error=self.errors.get(field.code, "")
        )

    def under(self, field: Field) -> dict[str, list[Box]]:
        """The boxes that stand under each choice of a field."""
        found: dict[str, list[Box]] = {}
        for other in self.fields:
            parent = self.parents[other.code]
            if parent is not None and parent[0] == field.code:
                found.setdefault(parent[1], []).append(self._box(other))
        return found


def _text(page: _Page, field: Field, value: Any) -> Box:
    limit = field.max_length or DEFAULT_LENGTHS["text"]
    more: dict[str, Any] = {"attributes": {"maxlength": str(limit + 20)}}
    if field.prefill in _AUTOCOMPLETE:
        more["autocomplete"] = _AUTOCOMPLETE[field.prefill]
    match field.pattern:
        case "id_number":
            more |= {"inputmode": "numeric", "spellcheck": False, "classes": "govuk-input--width-20"}
        case "phone":
            more |= {"type": "tel", "classes": "govuk-input--width-20"}
        case "email":
            more |= {"type": "email", "spellcheck": False}
        case "name":
            more |= {"spellcheck": False}
    return line(page.asked(field), value, **more)


def _choice(page: _Page, field: Field, value: Any) -> Box:
    pairs = [(option.value, option.label) for option in field.options]
    under = page.under(field)
    if len(pairs) > MOST_RADIOS and not under:
        return listed(page.asked(field), value, pairs)
    return chosen(page.asked(field), value, pairs, under)


def _choices(page: _Page, field: Field, value: Any) -> Box:
    pairs = [(option.value, option.label) for option in field.options]
    return chosen(page.asked(field), value, pairs, page.under(field), many=True)


def _tick(page: _Page, field: Field, value: Any) -> Box:
    return tick(page.asked(field), value, page.under(field).get(_TICKED, ()))


def _number(page: _Page, field: Field, value: Any) -> Box:
    return line(page.asked(field), value, inputmode="decimal", classes="govuk-input--width-10")


def _listed(source: Callable[[], sources.Pairs]) -> Callable[[_Page, Field, Any], Box]:
    def draw(page: _Page, field: Field, value: Any) -> Box:
        pairs = source()
        return listed(page.asked(field), value, pairs) if pairs else line(page.asked(field), value)

    return draw


_DRAWINGS: Mapping[str, Callable[[_Page, Field, Any], Box]] = {
    "textarea": lambda page, field, value: lines(
        page.asked(field), value, field.max_length or DEFAULT_LENGTHS["textarea"]
    ),
    "number": _number,
    "date": lambda page, field, value: day(
        page.asked(field), value, birthday=field.prefill == "account.date_of_birth"
    ),
    "choice": _choice,
    "choices": _choices,
    "bool": _tick,
    "address": lambda page, field, value: places.address(page.asked(field), value, page.errors),
    "person": lambda page, field, value: places.person(page.asked(field), value, page.errors),
    "file": lambda page, field, value: paper(page.asked(field), field.accept, page.files.get(field.code, ())),
    "ethnicity": _listed(sources.ethnicities),
    "village": _listed(sources.villages),
}


def _parent(field: Field, fields: Sequence[Field]) -> tuple[str, str] | None:
    """The one choice of this page a field hangs on: the choosing field's code and the value."""
    if field.show_if is None:
        return None
    types = {other.code: other.type for other in fields}
    match field.show_if.tree:
        case ast.Name(id=name) if types.get(name) == "bool":
            return name, _TICKED
        case ast.Compare(
            left=ast.Name(id=name), ops=[ast.Eq()], comparators=[ast.Constant(value=str(value))]
        ):
            return (name, value) if types.get(name) == "choice" else None
        case ast.Compare(
            left=ast.Constant(value=str(value)), ops=[ast.In()], comparators=[ast.Name(id=name)]
        ):
            return (name, value) if types.get(name) == "choices" else None
        case _:
            return None


def _when(field: Field, fields: Sequence[Field]) -> str:
    """``Chỉ điền khi chọn “Ly hôn” hoặc “Góa”.``: when the condition is nothing but choices of this page."""
    if field.show_if is None:
        return ""
    chosen_labels = list(_labels(field.show_if.tree, fields))
    if not chosen_labels or None in chosen_labels:
        return ""
    return f"Chỉ điền khi chọn {' hoặc '.join(f'“{label}”' for label in chosen_labels)}."


def _labels(node: ast.expr, fields: Sequence[Field]) -> Iterator[str | None]:
    match node:
        case ast.BoolOp(op=ast.Or(), values=parts):
            for part in parts:
                yield from _labels(part, fields)
        case ast.Compare(
            left=ast.Name(id=name), ops=[ast.Eq()], comparators=[ast.Constant(value=str(value))]
        ):
            options = [option for other in fields if other.code == name for option in other.options]
            yield next((option.label for option in options if option.value == value), None)
        case _:
            yield None
