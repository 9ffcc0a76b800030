"""What procedures cost people, from the catalogue and the counts of dossiers a caller brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from xaso.modules.org import queries as org
from xaso.modules.procedures.models import ProcedureVersion
from xaso.modules.procedures.queries.exchange import versions_for_file
from xaso.modules.procedures.queries.versions import version_page
from xaso.modules.procedures.rules.costs import (
    AskedPaper,
    Burden,
    Cost,
    Counted,
    Meter,
    Prices,
    YearCost,
    cost,
    meter,
    prices_of,
    year_cost,
)

PRICES, BASELINE, GOAL = "procedures.cost_prices", "procedures.cost_baseline_on", "procedures.cost_cut_goal"
USUAL = {
    "hour": 25000,
    "form_hours": 0.5,
    "paper_hours": 0.5,
    "trip_hours": 2,
    "trip_money": 30000,
    "copy_money": 3000,
    "optional_share": 0.5,
}


@dataclass(frozen=True)
class CostYear:
    """The meter of a year: its sums, a row for each procedure that had dossiers, the dearest first."""

    meter: Meter
    business: Meter
    rows: list[YearCost]
    baseline_on: date
    fee_unknown: int


@dataclass(frozen=True)
class WhatIf:
    """A procedure's filing now and without some papers, at the counter and online, and a year of it."""

    version: ProcedureVersion
    burden: Burden
    now: Cost
    then: Cost
    now_online: Cost
    then_online: Cost
    saved: YearCost


def prices() -> Prices:
    """What the parts cost by the commune's setting."""
    return prices_of({**USUAL, **org.setting(PRICES, {})})


def baseline_on() -> date:
    """The day against which costs are compared."""
    return date.fromisoformat(str(org.setting(BASELINE, "2025-07-01")))


def burden_of(version: ProcedureVersion) -> Burden:
    """What the version asks; its papers should be at hand (`version_page`, `versions_for_file`)."""
    papers = sorted(version.components.all(), key=lambda paper: paper.order)
    return Burden(
        papers=tuple(AskedPaper(one.code, one.name, one.copies, one.required) for one in papers),
        fee=version.fee_amount,
        gives_paper_result=version.gives_paper_result,
        on_the_spot=version.four_on_the_spot,
    )


def cost_year(counts: Mapping[str, Counted], on: date) -> CostYear:
    """The meter for dossiers counted by procedure's code, with the versions in force on the day.

    A procedure without a version on the baseline's day is compared with itself. In a few queries.
    """
    priced, start = prices(), baseline_on()
    fields = set(org.setting("procedures.business_fields", []))
    before = {version.procedure.code: version for version in versions_for_file(start)}
    rows, business = [], []
    for version in versions_for_file(on):
        code = version.procedure.code
        if not counts.get(code, Counted()).total:
            continue
        baseline = burden_of(before.get(code, version))
        row = year_cost(code, version.name, (baseline, burden_of(version)), counts[code], priced)
        rows.append(row)
        if version.procedure.field.code in fields:
            business.append(row)
    rows.sort(key=lambda row: (-row.now, row.code))
    unknown = sum(row.fee_unknown for row in rows)
    return CostYear(meter(rows), meter(business), rows, start, unknown)


def what_if(code: str, dropped: set[str], count: Counted, on: date) -> WhatIf:
    """What a filing and a year of them would cost without the papers. Raise Missing for no such procedure."""
    version = version_page(code, on)
    burden, priced = burden_of(version), prices()
    less = burden.without(dropped)
    return WhatIf(
        version=version,
        burden=burden,
        now=cost(burden, priced, online=False),
        then=cost(less, priced, online=False),
        now_online=cost(burden, priced, online=True),
        then_online=cost(less, priced, online=True),
        saved=_year_saved(version, burden, less, count, priced),
    )


def _year_saved(
    version: ProcedureVersion, burden: Burden, less: Burden, count: Counted, priced: Prices
) -> YearCost:
    """The year as it is filed now against the year without the papers, channels alike."""
    sums = [
        cost(one, priced, online=False).total * count.counter
        + cost(one, priced, online=True).total * count.online
        for one in (burden, less)
    ]
    code = version.procedure.code
    return YearCost(code, version.name, count, sums[0], sums[1], sums[1], burden.fee is None)
