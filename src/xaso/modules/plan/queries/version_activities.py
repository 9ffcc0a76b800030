"""What differs in the activities of two versions of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..models import PlanVersion
from ..rules.recurrence import parse_time

Line = tuple[str, str, str]
Told = tuple[str, str, str, tuple[Line, ...]]
"""Kind (added, ended, changed), code, name, and what, before, after."""
_FIELDS = (("name", "Hoạt động"), ("output", "Sản phẩm"), ("kind", "Loại việc"), ("budget", "Dòng kinh phí"))


def activity_changes(
    before: PlanVersion, after: PlanVersion, names: Mapping[str, str]
) -> tuple[Told, ...] | None:
    """Every activity that came, ended or changed, in the order of the newer version; None when one of the
    versions did not keep its activities. ``names`` are units by code. No query.
    """
    if "obligations" not in before.snapshot or "obligations" not in after.snapshot:
        return None
    then = {one["code"]: one for one in before.snapshot["obligations"]}
    now = {one["code"]: one for one in after.snapshot["obligations"]}
    found: list[Told] = []
    for code, one in now.items():
        earlier = then.get(code)
        if earlier is None:
            found.append(("added", code, one["name"], (("Thời gian", "", _time(one)),)))
        elif lines := tuple(_differences(earlier, one, names)):
            found.append(("changed", code, one["name"], lines))
    gone = [one for code, one in then.items() if code not in now]
    found += [("ended", one["code"], one["name"], (("Thời gian", _time(one), ""),)) for one in gone]
    return tuple(found)


def _differences(then: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    for field, label in _FIELDS:
        if then[field] != now[field]:
            yield label, then[field] or "không ghi", now[field] or "không ghi"
    for field, label in (("leads", "Chủ trì"), ("coordinators", "Phối hợp")):
        if set(then[field]) != set(now[field]):
            yield label, _units(then[field], names), _units(now[field], names)
    if then["time"] != now["time"]:
        yield "Thời gian", _time(then), _time(now)


def _units(codes: list[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes) or "không có"


def _time(one: Mapping[str, Any]) -> str:
    rule = parse_time(one["time"])
    return rule.words if rule else one["time"] or "khi có việc"
