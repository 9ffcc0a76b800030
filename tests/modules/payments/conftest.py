"""Who collects in the tests, and into which account."""

import pytest

from tests.cast import Cast
from xaso.modules.org.models import Officer, Setting
from xaso.modules.org.queries import clear_caches

ACCOUNT = {"bank": "970499", "bank_name": "Ngân hàng thử", "number": "1900200300400", "holder": "UBND xa thu"}


@pytest.fixture
def cashier(cast: Cast) -> Officer:
    """The officer of the counter who collects."""
    return cast.one_stop_officer


@pytest.fixture
def own_account(db: None) -> str:
    """The commune's account at a bank that does not exist; its number."""
    Setting.objects.update_or_create(
        key="payments.account", defaults={"value": ACCOUNT, "label": "Tài khoản thu phí", "certainty": "D"}
    )
    clear_caches()
    return ACCOUNT["number"]
