"""Who collects in the tests, and into which account."""

import pytest

from tests.cast import Cast
from tests.factories import money
from xaso.modules.org.models import Officer


@pytest.fixture
def cashier(cast: Cast) -> Officer:
    """The officer of the counter who collects."""
    return cast.one_stop_officer


@pytest.fixture
def own_account(cast: Cast) -> str:
    """The commune's account at a bank that does not exist; its number."""
    return money.own_account(cast).number
