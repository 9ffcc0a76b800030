"""Write down what was understood of a plan: the text by lines, the promises, the doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xaso.modules.org import queries as org

from ..models import PlanReading, ReadingFinding, ReadingItem, Target
from ..reading import Lines, Reading, read
from ..reading.lines import LONGEST_PARAGRAPH, Grid
from ..reading.outline import outline
from ..reading.period import plan_period
from ..reading.proposing import Proposal, Standing, as_plain, propose, section_names
from .reading_activities_filling import fill_activities, unit_names

if TYPE_CHECKING:
    from xaso.modules.org.models import Unit

_BATCH = 500


def fill(reading: PlanReading, document: Lines) -> tuple[int, int]:
    """Read the document into the reading, its items, activities and findings; return how many items and
    findings.

    The caller saves the reading itself.
    """
    units = org.units()
    understood = read(document, known_owners=[unit.name for unit in units])
    items = outline(document)
    period = plan_period(document, items)
    names = section_names(items)
    if period:
        reading.year_from, reading.year_to = period
    reading.reading = understood.as_json()
    reading.source = source_lines(document)
    reading.sections = [[code, name] for code, name in names.items()]
    standing = _standing(reading)
    proposals = propose(
        understood,
        period=period,
        sections=names,
        units=unit_names(units),
        standing=[Standing(one.code, one.name, one.section.code, one.basis) for one in standing],
        groups={_subject(one.section.name): one.section.code for one in standing},
    )
    _write_items(reading, proposals, standing, units)
    fill_activities(reading, understood, units)
    return len(proposals), _write_findings(reading, understood)


def source_lines(document: Lines) -> list[list[Any]]:
    """The text by lines: number, words, and ``p`` for a paragraph or ``c`` for a cell of a table."""
    lines: list[list[Any]] = []
    for item in document.items:
        if isinstance(item, Grid):
            for row in item.rows:
                lines.extend(
                    [cell.number, cell.text[:LONGEST_PARAGRAPH].strip(), "c"]
                    for cell in row.cells
                    if not cell.merged and cell.text.strip()
                )
        elif item.text.strip():
            words = f"{item.marker} {item.text}" if item.marker else item.text
            lines.append([item.number, words[:LONGEST_PARAGRAPH].strip(), "p"])
    return lines


def _standing(reading: PlanReading) -> list[Target]:
    if reading.plan is None:
        return []
    rows = Target.objects.filter(section__plan=reading.plan, ended_on=None)
    return list(rows.select_related("section", "owner").order_by("section__order", "order", "code"))


def _subject(name: str) -> str:
    """ "Phụ lục II: Phát triển hạ tầng" names the subject after the colon."""
    return name.partition(": ")[2] or name


@dataclass(frozen=True, slots=True)
class _Known:
    """What a promise may be tied to: the targets in force and the units, by code."""

    targets: dict[str, Target]
    units: dict[str, Unit]


def _write_items(
    reading: PlanReading, proposals: Sequence[Proposal], standing: Sequence[Target], units: Sequence[Unit]
) -> None:
    known = _Known({one.code: one for one in standing}, {one.code: one for one in units})
    rows = [_item(reading, order, proposal, known) for order, proposal in enumerate(proposals, start=1)]
    ReadingItem.objects.bulk_create(rows, batch_size=_BATCH)


def _item(reading: PlanReading, order: int, proposal: Proposal, known: _Known) -> ReadingItem:
    notes = list(proposal.notes)
    item = ReadingItem(
        reading=reading,
        order=order,
        kind=proposal.kind,
        line=proposal.line,
        quote=proposal.quote,
        said=proposal.said,
        name=proposal.name,
        section_code=proposal.section,
        section_name=proposal.section_name,
        unit=proposal.unit,
        owner=known.units.get(proposal.owner),
        owner_said=proposal.owner_said,
        thresholds=as_plain(proposal.levels),
        deadline_year=proposal.deadline,
    )
    target = known.targets.get(proposal.continues)
    if target is not None:
        continue_target(item, target)
        notes = [note for note in notes if item.owner is None or "đơn vị phụ trách" not in note]
    item.note = "\n".join(notes)
    return item


def continue_target(item: ReadingItem, target: Target) -> None:
    """Take over from the target in force what the text does not say itself: name, place, owner, binding."""
    item.target = target
    item.name = target.name
    item.section_code, item.section_name = target.section.code, target.section.name
    item.unit = item.unit or target.unit
    item.owner = item.owner or target.owner
    item.measure = target.measure
    item.binding = ReadingItem.Binding.MEASURE if target.measure else ReadingItem.Binding.TYPED
    item.typed_as = target.typed_as
    item.scale_min, item.scale_max = target.scale_min, target.scale_max
    item.baseline_value = target.baseline_value
    item.baseline_year = target.baseline_year
    item.baseline_source = target.baseline_source


def _write_findings(reading: PlanReading, understood: Reading) -> int:
    rows = [
        ReadingFinding(
            reading=reading,
            order=order,
            kind=one.kind[:80],
            severity=one.severity,
            where=one.where,
            says=one.says,
            lines=list(one.lines),
        )
        for order, one in enumerate(understood.findings, start=1)
    ]
    ReadingFinding.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)
