"""What a reading gives back: frozen records and their JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Comparator = Literal["=", ">=", ">", "<=", "<", "~", "between"]
Severity = Literal["cao", "trung bình", "thấp"]


@dataclass(frozen=True, slots=True)
class Target:
    """One promise with a number.

    ``quote`` is a verbatim piece of the source, ``metric`` what is measured. ``value`` is as written; it is
    a tuple only where the text gives several values and does not say which is meant ("tương ứng là 30%,
    20%"). ``value_to`` closes a range. ``year`` is the deadline, None where the text gives none.
    ``section`` is the path of numbers, "III.2.a".
    """

    quote: str
    metric: str
    comparator: Comparator
    value: Decimal | tuple[Decimal, ...]
    value_to: Decimal | None
    unit: str | None
    year: int | None
    section: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, without its bullet or number."""

    section: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One activity of an annex: what merged cells say is repeated, what is blank in the source is None.

    ``lines`` are the lines of its cells.
    """

    group: str | None
    objective: str | None
    task: str | None
    activity: str | None
    output: str | None
    lead: str | None
    coordinating: str | None
    time: str | None
    budget: str | None
    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        """The line of one of the row's cells."""
        return self.lines.get(name, self.line)


@dataclass(frozen=True, slots=True)
class Threshold:
    """The threshold of one year. ``value`` is a word ("Đạt") where the cell has no number."""

    comparator: Comparator
    value: Decimal | str
    unit: str | None
    value_to: Decimal | None = None
    raw: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator and its threshold of every year; a blank cell is None. ``line`` is that of the name.

    ``dashed`` are the years whose cell holds a dash: nothing is asked of them."""

    group: str | None
    name: str
    unit: str | None
    owner: str | None
    values: Mapping[int, Threshold | None]
    line: int = 0
    cell_lines: Mapping[int, int] = field(default_factory=dict)
    dashed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about the text that a person must rule on. ``where`` names the lines and quotes the place."""

    kind: str
    severity: Severity
    where: str
    says: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of one plan.

    ``other_figures`` are quantities outside the targets proper: rhythms and counts promised inside tasks,
    figures repeated in cells of an annex matrix. They are offered for binding, not counted as targets.
    """

    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    matrix_rows: tuple[MatrixRow, ...] = ()
    indicator_rows: tuple[IndicatorRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    other_figures: tuple[Target, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The reading as plain values for ``json.dumps``; numbers are int or float, years are strings."""
        return {
            "targets": [_target(t) for t in self.targets],
            "tasks": [{"section": t.section, "text": t.text} for t in self.tasks],
            "matrix_rows": [{name: getattr(r, name) for name in MATRIX_FIELDS} for r in self.matrix_rows],
            "indicator_rows": [_indicator(r) for r in self.indicator_rows],
            "findings": [
                {"kind": f.kind, "severity": f.severity, "where": f.where, "says": f.says}
                for f in self.findings
            ],
            "other_figures": [_target(t) for t in self.other_figures],
        }


MATRIX_FIELDS = (
    "group",
    "objective",
    "task",
    "activity",
    "output",
    "lead",
    "coordinating",
    "time",
    "budget",
)


def _number(value: Decimal | str | tuple[Decimal, ...] | None) -> Any:
    if isinstance(value, tuple):
        return [_number(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _target(target: Target) -> dict[str, Any]:
    return {
        "quote": target.quote,
        "metric": target.metric,
        "comparator": target.comparator,
        "value": _number(target.value),
        "value_to": _number(target.value_to),
        "unit": target.unit,
        "year": target.year,
        "section": target.section,
    }


def _indicator(row: IndicatorRow) -> dict[str, Any]:
    return {
        "group": row.group,
        "name": row.name,
        "unit": row.unit,
        "owner": row.owner,
        "values": {str(year): _threshold(cell) for year, cell in row.values.items()},
    }


def _threshold(cell: Threshold | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    plain = {"comparator": cell.comparator, "value": _number(cell.value), "unit": cell.unit}
    if cell.value_to is not None:
        plain["value_to"] = _number(cell.value_to)
    return plain
