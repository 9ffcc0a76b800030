"""What the journal is told of a synthetic year."""

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class DemoYearMade(Event):
    """A synthetic year was written into this installation: nothing of it is true."""

    name: ClassVar[str] = "setup.demo_year_made"
    run: int
    first_day: str
    last_day: str
    seed: int
    people: int
    dossiers: int
