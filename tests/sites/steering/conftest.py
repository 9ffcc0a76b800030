"""Leaders and others who open the board, signed in with their second factor shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from tests.modules.indicators.work import Office, open_office
from xaso.kernel.clock import SystemClock
from xaso.modules.org import queries as org
from xaso.modules.org.models import Commune, Officer, Position
from xaso.platform.identity.models import RoleGrant, User
from xaso.platform.identity.sessions import mark_proven

SignIn = Callable[..., Client]


@pytest.fixture
def office(db: None) -> Office:
    """A tiny commune."""
    cache.clear()
    org.clear_caches()
    Commune.objects.create(
        code="00001", name="Thử", full_name="xã Thử", committee_name="Ủy ban nhân dân xã Thử",
        province_code="01", province_name="Tỉnh Thử",
    )  # fmt: skip
    made = open_office()
    Position.objects.create(code="thu", name="Cán bộ thử")
    return made


@pytest.fixture
def sign_in(office: Office) -> SignIn:
    """Sign an officer with these roles in; without a role: an officer with none."""

    def entered(*roles: str) -> Client:
        user = User.objects.create(username=f"cb-{'-'.join(roles) or 'khong'}", kind=User.Kind.OFFICER)
        RoleGrant.objects.bulk_create(RoleGrant(user=user, role=role) for role in roles)
        Officer.objects.create(
            user=user, full_name="Vàng A Mẫu", unit=office.unit, position=Position.objects.get(code="thu")
        )
        client = Client()
        client.force_login(user)
        session = client.session
        mark_proven(session, at=SystemClock().now())
        session.save()
        client.cookies["sessionid"] = session.session_key
        return client

    return entered


@pytest.fixture
def leader(sign_in: SignIn) -> Client:
    """A signed-in leader."""
    return sign_in("leader")
