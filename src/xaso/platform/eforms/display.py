"""Answers shown back in words: the page before sending, the officer's record, the printed form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from xaso.kernel.wording import day_words

from . import sources
from .definition import Field, Form
from .numbers import number_words
from .values import DATE_PARTS, Answers, day_of, is_empty, walk

NOTHING = "Không điền"


class SummaryRow(NamedTuple):
    """One question and its answer in words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SummarySection:
    """The answers of one page."""

    code: str
    title: str
    rows: list[SummaryRow]


def summary(
    form: Form,
    answers: Answers,
    *,
    today: date | None = None,
    files: Mapping[str, Sequence[str]] | None = None,
) -> list[SummarySection]:
    """The visible questions with their answers in words.

    ``files``: names of papers by field code; without it papers are left out.
    """
    sections = []
    for section, fields, _ in walk(form, answers, today=today):
        rows = []
        for field in fields:
            if not field.is_file:
                rows.append(SummaryRow(field.label, answer_words(field, answers.get(field.code))))
            elif files is not None:
                rows.append(SummaryRow(field.label, ", ".join(files.get(field.code, ())) or "Chưa gửi"))
        if rows:
            sections.append(SummarySection(section.code, section.title, rows))
    return sections


def answer_words(field: Field, value: Any) -> str:
    """One answer in words; what was typed wrongly is shown as typed.

    A box that must be ticked and is not was not answered: nobody says no to it.
    """
    if field.type == "bool":
        return "Có" if value is True else NOTHING if field.required else "Không"
    if is_empty(value):
        return NOTHING
    words = _WORDS.get(field.type)
    return words(field, value) if words else str(value)


def date_words(value: Any) -> str:
    """``28/08/2026``; boxes as typed when they make no day."""
    day = day_of(value)
    if day is not None:
        return day_words(day)
    if isinstance(value, Mapping):
        return "/".join(str(value.get(part) or "…") for part, _ in DATE_PARTS)
    return str(value)


def address_words(value: Any) -> str:
    """``Số 5, Thôn Lùng Phình, Xã Lùng Phình, Tỉnh Lào Cai``."""
    if not isinstance(value, Mapping):
        return str(value)
    province = str(value.get("province") or "")
    commune = str(value.get("commune_name") or value.get("commune") or "")
    parts = [
        str(value.get("detail") or ""),
        sources.label(sources.villages(), str(value.get("village") or "")),
        sources.label(sources.communes(province), commune),
        sources.label(sources.provinces(), province),
    ]
    return ", ".join(part for part in parts if part)


def person_words(value: Any) -> str:
    """``Giàng Thị Mỷ, sinh 01/02/1990, số định danh …, ở …``."""
    if not isinstance(value, Mapping):
        return str(value)
    parts = [str(value.get("name") or "")]
    if not is_empty(value.get("date_of_birth")):
        parts.append(f"sinh {date_words(value['date_of_birth'])}")
    if value.get("id_number"):
        parts.append(f"số định danh {value['id_number']}")
    if not is_empty(value.get("address")):
        parts.append(f"ở {address_words(value['address'])}")
    return ", ".join(part for part in parts if part)


def _number(field: Field, value: Any) -> str:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number_words(value) if is_number else str(value)


def _choices(field: Field, value: Any) -> str:
    names = {option.value: option.label for option in field.options}
    chosen = value if isinstance(value, list) else [value]
    return "; ".join(names.get(str(one), str(one)) for one in chosen)


_WORDS: Mapping[str, Callable[[Field, Any], str]] = {
    "date": lambda field, value: date_words(value),
    "number": _number,
    "choice": _choices,
    "choices": _choices,
    "ethnicity": lambda field, value: sources.label(sources.ethnicities(), str(value)),
    "village": lambda field, value: sources.label(sources.villages(), str(value)),
    "address": lambda field, value: address_words(value),
    "person": lambda field, value: person_words(value),
}
