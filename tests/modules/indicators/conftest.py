"""Fixtures for figures."""

import pytest
from django.core.cache import cache

from tests.modules.indicators.work import Office, open_office


@pytest.fixture
def office(db: None) -> Office:
    """A tiny commune."""
    cache.clear()
    return open_office()
