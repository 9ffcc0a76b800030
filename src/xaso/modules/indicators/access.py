"""Who may type a figure for a target, who may decide on it, who may see it. Pages and services ask here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xaso.kernel.errors import Forbidden
from xaso.modules.org.access import Role

from .lifecycle import MOVES, Move, Party, allows
from .models import Adjustment, TypedFigure

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

STEERS = (Role.LEADER, Role.UNIT_HEAD, Role.PLAN_OWNER)
"""Who reads every target with its figures and evidence, and may write a note beside it."""
DECIDES = (Role.LEADER, Role.PLAN_OWNER)
"""Who may be the second person."""

CLOSES = (Role.LEADER, Role.PLAN_OWNER)
"""Who may close a reporting window, have it proven, ask for a correction and decide on another's."""


class NotYourFigure(Forbidden):
    """The officer may see the figure, but the move belongs to somebody else."""

    code = "not_your_figure"


@dataclass(frozen=True, slots=True)
class Action:
    """Something the officer may do to a figure now: ``code`` names it in an address, ``label`` its button."""

    code: str
    label: str
    primary: bool = False
    needs_reason: bool = False


_ACTIONS = {
    Move.SEND: Action("gui", "Gửi duyệt", primary=True),
    Move.APPROVE: Action("duyet", "Duyệt số liệu", primary=True),
    Move.RETURN: Action("tra-lai", "Trả lại", needs_reason=True),
    Move.TAKE_BACK: Action("lay-lai", "Lấy lại để sửa"),
    Move.DROP: Action("bo", "Bỏ số liệu này"),
}
BY_CODE = {action.code: move for move, action in _ACTIONS.items()}
"""The move behind each action's name in an address."""


def may_type(officer: Officer, owner_id: int | None) -> bool:
    """Return whether the officer may type figures for a target of the unit ``owner_id``.

    The owner's own officers, and the plan's focal officers for every unit: some owners have nobody in the
    program. Somebody who only keeps the machines running types nothing. Source: targets.md, class D.
    """
    if officer.has_role(Role.PLAN_OWNER):
        return True
    return officer.unit_id == owner_id and bool(officer.user.roles - {Role.SYSADMIN})


def may_see(officer: Officer, owner_id: int | None, figure: TypedFigure | None = None) -> bool:
    """Return whether the officer may see a target's typed figures with their evidence."""
    is_own = figure is not None and figure.entered_by_id == officer.pk
    return is_own or officer.has_role(*STEERS) or may_type(officer, owner_id)


def may_decide(officer: Officer, figure: TypedFigure) -> bool:
    """Return whether the officer may approve or return it: a leader or focal officer, never who typed it."""
    return officer.has_role(*DECIDES) and officer.pk != figure.entered_by_id


def may(officer: Officer, figure: TypedFigure, move: Move) -> bool:
    """Return whether the officer may make the move now: the right party, and a state that allows it."""
    return allows(figure.state, move) and _is_party(officer, figure, MOVES[move].who)


def check(officer: Officer, figure: TypedFigure, move: Move) -> None:
    """Raise `NotYourFigure` unless the officer is the party that makes this move."""
    if _is_party(officer, figure, MOVES[move].who):
        return
    if MOVES[move].who is Party.TYPIST:
        raise NotYourFigure(
            f"Số liệu này do {figure.entered_by.full_name} nhập, chỉ người nhập mới "
            f"{MOVES[move].words} được. Cần số khác thì nhập số mới."
        )
    if officer.pk == figure.entered_by_id:
        raise NotYourFigure(
            "Anh chị là người nhập số liệu này. Nhờ người khác duyệt: lãnh đạo hoặc đầu mối kế hoạch."
        )
    raise NotYourFigure("Chỉ lãnh đạo UBND hoặc đầu mối kế hoạch duyệt được số liệu. Nhờ một trong hai.")


def actions(officer: Officer, figure: TypedFigure) -> list[Action]:
    """Return what the officer may do to the figure now, the next step first; changing has its own page."""
    return [action for move, action in _ACTIONS.items() if may(officer, figure, move)]


def may_close(officer: Officer) -> bool:
    """Return whether the officer may close a window, and ask for corrections of what was closed.

    The plan's focal officers do it; a leader may too. Our own rule: no text names who closes (design).
    """
    return officer.has_role(*CLOSES)


def may_decide_adjustment(officer: Officer, adjustment: Adjustment) -> bool:
    """Return whether the officer may decide on a correction: one who closes, never who asked for it."""
    return may_close(officer) and officer.pk != adjustment.proposed_by_id


def _is_party(officer: Officer, figure: TypedFigure, party: Party) -> bool:
    if party is Party.TYPIST:
        return officer.pk == figure.entered_by_id
    return may_decide(officer, figure)


def may_self_score(officer: Officer, owner: str) -> bool:
    """Return whether the officer may score a criterion of the unit whose code is ``owner``.

    The plan's focal officers score all of them, a head of office those of the own office.
    Source: documents.md R-03 (owner), R-04.
    """
    if officer.has_role(Role.PLAN_OWNER):
        return True
    return bool(owner) and officer.has_role(Role.UNIT_HEAD) and officer.unit.code == owner


def may_review_score(officer: Officer, scored_by_id: int) -> bool:
    """Return whether the officer may review a self score: a leader or focal officer, never who gave it."""
    return officer.has_role(*DECIDES) and officer.pk != scored_by_id


def may_record_official(officer: Officer) -> bool:
    """Return whether the officer may write down the official score of the province's scoreboard."""
    return officer.has_role(*DECIDES)
