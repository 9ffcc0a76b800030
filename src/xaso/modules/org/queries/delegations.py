"""Who stands in for whom: the substitute at the edge, those who serve in a role, the pages' lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.org.models import OF_ONE_OFFICE, Delegation, Officer, Role, StandIn, Unit
from xaso.modules.org.queries.cache import remembered
from xaso.modules.org.queries.people import officers, officers_with_role

NOT_GIVEN_ON = frozenset({Role.SYSADMIN})
"""Roles nobody stands in for: an administrator's rights are given by the administrator alone."""


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One delegation in a list; `may_withdraw` is about whoever looks."""

    number: int
    giver_name: str
    unit_name: str
    substitute_name: str
    role_words: str
    starts_on: date
    ends_on: date
    reason: str
    decision: str
    state_words: str
    is_live: bool
    may_withdraw: bool


def with_stand_ins(officer: Officer, *, at: datetime) -> Officer:
    """Give the officer the roles they have in place of absent colleagues at this moment; return the officer.

    No query for whoever never stood in for anybody, else one.
    """
    if officer.pk in _known()[0]:
        live = _live_on(local_date(at)).filter(substitute=officer.pk)
        officer.standing_in = tuple(_stand_in(one) for one in live)
    return officer


def serving(role: Role | str, unit: Unit | None = None, *, at: datetime) -> list[Officer]:
    """Active officers who hold the role now, in the unit when one is given, each absent one replaced by the
    substitute. By unit and name.
    """
    rows = officers_with_role(role, unit)
    if not {one.pk for one in rows} & _known()[1]:
        return rows
    live = _live_on(local_date(at)).filter(role=str(role), giver__in=[one.pk for one in rows])
    instead = dict(live.values_list("giver_id", "substitute_id"))
    found = {one.pk: one for one in officers().filter(pk__in=instead.values())}
    kept = {one.pk: one for one in rows if instead.get(one.pk) not in found}
    return sorted((kept | found).values(), key=lambda one: (one.unit.order, one.full_name, one.pk))


def may_delegate_for(officer: Officer, giver: Officer) -> bool:
    """Return whether the officer may say who stands in for the giver.

    Everyone for themselves; a head of office or of the centre for the own office; a leader for anyone.
    """
    heads = officer.has_role(Role.UNIT_HEAD, Role.CENTRE_HEAD) and officer.unit_id == giver.unit_id
    return officer.pk == giver.pk or heads or officer.has_role(Role.LEADER)


def givers_for(officer: Officer) -> list[Officer]:
    """Officers for whom this one may say who stands in, the officer first."""
    rows = [one for one in officers() if may_delegate_for(officer, one) and roles_to_give(one)]
    return sorted(rows, key=lambda one: one.pk != officer.pk)


def giver_for(officer: Officer, key: str) -> Officer:
    """The officer of that key, or the asker when it is empty. Raises `Missing` when they may not ask."""
    number = int(key[:9]) if key.isascii() and key.isdigit() else officer.pk
    found = officers().filter(pk=number).first()
    if found is None or not may_delegate_for(officer, found):
        raise Missing("Không tìm thấy cán bộ này, hoặc không thuộc đơn vị của anh chị.")
    return found


def roles_to_give(giver: Officer) -> list[Role]:
    """The giver's own roles that somebody can stand in for; those held for others are not passed on."""
    return [role for role in Role if role.value in giver.user.roles and role not in NOT_GIVEN_ON]


def may_stand_in(giver: Officer) -> list[Officer]:
    """Active officers who may be the giver's substitute for at least one role: the own office first."""
    local = all(role in OF_ONE_OFFICE for role in roles_to_give(giver))
    rows = [one for one in officers().exclude(pk=giver.pk) if _works(one)]
    near = [one for one in rows if one.unit_id == giver.unit_id]
    return near if local else near + [one for one in rows if one.unit_id != giver.unit_id]


def delegations_page(officer: Officer, page: int = 1, *, at: datetime) -> Page[DelegationRow]:
    """Delegations the officer gave, has, or may speak for: those of now and to come first. Two queries."""
    today = local_date(at)
    rows = _seen_by(officer).select_related("giver__unit", "substitute").order_by("-ends_on", "-pk")
    return Page.cut([_row(officer, one, today) for one in rows[window(page)]], page, total=rows.count())


def seen_delegation(officer: Officer, number: int) -> Delegation:
    """The delegation of that number, for an officer who may withdraw it. Raises `Missing`."""
    rows = Delegation.objects.select_related("giver__unit", "giver__user", "substitute")
    found = rows.filter(pk=number).first()
    if found is None or not may_delegate_for(officer, found.giver):
        raise Missing("Không tìm thấy lần ủy quyền này.")
    return found


def live_delegations(*, at: datetime) -> list[StandIn]:
    """All that hold at the moment, by giver: for the day's digest."""
    return [_stand_in(one) for one in _live_on(local_date(at)).order_by("giver__full_name", "pk")]


def _works(officer: Officer) -> bool:
    return bool(officer.user.roles - {Role.SYSADMIN.value})


def _seen_by(officer: Officer) -> QuerySet[Delegation]:
    if officer.has_role(Role.LEADER):
        return Delegation.objects.all()
    seen = Q(giver=officer) | Q(substitute=officer)
    if officer.has_role(Role.UNIT_HEAD, Role.CENTRE_HEAD):
        seen |= Q(giver__unit=officer.unit_id)
    return Delegation.objects.filter(seen)


def _live_on(day: date) -> QuerySet[Delegation]:
    """Those that hold on the day: the giver is still there and still has the role."""
    rows = Delegation.objects.filter(withdrawn_at=None, starts_on__lte=day, ends_on__gte=day)
    rows = rows.filter(giver__is_active=True, giver__user__is_active=True)
    return rows.filter(giver__user__grants__role=F("role")).select_related("giver")


def _known() -> tuple[frozenset[int], frozenset[int]]:
    """Who ever stood in for somebody, and who was ever stood in for; kept until org changes."""
    return remembered("delegations", _ever)


def _ever() -> tuple[frozenset[int], frozenset[int]]:
    pairs = list(Delegation.objects.filter(withdrawn_at=None).values_list("substitute_id", "giver_id"))
    return frozenset(one for one, _ in pairs), frozenset(one for _, one in pairs)


def _stand_in(one: Delegation) -> StandIn:
    return StandIn(
        substitute_id=one.substitute_id,
        giver_id=one.giver_id,
        giver_name=one.giver.full_name,
        role=one.role,
        unit_id=one.giver.unit_id,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
    )


def _row(officer: Officer, one: Delegation, today: date) -> DelegationRow:
    ended = one.withdrawn_at is not None or one.ends_on < today
    return DelegationRow(
        number=one.pk,
        giver_name=one.giver.full_name,
        unit_name=one.giver.unit.short_name,
        substitute_name=one.substitute.full_name,
        role_words=one.get_role_display(),
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        reason=one.reason,
        decision=one.decision,
        state_words=_state(one, today),
        is_live=one.is_live_on(today),
        may_withdraw=not ended and may_delegate_for(officer, one.giver),
    )


def _state(one: Delegation, today: date) -> str:
    if one.withdrawn_at is not None:
        return "Đã thôi"
    if today < one.starts_on:
        return "Chưa đến ngày"
    return "Đang hiệu lực" if today <= one.ends_on else "Đã hết hạn"
