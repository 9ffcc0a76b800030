"""The shape of activities.json: recurring work of the plan and its lines of money (docs/pack-format.md)."""

from collections.abc import Iterator

from xaso.sites.setup.pack.reading import Fault
from xaso.sites.setup.pack.shapes import CODE, Spot, each, many, maybe, one_of, record, text
from xaso.sites.setup.pack.values import NOTE

KINDS = ("general", "legal_drafting", "dialogue", "year_plan", "period_plan")


def _someone_leads(spot: Spot) -> Iterator[Fault]:
    """An activity that opens no task says why."""
    if spot.value.get("leads") == [] and not spot.value.get("lead_note"):
        yield spot.at("leads").fault("Không có đơn vị chủ trì thì phải có lead_note nói vì sao.")


def _one_lead_each(spot: Spot) -> Iterator[Fault]:
    """A unit leads an activity once, and does not help itself when it leads alone."""
    leads = [row.get("unit") for row in spot.value.get("leads") or [] if isinstance(row, dict)]
    if len(set(leads)) < len(leads):
        yield spot.at("leads").fault("Một đơn vị ghi hai lần ở cột chủ trì.")
    both = set(leads) & set(spot.value.get("coordinators") or [])
    if both and len(leads) == 1:
        yield spot.at("coordinators").fault(f"“{leads[0]}” đã chủ trì, không ghi ở phối hợp.")


def _activity(spot: Spot) -> Iterator[Fault]:
    yield from _someone_leads(spot)
    yield from _one_lead_each(spot)


ACTIVITY = each(
    record(
        {
            "code": CODE,
            "group": text(200),
            "name": text(2000),
            "output": text(300),
            "lead_words": maybe(text(300)),
            "leads": many(record({"unit": CODE}, {"output": maybe(text(300))})),
            "coordinators": many(CODE),
            "time_words": maybe(text(120)),
            "kind": one_of(KINDS),
        },
        {
            "objective": maybe(text(2000)),
            "duty": maybe(text(3000)),
            "lead_note": maybe(text(300)),
            "coordinating_words": maybe(text(300)),
            "budget_words": maybe(text(200)),
        },
    ),
    _activity,
)
BUDGET_LINE = record({"code": CODE, "name": text(400)}, {"funding": maybe(text(200))})
ACTIVITIES = record({"activities": many(ACTIVITY), "budget_lines": many(BUDGET_LINE)}, {"note": NOTE})
