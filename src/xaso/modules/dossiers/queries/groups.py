"""Dossiers taken in together, as an officer or the person sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.errors import Missing

from ..access import visible_to
from ..models import Dossier, DossierGroup, GroupMember

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One dossier of a group."""

    code: str
    procedure: str
    state: str
    due_at: datetime | None


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
        GroupLine(one.code, one.version.name, one.state_words, one.due_at)
        for one in rows.order_by("membership__order")
    )
