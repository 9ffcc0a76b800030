"""An e-form held against the papers of a procedure: what it asks that is not there, what is there unasked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .forms import Definition, fields_of


@dataclass(frozen=True, slots=True)
class Stray:
    """A box for a paper that the procedure does not have: its label and the code it names."""

    label: str
    component: str


@dataclass(frozen=True, slots=True)
class PaperMatch:
    """How a form and the papers of a procedure fit. `free`: labels of boxes that name no paper."""

    strays: tuple[Stray, ...]
    unasked: tuple[str, ...]
    free: tuple[str, ...]


def match_papers(definition: Definition, papers: Sequence[Mapping[str, Any]]) -> PaperMatch:
    """Return the boxes that name no paper of the procedure, and its required papers that no box names.

    `papers`: each with code, name and required. Basis: our own design; onestop.md 5.6 (papers are parts of a
    procedure), 11.8 (each file is exchanged under its component).
    """
    boxes = [field for _, field in fields_of(definition) if field["type"] == "file"]
    named = [(field["label"], field["component"]) for field in boxes if field.get("component")]
    known = {paper["code"] for paper in papers}
    asked = {component for _, component in named}
    return PaperMatch(
        strays=tuple(Stray(label, component) for label, component in named if component not in known),
        unasked=tuple(paper["name"] for paper in papers if paper["required"] and paper["code"] not in asked),
        free=tuple(field["label"] for field in boxes if not field.get("component")),
    )
