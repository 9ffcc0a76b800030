"""The registry of checks and how a finding is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xaso.modules.plan.reading.linter import (
    amounts,
    columns,
    conflicts,
    dates,
    form,
    numbering,
    owners,
    related,
    thresholds,
    traces,
    units,
    wording,
)
from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.result import Finding

Check = Callable[[Context], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    *dates.CHECKS,
    *thresholds.CHECKS,
    *units.CHECKS,
    *conflicts.CHECKS,
    *related.CHECKS,
    *owners.CHECKS,
    *columns.CHECKS,
    *amounts.CHECKS,
    *wording.CHECKS,
    *traces.CHECKS,
    *numbering.CHECKS,
    *form.CHECKS,
)
_ORDER = {"cao": 0, "trung bình": 1, "thấp": 2}


def lint(context: Context) -> Iterator[Finding]:
    """The findings of every check, the grave ones first, then in the order of the text."""
    found = [finding for check in CHECKS for finding in check(context)]
    unique = {(one.kind, one.where): one for one in found}
    yield from sorted(unique.values(), key=lambda one: (_ORDER[one.severity], one.lines[:1] or (0,)))
