"""Who may see a task, give one, and do what with it now. Services ask here too, so a button never lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from xaso.kernel.errors import Forbidden
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role

from .lifecycle import MOVES, RUNNING, Move, Party, State
from .models import Extension, Task, TaskProduct
from .models.tasks import TaskQuerySet

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SEES_ALL = frozenset({Role.LEADER, Role.PLAN_OWNER})
HEADS = (Role.UNIT_HEAD, Role.CENTRE_HEAD)
FOLLOWERS = (Role.LEADER, Role.UNIT_HEAD, Role.PLAN_OWNER)
"""Who reads the pages on all tasks and on money."""
GIVERS = (Role.LEADER, Role.PLAN_OWNER, *HEADS)
WORKERS = tuple(role for role in Role if role != Role.SYSADMIN)


class NotYourTask(Forbidden):
    """The officer may see the task, but this is another's to do."""

    code = "not_your_task"
    default_sentence = "Việc này do người khác làm. Mở nhiệm vụ để xem ai đang phụ trách."


class OwnDeadline(NotYourTask):
    """Nobody of the lead decides on the lead's deadline."""

    code = "own_deadline"
    default_sentence = (
        "Anh chị thuộc đơn vị chủ trì nên không tự quyết định hạn của việc này. Nhờ lãnh đạo hoặc người giao "
        "ở đơn vị khác quyết định."
    )


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be done now: `code` names the page, `label` the button, `primary` the next step."""

    code: str
    label: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    action: Action
    states: frozenset[State]
    who: frozenset[Party]
    waiting: str = ""
    """What must wait for the action: a product, an extension, or nothing that matters."""
    is_of_time: bool = False
    """Whether it decides on the deadline: never by one of the lead."""


def _rule(
    code: str,
    label: str,
    states: Iterable[State],
    who: Iterable[Party],
    *,
    primary: bool = False,
    waiting: str = "",
    is_of_time: bool = False,
) -> _Rule:
    return _Rule(Action(code, label, primary), frozenset(states), frozenset(who), waiting, is_of_time)


def _by_move(code: str, label: str, move: Move, **more: Any) -> _Rule:
    return _rule(code, label, MOVES[move].sources, MOVES[move].who, **more)


_LEAD, _GIVER = (Party.LEAD,), (Party.GIVER,)
_RULES: tuple[_Rule, ...] = (
    _by_move("confirm", "Xác nhận hoàn thành", Move.CONFIRM, primary=True, waiting="product"),
    _rule(
        "decide", "Trả lời xin gia hạn", RUNNING, _GIVER, primary=True, waiting="extension", is_of_time=True
    ),
    _by_move("send", "Gửi sản phẩm", Move.SEND, primary=True),
    _by_move("start", "Bắt đầu làm", Move.START),
    _by_move("resume", "Cho làm tiếp", Move.RESUME, primary=True, is_of_time=True),
    _by_move("return", "Trả lại sản phẩm", Move.RETURN, waiting="product"),
    _rule("assign", "Giao người làm", RUNNING, _LEAD),
    _rule("tell", "Cập nhật tình hình", RUNNING, _LEAD),
    _rule("extend", "Xin gia hạn", RUNNING, _LEAD, waiting="no extension"),
    _by_move("pause", "Tạm dừng", Move.PAUSE, is_of_time=True),
    _by_move("cancel", "Hủy nhiệm vụ", Move.CANCEL),
)
_BY_CODE = {rule.action.code: rule for rule in _RULES}


def visible_to(officer: Officer) -> TaskQuerySet:
    """Return the tasks an officer may see, each once.

    Leaders and whoever keeps the plan: all. Others: those their unit leads or helps with, those they gave or
    were given. A system administrator alone: none.
    """
    roles = officer.roles
    if roles & SEES_ALL:
        return Task.objects.all()
    if not roles - {Role.SYSADMIN}:
        return Task.objects.none()
    return Task.objects.filter(
        Q(lead=officer.unit_id) | Q(giver=officer) | Q(assignee=officer) | helps_with(officer)
    )


def helps_with(officer: Officer) -> Q:
    """Return the condition of tasks that the officer's unit helps with."""
    through = Task.coordinators.through.objects
    return Q(Exists(through.filter(task=OuterRef("pk"), unit=officer.unit_id)))


def is_giver(officer: Officer, task: Task) -> bool:
    """Return whether the officer judges the task: who gave it, a leader; of the plan's own, who keeps the
    plan.
    """
    if task.giver_id is None and officer.has_role(Role.PLAN_OWNER):
        return True
    return task.giver_id == officer.pk or officer.has_role(Role.LEADER)


def is_lead(officer: Officer, task: Task) -> bool:
    """Return whether the officer works on the task: the one it was given to, or the head of the lead.

    A lead where nobody with an account is head is stood for by whoever keeps the plan: no task is stuck.
    """
    if task.assignee_id == officer.pk or leads_unit(officer, task.lead_id):
        return True
    return officer.has_role(Role.PLAN_OWNER) and not _has_head(task.lead_id)


def is_of_lead(officer: Officer, task: Task) -> bool:
    """Return whether the task is the officer's own: who works in its lead, does it or stands for its head."""
    return officer.unit_id == task.lead_id or is_lead(officer, task)


def decides_time(officer: Officer, task: Task) -> bool:
    """Return whether the officer may decide on the task's deadline: who judges it, unless it is the own one.

    What the leaders gave to their own committee, where every leader is of the lead, is for whoever keeps the
    plan. Source: documents.md M-04, approved by the assigner.
    """
    if is_of_lead(officer, task):
        return False
    if is_giver(officer, task):
        return True
    given_within = task.giver is not None and task.giver.unit_id == task.lead_id
    return given_within and officer.has_role(Role.PLAN_OWNER) and not _has_leader_outside(task.lead_id)


def _has_leader_outside(unit_id: int) -> bool:
    leaders = org.officers().filter(user__grants__role=Role.LEADER.value)
    return leaders.exclude(unit_id=unit_id).exists()


def leads_unit(officer: Officer, unit_id: int) -> bool:
    """Return whether the officer is head of the unit; of the committee itself, a leader."""
    return officer.unit_id == unit_id and officer.has_role(*HEADS, Role.LEADER)


def _has_head(unit_id: int) -> bool:
    roles = [role.value for role in (*HEADS, Role.LEADER)]
    return org.officers().filter(unit_id=unit_id, user__grants__role__in=roles).exists()


def may_give(officer: Officer) -> bool:
    """Return whether the officer may give tasks."""
    return officer.has_role(*GIVERS)


def may_give_to(officer: Officer, unit_id: int) -> bool:
    """Return whether the officer may give a task to a unit: a head to the own one only."""
    return officer.has_role(*SEES_ALL) or (officer.has_role(*HEADS) and officer.unit_id == unit_id)


def may_enter_money(officer: Officer) -> bool:
    """Return whether the officer may enter the plan's money."""
    return officer.has_role(Role.PLAN_OWNER)


def may_set_up(officer: Officer) -> bool:
    """Return whether the officer may say from which day activities open tasks."""
    return officer.has_role(Role.PLAN_OWNER)


def may_keep_plan(officer: Officer) -> bool:
    """Return whether the officer may read plans in, rule on them and put them in force."""
    return officer.has_role(Role.PLAN_OWNER)


_PARTIES = {Party.GIVER: is_giver, Party.LEAD: is_lead}


def can(officer: Officer, task: Task, code: str) -> bool:
    """Return whether the officer may take the action now."""
    return _BY_CODE[code] in _open(officer, task)


def actions_for(officer: Officer, task: Task) -> list[Action]:
    """Return exactly what the officer may do now, the next step first. At most four queries."""
    return [rule.action for rule in _open(officer, task)]


def require(officer: Officer, task: Task, code: str) -> None:
    """Raise `NotYourTask` unless the officer may take the action now; `OwnDeadline` when another must."""
    if can(officer, task, code):
        return
    if _BY_CODE[code].is_of_time and is_of_lead(officer, task):
        raise OwnDeadline
    raise NotYourTask


def standing_product(task: Task) -> TaskProduct | None:
    """Return the product that waits for the giver, or that was accepted; None when there is none."""
    rows = task.products.exclude(verdict=TaskProduct.Verdict.RETURNED)
    return rows.select_related("file", "sent_by").first()


def _open(officer: Officer, task: Task) -> list[_Rule]:
    fitting = [rule for rule in _RULES if task.state in rule.states]
    if not fitting:
        return []
    parties = {party for party, check in _PARTIES.items() if check(officer, task)}
    of_time = any(rule.is_of_time for rule in fitting) and decides_time(officer, task)
    may = [rule for rule in fitting if (of_time if rule.is_of_time else rule.who & parties)]
    return [rule for rule in may if _is_ready(rule, officer, task)]


def _is_ready(rule: _Rule, officer: Officer, task: Task) -> bool:
    """Whether what the action needs is there; nobody judges a product of their own sending."""
    if rule.waiting == "product":
        product = standing_product(task)
        return product is not None and product.sent_by_id != officer.pk
    if not rule.waiting:
        return True
    waits = task.extensions.filter(verdict=Extension.Verdict.WAITING)
    if rule.waiting == "no extension":
        return not waits.exists()
    return waits.exclude(asked_by=officer).exists()
