"""One dossier as a line of a list, with its clock; read as plain values, a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xaso.kernel.deadlines import ClockState, Pause, clock_state
from xaso.kernel.paging import window
from xaso.kernel.workdays import WorkCalendar
from xaso.modules.org.queries import calendar, setting

from ..lifecycle import WORDS, State
from ..models import Dossier
from ..models.querysets import DossierQuerySet
from ..rules import PAUSE_REASON

_NAMES = (
    "pk",
    "code",
    "state",
    "channel",
    "filed_at",
    "received_at",
    "due_at",
    "paused_at",
    "finished_at",
    "returned_at",
    "version__name",
    "version__procedure__code",
    "field__name",
    "applicant__full_name",
    "submitter__full_name",
    "village__name",
    "unit__short_name",
    "holder_id",
    "holder__full_name",
    "step__name",
    "step__kind",
    "step__role",
    "unit_id",
)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A dossier in a list. Times are aware; `clock` tells how it stands at the moment asked about."""

    code: str
    procedure_code: str
    procedure_name: str
    field_name: str
    applicant_name: str
    submitter_name: str
    village_name: str
    state: str
    state_words: str
    channel_words: str
    step_name: str
    unit_name: str
    holder_name: str
    filed_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    clock: ClockState


def due_soon_hours() -> int:
    """Working hours left under which a dossier is told as due soon."""
    return int(setting("dossiers.due_soon_hours", 8))


def clock_of(
    *,
    due_at: datetime | None,
    paused_at: datetime | None,
    finished_at: datetime | None,
    now: datetime,
    work: WorkCalendar,
    soon: int,
) -> ClockState:
    """How a dossier stands against its deadline at `now`."""
    pauses = [Pause(paused_at, None, PAUSE_REASON)] if paused_at else []
    return clock_state(
        due_at, now, calendar=work, finished_at=finished_at, pauses=pauses, due_soon_hours=soon
    )


def dossier_clock(dossier: Dossier, now: datetime) -> ClockState:
    """`clock_of` for a whole dossier."""
    return clock_of(
        due_at=dossier.due_at,
        paused_at=dossier.paused_at,
        finished_at=dossier.finished_at,
        now=now,
        work=calendar(),
        soon=due_soon_hours(),
    )


def values_of(rows: DossierQuerySet, *extra: str) -> Any:
    """The rows as dictionaries of what a line needs."""
    return rows.values(*_NAMES, *extra)


def page_values(rows: DossierQuerySet, order: Sequence[Any], number: int) -> list[dict[str, Any]]:
    """One page of rows in an order, one row longer than the page (see `kernel.paging.window`). Two queries.

    The page is chosen by keys alone and names are read for its rows only, so a wide match stays cheap.
    """
    keys = list(rows.order_by(*order).values_list("pk", flat=True)[window(number)])
    found = {values["pk"]: values for values in values_of(Dossier.objects.filter(pk__in=keys))}
    return [found[key] for key in keys if key in found]


def list_rows(found: Iterable[dict[str, Any]], now: datetime) -> Sequence[ListRow]:
    """Lines from the dictionaries of `values_of`."""
    work, soon = calendar(), due_soon_hours()
    return [_row(values, now, work, soon) for values in found]


def _row(values: dict[str, Any], now: datetime, work: WorkCalendar, soon: int) -> ListRow:
    return ListRow(
        code=values["code"],
        procedure_code=values["version__procedure__code"],
        procedure_name=values["version__name"],
        field_name=values["field__name"],
        applicant_name=values["applicant__full_name"],
        submitter_name=values["submitter__full_name"],
        village_name=values["village__name"] or "",
        state=values["state"],
        state_words=WORDS[State(values["state"])].words,
        channel_words=Dossier.Channel(values["channel"]).label,
        step_name=values["step__name"] or "",
        unit_name=values["unit__short_name"] or "",
        holder_name=values["holder__full_name"] or "",
        filed_at=values["filed_at"],
        received_at=values["received_at"],
        due_at=values["due_at"],
        finished_at=values["finished_at"],
        returned_at=values["returned_at"],
        clock=clock_of(
            due_at=values["due_at"],
            paused_at=values["paused_at"],
            finished_at=values["finished_at"],
            now=now,
            work=work,
            soon=soon,
        ),
    )
