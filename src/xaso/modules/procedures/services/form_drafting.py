"""Drawing an e-form: begin a draft, name it, throw it away."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.transaction import atomic

from xaso.kernel.certainty import Certainty
from xaso.kernel.errors import Invalid
from xaso.kernel.text import clean, slug
from xaso.modules.procedures.models import FormDefinition, FormDraft
from xaso.modules.procedures.rules.forms import Definition
from xaso.modules.procedures.rules.routes import next_free
from xaso.modules.procedures.services.draft_changing import changing, locked, tell

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

RESERVED = "moi"
"""The word that the address of a new form uses."""
EMPTY: Definition = {"sections": [], "rules": []}


class TitleMissing(Invalid):
    """A form needs a title with letters."""

    code = "form_title_missing"
    default_sentence = "Đặt tên tờ khai, có chữ cái."


@atomic
def begin_form(*, title: str, like: FormDefinition | None, by: Officer, at: datetime) -> FormDraft:
    """Begin a draft of a new form under a code made of its title; with the fields of `like` when given.

    Raises `TitleMissing`.
    """
    words = clean(title)[:200]
    root = slug(words)[:56].strip("-")
    if not root:
        raise TitleMissing(field="title")
    taken = {
        RESERVED,
        *FormDefinition.objects.values_list("code", flat=True),
        *FormDraft.objects.values_list("code", flat=True),
    }
    code = next_free(root if root[0].isalpha() else f"to-khai-{root}"[:56], taken)
    draft = FormDraft.objects.create(
        code=code,
        title=words,
        certainty=Certainty.D,
        definition=drawn(like) if like else deepcopy(EMPTY),
        changed_at=at,
        changed_by=by,
    )
    tell(draft, "Lập bản thảo tờ khai", by=by, at=at)
    return draft


@atomic
def revise_form(*, form: FormDefinition, by: Officer, at: datetime) -> FormDraft:
    """The draft of what follows the form: the one already begun, or a new one with the form's fields."""
    held = FormDefinition.objects.select_for_update().get(pk=form.pk)
    begun = FormDraft.objects.filter(code=held.code).first()
    if begun is not None:
        return begun
    draft = FormDraft.objects.create(
        code=held.code,
        title=held.title,
        basis=held.basis,
        certainty=held.certainty,
        definition=drawn(held),
        based_on=held,
        changed_at=at,
        changed_by=by,
    )
    tell(draft, f"Lập bản thảo từ bản áp dụng từ {held.valid_from:%d/%m/%Y}", by=by, at=at)
    return draft


def drawn(form: FormDefinition) -> Definition:
    """A published form's sections and rules."""
    whole: dict[str, Any] = deepcopy(form.definition)
    return {"sections": whole["sections"], "rules": whole.get("rules") or []}


def name_form(
    *, draft: FormDraft, title: str, basis: str, certainty: str, by: Officer, at: datetime, seen: int
) -> FormDraft:
    """Give the draft its title, what it is founded on and how sure that is.

    Raises `TitleMissing`, `DraftGone`, `DraftOvertaken`.
    """
    words = clean(title)[:200]
    if not slug(words):
        raise TitleMissing(field="title")
    with changing(draft, what="Sửa tên, căn cứ", by=by, at=at, seen=seen) as held:
        held.title, held.basis, held.certainty = words, clean(basis)[:300], Certainty(certainty).value
    return held


@atomic
def discard_form(*, draft: FormDraft, by: Officer, at: datetime, seen: int) -> None:
    """Throw the draft away; what is published stays. Raises `DraftGone`, `DraftOvertaken`."""
    held = locked(draft, seen=seen)
    tell(held, "Bỏ bản thảo", by=by, at=at)
    held.delete()
