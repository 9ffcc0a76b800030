"""A filing in progress takes papers from the filer's own store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict

from ..models import Draft, DraftFile
from .asking import held_papers
from .drafting import form_of, locked_draft

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.citizens.queries import StoreOffer
    from xaso.modules.procedures.models import Component
    from xaso.platform.eforms.definition import Field


class NotOffered(Conflict):
    """The paper is not in the person's store, or not for this."""

    code = "not_offered"
    default_sentence = "Giấy này không lấy từ kho được nữa. Tải lại trang, hoặc tải tệp mới lên."


@dataclass(frozen=True, slots=True)
class Held:
    """A paper of the procedure that lies in the filer's store."""

    component: Component
    offer: StoreOffer


class Shelf:
    """What the filer's own store holds for a draft; empty for one who files for another. Two queries."""

    def __init__(self, draft: Draft, *, today: date) -> None:
        components = [] if draft.for_other else list(draft.version.components.all())
        found = held_papers(draft.owner, components, today=today)
        self._held = [Held(one, found[one.pk]) for one in components if one.pk in found]
        self._named = {
            field.component for field in form_of(draft).fields() if field.is_file and field.component
        }

    def for_field(self, field: Field) -> list[Held]:
        """What may stand for a file field: its own paper; where it names none, those no other field names."""
        if field.component:
            return [one for one in self._held if one.component.code == field.component]
        return [one for one in self._held if one.component.code not in self._named]


def take_from_store(*, draft: Draft, field_code: str, item_id: UUID, by: Person, at: datetime) -> DraftFile:
    """Put a paper of the filer's own store into the draft instead of a new file; twice is once.

    Raises `NotOffered` when the person files for another, or the paper is not offered for this field;
    `Missing` for an unknown field. Basis: NĐ 224/2026 Đ.18 k.4 (by onestop.md 6.8).
    """
    field = form_of(draft).field(field_code)
    offered = Shelf(draft, today=local_date(at)).for_field(field) if draft.owner_id == by.pk else []
    held = next((one for one in offered if one.offer.item.public_id == item_id), None)
    if held is None:
        raise NotOffered
    with transaction.atomic():
        locked = locked_draft(draft)
        locked.brought = [code for code in locked.brought if code != field_code]
        locked.saved_at = at
        locked.save(update_fields=["brought", "saved_at"])
        item = held.offer.item
        told = {"component_code": held.component.code, "file": item.file, "added_at": at}
        found, _ = DraftFile.objects.get_or_create(
            draft=locked, field_code=field_code, item=item, defaults=told
        )
        return found
