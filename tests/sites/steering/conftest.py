"""Leaders and others who open the board."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import sign_in as enter
from tests.factories.officers import make_officer
from tests.modules.indicators.work import Office, open_office

SignIn = Callable[..., Client]


@pytest.fixture
def office(db: None) -> Office:
    """An office with work of its own, beside the cast's commune."""
    return open_office()


@pytest.fixture
def sign_in(office: Office) -> SignIn:
    """Sign a new officer with these roles in."""
    return lambda *roles: enter(Client(), make_officer(*roles, full_name="Vàng A Mẫu"))


@pytest.fixture
def leader(sign_in: SignIn) -> Client:
    """A signed-in leader."""
    return sign_in("leader")
