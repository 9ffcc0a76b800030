"""Loading what procedures stand on: fields and e-forms."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.transaction import atomic

from xaso.modules.org import queries as org
from xaso.modules.org.services import Loaded, Row, announce_load, upsert
from xaso.modules.procedures.models import Field, FormDefinition
from xaso.platform.journal.actors import Actor, ActsAs


@atomic
def load_fields(rows: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the fields (lĩnh vực), each with the office that answers for it. Units are loaded before."""
    written = [
        {
            "code": row["code"],
            "name": row["name"],
            "unit_id": org.unit(row["unit"]).pk,
            "sector": row.get("sector") or "",
            "order": row.get("order") or 0,
            "certainty": row["certainty"],
            "note": row.get("note") or "",
        }
        for row in rows
    ]
    return announce_load("fields", upsert(Field, "code", written), by=by, at=at)


@atomic
def load_forms(definitions: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the e-forms. The same code with a later `valid_from` closes the one before it.

    A definition that differs under the same start replaces it: answers already given keep their own copy of
    the form they were given on.
    """
    known = {(form.code, form.valid_from): form for form in FormDefinition.objects.all()}
    added: list[str] = []
    changed: list[str] = []
    for data in definitions:
        row = _form(data)
        form = known.get((row["code"], row["valid_from"]))
        if any(code == row["code"] and start > row["valid_from"] for code, start in known):
            row["valid_to"] = form.valid_to if form else row["valid_to"]
        if form is None:
            _close_before(row["code"], row["valid_from"])
            FormDefinition.objects.create(**row)
            added.append(row["code"])
        elif any(getattr(form, name) != value for name, value in row.items()):
            FormDefinition.objects.filter(pk=form.pk).update(**row)
            changed.append(row["code"])
    return announce_load("forms", Loaded(added, changed), by=by, at=at)


def _form(data: Row) -> dict[str, Any]:
    ends = data.get("valid_to")
    return {
        "code": data["code"],
        "title": data["title"],
        "valid_from": date.fromisoformat(data["valid_from"]),
        "valid_to": date.fromisoformat(ends) if ends else None,
        "definition": dict(data),
        "basis": data.get("basis") or "",
        "certainty": data["certainty"],
    }


def _close_before(code: str, start: date) -> None:
    earlier = FormDefinition.objects.filter(code=code, valid_from__lt=start, valid_to=None)
    earlier.update(valid_to=start - timedelta(days=1))
