"""Fixtures for figures."""

import pytest

from tests.modules.indicators.work import Office, open_office


@pytest.fixture
def office(db: None) -> Office:
    """An office with work of its own, beside the cast's commune."""
    return open_office()
