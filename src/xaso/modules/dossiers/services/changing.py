"""One change of one dossier: locked, checked against what the actor saw, written, told. Every service goes
through here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict
from xaso.kernel.wording import moment_words
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.events import event_class
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import record

from ..events import DossierEvent
from ..lifecycle import Move, after
from ..models import Dossier

LONG_TEXTS = tuple(
    f"version__{name}"
    for name in (
        "subjects",
        "time_note",
        "fee_note",
        "result",
        "steps",
        "legal_basis",
        "flags",
        "conflicts",
        "note",
    )
)
"""What no change of a dossier reads of its version; left in the database."""
COUNTED = (
    "state",
    "channel",
    "entry",
    "applicant_verified",
    "has_reused_paper",
    "received_at",
    "due_at",
    "paused_at",
    "finished_at",
    "returned_at",
    "is_late",
    "is_digitised",
    "supplement_count",
    "handover_count",
    "paper_handover_count",
)
"""What figures are counted by: every fact tells it, so that a proof of a closed period can."""


class Overtaken(Conflict):
    """Someone changed the dossier after the actor last saw it."""

    code = "overtaken"


@dataclass
class Change:
    """A dossier under lock, and what will be told of it when the change is written."""

    dossier: Dossier
    by: Actor | ActsAs
    at: datetime
    events: list[DossierEvent] = field(default_factory=list)

    def move(self, move: Move) -> None:
        """Make one move of the lifecycle's table. Raises `MoveRefused`."""
        self.dossier.state = after(self.dossier.state, move)

    def tell(self, fact: type[DossierEvent], /, **details: Any) -> None:
        """Keep a fact of this moment, to be recorded with the change."""
        self.events.append(fact(**facts_of(self.dossier), **details))

    def write(self) -> None:
        """Save the dossier and record its facts, in the transaction that holds its lock."""
        self.dossier.revision += 1
        self.dossier.save()
        self.record()

    def record(self) -> None:
        """Record its facts, each with what figures count of the dossier as it stands now."""
        counted = counted_of(self.dossier)
        for event in self.events:
            record(replace(event, counted=counted), by=self.by, at=self.at, subject=self.dossier.subject)


@contextmanager
def changing(
    dossier: Dossier, *, by: Actor | ActsAs, at: datetime, seen: int | None = None
) -> Iterator[Change]:
    """Lock the dossier, let the caller change it, write and tell; all or nothing.

    `seen` is the revision the actor acted on; None where the act stands whatever happened meanwhile (a
    person's own act). Raises `Overtaken` with who did what and when.
    """
    with transaction.atomic():
        change = Change(_locked(dossier.pk), by, at)
        if seen is not None:
            check_seen(change.dossier, seen)
        yield change
        change.write()


def check_seen(dossier: Dossier, seen: int) -> None:
    """Raise `Overtaken`, saying who did what and when, unless `seen` is the dossier's revision."""
    if dossier.revision != seen:
        raise Overtaken(_who_was_first(dossier))


def facts_of(dossier: Dossier) -> dict[str, Any]:
    """What every fact of this dossier carries."""
    return {
        "code": dossier.code,
        "procedure_code": dossier.version.procedure.code,
        "procedure_name": dossier.version.name,
        "field_code": dossier.field.code,
        "state": str(dossier.state),
        "filed_on": local_date(dossier.filed_at).isoformat(),
        "received_on": _day(dossier.received_at),
        "finished_on": _day(dossier.finished_at),
        "counted": counted_of(dossier),
    }


def counted_of(dossier: Dossier) -> dict[str, str | int | bool | None]:
    """What figures are counted by, as plain values."""
    return {name: _plain(getattr(dossier, name)) for name in COUNTED}


def _locked(pk: int) -> Dossier:
    rows = Dossier.objects.select_for_update(of=("self",)).select_related(
        "version__procedure", "field__unit", "step", "unit", "holder__unit", "applicant", "submitter"
    )
    return rows.defer(*LONG_TEXTS).get(pk=pk)


def _who_was_first(dossier: Dossier) -> str:
    last = timeline(dossier.subject).last()
    if last is None:
        return "Hồ sơ vừa có người thay đổi. Tải lại trang rồi làm tiếp."
    kind = event_class(last.event)
    verb = kind.done if kind is not None and issubclass(kind, DossierEvent) else "ghi"
    who = f"{last.actor_name} ({last.actor_unit})" if last.actor_unit else last.actor_name
    return f"{who} đã {verb} hồ sơ này lúc {moment_words(last.at)}. Tải lại trang để xem rồi làm tiếp."


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else local_date(moment).isoformat()


def _plain(value: str | int | bool | datetime | None) -> str | int | bool | None:
    return (
        value.isoformat() if isinstance(value, datetime) else str(value) if isinstance(value, str) else value
    )
