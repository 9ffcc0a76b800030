"""Who may see a dossier, and what each may do with it now. Services ask here too, so a button never lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from xaso.kernel.errors import Forbidden, Missing
from xaso.modules.org.access import Role

from .lifecycle import MOVES, RUNNING, Move, Party, State
from .models import Dossier, Involvement, Opinion
from .models.querysets import DossierQuerySet

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer

SEES_ALL = frozenset({Role.RECEIVER, Role.RETURNER, Role.CENTRE_HEAD, Role.LEADER})
"""The one-stop's counter and head, and the leaders, see every dossier (onestop.md 3.4, 3.6)."""

ARCHIVISTS = (Role.CLERK, Role.CENTRE_HEAD)
"""Who packs ended dossiers and hands them over to the archive: văn thư, lưu trữ, and the centre's head."""

WORKING_ROLES = tuple(role for role in Role if role != Role.SYSADMIN)
"""Who has a list of dossiers at all: all but an administrator alone (onestop.md 3.6: no case content)."""


def has_dossiers(officer: Officer) -> bool:
    """Return whether there is a list of dossiers for this officer."""
    return officer.has_role(*WORKING_ROLES)


DIGITISES = (Role.RECEIVER, Role.RETURNER, Role.CENTRE_HEAD, Role.CLERK)
"""Who scans papers: the one-stop's counter and head (TT 01/2023/TT-VPCP Đ.5), and the clerk."""


class NotYours(Forbidden):
    """The officer may see the dossier but this is another's work."""

    code = "not_yours"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be done now: `code` names the page, `label` the button, `primary` the next step."""

    code: str
    label: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    """When an action is open: in which states, on which kinds of step (None: any), to which party."""

    action: Action
    states: frozenset[State]
    who: frozenset[Party]
    kinds: frozenset[str] | None = None


def _rule(
    code: str,
    label: str,
    states: Iterable[State],
    who: Iterable[Party],
    kinds: Iterable[str] | None = None,
    *,
    primary: bool = False,
) -> _Rule:
    shape = None if kinds is None else frozenset(kinds)
    return _Rule(Action(code, label, primary), frozenset(states), frozenset(who), shape)


def _by_move(code: str, label: str, move: Move, *, primary: bool = False) -> _Rule:
    return _rule(code, label, MOVES[move].sources, MOVES[move].who, primary=primary)


_WORKING = frozenset({State.IN_PROCESS})
_HELD = frozenset({State.IN_PROCESS, State.AWAITING_APPROVAL, State.AWAITING_ISSUE})
_HOLDER = (Party.HOLDER,)
_PASSED_ON = frozenset({"receive", "assign"})
"""Kinds of step whose holder sends the dossier on to the next step; only others give it to somebody else."""
_REASSIGNED = [*sorted(_PASSED_ON), "handle", "check", "approve", "issue"]

SPOT_CODES = ("take", "propose", "forward", "approve", "issue", "return")
"""What one press of “4 tại chỗ” may do, one after another."""
SPOT_KINDS = ("handle", "check", "approve", "issue", "return")

_RULES: tuple[_Rule, ...] = (
    _by_move("accept", "Tiếp nhận", Move.ACCEPT, primary=True),
    _rule("approve", "Duyệt kết quả", [State.AWAITING_APPROVAL], _HOLDER, primary=True),
    _rule("issue", "Cấp số, hoàn thành", [State.AWAITING_ISSUE], _HOLDER, primary=True),
    _by_move("return", "Trả kết quả", Move.RETURN, primary=True),
    _rule("propose", "Trình kết quả", _WORKING, _HOLDER, ["handle"], primary=True),
    _rule(
        "forward", "Chuyển bước sau", [State.RECEIVED, *_WORKING], _HOLDER, ["receive", "check"], primary=True
    ),
    _rule("provide", "Nhận giấy tờ bổ sung", [State.AWAITING_SUPPLEMENT], [Party.RECEIVER], primary=True),
    _rule("take", "Nhận xử lý", RUNNING, [Party.POOL], ["handle"], primary=True),
    _rule("distribute", "Phân công", _WORKING, _HOLDER, ["assign"], primary=True),
    _rule(
        "spot", "Làm tại chỗ", [*RUNNING, State.READY], [Party.HOLDER, Party.POOL, Party.RETURNER], SPOT_KINDS
    ),
    _rule("reassign", "Giao người khác", [State.RECEIVED, *_HELD], [Party.SUPERVISOR], _REASSIGNED),
    _by_move("supplement", "Yêu cầu bổ sung", Move.ASK_SUPPLEMENT),
    _rule("send_back", "Chuyển trả bước trước", _HELD, _HOLDER),
    _rule("hand_over", "Bàn giao", _HELD, [Party.KEEPER], ["handle", "check", "approve", "issue"]),
    _rule("consult", "Lấy ý kiến", _WORKING, _HOLDER, ["handle", "check"]),
    _rule("verify", "Ghi biên bản xác minh", _WORKING, _HOLDER, ["handle", "check"]),
    _rule("attach", "Đính giấy của bước", _HELD, _HOLDER, ["handle", "check", "approve", "issue"]),
    _rule("extend", "Xin lỗi, hẹn lại ngày trả", RUNNING, [Party.SUPERVISOR]),
    _by_move("refuse", "Từ chối tiếp nhận", Move.REFUSE),
    _rule("withdraw", "Ghi nhận rút hồ sơ", MOVES[Move.WITHDRAW].sources, [Party.RECEIVER]),
    _by_move("stop", "Dừng giải quyết", Move.STOP),
)
_BY_CODE = {rule.action.code: rule for rule in _RULES}


def visible_to(officer: Officer) -> DossierQuerySet:
    """Return the dossiers an officer may see, each once.

    The counter and the leaders: all. A head of office: those that came to the office. Others: those they were
    given or that waited for them, and what the colleagues they stand in for hold now. A system administrator
    alone: none (onestop.md 3.6: no case content).
    """
    roles = officer.roles
    if roles & SEES_ALL:
        return Dossier.objects.all()
    if Role.UNIT_HEAD in roles:
        return Dossier.objects.filter(involvements__unit=officer.unit_id)
    if officer.standing_in:
        own = Involvement.objects.filter(dossier=OuterRef("pk"), officer=officer)
        return Dossier.objects.filter(Exists(own) | held_by_absent(officer) | waiting_in_pool(officer))
    if roles - {Role.SYSADMIN}:
        return Dossier.objects.filter(involvements__officer=officer)
    return Dossier.objects.none()


OVERSEERS = (Role.LEADER, Role.CENTRE_HEAD, Role.UNIT_HEAD)
"""Who watches over the work of others (onestop.md 3.4: deadlines of the one-stop; NĐ 118/2025 Đ.19)."""


def overseen_by(officer: Officer) -> DossierQuerySet:
    """Return the dossiers an officer answers for: leaders and the centre's head all, a head of office what is
    at the office now, others none.
    """
    if officer.has_role(Role.LEADER, Role.CENTRE_HEAD):
        return Dossier.objects.all()
    if officer.has_role(Role.UNIT_HEAD):
        return Dossier.objects.filter(unit=officer.unit_id)
    return Dossier.objects.none()


def waiting_in_pool(officer: Officer) -> Q:
    """Return the condition of dossiers that wait, held by nobody, for the officer's role in the officer's
    office, or for a role the officer has in place of an absent colleague.
    """
    found = Q(unit=officer.unit_id, holder=None, step__role__in=sorted(officer.user.roles))
    for one in officer.standing_in:
        found |= Q(unit=one.unit_id, holder=None, step__role=one.role)
    return found


def held_by_absent(officer: Officer) -> Q:
    """Return the condition of dossiers that a colleague holds whom the officer stands in for at that step."""
    found = Q(pk=None)
    for one in officer.standing_in:
        found |= Q(holder=one.giver_id, step__role=one.role)
    return found


def can_see(officer: Officer, dossier: Dossier) -> bool:
    """Return whether the officer may see this dossier, one that waits in the pool since before they came
    included.
    """
    return in_pool(officer, dossier) or visible_to(officer).filter(pk=dossier.pk).exists()


def in_pool(officer: Officer, dossier: Dossier) -> bool:
    """Return whether the dossier waits, held by nobody, for the officer's role in the officer's office."""
    step = dossier.step
    if step is None or dossier.holder_id is not None:
        return False
    if dossier.unit_id == officer.unit_id and step.role in officer.user.roles:
        return True
    return any((one.unit_id, one.role) == (dossier.unit_id, step.role) for one in officer.standing_in)


def keeps(officer: Officer, dossier: Dossier) -> bool:
    """Return whether the officer holds the dossier, or stands in at its step for the colleague who does."""
    if dossier.holder_id is None or dossier.step is None:
        return False
    role = dossier.step.role
    for_whom = {one.giver_id for one in officer.standing_in if one.role == role}
    return dossier.holder_id in {officer.pk, *for_whom}


def _holds(officer: Officer, dossier: Dossier) -> bool:
    """The holder; with no holder anyone of the pool, except where a specialist must first take it."""
    if dossier.holder_id is not None:
        return keeps(officer, dossier)
    return in_pool(officer, dossier) and dossier.step is not None and dossier.step.kind != "handle"


def _supervises(officer: Officer, dossier: Dossier) -> bool:
    heads_unit = officer.has_role(Role.UNIT_HEAD) and dossier.unit_id == officer.unit_id
    return may_except(officer) or heads_unit


_PARTIES: dict[Party, Callable[[Officer, Dossier], bool]] = {
    Party.RECEIVER: lambda officer, _: officer.has_role(Role.RECEIVER),
    Party.HOLDER: _holds,
    Party.KEEPER: keeps,
    Party.POOL: in_pool,
    Party.SUPERVISOR: _supervises,
    Party.RETURNER: lambda officer, _: may_return(officer),
    Party.CASHIER: lambda officer, _: officer.has_role(Role.CASHIER),
    Party.APPLICANT: lambda *_: False,
}


def may_except(officer: Officer) -> bool:
    """Return whether the officer may allow a further supplement request, with a reason: leader or centre
    head.
    """
    return officer.has_role(Role.LEADER, Role.CENTRE_HEAD)


def may_digitise(officer: Officer, dossier: Dossier) -> bool:
    """Return whether the officer may scan papers of a dossier they see: counter, clerk or holder."""
    return officer.has_role(*DIGITISES) or dossier.holder_id == officer.pk


def may_return(officer: Officer) -> bool:
    """Return whether the officer may hand results over: whoever returns, and the centre's head."""
    return officer.has_role(Role.RETURNER, Role.CENTRE_HEAD)


def may_count_fee(officer: Officer) -> bool:
    """Return whether the officer may say how much a dossier owes: the counter and the cashier."""
    return officer.has_role(Role.RECEIVER, Role.CASHIER)


def may_ask_payment(officer: Officer, dossier: Dossier) -> bool:
    """Return whether the officer may let the dossier wait for a fee: whoever handles it."""
    step = dossier.step
    return (
        dossier.state == State.IN_PROCESS
        and step is not None
        and step.kind == "handle"
        and _PARTIES[Party.HOLDER](officer, dossier)
    )


def require_payment_asker(officer: Officer, dossier: Dossier) -> None:
    """Raise `NotYours` unless the officer may let the dossier wait for a fee."""
    if not may_ask_payment(officer, dossier):
        raise NotYours("Chỉ người đang thụ lý báo nộp phí và tạm dừng hạn.")


def require_fee_officer(officer: Officer) -> None:
    """Raise `NotYours` unless the officer may say how much a dossier owes."""
    if not may_count_fee(officer):
        raise NotYours("Chỉ người tiếp nhận hoặc người thu phí tính phí, lệ phí của hồ sơ.")


def may_take_in(officer: Officer) -> bool:
    """Return whether the officer may take dossiers in at the counter."""
    return officer.has_role(Role.RECEIVER)


def _is_not_passed_on(officer: Officer, dossier: Dossier) -> bool:
    step = dossier.step
    return step is None or step.kind not in _PASSED_ON or not _holds(officer, dossier)


def _is_on_the_spot(officer: Officer, dossier: Dossier) -> bool:
    return dossier.version.four_on_the_spot and any(can(officer, dossier, code) for code in SPOT_CODES)


_MORE: dict[str, Callable[[Officer, Dossier], bool]] = {
    "send_back": lambda _, dossier: dossier.step is not None and dossier.step.may_return,
    "extend": lambda _, dossier: dossier.due_at is not None,
    "attach": lambda _, dossier: dossier.step is not None and dossier.step.output_kind == "paper",
    "reassign": _is_not_passed_on,
    "spot": _is_on_the_spot,
}
"""What else an action asks of the officer and the dossier."""


def _open(rule: _Rule, officer: Officer, dossier: Dossier) -> bool:
    if dossier.state not in rule.states:
        return False
    step = dossier.step
    if rule.kinds is not None and (step is None or step.kind not in rule.kinds):
        return False
    is_open = _MORE.get(rule.action.code)
    if is_open is not None and not is_open(officer, dossier):
        return False
    return any(_PARTIES[party](officer, dossier) for party in rule.who)


def can(officer: Officer, dossier: Dossier, code: str) -> bool:
    """Return whether the officer may take the action now."""
    return _open(_BY_CODE[code], officer, dossier)


def actions_for(officer: Officer, dossier: Dossier) -> list[Action]:
    """Return exactly what the officer may do now, the next step first. Needs the dossier's `step` loaded."""
    return [rule.action for rule in _RULES if _open(rule, officer, dossier)]


def require(officer: Officer, dossier: Dossier, *codes: str) -> None:
    """Raise `NotYours` unless the officer may take one of the actions now."""
    if not any(can(officer, dossier, code) for code in codes):
        label = _BY_CODE[codes[0]].action.label.lower()
        who = f"{dossier.holder.full_name} đang giữ hồ sơ" if dossier.holder else "Việc này thuộc người khác"
        raise NotYours(f"{who}; tài khoản này không {label} được. Hỏi trưởng đơn vị nếu cần.")


def asked_of(officer: Officer) -> QuerySet[Opinion]:
    """Return the opinions asked of the officer's office, for its head; none for others."""
    if not officer.has_role(Role.UNIT_HEAD):
        return Opinion.objects.none()
    return Opinion.objects.filter(unit=officer.unit_id)


def can_answer(officer: Officer, opinion: Opinion) -> bool:
    """Return whether the officer may write the answer down, while the dossier is being worked on.

    The head of the office asked; for an outside agency whoever asked, or has the dossier or oversees it now.
    """
    if opinion.answered_at is not None or opinion.dossier.state not in RUNNING:
        return False
    if opinion.unit_id is not None:
        return officer.has_role(Role.UNIT_HEAD) and officer.unit_id == opinion.unit_id
    dossier = opinion.dossier
    return officer.pk == opinion.asked_by_id or _holds(officer, dossier) or _supervises(officer, dossier)


def require_answer(officer: Officer, opinion: Opinion) -> None:
    """Raise `NotYours` unless the officer may answer. One answered or over before is told by the service."""
    waits = opinion.answered_at is None and opinion.dossier.state in RUNNING
    if waits and not can_answer(officer, opinion):
        raise NotYours(f"Ý kiến này do {opinion.asked} trả lời. Chuyển cho người phụ trách nơi đó.")


def require_own_or_counter(who: Person | Officer, dossier: Dossier) -> None:
    """Raise `Missing` for a person whose dossier it is not, `NotYours` for an officer who is not of the
    counter.
    """
    if who.as_actor().kind != "officer":
        if not owns(cast("Person", who), dossier):
            raise Missing
    elif not may_take_in(cast("Officer", who)):
        raise NotYours(
            "Chỉ cán bộ tiếp nhận làm thay bà con tại quầy được. Chuyển bà con đến quầy tiếp nhận."
        )


def owns(person: Person, dossier: Dossier) -> bool:
    """Return whether the dossier is the person's: as applicant or as the one who filed for another."""
    return person.pk in (dossier.applicant_id, dossier.submitter_id)
