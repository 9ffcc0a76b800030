"""Adding an officer together with the user he signs in with, and helping one who lost his password."""

from collections.abc import Sequence
from datetime import datetime

from django.db.transaction import atomic

from xaso.kernel.errors import Missing
from xaso.modules.org.events import OfficerAdded, OfficerPasswordReset
from xaso.modules.org.models import Officer, Position, Role, Unit
from xaso.platform.identity import services as identity
from xaso.platform.journal import services as journal
from xaso.platform.journal.actors import Actor, ActsAs


@atomic
def add_officer(
    *,
    username: str,
    password: str,
    full_name: str,
    unit: str,
    position: str,
    roles: Sequence[Role | str],
    is_demo: bool = False,
    by: Actor | ActsAs,
    at: datetime,
) -> Officer:
    """Create the user with a password that must be changed at the first sign-in, and the officer behind it.

    A system administrator may also open the reference-data admin. `unit` and `position` are codes. Raises
    identity's UsernameTaken; Unit.DoesNotExist and Position.DoesNotExist are bugs of the caller.
    """
    names = [str(role) for role in roles]
    user = identity.create_officer_user(username=username, password=password, roles=names, at=at)
    if Role.SYSADMIN.value in names:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    officer = Officer.objects.create(
        user=user,
        full_name=full_name,
        unit=Unit.objects.get(code=unit),
        position=Position.objects.get(code=position),
        is_demo=is_demo,
    )
    fact = OfficerAdded(
        username=username, full_name=full_name, unit=unit, position=position, roles=names, is_demo=is_demo
    )
    journal.record(fact, by=by, at=at, subject=f"user:{username}")
    return officer


@atomic
def reset_officer_password(*, username: str, by: Actor | ActsAs, at: datetime) -> str:
    """Give an officer a new one-time password, returned to be told once; the old one and its sessions end.

    The password must be changed and the second factor set up anew at the next sign-in. Raises Missing when no
    officer has that name.
    """
    officer = Officer.objects.select_related("user").filter(user__username=username).first()
    if officer is None:
        raise Missing(f"Không có cán bộ nào có tên đăng nhập “{username[:60]}”.")
    password = identity.reset_password(user=officer.user, at=at)
    journal.record(OfficerPasswordReset(username=username), by=by, at=at, subject=f"user:{username}")
    return password
