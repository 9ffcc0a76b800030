"""An e-form as it is drawn: its definition as plain values, and how one becomes the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xaso.kernel.text import slug

from .routes import next_free

Definition = dict[str, Any]
TYPES = {
    "text": "Chữ, một dòng",
    "textarea": "Chữ, nhiều dòng",
    "number": "Số",
    "date": "Ngày",
    "choice": "Chọn một",
    "choices": "Chọn nhiều",
    "bool": "Đánh dấu",
    "address": "Địa chỉ",
    "person": "Người",
    "file": "Giấy tờ tải lên",
    "ethnicity": "Dân tộc",
    "village": "Thôn",
}
FIELD: Mapping[str, Any] = {
    "code": "", "type": "text", "label": "", "hint": None, "required": False, "legal_term": None,
    "min": None, "max": None, "max_length": None, "decimals": None, "pattern": None, "options": [],
    "prefill": None, "show_if": None, "accept": [], "component": None,
    "meaning": None,
}  # fmt: skip
"""Every property of a field as it is when nothing is said."""
OF_TYPES: Mapping[str, frozenset[str]] = {
    "options": frozenset({"choice", "choices"}),
    "min": frozenset({"number"}),
    "max": frozenset({"number"}),
    "decimals": frozenset({"number"}),
    "max_length": frozenset({"text", "textarea"}),
    "pattern": frozenset({"text"}),
    "accept": frozenset({"file"}),
    "component": frozenset({"file"}),
}
"""Properties that only fields of some types have."""
PAPERS = ["pdf", "jpg", "png"]
NOT_CODES = {"today", "form"}


def has(kind: str, name: str) -> bool:
    """Return whether fields of the type have the property.

    Basis: our own design; the shape of forms is that of `platform/eforms`.
    """
    return kind in OF_TYPES.get(name, {kind})


def new_field(definition: Definition, *, kind: str, label: str) -> dict[str, Any]:
    """Return a field of the type under a code of its own, made of the label.

    Basis: our own design.
    """
    code = free_code(label, {field["code"] for _, field in fields_of(definition)}, "o")
    return {
        **FIELD,
        "options": [],
        "accept": PAPERS if kind == "file" else [],
        "code": code,
        "type": kind,
        "label": label,
    }


def new_section(definition: Definition, *, title: str, intro: str) -> dict[str, Any]:
    """Return a section without fields under a code of its own, made of the title.

    Basis: our own design.
    """
    code = free_code(title, {section["code"] for section in definition["sections"]}, "phan")
    return {"code": code, "title": title, "intro": intro or None, "show_if": None, "fields": []}


def free_code(words: str, taken: set[str], usual: str) -> str:
    """Return a code made of the words that nobody has: letters, figures, underlines, a letter first.

    Basis: our own design.
    """
    code = slug(words).replace("-", "_")[:40].strip("_") or usual
    if not code[0].isalpha():
        code = f"{usual}_{code}"
    return next_free(code, taken | NOT_CODES, "_")


def fields_of(definition: Definition) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield every field with its section, in the order of the form.

    Basis: our own design.
    """
    for section in definition["sections"]:
        for field in section["fields"]:
            yield section, field


def fields_before(definition: Definition, section: int, field: int | None = None) -> list[dict[str, Any]]:
    """Return the fields a condition may look at: those before the section, or before the field in it.

    Basis: our own design; later fields have no answer yet, papers have none at all.
    """
    earlier = [one for part in definition["sections"][:section] for one in part["fields"]]
    if field is not None:
        earlier += definition["sections"][section]["fields"][:field]
    return [one for one in earlier if one["type"] != "file"]


def options_of(lines: str, before: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the choices typed one a line, each `nhãn` or `mã | nhãn`; a label known before keeps its value.

    Basis: our own design; answers are kept by value, so that a label may be worded anew.
    """
    known = {option["label"]: option["value"] for option in before}
    found: list[dict[str, str]] = []
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        value, bar, label = (part.strip() for part in line.partition("|"))
        if not bar:
            taken = {option["value"] for option in found}
            label, value = value, known.get(value) or free_code(value, taken, "lua_chon")
        found.append({"value": value, "label": label})
    return found


def option_lines(options: Sequence[Mapping[str, str]]) -> str:
    """Return the choices as they are typed: `mã | nhãn`, one a line.

    Basis: our own design.
    """
    return "\n".join(f"{option['value']} | {option['label']}" for option in options)


def kept_properties(field: Mapping[str, Any]) -> dict[str, Any]:
    """Return the field with only the properties its type has; the others are as when nothing is said.

    Basis: our own design.
    """
    return {name: value if has(field["type"], name) else FIELD[name] for name, value in field.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between two definitions: what happened (thêm, bỏ, sửa), and to what."""

    verb: str
    what: str


def differences(before: Definition | None, after: Definition) -> list[Difference]:
    """Return what is new, gone and changed, by sections, fields and rules.

    Basis: our own design.
    """
    old, new = _parts(before), _parts(after)
    found = [Difference("thêm", words) for key, (words, _) in new.items() if key not in old]
    found += [Difference("bỏ", words) for key, (words, _) in old.items() if key not in new]
    found += [
        Difference("sửa", words) for key, (words, said) in new.items() if key in old and old[key][1] != said
    ]
    return found


def _parts(definition: Definition | None) -> dict[tuple[str, str], tuple[str, Any]]:
    """Every section, field and rule by what it is known by, with its words and what it says."""
    if definition is None:
        return {}
    found: dict[tuple[str, str], tuple[str, Any]] = {
        ("form", "title"): ("tên tờ khai", definition.get("title")),
    }
    for section in definition["sections"]:
        said = {name: section.get(name) or None for name in ("title", "intro", "show_if")}
        found["section", section["code"]] = (f"phần “{section['title']}”", said)
    for section, field in fields_of(definition):
        whole = {**FIELD, **field, "section": section["code"]}
        found["field", field["code"]] = (f"ô “{field['label']}”", {k: v or None for k, v in whole.items()})
    for rule in definition.get("rules") or []:
        found["rule", rule["message"]] = (f"điều kiện “{rule['message']}”", rule)
    return found


def place_words(definition: Definition, place: str) -> str:
    """Return where a problem is, in words: `Phần › Ô`, from the place that reading a definition names.

    Basis: our own design.
    """
    rule = re.fullmatch(r"rules\.(\d+)", place)
    if rule:
        return f"Điều kiện kiểm tra {rule.group(1)}"
    code, _, field = place.partition(".")
    titles = {section["code"]: section["title"] for section in definition["sections"]}
    labels = {
        (section["code"], one["code"]): one["label"] or one["code"] for section, one in fields_of(definition)
    }
    if code not in titles:
        return "Tờ khai"
    return f"{titles[code]} › {labels[code, field]}" if (code, field) in labels else titles[code]
