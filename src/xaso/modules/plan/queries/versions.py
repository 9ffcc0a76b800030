"""Versions of the plan: each whole, two compared, and the history of one target."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.org import queries as org
from xaso.platform.measuring.registry import registry

from ..models import PlanVersion, ReadingItem, Target
from ..rules import bar_words, number_words
from .over_time import TargetOfYear, bars_of

_FIELDS = {
    "name": "Tên",
    "section": "Mục",
    "unit": "Đơn vị tính",
    "owner": "Đơn vị phụ trách",
    "measure": "Phép đo",
    "class": "Nguồn số liệu",
    "deadline_year": "Năm phải đạt",
}
_SOURCES = {"A": "đếm từ giao dịch", "B": "đếm từ sổ dữ liệu", "C": "khảo sát", "D": "nhập kèm minh chứng"}
_UNITS = {
    "percent": "%",
    "points": "điểm %",
    "count": "số lượng",
    "score": "điểm",
    "rank": "thứ hạng",
    "money": "đồng",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one target between two versions: ``kind`` is added, ended or changed."""

    kind: str
    code: str
    name: str
    lines: tuple[tuple[str, str, str], ...] = ()
    """What, before, after."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one plan and every target that differs."""

    older: PlanVersion
    newer: PlanVersion
    changes: tuple[Change, ...]

    def count(self, kind: str) -> int:
        """How many targets came, ended or changed."""
        return sum(one.kind == kind for one in self.changes)


@dataclass(frozen=True, slots=True)
class TargetVersion:
    """How a target stood in one version: its number, the day it came into force, its thresholds in words,
    where its figure came from, and the years judged by it. ``is_held``: the version has the target at all.
    """

    number: int
    in_force_on: date
    source: str
    decision: str
    name: str
    levels: tuple[tuple[int, str], ...]
    figure_source: str
    years: str = ""
    is_held: bool = True

    @property
    def levels_words(self) -> str:
        """``2026–2028: tối thiểu 80%; 2029: trên 90%``."""
        return _in_runs(self.levels)


def versions(code: str, number: int = 1) -> Page[PlanVersion]:
    """The versions of a plan, newest first, 20 a page, without their snapshots."""
    rows = PlanVersion.objects.filter(plan__code=code).select_related("reading").defer("snapshot")
    found = rows.defer("snapshot", "reading__source", "reading__reading").order_by("-number")
    return Page.cut(list(found[window(number)]), number, total=rows.count())


def newest_versions() -> list[PlanVersion]:
    """The version in force of every plan, newest plan first, without snapshots."""
    rows = PlanVersion.objects.select_related("plan", "reading")
    rows = rows.defer("snapshot", "reading__source", "reading__reading").order_by("plan_id", "-number")
    newest: dict[int, PlanVersion] = {}
    for one in rows:
        newest.setdefault(one.plan_id, one)
    return sorted(newest.values(), key=lambda one: (-one.plan.year_from, one.plan.code))


def version(code: str, number: int) -> PlanVersion:
    """One version. Raises `Missing`."""
    rows = PlanVersion.objects.select_related("plan", "reading")
    found = rows.defer("reading__source", "reading__reading").filter(plan__code=code, number=number).first()
    if found is None:
        raise Missing("Kế hoạch không có phiên bản này. Mở lại từ danh sách phiên bản.")
    return found


def compare(code: str, older: int, newer: int) -> Comparison:
    """Every target that came, ended or changed between two versions, in the order of the newer one.

    Raises `Missing`. Two queries.
    """
    before, after = version(code, older), version(code, newer)
    then = {one["code"]: one for one in before.snapshot["targets"]}
    now = {one["code"]: one for one in after.snapshot["targets"]}
    changes = []
    for target in now.values():
        earlier = then.get(target["code"])
        if earlier is None:
            changes.append(Change("added", target["code"], target["name"], (("Ngưỡng", "", levels(target)),)))
        elif lines := tuple(_differences(earlier, target)):
            changes.append(Change("changed", target["code"], target["name"], lines))
    ended = [
        Change("ended", one["code"], one["name"], (("Ngưỡng", levels(one), ""),))
        for one in then.values()
        if one["code"] not in now
    ]
    return Comparison(before, after, (*changes, *ended))


def target_history(code: str, years: Mapping[int, TargetOfYear] | None = None) -> list[TargetVersion]:
    """How a target stood in every version since the first that held it, newest first; equal ones in a row are
    told once, and the one that dropped it is.

    For a target's page: "bản 1 (01/01/2026): tối thiểu 80%"; ``years`` tell which are judged by which. One
    query.
    """
    rows = PlanVersion.objects.filter(plan__sections__targets__code=code).order_by("number")
    names = {one.code: one.name for one in registry.all()}
    told: list[TargetVersion] = []
    for one in rows:
        held = next((each for each in one.snapshot["targets"] if each["code"] == code), None)
        said = _dropped(one, told) if held is None else _said(one, held, names)
        if said is not None and not (told and _alike(told[-1], said)):
            told.append(said)
    ends = [*(one.number for one in told[1:]), sys.maxsize][: len(told)]
    judged = [
        replace(one, years=_judged(one.number, end, years or {})) for one, end in zip(told, ends, strict=True)
    ]
    return judged[::-1]


def _said(one: PlanVersion, held: Mapping[str, Any], names: Mapping[str, str]) -> TargetVersion:
    bars = tuple((bar.year, bar_words(bar, held["unit"])) for bar in bars_of(held))
    return TargetVersion(
        one.number, one.in_force_on, one.source, one.decision_number, held["name"], bars,
        figure_source(held, names),
    )  # fmt: skip


def _dropped(one: PlanVersion, told: list[TargetVersion]) -> TargetVersion | None:
    """The version that has the target no more; None before any had it."""
    if not told:
        return None
    decision, name = one.decision_number, told[-1].name
    return TargetVersion(one.number, one.in_force_on, one.source, decision, name, (), "", is_held=False)


def _alike(one: TargetVersion, other: TargetVersion) -> bool:
    if one.is_held != other.is_held:
        return False
    facts = (one.name, one.levels, one.figure_source) == (other.name, other.levels, other.figure_source)
    return facts or not one.is_held


def _judged(first: int, end: int, years: Mapping[int, TargetOfYear]) -> str:
    """``2026–2028``: the years seen by the versions from one number up to another; ``2026, 2028``."""
    found = sorted(year for year, one in years.items() if first <= one.version < end and one.ended_on is None)
    runs: list[list[int]] = []
    for year in found:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def levels(target: Mapping[str, Any]) -> str:
    """``2026–2028: tối thiểu 80%; 2029: tối thiểu 90%``: years in a row that ask the same are told once."""
    return _in_runs([(bar.year, bar_words(bar, target["unit"])) for bar in bars_of(target)])


def _in_runs(by_year: Iterable[tuple[int, str]]) -> str:
    runs: list[tuple[int, int, str]] = []
    for year, words in by_year:
        if runs and runs[-1][1:] == (year - 1, words):
            runs[-1] = (runs[-1][0], year, words)
        else:
            runs.append((year, year, words))
    told = [
        f"{first}: {words}" if first == last else f"{first}–{last}: {words}" for first, last, words in runs
    ]
    return "; ".join(told) or "không đặt ngưỡng"


def item_levels(item: ReadingItem) -> str:
    """The same of a promise that people are ruling on."""
    return levels({"thresholds": item.thresholds, "unit": item.unit})


def figure_source(target: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The name of the measure of a target of a snapshot, or where its figure will come from."""
    if target["measure"]:
        return names.get(target["measure"], target["measure"])
    return "nhập kèm minh chứng" if target["class"] == "D" else "chưa có nguồn số liệu"


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = [
        (label, _words(name, then.get(name)), _words(name, now.get(name)))
        for name, label in _FIELDS.items()
        if then.get(name) != now.get(name)
    ]
    before, after = levels(then), levels(now)
    if before != after:
        found.append(("Ngưỡng", before, after))
    if _typing(then) != _typing(now):
        found.append(("Số nhập", _typing(then), _typing(now)))
    if then.get("baseline") != now.get("baseline"):
        found.append(("Mức ban đầu", _baseline(then), _baseline(now)))
    return found


def _words(name: str, value: Any) -> str:
    if value in {None, ""}:
        return "chưa có"
    names = _SOURCES if name == "class" else _UNITS if name == "unit" else {}
    return str(names.get(value, value))


def _typing(target: Mapping[str, Any]) -> str:
    """What numbers may be typed, in words; versions kept before this was asked say the usual."""
    scale = target.get("scale") or {}
    edges = [
        f"{word} {number_words(Decimal(scale[edge]))}"
        for edge, word in (("min", "từ"), ("max", "đến"))
        if scale.get(edge) is not None
    ]
    typed_as = Target.TypedAs(target.get("typed_as") or Target.TypedAs.SO_FAR)
    return " ".join([typed_as.label.lower(), *edges])


def _baseline(target: Mapping[str, Any]) -> str:
    said = target.get("baseline") or {}
    if said.get("value") is None:
        return "chưa có"
    return (
        f"{str(said['value']).replace('.', ',')} (năm {said['year']})"
        if said.get("year")
        else str(said["value"])
    )


def owner_names() -> dict[str, str]:
    """Short names of the units by code."""
    return {one.code: one.short_name for one in org.units()}
