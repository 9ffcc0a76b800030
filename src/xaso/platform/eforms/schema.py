"""The same form for programs: JSON Schema 2020-12, and checking of answers sent through the API."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import jsonschema_rs

from xaso.kernel.errors import Problem

from .answers import Files, check_all
from .definition import Field, Form
from .limits import DEFAULT_LENGTHS, LONGEST_DETAIL

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string", "minLength": 1}
_DATE = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ADDRESS = {
    "type": "object",
    "properties": {
        "province": {**_TEXT, "description": "mã tỉnh"},
        "commune": {**_TEXT, "description": "mã xã"},
        "village": {"type": "string", "description": "mã thôn của xã này"},
        "detail": {"type": "string", "maxLength": LONGEST_DETAIL},
    },
    "required": ["province", "commune"],
    "additionalProperties": False,
}
_PERSON = {
    "type": "object",
    "properties": {
        "name": {**_TEXT, "maxLength": 100},
        "id_number": {"type": "string"},
        "date_of_birth": _DATE,
        "address": _ADDRESS,
    },
    "required": ["name", "date_of_birth"],
    "additionalProperties": False,
}
_PATTERNS = {"id_number": r"^\d{12}$", "phone": r"^0\d{9,10}$"}


def json_schema(form: Form) -> dict[str, Any]:
    """The schema of the answers. Papers are sent beside the answers and are not in it.

    Questions asked under a condition are not in ``required``: `validate_json` tells when they are needed.
    """
    asked = [(section, field) for section in form.sections for field in section.fields if not field.is_file]
    return {
        "$schema": DIALECT,
        "title": form.title,
        "type": "object",
        "properties": {field.code: _property(field) for _, field in asked},
        "required": [
            field.code
            for section, field in asked
            if field.required and section.show_if is None and field.show_if is None
        ],
        "additionalProperties": False,
    }


def validate_json(form: Form, answers: Any, *, today: date, files: Files | None = None) -> list[Problem]:
    """Problems of answers sent by a program: first their shape, then conditions and rules as on the pages.

    Without ``files`` required papers are not asked for here (they come with another call).
    """
    errors = _validator(json.dumps(json_schema(form))).iter_errors(answers)
    told = {_place(error): _sentence(form, error) for error in errors}
    if told:
        return [Problem(place, sentence) for place, sentence in told.items()]
    found = check_all(form, answers, today=today, files=files or {})
    papers = {field.code for field in form.fields() if field.is_file}
    return [problem for problem in found if files is not None or problem.field not in papers]


@lru_cache(maxsize=64)
def _validator(schema: str) -> Any:
    return jsonschema_rs.Draft202012Validator(json.loads(schema), validate_formats=True)


def _property(field: Field) -> dict[str, Any]:
    about: dict[str, Any] = {"title": field.label}
    if field.hint:
        about["description"] = field.hint
    return {**about, **_shape(field)}


def _shape(field: Field) -> Mapping[str, Any]:
    values = [option.value for option in field.options]
    if field.type == "number":
        bounds = {"minimum": field.min, "maximum": field.max}
        kind = "integer" if field.decimals == 0 else "number"
        return {"type": kind, **{key: value for key, value in bounds.items() if value is not None}}
    shapes: dict[str, Mapping[str, Any]] = {
        "date": _DATE,
        "choice": {"enum": values},
        "choices": {"type": "array", "items": {"enum": values}, "uniqueItems": True},
        "bool": {"const": True} if field.required else {"type": "boolean"},
        "address": _ADDRESS,
        "person": _PERSON,
    }
    return shapes.get(field.type) or _text_shape(field)


def _text_shape(field: Field) -> dict[str, Any]:
    limit = field.max_length or DEFAULT_LENGTHS.get(field.type, 200)
    shape: dict[str, Any] = {"type": "string", "maxLength": limit}
    if field.required:
        shape["minLength"] = 1
    if field.pattern in _PATTERNS:
        shape["pattern"] = _PATTERNS[field.pattern]
        shape["maxLength"] = max(shape["maxLength"], 12)
    if field.pattern == "email":
        shape["format"] = "email"
    return shape


def _place(error: Any) -> str:
    kind = error.kind
    path = [str(part) for part in error.instance_path]
    missing = getattr(kind, "property", None)
    if missing is not None:
        path.append(str(missing))
    unexpected = getattr(kind, "unexpected", None)
    if unexpected:
        path.append(str(unexpected[0]))
    return "-".join(path) or "answers"


def _sentence(form: Form, error: Any) -> str:
    name = _place(error)
    code = name.split("-", 1)[0]
    label = next((field.label for field in form.fields() if field.code == code and not field.is_file), None)
    if code == "answers":
        return "Lời khai phải là một đối tượng JSON."
    if label is None:
        return f"Tờ khai không có ô “{code}”."
    if getattr(error.kind, "property", None) is not None:
        return f"Thiếu “{label}” ({name})."
    return f"“{label}” ({name}) chưa đúng dạng. Xem lược đồ của tờ khai."
