"""How many units of a rate somebody asks for, by the answers of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BY_PAGE, BY_COPY = "trang", "bản"
MOST = 9999


def counted(unit: str, answers: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return how many units and copies a form's answers ask for at a rate by that unit; None when unsaid.

    By the page: `pages` of each copy and `copies`. By the copy: `copies`. Any other unit: one a dossier.
    Basis: Luật 97/2015 Đ.14 (by the table's unit); the codes of the forms are our own convention. What is not
    said an officer counts.
    """
    copies = _whole(answers.get("copies"), 1)
    if unit == BY_PAGE:
        pages = _whole(answers.get("pages"), 0)
        return (pages, copies) if pages else None
    return (copies, 1) if unit == BY_COPY else (1, 1)


def _whole(value: object, default: int) -> int:
    """A whole number above zero that an answer says; the default for anything else."""
    text = str(value).strip() if value is not None else ""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) <= MOST else default
