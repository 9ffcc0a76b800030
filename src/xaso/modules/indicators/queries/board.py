"""The board: every target of the plan with its figure, counted or typed, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import Kind, TargetOfYear

from .kept import Freshness, KeptFigures
from .notes import last_notes
from .rows import BoardRow, Origin, Sources, board_row, measures_of
from .typed import TypedFigures


@dataclass(frozen=True, slots=True)
class Filters:
    """What the board shows: one owner's targets, one section's, one state's, one origin's; empty is all."""

    unit: str = ""
    section: str = ""
    state: str = ""
    origin: str = ""

    def holds(self, row: BoardRow) -> bool:
        """Whether the row is of the state and the origin asked for."""
        return self.state in ("", row.state.kind) and self.origin in ("", row.origin)

    def covers(self, one: TargetOfYear) -> bool:
        """Whether the target is of the unit and the section asked for."""
        owner = one.target.owner.code if one.target.owner else ""
        return self.unit in ("", owner) and self.section in ("", one.target.section.code)


@dataclass(frozen=True, slots=True)
class BoardSection:
    """A part of the plan with its targets, measured ones first in `measured`, the others in `unmeasured`."""

    code: str
    name: str
    rows: tuple[BoardRow, ...]

    @property
    def measured(self) -> tuple[BoardRow, ...]:
        """Targets that have a source of figures."""
        return tuple(row for row in self.rows if row.is_measured)

    @property
    def unmeasured(self) -> tuple[BoardRow, ...]:
        """Targets that wait for a source of figures."""
        return tuple(row for row in self.rows if not row.is_measured)


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one year. ``tally`` counts states over what unit and section leave, before the other
    filters.
    """

    year: int
    years: tuple[int, ...]
    filters: Filters
    sections: tuple[BoardSection, ...]
    all_sections: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    tally: tuple[tuple[Kind, int], ...]
    origins: tuple[tuple[Origin, int], ...]
    total: int
    shown: int
    freshness: Freshness


def board(
    year: int, *, unit: str = "", section: str = "", state: str = "", origin: str = "", at: datetime
) -> Board:
    """Return the board of a year; ``state`` is a `plan.queries.Kind`, ``origin`` an `Origin`.

    Nine queries at most, whatever the number of targets and of records: nothing is counted here.
    """
    filters = Filters(unit, section, state, origin)
    every = plan.targets(year)
    sources = sources_of(year, at)
    mine = [one for one in every if filters.covers(one)]
    rows = [(one, board_row(one, sources)) for one in mine]
    shown = [(one, row) for one, row in rows if filters.holds(row)]
    tally = Counter(row.state.kind for _, row in rows)
    origins = Counter(row.origin for _, row in rows)
    return Board(
        year=year,
        years=tuple(plan.years()),
        filters=filters,
        sections=_sections(shown),
        all_sections=tuple({one.target.section.code: one.target.section.name for one in every}.items()),
        units=tuple(plan.owners(every)),
        tally=tuple((kind, tally[kind]) for kind in Kind if tally[kind]),
        origins=tuple((kind, origins[kind]) for kind in Origin if origins[kind]),
        total=len(mine),
        shown=len(shown),
        freshness=sources.kept.freshness(measures_of(mine)),
    )


def sources_of(year: int, at: datetime) -> Sources:
    """Return what the rows of a year are made from. Four queries."""
    return Sources(KeptFigures(year, at), TypedFigures(year, at), last_notes())


def _sections(rows: Sequence[tuple[TargetOfYear, BoardRow]]) -> tuple[BoardSection, ...]:
    groups: dict[tuple[str, str], list[BoardRow]] = {}
    for one, row in rows:
        section = one.target.section
        groups.setdefault((section.code, section.name), []).append(row)
    return tuple(BoardSection(code, name, tuple(found)) for (code, name), found in groups.items())
