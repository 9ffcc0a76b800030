"""Bring the plan of the commune in: from the commune pack, or from a reading that people confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.modules.org import queries as org
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from ..events import PlanLoaded
from ..models import Plan, PlanVersion, Section, Target, Threshold
from .quarters import keep_quarters
from .versions import add_version, current_version

Row = Mapping[str, Any]
PACK = "Gói dữ liệu của xã"
_TEXTS = ("formula", "basis", "caution", "schedule_note")


class BrokenPlan(Invalid):
    """The plan's data cannot be taken: a sentence names the target and what is wrong with it."""

    code = "broken_plan"


@dataclass
class LoadedPlan:
    """What a load did, by codes of targets. ``is_kept``: the plan in force came from a reading, so the data
    were left aside. ``version`` is the version this load made, None when nothing differed.
    """

    plan: Plan
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    head_changed: bool = False
    is_kept: bool = False
    version: PlanVersion | None = None

    @property
    def is_change(self) -> bool:
        """Whether anything differs from before."""
        return bool(self.added or self.changed or self.removed or self.head_changed)


@transaction.atomic
def load_plan(data: Row, *, by: Actor | ActsAs, at: datetime) -> LoadedPlan:
    """Make the plan stand as ``data`` says; loading the same data again changes nothing and writes nothing.

    A load that changes something makes a version. A plan whose version in force came from a reading that
    people confirmed is left as it is: what they decided is not overwritten by a pack. Targets that the data
    no longer name end, with their thresholds and figures kept. One journal entry tells which targets came,
    changed or went. Raises `BrokenPlan` when a target names an unknown section, unit, comparator or source,
    or a threshold is no number.
    """
    standing = current_version(data["code"])
    if standing is not None and standing.reading_id is not None:
        return LoadedPlan(standing.plan, is_kept=True)
    loaded = bring(data, on=local_date(at))
    if loaded.is_change or standing is None:
        loaded.version = add_version(loaded.plan, source=PACK, in_force_on=local_date(at), by=by, at=at)
        tell(loaded, by=by, at=at)
    return loaded


def bring(data: Row, *, on: date) -> LoadedPlan:
    """Write what differs; targets no longer named end on the day ``on``. The caller makes the version.

    Raises `BrokenPlan`. Belongs in the caller's transaction.
    """
    plan, head_changed = _plan(data)
    loaded = LoadedPlan(plan, head_changed=head_changed)
    keep_quarters(plan)
    sections, moved = _sections(plan, data["sections"])
    loaded.head_changed = head_changed or moved
    _targets(loaded, sections, data["targets"], on)
    gone = Section.objects.filter(plan=plan).exclude(code__in=[row["code"] for row in data["sections"]])
    loaded.head_changed = bool(gone.filter(targets=None).delete()[0]) or loaded.head_changed
    return loaded


def tell(loaded: LoadedPlan, *, by: Actor | ActsAs, at: datetime) -> None:
    """Tie the ended targets to the version that ended them, and write the one journal entry."""
    plan, version = loaded.plan, loaded.version
    Target.objects.filter(section__plan=plan, code__in=loaded.removed).update(ended_by=version)
    event = PlanLoaded(
        code=plan.code,
        added=loaded.added,
        changed=loaded.changed,
        removed=loaded.removed,
        version=version.number if version else 0,
        reading=str(version.reading.public_id) if version and version.reading else "",
    )
    record(event, by=by, at=at, subject=f"plan:{plan.code}")


def _plan(data: Row) -> tuple[Plan, bool]:
    facts = {
        "name": data["name"],
        "year_from": int(data["period_from"]),
        "year_to": int(data["period_to"]),
        "decision": data.get("decision") or "",
    }
    plan, made = Plan.objects.get_or_create(code=data["code"], defaults=facts)
    return plan, made or _amend(plan, facts)


def _sections(plan: Plan, rows: Sequence[Row]) -> tuple[dict[str, Section], bool]:
    found: dict[str, Section] = {}
    moved = False
    for order, row in enumerate(rows, start=1):
        facts = {"name": row["name"], "order": int(row.get("order", order))}
        section, made = Section.objects.get_or_create(plan=plan, code=row["code"], defaults=facts)
        moved = made or _amend(section, facts) or moved
        found[section.code] = section
    return found, moved


def _targets(loaded: LoadedPlan, sections: Mapping[str, Section], rows: Sequence[Row], on: date) -> None:
    standing = {one.code: one for one in Target.objects.filter(section__plan=loaded.plan)}
    bars = _standing_bars(loaded.plan)
    _check_codes(loaded.plan, [row["code"] for row in rows])
    for order, row in enumerate(rows, start=1):
        facts, wanted = _facts(row, sections, order), _bars(row)
        target = standing.pop(row["code"], None)
        if target is None:
            target = Target.objects.create(code=row["code"], **facts)
            loaded.added.append(target.code)
        elif _amend(target, facts) or bars.get(target.pk, {}) != wanted:
            loaded.changed.append(target.code)
        if bars.get(target.pk, {}) != wanted:
            _write_bars(target, wanted)
    going = [one for one in standing.values() if one.ended_on is None]
    loaded.removed = sorted(one.code for one in going)
    Target.objects.filter(pk__in=[one.pk for one in going]).update(ended_on=on)


def _check_codes(plan: Plan, codes: Sequence[str]) -> None:
    taken = Target.objects.filter(code__in=codes).exclude(section__plan=plan).values_list("code", flat=True)
    twice = sorted({code for code in codes if codes.count(code) > 1})
    for code in twice:
        raise BrokenPlan(f"Mã chỉ tiêu {code} dùng hai lần trong một kế hoạch. Đặt mã khác.", field="code")
    for code in taken:
        raise BrokenPlan(f"Mã chỉ tiêu {code} đã có ở kế hoạch khác. Đặt mã khác.", field="code")


Bars = dict[int, tuple[str, Decimal, Decimal | None]]


def _standing_bars(plan: Plan) -> dict[int, Bars]:
    bars: dict[int, Bars] = {}
    for one in Threshold.objects.filter(target__section__plan=plan):
        bars.setdefault(one.target_id, {})[one.year] = (one.comparator, one.value, one.value_to)
    return bars


def _write_bars(target: Target, wanted: Bars) -> None:
    target.thresholds.all().delete()
    Threshold.objects.bulk_create(
        Threshold(target=target, year=year, comparator=comparator, value=value, value_to=value_to)
        for year, (comparator, value, value_to) in wanted.items()
    )


def _facts(row: Row, sections: Mapping[str, Section], order: int) -> dict[str, Any]:
    """Return the fields of one target; raise BrokenPlan when a code in it is unknown."""
    code = row["code"]
    if row["section"] not in sections:
        raise BrokenPlan(f"Chỉ tiêu {code}: không có mục “{row['section']}” trong kế hoạch.", field="section")
    facts = {
        "section": sections[row["section"]],
        "order": int(row.get("order", order)),
        "name": row["name"],
        "unit": _one_of(row["unit"], Target.Unit.values, code, "unit"),
        "source": _one_of(row["class"], Target.Source.values, code, "class"),
        "owner": org.unit(row["owner"]) if row.get("owner") else None,
        "measure": row.get("measure") or "",
        "deadline_year": row.get("deadline_year"),
        "ended_on": None,
        "ended_by": None,
    }
    return facts | _typing(row, code) | _baseline(row, code) | {name: row.get(name) or "" for name in _TEXTS}


def _typing(row: Row, code: str) -> dict[str, Any]:
    """What numbers may be typed: of the window or of the year so far, and within which bounds."""
    scale = row.get("scale") or {}
    low, high = (
        None if scale.get(edge) is None else _number(scale[edge], code, "thang số") for edge in ("min", "max")
    )
    if low is not None and high is not None and low >= high:
        raise BrokenPlan(
            f"Chỉ tiêu {code}: thang số có mức thấp nhất không dưới mức cao nhất.", field="scale"
        )
    said = row.get("typed_as") or Target.TypedAs.SO_FAR
    typed_as = _one_of(said, Target.TypedAs.values, code, "typed_as")
    return {"typed_as": typed_as, "scale_min": low, "scale_max": high}


def _baseline(row: Row, code: str) -> dict[str, Any]:
    """Where the plan starts from, when it says so: ``{"value": 62.5, "year": 2024, "source": "…"}``."""
    said = row.get("baseline") or {}
    value = said.get("value")
    return {
        "baseline_value": None if value is None else _number(value, code),
        "baseline_year": said.get("year"),
        "baseline_source": said.get("source") or "",
    }


def _bars(row: Row) -> Bars:
    bars: Bars = {}
    for one in row.get("thresholds") or ():
        comparator = _one_of(
            one.get("comparator") or row.get("comparator"),
            Target.Comparator.values,
            row["code"],
            "comparator",
        )
        bars[int(one["year"])] = (comparator, _number(one["value"], row["code"]), _upper(one, row["code"]))
    return bars


def _upper(one: Row, code: str) -> Decimal | None:
    return None if one.get("value_to") is None else _number(one["value_to"], code)


def _number(value: object, code: str, what: str = "ngưỡng") -> Decimal:
    try:
        return Decimal(str(value)).quantize(Decimal("0.0001"))
    except InvalidOperation:
        raise BrokenPlan(f"Chỉ tiêu {code}: {what} “{value}” không phải là số.", field="thresholds") from None


def _one_of(value: Any, known: Sequence[str], code: str, name: str) -> str:
    if value not in known:
        raise BrokenPlan(f"Chỉ tiêu {code}: “{value}” không dùng được cho “{name}”.", field=name)
    return str(value)


def _amend(row: Plan | Section | Target, facts: Mapping[str, Any]) -> bool:
    """Write the fields that differ; return whether any did."""
    differing = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, facts[name])
    if differing:
        row.save(update_fields=differing)
    return bool(differing)
