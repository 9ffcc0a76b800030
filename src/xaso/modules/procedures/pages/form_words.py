"""An e-form's sections, fields and conditions in the words of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..rules.conditions import TESTS, WITHOUT_VALUE, as_simple
from ..rules.forms import TYPES, Definition, fields_of


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: its places (from 0) in the form, what it is, when it is asked, what is wrong with it."""

    section: int
    place: int
    code: str
    label: str
    facts: str
    when: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section with its fields."""

    place: int
    code: str
    title: str
    intro: str
    when: str
    fields: list[FieldRow]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule."""

    place: int
    message: str
    field: str
    expr: str
    problems: tuple[str, ...] = ()


@dataclass
class Rows:
    """All that a form has."""

    sections: list[SectionRow] = field(default_factory=list)
    rules: list[RuleRow] = field(default_factory=list)


def rows_of(definition: Definition, problems: Mapping[str, Sequence[str]] | None = None) -> Rows:
    """The form in words; `problems`: sentences by the place that reading names."""
    found = problems or {}
    fields = {one["code"]: one for _, one in fields_of(definition)}
    rows = Rows()
    for place, section in enumerate(definition["sections"]):
        rows.sections.append(
            SectionRow(
                place=place,
                code=section["code"],
                title=section["title"],
                intro=section.get("intro") or "",
                when=when_words(section.get("show_if"), fields),
                fields=[
                    _field_row(place, number, one, section["code"], fields, found)
                    for number, one in enumerate(section["fields"])
                ],
                problems=tuple(found.get(section["code"], ())),
            )
        )
    for place, rule in enumerate(definition.get("rules") or []):
        label = fields[rule["field"]]["label"] if rule["field"] in fields else rule["field"]
        told = tuple(found.get(f"rules.{place + 1}", ()))
        rows.rules.append(RuleRow(place, rule["message"], label, rule["expr"], told))
    return rows


def _field_row(  # noqa: PLR0917 - each is a different thing
    section: int,
    place: int,
    one: Mapping[str, Any],
    section_code: str,
    fields: Mapping[str, Mapping[str, Any]],
    problems: Mapping[str, Sequence[str]],
) -> FieldRow:
    return FieldRow(
        section=section,
        place=place,
        code=one["code"],
        label=one["label"],
        facts=_facts(one),
        when=when_words(one.get("show_if"), fields),
        problems=tuple(problems.get(f"{section_code}.{one['code']}", ())),
    )


def _facts(one: Mapping[str, Any]) -> str:
    parts = [TYPES.get(one["type"], one["type"]), "bắt buộc" if one.get("required") else "không bắt buộc"]
    options = one.get("options") or []
    if options:
        parts.append(f"{len(options)} lựa chọn")
    if one.get("prefill"):
        parts.append("điền sẵn từ tài khoản")
    if one.get("component"):
        parts.append(f"thành phần {one['component']}")
    return " · ".join(parts)


def when_words(show_if: str | None, fields: Mapping[str, Mapping[str, Any]]) -> str:
    """`Hiện khi “Chết ở đâu” là “Cơ sở y tế”`; an expression of more than one test stands as written."""
    if not show_if:
        return ""
    simple = as_simple(show_if)
    if simple is None or simple.field not in fields:
        return f"Hiện khi: {show_if}"
    asked = fields[simple.field]
    labels = {option["value"]: option["label"] for option in asked.get("options") or []}
    value = f" “{labels.get(simple.value, simple.value)}”" if simple.test not in WITHOUT_VALUE else ""
    return f"Hiện khi “{asked['label']}” {TESTS[simple.test]}{value}"
