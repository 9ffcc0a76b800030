"""Forms and procedures side by side: which papers one asks for and the other has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from xaso.modules.procedures.models import Component, FormDefinition, ProcedureVersion
from xaso.modules.procedures.rules.form_papers import PaperMatch, match_papers
from xaso.modules.procedures.rules.forms import Definition

from .versions import GENERIC_FORM


@dataclass(frozen=True, slots=True)
class Held:
    """A form held against one version of a procedure."""

    code: str
    name: str
    match: PaperMatch


def held_against(definition: Definition, form_code: str, *, since: date) -> list[Held]:
    """The form against every version that uses it on the day or later, by name; what fits wholly is left out.

    The form for procedures without one of their own names no papers and is held against none. Two queries.
    """
    if form_code == GENERIC_FORM:
        return []
    papers = Prefetch("components", Component.objects.order_by("order"))
    rows = ProcedureVersion.objects.filter(_from(since), form_code=form_code, procedure__is_hidden=False)
    found = rows.select_related("procedure").prefetch_related(papers).order_by("sort_name", "valid_from")
    held = [
        Held(version.procedure.code, version.name, match_papers(definition, _papers(version)))
        for version in found
    ]
    return [one for one in held if one.match.strays or one.match.unasked]


def papers_of_form(form_code: str, papers: Sequence[Mapping[str, Any]], *, since: date) -> PaperMatch | None:
    """The papers of a version that begins on the day against its form; None where there is nothing to say.

    Of several versions of the form from that day on, every stray is told, and what the last leaves unasked.
    """
    if form_code in ("", GENERIC_FORM):
        return None
    rows = FormDefinition.objects.filter(_from(since), code=form_code).order_by("valid_from")
    matches = [match_papers(form.definition, papers) for form in rows]
    if not matches:
        return None
    strays = tuple(dict.fromkeys(stray for match in matches for stray in match.strays))
    return PaperMatch(strays, matches[-1].unasked, matches[-1].free)


def _from(day: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gte=day)


def _papers(version: ProcedureVersion) -> list[dict[str, Any]]:
    return [
        {"code": one.code, "name": one.name, "required": one.required} for one in version.components.all()
    ]
