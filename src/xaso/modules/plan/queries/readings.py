"""Readings of plans: the lists and the pages on which people rule on them. Who may ask is the page's gate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import timeline

from ..models import Plan, PlanReading, ReadingActivity, ReadingFinding, ReadingItem, Target
from ..reading.lifecycle import State

AROUND = 3
SOURCE_PAGE = 100
Kind, Decision = ReadingItem.Kind, ReadingItem.Decision


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the text: its number, its words, whether it is a cell, and whether it is the one meant."""

    number: int
    text: str
    is_cell: bool
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How far people are."""

    items: int
    kept: int
    left_out: int
    unseen: int
    other: int
    """Numbers inside tasks and cells, not chosen: nobody has to rule on them."""
    findings: int
    unruled: int
    high_unruled: int
    tasks: int
    activities: int
    activities_kept: int
    activities_unseen: int


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbours of one item or finding in its list: their orders, None at the ends."""

    before: int | None
    after: int | None
    place: int
    total: int


def readings(number: int) -> Page[PlanReading]:
    """Every reading, newest first, 20 a page."""
    rows = PlanReading.objects.select_related("plan", "file", "uploaded_by").defer("reading", "source")
    found = rows.order_by("-uploaded_at", "-pk")[window(number)]
    return Page.cut(list(found), number, total=PlanReading.objects.count())


def reading(public_id: UUID) -> PlanReading:
    """One reading without its long text. Raises `Missing`."""
    rows = PlanReading.objects.select_related("plan", "file", "uploaded_by", "confirmed_by")
    found = rows.defer("source", "reading").filter(public_id=public_id).first()
    if found is None:
        raise Missing("Không có bản đọc kế hoạch này. Mở lại từ danh sách kế hoạch.")
    return found


def whole_reading(public_id: UUID) -> dict[str, Any]:
    """What the program understood, as the JSON people download. Raises `Missing`."""
    found = PlanReading.objects.filter(public_id=public_id).values_list("reading", flat=True).first()
    if found is None:
        raise Missing
    plain: dict[str, Any] = found
    return plain


def tally(one: PlanReading) -> Tally:
    """How many promises, doubts and activities there are, and how many wait. Four queries."""
    mine = Q(kind__in=[Kind.PROSE, Kind.INDICATOR])
    items = ReadingItem.objects.filter(reading=one).aggregate(
        items=Count("pk"),
        kept=Count("pk", filter=Q(decision=Decision.KEPT)),
        left_out=Count("pk", filter=Q(decision=Decision.LEFT_OUT)),
        unseen=Count("pk", filter=Q(decision=Decision.OPEN) & mine),
        other=Count("pk", filter=Q(decision=Decision.OPEN, kind=Kind.OTHER)),
    )
    findings = ReadingFinding.objects.filter(reading=one).aggregate(
        findings=Count("pk"),
        unruled=Count("pk", filter=Q(ruling="")),
        high_unruled=Count("pk", filter=Q(ruling="", severity="cao")),
    )
    activities = ReadingActivity.objects.filter(reading=one).aggregate(
        activities=Count("pk"),
        activities_kept=Count("pk", filter=Q(decision=Decision.KEPT)),
        activities_unseen=Count("pk", filter=Q(decision=Decision.OPEN)),
    )
    tasks = whole_reading(one.public_id).get("tasks", ())
    return Tally(**items, **findings, **activities, tasks=len(tasks))


def items(one: PlanReading, *, show: str = "", number: int = 1) -> Page[ReadingItem]:
    """The promises, 20 a page; ``show`` keeps one decision (open, kept, left_out) or one kind (other)."""
    rows = _shown(one, show)
    found = rows.select_related("owner", "target", "decided_by").order_by("order")[window(number)]
    return Page.cut(list(found), number, total=rows.count())


def _shown(one: PlanReading, show: str) -> QuerySet[ReadingItem]:
    rows = ReadingItem.objects.filter(reading=one)
    if show == Decision.OPEN:
        return rows.filter(decision=show).exclude(kind=Kind.OTHER)
    if show in Decision.values:
        return rows.filter(decision=show)
    return rows.filter(kind=show) if show in Kind.values else rows


def item(one: PlanReading, order: int) -> ReadingItem:
    """One promise. Raises `Missing`."""
    rows = ReadingItem.objects.select_related("owner", "target", "decided_by").filter(reading=one)
    found = rows.filter(order=order).first()
    if found is None:
        raise Missing
    return found


def findings(one: PlanReading, *, show: str = "", number: int = 1) -> Page[ReadingFinding]:
    """The doubts, the grave ones first, 20 a page; ``show`` keeps one severity or the open ones."""
    rows = ReadingFinding.objects.filter(reading=one)
    if show == "open":
        rows = rows.filter(ruling="")
    elif show:
        rows = rows.filter(severity=show)
    found = rows.select_related("ruled_by").order_by("order")[window(number)]
    return Page.cut(list(found), number, total=rows.count())


def finding(one: PlanReading, order: int) -> ReadingFinding:
    """One doubt. Raises `Missing`."""
    found = ReadingFinding.objects.select_related("ruled_by").filter(reading=one, order=order).first()
    if found is None:
        raise Missing
    return found


def around_item(one: PlanReading, order: int) -> Around:
    """The promises before and after, and the place among all."""
    return around(ReadingItem.objects.filter(reading=one).values_list("order", flat=True), order)


def around_finding(one: PlanReading, order: int) -> Around:
    """The doubts before and after, and the place among all."""
    return around(ReadingFinding.objects.filter(reading=one).values_list("order", flat=True), order)


def next_unseen(one: PlanReading, order: int) -> int | None:
    """The next promise nobody has decided on, after this one, else the first; None when all are."""
    rows = ReadingItem.objects.filter(reading=one, decision=Decision.OPEN).exclude(kind=Kind.OTHER)
    return following(rows.order_by("order").values_list("order", flat=True), order)


def next_unruled(one: PlanReading, order: int) -> int | None:
    """The next doubt without a ruling, after this one, else the first; None when all are ruled on."""
    rows = ReadingFinding.objects.filter(reading=one, ruling="")
    return following(rows.order_by("order").values_list("order", flat=True), order)


def following(orders: Iterable[int], order: int) -> int | None:
    """The next of some orders after one, else the first of them; None when there are none."""
    waiting = list(orders)
    return next((one for one in waiting if one > order), waiting[0] if waiting else None)


def around(orders: Iterable[int], order: int) -> Around:
    """The orders before and after one, and its place among all."""
    every = sorted(orders)
    place = every.index(order) if order in every else 0
    return Around(
        before=every[place - 1] if place else None,
        after=every[place + 1] if place + 1 < len(every) else None,
        place=place + 1,
        total=len(every),
    )


def excerpt(one: PlanReading, lines: Sequence[int], around: int = AROUND) -> list[SourceLine]:
    """The text around some lines, those marked; between distant places a gap is left out. One query."""
    wanted = set(lines)
    source = _source(one)
    places = [place for place, (number, _, _) in enumerate(source) if number in wanted]
    shown = sorted({near for place in places[:12] for near in range(place - around, place + around + 1)})
    return [_line(source[place], wanted) for place in shown if 0 <= place < len(source)]


def source_page(one: PlanReading, number: int) -> tuple[list[SourceLine], Page[SourceLine]]:
    """One page of the whole text, `SOURCE_PAGE` lines, those with a promise or doubt marked."""
    marked = set(ReadingItem.objects.filter(reading=one).values_list("line", flat=True))
    for lines in ReadingFinding.objects.filter(reading=one).values_list("lines", flat=True):
        marked.update(lines)
    source = _source(one)
    rows = [_line(row, marked) for row in source[window(number, SOURCE_PAGE)]]
    page = Page.cut(rows, number, size=SOURCE_PAGE, total=len(source))
    return list(page.rows), page


def page_of_line(one: PlanReading, line: int) -> int:
    """The page of the text on which a line stands; 1 when there is no such line."""
    place = next((place for place, row in enumerate(_source(one)) if row[0] >= line), 0)
    return place // SOURCE_PAGE + 1


def _source(one: PlanReading) -> list[list[Any]]:
    found = PlanReading.objects.filter(pk=one.pk).values_list("source", flat=True).first()
    return found or []


def _line(row: list[Any], marked: set[int]) -> SourceLine:
    return SourceLine(row[0], row[1], row[2] == "c", row[0] in marked)


def unnamed_targets(one: PlanReading, number: int = 1) -> Page[Target]:
    """Targets in force that no promise continues: they end when the reading comes into force.

    A number inside a task or cell, on which nobody has to rule, continues a target only once it is kept.
    """
    if one.plan_id is None or one.state in {State.IN_FORCE, State.REPLACED}:
        return Page.cut([], number, total=0)
    kept = Q(decision=Decision.KEPT) | (Q(decision=Decision.OPEN) & ~Q(kind=Kind.OTHER))
    named = ReadingItem.objects.filter(kept, reading=one).exclude(target=None)
    rows = Target.objects.filter(section__plan=one.plan_id, ended_on=None).exclude(
        pk__in=named.values("target")
    )
    found = rows.select_related("section", "owner").order_by("section__order", "order", "code")
    return Page.cut(list(found[window(number)]), number, total=rows.count())


def sections_for(one: PlanReading) -> list[tuple[str, str]]:
    """The sections a target may be put into: those of the plan in force, then those of the text."""
    names: dict[str, str] = {}
    if one.plan_id is not None:
        plan = Plan.objects.get(pk=one.plan_id)
        names.update(plan.sections.order_by("order", "code").values_list("code", "name"))
    rows = ReadingItem.objects.filter(reading=one).exclude(section_code="").order_by("order")
    for code, name in rows.values_list("section_code", "section_name"):
        names.setdefault(code, name)
    for code, name in one.sections:
        names.setdefault(code[:40], name)
    return list(names.items())


def targets_to_continue(one: PlanReading) -> list[Target]:
    """The targets in force of the plan that is renewed."""
    if one.plan_id is None:
        return []
    rows = Target.objects.filter(section__plan=one.plan_id, ended_on=None)
    return list(rows.order_by("section__order", "order", "code"))


def history(one: PlanReading) -> QuerySet[Entry]:
    """What happened to the reading, oldest first."""
    return timeline(f"plan_reading:{one.public_id}")


def plan_of_code(code: str) -> Plan:
    """The plan of that code. Raises `Missing`."""
    found = Plan.objects.filter(code=code).first()
    if found is None:
        raise Missing("Không có kế hoạch này. Mở lại từ danh sách kế hoạch.")
    return found


def all_plans() -> list[Plan]:
    """Every plan, newest first."""
    return list(Plan.objects.order_by("-year_from", "code"))


def asked(one: PlanReading) -> int:
    """How many doubts wait for the answer of the plan's author."""
    rows = ReadingFinding.objects.filter(reading=one)
    return rows.filter(ruling=ReadingFinding.Ruling.ASKED).count()
