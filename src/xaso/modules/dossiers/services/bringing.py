"""Papers a person will bring to the counter instead of sending a picture."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.errors import Conflict
from xaso.platform.eforms.definition import Form

from ..models import Draft, DraftFile, Paper
from .drafting import form_of, locked_draft
from .papers import StoredPaper

if TYPE_CHECKING:
    from xaso.modules.procedures.models import ProcedureVersion


class SentOnly(Conflict):
    """The paper is not one whose original must be handed in, so it is sent, not brought."""

    code = "sent_only"
    default_sentence = "Giấy này không phải nộp bản chính. Bà con chụp ảnh hoặc quét rồi tải lên."


def bring_on_paper(*, draft: Draft, field_code: str, is_brought: bool, at: datetime) -> Draft:
    """Keep that the paper of a file field comes to the counter on paper, or no longer.

    Raises `SentOnly` for a paper whose component asks for no original, `Missing` for an unknown field,
    `DraftGone`. Basis: NĐ 118/2025 Đ.17 (originals are compared at the counter; detail by onestop.md 4.3, 4.13).
    """
    field = form_of(draft).field(field_code)
    with transaction.atomic():
        locked = locked_draft(draft)
        if is_brought and field.component not in _original_components(locked.version):
            raise SentOnly
        others = [code for code in locked.brought if code != field_code]
        locked.brought = [*others, field_code] if is_brought else others
        locked.saved_at = at
        locked.save(update_fields=["brought", "saved_at"])
        return locked


def brought_fields(draft: Draft, uploads: Sequence[DraftFile]) -> list[str]:
    """The file fields whose papers come on paper: said so, and nothing was sent for them."""
    sent = {upload.field_code for upload in uploads}
    return [code for code in draft.brought if code not in sent]


def brought_papers(form: Form, version: ProcedureVersion, fields: Collection[str]) -> list[StoredPaper]:
    """The rows of the papers that will be brought: originals without a file yet."""
    components = {component.code: component for component in version.components.all()} if fields else {}
    papers = []
    for field in form.fields():
        component = components.get(field.component or "")
        if field.code in fields and component is not None:
            papers.append(StoredPaper(component.pk, component.name, Paper.Medium.ORIGINAL, None))
    return papers


def _original_components(version: ProcedureVersion) -> frozenset[str]:
    rows = version.components.filter(originals__gt=0)
    return frozenset(rows.values_list("code", flat=True))
