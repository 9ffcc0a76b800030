"""The pieces a synthetic year is written in: each committed whole, none twice, with air between them.

A making that was stopped is taken up where the last piece ended; others write to the database meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from time import monotonic
from typing import TypeVar

from django.db import transaction

from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import record

from .events import DemoPieceMade, DemoYearBegun, DemoYearMade

SUBJECT = "demo:year"
AIR_SHARE, MOST_AIR = 0.05, 0.2
"""How long others get to write after a piece: a part of what the piece took, seconds at most."""
Rest = Callable[[float], None]
Made = TypeVar("Made")


def runs_so_far() -> int:
    """How many synthetic years this installation holds, each written to its end."""
    return len(_entries(DemoYearMade.name))


def begun() -> DemoYearBegun | None:
    """The year that was begun and not ended; None when there is none."""
    entries = _entries(DemoYearBegun.name)
    last = DemoYearBegun.read(entries[-1].data) if entries else None
    return last if last is not None and last.run == runs_so_far() else None


@dataclass
class Pieces:
    """What of one run is written: names of pieces, codes of dossiers by their number, the moment reached."""

    run: int
    rest: Rest
    done: set[str] = field(default_factory=set)
    dossiers: dict[int, str] = field(default_factory=dict)
    reached: datetime | None = None

    @classmethod
    def of(cls, run: int, rest: Rest) -> Pieces:
        """Those written before."""
        found = cls(run, rest)
        for entry in _entries(DemoPieceMade.name):
            made = DemoPieceMade.read(entry.data)
            if made.run == run:
                found.done.add(made.piece)
                found.dossiers |= {int(number): code for number, code in made.dossiers.items()}
                if made.reached:
                    found.reached = datetime.fromisoformat(made.reached)
        return found

    def write(
        self,
        name: str,
        act: Callable[[], Made],
        *,
        at: datetime,
        filed: Callable[[], dict[int, str]] = dict,
        is_moment: bool = False,
    ) -> Made | None:
        """Write the piece unless it is there, in one transaction; then let others write.

        ``filed`` tells the dossiers it filed; with ``is_moment`` the acts of the year are done up to ``at``.
        """
        if name in self.done:
            return None
        began = monotonic()
        with transaction.atomic():
            made = act()
            new = filed()
            told = DemoPieceMade(
                run=self.run,
                piece=name,
                dossiers={str(number): code for number, code in new.items()},
                reached=at.isoformat() if is_moment else "",
            )
            record(told, by=SYSTEM, at=at, subject=SUBJECT)
        self.done.add(name)
        self.dossiers |= new
        self.rest(min((monotonic() - began) * AIR_SHARE, MOST_AIR))
        return made


@transaction.atomic
def begin(year: DemoYearBegun, *, at: datetime) -> None:
    """Write down what is about to be made, so that it can be taken up."""
    record(year, by=SYSTEM, at=at, subject=SUBJECT)


def days_of(year: DemoYearBegun) -> tuple[date, date]:
    """The first and the last day."""
    return date.fromisoformat(year.first_day), date.fromisoformat(year.last_day)


def _entries(name: str) -> list[Entry]:
    return list(timeline(SUBJECT).filter(event=name))
