"""What the description promises holds for made-up calls: as nobody, as a citizen, as an officer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance

from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Officer
from xaso.wsgi import application

from .conftest import token_for

pytestmark = pytest.mark.django_db

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
bounded = hypothesis_settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the test's own connection through each request, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def call(case: Case, token: str = "") -> None:
    """Call and check all that is promised, save that no description says which bytes are a true PDF."""
    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {token}"} if token else {})
    is_upload = case.path.endswith("/uploads")
    case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance] if is_upload else [])


@schema.parametrize()
@bounded
def test_as_nobody(case: Case) -> None:
    call(case)


@schema.parametrize()
@bounded
def test_as_a_citizen(case: Case, citizen: Person) -> None:
    call(case, token_for(citizen.user))


@schema.parametrize()
@bounded
def test_as_an_officer(case: Case, one_stop_officer: Officer) -> None:
    call(case, token_for(one_stop_officer.user))
