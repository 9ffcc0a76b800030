"""The work of typing figures in: which targets ask for one, what waits, one figure with its story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q

from xaso.kernel.clock import local_date
from xaso.kernel.paging import Page, window
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import TargetOfYear

from .. import access
from ..lifecycle import State
from ..models import TypedFigure
from ..rules import typed as rules
from ..rules.windows import Window, WindowKind
from .closings import closed_around, closed_codes, first_around
from .figure import with_names
from .rows import NO_OWNER, measure_of, threshold_words
from .typed import TypedFigures, TypedLine, line_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

EVERY = "quarter"


class Need(StrEnum):
    """What a target without a measure asks for now."""

    TO_TYPE = "to_type"
    CLOSED = "closed"
    DRAFT = "draft"
    RETURNED = "returned"
    WAITING = "waiting"
    DONE = "done"

    @property
    def label(self) -> str:
        """The need in words."""
        return _LABELS[self]


_LABELS = {
    Need.TO_TYPE: "Cần nhập",
    Need.CLOSED: "Kỳ đã khóa, chưa có số",
    Need.DRAFT: "Nháp, chưa gửi",
    Need.RETURNED: "Bị trả lại, cần sửa",
    Need.WAITING: "Chờ duyệt",
    Need.DONE: "Đã có số",
}
_OF_STATE = {State.DRAFT: Need.DRAFT, State.RETURNED: Need.RETURNED, State.WAITING: Need.WAITING}


@dataclass(frozen=True, slots=True)
class TypingRow:
    """One target that is typed: its last approved figure, the one under way, what is asked."""

    code: str
    name: str
    owner: str
    threshold: str
    figure: TypedLine | None
    open: TypedLine | None
    need: Need
    may_type: bool


@dataclass(frozen=True, slots=True)
class TypingList:
    """The targets an officer may see that are typed. ``tally`` counts needs before the filter of needs."""

    asked: Window
    is_closed: bool
    page: Page[TypingRow]
    units: tuple[tuple[str, str], ...]
    tally: tuple[tuple[Need, int], ...]
    unit: str
    need: str


def asked_window(today: date) -> Window:
    """Return the window figures are asked for today: the last that ended, of the kind the settings name."""
    return rules.asked_window(today, WindowKind(org.setting("indicators.typed_every", EVERY)))


def open_windows(year: int, today: date) -> list[Window]:
    """Return the windows of a year that figures may be typed for: ended, and in no closed one. One query."""
    closed = [Window.parse(code) for code in closed_codes()]
    return [one for one in rules.typeable_windows(year, today) if first_around(one, closed) is None]


def typing_list(
    officer: Officer, *, unit: str = "", need: str = "", number: int = 1, at: datetime
) -> TypingList:
    """Return the targets without a measure that the officer may see, 20 a page. Six queries."""
    asked = asked_window(local_date(at))
    seen = [one for one in _typed_targets(asked) if access.may_see(officer, one.target.owner_id)]
    typed = TypedFigures(asked.year, at)
    mine = [one for one in seen if unit in ("", one.target.owner.code if one.target.owner else "")]
    is_closed = closed_around(asked) is not None
    rows = [_row(officer, one, typed, asked, is_closed=is_closed) for one in mine]
    tally = Counter(row.need for row in rows)
    shown = [row for row in rows if need in ("", row.need)]
    return TypingList(
        asked=asked,
        is_closed=is_closed,
        page=Page.cut(shown[window(number)], number, total=len(shown)),
        units=tuple(plan.owners(seen)),
        tally=tuple((kind, tally[kind]) for kind in Need if tally[kind]),
        unit=unit,
        need=need,
    )


def waits_for(officer: Officer) -> Q:
    """Return which figures wait for this officer: returned to them, or sent by others for a decision."""
    mine = Q(entered_by=officer, state=State.RETURNED)
    if not officer.has_role(*access.DECIDES):
        return mine
    return mine | (Q(state=State.WAITING) & ~Q(entered_by=officer))


def waiting_figures(officer: Officer, first: int, *, at: datetime) -> tuple[list[TypedLine], int]:
    """Return the first ``first`` figures that wait for the officer, oldest first, and how many there are."""
    rows = TypedFigure.objects.filter(waits_for(officer))
    fetched = with_names(rows).order_by("sent_at", "pk")[:first]
    return [line_of(row, local_date(at)) for row in fetched], rows.count()


def to_type_count(officer: Officer, at: datetime) -> tuple[Window, int]:
    """Return the window asked for and how many targets of the officer's own unit still lack its figure.

    Leaders type nothing and get 0; nothing is asked for a closed window. Six queries.
    """
    asked = asked_window(local_date(at))
    if officer.has_role(Role.LEADER) or not officer.user.roles - {Role.SYSADMIN}:
        return asked, 0
    typed = TypedFigures(asked.year, at)
    own = [one for one in _typed_targets(asked) if one.target.owner_id == officer.unit_id]
    lacking = [one for one in own if _need(typed, one.target.code, asked) is Need.TO_TYPE]
    return asked, 0 if lacking and closed_around(asked) else len(lacking)


def _typed_targets(asked: Window) -> list[TargetOfYear]:
    return [one for one in plan.targets_in(asked.year, asked.period) if measure_of(one) is None]


def _row(
    officer: Officer, one: TargetOfYear, typed: TypedFigures, asked: Window, *, is_closed: bool
) -> TypingRow:
    target = one.target
    need = _need(typed, target.code, asked)
    return TypingRow(
        code=target.code,
        name=target.name,
        owner=target.owner.short_name if target.owner else NO_OWNER,
        threshold=threshold_words(one),
        figure=typed.of(target.code) or typed.earlier(target.code),
        open=typed.waiting(target.code),
        need=Need.CLOSED if is_closed and need is Need.TO_TYPE else need,
        may_type=access.may_type(officer, target.owner_id),
    )


def _need(typed: TypedFigures, code: str, asked: Window) -> Need:
    open_one = typed.waiting(code)
    if open_one is not None and open_one.state in _OF_STATE:
        return _OF_STATE[open_one.state]
    return Need.DONE if typed.reaches(code, asked.end) else Need.TO_TYPE
