"""What the journal is told of a synthetic year."""

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class DemoYearBegun(Event):
    """A synthetic year is about to be written: its size, days and seed, for whoever takes it up."""

    name: ClassVar[str] = "setup.demo_year_begun"
    run: int
    size: str
    first_day: str
    last_day: str
    seed: int


@dataclass(frozen=True, kw_only=True)
class DemoPieceMade(Event):
    """A piece of a synthetic year is written: the dossiers it filed by number, the moment it reached."""

    name: ClassVar[str] = "setup.demo_piece_made"
    run: int
    piece: str
    dossiers: dict[str, str]
    reached: str = ""


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
