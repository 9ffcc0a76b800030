"""An officer and a citizen with accounts."""

from datetime import UTC, datetime

import pytest

from xaso.platform.identity import second_factor
from xaso.platform.identity.models import User
from xaso.platform.identity.services import create_citizen_user, create_officer_user

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PASSWORD = "nui-cao-suoi-sau-2025"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NUMBER = "010190000123"


@pytest.fixture
def new_officer(db: None) -> User:
    """An officer who has never signed in."""
    return create_officer_user(username="can.bo.moi", password=PASSWORD, roles=["receiver"], at=AT)


@pytest.fixture
def officer(db: None) -> User:
    """An officer with an own password and a second factor."""
    user = create_officer_user(
        username="can.bo", password=PASSWORD, roles=["sysadmin"], at=AT, must_change_password=False
    )
    second_factor.activate(user, SECRET, second_factor.code_at(SECRET, AT), at=AT)
    return user


@pytest.fixture
def person(db: None) -> User:
    """A citizen's account."""
    return create_citizen_user(id_number=NUMBER, password=PASSWORD, phone="0912000123", email="", at=AT)


def code_now() -> str:
    """What the officer's phone shows at this moment."""
    return second_factor.code_at(SECRET, datetime.now(UTC))
