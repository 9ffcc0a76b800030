"""Officers and the roles they hold."""

from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from xaso.modules.org.models import Officer, Role, Unit
from xaso.platform.identity.models import User

_ASKED = "_officer_of"


def officers() -> QuerySet[Officer]:
    """Active officers with user, unit and position, by unit and name."""
    rows = Officer.objects.filter(is_active=True, user__is_active=True)
    return rows.select_related("user", "unit", "position").order_by("unit__order", "full_name", "pk")


def officers_with_role(role: Role | str, unit: Unit | None = None) -> list[Officer]:
    """Active officers who hold the role, in the unit when one is given, by unit and name."""
    rows = officers().filter(user__grants__role=str(role))
    if unit is not None:
        rows = rows.filter(unit_id=unit.pk)
    return list(rows)


def officer_of(user: "User | AnonymousUser") -> Officer | None:
    """The active officer behind a signed-in user; None for people, strangers and those who left.

    Asked once for each `user` object, that is once a request: the gate, the menu and the page ask in turn.
    """
    if not isinstance(user, User) or user.kind != User.Kind.OFFICER or not user.is_active:
        return None
    if not hasattr(user, _ASKED):
        found = Officer.objects.select_related("unit", "position").filter(user_id=user.pk, is_active=True)
        officer = found.first()
        if officer is not None:
            officer.user = user  # the same object, so that its roles are read once too
        setattr(user, _ASKED, officer)
    return cast("Officer | None", getattr(user, _ASKED))


def officer_user_names() -> frozenset[str]:
    """The sign-in names of every officer, active or not: the loader makes only those that are missing."""
    return frozenset(Officer.objects.values_list("user__username", flat=True))
