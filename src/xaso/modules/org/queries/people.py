"""Officers and the roles they hold."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from xaso.modules.org.models import Officer, Role, Unit
from xaso.platform.identity.models import User


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
    """The active officer behind a signed-in user; None for people, strangers and those who left."""
    if not isinstance(user, User) or user.kind != User.Kind.OFFICER or not user.is_active:
        return None
    return (
        Officer.objects.select_related("user", "unit", "position").filter(user=user, is_active=True).first()
    )


def officer_user_names() -> frozenset[str]:
    """The sign-in names of every officer, active or not: the loader makes only those that are missing."""
    return frozenset(Officer.objects.values_list("user__username", flat=True))
