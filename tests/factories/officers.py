"""Officers beside the cast, past their first sign-in."""

from datetime import date
from itertools import count

from xaso.kernel.clock import at
from xaso.modules.org.models import Officer
from xaso.modules.org.services import add_officer
from xaso.platform.journal.actors import SYSTEM

_numbers = count(1)


def make_officer(
    *roles: str, unit: str = "van-phong", position: str = "ho-tich", full_name: str = "Mè Văn Thêm"
) -> Officer:
    """An officer of the unit with the roles, who has already changed the first password."""
    officer = add_officer(
        username=f"them.{next(_numbers)}",
        password="mat-khau-dau-tien",
        full_name=full_name,
        unit=unit,
        position=position,
        roles=roles,
        by=SYSTEM,
        at=at(date(2025, 1, 2)),
    )
    officer.user.must_change_password = False
    officer.user.save(update_fields=["must_change_password"])
    return officer
