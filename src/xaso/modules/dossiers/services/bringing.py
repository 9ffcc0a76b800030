"""Papers a person will bring to the counter instead of sending a picture, as a filing takes them in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from xaso.platform.eforms.answers import visible_fields
from xaso.platform.eforms.definition import Form

from ..models import Draft, DraftFile, Paper
from .papers import StoredPaper

if TYPE_CHECKING:
    from xaso.modules.procedures.models import ProcedureVersion


def brought_fields(form: Form, draft: Draft, uploads: Sequence[DraftFile], today: date) -> list[str]:
    """The file fields whose papers come on paper: asked for, said so, and nothing was sent for them."""
    sent = {upload.field_code for upload in uploads}
    asked = {field.code for field in visible_fields(form, draft.answers, today=today)}
    return [code for code in draft.brought if code in asked - sent]


def brought_papers(form: Form, version: ProcedureVersion, fields: Collection[str]) -> list[StoredPaper]:
    """The rows of the papers that will be brought: originals without a file yet."""
    components = {component.code: component for component in version.components.all()} if fields else {}
    papers = []
    for field in form.fields():
        component = components.get(field.component or "")
        if field.code in fields and component is not None:
            papers.append(StoredPaper(component.pk, component.name, Paper.Medium.ORIGINAL, None))
    return papers
