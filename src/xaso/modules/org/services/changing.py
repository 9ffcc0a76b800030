"""Changing reference data at the commune: kept against the next load, told in the journal."""

import json
from datetime import datetime
from typing import Any

from django.db import models
from django.db.transaction import atomic

from xaso.modules.org.events import ReferenceChanged
from xaso.modules.org.models import CalendarDay, Setting, Unit, Village
from xaso.modules.org.services.loading import forget_reference
from xaso.platform.journal import services as journal
from xaso.platform.journal.actors import Actor, ActsAs

Editable = Setting | Village | Unit | CalendarDay


@atomic
def change_reference(row: Editable, *, by: Actor | ActsAs, at: datetime) -> None:
    """Write the row as it stands in memory, mark it as the commune's own, record what differs from before.

    A row without a key is added. Nothing is written when nothing differs.
    """
    before = _values(type(row)._default_manager.filter(pk=row.pk).first()) if row.pk else {}
    after = _values(row)
    if before == after:
        return
    row.edited_at = at
    row.save()
    differing = {name for name in after if before.get(name) != after[name]}
    fact = ReferenceChanged(
        kind=row._meta.model_name or "",
        code=str(row),
        before={name: value for name, value in before.items() if name in differing},
        after={name: value for name, value in after.items() if name in differing},
    )
    journal.record(fact, by=by, at=at, subject=f"reference:{fact.kind}:{row.pk}")
    forget_reference()


def _values(row: models.Model | None) -> dict[str, Any]:
    """The row's fields as plain values, its key and mark left out."""
    if row is None:
        return {}
    left_out = {"id", "edited_at"}
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in left_out]
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | bool | None):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
