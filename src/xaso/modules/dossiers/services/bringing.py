"""Papers that come otherwise than as a file: brought to the counter, or sent with an earlier filing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from xaso.platform.eforms.answers import visible_fields
from xaso.platform.eforms.definition import Form

from ..models import Draft, DraftFile, Paper
from .papers import StoredPaper

if TYPE_CHECKING:
    from xaso.modules.procedures.models import ProcedureVersion


@dataclass(frozen=True, slots=True)
class SentBefore:
    """A paper handed in, or to be brought, with an earlier form of the group."""

    procedure: str
    files: tuple[DraftFile, ...]
    is_brought: bool


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


def shared_papers(
    form: Form, version: ProcedureVersion, before: Mapping[str, SentBefore]
) -> list[StoredPaper]:
    """The rows of papers that came with an earlier filing of the group: the same stored files, noted again.

    Basis: NĐ 224/2026 Đ.18 k.4 (nobody brings twice what the commune already has), by onestop.md 6.8.
    """
    components = {component.code: component for component in version.components.all()} if before else {}
    papers = []
    for code, sent in before.items():
        field = form.field(code)
        component = components.get(field.component or "")
        pk, name = (component.pk, component.name) if component else (None, field.label)
        for one in sent.files:
            medium = one.item.medium if one.item is not None else Paper.Medium.ELECTRONIC
            papers.append(StoredPaper(pk, name, medium, one.file, shared=True))
        if not sent.files:
            papers.append(StoredPaper(pk, name, Paper.Medium.ORIGINAL, None, shared=True))
    return papers
