"""What an entry of the journal tells of a frozen fact, and which facts an event may move.

Source: our own design. An entry that merely stands after the closing explains nothing: a difference is
explained by entries that tell its value, each change of it told by an event that makes such a change. So a
value changed in the database just before honest work, and then told with that work, is still given away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import groupby
from typing import Any, Final, Literal

from xaso.kernel.clock import local_date

from .freezing import Plain


class Untold(Enum):
    """The value before the first entry, where nothing tells it."""

    UNTOLD = "untold"


UNTOLD: Final = Untold.UNTOLD
Value = Plain | Literal[Untold.UNTOLD]

_BORN = frozenset({"dossiers.filed", "dossiers.received"})
_STEPS = frozenset({"dossiers.step_started", "dossiers.assigned", "dossiers.sent_back"})
_ENDS = frozenset({"dossiers.ready", "dossiers.refused", "dossiers.withdrawn", "dossiers.stopped"})
_RESTS = frozenset({"dossiers.supplement_requested", "dossiers.fee_asked"})
_RESUMES = frozenset({"dossiers.supplement_provided", "dossiers.work_resumed"})
_SCANS = frozenset({"dossiers.paper_scanned", "dossiers.scan_checked", "dossiers.scan_waived"})
MAY_MOVE: Mapping[str, Mapping[str, frozenset[str]]] = {
    "dossier": {
        "channel": _BORN,
        "entry": _BORN,
        "applicant_verified": _BORN,
        "has_reused_paper": _BORN,
        "received_at": frozenset({"dossiers.received"}),
        "due_at": frozenset({"dossiers.received", "dossiers.extended"}) | _RESUMES,
        "paused_at": _RESTS | _RESUMES,
        "finished_at": _ENDS,
        "returned_at": frozenset({"dossiers.returned"}),
        "is_late": _ENDS,
        "is_digitised": _SCANS | {"dossiers.ready"},
        "supplement_count": frozenset({"dossiers.supplement_requested"}),
        "handover_count": _STEPS,
        "paper_handover_count": _STEPS,
        "state": _BORN | _STEPS | _ENDS | _RESTS | _RESUMES | {"dossiers.returned"},
    },
    "task": {
        "code": frozenset({"plan.task_given"}),
        "first_deadline": frozenset({"plan.task_given"}),
        "deadline": frozenset({"plan.task_given", "plan.extension_decided", "plan.task_resumed"}),
        "finished_on": frozenset({"plan.task_given", "plan.product_confirmed"}),
        "state": frozenset(
            {
                "plan.task_given", "plan.task_started", "plan.task_assigned", "plan.task_told",
                "plan.product_sent", "plan.product_confirmed", "plan.product_returned", "plan.task_paused",
                "plan.task_resumed", "plan.task_cancelled",
            }
        ),
    },
}  # fmt: skip
"""By the journal's word for a record and the fact: the events that move it. Of other records every event
may.
"""

COUNTS = frozenset({"supplement_count", "handover_count", "paper_handover_count"})
"""Facts that grow by at most one with each event that moves them."""
ON_PAPER = "paper"
DERIVED = frozenset({"due_tasks", "late_tasks", "year_plans", "period_plans"})
"""Facts of an office that are counted from its tasks; each task is proven as a record of its own measure."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the journal tells of a record: one entry. ``is_after``: after the closing."""

    seq: int
    at: datetime
    event: str
    who: str
    data: Mapping[str, Any]
    is_after: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """What one deed told of a fact: the value, and the entries of the deed (one moment, one person)."""

    value: Plain
    entries: tuple[Told, ...]


def told_of(entries: Iterable[Told], path: str) -> list[Step]:
    """Return what each deed told of the fact, oldest first; deeds that tell nothing of it are left out.

    Basis: our own design.
    """
    steps = []
    for _, deed in groupby(entries, key=lambda one: (one.at, one.who)):
        group = tuple(deed)
        said = [value for one in group for value in _said(one, path)]
        if said:
            steps.append(Step(said[-1], group))
    return steps


def _said(entry: Told, path: str) -> Iterator[Plain]:
    """The value an entry tells: among what figures count where it has that, otherwise by the fact's name."""
    counted = entry.data.get("counted")
    if counted:
        if path in counted:
            yield counted[path]
        return
    name = path.rpartition("__")[2]
    for key in (name, _day_name(name)):
        if key and key in entry.data:
            yield entry.data[key]
            return


def strange_step(steps: Sequence[Step], before: Value, called: str, path: str) -> Step | None:
    """Return the first deed that tells another value than the one before, yet cannot have moved it.

    Basis: our own design.
    """
    last = before
    for step in steps:
        if (last is UNTOLD or not same(last, step.value)) and not _may(step, last, called, path):
            return step
        last = step.value
    return None


def _may(step: Step, before: Value, called: str, path: str) -> bool:
    known = MAY_MOVE.get(called, {}).get(path)
    if known is None:
        return True
    if before is UNTOLD:  # the first that is told of a record: by its birth, or by what makes the value
        return any(one.event in known | _BORN for one in step.entries)
    movers = [one for one in step.entries if one.event in known]
    if path == "paper_handover_count":
        movers = [one for one in movers if one.data.get("medium", ON_PAPER) == ON_PAPER]
    if path not in COUNTS:
        return bool(movers)
    return type(before) is int and type(step.value) is int and 0 < step.value - before <= len(movers)


def same(said: object, now: Plain) -> bool:
    """Return whether both are one value: equal, both empty, two spellings of one moment, a moment and its
    day.

    Basis: our own design.
    """
    if said == now or (said in ("", None) and now in ("", None)):
        return True
    try:
        first, second = str(said), str(now)
        if len(first) == len("2026-03-02") or len(second) == len("2026-03-02"):
            return _day(first) == _day(second)
        return datetime.fromisoformat(first) == datetime.fromisoformat(second)
    except (ValueError, TypeError):
        return False


def _day_name(name: str) -> str:
    """The name under which an event tells the day of a moment: received_at is told as received_on."""
    return f"{name.removesuffix('_at')}_on" if name.endswith("_at") else ""


def _day(text: str) -> str:
    """The day in Vietnam of a moment; a day as it is."""
    return local_date(datetime.fromisoformat(text)).isoformat() if "T" in text else text
