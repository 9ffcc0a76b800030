"""The typed figures of the synthetic year: each quarter the owners type, a leader decides; some notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.clock import at
from xaso.modules.indicators.queries import Window, WindowKind, windows_of
from xaso.modules.indicators.queries.rows import measure_of
from xaso.modules.indicators.services import typing
from xaso.modules.indicators.services.noting import add_note
from xaso.modules.indicators.services.typing import Said
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.plan import queries as plan

from .office import Office
from .shelf import Shelf

if TYPE_CHECKING:
    from xaso.modules.indicators.models import TypedFigure
    from xaso.modules.org.models import Officer
    from xaso.modules.plan.queries import TargetOfYear

TYPED_AT, DECIDED_AT = time(9, 0), time(15, 30)
LEFT_WITHOUT = 5
"""Every fifth target is never typed: the board must show what has no source."""
NOTES = (
    "Tháng này mạng ở hai bản xa hay mất nên bà con nộp giấy nhiều hơn.",
    "Đã giao đơn vị phụ trách báo cáo nguyên nhân trong cuộc họp tuần sau.",
    "Số tỉnh công bố có thể khác vì chốt khác ngày. Chờ đối chiếu.",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What typing needs: who, with which sample file, by which chance; the last moment of the year."""

    office: Office
    shelf: Shelf
    rng: Random
    until: datetime


def type_figures(first: date, last: date, *, rng: Random, office: Office, shelf: Shelf) -> int:
    """Type the figures of every quarter that ended between the two days; how many were typed.

    Of the last quarter some still wait, one came back, one has no evidence, one is left to type.
    """
    scene = Scene(office, shelf, rng, at(last, DECIDED_AT))
    quarters = [one for one in _quarters(first, last) if _is_reached(one)]
    done = 0
    for place, quarter in enumerate(quarters):
        is_last = place == len(quarters) - 1
        for number, one in enumerate(_typed_targets(quarter.year)):
            if number % LEFT_WITHOUT == LEFT_WITHOUT - 1:
                continue
            done += _one(scene, one, quarter, number if is_last else None)
    _notes(scene)
    return done


def _quarters(first: date, last: date) -> Iterator[Window]:
    for year in range(first.year, last.year + 1):
        for one in windows_of(year):
            if one.kind is WindowKind.QUARTER and first <= one.end < last:
                yield one


def _typed_targets(year: int) -> list[TargetOfYear]:
    return [one for one in plan.targets(year) if measure_of(one) is None]


def _one(scene: Scene, one: TargetOfYear, window: Window, fate: int | None) -> int:
    """One figure of one target; ``fate`` is its number in the last quarter, where not all is done."""
    moment = _moment(window, scene.rng)
    if moment > scene.until or fate == 0:
        return 0
    typist = _typist(scene, one)
    figure = typing.enter(
        target=one.target.code,
        window=window.code,
        said=_said(one, window, scene.rng),
        evidence=None if fate == 1 else scene.shelf.evidence(moment),
        by=typist,
        at=moment,
    )
    if fate != 1:
        _decide(scene, typing.send(figure=figure, by=typist, at=moment, seen=figure.revision), moment, fate)
    return 1


def _decide(scene: Scene, figure: TypedFigure, sent_at: datetime, fate: int | None) -> None:
    decided_at = sent_at.replace(hour=DECIDED_AT.hour, minute=DECIDED_AT.minute)
    if decided_at > scene.until or fate == 2:
        return
    leaders = scene.office.with_role(Role.LEADER)
    second = next((one for one in leaders if one.pk != figure.entered_by_id), None)
    if second is None:
        return
    if fate == 3:
        reason = "Báo cáo gửi kèm là của quý trước. Gắn lại đúng báo cáo của quý này."
        typing.send_back(figure=figure, reason=reason, by=second, at=decided_at, seen=figure.revision)
    else:
        typing.approve(figure=figure, by=second, at=decided_at, seen=figure.revision)


def _typist(scene: Scene, one: TargetOfYear) -> Officer:
    """Somebody of the owner's own, else a focal officer."""
    specialists = scene.office.with_role(Role.SPECIALIST)
    own = [officer for officer in specialists if officer.unit_id == one.target.owner_id]
    return scene.rng.choice(own or scene.office.with_role(Role.PLAN_OWNER))


def _said(one: TargetOfYear, window: Window, rng: Random) -> Said:
    """A figure about as large as what the plan asks, a little more each quarter."""
    unit, owner = one.target.unit, one.target.owner
    asked = _asked(one)
    share = Decimal(rng.randint(82, 92) + 4 * window.number) / 100
    source = f"Báo cáo giả lập {window.label[:1].lower()}{window.label[1:]}"
    source += f" của {owner.short_name}, không có giá trị" if owner else ", không có giá trị"
    if unit != "percent":
        places = Decimal("0.01") if unit == "score" else Decimal(1)
        return Said((asked * share).quantize(places), None, None, source)
    whole = Decimal(rng.randint(180, 900))
    part = (whole * min(asked * share, Decimal(100)) / 100).quantize(Decimal(1))
    if rng.random() < 0.5:
        return Said(None, min(part, whole), whole, source)
    return Said((min(part, whole) * 100 / whole).quantize(Decimal("0.1")), None, None, source)


def _asked(one: TargetOfYear) -> Decimal:
    """What the plan asks this year, else at its end; ten where it asks no number."""
    target = one.target
    bar = one.bar or plan.target(target.code, target.section.plan.year_to).bar
    return bar.value if bar else Decimal(10)


def _is_reached(window: Window) -> bool:
    """Whether the working calendar reaches the days in which its figures are typed."""
    work = org.calendar()
    return work.covers_from <= window.end <= work.covers_to - timedelta(days=20)


def _moment(window: Window, rng: Random) -> datetime:
    """Two or three working days after the window ends."""
    return at(org.calendar().add_workdays(window.end, rng.randint(2, 3)), TYPED_AT)


def _notes(scene: Scene) -> None:
    """A few remarks of leaders beside counted targets."""
    counted = [one for one in plan.targets(scene.until.year) if measure_of(one) is not None]
    leaders = scene.office.with_role(Role.LEADER)
    for number, (one, words) in enumerate(zip(counted, NOTES, strict=False)):
        add_note(
            target=one.target.code,
            text=words,
            by=leaders[number % len(leaders)],
            at=scene.until - timedelta(days=9 - number),
        )
