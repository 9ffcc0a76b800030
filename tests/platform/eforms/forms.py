"""Small definitions for tests."""

from __future__ import annotations

from typing import Any


def a_field(code: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    """One field, asked and required."""
    return {"code": code, "type": kind, "label": f"Ô {code}", "required": True, **more}


def a_section(code: str, *fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One page."""
    return {"code": code, "title": f"Phần {code}", "fields": list(fields), **more}


def a_rule(expression: str, field: str, message: str = "Chưa hợp lý.") -> dict[str, Any]:
    """One rule."""
    return {"expr": expression, "field": field, "message": message}


def a_form(
    *sections: dict[str, Any], rules: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    """A whole definition."""
    return {
        "code": "thu",
        "title": "Tờ khai thử",
        "valid_from": "2025-07-01",
        "valid_to": None,
        "basis": "Để thử.",
        "certainty": "D",
        "sections": list(sections),
        "rules": rules or [],
        **more,
    }


def yes_no(code: str, **more: Any) -> dict[str, Any]:
    """A choice of yes and no."""
    options = [{"value": "yes", "label": "Có"}, {"value": "no", "label": "Không"}]
    return a_field(code, "choice", options=options, **more)
