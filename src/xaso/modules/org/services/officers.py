"""Adding an officer together with the user he signs in with."""

from collections.abc import Sequence
from datetime import datetime

from django.db.transaction import atomic

from xaso.kernel.errors import Conflict
from xaso.modules.org.events import OfficerAdded
from xaso.modules.org.models import Officer, Position, Role, Unit
from xaso.platform.identity import services as identity
from xaso.platform.identity.models import User
from xaso.platform.journal import services as journal
from xaso.platform.journal.actors import Actor, ActsAs


class DuplicateOfficer(Conflict):
    """Someone already signs in with this name."""

    code = "duplicate_officer"
    default_sentence = "Tên đăng nhập này đã có người dùng. Chọn tên khác."


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
    DuplicateOfficer when the name is taken; Unit.DoesNotExist and Position.DoesNotExist are bugs of the caller.
    """
    if User.objects.filter(username=username).exists():
        raise DuplicateOfficer
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
