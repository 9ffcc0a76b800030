"""The proposals: one for each promise of the text, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from xaso.kernel.text import shorten
from xaso.modules.plan.reading.proposing.homes import home_of, home_of_group
from xaso.modules.plan.reading.proposing.levels import Level, Levels, of_prose, of_row
from xaso.modules.plan.reading.proposing.matching import Promise, Standing, continued
from xaso.modules.plan.reading.proposing.units import UnitName, owner_of
from xaso.modules.plan.reading.result import IndicatorRow, Reading, Target

PROSE, INDICATOR, OTHER = "prose", "indicator", "other"
_LONGEST_NAME = 390


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target as the program understands it. ``continues`` is the code of the target in force it renews."""

    kind: str
    line: int
    quote: str
    said: str
    name: str
    section: str
    section_name: str
    unit: str
    levels: tuple[Level, ...]
    owner: str
    owner_said: str
    deadline: int | None
    notes: tuple[str, ...]
    continues: str = ""


def propose(
    reading: Reading,
    *,
    period: tuple[int, int] | None,
    sections: Mapping[str, str],
    units: Sequence[UnitName] = (),
    standing: Sequence[Standing] = (),
    groups: Mapping[str, str] | None = None,
) -> list[Proposal]:
    """What could become targets, in the order of the text, figures inside tasks last.

    Promises of one measure in one paragraph with different years become one proposal. ``groups`` are the
    names of sections that exist already, with their codes: a group of an annex called so keeps that code.
    """
    codes = {name: code for code, name in sections.items()} | dict(groups or {})
    proposals = [_of_prose(group, PROSE, period, sections, codes) for group in _grouped(reading.targets)]
    proposals += [_of_row(row, codes, units) for row in reading.indicator_rows]
    renewed = _renewing(proposals, standing)
    taken = {one.continues for one in renewed}
    others = [_of_prose([one], OTHER, period, sections, codes) for one in reading.other_figures]
    return renewed + _renewing(others, [one for one in standing if one.code not in taken])


def _renewing(proposals: Sequence[Proposal], standing: Sequence[Standing]) -> list[Proposal]:
    codes = continued([Promise(one.name, one.quote, one.section) for one in proposals], standing)
    return [replace(one, continues=code) for one, code in zip(proposals, codes, strict=True)]


def _grouped(targets: Sequence[Target]) -> Iterator[list[Target]]:
    """Neighbours of one measure and paragraph whose years differ are one series."""
    for _, neighbours in groupby(targets, key=lambda one: (one.line, one.metric, one.section)):
        group = list(neighbours)
        years = [one.year for one in group]
        if len(group) > 1 and None not in years and len(set(years)) == len(years):
            yield group
        else:
            yield from ([one] for one in group)


def _of_prose(
    group: Sequence[Target],
    kind: str,
    period: tuple[int, int] | None,
    sections: Mapping[str, str],
    codes: dict[str, str],
) -> Proposal:
    first, levels = group[0], of_prose(group, period)
    section, section_name = home_of(first.section, sections, codes)
    quote = "; ".join(one.quote for one in group)
    return Proposal(
        kind=kind,
        line=first.line,
        quote=quote,
        said=levels.said,
        name=_name(first.metric or quote),
        section=section,
        section_name=section_name,
        unit=levels.unit,
        levels=tuple(levels.levels),
        owner="",
        owner_said="",
        deadline=levels.deadline,
        notes=_notes(levels, "Văn bản không ghi đơn vị phụ trách: chọn đơn vị."),
    )


def _of_row(row: IndicatorRow, codes: dict[str, str], units: Sequence[UnitName]) -> Proposal:
    levels = of_row(row)
    owner, doubt = owner_of(row.owner, units)
    section, section_name = home_of_group(row.group, codes)
    return Proposal(
        kind=INDICATOR,
        line=row.line,
        quote=row.name,
        said=levels.said,
        name=_name(row.name),
        section=section,
        section_name=section_name,
        unit=levels.unit,
        levels=tuple(levels.levels),
        owner=owner,
        owner_said=shorten(" ".join((row.owner or "").split()), 290),
        deadline=levels.deadline,
        notes=_notes(levels, doubt),
    )


def _name(metric: str) -> str:
    name = " ".join(metric.split())
    return shorten(name[:1].upper() + name[1:], _LONGEST_NAME)


def _notes(levels: Levels, doubt: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*levels.notes, *([doubt] if doubt else [])]))
