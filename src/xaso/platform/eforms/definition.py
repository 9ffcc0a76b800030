"""What a form is, and reading one from its JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from xaso.kernel.codes import canonical_json
from xaso.kernel.errors import Invalid, Missing, Problem

from .boxes import Box
from .expressions import Expression
from .presentation import boxes
from .reading_definition import DefinitionReader


class BrokenForm(Invalid):
    """The definition of a form is not sound; ``problems`` name section and field (``mother.mother_name``)."""

    code = "broken_form"
    default_sentence: ClassVar[str] = "Định nghĩa biểu mẫu có chỗ sai. Sửa các chỗ được nêu rồi nạp lại."


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``min`` and ``max`` bound numbers; ``show_if`` None means always asked."""

    code: str
    type: str
    label: str
    hint: str = ""
    required: bool = False
    legal_term: str = ""
    min: float | None = None
    max: float | None = None
    max_length: int | None = None
    decimals: int | None = None
    pattern: str | None = None
    options: tuple[Option, ...] = ()
    prefill: str | None = None
    show_if: Expression | None = None
    accept: tuple[str, ...] = ()
    component: str | None = None
    meaning: str = ""
    """What it asks, whatever the form (see `sharing`); empty: it stands for itself alone."""

    @property
    def is_file(self) -> bool:
        """Whether it asks for a paper; papers are not part of the answers."""
        return self.type == "file"


@dataclass(frozen=True, slots=True)
class Section:
    """One page of questions."""

    code: str
    title: str
    intro: str
    show_if: Expression | None
    fields: tuple[Field, ...]

    @property
    def has_files(self) -> bool:
        """Whether the page must be sent as multipart."""
        return any(field.is_file for field in self.fields)

    def boxes(
        self,
        values: Mapping[str, Any],
        errors: Mapping[str, str] | None = None,
        files: Mapping[str, Sequence[Any]] | None = None,
    ) -> list[Box]:
        """What to draw for this page (see `presentation.boxes`); for the macro `eforms/section.html`."""
        return boxes(self, values, errors or {}, files or {})


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must be true of the answers; said at ``field`` when it is not."""

    expression: Expression
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was read and found sound. Never changes; safe to keep."""

    code: str
    title: str
    basis: str
    certainty: str
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...]

    def fields(self) -> Iterator[Field]:
        """Every field, in the order of the form."""
        for section in self.sections:
            yield from section.fields

    def section(self, code: str) -> Section:
        """The section of this code. Raises `Missing` (404) for another."""
        found = next((section for section in self.sections if section.code == code), None)
        if found is None:
            raise Missing("Tờ khai không có phần này. Quay lại trang trước.")
        return found

    def field(self, code: str) -> Field:
        """The field of this code. Raises `Missing` for another."""
        found = next((field for field in self.fields() if field.code == code), None)
        if found is None:
            raise Missing("Tờ khai không có ô này.")
        return found

    def section_of(self, field_name: str) -> Section:
        """The section that holds a field, by its code or by a problem's field (``mother-name``)."""
        code = field_name.split("-", 1)[0]
        return next(s for s in self.sections if any(field.code == code for field in s.fields))


def parse(data: Mapping[str, Any]) -> Form:
    """Read a definition (shape: docs of the commune pack, folder ``eforms``).

    Raises `BrokenForm` naming every problem at once: unknown keys and types, codes used twice, options
    missing, broken expressions, unknown names, conditions on later fields, values no option has, sections
    never reached. The result is cached by content, so reading a definition for every request costs little.
    """
    return _parsed(canonical_json(data))


@lru_cache(maxsize=64)
def _parsed(text: str) -> Form:
    reader = DefinitionReader(json.loads(text))
    raw = reader.read()
    if reader.problems:
        raise BrokenForm(problems=[Problem(place, sentence) for place, sentence in reader.problems])
    return Form(
        code=raw["code"],
        title=raw["title"],
        basis=raw["basis"] or "",
        certainty=raw["certainty"],
        sections=tuple(_section(section, reader) for section in raw["sections"]),
        rules=tuple(
            Rule(reader.rules[number], rule["field"], rule["message"])
            for number, rule in enumerate(raw["rules"])
        ),
    )


def _section(raw: Mapping[str, Any], reader: DefinitionReader) -> Section:
    return Section(
        code=raw["code"],
        title=raw["title"],
        intro=raw.get("intro") or "",
        show_if=reader.conditions.get(raw["code"]),
        fields=tuple(_field(field, raw["code"], reader) for field in raw["fields"]),
    )


def _field(raw: Mapping[str, Any], section: str, reader: DefinitionReader) -> Field:
    return Field(
        code=raw["code"],
        type=raw["type"],
        label=raw["label"],
        hint=raw.get("hint") or "",
        required=raw.get("required", False),
        legal_term=raw.get("legal_term") or "",
        min=raw.get("min"),
        max=raw.get("max"),
        max_length=raw.get("max_length"),
        decimals=raw.get("decimals"),
        pattern=raw.get("pattern"),
        options=tuple(Option(option["value"], option["label"]) for option in raw.get("options") or ()),
        prefill=raw.get("prefill"),
        show_if=reader.conditions.get(f"{section}.{raw['code']}"),
        accept=tuple(raw.get("accept") or ()),
        component=raw.get("component"),
        meaning=raw.get("meaning") or "",
    )
