"""Saying who stands in for an officer on leave, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.db.transaction import atomic

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Forbidden, Invalid
from xaso.kernel.text import clean_lines
from xaso.kernel.wording import day_words
from xaso.modules.org.events import DelegationGiven, DelegationWithdrawn
from xaso.modules.org.models import OF_ONE_OFFICE, Delegation, Officer, Role
from xaso.modules.org.queries.delegations import may_delegate_for, roles_to_give
from xaso.modules.org.services.loading import forget_reference
from xaso.platform.journal import services as journal


class NotYourAbsence(Forbidden):
    """The officer may not say who stands in for that one."""

    code = "not_your_absence"
    default_sentence = (
        "Chỉ người vắng, trưởng đơn vị của người đó hoặc lãnh đạo xã ủy quyền được. "
        "Nhờ một trong những người đó."
    )


class AlreadyAway(Conflict):
    """Somebody already stands in for the giver, or the substitute is away too."""

    code = "already_away"


class AlreadyOver(Conflict):
    """The delegation is withdrawn or its days are past."""

    code = "delegation_over"
    default_sentence = "Lần ủy quyền này đã hết hạn hoặc đã thôi rồi. Tải lại trang để xem."


@dataclass(frozen=True, slots=True)
class Absence:
    """Who is away, who stands in, for which roles, on which days (both included), and why."""

    giver: Officer
    substitute: Officer
    roles: Sequence[Role]
    starts_on: date
    ends_on: date
    reason: str
    decision: str = ""


@atomic
def delegate(absence: Absence, *, by: Officer, at: datetime) -> list[Delegation]:
    """Let the substitute work in the giver's place on those days, one delegation for each role.

    Raises `NotYourAbsence`, `AlreadyAway`, and `Invalid` for roles the giver does not hold, a substitute of
    another office where the role belongs to one, days in the past or out of order, or no reason. Basis: the
    commune's own working rules; the software opens work in the program, it does not replace a paper.
    """
    if not may_delegate_for(by, absence.giver):
        raise NotYourAbsence
    both = Officer.objects.select_for_update().filter(pk__in=[absence.giver.pk, absence.substitute.pk])
    list(both.order_by("pk"))  # always in one order, lest two who name each other wait for ever
    _check_days(absence, local_date(at))
    _check_people(absence)
    _check_free(absence)
    return [_give(absence, role, by, at) for role in absence.roles]


@atomic
def withdraw_delegation(*, delegation: Delegation, by: Officer, at: datetime) -> Delegation:
    """End a delegation before its last day. Raises `NotYourAbsence`, `AlreadyOver`."""
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("giver__unit", "substitute")
    found = rows.get(pk=delegation.pk)
    if not may_delegate_for(by, found.giver):
        raise NotYourAbsence
    if found.withdrawn_at is not None or found.ends_on < local_date(at):
        raise AlreadyOver
    found.withdrawn_at, found.withdrawn_by = at, by
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    fact = DelegationWithdrawn(**_facts(found))
    journal.record(fact, by=by, at=at, subject=f"delegation:{found.pk}")
    forget_reference()
    return found


def _check_days(absence: Absence, today: date) -> None:
    if absence.ends_on < absence.starts_on:
        raise Invalid("Ngày cuối phải từ ngày đầu trở đi. Sửa lại ngày.", field="ends_on")
    if absence.starts_on < today:
        raise Invalid("Không ủy quyền lùi về ngày đã qua. Chọn từ hôm nay trở đi.", field="starts_on")
    if not clean_lines(absence.reason):
        raise Invalid("Hãy ghi lý do vắng, ví dụ nghỉ phép, đi học, đi công tác.", field="reason")


def _check_people(absence: Absence) -> None:
    giver, substitute = absence.giver, absence.substitute
    if giver.pk == substitute.pk:
        raise Invalid("Người làm thay phải là người khác.", field="substitute")
    if not absence.roles or not set(absence.roles) <= set(roles_to_give(giver)):
        raise Invalid(f"Hãy chọn việc mà {giver.full_name} đang làm.", field="roles")
    if not substitute.is_active or not substitute.user.is_active:
        raise Invalid(f"{substitute.full_name} không còn làm việc. Chọn người khác.", field="substitute")
    bound = next((role for role in absence.roles if role in OF_ONE_OFFICE), None)
    if bound is not None and substitute.unit_id != giver.unit_id:
        raise Invalid(
            f"Việc “{bound.label}” gắn với {giver.unit.short_name}: chọn người cùng đơn vị.",
            field="substitute",
        )


def _check_free(absence: Absence) -> None:
    """Nobody stands in twice for one role, and whoever stands in is not away, nor stood in for in turn."""
    giver, substitute = absence.giver, absence.substitute
    days = Q(withdrawn_at=None, starts_on__lte=absence.ends_on, ends_on__gte=absence.starts_on)
    same = Q(giver=giver, role__in=absence.roles)
    clash = Delegation.objects.filter(days & (same | Q(giver=substitute) | Q(substitute=giver)))
    found = clash.select_related("giver", "substitute").order_by("starts_on", "pk").first()
    if found is None:
        return
    when = f"từ ngày {day_words(found.starts_on)} đến hết ngày {day_words(found.ends_on)}"
    raise AlreadyAway(
        f"{found.giver.full_name} đã ủy quyền việc “{found.get_role_display()}” cho "
        f"{found.substitute.full_name} {when}. Chọn ngày khác, người khác, hoặc thôi lần ủy quyền đó trước."
    )


def _give(absence: Absence, role: Role, by: Officer, at: datetime) -> Delegation:
    given = Delegation.objects.create(
        giver=absence.giver,
        substitute=absence.substitute,
        role=role,
        starts_on=absence.starts_on,
        ends_on=absence.ends_on,
        reason=clean_lines(absence.reason)[:300],
        decision=absence.decision.strip()[:200],
        given_by=by,
        given_at=at,
    )
    fact = DelegationGiven(**_facts(given), reason=given.reason, decision=given.decision)
    journal.record(fact, by=by, at=at, subject=f"delegation:{given.pk}")
    forget_reference()
    return given


def _facts(one: Delegation) -> dict[str, str]:
    return {
        "giver": str(one.giver_id),
        "giver_name": one.giver.full_name,
        "substitute": str(one.substitute_id),
        "substitute_name": one.substitute.full_name,
        "role": one.role,
        "unit": one.giver.unit.short_name,
        "starts_on": one.starts_on.isoformat(),
        "ends_on": one.ends_on.isoformat(),
    }
