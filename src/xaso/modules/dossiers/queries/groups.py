"""Dossiers filed together, as an officer or the person sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from xaso.kernel.errors import Missing

from ..access import visible_to
from ..models import Dossier, DossierGroup, GroupMember
from .own_record import answer_due_of

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One dossier of a group."""

    code: str
    procedure: str
    state: str
    due_at: datetime | None
    received_at: datetime | None
    answer_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group with its dossiers in order."""

    group: DossierGroup
    lines: tuple[GroupLine, ...]


def group_view(officer: Officer, code: str) -> GroupView:
    """The group with all its dossiers, for an officer who may see any of them. Raises `Missing`."""
    group = DossierGroup.objects.select_related("applicant", "opened_by").filter(code=code).first()
    if group is None or not visible_to(officer).filter(membership__group=group).exists():
        raise Missing
    return GroupView(group, _lines(group.pk))


def own_group_view(person: Person, code: str) -> GroupView:
    """The group of dossiers of its applicant or of who filed it. Raises `Missing` for strangers."""
    mine = Q(members__dossier__applicant=person) | Q(members__dossier__submitter=person)
    rows = DossierGroup.objects.select_related("applicant", "opened_by").filter(mine, code=code)
    group = rows.first()
    if group is None:
        raise Missing("Không tìm thấy nhóm hồ sơ này trong tài khoản của bà con. Kiểm tra lại mã.")
    return GroupView(group, _lines(group.pk))


def siblings(dossier: Dossier) -> tuple[str, tuple[GroupLine, ...]]:
    """The code of the dossier's group and the others in it; empty for one filed by itself.

    For a page that already shows the dossier to someone who may see it: the others are told by code,
    procedure, state and date only.
    """
    membership = GroupMember.objects.select_related("group").filter(dossier=dossier).first()
    if membership is None:
        return "", ()
    others = tuple(one for one in _lines(membership.group_id) if one.code != dossier.code)
    return membership.group.code, others


def _lines(group_id: int) -> tuple[GroupLine, ...]:
    rows = Dossier.objects.filter(membership__group=group_id).select_related("version")
    return tuple(
        GroupLine(
            one.code, one.version.name, one.state_words, one.due_at, one.received_at, _answer_due_at(one)
        )
        for one in rows.order_by("membership__order")
    )


def _answer_due_at(dossier: Dossier) -> datetime | None:
    due = answer_due_of(dossier)
    return due.due_at if due else None
